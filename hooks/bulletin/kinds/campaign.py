"""Phong trào thi đua: theme, plan, phases, contents and targets (Law 06/2022/QH15, art. 16-17)."""

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Gaps, Part, Titled, field
from bulletin.kinds._types import (
    CampaignRef,
    Count,
    DocumentRef,
    FullDay,
    Labelled,
    LocalityRef,
    Markdown,
    Number,
    OrganisationRef,
    Refused,
    Text,
    Truth,
)
from bulletin.numbers import print_number


class Form(Labelled):
    """Form of a movement (Law 06/2022/QH15, art. 16)."""

    THEMATIC = "thematic", "theo chuyên đề"
    REGULAR = "regular", "thường xuyên"


class Scope(Labelled):
    """How far a campaign reaches, widest first."""

    NATIONAL = "national", "toàn quốc"
    MINISTRY = "ministry", "bộ, ngành"
    PROVINCE = "province", "cấp tỉnh"
    COMMUNE = "commune", "cấp xã"
    UNIT = "unit", "đơn vị"


class Operator(Labelled):
    """How a figure is held against a target; the label is how plans say it."""

    AT_LEAST = "at_least", "ít nhất"
    MORE_THAN = "more_than", "trên"
    EQUAL = "equal", "bằng"
    AT_MOST = "at_most", "không quá"
    NONE = "none", "không để xảy ra"
    REDUCE = "reduce", "giảm"
    REDUCE_BY = "reduce_by", "giảm"
    REDUCE_BY_AT_LEAST = "reduce_by_at_least", "giảm ít nhất"
    QUALITATIVE = "qualitative", "định tính"
    UNSPECIFIED = "unspecified", "kế hoạch không nêu mức so sánh"


VALUELESS = (Operator.NONE, Operator.REDUCE, Operator.QUALITATIVE)
"""Operators that compare with no number of their own."""


class Frequency(Labelled):
    """The period in which a target counts anew."""

    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    YEAR = "year", "năm"
    PHASE = "phase", "đợt"


class Disclosure(Labelled):
    """How far a figure may go."""

    PUBLIC = "public", "công khai"
    PROVINCE_ONLY = "province_only", "chỉ công khai số cấp tỉnh"
    INTERNAL = "internal", "không công khai"


RESERVED_CONTENTS = (1, 4, 5)
"""Canonical contents whose figures stay below the province by default (design §4)."""


class Per(Part):
    """Per whom and per when a target is counted."""

    subject: Text | None = field("Mỗi ai", "Từng đối tượng phải đạt", "Tổ bảo vệ an ninh, trật tự")
    period: Frequency | None = field("Mỗi kỳ", "Kỳ tính", "month")
    area: Text | None = field("Địa bàn", "Tính trên từng địa bàn", "trên địa bàn")


class Measure(Part):
    """One thing measured: indicator, operator, value and unit."""

    indicator: Text | None = field("Nội dung đo", "Đo điều gì, theo lời kế hoạch", "việc tốt")
    operator: Operator | None = field("Mức so sánh", "Cách so với con số", "at_least")
    value: Number | None = field("Con số", "Chỉ chữ số", "80")
    unit: Text | None = field("Đơn vị", "%, mô hình, vụ …", '"%"')

    @model_validator(mode="after")
    def _value_fits_operator(self) -> Self:
        """A number stands exactly where the operator compares with one."""
        if self.operator is None:
            return self
        if self.operator in VALUELESS and self.value is not None:
            raise Refused(
                f"mức `{self.operator.value}` ({self.operator.label}) không đi với con số",
                "Bỏ dòng `value`, hoặc chọn mức khác như `reduce_by`",
                ("value",),
            )
        if self.operator not in VALUELESS and self.value is None:
            raise Refused(
                f"mức `{self.operator.value}` ({self.operator.label}) thiếu con số",
                "Thêm dòng `value: 80`, hoặc dùng `qualitative` khi kế hoạch không nêu số",
                ("operator",),
            )
        return self

    @property
    def level(self) -> str:
        """The level as a plan would say it: `trên 90%`, `80%`, `không để xảy ra`."""
        if self.operator is None:
            return ""
        if self.value is None:
            return self.operator.label
        number = print_number(self.value)
        unit = self.unit or ""
        amount = f"{number}%" if unit == "%" else f"{number.rjust(2, '0')} {unit}".strip()
        bare = self.operator in (Operator.EQUAL, Operator.UNSPECIFIED)
        return amount if bare else f"{self.operator.label} {amount}"


class Target(Gaps, Measure):
    """Chỉ tiêu: what a plan asks for, with its exact meaning."""

    as_printed: Text = field("Nguyên văn", "Đúng lời kế hoạch", "100% vụ việc …", REQUIRED)
    per: Per | None = field("Tính cho", "Mỗi ai, mỗi kỳ, mỗi địa bàn", "{period: month}")
    condition: Text | None = field("Điều kiện", "Chỉ tính khi", "khi được huy động")
    denominator: Text | None = field("Mẫu số", "Phần trăm của cái gì", "tổng số vụ việc")
    baseline: Text | None = field("So với", "Mốc để so khi giảm, tăng", "năm trước")
    population_of: Text | None = field(
        "Tập con của", "Mã chỉ tiêu rộng hơn trong cùng phong trào", "6"
    )
    any_of: tuple[Measure, ...] = field(
        "Đạt một trong", "Chỉ cần một vế",
        "[{indicator: việc tốt, operator: at_least, value: 1}]", many=True,
    )  # fmt: skip
    all_of: tuple[Measure, ...] = field(
        "Đạt mọi vế", "Phải đủ mọi vế", "[{indicator: mô hình, operator: at_least, value: 1}]",
        many=True,
    )  # fmt: skip
    derived_from: Text | None = field(
        "Cụ thể hóa từ", "Chỉ tiêu cấp trên: tên tệp phong trào/mã", "dak-nong-2024/4.1-1"
    )
    note: Text | None = field("Ghi chú", "Điều chưa rõ trong lời kế hoạch", "không ghi ≥ hay =")
    disclosure: Disclosure | None = field(
        "Công khai đến đâu", "Bỏ trống thì theo quy định của nội dung", "public"
    )
    sensitive: Truth = field(
        "Nhạy cảm", "true khi đếm người vi phạm, vụ vi phạm, người báo tin", "true", False
    )
    assessable_until: FullDay | None = field(
        "Đánh giá được đến", "Sau ngày này không còn căn cứ", "28/02/2025"
    )
    assessable_note: Text | None = field(
        "Vì sao thôi căn cứ",
        "Lý do không đánh giá tiếp được",
        "Công an cấp huyện kết thúc hoạt động",
    )

    @model_validator(mode="after")
    def _one_way_to_measure(self) -> Self:
        """A target has an operator, or alternatives, or parts; and of these exactly one."""
        ways = [name for name in ("operator", "any_of", "all_of") if getattr(self, name)]
        if len(ways) != 1:
            found = " và ".join(f"`{way}`" for way in ways) or "không có mục nào"
            raise Refused(
                f"chỉ tiêu phải có đúng một trong `operator`, `any_of`, `all_of`; ở đây {found}",
                "Dùng `operator` cho một mức, `any_of` cho hoặc, `all_of` cho và",
            )
        for way in ("any_of", "all_of"):
            for number, measure in enumerate(getattr(self, way)):
                if measure.operator is None:
                    raise Refused(
                        f"vế thứ {number + 1} thiếu `operator`",
                        "Thêm dòng `operator: at_least`",
                        (way, number),
                    )
        if (self.assessable_until is None) != (self.assessable_note is None):
            given, lacking = "assessable_until", "assessable_note"
            if self.assessable_until is None:
                given, lacking = lacking, given
            raise Refused(
                f"chưa có `{lacking}` đi cùng",
                "Ghi cả `assessable_until` (đến ngày nào) và `assessable_note` (vì sao)",
                (given,),
            )
        return self


class Clause(Part):
    """A numbered passage of a plan."""

    code: Text | None = field("Mục", "Số mục trong kế hoạch", "I.1")
    text: Text = field("Nội dung", "Một đoạn", "Tạo khí thế thi đua sôi nổi", REQUIRED)


class Assignment(Gaps):
    """Who must do what."""

    code: Text | None = field("Mục", "Số mục trong kế hoạch", "III.1")
    to: OrganisationRef | None = field("Giao cho", "Tên tệp cơ quan", "cong-an-tinh-dak-nong")
    to_whom: Text | None = field(
        "Giao cho (chữ)", "Khi là một nhóm cơ quan", "Ủy ban nhân dân các huyện, thành phố"
    )
    text: Text = field("Nhiệm vụ", "Phải làm gì", "Chủ trì, theo dõi", REQUIRED)


class ReportingStep(Gaps):
    """One step of the way that reports take."""

    sender: Text = field("Nơi báo cáo", "Ai gửi", "UBND các huyện, thành phố", REQUIRED)
    receiver: Text = field("Nơi nhận", "Gửi ai", "Cơ quan Thường trực", REQUIRED)
    via: Text | None = field("Qua", "Gửi qua cơ quan nào", "Công an tỉnh")
    when: Text | None = field("Khi nào", "Dịp báo cáo", "kết thúc mỗi đợt thi đua")
    due: FullDay | None = field("Hạn", "Ngày hạn", "10/02/2025")


class Anniversary(Part):
    """What a campaign or phase celebrates: the years must add up."""

    name: Text = field("Tên", "Ngày kỷ niệm", "Ngày thành lập Đảng", REQUIRED)
    origin: FullDay = field("Từ ngày", "Ngày gốc", "03/02/1930", REQUIRED)
    observed: FullDay = field("Kỷ niệm ngày", "Ngày kỷ niệm", "03/02/2025", REQUIRED)
    years: Count = field("Số năm", "Kỷ niệm bao nhiêu năm", "95", REQUIRED)

    @property
    def adds_up(self) -> bool:
        """Tell whether observed minus origin gives the years."""
        return (self.observed.year or 0) - (self.origin.year or 0) == self.years


class Period(Gaps):
    """From when to when; an absent end is never filled in."""

    start: FullDay | None = field("Từ", "Ngày bắt đầu", "19/8/2024")
    end: FullDay | None = field("Đến hết", "Ngày kết thúc", "19/8/2025")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """The start is not after the end."""
        if self.start and self.end and self.start.date > self.end.date:
            raise Refused(
                f"kết thúc {self.end} trước khi bắt đầu {self.start}",
                "Xem lại hai ngày, coi chừng đảo ngày và tháng",
                ("end",),
            )
        return self

    def holds(self, day: Day) -> bool | None:
        """Tell whether the day is inside; None where a missing date leaves it open."""
        if self.start and day.date < self.start.date:
            return False
        if self.end and day.date > self.end.date:
            return False
        return True if self.start and self.end else None


class Phase(Period):
    """Đợt: a part of a campaign."""

    number: Count = field("Đợt số", "1, 2, 3 …", "1", REQUIRED)
    slogan: Text | None = field("Chủ đề đợt", "Nguyên văn, không ngoặc kép ngoài", "Thi đua …")
    commemorates: tuple[Anniversary, ...] = field(
        "Chào mừng", "Các ngày kỷ niệm",
        "[{name: Quốc khánh, origin: 02/9/1945, observed: 02/9/2025, years: 80}]", many=True,
    )  # fmt: skip
    report_due: FullDay | None = field("Hạn báo cáo", "Hạn báo cáo sơ kết", "10/02/2025")


class ContentItem(Gaps):
    """Nội dung: a line of work in the plan."""

    code: Text | None = field("Mã", "Số mục trong kế hoạch, nếu có", "4.1")
    canonical_ref: Count | None = field("Nội dung chuẩn", "1–7, để so giữa các tỉnh", "1")
    title: Text = field("Tên nội dung", "Đúng lời kế hoạch", "Thi đua hỗ trợ …", REQUIRED)
    description: Text | None = field("Diễn giải", "Tóm lược phần diễn giải", "Nắm tình hình …")
    targets: tuple[Target, ...] = field(
        "Chỉ tiêu", "Theo thứ tự kế hoạch; đã đăng thì không đổi thứ tự",
        "[{as_printed: Mỗi tổ ít nhất 01 việc tốt, operator: at_least, value: 1}]", many=True,
    )  # fmt: skip

    @model_validator(mode="after")
    def _known_ref(self) -> Self:
        """The canonical reference is one of the seven contents of the national campaign."""
        if self.canonical_ref is not None and not 1 <= self.canonical_ref <= 7:
            raise Refused(
                f"ghi {self.canonical_ref}, chỉ có từ 1 đến 7",
                "Chọn 1–7, hoặc bỏ mục này",
                ("canonical_ref",),
            )
        return self


class Campaign(Titled):
    """Phong trào thi đua."""

    KIND: ClassVar[str] = "campaign"
    FOLDER: ClassVar[str] = "campaigns"
    LABEL: ClassVar[str] = "phong trào thi đua"
    ADDRESS: ClassVar[str | None] = "phong-trao/"

    short_title: Text = field(
        "Tên ngắn", "Cho danh sách, dải đầu trang", "Đăk Nông 2024–2025", REQUIRED
    )
    form: Form = field("Hình thức", "Theo chuyên đề hay thường xuyên", "thematic", REQUIRED)
    scope: Scope = field("Phạm vi", "Cấp phát động", "province", REQUIRED)
    launched_by: OrganisationRef | None = field(
        "Nơi phát động", "Tên tệp cơ quan", "ubnd-tinh-dak-nong"
    )
    locality: LocalityRef | None = field("Địa phương", "Tên tệp địa phương", "tinh-dak-nong")
    parent: CampaignRef | None = field("Thuộc phong trào", "Phong trào cấp trên", "bo-cong-an-2024")
    standing_movement: Text | None = field(
        "Gắn với", "Phong trào thường xuyên", "Vì an ninh Tổ quốc"
    )
    recurs_from: CampaignRef | None = field("Tiếp nối", "Phong trào lần trước", "tra-vinh-2020")
    audience: tuple[Text, ...] = field(
        "Đối tượng tham gia", "Ai thi đua", "[Lực lượng …]", many=True
    )
    purposes: tuple[Clause, ...] = field(
        "Mục đích, yêu cầu", "Từng điểm", "[{code: I.1, text: Tạo khí thế thi đua sôi nổi}]",
        many=True,
    )  # fmt: skip
    requirements: tuple[Clause, ...] = field(
        "Yêu cầu", "Khi nguồn tách riêng với mục đích", "[{text: Thiết thực và tránh hình thức}]",
        many=True,
    )  # fmt: skip
    theme: Text | None = field("Chủ đề", "Nguyên văn, không ngoặc kép ngoài", "Lực lượng mới, …")
    canonical_theme: Text | None = field("Chủ đề chuẩn", "Để so và tìm kiếm", "Lực lượng mới, …")
    motto: Text | None = field("Phương châm", "Nguyên văn", "Phát huy truyền thống, …")
    period: Period | None = field(
        "Thời gian", "Cả phong trào", "{start: 19/8/2024, end: 19/8/2025}"
    )
    commemorates: tuple[Anniversary, ...] = field(
        "Chào mừng", "Các ngày kỷ niệm của cả phong trào",
        "[{name: Quốc khánh, origin: 02/9/1945, observed: 02/9/2025, years: 80}]", many=True,
    )  # fmt: skip
    documents: tuple[DocumentRef, ...] = field(
        "Văn bản", "Tên tệp kế hoạch, công văn …", "[591-kh-ubnd-2024]", many=True
    )
    phases: tuple[Phase, ...] = field(
        "Các đợt", "Theo số đợt", "[{number: 1, start: 19/8/2024, end: 03/02/2025}]", many=True
    )
    contents: tuple[ContentItem, ...] = field(
        "Nội dung", "Theo thứ tự kế hoạch", "[{code: 4.1, title: Hỗ trợ nắm tình hình}]", many=True
    )
    targets: tuple[Target, ...] = field(
        "Chỉ tiêu chung", "Không thuộc nội dung nào",
        "[{as_printed: Mỗi xã ít nhất 01 mô hình, operator: at_least, value: 1}]", many=True,
    )  # fmt: skip
    assignments: tuple[Assignment, ...] = field(
        "Phân công", "Ai làm gì", "[{to_whom: UBND các xã, text: Lập kế hoạch của xã}]", many=True
    )
    reporting: tuple[ReportingStep, ...] = field(
        "Chế độ báo cáo", "Từng bước", "[{sender: UBND các xã, receiver: Công an tỉnh}]", many=True
    )
    body: Markdown | None = field("Bài viết", "Lời giới thiệu thêm (Markdown)", "|\n  Phong trào …")

    @property
    def name(self) -> str:
        """The full title."""
        return self.title

    def target(self, code: str) -> tuple[ContentItem | None, Target] | None:
        """Return a target by its code, with the content that holds it."""
        for found, content, target in self.numbered_targets():
            if found == code:
                return content, target
        return None

    def content(self, code: str) -> ContentItem | None:
        """Return a content item by its code (or number)."""
        for order, content in enumerate(self.contents):
            if self.content_code(order) == code:
                return content
        return None

    def content_code(self, order: int) -> str:
        """Return how the content item at an order (from 0) is referred to: code or number."""
        return self.contents[order].code or str(order + 1)

    def numbered_targets(self) -> Iterator[tuple[str, ContentItem | None, Target]]:
        """Yield every target with its code (`4.1-1`, or `1` outside contents) and its content."""
        for order, content in enumerate(self.contents):
            for number, target in enumerate(content.targets, 1):
                yield f"{self.content_code(order)}-{number}", content, target
        for number, target in enumerate(self.targets, 1):
            yield str(number), None, target
