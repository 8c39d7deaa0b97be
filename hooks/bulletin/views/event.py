"""An event as its page shows it."""

from dataclasses import dataclass

from bulletin.kinds import Event, News
from bulletin.kinds._types import Body
from bulletin.kinds.event import Programme
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, event_stamp, figures, group
from bulletin.views._facts import dates, facts, person_card
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Bit, Fact, Figure, Notes, PersonCard, SourceLine
from bulletin.views._players import Player, players
from bulletin.views._related import Beside, beside
from bulletin.views.calendar import event_calendar


@dataclass(frozen=True)
class Duty:
    """Who must or may do what."""

    must: bool
    label: str
    text: str


@dataclass(frozen=True)
class EventView:
    """Everything on an event's page."""

    title: str
    kind: str
    dates: tuple[Fact, ...]
    calendar: str
    """The path of its calendar; `` if its date is not fully known."""
    sapo: str
    lead: Figure | None
    figures: tuple[Figure, ...]
    recordings: tuple[Player, ...]
    facts: tuple[Fact, ...]
    programme: tuple[Programme, ...]
    duties: tuple[Duty, ...]
    activities: tuple[str, ...]
    participants: tuple[str, ...]
    connected_sites: tuple[str, ...]
    people: tuple[PersonCard, ...]
    body: Body | None
    beside: Beside
    sources: tuple[SourceLine, ...]
    notes: Notes
    sample: bool


FACTS = (
    "kind", "event_date", "ends_on", "place", "mode", "host", "locality", "pilot_unit", "campaigns",
    "documents",
)  # fmt: skip


def event_page(bulletin: Bulletin, event: Event) -> EventView:
    """Return the view of one event."""
    shown = [figure for figure in figures(bulletin, event) if figure.photo]
    people = (person_card(bulletin, mention) for mention in event.people)
    news, day = bulletin.referring(News, event), event.event_date
    return EventView(
        title=f"{SAMPLE_LABEL} {event.title}" if event.sample else event.title,
        kind=event.kind.label,
        dates=(Fact("Diễn ra", (Bit(event_stamp(event), iso=day.iso if day else ""),)),
               *dates(event)),
        calendar=event_calendar(bulletin, event),
        sapo=event.summary or "",
        lead=shown[0] if shown else None,
        figures=tuple(shown[1:]),
        recordings=players(bulletin, event),
        facts=facts(bulletin, event, FACTS),
        programme=event.programme,
        duties=tuple(
            Duty(o.duty.value == "must", o.duty.label.capitalize(), f"{o.who} {o.what}")
            for o in event.obligations
        ),
        activities=event.activities,
        participants=event.participants,
        connected_sites=event.connected_sites,
        people=tuple(person for person in people if person.name),
        body=event.body,
        beside=beside(bulletin, event, group(bulletin, "Tin, bài về sự kiện", news), news),
        sources=source_chain(event),
        notes=notes(event),
        sample=event.sample,
    )  # fmt: skip
