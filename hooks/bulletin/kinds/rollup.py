"""Cộng dồn: what the reports of several places come to together, from their own figures only.

Percentages are added up by numerators and denominators, never averaged; a place that has not
reported is missing, not zero. The order of the reports does not matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from bulletin.dates import Day
from bulletin.kinds.compare import Compared, Outcome, compare
from bulletin.kinds.result import Qualifier, ReportedFigure
from bulletin.kinds.target import REDUCTIONS, Operator, Target

Report = tuple[Sequence[ReportedFigure], Day]
"""The figures of one report for one target, and the day they stand for."""


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
    baseline: Decimal = Decimal(0)
    """What the values were in the period that a reduction counts from."""
    shares: int = 0
    """Figures told as numerator and denominator."""
    values: int = 0
    """Figures told as one number without anything to hold it against."""
    based: int = 0
    """Figures told beside that of the period before."""
    unsummable: int = 0
    """Figures that cannot be added: bare percentages, *hơn, gần*, parts of an either-or."""
    units: frozenset[str] = frozenset()
    met: int = 0
    judged: int = 0
    """Places of which the comparison says *Đạt* or *Chưa đạt*."""
    idle: int = 0
    """Places where nothing happened that the target speaks of."""

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of both, whose places must differ."""
        sums = {
            one.name: getattr(self, one.name) + getattr(other, one.name)
            for one in fields(self)
            if one.name != "units"
        }
        return Tally(**sums, units=self.units | other.units)

    @property
    def obstacle(self) -> str:
        """Why the figures do not add up to one, in words for readers; `` where they do."""
        if self.unsummable:
            return "có báo cáo chỉ nêu phần trăm hoặc số xấp xỉ"
        if len([count for count in (self.shares, self.values, self.based) if count]) > 1:
            if self.based and not self.shares:
                return "có báo cáo chưa nêu con số của kỳ để so"
            return "báo cáo thì nêu bao nhiêu trên tổng số, báo cáo thì chỉ nêu một con số"
        return "các báo cáo tính bằng đơn vị khác nhau" if len(self.units) > 1 else ""


def tally(target: Target, places: Iterable[Sequence[Report]]) -> Tally:
    """Return what the reports of places say on a target.

    Every place brings the reports that speak for it: none, one, or those of the places that were
    merged into it.
    """
    return sum((_one(target, reports) for reports in places), Tally())


def _one(target: Target, reports: Sequence[Report]) -> Tally:
    told = [(_given(figures), as_of) for figures, as_of in reports if _given(figures)]
    if not told:
        return Tally(places=1)
    sums = sum((_sums(target, figures) for figures, _ in told), Tally())
    outcome = _outcome(target, sums, told)
    return sums + Tally(
        places=1,
        reported=1,
        met=int(outcome is Outcome.MET),
        judged=int(outcome in (Outcome.MET, Outcome.NOT_MET)),
        idle=int(outcome is Outcome.NO_CASE),
    )


def _given(figures: Iterable[ReportedFigure]) -> list[ReportedFigure]:
    return [f for f in figures if f.value is not None or f.numerator is not None]


def _outcome(target: Target, sums: Tally, told: Sequence[Report]) -> Outcome | None:
    """Return what one place comes to; None where its parts leave that open."""
    if len(told) == 1:
        return compare(target, *told[0]).outcome
    latest = max((as_of for _, as_of in told), key=lambda day: day.instant)
    # The reports speak for one place now: whatever the target asks of a place, their sum must reach.
    if (figure := summed_figure(target, "", replace(sums, reported=1))) is not None:
        return compare(target, [figure], latest).outcome
    outcomes = {compare(target, *report).outcome for report in told}
    # A share of the whole lies between those of its parts; a sum of counts may lie anywhere above.
    between = target.unit == "%" or target.operator is Operator.NONE
    return outcomes.pop() if between and len(outcomes) == 1 else None


def _sums(target: Target, figures: Sequence[ReportedFigure]) -> Tally:
    """Return the figures of one report as a sum of their own."""
    if len(figures) > 1:
        return Tally(unsummable=1)
    (figure,) = figures
    if figure.qualifier is not Qualifier.EXACTLY or figure.part is not None:
        return Tally(unsummable=1)
    if figure.numerator is not None and figure.denominator is not None:
        return Tally(numerator=figure.numerator, denominator=figure.denominator, shares=1)
    if figure.value is None or figure.unit == "%":
        return Tally(unsummable=1)
    units = frozenset([figure.unit] if figure.unit else [])
    if figure.baseline is not None:
        return Tally(value=figure.value, baseline=figure.baseline, based=1, units=units)
    if target.unit == "%" and target.operator not in REDUCTIONS:
        return Tally(unsummable=1)
    return Tally(value=figure.value, values=1, units=units)


def summed_figure(target: Target, code: str, total: Tally) -> ReportedFigure | None:
    """Return the sum as a figure of its own; None where the reports do not add up to one."""
    if total.reported == 0 or total.obstacle:
        return None
    told = {"target": code} if code else {"title": target.as_printed}
    if total.shares:
        return ReportedFigure(
            **told, numerator=str(total.numerator), denominator=str(total.denominator)
        )
    unit = next(iter(total.units), None if target.unit == "%" else target.unit)
    baseline = str(total.baseline) if total.based else None
    return ReportedFigure(**told, value=str(total.value), baseline=baseline, unit=unit)


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
        return Compared(Outcome.IMPRECISE, total.obstacle)
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
