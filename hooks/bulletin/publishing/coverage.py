"""A built site in, what machines would miss of it out: sitemap, feeds, data, calendars."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from icalendar import Calendar

NOINDEX = re.compile(rb'<meta name="robots" content="[^"]*noindex')
LOCATION = re.compile(r"<loc>([^<]*)</loc>")
JSON_FEED = "https://jsonfeed.org/version/"


def check_coverage(site: Path, site_url: str) -> list[str]:
    """Return what is wrong with the files for machines in `site`, as `đường dẫn: điều sai`."""
    return [*_sitemap(site, site_url), *_parsed(site)]


def _sitemap(site: Path, site_url: str) -> Iterator[str]:
    """Yield the pages a search engine may show that the sitemap leaves out, and the reverse."""
    sitemap = site / "sitemap.xml"
    if not sitemap.is_file():
        yield "sitemap.xml: không có tệp này"
        return
    listed = {
        unquote(found.removeprefix(site_url))
        for found in LOCATION.findall(sitemap.read_text("utf-8"))
    }
    pages = {
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("index.html")
        if not NOINDEX.search(path.read_bytes())
    }
    for page in sorted(pages - listed):
        yield f"sitemap.xml: thiếu trang /{page}"
    for page in sorted(listed - pages):
        yield f"sitemap.xml: kể trang /{page}, là trang không cho máy tìm kiếm hoặc không có"


def _parsed(site: Path) -> Iterator[str]:
    """Yield the JSON files and calendars that a program could not read."""
    for path in sorted(site.rglob("*.json")):
        name = path.relative_to(site).as_posix()
        try:
            told = json.loads(path.read_bytes())
        except ValueError as error:
            yield f"{name}: không phải JSON hợp lệ: {error}"
            continue
        if path.name.startswith("feed") and not _is_feed(told):
            yield f"{name}: không phải kênh tin JSON Feed: thiếu version, title, hoặc id của một tin"
    for path in sorted(site.rglob("*.ics")):
        try:
            Calendar.from_ical(path.read_bytes())
        except ValueError as error:
            yield f"{path.relative_to(site).as_posix()}: không phải lịch hợp lệ: {error}"


def _is_feed(told: object) -> bool:
    return (
        isinstance(told, dict)
        and str(told.get("version", "")).startswith(JSON_FEED)
        and bool(told.get("title"))
        and all(item.get("id") for item in told.get("items", [{}]))
    )
