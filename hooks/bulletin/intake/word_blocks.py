"""A Word document's elements in, its paragraphs, lists, tables and pictures in order out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from bulletin.intake.word_text import Run, inline
from bulletin.text import FORBIDDEN, normalise, one_line

_MEANINGLESS = re.compile(
    r"^(?:picture|image|hình|ảnh|graphic|img|dsc|photo)?[\s_-]*\d*(?:\.\w{3,4})?$", re.IGNORECASE
)
_HEADING = re.compile(r"(?:heading|tiêu đề)\s*(\d)", re.IGNORECASE)


@dataclass
class WordPicture:
    """A picture inside the Word file, with what stands under it and what it says of itself."""

    data: bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass
class Paragraph:
    """A paragraph of the file: its Markdown, its plain words, and what Word says of it."""

    text: str
    markdown: str
    style: str
    level: int = 0
    """Of a heading, 1 to 6; 0 for none."""
    depth: int = -1
    """Of a list item, from 0; -1 for none."""
    numbered: bool = False
    emphatic: bool = False
    """All of it bold or italic."""
    pictures: list[WordPicture] = field(default_factory=list)


def blocks_of(document: Any, parent: Any) -> Iterator[Paragraph | str]:
    """Yield the paragraphs in order, and tables as Markdown; content controls are looked into."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield _paragraph(document, child)
        elif child.tag == qn("w:tbl"):
            yield from _table(document, child)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from blocks_of(document, child)


def _paragraph(document: Any, element: Any) -> Paragraph:
    style = _style_name(document, element)
    level = _heading_level(style, element)
    runs = list(_runs(document, element))
    words = one_line("".join(text for text, *_ in runs))
    shown = [text for text in runs if text[0].strip()]
    depth, numbered = _list_place(document, element, style)
    return Paragraph(
        text=words,
        markdown=words if level else inline(runs),
        style=style.lower(),
        level=level,
        depth=-1 if level else depth,
        numbered=numbered,
        emphatic=bool(shown) and (all(run[1] for run in shown) or all(run[2] for run in shown)),
        pictures=list(_pictures(document, element)),
    )


def _style_name(document: Any, element: Any) -> str:
    found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    wanted = found.get(qn("w:val")) if found is not None else None
    for style in document.styles:
        if style.style_id == wanted:
            return str(style.name or "")
    return ""


def _heading_level(style: str, element: Any) -> int:
    if found := _HEADING.search(style):
        return int(found[1]) or 1
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = outline.get(qn("w:val"), "9") if outline is not None else "9"
    return int(value) + 1 if value.isdigit() and int(value) < 6 else 0


def _list_place(document: Any, element: Any, style: str) -> tuple[int, bool]:
    """Return how deep a list item stands, -1 for none, and whether its list counts."""
    number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    named = re.match(r"list (bullet|number)(?: (\d))?", style, re.IGNORECASE)
    if number is None and not named:
        return -1, False
    level = number.find(qn("w:ilvl")) if number is not None else None
    depth = int(level.get(qn("w:val"), "0")) if level is not None else 0
    if named and named[2]:
        depth = max(depth, int(named[2]) - 1)
    if named:
        return depth, named[1].lower() == "number"
    return depth, _counts(document, number, depth)


def _counts(document: Any, number: Any, depth: int) -> bool:
    """Tell whether the list that a paragraph's numbering names counts its items."""
    wanted = number.find(qn("w:numId"))
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return False
    given = wanted.get(qn("w:val")) if wanted is not None else None
    for one in numbering.iter(qn("w:num")):
        if one.get(qn("w:numId")) == given:
            abstract = one.find(qn("w:abstractNumId")).get(qn("w:val"))
            for kind in numbering.iter(qn("w:abstractNum")):
                if kind.get(qn("w:abstractNumId")) == abstract:
                    for level in kind.iter(qn("w:lvl")):
                        if level.get(qn("w:ilvl")) == str(depth):
                            form = level.find(qn("w:numFmt"))
                            return form is not None and form.get(qn("w:val")) != "bullet"
    return False


def _runs(document: Any, element: Any) -> Iterator[Run]:
    """Yield the runs of a paragraph, also those in links and accepted insertions."""
    for run in element.iter(qn("w:r")):
        if _inside(run, element, "w:txbxContent") is not None:
            continue
        text = "".join(_words(child) for child in run)
        if not text:
            continue
        link = _inside(run, element, "w:hyperlink")
        address = ""
        if link is not None and (known := link.get(qn("r:id"))):
            relation = document.part.rels.get(known)
            address = relation.target_ref if relation is not None and relation.is_external else ""
        yield _clean(text), _is_on(run, "w:b"), _is_on(run, "w:i"), address


def _words(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return " " if child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) else ""


def _clean(text: str) -> str:
    return normalise(FORBIDDEN.sub("", text.replace("\u00a0", " ")))


def _inside(node: Any, top: Any, tag: str) -> Any:
    """Return the nearest element of a kind around a node, below `top`; None if there is none."""
    parent = node.getparent()
    while parent is not None and parent is not top:
        if parent.tag == qn(tag):
            return parent
        parent = parent.getparent()
    return None


def _is_on(run: Any, tag: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(tag)}")
    return found is not None and found.get(qn("w:val"), "true") not in ("0", "false", "none")


def _pictures(document: Any, element: Any) -> Iterator[WordPicture]:
    for drawing in element.iter(qn("w:drawing"), qn("w:pict")):
        told = next(drawing.iter(qn("wp:docPr")), None)
        alt = _clean((told.get("descr") or "") if told is not None else "")
        for blip in drawing.iter(qn("a:blip")):
            part = document.part.related_parts.get(blip.get(qn("r:embed")) or "")
            if part is not None:
                said = one_line(alt)
                yield WordPicture(part.blob, "" if _MEANINGLESS.match(said) else said)


def _table(document: Any, table: Any) -> Iterator[Paragraph | str]:
    """Yield a table as Markdown; one of a single column, or with pictures, only laid things out."""
    rows = [
        [cell for cell in row.iter(qn("w:tc")) if _inside(cell, table, "w:tc") is None]
        for row in table.iter(qn("w:tr"))
        if _inside(row, table, "w:tbl") is None
    ]
    if max(map(len, rows), default=0) < 2 or any(True for _ in table.iter(qn("a:blip"))):
        for row in rows:
            for cell in row:
                yield from blocks_of(document, cell)
        return
    width = max(sum(_span(cell) for cell in row) for row in rows)
    lines = []
    for row in rows:
        cells: list[str] = []
        for cell in row:
            text = " ".join(
                block.markdown
                for block in blocks_of(document, cell)
                if isinstance(block, Paragraph)
            )
            cells += [one_line(text), *[""] * (_span(cell) - 1)]
        lines.append(f"| {' | '.join(cells + [''] * (width - len(cells)))} |")
    yield "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = found.get(qn("w:val"), "1") if found is not None else "1"
    return min(int(value), 50) if value.isdigit() else 1
