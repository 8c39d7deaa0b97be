"""An entry in, the card that lists show of it out."""

from collections.abc import Iterable

from bulletin.kinds import Campaign, Category, Document, Event, Item, Locality, News, Organisation
from bulletin.kinds.news import Picture
from bulletin.model import Bulletin
from bulletin.views._facts import kind_label, period_text, place_name, since
from bulletin.views._parts import Card, Figure, Group, Photo

SAMPLE_LABEL = "[Minh họa]"
"""Stands before every title of sample data (design §4)."""


def title_of(item: Item) -> str:
    """Return the title as readers see it: sample data is labelled in the title itself."""
    title = item.short_title if isinstance(item, Campaign) else item.title
    if isinstance(item, Document):
        title = f"{item.signature}: {item.title}" if item.signature else item.name
    return f"{SAMPLE_LABEL} {title}" if item.sample else title


def card(bulletin: Bulletin, item: Item) -> Card:
    """Return the card of an entry with a page."""
    stamp, iso = item.published_at.stamp, item.published_at.iso
    if isinstance(item, Document) and item.issued_on:
        stamp, iso = str(item.issued_on), item.issued_on.iso
    if isinstance(item, Event):
        stamp, iso = event_stamp(item), item.event_date.iso if item.event_date else ""
    if isinstance(item, Campaign):
        stamp, iso = period_text(item.period) if item.period else "Nguồn không nêu thời gian", ""
    return Card(
        title=title_of(item),
        path=item.path,
        kind=kind_label(item),
        label=_label(bulletin, item),
        stamp=stamp,
        iso=iso,
        summary=item.summary or "",
        photo=lead_photo(bulletin, item),
        sample=item.sample,
    )


def event_stamp(event: Event) -> str:
    """Print when an event takes place, partial dates as they are."""
    if event.event_date is None:
        return f"{event.absence('event_date') or 'Chưa xác định'} ngày"
    text = str(event.event_date)
    if event.ends_on is not None:
        text = f"{text} – {event.ends_on}"
    return f"{text} (suy ra)" if "event_date" in event.inferred else text


def _label(bulletin: Bulletin, item: Item) -> str:
    """Return the words beside the date: category, issuer, place."""
    if isinstance(item, News):
        category = bulletin.get(Category, item.category)
        return category.title if category else ""
    if isinstance(item, Document):
        issuer = bulletin.get(Organisation, item.issuer)
        return issuer.label if issuer else ""
    if isinstance(item, Event | Campaign):
        place = bulletin.get(Locality, item.locality)
        return place_name(bulletin, place) if place else ""
    return ""


def cards(bulletin: Bulletin, items: Iterable[Item]) -> tuple[Card, ...]:
    """Return the cards of entries, in their order."""
    return tuple(card(bulletin, item) for item in items)


def group(
    bulletin: Bulletin, title: str, items: Iterable[Item], more: str | None = None
) -> tuple[Group, ...]:
    """Return one titled list, or none: an empty heading is never printed."""
    found = cards(bulletin, items)
    return (Group(title, found, more),) if found else ()


def lead_photo(bulletin: Bulletin, item: Item) -> Photo | None:
    """Return the first picture we have of an entry."""
    pictures = item.pictures if isinstance(item, News | Event) else ()
    return next((photo(bulletin, p) for p in pictures if p.file in bulletin.pictures), None)


def photo(bulletin: Bulletin, picture: Picture) -> Photo:
    """Return a picture of ours with its size."""
    width, height = bulletin.pictures[picture.file or ""]
    return Photo(f"media/{picture.file}", width, height, picture.alt or "")


def figures(bulletin: Bulletin, pictures: tuple[Picture, ...]) -> tuple[Figure, ...]:
    """Return the pictures of an article; of those we may not print, the caption as a fact."""
    return tuple(
        Figure(
            photo=photo(bulletin, picture) if picture.file in bulletin.pictures else None,
            caption=picture.caption or "",
            credit=picture.credit or "",
            people=tuple(name for name in map(bulletin.person_name, picture.people) if name),
        )
        for picture in pictures
    )


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def register_card(bulletin: Bulletin, entry: Locality | Organisation) -> Card:
    """Return the card of a place or office: its name, and what has become of it."""
    name = capital(entry.name)
    kind = entry.level.label if isinstance(entry, Locality) else entry.kind.label
    return Card(
        title=f"{SAMPLE_LABEL} {name}" if entry.sample else name,
        path=entry.path,
        kind=kind_label(entry),
        label=since(bulletin, entry),
        stamp=capital(kind),
        iso="",
        summary="",
        photo=None,
        sample=entry.sample,
    )
