"""What must be said beside an entry: changes, what we infer, what is missing, what was misprinted."""

from collections.abc import Iterator

from bulletin.kinds import Award, Entry, News
from bulletin.kinds._fields import ChangeKind, Gaps, Part, Source
from bulletin.kinds._inspect import info_at
from bulletin.kinds.award import AwardState, Recipient
from bulletin.kinds.person import Mention
from bulletin.kinds.result import ReportedFigure
from bulletin.views._parts import Bit, DatedNote, Note, Notes, SourceLine


def notes(entry: Entry) -> Notes:
    """Return all notes of an entry; dated ones newest first."""
    changes = tuple(
        DatedNote(change.kind.label, str(change.date), change.date.iso, change.note)
        for change in reversed(entry.changes)
        if change.kind is not ChangeKind.REMOVAL
    )
    return Notes(changes, tuple(_notes(entry)))


def _notes(entry: Entry) -> Iterator[Note]:
    if isinstance(entry, News) and entry.own_title:
        yield Note("Tiêu đề", "do Ban Biên tập đặt; tiêu đề của nguồn không còn.")
    for name, reason in entry.inferred.items():
        yield Note(f"{_label(entry, name)} (suy ra)", reason)
    for heading, part in _parts_within(entry):
        for name, reason in part.inferred.items():
            yield Note(f"{heading}: {_label(part, name).lower()} (suy ra)", reason)
    for label, names in (("Nguồn không nêu", entry.unknown), ("Chưa xác định", entry.undecided)):
        if names:
            yield Note(label, ", ".join(_label(entry, name).lower() for name in names) + ".")
    for sic in entry.sic:
        yield Note("Nguyên văn của nguồn", f"“{sic.as_printed}”; đúng ra là “{sic.means}”.")
    for claim in entry.claims:
        label = _label(entry, claim.field)
        yield Note("Số liệu khác nhau", f"{label}: {claim.value} ({claim.source}).")


def _parts_within(part: Part, heading: str = "") -> Iterator[tuple[str, Gaps]]:
    """Yield the groups of fields inside an entry that can infer, each under its field's label."""
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        many = isinstance(value, tuple)
        for number, item in enumerate(value if many else (value,), 1):
            if isinstance(item, Part) and not _is_protected(item, part):
                title = f"{info.title} {number}" if many else str(info.title)
                above = f"{heading}, {title.lower()}" if heading else title
                if isinstance(item, Gaps):
                    yield above, item
                yield from _parts_within(item, above)


def _is_protected(item: Part, holder: Part) -> bool:
    """Tell whether rules may withhold what a part says: who is named, a figure, a revoked award."""
    if isinstance(item, Recipient):
        gone = isinstance(holder, Award) and holder.state is AwardState.REVOKED
        return gone or item.revocation is not None
    return isinstance(item, Mention | ReportedFigure)


def _label(entry: Gaps, name: str) -> str:
    """Return the Vietnamese label of a field, or the name itself for what is no field."""
    info = info_at(type(entry), tuple(name.split(".")))
    return info.title if info is not None and info.title else name


def source_chain(entry: Entry) -> tuple[SourceLine, ...]:
    """Return the sources, nearest first, each with what is known of it."""
    return tuple(_source_line(source) for source in entry.sources)


def _source_line(source: Source) -> SourceLine:
    place = source.outlet or _host(source.url)
    name = place or source.title or source.absence("outlet") or "nguồn không nêu tên"
    details: list[Bit] = []
    if source.title and place:
        details.append(Bit(f"“{source.title}”"))
    if source.author:
        details.append(Bit(source.author))
    if source.published_at:
        details.append(Bit(source.published_at.stamp, iso=source.published_at.iso))
    elif absence := source.absence("published_at"):
        details.append(Bit(f"{absence.lower()} ngày đăng", absent=True))
    if source.note:
        details.append(Bit(source.note))
    outlet = Bit(name, url=source.url or "", absent=not (place or source.title))
    return SourceLine(outlet, tuple(details))


def _host(url: str | None) -> str:
    """Return the host of an address, as a name of last resort for an outlet."""
    return url.split("/")[2].removeprefix("www.") if url else ""
