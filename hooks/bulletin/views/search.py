"""An entry in, what search knows of it beside the words of its page out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.kinds import (
    Award,
    Campaign,
    Deeds,
    Document,
    Entry,
    Event,
    Item,
    Locality,
    Model,
    News,
    Organisation,
    Result,
)
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, capital, card, title_of
from bulletin.views._facts import kind_label


@dataclass(frozen=True)
class SearchFacts:
    """What a found page is told apart by, and the words that find it though it does not show them."""

    title: str
    """`` for the page's own heading."""
    kind: str
    stamp: str = ""
    """The date as readers see it beside a result."""
    sort: str = ""
    """The date as machines sort it; `` for what has none."""
    years: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Hidden: other spellings, former and later names, what misprints mean, old addresses."""


def search_facts(bulletin: Bulletin, entry: Entry) -> SearchFacts:
    """Return the facts of an entry with a page of its own."""
    places = _places(bulletin, entry)
    words = _words(bulletin, entry, places)
    if not isinstance(entry, Item):
        return SearchFacts(
            title=f"{SAMPLE_LABEL} {capital(entry.name)}" if entry.sample else capital(entry.name),
            kind=kind_label(entry),
            places=_names(bulletin, places),
            words=words,
        )
    campaigns = _campaigns(bulletin, entry)
    shown = card(bulletin, entry)
    day = _day(entry)
    return SearchFacts(
        title=shown.title,
        kind=shown.kind,
        stamp=shown.stamp,
        sort=day.iso,
        years=_years(entry, day),
        campaigns=tuple(title_of(bulletin, campaign) for campaign in campaigns),
        phases=_phases(entry, campaigns),
        places=_names(bulletin, places),
        words=words,
    )


def results_facts(
    bulletin: Bulletin, title: str, campaign: Campaign, results: tuple[Result, ...]
) -> SearchFacts:
    """Return the facts of a page of results, which holds the reports of many places."""
    newest = max((result.published_at for result in results), key=lambda day: day.instant)
    places = tuple(p for result in results for p in _places(bulletin, result))
    phases = {result.phase for result in results if result.phase is not None}
    words = (word for result in results for word in _words(bulletin, result, ()))
    return SearchFacts(
        title=title,
        kind=kind_label(results[0]),
        stamp=newest.stamp,
        sort=newest.iso,
        years=(f"{newest.year}",),
        campaigns=(title_of(bulletin, campaign),),
        phases=tuple(f"Đợt {number}" for number in sorted(phases)),
        places=_names(bulletin, places),
        words=_once((*words, *_names_of(bulletin, places))),
    )


def hand_written_facts() -> SearchFacts:
    """Return the facts of a page written by hand."""
    return SearchFacts(title="", kind="Về trang này")


def _day(item: Item) -> Day:
    """Return the day that results are sorted by: of issue or of the event, where it is known."""
    day = item.published_at
    if isinstance(item, Document) and item.issued_on:
        day = item.issued_on
    if isinstance(item, Event) and item.event_date and item.event_date.is_full:
        day = item.event_date
    return day


def _years(item: Item, day: Day) -> tuple[str, ...]:
    """Return the years an entry belongs to: a campaign to every year it runs in.

    The year of an event is never that of its entry on this site.
    """
    if isinstance(item, Campaign) and item.period and item.period.start:
        last = item.period.end or item.period.start
        return tuple(str(n) for n in range(item.period.start.date.year, last.date.year + 1))
    if isinstance(item, Event):
        year = item.event_date.year if item.event_date else None
        return (str(year),) if year else ()
    return (f"{day.year}",)


def _campaigns(bulletin: Bulletin, item: Item) -> tuple[Campaign, ...]:
    """Return the campaigns an entry belongs to; a campaign to itself and those above it."""
    if isinstance(item, Campaign):
        above = bulletin.get(Campaign, item.parent)
        return (item, above) if above else (item,)
    if isinstance(item, Document):
        return tuple(c for c in bulletin.all(Campaign) if item.slug in c.documents)
    if isinstance(item, News | Event):
        return bulletin.some(Campaign, item.campaigns)
    found = bulletin.get(Campaign, getattr(item, "campaign", None))
    return (found,) if found else ()


def _phases(item: Item, campaigns: Iterable[Campaign]) -> tuple[str, ...]:
    """Return the phase an entry names, else those whose dates hold the day on which it happened.

    When it was published here says nothing: a launch may be told of a year later.
    """
    own: int | None = getattr(item, "phase", None)
    if own is not None:
        return (f"Đợt {own}",)
    day = item.start if isinstance(item, Deeds) else getattr(item, "event_date", None)
    if day is None or not day.is_full:
        return ()
    return tuple(f"Đợt {number}" for number in sorted(_phases_on(campaigns, day)))


def _phases_on(campaigns: Iterable[Campaign], day: Day) -> set[int]:
    return {
        phase.number
        for campaign in campaigns
        for phase in campaign.phases
        if phase.start and phase.end and phase.start.date <= day.date <= phase.end.date
    }


def _places(bulletin: Bulletin, entry: Entry) -> tuple[Locality, ...]:
    """Return the places an entry is about, each with those it lies in."""
    if isinstance(entry, Locality):
        slugs: tuple[str | None, ...] = (entry.slug,)
    elif isinstance(entry, News | Model):
        slugs = entry.localities
    elif isinstance(entry, Deeds | Result):
        slugs = (entry.commune if isinstance(entry, Deeds) else entry.unit,)
    elif isinstance(entry, Document):
        issuer = bulletin.get(Organisation, entry.issuer)
        slugs = (issuer.locality if issuer else None,)
    else:
        slugs = (getattr(entry, "locality", None),)
    found: dict[str, Locality] = {}
    for slug in slugs:
        place = bulletin.get(Locality, slug)
        while place is not None and place.slug not in found:
            found[place.slug] = place
            place = bulletin.get(Locality, place.parent)
    return tuple(found.values())


def _names(bulletin: Bulletin, places: Iterable[Locality]) -> tuple[str, ...]:
    return _once(capital(place.name) for place in places)


def _words(bulletin: Bulletin, entry: Entry, places: tuple[Locality, ...]) -> tuple[str, ...]:
    """Return the hidden words of an entry; all of them stand in public content."""
    return _once(
        (
            *(sic.means for sic in entry.sic),
            *(alias.replace("-", " ") for alias in entry.aliases),
            *(_numbers(entry)),
            *(_names_of(bulletin, places)),
        )
    )


def _numbers(entry: Entry) -> Iterator[str]:
    """Yield the number of an act as people type it: without zeros before it, or signs inside."""
    number = None
    if isinstance(entry, Document):
        number = entry.signature
    elif isinstance(entry, Award | Result):
        number = entry.number
    if number:
        bare = number.lstrip("0") or number
        yield bare
        yield bare.replace("/", " ").replace("-", " ")


def _names_of(bulletin: Bulletin, places: Iterable[Locality]) -> Iterator[str]:
    """Yield the other names of places: spellings, what became of them, what they came from."""
    for place in places:
        yield from place.variants
        if place.closed:
            yield from (then.name for then in bulletin.some(Locality, place.closed.successors))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
