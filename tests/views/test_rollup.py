"""What communes come to together: as of the day, through mergers, telling nothing withheld."""

from __future__ import annotations

from bulletin.dates import Day
from bulletin.kinds import Campaign, Result
from bulletin.views._rollup import TotalView, standing, total_view
from project import RESULT, Project

CODE = "4.1-1"
PLACES = {
    f"content/localities/xa-minh-hoa-{n}.yml": (
        f"short_name: Minh Họa {n}\nprefix: xã\nlevel: commune\nparent: tinh-minh-hoa\n"
    )
    for n in (1, 2, 3)
}
MERGED = "closed: {how: merged, on: 01/01/2025, successors: [xa-minh-hoa-3]}\n"


def report(commune: int, figure: str, as_of: str = "31/01/2025") -> dict[str, str]:
    name = f"content/results/minh-hoa-2024-xa-minh-hoa-{commune}-2025-01.yml"
    text = RESULT.replace("31/01/2025", as_of) + f"unit: xa-minh-hoa-{commune}\n"
    return {name: text + f"figures:\n  - {{target: {CODE}, {figure}}}\n"}


def total(project: Project, *files: dict[str, str]) -> TotalView | None:
    project.write(PLACES)
    for made in files:
        project.write(made)
    bulletin = project.load()
    campaign = bulletin.get(Campaign, "minh-hoa-2024")
    assert campaign is not None
    content, target = campaign.target(CODE) or (None, None)
    assert target is not None
    return total_view(bulletin, campaign, bulletin.all(Result), CODE, content, target)


def test_shares_add_up_beside_how_many_places_they_rest_on(project: Project) -> None:
    found = total(
        project,
        report(1, "numerator: 9, denominator: 9"),
        report(2, "numerator: 6, denominator: 9"),
    )
    assert found is not None
    assert (found.text, found.coverage) == ("83,3% (15/18)", "2/3 xã, phường có số liệu")


def test_one_report_is_no_total(project: Project) -> None:
    assert total(project, report(1, "numerator: 9, denominator: 9")) is None


def test_a_merged_place_counts_as_what_it_now_is(project: Project) -> None:
    merged = {
        "content/localities/xa-minh-hoa-2.yml": PLACES["content/localities/xa-minh-hoa-2.yml"]
        + MERGED
    }
    found = total(
        project,
        merged,
        report(1, "numerator: 9, denominator: 9"),
        report(2, "numerator: 3, denominator: 4"),
        report(3, "numerator: 1, denominator: 1"),
    )
    assert found is not None
    assert (found.text, found.coverage) == ("92,9% (13/14)", "2/2 xã, phường có số liệu")


def test_a_unit_stands_as_itself_until_the_day_it_ends(project: Project) -> None:
    project.write(PLACES)
    name = "content/localities/xa-minh-hoa-2.yml"
    project.write({name: PLACES[name] + MERGED})
    bulletin = project.load()
    assert standing(bulletin, "xa-minh-hoa-2", Day(2024, 12, 31)) == "xa-minh-hoa-2"
    assert standing(bulletin, "xa-minh-hoa-2", Day(2025, 1, 1)) == "xa-minh-hoa-3"
    assert standing(bulletin, "xa-minh-hoa-1", Day(2025, 1, 1)) == "xa-minh-hoa-1"


def test_a_withheld_part_is_not_told_by_the_total(project: Project) -> None:
    hidden = "numerator: 2, denominator: 9, disclosure: internal"
    found = total(project, report(1, hidden), report(2, "numerator: 0, denominator: 9"))
    assert found is not None and found.text == "Không công khai"


def test_a_total_of_areas_that_waits_for_reports_says_for_how_many(project: Project) -> None:
    name = "mkdocs.yml"
    text = (project.root / name).read_text("utf-8")
    project.write({name: text.rstrip() + "\n    show_comparison: true\n"})
    each = {
        "content/campaigns/minh-hoa-2024.yml": (
            project.root / "content/campaigns/minh-hoa-2024.yml"
        ).read_text("utf-8").replace(
            "        operator: at_least", "        per: {area: mỗi xã}\n        operator: at_least"
        )
    }  # fmt: skip
    found = total(project, each, report(1, "value: 2"), report(2, "value: 1"))
    assert found is not None
    assert (found.outcome, found.reason) == ("Chưa đủ báo cáo", "mới 2/3 địa bàn báo cáo")


def test_a_merged_place_reaches_by_its_parts_together_what_is_asked_of_an_area(
    project: Project,
) -> None:
    campaign = (project.root / "content/campaigns/minh-hoa-2024.yml").read_text("utf-8")
    each = campaign.replace("        value: 1", "        per: {area: mỗi xã}\n        value: 3")
    place = "content/localities/xa-minh-hoa-2.yml"
    found = total(
        project,
        {"content/campaigns/minh-hoa-2024.yml": each},
        {place: PLACES[place] + MERGED},
        report(1, "value: 3"), report(2, "value: 1"), report(3, "value: 2"),
    )  # fmt: skip
    assert found is not None
    assert found.text == "2/2 xã, phường đạt"
