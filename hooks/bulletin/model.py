"""Everything that may be published at one moment, and the look-ups that views need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from bulletin.dates import Day
from bulletin.kinds import (
    KINDS,
    Award,
    Campaign,
    Document,
    Entry,
    Event,
    Exemplar,
    Issue,
    Item,
    Locality,
    News,
    Result,
    Status,
)
from bulletin.kinds._fields import Change
from bulletin.kinds.award import AwardState, Recipient
from bulletin.kinds.deeds import Deeds, Roster, RosterTeam
from bulletin.kinds.exemplar import Honoured
from bulletin.kinds.navigation import Category, Link
from bulletin.kinds.person import Mention, NamePolicy, Person
from bulletin.kinds.place import Level
from bulletin.kinds.policy import policy_within, told_references
from bulletin.kinds.suppress import Beside, beside
from bulletin.nearness import Nearness
from bulletin.problems import Problem
from bulletin.renditions import Renditions
from bulletin.settings import Settings
from bulletin.text import sort_key
from bulletin.visits import Visits

E = TypeVar("E", bound=Entry)
W = TypeVar("W")
Shelves = Mapping[str, Mapping[str, Entry]]
"""Entries by kind and slug."""


class Audience(Enum):
    """Whom a build is for."""

    PUBLIC = "public"
    """Everybody: what is published, and nothing else."""
    EDITORS = "editors"
    """Those who write and approve: drafts and what waits for its hour too, never what was taken down."""


def is_visible(entry: Entry, now: Day, audience: Audience = Audience.PUBLIC) -> bool:
    """Tell whether an audience may see an entry at a moment.

    The public sees what has the status of published and whose embargo is over.
    """
    if audience is Audience.EDITORS:
        return entry.status is not Status.WITHDRAWN
    if entry.status is not Status.PUBLISHED:
        return False
    starts = starts_of(entry)
    return all(start <= now.instant for start in starts)


def starts_of(entry: Entry) -> tuple[datetime, ...]:
    """Return the moments before which an entry is not shown to the public."""
    days = (entry.publish_at, entry.published_at if isinstance(entry, Item) else None)
    return tuple(day.instant for day in days if day is not None)


DayKey = tuple[int, int, int]
"""Year, month, day."""


@dataclass(frozen=True)
class DayShelf:
    """What belongs to one day: published on it, and (events, or what news tell of) taken place."""

    published: list[Item] = field(default_factory=list)
    happened: list[Item] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many entries the day's page lists."""
        return len(self.all)

    @property
    def all(self) -> list[Item]:
        """Each of them once: what took place on the day it was told of is one entry."""
        told = {(item.KIND, item.slug) for item in self.published}
        return [*self.published, *(i for i in self.happened if (i.KIND, i.slug) not in told)]


@dataclass(frozen=True)
class Bulletin:
    """The content of one build that its audience may see. Nothing else is reachable from here."""

    settings: Settings
    now: Day
    shelves: Shelves
    """The visible entries only."""
    withdrawn: tuple[Entry, ...] = ()
    """What was taken down: only the address and the date of it may still be shown."""
    stranded: tuple[Result, ...] = ()
    """Reports that nobody can see any more because their campaign was taken down."""
    withdrawn_choices: tuple[Issue, ...] = ()
    """The editor's choices for a month that were taken back."""
    pictures: Mapping[str, Renditions] = field(default_factory=dict)
    """What the site may show of the pictures in content/media/, by name."""
    downloads: Mapping[str, int] = field(default_factory=dict)
    """Size in bytes of the files to download in content/media/, by name."""
    recordings: Mapping[str, int] = field(default_factory=dict)
    """Size in bytes of the video, sound and caption files in content/media/, by name."""
    waiting: int = 0
    """How many entries are published but dated ahead: staff are told, readers see nothing."""
    wakes: datetime | None = None
    """When the next of them shows itself; None if none waits."""
    media_folder: Path = Path("content/media")
    visits: Visits = field(default_factory=Visits)
    """How often pages were read, if the server's logs were counted."""
    advice: tuple[Problem, ...] = ()
    """What staff should look at again; readers see nothing of it."""
    audience: Audience = Audience.PUBLIC

    def is_waiting(self, entry: Entry) -> bool:
        """Tell whether an entry is here for editors only: a draft, or before its hour."""
        return self.audience is Audience.EDITORS and not is_visible(entry, self.now)

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """Return the entries of a kind in their one order: newest first, or as registers go."""
        return self._ordered.get(kind.KIND, ())  # type: ignore[return-value]

    def get(self, kind: type[E], slug: str | None) -> E | None:
        """Return an entry by its slug, or None if there is none that readers may see."""
        return self.shelves[kind.KIND].get(slug) if slug else None  # type: ignore[return-value]

    def some(self, kind: type[E], slugs: tuple[str, ...]) -> tuple[E, ...]:
        """Return the visible entries among the slugs, in the order given."""
        found = (self.get(kind, slug) for slug in slugs)
        return tuple(entry for entry in found if entry is not None)

    def referring(self, kind: type[E], to: Entry) -> tuple[E, ...]:
        """Return the entries of a kind that refer to an entry anywhere, in the kind's order."""
        found: Any = self._referring.get((to.KIND, to.slug), {}).get(kind.KIND, ())
        return tuple(found)

    def section(self, kind: type[E]) -> tuple[E, ...]:
        """Return the entries of a kind as their section lists them, newest first.

        Documents go by the day of issue and events by the day they take place, those without a
        known one last; all others by the day of publication.
        """
        return self._sections.get(kind.KIND) or self.all(kind)  # type: ignore[return-value]

    def neighbours(self, item: Item, count: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Return the entries of its section next newer and next older than an item, newest first.

        Undated entries have none and are nobody's; real entries pass over sample ones.
        """
        if not section_day(item):
            return (), ()
        shelf, places = self._dated[item.KIND, item.sample]
        place = places[item.slug]
        return shelf[max(0, place - count) : place], shelf[place + 1 : place + 1 + count]

    @cached_property
    def nearness(self) -> Nearness:
        """Which entries stand near each other: of one campaign, phase, place, category."""
        return Nearness(self.items, self.all(Campaign))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything with a date of publication, newest first; ties by kind and slug."""
        found = [e for shelf in self._ordered.values() for e in shelf if isinstance(e, Item)]
        return tuple(sorted(found, key=newest_first))

    @cached_property
    def changed_people(self) -> Mapping[str, tuple[Change, ...]]:
        """The notes of change of people who have any, by slug: how they are named may be new."""
        return {person.slug: person.changes for person in self.all(Person) if person.changes}

    @cached_property
    def updated(self) -> Day:
        """The newest published change (*Cập nhật lúc*); without content, the build's `now`."""
        days = [item.updated for item in self.items]
        return max(days, key=lambda day: day.instant) if days else self.now

    @cached_property
    def days(self) -> Mapping[DayKey, DayShelf]:
        """What belongs to every day, oldest day first; partial dates belong to none."""
        days: dict[DayKey, DayShelf] = {}
        for item in self.items:
            days.setdefault(_key(item.published_at), DayShelf()).published.append(item)
            happened = item.event_date if isinstance(item, Event | News | Exemplar) else None
            if happened is not None and happened.is_full:
                days.setdefault(_key(happened), DayShelf()).happened.append(item)
        return dict(sorted(days.items()))

    def person_name(self, mention: Mention, within: Entry | None = None) -> str:
        """Return the name that the rules allow for a mention; `` where none may be printed.

        `within` is the entry that mentions: some contents withhold names by default.
        """
        campaign = self.get(Campaign, getattr(within, "campaign", None))
        default = policy_within(within, campaign) if within else NamePolicy.FULL
        if mention.full_name is not None:
            return mention.printed(mention.full_name, default)
        person = self.get(Person, mention.person)
        return person.printed(person.full_name, default) if person else ""

    @cached_property
    def beside(self) -> Beside:
        """What is withheld because a total would give a withheld figure away."""
        return beside(
            {campaign.slug: campaign for campaign in self.all(Campaign)},
            self.all(Result),
            self.level_of,
        )

    @cached_property
    def results_by_page(self) -> Mapping[str, Mapping[str, tuple[Result, ...]]]:
        """Results by campaign and page below it; on a page in administrative order, never by value."""
        shelves: dict[str, dict[str, list[Result]]] = {}
        for result in self.all(Result):
            shelves.setdefault(result.campaign, {}).setdefault(result.page, []).append(result)
        return {
            campaign: {
                page: tuple(sorted(results, key=self._unit_order))
                for page, results in sorted(pages.items())
            }
            for campaign, pages in sorted(shelves.items())
        }

    def _unit_order(self, result: Result) -> tuple[object, ...]:
        """The order of reporting units: by level, then as the administration lists them."""
        place = self.get(Locality, result.unit)
        if place is None:
            return (9, (), result.unit)
        return list(Level).index(place.level), sort_key(place.order or place.name), place.slug

    def level_of(self, unit: str) -> Level:
        """Return the level of a place by its slug; of an unknown one the most careful."""
        place = self.get(Locality, unit)
        return place.level if place else Level.COMMUNE

    def team(self, name: str | None) -> RosterTeam | None:
        """Return a team of a commune's roster by `<commune>/<id>`."""
        commune, _, team_id = (name or "").partition("/")
        roster = self.get(Roster, commune)
        return roster.team(team_id) if roster else None

    @cached_property
    def honoured_teams(self) -> frozenset[str]:
        """The teams (`<commune>/<id>`) that a standing decision honours: only these are named."""
        return frozenset(
            recipient.team
            for award in self.all(Award)
            if award.state is not AwardState.REVOKED
            for recipient in award.recipients
            if recipient.kind is Honoured.TEAM and recipient.revocation is None
            if recipient.team and self.team(recipient.team)
        )

    @cached_property
    def logs_of_teams(self) -> Mapping[str, tuple[Deeds, ...]]:
        """By team (`<commune>/<id>`), the logs that tell of it, newest first."""
        found: dict[str, list[Deeds]] = {}
        for deeds in self.all(Deeds):
            for team in dict.fromkeys(row.team for row in deeds.rows):
                found.setdefault(team, []).append(deeds)
        return {team: tuple(logs) for team, logs in found.items()}

    @cached_property
    def honours_of_teams(self) -> Mapping[str, tuple[tuple[Award, Recipient], ...]]:
        """By team, what standing decisions give to it or to its members."""
        found: dict[str, list[tuple[Award, Recipient]]] = {}
        for award in self.all(Award):
            for recipient in award.recipients if award.state is not AwardState.REVOKED else ():
                if recipient.team and recipient.revocation is None:
                    found.setdefault(recipient.team, []).append((award, recipient))
        return {team: tuple(honours) for team, honours in found.items()}

    @cached_property
    def worked_out(self) -> dict[tuple[object, ...], Any]:
        """What views have made of entries already, by who made it: a card stands on many pages."""
        return {}

    def once(self, key: tuple[object, ...], work_out: Callable[[], W]) -> W:
        """Return what is worked out of a key (who makes it, of what), at the first asking alone."""
        if key not in self.worked_out:
            self.worked_out[key] = work_out()
        found: W = self.worked_out[key]
        return found

    @cached_property
    def _ordered(self) -> dict[str, tuple[Entry, ...]]:
        return {
            kind: tuple(sorted(shelf.values(), key=_order)) for kind, shelf in self.shelves.items()
        }

    @cached_property
    def _referring(self) -> dict[tuple[str, str], dict[str, list[Entry]]]:
        """By kind and slug, and by the kind of those that refer to it: who they are, in order."""
        index: dict[tuple[str, str], dict[str, list[Entry]]] = {}
        for kind, shelf in self._ordered.items():
            for entry in shelf:
                for to in {(found.kind, found.slug) for found in told_references(entry)}:
                    index.setdefault(to, {}).setdefault(kind, []).append(entry)
        return index

    @cached_property
    def _sections(self) -> dict[str, tuple[Entry, ...]]:
        def place(item: Item) -> tuple[str, str]:
            return section_day(item), item.slug

        documents = sorted(self.all(Document), key=place, reverse=True)
        events = sorted(self.all(Event), key=place, reverse=True)
        return {Document.KIND: tuple(documents), Event.KIND: tuple(events)}

    @cached_property
    def _dated(self) -> dict[tuple[str, bool], tuple[tuple[Item, ...], dict[str, int]]]:
        """By kind, and whether sample data is among them: the dated entries, and their places."""
        index = {}
        for kind in KINDS.values():
            if issubclass(kind, Item):
                dated = [item for item in self.section(kind) if section_day(item)]
                for sample in (False, True):
                    shelf = tuple(item for item in dated if sample or not item.sample)
                    places = {item.slug: place for place, item in enumerate(shelf)}
                    index[kind.KIND, sample] = shelf, places
        return index


def section_day(item: Item) -> str:
    """Return the day that puts an entry in its place in its section; `` where it is not known."""
    if isinstance(item, Document):
        return item.issued_on.iso if item.issued_on and item.issued_on.year else ""
    if isinstance(item, Event):
        return item.event_date.iso if item.event_date and item.event_date.year else ""
    return item.published_at.iso


def _key(day: Day) -> DayKey:
    return day.date.year, day.date.month, day.date.day


def newest_first(item: Item) -> tuple[float, str, str]:
    """The order of dated entries: newest first, ties by kind and slug."""
    return -item.published_at.instant.timestamp(), item.KIND, item.slug


def _order(entry: Entry) -> tuple[object, ...]:
    """The order within a kind: dated ones newest first, registers by their number, then name."""
    if isinstance(entry, Item):
        return newest_first(entry)
    number = entry.order if isinstance(entry, Category | Link) else 0
    return number, sort_key(entry.name), entry.slug


def empty_shelves() -> dict[str, dict[str, Entry]]:
    """Return a shelf for every kind, with nothing on it."""
    return {kind: {} for kind in KINDS}
