"""Lists of entries: one page each, older pages numbered from the oldest so that they never change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.kinds import Campaign, Exemplar, Item, Locality, News, Organisation
from bulletin.model import Bulletin
from bulletin.text import slugify, sort_key
from bulletin.views._cards import card, register_card
from bulletin.views._parts import Card, Group, Link
from bulletin.views._phases import StripCampaign, strip_campaign
from bulletin.views.archive import Month

PAGE_SIZE = 20


@dataclass(frozen=True)
class Turn:
    """A place in the row of page numbers; `path` None is a gap."""

    text: str
    path: str | None
    current: bool = False


@dataclass(frozen=True)
class ListView:
    """One page of a list."""

    title: str
    intro: str
    cards: tuple[Card, ...]
    turns: tuple[Turn, ...]
    filters: tuple[Link, ...]
    filters_title: str
    calendar: Month | None
    subscribe: str
    """The path of a calendar to subscribe to; `` if there is none."""
    lead: Card | None
    """The newest entry, shown large on top of the newest page."""
    campaigns: tuple[StripCampaign, ...]
    """Of a list of campaigns, theme and phases of every card."""

    @property
    def shown(self) -> tuple[Card, ...]:
        """All that the page lists, in order."""
        return (self.lead, *self.cards) if self.lead else self.cards


@dataclass(frozen=True)
class RegisterView:
    """Places or offices, grouped."""

    title: str
    intro: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Chunks:
    """The entries of a list, page by page."""

    newest: tuple[Item, ...]
    older: tuple[tuple[Item, ...], ...]
    """Full pages, the oldest first: number 1."""

    def shown(self, number: int | None) -> tuple[Item, ...]:
        """Return what a page shows; None is the newest."""
        return self.older[number - 1] if number else self.newest


def chunks(items: Sequence[Item]) -> Chunks:
    """Split items (newest first) into the newest 20–39 and full older pages."""
    older = max(0, len(items) // PAGE_SIZE - 1)
    split = len(items) - older * PAGE_SIZE
    oldest_first = list(reversed(items[split:]))
    pages = tuple(
        tuple(reversed(oldest_first[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]))
        for number in range(older)
    )
    return Chunks(tuple(items[:split]), pages)


def list_page(
    bulletin: Bulletin,
    path: str,
    title: str,
    intro: str,
    parts: Chunks,
    number: int | None,
    *,
    filters: Iterable[Link] = (),
    filters_title: str = "",
    calendar: Month | None = None,
    subscribe: str = "",
    with_lead: bool = False,
) -> ListView:
    """Return the view of one page of the list at `path`; `number` None is the newest."""
    shown = parts.shown(number)
    cards = tuple(card(bulletin, item) for item in shown)
    lead = cards[:1] if with_lead and number is None else ()
    return ListView(
        title=title,
        intro=intro,
        cards=cards[len(lead) :],
        turns=tuple(_turns(path, len(parts.older), number)),
        filters=tuple(filters),
        filters_title=filters_title,
        calendar=calendar,
        subscribe=subscribe,
        lead=lead[0] if lead else None,
        campaigns=tuple(
            strip_campaign(bulletin, item) for item in shown if isinstance(item, Campaign)
        ),
    )


def _turns(path: str, count: int, current: int | None) -> Iterator[Turn]:
    """Yield the row of page numbers: the newest, the neighbours of the current one, the oldest."""
    if not count:
        return
    yield Turn("Mới nhất", path, current is None)
    here = count if current is None else current
    wanted = sorted({1, count, here - 1, here, here + 1} & set(range(1, count + 1)), reverse=True)
    before = None
    for number in wanted:
        if before is not None and before - number > 1:
            yield Turn("…", None)
        yield Turn(str(number), f"{path}trang/{number}/", number == current)
        before = number


def tags(bulletin: Bulletin) -> dict[str, tuple[str, list[Item]]]:
    """Return the news and stories of every tag by its slug, with the tag as first written."""
    found: dict[str, tuple[str, dict[Item, None]]] = {}
    tagged = (item for item in bulletin.items if isinstance(item, News | Exemplar))
    for item in tagged:
        for tag in item.tags:
            found.setdefault(slugify(tag), (tag, {}))[1][item] = None
    listed = {slug: (tag, list(items)) for slug, (tag, items) in found.items()}
    return dict(sorted(listed.items(), key=lambda item: sort_key(item[1][0])))


def localities(bulletin: Bulletin) -> RegisterView:
    """Return all places: those that stand today, then those that no longer do."""
    return _register(
        bulletin, bulletin.all(Locality), "Địa phương",
        "Địa phương được nhắc đến trên trang, tên gọi trước và sau ngày 01/7/2025.",
        ("Địa phương hiện nay", "Địa phương trước đây"),
    )  # fmt: skip


def organisations(bulletin: Bulletin) -> RegisterView:
    """Return all offices: those at work today, then those that no longer are."""
    return _register(
        bulletin, bulletin.all(Organisation), "Cơ quan, đơn vị",
        "Cơ quan, đơn vị phát động, chỉ đạo và thực hiện các phong trào.",
        ("Cơ quan, đơn vị hiện nay", "Cơ quan, đơn vị trước đây"),
    )  # fmt: skip


def _register(
    bulletin: Bulletin,
    entries: Sequence[Locality] | Sequence[Organisation],
    title: str,
    intro: str,
    headings: tuple[str, str],
) -> RegisterView:
    now = bulletin.now.instant
    closed = [e for e in entries if e.closed is not None and e.closed.on.instant <= now]
    standing = [e for e in entries if e not in closed]
    groups = tuple(
        Group(heading, tuple(register_card(bulletin, e) for e in found))
        for heading, found in zip(headings, (standing, closed), strict=True)
        if found
    )
    return RegisterView(title, intro, groups)
