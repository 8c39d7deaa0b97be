"""Markdown bodies in, sanitised HTML out; links to entries and pictures resolved as it is made."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from bulletin.pictures import mistake_of_alt
from bulletin.renditions import Renditions
from bulletin.spelling import Reading

ROOT = "\x02"
"""Stands for the site's root in made HTML; content can never contain it (see text.FORBIDDEN)."""

_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "blockquote", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "a", "img", "code", "pre", "figure", "figcaption",
    "div", "span", "abbr", "picture", "source",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "source": {"type", "srcset", "sizes"},
    "ol": {"start"},
    "th": {"scope", "align"},
    "td": {"align", "data-label"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "abbr": {"title"},
}
LANGUAGES = {"km": "tiếng Khmer", "rad": "tiếng Ê Đê", "cmo": "tiếng M'nông", "en": "tiếng Anh"}
"""The languages of passages (BCP 47), so that they are read aloud in their own sounds."""
_BARE = "bare"
"""A tag that is no tag: the sanitiser takes it away and leaves the words."""
_TOO_DEEP = (
    "đoạn chữ này lồng quá nhiều cấp danh sách",
    "Bớt các dấu `-`, `1.`, `>` nối nhau và các cấp thụt dòng",
)
_SCHEMES = {"http", "https", "mailto", "tel"}


class LinkMistake(ValueError):
    """A link in a body leads nowhere we may send readers; carries the words for staff."""

    def __init__(self, target: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.target, self.what, self.mend = target, what, mend


Resolve = Callable[[str, str], str | None]
"""From (`document`, slug) to an address after ROOT; None for what is not published (no link).

Raises LinkMistake for what does not exist.
"""

Show = Callable[[str], Renditions]
"""From the name of a picture in content/media/ to what the site shows of it; raises LinkMistake."""
SIZES = "(min-width: 60em) 700px, 90vw"
"""How wide a picture in a body is shown (see gallery.css)."""


class Renderer:
    """One Markdown instance for all bodies; `render` resets it each time."""

    def __init__(self, resolve: Resolve, show: Show) -> None:
        self._resolve, self._show = resolve, show
        self._mistakes: list[LinkMistake] = []
        self._reading: list[Reading] = []
        self._markdown = self._fresh()

    def _fresh(self) -> Markdown:
        """Return a Markdown instance that has rendered nothing yet."""
        made = Markdown(extensions=["tables", "sane_lists"], output_format="html")
        # Raw HTML is text here: staff see what they typed, and nothing is silently dropped.
        made.preprocessors.deregister("html_block")
        made.inlinePatterns.deregister("html")
        # Its `<a@b.vn>` hides the address in entities, which only looks broken; `mailto:` works.
        made.inlinePatterns.deregister("automail")
        # Last of all: by then escapes in addresses (`\_`) are plain letters again.
        links = _Links(made, self._resolve, self._show, self._mistakes)
        made.treeprocessors.register(links, "bulletin", -1)
        made.treeprocessors.register(_FirstUses(made, self._reading), "spelling", -2)
        return made

    def render(self, text: str, reading: Reading | None = None) -> tuple[str, list[LinkMistake]]:
        """Return the HTML of a body and the mistakes in its links.

        `reading` spells out abbreviations, knowing what the entry's earlier texts have told.
        """
        self._mistakes.clear()
        self._reading[:] = [reading] if reading else []
        try:
            made = self._markdown.reset().convert(text)
        except RecursionError:
            self._markdown = self._fresh()  # `reset` does not clear how deep it was
            return "", [LinkMistake("", *_TOO_DEEP)]
        clean = nh3.clean(
            made,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            tag_attribute_values={"span": {"lang": set(LANGUAGES)}},
            url_schemes=_SCHEMES,
            link_rel=None,
        )
        return clean, list(self._mistakes)


class _FirstUses(Treeprocessor):
    """Spells out abbreviations where the body of an entry uses them first."""

    def __init__(self, md: Markdown, reading: list[Reading]) -> None:
        super().__init__(md)
        self._reading = reading

    def run(self, root: Element) -> None:
        """Change the tree in place, as Python-Markdown wants it."""
        for reading in self._reading:
            reading.tree(root)


class _Links(Treeprocessor):
    """Resolves every link and picture; a first-level heading becomes h2 (pages own the one h1)."""

    def __init__(
        self, md: Markdown, resolve: Resolve, show: Show, mistakes: list[LinkMistake]
    ) -> None:
        super().__init__(md)
        self._resolve, self._show, self._mistakes = resolve, show, mistakes

    def run(self, root: Element) -> None:
        """Change the tree in place, as Python-Markdown wants it."""
        for element in root.iter():
            if element.tag == "a":
                self._settle(element)
            elif element.tag == "h1":
                element.tag = "h2"
            elif element.tag == "th":
                element.set("scope", "col")
        self._show_pictures(root)
        self._wrap_tables(root)

    def _settle(self, element: Element) -> None:
        """Turn `document:slug` into an address, or tell the mistake."""
        target = element.get("href", "")
        if element.tag == "a" and target.startswith("lang:"):
            self._speak(element, target)
            return
        try:
            settled = _settled(element.get("href", ""), self._resolve)
        except LinkMistake as mistake:
            self._mistakes.append(mistake)
            return
        if settled is None:
            element.tag = _BARE
            element.attrib.clear()
        else:
            element.set("href", settled)

    def _show_pictures(self, root: Element) -> None:
        """Give every picture its files to choose from, or tell the mistake."""
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "img":
                    try:
                        parent[place] = self._picture(child)
                    except LinkMistake as mistake:
                        self._mistakes.append(mistake)

    def _picture(self, image: Element) -> Element:
        """Return the `<picture>` of an image that names a file in content/media/."""
        target, alt = image.get("src", ""), image.get("alt", "").strip()
        scheme, _, name = target.partition(":")
        if not alt:
            raise LinkMistake(target, "ảnh trong bài thiếu mô tả", f"Ghi `![ảnh vẽ gì]({target})`")
        if scheme != "media":
            raise LinkMistake(
                target,
                f"`{target}` không phải ảnh trong content/media/",
                "Chép ảnh vào content/media/ rồi ghi `![mô tả](media:ten-anh.png)`",
            )
        shown = self._show(name)
        if mistake := mistake_of_alt(alt, name, image.get("title", "")):
            raise LinkMistake(
                target, f"mô tả của ảnh trong bài {mistake}", f"Ghi `![ảnh vẽ gì]({target})`"
            )
        made = Element("picture")
        made.tail, image.tail = image.tail, None
        choices = ", ".join(f"{ROOT}{file.path} {file.width}w" for file in shown.webp)
        made.append(Element("source", {"type": "image/webp", "srcset": choices, "sizes": SIZES}))
        jpeg = shown.fallback
        image.set("src", ROOT + jpeg.path)
        image.set("width", str(jpeg.width))
        image.set("height", str(jpeg.height))
        image.set("loading", "lazy")
        made.append(image)
        return made

    def _speak(self, element: Element, target: str) -> None:
        """Turn `lang:km` into a passage in that language, or tell the mistake."""
        code = target.removeprefix("lang:")
        if code not in LANGUAGES:
            known = ", ".join(f"`lang:{code}` ({name})" for code, name in LANGUAGES.items())
            what = f"không có ngôn ngữ nào mang mã `{code}`"
            self._mistakes.append(LinkMistake(target, what, f"Dùng một trong: {known}"))
            return
        element.tag = "span"
        element.attrib.clear()
        element.set("lang", code)

    def _wrap_tables(self, root: Element) -> None:
        """Give wide tables a box that scrolls by itself, reachable by keyboard."""
        number = 0
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table":
                    cards = "table-wrap table-wrap--cards" if _label_cells(child) else "table-wrap"
                    box = Element("div", {"class": cards, "tabindex": "0", "role": "region"})
                    number += 1
                    box.set("aria-label", f"Bảng {number}")
                    box.append(child)
                    parent[place] = box


def _label_cells(table: Element) -> bool:
    """Write into every cell what stands at the head of its column, for phones, where each row
    becomes a card; tell whether the table has heads.
    """
    heads = ["".join(head.itertext()).strip() for head in table.iter("th")]
    for row in table.iter("tr"):
        for number, cell in enumerate(row.findall("td")):
            if 0 < number < len(heads):
                cell.set("data-label", heads[number])
    return any(heads)


def _settled(target: str, resolve: Resolve) -> str | None:
    """Return where a link leads; raises LinkMistake where it may not lead."""
    scheme, colon, rest = target.partition(":")
    if colon and scheme in _SCHEMES:
        return target
    if colon and scheme.isalpha():
        address = resolve(scheme, rest)
        return None if address is None else ROOT + address
    if target.startswith("#"):
        return target
    raise LinkMistake(
        target,
        f"liên kết `{target}` không rõ dẫn đi đâu",
        "Ghi `[chữ](news:ten-tep)`, `[chữ](document:ten-tep)` hoặc địa chỉ đầy đủ `https://…`",
    )
