"""What the rules hold back: names by default, figures below the province, small counts."""

from collections.abc import Iterator

from bulletin.kinds._fields import Entry
from bulletin.kinds._inspect import Reference, references
from bulletin.kinds.award import Award
from bulletin.kinds.campaign import Campaign, ContentItem
from bulletin.kinds.deeds import Deeds
from bulletin.kinds.exemplar import Exemplar
from bulletin.kinds.person import NamePolicy
from bulletin.kinds.place import Level
from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.target import RESERVED_CONTENTS, Disclosure, Target

WITHHELD_CONTENTS = (1, 5)
"""Stories on these canonical contents name nobody unless a person's own policy says so (design §4)."""
SMALL = range(1, 5)
"""Counts of people below the province that would point at someone print as *dưới 5*."""


def policy_within(entry: Entry, campaign: Campaign | None) -> NamePolicy:
    """Return how an entry prints names where a person has no policy of his or her own."""
    code = entry.content if isinstance(entry, Exemplar) else None
    content = campaign.content(code) if campaign and code else None
    if content is not None and content.canonical_ref in WITHHELD_CONTENTS:
        return NamePolicy.WITHHELD
    if isinstance(entry, Deeds) and campaign is not None:
        refs = {_ref(campaign, row.content) for row in entry.rows if row.people}
        if refs & set(WITHHELD_CONTENTS):
            return NamePolicy.WITHHELD
    return NamePolicy.FULL


def _ref(campaign: Campaign, code: str | None) -> int | None:
    content = campaign.content(code) if code else None
    return content.canonical_ref if content else None


def is_disclosed(
    figure: ReportedFigure, target: Target | None, content: ContentItem | None, level: Level
) -> bool:
    """Tell whether a unit's figure may be published: the strictest of figure, target and content."""
    planned = target.disclosure if target else None
    if planned is None and content is not None and content.canonical_ref in RESERVED_CONTENTS:
        planned = Disclosure.PROVINCE_ONLY
    rules = (planned, figure.disclosure)
    if Disclosure.INTERNAL in rules or _leaves_few(figure, target, level):
        return False
    return Disclosure.PROVINCE_ONLY not in rules or level in _WIDE


_WIDE = (Level.NATION, Level.PROVINCE)


def _counts_people_below(target: Target | None, level: Level) -> bool:
    return target is not None and target.sensitive and level not in _WIDE


def is_small(figure: ReportedFigure, target: Target | None, level: Level) -> bool:
    """Tell whether a figure counts so few people that it prints as *dưới 5*."""
    counts = (figure.value, figure.numerator, figure.baseline)
    return _counts_people_below(target, level) and any(
        count is not None and 1 <= count < SMALL.stop for count in counts
    )


def is_withheld(
    figure: ReportedFigure, target: Target | None, content: ContentItem | None, level: Level
) -> bool:
    """Tell whether a figure, or how small it is, may not be told in any words."""
    return not is_disclosed(figure, target, content, level) or is_small(figure, target, level)


def _leaves_few(figure: ReportedFigure, target: Target | None, level: Level) -> bool:
    """Tell whether the rest of a total counts so few people that the figure would tell of them."""
    if figure.numerator is None or figure.denominator is None:
        return False
    rest = figure.denominator - figure.numerator
    return (
        _counts_people_below(target, level)
        and not is_small(figure, target, level)
        and rest in SMALL
    )


def told_references(entry: Entry) -> Iterator[Reference]:
    """Yield the references that readers may follow back: whoever lost an award is not found by it."""
    for reference in references(entry):
        if isinstance(entry, Award) and reference.place[0] == "recipients":
            recipient = entry.recipients[int(reference.place[1])]
            if entry.revocation or recipient.revocation:
                continue
        yield reference
