"""A field of an entry in, its label and printed value out: one way to print every type of field."""

from collections.abc import Iterable
from typing import Any

from bulletin.dates import Day
from bulletin.kinds import KINDS, Document, Entry, Exemplar, Item, Locality, Organisation
from bulletin.kinds._fields import Gaps, Part
from bulletin.kinds._inspect import info_at, marks_of
from bulletin.kinds._types import Labelled, RefTo
from bulletin.kinds.campaign import Period
from bulletin.kinds.person import Mention
from bulletin.kinds.place import Ending
from bulletin.model import Bulletin
from bulletin.text import one_line
from bulletin.views._parts import Bit, Fact, PersonCard


def facts(bulletin: Bulletin, part: Gaps, names: Iterable[str]) -> tuple[Fact, ...]:
    """Return the facts of those fields that have a value or a stated reason for having none."""
    found = (fact(bulletin, part, name) for name in names)
    return tuple(one for one in found if one is not None)


def dates(item: Item) -> tuple[Fact, ...]:
    """Return when an entry was published here, and when its nearest source was."""
    ours, theirs = item.published_at, item.sources[0].published_at if item.sources else None
    found = (("Đăng trên trang này", ours), ("Nguồn đăng", theirs))
    return tuple(Fact(label, (Bit(day.stamp, iso=day.iso),)) for label, day in found if day)


def fact(bulletin: Bulletin, part: Gaps, name: str, label: str = "") -> Fact | None:
    """Return one field with its label; None if it is empty and nobody said why."""
    bits = bits_of(bulletin, part, name)
    info = info_at(type(part), (name,))
    title = label or (info.title if info is not None and info.title else name)
    return Fact(title, bits) if bits else None


def bits_of(bulletin: Bulletin, part: Gaps, name: str) -> tuple[Bit, ...]:
    """Return the printed value of a field; for an empty one the words of its absence, or nothing."""
    value: Any = getattr(part, name)
    if value in (None, "", ()):
        absence = part.absence(name)
        return (Bit(absence, absent=True),) if absence else ()
    reason = part.inferred.get(name, "")
    values = value if isinstance(value, tuple) else (value,)
    kind = _kind_named(type(part), name)
    within = part if isinstance(part, Entry) else None
    bits = (_bit(bulletin, item, kind, reason, within) for item in values)
    return tuple(bit for bit in bits if bit.text)


def _kind_named(part: type[Part], name: str) -> str | None:
    """Return the kind that a field refers to, if it is a reference."""
    info = part.model_fields[name]
    marks = [*info.metadata, *marks_of(info.annotation)]
    return next((mark.kind for mark in marks if isinstance(mark, RefTo)), None)


def _bit(
    bulletin: Bulletin, value: Any, kind: str | None, reason: str, within: Entry | None
) -> Bit:
    """Print one value by its type."""
    if kind is not None:
        entry = bulletin.shelves[kind].get(value)
        return Bit("") if entry is None else entry_bit(bulletin, entry, reason)
    if isinstance(value, Day):
        return Bit(str(value), iso=value.iso, inferred=reason)
    if isinstance(value, Labelled):
        return Bit(value.label, inferred=reason)
    if isinstance(value, Period):
        return Bit(period_text(value), inferred=reason)
    if isinstance(value, Mention):
        person = person_card(bulletin, value, within)
        words = (person.name, *person.roles, person.doing if person.name else "")
        return Bit(", ".join(filter(None, words)), inferred=reason)
    if isinstance(value, bool):
        return Bit("có" if value else "không", inferred=reason)
    return Bit(str(value), inferred=reason)


def entry_bit(bulletin: Bulletin, entry: Entry, reason: str = "") -> Bit:
    """Print an entry as a link, with what has become of a place or office since."""
    text = entry.label if isinstance(entry, Organisation) else entry.name
    if isinstance(entry, Document):
        text = document_label(bulletin, entry)
    path = entry.path if entry.ADDRESS else None
    return Bit(text, path=path, after=since(bulletin, entry), inferred=reason)


def document_label(bulletin: Bulletin, document: Document) -> str:
    """Return how a document is cited: type and number, date, issuer."""
    issuer = bulletin.get(Organisation, document.issuer)
    date = str(document.issued_on) if document.issued_on else ""
    return ", ".join(filter(None, (document.name, date, issuer.label if issuer else "")))


def since(bulletin: Bulletin, entry: Entry) -> str:
    """Return what has become of a place: `nay thuộc` after a merger, `nay là` after a renaming."""
    if not isinstance(entry, Locality) or entry.closed is None:
        return ""
    if entry.closed.on.instant > bulletin.now.instant:
        return ""
    successors = bulletin.some(Locality, entry.closed.successors)
    if not successors:
        return f"{entry.closed.how.label} từ {entry.closed.on}"
    word = "nay là" if entry.closed.how is Ending.RENAMED else "nay thuộc"
    return f"{word} {', '.join(place.name for place in successors)}"


def place_name(bulletin: Bulletin, place: Locality) -> str:
    """Return the name of a place with what has become of it, in brackets."""
    after = since(bulletin, place)
    return f"{place.name} ({after})" if after else place.name


def period_text(period: Period) -> str:
    """Print a period without ever inventing a date: `19/8/2024 – 19/8/2025`."""
    if period.start and period.end:
        return f"{period.start} – {period.end}"
    missing = period.absence("start") or period.absence("end") or "Nguồn không nêu"
    if period.start:
        return f"từ {period.start}; ngày kết thúc: {missing.lower()}"
    if period.end:
        return f"đến hết {period.end}; ngày bắt đầu: {missing.lower()}"
    return f"{missing} thời gian" if missing == "Nguồn không nêu" else missing


def person_card(bulletin: Bulletin, mention: Mention, within: Entry | None = None) -> PersonCard:
    """Return a person with rank and roles as printed there and then, named as the rules allow."""
    name = bulletin.person_name(mention, within)
    return PersonCard(
        name=one_line(f"{mention.rank or ''} {name}") if name else "",
        doing=mention.doing or "",
        roles=mention.roles if name else (),
    )


def story_of(bulletin: Bulletin, slug: str | None, *named: str) -> Exemplar | None:
    """Return the story that names lead to; none where the story itself withholds who it is about."""
    story = bulletin.get(Exemplar, slug)
    if story is None or not any(named):
        return story
    return story if all(bulletin.person_name(who, story) for who in story.people) else None


def kind_label(entry: Entry) -> str:
    """Return the Vietnamese name of an entry's kind with a capital, as labels show it."""
    label = KINDS[entry.KIND].LABEL
    return label[0].upper() + label[1:]
