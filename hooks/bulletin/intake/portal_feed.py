"""A portal's RSS or Atom in, what each of its items states out: plain text, our own dates."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

from lxml import etree, html

from bulletin.dates import ZONE, DateError, Day, day_of, parse_day
from bulletin.intake.feed_parts import parse_feed
from bulletin.problems import Problem
from bulletin.text import FORBIDDEN, normalise, one_line

MAX_BYTES = 5_000_000
MAX_SAPO = 600
"""Characters of a source's summary that are kept for the editor to restate."""
MAX_LINE, MAX_ADDRESS = 300, 2000
"""Characters of a title, a name; of an address."""
_NO_FEED = (
    "không phải kênh tin RSS hay Atom",
    "Tìm địa chỉ kênh ở trang RSS của cổng ấy; mở thử bằng trình duyệt phải thấy XML",
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_UNREADABLE = ("không đọc được nên bỏ qua", "Mở trang của nguồn, tạo bài bằng scripts/new.py")
_CLOCK = re.compile(r"\d{1,2}:(\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})", re.I)
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
    if not data.strip(b"\x00 \t\r\n"):
        return [], [Problem(name, 1, "không có gì bên trong", _NO_FEED[1])]
    if _HTML.match(data):
        return [], [Problem(name, 1, "là trang web (HTML), không phải kênh tin", _ways(data))]
    parts, problems = parse_feed(data, name)
    if not parts or not parts[0].version:
        return [], [Problem(name, 1, *_NO_FEED)]
    entries = [entry for part in parts for entry in part.entries]
    minutes_are_months = _has_months_for_minutes(parts[0], entries)
    found: dict[str, FoundItem] = {}
    for number, entry in enumerate(entries, 1):
        try:
            item = _item(parts[0], entry, minutes_are_months)
        except (ValueError, OverflowError):
            problems.append(Problem(name, 1, f"mục {number}: {_UNREADABLE[0]}", _UNREADABLE[1]))
            continue
        problems += (Problem(name, 1, f"mục {number}: {w}", m) for w, m in _wrong(item, now))
        if item.url and item.title:
            found.setdefault(item.url, item)
    if not entries:
        problems.append(Problem(name, 1, "kênh tin không có mục nào", "Thử kênh khác của cổng ấy"))
    return list(found.values()), problems


def _ways(data: bytes) -> str:
    """Return what to do with a web page: the feeds that it announces, where it does."""
    try:
        tree = html.fromstring(data)
    except (etree.ParserError, ValueError):  # a page of nothing but its doctype
        return _NO_FEED[1]
    kinds = ("application/rss+xml", "application/atom+xml")
    told = [link.get("href", "") for link in tree.iter("link") if link.get("type") in kinds]
    if told:
        return f"Trang ấy báo kênh tin của nó ở: {', '.join(dict.fromkeys(told))}"
    return _NO_FEED[1]


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
    elif item.published_at.is_full and item.published_at.instant > now.instant:
        yield f"“{item.title}” ghi ngày ở phía trước", "Xem lại ngày trên bài gốc"


def _item(parsed: Any, entry: Any, minutes_are_months: bool) -> FoundItem:
    url, host = _web_address(str(entry.get("link", "")))
    day, note = _date(entry, minutes_are_months)
    return FoundItem(
        outlet=_cut(plain_text(parsed.feed.get("title", "")), MAX_LINE) or host,
        url=url,
        title=_cut(plain_text(entry.get("title", "")), MAX_LINE),
        author=_cut(plain_text(entry.get("author", "")), MAX_LINE),
        published_at=day,
        date_note=note,
        sapo=_cut(plain_text(entry.get("summary", "")), MAX_SAPO),
    )


def _web_address(link: str) -> tuple[str, str]:
    """Return a link and its host; `` for what is no address of the web."""
    found = FORBIDDEN.sub("", link.strip())
    try:
        parts = urlsplit(urldefrag(found).url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return "", ""
    if not sound or len(found) > MAX_ADDRESS:
        return "", ""
    return parts.geturl(), parts.netloc


def plain_text(markup: str) -> str:
    """Return the words of a piece of HTML in one line, without anything invisible."""
    if "<" not in markup and "&" not in markup:
        return one_line(normalise(FORBIDDEN.sub("", markup)))
    try:
        element = html.fragment_fromstring(f"<div>{markup}</div>")
        etree.strip_elements(element, "script", "style", with_tail=False)
        text = str(element.text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        text = re.sub(r"<[^>]*>", " ", markup)
    return one_line(normalise(FORBIDDEN.sub("", text)))


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rpartition(" ")[0] + " …"


def _printed(entry: Any) -> str:
    """Return the date of an item as the feed prints it."""
    # Past feedparser's own `get`, which answers with the one date for the other.
    return str(dict.get(entry, "published") or dict.get(entry, "updated") or "").strip()


def _day(entry: Any) -> Day | None:
    """Return the day of an item, with its minute where the feed states one.

    A date without a zone is taken for Vietnamese time; a date alone stays one.
    """
    printed = _printed(entry)
    try:
        return parse_day(printed)
    except DateError:
        pass
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    if parsed is None:
        return None
    moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    if not _CLOCK.search(printed):
        return day_of(moment.date())
    return day_of(moment if _ZONED.search(printed) else moment.replace(tzinfo=ZONE))


def _date(entry: Any, minutes_are_months: bool) -> tuple[Day | None, str]:
    try:
        day = _day(entry)
    except (ValueError, OverflowError, OSError):
        day = None
    if day is None or day.hour is None or not minutes_are_months:
        return day, ""
    note = f"Khoảng {day.hour} giờ; kênh tin của nguồn ghi sai phút"
    return Day(day.year, day.month, day.day), note


def _has_months_for_minutes(parsed: Any, entries: Sequence[Any]) -> bool:
    """Tell whether a feed prints the month where the minute belongs, as NukeViet does.

    Its RSS dates are made by `gmdate('D, j M Y H:m:s')`, and `m` is the month; where a portal
    prints them in its own zone, it is the month printed or Greenwich's.
    """
    told = {minute for minute in map(_minute, entries) if minute is not None}
    by_name = "nukeviet" in str(parsed.feed.get("generator", "")).lower()
    enough = len(told) >= _ENOUGH or (by_name and told)
    return bool(enough) and all(minute in months for _, minute, months in told)


def _minute(entry: Any) -> tuple[str, int, frozenset[int]] | None:
    """Return an item's hour, its minute, and the months that may stand for; None without one.

    What a portal put out in one minute says one thing only: together it is no proof.
    """
    printed, parsed = _printed(entry), dict.get(entry, "published_parsed")
    clock = _CLOCK.search(printed)
    if parsed is None or clock is None:
        return None
    name = _MONTH.search(printed)
    months = {parsed.tm_mon} | ({_MONTHS.index(name[0].lower()) + 1} if name else set())
    return f"{parsed.tm_year}-{parsed.tm_yday} {parsed.tm_hour}", int(clock[1]), frozenset(months)
