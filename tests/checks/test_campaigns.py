"""What the checks of campaigns promise: their own arithmetic, and no more than sources tell."""

from __future__ import annotations

from project import CAMPAIGN, Project

B = "content/campaigns/b.yml"
PARTY_DAY = """\
commemorates:
  - name: Ngày thành lập Đảng
    origin: {origin}
    observed: 03/02/2025
    years: 95
"""


def lines(project: Project, more: str) -> list[int]:
    project.write({B: CAMPAIGN + more})
    return [told.line for told in project.problems() if told.file == B]


def test_phases_inside_the_campaign_one_after_another_are_right(project: Project) -> None:
    phases = (
        "period: {start: 19/8/2024, end: 19/8/2025}\nphases:\n"
        "  - {number: 1, start: 19/8/2024, end: 03/02/2025}\n"
        "  - {number: 2, start: 04/02/2025, end: 19/8/2025}\n"
    )
    assert lines(project, phases) == []


def test_dates_that_nobody_stated_break_no_rule(project: Project) -> None:
    phases = (
        "phases:\n  - number: 1\n    end: 03/02/2025\n  - number: 2\n    unknown: [start, end]\n"
    )
    assert lines(project, "period: {start: 19/8/2024}\n" + phases) == []


def test_a_phase_that_begins_before_and_ends_after_is_told_twice(project: Project) -> None:
    phases = (
        "period: {start: 19/8/2024, end: 19/8/2025}\n"
        "phases:\n  - number: 1\n    start: 18/8/2024\n    end: 20/8/2025\n"
    )
    assert lines(project, phases) == [10, 11]


def test_an_anniversary_that_adds_up_is_right(project: Project) -> None:
    assert lines(project, PARTY_DAY.format(origin="03/02/1930")) == []


def test_an_anniversary_of_a_phase_is_counted_too(project: Project) -> None:
    inside = "".join(f"    {line}\n" for line in PARTY_DAY.format(origin="03/02/1931").splitlines())
    assert lines(project, "phases:\n  - number: 1\n" + inside) == [13]


def test_a_misprint_kept_with_its_correction_passes(project: Project) -> None:
    sic = "sic:\n  - {as_printed: ngày 03/02/1939, means: ngày 03/02/1930}\n"
    assert lines(project, PARTY_DAY.format(origin="03/02/1939") + sic) == []


def test_a_misprint_whose_correction_does_not_add_up_either_is_told(project: Project) -> None:
    sic = "sic:\n  - {as_printed: ngày 03/02/1939, means: ngày 03/02/1931}\n"
    assert lines(project, PARTY_DAY.format(origin="03/02/1939") + sic) == [11]


def test_a_content_without_a_code_counts_by_its_order(project: Project) -> None:
    contents = 'contents:\n  - title: A\n  - title: B\n    code: "1"\n'
    assert lines(project, contents) == [10]


def test_targets_may_be_parts_of_others_here_and_made_of_others_above(project: Project) -> None:
    targets = (
        "targets:\n"
        "  - {as_printed: Một, operator: none}\n"
        "  - {as_printed: Hai, operator: none, population_of: 1}\n"
        "  - {as_printed: Ba, operator: none, derived_from: minh-hoa-2024/4.1-1}\n"
    )
    assert lines(project, targets) == []


def test_what_a_campaign_above_does_not_have_is_told(project: Project) -> None:
    for wrong in ("minh-hoa-2024", "minh-hoa-2024/4.1", "khong-co/4.1-1", "4.1-1"):
        target = f"targets:\n  - as_printed: Một\n    operator: none\n    derived_from: {wrong}\n"
        assert lines(project, target) == [10]


def test_a_chain_of_parents_is_no_circle(project: Project) -> None:
    assert lines(project, "parent: minh-hoa-2024\n") == []


def test_whoever_stands_below_a_circle_is_not_in_it(project: Project) -> None:
    place = "short_name: Một\nprefix: xã\nlevel: commune\nparent: {}\n"
    project.write({
        "content/localities/xa-mot.yml": place.format("xa-hai"),
        "content/localities/xa-hai.yml": place.format("xa-mot"),
        "content/localities/xa-ba.yml": place.format("xa-hai"),
    })  # fmt: skip
    assert [told.file for told in project.problems()] == [
        "content/localities/xa-hai.yml",
        "content/localities/xa-mot.yml",
    ]
