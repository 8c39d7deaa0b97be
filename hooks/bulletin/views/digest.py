"""Results in few words, for the front page: the newest report of a campaign's own unit."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.kinds import Campaign, Result
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import title_of
from bulletin.views._figures import FigureView, figure_view
from bulletin.views._parts import Link
from bulletin.views._reports import UnitView, unit_view
from bulletin.views.result import page_title, result_pages

SHOWN = 4
"""Targets of the newest report that stand on the front page."""
OTHERS = 4
"""Other results pages that it leads to; the index has them all."""


@dataclass(frozen=True)
class Digest:
    """The newest results, a few of their figures, and where the others are."""

    link: Link
    unit: UnitView | None
    """The report of the campaign's own unit; None where only its parts have reported."""
    figures: tuple[tuple[Link, FigureView], ...]
    """Targets, leading to their place on the results page, in the order of the plan."""
    others: tuple[Link, ...]


def results_digest(bulletin: Bulletin) -> Digest | None:
    """Return the newest results page in few words, real ones before sample ones; None without any."""
    pages = sorted(result_pages(bulletin), key=_newest_first)
    if not pages:
        return None
    path, campaign, results = pages[0]
    own = next((result for result in results if result.unit == campaign.locality), None)
    return Digest(
        link=Link(f"{page_title(results)}: {title_of(bulletin, campaign)}", path),
        unit=unit_view(bulletin, campaign, own) if own else None,
        figures=tuple(_figures(bulletin, path, campaign, own))[:SHOWN] if own else (),
        others=tuple(
            Link(f"{page_title(found)}: {title_of(bulletin, other)}", at)
            for at, other, found in pages[1:][:OTHERS]
        ),
    )


def _newest_first(page: tuple[str, Campaign, tuple[Result, ...]]) -> tuple[object, ...]:
    path, campaign, results = page
    return campaign.sample, -max(result.as_of.instant.timestamp() for result in results), path


def _figures(
    bulletin: Bulletin, path: str, campaign: Campaign, own: Result
) -> Iterator[tuple[Link, FigureView]]:
    """Yield what a report says on targets and may be told; shares, which a chart can show, first."""
    told = []
    for code, content, target in campaign.numbered_targets():
        figure = figure_view(bulletin, own, code, content, target)
        if not figure.absent:
            anchor = f"{path}#chi-tieu-{slugify(code)}"
            told.append((Link(target.as_printed, anchor), figure))
    yield from sorted(told, key=lambda row: row[1].bullet is None)
