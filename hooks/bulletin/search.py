"""A built page in, the small copy of it that Pagefind indexes out.

The public pages are not indexed as they are: a copy holds the words of the page and nothing of its
frame, lists or forms, and its letters are such that accents are optional both ways. Pagefind takes
marks off by itself, but đ is a letter of its own to it; so copies and queries (js/search.js) write
ḏ, which it knows to be a marked d, and what is shown is turned back.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from lxml import etree, html

from bulletin.synonyms import SYNONYMS
from bulletin.text import normalise, one_line
from bulletin.views.search import SearchFacts

Groups = tuple[tuple[tuple[str, str], ...], ...]
"""Groups of equal words, each word as it is and as it is looked for."""

LETTERS = str.maketrans("đĐ\u0180\u0243", "\u1e0f\u1e0e\u1e07\u1e06")
"""Letters with a bar, which Unicode takes apart no further, and marked ones unused in Vietnam."""

OLD_STYLE = re.compile(r"(?<!q)(?:o([àáảãạ])|o([èéẻẽẹ])|u([ỳýỷỹỵ]))(?!\w)", re.IGNORECASE)
"""Tone marks on the second vowel, where this site writes them on the first: hoà, thuỷ."""

DROPPED_TAGS = frozenset(
    (
        "button",
        "dialog",
        "form",
        "img",
        "nav",
        "picture",
        "script",
        "style",
        "svg",
        "template",
        "thead",
    )
)
DROPPED_CLASSES = frozenset((
    "calendar", "crumbs", "dates", "jump", "newer-older", "note--sample", "related-campaign",
    "ribbon", "timeline", "tools-row", "visually-hidden",
))  # fmt: skip
IGNORED = "data-pagefind-ignore"
"""The attribute by which a template says that something is none of the page's own words."""

BLOCKS = frozenset((
    "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "header", "hr", "li", "main", "ol", "p", "section",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = frozenset(("h2", "h3", "h4"))
WORD = re.compile(r"\w+")
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)


MOST_PAGES = 5_000
"""A site with more searched pages has an index for every few years, none of them with more pages
than this unless a single year has.
"""


def index_parts(
    searched: Mapping[str, SearchFacts], most: int | None = None
) -> dict[str, dict[str, SearchFacts]]:
    """Return the pages of every part of the index by its name, the newest first: `2025`, `2019-2021`.

    Filled from the oldest year on, so that the parts of old years stay as they are. Pages without a
    day stand in the newest part.
    """
    most = MOST_PAGES if most is None else most
    years: dict[str, dict[str, SearchFacts]] = {}
    for path, facts in searched.items():
        years.setdefault(facts.sort[:4], {})[path] = facts
    undated = years.pop("", {})
    if len(searched) <= most or not years:
        return {_span(list(years) or ["0000"]): dict(searched)}
    parts: list[tuple[list[str], dict[str, SearchFacts]]] = []
    for year, pages in sorted(years.items()):
        if not parts or len(parts[-1][1]) + len(pages) > most:
            parts.append(([], {}))
        parts[-1][0].append(year)
        parts[-1][1].update(pages)
    parts[-1][1].update(undated)
    return {_span(found): pages for found, pages in reversed(parts)}


def _span(years: Collection[str]) -> str:
    first, last = min(years), max(years)
    return first if first == last else f"{first}-{last}"


def copies_of(
    site: Path, searched: Mapping[str, SearchFacts], spelled_out: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the path and the copy of each of the searched pages of a built site."""
    groups = groups_of(spelled_out)
    for path, facts in searched.items():
        page = (site / path / "index.html").read_text(encoding="utf-8")
        yield path, index_copy(page, facts, groups)


def index_copy(page: str, facts: SearchFacts, groups: Groups) -> str:
    """Return what Pagefind reads of a page: title, words, facets, and hidden words."""
    blocks = list(words_of(page))
    title = facts.title or _heading(page)
    text = " ".join((title, *(words for _, words in blocks)))
    hidden = "; ".join((*facts.words, *other_words(text, groups)))
    body = "".join(f"<{tag}>{_printed(words)}</{tag}>\n" for tag, words in blocks)
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title></title></head>\n'
        f'<body data-pagefind-body>\n<h1 data-pagefind-meta="title">{_printed(title)}</h1>\n'
        f"{body}{''.join(_tokens(facts, hidden))}</body></html>\n"
    )


def _tokens(facts: SearchFacts, hidden: str) -> Iterator[str]:
    """Yield empty elements that carry what is shown or chosen by, in attributes."""
    for name, value in (("kind", facts.kind), ("stamp", facts.stamp), ("words", hidden)):
        if value:
            yield f'<i data-pagefind-meta="{name}[data-v]" data-v="{_printed(value)}"></i>\n'
    facets: tuple[tuple[str, Iterable[str]], ...] = (
        ("loai", (facts.kind,)),
        ("phong-trao", facts.campaigns),
        ("dot", facts.phases),
        ("dia-phuong", facts.places),
        ("nam", facts.years),
    )
    for name, values in facets:
        for value in values:
            yield f'<i data-pagefind-filter="{name}[data-v]" data-v="{escape(value)}"></i>\n'
    # Pagefind leaves out of a sorted list what has no key; it sorts undated pages last by this.
    yield f'<i data-pagefind-sort="ngay[data-v]" data-v="{facts.sort or "0000"}"></i>\n'


def _heading(page: str) -> str:
    found = re.search(r"<h1\b[^>]*>.*?</h1>", page, re.DOTALL)
    return one_line(html.fragment_fromstring(found[0]).text_content()) if found else ""


def _printed(text: str) -> str:
    return escape(text.translate(LETTERS))


def words_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield (`p` or a heading's tag, text) of every block of a built page's own words."""
    found = _MAIN.search(page)
    if found is None:
        return
    root = html.fragment_fromstring(found[1], create_parent="div")
    pieces: list[str] = []
    tag = "p"
    for opens, name, text in _walk(root):
        if name in BLOCKS:
            if words := one_line("".join(pieces)):
                yield tag, words
            pieces = []
            tag = name if opens and name in HEADINGS else "p"
        pieces.append(text)
    if words := one_line("".join(pieces)):
        yield tag, words


def _walk(element: etree._Element) -> Iterator[tuple[bool, str, str]]:
    """Yield (whether a tag opens, its name, the text behind it) of what is a page's own."""
    name = str(element.tag) if isinstance(element.tag, str) else ""
    if name and not _is_dropped(element, name):
        yield True, name, element.text or ""
        for child in element:
            yield from _walk(child)
        yield False, name, ""
    yield False, "", element.tail or ""


def _is_dropped(element: etree._Element, name: str) -> bool:
    """Tell whether an element is frame, list, form or decoration; the page's own h1 is the title."""
    return (
        name in DROPPED_TAGS
        or name == "h1"
        or element.get(IGNORED) is not None
        or element.get("aria-hidden") == "true"
        or not DROPPED_CLASSES.isdisjoint((element.get("class") or "").split())
    )


def groups_of(spelled_out: Mapping[str, str]) -> Groups:
    """Return what is called by several names: abbreviations with their long forms, synonyms."""
    named = (*spelled_out.items(), *SYNONYMS)
    return tuple(tuple((word, _plain(word)) for word in group) for group in named)


def other_words(text: str, groups: Groups) -> tuple[str, ...]:
    """Return what else the words of a text are called."""
    said = _plain(text)
    found = []
    for group in groups:
        absent = [word for word, plain in group if plain not in said]
        if len(absent) < len(group):
            found += absent
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    """Return the words in lower case between single spaces, tone marks where this site has them."""
    words = " ".join(WORD.findall(new_style(text).lower()))
    return f" {words} "


def new_style(text: str) -> str:
    """Return the text with tone marks as this site places them: hoà gives hòa, quý stays."""
    return OLD_STYLE.sub(_moved, normalise(text))


FIRST = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "òóỏõọòóỏõọùúủũụ", strict=True))
PLAIN = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))


def _moved(found: re.Match[str]) -> str:
    first, second = found[0][0], found[0][1]
    low = second.lower()
    head, tail = FIRST[low], PLAIN[low]
    return (head.upper() if first.isupper() else head) + (
        tail.upper() if second.isupper() else tail
    )
