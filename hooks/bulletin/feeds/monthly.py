"""The monthly issues as posts: out when their month is over, changed by whatever they draw on."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bulletin.dates import ZONE, Day
from bulletin.feeds.moments import fresh, held_back, moments, removed_at
from bulletin.feeds.posts import Post, in_order, tag
from bulletin.kinds import Award, Campaign, Deeds, Entry, Event, Issue, Item, Notice, Result
from bulletin.model import Bulletin
from bulletin.views.issue import Month, issue_items, month_after, month_of

_SECOND = timedelta(seconds=1)
_A_CHOICE = 60
"""Seconds that a note of an editor's choice counts: more than a choice names, which may be fewer now."""


def issue_posts(bulletin: Bulletin) -> tuple[Post, ...]:
    """Return every monthly issue; of one of which nothing is left, a tombstone.

    What it draws on may have changed on one day, or bear an earlier one than what changed before
    it. So every single thing that makes an issue what it is counts for a second: whatever comes
    to it moves `updated`.
    """
    standing = dict(issue_items(bulletin))
    drawn = _drawn_on(bulletin)
    found = []
    for month in _months(bulletin, standing):
        after = datetime(*month_after(month), 1, tzinfo=ZONE)
        told = list(_moments(bulletin, month, drawn.get(month, ())))
        updated = max([after, *told]) + len(told) * _SECOND
        name = tag(bulletin.settings, f"issue/{month[0]}-{month[1]:02}")
        if items := standing.get(month):
            found.append(Post(name, items[0], after, updated, updated, issue=month))
        else:
            gone = next(iter(drawn[month]))
            found.append(Post(name, gone, updated, updated, updated, gone=True))
    return in_order(found)


def _months(bulletin: Bulletin, standing: Iterable[Month]) -> list[Month]:
    """Return the months that have an issue, or had one until all of it was taken down."""
    today = bulletin.now.date
    gone = {month_of(one) for one in _gone(bulletin) if not isinstance(one, Campaign)}
    over = {month for month in gone if month < (today.year, today.month)}
    return sorted({*standing, *over}, reverse=True)


def _gone(bulletin: Bulletin) -> Iterator[Item]:
    for entry in (*bulletin.withdrawn, *bulletin.stranded):
        if isinstance(entry, Item):
            yield entry


def _drawn_on(bulletin: Bulletin) -> dict[Month, list[Entry]]:
    """Return by month every entry, standing or not, that its issue shows or once showed."""
    found: dict[Month, list[Entry]] = {}
    chosen = {_month_named(one): one for one in (*bulletin.all(Issue), *bulletin.withdrawn_choices)}
    for item in (*bulletin.items, *_gone(bulletin)):
        for month in {*_months_of(item), *_months_choosing(item, chosen)}:
            found.setdefault(month, []).append(item)
    for month, choice in chosen.items():
        found.setdefault(month, []).append(choice)
    return found


def _month_named(choice: Issue) -> Month:
    year, month = choice.slug.split("-")
    return int(year), int(month)


def _months_choosing(item: Item, chosen: dict[Month, Issue]) -> Iterator[Month]:
    for month, choice in chosen.items():
        named = (choice.lead, *choice.news) if item.KIND == "news" else ()
        named = choice.exemplars if item.KIND == "exemplar" else named
        if item.slug in named:
            yield month


def _months_of(item: Item) -> Iterator[Month]:
    """Yield the months that list an entry: its own, its period's, the one before its days."""
    yield month_of(item)
    if isinstance(item, Deeds):
        yield item.start.date.year, item.start.date.month
    for day in _announced(item):
        if day is not None and day.is_full:
            # The issue of a month tells the days of the month that follows.
            before = day.date.replace(day=1) - timedelta(days=1)
            yield before.year, before.month
    if isinstance(item, Event | Campaign | Notice) and item.changes:
        yield from _told_before(item)


def _told_before(item: Item) -> Iterator[Month]:
    """Yield the months whose issues may have told a day of an entry that was moved since.

    Only an issue that was out when the note was written had readers, so the months end there; an
    entry is told before its day at most a month before it is published.
    """
    first = item.published_at.date.replace(day=1) - timedelta(days=1)
    month, last = (first.year, first.month), max(change.date.date for change in item.changes)
    while month < (last.year, last.month):
        yield month
        month = month_after(month)


def _announced(item: Item) -> Iterator[Day | None]:
    """Yield the days of an entry that the next month's calendar tells (`views/_agenda.py`)."""
    if isinstance(item, Event):
        yield item.event_date
    elif isinstance(item, Campaign):
        for phase in item.phases:
            yield from (phase.start, phase.end, phase.report_due)
        yield from (line.due for line in item.reporting)
    elif isinstance(item, Notice) and item.comments is not None:
        yield item.comments.end


def _moments(bulletin: Bulletin, month: Month, entries: Iterable[Entry]) -> Iterator[datetime]:
    """Yield a moment for every single thing that made an issue what it is.

    What bears no day of its own, as a renaming, has the month's first: it still counts.
    """
    start = datetime(*month, 1, tzinfo=ZONE)
    for entry in entries:
        yield fresh(bulletin, entry) if isinstance(entry, Item) else start
        yield from moments(entry)
        yield from (start for _ in entry.aliases)
        yield from (start for _ in range(held_back(bulletin, entry)))
        if isinstance(entry, Issue):
            yield from (start for _ in range(_A_CHOICE * len(entry.changes)))
        if entry.publish_at:
            yield entry.publish_at.instant
        if isinstance(entry, Award):
            yield from (one.date.instant for one in entry.revocations)
        if isinstance(entry, Result) and any(entry is one for one in bulletin.stranded):
            yield removed_at(bulletin, entry)
