"""What `serve` promises: every file a build would write, made when asked for; mistakes told soon."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import mkdocs.theme
import pytest

import bless
from bulletin import preview
from bulletin.load import load_bulletin
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
def told(project: Project) -> Callable[[], bool]:
    flag = project.root / ".cache" / preview.FLAG
    flag.parent.mkdir(parents=True)
    return flag.exists


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


@pytest.mark.parametrize("asked", ["khong-co/", "../mkdocs.yml", "/../../content/", "%2e%2e/"])
def test_an_address_that_leads_nowhere_gets_the_page_for_lost_readers_and_nothing_else(
    project: Project, looking: Preview, asked: str
) -> None:
    load(looking, project)
    looking.give(asked)
    assert list(read_all(looking.folder)) == ["404.html"]


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
