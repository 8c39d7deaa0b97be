"""All dated entries in; out, for each, those nearest to it: campaign, phase, place, category.

Built once for all: an entry is put on one shelf for every set of traits it may share with others,
so that looking up the nearest of any entry reads only the top of a few shelves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import product
from operator import itemgetter

from bulletin.dates import Day
from bulletin.kinds import (
    Award,
    Campaign,
    Deeds,
    Document,
    Event,
    Exemplar,
    Item,
    Model,
    News,
    Notice,
    Resource,
    Result,
)
from bulletin.kinds.award import AwardState

READ = (News, Exemplar, Model, Event, Notice, Award, Resource)
"""What is offered to read on; reports, logs and documents have places of their own."""
RANKS = (
    ("phase", "place", "category"), ("phase", "place"), ("phase", "category"), ("phase",),
    ("campaign", "place", "category"), ("campaign", "place"), ("campaign", "category"),
    ("campaign",), ("place", "category"), ("place",), ("category",),
)  # fmt: skip
"""What two entries share, nearest first; who shares a phase shares its campaign."""

Traits = dict[str, tuple[str, ...]]
"""By trait, its values in an entry."""
Shelves = dict[tuple[str, ...], list[tuple[int, Item]]]
"""By shared traits and their values: the entries with their number, newest first."""


@dataclass(frozen=True)
class Nearness:
    """Which entries stand near each other; sample data never stands near what is real."""

    items: tuple[Item, ...]
    """Every dated entry, newest first."""
    campaigns: tuple[Campaign, ...]

    def nearest(self, item: Item, count: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Return up to `count` entries near an item: those of its campaigns, and others.

        Of what is equally near the newest comes first. A decision and a story find each other
        only by the names they may tell, never here: else where they stand would tell the name.
        """
        traits = self._traits(item)
        shelves = self._with_samples if item.sample else self._real
        same: list[Item] = []
        others: list[Item] = []
        taken = {(item.KIND, item.slug)}
        for rank in RANKS:
            found = others if rank[0] in ("place", "category") else same
            for other in _read(shelves, rank, traits):
                if len(same) + len(others) == count:
                    return tuple(same), tuple(others)
                key = other.KIND, other.slug
                if key not in taken and not _would_tell(item, other):
                    taken.add(key)
                    found.append(other)
        return tuple(same), tuple(others)

    def campaigns_of(self, item: Item) -> tuple[Campaign, ...]:
        """Return the campaigns an entry belongs to; a document, those that rest on it."""
        found = (self._campaigns.get(slug) for slug in self._slugs_of(item))
        return tuple(campaign for campaign in found if campaign is not None)

    @cached_property
    def _real(self) -> Shelves:
        return self._shelved(item for item in self.items if not item.sample)

    @cached_property
    def _with_samples(self) -> Shelves:
        return self._shelved(self.items)

    def _shelved(self, items: Iterable[Item]) -> Shelves:
        shelves: Shelves = {}
        for number, item in enumerate(items):
            if isinstance(item, READ) and not _is_revoked(item):
                traits = self._traits(item)
                for rank in RANKS:
                    for key in _keys(rank, traits):
                        shelves.setdefault(key, []).append((number, item))
        return shelves

    def _traits(self, item: Item) -> Traits:
        campaigns = self.campaigns_of(item)
        phases = (self._phase(item, campaign) for campaign in campaigns)
        return {
            "phase": tuple(phase for phase in phases if phase),
            "campaign": tuple(campaign.slug for campaign in campaigns),
            "place": _places(item),
            "category": (item.category,) if isinstance(item, News) else (item.KIND,),
        }

    def _slugs_of(self, item: Item) -> tuple[str, ...]:
        if isinstance(item, Document):
            return self._planned.get(item.slug, ())
        if isinstance(item, News | Event):
            return item.campaigns
        slug = getattr(item, "campaign", None)
        return (slug,) if slug else ()

    def _phase(self, item: Item, campaign: Campaign) -> str:
        """Return the phase an entry belongs to: as it says, else the one of its day."""
        number = item.phase if isinstance(item, Exemplar | Award | Result) else None
        if number is None:
            day = _day(item)
            number = next((p.number for p in campaign.phases if p.holds(day)), None)
        return f"{campaign.slug} {number}" if number is not None else ""

    @cached_property
    def _campaigns(self) -> dict[str, Campaign]:
        return {campaign.slug: campaign for campaign in self.campaigns}

    @cached_property
    def _planned(self) -> dict[str, tuple[str, ...]]:
        """By document, the campaigns that rest on it."""
        found: dict[str, tuple[str, ...]] = {}
        for campaign in self.campaigns:
            for slug in campaign.documents:
                found[slug] = (*found.get(slug, ()), campaign.slug)
        return found


def _keys(rank: tuple[str, ...], traits: Traits) -> Iterator[tuple[str, ...]]:
    """Yield the shelves of one rank that an entry stands on, one for each set of its values."""
    for values in product(*(traits[name] for name in rank)):
        yield (*rank, *values)


def _read(shelves: Shelves, rank: tuple[str, ...], traits: Traits) -> Iterator[Item]:
    """Yield what stands on an entry's shelves of one rank, newest first."""
    found = (shelves.get(key, ()) for key in _keys(rank, traits))
    yield from (item for _, item in merge(*found, key=itemgetter(0)))


def _places(item: Item) -> tuple[str, ...]:
    if isinstance(item, News | Model):
        return item.localities
    name = {Deeds: "commune", Result: "unit"}.get(type(item), "locality")
    slug = getattr(item, name, None)
    return (slug,) if slug else ()


def _day(item: Item) -> Day:
    if isinstance(item, Deeds):
        return item.start
    told = item.event_date if isinstance(item, News | Event | Exemplar) else None
    return told if told is not None and told.is_full else item.published_at


def _is_revoked(item: Item) -> bool:
    return isinstance(item, Award) and item.state is AwardState.REVOKED


def _would_tell(one: Item, other: Item) -> bool:
    return {one.KIND, other.KIND} == {Award.KIND, Exemplar.KIND}
