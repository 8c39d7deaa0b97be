"""Previews show editors what waits; nothing of it ever reaches a published site."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import mkdocs.theme
import pytest

from bulletin.load import load_bulletin
from bulletin.model import Audience, Bulletin
from bulletin.offline import START, without_server, zipped
from bulletin.settings import read_settings
from bulletin.site import Site, make_site
from bulletin.store import STORE, Store
from bulletin.verify import check_site
from conftest import bytes_of, read_all
from project import NEWS, Project

script = importlib.import_module("preview")
ROOT = Path(__file__).parent.parent
THEME = tuple(
    map(Path, mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks" / "theme")).dirs)
)

DRAFT = NEWS.replace("status: published", "status: draft").replace("Lễ ra mắt", "Tin còn nháp")
EMBARGOED = NEWS.replace("Lễ ra mắt", "Tin hẹn giờ") + "publish_at: 12/7/2025 08:00\n"
GONE = NEWS.replace("status: published", "status: withdrawn").replace("Lễ ra mắt", "Tin đã gỡ") + (
    "changes: [{date: 08/10/2024, kind: removal, note: Theo đề nghị}]\n"
)
PUBLISHED = NEWS.replace("Lễ ra mắt", "Tin đã đăng")
FILES = {
    "content/news/con-nhap.yml": DRAFT,
    "content/news/hen-gio.yml": EMBARGOED,
    "content/news/da-go.yml": GONE,
    "content/news/da-dang.yml": PUBLISHED,
}
WAITING = ("Tin còn nháp", "Tin hẹn giờ", "con-nhap", "hen-gio")


def loaded(project: Project, audience: Audience) -> Bulletin:
    settings = read_settings(project.root / "mkdocs.yml")
    return load_bulletin(project.root / "content", settings, audience=audience)


def rendered(site: Site) -> dict[str, str]:
    return {path: site.html(path) for path in site.plans}


@pytest.fixture
def waiting(project: Project) -> Project:
    project.write(FILES)
    return project


@pytest.fixture
def pages(waiting: Project) -> dict[str, str]:
    return rendered(make_site(loaded(waiting, Audience.EDITORS), THEME))


def test_editors_see_drafts_and_embargoed_entries_but_nothing_taken_down(waiting: Project) -> None:
    seen = loaded(waiting, Audience.EDITORS).shelves["news"]
    assert {"con-nhap", "hen-gio", "da-dang"} <= set(seen)
    assert "da-go" not in seen


def test_the_public_sees_none_of_them(waiting: Project) -> None:
    site = make_site(loaded(waiting, Audience.PUBLIC), THEME)
    text = "".join(rendered(site).values())
    text += "".join(data.decode("utf-8", "replace") for data in bytes_of(site).values())
    assert not [words for words in WAITING if words in text]
    assert 'content="xem-truoc"' not in text and 'class="preview-note' not in text


def test_a_page_that_waits_says_why(pages: dict[str, str]) -> None:
    assert "Bản xem trước – chưa đăng: bản nháp" in pages["tin-tuc/con-nhap/"]
    assert (
        "Bản xem trước – chưa đăng: hẹn đăng lúc Thứ Bảy, 12/07/2025 08:00"
        in pages["tin-tuc/hen-gio/"]
    )


def test_every_other_page_of_a_preview_says_that_it_is_one(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        assert html.count('class="preview-note') == 1, path
        assert '<meta name="robots" content="noindex, nofollow">' in html, path
    assert "Bản xem trước – chưa đăng" not in pages["tin-tuc/da-dang/"]


def test_lists_label_what_waits(pages: dict[str, str]) -> None:
    assert "[Chưa đăng] Tin còn nháp" in pages["tin-tuc/"]
    assert "[Chưa đăng] Tin đã đăng" not in pages["tin-tuc/"]


def test_search_engines_may_read_nothing_of_a_preview(waiting: Project) -> None:
    files = make_site(loaded(waiting, Audience.EDITORS), THEME).files
    assert files["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_a_published_build_refuses_pages_of_a_preview(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<html lang="vi"><head><title>a</title><meta name="ban-tin" content="xem-truoc">'
        '<meta name="description" content="a"><link rel="canonical" href="https://x.example/">'
        "</head><body><h1>a</h1></body></html>"
    )
    told = check_site(tmp_path, "https://x.example/")
    assert told == ["index.html: là trang của bản xem trước, không được đăng"]
    assert check_site(tmp_path, "https://x.example/", preview=True) == []


def test_no_setting_makes_a_published_build_show_what_waits(waiting: Project) -> None:
    events = importlib.import_module("mkdocs_events")

    assert events._audience(SimpleNamespace(extra={"audience": "editors"})) is Audience.PUBLIC
    wanted = SimpleNamespace(extra={"audience": Audience.EDITORS})
    assert events._audience(wanted) is Audience.EDITORS


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a preview built by the command, and its ZIP."""
    import bless

    config = bless.copy_project(tmp_path_factory.mktemp("xem") / "du-an")
    assert script.main(["--zip", "--config", str(config)]) == 0
    return config.parent


def test_the_command_writes_into_a_folder_of_its_own(previewed: Path) -> None:
    assert sorted(path.name for path in (previewed / ".preview").iterdir()) == ["xem-truoc.zip"]
    assert not (previewed / "site").exists() and not (previewed / ".releases").exists()


def test_the_zip_holds_a_page_to_start_from_and_everything_under_one_folder(
    previewed: Path,
) -> None:
    with zipfile.ZipFile(previewed / ".preview" / "xem-truoc.zip") as archive:
        names = archive.namelist()
    assert names[0] == START
    assert all(name.startswith("xem-truoc/") for name in names[1:])
    assert "xem-truoc/tin-tuc/ban-nhap/index.html" in names


def test_links_of_a_handed_over_preview_name_files(tmp_path: Path) -> None:
    page = tmp_path / "a" / "index.html"
    page.parent.mkdir()
    page.write_text(
        '<link rel="preload" href="../f.woff2" as="font" crossorigin>\n'
        '<a href="../">x</a><a href="./b/?q=1#c">x</a><a href="../../tin-tuc/#d">x</a>'
        '<a href="https://x.example/">x</a><a href="#e">x</a><a href="mailto:a@b.example">x</a>'
        '<a href="..">x</a><img src="../p.png"><form action="../tim-kiem/"></form>',
        encoding="utf-8",
    )
    without_server(tmp_path)
    assert page.read_text(encoding="utf-8") == (
        '<a href="../index.html">x</a><a href="./b/index.html?q=1#c">x</a>'
        '<a href="../../tin-tuc/index.html#d">x</a><a href="https://x.example/">x</a>'
        '<a href="#e">x</a><a href="mailto:a@b.example">x</a><a href="../index.html">x</a>'
        '<img src="../p.png"><form action="../tim-kiem/index.html"></form>'
    )


def test_the_same_preview_is_the_same_zip(tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    folder.mkdir()
    (folder / "index.html").write_text("a")
    zipped(folder, tmp_path / "1.zip", "xem-truoc")
    (folder / "index.html").touch()
    zipped(folder, tmp_path / "2.zip", "xem-truoc")
    files = read_all(tmp_path)
    assert files["1.zip"] == files["2.zip"]


def test_what_a_preview_kept_for_the_next_build_tells_the_public_nothing(waiting: Project) -> None:
    linking = PUBLISHED.replace("Nội dung.", "Xem [bài này](news:con-nhap).")
    waiting.write({"content/news/da-dang.yml": linking})
    settings = read_settings(waiting.root / "mkdocs.yml")
    seen = []
    for audience in (Audience.EDITORS, Audience.PUBLIC):
        store = Store(waiting.root / ".cache" / STORE)
        bulletin = load_bulletin(waiting.root / "content", settings, audience=audience, store=store)
        site = make_site(bulletin, THEME, store=store)
        seen.append("".join(rendered(site).values()))
        store.close(whole=True)
    assert "tin-tuc/con-nhap/" in seen[0]
    assert not [words for words in WAITING if words in seen[1]]
