"""A commune's deeds of a period: the rows, and how many of its teams they cover."""

from dataclasses import dataclass, replace

from bulletin.kinds import Award, Campaign, Deeds, Locality, Roster
from bulletin.kinds.award import AwardState
from bulletin.kinds.deeds import DeedRow
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, capital, title_of
from bulletin.views._facts import dates, person_card, story_of
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Fact, Link, Notes, SourceLine
from bulletin.views._related import Beside, beside


@dataclass(frozen=True)
class Coverage:
    """How many teams worked in the period, reported, and had a deed or someone commended."""

    expected: int
    reported: int
    satisfied: int

    @property
    def sentence(self) -> str:
        """The two counts in one sentence; teams without deeds are never named."""
        return (
            f"{self.satisfied}/{self.expected} tổ đã có việc tốt hoặc cá nhân được biểu dương"
            f" ({self.reported}/{self.expected} tổ đã báo cáo)"
        )


@dataclass(frozen=True)
class DeedView:
    """A row as readers see it."""

    stamp: str
    iso: str
    kind: str
    what: str
    content: Link | None
    who: str
    village: str
    more: tuple[Link, ...]


@dataclass(frozen=True)
class DeedsView:
    """Everything on the page of a commune and period."""

    title: str
    commune: Link
    coverage: Coverage
    rows: tuple[DeedView, ...]
    show_village: bool
    others: tuple[Link, ...]
    """The commune's other periods; the newer and older ones are among them."""
    beside: Beside
    dates: tuple[Fact, ...]
    sources: tuple[SourceLine, ...]
    notes: Notes
    sample: bool


def coverage(bulletin: Bulletin, deeds: Deeds) -> Coverage:
    """Count the teams at work in the period by the roster (or as the log states), each once."""
    roster = bulletin.get(Roster, deeds.commune)
    working = [t for t in roster.teams if t.works_between(deeds.start, deeds.end)] if roster else []
    named = {*(row.team for row in deeds.rows), *deeds.none_reported, *deeds.not_received}
    expected = deeds.teams_expected or len(working) or len(named)
    satisfied = {row.team for row in deeds.rows}
    # A team that is named nowhere has not been heard of: it never counts as having reported.
    return Coverage(expected, len(satisfied | set(deeds.none_reported)), len(satisfied))


def deeds_page(bulletin: Bulletin, deeds: Deeds) -> DeedsView:
    """Return the view of one commune's log."""
    commune = bulletin.get(Locality, deeds.commune)
    name = capital(commune.name) if commune else deeds.commune
    logs = bulletin.referring(Deeds, commune) if commune else ()
    others = [d for d in logs if d.commune == deeds.commune and d is not deeds]
    return DeedsView(
        title=f"{SAMPLE_LABEL} {name}: {deeds.name[0].lower()}{deeds.name[1:]}"
        if deeds.sample
        else f"{name}: {deeds.name[0].lower()}{deeds.name[1:]}",
        commune=Link(name, commune.path if commune else None),
        coverage=coverage(bulletin, deeds),
        rows=tuple(_row(bulletin, deeds, row) for row in sorted(deeds.rows, key=_when)),
        show_village=bulletin.settings.show_team,
        others=tuple(Link(title_of(bulletin, other), other.path) for other in others),
        beside=replace(beside(bulletin, deeds), neighbours=()),
        dates=dates(deeds),
        sources=source_chain(deeds),
        notes=notes(deeds),
        sample=deeds.sample,
    )


def team_rows(bulletin: Bulletin, deeds: Deeds, team: str) -> tuple[DeedView, ...]:
    """Return the rows of one team in a log."""
    rows = sorted((row for row in deeds.rows if row.team == team), key=_when)
    return tuple(_row(bulletin, deeds, row) for row in rows)


def _when(row: DeedRow) -> float:
    return row.date.instant.timestamp()


def _row(bulletin: Bulletin, deeds: Deeds, row: DeedRow) -> DeedView:
    campaign = bulletin.get(Campaign, deeds.campaign)
    content = campaign.content(row.content) if campaign and row.content else None
    people = [person_card(bulletin, mention, deeds).name for mention in row.people]
    team = bulletin.team(row.team)
    award = bulletin.get(Award, row.award)
    if award and award.state is AwardState.REVOKED:
        award = None
    links = [
        Link(label, entry.path)
        for label, entry in (
            ("Bài viết", story_of(bulletin, row.exemplar, *people)),
            ("Quyết định", award),
        )
        if entry is not None
    ]
    return DeedView(
        stamp=str(row.date),
        iso=row.date.iso,
        kind=row.kind.label,
        what=row.what,
        content=Link(row.content, f"{campaign.path}#noi-dung-{slugify(row.content)}")
        if campaign and content and row.content
        else None,
        who=", ".join(name for name in people if name),
        village=(team.village or "") if team and bulletin.settings.show_team else "",
        more=tuple(links),
    )
