"""Documents as data: what the register tells; the texts themselves stand on their pages."""

from collections.abc import Iterator

from bulletin.data.cells import Cells, dated_cells, head_cells, ref_cells, refs_cells, tail_cells
from bulletin.data.columns import HEAD, TAIL, Dataset, Row, code, dated, day, ref, refs, text
from bulletin.kinds import Document, Locality, Organisation
from bulletin.kinds.document import Capacity, DocumentType, Reading, Signer
from bulletin.model import Bulletin
from bulletin.views._facts import person_card


def _documents(bulletin: Bulletin) -> Iterator[Row]:
    for document in bulletin.all(Document):
        yield {
            **head_cells(bulletin, document),
            "type": document.type.value,
            "number": document.number,
            "symbol": document.symbol,
            "signature": document.signature or None,
            "short_name": document.short_name,
            **ref_cells(bulletin, "issuer", bulletin.get(Organisation, document.issuer)),
            **ref_cells(bulletin, "locality", bulletin.get(Locality, document.locality)),
            "place": document.place,
            **dated_cells("issued_on", document.issued_on),
            **dated_cells("effective_on", document.effective_on),
            "expires_on": document.expires_on.date if document.expires_on else None,
            **_signer_cells(bulletin, document, document.signer),
            **refs_cells(bulletin, "implements", bulletin.some(Document, document.implements)),
            **refs_cells(bulletin, "replaces", bulletin.some(Document, document.replaces)),
            **refs_cells(bulletin, "amends", bulletin.some(Document, document.amends)),
            **refs_cells(bulletin, "abolishes", bulletin.some(Document, document.abolishes)),
            "recipients": document.recipients,
            "reading": document.reading.value if document.reading else None,
            "missing_parts": document.missing_parts,
            **tail_cells(document),
        }


def _signer_cells(bulletin: Bulletin, document: Document, signer: Signer | None) -> Cells:
    if signer is None:
        return {}
    return {
        "signer": person_card(bulletin, signer, document).name or None,
        "signer_capacity": signer.capacity.value if signer.capacity else None,
        "signed_for": signer.for_position,
        "signer_position": signer.position,
    }


DOCUMENTS = Dataset(
    "documents", "Văn bản", "Mỗi dòng là một văn bản; cột title là trích yếu.",
    (
        *HEAD,
        code("type", "Loại", "Kế hoạch, quyết định …", DocumentType),
        text("number", "Số", "Chỉ phần số"),
        text("symbol", "Ký hiệu", "Phần sau dấu /"),
        text("signature", "Số, ký hiệu", "Như khi dẫn văn bản"),
        text("short_name", "Gọi tắt", "Như nguồn gọi"),
        *ref("issuer", "Cơ quan ban hành", "Tên đầy đủ"),
        *ref("locality", "Địa phương", "Nơi văn bản nói đến"),
        text("place", "Nơi ký", "Địa danh trước ngày"),
        *dated("issued_on", "Ngày ban hành", "Ngày ký"),
        *dated("effective_on", "Có hiệu lực từ", "Nếu văn bản nêu"),
        day("expires_on", "Hết hiệu lực", "Nếu có"),
        text("signer", "Người ký", "Như trên trang"),
        code("signer_capacity", "Quyền hạn ký", "Theo Nghị định 30/2020/NĐ-CP", Capacity),
        text("signed_for", "Ký thay, thừa lệnh", "Chức vụ được ký thay"),
        text("signer_position", "Chức vụ ký", "Như nguồn in"),
        *refs("implements", "Thực hiện", "Văn bản cấp trên"),
        *refs("replaces", "Thay thế", "Văn bản bị thay"),
        *refs("amends", "Sửa đổi", "Văn bản được sửa"),
        *refs("abolishes", "Bãi bỏ", "Văn bản bị bãi bỏ"),
        text("recipients", "Nơi nhận", "Từng dòng", many=True),
        code("reading", "Dạng đăng", "Bản đọc hay bản tóm lược", Reading),
        text("missing_parts", "Phần nguồn thiếu", "Không được điền thay", many=True),
        *TAIL,
    ),
    _documents, year="published_at",
)  # fmt: skip
