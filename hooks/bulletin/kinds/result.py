"""Kết quả: a unit's report against the targets: figures, the report's conclusions, narrative."""

from decimal import Decimal
from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Gaps, Item, Part, field
from bulletin.kinds._types import (
    CampaignRef,
    Count,
    DocumentRef,
    FullDay,
    Labelled,
    LocalityRef,
    Markdown,
    Number,
    Refused,
    Text,
)
from bulletin.kinds.target import Disclosure


class ResultKind(Labelled):
    """What a report covers."""

    MONTHLY = "monthly", "báo cáo tháng"
    PHASE = "phase", "báo cáo sơ kết đợt"
    FINAL = "final", "báo cáo tổng kết"


class Verdict(Labelled):
    """What the report itself concludes of a target."""

    MET = "met", "Đạt"
    EXCEEDED = "exceeded", "Vượt"
    NOT_MET = "not_met", "Chưa đạt"


class Qualifier(Labelled):
    """How exact a printed figure is."""

    EXACTLY = "exactly", "đúng"
    MORE_THAN = "more_than", "hơn"
    NEARLY = "nearly", "gần"
    AT_LEAST = "at_least", "ít nhất"


class Coverage(Part):
    """How many units should have reported, and how many did."""

    expected: Count = field("Số đơn vị phải báo cáo", "Kể cả đơn vị chưa gửi", "8", REQUIRED)
    reported: Count = field("Số đơn vị đã báo cáo", "Đến ngày báo cáo này", "6", REQUIRED)


class Earlier(Part):
    """What a figure was before it was corrected: readers are shown both."""

    corrected_on: FullDay = field(
        "Đính chính ngày", "Ngày của dòng `changes`", "12/02/2025", REQUIRED
    )
    numerator: Count | None = field("Tử số cũ", "Như trang đã in", "40")
    denominator: Count | None = field("Mẫu số cũ", "Như trang đã in", "50")
    value: Number | None = field("Giá trị cũ", "Khi không có tử và mẫu", "80")
    as_printed: Text | None = field("Nguyên văn cũ", "Như báo cáo đã in", "gần 900 lượt")

    @model_validator(mode="after")
    def _is_a_figure(self) -> Self:
        """An earlier figure is a value, or numerator and denominator, as any figure is."""
        pair = (self.numerator is None, self.denominator is None)
        if pair[0] != pair[1] or (self.value is None) == pair[0]:
            raise Refused(
                "số liệu cần `value`, hoặc cả `numerator` và `denominator`",
                "Ghi đúng số mà trang đã in trước đó",
            )
        return self


class ReportedFigure(Gaps):
    """A figure of the report: for a target, or standing by itself under a name."""

    target: Text | None = field("Chỉ tiêu", "Mã chỉ tiêu trong phong trào", "4.1-2")
    part: Count | None = field("Vế thứ", "Khi chỉ tiêu có nhiều vế và báo cáo nêu từng vế", "1")
    title: Text | None = field("Tên số liệu", "Khi không thuộc chỉ tiêu nào", "Lượt tuần tra")
    numerator: Count | None = field("Tử số", "Số đạt được", "45")
    denominator: Count | None = field("Mẫu số", "Tổng số; không phát sinh thì ghi 0", "50")
    value: Number | None = field("Giá trị", "Khi không có tử và mẫu", "86")
    baseline: Number | None = field("Kỳ để so", "Con số của kỳ trước, với chỉ tiêu giảm", "120")
    qualifier: Qualifier = field("Mức chính xác", "hơn, gần …", "exactly", Qualifier.EXACTLY)
    unit: Text | None = field("Đơn vị", "%, vụ, lượt …", "lượt")
    as_printed: Text | None = field("Nguyên văn", "Như báo cáo in", "gần 1.000 lượt")
    disclosure: Disclosure | None = field(
        "Công khai đến đâu", "Chặt hơn chỉ tiêu nếu cần", "internal"
    )
    earlier: tuple[Earlier, ...] = field(
        "Trước đính chính", "Số mà trang đã in trước đó, cũ nhất trước",
        "[{value: 80, corrected_on: 12/02/2025}]", many=True,
    )  # fmt: skip

    @property
    def before(self) -> "tuple[tuple[Day, ReportedFigure], ...]":
        """The figures that stood here before, each with the day on which it was corrected."""
        kept = ("numerator", "denominator", "value", "as_printed")
        return tuple(
            (one.corrected_on, self.model_copy(update={k: getattr(one, k) for k in kept}))
            for one in self.earlier
        )

    @property
    def percent(self) -> Decimal | None:
        """Numerator of denominator in percent; None where nothing occurred or nothing is known."""
        if self.numerator is None or not self.denominator:
            return None
        return Decimal(self.numerator) * 100 / Decimal(self.denominator)

    @model_validator(mode="after")
    def _figure_is_whole(self) -> Self:
        """A figure is for a target or has a name; a value, or numerator and denominator."""
        if (self.target is None) == (self.title is None):
            raise Refused(
                "mỗi số liệu ghi một trong hai: `target` hoặc `title`",
                "`target` cho chỉ tiêu của phong trào, `title` cho số liệu khác",
            )
        if (self.numerator is None) != (self.denominator is None):
            raise Refused(
                "tử số và mẫu số phải đi cùng nhau", "Ghi cả `numerator` và `denominator`",
                ("denominator" if self.numerator is None else "numerator",),
            )  # fmt: skip
        both = self.value is not None and self.numerator is not None
        if both or (self.value is None and self.numerator is None and not self.unknown):
            raise Refused(
                "số liệu cần `value`, hoặc `numerator` và `denominator`",
                "Ghi một trong hai cách; báo cáo không nêu thì thêm `unknown: [value]`",
            )
        if self.baseline is not None and self.value is None:
            raise Refused(
                "có con số của kỳ để so mà chưa có con số kỳ này",
                "Thêm `value:` của kỳ này, hoặc bỏ `baseline`",
                ("baseline",),
            )
        if (self.numerator or 0) > (self.denominator or 0):
            raise Refused(
                f"tử số {self.numerator} lớn hơn mẫu số {self.denominator}",
                "Xem lại hai số, coi chừng đảo chỗ",
                ("numerator",),
            )
        return self


class Conclusion(Part):
    """What the report states of a target, and where in it."""

    target: Text = field("Chỉ tiêu", "Mã chỉ tiêu trong phong trào", "4.1-2", REQUIRED)
    verdict: Verdict = field("Kết luận", "Như báo cáo nêu", "met", REQUIRED)
    where: Text | None = field("Ở mục nào", "Số mục của báo cáo", "mục II.1")


class AwardCounts(Part):
    """How many were honoured, as the report counts."""

    collectives: Count | None = field("Tập thể", "Số tập thể được khen, kể cả tổ", "5")
    people: Count | None = field("Cá nhân", "Số cá nhân được khen", "12")
    households: Count | None = field("Hộ gia đình", "Số hộ được khen", "1")


class Result(Item):
    """Kết quả."""

    KIND: ClassVar[str] = "result"
    FOLDER: ClassVar[str] = "results"
    LABEL: ClassVar[str] = "kết quả"
    ADDRESS: ClassVar[str | None] = "ket-qua/"
    STARTS_WITH: ClassVar[tuple[str, ...]] = ("number",)

    kind: ResultKind = field("Loại", "Tháng, sơ kết, tổng kết", "monthly", REQUIRED)
    campaign: CampaignRef = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024", REQUIRED)
    phase: Count | None = field("Đợt số", "Với báo cáo sơ kết, và chỉ với loại ấy", "1")
    unit: LocalityRef = field("Đơn vị báo cáo", "Tên tệp địa phương", "xa-minh-hoa-1", REQUIRED)
    unit_name: Text | None = field("Tên lúc báo cáo", "Khi nay đã đổi tên", "xã Minh Họa 1")
    as_of: FullDay = field("Số liệu đến ngày", "Ngày chốt số liệu", "30/6/2025", REQUIRED)
    number: Text | None = field("Số báo cáo", "Số, ký hiệu", "15/BC-UBND")
    document: DocumentRef | None = field(
        "Văn bản", "Tên tệp báo cáo nếu có trang", "15-bc-ubnd-2025"
    )
    coverage: Coverage | None = field(
        "Đã báo cáo", "Với báo cáo cấp trên", "{expected: 8, reported: 6}"
    )
    figures: tuple[ReportedFigure, ...] = field(
        "Số liệu", "Mỗi số liệu một nhóm", "[{target: 4.7-1, numerator: 8, denominator: 10}]",
        many=True,
    )  # fmt: skip
    conclusions: tuple[Conclusion, ...] = field(
        "Kết luận", "Báo cáo kết luận gì về từng chỉ tiêu",
        "[{target: 4.7-1, verdict: met, where: mục II.1}]", many=True,
    )  # fmt: skip
    narrative: Markdown | None = field(
        "Đánh giá", "Markdown, lời của ta; không chép số không công khai", "|\n  Đợt 1 …"
    )
    awards: AwardCounts | None = field("Khen thưởng", "Số được khen theo báo cáo", "{people: 12}")

    @property
    def month(self) -> str:
        """The month of its figures: `2025-06`."""
        return f"{self.as_of.year}-{self.as_of.month:02}"

    @property
    def page(self) -> str:
        """The address of the page that shows it, below its campaign's folder."""
        if self.kind is ResultKind.PHASE:
            return f"ket-qua/dot-{self.phase}/"
        return (
            f"ket-qua/thang/{self.month}/"
            if self.kind is ResultKind.MONTHLY
            else "ket-qua/tong-ket/"
        )

    @property
    def path(self) -> str:
        """Its unit's row on that page."""
        return f"phong-trao/{self.campaign}/{self.page}#{self.unit}"

    @property
    def name(self) -> str:
        """What the report is called, with its phase or month; lists add the unit."""
        label = self.kind.label.capitalize()
        if self.kind is ResultKind.PHASE:
            return f"{label} {self.phase}"
        if self.kind is ResultKind.MONTHLY:
            return f"{label} {self.as_of.month}/{self.as_of.year}"
        return label

    @model_validator(mode="after")
    def _phase_fits_kind(self) -> Self:
        """A phase report has a phase; coverage counts no more than were expected."""
        if (self.kind is ResultKind.PHASE) != (self.phase is not None):
            raise Refused(
                "báo cáo sơ kết ghi `phase`, báo cáo khác thì không",
                "Thêm `phase: 1`, hoặc sửa `kind`",
                ("kind",),
            )
        if self.coverage is not None and self.coverage.reported > self.coverage.expected:
            raise Refused(
                f"{self.coverage.reported} đơn vị đã báo cáo, nhiều hơn {self.coverage.expected} phải báo cáo",
                "Xem lại hai số",
                ("coverage", "reported"),
            )
        return self
