"""What calendars hold: events, the days on which campaigns and phases begin and end, on which reports
are due, and between which people may comment.

Only what has a full date; a day that nobody has stated is in no calendar.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.dates import Day, day_of
from bulletin.kinds import Campaign, Event, Item, Locality, Notice, Organisation
from bulletin.kinds.campaign import Period, Phase, ReportingStep
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, title_of
from bulletin.views.social import SAMPLE_WORDS

FILE = "lich.ics"


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar, in finished words."""

    item: Item
    """Whose id, times of change and address it has."""
    part: str
    """Tells the entries of one item apart in their ids; `` for an event's only one."""
    title: str
    start: Day
    end: Day | None
    """The last day, or the hour at which it ends; None for one day, or an end nobody states."""
    place: str
    description: str


def event_entries(bulletin: Bulletin, events: Iterable[Event]) -> Iterator[Entry]:
    """Yield the entries of the events that have a full date."""
    for event in events:
        start, end = event.event_date, event.ends_on
        if start is None or not start.is_full:
            continue
        start, end, clock = _alike(start, end if end is not None and end.is_full else None)
        host = bulletin.get(Organisation, event.host)
        words = (event.summary or "", clock, f"Đơn vị tổ chức: {host.name}." if host else "",
                 *_inferred(event.inferred, ("event_date", "ends_on")),
                 _sample(event))  # fmt: skip
        yield Entry(
            item=event,
            part="",
            title=title_of(bulletin, event),
            start=start,
            end=end,
            place=event.place or _place(bulletin, event.locality),
            description=_lines(words),
        )


def _alike(start: Day, end: Day | None) -> tuple[Day, Day | None, str]:
    """Return both ends as days or both as hours (RFC 5545, 3.8.2.2), and in words what that drops."""
    if end is None or (start.hour is None) == (end.hour is None):
        return start, end, ""
    if start.date == end.date and start.hour is not None:
        return start, None, ""
    hour = start if start.hour is not None else end
    word = "Bắt đầu" if hour is start else "Kết thúc"
    return day_of(start.date), day_of(end.date), f"{word} lúc {hour.hour:02}:{hour.minute:02}."


def campaign_entries(bulletin: Bulletin, campaigns: Iterable[Campaign]) -> Iterator[Entry]:
    """Yield the known first and last days of the phases, and of the whole where no phase has them,
    then the days on which reports are due.
    """
    for campaign in campaigns:
        days: set[tuple[str, Day]] = set()
        for phase in campaign.phases:
            name = f"đợt {phase.number}"
            for entry in _ends(bulletin, campaign, phase, name, f"dot-{phase.number}"):
                days.add((entry.part.rpartition("/")[2], entry.start))
                yield entry
        if campaign.period is not None:
            for entry in _ends(bulletin, campaign, campaign.period, "phong trào", "ca-phong-trao"):
                if (entry.part.rpartition("/")[2], entry.start) not in days:
                    yield entry
        yield from _reports_due(bulletin, campaign)


def _reports_due(bulletin: Bulletin, campaign: Campaign) -> Iterator[Entry]:
    """Yield the days on which a campaign's reports are due, as far as the plan names them.

    A day is one entry, which tells all who report to whom on it.
    """
    ways: dict[date, list[str]] = {}
    for step in campaign.reporting:
        if step.due is not None and step.due.is_full:
            ways.setdefault(step.due.date, []).append(_way(step))
    told = {phase.report_due.date for phase in campaign.phases if phase.report_due}
    for phase in campaign.phases:
        name = f"Hạn báo cáo sơ kết đợt {phase.number}"
        due = ways.get(phase.report_due.date, []) if phase.report_due else []
        words = [*due, *_inferred(phase.inferred, ("report_due",))]
        yield from _day(
            bulletin, campaign, phase.report_due, name, f"/dot-{phase.number}/bao-cao", words
        )
    for number, step in enumerate(campaign.reporting, 1):
        if step.due is None or not step.due.is_full or step.due.date in told:
            continue
        told.add(step.due.date)
        words = [*ways[step.due.date], *_inferred(step.inferred, ("due",))]
        name = f"Hạn báo cáo của {step.sender}"
        yield from _day(bulletin, campaign, step.due, name, f"/bao-cao-{number}", words)


def _way(step: ReportingStep) -> str:
    return f"{step.sender} báo cáo {step.receiver}{f', qua {step.via}' if step.via else ''}."


def _day(
    bulletin: Bulletin, campaign: Campaign, day: Day | None, name: str, part: str, words: list[str]
) -> Iterator[Entry]:
    """Yield the entry of one day of a campaign; of a day that nobody has stated, none."""
    if day is None or not day.is_full:
        return
    label = f"{SAMPLE_LABEL} " if campaign.sample else ""
    yield Entry(
        item=campaign,
        part=part,
        title=f"{label}{name}: {campaign.short_title}",
        start=day_of(day.date),
        end=None,
        place=_place(bulletin, campaign.locality),
        description=_lines((campaign.title, *words, _sample(campaign))),
    )


def notice_entries(bulletin: Bulletin, notices: Iterable[Notice]) -> Iterator[Entry]:
    """Yield the first and the last day on which people may comment on what is put before them."""
    for notice in notices:
        if notice.comments is None:
            continue
        days = (("start", "Bắt đầu góp ý"), ("end", "Hết hạn góp ý"))
        label = f"{SAMPLE_LABEL} " if notice.sample else ""
        for end, verb in days:
            yield Entry(
                item=notice,
                part=f"/gop-y/{end}",
                title=f"{label}{verb}: {notice.title}",
                start=day_of(getattr(notice.comments, end).date),
                end=None,
                place=_place(bulletin, notice.locality),
                description=_lines(
                    (notice.summary or "", f"Gửi về: {notice.comments.send_to}.", _sample(notice))
                ),
            )


def _ends(
    bulletin: Bulletin, campaign: Campaign, period: Period, name: str, part: str
) -> Iterator[Entry]:
    """Yield the day on which a period begins and the one on which it ends, each if known."""
    label = f"{SAMPLE_LABEL} " if campaign.sample else ""
    for end, verb in (("start", "Bắt đầu"), ("end", "Kết thúc")):
        day: Day | None = getattr(period, end)
        if day is None or not day.is_full:
            continue
        slogan = period.slogan if isinstance(period, Phase) else None
        words = (campaign.title, f"Chủ đề: “{slogan}”" if slogan else "",
                 *_inferred(period.inferred, (end,)), _sample(campaign))  # fmt: skip
        yield Entry(
            item=campaign,
            part=f"/{part}/{end}",
            title=f"{label}{verb} {name}: {campaign.short_title}",
            start=day_of(day.date),
            end=None,
            place=_place(bulletin, campaign.locality),
            description=_lines(words),
        )


def entries_of_campaign(bulletin: Bulletin, campaign: Campaign) -> tuple[Entry, ...]:
    """Return the calendar of a campaign: its own days, its events, and its calls for comments."""
    return (
        *campaign_entries(bulletin, [campaign]),
        *event_entries(bulletin, bulletin.referring(Event, campaign)),
        *notice_entries(bulletin, bulletin.referring(Notice, campaign)),
    )


def entries_of_site(bulletin: Bulletin) -> tuple[Entry, ...]:
    """Return the calendar of the whole site."""
    return (
        *campaign_entries(bulletin, bulletin.all(Campaign)),
        *event_entries(bulletin, bulletin.all(Event)),
        *notice_entries(bulletin, bulletin.all(Notice)),
    )


def event_calendar(bulletin: Bulletin, event: Event) -> str:
    """Return the path of an event's calendar; `` if it has no full date."""
    return f"{event.path}{FILE}" if any(event_entries(bulletin, [event])) else ""


def campaign_calendar(bulletin: Bulletin, campaign: Campaign) -> str:
    """Return the path of a campaign's calendar; `` if no day of it is known."""
    return f"{campaign.path}{FILE}" if entries_of_campaign(bulletin, campaign) else ""


def _place(bulletin: Bulletin, slug: str | None) -> str:
    place = bulletin.get(Locality, slug)
    return place.name if place else ""


def _inferred(reasons: dict[str, str], names: tuple[str, ...]) -> list[str]:
    """Say of a day that it is inferred, and why, as the page does."""
    return [f"Ngày suy ra: {reasons[name]}" for name in names if name in reasons]


def _sample(item: Item) -> str:
    return f"{SAMPLE_WORDS}." if item.sample else ""


def _lines(words: Iterable[str]) -> str:
    return "\n".join(filter(None, words))
