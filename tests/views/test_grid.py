"""What the grid of deeds promises: a count a commune and period, and no report apart from none."""

from __future__ import annotations

from bulletin.views.grid import GridView, grids
from project import DEEDS, Project

PLACES = {
    f"content/localities/xa-minh-hoa-{n}.yml": (
        f"short_name: Minh Họa {n}\nprefix: xã\nlevel: commune\nparent: tinh-minh-hoa\n"
    )
    for n in (2, 3)
}
ROSTER = """\
commune: xa-minh-hoa-1
teams:
  - {id: thon-1, name: Tổ thôn 1}
  - {id: thon-2, name: Tổ thôn 2, end: 31/10/2024, successor: thon-1}
  - {id: thon-3, name: Tổ thôn 3, start: 15/11/2024}
"""
ROW = "rows:\n  - {{date: {}, team: xa-minh-hoa-1/thon-1, kind: good_deed, what: Trả lại ví}}\n"


def log(month: str, start: str, end: str, row: str = "") -> dict[str, str]:
    text = DEEDS.format(start=start, end=end) + (ROW.format(row) if row else "")
    return {f"content/deeds/xa-minh-hoa-1-{month}.yml": text}


def grid(project: Project, *logs: dict[str, str]) -> GridView:
    project.write({**PLACES, "content/rosters/xa-minh-hoa-1.yml": ROSTER})
    for made in logs:
        project.write(made)
    (found,) = grids(project.load())
    return found


def cells(found: GridView) -> dict[str, list[str]]:
    return {link.text: [cell.text for cell in row] for link, row in found.rows}


def test_teams_founded_and_dissolved_meanwhile_count_right(project: Project) -> None:
    found = grid(
        project,
        log("2024-10", "01/10/2024", "31/10/2024", "05/10/2024"),
        log("2024-11", "01/11/2024", "30/11/2024", "05/11/2024"),
        log("2024-12", "01/12/2024", "31/12/2024"),
    )
    assert found.columns == ("tháng 10/2024", "tháng 11/2024", "tháng 12/2024")
    assert cells(found)["Xã Minh Họa 1"] == ["1/2 tổ", "1/2 tổ", "0/2 tổ"]
    assert found.note == ""


def test_no_report_is_told_apart_from_none(project: Project) -> None:
    found = grid(project, log("2024-10", "01/10/2024", "31/10/2024"))
    assert cells(found)["Xã Minh Họa 1"] == ["0/2 tổ"]
    assert cells(found)["Xã Minh Họa 2"] == ["Chưa có báo cáo"]


def test_a_period_off_the_calendar_month_counts_its_own_days(project: Project) -> None:
    found = grid(project, log("2024-10", "15/10/2024", "14/11/2024", "12/11/2024"))
    assert cells(found)["Xã Minh Họa 1"] == ["1/2 tổ"]
    assert "không trùng tháng dương lịch" in found.note


def test_communes_stand_in_administrative_order_and_never_by_value(project: Project) -> None:
    found = grid(project, log("2024-10", "01/10/2024", "31/10/2024", "05/10/2024"))
    assert list(cells(found)) == ["Xã Minh Họa 1", "Xã Minh Họa 2", "Xã Minh Họa 3"]
