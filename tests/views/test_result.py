"""What result pages promise: the report's figures as far as they may go, in administrative order."""

from __future__ import annotations

import pytest

from bulletin.kinds import Campaign
from bulletin.views._reports import report_view
from bulletin.views.result import (
    FigureView,
    ResultsView,
    outcomes,
    page_title,
    result_pages,
    results_page,
)
from project import RESULT, Project

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
  - code: A
    canonical_ref: 1
    title: Một
    targets:
      - {as_printed: Chỉ tiêu một, operator: more_than, value: 90, unit: "%"}
  - code: B
    canonical_ref: 2
    title: Hai
    targets:
      - {as_printed: Chỉ tiêu hai, operator: more_than, value: 90, unit: "%"}
      - {as_printed: Chỉ tiêu ba, operator: none, sensitive: true}
      - {as_printed: Chỉ tiêu bốn, operator: none, disclosure: internal}
"""
COMMUNE = "short_name: {name}\nprefix: xã\nlevel: commune\nparent: tinh-minh-hoa\norder: {order}\n"


def shown(project: Project, reports: dict[str, str]) -> ResultsView:
    """Return January's page of reports by unit, each the YAML of its figures and conclusions."""
    project.write({"content/campaigns/b.yml": CAMPAIGN})
    for unit, text in reports.items():
        report = RESULT.replace("minh-hoa-2024", "b") + f"unit: {unit}\n{text}"
        project.write({f"content/results/b-{unit}-2025-01.yml": report})
    bulletin = project.load()
    ((path, campaign, results),) = result_pages(bulletin)
    assert path == "phong-trao/b/ket-qua/thang/2025-01/"
    return results_page(bulletin, campaign, results)


def one(project: Project, text: str, code: str, unit: str = "xa-minh-hoa-1") -> FigureView:
    view = shown(project, {unit: text})
    return next(table for table in view.targets if table.code == code).rows[0][1]


def figure(code: str, words: str) -> str:
    return f"figures: [{{target: {code}, {words}}}]\n"


MET = "conclusions: [{{target: {}, verdict: met}}]\n"


def test_a_figure_is_said_aloud_with_target_conclusion_and_report(project: Project) -> None:
    text = figure("B-1", "value: 86, unit: '%'") + MET.format("B-1").replace("met", "not_met")
    found = one(project, text, "B-1")
    assert (found.text, found.verdict, found.absent) == ("86%", "Chưa đạt", False)
    assert found.sentence == (
        "Kết quả: 86%; chỉ tiêu: trên 90%, báo cáo kết luận: chưa đạt; theo Báo cáo số 15/BC-UBND."
    )


def test_an_undisclosed_figure_shows_neither_itself_nor_its_conclusion(project: Project) -> None:
    for code in ("A-1", "B-3"):
        found = one(project, figure(code, "value: 48317") + MET.format(code), code)
        assert found == FigureView("Không công khai", True, "", "", "", "Không công khai.")


def test_a_conclusion_without_a_figure_is_withheld_by_the_same_rule(project: Project) -> None:
    view = shown(project, {"xa-minh-hoa-1": MET.format("A-1")})
    assert view.units[0].verdicts == ""
    view = shown(project, {"xa-minh-hoa-1": MET.format("B-1")})
    assert view.units[0].verdicts == "1 đạt"


def test_what_a_commune_keeps_a_province_shows(project: Project) -> None:
    text = figure("A-1", "value: 95, unit: '%'")
    assert one(project, text, "A-1", "tinh-minh-hoa").text == "95%"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("value: 0", "0"),
        ("value: 1", "dưới 5"),
        ("value: 4, as_printed: bốn vụ", "dưới 5"),
        ("value: 5", "5"),
        ("numerator: 3, denominator: 100", "dưới 5"),
        ("numerator: 90, denominator: 100", "90% (90/100)"),
    ],
)
def test_a_sensitive_count_of_one_to_four_is_few(project: Project, words: str, text: str) -> None:
    found = one(project, figure("B-2", words), "B-2")
    assert found.text == text
    assert found.sentence.startswith(f"Kết quả: {text};")


@pytest.mark.parametrize(
    "words", ["numerator: 98, denominator: 100", "numerator: 0, denominator: 3"]
)
def test_a_sensitive_figure_whose_rest_is_one_to_four_is_not_told(
    project: Project, words: str
) -> None:
    assert one(project, figure("B-2", words), "B-2").text == "Không công khai"


@pytest.mark.parametrize(
    ("words", "text", "absent"),
    [
        ("numerator: 0, denominator: 0", "Không phát sinh", False),
        ("numerator: 0, denominator: 8", "0% (0/8)", False),
        ("numerator: 2, denominator: 3", "66,7% (2/3)", False),
        ("value: 80, unit: '%', qualifier: nearly", "gần 80%", False),
        ("value: 1000, as_printed: non nghìn lượt", "non nghìn lượt", False),
        ("unknown: [value]", "Chưa có số liệu", True),
    ],
)
def test_a_figure_is_printed_as_its_source_prints_it(
    project: Project, words: str, text: str, absent: bool
) -> None:
    found = one(project, figure("B-1", words), "B-1")
    assert (found.text, found.absent) == (text, absent)


@pytest.mark.parametrize(
    ("code", "now", "before", "told"),
    [
        ("B-1", "numerator: 9, denominator: 10", "numerator: 8, denominator: 10",
         "đính chính ngày 12/02/2025, trước đó ghi 80% (8/10)"),
        ("B-1", "value: 90, unit: '%'", "value: 80",
         "đính chính ngày 12/02/2025, trước đó ghi 80%"),
        # What stood before goes no further than the rules let a figure go.
        ("B-2", "value: 7", "value: 3", "đính chính ngày 12/02/2025, trước đó ghi dưới 5"),
        ("B-2", "numerator: 50, denominator: 100", "numerator: 98, denominator: 100", ""),
        ("A-1", "value: 90", "value: 80", ""),
        ("B-3", "value: 90", "value: 80", ""),
    ],
)  # fmt: skip
def test_a_corrected_figure_shows_what_stood_before_as_far_as_that_may_go(
    project: Project, code: str, now: str, before: str, told: str
) -> None:
    changes = "changes: [{date: 12/02/2025, kind: correction, note: Đính chính.}]\n"
    earlier = f"earlier: [{{{before}, corrected_on: 12/02/2025}}]"
    assert one(project, figure(code, f"{now}, {earlier}") + changes, code).earlier == told


def test_a_target_that_a_report_does_not_speak_of_has_no_figure_yet(project: Project) -> None:
    assert one(project, "", "B-1").text == "Chưa có số liệu"


def test_units_stand_in_administrative_order_and_never_by_value(project: Project) -> None:
    for slug, order in (("xa-z", 1), ("xa-a", 2), ("xa-m", 10)):
        project.write({
            f"content/localities/{slug}.yml": COMMUNE.format(name=slug[3:].upper(), order=order)
        })  # fmt: skip
    reports = {
        slug: figure("B-1", f"value: {value}")
        for slug, value in (("xa-a", 99), ("xa-m", 50), ("xa-z", 10), ("tinh-minh-hoa", 1))
    }
    view = shown(project, reports)
    order = ["Tỉnh Minh Họa", "Xã Z", "Xã A", "Xã M"]
    assert [unit.name.text for unit in view.units] == order
    table = next(table for table in view.targets if table.code == "B-1")
    assert [link.text for link, _ in table.rows] == order


def test_coverage_and_award_counts_are_the_reports(project: Project) -> None:
    text = "coverage: {expected: 8, reported: 6}\nawards: {collectives: 5, people: 12}\n"
    unit = shown(project, {"tinh-minh-hoa": text}).units[0]
    assert unit.coverage == "6/8 đơn vị đã báo cáo"
    assert unit.awards == "5 tập thể, 12 cá nhân"


def test_figures_under_a_name_go_as_far_as_they_say(project: Project) -> None:
    text = (
        "figures:\n  - {title: Lượt tuần tra, value: 30, unit: lượt}\n"
        "  - {title: Mật một, value: 31, disclosure: internal}\n"
        "  - {title: Mật hai, value: 32, disclosure: province_only}\n"
    )
    assert shown(project, {"xa-minh-hoa-1": text}).units[0].others == (
        ("Lượt tuần tra", "30 lượt"),
    )


@pytest.mark.parametrize(
    ("field", "told"),
    [("A-1", False), ("B-1", True), ("B-2", False), ("B-3", False), ("figures", False)],
)
def test_a_conflicting_figure_goes_no_further_than_its_target(
    project: Project, field: str, told: bool
) -> None:
    text = figure("B-3", "value: 48317")
    text += f"claims: [{{field: {field}, value: 50891 vụ, source: Công an xã}}]\n"
    notes = shown(project, {"xa-minh-hoa-1": text}).units[0].notes.notes
    assert any("50891" in note.text for note in notes) is told


def test_a_misprinted_number_is_told_only_where_nothing_is_withheld(project: Project) -> None:
    sic = "sic: [{as_printed: 48317 vụ, means: 48371 vụ}, {as_printed: khắc nhiệt, means: khắc nghiệt}]\n"
    kept = (
        shown(project, {"xa-minh-hoa-1": figure("B-3", "value: 48371") + sic}).units[0].notes.notes
    )
    assert [note.text[:12] for note in kept] == ["“khắc nhiệt”"]
    told = shown(project, {"xa-minh-hoa-1": figure("B-1", "value: 86") + sic}).units[0].notes.notes
    assert len(told) == 2


def test_a_campaign_shows_what_its_own_place_reported_and_feeds_say_the_same(
    project: Project,
) -> None:
    both = {
        "tinh-minh-hoa": figure("A-1", "value: 95, unit: '%'"),
        "xa-minh-hoa-1": figure("A-1", "value: 48317"),
    }
    shown(project, both)
    bulletin = project.load()
    campaign = bulletin.get(Campaign, "b")
    assert campaign is not None
    (outcome,) = outcomes(bulletin, campaign, "A-1")
    assert outcome.figure.text == "95%"
    assert outcome.label.path == "phong-trao/b/ket-qua/thang/2025-01/#chi-tieu-a-1"
    ((_, _, results),) = result_pages(bulletin)
    views = [report_view(bulletin, result) for result in results]
    assert [v.figures[0][1].text for v in views if v] == ["95%", "Không công khai"]
    assert page_title(results) == "Kết quả tháng 1/2025"


def test_many_communes_are_folded_below_the_province_with_what_they_conclude(
    project: Project,
) -> None:
    for number in range(1, 5):
        project.write({
            f"content/localities/xa-{number}.yml": COMMUNE.format(name=f"M{number}", order=number)
        })  # fmt: skip
    verdicts = dict(zip(range(1, 5), ("met", "met", "exceeded", "not_met"), strict=True))
    reports = {
        f"xa-{number}": figure("B-1", "value: 95")
        + MET.format("B-1").replace("verdict: met", f"verdict: {verdict}")
        for number, verdict in verdicts.items()
    }
    view = shown(project, {**reports, "tinh-minh-hoa": figure("B-1", "value: 1")})
    table = next(table for table in view.targets if table.code == "B-1")
    assert [unit.text for unit, _ in table.own] == ["Tỉnh Minh Họa"]
    assert [unit.text for unit, _ in table.parts] == ["Xã M1", "Xã M2", "Xã M3", "Xã M4"]
    assert table.parts_words == "4 đơn vị: 2 đạt, 1 vượt, 1 chưa đạt"
    withheld = next(table for table in view.targets if table.code == "A-1")
    assert [unit.text for unit, _ in withheld.own] == [
        "Tỉnh Minh Họa",
        "Số liệu của từng đơn vị (4)",
    ]
    assert withheld.parts == ()
    assert view.own is not None
    assert view.own.name.text == "Tỉnh Minh Họa"


def test_without_a_report_of_the_province_the_communes_stand_in_sight(project: Project) -> None:
    view = shown(project, {"xa-minh-hoa-1": figure("B-1", "value: 95")})
    assert view.own is None
    assert all(table.parts == () for table in view.targets)


def test_targets_stand_under_their_line_of_work(project: Project) -> None:
    view = shown(project, {"xa-minh-hoa-1": ""})
    found = [(c.code, c.title, [t.code for t in c.targets]) for c in view.contents]
    assert found == [("A", "Một", ["A-1"]), ("B", "Hai", ["B-1", "B-2", "B-3"])]


def test_a_line_is_still_found_under_the_old_name_of_its_place(project: Project) -> None:
    place = project.root / "content/localities/xa-minh-hoa-1.yml"
    place.write_text(f"{place.read_text('utf-8')}aliases: [xa-minh-hoa-cu]\n", "utf-8")
    view = shown(project, {"xa-minh-hoa-1": "figures: [{title: Số tổ, value: 12}]\n"})
    assert [(unit.anchor, unit.old_anchors) for unit in view.units] == [
        ("xa-minh-hoa-1", ("xa-minh-hoa-cu",))
    ]


def test_a_phase_stands_beside_the_other_one_as_far_as_it_is_reported(project: Project) -> None:
    phases = (
        "phases:\n  - {number: 1, start: 19/8/2024, end: 03/02/2025}\n"
        "  - {number: 2, start: 04/02/2025, end: 19/8/2025}\n"
    )
    campaign = CAMPAIGN.replace("phases: [{number: 1}]\n", phases)
    report = (
        RESULT.replace("minh-hoa-2024", "b")
        + "unit: tinh-minh-hoa\n"
        + figure("B-1", "value: 91, unit: '%'")
    )
    months = {
        f"content/results/b-tinh-minh-hoa-2025-0{month}.yml": report.replace(
            "31/01/2025", day
        ).replace("10/02/2025", "01/7/2025")
        for month, day in ((1, "31/01/2025"), (5, "31/5/2025"), (6, "30/6/2025"))
    }
    phase = report.replace("kind: monthly", "kind: phase\nphase: 1").replace("31/01", "01/02")
    project.write(
        {
            "content/campaigns/b.yml": campaign,
            "content/results/b-tinh-minh-hoa-dot-1.yml": phase,
            **months,
        }
    )
    bulletin = project.load()
    pages = {path.split("ket-qua/")[1]: results_page(bulletin, campaign, results)
             for path, campaign, results in result_pages(bulletin)}  # fmt: skip

    def beside(page: str) -> list[tuple[str, list[str]]]:
        table = next(table for table in pages[page].targets if table.code == "B-1")
        return [(one.heading, [each.label.text for each in one.outcomes]) for one in table.beside]

    assert beside("dot-1/") == [
        ("Đợt 2, số liệu đến 30/6/2025", ["Tháng 5/2025", "Tháng 6/2025"]),
        ("Kỳ khác", ["Tháng 1/2025"]),
    ]
    assert beside("thang/2025-06/") == [
        ("Đợt 1, số liệu đến 01/02/2025", ["Sơ kết", "Tháng 1/2025"]),
        ("Kỳ khác", ["Tháng 5/2025"]),
    ]
