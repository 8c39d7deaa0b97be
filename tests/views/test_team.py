"""What the page of a team promises: only the honoured have one, and only what may be told."""

from __future__ import annotations

from bulletin.model import Bulletin
from bulletin.views.team import TeamView, honoured_teams, team_page
from project import AWARD, DEEDS, Project

ROSTER = """\
commune: xa-minh-hoa-1
teams:
  - {id: thon-1, name: Tổ thôn 1, village: thôn 1}
  - {id: thon-2, name: Tổ thôn 2, village: thôn 2}
"""
TEAM = "recipients:\n  - {kind: team, team: xa-minh-hoa-1/thon-1, achievement: Việc khó}\n"
MEMBER = (
    "  - kind: person\n    team: xa-minh-hoa-1/thon-1\n"
    "    person: {full_name: Trần Văn Mẫu, basis: award_decision, name_policy: withheld}\n"
)


LOG = DEEDS.format(start="01/10/2024", end="31/10/2024") + (
    "rows:\n"
    "  - {date: 05/10/2024, team: xa-minh-hoa-1/thon-1, kind: good_deed, what: Trả lại ví}\n"
    "  - {date: 06/10/2024, team: xa-minh-hoa-1/thon-2, kind: good_deed, what: Sửa cầu}\n"
)
CONFERRED = AWARD + "state: conferred\n" + TEAM


def bulletin(project: Project, award: str) -> Bulletin:
    project.write(
        {
            "content/rosters/xa-minh-hoa-1.yml": ROSTER,
            "content/awards/khen.yml": award,
            "content/deeds/xa-minh-hoa-1-2024-10.yml": LOG,
        }
    )
    return project.load()


def pages(found: Bulletin) -> dict[str, TeamView]:
    return {name: team_page(found, name) for name in honoured_teams(found)}


def test_only_a_team_that_a_decision_honours_has_a_page(project: Project) -> None:
    found = pages(bulletin(project, CONFERRED))
    assert list(found) == ["xa-minh-hoa-1/thon-1"]
    view = found["xa-minh-hoa-1/thon-1"]
    assert [(award.who, award.achievement) for award in view.awards] == [("", "Việc khó")]
    assert [row.what for _, rows in view.logs for row in rows] == ["Trả lại ví"]
    assert view.village == ""


def test_a_member_is_named_only_as_far_as_the_rules_allow(project: Project) -> None:
    (view,) = pages(bulletin(project, CONFERRED + MEMBER)).values()
    assert [award.who for award in view.awards] == ["", "Một thành viên (không công khai họ tên)"]


def test_a_revoked_decision_leaves_no_page(project: Project) -> None:
    revoked = CONFERRED.replace(
        "state: conferred",
        "state: revoked\nrevocation: {number: 09/QĐ-UBND, date: 20/5/2025}",
    )
    assert pages(bulletin(project, revoked)) == {}
