"""What a feed consists of: posts, made of entries, of corrections and of what was taken down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bulletin.feeds.moments import fresh, moments, removed_at, updated
from bulletin.kinds import Award, Entry, Item, Status
from bulletin.kinds._fields import Change, ChangeKind
from bulletin.model import Bulletin
from bulletin.settings import Settings
from bulletin.views.award import TakenBack, taken_back
from bulletin.views.issue import Month


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
    revocation: tuple[TakenBack, ...] = ()
    """The decisions it tells of that take an award back, in the feed of corrections."""
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
    gone = [entry for entry in bulletin.withdrawn if isinstance(entry, Item)]
    for entry in (*gone, *bulletin.stranded):
        found.append(tombstone(bulletin, entry, removed_at(bulletin, entry)))
    return in_order(found)


def _post(bulletin: Bulletin, item: Item) -> Post:
    published = item.published_at.instant
    return Post(
        guid(bulletin.settings, item),
        item,
        published,
        updated(bulletin, item),
        fresh(bulletin, item),
    )


def tombstone(bulletin: Bulletin, entry: Entry, when: datetime) -> Post:
    """Return the post that stands where an entry stood until a moment."""
    return Post(guid(bulletin.settings, entry), entry, when, when, when, gone=True)


def correction_posts(bulletin: Bulletin) -> tuple[Post, ...]:
    """Return every correction of what stands and every removal, newest first.

    The corrections of what was taken down go with it: they told its title.
    """
    found: list[Post] = []
    for item in bulletin.items:
        for name, change, when in _corrections(bulletin, item):
            if change.kind is ChangeKind.CORRECTION:
                found.append(Post(name, item, when, when, when, change))
        if isinstance(item, Award):
            found += _revocations(bulletin, item)
    for entry in (*bulletin.withdrawn, *bulletin.stranded):
        removed = removed_at(bulletin, entry)
        if isinstance(entry, Award):
            told = _revocations(bulletin, entry)
            found += (Post(one.id, entry, removed, removed, removed, gone=True) for one in told)
        for name, change, when in _corrections(bulletin, entry):
            if change.kind is ChangeKind.REMOVAL:
                found.append(Post(name, entry, when, when, when, change))
            else:
                found.append(Post(name, entry, removed, removed, removed, change, gone=True))
    return in_order(found)


def _revocations(bulletin: Bulletin, award: Award) -> Iterator[Post]:
    """Yield the post of all that takes an award back: one an award, told anew whenever it changes.

    Its id holds neither number nor day of the revoking decision: these may have been mistyped.
    Where a revocation was a mistake altogether, a note of removal on the standing award takes
    the post back.
    """
    name = tag(bulletin.settings, f"revocation/award/{award.oldest_slug}")
    told = taken_back(award)
    removals = sum(change.kind is ChangeKind.REMOVAL for change in award.changes)
    changed, since = updated(bulletin, award), fresh(bulletin, award)
    if told:
        first = min(one.date.instant for one in told)
        when = max(first, award.published_at.instant)
        yield Post(name, award, when, changed, since, revocation=told)
    elif removals > (award.status is Status.WITHDRAWN):
        yield Post(name, award, changed, changed, since, gone=True)


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
