"""What the check of statuses promises: a tombstone has its day."""

from __future__ import annotations

import pytest

from project import NEWS, Project

WITHDRAWN = NEWS.replace("published\n", "withdrawn\n", 1)


@pytest.mark.parametrize(
    ("kind", "right"), [("removal", True), ("update", False), ("correction", False)]
)
def test_what_was_taken_down_says_since_when(project: Project, kind: str, right: bool) -> None:
    note = f"changes: [{{date: 12/10/2024, kind: {kind}, note: Theo yêu cầu}}]\n"
    project.write({"content/news/a.yml": WITHDRAWN + note})
    assert [told.line for told in project.problems()] == ([] if right else [1])


def test_what_stands_needs_no_removal(project: Project) -> None:
    project.write({"content/news/a.yml": NEWS})
    assert project.told() == ""
