"""The front page: what a citizen wants first, in the order of design §5; nothing empty."""

from dataclasses import dataclass

from bulletin.kinds import Award, Campaign, Document, Event, Exemplar, Item, News, Notice
from bulletin.kinds.award import AwardState
from bulletin.model import Bulletin
from bulletin.settings import Settings
from bulletin.views._cards import card, cards, group, title_of
from bulletin.views._parts import Card, Group, Link
from bulletin.views._phases import StripCampaign, phase_line, strip_campaign
from bulletin.views.archive import Month, newest_month
from bulletin.views.digest import Digest, results_digest

LATEST, DOCUMENTS, EVENTS, PAST_EVENTS, STRIP, EXEMPLARS, AWARDS = 6, 5, 4, 2, 5, 6, 3


@dataclass(frozen=True)
class FrontView:
    """Everything on the front page."""

    title: str
    strip: tuple[StripCampaign, ...]
    more_campaigns: tuple[Link, ...]
    lead: Card | None
    latest: tuple[Card, ...]
    exemplars: tuple[Group, ...]
    awards: tuple[Group, ...]
    notices: tuple[Group, ...]
    results: Digest | None
    documents: tuple[Group, ...]
    coming: tuple[Group, ...]
    past_events: tuple[Group, ...]
    calendar: Month | None
    settings: Settings


def front_page(bulletin: Bulletin) -> FrontView:
    """Return the view of the front page."""
    news = sorted(bulletin.all(News), key=lambda n: (_is_sample(n), not _pinned(bulletin, n)))
    lead = news[0] if news else None
    latest = [n for n in bulletin.all(News) if n is not lead][:LATEST]
    running = _running(bulletin)
    events = bulletin.all(Event)
    coming = [event for event in events if _is_coming(bulletin, event)]
    past = [event for event in events if event not in coming]
    return FrontView(
        title=bulletin.settings.site_name,
        strip=tuple(strip_campaign(bulletin, campaign) for campaign in running[:1]),
        more_campaigns=tuple(
            Link(title_of(bulletin, campaign), campaign.path) for campaign in running[1:][:STRIP]
        ),
        lead=card(bulletin, lead) if lead else None,
        latest=cards(bulletin, latest),
        exemplars=group(
            bulletin, "Gương điển hình", bulletin.all(Exemplar)[:EXEMPLARS], "guong-dien-hinh/"
        ),
        awards=group(bulletin, "Khen thưởng mới", _standing(bulletin)[:AWARDS], "khen-thuong/"),
        notices=group(bulletin, "Đang lấy ý kiến", _open_notices(bulletin), "thong-bao/"),
        results=results_digest(bulletin),
        documents=group(bulletin, "Văn bản", bulletin.all(Document)[:DOCUMENTS], "van-ban/"),
        coming=group(bulletin, "Sự kiện sắp tới", coming[:EVENTS], "su-kien/"),
        past_events=group(bulletin, "Sự kiện đã diễn ra", past[:PAST_EVENTS], "su-kien/"),
        calendar=newest_month(bulletin),
        settings=bulletin.settings,
    )


def _standing(bulletin: Bulletin) -> list[Award]:
    """Return the awards that stand, newest first."""
    return [award for award in bulletin.all(Award) if award.state is not AwardState.REVOKED]


def _open_notices(bulletin: Bulletin) -> list[Notice]:
    """Return the notices on which people may comment on the build's day."""
    today = bulletin.now.date
    return [
        notice
        for notice in bulletin.all(Notice)
        if notice.comments and notice.comments.start.date <= today <= notice.comments.end.date
    ]


def _is_sample(item: Item) -> bool:
    return item.sample


def _pinned(bulletin: Bulletin, item: Item) -> bool:
    """Tell whether an item is pinned on the build's day (that day included) and has not expired."""
    now = bulletin.now.instant
    expired = item.expires_at is not None and item.expires_at.instant <= now
    return not expired and item.pin_until is not None and item.pin_until.last_instant >= now


def _running(bulletin: Bulletin) -> list[Campaign]:
    """Return the campaigns with phases, those under way first, sample ones last."""
    found = [campaign for campaign in bulletin.all(Campaign) if campaign.phases]
    order = {"now": 0, "next": 1, "unknown": 2, "done": 3}

    def rank(campaign: Campaign) -> tuple[object, ...]:
        states = [step.state for step in phase_line(bulletin, campaign).steps]
        best = min((order[state] for state in states), default=4)
        targets = -sum(1 for _ in campaign.numbered_targets())
        return campaign.sample, not _pinned(bulletin, campaign), best, targets, campaign.slug

    return sorted(found, key=rank)


def _is_coming(bulletin: Bulletin, event: Event) -> bool:
    """Tell whether an event lies ahead; one without a full date is never called coming."""
    last = event.ends_on or event.event_date
    return last is not None and last.is_full and last.date >= bulletin.now.date
