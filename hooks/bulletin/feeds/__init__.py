"""Feeds: one row a scope in FEEDS; each gives channels, which are made as RSS, Atom and JSON Feed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.feeds.posts import Post, all_posts, correction_posts, issue_posts
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
    Result,
)
from bulletin.kinds.campaign import Phase
from bulletin.kinds.policy import told_references
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, capital, title_of
from bulletin.views.campaign import MEMBERS

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


Posts = tuple[Post, ...]


def _everything(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    name = bulletin.settings.site_name
    yield Channel("", name, "Mọi nội dung mới của trang", "Toàn trang", posts, "")


def _corrections(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    found = correction_posts(bulletin)
    if found:
        yield Channel(
            "dinh-chinh/", "Đính chính, gỡ bài", "Nội dung đã đính chính hoặc đã gỡ",
            "Toàn trang", found, "dinh-chinh/",
        )  # fmt: skip


def _kinds(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    for kind, title, description in KINDS_WITH_FEEDS:
        found = tuple(post for post in posts if post.entry.KIND == kind.KIND)
        folder = kind.ADDRESS or ""
        # When all of a kind is taken down its list goes, but who subscribed must be told.
        page = folder if bulletin.all(kind) else ""
        if found:
            yield Channel(folder, title, description, "Theo loại nội dung", found, page)


def _issues(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    found = issue_posts(bulletin)
    if found:
        words = "Mỗi tháng một số: tin chính, gương, việc tốt, khen thưởng, văn bản, lịch"
        yield Channel(
            "diem-tin/", "Điểm tin tháng", words, "Theo loại nội dung", found, "diem-tin/"
        )


def _categories(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    for category in bulletin.all(Category):
        found = [p for p in posts if getattr(p.entry, "category", None) == category.slug]
        found = [post for post in found if isinstance(post.entry, News)]
        page = category.path if bulletin.referring(News, category) else "tin-tuc/"
        words = category.description or f"Tin, bài trong chuyên mục {category.title}"
        yield from _of(category, category.title, words, "Tin tức theo chuyên mục", found, page)


def _campaigns(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    topic = "Theo phong trào thi đua"
    for campaign in bulletin.all(Campaign):
        title, found = title_of(bulletin, campaign), posts_of_campaign(campaign, posts)
        words = f"Tin, văn bản, sự kiện của {campaign.title}"
        yield from _of(campaign, title, words, topic, found, campaign.path)
        for phase in campaign.phases:
            words = f"Nội dung của đợt {phase.number}, {campaign.title}"
            yield from _of(
                campaign, f"{title}: đợt {phase.number}", words, topic,
                [post for post in found if belongs_to_phase(post.entry, phase)],
                campaign.path, f"dot-{phase.number}/",
            )  # fmt: skip


def _localities(bulletin: Bulletin, posts: Posts) -> Iterator[Channel]:
    told: dict[str, list[Post]] = {}
    kinds = {Campaign.KIND, *(kind.KIND for kind in MEMBERS)}
    for post in posts:
        if post.entry.KIND in kinds:
            for slug in _named(post.entry, Locality.KIND):
                told.setdefault(slug, []).append(post)
    for place in bulletin.all(Locality):
        name = f"{SAMPLE_LABEL} {capital(place.name)}" if place.sample else capital(place.name)
        words = f"Mọi nội dung về {place.name}"
        found = told.get(place.slug, [])
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
    """Return every feed of the site in the order of FEEDS."""
    posts = all_posts(bulletin)
    return tuple(channel for make in FEEDS for channel in make(bulletin, posts))


def _of(
    entry: Entry,
    title: str,
    description: str,
    topic: str,
    posts: Sequence[Post],
    page: str,
    below: str = "",
) -> Iterator[Channel]:
    """Yield the channel in an entry's folder, unless there is nothing in it."""
    if posts:
        old = tuple(f"{entry.ADDRESS}{alias}/{below}" for alias in entry.aliases)
        yield Channel(f"{entry.path}{below}", title, description, topic, tuple(posts), page, old)


def _named(entry: Entry, kind: str) -> set[str]:
    """Return the slugs of a kind that an entry names anywhere where readers may follow."""
    return {found.slug for found in told_references(entry) if found.kind == kind}


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
