"""Channels in, their files out: live feeds and yearly archives as RSS, Atom and JSON Feed.

An entry stands in many feeds: it is made once in each form, and the feeds are put together from
finished entries.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bulletin.dates import ZONE
from bulletin.feeds import Channel, atom, json_feed, rss
from bulletin.feeds.archive import archives, live
from bulletin.feeds.content import Content, Writer
from bulletin.feeds.extension import Head
from bulletin.feeds.opml import OPML, opml
from bulletin.feeds.posts import Post, tag
from bulletin.model import Bulletin
from bulletin.render import HERE
from bulletin.settings import Settings
from bulletin.store import Store, code_version, digest

STYLE = "rss/feed.css"
"""The stylesheet of feeds opened in a browser; its name never changes, as archives never do."""
MAX_FULL = 1_000_000
"""Bytes of a feed after which entries come with their summary only (design §6)."""
_BATCH = 500
"""How many entries feedgen makes at a time: its trees are large."""


@dataclass(frozen=True)
class Form:
    """A format: how its files are called, and what makes them."""

    name: str
    ending: str
    entries: Callable[[Settings, Head, Sequence[Content]], list[str]]
    shortened: Callable[[str], str]
    document: Callable[[Settings, Head, Sequence[bytes]], bytes]
    is_paged: bool
    """Whether older files leave out what the live feed holds; an archive keeps its whole year."""

    def file(self, year: int | None) -> str:
        """Return the name of the live feed, or of a year's archive."""
        return f"{self.name}-{year}.{self.ending}" if year else f"{self.name}.{self.ending}"


FORMS = tuple(
    Form(form.NAME, form.ENDING, form.entries, form.shortened, form.document, form is json_feed)
    for form in (rss, atom, json_feed)
)


Years = Mapping[int, Sequence[Post]]

Make = Callable[[], bytes]
"""Makes the bytes of a file: all feeds of a large site together would fill the memory."""


def feed_files(
    bulletin: Bulletin,
    channels: Sequence[Channel],
    *,
    only_rss: bool = False,
    store: Store | None = None,
) -> Iterator[tuple[str, Make]]:
    """Yield the path and the making of every file of the feeds, of their list and stylesheet.

    With `only_rss` there are the live RSS feeds alone; `store` keeps finished entries.
    """
    forms = FORMS[:1] if only_rss else FORMS
    told = [live(channel.posts) if only_rss else channel.posts for channel in channels]
    every = {_key(post): post for posts in told for post in posts}
    made = _entries(bulletin, list(every.values()), forms, store or Store(None))
    for channel in channels:
        newest = live(channel.posts)
        years: Years = {} if only_rss else archives(channel.posts)
        for form in forms:
            older: Years = _pages(years, newest) if form.is_paged else years
            for year, posts in ((None, newest), *older.items()):
                previous = next((y for y in years if year is None or y < year), None)
                head = _head(bulletin, channel, form, year, previous, posts)
                entries = [made[form.name, *_key(post)] for post in posts]
                make = partial(_document, bulletin.settings, form, head, entries)
                for folder in (channel.folder, *channel.old_folders):
                    yield f"{folder}{form.file(year)}", make
    yield OPML, partial(opml, bulletin, channels)
    yield STYLE, (HERE / "templates/feeds/feed.css").read_bytes


def _pages(years: Years, newest: Sequence[Post]) -> dict[int, Sequence[Post]]:
    """Return the archives without what the live feed holds."""
    held = {post.id for post in newest}
    return {
        year: tuple(post for post in posts if post.id not in held) for year, posts in years.items()
    }


def _document(site: Settings, form: Form, head: Head, entries: Sequence[bytes]) -> bytes:
    return form.document(site, head, _within(form, entries))


def _key(post: Post) -> tuple[str, bool]:
    """Tell the entries of all feeds apart: what is gone from one scope may stand in another."""
    return post.id, post.gone


def _entries(
    bulletin: Bulletin, posts: Sequence[Post], forms: Sequence[Form], store: Store
) -> dict[tuple[str, str, bool], bytes]:
    """Return every post in every form, by name of form and key."""
    writer = Writer(bulletin)
    head = Head("tag:", "-", "-", "-", "-", "", bulletin.now.instant.isoformat())
    made: dict[tuple[str, str, bool], bytes] = {}
    for start in range(0, len(posts), _BATCH):
        batch = posts[start : start + _BATCH]
        contents = [writer.content(post) for post in batch]
        for form in forms:
            keys = [_made_of(form, content) for content in contents]
            texts = [store.get(key) for key in keys]
            new = [content for content, text in zip(contents, texts, strict=True) if text is None]
            fresh = iter(form.entries(bulletin.settings, head, new) if new else ())
            for post, key, kept in zip(batch, keys, texts, strict=True):
                text = next(fresh) if kept is None else kept
                if kept is None:
                    store.put(key, text)
                made[form.name, *_key(post)] = text.encode()
    return made


def _made_of(form: Form, content: Content) -> str:
    """Return a digest of all that an entry of a feed is made of in a form."""
    post, said = content.post, (content.url, content.title, content.summary, content.html)
    return digest(
        "post", code_version(), form.name, post.id, post.published, post.updated, post.fresh,
        post.gone, post.change, said, content.authors, content.labels, content.picture,
        content.source,
    )  # fmt: skip


def _within(form: Form, entries: Sequence[bytes]) -> list[bytes]:
    """Return entries whole up to a size, those after it without their full text."""
    found, size = [], 0
    for entry in entries:
        size += len(entry)
        found.append(entry if size <= MAX_FULL else form.shortened(entry.decode()).encode())
    return found


def _head(
    bulletin: Bulletin,
    channel: Channel,
    form: Form,
    year: int | None,
    previous: int | None,
    posts: Sequence[Post],
) -> Head:
    site = bulletin.settings
    title = f"{channel.title} | {site.site_name}" if channel.folder else channel.title
    folder = site.site_url + channel.folder
    # An empty feed has not changed since the year of the site's ids: its bytes do not age.
    begun = datetime(site.guid_year, 1, 1, tzinfo=ZONE)
    updated = max((post.updated for post in posts), default=begun)
    return Head(
        id=tag(site, channel.name),
        title=f"{title} (năm {year})" if year else title,
        description=channel.description,
        home=site.site_url + channel.page,
        url=folder + form.file(year),
        style="../" * channel.folder.count("/") + STYLE,
        updated=updated.isoformat(),
        previous=folder + form.file(previous) if previous else "",
        current=folder + form.file(None) if year else "",
    )
