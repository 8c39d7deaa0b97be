"""`python scripts/doctor.py` looks, advises in Vietnamese, and touches nothing unless told to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import doctor
from doctor_parts import machine
from project import NEWS, Project


def texts(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(root.rglob("*.yml"))}


def test_a_sound_project_needs_nothing_and_stays_as_it_is(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({"requirements.txt": "", "requirements-dev.txt": ""})
    before = texts(project.root)
    assert doctor.main([], project.root) == 0
    told = capsys.readouterr().out
    assert "không có lỗi trong" in told and "SỬA" not in told
    assert texts(project.root) == before


def test_mistakes_and_notes_come_with_advice_and_status_1(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write(
        {
            "content/news/a.yml": "title: [\n",
            "content/news/b.yml": NEWS.replace("published", "draft", 1),
        }
    )
    assert doctor.main([], project.root) == 1
    told = capsys.readouterr().out
    assert "! SỬA  1 lỗi nội dung\n        → chạy python scripts/check.py" in told
    assert "1 mục bản nháp" in told and "          content/news/b.yml" in told
    assert "thiếu tệp khóa requirements.txt" in told


def test_fix_mends_how_files_are_saved_and_only_that(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    news = project.root / "content/news/a.yml"
    untidy = b"\xef\xbb\xbf" + NEWS.replace("\n", "\r\n").encode()
    news.write_bytes(untidy)
    doctor.main([], project.root)
    assert news.read_bytes() == untidy
    assert "python scripts/doctor.py --fix" in capsys.readouterr().out
    doctor.main(["--fix"], project.root)
    assert news.read_bytes() == NEWS.encode()
    assert "đã sửa content/news/a.yml" in capsys.readouterr().out


def test_broken_settings_are_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write({"mkdocs.yml": "site_name: x\n"})
    assert doctor.main([], project.root) == 1
    assert "mkdocs.yml:1: thiếu nhóm" in capsys.readouterr().out


def no_space(root: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(machine.shutil, "disk_usage", lambda root: Space())


class Space:
    free = 10_000_000


def old_clock(root: Path, patch: pytest.MonkeyPatch) -> None:
    ahead = time.time() + 10 * 86_400
    os.utime(next((root / "content").rglob("*.yml")), (ahead, ahead))


def no_links(root: Path, patch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError("không được phép")

    patch.setattr(Path, "symlink_to", refuse)


def no_tools(root: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(machine.shutil, "which", lambda name: None)


def conflict(root: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(machine.shutil, "which", lambda name: f"/{name}")
    patch.setattr(machine, "_ask", lambda *words: "UU content/news/a.yml\n")


TROUBLES = {
    "ổ đĩa còn trống 0,0 GB": (no_space, False),
    "sớm hơn tệp nội dung mới nhất": (old_clock, False),
    "không cho tạo liên kết tượng trưng": (no_links, None),
    "không có chromium": (no_tools, None),
    "git còn 1 tệp xung đột: content/news/a.yml": (conflict, False),
}


@pytest.mark.parametrize("words", TROUBLES)
def test_a_trouble_of_the_machine_is_told_with_what_to_do(
    words: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make: Callable[[Path, pytest.MonkeyPatch], None]
    make, good = TROUBLES[words]
    make(project.root, monkeypatch)
    told = [fact for fact in machine.facts(project.root, fits=True) if words in fact.what]
    assert [fact.good for fact in told] == [good]
    assert told[0].advice
