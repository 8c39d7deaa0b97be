"""Results and reports as data promise: no number without leave, and a reason wherever none stands."""

from __future__ import annotations

from typing import Any

import pytest

from bulletin.data.publish import open_data
from data.reading import json_rows
from project import DOCUMENT, RESULT, Project

CAMPAIGN = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua
short_title: Thi đua
form: thematic
scope: province
locality: tinh-minh-hoa
phases: [{number: 1}]
contents:
  - {code: A, canonical_ref: 1, title: Một, targets: [{as_printed: Một, operator: none}]}
  - code: B
    canonical_ref: 2
    title: Hai
    targets:
      - {as_printed: Hai, operator: more_than, value: 84.5, unit: "%"}
      - {as_printed: Ba, operator: none, sensitive: true}
      - as_printed: Bốn
        any_of:
          - {indicator: việc tốt, operator: at_least, value: 1, unit: việc tốt}
          - {indicator: người được khen, operator: at_least, value: 1, unit: người được khen}
"""
STEM = "minh-hoa-2024-xa-minh-hoa-1-2025-01"


def figures(project: Project, reported: str, more: str = "") -> dict[str, dict[str, Any]]:
    """Return the rows of one commune's report by target, or by name."""
    found = files(project, reported, more)
    rows = json_rows(found["du-lieu/results.json"])
    return {row["target_code"] or row["subject"]: row for row in rows}


def files(project: Project, reported: str, more: str = "") -> dict[str, bytes]:
    project.write({
        "content/campaigns/minh-hoa-2024.yml": CAMPAIGN,
        f"content/results/{STEM}.yml": f"{RESULT}unit: xa-minh-hoa-1\nfigures:\n{reported}{more}",
    })  # fmt: skip
    return dict(open_data(project.load()).files)


AMOUNT = (
    "numerator", "denominator", "value", "unit_of_measure", "qualifier", "as_printed", "conclusion",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code", "status"),
    [
        ("{target: B-1, numerator: 45, denominator: 50}", "B-1", "reported"),
        ("{target: B-1, value: 0}", "B-1", "reported"),
        ("{target: B-1, numerator: 0, denominator: 0}", "B-1", "no_case"),
        ("{target: B-1, unknown: [value]}", "B-1", "not_stated"),
        ("{target: B-1, unknown: [unit], undecided: [value]}", "B-1", "undecided"),
        ("{target: B-1, value: 86}", "B-3", "no_figure"),
        ("{target: B-2, value: 3, as_printed: ba vụ}", "B-2", "small"),
        ("{target: B-2, value: 7}", "B-2", "reported"),
        ("{target: A-1, value: 86}", "A-1", "not_public"),
        ("{target: B-1, value: 86, disclosure: internal}", "B-1", "not_public"),
    ],
)
def test_every_figure_says_whether_it_can_be_told_and_only_then_has_a_number(
    project: Project, typed: str, code: str, status: str
) -> None:
    row = figures(project, f"  - {typed}\n")[code]
    assert row["value_status"] == status
    told = {key for key in AMOUNT if row[key] is not None}
    assert bool(told) == (status in ("reported", "no_case"))


def test_numerator_denominator_and_value_are_told_as_reported_and_nothing_is_worked_out(
    project: Project,
) -> None:
    rows = figures(
        project,
        "  - {target: B-1, numerator: 45, denominator: 50}\n"
        "  - {title: Lượt tuần tra, value: 1000, qualifier: nearly, unit: lượt,"
        " as_printed: gần 1.000 lượt}\n",
    )
    ratio, named = rows["B-1"], rows["Lượt tuần tra"]
    assert [ratio[key] for key in AMOUNT[:3]] == [45, 50, None]
    assert [named[key] for key in AMOUNT[:6]] == [
        None, None, 1000, "lượt", "nearly", "gần 1.000 lượt",
    ]  # fmt: skip
    assert (ratio["target_code"], named["target_code"]) == ("B-1", None)


def test_a_named_figure_that_may_not_be_told_leaves_no_row_and_no_number_missing(
    project: Project,
) -> None:
    rows = figures(
        project,
        "  - {title: Kín, value: 5, disclosure: internal}\n  - {title: Mở, value: 6}\n",
    )
    assert "Kín" not in rows
    assert rows["Mở"]["id"].endswith("#so-lieu-1")


def test_a_conclusion_is_the_reports_own_and_stays_with_its_figure(project: Project) -> None:
    rows = figures(
        project,
        "  - {target: A-1, value: 86}\n  - {target: B-1, value: 86}\n",
        "conclusions:\n  - {target: A-1, verdict: met}\n"
        "  - {target: B-1, verdict: not_met, where: mục II}\n",
    )
    assert rows["A-1"]["conclusion"] is None
    assert (rows["B-1"]["conclusion"], rows["B-1"]["conclusion_where"]) == ("not_met", "mục II")


def test_conflicting_figures_go_as_far_as_the_figure_they_contradict(project: Project) -> None:
    made = files(
        project,
        "  - {target: B-1, value: 86}\n",
        "claims:\n  - {field: B-1, value: 84%, source: Báo Minh Họa}\n"
        "  - {field: A-1, value: 12 vụ, source: Báo Minh Họa}\n"
        "  - {field: as_of, value: 30/01, source: Đài Minh Họa}\n",
    )
    rows = {row["target_code"]: row for row in json_rows(made["du-lieu/results.json"])}
    assert rows["B-1"]["conflicting_claims"] == ["84% (Báo Minh Họa)"]
    assert rows["A-1"]["conflicting_claims"] == []
    (report,) = json_rows(made["du-lieu/reports.json"])
    assert report["conflicting_claims"] == ["30/01 (Đài Minh Họa)"]


def test_a_replaced_report_and_a_correction_are_told_in_every_row_of_it(project: Project) -> None:
    project.write({
        "content/documents/15-bc.yml": DOCUMENT.replace("plan", "report"),
        "content/documents/16-bc.yml": f"{DOCUMENT.replace('plan', 'report')}replaces: [15-bc]\n",
    })  # fmt: skip
    made = files(
        project,
        "  - {target: B-1, value: 86}\n",
        "document: 15-bc\nchanges:\n"
        "  - {date: 20/02/2025, kind: correction, note: Sửa số}\n"
        "  - {date: 21/02/2025, kind: update, note: Thêm bản quét}\n",
    )
    for name in ("results", "reports"):
        for row in json_rows(made[f"du-lieu/{name}.json"]):
            assert row["superseded_by_id"] == "tag:vidu.example,2024:document/16-bc"
            assert row["corrected_on"] == "2025-02-20"
            assert row["updated_at"] == "2025-02-21T00:00:00+07:00"


def test_targets_are_told_exactly_with_their_parts_in_words(project: Project) -> None:
    made = files(project, "  - {target: B-1, value: 86}\n")
    rows = {row["code"]: row for row in json_rows(made["du-lieu/targets.json"])}
    assert str(rows["B-1"]["value"]) == "84.5"
    assert (rows["A-1"]["operator"], rows["A-1"]["value"]) == ("none", None)
    assert rows["B-3"]["operator"] == "any_of"
    assert rows["B-3"]["parts"] == ["ít nhất 01 việc tốt", "ít nhất 01 người được khen"]
