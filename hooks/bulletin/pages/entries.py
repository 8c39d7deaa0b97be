"""A page for every entry that has one."""

from collections.abc import Iterator

from bulletin.feeds import items_of
from bulletin.kinds import Campaign, Category, Document, Event, Item, Locality, News, Organisation
from bulletin.model import Bulletin
from bulletin.page import Feed, Page, Plan
from bulletin.pages._common import (
    HOME,
    document_feeds,
    each,
    feeds_at,
    newest,
    news_feeds,
    robots,
    site_feeds,
)
from bulletin.pages._found import with_head
from bulletin.text import one_line
from bulletin.views._cards import capital, title_of
from bulletin.views._facts import document_label
from bulletin.views._parts import Link
from bulletin.views.campaign import MEMBERS, campaign_page
from bulletin.views.comparison import comparison
from bulletin.views.document import document_page
from bulletin.views.event import event_page
from bulletin.views.news import article
from bulletin.views.place import place_page
from bulletin.views.search import search_facts


def news_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan an article for every piece of news."""
    return each(bulletin, News, _news)


def _news(bulletin: Bulletin, news: News) -> Page:
    category = bulletin.get(Category, news.category)
    crumbs = [HOME, Link("Tin tức", "tin-tuc/")]
    if category:
        crumbs.append(Link(category.title, category.path))
    return _page(bulletin, news, "article.html", article(bulletin, news), "tin-tuc/", crumbs)


def campaign_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every campaign; a parent's shows its children side by side."""
    return each(bulletin, Campaign, _campaign)


def _campaign(bulletin: Bulletin, campaign: Campaign) -> Page:
    view = {
        "campaign": campaign_page(bulletin, campaign),
        "compare": comparison(bulletin, campaign),
    }
    crumbs = [HOME, Link("Phong trào thi đua", "phong-trao/")]
    return _page(bulletin, campaign, "campaign.html", view, "phong-trao/", crumbs)


def document_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every document."""
    return each(bulletin, Document, _document)


def _document(bulletin: Bulletin, document: Document) -> Page:
    view, crumbs = document_page(bulletin, document), [HOME, Link("Văn bản", "van-ban/")]
    return _page(bulletin, document, "document.html", view, "van-ban/", crumbs)


def event_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every event."""
    return each(bulletin, Event, _event)


def _event(bulletin: Bulletin, event: Event) -> Page:
    view, crumbs = event_page(bulletin, event), [HOME, Link("Sự kiện", "su-kien/")]
    return _page(bulletin, event, "event.html", view, "su-kien/", crumbs)


def place_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every place and office."""
    yield from each(bulletin, Locality, _place)
    yield from each(bulletin, Organisation, _place)


def _place(bulletin: Bulletin, place: Locality | Organisation) -> Page:
    kinds: tuple[type[Item], ...] = (*MEMBERS, Campaign)
    is_place = isinstance(place, Locality)
    view = place_page(bulletin, place)
    return Page(
        path=place.path,
        template="place.html",
        view=view,
        title=view.title,
        description=f"{view.title}: tin, bài, văn bản, phong trào thi đua liên quan.",
        crumbs=(HOME, Link("Địa phương" if is_place else "Cơ quan, đơn vị", place.ADDRESS)),
        feeds=feeds_at(place.path, capital(place.name)) if is_place else site_feeds(bulletin),
        robots=robots(place.sample),
        updated=newest(item for kind in kinds for item in bulletin.referring(kind, place)),
        search=search_facts(bulletin, place),
    )


def _page(
    bulletin: Bulletin, item: Item, template: str, view: object, section: str, crumbs: list[Link]
) -> Page:
    page = Page(
        path=item.path,
        template=template,
        view=view,
        title=title_of(bulletin, item),
        description=_description(bulletin, item),
        section=section,
        crumbs=tuple(crumbs),
        feeds=_feeds(bulletin, item),
        robots=robots(item.sample),
        updated=newest(items_of(bulletin, item))
        if isinstance(item, Campaign)
        else item.updated.date,
        search=search_facts(bulletin, item),
    )
    return with_head(bulletin, item, page)


def _description(bulletin: Bulletin, item: Item) -> str:
    """Return what search engines and shared links show: the sapo, else what it is."""
    if item.summary:
        return one_line(item.summary)
    if isinstance(item, Document):
        return f"{document_label(bulletin, item)}: {item.title}"
    return item.name


def _feeds(bulletin: Bulletin, item: Item) -> tuple[Feed, ...]:
    """Return the feeds of the item's own scope: its campaigns', else its section's or the site's."""
    if isinstance(item, Campaign):
        return feeds_at(item.path, title_of(bulletin, item))
    base = news_feeds() if isinstance(item, News) else site_feeds(bulletin)
    if isinstance(item, Document):
        base = document_feeds()
    slugs = item.campaigns if isinstance(item, News | Event) else ()
    campaigns = bulletin.some(Campaign, slugs)
    return tuple(f for c in campaigns for f in feeds_at(c.path, title_of(bulletin, c))) + base
