"""A news article as its page shows it."""

from dataclasses import dataclass

from bulletin.kinds import Campaign, Category, Document, Event, Item, News
from bulletin.kinds._types import Body
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._cards import SAMPLE_LABEL, cards, figures, group, title_of
from bulletin.views._facts import facts
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Bit, Card, Fact, Figure, Group, Link, Notes, SourceLine
from bulletin.views._phases import PhaseLine, phase_line

NEIGHBOURS = 5


@dataclass(frozen=True)
class RelatedCampaign:
    """The campaign an article is about, with its phases."""

    link: Link
    phases: PhaseLine


@dataclass(frozen=True)
class ArticleView:
    """Everything on an article's page."""

    title: str
    category: Link | None
    stamp: str
    iso: str
    source_stamps: tuple[Bit, ...]
    sapo: str
    lead: Figure | None
    body: Body
    figures: tuple[Figure, ...]
    byline: str
    sources: tuple[SourceLine, ...]
    notes: Notes
    facts: tuple[Fact, ...]
    tags: tuple[Link, ...]
    campaigns: tuple[RelatedCampaign, ...]
    newer: tuple[Card, ...]
    older: tuple[Card, ...]
    related: tuple[Group, ...]
    sample: bool


def tag_path(tag: str) -> str:
    """Return the address of a tag's list."""
    return f"tu-khoa/{slugify(tag)}/"


def article(bulletin: Bulletin, news: News) -> ArticleView:
    """Return the view of one article."""
    category = bulletin.get(Category, news.category)
    shown = figures(bulletin, news)
    lead = shown[0] if shown and shown[0].photo else None
    newer, older = neighbours(bulletin, news)
    printed = news.sources[0].published_at if news.sources else None
    return ArticleView(
        title=f"{SAMPLE_LABEL} {news.title}" if news.sample else news.title,
        category=Link(category.title, category.path) if category else None,
        stamp=news.published_at.stamp,
        iso=news.published_at.iso,
        source_stamps=(Bit(printed.stamp, iso=printed.iso),) if printed else (),
        sapo=news.summary or "",
        lead=lead,
        body=news.body,
        figures=shown[1:] if lead else shown,
        byline=" · ".join(f"{credit.role.label}: {credit.name}" for credit in news.credits),
        sources=source_chain(news),
        notes=notes(news),
        facts=facts(
            bulletin,
            news,
            ("event_date", "localities", "organisations", "people", "events", "documents"),
        ),
        tags=tuple(Link(tag, tag_path(tag)) for tag in news.tags),
        campaigns=tuple(
            RelatedCampaign(
                Link(title_of(bulletin, campaign), campaign.path), phase_line(bulletin, campaign)
            )
            for campaign in bulletin.some(Campaign, news.campaigns)
        ),
        newer=newer,
        older=older,
        related=_related(bulletin, news),
        sample=news.sample,
    )


def neighbours(bulletin: Bulletin, news: News) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """Return the news next newer (nearest last) and next older, up to five each."""
    shelf = bulletin.all(News)
    place = shelf.index(news)
    newer = shelf[max(0, place - NEIGHBOURS) : place]
    return cards(bulletin, newer), cards(bulletin, shelf[place + 1 : place + 1 + NEIGHBOURS])


def _related(bulletin: Bulletin, news: News) -> tuple[Group, ...]:
    """Return what belongs to the same campaigns: other news, documents, events."""
    campaigns = set(news.campaigns)
    same: dict[type[Item], list[Item]] = {News: [], Document: [], Event: []}
    for campaign in bulletin.some(Campaign, news.campaigns):
        for kind, found in same.items():
            found.extend(
                x for x in bulletin.referring(kind, campaign) if x is not news and x not in found
            )
        same[Document].extend(
            x for x in bulletin.some(Document, campaign.documents) if x not in same[Document]
        )
    groups = group(bulletin, "Tin, bài cùng phong trào", same[News][:8]) if campaigns else ()
    return (
        *groups,
        *group(bulletin, "Văn bản", same[Document][:5]),
        *group(bulletin, "Sự kiện", same[Event][:5]),
    )
