"""What the register of requests promises: open ones are told with their clock of two working days."""

from __future__ import annotations

import pytest

import check
from bulletin.problems import Problem
from bulletin.requests import REGISTER, Open, open_requests
from bulletin.settings import read_settings
from project import Project

ONE = "requests:\n  - {number: 07/2025, received: %s, kind: removal, about: [news/a]}\n"


def told(project: Project) -> list[str]:
    settings = read_settings(project.root / "mkdocs.yml")
    return [str(one) for one in open_requests(project.root, settings, settings.moment())]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("08/7/2025 14:00", "trả lời chậm nhất hết ngày 10/7/2025"),
        ("07/7/2025", "QUÁ HẠN, phải trả lời từ hết ngày 09/7/2025"),
        ("04/7/2025", "QUÁ HẠN, phải trả lời từ hết ngày 08/7/2025"),  # a Friday
        ("09/7/2025", "trả lời chậm nhất hết ngày 11/7/2025"),
        ("10/7/2025", "trả lời chậm nhất hết ngày 14/7/2025"),  # over the weekend
    ],
)
def test_the_answer_is_due_after_two_working_days(
    project: Project, received: str, due: str
) -> None:
    project.write({REGISTER: ONE % received})
    assert told(project) == [
        f"Yêu cầu gỡ số 07/2025 (news/a): nhận {received.split(maxsplit=1)[0]}, {due}"
    ]


def test_holidays_and_make_up_days_move_the_clock(project: Project) -> None:
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    days = "    holidays: [11/7/2025, 14/7/2025]\n    make_up_days: [12/7/2025]\n"
    project.write({"mkdocs.yml": config + days, REGISTER: ONE % "10/7/2025"})
    assert told(project)[0].endswith("trả lời chậm nhất hết ngày 15/7/2025")


def test_an_answered_request_is_told_no_more_and_the_most_pressing_comes_first(
    project: Project,
) -> None:
    rows = "".join(
        f"  - {{number: 0{n}/2025, received: {day}, kind: correction{done}}}\n"
        for n, day, done in (
            (1, "10/7/2025", ""),
            (2, "09/7/2025", ""),
            (3, "01/7/2025", ", answered: 2/7/2025"),
        )
    )
    project.write({REGISTER: f"requests:\n{rows}"})
    assert [line.split()[4] for line in told(project)] == ["02/2025:", "01/2025:"]


def test_no_register_is_no_mistake_and_a_wrong_one_is_told_with_its_line(project: Project) -> None:
    assert told(project) == []
    project.write(
        {REGISTER: "requests:\n  - {number: 07/2025, received: hôm qua, kind: removal}\n"}
    )
    settings = read_settings(project.root / "mkdocs.yml")
    (found,) = open_requests(project.root, settings, settings.moment())
    assert isinstance(found, Problem)
    assert (found.file, found.line) == (REGISTER, 2)
    assert not isinstance(found, Open)


def test_check_lists_them_and_stops_nothing(project: Project) -> None:
    project.write({REGISTER: ONE % "08/7/2025 14:00"})
    found = check.examine(project.root / "mkdocs.yml")
    assert found.problems == ()
    text = check.told(found, project.root, frozenset(), 5)
    assert "1 yêu cầu của người dân chưa trả lời:\nYêu cầu gỡ số 07/2025 (news/a)" in text
