"""One report: its figures as far as they may be told, its conclusions, its narrative, its notes."""

import re
from dataclasses import dataclass, replace

from bulletin.kinds import Campaign, Locality, Result
from bulletin.kinds._fields import Claim
from bulletin.kinds._types import Body
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_disclosed, is_withheld
from bulletin.kinds.result import ReportedFigure, Verdict
from bulletin.model import Bulletin
from bulletin.views._cards import WAITING_LABEL, capital
from bulletin.views._figures import FigureView, amount_text, figure_view, is_public, report_bit
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Bit, Link, Note, Notes, SourceLine


@dataclass(frozen=True)
class UnitView:
    """A reporting unit's line: what it reported, from which report."""

    anchor: str
    old_anchors: tuple[str, ...]
    """What its line was called while its place had other names."""
    name: Link
    as_of: Bit
    report: Bit
    verdicts: str
    coverage: str
    others: tuple[tuple[str, str], ...]
    awards: str
    summary: str
    narrative: Body | None
    sources: tuple[SourceLine, ...]
    notes: Notes

    @property
    def is_told(self) -> bool:
        """Tell whether the report says more than its figures."""
        told = (self.summary, self.narrative, self.others, self.sources)
        return any(told) or bool(self.notes.notes or self.notes.changes)


def unit_link(bulletin: Bulletin, result: Result) -> Link:
    """Return the reporting unit by its name at the time, leading to its page."""
    place = bulletin.get(Locality, result.unit)
    name = result.unit_name or (place.name if place else result.unit)
    return Link(capital(name), place.path if place else None)


def _labelled_unit(bulletin: Bulletin, result: Result) -> Link:
    """Return the reporting unit; a report that only editors see says so before its name."""
    link = unit_link(bulletin, result)
    return (
        replace(link, text=f"{WAITING_LABEL} {link.text}") if bulletin.is_waiting(result) else link
    )


def unit_view(bulletin: Bulletin, campaign: Campaign, result: Result) -> UnitView:
    """Return what one report says, apart from its figures on targets."""
    level = bulletin.level_of(result.unit)
    shown = [f for f in result.figures if f.title and is_disclosed(f, None, None, level)]
    cover = result.coverage
    place = bulletin.get(Locality, result.unit)
    return UnitView(
        anchor=result.unit,
        old_anchors=place.aliases if place else (),
        name=_labelled_unit(bulletin, result),
        as_of=Bit(str(result.as_of), iso=result.as_of.iso),
        report=report_bit(bulletin, result),
        verdicts=_verdicts(bulletin, campaign, result),
        coverage=f"{cover.reported}/{cover.expected} đơn vị đã báo cáo" if cover else "",
        others=tuple((figure.title or "", amount_text(figure)) for figure in shown),
        awards=_awards(result),
        summary=result.summary or "",
        narrative=result.narrative,
        sources=source_chain(result),
        notes=_public_notes(bulletin, campaign, result),
    )


def public_claims(bulletin: Bulletin, campaign: Campaign, result: Result) -> tuple[Claim, ...]:
    """Return the conflicting figures that may be told.

    A claim on a target goes as far as the target's figure; a claim on anything else only where
    nothing in the report is withheld: it may repeat any figure.
    """
    codes = {code for code, _, _ in campaign.numbered_targets()}
    withheld = any(_is_withheld(bulletin, campaign, result, figure) for figure in result.figures)
    return tuple(
        claim
        for claim in result.claims
        if (
            _is_open(bulletin, campaign, result, claim.field)
            if claim.field in codes
            else not withheld
        )
    )


def _public_notes(bulletin: Bulletin, campaign: Campaign, result: Result) -> Notes:
    """Return the notes; what is told of withheld figures stays inside with its figures.

    A misprinted number is told only where nothing in the report is withheld.
    """
    codes = {code for code, _, _ in campaign.numbered_targets()}
    withheld = any(_is_withheld(bulletin, campaign, result, figure) for figure in result.figures)
    wordy = tuple(s for s in result.sic if not re.search(r"\d", s.as_printed + s.means))
    kept = {"claims": (), "sic": wordy if withheld else result.sic}
    told = notes(result.model_copy(update=kept))
    different = (
        Note(
            "Số liệu khác nhau",
            (f"chỉ tiêu {claim.field}: " if claim.field in codes else "")
            + f"{claim.value} ({claim.source}).",
        )
        for claim in public_claims(bulletin, campaign, result)
    )
    return Notes(told.changes, (*told.notes, *different))


def _is_open(bulletin: Bulletin, campaign: Campaign, result: Result, code: str) -> bool:
    """Tell whether any figure at all on a target may be told of a unit, small ones included."""
    _, target = campaign.target(code) or (None, None)
    counts_few = (
        target is not None
        and target.sensitive
        and bulletin.level_of(result.unit) not in (Level.NATION, Level.PROVINCE)
    )
    return _is_public(bulletin, campaign, result, code) and not counts_few


def _is_withheld(
    bulletin: Bulletin, campaign: Campaign, result: Result, figure: ReportedFigure
) -> bool:
    """Tell whether a figure, or how small it is, may not be told."""
    level = bulletin.level_of(result.unit)
    content, target = campaign.target(figure.target or "") or (None, None)
    if (result.slug, figure.target) in bulletin.beside.figures:
        return True
    return is_withheld(figure, target, content, level)


def _verdicts(bulletin: Bulletin, campaign: Campaign, result: Result) -> str:
    """Count the report's conclusions on targets whose figures may be told."""
    counts: dict[Verdict, int] = {}
    for conclusion in result.conclusions:
        if _is_public(bulletin, campaign, result, conclusion.target):
            counts[conclusion.verdict] = counts.get(conclusion.verdict, 0) + 1
    return ", ".join(f"{counts[v]} {v.label.lower()}" for v in Verdict if v in counts)


def _is_public(bulletin: Bulletin, campaign: Campaign, result: Result, code: str) -> bool:
    content, target = campaign.target(code) or (None, None)
    return is_public(bulletin, result, code, content, target)


def _awards(result: Result) -> str:
    counts = result.awards
    if counts is None:
        return ""
    pairs = (
        (counts.collectives, "tập thể"),
        (counts.people, "cá nhân"),
        (counts.households, "hộ gia đình"),
    )
    return ", ".join(f"{count} {label}" for count, label in pairs if count)


@dataclass(frozen=True)
class ReportView:
    """One report by itself, as feeds tell it."""

    unit: UnitView
    figures: tuple[tuple[str, FigureView], ...]


def report_view(bulletin: Bulletin, result: Result) -> ReportView | None:
    """Return one report's figures and conclusions on the targets it speaks of."""
    campaign = bulletin.get(Campaign, result.campaign)
    if campaign is None:
        return None
    spoken = {f.target for f in result.figures} | {c.target for c in result.conclusions}
    return ReportView(
        unit_view(bulletin, campaign, result),
        tuple(
            (target.as_printed, figure_view(bulletin, result, code, content, target))
            for code, content, target in campaign.numbered_targets()
            if code in spoken
        ),
    )
