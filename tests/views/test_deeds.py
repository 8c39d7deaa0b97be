"""What a log's page promises: coverage as arithmetic, names as allowed, silent teams never named."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bulletin.kinds import Deeds
from bulletin.views.deeds import Coverage, DeedsView, coverage, deeds_page
from project import AWARD, DEEDS, EXEMPLAR, Project

ROSTER = "content/rosters/xa-minh-hoa-1.yml"
OCTOBER = DEEDS.format(start="01/10/2024", end="31/10/2024")


def teams(numbers: Iterable[int]) -> str:
    return "[" + ", ".join(f"xa-minh-hoa-1/thon-{number}" for number in numbers) + "]"


def roster(count: int, **more: str) -> str:
    rows = "".join(
        f"  - {{id: thon-{n}, name: Tổ thôn {n}, village: thôn {n}{more.get(f't{n}', '')}}}\n"
        for n in range(1, count + 1)
    )
    return f"commune: xa-minh-hoa-1\nteams:\n{rows}"


def rows(numbers: Iterable[int], day: str = "05/10/2024") -> str:
    return "rows:\n" + "".join(
        f"  - {{date: {day}, team: xa-minh-hoa-1/thon-{n}, kind: good_deed, what: Giúp bạn {n}}}\n"
        for n in numbers
    )


def load(project: Project, text: str, month: str = "2024-10") -> tuple[Coverage, DeedsView]:
    name = f"xa-minh-hoa-1-{month}"
    project.write({f"content/deeds/{name}.yml": text})
    bulletin = project.load()
    deeds = bulletin.get(Deeds, name)
    assert deeds is not None
    return coverage(bulletin, deeds), deeds_page(bulletin, deeds)


def counted(project: Project, text: str, month: str = "2024-10") -> tuple[int, int, int]:
    found, _ = load(project, text, month)
    return found.satisfied, found.reported, found.expected


def test_18_of_26_teams_with_deeds_and_24_that_reported(project: Project) -> None:
    project.write({ROSTER: roster(26)})
    text = OCTOBER + rows(range(1, 19)) + f"none_reported: {teams(range(19, 25))}\n"
    found, view = load(project, text + f"not_received: {teams((25, 26))}\n")
    assert found == Coverage(26, 24, 18)
    assert view.coverage.sentence == (
        "18/26 tổ đã có việc tốt hoặc cá nhân được biểu dương (24/26 tổ đã báo cáo)"
    )


def test_a_team_counts_once_however_many_deeds_it_has(project: Project) -> None:
    project.write({ROSTER: roster(3)})
    assert counted(project, OCTOBER + rows((1, 1, 1, 2))) == (2, 2, 3)


def test_a_team_that_is_named_nowhere_has_not_reported(project: Project) -> None:
    project.write({ROSTER: roster(5)})
    assert counted(project, OCTOBER + rows((1,)) + f"none_reported: {teams((2,))}\n") == (1, 2, 5)


@pytest.mark.parametrize(
    ("start", "end", "month", "expected"),
    [
        ("15/9/2024", "14/10/2024", "2024-09", 4),
        ("15/8/2024", "14/9/2024", "2024-08", 3),
        ("15/10/2024", "14/11/2024", "2024-10", 4),
        ("15/11/2024", "14/12/2024", "2024-11", 3),
    ],
)
def test_founded_and_dissolved_teams_count_in_the_periods_they_reach(
    project: Project, start: str, end: str, month: str, expected: int
) -> None:
    project.write({ROSTER: roster(4, t3=", start: 20/9/2024", t4=", end: 15/10/2024")})
    text = DEEDS.format(start=start, end=end)
    assert counted(project, text, month) == (0, 0, expected)


def test_a_log_without_anything_covers_nothing_and_divides_by_nothing(project: Project) -> None:
    project.write({ROSTER: "commune: xa-minh-hoa-1\n"})
    found, view = load(project, OCTOBER)
    assert found == Coverage(0, 0, 0)
    assert view.rows == ()


def test_rows_stand_by_day_with_the_village_only_where_the_site_says_so(project: Project) -> None:
    project.write({ROSTER: roster(2)})
    text = OCTOBER + rows((2,), "20/10/2024") + rows((1,)).removeprefix("rows:\n")
    _, view = load(project, text)
    assert [row.stamp for row in view.rows] == ["05/10/2024", "20/10/2024"]
    assert [row.village for row in view.rows] == ["", ""]
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "    show_team: true\n", "utf-8")
    _, view = load(project, text)
    assert [row.village for row in view.rows] == ["thôn 1", "thôn 2"]


PERSON = "{full_name: Trần Văn Mẫu, basis: already_public}"


def test_who_did_it_is_named_as_far_as_allowed(project: Project) -> None:
    child = "{full_name: Lê Thị Bé Mẫu, basis: already_public, minor: true}"
    hidden = "{full_name: Vũ Thị Mẫu, basis: already_public, name_policy: withheld}"
    row = rows((1,)).replace("}\n", f", people: [{PERSON}, {child}, {hidden}]}}\n")
    _, view = load(project, OCTOBER + row)
    assert view.rows[0].who == "Trần Văn Mẫu, L.T.B.M."


CAMPAIGN = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua
short_title: Thi đua
form: thematic
scope: province
contents:
  - {code: A, canonical_ref: 1, title: Một}
"""


def test_no_name_leads_to_a_story_that_withholds_it(project: Project) -> None:
    story = EXEMPLAR + f"people: [{PERSON}]\ncampaign: b\ncontent: A\n"
    project.write({"content/campaigns/b.yml": CAMPAIGN, "content/exemplars/e.yml": story})
    named = rows((1,)).replace("}\n", f", exemplar: e, people: [{PERSON}]}}\n")
    _, view = load(project, OCTOBER + named)
    assert [link.text for link in view.rows[0].more] == []
    _, view = load(project, OCTOBER + rows((1,)).replace("}\n", ", exemplar: e}\n"))
    assert [link.path for link in view.rows[0].more] == ["guong-dien-hinh/e/"]


@pytest.mark.parametrize(
    ("state", "links"),
    [
        ("state: conferred\n", ["Quyết định"]),
        ("state: revoked\nrevocation: {number: 09/QĐ-UBND, date: 20/5/2025}\n", []),
    ],
)
def test_a_deed_leads_to_no_revoked_decision(
    project: Project, state: str, links: list[str]
) -> None:
    award = AWARD + state + "recipients: [{kind: team, team: xa-minh-hoa-1/thon-1}]\n"
    project.write({"content/awards/k.yml": award})
    _, view = load(project, OCTOBER + rows((1,)).replace("}\n", ", award: k}\n"))
    assert [link.text for link in view.rows[0].more] == links
