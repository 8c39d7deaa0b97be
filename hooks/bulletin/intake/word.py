"""A Word file in, a story out: title, sapo, body as Markdown, pictures with captions, credits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from bulletin.intake.parcel import WordError
from bulletin.text import FORBIDDEN, normalise, one_line

MAX_SIGNS = 300_000
_TITLE_LENGTH, _CAPTION_LENGTH = 250, 400
_CREDIT = re.compile(
    r"^\(?\s*(?P<role>Tin\s*,?\s*(?:và\s+)?ảnh|Bài\s*,?\s*(?:và\s+)?ảnh|Tin|Bài|Ảnh|Tổng hợp)\s*:\s*"
    r"(?P<name>[^:]{2,120}?)\s*\)?\.?$",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    r"[\s.]*\(?\s*Ảnh\s*:\s*(?P<name>[^():]{2,80}?)\s*\)?\.?$", re.IGNORECASE
)
_MEANINGLESS = re.compile(
    r"^(?:picture|image|hình|ảnh|graphic|img|dsc|photo)?[\s_-]*\d*(?:\.\w{3,4})?$", re.IGNORECASE
)
_HEADING = re.compile(r"(?:heading|tiêu đề)\s*(\d)", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_\[\]<>|])")
_STARTS = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|>|(\d+)([.)])(?=\s))")


@dataclass
class WordPicture:
    """A picture inside the Word file, with what stands under it and what it says of itself."""

    data: bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass
class Story:
    """What the Word file tells, in our own shape; `notes` are what an editor must look at."""

    title: str = ""
    sapo: str = ""
    body: str = ""
    pictures: list[WordPicture] = field(default_factory=list)
    credits: list[tuple[str, str]] = field(default_factory=list)
    """Role (a value of CreditRole) and name."""
    notes: list[str] = field(default_factory=list)


@dataclass
class _Paragraph:
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


def read_word(data: bytes, name: str) -> Story:
    """Return the story that a sound .docx tells (see `parcel`); raises WordError."""
    try:
        document = Document(BytesIO(data))
        body = document.element.body
    except Exception:  # python-docx lets through whatever its parsers throw at a broken part
        raise WordError(
            name, "tệp hỏng, không mở được", "Mở bằng Word rồi lưu lại thành .docx"
        ) from None
    _refuse_old_letters(document, body, name)
    blocks = list(_blocks(document, body))
    if (
        sum(len(block) if isinstance(block, str) else len(block.markdown) for block in blocks)
        > MAX_SIGNS
    ):
        raise WordError(name, "bài dài quá 300.000 chữ cái", "Tách thành nhiều bài")
    return _story(blocks, _leftovers(body), name)


def _refuse_old_letters(document: Any, body: Any, name: str) -> None:
    fonts = {
        value
        for fonts in body.iter(qn("w:rFonts"))
        for value in fonts.attrib.values()
        if isinstance(value, str)
    }
    text = "".join(node.text or "" for node in body.iter(qn("w:t")))
    if old := _old_letters(text, fonts):
        raise WordError(
            name,
            f"chữ gõ bằng bảng mã cũ {old}, không phải Unicode",
            "Chuyển mã sang Unicode bằng Unikey (Ctrl+Shift+F6) hoặc bộ chuyển mã của Word, rồi lưu lại",
        )


_OLD = (
    ("TCVN3 (ABC)", ".vn", re.compile("[A-Za-z][«¬\u00ad®¨©µ¶·¸¹]|®[a-z]")),
    ("VNI", "vni-", re.compile("[aeoAEO][ùøûõïâäëåÙØÛÕÏÂÄËÅ]")),
)
"""Encodings from before Unicode: how their fonts begin, and pairs of letters that only they make."""


def _old_letters(text: str, fonts: set[str]) -> str:
    """Return the old encoding that a text is typed in, by its letters; `` for Unicode."""
    for name, font, pairs in _OLD:
        found = len(pairs.findall(text))
        if found >= 3 or (found and any(one.lower().startswith(font) for one in fonts)):
            return name
    return ""


def _leftovers(body: Any) -> list[str]:
    """Return what stands in the file and cannot be taken over."""
    told = []
    if boxes := sum(1 for _ in body.iter(qn("w:txbxContent"))):
        told.append(f"{boxes} hộp chữ (text box): chữ trong đó chưa được nhập")
    if sum(1 for _ in body.iter(qn("w:footnoteReference"), qn("w:endnoteReference"))):
        told.append("chú thích cuối trang (footnote): chưa được nhập")
    if any(True for _ in body.iter(qn("w:ins"), qn("w:del"))):
        told.append("còn sửa đổi chưa chấp nhận (Track Changes): bản nháp lấy theo bản đã sửa")
    return told


def _blocks(document: Any, parent: Any) -> Iterator[_Paragraph | str]:
    """Yield the paragraphs in order, and tables as Markdown; content controls are looked into."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield _paragraph(document, child)
        elif child.tag == qn("w:tbl"):
            yield from _table(document, child)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _blocks(document, child)


def _paragraph(document: Any, element: Any) -> _Paragraph:
    style = _style_name(document, element)
    level = _heading_level(style, element)
    runs = list(_runs(document, element))
    words = one_line("".join(text for text, *_ in runs))
    shown = [text for text in runs if text[0].strip()]
    depth, numbered = _list_place(document, element, style)
    return _Paragraph(
        text=words,
        markdown=words if level else _inline(runs),
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


_Run = tuple[str, bool, bool, str]
"""Words, whether bold, whether italic, and where they link to."""


def _runs(document: Any, element: Any) -> Iterator[_Run]:
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


def _inline(runs: list[_Run]) -> str:
    """Return a paragraph's runs as Markdown that reads back as the same words."""
    joined: list[_Run] = []
    for text, bold, italic, link in runs:
        if joined and (joined[-1][1:] == (bold, italic, link) or (not text.strip() and not link)):
            joined[-1] = (joined[-1][0] + text, *joined[-1][1:])
        else:
            joined.append((text, bold, italic, link))
    made = "".join(_marked(*run) for run in joined)
    return _STARTS.sub(_harmless, re.sub(r"[ \t]+", " ", made).strip())


def _harmless(found: re.Match[str]) -> str:
    """Return the beginning of a paragraph that Markdown would take for a heading or a list."""
    if found[3]:
        return f"{found[1]}{found[3]}\\{found[4]}"
    return f"{found[1]}\\{found[2]}"


def _marked(text: str, bold: bool, italic: bool, link: str) -> str:
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    made = _MARKS.sub(r"\\\1", words)
    mark = ("**" if bold else "") + ("*" if italic else "")
    made = f"{mark}{made}{mark[::-1]}"
    if link and re.match(r"(?:https?://|mailto:)[^\s<>()]+$", link):
        made = f"[{made}]({link})"
    return f"{before}{made}{after}"


def _pictures(document: Any, element: Any) -> Iterator[WordPicture]:
    for drawing in element.iter(qn("w:drawing"), qn("w:pict")):
        told = next(drawing.iter(qn("wp:docPr")), None)
        alt = _clean((told.get("descr") or "") if told is not None else "")
        for blip in drawing.iter(qn("a:blip")):
            part = document.part.related_parts.get(blip.get(qn("r:embed")) or "")
            if part is not None:
                said = one_line(alt)
                yield WordPicture(part.blob, "" if _MEANINGLESS.match(said) else said)


def _table(document: Any, table: Any) -> Iterator[_Paragraph | str]:
    """Yield a table as Markdown; one of a single column, or with pictures, only laid things out."""
    rows = [
        [cell for cell in row.iter(qn("w:tc")) if _inside(cell, table, "w:tc") is None]
        for row in table.iter(qn("w:tr"))
        if _inside(row, table, "w:tbl") is None
    ]
    if max(map(len, rows), default=0) < 2 or any(True for _ in table.iter(qn("a:blip"))):
        for row in rows:
            for cell in row:
                yield from _blocks(document, cell)
        return
    width = max(sum(_span(cell) for cell in row) for row in rows)
    lines = []
    for row in rows:
        cells: list[str] = []
        for cell in row:
            text = " ".join(
                block.markdown for block in _blocks(document, cell) if isinstance(block, _Paragraph)
            )
            cells += [one_line(text), *[""] * (_span(cell) - 1)]
        lines.append(f"| {' | '.join(cells + [''] * (width - len(cells)))} |")
    yield "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = found.get(qn("w:val"), "1") if found is not None else "1"
    return min(int(value), 50) if value.isdigit() else 1


def _story(blocks: list[_Paragraph | str], notes: list[str], name: str) -> Story:
    """Tell what each block is: title, sapo, credit, caption, or body."""
    story = Story(notes=notes)
    waiting = [block for block in blocks if isinstance(block, str) or block.text or block.pictures]
    _take_title(story, waiting, name)
    _take_sapo(story, waiting)
    _take_credits(story, waiting)
    kept: list[_Paragraph | str] = []
    under: list[WordPicture] = []
    for block in waiting:
        if isinstance(block, str):
            kept.append(block)
            under = []
            continue
        if under and block.text and not block.pictures and _is_caption(block):
            _caption(under, block.text)
            under = []
            continue
        if block.pictures:
            story.pictures += block.pictures
            under = block.pictures
            if block.text:  # picture and caption in one paragraph
                _caption(under, block.text)
                under = []
            continue
        under = []
        kept.append(block)
    story.body = _markdown(kept)
    return story


def _take_title(story: Story, blocks: list[_Paragraph | str], name: str) -> None:
    texts = [block for block in blocks if isinstance(block, _Paragraph) and block.text]
    if not texts:
        raise WordError(name, "không có chữ nào", "Mở bằng Word, kiểm tra bài có chữ rồi lưu lại")
    styled = next((b for b in texts[:6] if b.style in ("title", "tiêu đề") or b.level == 1), None)
    title = styled or texts[0]
    if len(title.text) > _TITLE_LENGTH:
        story.notes.append("tiêu đề: không nhận ra, đoạn đầu dài quá; hãy tự đặt")
        return
    if styled is None and not title.emphatic and not title.text.isupper():
        story.notes.append("tiêu đề: lấy dòng đầu tiên, hãy xem lại")
    story.title = title.text
    blocks.remove(title)


def _take_sapo(story: Story, blocks: list[_Paragraph | str]) -> None:
    first = next((b for b in blocks if isinstance(b, _Paragraph) and b.text), None)
    is_sapo = (
        first is not None
        and first.depth < 0
        and not first.pictures
        and (first.style in ("subtitle", "phụ đề", "sapo") or (first.emphatic and not first.level))
    )
    if first is not None and is_sapo and not _CREDIT.match(first.text):
        story.sapo = first.text
        blocks.remove(first)
    else:
        story.notes.append(
            "sapo: không nhận ra (đoạn đầu in đậm hoặc kiểu Subtitle); hãy viết một, hai câu"
        )


def _take_credits(story: Story, blocks: list[_Paragraph | str]) -> None:
    """Take the credits off the end: *Tin, ảnh: …*, or a line for each."""
    while blocks:
        last = blocks[-1]
        found = _CREDIT.match(last.text) if isinstance(last, _Paragraph) else None
        if found is None or (isinstance(last, _Paragraph) and last.pictures):
            break
        story.credits.insert(0, (_role(found["role"]), found["name"].strip()))
        blocks.pop()
    if not story.credits:
        story.notes.append("ghi công (Tin, ảnh: …): không thấy ở cuối bài")


def _role(words: str) -> str:
    plain = words.lower()
    if "ảnh" in plain:
        return "photo" if plain.strip() == "ảnh" else "text_and_photo"
    return "compiled" if "tổng" in plain else "text"


def _is_caption(block: _Paragraph) -> bool:
    if block.level or block.depth >= 0 or len(block.text) > _CAPTION_LENGTH:
        return False
    return (
        block.style in ("caption", "chú thích")
        or block.emphatic
        or bool(_PHOTO_CREDIT.search(block.text))
    )


def _caption(pictures: list[WordPicture], text: str) -> None:
    credit = _PHOTO_CREDIT.search(text)
    for picture in pictures:
        picture.caption = text[: credit.start()].strip() if credit else text
        picture.credit = credit["name"].strip() if credit else ""


def _markdown(blocks: list[_Paragraph | str]) -> str:
    """Return the body: headings below the title, lists kept together, one empty line between."""
    made: list[str] = []
    before: _Paragraph | None = None
    for block in blocks:
        item = block if isinstance(block, _Paragraph) and block.depth >= 0 else None
        together = (
            before is not None
            and item is not None
            and (item.numbered == before.numbered or item.depth != before.depth)
        )
        if made:
            made.append("\n" if together else "\n\n")
        made.append(block if isinstance(block, str) else _as_markdown(block))
        before = item
    return "".join(made)


def _as_markdown(block: _Paragraph) -> str:
    if block.level:
        words = _MARKS.sub(r"\\\1", block.text)
        return f"{'#' * min(max(block.level, 2), 4)} {words}"
    if block.depth >= 0:
        mark = "1." if block.numbered else "-"
        return f"{'    ' * min(block.depth, 3)}{mark} {block.markdown}"
    return block.markdown
