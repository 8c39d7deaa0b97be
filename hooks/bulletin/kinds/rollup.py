"""Cộng dồn: what the reports of several places come to together, from their own figures only.

Percentages are added up by numerators and denominators, never averaged; a place that has not
reported is missing, not zero. The order of the reports does not matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bulletin.dates import Day
from bulletin.kinds.compare import Compared, Outcome, compare
from bulletin.kinds.result import Qualifier, ReportedFigure
from bulletin.kinds.target import Operator, Target


@dataclass(frozen=True)
class Tally:
    """What some places come to: sums of their figures, and how many of them reach the target.

    Two tallies of different places are added by `+`; that equals the tally of all of them.
    """

    places: int = 0
    """How many places were asked."""
    reported: int = 0
    """How many of them gave a figure."""
    numerator: int = 0
    denominator: int = 0
    value: Decimal = Decimal(0)
    unsummable: int = 0
    """Figures that cannot be added: bare percentages, *hơn, gần*, parts of an either-or."""
    met: int = 0
    judged: int = 0
    """Places of which the comparison says *Đạt* or *Chưa đạt*."""
    idle: int = 0
    """Places where nothing happened that the target speaks of."""

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of both, whose places must differ."""
        return Tally(
            places=self.places + other.places,
            reported=self.reported + other.reported,
            numerator=self.numerator + other.numerator,
            denominator=self.denominator + other.denominator,
            value=self.value + other.value,
            unsummable=self.unsummable + other.unsummable,
            met=self.met + other.met,
            judged=self.judged + other.judged,
            idle=self.idle + other.idle,
        )


def tally(target: Target, reports: Iterable[tuple[Sequence[ReportedFigure], Day] | None]) -> Tally:
    """Return what the reports of places say on a target; None stands for a place without one.

    Each report is its figures for this target and the day they stand for.
    """
    return sum((_one(target, report) for report in reports), Tally())


def _one(target: Target, report: tuple[Sequence[ReportedFigure], Day] | None) -> Tally:
    if report is None:
        return Tally(places=1)
    figures, as_of = report
    given = [f for f in figures if f.value is not None or f.numerator is not None]
    if not given:
        return Tally(places=1)
    outcome = compare(target, figures, as_of).outcome
    judged = outcome in (Outcome.MET, Outcome.NOT_MET)
    figure = given[0]
    sums = _sums(target, figure) if len(given) == 1 else Tally(unsummable=1)
    return sums + Tally(
        places=1,
        reported=1,
        met=int(outcome is Outcome.MET),
        judged=int(judged),
        idle=int(outcome is Outcome.NO_CASE),
    )


def _sums(target: Target, figure: ReportedFigure) -> Tally:
    if figure.qualifier is not Qualifier.EXACTLY or figure.part is not None:
        return Tally(unsummable=1)
    if figure.numerator is not None and figure.denominator is not None:
        return Tally(numerator=figure.numerator, denominator=figure.denominator)
    percent = "%" in (figure.unit, target.unit)
    if percent or figure.value is None or figure.baseline is not None:
        return Tally(unsummable=1)
    return Tally(value=figure.value)


def summed_figure(target: Target, code: str, total: Tally) -> ReportedFigure | None:
    """Return the sum as a figure of its own; None where the reports do not add up to one."""
    mixed = total.denominator > 0 and total.value > 0
    if total.reported == 0 or total.unsummable or mixed:
        return None
    if total.denominator > 0 or total.numerator > 0:
        return ReportedFigure(
            target=code, numerator=str(total.numerator), denominator=str(total.denominator)
        )
    if target.unit == "%" or target.any_of:
        # Every denominator was 0: nothing happened anywhere.
        return ReportedFigure(target=code, numerator="0", denominator="0")
    return ReportedFigure(target=code, value=str(total.value), unit=target.unit)


def compare_tally(target: Target, code: str, total: Tally, as_of: Day) -> Compared:
    """Hold the sum of several places against a target.

    A target set for each area is met when every area that was asked has met it; as long as some
    have not reported, it can only be missed.
    """
    if target.assessable_until is not None and as_of.date > target.assessable_until.date:
        return Compared(Outcome.NO_BASIS, target.assessable_note or "")
    if total.reported == 0:
        return Compared(Outcome.NO_REPORT)
    if is_for_each_area(target):
        return _areas(total)
    figure = summed_figure(target, code, total)
    if figure is None:
        return Compared(Outcome.IMPRECISE, "có báo cáo chỉ nêu phần trăm hoặc số xấp xỉ")
    return compare(target, [figure], as_of, summed=True)


def _areas(total: Tally) -> Compared:
    share = f"{total.met}/{total.places - total.idle} địa bàn đạt"
    if total.met < total.judged:
        return Compared(Outcome.NOT_MET, share)
    if total.idle == total.places:
        return Compared(Outcome.NO_CASE)
    if total.met + total.idle == total.places:
        return Compared(Outcome.MET, share)
    return Compared(Outcome.NO_REPORT, f"mới {total.reported}/{total.places} địa bàn báo cáo")


def is_for_each_area(target: Target) -> bool:
    """Tell whether a target is set for each area and counts: then areas are counted, not added."""
    each = target.per is not None and target.per.area is not None
    return each and target.unit != "%" and target.operator is not Operator.UNSPECIFIED
