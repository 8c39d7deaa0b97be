"""What the reports of communes come to together, as of a day, through mergers and splits."""

from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.kinds import Campaign, Locality, Result
from bulletin.kinds.campaign import ContentItem
from bulletin.kinds.compare import Outcome
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_disclosed
from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.rollup import (
    Report,
    compare_tally,
    is_for_each_area,
    summed_figure,
    tally,
)
from bulletin.kinds.target import Target
from bulletin.model import Bulletin
from bulletin.views._figures import NO_FIGURE, NOT_PUBLIC, amount_text, figure_view

TOO_FEW = "Chưa đủ báo cáo"
"""Some areas have not reported, and those that have all reached the target."""
_WIDE = (Level.NATION, Level.PROVINCE)


@dataclass(frozen=True)
class TotalView:
    """The sum of the communes' reports on a target, and how many of them it rests on."""

    text: str
    absent: bool
    coverage: str
    """`6/8 xã đã báo cáo`: stands beside every total."""
    outcome: str
    outcome_code: str
    reason: str
    sentence: str
    agrees: bool = False
    """It is what the unit above them reports as well: one line is enough."""


def standing(bulletin: Bulletin, unit: str, on: Day) -> str:
    """Return the place that a unit is on a day: itself, or what it was merged or renamed into.

    A place that was split belongs to no single one; it stays itself.
    """
    seen = {unit}
    while True:
        place = bulletin.get(Locality, unit)
        if place is None or place.closed is None or on.date < place.closed.on.date:
            return unit
        successors = place.closed.successors
        if len(successors) != 1 or successors[0] in seen:
            return unit
        unit = successors[0]
        seen.add(unit)


def expected_places(bulletin: Bulletin, campaign: Campaign, on: Day) -> frozenset[str]:
    """Return the places right below the campaign's own that stand on a day."""
    return frozenset(
        place.slug
        for place in bulletin.all(Locality)
        if campaign.locality and place.parent == campaign.locality and place.stood_on(on)
    )


def total_view(
    bulletin: Bulletin,
    campaign: Campaign,
    results: Iterable[Result],
    code: str,
    content: ContentItem | None,
    target: Target,
) -> TotalView | None:
    """Return what the communes on a results page come to; None with fewer than two of them."""
    listed = tuple(results)
    below = [r for r in listed if bulletin.level_of(r.unit) not in _WIDE]
    if len(below) < 2:
        return None
    on = max((r.as_of for r in below), key=lambda day: day.instant)
    reports = _by_place(bulletin, below, code, on)
    places = expected_places(bulletin, campaign, on) | set(reports)
    total = tally(target, [reports.get(place, ()) for place in sorted(places)])
    coverage = f"{total.reported}/{total.places} xã, phường có số liệu"
    asked = ReportedFigure(target=code, unknown=("value",))
    key = (campaign.slug, listed[0].page, code)
    if key in bulletin.beside.totals or not is_disclosed(asked, target, content, Level.PROVINCE):
        return TotalView(NOT_PUBLIC, True, "", "", "", "", f"{NOT_PUBLIC}.")
    found = compare_tally(target, code, total, on)
    if is_for_each_area(target):
        absent = total.reported == 0
        text = NO_FIGURE if absent else f"{total.met}/{total.places} xã, phường đạt"
    else:
        figure = summed_figure(target, code, total)
        text, absent = (amount_text(figure), False) if figure else ("Không cộng được", True)
    own = (r for r in listed if r.unit == campaign.locality)
    reported = {figure_view(bulletin, r, code, content, target).text for r in own}
    shown = bulletin.settings.show_comparison and total.reported > 0
    partly = found.outcome is Outcome.NO_REPORT
    return TotalView(
        text=text,
        absent=absent,
        coverage=coverage,
        outcome=(TOO_FEW if partly else found.outcome.label) if shown else "",
        outcome_code=found.outcome.value if shown else "",
        reason=found.reason if shown else "",
        sentence=f"Cộng từ báo cáo của các xã: {text}; {coverage}; chỉ tiêu: {target.aim}.",
        agrees=not absent and text in reported,
    )


def _by_place(
    bulletin: Bulletin, results: Iterable[Result], code: str, on: Day
) -> dict[str, list[Report]]:
    """Return by place that stands on the day the reports that speak for it, merged places' too."""
    found: dict[str, list[Report]] = {}
    for result in results:
        figures = [figure for figure in result.figures if figure.target == code]
        found.setdefault(standing(bulletin, result.unit, on), []).append((figures, result.as_of))
    return found
