"""Reports against targets, as tables: figure, the report's own conclusion, and where both stand."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bulletin.kinds import Campaign, Locality, Result
from bulletin.kinds._fields import Claim
from bulletin.kinds._types import Body
from bulletin.kinds.campaign import ContentItem
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_disclosed, is_withheld
from bulletin.kinds.result import ReportedFigure, Verdict
from bulletin.kinds.target import Target
from bulletin.model import Bulletin
from bulletin.text import slugify, sort_key
from bulletin.views._cards import SAMPLE_LABEL, capital
from bulletin.views._figures import (
    NOT_PUBLIC,
    FigureView,
    amount_text,
    figure_view,
    is_public,
    report_bit,
)
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Bit, Link, Note, Notes, SourceLine


@dataclass(frozen=True)
class UnitView:
    """A reporting unit's line: what it reported, from which report."""

    anchor: str
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


Row = tuple[Link, FigureView]
"""A unit and its figure."""

FOLDED_FROM = 3
"""So many units below the campaign's own are folded away."""


@dataclass(frozen=True)
class TargetTable:
    """A target and what every unit reported on it, in administrative order."""

    code: str
    anchor: str
    text: str
    path: str
    own: tuple[Row, ...]
    """What stands in sight: the campaign's own unit, or all where there are few."""
    parts: tuple[Row, ...]
    """The many units below it, which readers unfold."""
    parts_words: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return (*self.own, *self.parts)


@dataclass(frozen=True)
class ResultContent:
    """A line of work with the results on its targets; no code where targets stand by themselves."""

    code: str
    title: str
    targets: tuple[TargetTable, ...]


@dataclass(frozen=True)
class ResultsView:
    """The results of a campaign's phase, month or whole."""

    title: str
    campaign: Link
    own: UnitView | None
    """The report of the campaign's own unit, which the page begins with."""
    units: tuple[UnitView, ...]
    contents: tuple[ResultContent, ...]
    others: tuple[Link, ...]
    sample: bool

    @property
    def told(self) -> tuple[UnitView, ...]:
        """The other units whose reports say more than figures."""
        return tuple(unit for unit in self.units if unit.is_told and unit is not self.own)

    @property
    def targets(self) -> tuple[TargetTable, ...]:
        """The targets of all contents."""
        return tuple(target for content in self.contents for target in content.targets)


def result_pages(bulletin: Bulletin) -> Iterator[tuple[str, Campaign, tuple[Result, ...]]]:
    """Yield (address, campaign, results in administrative order) of every results page."""
    shelves: dict[tuple[str, str], list[Result]] = {}
    for result in bulletin.all(Result):
        if bulletin.get(Campaign, result.campaign):
            shelves.setdefault((result.campaign, result.page), []).append(result)
    for (slug, page), results in sorted(shelves.items()):
        campaign = bulletin.get(Campaign, slug)
        if campaign:
            ordered = sorted(results, key=lambda r: _unit_order(bulletin, r))
            yield f"{campaign.path}{page}", campaign, tuple(ordered)


def _unit_order(bulletin: Bulletin, result: Result) -> tuple[object, ...]:
    """The order of units: by level, then as the administration lists them; never by value."""
    place = bulletin.get(Locality, result.unit)
    if place is None:
        return (9, (), result.unit)
    return list(Level).index(place.level), sort_key(place.order or place.name), place.slug


def page_title(results: tuple[Result, ...]) -> str:
    """Return what a results page is called: `Kết quả đợt 1`, `Kết quả tháng 6/2025`."""
    first = results[0]
    if first.phase is not None:
        return f"Kết quả đợt {first.phase}"
    if "thang" in first.page:
        return f"Kết quả tháng {first.as_of.month}/{first.as_of.year}"
    return "Kết quả tổng kết"


def results_page(
    bulletin: Bulletin, campaign: Campaign, results: tuple[Result, ...]
) -> ResultsView:
    """Return the view of one results page."""
    title = f"{page_title(results)} · {campaign.short_title}"
    here = results[0].page
    others = {page: page_title(found) for page, c, found in result_pages(bulletin) if c is campaign}
    units = tuple(_unit(bulletin, campaign, result) for result in results)
    return ResultsView(
        title=f"{SAMPLE_LABEL} {title}" if campaign.sample else title,
        campaign=Link(campaign.short_title, campaign.path),
        own=next((unit for unit in units if unit.anchor == campaign.locality), None),
        units=units,
        contents=tuple(_contents(bulletin, campaign, results)),
        others=tuple(Link(t, p) for p, t in others.items() if p != campaign.path + here),
        sample=campaign.sample,
    )


def _unit_link(bulletin: Bulletin, result: Result) -> Link:
    place = bulletin.get(Locality, result.unit)
    name = result.unit_name or (place.name if place else result.unit)
    return Link(capital(name), place.path if place else None)


def _unit(bulletin: Bulletin, campaign: Campaign, result: Result) -> UnitView:
    level = bulletin.level_of(result.unit)
    shown = [f for f in result.figures if f.title and is_disclosed(f, None, None, level)]
    cover = result.coverage
    return UnitView(
        anchor=result.unit,
        name=_unit_link(bulletin, result),
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


def _contents(
    bulletin: Bulletin, campaign: Campaign, results: tuple[Result, ...]
) -> Iterator[ResultContent]:
    """Yield the lines of work that have targets, with what was reported on each."""
    for content, found in groupby(campaign.numbered_targets(), key=lambda numbered: numbered[1]):
        numbered = list(found)
        yield ResultContent(
            code=numbered[0][0].rpartition("-")[0] if content else "",
            title=content.title if content else "Chỉ tiêu của phong trào",
            targets=tuple(
                _table(bulletin, campaign, results, code, content, target)
                for code, _, target in numbered
            ),
        )


def _table(
    bulletin: Bulletin,
    campaign: Campaign,
    results: tuple[Result, ...],
    code: str,
    content: ContentItem | None,
    target: Target,
) -> TargetTable:
    anchor = f"chi-tieu-{slugify(code)}"
    own = tuple(r for r in results if r.unit == campaign.locality)
    parts = tuple(r for r in results if r not in own)
    if not own or len(parts) < FOLDED_FROM:
        own, parts = results, ()
    rows = _rows(bulletin, parts, code, content, target)
    shown = _rows(bulletin, own, code, content, target)
    if len(rows) == 1:  # nothing but the one line that all withheld figures share
        shown, rows = _rows(bulletin, results, code, content, target), ()
    return TargetTable(
        code=code,
        anchor=anchor,
        text=target.as_printed,
        path=f"{campaign.path}#{anchor}",
        own=shown,
        parts=rows,
        parts_words=_parts_words(len(parts), rows),
    )


def _parts_words(count: int, rows: tuple[Row, ...]) -> str:
    """Say how many units lie folded, and what their reports conclude as far as that is shown."""
    codes = Counter(figure.verdict_code for _, figure in rows)
    told = [f"{codes[v.value]} {v.label.lower()}" for v in Verdict if codes[v.value]]
    return f"{count} đơn vị: {', '.join(told)}" if told else f"{count} đơn vị"


def _rows(
    bulletin: Bulletin,
    results: tuple[Result, ...],
    code: str,
    content: ContentItem | None,
    target: Target,
) -> tuple[Row, ...]:
    """Return a line a unit; units whose figures are all withheld share one line, last."""
    rows = [
        (_unit_link(bulletin, r), figure_view(bulletin, r, code, content, target)) for r in results
    ]
    withheld = [row for row in rows if row[1].text == NOT_PUBLIC]
    if len(withheld) < 2:
        return tuple(rows)
    shared = (Link(f"{len(withheld)} đơn vị có báo cáo", None), withheld[0][1])
    return (*(row for row in rows if row not in withheld), shared)


@dataclass(frozen=True)
class Outcome:
    """What the campaign's own unit reported on a target, on which page."""

    label: Link
    figure: FigureView


def outcomes(bulletin: Bulletin, campaign: Campaign, code: str) -> tuple[Outcome, ...]:
    """Return what the campaign's own place reported on a target, phase by phase."""
    found = []
    content, target = campaign.target(code) or (None, None)
    for path, owner, results in result_pages(bulletin):
        if owner is not campaign or target is None:
            continue
        for result in results:
            if result.unit == campaign.locality:
                label = page_title(results).removeprefix("Kết quả ")
                view = figure_view(bulletin, result, code, content, target)
                found.append(
                    Outcome(Link(capital(label), f"{path}#chi-tieu-{slugify(code)}"), view)
                )
    return tuple(found)


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
        _unit(bulletin, campaign, result),
        tuple(
            (target.as_printed, figure_view(bulletin, result, code, content, target))
            for code, content, target in campaign.numbered_targets()
            if code in spoken
        ),
    )
