"""What the checks of logs and rosters promise: nothing more than their rule, and every case of it."""

from __future__ import annotations

import pytest

from project import AWARD, DEEDS, EXEMPLAR, Project

LOG = "content/deeds/xa-minh-hoa-1-2024-12.yml"
PERIOD = DEEDS.format(start="15/12/2024", end="14/01/2025")
"""A period in which thon-2 ends and thon-3 begins: all three teams work in it."""


def row(team: str, day: str = "20/12/2024") -> str:
    return f"  - {{date: {day}, team: {team}, kind: good_deed, what: Giúp bạn}}\n"


def lines(project: Project, text: str, file: str = LOG) -> list[int]:
    project.write({file: text})
    return [told.line for told in project.problems()]


def test_a_team_that_ends_and_a_team_that_begins_in_the_period_both_report(
    project: Project,
) -> None:
    text = (
        PERIOD + "teams_expected: 3\nrows:\n" + row("xa-minh-hoa-1/thon-2")
        + row("xa-minh-hoa-1/thon-3", "05/01/2025") + row("xa-minh-hoa-1/thon-2")
        + "not_received: [xa-minh-hoa-1/thon-1]\n"
    )  # fmt: skip
    assert lines(project, text) == []


@pytest.mark.parametrize(("expected", "wrong"), [("2", True), ("3", False), ("4", True)])
def test_the_teams_expected_are_those_at_work_in_the_period(
    project: Project, expected: str, wrong: bool
) -> None:
    found = lines(project, PERIOD + f"teams_expected: {expected}\n")
    assert found == ([8] if wrong else [])


def test_a_log_of_a_commune_without_a_roster_asks_for_it_at_every_team(project: Project) -> None:
    project.write({"content/rosters/xa-minh-hoa-1.yml": None})
    text = PERIOD + "rows:\n" + row("xa-minh-hoa-1/thon-1") + row("xa-minh-hoa-1/thon-2")
    assert lines(project, text) == [9, 10]


def test_a_roster_that_cannot_be_read_brings_no_further_mistakes(project: Project) -> None:
    project.write({"content/rosters/xa-minh-hoa-1.yml": "commune: xa-minh-hoa-1\nteams: x\n"})
    project.write({LOG: PERIOD + "rows:\n" + row("xa-minh-hoa-1/thon-1")})
    assert [told.file for told in project.problems()] == ["content/rosters/xa-minh-hoa-1.yml"]


def test_every_silent_team_that_does_not_work_is_told_at_its_own_place(project: Project) -> None:
    text = (
        DEEDS.format(start="01/02/2025", end="28/02/2025")
        + "none_reported:\n  - xa-minh-hoa-1/thon-1\n  - xa-minh-hoa-1/thon-2\n"
        + "not_received:\n  - xa-minh-hoa-1/thon-9\n"
    )
    assert lines(project, text, "content/deeds/xa-minh-hoa-1-2025-02.yml") == [10, 12]


def test_stories_and_awards_may_name_a_team_that_has_ended(project: Project) -> None:
    project.write({
        "content/exemplars/e.yml": EXEMPLAR.replace("kind: person", "kind: team")
        + "team: xa-minh-hoa-1/thon-2\n",
        "content/awards/k.yml": AWARD
        + "state: conferred\nrecipients: [{kind: team, team: xa-minh-hoa-1/thon-2}]\n",
    })  # fmt: skip
    assert project.told() == ""


def test_two_months_of_one_commune_are_two_logs(project: Project) -> None:
    project.write({
        LOG: PERIOD,
        "content/deeds/xa-minh-hoa-1-2025-01.yml": DEEDS.format(
            start="15/01/2025", end="14/02/2025"
        ),
    })  # fmt: skip
    assert project.told() == ""
