"""A document as its page shows it: only what the source shows, in the habitual order."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.kinds import Campaign, Document, Event, News, Organisation
from bulletin.kinds._types import Body
from bulletin.kinds.document import Section
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, group
from bulletin.views._facts import dates, entry_bit, facts
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Fact, Notes, SourceLine
from bulletin.views._related import Beside, beside


@dataclass(frozen=True)
class SectionView:
    """A section with its heading level (2–6) and the sections inside it.

    One that has a number but no title is a clause: its number stands beside its text.
    """

    anchor: str
    heading: str
    clause: str
    level: int
    body: Body | None
    sections: tuple["SectionView", ...]


@dataclass(frozen=True)
class Signature:
    """The signature block: capacity line, position, name."""

    capacity: str
    position: str
    name: str


@dataclass(frozen=True)
class DocumentView:
    """Everything on a document's page."""

    title: str
    type: str
    reading: str
    issuer: str
    signature_line: str
    place_and_date: str
    facts: tuple[Fact, ...]
    summary: str
    preamble: Body | None
    sections: tuple[SectionView, ...]
    closing: Body | None
    recipients: tuple[str, ...]
    archived: str
    signature: Signature | None
    missing_parts: tuple[str, ...]
    relations: tuple[Fact, ...]
    beside: Beside
    dates: tuple[Fact, ...]
    sources: tuple[SourceLine, ...]
    notes: Notes
    retroactive: str
    sample: bool


FACTS = (
    "type", "number", "symbol", "short_name", "issuer", "locality", "issued_on", "effective_on",
    "expires_on", "signer",
)  # fmt: skip


def document_page(bulletin: Bulletin, document: Document) -> DocumentView:
    """Return the view of one document."""
    issuer = bulletin.get(Organisation, document.issuer)
    campaigns = bulletin.referring(Campaign, document)
    others = [campaign for campaign in campaigns if document.slug not in campaign.documents]
    news, events = bulletin.referring(News, document), bulletin.referring(Event, document)
    return DocumentView(
        title=f"{SAMPLE_LABEL} {document.title}" if document.sample else document.title,
        type=document.type.label,
        reading=document.reading.label if document.reading else "",
        issuer=issuer.name if issuer else "",
        signature_line=f"Số: {document.signature}" if document.signature else "",
        place_and_date=_place_and_date(document),
        facts=facts(bulletin, document, FACTS),
        summary=document.summary or "",
        preamble=document.preamble,
        sections=tuple(_section(section, "muc", 2) for section in document.sections),
        closing=document.closing,
        recipients=document.recipients,
        archived=document.archived or "",
        signature=_signature(bulletin, document),
        missing_parts=document.missing_parts,
        relations=tuple(_relations(bulletin, document)),
        beside=beside(
            bulletin,
            document,
            (
                *group(bulletin, "Phong trào thi đua", others),
                *group(bulletin, "Tin, bài", news),
                *group(bulletin, "Sự kiện", events),
            ),
            (*news, *events),
        ),
        dates=dates(document),
        sources=source_chain(document),
        notes=notes(document),
        retroactive=_retroactive(document, campaigns),
        sample=document.sample,
    )


def _place_and_date(document: Document) -> str:
    """Print place and date as acts do (Decree 30/2020/NĐ-CP): `Đăk Nông, ngày 16 tháng 9 năm 2024`."""
    day = document.issued_on
    if day is None or not day.is_full or document.place is None:
        return ""
    month = f"{day.month:02}" if day.month in (1, 2) else str(day.month)
    return f"{document.place}, ngày {day.day:02} tháng {month} năm {day.year}"


def _section(section: Section, above: str, level: int) -> SectionView:
    """Return a section; its anchor is made of the codes above it, so that links last."""
    anchor = f"{above}-{slugify(section.code or section.title or 'doan')}"
    heading = ". ".join(filter(None, (section.code, section.title)))
    return SectionView(
        anchor=anchor,
        heading=heading,
        clause="" if section.title else section.code or "",
        level=min(level, 6),
        body=section.body,
        sections=tuple(_section(inner, anchor, level + 1) for inner in section.sections),
    )


def _signature(bulletin: Bulletin, document: Document) -> Signature | None:
    signer = document.signer
    if signer is None:
        return None
    capacity = f"{signer.capacity.value if signer.capacity else ''} {signer.for_position or ''}"
    return Signature(capacity.strip(), signer.position or "", bulletin.person_name(signer))


def _relations(bulletin: Bulletin, document: Document) -> Iterator[Fact]:
    """Yield what the document implements, replaces … and what does that to it."""
    yield from facts(bulletin, document, ("implements", "replaces", "amends", "abolishes"))
    for name, label in (
        ("implements", "Được thực hiện bằng"),
        ("replaces", "Đã bị thay thế bởi"),
        ("amends", "Được sửa đổi bởi"),
        ("abolishes", "Đã bị bãi bỏ bởi"),
    ):
        found = [
            other
            for other in bulletin.referring(Document, document)
            if document.slug in getattr(other, name)
        ]
        if found:
            yield Fact(label, tuple(entry_bit(bulletin, other) for other in found))


def _retroactive(document: Document, campaigns: tuple[Campaign, ...]) -> str:
    """Say that a plan is dated after its campaign began, with the days between."""
    day = document.issued_on
    for campaign in campaigns:
        start = campaign.period.start if campaign.period else None
        if (
            day is None
            or not day.is_full
            or start is None
            or document.slug not in campaign.documents
        ):
            continue
        days = (day.date - start.date).days
        if days > 0:
            return f"Văn bản ký ngày {day}, sau khi phong trào bắt đầu ({start}) {days} ngày."
    return ""
