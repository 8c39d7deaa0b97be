"""What `serve` promises: every file a build would write, made when asked for; mistakes told soon."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import mkdocs.theme
import pytest
from PIL import Image

import bless
from bulletin import preview
from bulletin.load import load_bulletin, read_library
from bulletin.model import Audience
from bulletin.preview import Preview
from bulletin.problems import ContentError
from bulletin.settings import read_settings
from bulletin.site import make_site
from bulletin.store import Store
from conftest import ROOT, read_all, wait_until
from project import NEWS, Project

FOLDERS = [
    Path(folder)
    for folder in mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks/theme")).dirs
]
FILED = re.sub("category: .*", "category: chuyen", NEWS)
CATEGORY = "title: Chuyện\nstatus: published\n"
BY_HAND = ("gioi-thieu/", "lien-he/")


def load(looking: Preview, project: Project) -> None:
    """Build as `serve` does after a save."""
    settings = read_settings(project.root / "mkdocs.yml")
    bulletin = looking.load(project.root / "content", settings, Store(None))
    folder = project.root / "xem"
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    looking.show(make_site(bulletin, FOLDERS), folder)


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.setattr(preview, "PAUSE", 0.05)
    return Preview(running=True)


@pytest.fixture
def told(tmp_path: Path, looking: Preview) -> Callable[[], bool]:
    looking.flag = tmp_path / "xem-lai"
    return looking.flag.exists


def test_every_file_of_a_build_is_found_alone_with_the_same_bytes(small_site: Path) -> None:
    project = bless.PROJECT
    bulletin = load_bulletin(project / "content", read_settings(project / "mkdocs.yml"))
    site = make_site(bulletin, FOLDERS, hand_written=BY_HAND)
    asked = dict.fromkeys(read_all(small_site))
    for path in asked:
        content = site.find(path)
        if content is not None:
            raw = content if isinstance(content, bytes) else None
            raw = content.read_bytes() if isinstance(content, Path) else raw
            asked[path] = content() if callable(content) else raw  # type: ignore[assignment]
    built = read_all(small_site)
    unknown = {path for path, raw in asked.items() if raw is None}
    by_hand = {path for path in built if path.startswith(BY_HAND)}
    # Pages written by hand, and what the theme brings, MkDocs writes itself, in previews too.
    assert {path for path in unknown if path.endswith(".html")} <= by_hand
    assert not {path for path in unknown if path.endswith((".xml", ".json", ".csv", ".ics"))}
    assert {path for path, raw in asked.items() if raw not in (None, built[path])} == set()
    assert len(asked) - len(unknown) > 200


def test_asking_for_one_page_makes_no_other(
    project: Project, looking: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write({"content/news/hai.yml": NEWS.replace("Lễ ra mắt", "Tin thứ hai")})
    load(looking, project)
    made: list[str] = []
    assert looking.site is not None
    real = type(looking.site).page
    monkeypatch.setattr(
        type(looking.site), "page", lambda site, path: made.append(path) or real(site, path)
    )
    looking.give("tin-tuc/hai/")
    looking.give("tin-tuc/hai/")
    assert made == ["tin-tuc/hai/"]
    assert "Tin thứ hai" in (looking.folder / "tin-tuc/hai/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "asked", ["tin-tuc/hai", "tin-tuc/hai/", "tin-tuc//hai/", "./tin-tuc/hai/"]
)
def test_an_address_may_be_typed_in_the_ways_a_server_takes_it(
    project: Project, looking: Preview, asked: str
) -> None:
    project.write({"content/news/hai.yml": NEWS})
    load(looking, project)
    looking.give(asked)
    assert (looking.folder / "tin-tuc/hai/index.html").is_file()


@pytest.mark.parametrize("asked", ["", "/", ".", "..", "tin-tuc/.."])
def test_every_way_to_write_the_root_leads_to_the_front_page(
    project: Project, looking: Preview, asked: str
) -> None:
    load(looking, project)
    assert looking.give(asked)
    assert list(read_all(looking.folder)) == ["index.html"]


def test_an_old_address_leads_on_with_and_without_its_last_slash(
    project: Project, looking: Preview
) -> None:
    project.write({"content/news/hai.yml": f"{NEWS}aliases: [ten-cu]\n"})
    load(looking, project)
    assert looking.give("tin-tuc/ten-cu")
    assert (looking.folder / "tin-tuc/ten-cu/index.html").is_file()


@pytest.mark.parametrize(
    "asked", ["khong-co/", "../mkdocs.yml", "/../../content/", "%2e%2e/", "dai" * 200, "a/" * 900]
)
def test_an_address_that_leads_nowhere_leaves_nothing_in_the_folder(
    project: Project, looking: Preview, asked: str
) -> None:
    load(looking, project)
    assert not looking.give(asked)
    assert read_all(looking.folder) == {}


def test_a_mistake_in_the_saved_file_is_told_at_once(project: Project, looking: Preview) -> None:
    project.write({"content/news/hai.yml": NEWS})
    load(looking, project)
    project.write({"content/news/hai.yml": f"{NEWS}campaigns: [khong-co]\n"})
    with pytest.raises(ContentError, match="khong-co"):
        load(looking, project)


def test_a_mistake_that_a_save_makes_elsewhere_is_told_soon_after(
    project: Project, looking: Preview, told: Callable[[], bool]
) -> None:
    files = {
        "content/news/hai.yml": NEWS,
        "content/categories/chuyen.yml": CATEGORY,
        "content/news/ba.yml": FILED,
    }
    project.write(files)
    load(looking, project)
    project.write({"content/categories/chuyen.yml": "title: Chuyện\nstatus: draft\n"})
    load(looking, project)  # what was saved is right in itself
    wait_until(told, "không báo điều sai ở tệp khác")
    with pytest.raises(ContentError, match="content/news/ba"):
        load(looking, project)
    project.write({"content/categories/chuyen.yml": files["content/categories/chuyen.yml"] + "\n"})
    load(looking, project)


def test_a_save_while_everything_is_checked_is_checked_instead(
    project: Project, looking: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "PAUSE", 30)
    project.write({"content/news/hai.yml": NEWS})
    load(looking, project)
    for number in range(3):
        project.write({"content/news/hai.yml": NEWS.replace("Lễ ra mắt", f"Lần {number}")})
        load(looking, project)
    waiting = [
        one for one in preview.threading.enumerate() if isinstance(one, preview.threading.Timer)
    ]
    assert len([one for one in waiting if not one.finished.is_set()]) == 1
    assert looking._checking is not None
    looking._checking.cancel()


def test_a_deleted_file_is_seen_by_all_rules_at_once(project: Project, looking: Preview) -> None:
    category = project.root / "content/categories/chuyen.yml"
    project.write(
        {
            "content/categories/chuyen.yml": CATEGORY,
            "content/news/ba.yml": FILED,
        }
    )
    load(looking, project)
    category.unlink()
    with pytest.raises(ContentError, match="content/news/ba"):
        load(looking, project)


def test_after_many_saves_the_preview_shows_what_a_fresh_one_shows(
    project: Project, looking: Preview
) -> None:
    for number in range(4):
        text = NEWS.replace("Lễ ra mắt", f"Lần {number} của ANTT").replace(
            "Nội dung.", "Xem [bài kia](news:kia)."
        )
        project.write({"content/news/hai.yml": text, "content/news/kia.yml": NEWS})
        if number == 2:
            project.write(
                {"content/news/kia.yml": NEWS.replace("status: published", "status: draft")}
            )
        load(looking, project)
    assert looking.site is not None
    warm = {path: looking.site.html(path) for path in looking.site.plans}
    settings = read_settings(project.root / "mkdocs.yml")
    fresh = make_site(
        load_bulletin(project.root / "content", settings, audience=Audience.EDITORS), FOLDERS
    )
    assert warm == {path: fresh.html(path) for path in fresh.plans}


Answer = tuple[str, list[tuple[str, str]]]


def ask(looking: Preview, serve: Callable[..., list[bytes]], path: str) -> tuple[str, bytes]:
    """Ask the preview for an address, as a browser does; return its status and body."""
    answers: list[Answer] = []
    app = looking.served(serve, "/mau/")
    body = app({"PATH_INFO": path}, lambda *told: answers.append(told))
    ((status, _),) = answers
    return status, b"".join(body)


def test_a_page_whose_folder_a_build_emptied_meanwhile_is_made_again(
    project: Project, looking: Preview
) -> None:
    project.write({"content/news/hai.yml": NEWS})
    load(looking, project)
    file, turns = looking.folder / "tin-tuc/hai/index.html", []

    def serve(environ: object, start_response: Callable[..., object]) -> list[bytes]:
        turns.append(file.exists())
        if len(turns) == 1:  # a build begins just now, and ends
            load(looking, project)
        found = file.exists()
        start_response("200 OK" if found else "404 Not Found", [])
        return [file.read_bytes() if found else b""]

    status, body = ask(looking, serve, "/mau/tin-tuc/hai/")
    assert (status, turns) == ("200 OK", [True, True])
    assert "Lễ ra mắt".encode() in body


def test_a_lost_reader_is_answered_by_us_at_once(project: Project, looking: Preview) -> None:
    load(looking, project)

    def serve(environ: object, start_response: Callable[..., object]) -> list[bytes]:
        raise AssertionError("hỏi máy chủ điều không có")

    status, body = ask(looking, serve, "/mau/khong-co/")
    assert status == "404 Not Found"
    assert "Không tìm thấy trang".encode() in body
    assert read_all(looking.folder) == {}


def test_addresses_outside_the_site_are_the_servers_business(
    project: Project, looking: Preview
) -> None:
    load(looking, project)

    def serve(environ: object, start_response: Callable[..., object]) -> list[bytes]:
        start_response("302 Found", [])
        return []

    assert ask(looking, serve, "/")[0] == "302 Found"
    assert ask(looking, serve, "/livereload/1/2")[0] == "302 Found"
    assert ask(looking, serve, "/mau")[0] == "302 Found"
    assert list(read_all(looking.folder)) == ["index.html"]


PICTURED = (
    NEWS
    + """pictures:
  - {file: mot.png, alt: Đồi xanh và mặt trời, caption: Đồi, credit: Ban Biên tập, drawn: true}
  - {file: hai.png, alt: Nhà nhỏ ven đường làng, caption: Nhà, credit: Ban Biên tập, drawn: true}
"""
)


@pytest.fixture
def pictured(project: Project, looking: Preview) -> tuple[Path, list[str]]:
    """A story with two pictures; its folder of pictures, and the addresses of both."""
    media = project.root / "content/media"
    media.mkdir(parents=True, exist_ok=True)
    for name, colour in (("mot", "red"), ("hai", "blue")):
        Image.new("RGB", (800, 600), colour).save(media / f"{name}.png")
    project.write({"content/news/hai.yml": PICTURED})
    load(looking, project)
    assert looking.site is not None
    html = looking.site.html("tin-tuc/hai/")
    found = sorted(set(re.findall(r"anh/(?:mot|hai)-[0-9a-f]{8}-320\.webp", html)))
    assert len(found) == 2
    return media, found


def test_a_picture_that_changes_before_it_is_asked_for_is_never_shown_as_the_old_one(
    pictured: tuple[Path, list[str]], project: Project, looking: Preview
) -> None:
    media, (two, one) = pictured
    whole = (media / "hai.png").read_bytes()
    (media / "hai.png").write_bytes((media / "mot.png").read_bytes())
    assert not looking.give(two)
    assert looking.give(one)
    (media / "hai.png").write_bytes(whole)
    assert looking.give(two)
    colour = Image.open(looking.folder / two).convert("RGB").getpixel((9, 9))
    assert isinstance(colour, tuple)
    assert colour[2] > 200 > colour[0]


def test_a_build_whose_picture_changes_under_it_stops_in_words(
    pictured: tuple[Path, list[str]], looking: Preview
) -> None:
    media, _ = pictured
    (media / "hai.png").unlink()
    assert looking.site is not None
    with pytest.raises(ContentError, match="content/media/hai"):
        dict(looking.site.files)


def test_one_picture_that_is_gone_takes_no_other_with_it(
    pictured: tuple[Path, list[str]], looking: Preview
) -> None:
    media, (two, one) = pictured
    (media / "hai.png").unlink()
    assert (looking.give(two), looking.give(one)) == (False, True)


def test_a_picture_put_back_is_looked_at_anew(
    pictured: tuple[Path, list[str]], project: Project, looking: Preview
) -> None:
    media, _ = pictured
    settings = read_settings(project.root / "mkdocs.yml")
    library, _ = read_library(project.root / "content", settings)
    before = preview._state_of(library, {})
    os.utime(media / "mot.png", ns=(1, 1))
    assert preview._state_of(library, {}) != before


def test_while_something_is_known_to_be_wrong_every_save_says_so(
    project: Project, looking: Preview, told: Callable[[], bool]
) -> None:
    project.write({
        "content/categories/chuyen.yml": CATEGORY, "content/news/ba.yml": FILED,
        "content/news/hai.yml": NEWS,
    })  # fmt: skip
    load(looking, project)
    (project.root / "content/categories/chuyen.yml").write_text(
        "title: Chuyện\nstatus: draft\n", "utf-8"
    )
    load(looking, project)
    wait_until(told, "không báo điều sai ở tệp khác")
    for number in range(2):
        project.write({"content/news/hai.yml": NEWS.replace("Lễ ra mắt", f"Lần {number}")})
        with pytest.raises(ContentError, match="content/news/ba"):
            load(looking, project)
    project.write({"content/categories/chuyen.yml": CATEGORY})
    load(looking, project)


def test_a_build_that_fails_lets_nobody_wait_and_frees_no_lock_of_others(looking: Preview) -> None:
    looking.end()
    looking.begin()
    looking.end()
    looking.end()
    with looking.building:
        looking.end()
        assert looking.building.locked()
