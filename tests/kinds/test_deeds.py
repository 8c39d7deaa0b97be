"""What a log of deeds and a roster promise: one period, one page, and teams that live and end."""

from __future__ import annotations

import pytest

from bulletin.dates import parse_day
from bulletin.kinds import Deeds, Roster
from project import DEEDS, Project


@pytest.mark.parametrize(
    ("start", "end", "works"),
    [
        ("01/10/2024", "31/10/2024", True),
        ("15/12/2024", "14/01/2025", True),
        ("31/12/2024", "31/12/2024", True),
        ("01/01/2025", "31/01/2025", False),
    ],
)
def test_a_team_works_in_a_period_that_it_reaches_by_a_day(
    project: Project, start: str, end: str, works: bool
) -> None:
    roster = project.load().get(Roster, "xa-minh-hoa-1")
    assert roster is not None
    team = roster.team("thon-2")
    assert team is not None and team.end is not None
    assert team.works_between(parse_day(start), parse_day(end)) is works


def test_a_team_not_yet_founded_does_not_work(project: Project) -> None:
    roster = project.load().get(Roster, "xa-minh-hoa-1")
    team = roster.team("thon-3") if roster else None
    assert team is not None
    assert not team.works_between(parse_day("01/12/2024"), parse_day("31/12/2024"))
    assert team.works_between(parse_day("15/12/2024"), parse_day("01/01/2025"))


def test_a_roster_knows_only_its_own_teams(project: Project) -> None:
    roster = project.load().get(Roster, "xa-minh-hoa-1")
    assert roster is not None
    assert roster.team("thon-9") is None
    assert roster.ADDRESS is None


def test_a_period_off_the_calendar_month_is_named_by_the_month_it_starts_in(
    project: Project,
) -> None:
    text = DEEDS.format(start="15/12/2024", end="14/01/2025")
    project.write({"content/deeds/xa-minh-hoa-1-2024-12.yml": text})
    deeds = project.load().get(Deeds, "xa-minh-hoa-1-2024-12")
    assert deeds is not None
    assert deeds.month == "2024-12"
    assert deeds.path == "viec-tot/xa-minh-hoa-1/2024-12/"
    assert deeds.name == "Việc tốt từ 15/12/2024 đến 14/01/2025"


@pytest.mark.parametrize(("day", "inside"), [("15/12", 1), ("14/12", 0)])
def test_a_deed_on_the_first_day_of_the_period_is_inside(
    project: Project, day: str, inside: int
) -> None:
    row = f"rows: [{{date: {day}/2024, team: xa-minh-hoa-1/thon-1, kind: good_deed, what: Giúp}}]\n"
    text = DEEDS.format(start="15/12/2024", end="14/01/2025") + row
    project.write({"content/deeds/xa-minh-hoa-1-2024-12.yml": text})
    assert len(project.problems()) == 1 - inside
