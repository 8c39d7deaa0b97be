"""What the check of dates promises: later is later, as far as both dates are known."""

from __future__ import annotations

import pytest

from project import DOCUMENT, EVENT, NEWS, Project


@pytest.mark.parametrize(
    ("begins", "ends", "right"),
    [
        ("23/8/2024", "24/8/2024", True),
        ("23/8/2024", "23/8/2024", True),
        ("23/8/2024 08:00", "23/8/2024", True),
        ("23/8/2024", "23/8/2024 08:00", True),
        ("23/8/2024 08:00", "23/8/2024 07:59", False),
        ("23/8/2024", "22/8/2024 23:59", False),
        ("8/2024", "22/7/2024", True),
        ("23/8", "22/8/2024", True),
    ],
)
def test_an_event_ends_after_it_begins(
    project: Project, begins: str, ends: str, right: bool
) -> None:
    project.write({"content/events/c.yml": EVENT + f"event_date: {begins}\nends_on: {ends}\n"})
    assert [told.line for told in project.problems()] == ([] if right else [6])


def test_nothing_expires_before_it_is_published(project: Project) -> None:
    project.write({"content/news/a.yml": NEWS + "expires_at: 06/10/2024\n"})
    (told,) = project.problems()
    assert told.line == 6 and "`published_at`" in told.what


def test_nothing_expires_before_its_embargo_ends(project: Project) -> None:
    project.write({"content/news/a.yml": NEWS + "publish_at: 09/10/2024\nexpires_at: 08/10/2024\n"})
    (told,) = project.problems()
    assert told.line == 7 and "`publish_at`" in told.what


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        ("10/10/2024", "12/10/2024", True),
        ("10/10/2024", "10/10/2024", True),
        ("10/10/2024 08:00", "10/10/2024", True),
        ("12/10/2024", "10/10/2024", False),
    ],
)
def test_notes_of_change_stand_oldest_first(
    project: Project, first: str, second: str, right: bool
) -> None:
    notes = "".join(f"  - {{date: {date}, kind: update, note: Sửa}}\n" for date in (first, second))
    project.write({"content/news/a.yml": NEWS + "changes:\n" + notes})
    assert [told.line for told in project.problems()] == ([] if right else [8])


def test_an_office_cannot_end_before_it_began(project: Project) -> None:
    office = (
        "full_name: Ban Mẫu\nkind: other\nvalid_from: 01/7/2025\n"
        "closed: {how: abolished, on: 01/6/2025}\n"
    )
    project.write({"content/organisations/ban-mau.yml": office})
    (told,) = project.problems()
    assert told.line == 4


def test_a_document_cannot_expire_before_it_is_issued_or_in_force(project: Project) -> None:
    dates = "issued_on: 16/9/2024\neffective_on: 20/9/2024\nexpires_on: 15/9/2024\n"
    project.write({"content/documents/p.yml": DOCUMENT + dates})
    assert [told.line for told in project.problems()] == [8, 8]
