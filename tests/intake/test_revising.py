"""A mended sheet changes what is published only with a note, and never what editors have written."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from bulletin.intake.placing import IntakeError, Placed, take
from bulletin.intake.revising import Note
from bulletin.intake.sheets import read_workbook
from bulletin.kinds import Deeds
from bulletin.kinds._fields import ChangeKind
from bulletin.settings import read_settings
from intake.books import deeds_book, good_rows, ready
from intake.test_xlsx import OCTOBER, bring, shelf, told
from project import Project

command = importlib.import_module("import")


@pytest.fixture
def published(project: Project, tmp_path: Path) -> Project:
    """A month that was imported, read over, completed and published by an editor."""
    bring(ready(project), deeds_book(tmp_path / "a.xlsx", good_rows()))
    file = project.root / OCTOBER
    text = file.read_text("utf-8").replace("status: draft", "# anh Ba duyệt\nstatus: published")
    file.write_text(text + "teams_expected: 26\n", "utf-8")
    return project


def mended(tmp_path: Path) -> Path:
    rows = good_rows()
    rows[2][3] = "Giúp hai hộ dựng lại nhà"
    return deeds_book(
        tmp_path / "b.xlsx", [*rows, [27, "30/10", "Thôn 2", "Trả lại ví", "", "", ""]]
    )


def with_note(project: Project, path: Path, note: Note) -> Placed:
    settings = read_settings(project.root / "mkdocs.yml")
    return take(read_workbook(path), project.root, settings, note=note)


def test_a_published_month_is_refused_without_a_note_and_told_how(
    published: Project, tmp_path: Path
) -> None:
    before = (published.root / OCTOBER).read_bytes()
    (message,) = told(published, mended(tmp_path))
    assert "đã đăng và nói khác bảng này (Các việc, thứ 3)" in message
    assert '--note "Sửa …' in message
    assert (published.root / OCTOBER).read_bytes() == before


def test_with_a_note_the_months_rows_change_and_readers_are_told(
    published: Project, tmp_path: Path
) -> None:
    placed = with_note(published, mended(tmp_path), Note("Việc ngày 03/10: hai hộ, không phải một"))
    assert placed == Placed(replaced=(OCTOBER,))
    assert published.problems() == ()
    deeds = shelf(published, Deeds)["xa-minh-hoa-1-2024-10"]
    assert (deeds.rows[2].what, len(deeds.rows)) == ("Giúp hai hộ dựng lại nhà", 27)
    (change,) = deeds.changes
    assert (change.kind, change.note) == (
        ChangeKind.CORRECTION,
        "Việc ngày 03/10: hai hộ, không phải một",
    )
    assert change.date.date == published.load().now.date
    # What the editor decided and added stands, comments too.
    text = (published.root / OCTOBER).read_text("utf-8")
    assert "# anh Ba duyệt\nstatus: published" in text
    assert deeds.teams_expected == 26
    assert with_note(published, mended(tmp_path), Note("lần nữa")) == Placed(same=(OCTOBER,))
    assert bring(published, mended(tmp_path)) == Placed(same=(OCTOBER,))


def test_a_later_note_is_added_to_those_before(published: Project, tmp_path: Path) -> None:
    with_note(published, mended(tmp_path), Note("Bổ sung một việc", ChangeKind.UPDATE))
    with_note(published, deeds_book(tmp_path / "a.xlsx", good_rows()), Note("Bỏ lại việc ấy"))
    notes = [
        (one.kind.value, one.note)
        for one in shelf(published, Deeds)["xa-minh-hoa-1-2024-10"].changes
    ]
    assert notes == [("update", "Bổ sung một việc"), ("correction", "Bỏ lại việc ấy")]


def test_an_editors_own_words_are_never_overwritten_note_or_not(
    published: Project, tmp_path: Path
) -> None:
    file = published.root / OCTOBER
    file.write_text(file.read_text("utf-8").replace("hộ thứ 9", "gia đình thứ 9"), "utf-8")
    with pytest.raises(IntakeError) as error:
        with_note(published, mended(tmp_path), Note("x"))
    (mistake,) = error.value.mistakes
    assert "lại đã được sửa sau khi nhập" in mistake.what
    assert "gia đình thứ 9" in file.read_text("utf-8")


def test_a_draft_keeps_what_editors_added_when_its_sheet_is_mended(
    project: Project, tmp_path: Path
) -> None:
    bring(ready(project), deeds_book(tmp_path / "a.xlsx", good_rows()))
    file = project.root / OCTOBER
    text = file.read_text("utf-8").replace("status: draft", "status: review")
    file.write_text(text + "# chờ anh Ba\nteams_expected: 26\n", "utf-8")
    assert bring(project, mended(tmp_path)) == Placed(replaced=(OCTOBER,))
    deeds = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"]
    assert (deeds.status.value, deeds.teams_expected, deeds.changes) == ("review", 26, ())
    assert "# chờ anh Ba" in file.read_text("utf-8")


def test_what_was_taken_down_does_not_come_back(published: Project, tmp_path: Path) -> None:
    file = published.root / OCTOBER
    text = file.read_text("utf-8").replace("status: published", "status: withdrawn")
    removal = "changes:\n  - {date: 01/6/2025, kind: removal, note: Gỡ}\n"
    file.write_text(text + removal, "utf-8")
    with pytest.raises(IntakeError) as error:
        with_note(published, mended(tmp_path), Note("x"))
    assert "đã được gỡ" in error.value.mistakes[0].what


def test_a_mistake_in_a_changed_file_is_told_at_its_cell(
    published: Project, tmp_path: Path
) -> None:
    roster = published.root / "content/rosters/xa-minh-hoa-1.yml"
    team = 'thôn 2", village: thôn 2}'
    ended = roster.read_text("utf-8").replace(team, team.replace("}", ", end: 15/9/2024}"))
    roster.write_text(ended, "utf-8")
    with pytest.raises(IntakeError) as error:
        with_note(published, mended(tmp_path), Note("x"))
    assert error.value.mistakes[0].sheet == "Việc tốt T10"


def test_the_command_takes_the_note(
    published: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mended(tmp_path)
    assert command.main(["xlsx", str(path)], published.root) == 1
    assert "--note" in capsys.readouterr().err
    said = ["xlsx", "--note", "Bổ sung", "--change", "update", str(path)]
    assert command.main(said, published.root) == 0
    assert f"thay {OCTOBER}" in capsys.readouterr().out
