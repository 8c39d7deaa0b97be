"""The children of a campaign side by side: dates, theme as printed, contents aligned, targets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.kinds import Campaign, Document, Locality, Organisation
from bulletin.kinds.document import DocumentType
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL
from bulletin.views._facts import bits_of, document_label
from bulletin.views._parts import Bit, Link
from bulletin.views.campaign import campaign_page, children_of


@dataclass(frozen=True)
class Cell:
    """What one campaign says on one matter: lines, and its targets as the plan prints them."""

    bits: tuple[Bit, ...]
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One matter across all campaigns."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ComparisonView:
    """A table: campaigns are columns, matters are rows."""

    columns: tuple[Link, ...]
    general: tuple[Row, ...]
    contents: tuple[Row, ...]
    words: tuple[str, ...]
    """How the children agree and differ, a sentence a matter; sample data is left out."""


NOT_STATED = Cell((Bit("Nguồn không nêu", absent=True),))


def comparison(bulletin: Bulletin, parent: Campaign) -> ComparisonView | None:
    """Return the children side by side; None if there are fewer than two."""
    children = children_of(bulletin, parent)
    if len(children) < 2:
        return None
    rows: tuple[tuple[str, Callable[[Campaign], Cell]], ...] = (
        ("Thời gian", lambda c: _period(bulletin, c)),
        ("Các đợt", _phases),
        ("Chủ đề (nguyên văn)", lambda c: _theme(bulletin, c)),
        ("Nơi phát động", lambda c: _field(bulletin, c, "launched_by")),
        ("Kế hoạch", lambda c: _plans(bulletin, c)),
        ("Số chỉ tiêu", _count),
    )
    refs = sorted({i.canonical_ref for c in children for i in c.contents if i.canonical_ref})
    return ComparisonView(
        columns=tuple(
            Link(f"{SAMPLE_LABEL} {c.short_title}" if c.sample else c.short_title, c.path)
            for c in children
        ),
        general=tuple(Row(label, tuple(map(cell, children))) for label, cell in rows),
        contents=tuple(
            Row(f"Nội dung {ref}", tuple(_content(bulletin, child, ref) for child in children))
            for ref in refs
        ),
        words=tuple(_words(bulletin, [child for child in children if not child.sample])),
    )


def _words(bulletin: Bulletin, children: list[Campaign]) -> Iterator[str]:
    """Yield a sentence a matter on which the children agree or differ."""
    if len(children) < 2:
        return
    matters: tuple[tuple[str, Callable[[Campaign], str]], ...] = (
        ("Bắt đầu", lambda c: _day(c.period.start if c.period else None)),
        ("Kết thúc", lambda c: _day(c.period.end if c.period else None)),
        ("Chia đợt", lambda c: f"{len(c.phases)} đợt" if c.phases else ""),
        ("Chủ đề", lambda c: f"“{c.theme}”" if c.theme else ""),
        ("Nơi phát động", lambda c: _launcher(bulletin, c)),
        ("Chỉ tiêu bằng số", _targets),
    )
    for label, said in matters:
        yield _sentence(bulletin, label, [(child, said(child)) for child in children])


def _sentence(bulletin: Bulletin, label: str, said: list[tuple[Campaign, str]]) -> str:
    """Return `Bắt đầu: 19/8/2024 (Đăk Nông, Trà Vinh); 18/9/2024 (Nghệ An).`"""
    groups: dict[str, list[str]] = {}
    for child, words in said:
        groups.setdefault(words, []).append(_name(bulletin, child))
    silent = groups.pop("", [])
    if len(groups) == 1 and not silent:
        return f"{label}: đều {next(iter(groups))}."
    parts = [f"{words} ({', '.join(names)})" for words, names in groups.items()]
    if silent:
        parts.append(f"nguồn không nêu ({', '.join(silent)})")
    return f"{label}: {'; '.join(parts)}."


def _day(day: Day | None) -> str:
    return str(day) if day else ""


def _launcher(bulletin: Bulletin, campaign: Campaign) -> str:
    office = bulletin.get(Organisation, campaign.launched_by)
    return office.name if office else ""


def _targets(campaign: Campaign) -> str:
    count = sum(1 for _ in campaign.numbered_targets())
    return f"{count} chỉ tiêu" if count else ""


def _name(bulletin: Bulletin, campaign: Campaign) -> str:
    place = bulletin.get(Locality, campaign.locality)
    return place.short_name if place else campaign.short_title


def _field(bulletin: Bulletin, campaign: Campaign, name: str) -> Cell:
    bits = bits_of(bulletin, campaign, name)
    return Cell(bits) if bits else NOT_STATED


def _theme(bulletin: Bulletin, campaign: Campaign) -> Cell:
    cell = _field(bulletin, campaign, "theme")
    if cell.bits[0].absent:
        return cell
    return Cell((Bit(f"“{cell.bits[0].text}”"),))


def _period(bulletin: Bulletin, campaign: Campaign) -> Cell:
    return _field(bulletin, campaign, "period")


def _phases(campaign: Campaign) -> Cell:
    if not campaign.phases:
        return NOT_STATED
    lines = [Bit(f"{len(campaign.phases)} đợt")]
    for phase in campaign.phases:
        if phase.start and phase.end:
            lines.append(Bit(f"đợt {phase.number}: {phase.start} – {phase.end}"))
    if len(lines) == 1:
        lines.append(Bit("Nguồn không nêu ngày từng đợt", absent=True))
    return Cell(tuple(lines))


def _plans(bulletin: Bulletin, campaign: Campaign) -> Cell:
    documents = bulletin.some(Document, campaign.documents)
    plans = [document for document in documents if document.type is DocumentType.PLAN]
    if not plans:
        return NOT_STATED
    return Cell(tuple(Bit(document_label(bulletin, plan), path=plan.path) for plan in plans))


def _count(campaign: Campaign) -> Cell:
    count = sum(1 for _ in campaign.numbered_targets())
    return Cell((Bit(str(count)),)) if count else NOT_STATED


def _content(bulletin: Bulletin, campaign: Campaign, ref: int) -> Cell:
    """Return a child's content of one canonical reference, with its targets."""
    view = campaign_page(bulletin, campaign)
    for item, shown in zip(campaign.contents, view.contents, strict=True):
        if item.canonical_ref == ref:
            path = f"{campaign.path}#{shown.anchor}"
            levels = tuple(target.text for target in shown.targets)
            return Cell((Bit(shown.title, path=path),), levels)
    return NOT_STATED
