"""The phases of a campaign as of one day: done, running, to come, or not known."""

from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.kinds import Campaign
from bulletin.kinds.campaign import Period, Phase
from bulletin.model import Bulletin
from bulletin.views._cards import title_of
from bulletin.views._facts import bits_of, period_text
from bulletin.views._parts import Bit, Link


@dataclass(frozen=True)
class PhaseStep:
    """One phase on the line; `state` is done, now, next or unknown."""

    name: str
    state: str
    words: str
    dates: str
    dates_absent: bool
    slogan: str


@dataclass(frozen=True)
class PhaseLine:
    """A campaign's phases, and in one sentence where it stands."""

    steps: tuple[PhaseStep, ...]
    sentence: str


@dataclass(frozen=True)
class StripCampaign:
    """A campaign in few words: short name, theme, where its phases stand."""

    link: Link
    theme: Bit | None
    phases: PhaseLine


def strip_campaign(bulletin: Bulletin, campaign: Campaign) -> StripCampaign:
    """Return a campaign in few words."""
    themes = bits_of(bulletin, campaign, "theme")
    return StripCampaign(
        link=Link(title_of(bulletin, campaign), campaign.path),
        theme=themes[0] if themes and not themes[0].absent else None,
        phases=phase_line(bulletin, campaign),
    )


WORDS = {"done": "Đã kết thúc", "now": "Đang diễn ra", "next": "Sắp tới", "unknown": ""}


def state_of(period: Period, now: Day) -> str:
    """Return done, now, next or unknown: only from dates that the source states."""
    if period.start and now.date < period.start.date:
        return "next"
    if period.end and now.date > period.end.date:
        return "done"
    return "now" if period.start and period.end else "unknown"


def phase_line(bulletin: Bulletin, campaign: Campaign) -> PhaseLine:
    """Return the phases of a campaign with their state on the build's day."""
    steps = [_step(phase, state_of(phase, bulletin.now)) for phase in campaign.phases]
    return PhaseLine(tuple(steps), _sentence(bulletin, campaign, steps))


def phase_dates(campaign: Campaign) -> PhaseLine:
    """Return the phases with their dates only: on pages that must not change with the day."""
    return PhaseLine(tuple(_step(phase, "unknown") for phase in campaign.phases), "")


def _step(phase: Phase, state: str) -> PhaseStep:
    return PhaseStep(
        name=f"Đợt {phase.number}",
        state=state,
        words=WORDS[state],
        dates=period_text(phase),
        dates_absent=not (phase.start or phase.end),
        slogan=phase.slogan or "",
    )


def _sentence(bulletin: Bulletin, campaign: Campaign, steps: list[PhaseStep]) -> str:
    """Say where the campaign stands, with the day on which that is true."""
    day = bulletin.now.date
    as_of = f"tính đến ngày {Day(day.year, day.month, day.day)}"
    running = [step.name.lower() for step in steps if step.state == "now"]
    if running:
        return f"Đang diễn ra: {', '.join(running)} ({as_of})"
    if campaign.period is None:
        return ""
    words = WORDS[state_of(campaign.period, bulletin.now)]
    if not words:
        return ""
    unknown = (
        " · nguồn không nêu ngày của từng đợt" if steps and steps[0].state == "unknown" else ""
    )
    return f"{words} ({as_of}){unknown}"
