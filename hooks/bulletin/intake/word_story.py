"""Blocks of a Word file in, the story they tell out: title, sapo, credits, captions, body."""

import re
from dataclasses import dataclass, field

from bulletin.intake.parcel import WordError
from bulletin.intake.word_blocks import Paragraph, WordPicture
from bulletin.intake.word_text import escaped

_TITLE_LENGTH, _CAPTION_LENGTH = 250, 400
_CREDIT = re.compile(
    r"^\(?\s*(?P<role>Tin\s*,?\s*(?:và\s+)?ảnh|Bài\s*,?\s*(?:và\s+)?ảnh|Tin|Bài|Ảnh|Tổng hợp)\s*:\s*"
    r"(?P<name>[^:]{2,120}?)\s*\)?\.?$",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    r"[\s.]*\(?\s*Ảnh\s*:\s*(?P<name>[^():]{2,80}?)\s*\)?\.?$", re.IGNORECASE
)


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


def story_of(blocks: list[Paragraph | str], notes: list[str], name: str) -> Story:
    """Tell what each block is: title, sapo, credit, caption, or body."""
    story = Story(notes=notes)
    waiting = [block for block in blocks if isinstance(block, str) or block.text or block.pictures]
    _take_title(story, waiting, name)
    _take_sapo(story, waiting)
    _take_credits(story, waiting)
    kept: list[Paragraph | str] = []
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


def _take_title(story: Story, blocks: list[Paragraph | str], name: str) -> None:
    texts = [block for block in blocks if isinstance(block, Paragraph) and block.text]
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


def _take_sapo(story: Story, blocks: list[Paragraph | str]) -> None:
    first = next((b for b in blocks if isinstance(b, Paragraph) and b.text), None)
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


def _take_credits(story: Story, blocks: list[Paragraph | str]) -> None:
    """Take the credits off the end: *Tin, ảnh: …*, or a line for each."""
    while blocks:
        last = blocks[-1]
        found = _CREDIT.match(last.text) if isinstance(last, Paragraph) else None
        if found is None or (isinstance(last, Paragraph) and last.pictures):
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


def _is_caption(block: Paragraph) -> bool:
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


def _markdown(blocks: list[Paragraph | str]) -> str:
    """Return the body: headings below the title, lists kept together, one empty line between."""
    made: list[str] = []
    before: Paragraph | None = None
    for block in blocks:
        item = block if isinstance(block, Paragraph) and block.depth >= 0 else None
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


def _as_markdown(block: Paragraph) -> str:
    if block.level:
        words = escaped(block.text)
        return f"{'#' * min(max(block.level, 2), 4)} {words}"
    if block.depth >= 0:
        mark = "1." if block.numbered else "-"
        return f"{'    ' * min(block.depth, 3)}{mark} {block.markdown}"
    return block.markdown
