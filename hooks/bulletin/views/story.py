"""Stories and notices as their pages show them: exemplars, models, notices, resources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bulletin.kinds import Award, Campaign, Exemplar, Model, Notice, Resource
from bulletin.kinds._types import Body
from bulletin.kinds.exemplar import Honoured
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, capital, comment_state, figures, group
from bulletin.views._facts import dates, facts, person_card
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import (
    Bit,
    Fact,
    Figure,
    Group,
    Link,
    Notes,
    PersonCard,
    SourceLine,
)
from bulletin.views._players import Player, players, weight
from bulletin.views._related import Beside, beside
from bulletin.views.award import stories
from bulletin.views.news import tag_path


@dataclass(frozen=True)
class Offered:
    """A file to download, with its type and size for those who pay by the byte."""

    link: Link
    words: str


@dataclass(frozen=True)
class StoryView:
    """Everything on the page of a story or a notice."""

    title: str
    kicker: str
    dates: tuple[Fact, ...]
    callout: str
    sapo: str
    lead: Figure | None
    body: Body | None
    figures: tuple[Figure, ...]
    recordings: tuple[Player, ...]
    byline: str
    files: tuple[Offered, ...]
    people: tuple[PersonCard, ...]
    facts: tuple[Fact, ...]
    tags: tuple[Link, ...]
    beside: Beside
    sources: tuple[SourceLine, ...]
    notes: Notes
    sample: bool


def _story(
    bulletin: Bulletin, item: Exemplar | Model | Notice | Resource, own: Iterable[Group] = ()
) -> StoryView:
    """Return what all stories share; each kind adds its own."""
    return StoryView(
        title=f"{SAMPLE_LABEL} {item.title}" if item.sample else item.title,
        kicker=capital(item.LABEL),
        dates=dates(item),
        callout="",
        sapo=item.summary or "",
        lead=None,
        body=item.body,
        figures=(),
        recordings=(),
        byline="",
        files=(),
        people=(),
        facts=(),
        tags=(),
        beside=beside(bulletin, item, own),
        sources=source_chain(item),
        notes=notes(item),
        sample=item.sample,
    )


def _pictured(bulletin: Bulletin, item: Exemplar | Model, view: StoryView) -> StoryView:
    shown = tuple(figure for figure in figures(bulletin, item) if figure.photo)
    return replace(
        view,
        lead=shown[0] if shown else None,
        figures=shown[1:],
        recordings=players(bulletin, item),
    )


def exemplar_page(bulletin: Bulletin, exemplar: Exemplar) -> StoryView:
    """Return the view of an exemplar: named exactly as far as the rules allow."""
    people = [person_card(bulletin, mention, exemplar) for mention in exemplar.people]
    honours = bulletin.referring(Award, exemplar)
    awards = [award for award in honours if exemplar in stories(bulletin, award)]
    team = bulletin.team(exemplar.team)
    own = [
        *([Fact("Tổ", (Bit(team.name),))] if team else []),
        *(
            [Fact("Tập thể, hộ gia đình", (Bit(exemplar.collective),))]
            if exemplar.collective
            else []
        ),
    ]
    honoured = group(bulletin, "Khen thưởng", awards)
    view = _pictured(bulletin, exemplar, _story(bulletin, exemplar, honoured))
    return replace(
        view,
        kicker=f"Gương điển hình · {exemplar.kind.label}",
        byline=" · ".join(f"{credit.role.label}: {credit.name}" for credit in exemplar.credits),
        people=tuple(person for person in people if person.name),
        facts=(*own, *_withheld(exemplar, people),
               *facts(bulletin, exemplar, ("locality", "event_date")),
               *_content(bulletin, exemplar)),
        tags=tuple(Link(tag, tag_path(tag)) for tag in exemplar.tags),
    )  # fmt: skip


def _withheld(exemplar: Exemplar, people: list[PersonCard]) -> Iterator[Fact]:
    """Say that a name is withheld; never whose."""
    if exemplar.kind is Honoured.PERSON and not any(person.name for person in people):
        yield Fact("Họ tên", (Bit("Không công khai", absent=True),))


def _content(bulletin: Bulletin, item: Exemplar | Model) -> Iterator[Fact]:
    """Yield the line of work that a story belongs to, linked to the plan's clause."""
    campaign = bulletin.get(Campaign, item.campaign)
    content = campaign.content(item.content) if campaign and item.content else None
    if campaign and content and item.content:
        anchor = f"{campaign.path}#noi-dung-{slugify(item.content)}"
        yield Fact("Nội dung thi đua", (Bit(f"{item.content}. {content.title}", path=anchor),))


def model_page(bulletin: Bulletin, model: Model) -> StoryView:
    """Return the view of a practice worth spreading."""
    names = ("state", "localities", "started_on", "members", "recognised_by", "recognised_on")
    view = _pictured(bulletin, model, _story(bulletin, model))
    return replace(view, facts=(*facts(bulletin, model, names), *_content(bulletin, model)))


def notice_page(bulletin: Bulletin, notice: Notice) -> StoryView:
    """Return the view of a notice, with its comment period in working days."""
    view = _story(bulletin, notice)
    own: list[Fact] = []
    if notice.comments is not None:
        period = notice.comments
        days = bulletin.settings.working_days(period.start, period.end)
        words = f"từ {period.start} đến hết {period.end} ({days} ngày làm việc)"
        own = [
            Fact("Thời gian lấy ý kiến", (Bit(words),)),
            Fact("Gửi ý kiến về", (Bit(period.send_to),)),
        ]
    return replace(
        view,
        callout=capital(comment_state(bulletin, notice)),
        facts=(*own, *facts(bulletin, notice, ("issuer", "locality", "documents"))),
    )


def resource_page(bulletin: Bulletin, resource: Resource) -> StoryView:
    """Return the view of a resource with its files."""
    files = tuple(
        Offered(
            Link(file.title, f"media/{file.file}"),
            weight(file.file, bulletin.downloads[file.file]),
        )
        for file in resource.files
    )
    return replace(
        _story(bulletin, resource), files=files, facts=facts(bulletin, resource, ("issuer",))
    )
