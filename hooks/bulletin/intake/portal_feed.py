"""A portal's RSS or Atom in, what each of its items states out: plain text, our own dates."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag, urlsplit

import feedparser
from lxml import etree, html

from bulletin.dates import ZONE, Day, day_of
from bulletin.problems import Problem
from bulletin.text import FORBIDDEN, normalise, one_line

MAX_BYTES = 5_000_000
MAX_SAPO = 600
"""Characters of a source's summary that are kept for the editor to restate."""
_NO_FEED = (
    "không phải kênh tin RSS hay Atom",
    "Tìm địa chỉ kênh ở trang RSS của cổng ấy; mở thử bằng trình duyệt phải thấy XML",
)
_ZONED = re.compile(r"(?:GMT|UTC?|Z|[+-]\d{2}:?\d{2})\s*$")
_ENOUGH = 3
"""So many dates wrong in the same way are no chance: one in 216,000."""


@dataclass(frozen=True)
class FoundItem:
    """What a feed states of one article."""

    outlet: str
    url: str
    title: str
    author: str
    published_at: Day | None
    date_note: str
    """What must be known of the date, for editors and readers alike."""
    sapo: str


def read_feed(data: bytes, name: str, now: Day) -> tuple[list[FoundItem], list[Problem]]:
    """Return the items of a feed, each once, and what is wrong with it; `name` is for problems."""
    if len(data) > MAX_BYTES:
        return [], [Problem(name, 1, "kênh tin nặng quá 5 MB", "Lấy kênh của từng chuyên mục")]
    # As a stream: bytes it would take for the name of a file, if there is one.
    parsed = feedparser.parse(BytesIO(data))
    if not parsed.version:
        return [], [Problem(name, 1, *_NO_FEED)]
    problems: list[Problem] = []
    if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        what = "kênh tin viết sai quy cách XML; có thể thiếu mục"
        problems.append(Problem(name, 1, what, "So các bản nháp với trang của nguồn"))
    minutes_are_months = _has_months_for_minutes(parsed)
    found: dict[str, FoundItem] = {}
    for number, entry in enumerate(parsed.entries, 1):
        item = _item(parsed, entry, minutes_are_months)
        problems += (Problem(name, 1, f"mục {number}: {w}", m) for w, m in _wrong(item, now))
        if item.url and item.title:
            found.setdefault(item.url, item)
    if not parsed.entries:
        problems.append(Problem(name, 1, "kênh tin không có mục nào", "Thử kênh khác của cổng ấy"))
    return list(found.values()), problems


def _wrong(item: FoundItem, now: Day) -> Iterator[tuple[str, str]]:
    """Yield (what, mend) of what an item lacks."""
    if not item.title:
        yield "không có tiêu đề nên bỏ qua", "Mở trang của nguồn, tạo bài bằng scripts/new.py"
    elif not item.url:
        yield f"“{item.title}” không có địa chỉ nên bỏ qua", "Tạo bài bằng scripts/new.py"
    elif item.published_at is None:
        yield (
            f"“{item.title}” không có ngày đọc được",
            "Xem ngày trên bài gốc rồi ghi vào `sources`",
        )
    elif item.published_at.instant > now.instant:
        yield f"“{item.title}” ghi ngày ở phía trước", "Xem lại ngày trên bài gốc"


def _item(parsed: Any, entry: Any, minutes_are_months: bool) -> FoundItem:
    link = urldefrag(str(entry.get("link", "")).strip()).url
    parts = urlsplit(link)
    day, note = _date(entry, minutes_are_months)
    return FoundItem(
        outlet=plain_text(parsed.feed.get("title", "")) or parts.netloc,
        url=link if parts.scheme in ("http", "https") and parts.netloc else "",
        title=plain_text(entry.get("title", "")),
        author=plain_text(entry.get("author", "")),
        published_at=day,
        date_note=note,
        sapo=_cut(plain_text(entry.get("summary", ""))),
    )


def plain_text(markup: str) -> str:
    """Return the words of a piece of HTML in one line, without anything invisible."""
    try:
        element = html.fragment_fromstring(f"<div>{markup}</div>")
        etree.strip_elements(element, "script", "style", with_tail=False)
        text = str(element.text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        text = re.sub(r"<[^>]*>", " ", markup)
    return one_line(normalise(FORBIDDEN.sub("", text)))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SAPO else text[:MAX_SAPO].rpartition(" ")[0] + " …"


def _moment(entry: Any) -> datetime | None:
    """Return the moment of an item; a date without a zone is taken for Vietnamese time."""
    # Past feedparser's own `get`, which answers with the one date for the other.
    parsed = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    if parsed is None:
        return None
    moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    printed = str(entry.get("published") or entry.get("updated"))
    return moment if _ZONED.search(printed) else moment.replace(tzinfo=ZONE)


def _date(entry: Any, minutes_are_months: bool) -> tuple[Day | None, str]:
    try:
        moment = _moment(entry)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        return None, ""
    day = day_of(moment)
    if not minutes_are_months:
        return day, ""
    note = f"Khoảng {day.hour} giờ; kênh tin của nguồn ghi sai phút"
    return Day(day.year, day.month, day.day), note


def _has_months_for_minutes(parsed: Any) -> bool:
    """Tell whether a feed prints the month where the minute belongs, as NukeViet does.

    Its RSS dates are made by `gmdate('D, j M Y H:m:s')`, and `m` is the month.
    """
    dates = [entry.get("published_parsed") for entry in parsed.entries]
    told = [date for date in dates if date is not None]
    by_name = "nukeviet" in str(parsed.feed.get("generator", "")).lower()
    enough = len(told) >= _ENOUGH or (by_name and told)
    return bool(enough) and all(date.tm_min == date.tm_mon for date in told)
