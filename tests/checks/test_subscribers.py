"""What staff are told to write down so that subscribers can be told it."""

from __future__ import annotations

import pytest

from project import AWARD, NEWS, Project

PERSON = "full_name: Trần Văn Mẫu\nbasis: award_decision\n"
FILE = "content/people/nguoi-mau.yml"
NAMED = "state: conferred\nrecipients: [{kind: person, person: {person: nguoi-mau}}]\n"
NOTE = "changes: [{date: 25/5/2025, kind: update, note: x}]\n"


def advised(project: Project) -> list[str]:
    """Return where staff are advised of something."""
    return [problem.file.split("/")[-1] for problem in project.load().advice]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PERSON, []),
        (PERSON + "name_policy: full\n", []),
        (PERSON + "name_policy: withheld\n", ["nguoi-mau.yml"]),
        (PERSON + "name_policy: initials\n", ["nguoi-mau.yml"]),
        (PERSON + "name_policy: withheld\n" + NOTE, []),
    ],
)
def test_staff_are_told_of_a_name_held_back_without_a_day(
    project: Project, text: str, told: list[str]
) -> None:
    project.write({FILE: text, "content/awards/quyet-dinh-12.yml": AWARD + NAMED})
    assert advised(project) == told


def test_a_person_whom_nothing_published_names_needs_no_day(project: Project) -> None:
    project.write({FILE: PERSON + "name_policy: withheld\n"})
    assert advised(project) == []


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("", ["quyet-dinh-12.yml"]),
        (NOTE, []),
        (NOTE.replace("25/5", "19/5"), ["quyet-dinh-12.yml"]),
    ],
)
def test_staff_are_told_of_a_revocation_without_a_note(
    project: Project, note: str, told: list[str]
) -> None:
    revoked = NAMED.replace("conferred", "revoked") + (
        "revocation: {number: 09/QĐ-UBND, date: 20/5/2025}\n"
    )
    project.write({FILE: PERSON, "content/awards/quyet-dinh-12.yml": AWARD + revoked + note})
    assert advised(project) == told


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("locality/xa-minh-hoa-1", True), ("category/phat-dong", True),
        ("campaign/minh-hoa-2024", True), ("xa-minh-hoa-1", False), ("locality/xa-la", False),
        ("person/nguoi-mau", False),
    ],
)  # fmt: skip
def test_what_an_entry_left_is_a_scope_of_the_site(
    project: Project, left: str, right: bool
) -> None:
    note = f"changes: [{{date: 12/10/2024, kind: correction, note: x, left: ['{left}']}}]\n"
    project.write({"content/news/a.yml": NEWS + note})
    found = project.problems()
    assert [problem.file for problem in found] == ([] if right else ["content/news/a.yml"])
