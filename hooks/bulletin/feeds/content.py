"""A post in, everything that a feed says of it out: finished words, absolute addresses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bulletin.dates import Day
from bulletin.feeds.media import LeadPicture, Recorded, lead_picture, lengths, recorded
from bulletin.feeds.posts import Post, tag
from bulletin.kinds import (
    Campaign,
    Category,
    Document,
    Entry,
    Event,
    Exemplar,
    Item,
    Locality,
    Model,
    News,
)
from bulletin.kinds._fields import ChangeKind, Source
from bulletin.kinds._types import Body
from bulletin.markup import ROOT
from bulletin.model import Bulletin
from bulletin.render import HERE
from bulletin.text import one_line
from bulletin.views._cards import capital, lasting_title, title_of
from bulletin.views._facts import document_label, kind_label
from bulletin.views._notes import notes, source_chain
from bulletin.views._players import players
from bulletin.views._reports import report_view
from bulletin.views.award import award_page
from bulletin.views.deeds import coverage
from bulletin.views.document import document_page
from bulletin.views.event import event_page
from bulletin.views.issue import Month, issue_items, issue_path, issue_view
from bulletin.views.story import notice_page

GONE = "Nội dung đã được gỡ"


@dataclass(frozen=True)
class Label:
    """A category of a post: its scheme and term together are the id of what it names."""

    scheme: str
    term: str
    text: str


@dataclass(frozen=True)
class Content:
    """Everything that a feed says of a post."""

    post: Post
    url: str
    title: str
    summary: str
    """Plain text."""
    html: str
    authors: tuple[str, ...]
    labels: tuple[Label, ...] = ()
    picture: LeadPicture | None = None
    recordings: tuple[Recorded, ...] = ()
    source: Source | None = None
    """Where it was first published, if we restate it and know the address."""


@lru_cache(maxsize=2)
def _templates(site_url: str) -> Environment:
    """Return the templates of posts; compiled once for one address, however often feeds are made."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["absolute"] = absolute
    made.globals["site_url"] = site_url
    return made


class Writer:
    """Makes the contents of one build's posts."""

    def __init__(self, bulletin: Bulletin) -> None:
        self._bulletin = bulletin
        self._lengths = lengths(bulletin)
        self._months = dict(issue_items(bulletin))
        self._env = _templates(bulletin.settings.site_url)

    def content(self, post: Post) -> Content:
        """Return what is told of a post; of what was taken down, the day alone."""
        if post.gone:
            return self._gone(post, GONE)
        if post.issue is not None:
            return self._issue(post, post.issue)
        if told := post.revocation:
            words = " ".join(one.words for one in told)
            return self._correction(post, "revocation", "Hủy bỏ", told[-1].date, words)
        if post.change is None:
            return self._entry(post)
        if post.change.kind is ChangeKind.REMOVAL:
            return self._gone(post, "[Gỡ] Một nội dung đã được gỡ")
        label = post.change.kind.label
        return self._correction(post, "correction", label, post.change.date, post.change.note)

    def _gone(self, post: Post, title: str) -> Content:
        day = post.published
        month = f"{day.month:02}" if day.month in (1, 2) else str(day.month)
        words = f"Nội dung này đã được gỡ ngày {day.day:02}/{month}/{day.year}."
        url = f"{self._bulletin.settings.site_url}dinh-chinh/"
        agency = self._bulletin.settings.agency
        return Content(post, url, title, words, f"<p>{words}</p>", (agency,))

    def _issue(self, post: Post, month: Month) -> Content:
        site = self._bulletin.settings
        view = issue_view(self._bulletin, month, self._months[month])
        url = site.site_url + issue_path(month)
        html = self._env.get_template("feeds/issue.html").render(v=view, url=url)
        label = Label(tag(site, "kind"), "issue", "Điểm tin tháng")
        return Content(
            post, url, f"[Điểm tin] {view.title}", f"{view.counts}.", html, (site.agency,), (label,)
        )

    def _correction(self, post: Post, kind: str, label: str, day: Day, note: str) -> Content:
        item = _item(post)
        site = self._bulletin.settings
        url, title = site.site_url + item.path, lasting_title(self._bulletin, item)
        html = self._env.get_template("feeds/correction.html").render(
            label=label, day=day, note=note, title=title, url=url
        )
        labels = (Label(tag(site, "kind"), kind, label), *self._labels(item))
        return Content(post, url, f"[{label}] {title}", note, html, (site.agency,), labels)

    def _entry(self, post: Post) -> Content:
        item = _item(post)
        bulletin, site = self._bulletin, self._bulletin.settings
        url = site.site_url + item.path
        own = f"feeds/{item.KIND}.html"
        html = self._env.get_template("feeds/post.html").render(
            e=item, v=self._view(item), own=[own, "feeds/story.html"], url=url,
            notes=notes(item), sources=source_chain(item),
            players=players(bulletin, item)
            if isinstance(item, News | Event | Exemplar | Model) else (),
        )  # fmt: skip
        return Content(
            post=post,
            url=url,
            title=f"[{kind_label(item)}] {title_of(bulletin, item)}",
            summary=self._summary(item),
            html=html,
            authors=self._authors(item),
            labels=tuple(self._labels(item)),
            picture=lead_picture(bulletin, item, self._lengths),
            recordings=recorded(bulletin, item),
            source=next((source for source in item.sources if source.url), None),
        )

    def _summary(self, item: Item) -> str:
        if item.summary:
            return one_line(item.summary)
        if isinstance(item, Document):
            return document_label(self._bulletin, item)
        return item.name

    def _authors(self, item: Item) -> tuple[str, ...]:
        """Return who wrote it; whoever is credited in news and stories, else the agency."""
        credits = item.credits if isinstance(item, News | Exemplar) else ()
        names = dict.fromkeys(credit.name for credit in credits)
        return tuple(names) or (self._bulletin.settings.agency,)

    def _labels(self, item: Item) -> Iterator[Label]:
        """Yield what an item is filed under, each under the scheme of its kind."""
        bulletin, site = self._bulletin, self._bulletin.settings
        yield Label(tag(site, "kind"), item.KIND, kind_label(item))
        for kind, slugs in _filed_under(item):
            for entry in bulletin.some(kind, tuple(dict.fromkeys(slugs))):
                name = title_of(bulletin, entry) if isinstance(entry, Campaign) else entry.name
                yield Label(tag(site, entry.KIND), entry.oldest_slug, capital(name))
        for word in getattr(item, "tags", ()):
            yield Label(tag(site, "keyword"), word, word)

    def _view(self, item: Item) -> Any:
        """Return the view that the feed's template of the item's kind prints, if it needs one."""
        make = _VIEWS.get(item.KIND)
        return make(self._bulletin, item) if make else None


def _filed_under(item: Item) -> Iterator[tuple[type[Entry], tuple[str, ...]]]:
    for kind, one, many in (
        (Category, "category", ""),
        (Campaign, "campaign", "campaigns"),
        (Locality, "locality", "localities"),
        (Locality, "commune", ""),
        (Locality, "unit", ""),
    ):
        if kind is Category and not isinstance(item, News):
            continue
        own = getattr(item, one, None)
        yield kind, (*((own,) if own else ()), *(getattr(item, many, ()) if many else ()))


def _item(post: Post) -> Item:
    if not isinstance(post.entry, Item):
        raise TypeError(f"{post.id} is no item")
    return post.entry


@pass_context
def absolute(context: Context, body: Body | None) -> Markup:
    """Return the rendered Markdown of a body with every address absolute."""
    if body is None:
        return Markup("")
    page = context["url"].partition("#")[0]
    text = body.html.replace(ROOT, context["site_url"])
    return Markup(text.replace('href="#', f'href="{page}#'))


_VIEWS: dict[str, Callable[[Bulletin, Any], Any]] = {
    "award": award_page,
    "deeds": coverage,
    "document": document_page,
    "event": event_page,
    "notice": notice_page,
    "result": report_view,
}
