"""Văn bản: plans, decisions, reports, with number, signer and recipients (Decree 30/2020/NĐ-CP)."""

from typing import ClassVar

from bulletin.kinds._fields import REQUIRED, Part, Titled, field
from bulletin.kinds._types import (
    AnyDay,
    DocumentRef,
    FullDay,
    Labelled,
    LocalityRef,
    Markdown,
    OrganisationRef,
    Text,
)
from bulletin.kinds.person import Mention
from bulletin.text import fold


class DocumentType(Labelled):
    """Types of administrative documents (Decree 30/2020/NĐ-CP, art. 7) that campaigns use."""

    PLAN = "plan", "Kế hoạch"
    DECISION = "decision", "Quyết định"
    REPORT = "report", "Báo cáo"
    DIRECTIVE = "directive", "Chỉ thị"
    RESOLUTION = "resolution", "Nghị quyết"
    GUIDANCE = "guidance", "Hướng dẫn"
    NOTICE = "notice", "Thông báo"
    LETTER = "letter", "Công văn"
    LAW = "law", "Luật"
    DECREE = "decree", "Nghị định"
    CIRCULAR = "circular", "Thông tư"


class Reading(Labelled):
    """Whether the page holds the text as the source prints it, or our own words."""

    FULL = "full", "Bản đọc"
    SUMMARY = "summary", "Bản tóm lược"


class Capacity(Labelled):
    """In what capacity a document is signed (Decree 30/2020/NĐ-CP, art. 13)."""

    TM = "TM.", "Thay mặt"
    KT = "KT.", "Ký thay"
    TL = "TL.", "Thừa lệnh"
    TUQ = "TUQ.", "Thừa ủy quyền"
    Q = "Q.", "Quyền"


class Signer(Mention):
    """Who signed, in what capacity, for whom."""

    capacity: Capacity | None = field("Quyền hạn ký", "TM., KT., TL., TUQ. hay Q.", "KT.")
    for_position: Text | None = field("Ký thay, thừa lệnh", "Chức vụ được ký thay", "CHỦ TỊCH")
    position: Text | None = field("Chức vụ ký", "Như nguồn in", "PHÓ CHỦ TỊCH")


class Section(Part):
    """A numbered section of a document, perhaps with sections of its own."""

    code: Text | None = field("Số mục", "I, 1, 4.1 …", "4.1")
    title: Text | None = field("Tên mục", "Như nguồn in", "Mục đích, yêu cầu")
    body: Markdown | None = field("Nội dung", "Lời của mục này (Markdown)", "|\n  Tạo khí thế …")
    sections: tuple["Section", ...] = field(
        "Mục con", "Mỗi mục con ghi như một mục", "[{code: II.1, title: Đối tượng}]", many=True
    )


class Document(Titled):
    """Văn bản."""

    KIND: ClassVar[str] = "document"
    FOLDER: ClassVar[str] = "documents"
    LABEL: ClassVar[str] = "văn bản"
    ADDRESS: ClassVar[str | None] = "van-ban/"

    type: DocumentType = field("Loại", "Kế hoạch, quyết định …", "plan", REQUIRED)
    title: Text = field(
        "Trích yếu", "Về việc gì, không nhắc lại loại", "Phát động phong trào …", REQUIRED
    )
    number: Text | None = field("Số", "Chỉ phần số", "591")
    symbol: Text | None = field("Ký hiệu", "Phần sau dấu /", "KH-UBND")
    short_name: Text | None = field("Gọi tắt", "Như nguồn gọi", "Kế hoạch số 714")
    issuer: OrganisationRef = field(
        "Cơ quan ban hành", "Tên tệp cơ quan", "ubnd-tinh-dak-nong", REQUIRED
    )
    locality: LocalityRef | None = field("Địa phương", "Tên tệp địa phương", "tinh-dak-nong")
    place: Text | None = field("Nơi ký", "Địa danh trước ngày", "Đăk Nông")
    issued_on: AnyDay | None = field("Ngày ban hành", "Ngày ký", "16/9/2024")
    effective_on: AnyDay | None = field("Có hiệu lực từ", "Nếu văn bản nêu", "01/7/2025")
    expires_on: FullDay | None = field("Hết hiệu lực", "Nếu có", "31/12/2025")
    implements: tuple[DocumentRef, ...] = field(
        "Thực hiện văn bản", "Văn bản cấp trên", "[399-kh-bca-x03-2024]", many=True
    )
    replaces: tuple[DocumentRef, ...] = field(
        "Thay thế", "Văn bản bị thay", "[12-kh-ubnd-2023]", many=True
    )
    amends: tuple[DocumentRef, ...] = field(
        "Sửa đổi", "Văn bản được sửa", "[12-kh-ubnd-2023]", many=True
    )
    abolishes: tuple[DocumentRef, ...] = field(
        "Bãi bỏ", "Văn bản bị bãi bỏ", "[12-kh-ubnd-2023]", many=True
    )
    signer: Signer | None = field(
        "Người ký", "Ai ký, quyền hạn, chức vụ",
        "{person: pho-chu-tich-2024, capacity: KT., position: PHÓ CHỦ TỊCH}",
    )  # fmt: skip
    recipients: tuple[Text, ...] = field(
        "Nơi nhận", "Từng dòng", "[Thường trực Tỉnh ủy]", many=True
    )
    archived: Text | None = field("Lưu", "Sau chữ Lưu:", "VT, NC (Ln)")
    reading: Reading | None = field("Dạng đăng", "Bản đọc hay bản tóm lược", "summary")
    preamble: Markdown | None = field("Phần mở đầu", "Căn cứ, lời dẫn", "|\n  Thực hiện …")
    sections: tuple[Section, ...] = field(
        "Các mục", "Theo thứ tự văn bản", "[{code: I, title: Nội dung trọng tâm}]", many=True
    )
    closing: Markdown | None = field("Phần kết", "Đoạn cuối", "|\n  Trên đây là …")
    missing_parts: tuple[Text, ...] = field(
        "Phần nguồn thiếu", "Liệt kê, không tự thêm", "[Quốc hiệu, con dấu]", many=True
    )

    @property
    def signature(self) -> str:
        """Number and symbol as cited: `591/KH-UBND`; `` for a document without a number."""
        return f"{self.number}/{self.symbol}" if self.number and self.symbol else self.number or ""

    @property
    def name(self) -> str:
        """Type and number, or type and subject where there is no number."""
        if self.signature:
            return f"{self.type.label} số {self.signature}"
        subject = self.title[:1].lower() + self.title[1:]
        return (
            self.title
            if fold(self.title).startswith(fold(self.type.label))
            else f"{self.type.label} {subject}"
        )
