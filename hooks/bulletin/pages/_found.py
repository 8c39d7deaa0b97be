"""How the page of an entry is found and shared: its picture, its dates, what it is."""

from collections.abc import Iterable
from dataclasses import replace

from bulletin.feeds import items_of
from bulletin.kinds import (
    Award,
    Campaign,
    Document,
    Event,
    Exemplar,
    Item,
    Model,
    News,
    Notice,
    Resource,
)
from bulletin.linked import Node, campaign_node, happening, paper, story
from bulletin.model import Bulletin
from bulletin.page import Page
from bulletin.social import Picture, card_picture, design_of, picture_of
from bulletin.text import slugify
from bulletin.views._cards import lead_photo
from bulletin.views._parts import Link
from bulletin.views.social import (
    SocialCard,
    award_card,
    campaign_card,
    exemplar_card,
    section_card,
)
from bulletin.views.visits import visits_of


def with_head(bulletin: Bulletin, item: Item, page: Page) -> Page:
    """Return the page of an entry with what its head tells of the entry."""
    image = _picture(bulletin, item)
    nodes = tuple(_nodes(bulletin, item, image.path if image else ""))
    page = replace(page, visits=visits_of(bulletin, item))
    if isinstance(item, Campaign | Event):
        return replace(page, image=image, linked=nodes)
    return replace(
        page, image=image, linked=nodes,
        published=item.published_at.iso, modified=item.updated.iso,
    )  # fmt: skip


def _picture(bulletin: Bulletin, item: Item) -> Picture | None:
    """Return an entry's own card, else its lead photo; None leaves the card of its section."""
    card = _card(bulletin, item)
    if card is not None:
        return card_picture(card, design_of(bulletin), item.path.rstrip("/"))
    photo = lead_photo(bulletin, item)
    return picture_of(photo) if photo else None


def _card(bulletin: Bulletin, item: Item) -> SocialCard | None:
    if isinstance(item, Campaign):
        return campaign_card(bulletin, item)
    if isinstance(item, Exemplar):
        return exemplar_card(bulletin, item)
    return award_card(bulletin, item) if isinstance(item, Award) else None


def _nodes(bulletin: Bulletin, item: Item, image: str) -> Iterable[Node]:
    if isinstance(item, Campaign):
        paths = [member.path for member in items_of(bulletin, item) if member is not item]
        yield campaign_node(bulletin, item, image, paths)
    elif isinstance(item, Event):
        yield happening(bulletin, item, image)
    elif isinstance(item, Document):
        yield paper(bulletin, item, image)
    elif isinstance(item, News | Exemplar | Award | Model | Notice | Resource):
        yield story(bulletin, item, image)


def section_cards(bulletin: Bulletin, sections: Iterable[Link]) -> dict[str | None, Picture]:
    """Return by section what shared links show of its pages, under None that of all others."""
    design = design_of(bulletin)
    cards: dict[str | None, Picture] = {
        link.path: card_picture(
            section_card(bulletin, link.text), design, f"muc/{slugify(link.text)}"
        )
        for link in sections
        if link.path
    }
    return cards | {None: card_picture(section_card(bulletin, ""), design, "muc/trang")}
