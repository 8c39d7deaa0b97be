"""A reader of a campaign's page can say of every target what was reported, concluded, by whom, and why
no comparison is possible; held against the plan and the report as staff typed them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from bulletin.kinds.result import Verdict
from conftest import ROOT
from data.reading import csv_rows

SAMPLE, REAL = "tinh-minh-hoa-2024", "dak-nong-2024"
JUDGED = ("Đạt", "Chưa đạt")


def typed(folder: str, name: str) -> Any:
    """Return a content file as plain texts."""
    return yaml.load((ROOT / f"content/{folder}/{name}.yml").read_text("utf-8"), yaml.BaseLoader)


PLAN, REPORT = typed("campaigns", SAMPLE), typed("results", f"{SAMPLE}-tinh-minh-hoa-dot-1")
DOCUMENT = typed("documents", REPORT["document"])
CODES = [
    f"{content['code']}-{number}"
    for content in PLAN["contents"]
    for number, _ in enumerate(content.get("targets", ()), 1)
]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def targets(site: Path, campaign: str) -> dict[str, Any]:
    tree = html.fromstring((site / f"phong-trao/{campaign}/index.html").read_bytes())
    return {item.get("data-target"): item for item in tree.xpath("//li[@data-target]")}


def dotted(number: str) -> str:
    return f"{int(number):,}".replace(",", ".")


def test_the_plan_has_eleven_targets_and_the_page_has_them_all(demo_site: Path) -> None:
    assert len(CODES) == 11
    assert list(targets(demo_site, SAMPLE)) == CODES


@pytest.mark.parametrize("code", CODES)
def test_the_page_tells_what_phase_1_reported_concluded_and_in_which_report(
    demo_site: Path, code: str
) -> None:
    item = targets(demo_site, SAMPLE)[code]
    (phase,) = [
        r for r in item.xpath(".//*[@class='target-result']") if words(r).startswith("Đợt 1")
    ]
    for figure in (f for f in REPORT["figures"] if f.get("target") == code):
        if "denominator" in figure and figure["denominator"] != "0":
            share = f"({dotted(figure['numerator'])}/{dotted(figure['denominator'])})"
            assert share in words(phase)
        elif "value" in figure:
            amount = figure.get("as_printed") or f"{figure['value']} {figure['unit']}"
            assert amount in words(phase)
        else:
            assert "Không phát sinh" in words(phase) or "Chưa có số liệu" in words(phase)
    stated = [c for c in REPORT["conclusions"] if c["target"] == code]
    badges = [words(b) for b in phase.xpath(".//*[contains(@class, 'badge')]")]
    assert badges == [Verdict(c["verdict"]).label for c in stated]
    assert f"theo Báo cáo số {DOCUMENT['number']}/{DOCUMENT['symbol']}" in words(phase)
    assert phase.xpath("./a/@href")[0].endswith(f"ket-qua/dot-1/#chi-tieu-{code.replace('.', '-')}")


def test_the_report_can_be_opened_from_the_page(demo_site: Path) -> None:
    tree = html.fromstring((demo_site / f"phong-trao/{SAMPLE}/index.html").read_bytes())
    lines = [words(line) for line in tree.xpath("//*[@class='target-reports']/li")]
    number = f"{DOCUMENT['number']}/{DOCUMENT['symbol']}"
    assert lines[0] == f"Đợt 1: theo Báo cáo số {number}, số liệu đến {REPORT['as_of']}"
    assert any(
        REPORT["document"] in href for href in tree.xpath("//*[@class='target-reports']//@href")
    )


@pytest.mark.parametrize("code", CODES)
def test_where_no_comparison_is_possible_the_page_says_why(demo_site: Path, code: str) -> None:
    item = targets(demo_site, SAMPLE)[code]
    folder = demo_site / f"phong-trao/{SAMPLE}/ket-qua/dot-1"
    (row,) = [
        row
        for row in csv_rows((folder / "ket-qua-dot-1.csv").read_bytes())
        if row["target_code"] == code and row["unit"] == "Tỉnh Minh Họa"
    ]
    (phase,) = [
        r for r in item.xpath(".//*[@class='target-result']") if words(r).startswith("Đợt 1")
    ]
    told = [words(r) for r in phase.xpath(".//*[@class='target-reason']")]
    if row["comparison"] in JUDGED:
        assert told == []
        return
    reason = f" ({row['reason']})" if row["reason"] else ""
    assert told == [f"Đối chiếu theo số liệu báo cáo: {row['comparison'].lower()}{reason}"]
    assert row["reason"] or row["comparison"] == "Không phát sinh"


def test_some_targets_can_be_compared_and_some_cannot(demo_site: Path) -> None:
    rows = csv_rows(
        (demo_site / f"phong-trao/{SAMPLE}/ket-qua/dot-1/ket-qua-dot-1.csv").read_bytes()
    )
    told = {row["comparison"] in JUDGED for row in rows if row["unit"] == "Tỉnh Minh Họa"}
    assert told == {True, False}


def test_the_real_campaign_shows_the_same_targets_without_figures(demo_site: Path) -> None:
    real, sample = targets(demo_site, REAL), targets(demo_site, SAMPLE)
    assert list(real) == list(sample)
    for code, item in real.items():
        assert item.get("data-operator") == sample[code].get("data-operator"), code
        assert [words(r) for r in item.xpath(".//*[contains(@class, 'target-result')]")] == [
            "Chưa có số liệu"
        ], code
