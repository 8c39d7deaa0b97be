"""What a unit owes in, the skeleton of its report out: a Word file laid out by Decree 30/2020/NĐ-CP.

What the site knows is filled in; what only the unit knows is left open, and says so.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bulletin.packing import Archive
from bulletin.reports.owed import Owed, TargetLine

FONT = "Times New Roman"
WIDTHS = (Mm(85), Mm(50), Mm(30))
OPEN = "[…]"
"""What the unit writes itself."""


def letter_bytes(owed: Owed, now: datetime) -> bytes:
    """Return the Word file; the same facts give the same bytes."""
    document = Document()
    _lay_out(document, now, owed)
    _heading(document, owed)
    _opening(document, owed)
    _results(document, owed)
    _people(document, owed)
    _closing(document, owed)
    made = BytesIO()
    document.save(made)
    return _without_clock(made.getvalue())


def _without_clock(made: bytes) -> bytes:
    """Return a ZIP file's bytes without the times of its entries."""
    fixed = BytesIO()
    with ZipFile(BytesIO(made)) as source, Archive(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return fixed.getvalue()


def _lay_out(document: Any, now: datetime, owed: Owed) -> None:
    """A4, margins and type as the decree's annex I asks for."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    core = document.core_properties
    core.author, core.title, core.language = owed.unit, f"Báo cáo {owed.title}", "vi-VN"
    core.created = core.modified = now.replace(tzinfo=None)
    core.revision, core.last_modified_by = 1, ""


def _heading(document: Any, owed: Owed) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(65), Mm(100)
    _centred(left, [(OPEN, False), (owed.unit.upper(), True), (f"Số: {OPEN}/BC-{OPEN}", False)])
    _centred(
        right,
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
            ("Độc lập - Tự do - Hạnh phúc", True),
            (f"{OPEN}, ngày {OPEN} tháng {OPEN} năm {OPEN}", False),
        ],
    )
    document.add_paragraph()
    _middle(document, "BÁO CÁO")
    _middle(document, f"{owed.title[:1].upper()}{owed.title[1:]} {_lower(owed.campaign.title)}")
    if owed.period.start and owed.period.end:
        _middle(document, f"(từ ngày {owed.period.start} đến ngày {owed.period.end})", bold=False)


def _opening(document: Any, owed: Owed) -> None:
    if owed.receivers:
        _middle(document, f"Kính gửi: {'; '.join(owed.receivers)}.", bold=False)
    if owed.bases:
        document.add_paragraph(f"Thực hiện {'; '.join(owed.bases)}, {owed.unit} báo cáo như sau:")
    if owed.due:
        document.add_paragraph(f"(Hạn gửi báo cáo: {owed.due}.)")
    _part(document, "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN")
    document.add_paragraph(f"{OPEN} (văn bản đã ban hành, hình thức tuyên truyền, phân công)")


def _results(document: Any, owed: Owed) -> None:
    _part(document, "II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG, CHỈ TIÊU")
    if owed.coverage:
        document.add_paragraph(f"Tổng hợp từ báo cáo của cấp dưới: {owed.coverage}.")
    for number, (content, lines) in enumerate(owed.contents, 1):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{number}. {content}").bold = True
        paragraph.paragraph_format.keep_with_next = True
        _table(document, ("Chỉ tiêu", "Kết quả", "Kết luận"), map(_told, lines))
        document.add_paragraph(f"{OPEN} (cách làm, nguyên nhân đạt hoặc chưa đạt)")
    if owed.logs:
        _deeds(document, owed)


def _told(line: TargetLine) -> tuple[str, str, str]:
    extra = [f"Cộng từ cấp dưới: {line.below}" if line.below else "", line.note]
    figure = "\n".join([line.figure, *(f"({words})" for words in extra if words)])
    return f"{line.code}. {line.target}", figure, line.conclusion or OPEN


def _deeds(document: Any, owed: Owed) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run("Việc tốt, cá nhân được biểu dương theo kỳ").bold = True
    rows = (
        (
            f"{log.commune}, {log.start} – {log.end}",
            f"{log.satisfied}/{log.expected} tổ ({log.reported} tổ đã báo cáo)",
            str(log.deeds),
        )
        for log in owed.logs
    )
    _table(document, ("Xã, phường, kỳ", "Tổ có việc tốt", "Số việc"), rows)


def _people(document: Any, owed: Owed) -> None:
    _part(document, "III. ĐIỂN HÌNH TIÊN TIẾN, KHEN THƯỞNG")
    for award in owed.awards:
        words = f"Quyết định số {award.decision} ngày {award.day} ({award.by})"
        document.add_paragraph(f"{words}: {award.recipients} trường hợp được khen.", "List Bullet")
    for story in owed.stories:
        document.add_paragraph(f"Gương điển hình: {story}.", "List Bullet")
    if not owed.awards and not owed.stories:
        document.add_paragraph(OPEN)


def _closing(document: Any, owed: Owed) -> None:
    _part(document, "IV. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
    document.add_paragraph(OPEN)
    _part(document, "V. PHƯƠNG HƯỚNG, KIẾN NGHỊ")
    following = owed.next_phase
    if following is not None:
        days = [str(day) for day in (following.start, following.end) if day]
        slogan = f", chủ đề “{following.slogan}”" if following.slogan else ""
        document.add_paragraph(f"Đợt {following.number}: {' – '.join(days) or OPEN}{slogan}.")
    document.add_paragraph(OPEN)
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text = ""
    receivers = ["Nơi nhận:", *(f"- {name};" for name in owed.receivers), "- Lưu: VT."]
    left.paragraphs[0].add_run("\n".join(receivers)).font.size = Pt(11)
    _centred(right, [("THỦ TRƯỞNG ĐƠN VỊ", True), ("(Ký, ghi rõ họ tên, đóng dấu)", False)])


def _part(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.keep_with_next = True


def _middle(document: Any, text: str, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.add_run(text).bold = bold


def _centred(cell: Any, lines: Iterable[tuple[str, bool]]) -> None:
    for number, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(13)


def _table(document: Any, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Add a table of three columns whose rows are never torn between two sheets."""
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        _small(cell, text, bold=True)
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            _small(cell, text)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _small(cell: Any, text: str, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(12)
    cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _lower(title: str) -> str:
    """Return a title as it stands inside a sentence."""
    return title[:1].lower() + title[1:] if title.startswith("Phong trào") else title
