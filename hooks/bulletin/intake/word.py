"""A Word file in, a story out: title, sapo, body as Markdown, pictures with captions, credits."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from bulletin.intake.parcel import WordError
from bulletin.intake.word_blocks import Paragraph, WordPicture, blocks_of
from bulletin.intake.word_story import Story, story_of
from bulletin.lettering import conversion, old_encoding

__all__ = ["Story", "WordPicture", "read_word"]
MAX_SIGNS = 300_000


def read_word(data: bytes, name: str) -> Story:
    """Return the story that a sound .docx tells (see `parcel`); raises WordError."""
    try:
        document = Document(BytesIO(data))
        body = document.element.body
    except Exception:  # python-docx lets through whatever its parsers throw at a broken part
        raise WordError(
            name, "tệp hỏng, không mở được", "Mở bằng Word rồi lưu lại thành .docx"
        ) from None
    blocks = list(blocks_of(document, body))
    _refuse_old_letters(blocks, name)
    if (
        sum(len(block) if isinstance(block, str) else len(block.markdown) for block in blocks)
        > MAX_SIGNS
    ):
        raise WordError(name, "bài dài quá 300.000 chữ cái", "Tách thành nhiều bài")
    return story_of(blocks, _leftovers(body), name)


def _refuse_old_letters(blocks: Iterable[Paragraph | str], name: str) -> None:
    """Refuse a file with a paragraph in an encoding from before Unicode, as `check` would."""
    for block in blocks:
        text = block if isinstance(block, str) else block.text
        if old := old_encoding(text):
            words = " ".join(text.split())[:40]
            what = f"chữ gõ bằng bảng mã cũ {old}, không phải Unicode: `{words}`"
            raise WordError(name, what, conversion(old, "cả bài"))


def _leftovers(body: Any) -> list[str]:
    """Return what stands in the file and cannot be taken over."""
    told = []
    if boxes := sum(1 for _ in body.iter(qn("w:txbxContent"))):
        told.append(f"{boxes} hộp chữ (text box): chữ trong đó chưa được nhập")
    # A linked picture has an address on the writer's machine in place of its bytes.
    linked = [blip for blip in body.iter(qn("a:blip")) if _is_linked_only(blip)]
    if linked:
        told.append(
            f"{len(linked)} ảnh chỉ được liên kết, không nằm trong tệp Word: chưa được nhập; "
            "chèn lại ảnh vào bài, hoặc gửi tệp ảnh cùng thư mục"
        )
    if sum(1 for _ in body.iter(qn("w:footnoteReference"), qn("w:endnoteReference"))):
        told.append("chú thích cuối trang (footnote): chưa được nhập")
    if any(True for _ in body.iter(qn("w:ins"), qn("w:del"))):
        told.append("còn sửa đổi chưa chấp nhận (Track Changes): bản nháp lấy theo bản đã sửa")
    return told


def _is_linked_only(blip: Any) -> bool:
    return blip.get(qn("r:link")) is not None and blip.get(qn("r:embed")) is None
