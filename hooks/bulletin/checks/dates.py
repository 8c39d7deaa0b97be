"""Dates within an entry are in the order in which things happen."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.dates import Day
from bulletin.kinds import (
    Award,
    Campaign,
    Document,
    Entry,
    Event,
    Item,
    Locality,
    Organisation,
    Result,
)
from bulletin.kinds._inspect import called
from bulletin.problems import Problem


def check_dates_are_in_order(library: Library) -> Iterator[Problem]:
    """What comes later in life has the later date."""
    for entry in library.every():
        for earlier, later in _pairs(entry):
            first, second = _at(entry, earlier), _at(entry, later)
            if first is None or second is None or not (first.is_full and second.is_full):
                continue
            if _before(second, first):
                before, after = earlier.split("."), later.split(".")
                yield wrong(
                    entry,
                    tuple(after),
                    f"{called(type(entry), tuple(after))} ghi {second},"
                    f" trước {called(type(entry), tuple(before))} {first}",
                    "Xem lại hai ngày, coi chừng đảo ngày và tháng",
                )
        yield from _changes(entry)


def _before(one: Day, other: Day) -> bool:
    """Tell whether one full date is before another; on one day, only if both have a time."""
    if one.hour is None or other.hour is None:
        return one.date < other.date
    return one.instant < other.instant


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry that follow each other in time."""
    yield "publish_at", "expires_at"
    if isinstance(entry, Item):
        yield "published_at", "expires_at"
    if isinstance(entry, Event):
        yield "event_date", "ends_on"
    if isinstance(entry, Document):
        yield "issued_on", "expires_on"
        yield "effective_on", "expires_on"
    if isinstance(entry, Locality | Organisation):
        yield "valid_from", "closed.on"
    if isinstance(entry, Award):
        yield "decided_on", "conferred_on"
        yield "decided_on", "revocation.date"
    if isinstance(entry, Result):
        yield "as_of", "published_at"
    if isinstance(entry, Campaign):
        yield "period.start", "period.end"


def _at(entry: Entry, path: str) -> Day | None:
    """Return the date at a dotted path, or None."""
    value: object = entry
    for step in path.split("."):
        value = getattr(value, step, None)
    return value if isinstance(value, Day) else None


def _changes(entry: Entry) -> Iterator[Problem]:
    """Notes of change stand oldest first, none in the future of the entry's own publication."""
    for number, change in enumerate(entry.changes):
        before = entry.changes[number - 1].date if number else None
        if before and _before(change.date, before):
            yield wrong(
                entry,
                ("changes", number, "date"),
                f"ghi chú ngày {change.date} đứng sau ghi chú ngày {before}",
                "Xếp ghi chú cũ trước, mới sau",
            )
