"""The bytes of a feed in, what feedparser makes of them out: one bad item never loses the others."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from bulletin.problems import Problem

_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));")
_BASE = re.compile(rb"""\sxml:base\s*=\s*["']([^"'<>]*)["']""")
_ITEMS = ("item", "entry")


def parse_feed(data: bytes, name: str) -> tuple[list[Any], list[Problem]]:
    """Return what feedparser read, in one part or more, and what it could not read."""
    data = _BASE.sub(_if_an_address, _REFERENCE.sub(_if_a_character, data))
    try:
        parsed = _parsed(data)
    except Exception:  # feedparser promises to raise nothing, and breaks it in many ways
        return _in_parts(data, name)
    problems = []
    if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        what = "kênh tin viết sai quy cách XML; có thể thiếu mục"
        problems.append(Problem(name, 1, what, "So các bản nháp với trang của nguồn"))
    return [parsed], problems


def _if_a_character(found: re.Match[bytes]) -> bytes:
    """Keep a reference to a character; halves of one, and numbers that are none, break parsers."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return (
        found[0]
        if 0 < number < 0xD800 or 0xDFFF < number < 0xFFFE or 0xFFFF < number < 0x110000
        else b""
    )


def _if_an_address(found: re.Match[bytes]) -> bytes:
    """Keep a base that is an address; feedparser carries one that is none on to what follows."""
    try:
        urlsplit(found[1].decode("utf-8", "replace"))
    except ValueError:
        return b""
    return found[0]


def _parsed(data: bytes) -> Any:
    # As a stream: bytes it would take for the name of a file, if there is one.
    return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _in_parts(data: bytes, name: str) -> tuple[list[Any], list[Problem]]:
    """Read a feed that feedparser chokes on, without the items that it chokes on."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return [], []
    items = list(root.iter(*(f"{{*}}{local}" for local in _ITEMS)))
    places = {one: number for number, one in enumerate(items, 1)}
    for one in items:
        one.getparent().remove(one)
    if not _is_readable(root):
        _keep_title_only(root)
    parts: list[Any] = []
    problems: list[Problem] = []
    for tried, parsed in _halves(root, items):
        if parsed is not None:
            parts.append(parsed)
        elif tried:
            what = f"mục {places[tried[0]]}: không đọc được nên bỏ qua"
            problems.append(
                Problem(name, 1, what, "Mở trang của nguồn, tạo bài bằng scripts/new.py")
            )
    return parts, problems


def _halves(root: Any, items: Sequence[Any]) -> Iterator[tuple[Sequence[Any], Any]]:
    """Yield items and what they were read as, halved until what cannot be read stands alone."""
    try:
        yield items, _parsed(_with(root, items))
    except Exception:  # as above
        if len(items) < 2:
            yield items, None
            return
        middle = len(items) // 2
        yield from _halves(root, items[:middle])
        yield from _halves(root, items[middle:])


def _is_readable(root: Any) -> bool:
    try:
        _parsed(_with(root, []))
    except Exception:  # as above
        return False
    return True


def _keep_title_only(root: Any) -> None:
    """Drop what a feed says of itself, its title excepted: something in it cannot be read."""
    for holder in (root, *(one for one in root if _local(one) == "channel")):
        holder.attrib.pop("{http://www.w3.org/XML/1998/namespace}base", None)
        for child in list(holder):
            if _local(child) not in ("channel", "title"):
                holder.remove(child)


def _local(element: Any) -> str:
    """Return the name of an element without its namespace; a comment has none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _with(root: Any, items: Sequence[Any]) -> bytes:
    """Return a feed of these items only."""
    whole = deepcopy(root)
    channels = [one for one in whole if _local(one) == "channel"]
    (channels[0] if channels else whole).extend(deepcopy(one) for one in items)
    return bytes(etree.tostring(whole, encoding="UTF-8", xml_declaration=True))
