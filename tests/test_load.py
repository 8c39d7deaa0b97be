"""What loading promises: all that may be published, nothing else, and every mistake at once."""

from __future__ import annotations

import os

import pytest

from bulletin.kinds import Event, Locality, News
from bulletin.load import ParseCache, load_bulletin
from bulletin.markup import ROOT
from bulletin.problems import ContentError
from bulletin.settings import read_settings
from project import DOCUMENT, EVENT, NEWS, Project

A = "content/news/a.yml"
REMOVED = "changes: [{date: 12/10/2024, kind: removal, note: Gỡ theo yêu cầu}]\n"


def status(name: str) -> str:
    return NEWS.replace("status: published", f"status: {name}")


def published_at(day: str) -> str:
    return NEWS.replace("07/10/2024 22:39", day)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (NEWS, True),
        (status("draft"), False),
        (status("editing"), False),
        (status("review"), False),
        (status("returned"), False),
        (status("approved"), False),
        (status("withdrawn") + REMOVED, False),
        (published_at("10/7/2025 07:00"), True),  # the base's `now`
        (published_at("10/7/2025 07:01"), False),
        (published_at("11/7/2025"), False),
        (NEWS + "publish_at: 10/7/2025 07:00\n", True),
        (NEWS + "publish_at: 10/7/2025 07:01\n", False),
        (NEWS + "expires_at: 31/12/2024\n", True),
    ],
)
def test_only_what_is_published_by_now_can_be_reached(
    project: Project, text: str, seen: bool
) -> None:
    project.write({A: text, "content/events/c.yml": EVENT})
    bulletin = project.load()
    reached = bulletin.get(News, "a")
    assert (reached is not None) is seen
    assert ("a" in [item.slug for item in bulletin.items]) is seen
    assert ("a" in [news.slug for news in bulletin.all(News)]) is seen
    assert (bulletin.some(News, ("a",)) == ()) is not seen
    place = bulletin.get(Locality, "tinh-minh-hoa")
    assert place is not None
    assert [news.slug for news in bulletin.referring(News, place)] == ["phat-dong-thi-dua"]


def test_an_embargoed_place_cannot_be_reached_either(project: Project) -> None:
    place = "short_name: Mới\nprefix: xã\nlevel: commune\npublish_at: 11/7/2025\n"
    project.write({"content/localities/xa-moi.yml": place})
    assert project.load().get(Locality, "xa-moi") is None


def test_what_was_taken_down_is_kept_apart(project: Project) -> None:
    project.write({
        A: status("withdrawn") + REMOVED,
        "content/people/mot-em.yml": f"status: withdrawn\nfull_name: A\nbasis: office\n{REMOVED}",
    })  # fmt: skip
    assert [entry.path for entry in project.load().withdrawn] == ["tin-tuc/a/"]


def test_a_link_to_what_is_not_published_is_plain_text(project: Project) -> None:
    project.write({
        A: NEWS.replace("Nội dung.", "Xem [nháp](news:b) và [lễ](event:le-phat-dong-2024#anh)."),
        "content/news/b.yml": status("draft"),
    })  # fmt: skip
    found = project.load().get(News, "a")
    assert found is not None
    assert found.body.html == (
        f'<p>Xem nháp và <a href="{ROOT}su-kien/le-phat-dong-2024/#anh">lễ</a>.</p>'
    )


def test_texts_deep_inside_an_entry_are_rendered_too(project: Project) -> None:
    sections = (
        "sections:\n  - title: I\n    sections:\n"
        "      - body: |\n          Một\n\n          [hai](news:khong-co)\n"
    )
    project.write({"content/documents/p.yml": DOCUMENT + sections})
    (told,) = project.problems()
    assert told.line == 12


def test_every_mistake_of_every_stage_is_told_at_once_and_sorted(project: Project) -> None:
    project.write({
        "content/tin/a.yml": "",
        "content/news/z.yml": NEWS + "campaigns: [khong-co]\n",
        "content/news/y.yml": "title Lễ\nstatus: published\n",
        "content/news/x.yml": NEWS.replace("Nội dung.", "Xem [a](/b)").replace("22:39", "25:39"),
        "content/news/w.yml": NEWS.replace("Nội dung.", "Xem [a](/b)"),
        "content/media/m.png": "không phải ảnh",
    })  # fmt: skip
    told = project.problems()
    assert [(problem.file, problem.line) for problem in told] == [
        ("content/media/m.png", 1),
        ("content/news/w.yml", 5),
        ("content/news/x.yml", 2),
        ("content/news/y.yml", 1),
        ("content/news/z.yml", 6),
        ("content/tin", 1),
    ]
    assert list(told) == sorted(told)


def test_files_of_the_system_and_of_editors_are_no_content(project: Project) -> None:
    names = [".DS_Store", "Thumbs.db", ".gitkeep", "a.yml~", ".a.yml.swp", "#a.yml#", "desktop.ini"]
    project.write(
        {f"content/{folder}/{name}": "?" for name in names for folder in ("news", "media")}
    )
    project.write({"content/.DS_Store": "?"})
    assert project.told() == ""


def test_subfolders_are_free_and_no_part_of_the_address(project: Project) -> None:
    project.write({"content/news/2024/thang-10/a.yml": NEWS})
    found = project.load().get(News, "a")
    assert found is not None
    assert (found.path, found.file) == ("tin-tuc/a/", "content/news/2024/thang-10/a.yml")


@pytest.mark.skipif(os.name == "nt", reason="cần liên kết tượng trưng")
def test_a_link_inside_content_is_an_entry_of_its_own(project: Project) -> None:
    project.write({A: NEWS, "content/news/b.yml": {"link": "a.yml"}})
    assert {news.slug for news in project.load().all(News)} >= {"a", "b"}


@pytest.mark.skipif(os.name == "nt", reason="cần liên kết tượng trưng")
def test_media_outside_content_is_not_even_looked_at(project: Project) -> None:
    outside = project.root / "ngoai"
    (project.root / "content/media").rename(outside)
    project.write({"content/media": {"link": "../ngoai"}})
    assert [told.file for told in project.problems()] == ["content/media"]


def test_pictures_are_known_by_name_and_size(project: Project) -> None:
    found = project.load().pictures
    assert {name: (p.original.width, p.original.height) for name, p in found.items()} == {
        "hoi-truong.png": (4, 3)
    }


def test_no_content_is_no_mistake(project: Project) -> None:
    settings = read_settings(project.root / "mkdocs.yml")
    bulletin = load_bulletin(project.root / "khong-co", settings)
    assert bulletin.items == ()
    assert bulletin.updated == bulletin.now


def test_a_cached_file_is_not_read_again_until_it_changes(project: Project) -> None:
    cache: ParseCache = {}
    project.write({A: NEWS})
    first = project.load(cache).get(News, "a")
    assert project.load(cache).get(News, "a") is first
    project.write({A: NEWS.replace("Lễ ra mắt", "Buổi lễ ra mắt")})
    second = project.load(cache).get(News, "a")
    assert second is not None and second.title == "Buổi lễ ra mắt"


def test_a_cached_mistake_is_told_again(project: Project) -> None:
    cache: ParseCache = {}
    project.write({A: NEWS.replace("title:", "title")})
    told = []
    for _ in range(2):
        with pytest.raises(ContentError, match="thiếu dấu hai chấm") as error:
            project.load(cache)
        told.append(str(error.value))
    assert told[0] == told[1]


def test_a_cached_text_follows_what_its_links_lead_to(project: Project) -> None:
    cache: ParseCache = {}
    project.write({A: NEWS.replace("Nội dung.", "Xem [b](news:b)"), "content/news/b.yml": NEWS})
    first = project.load(cache).get(News, "a")
    assert first is not None and "<a" in first.body.html
    project.write({"content/news/b.yml": status("draft")})
    second = project.load(cache).get(News, "a")
    assert second is not None and second.body.html == "<p>Xem b</p>"


def test_the_same_content_loads_the_same_in_any_order_of_files(project: Project) -> None:
    for slug in ("b", "a", "d", "c"):
        project.write({f"content/events/{slug}.yml": EVENT})
    assert [event.slug for event in project.load().all(Event)] == [
        "a",
        "b",
        "c",
        "d",
        "le-phat-dong-2024",
    ]
