"""What a column of open data is: one declaration makes CSV header, JSON Schema, dictionary, Excel."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bulletin.kinds._types import Labelled
from bulletin.model import Bulletin

Cell = str | bool | int | Decimal | date | datetime | tuple[str, ...] | None
"""A value of its column's type; None (an empty tuple, where there may be many) where none is told."""
Row = Mapping[str, Cell]
"""Cells by the key of their column; a column that is left out is empty."""


class Type(Labelled):
    """What stands in a column; the label is what the dictionary calls it."""

    TEXT = "text", "chữ"
    ID = "id", "định danh"
    URL = "url", "địa chỉ web"
    CODE = "code", "mã"
    INTEGER = "integer", "số nguyên"
    NUMBER = "number", "số"
    BOOLEAN = "boolean", "true hoặc false"
    DATE = "date", "ngày (năm-tháng-ngày)"
    PARTIAL = "partial_date", "ngày, biết đến đâu ghi đến đó"
    MOMENT = "datetime", "thời điểm"


@dataclass(frozen=True)
class Column:
    """A column: its key, its type, its Vietnamese label and what it means."""

    key: str
    type: Type
    label: str
    hint: str
    many: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """For codes: every value with its Vietnamese label."""


@dataclass(frozen=True)
class Table:
    """A table to be written: its name in addresses, what one row is, and its columns."""

    name: str
    title: str
    """At most 31 characters without []:*?/\\: Excel names the sheet so."""
    about: str
    """What one row is, in a sentence or two."""
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Dataset(Table):
    """A table of open data, and how its rows are made."""

    rows: Callable[[Bulletin], Iterator[Row]]
    year: str = ""
    """The column by whose year a large set is split; `` for registers, which never are."""


def text(key: str, label: str, hint: str, *, many: bool = False) -> Column:
    """Declare a column of plain text."""
    return Column(key, Type.TEXT, label, hint, many)


def count(key: str, label: str, hint: str) -> Column:
    """Declare a column of whole numbers."""
    return Column(key, Type.INTEGER, label, hint)


def day(key: str, label: str, hint: str) -> Column:
    """Declare a column of full dates."""
    return Column(key, Type.DATE, label, hint)


def address(key: str, label: str, hint: str, *, many: bool = False) -> Column:
    """Declare a column of web addresses."""
    return Column(key, Type.URL, label, hint, many)


def code(
    key: str,
    label: str,
    hint: str,
    values: type[Labelled],
    more: tuple[tuple[str, str], ...] = (),
) -> Column:
    """Declare a column whose values are those of a fixed set, and perhaps some `more`."""
    own = tuple((value.value, value.label) for value in values)
    return Column(key, Type.CODE, label, hint, choices=(*own, *more))


class Precision(Labelled):
    """How much of a date the source tells."""

    MINUTE = "minute", "đến giờ, phút"
    DAY = "day", "đến ngày"
    MONTH = "month", "đến tháng"
    YEAR = "year", "chỉ biết năm"
    DAY_OF_YEAR = "day_of_unknown_year", "biết ngày, tháng, không rõ năm"


def dated(key: str, label: str, hint: str) -> tuple[Column, ...]:
    """Declare a date as far as it is known, and beside it how far that is."""
    return (
        Column(key, Type.PARTIAL, label, f"{hint}; 2024, 2024-08 hay --08-23 khi không biết hết"),
        code(f"{key}_precision", f"{label}: rõ đến đâu", "Mức rõ của ngày bên cạnh", Precision),
    )


def ref(key: str, label: str, hint: str) -> tuple[Column, ...]:
    """Declare a reference: the id of an entry, and its name for people."""
    return (
        Column(f"{key}_id", Type.ID, f"{label}: định danh", f"{hint}; nối với cột id của bộ ấy"),
        text(f"{key}_name", label, hint),
    )


def refs(key: str, label: str, hint: str) -> tuple[Column, ...]:
    """Declare references: ids of entries, and their names in the same order."""
    return (
        Column(f"{key}_ids", Type.ID, f"{label}: định danh", f"{hint}; nối với cột id", many=True),
        text(f"{key}_names", label, f"{hint}, cùng thứ tự với cột định danh", many=True),
    )


ID = Column("id", Type.ID, "Định danh", "Không đổi khi đổi tên, đổi địa chỉ (RFC 4151)")
URL = address("url", "Trang", "Địa chỉ trang cho người đọc")
SAMPLE = Column(
    "sample", Type.BOOLEAN, "Dữ liệu minh họa", "true: không có thật, chỉ để trình diễn"
)

HEAD = (
    ID,
    URL,
    text("title", "Tiêu đề", "Như trên trang; dữ liệu minh họa mang nhãn [Minh họa]"),
    text("summary", "Tóm tắt", "Sapo, nếu có"),
)
"""The first columns of everything that has a page and a date of publication."""

DATES = (
    Column("published_at", Type.MOMENT, "Đăng lúc", "Lúc đăng trên trang này, giờ Việt Nam"),
    Column("updated_at", Type.MOMENT, "Thay đổi lúc", "Lần thay đổi gần nhất có ghi chú"),
    day("corrected_on", "Đính chính ngày", "Ngày đính chính gần nhất; trống là chưa đính chính"),
)
CLAIMS = text(
    "conflicting_claims", "Số liệu khác nhau", "Điều nguồn khác nói khác, kèm nguồn", many=True
)
TAIL = (
    *DATES,
    text("not_stated", "Nguồn không nêu", "Tên các mục mà nguồn không nêu", many=True),
    text("undecided", "Chưa xác định", "Tên các mục chưa được quyết định", many=True),
    text("inferred", "Suy ra", "Tên các mục do trang suy ra; căn cứ xem trên trang", many=True),
    CLAIMS,
    text("source_outlet", "Nguồn", "Nơi đăng gần nhất mà trang lấy tin"),
    address("source_url", "Địa chỉ nguồn", "Đường dẫn bài gốc"),
    SAMPLE,
)
"""The last columns of the same."""
