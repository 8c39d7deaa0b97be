"""A campaign as its page shows it: theme, phases, contents and targets, and all that refers to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.kinds import (
    Award,
    Campaign,
    Deeds,
    Document,
    Event,
    Exemplar,
    Item,
    Locality,
    Model,
    News,
    Notice,
    Resource,
    Result,
)
from bulletin.kinds._types import Body
from bulletin.kinds.campaign import Anniversary, Clause
from bulletin.kinds.document import DocumentType
from bulletin.kinds.target import Operator, Target
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, capital, cards, group
from bulletin.views._facts import bits_of, facts, place_name
from bulletin.views._figures import NO_FIGURE, report_bit
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Bit, Card, Fact, Group, Link, Notes, SourceLine
from bulletin.views._phases import PhaseLine, phase_line
from bulletin.views._timeline import Timeline, timeline
from bulletin.views.calendar import campaign_calendar
from bulletin.views.result import Outcome, outcomes, page_title, result_pages


@dataclass(frozen=True)
class TargetView:
    """A target with its exact meaning; `joint` stands between alternatives or parts."""

    code: str
    anchor: str
    text: str
    operator: str
    levels: tuple[str, ...]
    joint: str
    details: tuple[Fact, ...]
    results: tuple[Outcome, ...]
    no_result: str


@dataclass(frozen=True)
class ContentView:
    """A line of work with its targets."""

    code: str
    anchor: str
    title: str
    description: str
    targets: tuple[TargetView, ...]


@dataclass(frozen=True)
class Step:
    """One step of the reporting chain."""

    sender: str
    receiver: str
    details: tuple[Bit, ...]


@dataclass(frozen=True)
class Assigned:
    """Who must do what."""

    code: str
    who: Bit
    text: str


@dataclass(frozen=True)
class Report:
    """A report of the campaign's own unit: for which phase or month, which one, as of when."""

    label: Link
    report: Bit
    as_of: Bit


@dataclass(frozen=True)
class CampaignView:
    """Everything on a campaign's page."""

    title: str
    place: str
    form: str
    plans: tuple[str, ...]
    theme: Bit | None
    motto: str
    summary: str
    phases: PhaseLine
    calendar: str
    """The path of its calendar; `` if no day of it is known."""
    facts: tuple[Fact, ...]
    contents: tuple[ContentView, ...]
    targets: tuple[TargetView, ...]
    target_count: int
    purposes: tuple[Clause, ...]
    requirements: tuple[Clause, ...]
    assignments: tuple[Assigned, ...]
    reporting: tuple[Step, ...]
    commemorates: tuple[str, ...]
    body: Body | None
    timeline: Timeline
    groups: tuple[Group, ...]
    results: tuple[Link, ...]
    reports: tuple[Report, ...]
    """What the figures beside the targets are from."""
    children: tuple[Card, ...]
    sources: tuple[SourceLine, ...]
    notes: Notes
    sample: bool


FACTS = (
    "launched_by", "locality", "scope", "form", "audience", "period", "parent", "standing_movement",
    "recurs_from", "documents",
)  # fmt: skip


MEMBERS: tuple[type[Item], ...] = (
    Document, Event, News, Exemplar, Award, Model, Notice, Result, Deeds, Resource,
)  # fmt: skip
"""The kinds that may belong to a campaign."""


def campaign_page(bulletin: Bulletin, campaign: Campaign) -> CampaignView:
    """Return the view of one campaign."""
    place = bulletin.get(Locality, campaign.locality)
    contents = tuple(_contents(bulletin, campaign))
    targets = tuple(
        _target(bulletin, campaign, str(number), target)
        for number, target in enumerate(campaign.targets, 1)
    )
    plans = bulletin.some(Document, campaign.documents)
    themes = bits_of(bulletin, campaign, "theme")
    return CampaignView(
        title=f"{SAMPLE_LABEL} {campaign.title}" if campaign.sample else campaign.title,
        place=place_name(bulletin, place) if place else campaign.scope.label,
        form=campaign.form.label,
        plans=tuple(plan.name for plan in plans if plan.type is DocumentType.PLAN),
        theme=themes[0] if themes else None,
        motto=campaign.motto or "",
        summary=campaign.summary or "",
        phases=phase_line(bulletin, campaign),
        calendar=campaign_calendar(bulletin, campaign),
        facts=facts(bulletin, campaign, FACTS),
        contents=contents,
        targets=targets,
        target_count=len(targets) + sum(len(content.targets) for content in contents),
        purposes=campaign.purposes,
        requirements=campaign.requirements,
        assignments=tuple(_assignments(bulletin, campaign)),
        reporting=tuple(_reporting(bulletin, campaign)),
        commemorates=tuple(map(_anniversary, _celebrated(campaign))),
        body=campaign.body,
        timeline=timeline(bulletin, campaign),
        groups=tuple(_groups(bulletin, campaign)),
        results=tuple(
            Link(page_title(found), path)
            for path, owner, found in result_pages(bulletin)
            if owner is campaign
        ),
        reports=tuple(_reports(bulletin, campaign)),
        children=cards(bulletin, children_of(bulletin, campaign)),
        sources=source_chain(campaign),
        notes=notes(campaign),
        sample=campaign.sample,
    )


def _groups(bulletin: Bulletin, campaign: Campaign) -> Iterator[Group]:
    """Yield the people, awards, practices and notices of a campaign."""
    for kind, title, more in (
        (Exemplar, "Gương điển hình", "guong-dien-hinh/"),
        (Award, "Khen thưởng", "khen-thuong/"),
        (Model, "Mô hình, cách làm hay", "mo-hinh/"),
        (Notice, "Thông báo", "thong-bao/"),
        (Deeds, "Việc tốt trong tháng", "viec-tot/"),
        (Resource, "Tài liệu, biểu mẫu", "tai-lieu/"),
    ):
        yield from group(bulletin, title, bulletin.referring(kind, campaign)[:6], more)


def _reports(bulletin: Bulletin, campaign: Campaign) -> Iterator[Report]:
    for page, results in bulletin.results_by_page.get(campaign.slug, {}).items():
        label = capital(page_title(results).removeprefix("Kết quả "))
        for result in results:
            if result.unit == campaign.locality:
                as_of = Bit(str(result.as_of), iso=result.as_of.iso)
                link = Link(label, f"{campaign.path}{page}")
                yield Report(link, report_bit(bulletin, result), as_of)


def children_of(bulletin: Bulletin, campaign: Campaign) -> tuple[Campaign, ...]:
    """Return the campaigns under one, by place; sample ones last (design §4)."""
    found = [c for c in bulletin.all(Campaign) if c.parent == campaign.slug]
    return tuple(sorted(found, key=lambda c: (c.sample, slugify(c.short_title), c.slug)))


def _contents(bulletin: Bulletin, campaign: Campaign) -> Iterator[ContentView]:
    for order, content in enumerate(campaign.contents):
        code = campaign.content_code(order)
        yield ContentView(
            code=code,
            anchor=f"noi-dung-{slugify(code)}",
            title=content.title,
            description=content.description or "",
            targets=tuple(
                _target(bulletin, campaign, f"{code}-{number}", target)
                for number, target in enumerate(content.targets, 1)
            ),
        )


def _target(bulletin: Bulletin, campaign: Campaign, code: str, target: Target) -> TargetView:
    """Return a target as readers see it; no figure is shown before a report gives one."""
    parts = target.any_of or target.all_of
    levels = tuple(part.words for part in parts) or (target.level,)
    operator = target.operator.value if target.operator else "any_of" if target.any_of else "all_of"
    if target.operator is Operator.QUALITATIVE:
        levels = ("định tính",)
    return TargetView(
        code=code,
        anchor=f"chi-tieu-{slugify(code)}",
        text=target.as_printed,
        operator=operator,
        levels=levels,
        joint="hoặc" if target.any_of else "và",
        details=tuple(_details(target)),
        results=outcomes(bulletin, campaign, code),
        no_result=NO_FIGURE,
    )


def _details(target: Target) -> Iterator[Fact]:
    """Yield what makes the meaning of a target exact."""
    if target.per is not None:
        per = [target.per.subject, f"mỗi {target.per.period.label}" if target.per.period else None]
        words = ", ".join(filter(None, [*per, target.per.area]))
        yield Fact("Tính cho", (Bit(words),))
    if target.operator is Operator.UNSPECIFIED:
        yield Fact("Mức so sánh", (Bit(Operator.UNSPECIFIED.label),))
    for label, text in (
        ("Điều kiện", target.condition),
        ("Tính trên", target.denominator),
        ("So với", target.baseline),
        ("Là một phần của chỉ tiêu", target.population_of),
        ("Ghi chú", target.note),
    ):
        if text:
            yield Fact(label, (Bit(text),))
    if target.assessable_until:
        text = f"Đánh giá được đến hết {target.assessable_until}: {target.assessable_note}"
        yield Fact("Căn cứ đánh giá", (Bit(text),))


def _assignments(bulletin: Bulletin, campaign: Campaign) -> Iterator[Assigned]:
    for assignment in campaign.assignments:
        bits = bits_of(bulletin, assignment, "to") or bits_of(bulletin, assignment, "to_whom")
        yield Assigned(assignment.code or "", bits[0] if bits else Bit(""), assignment.text)


def _reporting(bulletin: Bulletin, campaign: Campaign) -> Iterator[Step]:
    for step in campaign.reporting:
        details = [Bit(f"qua {step.via}")] if step.via else []
        details += [Bit(step.when)] if step.when else []
        details += [
            Bit(
                f"thời hạn: {bit.text.lower()}" if bit.absent else f"hạn {bit.text}",
                absent=bit.absent,
            )
            for bit in bits_of(bulletin, step, "due")
        ]
        yield Step(step.sender, step.receiver, tuple(details))


def _celebrated(campaign: Campaign) -> Iterator[Anniversary]:
    """Yield what the campaign and its phases celebrate, each once."""
    seen = set()
    for found in (*campaign.commemorates, *(a for p in campaign.phases for a in p.commemorates)):
        if (found.name, found.years) not in seen:
            seen.add((found.name, found.years))
            yield found


def _anniversary(found: Anniversary) -> str:
    """Print what is celebrated; years that do not add up are the source's misprint, kept by `sic`."""
    printed = "" if found.adds_up else " [nguyên văn của nguồn, xem ghi chú]"
    return f"{found.years} năm {found.name} ({found.origin} – {found.observed}){printed}"
