"""A channel in, its RSS 2.0 and Atom 1.0 out, by feedgen; same content, same bytes."""

from collections.abc import Callable
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bulletin.feeds import Channel, current
from bulletin.kinds import Category, Entry, Exemplar, Item, News
from bulletin.kinds._types import Body
from bulletin.markup import ROOT
from bulletin.model import Bulletin
from bulletin.render import HERE
from bulletin.settings import Settings
from bulletin.views._cards import title_of
from bulletin.views._facts import kind_label
from bulletin.views._reports import report_view
from bulletin.views.award import award_page
from bulletin.views.deeds import deeds_page
from bulletin.views.document import document_page
from bulletin.views.event import event_page
from bulletin.views.story import notice_page

GENERATOR = "Bản tin thi đua"


def guid(settings: Settings, entry: Entry) -> str:
    """Return the id that never changes (RFC 4151): made of the kind and the oldest slug only."""
    return f"tag:{settings.guid_domain},{settings.guid_year}:{entry.KIND}/{entry.oldest_slug}"


class FeedWriter:
    """Writes the feeds of one build; the content of an item is made once for all its feeds."""

    def __init__(self, bulletin: Bulletin) -> None:
        self._bulletin = bulletin
        self._content: dict[tuple[str, str], str] = {}
        self._env = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True,
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._env.filters["absolute"] = self._absolute

    def write(self, channel: Channel) -> tuple[bytes, bytes]:
        """Return the RSS and the Atom document of a channel."""
        rss, atom = self._feed(channel, channel.rss), self._feed(channel, channel.atom)
        for item in current(channel.items):
            self._add(rss, item)
            self._add(atom, item)
        return rss.rss_str(pretty=True), atom.atom_str(pretty=True)

    def _feed(self, channel: Channel, path: str) -> FeedGenerator:
        site = self._bulletin.settings
        feed = FeedGenerator()
        feed.id(f"tag:{site.guid_domain},{site.guid_year}:feed/{channel.folder}")
        feed.title(f"{channel.title} | {site.site_name}" if channel.folder else channel.title)
        feed.description(channel.description)
        feed.subtitle(channel.description)
        feed.language("vi")
        feed.generator(GENERATOR)
        feed.author(name=site.agency)
        feed.rights(site.licence)
        # feedgen takes RSS's channel link from the last link: self first, the HTML page last.
        feed.link(href=site.site_url + path, rel="self", type=_type(path))
        feed.link(href=site.site_url + channel.folder, rel="alternate", type="text/html")
        moments = [item.updated.instant for item in channel.items]
        newest = max(moments, default=self._bulletin.now.instant)
        feed.updated(newest)
        feed.lastBuildDate(newest)
        return feed

    def _add(self, feed: FeedGenerator, item: Item) -> None:
        """Add an item at the end: channels are newest first, and feedgen would prepend."""
        site = self._bulletin.settings
        entry: FeedEntry = feed.add_entry(order="append")
        entry.id(guid(site, item))
        entry.guid(guid(site, item), permalink=False)
        entry.title(f"[{kind_label(item)}] {title_of(self._bulletin, item)}")
        entry.link(href=site.site_url + item.path)
        entry.published(item.published_at.instant)
        entry.updated(item.updated.instant)
        if item.summary:
            entry.summary(item.summary)
            # RSS readers take a description for HTML, Atom's summary is text (feedgen makes
            # a description Atom's content too, until the content comes).
            entry.description(str(escape(item.summary)))
        entry.content(self._html(item), type="html")
        for term, label in self._categories(item):
            entry.category(term=term, label=label)
        entry.author(name=self._author(item))

    def _categories(self, item: Item) -> list[tuple[str, str]]:
        labels = [(item.KIND, kind_label(item))]
        category = self._bulletin.get(Category, item.category) if isinstance(item, News) else None
        return labels + ([(category.slug, category.title)] if category else [])

    def _author(self, item: Item) -> str:
        """Return who wrote it; whoever is credited in news, else the agency."""
        credits = item.credits if isinstance(item, News | Exemplar) else ()
        return ", ".join(credit.name for credit in credits) or self._bulletin.settings.agency

    def _html(self, item: Item) -> str:
        """Return the full text of an item with absolute addresses."""
        key = (item.KIND, item.slug)
        if key not in self._content:
            template = self._env.select_template([f"feeds/{item.KIND}.html", "feeds/story.html"])
            self._content[key] = template.render(v=self._view(item), e=item)
        return self._content[key]

    def _view(self, item: Item) -> Any:
        """Return the view that the feed's template of the item's kind prints, if it needs one."""
        make = _VIEWS.get(item.KIND)
        return make(self._bulletin, item) if make else None

    def _absolute(self, body: Body | None) -> Markup:
        return Markup(body.html.replace(ROOT, self._bulletin.settings.site_url) if body else "")


_VIEWS: dict[str, Callable[[Bulletin, Any], Any]] = {
    "award": award_page,
    "deeds": deeds_page,
    "document": document_page,
    "event": event_page,
    "notice": notice_page,
    "result": report_view,
}


def _type(path: str) -> str:
    return "application/atom+xml" if path.endswith("atom.xml") else "application/rss+xml"
