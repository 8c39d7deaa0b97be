"""The tables that staff fill in: TABLES says of each which columns it has, all from field declarations.

A column's label, hint, example, choices and whether it must be filled come from the field it fills
(`kinds/`); here stand only the words that staff use for it besides, and what a row is for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bulletin.kinds import Award, Deeds, Entry, Result, Roster
from bulletin.kinds._inspect import info_at, marks_of
from bulletin.kinds._types import Labelled, RefTo
from bulletin.text import fold


@dataclass(frozen=True)
class Column:
    """A column: the field it fills, its heading, and what staff are told of it."""

    place: tuple[str, ...]
    """The field's place in the entry: `("rows", "what")`."""
    heading: str
    hint: str
    example: str
    choices: tuple[tuple[str, str], ...]
    """For fixed values: each with its label; staff write the label."""
    refers_to: str
    """The kind that the field names an entry of; staff write the name."""
    required: bool
    also: tuple[str, ...] = ()
    carries: bool = False
    """Left blank, it means what stood above it: under a merge, or once for many rows."""

    @property
    def key(self) -> str:
        """Its name in code: the field's place."""
        return ".".join(self.place)

    @property
    def words(self) -> frozenset[str]:
        """What its heading may be called, folded."""
        return frozenset(map(plain, (self.heading, *self.also)))


@dataclass(frozen=True)
class Table:
    """A kind of sheet: what it makes, and its columns."""

    key: str
    kind: type[Entry]
    title: str
    """The sheet's name; at most 31 characters."""
    about: str
    columns: tuple[Column, ...]
    once: tuple[Column, ...] = field(default=())
    """Told once above the table, for all rows that say nothing else."""

    @property
    def all(self) -> Iterator[Column]:
        """Every column, those told once first."""
        yield from self.once
        yield from self.columns

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.all if column.key == key)


def plain(text: str) -> str:
    """Return a heading for comparing: no accents, no signs, `*` and what stands in brackets left out."""
    words = fold(text).split("(")[0]
    return " ".join("".join(sign if sign.isalnum() else " " for sign in words).split())


_AS_ON_SITE = "Ghi tên như trên trang"


def _column(
    kind: type[Entry],
    path: str,
    heading: str = "",
    *also: str,
    carries: bool = False,
    required: bool | None = None,
    hint: str = "",
    example: str = "",
) -> Column:
    """Return a column that fills the field at a path, under the words that staff use for it.

    `hint` and `example` stand in for the field's own where those speak of files.
    """
    place = tuple(path.split("."))
    info: Any = info_at(kind, place)
    marks = [*info.metadata, *marks_of(info.annotation)]
    choices = [
        (str(member.value), member.label)
        for mark in marks
        if isinstance(mark, type) and issubclass(mark, Labelled)
        for member in mark
    ]
    refers_to = next((mark.kind for mark in marks if isinstance(mark, RefTo)), "")
    return Column(
        place,
        heading or info.title,
        hint or (_AS_ON_SITE if refers_to else info.description or ""),
        example or str((info.examples or [""])[0]),
        tuple(choices),
        refers_to,
        info.is_required() if required is None else required,
        also,
        carries,
    )


BOTH = "both"
"""Of who agreed: the person and the guardian, each of whom signs."""


def _naming(kind: type[Entry], head: str) -> Iterator[Column]:
    """Yield the columns that say why and how a person may be named (Law 91/2025/QH15)."""
    yield _column(kind, f"{head}.basis", "Căn cứ nêu tên", "Căn cứ", required=False)
    yield _column(
        kind, f"{head}.minor", "Dưới 18 tuổi", "Trẻ em", required=False,
        hint="Ghi “có” nếu người ấy dưới 18 tuổi", example="có",
    )  # fmt: skip
    yield _column(kind, f"{head}.name_policy", "Cách nêu tên", required=False)
    yield _column(
        kind, f"{head}.consents.paper", "Số giấy đồng ý", "Giấy đồng ý số", "Giấy đồng ý", required=False,
        hint="Số giấy đồng ý; hai người hai giấy thì cách nhau bằng dấu chấm phẩy",
    )  # fmt: skip
    yield _column(
        kind, f"{head}.consents.holder", "Nơi giữ giấy đồng ý", "Nơi giữ giấy", required=False
    )
    yield _column(
        kind, f"{head}.consents.date", "Ngày ký giấy đồng ý", "Ngày ký giấy", required=False
    )
    by = _column(kind, f"{head}.consents.by", "Ai ký giấy đồng ý", "Ai đồng ý", required=False)
    yield replace(by, choices=(*by.choices, (BOTH, "cả hai")))


DEEDS = Table(
    "deeds",
    Deeds,
    "Việc tốt",
    "Mỗi hàng một việc tốt hoặc một người được biểu dương. Tổ không có việc tốt vẫn ghi một hàng, "
    "cột Việc ghi: không có.",
    (
        _column(Deeds, "rows.date", "Ngày", "Ngày tháng", "Thời gian", "Ngày xảy ra"),
        _column(Deeds, "rows.team", "Tổ", "Tên tổ", "Tổ bảo vệ ANTT", "Tổ bảo vệ an ninh trật tự",
                "Thôn", "Thôn buôn", "Đơn vị", carries=True,
                hint="Tên tổ hoặc tên thôn, như trong danh sách tổ của xã", example="thôn 1"),
        _column(Deeds, "rows.kind", "Loại", "Hình thức", required=False),
        _column(Deeds, "rows.what", "Việc đã làm", "Việc", "Việc tốt", "Nội dung việc tốt",
                "Nội dung việc làm", "Tóm tắt"),
        _column(Deeds, "rows.content", "Mã nội dung", "Nội dung thi đua", "Mã"),
        _column(Deeds, "rows.people.full_name", "Người làm", "Họ và tên", "Cá nhân", "Họ tên",
                hint="Họ tên một người; không có căn cứ để nêu tên thì bỏ trống"),
        *_naming(Deeds, "rows.people"),
    ),
    (
        _column(Deeds, "campaign", "Phong trào", carries=True),
        _column(Deeds, "commune", "Xã, phường", "Xã", "Phường", "Địa bàn", "Tên xã", carries=True),
        _column(Deeds, "start", "Từ ngày", "Kỳ từ", carries=True),
        _column(Deeds, "end", "Đến ngày", "Kỳ đến", carries=True),
        _column(Deeds, "others_mentioned", "Người khác được nhắc",
                "Có nhắc người vi phạm bị hại báo tin", carries=True),
    ),
)  # fmt: skip

RESULTS = Table(
    "results",
    Result,
    "Kết quả",
    "Mỗi hàng số liệu của một đơn vị về một chỉ tiêu.",
    (
        _column(Result, "unit", "Đơn vị báo cáo", "Đơn vị", "Xã, phường", "Xã", carries=True),
        _column(Result, "figures.target", "Chỉ tiêu", "Mã chỉ tiêu", required=True),
        _column(Result, "figures.numerator", "Tử số", "Số đạt", "Thực hiện"),
        _column(Result, "figures.denominator", "Mẫu số", "Tổng số"),
        _column(Result, "figures.value", "Giá trị", "Số liệu", "Kết quả"),
        _column(Result, "figures.unit", "Đơn vị tính", "ĐVT"),
        _column(Result, "conclusions.verdict", "Kết luận", "Đánh giá", required=False),
        _column(Result, "conclusions.where", "Ở mục nào", "Mục"),
        _column(Result, "number", "Số báo cáo", "Báo cáo số", carries=True),
    ),
    (
        _column(Result, "campaign", "Phong trào", carries=True),
        _column(Result, "kind", "Loại báo cáo", "Loại", carries=True),
        _column(Result, "phase", "Đợt số", "Đợt", carries=True),
        _column(Result, "as_of", "Số liệu đến ngày", "Tính đến ngày", carries=True),
    ),
)

AWARDS = Table(
    "awards",
    Award,
    "Khen thưởng",
    "Mỗi hàng một người, một tập thể, một hộ hoặc một tổ được khen.",
    (
        _column(Award, "number", "Số quyết định", "Quyết định số", "Quyết định", carries=True),
        _column(Award, "decided_on", "Ngày quyết định", "Ngày ký", carries=True),
        _column(Award, "decided_by", "Cơ quan quyết định", "Cơ quan", carries=True),
        _column(Award, "title", "Trích yếu", "Tên quyết định", "Về việc", carries=True, required=False,
                example="Khen thưởng thành tích đợt 1"),
        _column(Award, "form", "Hình thức", "Hình thức khen", "Hình thức khen thưởng", carries=True),
        _column(Award, "type", "Khen về", "Loại khen thưởng", carries=True),
        _column(Award, "level", "Cấp", "Cấp khen", carries=True),
        _column(Award, "recipients.kind", "Loại", "Đối tượng"),
        _column(Award, "recipients.title", "Tên được khen", "Họ và tên", "Họ tên", "Tên tập thể",
                "Tên tập thể, cá nhân", "Tên", required=True,
                hint="Họ tên một người, hoặc tên tập thể, hộ, tổ"),
        _column(Award, "recipients.unit", "Đơn vị", "Chức vụ, đơn vị", "Địa chỉ"),
        _column(Award, "recipients.locality", "Địa phương", "Xã, phường", "Xã"),
        _column(Award, "recipients.achievement", "Thành tích", "Nội dung khen"),
        _column(Award, "recipients.posthumous", "Truy tặng", hint="Ghi “có” nếu truy tặng", example="có"),
        *_naming(Award, "recipients.person"),
    ),
    (
        _column(Award, "campaign", "Phong trào", carries=True),
        _column(Award, "phase", "Đợt số", "Đợt", carries=True),
    ),
)  # fmt: skip

ROSTERS = Table(
    "rosters",
    Roster,
    "Danh sách tổ",
    "Mỗi hàng một tổ. Tổ thôi hoạt động thì ghi ngày ở cột Đến ngày, không xóa hàng.",
    (
        _column(Roster, "commune", "Xã, phường", "Xã", "Phường", "Tên xã", carries=True),
        _column(Roster, "teams.id", "Mã tổ", "Mã", required=False),
        _column(Roster, "teams.name", "Tên tổ", "Tổ", "Tổ bảo vệ ANTT"),
        _column(
            Roster,
            "teams.village",
            "Thôn, buôn, tổ dân phố",
            "Thôn",
            "Thôn, buôn",
            "Địa bàn",
            hint="Nơi tổ phụ trách",
        ),
        _column(Roster, "teams.start", "Từ ngày", "Ngày thành lập", "Ngày ra mắt"),
        _column(Roster, "teams.end", "Đến ngày", "Ngày thôi hoạt động"),
        _column(Roster, "teams.successor", "Tổ tiếp nhận", "Mã tổ tiếp nhận"),
    ),
)

TABLES = (DEEDS, RESULTS, AWARDS, ROSTERS)
SAMPLE = "Mẫu đã điền"
"""The sheet of a form that shows how it is filled in; never imported."""
PERSONAL = frozenset(
    ("cccd", "so cccd", "cmnd", "so cmnd", "cccd cmnd", "so cccd cmnd", "can cuoc", "so can cuoc",
     "can cuoc cong dan", "so can cuoc cong dan", "so dinh danh", "so dinh danh ca nhan", "dien thoai",
     "so dien thoai", "sdt", "so dt", "dt", "ngay sinh", "nam sinh", "ngay thang nam sinh",
     "ngay thang nam", "email", "thu dien tu", "so tai khoan", "tai khoan", "bien so", "bien so xe",
     "noi o", "cho o", "cho o hien nay", "noi cu tru", "dia chi nha", "dia chi thuong tru",
     "thuong tru", "noi thuong tru", "ho khau", "so nha", "que quan", "ma so bao hiem", "so bhxh", "so bhyt")
)  # fmt: skip
"""Headings of columns whose whole content is nobody's business (see privacy.py)."""
IGNORED = frozenset(("tt", "stt", "so tt", "so thu tu", "ghi chu", "ky ten", ""))
"""Headings of columns that mean nothing to the site."""
