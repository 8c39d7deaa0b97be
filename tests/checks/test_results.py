"""What the checks of results promise: the campaign's own codes, one thing said once, and whence."""

from __future__ import annotations

import pytest

from project import EXEMPLAR, RESULT, Project

FILE = "content/results/minh-hoa-2024-xa-minh-hoa-1-2025-01.yml"
MONTH = RESULT + "unit: xa-minh-hoa-1\n"
PERSON = "people: [{full_name: Trần Văn Mẫu, basis: already_public}]\n"


def lines(project: Project, text: str, file: str = FILE) -> list[int]:
    project.write({file: text})
    return [told.line for told in project.problems()]


def test_a_sound_report_passes(project: Project) -> None:
    text = MONTH + (
        "figures:\n  - {target: 4.1-1, numerator: 9, denominator: 9}\n"
        "  - {title: Lượt tuần tra, value: 30}\n  - {title: Lượt vận động, value: 30}\n"
        "conclusions: [{target: 4.1-1, verdict: met}]\n"
    )
    assert lines(project, text) == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("number: 15/BC-UBND\n", False),
        ("document: 591-kh-ubnd-2024\n", False),
        ("unknown: [number]\n", False),
        ("", True),
    ],
)
def test_a_report_is_named_by_its_number_or_its_page_or_owned_to_be_unknown(
    project: Project, source: str, wrong: bool
) -> None:
    text = MONTH.replace("number: 15/BC-UBND\n", source)
    assert bool(lines(project, text)) is wrong


def test_every_code_that_the_campaign_does_not_have_is_told_at_its_place(project: Project) -> None:
    text = MONTH + (
        "figures:\n  - {target: 4.1-1, value: 1}\n  - {target: 4.1, value: 1}\n"
        "conclusions:\n  - {target: 1, verdict: met}\n"
    )
    assert lines(project, text) == [10, 12]


def test_a_code_without_a_campaign_is_told_once(project: Project) -> None:
    text = EXEMPLAR + PERSON + "phase: 1\ncontent: 4.1\n"
    assert lines(project, text, "content/exemplars/e.yml") == [9]


def test_a_campaign_that_is_not_there_brings_no_mistake_about_its_codes(project: Project) -> None:
    text = EXEMPLAR + PERSON + "campaign: khong-co\ncontent: 9.9\n"
    assert lines(project, text, "content/exemplars/e.yml") == [9]


def test_contents_without_codes_are_named_by_their_order(project: Project) -> None:
    campaign = project.root / "content/campaigns/minh-hoa-2024.yml"
    text = campaign.read_text("utf-8").replace("  - code: 4.1\n    title", "  - title")
    campaign.write_text(text, "utf-8")
    story = EXEMPLAR + PERSON + "campaign: minh-hoa-2024\ncontent: "
    assert lines(project, f"{story}1\n", "content/exemplars/e.yml") == []
    assert lines(project, f"{story}4.1\n", "content/exemplars/e.yml") == [10]


@pytest.mark.parametrize(
    ("published", "wrong"), [("31/01/2025", False), ("30/01/2025", True), ("01/02/2025", False)]
)
def test_figures_are_not_published_before_their_day(
    project: Project, published: str, wrong: bool
) -> None:
    text = MONTH.replace("published_at: 10/02/2025", f"published_at: {published}")
    assert bool(lines(project, text)) is wrong


def advised(project: Project, text: str) -> list[int]:
    project.write({FILE: text})
    return [advice.line for advice in project.load().advice]


def test_a_conclusion_that_its_own_figure_contradicts_is_advised_and_stops_nothing(
    project: Project,
) -> None:
    text = MONTH + (
        "figures:\n  - {target: 4.1-1, numerator: 8, denominator: 9}\n"
        "conclusions:\n  - {target: 4.1-1, verdict: met}\n"
    )
    assert advised(project, text) == [11]
    assert advised(project, text.replace("verdict: met", "verdict: not_met")) == []
    assert advised(project, text.replace("numerator: 8", "numerator: 9")) == []


def test_where_nothing_can_be_compared_nothing_is_advised(project: Project) -> None:
    text = MONTH + "conclusions:\n  - {target: 4.1-1, verdict: met}\n"
    assert advised(project, text) == []
