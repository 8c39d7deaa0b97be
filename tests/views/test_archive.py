"""What the calendar promises: every link leads to something, and nothing is called today."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from bulletin.views.archive import (
    archive_years,
    month_grid,
    month_page,
    month_path,
    months_of,
    newest_month,
    year_counts,
    year_page,
)
from project import EVENT, NEWS, Project


def spread(project: Project) -> None:
    """Write news of November 2024, February and July 2025, and an event still to come."""
    for number, day in enumerate(("03/11/2024", "05/02/2025", "05/02/2025", "01/7/2025")):
        text = NEWS.replace("07/10/2024 22:39", day)
        project.write({f"content/news/tin-{number}.yml": text})
    project.write({"content/events/hoi.yml": f"{EVENT}event_date: 19/8/2025\n"})


def test_months_and_years_lead_to_the_nearest_that_have_entries(project: Project) -> None:
    spread(project)
    bulletin = project.load()
    grid = month_grid(bulletin, 2025, 2)
    assert (grid.previous and grid.previous.text) == "11/2024"
    assert (grid.following and grid.following.path) == "ngay/2025/07/"
    assert grid.count == "2 mục"
    assert [link.text for link in archive_years(bulletin)] == ["2025", "2024"]
    assert year_page(bulletin, 2024).previous is None
    assert (following := year_page(bulletin, 2024).following)
    assert (following.text, following.path) == ("Năm 2025", "ngay/2025/")
    assert [(year.title, year.path) for year in year_counts(bulletin)] == [
        ("Năm 2025", "ngay/2025/"),
        ("Năm 2024", "ngay/2024/"),
    ]


def test_nothing_leads_to_an_empty_day_or_month(project: Project) -> None:
    spread(project)
    bulletin = project.load()
    made = {month_path(*month) for month in months_of(bulletin)}
    for year in (year_page(bulletin, number) for number in (2024, 2025)):
        assert all((month.path is None) == (month.words == "chưa có tin") for month in year.months)
        assert {month.path for month in year.months if month.path} <= made
    for month in (month_page(bulletin, *named) for named in months_of(bulletin)):
        for cell in (cell for week in month.grid.weeks for cell in week if cell):
            assert (cell.path is None) == (cell.count == 0)


def test_the_card_shows_the_newest_month_that_is_no_future_one(project: Project) -> None:
    spread(project)
    month = newest_month(project.load())
    assert (month and month.title) == "Tháng 7/2025"
    assert (month and month.following and month.following.text) == "8/2025"


def test_a_months_grid_is_a_table_that_claims_no_today(small_site: Path) -> None:
    page = html.fromstring((small_site / "ngay/2024/10/index.html").read_text("utf-8"))
    (table,) = page.findall(".//table[@class='calendar calendar--large']")
    assert table.findtext("caption") == "Tháng 10/2024"
    heads = table.findall("thead//th")
    assert [head.get("scope") for head in heads] == ["col"] * 7
    assert heads[0].xpath("string(span[@class='visually-hidden'])") == "Thứ Hai"
    assert not table.xpath(".//@aria-current")
    days = [cell.xpath("string()").strip() for cell in table.findall("tbody//td")]
    assert any(day.startswith("Ngày 7 ") and day.endswith(" mục") for day in days)
    assert all(len(row) == 7 for row in table.findall("tbody/tr"))
