"""The built site as a whole: like its blessed copy, sound, and without dead ends."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag

import mkdocs.theme
import pytest
from lxml import html

import bless
from bulletin.site import make_site
from bulletin.verify import check_site
from conftest import ROOT, bytes_of
from project import Project

SITES = {
    "small_site": "https://minhhoa.example/mau/",
    "demo_site": "https://thidua.minhhoa.example/",
}
EVERY_KIND_OF_ADDRESS = (
    "", "tin-tuc/", "tin-tuc/chuyen-muc/", "tu-khoa/", "phong-trao/", "van-ban/", "su-kien/",
    "dia-phuong/", "don-vi/", "ngay/", "dinh-chinh/", "rss/", "so-do-trang/", "gioi-thieu/",
    "lien-he/", "guong-dien-hinh/", "viec-tot/", "khen-thuong/", "ket-qua/", "mo-hinh/",
    "thong-bao/", "tai-lieu/", "du-lieu/",
)  # fmt: skip


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> tuple[Path, str]:
    return request.getfixturevalue(request.param), SITES[request.param]


def test_the_small_site_is_the_one_that_was_accepted(small_site: Path) -> None:
    if changes := bless.changes(small_site):
        pytest.fail(f"\n{changes}", pytrace=False)


def test_a_change_of_the_site_is_told_line_by_line_with_the_command_that_accepts_it(
    small_site: Path, tmp_path: Path
) -> None:
    other = tmp_path / "site"
    shutil.copytree(small_site, other)
    page = other / "tin-tuc/tin-minh-hoa/index.html"
    page.write_text(page.read_text("utf-8").replace("cùng phút", "CÙNG PHÚT"), "utf-8")
    (other / "media/mau-bao-cao.txt").rename(other / "media/khac.txt")
    told = bless.changes(other).splitlines()
    assert "thừa: media/khac.txt" in told
    assert "thiếu: media/mau-bao-cao.txt" in told
    assert "--- tin-tuc/tin-minh-hoa/index.html (đã nhận)" in told
    assert any(line.startswith("-") and "cùng phút" in line for line in told)
    assert any(line.startswith("+") and "CÙNG PHÚT" in line for line in told)
    assert bless.COMMAND in told[-1]


def test_nothing_of_a_built_site_is_wrong(site: tuple[Path, str]) -> None:
    assert check_site(*site) == []


def test_every_section_of_the_site_has_its_index(site: tuple[Path, str]) -> None:
    for address in EVERY_KIND_OF_ADDRESS:
        assert (site[0] / address / "index.html").is_file(), address


def test_every_page_is_reached_from_the_front_page_by_links_alone(site: tuple[Path, str]) -> None:
    folder, _ = site
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    # The guide for staff stands outside the menu: who needs it knows its address.
    reached, waiting = set[str](), sorted({"index.html", "huong-dan/index.html"} & pages)
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += sorted(links_of(folder, page) & pages)
    unreached = {page for page in pages - reached if not nobody_is_led_to(folder / page)}
    assert unreached == set()
    assert len(reached) > len(EVERY_KIND_OF_ADDRESS)


def links_of(folder: Path, page: str) -> set[str]:
    """Return the pages of the site that a page links to."""
    targets = set()
    for element in html.fromstring((folder / page).read_bytes()).iter("a"):
        address = unquote(urldefrag(element.get("href", "")).url).partition("?")[0]
        if ":" in address or address.startswith("//"):
            continue
        target = normpath(join(dirname(page), address)) if address else page
        targets.add(target if target.endswith(".html") else normpath(f"{target}/index.html"))
    return targets


def nobody_is_led_to(page: Path) -> bool:
    """Tell whether a page stands only for readers who come by an old or wrong address."""
    tree = html.fromstring(page.read_bytes())
    redirects = bool(tree.xpath("//meta[@http-equiv='refresh']"))
    removed = "đã được gỡ ngày" in "".join(tree.xpath("string(//h1)"))
    return redirects or removed or page.name == "404.html"


def test_no_page_has_a_heading_with_nothing_under_it(site: tuple[Path, str]) -> None:
    for path in site[0].rglob("*.html"):
        for heading in html.fromstring(path.read_bytes()).xpath("//h1|//h2|//h3|//h4|//h5|//h6"):
            assert heading.text_content().strip(), path
            box = heading.getparent()
            if "section-head" in box.get("class", ""):
                assert box.getnext() is not None, f"{path}: {heading.text_content()}"


def test_every_page_but_the_last_resort_stands_in_one_main_menu_and_names_its_section(
    small_site: Path,
) -> None:
    tree = html.fromstring((small_site / "tin-tuc/phat-dong-mau/index.html").read_bytes())
    items = tree.xpath("//ul[@id='danh-muc']//a")
    assert [item.text for item in items] == [
        "Trang chủ", "Tin tức", "Phong trào thi đua", "Gương điển hình", "Kết quả thi đua",
        "Khen thưởng", "Văn bản", "Sự kiện",
    ]  # fmt: skip
    assert [i.text for i in items if i.get("aria-current")] == ["Tin tức"]


def test_a_menu_and_a_front_page_show_no_section_that_has_no_pages(project: Project) -> None:
    for folder in ("events", "news", "documents", "campaigns", "organisations"):
        for path in (project.root / "content" / folder).glob("*.yml"):
            path.unlink()
    site = plain_site(project)
    links = html.fromstring(site[""]).xpath("//a/@href")
    for gone in ("tin-tuc/", "van-ban/", "su-kien/", "phong-trao/", "don-vi/", "ngay/"):
        assert gone not in site
        assert f"./{gone}" not in links, gone


def test_a_site_without_news_leads_only_to_pages_that_exist(project: Project) -> None:
    for path in (project.root / "content/news").glob("*.yml"):
        path.unlink()
    site = plain_site(project)
    by_hand = {"gioi-thieu/", "lien-he/"}
    for page, text in site.items():
        if page.endswith("/") or not page:
            root = page.count("/") * "../" or "./"
            for href in html.fromstring(text).xpath("//a/@href"):
                if href.startswith(root):
                    address = href.removeprefix(root).partition("#")[0]
                    assert address in site or address in by_hand, f"{page}: {href}"


def plain_site(project: Project) -> dict[str, str]:
    """Return by address the pages (and by path the texts) made of a project, without MkDocs."""
    theme = mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks/theme"))
    site = make_site(project.load(), map(Path, theme.dirs))
    made = {path: site.html(path) for path in site.plans}
    texts = bytes_of(site)
    return made | {name: x.decode("utf-8", "replace") for name, x in texts.items()}


def test_nothing_unpublished_is_found_in_any_byte_of_the_site(small_site: Path) -> None:
    for path in small_site.rglob("*"):
        if path.is_file():
            assert "không được lộ".encode() not in path.read_bytes().lower(), path
            assert "khong-duoc-lo" not in path.as_posix()
            assert path.name not in ("anh-nhap.png", "anh-go.png", "tep-khong-ai-dung.txt")
    for name in ("ban-nhap", "hen-gio"):
        assert not (small_site / "tin-tuc" / name).exists()


def test_what_was_taken_down_leaves_a_page_with_nothing_but_the_day(small_site: Path) -> None:
    for name in ("tin-tuc/da-go", "tin-tuc/ten-cu-da-go", "guong-dien-hinh/2024-10-da-go"):
        tree = html.fromstring((small_site / name / "index.html").read_bytes())
        main = " ".join(tree.xpath("string(//main)").split())
        assert "Nội dung này đã được gỡ ngày 01/11/2024" in main
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_an_old_address_leads_to_the_new_one_without_javascript(small_site: Path) -> None:
    for old, new in (
        ("tin-tuc/thi-dua-mau", "../../tin-tuc/phat-dong-mau/"),
        ("tin-tuc/phat-dong-thi-dua-mau", "../../tin-tuc/phat-dong-mau/"),
        ("phong-trao/phong-trao-mau", "../../phong-trao/mau-2024/"),
    ):
        tree = html.fromstring((small_site / old / "index.html").read_bytes())
        assert tree.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={new}"]
        assert tree.xpath("//a/@href") == [new]


def test_people_are_named_as_the_rules_allow(small_site: Path) -> None:
    page = (small_site / "su-kien/le-phat-dong-mau-2024/index.html").read_text("utf-8")
    assert "Nguyễn Văn Mẫu" in page
    assert "T.T.N." in page
    everything = b"".join(path.read_bytes() for path in small_site.rglob("*.*") if path.is_file())
    for name in ("Trần Thị Nhỏ", "Lê Thị Công", "Phạm Thị Hủy"):
        assert name.encode() not in everything


def test_awards_results_and_deeds_tell_what_may_be_told(small_site: Path) -> None:
    def told(address: str) -> str:
        tree = html.fromstring((small_site / address / "index.html").read_bytes())
        return " ".join(tree.xpath("string(//main)").split())

    one, other = told("khen-thuong/quyet-dinh-05-mau"), told("khen-thuong/quyet-dinh-06-mau")
    assert "Quyết định đã bị hủy bỏ (08/QĐ-UBND, 20/5/2025)" in one
    assert "Quyết định đã bị hủy bỏ (09/QĐ-CAT, 20/5/2025)" in other
    assert "06/QĐ-CAT: đã bị hủy bỏ" in told("khen-thuong")
    assert "1/3 tổ đã có việc tốt hoặc cá nhân được biểu dương (2/3 tổ đã báo cáo)" in told(
        "viec-tot/xa-mau-1/2024-09"
    )
    results = told("phong-trao/mau-2024/ket-qua/thang/2024-09")
    assert "Xã Mẫu 1 Không công khai." in results
    assert "33,3% (1/3)" in results
    assert "Đính chính ngày 08/10/2024: Sửa số lượt tuần tra." in results
    for path in small_site.rglob("*.*"):
        if path.is_file() and path.suffix in (".html", ".xml"):
            assert not re.search(r"48\.?61[12]", path.read_text("utf-8")), path
