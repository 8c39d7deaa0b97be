"""A news article as its page shows it."""

from dataclasses import dataclass

from bulletin.kinds import Category, Event, News
from bulletin.kinds._types import Body
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, figures
from bulletin.views._facts import dates, facts
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Fact, Figure, Link, Notes, SourceLine
from bulletin.views._players import Player, players
from bulletin.views._related import Beside, beside


@dataclass(frozen=True)
class ArticleView:
    """Everything on an article's page."""

    title: str
    category: Link | None
    dates: tuple[Fact, ...]
    sapo: str
    lead: Figure | None
    body: Body
    figures: tuple[Figure, ...]
    """The other pictures of ours."""
    captions: tuple[Figure, ...]
    """Captions of pictures that the source has and we may not print."""
    recordings: tuple[Player, ...]
    byline: str
    sources: tuple[SourceLine, ...]
    notes: Notes
    facts: tuple[Fact, ...]
    tags: tuple[Link, ...]
    beside: Beside
    sample: bool


def tag_path(tag: str) -> str:
    """Return the address of a tag's list."""
    return f"tu-khoa/{slugify(tag)}/"


def article(bulletin: Bulletin, news: News) -> ArticleView:
    """Return the view of one article."""
    category = bulletin.get(Category, news.category)
    shown = figures(bulletin, news)
    lead = shown[0] if shown and shown[0].photo else None
    return ArticleView(
        title=f"{SAMPLE_LABEL} {news.title}" if news.sample else news.title,
        category=Link(category.title, category.path) if category else None,
        dates=dates(news),
        sapo=news.summary or "",
        lead=lead,
        body=news.body,
        figures=tuple(figure for figure in shown if figure.photo and figure is not lead),
        captions=tuple(figure for figure in shown if not figure.photo),
        recordings=players(bulletin, news),
        byline=" · ".join(f"{credit.role.label}: {credit.name}" for credit in news.credits),
        sources=source_chain(news),
        notes=notes(news),
        facts=facts(
            bulletin,
            news,
            ("event_date", "localities", "organisations", "people", "events", "documents"),
        ),
        tags=tuple(Link(tag, tag_path(tag)) for tag in news.tags),
        beside=beside(bulletin, news, shown=bulletin.some(Event, news.events)),
        sample=news.sample,
    )
