"""An entry in, the card that lists show of it out."""

from collections.abc import Iterable

from bulletin.kinds import (
    Award,
    Campaign,
    Category,
    Deeds,
    Document,
    Entry,
    Event,
    Exemplar,
    Item,
    Locality,
    Model,
    News,
    Notice,
    Organisation,
    Result,
)
from bulletin.kinds.award import AwardState
from bulletin.kinds.exemplar import Honoured
from bulletin.kinds.news import Picture
from bulletin.model import Bulletin
from bulletin.views._facts import kind_label, period_text, place_name, since
from bulletin.views._parts import Card, Figure, Group, Photo

SAMPLE_LABEL = "[Minh họa]"
"""Stands before every title of sample data (design §4)."""


WAITING_LABEL = "[Chưa đăng]"
"""Stands before what only editors see, in lists of previews."""


def labelled(bulletin: Bulletin, entry: Entry, title: str) -> str:
    """Return a title as lists print it: what is sample data, or not published yet, says so in it."""
    labels = [WAITING_LABEL] if bulletin.is_waiting(entry) else []
    labels += [SAMPLE_LABEL] if entry.sample else []
    return " ".join((*labels, title))


def title_of(bulletin: Bulletin, item: Item) -> str:
    """Return the title of an item with a page as lists print it."""
    return labelled(bulletin, item, _title(bulletin, item))


def lasting_title(bulletin: Bulletin, item: Item) -> str:
    """Return a title that stays when somebody loses an award: without how many are honoured."""
    if not isinstance(item, Award):
        return title_of(bulletin, item)
    title = f"Quyết định số {item.number}"
    return f"{SAMPLE_LABEL} {title}" if item.sample else title


def _title(bulletin: Bulletin, item: Item) -> str:
    if isinstance(item, Campaign):
        return item.short_title
    if isinstance(item, Document):
        return f"{item.signature}: {item.title}" if item.signature else item.name
    if isinstance(item, Award):
        return f"Quyết định số {item.number}: {honoured_count(item)}"
    if isinstance(item, Deeds | Result):
        place = bulletin.get(Locality, item.commune if isinstance(item, Deeds) else item.unit)
        return f"{item.name}, {place.name}" if place else item.name
    return item.name


def honoured_count(award: Award) -> str:
    """Say how many are honoured: `5 tập thể, 12 cá nhân`; a revoked decision honours nobody."""
    if award.state is AwardState.REVOKED:
        return "đã bị hủy bỏ"
    standing = [r.kind for r in award.recipients if r.revocation is None]
    groups = (
        ("tập thể", (Honoured.COLLECTIVE, Honoured.TEAM)),
        ("cá nhân", (Honoured.PERSON,)),
        ("hộ gia đình", (Honoured.HOUSEHOLD,)),
    )
    counts = [(sum(kind in kinds for kind in standing), label) for label, kinds in groups]
    return ", ".join(f"{count} {label}" for count, label in counts if count) or "đã bị hủy bỏ"


def card(bulletin: Bulletin, item: Item) -> Card:
    """Return the card of an entry with a page; it is made once and stands on many pages."""
    key = (card, item)
    return bulletin.once(key, lambda: _card(bulletin, item))


def _card(bulletin: Bulletin, item: Item) -> Card:
    stamp, iso = item.published_at.stamp, item.published_at.iso
    if isinstance(item, Document) and item.issued_on:
        stamp, iso = str(item.issued_on), item.issued_on.iso
    if isinstance(item, Event):
        stamp, iso = event_stamp(item), item.event_date.iso if item.event_date else ""
    if isinstance(item, Campaign):
        stamp, iso = period_text(item.period) if item.period else "Nguồn không nêu thời gian", ""
    day, month = _date_block(item)
    return Card(
        title=title_of(bulletin, item),
        path=item.path,
        kind=kind_label(item),
        label=_label(bulletin, item),
        stamp=stamp,
        iso=iso,
        summary=item.summary or "",
        photo=lead_photo(bulletin, item),
        sample=item.sample,
        day=day,
        month=month,
    )


def _date_block(item: Item) -> tuple[str, str]:
    """Return the day and the month of an event as far as they are known."""
    day = item.event_date if isinstance(item, Event) else None
    if day is None:
        return "", ""
    if day.month is None:
        return "", f"năm {day.year}"
    month = f"tháng {day.month}" if day.year is None else f"{day.month:02}/{day.year}"
    return (f"{day.day:02}" if day.day else ""), month


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
    if isinstance(item, Award):
        return f"{item.form.label}, {item.level.label}"
    if isinstance(item, Notice):
        return comment_state(bulletin, item)
    if isinstance(item, Result):
        return f"số liệu đến {item.as_of}"
    if isinstance(item, Model):
        return ", ".join(place.name for place in bulletin.some(Locality, item.localities))
    if isinstance(item, Event | Campaign | Exemplar):
        place = bulletin.get(Locality, item.locality)
        return place_name(bulletin, place) if place else ""
    return ""


def comment_state(bulletin: Bulletin, notice: Notice) -> str:
    """Say until when people may comment, and whether they still may on the build's day."""
    if notice.comments is None:
        return ""
    if bulletin.now.date < notice.comments.start.date:
        state = "sắp mở"
    else:
        state = "đang mở" if bulletin.now.date <= notice.comments.end.date else "đã hết hạn"
    return f"góp ý đến hết ngày {notice.comments.end} ({state})"


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
    pictures = item.pictures if isinstance(item, News | Event | Exemplar | Model) else ()
    return next((photo(bulletin, p) for p in pictures if p.file in bulletin.pictures), None)


def photo(bulletin: Bulletin, picture: Picture) -> Photo:
    """Return a picture of ours with the files that show it."""
    return photo_of(bulletin, picture.file or "", picture.alt or "")


def photo_of(bulletin: Bulletin, name: str, alt: str) -> Photo:
    """Return a picture in content/media/ by its name."""
    shown = bulletin.pictures[name]
    jpeg = shown.fallback
    return Photo(jpeg.path, jpeg.width, jpeg.height, alt, shown.webp)


def figures(bulletin: Bulletin, entry: News | Event | Exemplar | Model) -> tuple[Figure, ...]:
    """Return the pictures of an article; of those we may not print, the caption as a fact."""
    return tuple(
        Figure(
            photo=photo(bulletin, picture) if picture.file in bulletin.pictures else None,
            caption=picture.caption or "",
            credit=picture.credit or "",
            people=tuple(
                name for who in picture.people if (name := bulletin.person_name(who, entry))
            ),
        )
        for picture in entry.pictures
    )


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def register_card(bulletin: Bulletin, entry: Locality | Organisation) -> Card:
    """Return the card of a place or office: its name, and what has become of it."""
    name = capital(entry.name)
    kind = entry.level.label if isinstance(entry, Locality) else entry.kind.label
    return Card(
        title=labelled(bulletin, entry, name),
        path=entry.path,
        kind=kind_label(entry),
        label=since(bulletin, entry),
        stamp=capital(kind),
        iso="",
        summary="",
        photo=None,
        sample=entry.sample,
    )
