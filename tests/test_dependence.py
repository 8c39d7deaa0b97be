"""One figure of one report changes: what depends on it changes in site/, and not a byte of anything else.

What is expected follows from rules, stated here one by one: which page shows a figure, which file
stands beside that page, which feed holds the report, which data set has the row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from conftest import read_all
from demo import build_demo, copy_demo, edit

CAMPAIGN = "phong-trao/tinh-minh-hoa-2024/"
RESULTS = f"{CAMPAIGN}ket-qua/"
PERIODS = {"dot-1": f"{RESULTS}dot-1/", "2025-06": f"{RESULTS}thang/2025-06/"}
CHECKSUMS = {"du-lieu/SHA256SUMS", "du-lieu/datapackage.json"}
"""Set apart by the promise, with pagefind/ (not part of this build) and the sitemap."""


def page_and_tables(period: str, *tables: str) -> set[str]:
    """A results page shows every figure of its period; beside it stand its tables."""
    folder = PERIODS[period]
    return {f"{folder}index.html"} | {
        f"{folder}{table}-{period}.{ending}" for table in tables for ending in ("csv", "xlsx")
    }


def feeds_with(site: Mapping[str, bytes], report: str) -> set[str]:
    """A report is told in full by every feed that holds it."""
    told = f":result/{report}".encode()
    names = ("rss", "atom", "feed")
    return {
        name
        for name, data in site.items()
        if name.rpartition("/")[2].startswith(names) and name.endswith((".xml", ".json"))
        if told + b"<" in data or told + b'"' in data
    }


def data_set(name: str) -> set[str]:
    """A row of open data stands in three formats."""
    return {f"du-lieu/{name}.{ending}" for ending in ("csv", "json", "xlsx")}


def pages_of_sizes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The list of data sets, and a set's own page, print how large its files are."""
    resized = any(len(before[name]) != len(after[name]) for name in data_set("results"))
    return {"du-lieu/index.html", "du-lieu/results/index.html"} if resized else set()


def of_a_commune(site: Mapping[str, bytes]) -> set[str]:
    """A commune's figure: its period's page, and the sum of the communes there."""
    return (
        page_and_tables("dot-1", "ket-qua")
        | feeds_with(site, "tinh-minh-hoa-2024-xa-minh-hoa-2-dot-1")
        | data_set("results")
    )


def of_the_province(site: Mapping[str, bytes]) -> set[str]:
    """The figure of a campaign's own unit stands beside other periods too, and on the campaign's page;
    the newest report's also on the front page.
    """
    return (
        page_and_tables("2025-06", "ket-qua")
        | page_and_tables("dot-1", "ket-qua")
        | {f"{CAMPAIGN}index.html", "index.html"}
        | feeds_with(site, "tinh-minh-hoa-2024-tinh-minh-hoa-2025-06")
        | data_set("results")
    )


EDITS: dict[str, tuple[str, str, str, Callable[[Mapping[str, bytes]], set[str]]]] = {
    "a commune's figure of a phase": (
        "results/tinh-minh-hoa-2024-xa-minh-hoa-2-dot-1.yml",
        "target: 4.7-1\n    numerator: 32", "target: 4.7-1\n    numerator: 33", of_a_commune,
    ),
    "the province's figure of the newest month": (
        "results/tinh-minh-hoa-2024-tinh-minh-hoa-2025-06.yml",
        "target: 4.4-2\n    numerator: 5216", "target: 4.4-2\n    numerator: 5220", of_the_province,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def before(demo_site: Path) -> dict[str, bytes]:
    return read_all(demo_site)


@pytest.mark.parametrize("case", EDITS)
def test_one_figure_changes_what_depends_on_it_and_nothing_else(
    case: str, before: dict[str, bytes], tmp_path: Path
) -> None:
    name, old, new, expected = EDITS[case]
    config = copy_demo(tmp_path / "du-an")
    edit(config, name, old, new)
    after = read_all(build_demo(config, tmp_path / "site"))
    assert set(after) == set(before)
    changed = {path for path, data in after.items() if data != before[path]}
    changed -= CHECKSUMS | {"sitemap.xml", "sitemap.xml.gz"}
    maybe = pages_of_sizes(before, after)
    assert feeds_with(before, Path(name).stem), "không kênh nào có báo cáo này: chưa chứng minh gì"
    assert changed - maybe == expected(before)
