"""What staff should look at again: no mistake that a machine may call one, so nothing stops."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Campaign, Locality, Result
from bulletin.kinds.compare import Outcome, compare
from bulletin.kinds.place import Level
from bulletin.kinds.result import Verdict
from bulletin.problems import Problem

_CONTRARY = {
    Verdict.MET: Outcome.NOT_MET,
    Verdict.EXCEEDED: Outcome.NOT_MET,
    Verdict.NOT_MET: Outcome.MET,
}


def advise_where_report_and_figures_differ(library: Library) -> Iterator[Problem]:
    """A report's conclusion that its own figure contradicts: told to staff, never to readers."""
    for result in library.all(Result):
        campaign = library.shelves[Campaign.KIND].get(result.campaign)
        if not isinstance(campaign, Campaign):
            continue
        for number, stated in enumerate(result.conclusions):
            _, target = campaign.target(stated.target) or (None, None)
            figures = [f for f in result.figures if f.target == stated.target]
            if target is None or not figures:
                continue
            found = compare(target, figures, result.as_of, summed=_covers_areas(library, result))
            if found.outcome is _CONTRARY[stated.verdict]:
                yield wrong(
                    result,
                    ("conclusions", number, "verdict"),
                    f"báo cáo kết luận *{stated.verdict.label}* chỉ tiêu `{stated.target}`, "
                    f"số liệu cùng báo cáo cho thấy *{found.outcome.label}*",
                    "Xem lại số liệu và kết luận; báo cáo in đúng như thế thì để nguyên",
                )


def _covers_areas(library: Library, result: Result) -> bool:
    """Tell whether a report's figures add up communes; targets are set for each of these."""
    place = library.shelves[Locality.KIND].get(result.unit)
    return isinstance(place, Locality) and place.level in (Level.NATION, Level.PROVINCE)
