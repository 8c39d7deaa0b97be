"""Reports against targets, as tables: figure, the report's own conclusion, and where both stand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from bulletin.dates import Day
from bulletin.kinds import Campaign, Result
from bulletin.kinds.campaign import ContentItem
from bulletin.kinds.result import ResultKind, Verdict
from bulletin.kinds.target import Target
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, capital
from bulletin.views._figures import NOT_PUBLIC, FigureView, figure_view
from bulletin.views._parts import Link
from bulletin.views._reports import UnitView, unit_link, unit_view
from bulletin.views._rollup import TotalView, total_view

Row = tuple[Link, FigureView]
"""A unit, leading to its report on the page, and its figure."""

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
    total: TotalView | None
    """What the communes come to together; None with fewer than two of them."""
    beside: tuple["Beside", ...]
    """What the campaign's own unit reported on it in other phases and months."""

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
    period: str
    """Names the files beside the page: `dot-1`, `2025-06`, `tong-ket`."""
    changed: Day
    """When the newest change of a report was published."""
    campaign: Link
    own: UnitView | None
    """The report of the campaign's own unit, which the page begins with."""
    units: tuple[UnitView, ...]
    contents: tuple[ResultContent, ...]
    others: tuple[Link, ...]
    compared: bool
    """The site prints its own comparison beside the report's conclusion."""
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
    for slug, pages in bulletin.results_by_page.items():
        campaign = bulletin.get(Campaign, slug)
        if campaign:
            for page, results in pages.items():
                yield f"{campaign.path}{page}", campaign, results


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
    """Return the view of one results page; the index and the tables beside it ask for it too."""
    key = ("results", campaign.slug, results[0].page)
    return bulletin.once(key, lambda: _results_page(bulletin, campaign, results))


def _results_page(
    bulletin: Bulletin, campaign: Campaign, results: tuple[Result, ...]
) -> ResultsView:
    title = f"{page_title(results)} · {campaign.short_title}"
    here = results[0].page
    pages = bulletin.results_by_page[campaign.slug]
    units = tuple(unit_view(bulletin, campaign, result) for result in results)
    return ResultsView(
        title=f"{SAMPLE_LABEL} {title}" if campaign.sample else title,
        period=here.rstrip("/").rpartition("/")[2],
        changed=max((result.updated for result in results), key=lambda day: day.instant),
        campaign=Link(campaign.short_title, campaign.path),
        own=next((unit for unit in units if unit.anchor == campaign.locality), None),
        units=units,
        contents=tuple(_contents(bulletin, campaign, results)),
        others=tuple(
            Link(page_title(found), f"{campaign.path}{page}")
            for page, found in pages.items()
            if page != here
        ),
        compared=bulletin.settings.show_comparison,
        sample=campaign.sample,
    )


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
        total=total_view(bulletin, campaign, results, code, content, target),
        beside=tuple(_beside(bulletin, campaign, results[0], code)),
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
        (
            Link(unit_link(bulletin, r).text, f"#{r.unit}"),
            figure_view(bulletin, r, code, content, target),
        )
        for r in results
    ]
    withheld = [row for row in rows if row[1].text == NOT_PUBLIC]
    if len(withheld) < 2:
        return tuple(rows)
    shared = (Link(f"Số liệu của từng đơn vị ({len(withheld)})", None), withheld[0][1])
    return (*(row for row in rows if row not in withheld), shared)


@dataclass(frozen=True)
class Outcome:
    """What the campaign's own unit reported on a target, on which page."""

    label: Link
    figure: FigureView


@dataclass(frozen=True)
class Beside:
    """What was reported in another phase, or in other months of the same one."""

    heading: str
    """`Đợt 2, số liệu đến 30/6/2025`."""
    outcomes: tuple[Outcome, ...]


def _beside(bulletin: Bulletin, campaign: Campaign, here: Result, code: str) -> Iterator[Beside]:
    """Yield by phase, other phases than that of the page first, what else was reported on a target."""
    found: dict[int | None, list[tuple[Result, Outcome]]] = {}
    for result, outcome in _outcomes(bulletin, campaign, code):
        if result.page != here.page:
            found.setdefault(_phase_of(campaign, result), []).append((result, outcome))
    own = _phase_of(campaign, here)
    for phase in sorted(found, key=lambda one: (one is None, one == own, one or 0)):
        results = [result for result, _ in found[phase]]
        heading = f"Đợt {phase}" if phase is not None and phase != own else "Kỳ khác"
        if heading != "Kỳ khác":
            latest = max((result.as_of for result in results), key=lambda day: day.instant)
            heading += f", số liệu đến {latest}"
        yield Beside(heading, tuple(_named(*one) for one in found[phase]))


def _named(result: Result, outcome: Outcome) -> Outcome:
    """Return the outcome of a phase's report as that, under a heading that names the phase."""
    if result.kind is not ResultKind.PHASE:
        return outcome
    return replace(outcome, label=replace(outcome.label, text="Sơ kết"))


def _phase_of(campaign: Campaign, result: Result) -> int | None:
    """Return the phase that a report is on, or that its month lies in; None for the whole."""
    if result.kind is ResultKind.MONTHLY:
        return campaign.phase_on(result.as_of)
    return result.phase


def outcomes(bulletin: Bulletin, campaign: Campaign, code: str) -> tuple[Outcome, ...]:
    """Return what the campaign's own place reported on a target, phase by phase."""
    return tuple(outcome for _, outcome in _outcomes(bulletin, campaign, code))


def _outcomes(
    bulletin: Bulletin, campaign: Campaign, code: str
) -> Iterator[tuple[Result, Outcome]]:
    content, target = campaign.target(code) or (None, None)
    if target is None:
        return
    for page, results in bulletin.results_by_page.get(campaign.slug, {}).items():
        for result in results:
            if result.unit == campaign.locality:
                label = capital(page_title(results).removeprefix("Kết quả "))
                path = f"{campaign.path}{page}#chi-tieu-{slugify(code)}"
                view = figure_view(bulletin, result, code, content, target)
                yield result, Outcome(Link(label, path), view)
