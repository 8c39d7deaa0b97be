"""What campaigns promise: targets say what the plan says, and are numbered for ever."""

from __future__ import annotations

import pytest

from bulletin.dates import parse_day
from bulletin.kinds import Campaign
from bulletin.kinds.campaign import Period
from bulletin.kinds.target import Measure
from project import CAMPAIGN, Project


@pytest.mark.parametrize(
    ("measure", "level"),
    [
        ({"operator": "at_least", "value": "80", "unit": "%"}, "ít nhất 80%"),
        ({"operator": "more_than", "value": "90", "unit": "%"}, "trên 90%"),
        ({"operator": "equal", "value": "100", "unit": "%"}, "100%"),
        ({"operator": "unspecified", "value": "80", "unit": "%"}, "80%"),
        ({"operator": "at_most", "value": "2", "unit": "vụ"}, "không quá 02 vụ"),
        ({"operator": "at_least", "value": "1", "unit": "việc tốt"}, "ít nhất 01 việc tốt"),
        ({"operator": "at_least", "value": "12", "unit": "mô hình"}, "ít nhất 12 mô hình"),
        ({"operator": "at_least", "value": "3797,0", "unit": "tổ"}, "ít nhất 3.797 tổ"),
        ({"operator": "reduce_by", "value": "2,5", "unit": "%"}, "giảm 2,5%"),
        ({"operator": "reduce_by_at_least", "value": "5", "unit": "%"}, "giảm ít nhất 5%"),
        ({"operator": "at_least", "value": "5"}, "ít nhất 05"),
        ({"operator": "none"}, "không để xảy ra"),
        ({"operator": "reduce"}, "giảm"),
        ({"operator": "qualitative"}, "định tính"),
        ({}, ""),
    ],
)
def test_a_level_reads_as_a_plan_says_it(measure: dict[str, str], level: str) -> None:
    assert Measure.model_validate(measure).level == level


def campaign(project: Project, more: str) -> Campaign:
    project.write({"content/campaigns/b.yml": CAMPAIGN + more})
    found = project.load().get(Campaign, "b")
    assert found is not None
    return found


TARGETS = """\
    targets:
      - {as_printed: Một, operator: none}
      - {as_printed: Hai, operator: reduce}
"""


def test_targets_are_numbered_by_content_and_those_of_none_by_themselves(project: Project) -> None:
    found = campaign(
        project,
        f"contents:\n  - title: A\n    code: 4.1\n{TARGETS}  - title: B\n{TARGETS}"
        + TARGETS.replace("    targets", "targets", 1),
    )
    codes = [
        (code, content.title if content else "") for code, content, _ in found.numbered_targets()
    ]
    assert codes == [
        ("4.1-1", "A"),
        ("4.1-2", "A"),
        ("2-1", "B"),
        ("2-2", "B"),
        ("1", ""),
        ("2", ""),
    ]


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("19/8/2024", "19/8/2025", "19/8/2024", True),
        ("19/8/2024", "19/8/2025", "19/8/2025", True),
        ("19/8/2024", "19/8/2025", "18/8/2024", False),
        ("19/8/2024", "19/8/2025", "20/8/2025", False),
        ("19/8/2024", None, "20/8/2025", None),
        ("19/8/2024", None, "18/8/2024", False),
        (None, "19/8/2025", "18/8/2024", None),
        (None, "19/8/2025", "20/8/2025", False),
        (None, None, "20/8/2025", None),
    ],
)
def test_a_period_with_an_open_end_answers_only_what_it_knows(
    start: str | None, end: str | None, day: str, holds: bool | None
) -> None:
    given = {key: value for key, value in (("start", start), ("end", end)) if value}
    assert Period.model_validate(given).holds(parse_day(day)) is holds
