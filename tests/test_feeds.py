"""Feeds as a subscriber's reader sees them: whole, stable, in order, leading to real pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

import feedparser
import mkdocs.theme
import pytest
from lxml import etree, html

import bless
from bulletin.dates import ZONE
from bulletin.feeds import FEEDS, Channel, channels
from bulletin.feeds.archive import MIN_DAYS, MIN_ITEMS, archives, live
from bulletin.feeds.posts import Post, all_posts
from bulletin.load import load_bulletin
from bulletin.settings import read_settings
from bulletin.site import make_site
from conftest import ROOT, bytes_of
from project import NEWS, Project

SITES = {
    "small_site": ("https://minhhoa.example/mau/", bless.PROJECT),
    "demo_site": ("https://thidua.minhhoa.example/", ROOT),
}
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MAU = "tag:minhhoa.example,2024:news/thi-dua-mau"


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> tuple[Path, str]:
    return request.getfixturevalue(request.param), SITES[request.param][0]


def feeds_in(folder: Path) -> dict[str, Any]:
    """Return every feed of a built site as feedparser reads it, by its path."""
    paths = sorted([*folder.rglob("rss*.xml"), *folder.rglob("atom*.xml")])
    return {p.relative_to(folder).as_posix(): feedparser.parse(p.read_bytes()) for p in paths}


def page_at(folder: Path, url: str, site_url: str) -> Path:
    """Return the file that answers for an absolute address of the site."""
    assert url.startswith(site_url), url
    path = url.removeprefix(site_url).partition("#")[0]
    return folder / path / "index.html" if path.endswith("/") or not path else folder / path


def json_feeds_in(folder: Path) -> dict[str, Any]:
    """Return every JSON Feed of a built site by its path."""
    paths = sorted(folder.rglob("feed*.json"))
    return {p.relative_to(folder).as_posix(): json.loads(p.read_bytes()) for p in paths}


def files_of(project: Project) -> Mapping[str, bytes]:
    """Return the finished feeds made of a project."""
    theme = mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks/theme"))
    site = make_site(project.load(), map(Path, theme.dirs))
    feeds = re.compile(r"(^|/)(rss|atom|feed)(-\d+)?\.(xml|json)$|^rss/")
    return {path: made for path, made in bytes_of(site).items() if feeds.search(path)}


def is_feed(path: str) -> bool:
    return path.endswith((".xml", ".json"))


def entry_of(project: Project, title: str, feed: str = "atom.xml") -> Any:
    parsed = feedparser.parse(files_of(project)[feed])
    return next(entry for entry in parsed.entries if title in entry.title)


def test_every_feed_is_well_formed_and_says_what_it_is(site: tuple[Path, str]) -> None:
    found = feeds_in(site[0])
    for path, feed in found.items():
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == ("atom10" if "atom" in path else "rss20")
        assert feed.feed.title and feed.feed.subtitle
        assert feed.feed.language == "vi" or "atom" in path
        assert feed.feed.updated
    assert {"rss.xml", "atom.xml", "tin-tuc/rss.xml", "tin-tuc/atom.xml"} <= set(found)


@pytest.mark.parametrize("name", SITES)
def test_every_channel_in_the_table_is_three_files_with_archives_and_no_other_feed_exists(
    request: pytest.FixtureRequest, name: str
) -> None:
    folder, home = request.getfixturevalue(name), SITES[name][1]
    bulletin = load_bulletin(home / "content", read_settings(home / "mkdocs.yml"))
    wanted = {path for channel in channels(bulletin) for path in files_of_channel(channel)}
    assert wanted == {*feeds_in(folder), *json_feeds_in(folder)}
    assert len(wanted) >= 3 * len(FEEDS)


def files_of_channel(channel: Channel) -> set[str]:
    years = ["", *(f"-{year}" for year in archives(channel.posts))]
    names = ("rss{}.xml", "atom{}.xml", "feed{}.json")
    return {
        folder + name.format(year)
        for folder in (channel.folder, *channel.old_folders)
        for name in names
        for year in years
    }


def test_the_three_formats_of_a_scope_hold_the_same_entries_in_the_same_order(
    site: tuple[Path, str],
) -> None:
    found, others = feeds_in(site[0]), json_feeds_in(site[0])
    for path in (path for path in found if "rss" in path):
        # Nothing stands for what was taken down in Atom but an element that readers pass on.
        entries = [entry for entry in found[path].entries if not is_gone(entry.title)]
        atom = found[path.replace("rss", "atom")]
        other = others[path.replace("rss", "feed").replace(".xml", ".json")]
        items = [item for item in other["items"] if not is_gone(item["title"])]
        if re.search(r"-\d{4}\.", path):
            # A page of JSON Feed leaves out what the live feed holds.
            items += live_items(others, path)
            order = [entry.id for entry in entries]
            items = sorted(
                (item for item in items if item["id"] in order), key=lambda i: order.index(i["id"])
            )
        for what in ("id", "link", "title", "summary"):
            key = {"link": "url"}.get(what, what)
            assert [e[what] for e in entries] == [e[what] for e in atom.entries]
            if what != "summary":  # HTML in RSS, plain text elsewhere
                assert [e[what] for e in entries] == [item[key] for item in items]
        plain = [html.fromstring(e.summary).text_content() for e in entries]
        assert [item["summary"] for item in items] == plain


def live_items(others: dict[str, Any], path: str) -> list[Any]:
    """Return the items of the live JSON Feed of an RSS archive's scope."""
    return list(others[re.sub(r"rss-\d{4}\.xml$", "feed.json", path)]["items"])


def holds_something(path: Path) -> bool:
    """Tell whether a feed holds an item that stands; an empty one is kept for its subscribers."""
    items = json.loads(path.with_name("feed.json").read_bytes())["items"]
    return any(not is_gone(item["title"]) for item in items)


def is_gone(title: str) -> bool:
    return title == "Nội dung đã được gỡ"


def test_entries_stand_newest_first(site: tuple[Path, str]) -> None:
    for path, feed in feeds_in(site[0]).items():
        times = [tuple(entry.published_parsed) for entry in feed.entries]
        assert times == sorted(times, reverse=True), path


def test_every_link_is_absolute_and_leads_to_a_page_of_the_site(site: tuple[Path, str]) -> None:
    folder, site_url = site
    for path, feed in feeds_in(folder).items():
        assert page_at(folder, feed.feed.link, site_url).is_file(), path
        (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
        assert page_at(folder, own, site_url).read_bytes() == (folder / path).read_bytes()
        assert own == site_url + path or path.startswith("phong-trao/phong-trao-mau/")
        for entry in feed.entries:
            assert page_at(folder, entry.link, site_url).is_file(), entry.link


def test_links_and_pictures_in_a_feeds_texts_are_absolute_and_lead_somewhere(
    site: tuple[Path, str],
) -> None:
    folder, site_url = site
    seen = 0
    # Not through feedparser, which drops what it holds to be unsafe.
    for path in folder.rglob("rss.xml"):
        for content in etree.fromstring(path.read_bytes()).iter(CONTENT):
            tree = html.fragment_fromstring(content.text or "", create_parent="div")
            for address in tree.xpath("//@href|//@src"):
                seen += 1
                scheme = address.partition(":")[0]
                assert scheme in ("https", "http", "mailto", "tel"), f"{path}: {address}"
                if address.startswith(site_url):
                    assert page_at(folder, address, site_url).is_file(), f"{path}: {address}"
    assert seen


def test_ids_are_made_of_the_kind_and_the_oldest_file_name(small_site: Path) -> None:
    ids = {item["id"] for item in json_feeds_in(small_site)["feed.json"]["items"]}
    assert ids == {
        MAU,
        "tag:minhhoa.example,2024:news/tin-minh-hoa",
        "tag:minhhoa.example,2024:news/ten-cu-da-go",
        "tag:minhhoa.example,2024:exemplar/2024-10-da-go",
        "tag:minhhoa.example,2024:campaign/bo-mau-2024",
        "tag:minhhoa.example,2024:campaign/phong-trao-mau",
        "tag:minhhoa.example,2024:campaign/mau-cu-2024",
        "tag:minhhoa.example,2024:document/12-kh-ubnd-2024",
        "tag:minhhoa.example,2024:document/ke-hoach-khong-so-2024",
        "tag:minhhoa.example,2024:event/le-phat-dong-mau-2024",
        "tag:minhhoa.example,2024:event/ngay-hoi-mau-2020",
        "tag:minhhoa.example,2024:exemplar/2024-10-cuu-nguoi",
        "tag:minhhoa.example,2024:deeds/xa-mau-1-2024-09",
        "tag:minhhoa.example,2024:award/quyet-dinh-05-mau",
        "tag:minhhoa.example,2024:award/quyet-dinh-06-mau",
        "tag:minhhoa.example,2024:result/mau-2024-tinh-mau-2024-09",
        "tag:minhhoa.example,2024:result/mau-2024-xa-mau-1-2024-09",
        "tag:minhhoa.example,2024:model/den-sang-thon-mau",
        "tag:minhhoa.example,2024:notice/lay-y-kien-mau",
        "tag:minhhoa.example,2024:resource/mau-bao-cao",
    }


def test_an_id_is_never_taken_for_an_address(small_site: Path) -> None:
    tree = etree.fromstring((small_site / "rss.xml").read_bytes())
    flags = [guid.get("isPermaLink") for guid in tree.iter("guid")]
    assert flags
    assert set(flags) == {"false"}


def test_an_id_survives_another_title_another_file_name_and_another_site_address(
    project: Project,
) -> None:
    project.write({"content/news/le-ra-mat.yml": NEWS})
    before = entry_of(project, "Lễ ra mắt")
    assert before.id == "tag:vidu.example,2024:news/le-ra-mat"
    settings = (project.root / "mkdocs.yml").read_text("utf-8")
    moved = settings.replace("site_url: https://vidu.example/", "site_url: https://khac.example/a/")
    project.write(
        {
            "mkdocs.yml": moved,
            "content/news/le-ra-mat.yml": None,
            "content/news/2024/ra-mat-to-bao-ve.yml": NEWS.replace("Lễ ra mắt", "Ra mắt")
            + "aliases: [le-ra-mat, ra-mat]\n",
        }
    )
    after = entry_of(project, "Ra mắt")
    assert after.id == before.id
    assert after.link == "https://khac.example/a/tin-tuc/ra-mat-to-bao-ve/"


def test_times_are_vietnamese_in_both_forms(small_site: Path) -> None:
    rss = etree.fromstring((small_site / "tin-tuc/rss.xml").read_bytes())
    item = next(i for i in rss.iter("item") if i.findtext("guid") == MAU)
    assert item.findtext("pubDate") == "Mon, 07 Oct 2024 22:39:00 +0700"
    atom = etree.fromstring((small_site / "tin-tuc/atom.xml").read_bytes())
    entry = next(e for e in atom.iter(f"{ATOM}entry") if e.findtext(f"{ATOM}id") == MAU)
    assert entry.findtext(f"{ATOM}published") == "2024-10-07T22:39:00+07:00"


def test_updated_is_the_newest_change_else_the_publication(small_site: Path) -> None:
    updated = {e.id: e.updated for e in feeds_in(small_site)["tin-tuc/atom.xml"].entries}
    assert updated == {
        MAU: "2024-10-12T09:30:00+07:00",
        "tag:minhhoa.example,2024:news/tin-minh-hoa": "2024-10-07T22:39:00+07:00",
    }


def test_a_feed_was_updated_when_its_newest_entry_was_and_not_when_it_was_built(
    small_site: Path,
) -> None:
    rss, others = feeds_in(small_site), json_feeds_in(small_site)
    for path, feed in others.items():
        days = [datetime.fromisoformat(item["date_modified"]) for item in feed["items"]]
        # An empty one has not changed since the year of the site's ids.
        newest = max(days, default=datetime(2024, 1, 1, tzinfo=ZONE))
        xml = path.replace(".json", ".xml")
        assert rss[xml.replace("feed", "atom")].feed.updated == newest.isoformat(), path
        assert rss[xml.replace("feed", "rss")].feed.updated == format_datetime(newest), path


def test_titles_carry_the_kind_and_the_label_of_sample_data(small_site: Path) -> None:
    titles = {
        entry.id.rpartition(":")[2]: entry.title
        for entry in feeds_in(small_site)["rss.xml"].entries
    }
    assert titles["news/thi-dua-mau"] == "[Tin tức] Tỉnh Mẫu phát động phong trào thi đua đặc biệt"
    assert titles["news/tin-minh-hoa"] == "[Tin tức] [Minh họa] Một tin chỉ để minh họa"
    assert titles["document/12-kh-ubnd-2024"].startswith("[Văn bản] 12/KH-UBND: ")


def test_the_full_text_comes_with_the_entry(small_site: Path) -> None:
    entry = next(e for e in feeds_in(small_site)["tin-tuc/atom.xml"].entries if e.id == MAU)
    text = html.fromstring(entry.content[0].value).text_content()
    assert entry.summary == "Kế hoạch số 12/KH-UBND mở phong trào đến ngày 19/8/2025."
    assert "Số liệu: 3.979 tổ & hơn 10 < 20 xã." in text


def test_the_same_content_gives_the_same_bytes(project: Project) -> None:
    first, second = files_of(project), files_of(project)
    assert len([path for path in first if is_feed(path)]) >= 9
    assert first == second


def test_what_is_not_published_is_in_no_feed(project: Project) -> None:
    hidden = {
        "nhap": NEWS.replace("published\n", "draft\n", 1),
        "cho-duyet": NEWS.replace("published\n", "review\n", 1),
        "tuong-lai": NEWS.replace("07/10/2024 22:39", "10/7/2025 07:01"),
        "hen-gio": NEWS + "publish_at: 10/7/2025 07:01\n",
    }
    project.write(
        {
            f"content/news/{slug}.yml": text.replace("Lễ ra mắt", f"Kín {slug}")
            + "campaigns: [minh-hoa-2024]\n"
            for slug, text in hidden.items()
        }
    )
    files = files_of(project)
    assert len(files) > 9
    for path, data in files.items():
        assert b"K\xc3\xadn" not in data, path
        assert not [slug for slug in hidden if slug.encode() in data], path


def test_what_came_at_this_very_minute_is_published(project: Project) -> None:
    project.write({"content/news/bay-gio.yml": NEWS.replace("07/10/2024 22:39", "10/7/2025 07:00")})
    assert entry_of(project, "Lễ ra mắt").link.endswith("/bay-gio/")


def news_of_days(project: Project, days: list[int]) -> tuple[Post, ...]:
    """Return published news, one on each of these days before 01/7/2025, newest first."""
    for number, day in enumerate(days):
        stamp = (datetime(2025, 7, 1) - timedelta(days=day)).strftime("%d/%m/%Y")
        project.write(
            {f"content/news/tin-{number:03}.yml": NEWS.replace("07/10/2024 22:39", stamp)}
        )
    project.write({"content/news/phat-dong-thi-dua.yml": None})
    return tuple(post for post in all_posts(project.load()) if post.entry.KIND == "news")


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        pytest.param([0, 400], 2, id="few old entries all stay"),
        pytest.param(list(range(0, 1200, 20)), MIN_ITEMS, id="fifty stay however old"),
        pytest.param([n % MIN_DAYS for n in range(70)], 70, id="all of 45 days stay"),
        pytest.param([0] * 60 + [44] * 5 + [45] * 5, 65, id="day 46 goes beyond fifty"),
        pytest.param([0] * 49 + [300, 301], MIN_ITEMS, id="the fiftieth stays, the next goes"),
    ],
)
def test_a_feed_holds_fifty_entries_and_forty_five_days_at_least(
    project: Project, days: list[int], kept: int
) -> None:
    items = news_of_days(project, days)
    assert len(items) == len(days)
    assert live(items) == items[:kept]
    parsed = feedparser.parse(files_of(project)["tin-tuc/rss.xml"])
    assert len(parsed.entries) == kept


def test_a_feed_of_nothing_is_empty() -> None:
    assert (MIN_ITEMS, MIN_DAYS) == (50, 45)
    assert live(()) == ()
    assert archives(()) == {}


def test_a_place_that_nothing_tells_of_has_a_feed_to_follow_but_is_not_listed_yet(
    project: Project,
) -> None:
    project.write(
        {"content/localities/xa-vang.yml": "short_name: Vắng\nprefix: xã\nlevel: commune\n"}
    )
    theme = mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks/theme"))
    site = make_site(project.load(), map(Path, theme.dirs))
    folder = "dia-phuong/xa-vang/"
    page, made = site.page(folder), bytes_of(site)
    assert [feed.path for feed in page.feeds] == [
        f"{folder}{name}" for name in ("rss.xml", "atom.xml", "feed.json")
    ]
    assert json.loads(made[f"{folder}feed.json"])["items"] == []
    assert feedparser.parse(made[f"{folder}atom.xml"]).feed.title == "Xã Vắng | Trang tin thi đua"
    assert b"xa-vang" not in made["rss/bulletin.opml"]


def test_every_page_announces_feeds_that_exist_with_their_type(site: tuple[Path, str]) -> None:
    folder, _ = site
    for page in folder.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        for link in tree.xpath("//link[@rel='alternate']"):
            target = (page.parent / link.get("href")).resolve()
            assert target.is_file(), f"{page}: {link.get('href')}"
            types = {"rss.xml": "rss+xml", "atom.xml": "atom+xml", "feed.json": "feed+json"}
            assert link.get("type") == f"application/{types[target.name]}"
            assert link.get("title")


SCOPES = {
    "index.html": {""},
    "van-ban/index.html": {"van-ban/"},
    "van-ban/12-kh-ubnd-2024/index.html": {"van-ban/"},
    "dinh-chinh/index.html": {"dinh-chinh/"},
    "tin-tuc/index.html": {"tin-tuc/"},
    "tin-tuc/chuyen-muc/phat-dong/index.html": {"tin-tuc/chuyen-muc/phat-dong/"},
    "tin-tuc/phat-dong-mau/index.html": {"phong-trao/mau-2024/", "tin-tuc/"},
    "tin-tuc/tin-minh-hoa/index.html": {"tin-tuc/"},
    "phong-trao/mau-2024/index.html": {"phong-trao/mau-2024/"},
    "su-kien/le-phat-dong-mau-2024/index.html": {
        "phong-trao/mau-2024/", "phong-trao/mau-cu-2024/", "",
    },
    "dia-phuong/tinh-mau/index.html": {"dia-phuong/tinh-mau/"},
    "don-vi/ubnd-tinh-mau/index.html": {""},
    "guong-dien-hinh/index.html": {"guong-dien-hinh/"},
    "guong-dien-hinh/2024-10-cuu-nguoi/index.html": {"guong-dien-hinh/", "dia-phuong/xa-mau-1/"},
    "khen-thuong/index.html": {"khen-thuong/"},
    "khen-thuong/quyet-dinh-05-mau/index.html": {"khen-thuong/", "dia-phuong/tinh-mau/"},
    "ket-qua/index.html": {"ket-qua/"},
    "phong-trao/mau-2024/ket-qua/thang/2024-09/index.html": {"ket-qua/", "phong-trao/mau-2024/"},
    "thong-bao/lay-y-kien-mau/index.html": {"thong-bao/", "dia-phuong/xa-mau-1/"},
    "viec-tot/xa-mau-1/2024-09/index.html": {"viec-tot/", "dia-phuong/xa-mau-1/"},
    "viec-tot/index.html": {"viec-tot/"},
    "mo-hinh/den-sang-thon-mau/index.html": {""},
    "ngay/2024/10/07/index.html": {""},
    "rss/index.html": {""},
}  # fmt: skip


@pytest.mark.parametrize("page", SCOPES)
def test_a_page_announces_the_feeds_of_its_own_scope(small_site: Path, page: str) -> None:
    tree = html.fromstring((small_site / page).read_bytes())
    announced = [
        normpath(f"{dirname(page)}/{href}".lstrip("/"))
        for href in tree.xpath("//link[@rel='alternate']/@href")
    ]
    names = ("rss.xml", "atom.xml", "feed.json")
    wanted = {folder + name for folder in SCOPES[page] for name in names}
    assert sorted(announced) == sorted(wanted)


def test_the_directory_of_feeds_lists_every_live_feed_once(site: tuple[Path, str]) -> None:
    folder, site_url = site
    tree = html.fromstring((folder / "rss/index.html").read_bytes())
    hrefs = tree.xpath("//main//a/@href")
    listed = [normpath(f"rss/{href}") for href in hrefs if is_feed(href)]
    old = "phong-trao/phong-trao-mau/"  # answers still, but is told to nobody new
    feeds = {*feeds_in(folder), *json_feeds_in(folder)}
    wanted = [
        path
        for path in feeds
        if not re.search(r"-\d{4}\.", path) and old not in path and holds_something(folder / path)
    ]
    assert sorted(listed) == sorted(wanted)
    copied = [address.removeprefix(site_url) for address in tree.xpath("//main//@data-copy")]
    assert sorted(copied) == sorted(path for path in wanted if path.endswith("rss.xml"))


def test_the_opml_file_gives_every_rss_feed_once_under_its_topic(site: tuple[Path, str]) -> None:
    folder, site_url = site
    root = etree.fromstring((folder / "rss/bulletin.opml").read_bytes())
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    outlines = root.findall("body/outline/outline")
    listed = [line.get("xmlUrl").removeprefix(site_url) for line in outlines]
    tree = html.fromstring((folder / "rss/index.html").read_bytes())
    hrefs = [href for href in tree.xpath("//main//a/@href") if href.endswith("rss.xml")]
    assert listed == [normpath(f"rss/{href}") for href in hrefs]
    for line in outlines:
        assert line.get("type") == "rss"
        assert line.get("text") == line.get("title")
        assert page_at(folder, line.get("htmlUrl"), site_url).is_file()
