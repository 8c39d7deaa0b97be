"""An entry in, what stands beside it out: its campaigns, its neighbours, and what is near it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.kinds import Campaign, Document, Item, News
from bulletin.model import Bulletin
from bulletin.views._cards import capital, group, title_of
from bulletin.views._parts import Group, Link
from bulletin.views._phases import PhaseLine, phase_dates

NEIGHBOURS = 5
NEAREST = 8
PLANS = 5


@dataclass(frozen=True)
class RelatedCampaign:
    """The campaign an entry is about, with the dates of its phases: an article does not change
    with the day (design §3, Time).
    """

    link: Link
    phases: PhaseLine


@dataclass(frozen=True)
class Beside:
    """What an entry's page shows beside the entry; none of the groups is ever empty."""

    campaigns: tuple[RelatedCampaign, ...]
    neighbours: tuple[Group, ...]
    """Newer, older: nothing stands in both."""
    groups: tuple[Group, ...]
    """What the entry's own kind puts first, then what is near it."""


def beside(
    bulletin: Bulletin, item: Item, own: Iterable[Group] = (), shown: Iterable[Item] = ()
) -> Beside:
    """Return what stands beside an entry.

    `own` are the groups that its kind adds; `shown` are entries that its page names already.
    """
    campaigns = bulletin.nearness.campaigns_of(item)
    newer, older = bulletin.neighbours(item, NEIGHBOURS)
    label = "Tin" if isinstance(item, News) else capital(item.LABEL)
    return Beside(
        campaigns=tuple(_campaign(bulletin, campaign) for campaign in campaigns),
        neighbours=(
            *group(bulletin, f"{label} mới hơn", newer),
            *group(bulletin, f"{label} cũ hơn", older),
        ),
        groups=(*own, *_near(bulletin, item, (*newer, *older), tuple(shown)),
                *_plans(bulletin, item, campaigns)),
    )  # fmt: skip


def _campaign(bulletin: Bulletin, campaign: Campaign) -> RelatedCampaign:
    link = Link(title_of(bulletin, campaign), campaign.path)
    return RelatedCampaign(link, phase_dates(campaign))


def _near(
    bulletin: Bulletin, item: Item, neighbours: tuple[Item, ...], shown: tuple[Item, ...]
) -> tuple[Group, ...]:
    """Return entries of the same campaigns, and others near; the latter never named twice."""
    same, others = bulletin.nearness.nearest(item, NEAREST + len(shown))
    rest = [other for other in others if not _is_among(other, (*neighbours, *shown))]
    found = [other for other in same if not _is_among(other, shown)][:NEAREST]
    return (
        *group(bulletin, "Tin, bài cùng phong trào", found),
        *group(bulletin, "Tin, bài liên quan", rest[: NEAREST - len(found)]),
    )


def _is_among(item: Item, others: Iterable[Item]) -> bool:
    return any(item is other for other in others)


def _plans(bulletin: Bulletin, item: Item, campaigns: Iterable[Campaign]) -> tuple[Group, ...]:
    """Return the documents that the entry's campaigns rest on, save the entry itself."""
    slugs = dict.fromkeys(slug for campaign in campaigns for slug in campaign.documents)
    plans = [
        document
        for document in bulletin.some(Document, tuple(slugs))
        if document is not item and (item.sample or not document.sample)
    ]
    return group(bulletin, "Văn bản của phong trào", plans[:PLANS])
