"""Files move together: whatever a kill cuts off, all of them are there after the next command, or none."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from bulletin import moving
from bulletin.moving import JOURNAL, finish, put
from project import NEWS, Project

FILES = {f"content/news/tin-{n}.yml": NEWS.encode() for n in range(3)}


class Killed(BaseException):
    """Stands in for a kill: nothing may tidy up behind it."""


def standing(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "content/news").glob("tin-*.yml"))


@pytest.mark.parametrize("after", range(12))
def test_a_kill_at_any_step_leaves_all_or_nothing_after_the_next_load(
    project: Project, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    project.write({"content/news/cu.yml": NEWS})
    steps = 0
    replace, unlink = Path.replace, Path.unlink

    def counted(real: object) -> object:
        def step(self: Path, *rest: object, **more: object) -> object:
            nonlocal steps
            steps += 1
            if steps > after:
                raise Killed
            return real(self, *rest, **more)  # type: ignore[operator]

        return step

    monkeypatch.setattr(Path, "replace", counted(replace))
    monkeypatch.setattr(Path, "unlink", counted(unlink))
    with suppress(Killed):
        put(project.root, FILES, ["content/news/cu.yml"])
    monkeypatch.undo()
    assert project.problems() == ()
    whole = standing(project.root) == ["tin-0.yml", "tin-1.yml", "tin-2.yml"]
    assert whole or standing(project.root) == []
    assert (project.root / "content/news/cu.yml").exists() is not whole
    assert not (project.root / JOURNAL).exists()


def test_a_disk_that_is_full_changes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path for path in project.root.rglob("*"))
    sync, count = os.fsync, 0

    def full(file: int) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        sync(file)

    monkeypatch.setattr(moving.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(project.root, FILES)
    assert sorted(path for path in project.root.rglob("*")) == before


def test_a_journal_from_elsewhere_moves_nothing_outside(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.txt"
    outside.write_text("giữ", "utf-8")
    shutil.copy(outside, project.root / "x.tmp")
    moves = {"x.tmp": "../ngoai.txt", "../ngoai.txt": "content/a.txt"}
    told = {"moves": moves, "gone": [str(outside), "../ngoai.txt"]}
    (project.root / JOURNAL).write_text(json.dumps(told), "utf-8")
    finish(project.root)
    assert outside.read_text("utf-8") == "giữ"
    assert not (project.root / "content/a.txt").exists()
