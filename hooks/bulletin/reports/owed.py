"""The facts of a report that a unit owes: figures, deeds, awards of a phase or of the whole.

Every figure is printed by the functions that print pages, so both are equal to the last digit. A
superior may see what the public may not: figures that pages withhold are here, and marked; the
teams without deeds are named here and nowhere else (design §4 and §5).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from bulletin.dates import Day
from bulletin.kinds import (
    Award,
    Campaign,
    Deeds,
    Document,
    Exemplar,
    Locality,
    Organisation,
    Result,
    Roster,
)
from bulletin.kinds.award import AwardState
from bulletin.kinds.campaign import Period, Phase, ReportingStep
from bulletin.kinds.document import DocumentType
from bulletin.kinds.result import ResultKind
from bulletin.model import Bulletin
from bulletin.text import nearest
from bulletin.views._cards import capital
from bulletin.views._facts import document_label
from bulletin.views._figures import NO_FIGURE, amount_text, figures_on, is_public, report_bit
from bulletin.views._reports import unit_link
from bulletin.views._rollup import total_view
from bulletin.views.deeds import coverage

WITHHELD = "không công khai trên trang"
BASES = (DocumentType.PLAN, DocumentType.DECISION)
"""What a report is made in pursuance of; other reports are none."""


class OwedError(Exception):
    """There is no such report; the text says in Vietnamese what was asked and what there is."""


@dataclass(frozen=True)
class TargetLine:
    """A target and what the unit reports on it."""

    code: str
    content: str
    target: str
    aim: str
    figure: str
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    conclusion: str
    below: str
    """What the reports of the units below come to, with how many of them; empty for a commune."""
    note: str


@dataclass(frozen=True)
class UnitLine:
    """What one unit below reported on one target."""

    unit: str
    code: str
    figure: str
    conclusion: str
    report: str
    note: str


@dataclass(frozen=True)
class LogLine:
    """A commune's log of deeds: how many of its teams it covers."""

    commune: str
    start: Day
    end: Day
    expected: int
    reported: int
    satisfied: int
    deeds: int


@dataclass(frozen=True)
class SilentTeam:
    """A team without a deed in a period: for staff, never under the site."""

    commune: str
    team: str
    village: str
    start: Day
    end: Day
    state: str


@dataclass(frozen=True)
class AwardLine:
    """A decision of the phase, in numbers."""

    decision: str
    day: Day
    by: str
    what: str
    recipients: int


@dataclass(frozen=True)
class Owed:
    """Everything that the report is made of."""

    campaign: Campaign
    unit: str
    title: str
    """`sơ kết đợt 1`, `tổng kết`."""
    period: Period
    due: Day | None
    receivers: tuple[str, ...]
    bases: tuple[str, ...]
    """Plans and other papers of the campaign, as they are called."""
    targets: tuple[TargetLine, ...]
    units: tuple[UnitLine, ...]
    logs: tuple[LogLine, ...]
    silent: tuple[SilentTeam, ...]
    awards: tuple[AwardLine, ...]
    stories: tuple[str, ...]
    coverage: str
    next_phase: Phase | None

    @property
    def contents(self) -> Iterator[tuple[str, tuple[TargetLine, ...]]]:
        """Each content with its targets."""
        for content, lines in groupby(self.targets, key=lambda line: line.content):
            yield content, tuple(lines)


def owed_report(bulletin: Bulletin, campaign: str, unit: str, phase: int | None) -> Owed:
    """Return what the unit owes for a phase, or for the whole (None); raises OwedError."""
    found = bulletin.get(Campaign, campaign)
    if found is None:
        slugs = [one.slug for one in bulletin.all(Campaign)]
        raise OwedError(_unknown("phong trào", campaign, slugs))
    place = bulletin.get(Locality, unit)
    if place is None:
        slugs = [one.slug for one in bulletin.all(Locality)]
        raise OwedError(_unknown("địa phương", unit, slugs))
    period = _period(found, phase)
    results = _results(bulletin, found, phase)
    within = _below(bulletin, place)
    own = next((result for result in results if result.unit == unit), None)
    logs = [
        deeds
        for deeds in bulletin.all(Deeds)
        if deeds.campaign == campaign
        and deeds.commune in within
        and _overlaps(period, deeds.start, deeds.end)
    ]
    logs.sort(key=lambda deeds: (deeds.start.instant, deeds.commune))
    below = tuple(result for result in results if result.unit in within - {unit})
    return Owed(
        campaign=found,
        unit=capital(unit_link(bulletin, own).text if own else place.name),
        title=f"sơ kết đợt {phase}" if phase else "tổng kết",
        period=period,
        due=_due(found, phase),
        receivers=_receivers(found, unit),
        bases=tuple(
            document_label(bulletin, one)
            for one in bulletin.some(Document, found.documents)
            if one.type in BASES
        ),
        targets=tuple(_targets(bulletin, found, own, results if below else ())),
        units=tuple(_units(bulletin, found, below)),
        logs=tuple(_log(bulletin, deeds) for deeds in logs),
        silent=tuple(team for deeds in logs for team in _silent(bulletin, deeds)),
        awards=tuple(_awards(bulletin, found, within, phase, period)),
        stories=tuple(
            story.title
            for story in bulletin.all(Exemplar)
            if story.campaign == campaign
            and story.locality in within
            and _belongs(story.phase, story.published_at, phase, period)
        ),
        coverage=f"{own.coverage.reported}/{own.coverage.expected} đơn vị đã báo cáo"
        if own and own.coverage
        else "",
        next_phase=next((one for one in found.phases if phase and one.number == phase + 1), None),
    )


def _unknown(what: str, asked: str, slugs: list[str]) -> str:
    near = nearest(asked, slugs)
    mend = f"Có phải `{near}`?" if near else f"Dùng một trong: {', '.join(sorted(slugs))}"
    return f"Không có {what} `{asked}` đang đăng.\nCách sửa: {mend}"


def _period(campaign: Campaign, phase: int | None) -> Period:
    if phase is None:
        return campaign.period or Period()
    for one in campaign.phases:
        if one.number == phase:
            return one
    numbers = ", ".join(str(one.number) for one in campaign.phases) or "không có đợt nào"
    raise OwedError(
        f"Phong trào `{campaign.slug}` không có đợt {phase}.\n"
        f"Cách sửa: ghi một trong các đợt: {numbers}; báo cáo cả phong trào thì dùng `tong-ket`."
    )


def _results(bulletin: Bulletin, campaign: Campaign, phase: int | None) -> tuple[Result, ...]:
    kind = ResultKind.PHASE if phase else ResultKind.FINAL
    pages = bulletin.results_by_page.get(campaign.slug, {})
    return tuple(
        result
        for page in pages.values()
        for result in page
        if result.kind is kind and result.phase == phase
    )


def _below(bulletin: Bulletin, place: Locality) -> set[str]:
    """Return a place and every place below it, whenever it stood."""
    found = {place.slug}
    while True:
        more = {one.slug for one in bulletin.all(Locality) if one.parent in found} - found
        if not more:
            return found
        found |= more


def _overlaps(period: Period, start: Day, end: Day) -> bool:
    """Tell whether days lie at least partly in a period; one without dates holds every day."""
    after = period.start is None or end.date >= period.start.date
    return after and (period.end is None or start.date <= period.end.date)


def _due(campaign: Campaign, phase: int | None) -> Day | None:
    if phase is None:
        return next((step.due for step in campaign.reporting if step.due), None)
    return next((one.report_due for one in campaign.phases if one.number == phase), None)


def _receivers(campaign: Campaign, unit: str) -> tuple[str, ...]:
    """Return whom a report goes to: the campaign's own unit takes the last step of the way, those
    below it the step before.
    """
    steps: tuple[ReportingStep, ...] = campaign.reporting
    if unit != campaign.locality and len(steps) > 1:
        steps = steps[:-1]
    return (steps[-1].receiver,) if steps else ()


def _targets(
    bulletin: Bulletin, campaign: Campaign, own: Result | None, results: tuple[Result, ...]
) -> Iterator[TargetLine]:
    for code, content, target in campaign.numbered_targets():
        figures = figures_on(own, code) if own else []
        given = [one for one in figures if one.value is not None or one.numerator is not None]
        stated = next((c for c in own.conclusions if c.target == code), None) if own else None
        single = given[0] if len(given) == 1 else None
        total = total_view(bulletin, campaign, results, code, content, target) if results else None
        hidden = own is not None and not is_public(bulletin, own, code, content, target)
        yield TargetLine(
            code=code,
            content=content.title if content else "Chỉ tiêu của phong trào",
            target=target.as_printed,
            aim=target.aim,
            figure="; ".join(amount_text(one) for one in given) or NO_FIGURE,
            numerator=single.numerator if single else None,
            denominator=single.denominator if single else None,
            value=single.value if single else None,
            conclusion=stated.verdict.label if stated else "",
            below=f"{total.text} ({total.coverage})" if total and total.coverage else "",
            note=WITHHELD if hidden and given else "",
        )


def _units(
    bulletin: Bulletin, campaign: Campaign, results: tuple[Result, ...]
) -> Iterator[UnitLine]:
    for result in results:
        for code, content, target in campaign.numbered_targets():
            given = [
                one
                for one in figures_on(result, code)
                if one.value is not None or one.numerator is not None
            ]
            stated = next((c for c in result.conclusions if c.target == code), None)
            if given or stated:
                shown = is_public(bulletin, result, code, content, target)
                yield UnitLine(
                    unit=unit_link(bulletin, result).text,
                    code=code,
                    figure="; ".join(amount_text(one) for one in given) or NO_FIGURE,
                    conclusion=stated.verdict.label if stated else "",
                    report=report_bit(bulletin, result).text,
                    note="" if shown else WITHHELD,
                )


def _log(bulletin: Bulletin, deeds: Deeds) -> LogLine:
    counts = coverage(bulletin, deeds)
    return LogLine(
        _commune(bulletin, deeds.commune), deeds.start, deeds.end, counts.expected,
        counts.reported, counts.satisfied, len(deeds.rows),
    )  # fmt: skip


def _commune(bulletin: Bulletin, slug: str) -> str:
    place = bulletin.get(Locality, slug)
    return capital(place.name) if place else slug


def _silent(bulletin: Bulletin, deeds: Deeds) -> Iterator[SilentTeam]:
    """Yield the teams at work in a log's period that have no row in it."""
    roster = bulletin.get(Roster, deeds.commune)
    active = {row.team for row in deeds.rows}
    for team in roster.teams if roster else ():
        name = f"{deeds.commune}/{team.id}"
        if name in active or not team.works_between(deeds.start, deeds.end):
            continue
        yield SilentTeam(
            _commune(bulletin, deeds.commune), team.name, team.village or "", deeds.start, deeds.end,
            "đã báo cáo, không có việc tốt" if name in deeds.none_reported else "chưa nhận được báo cáo",
        )  # fmt: skip


def _awards(
    bulletin: Bulletin, campaign: Campaign, within: set[str], phase: int | None, period: Period
) -> Iterator[AwardLine]:
    for award in bulletin.all(Award):
        places = {award.locality, *(one.locality for one in award.recipients)}
        if award.campaign != campaign.slug or award.state is AwardState.REVOKED:
            continue
        if not places & within or not _belongs(award.phase, award.decided_on, phase, period):
            continue
        office = bulletin.get(Organisation, award.decided_by)
        yield AwardLine(
            award.number,
            award.decided_on,
            office.name if office else "",
            award.title,
            sum(one.revocation is None for one in award.recipients),
        )


def _belongs(own: int | None, day: Day, phase: int | None, period: Period) -> bool:
    """Tell whether an entry belongs to a phase: it says so, or, saying nothing, lies in its days."""
    return phase is None or own == phase or (own is None and _overlaps(period, day, day))
