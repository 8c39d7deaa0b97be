"""Chỉ tiêu: what a plan asks for, measured exactly as the plan says it (Law 06/2022/QH15, art. 17)."""

from typing import Self

from pydantic import model_validator

from bulletin.kinds._fields import REQUIRED, Gaps, Part, field
from bulletin.kinds._types import (
    FullDay,
    Labelled,
    Number,
    Refused,
    Text,
    Truth,
)
from bulletin.numbers import print_number


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
REDUCTIONS = (Operator.REDUCE, Operator.REDUCE_BY, Operator.REDUCE_BY_AT_LEAST)
"""Operators that hold a figure against that of an earlier period."""


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

    @property
    def words(self) -> str:
        """The level with what is measured, where that says more: `ít nhất 01 cá nhân được khen`."""
        indicator = self.indicator or ""
        if self.unit and indicator.startswith(self.unit):
            return f"{self.level}{indicator.removeprefix(self.unit)}"
        return self.level if indicator.endswith(self.unit or " ") else f"{self.level} {indicator}"


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

    @property
    def aim(self) -> str:
        """What the target asks for, in a few words, to be said aloud."""
        if self.any_of:
            return " hoặc ".join(measure.words for measure in self.any_of)
        return "; ".join(measure.words for measure in self.all_of) or self.level
