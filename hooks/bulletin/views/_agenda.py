"""Dates that lie in a span of time: events, phases, reports due, ends of consultations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.dates import Day
from bulletin.kinds import Campaign, Event, Notice
from bulletin.model import Bulletin
from bulletin.views._cards import title_of
from bulletin.views._parts import Link


@dataclass(frozen=True)
class Appointment:
    """A full date, what happens on it, and the page that says more."""

    stamp: str
    iso: str
    what: str
    link: Link


def agenda(bulletin: Bulletin, first: date, last: date) -> tuple[Appointment, ...]:
    """Return what is known to happen from `first` to `last`, both included, in order.

    Unknown and partial dates belong to no day, so they are never here.
    """
    found = [row for row in _dates(bulletin) if row[0].is_full and first <= row[0].date <= last]
    found.sort(key=lambda row: (row[0].instant, row[2].text, row[1]))
    return tuple(
        Appointment(str(Day(day.year, day.month, day.day)), day.iso, what, link)
        for day, what, link in found
    )


def _dates(bulletin: Bulletin) -> Iterator[tuple[Day, str, Link]]:
    for event in bulletin.all(Event):
        if event.event_date is not None:
            yield event.event_date, event.kind.label.capitalize(), _link(bulletin, event)
    for campaign in bulletin.all(Campaign):
        link = _link(bulletin, campaign)
        for phase in campaign.phases:
            days = (
                (phase.start, f"Bắt đầu đợt {phase.number}"),
                (phase.end, f"Kết thúc đợt {phase.number}"),
                (phase.report_due, f"Hạn báo cáo sơ kết đợt {phase.number}"),
            )
            yield from ((day, what, link) for day, what in days if day is not None)
        told = {phase.report_due for phase in campaign.phases}
        for line in campaign.reporting:
            if line.due is not None and line.due not in told:
                yield line.due, "Hạn báo cáo", link
    for notice in bulletin.all(Notice):
        if notice.comments is not None:
            yield notice.comments.end, "Hết hạn góp ý", _link(bulletin, notice)


def _link(bulletin: Bulletin, item: Event | Campaign | Notice) -> Link:
    return Link(title_of(bulletin, item), item.path)
