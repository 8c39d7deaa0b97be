"""Giữ tổng bù: what else must be withheld so that a total does not give a withheld figure away.

Complementary suppression, as statistical offices practise it (design §4: a total must not give
away a suppressed part).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bulletin.kinds.campaign import Campaign
from bulletin.kinds.place import Level
from bulletin.kinds.policy import SMALL, is_small, is_withheld
from bulletin.kinds.result import Result


@dataclass(frozen=True)
class Cell:
    """One place's figure among those that add up to a total."""

    key: str
    amount: Decimal
    withheld: bool
    small: bool = False
    """It prints as *dưới 5*, so readers know it to be 1-4."""


def is_given_away(cells: Sequence[Cell]) -> bool:
    """Tell whether the total, less what is printed, tells a withheld figure.

    Zeros count nobody, so that a total of 0 gives no one away.
    """
    hidden = [cell for cell in cells if cell.withheld]
    rest = sum((cell.amount for cell in hidden), Decimal(0))
    if not hidden or rest == 0:
        return False
    if len(hidden) == 1:
        return True
    lowest, highest = SMALL.start * len(hidden), (SMALL.stop - 1) * len(hidden)
    return all(cell.small for cell in hidden) and rest in (lowest, highest)


def withheld_beside(cells: Sequence[Cell]) -> frozenset[str] | None:
    """Return the keys of further cells to withhold, fewest and smallest first.

    None tells that no choice of cells helps: then the total itself must be withheld.
    """
    listed = list(cells)
    more: set[str] = set()
    while is_given_away(listed):
        shown = [cell for cell in listed if not cell.withheld and cell.amount > 0]
        if not shown:
            return None
        chosen = min(shown, key=lambda cell: (cell.amount, cell.key))
        more.add(chosen.key)
        listed[listed.index(chosen)] = Cell(chosen.key, chosen.amount, withheld=True)
    return frozenset(more)


@dataclass(frozen=True)
class Beside:
    """What must be withheld beside what the rules withhold, because totals are printed."""

    figures: frozenset[tuple[str, str]] = frozenset()
    """(result's slug, target's code)."""
    totals: frozenset[tuple[str, str, str]] = frozenset()
    """(campaign's slug, page of its results, target's code)."""


def beside(
    campaigns: Mapping[str, Campaign], results: Iterable[Result], level: Callable[[str], Level]
) -> Beside:
    """Return what to withhold beside the withheld figures of places below the province.

    `level` answers the level of a place by its slug. Of a report of the province itself the
    figure is withheld with the total, where it is the same number.
    """
    groups: dict[tuple[str, str, str], list[Cell]] = {}
    wide: dict[tuple[str, str, str], list[Cell]] = {}
    for result in results:
        campaign = campaigns.get(result.campaign)
        if campaign is None:
            continue
        place = level(result.unit)
        shelves = wide if place in (Level.NATION, Level.PROVINCE) else groups
        for code, cell in _cells(campaign, result, place):
            shelves.setdefault((result.campaign, result.page, code), []).append(cell)
    figures: set[tuple[str, str]] = set()
    totals: set[tuple[str, str, str]] = set()
    for key, cells in groups.items():
        more = withheld_beside(cells)
        if more is None:
            totals.add(key)
            total = sum((cell.amount for cell in cells), Decimal(0))
            more = frozenset(cell.key for cell in wide.get(key, ()) if cell.amount == total)
        figures |= {(slug, key[2]) for slug in more}
    return Beside(frozenset(figures), frozenset(totals))


def _cells(campaign: Campaign, result: Result, level: Level) -> Iterator[tuple[str, Cell]]:
    """Yield a target's code and the figure that a total would add up."""
    for figure in result.figures:
        found = campaign.target(figure.target or "")
        amount = figure.value if figure.numerator is None else Decimal(figure.numerator)
        if found is None or figure.target is None or amount is None or figure.part is not None:
            continue
        content, target = found
        small = is_small(figure, target, level)
        withheld = is_withheld(figure, target, content, level)
        yield figure.target, Cell(result.slug, amount, withheld, small)
