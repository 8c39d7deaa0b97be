"""What stands beside a results page promises: exactly what the page shows, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bulletin.data.beside import FIGURES, REPORTS
from data.reading import csv_rows, excel_rows, unguarded

PERIODS = ("dot-1", "thang/2025-06")


def words(element: Any) -> str:
    """Return what can be read of an element, on one line; what is for the ear only is left out."""
    for hidden in element.xpath(".//*[@class='visually-hidden']"):
        hidden.drop_tree()
    return " ".join(element.text_content().split())


def said(rows: list[dict[str, str]], key: str) -> list[str]:
    return [unguarded(row.get(key, "")) for row in rows]


@pytest.fixture(params=PERIODS)
def page(request: Any, demo_site: Path) -> Path:
    """A results page of the demo: its folder."""
    return demo_site / "phong-trao/tinh-minh-hoa-2024/ket-qua" / str(request.param)


def tables(page: Path, name: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the rows of a table of the page as CSV and as Excel hold them."""
    base = f"{name}-{page.name}"
    return (
        csv_rows((page / f"{base}.csv").read_bytes()),
        excel_rows((page / f"{base}.xlsx").read_bytes()),
    )


def earlier(line: Any) -> str:
    """Take away and return what a line says of the figure before it was corrected."""
    found = line.xpath(".//*[contains(@class, 'earlier')]")
    told = words(found[0]) if found else ""
    for one in found:
        one.drop_tree()
    return told[:1].lower() + told[1:].removesuffix(".")


def shown_figures(page: Path) -> list[tuple[str, str, str, str, str]]:
    """Return (target, unit, result, conclusion, earlier figure) of every line that the page shows."""
    found = []
    tree = html.fromstring((page / "index.html").read_bytes())
    for section in tree.xpath("//section[contains(@class, 'result-target')]"):
        target = words(section.find("h3"))
        for line in section.xpath("./ul/li"):
            total = "result-total" in (line.get("class") or "")
            before = earlier(line)
            value = line.xpath(".//*[@class='value']")
            unit = line.xpath(".//*[@class='who']")
            if not value:  # the total is what the province reports: the page says it in a sentence
                found.append((target, "Cộng từ báo cáo của các xã, phường", "", "", ""))
                continue
            badge = line.xpath(".//*[contains(@class, 'badge')]")
            silent = line.xpath(".//*[@class='absent'][text()='Báo cáo không kết luận']")
            conclusion = "" if total else words((badge or silent or value)[0])
            found.append((target, words(unit[0]), words(value[0]), conclusion, before))
        for link in section.xpath("./p[contains(@class, 'result-beside')]/a"):
            result, _, conclusion = link.tail.strip(" ;.").partition(", báo cáo kết luận ")
            unit = f"{words(link.getparent().find('b'))}: {words(link)}"
            found.append((target, unit, result, conclusion.capitalize(), ""))
        for row in section.xpath(".//details//tbody/tr"):
            before = earlier(row)
            cells = [words(cell) for cell in row]
            meta = row.xpath("./td[2]/*[@class='meta']")
            where = f" {words(meta[0])}" if meta else ""
            found.append((target, cells[0], cells[1], cells[2].removesuffix(where), before))
    return found


def test_the_figures_are_those_of_the_page_cell_by_cell(page: Path) -> None:
    shown = shown_figures(page)
    for rows in tables(page, FIGURES.name):
        assert len(rows) == len(shown) > 20
        for row, (target, unit, result, conclusion, before) in zip(rows, shown, strict=True):
            assert unguarded(row.get("earlier", "")) == before
            assert unguarded(row["target"]) == target
            assert unguarded(row["unit"]) == unit
            if result:
                assert unguarded(row["result"]) == result
            assert unguarded(row.get("conclusion", "")) == conclusion
            assert row["sample"] in ("true", "1")


def test_a_corrected_figure_shows_what_stood_before(demo_site: Path) -> None:
    page = demo_site / "phong-trao/tinh-minh-hoa-2024/ket-qua/dot-1"
    told = {line[4] for line in shown_figures(page)}
    assert "đính chính ngày 14/02/2025, trước đó ghi 71,7% (43/60)" in told


def test_reasons_of_a_comparison_stand_on_the_page(page: Path) -> None:
    text = words(html.fromstring((page / "index.html").read_bytes()))
    for rows in tables(page, FIGURES.name):
        for key in ("comparison", "reason", "conclusion_where"):
            # Nothing is told that the page does not tell.
            told = {value for value in said(rows, key) if value}
            assert told
            assert {value for value in told if value not in text} == set()


def test_the_reports_are_those_of_the_page_cell_by_cell(page: Path) -> None:
    tree = html.fromstring((page / "index.html").read_bytes())
    shown = [
        [words(cell) for cell in row]
        for row in tree.xpath("//section[.//h2[@id='bao-cao']]//tbody/tr")
    ]
    for rows in tables(page, REPORTS.name):
        made = [
            [
                f"{row['unit']} {row.get('coverage', '')}".strip(),
                *(row[key] for key in ("report", "as_of", "conclusions", "awards")),
            ]
            for row in rows
        ]
        assert made == shown != []


def test_the_page_leads_to_all_its_tables(page: Path) -> None:
    tree = html.fromstring((page / "index.html").read_bytes())
    links = tree.xpath("//section[.//h2[@id='tai-bang']]//li/a/@href")
    assert sorted(links) == sorted(
        path.name for path in page.iterdir() if path.suffix in (".csv", ".xlsx")
    )
    assert len(links) == 4
