"""A team that was honoured: its awards, its members honoured with it, its deeds.

Only teams that a standing decision honours have a page; all others are a number (design §4).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.kinds import Item, Locality
from bulletin.kinds.exemplar import Honoured
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, capital
from bulletin.views._facts import person_card
from bulletin.views._parts import Bit, Group, Link
from bulletin.views.award import stories_of_team
from bulletin.views.deeds import DeedView, team_rows


@dataclass(frozen=True)
class TeamAward:
    """What a decision gave the team or one of its members."""

    what: str
    who: str
    """The member's name as far as it may be told; `` where the team itself is honoured."""
    achievement: str
    decision: Link
    date: Bit
    posthumous: bool


@dataclass(frozen=True)
class TeamView:
    """Everything on the page of an honoured team."""

    title: str
    commune: Link
    village: str
    awards: tuple[TeamAward, ...]
    logs: tuple[tuple[Link, tuple[DeedView, ...]], ...]
    """The team's deeds, by the log they stand in, newest first."""
    stories: tuple[Group, ...]
    sample: bool


def honoured_teams(bulletin: Bulletin) -> list[str]:
    """Return the teams (`<commune>/<id>`) that have a page: a standing decision honours them."""
    return [
        name
        for name in sorted(bulletin.honoured_teams)
        if bulletin.team(name) and bulletin.get(Locality, name.partition("/")[0])
    ]


def team_page(bulletin: Bulletin, name: str) -> TeamView:
    """Return the view of a team that has a page."""
    team, commune = bulletin.team(name), bulletin.get(Locality, name.partition("/")[0])
    assert team is not None
    assert commune is not None
    sources = sources_of_team(bulletin, name)
    sample = all(source.sample for source in sources)
    title = f"{team.name}, {commune.name}"
    return TeamView(
        title=f"{SAMPLE_LABEL} {title}" if sample else title,
        commune=Link(capital(commune.name), commune.path),
        village=(team.village or "") if bulletin.settings.show_team else "",
        awards=tuple(_awards(bulletin, name)),
        logs=tuple(
            (Link(deeds.name, deeds.path), rows)
            for deeds in bulletin.logs_of_teams.get(name, ())
            if (rows := team_rows(bulletin, deeds, name))
        ),
        stories=stories_of_team(bulletin, name),
        sample=sample,
    )


def sources_of_team(bulletin: Bulletin, name: str) -> tuple[Item, ...]:
    """Return the decisions and logs that speak of a team."""
    awards = dict.fromkeys(award for award, _ in bulletin.honours_of_teams.get(name, ()))
    return (*awards, *bulletin.logs_of_teams.get(name, ()))


def _awards(bulletin: Bulletin, name: str) -> Iterator[TeamAward]:
    for award, recipient in bulletin.honours_of_teams.get(name, ()):
        mentions = [recipient.person] if recipient.person else list(recipient.members)
        names = [person_card(bulletin, mention, award).name for mention in mentions if mention]
        alone = recipient.kind is not Honoured.TEAM
        hidden = "Một thành viên (không công khai họ tên)" if alone else ""
        yield TeamAward(
            what=f"{award.form.label} · {award.level.label}",
            who=", ".join(name for name in names if name) or hidden,
            achievement=recipient.achievement or "",
            decision=Link(award.number, award.path),
            date=Bit(str(award.decided_on), iso=award.decided_on.iso),
            posthumous=recipient.posthumous,
        )
