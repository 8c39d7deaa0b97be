"""A place or an office as its page shows it: its history, and everything that names it."""

from dataclasses import dataclass

from bulletin.kinds import (
    Award,
    Campaign,
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
from bulletin.kinds._types import Body
from bulletin.model import Bulletin
from bulletin.places import FormerUnit, official
from bulletin.views._cards import SAMPLE_LABEL, capital, group, register_card
from bulletin.views._facts import entry_bit, facts, since
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Bit, Fact, Group, Notes, SourceLine


@dataclass(frozen=True)
class PlaceView:
    """Everything on the page of a place or an office."""

    title: str
    kind: str
    history: tuple[Bit, ...]
    history_date: str
    history_basis: Bit | None
    facts: tuple[Fact, ...]
    body: Body | None
    groups: tuple[Group, ...]
    sources: tuple[SourceLine, ...]
    notes: Notes
    sample: bool


def place_page(bulletin: Bulletin, place: Locality | Organisation) -> PlaceView:
    """Return the view of one place or office."""
    is_place = isinstance(place, Locality)
    names = (
        ("level", "parent", "variants", "valid_from")
        if is_place
        else ("short_name", "kind", "locality", "parent", "standing_for", "valid_from")
    )
    own = [
        *facts(bulletin, place, names),
        *_codes(place),
        *_former(bulletin, place),
        *_made_of(place),
    ]
    return PlaceView(
        title=f"{SAMPLE_LABEL} {capital(place.name)}" if place.sample else capital(place.name),
        kind="Địa phương" if is_place else "Cơ quan, đơn vị",
        history=_history(bulletin, place),
        history_date=str(place.closed.on) if place.closed else "",
        history_basis=_basis(bulletin, place),
        facts=tuple(own),
        body=place.body,
        groups=gathered(bulletin, place),
        sources=source_chain(place),
        notes=notes(place),
        sample=place.sample,
    )


def gathered(bulletin: Bulletin, place: Locality | Organisation) -> tuple[Group, ...]:
    """Return everything that names a place or office, or a place that merged into it."""
    is_place = isinstance(place, Locality)
    places: list[Entry] = [place, *_predecessors(bulletin, place)]
    groups: list[Group] = []
    sorts: tuple[tuple[type[Item], str], ...] = (
        (Campaign, "Phong trào thi đua"),
        (Exemplar, "Gương điển hình"),
        (News, "Tin, bài"),
        (Award, "Khen thưởng"),
        (Model, "Mô hình, cách làm hay"),
        (Notice, "Thông báo"),
        (Document, "Văn bản"),
        (Event, "Sự kiện"),
        (Deeds, "Việc tốt trong tháng"),
        (Result, "Kết quả"),
    )
    for kind, title in sorts:
        groups += group(bulletin, title, _naming(bulletin, kind, places))
    below = (
        (
            "Địa phương trực thuộc",
            [x for x in bulletin.all(Locality) if is_place and x.parent == place.slug],
        ),
        ("Cơ quan, đơn vị", [x for x in bulletin.all(Organisation) if _is_of(x, place)]),
    )
    for title, found in below:
        if found:
            groups.append(Group(title, tuple(register_card(bulletin, x) for x in found)))
    return tuple(groups)


def _naming(bulletin: Bulletin, kind: type[Item], places: list[Entry]) -> tuple[Item, ...]:
    """Return the entries of a kind that name one of some places, each once, in the kind's order."""
    if len(places) == 1:
        return bulletin.referring(kind, places[0])
    named = {item.slug for one in places for item in bulletin.referring(kind, one)}
    return tuple(item for item in bulletin.all(kind) if item.slug in named)


def _is_of(office: Organisation, place: Locality | Organisation) -> bool:
    """Tell whether an office stands in a place, or below an office."""
    return place.slug == (office.locality if isinstance(place, Locality) else office.parent)


def _predecessors(
    bulletin: Bulletin, place: Locality | Organisation
) -> tuple[Locality | Organisation, ...]:
    """Return the places or offices that this one carries on."""
    kind: type[Locality] | type[Organisation] = type(place)
    return tuple(
        other
        for other in bulletin.all(kind)
        if other.closed is not None and place.slug in other.closed.successors
    )


def _former(bulletin: Bulletin, place: Locality | Organisation) -> list[Fact]:
    found = _predecessors(bulletin, place)
    label = "Trên cơ sở" if isinstance(place, Locality) else "Tiếp nhận từ"
    return [Fact(label, tuple(Bit(x.name, path=x.path) for x in found))] if found else []


def _made_of(place: Locality | Organisation) -> list[Fact]:
    """Return what a place was made of on 1/7/2025, by the official list, if it gives its code."""
    code = place.official_code if isinstance(place, Locality) else None
    found = official(code) if code else None
    if found is None or not found.former:
        return []
    names = []
    for unit in found.former:
        part = "một phần " if isinstance(unit, FormerUnit) and unit.partly else ""
        names.append(Bit(f"{part}{unit.prefix} {unit.name}"))
    return [Fact("Hợp thành từ", tuple(names))]


def _codes(place: Locality | Organisation) -> list[Fact]:
    """Return the administrative codes, each with its validity."""
    if not isinstance(place, Locality) or not place.codes:
        return []
    bits = []
    for code in place.codes:
        limits = [f"từ {code.start}" if code.start else "", f"đến {code.end}" if code.end else ""]
        bits.append(Bit(f"{code.code} ({code.system})", after=" ".join(filter(None, limits))))
    return [Fact("Mã hành chính", tuple(bits))]


def _basis(bulletin: Bulletin, place: Locality | Organisation) -> Bit | None:
    """Return the document by which the place or office ended."""
    if place.closed is None:
        return None
    document = bulletin.get(Document, place.closed.document)
    if document:
        return entry_bit(bulletin, document)
    return Bit(place.closed.legal_basis) if place.closed.legal_basis else None


def _history(bulletin: Bulletin, place: Locality | Organisation) -> tuple[Bit, ...]:
    """Return what has become of the place or office, with links to who carries on."""
    if place.closed is None or place.closed.on.instant > bulletin.now.instant:
        return ()
    kind: type[Locality] | type[Organisation] = type(place)
    successors = bulletin.some(kind, place.closed.successors)
    word = since(bulletin, place).split(" ")[:2]
    if not successors:
        return (Bit(place.closed.how.label),)
    lead = " ".join(word) if isinstance(place, Locality) else place.closed.how.label + ", nay là"
    return (Bit(lead), *(entry_bit(bulletin, successor) for successor in successors))
