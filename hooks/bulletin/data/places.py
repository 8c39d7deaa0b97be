"""Places, their administrative codes old and new, and offices as data."""

from collections.abc import Iterator
from datetime import date

from bulletin.data.cells import (
    Cells,
    gap_cells,
    id_of,
    labelled,
    ref_cells,
    refs_cells,
    url_of,
)
from bulletin.data.columns import (
    ID,
    SAMPLE,
    URL,
    Column,
    Dataset,
    Row,
    Type,
    code,
    day,
    ref,
    refs,
    text,
)
from bulletin.kinds import Document, Locality, Organisation
from bulletin.kinds._types import Labelled
from bulletin.kinds.place import Ending, Level, OrganisationKind
from bulletin.model import Bulletin
from bulletin.places import FormerUnit, official

REFORM = date(2025, 7, 1)
"""The first day of the present provinces and communes (Resolution 202/2025/QH15)."""
_EVE = date(2025, 6, 30)

_GAPS = (
    text("not_stated", "Nguồn không nêu", "Tên các mục mà nguồn không nêu", many=True),
    text("undecided", "Chưa xác định", "Tên các mục chưa được quyết định", many=True),
    text("inferred", "Suy ra", "Tên các mục do trang suy ra; căn cứ xem trên trang", many=True),
)


def _life_cells(bulletin: Bulletin, entry: Locality | Organisation) -> Cells:
    """Return from when to when a place or office stood, and who carries on."""
    closed = entry.closed
    cells: Cells = {"start": entry.valid_from.date if entry.valid_from else None}
    if closed is None:
        return cells
    document = bulletin.get(Document, closed.document)
    return {
        **cells,
        "closed_on": closed.on.date,
        "closed_how": closed.how.value,
        "closed_by": document.name if document else closed.legal_basis,
        **refs_cells(bulletin, "successor", bulletin.some(type(entry), closed.successors)),
    }


_LIFE = (
    day("start", "Có từ", "Ngày thành lập, nếu biết"),
    day("closed_on", "Kết thúc từ", "Ngày đầu tiên không còn, hoặc mang tên mới"),
    code("closed_how", "Kết thúc do", "Sáp nhập, đổi tên …", Ending),
    text("closed_by", "Căn cứ", "Văn bản sáp nhập, đổi tên"),
    *refs("successor", "Nay thuộc, tiếp nhận", "Nơi tiếp nối"),
)


def _localities(bulletin: Bulletin) -> Iterator[Row]:
    for place in bulletin.all(Locality):
        yield {
            "id": id_of(bulletin, place),
            "url": url_of(bulletin, place.path),
            "name": labelled(place, place.name),
            "short_name": place.short_name,
            "prefix": place.prefix,
            "level": place.level.value,
            "variants": place.variants,
            "official_code": place.official_code,
            **ref_cells(bulletin, "parent", bulletin.get(Locality, place.parent)),
            **_life_cells(bulletin, place),
            **gap_cells(place),
            "sample": place.sample,
        }


LOCALITIES = Dataset(
    "localities", "Địa phương",
    "Mỗi dòng là một địa phương được nhắc đến trên trang, cả tên gọi trước 01/7/2025.",
    (
        ID, URL,
        text("name", "Tên", "Kèm cấp; dữ liệu minh họa mang nhãn [Minh họa]"),
        text("short_name", "Tên riêng", "Không kèm cấp"),
        text("prefix", "Cấp gọi", "tỉnh, thành phố, xã, phường …"),
        code("level", "Cấp", "Cấp hành chính", Level),
        text("variants", "Cách viết khác", "Các cách viết thường gặp", many=True),
        text("official_code", "Mã hiện hành", "Theo danh mục từ 01/7/2025, giữ số 0 ở đầu"),
        *ref("parent", "Trực thuộc", "Địa phương cấp trên"),
        *_LIFE, *_GAPS, SAMPLE,
    ),
    _localities,
)  # fmt: skip


class CodeOf(Labelled):
    """Whose code it is."""

    OWN = "own", "của chính địa phương"
    FORMER_PART = "former_part", "của đơn vị cũ đã nhập vào"


def _codes(bulletin: Bulletin) -> Iterator[Row]:
    for place in bulletin.all(Locality):
        shared: Cells = {
            "url": url_of(bulletin, place.path),
            **ref_cells(bulletin, "locality", place),
            "sample": place.sample,
        }
        for order, own in enumerate(place.codes, 1):
            yield {
                "id": id_of(bulletin, place, f"ma-{order}"),
                **shared,
                "code": own.code,
                "name": place.name,
                "of": CodeOf.OWN.value,
                "system": own.system,
                "start": own.start.date if own.start else None,
                "end": own.end.date if own.end else None,
            }
        for row in _official(place):
            yield {"id": id_of(bulletin, place, f"{row['of']}-{row['code']}"), **shared, **row}


def _official(place: Locality) -> Iterator[Cells]:
    """Yield the present code of the official list, and those of the units that merged into it."""
    unit = official(place.official_code) if place.official_code else None
    if unit is None:
        return
    system = "Danh mục đơn vị hành chính"
    if all(own.code != unit.code for own in place.codes):
        yield {
            "code": unit.code, "name": unit.full_name, "of": CodeOf.OWN.value, "system": system,
            "start": REFORM,
        }  # fmt: skip
    for former in unit.former:
        yield {
            "code": former.code, "name": former.full_name, "of": CodeOf.FORMER_PART.value,
            "system": system, "end": _EVE, "successor_code": unit.code,
            "partly": isinstance(former, FormerUnit) and former.partly,
        }  # fmt: skip


CODES = Dataset(
    "locality-codes", "Mã hành chính cũ và mới",
    "Mỗi dòng là một mã của một địa phương trong một thời gian; địa phương hợp thành từ nhiều đơn "
    "vị cũ thì mã của từng đơn vị ấy là một dòng.",
    (
        ID, URL,
        *ref("locality", "Địa phương", "Địa phương trên trang"),
        text("code", "Mã", "Giữ số 0 ở đầu"),
        text("name", "Tên theo mã", "Tên đơn vị mang mã này"),
        code("of", "Mã của ai", "Của địa phương, hay của đơn vị cũ nhập vào", CodeOf),
        text("system", "Hệ mã", "Của cơ quan, danh mục nào"),
        day("start", "Có hiệu lực từ", "Trống: nguồn không nêu"),
        day("end", "Đến hết ngày", "Trống: còn hiệu lực, hoặc nguồn không nêu"),
        text("successor_code", "Mã nay thay thế", "Mã của đơn vị nhập vào"),
        Column("partly", Type.BOOLEAN, "Một phần", "true: chỉ một phần đơn vị cũ nhập vào"),
        SAMPLE,
    ),
    _codes,
)  # fmt: skip


def _organisations(bulletin: Bulletin) -> Iterator[Row]:
    for office in bulletin.all(Organisation):
        standing = bulletin.get(Organisation, office.standing_for)
        yield {
            "id": id_of(bulletin, office),
            "url": url_of(bulletin, office.path),
            "name": labelled(office, office.full_name),
            "short_name": office.short_name,
            "kind": office.kind.value,
            **ref_cells(bulletin, "locality", bulletin.get(Locality, office.locality)),
            **ref_cells(bulletin, "parent", bulletin.get(Organisation, office.parent)),
            **ref_cells(bulletin, "standing_for", standing),
            **_life_cells(bulletin, office),
            **gap_cells(office),
            "sample": office.sample,
        }


ORGANISATIONS = Dataset(
    "organisations", "Cơ quan, đơn vị", "Mỗi dòng là một cơ quan, đơn vị được nhắc đến trên trang.",
    (
        ID, URL,
        text("name", "Tên", "Tên đầy đủ; dữ liệu minh họa mang nhãn [Minh họa]"),
        text("short_name", "Tên ngắn", "Cho danh sách"),
        code("kind", "Loại", "Loại cơ quan", OrganisationKind),
        *ref("locality", "Địa phương", "Nơi cơ quan thuộc về"),
        *ref("parent", "Trực thuộc", "Cơ quan cấp trên"),
        *ref("standing_for", "Cơ quan Thường trực của", "Ban chỉ đạo"),
        *_LIFE, *_GAPS, SAMPLE,
    ),
    _organisations,
)  # fmt: skip
