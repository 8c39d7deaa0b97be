"""Calendars: `lich.ics` of the site, of every campaign and of every event (RFC 5545, RFC 7986)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vUri

from bulletin import kinds
from bulletin.dates import Day
from bulletin.feeds.extension import GENERATOR
from bulletin.feeds.posts import guid
from bulletin.model import Bulletin
from bulletin.views._cards import title_of
from bulletin.views.calendar import (
    FILE,
    Entry,
    entries_of_campaign,
    entries_of_site,
    event_entries,
)
from bulletin.views.sitewide import removal_day

ZONE_NAME = "Asia/Ho_Chi_Minh"
_EVERY_DAY = timedelta(days=1)


def calendars(bulletin: Bulletin) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the root, content) of every calendar.

    One that has no entry stands all the same where it may once have had some: who subscribed is
    then told that they are gone.
    """
    site = bulletin.settings
    campaigns, events = bulletin.all(kinds.Campaign), bulletin.all(kinds.Event)
    if campaigns or events or bulletin.all(kinds.Notice):
        yield FILE, _calendar(bulletin, "", site.site_name, entries_of_site(bulletin))
    for campaign in campaigns:
        title, entries = title_of(bulletin, campaign), entries_of_campaign(bulletin, campaign)
        made = _calendar(bulletin, campaign.path, title, entries)
        yield from ((f"{folder}{FILE}", made) for folder in _folders(campaign))
    for event in events:
        title, entries = title_of(bulletin, event), tuple(event_entries(bulletin, [event]))
        made = _calendar(bulletin, event.path, title, entries)
        yield from ((f"{folder}{FILE}", made) for folder in _folders(event))
    for entry in bulletin.withdrawn:
        if isinstance(entry, kinds.Event):
            made = _removed(bulletin, entry)
        elif isinstance(entry, kinds.Campaign):
            made = bytes(_frame(bulletin, entry.path, "Nội dung đã được gỡ").to_ical())
        else:
            continue
        yield from ((f"{folder}{FILE}", made) for folder in _folders(entry))


def _folders(entry: kinds.Entry) -> Iterator[str]:
    """Yield where an entry's page is and was: calendar programs seldom follow a page's redirect."""
    yield entry.path
    yield from (f"{entry.ADDRESS}{alias}/" for alias in entry.aliases)


def _calendar(bulletin: Bulletin, folder: str, title: str, entries: Iterable[Entry]) -> bytes:
    """Return the calendar of the page in a folder."""
    calendar = _frame(bulletin, folder, title)
    for entry in entries:
        calendar.add_component(_event(bulletin, entry))
    return bytes(calendar.to_ical())


def _frame(bulletin: Bulletin, folder: str, title: str) -> Calendar:
    """Return a calendar with its name, its zone, and nothing in it."""
    url = bulletin.settings.site_url
    calendar = Calendar()
    calendar.add("prodid", f"-//{bulletin.settings.guid_domain}//{GENERATOR}//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, title)
    calendar.add("x-wr-timezone", ZONE_NAME)
    calendar.add("url", url + folder)
    calendar.add("source", vUri(f"{url}{folder}{FILE}", params={"VALUE": "URI"}))
    calendar.add("refresh-interval", vDuration(_EVERY_DAY, params={"VALUE": "DURATION"}))
    calendar.add_component(_zone())
    return calendar


def _zone() -> Timezone:
    """Return the zone of Vietnam: seven hours ahead, without summer time, since 13/6/1975."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", ZONE_NAME)
    zone.add_component(standard)
    return zone


def _event(bulletin: Bulletin, entry: Entry) -> Event:
    """Return one entry; an hour without an end stays one (RFC 5545, 3.6.1: it takes no time)."""
    item = entry.item
    event = _stamped(bulletin, item, entry.part, item.updated, len(item.changes))
    event.add("created", _utc(item.published_at))
    event.add("summary", entry.title)
    event.add("url", bulletin.settings.site_url + item.path)
    _add_time(event, "dtstart", entry.start)
    if entry.start.hour is None:
        # The day after the last one: the end itself is outside.
        event.add("dtend", (entry.end or entry.start).date + timedelta(days=1))
    elif entry.end is not None and entry.end.instant > entry.start.instant:
        _add_time(event, "dtend", entry.end)
    if entry.place:
        event.add("location", entry.place)
    if entry.description:
        event.add("description", entry.description)
    event.add("status", "CONFIRMED")
    return event


def _removed(bulletin: Bulletin, entry: kinds.Event) -> bytes:
    """Return the calendar of an event that was taken down: cancelled, and nothing else told."""
    day = max((change.date for change in entry.changes), key=lambda found: found.instant)
    calendar = _frame(bulletin, entry.path, "Nội dung đã được gỡ")
    event = _stamped(bulletin, entry, "", day, len(entry.changes))
    event.add("summary", f"Nội dung này đã được gỡ ngày {removal_day(entry).text}")
    event.add("dtstart", day.date)
    event.add("status", "CANCELLED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _stamped(bulletin: Bulletin, item: kinds.Item, part: str, changed: Day, times: int) -> Event:
    """Return an entry with its lasting id and the times of its changes, all from the content."""
    event = Event()
    event.add("uid", guid(bulletin.settings, item) + part)
    event.add("dtstamp", _utc(changed))
    event.add("last-modified", _utc(changed))
    event.add("sequence", times)
    # Nobody's own time is taken by what the site announces.
    event.add("transp", "TRANSPARENT")
    return event


def _add_time(event: Event, name: str, day: Day) -> None:
    """Add a day, or an hour of it in Vietnam."""
    if day.hour is None:
        event.add(name, day.date)
    else:
        local = day.instant.replace(tzinfo=None)
        event.add(name, local, parameters={"TZID": ZONE_NAME})


def _utc(day: Day) -> datetime:
    return day.instant.astimezone(UTC)
