"""When what readers see of an entry changed: the one thing that feed readers go by.

Readers look at `updated` alone. Whoever types a date types the day, so what has no later time of
its own is told a minute after what came before it: a change that does not move `updated` is never
seen. What bears no day at all, as a name that is held back, counts for a second.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bulletin.checks.people import mentions
from bulletin.kinds import Award, Campaign, Entry, Item, Person, Result, Status, references
from bulletin.kinds._fields import ChangeKind
from bulletin.model import Bulletin

_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)


def moments(entry: Entry) -> list[datetime]:
    """Return when each change took place, in the order of `changes`."""
    last = entry.published_at.instant if isinstance(entry, Item) else None
    found: dict[int, datetime] = {}
    for number, change in sorted(enumerate(entry.changes), key=lambda row: row[1].date.date):
        when = change.date.instant
        if last is not None and when <= last and change.date.date == last.date():
            when = last + _MINUTE
        found[number] = when
        last = when if last is None else max(when, last)
    return [found[number] for number in range(len(entry.changes))]


def removed_at(bulletin: Bulletin, entry: Entry) -> datetime:
    """Return when an entry was taken down, itself or what it stood on."""
    if isinstance(entry, Result) and entry.status is not Status.WITHDRAWN:
        campaigns = (one for one in bulletin.withdrawn if isinstance(one, Campaign))
        return removed_at(bulletin, next(one for one in campaigns if one.slug == entry.campaign))
    return max(
        when
        for change, when in zip(entry.changes, moments(entry), strict=True)
        if change.kind is ChangeKind.REMOVAL
    )


def updated(bulletin: Bulletin, item: Item) -> datetime:
    """Return when what readers see of an entry last changed.

    The names it prints are part of it: a revocation bears the day on which it was signed, a
    person's entry the days of its own notes, and either may be typed in later. So each of them
    moves the moment on, whatever its day. So does every name that is held back, though nobody
    dated it: a subscriber who holds the name must read the entry anew.
    """
    own = max([item.published_at.instant, *moments(item)])
    others = list(_beside(bulletin, item))
    if others:
        own = max(own + _MINUTE, *others) + (len(others) - 1) * _MINUTE
    return own + _taken_out(item) * _MINUTE + held_back(bulletin, item) * _SECOND


def held_back(bulletin: Bulletin, item: Entry) -> int:
    """Return how much of the names in an entry may not be read: 2 a hidden one, 1 an initialled one."""
    count = 0
    for _, mention in mentions(item):
        person = bulletin.get(Person, mention.person) if mention.person else None
        full = mention.full_name or (person.full_name if person else "")
        printed = bulletin.person_name(mention, item)
        count += 0 if printed and printed == full else 1 if printed else 2
    return count


def _taken_out(item: Item) -> int:
    """Return for how many minutes the revocations count that were a mistake and are told no more.

    Each of them was worth a minute; a note of removal on what stands outweighs all there can be.
    """
    if not isinstance(item, Award) or item.status is Status.WITHDRAWN:
        return 0
    notes = sum(change.kind is ChangeKind.REMOVAL for change in item.changes)
    return notes * (len(item.recipients) + 2)


def fresh(bulletin: Bulletin, item: Item) -> datetime:
    """Return since when readers can see an entry as it is now: an embargo is over later."""
    when = updated(bulletin, item)
    return max(when, item.publish_at.instant) if item.publish_at else when


def _beside(bulletin: Bulletin, item: Item) -> Iterator[datetime]:
    """Yield what changed the names in an entry though it is no change of the entry itself."""
    if isinstance(item, Award):
        yield from (one.date.instant for one in item.revocations)
    if bulletin.changed_people:
        for slug in sorted({one.slug for one in references(item) if one.kind == Person.KIND}):
            for change in bulletin.changed_people.get(slug, ()):
                if change.date.date >= item.published_at.date:
                    yield change.date.instant
