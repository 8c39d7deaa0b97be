"""Readers are told anew of every entry that a person was taken out of, or they would keep the name."""

from __future__ import annotations

from bulletin.dates import Day
from bulletin.kinds import Award
from bulletin.load import read_library
from bulletin.settings import read_settings
from bulletin.withdrawal.plan import NOTE_OF_PERSON, plan_for_person
from project import AWARD, Project

RECIPIENT = """\
state: conferred
changes:
  - {date: 11/02/2025, kind: update, note: Thêm ảnh}
recipients:
  - {kind: person, person: {full_name: Trần Văn Mẫu, basis: award_decision}}
"""


def test_an_entry_that_lost_a_name_is_newer_than_before(project: Project) -> None:
    name = "content/awards/quyet-dinh.yml"
    project.write({name: AWARD + RECIPIENT})
    before = project.load().get(Award, "quyet-dinh")
    library, _ = read_library(project.root / "content", read_settings(project.root / "mkdocs.yml"))
    plan = plan_for_person(library, project.root, "Trần Văn Mẫu", Day(2025, 7, 9), None)
    project.write(
        {path.relative_to(project.root).as_posix(): text for path, text in plan.writes.items()}
    )
    after = project.load().get(Award, "quyet-dinh")
    assert before and after
    assert "Trần Văn Mẫu" not in (project.root / name).read_text("utf-8")
    assert [change.note for change in after.changes] == ["Thêm ảnh", NOTE_OF_PERSON]
    assert after.updated.instant > before.updated.instant
