"""Bullet charts as numbers: how far a share reaches, and the mark it is held against."""

from dataclasses import dataclass
from decimal import Decimal

from bulletin.kinds.result import Qualifier, ReportedFigure
from bulletin.kinds.target import Operator, Target


@dataclass(frozen=True)
class Bullet:
    """A share and its mark, in percent of the whole width, as SVG attributes are written.

    Templates draw it as decoration: the same figure stands beside it in words.
    """

    reach: str
    mark: str
    """`` where the plan names no level to compare with."""


def bullet(target: Target, figure: ReportedFigure) -> Bullet | None:
    """Return the chart of a share; None for counts, rough figures and where nothing happened."""
    share = figure.percent
    if share is None and figure.unit == "%" and target.unit == "%":
        share = figure.value
    if share is None or not 0 <= share <= 100 or figure.qualifier is not Qualifier.EXACTLY:
        return None
    if target.operator is Operator.NONE:
        return None
    return Bullet(_attribute(share), _mark(target))


def _mark(target: Target) -> str:
    if target.operator in (None, Operator.UNSPECIFIED, Operator.QUALITATIVE):
        # A target for each team or each commune asks for all of them.
        return "100" if target.any_of or target.all_of else ""
    if target.unit != "%":
        return "100"
    return _attribute(min(target.value, Decimal(100))) if target.value is not None else ""


def _attribute(number: Decimal) -> str:
    return f"{round(number, 1).normalize():f}"
