"""Feeds: one row a scope in FEEDS; each gives channels, which are made as RSS, Atom and JSON Feed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bulletin.feeds.departed import with_departed
from bulletin.feeds.monthly import issue_posts
from bulletin.feeds.posts import Post, all_posts, correction_posts, in_order, tombstone
from bulletin.kinds import (
    Award,
    Campaign,
    Category,
    Deeds,
    Document,
    Entry,
    Event,
    Exemplar,
    Item,
    Locality,
    News,
    Notice,
    Reference,
    Result,
    Status,
    references,
)
from bulletin.kinds.campaign import Phase
from bulletin.kinds.policy import told_references
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, capital, title_of
from bulletin.views.campaign import MEMBERS
from bulletin.views.issue import issue_months

E = TypeVar("E", bound=Entry)
CLOSED = ("Kênh tin đã đóng", "Nội dung mà kênh tin này theo dõi đã được gỡ")
"""What a feed is called when the entry it was about was taken down: nothing of it is told."""

KINDS_WITH_FEEDS: tuple[tuple[type[Item], str, str], ...] = (
    (News, "Tin tức", "Tin, bài mới"),
    (Exemplar, "Gương điển hình", "Người tốt, việc tốt, tập thể, hộ gia đình tiêu biểu"),
    (Award, "Khen thưởng", "Quyết định khen thưởng mới"),
    (Result, "Kết quả thi đua", "Báo cáo kết quả mới"),
    (Deeds, "Việc tốt trong tháng", "Việc tốt của từng xã, mỗi kỳ một mục"),
    (Document, "Văn bản", "Kế hoạch, quyết định, báo cáo"),
    (Notice, "Thông báo", "Thông báo, lấy ý kiến Nhân dân"),
)
"""The kinds that have a feed in their own folder, with its title and description."""


@dataclass(frozen=True)
class Channel:
    """One feed of a scope: where it stands, what it is called, what it holds, newest first."""

    folder: str
    title: str
    description: str
    topic: str
    """The heading under which the feed directory lists it."""
    posts: tuple[Post, ...]
    page: str
    """The address of the HTML page that shows the same."""
    old_folders: tuple[str, ...] = ()
    """Where it stood before, oldest first: who subscribed there is served there still."""
    closed: bool = False
    """What it was about has been taken down: it tells subscribers so, and is listed nowhere."""

    @property
    def name(self) -> str:
        """What its id is made of: the first folder it ever had."""
        return f"feed/{(*self.old_folders, self.folder)[0]}"

    @property
    def rss(self) -> str:
        """The path of its RSS file."""
        return f"{self.folder}rss.xml"

    @property
    def atom(self) -> str:
        """The path of its Atom file."""
        return f"{self.folder}atom.xml"

    @property
    def json(self) -> str:
        """The path of its JSON Feed file."""
        return f"{self.folder}feed.json"

    @property
    def count(self) -> int:
        """How many items it has in all, archives included."""
        return sum(not post.gone for post in self.posts)

    @property
    def is_listed(self) -> bool:
        """Tell whether it is offered to those who look for a feed: there is something in it."""
        return not self.closed and self.count > 0


Posts = tuple[Post, ...]


def _everything(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    name = bulletin.settings.site_name
    yield Channel("", name, "Mọi nội dung mới của trang", "Toàn trang", posts, "")


def _corrections(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    yield Channel(
        "dinh-chinh/", "Đính chính, gỡ bài", "Nội dung đã đính chính, đã hủy bỏ hoặc đã gỡ",
        "Toàn trang", correction_posts(bulletin), "dinh-chinh/",
    )  # fmt: skip


def _kinds(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    for kind, title, description in KINDS_WITH_FEEDS:
        found = tuple(post for post in posts if post.entry.KIND == kind.KIND)
        folder = kind.ADDRESS or ""
        # When all of a kind is taken down its list goes, but who subscribed must be told.
        page = folder if bulletin.all(kind) else ""
        yield Channel(folder, title, description, "Theo loại nội dung", found, page)


def _issues(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    found = issue_posts(bulletin)
    words = "Mỗi tháng một số: tin chính, gương, việc tốt, khen thưởng, văn bản, lịch"
    page = "diem-tin/" if issue_months(bulletin) else ""
    yield Channel("diem-tin/", "Điểm tin tháng", words, "Theo loại nội dung", found, page)


def _categories(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    changed = _leavers(posts)
    for category in _ever(bulletin, Category):
        found = [p for p in posts if getattr(p.entry, "category", None) == category.slug]
        found = [post for post in found if isinstance(post.entry, News)]
        found = list(in_order(with_departed(bulletin, category, found, changed)))
        # A category without news has no list of its own, a site without news has none at all.
        section = News.ADDRESS or "" if bulletin.all(News) else ""
        page = category.path if bulletin.referring(News, category) else section
        words = category.description or f"Tin, bài trong chuyên mục {category.title}"
        yield from _of(category, category.title, words, "Tin tức theo chuyên mục", found, page)


def _campaigns(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    topic, changed = "Theo phong trào thi đua", _leavers(posts)
    for campaign in _ever(bulletin, Campaign):
        title, held = title_of(bulletin, campaign), posts_of_campaign(campaign, posts)
        found = in_order(with_departed(bulletin, campaign, held, changed))
        words = f"Tin, văn bản, sự kiện của {campaign.title}"
        yield from _of(campaign, title, words, topic, found, campaign.path)
        for phase in campaign.phases:
            words = f"Nội dung của đợt {phase.number}, {campaign.title}"
            below = f"dot-{phase.number}/"
            own = [post for post in found if belongs_to_phase(post.entry, phase)]
            own = with_departed(bulletin, campaign, own, changed, f"/{below[:-1]}")
            yield from _of(
                campaign, f"{title}: đợt {phase.number}", words, topic,
                in_order(own), campaign.path, below,
            )  # fmt: skip


def _localities(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    told: dict[str, list[Post]] = {}
    kinds = {Campaign.KIND, *(kind.KIND for kind in MEMBERS)}
    for post in posts:
        if post.entry.KIND in kinds:
            followed = _named(told_references(post.entry))
            for slug in followed:
                told.setdefault(slug, []).append(post)
            # Whoever lost an award is not found by it, but the place's readers held it.
            for slug in _named(references(post.entry)) - followed:
                told.setdefault(slug, []).append(tombstone(bulletin, post.entry, post.updated))
    changed = _leavers(posts)
    for place in _ever(bulletin, Locality):
        name = f"{SAMPLE_LABEL} {capital(place.name)}" if place.sample else capital(place.name)
        words = f"Mọi nội dung về {place.name}"
        held = told.get(place.slug, [])
        found = in_order(with_departed(bulletin, place, held, changed))
        yield from _of(place, name, words, "Theo địa phương", found, place.path)


def items_of(bulletin: Bulletin, campaign: Campaign) -> tuple[Item, ...]:
    """Return the campaign itself and everything that belongs to it, newest first, each once."""
    found: set[tuple[str, str]] = {(campaign.KIND, campaign.slug)}
    for kind in MEMBERS:
        found |= {(item.KIND, item.slug) for item in bulletin.referring(kind, campaign)}
    found |= {(item.KIND, item.slug) for item in bulletin.some(Document, campaign.documents)}
    return tuple(item for item in bulletin.items if (item.KIND, item.slug) in found)


FEEDS: tuple[Callable[[Bulletin, Posts], Iterator[Channel]], ...] = (
    _everything,
    _corrections,
    _kinds,
    _issues,
    _categories,
    _campaigns,
    _localities,
)


def channels(bulletin: Bulletin) -> tuple[Channel, ...]:
    """Return every feed of the site in the order of FEEDS; their directory asks for them too."""
    return bulletin.once(("channels",), lambda: _channels(bulletin))


def _channels(bulletin: Bulletin) -> tuple[Channel, ...]:
    posts = all_posts(bulletin)
    made = (channel for make in FEEDS for channel in make(bulletin, posts))
    return tuple(_with_all_removals(one, posts) if one.closed else one for one in made)


def _with_all_removals(channel: Channel, posts: Posts) -> Channel:
    """Return a closed feed with every removal of the site.

    What stands may not name what was taken down, so whatever of it is removed later could no
    longer be told here to those who hold it.
    """
    told = {post.id for post in channel.posts}
    gone = [post for post in posts if post.gone and post.id not in told]
    return replace(channel, posts=in_order([*channel.posts, *gone]))


def _of(
    entry: Entry,
    title: str,
    description: str,
    topic: str,
    posts: Sequence[Post],
    page: str,
    below: str = "",
) -> Iterator[Channel]:
    """Yield the channel in an entry's folder; it stands though nothing is in it, or no longer."""
    old = tuple(f"{entry.ADDRESS}{alias}/{below}" for alias in entry.aliases)
    folder, kept = f"{entry.path}{below}", tuple(posts)
    if entry.status is Status.WITHDRAWN:
        yield Channel(folder, *CLOSED, topic, kept, "dinh-chinh/", old, closed=True)
    else:
        yield Channel(folder, title, description, topic, kept, page, old)


def _ever(bulletin: Bulletin, kind: type[E]) -> tuple[E, ...]:
    """Return the entries of a kind, and those that were taken down: their subscribers are told."""
    return (*bulletin.all(kind), *(one for one in bulletin.withdrawn if isinstance(one, kind)))


def _leavers(posts: Posts) -> Posts:
    """Return the posts of what left any scope."""
    return tuple(p for p in posts if any(change.left for change in p.entry.changes))


def _named(found: Iterable[Reference]) -> set[str]:
    """Return the slugs of the localities among references."""
    return {one.slug for one in found if one.kind == Locality.KIND}


def posts_of_campaign(campaign: Campaign, posts: Sequence[Post]) -> list[Post]:
    """Return the campaign itself and everything that belongs to it, each once."""
    members = {kind.KIND for kind in MEMBERS}
    return [
        post
        for post in posts
        if post.entry is campaign
        or (isinstance(post.entry, Document) and post.entry.slug in campaign.documents)
        or (post.entry.KIND in members and campaign.slug in _campaigns_of(post.entry))
    ]


def _campaigns_of(entry: Entry) -> tuple[str, ...]:
    own = getattr(entry, "campaign", None)
    return ((own,) if own else ()) + tuple(getattr(entry, "campaigns", ()))


def belongs_to_phase(entry: Entry, phase: Phase) -> bool:
    """Tell whether a campaign's entry belongs to a phase: it says so, or its day lies within."""
    own = getattr(entry, "phase", None)
    if own is not None:
        return bool(own == phase.number)
    if not isinstance(entry, Item) or isinstance(entry, Campaign):
        return False
    day = entry.published_at
    if isinstance(entry, Deeds):
        day = entry.start
    elif isinstance(entry, Result):
        day = entry.as_of
    elif isinstance(entry, Event) and entry.event_date and entry.event_date.is_full:
        day = entry.event_date
    return phase.holds(day) is True
