"""What a browser, a feed reader, a program reads in the files of a built site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree, html


class Shape(HTMLParser):
    """Collects elements and the names of their attributes, as a browser's tokenizer does."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def shape(text: str) -> list[object]:
    parser = Shape()
    parser.feed(text)
    parser.close()
    return parser.found


def made_html(feed: Path) -> list[str]:
    """Return the texts of a feed that readers take for HTML."""
    if feed.suffix == ".json":
        return [item.get("content_html", "") for item in json.loads(feed.read_bytes())["items"]]
    tree = etree.fromstring(feed.read_bytes())
    found = tree.xpath("//item/description | //item/*[local-name()='encoded'] | //*[@type='html']")
    return [element.text or "" for element in found]


def texts_of_page(text: str) -> Iterator[tuple[str, str]]:
    """Yield (attribute or ``, text) of every text a reader or a machine finds in HTML."""
    for element in html.document_fromstring(text).iter():
        if element.get("type") == "application/ld+json":
            yield from (("json", piece) for piece in texts_of_json(json.loads(element.text)))
        elif element.text:
            yield "", element.text
        if element.tail:
            yield "", element.tail
        yield from element.attrib.items()


def texts_of_json(value: Any) -> Iterator[str]:
    """Yield every text of JSON, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_of_json(one)


def texts_of_feed(feed: Path) -> Iterator[tuple[str, str]]:
    taken = set(made_html(feed))
    if feed.suffix == ".json":
        yield from (("", text) for text in strings(json.loads(feed.read_bytes())) - taken)
    root = etree.Element("json") if feed.suffix == ".json" else etree.fromstring(feed.read_bytes())
    for element in root.iter():
        for piece in (element.text, *element.attrib.values()):
            if piece and piece not in taken:
                yield "", piece
    for piece in taken:
        yield from texts_of_page(f"<div>{piece}</div>")


def strings(value: object) -> set[str]:
    """Return every text in a JSON value."""
    if isinstance(value, dict):
        return set().union(*map(strings, value.values()))
    if isinstance(value, list):
        return set().union(*map(strings, value))
    return {value} if isinstance(value, str) else set()
