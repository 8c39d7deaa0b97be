"""What a feed consists of: posts, made of entries, of corrections and of what was taken down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bulletin.dates import ZONE
from bulletin.kinds import Entry, Item
from bulletin.kinds._fields import Change, ChangeKind
from bulletin.model import Bulletin
from bulletin.settings import Settings
from bulletin.views.issue import Month, issue_items

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Post:
    """One thing that a feed tells, with an id that never changes (RFC 4151)."""

    id: str
    entry: Entry
    published: datetime
    updated: datetime
    fresh: datetime
    """Since when readers can see it as it is now: a live feed goes by this."""
    change: Change | None = None
    """The correction or removal it tells of, in the feed of corrections."""
    gone: bool = False
    """Taken down: nothing of the entry but the id may be told."""
    issue: Month | None = None
    """The month it sums up; then `entry` is the newest of what it draws on."""

    @property
    def key(self) -> tuple[str, str]:
        """Kind and slug of the entry behind it."""
        return self.entry.KIND, self.entry.slug


def tag(settings: Settings, name: str) -> str:
    """Return the tag URI (RFC 4151) of a name: it outlives titles, addresses and domains."""
    return f"tag:{settings.guid_domain},{settings.guid_year}:{name}"


def guid(settings: Settings, entry: Entry) -> str:
    """Return the id of an entry: made of the kind and the oldest slug only."""
    return tag(settings, f"{entry.KIND}/{entry.oldest_slug}")


def in_order(posts: list[Post]) -> tuple[Post, ...]:
    """Return posts newest first, ties by id, so that not even a renaming moves one."""
    return tuple(sorted(posts, key=lambda post: (-post.published.timestamp(), post.id)))


def all_posts(bulletin: Bulletin) -> tuple[Post, ...]:
    """Return every published entry and, nameless, every one taken down; newest first."""
    found = [_post(bulletin, item) for item in bulletin.items]
    found += [_tombstone(bulletin, e) for e in bulletin.withdrawn if isinstance(e, Item)]
    return in_order(found)


def _post(bulletin: Bulletin, item: Item) -> Post:
    published = item.published_at.instant
    updated = max([published, *moments(item)])
    embargo = item.publish_at.instant if item.publish_at else published
    return Post(guid(bulletin.settings, item), item, published, updated, max(updated, embargo))


def _tombstone(bulletin: Bulletin, entry: Entry) -> Post:
    when = _removed_at(entry)
    return Post(guid(bulletin.settings, entry), entry, when, when, when, gone=True)


def moments(entry: Entry) -> list[datetime]:
    """Return when each change took place, in the order of `changes`.

    Readers look at `updated` alone, so a change on the day of the one before (or of publication)
    that has no later time of its own is told a minute after it.
    """
    last = entry.published_at.instant if isinstance(entry, Item) else None
    found: dict[int, datetime] = {}
    for number, change in sorted(enumerate(entry.changes), key=lambda row: row[1].date.date):
        when = change.date.instant
        if last is not None and when <= last and change.date.date == last.date():
            when = last + _MINUTE
        found[number] = when
        last = when if last is None else max(when, last)
    return [found[number] for number in range(len(entry.changes))]


def _removed_at(entry: Entry) -> datetime:
    return max(
        when
        for change, when in zip(entry.changes, moments(entry), strict=True)
        if change.kind is ChangeKind.REMOVAL
    )


def issue_posts(bulletin: Bulletin) -> tuple[Post, ...]:
    """Return every monthly issue: out when its month is over, changed by what it draws on."""
    found = []
    for month, items in issue_items(bulletin):
        after = datetime(month[0] + month[1] // 12, month[1] % 12 + 1, 1, tzinfo=ZONE)
        updated = max([after, *(item.updated.instant for item in items)])
        name = tag(bulletin.settings, f"issue/{month[0]}-{month[1]:02}")
        found.append(Post(name, items[0], after, updated, updated, issue=month))
    return in_order(found)


def correction_posts(bulletin: Bulletin) -> tuple[Post, ...]:
    """Return every correction of what stands and every removal, newest first.

    The corrections of what was taken down go with it: they told its title.
    """
    found: list[Post] = []
    for item in bulletin.items:
        for name, change, when in _corrections(bulletin, item):
            if change.kind is ChangeKind.CORRECTION:
                found.append(Post(name, item, when, when, when, change))
    for entry in bulletin.withdrawn:
        removed = _removed_at(entry)
        for name, change, when in _corrections(bulletin, entry):
            if change.kind is ChangeKind.REMOVAL:
                found.append(Post(name, entry, when, when, when, change))
            else:
                found.append(Post(name, entry, removed, removed, removed, change, gone=True))
    return in_order(found)


def _corrections(bulletin: Bulletin, entry: Entry) -> Iterator[tuple[str, Change, datetime]]:
    """Yield (id, change, moment) of corrections and removals; the second of a day gets `-2`."""
    count: dict[str, int] = {}
    for change, when in zip(entry.changes, moments(entry), strict=True):
        if change.kind is not ChangeKind.UPDATE:
            day = change.date.date.isoformat()
            count[day] = count.get(day, 0) + 1
            number = f"-{count[day]}" if count[day] > 1 else ""
            name = f"correction/{entry.KIND}/{entry.oldest_slug}/{day}{number}"
            yield tag(bulletin.settings, name), change, when
