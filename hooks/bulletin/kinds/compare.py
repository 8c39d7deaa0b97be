"""Đối chiếu: a reported figure held against its target; ours, never the report's own conclusion.

Nothing here rounds: shares are compared as fractions. What cannot be decided is said with its
reason, and is never *Chưa đạt* (design §4, result).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bulletin.dates import Day
from bulletin.kinds._types import Labelled
from bulletin.kinds.result import Qualifier, ReportedFigure
from bulletin.kinds.target import REDUCTIONS, Measure, Operator, Target


class Outcome(Labelled):
    """What a comparison comes to; the label is what readers see."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Chưa đạt"
    NO_CASE = "no_case", "Không phát sinh"
    NO_REPORT = "no_report", "Chưa có báo cáo"
    NO_BASIS = "no_basis", "Không còn căn cứ đánh giá"
    NO_OPERATOR = "no_operator", "Kế hoạch không nêu mức so sánh"
    IMPRECISE = "imprecise", "Số liệu chưa đủ rõ để đối chiếu"


@dataclass(frozen=True)
class Compared:
    """An outcome and, where it is not plain from the figure, why."""

    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True)
class Range:
    """Where a figure lies: `hơn 80` is above 80 without end. None is endless."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def of(cls, amount: Fraction, qualifier: Qualifier = Qualifier.EXACTLY) -> "Range":
        """Return the range that a printed figure with its *hơn, gần, ít nhất* tells of."""
        if qualifier is Qualifier.MORE_THAN:
            return cls(amount, None, open_low=True)
        if qualifier is Qualifier.AT_LEAST:
            return cls(amount, None)
        if qualifier is Qualifier.NEARLY:
            return cls(None, amount, open_high=True)
        return cls(amount, amount)

    def is_above(self, bound: Fraction, *, strictly: bool) -> bool | None:
        """Tell whether all of it is above a bound; None if only a part is."""
        if self.low is not None:
            past = self.low > bound or (self.low == bound and (self.open_low or not strictly))
            if past:
                return True
        if self.high is not None:
            short = self.high < bound or (self.high == bound and (self.open_high or strictly))
            if short:
                return False
        return None

    def is_exactly(self, amount: Fraction) -> bool | None:
        """Tell whether it is one amount and no other; None if it may be."""
        if self.low == self.high == amount:
            return True
        above = self.is_above(amount, strictly=False)
        beyond = self.is_above(amount, strictly=True)
        return False if above is False or beyond is True else None


def compare(
    target: Target, figures: Sequence[ReportedFigure], as_of: Day, *, summed: bool = False
) -> Compared:
    """Hold what one report says on a target against it.

    `figures` are all figures of the report for this target (one, or one for each of its parts);
    `as_of` is the day they stand for; `summed` tells that they add up several of the areas that
    the target is set for each of.
    """
    if target.assessable_until is not None and as_of.date > target.assessable_until.date:
        return Compared(Outcome.NO_BASIS, target.assessable_note or "")
    given = [figure for figure in figures if _says_something(figure)]
    if not given:
        return Compared(Outcome.NO_REPORT, "báo cáo chưa có số liệu này")
    parts = target.any_of or target.all_of
    if not parts:
        return _measured(target, given[0], target, summed=summed)
    if (whole := next((f for f in given if f.part is None), None)) is not None:
        return _share(whole, target)
    by_part = {figure.part: figure for figure in given}
    outcomes = [
        _measured(measure, by_part[number], target, summed=summed)
        if number in by_part
        else Compared(Outcome.NO_REPORT, f"báo cáo chưa có số liệu của vế {number}")
        for number, measure in enumerate(parts, 1)
    ]
    return either(outcomes) if target.any_of else every(outcomes)


def either(outcomes: Iterable[Compared]) -> Compared:
    """Return what *hoặc* comes to: met by one, not met only when no part is left open."""
    return _combined(outcomes, Outcome.MET, Outcome.NOT_MET)


def every(outcomes: Iterable[Compared]) -> Compared:
    """Return what *và* comes to: not met by one, met only when no part is left open."""
    return _combined(outcomes, Outcome.NOT_MET, Outcome.MET)


def _combined(outcomes: Iterable[Compared], deciding: Outcome, other: Outcome) -> Compared:
    """One deciding part decides; a part without cases asks for nothing; else the first open one."""
    listed = list(outcomes)
    for wanted in (deciding, None, other):
        for found in listed:
            undecided = found.outcome not in (deciding, other, Outcome.NO_CASE)
            if found.outcome is wanted or (wanted is None and undecided):
                return found
    return listed[0]


def _says_something(figure: ReportedFigure) -> bool:
    return figure.value is not None or figure.numerator is not None


def _measured(
    measure: Measure, figure: ReportedFigure, target: Target, *, summed: bool
) -> Compared:
    operator = measure.operator
    if operator in (None, Operator.UNSPECIFIED):
        printed = f"kế hoạch ghi {measure.level}" if operator else "kế hoạch không ghi mức"
        return Compared(Outcome.NO_OPERATOR, f"{printed}, không nêu ít nhất hay đúng bằng")
    if operator is Operator.QUALITATIVE:
        return Compared(Outcome.NO_OPERATOR, "chỉ tiêu định tính, không có con số để so")
    if figure.numerator is not None and measure.unit != "%" and operator is not Operator.NONE:
        return _share(figure, target)
    if operator in REDUCTIONS:
        return _reduced(measure, figure)
    each = target.per is not None and target.per.area is not None
    if summed and each and measure.unit != "%" and operator is not Operator.NONE:
        return Compared(
            Outcome.IMPRECISE, "con số là tổng của nhiều địa bàn, chỉ tiêu tính cho từng địa bàn"
        )
    if figure.denominator == 0:
        return _no_case(target)
    return _judged(measure, _amount(figure, operator))


def _share(figure: ReportedFigure, target: Target) -> Compared:
    """Each must reach it: met when all of the denominator did."""
    if figure.numerator is None or figure.denominator is None:
        return Compared(
            Outcome.IMPRECISE, "báo cáo nêu một con số, chưa nêu bao nhiêu trên tổng số"
        )
    if figure.denominator == 0:
        return _no_case(target)
    reached = figure.numerator == figure.denominator
    return Compared(Outcome.MET if reached else Outcome.NOT_MET)


def _no_case(target: Target) -> Compared:
    wanted = target.condition or target.denominator
    return Compared(Outcome.NO_CASE, f"mẫu số bằng 0: {wanted}" if wanted else "mẫu số bằng 0")


def _amount(figure: ReportedFigure, operator: Operator | None) -> Range:
    """Return where a figure lies: the percentage of its parts, or the value."""
    if figure.numerator is not None and figure.denominator:
        counts_ill = operator is Operator.NONE
        share = Fraction(figure.numerator * 100, figure.denominator)
        return Range.of(Fraction(figure.numerator) if counts_ill else share, figure.qualifier)
    return Range.of(Fraction(figure.value or 0), figure.qualifier)


def _judged(measure: Measure, amount: Range) -> Compared:
    bound = Fraction(measure.value or 0)
    reached = {
        Operator.AT_LEAST: lambda: amount.is_above(bound, strictly=False),
        Operator.MORE_THAN: lambda: amount.is_above(bound, strictly=True),
        Operator.AT_MOST: lambda: _opposite(amount.is_above(bound, strictly=True)),
        Operator.EQUAL: lambda: amount.is_exactly(bound),
        Operator.NONE: lambda: amount.is_exactly(Fraction(0)),
    }[measure.operator or Operator.EQUAL]()
    if reached is None:
        return Compared(Outcome.IMPRECISE, "báo cáo chỉ nêu con số xấp xỉ")
    return Compared(Outcome.MET if reached else Outcome.NOT_MET)


def _opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _reduced(measure: Measure, figure: ReportedFigure) -> Compared:
    """A reduction counts from its baseline; `giảm 10%` is reached by more than that as well."""
    reduction = _reduction(figure)
    if reduction is None:
        return Compared(Outcome.IMPRECISE, "báo cáo chưa nêu con số của kỳ để so")
    if figure.baseline == 0:
        idle = figure.value == 0
        nothing = "kỳ để so không có vụ nào, kỳ này cũng không"
        return Compared(Outcome.NO_CASE, nothing) if idle else Compared(Outcome.NOT_MET)
    least = Fraction(measure.value or 0)
    reached = reduction.is_above(least, strictly=measure.operator is Operator.REDUCE)
    if reached is None:
        return Compared(Outcome.IMPRECISE, "báo cáo chỉ nêu con số xấp xỉ")
    return Compared(Outcome.MET if reached else Outcome.NOT_MET)


def _reduction(figure: ReportedFigure) -> Range | None:
    """Return the reduction in percent, from the baseline or as the report prints it."""
    if figure.value is None:
        return None
    now = Range.of(Fraction(figure.value), figure.qualifier)
    if figure.baseline is None:
        return now if figure.unit == "%" else None
    base = Fraction(figure.baseline)
    if base == 0:
        return Range.of(Fraction(0))
    # The more there is now, the less was reduced: the ends of the range change places.
    low = None if now.high is None else (base - now.high) * 100 / base
    high = None if now.low is None else (base - now.low) * 100 / base
    return Range(low, high, now.open_high, now.open_low)
