"""A timer builds again as soon as it could say anything new, and only then."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

import bless
from bulletin.dates import ZONE
from bulletin.publishing.target import Target
from bulletin.publishing.untouched import NOTE, is_untouched, made_of, note
from bulletin.settings import read_settings
from conftest import ROOT
from publishing.test_target import run

BEGAN = datetime(2025, 7, 20, 22, 30, tzinfo=ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 7, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def target(tmp_path: Path) -> Target:
    (tmp_path / "releases/3").mkdir(parents=True)
    (tmp_path / "current").symlink_to("releases/3")
    return Target(tmp_path)


def noted(target: Target, mark: str = "dấu", *, wakes: datetime | None = None) -> None:
    settings = read_settings(ROOT / "mkdocs.yml").model_copy(update={"now": None})
    note(target, mark, settings, BEGAN, wakes)


def test_nothing_is_new_until_the_day_ends(target: Target) -> None:
    noted(target)
    assert is_untouched(target, "dấu", at(20, 23, 59))
    assert not is_untouched(target, "dấu", at(21, 0))


def test_an_entry_whose_hour_comes_is_new(target: Target) -> None:
    noted(target, wakes=at(20, 23))
    assert is_untouched(target, "dấu", at(20, 22, 59))
    assert not is_untouched(target, "dấu", at(20, 23))


def test_other_content_and_another_release_are_new(target: Target) -> None:
    noted(target)
    assert not is_untouched(target, "dấu khác", at(20, 23))
    (target.folder / "releases/2").mkdir()
    target.current.unlink()
    target.current.symlink_to("releases/2")
    assert not is_untouched(target, "dấu", at(20, 23))


def test_a_clock_that_was_set_never_ends(target: Target) -> None:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert settings.now is not None
    note(target, "dấu", settings, BEGAN, at(20, 23))
    assert is_untouched(target, "dấu", at(31, 23))


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '{"made_of": "dấu"}', '{"until": 3}'])
def test_a_note_that_cannot_be_read_means_building_again(target: Target, said: str) -> None:
    (target.folder / NOTE).write_text(said, "utf-8")
    assert not is_untouched(target, "dấu", at(20, 23))


def test_a_build_as_of_another_moment_is_never_taken_for_this_one(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(target)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1752000000")
    assert not is_untouched(target, "dấu", at(20, 23))
    noted(target)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert not is_untouched(target, "dấu", at(20, 23))


def test_every_file_that_a_build_reads_changes_the_mark(small_project: Path) -> None:
    home = small_project.parent
    seen = {made_of(small_project)}
    assert made_of(small_project) in seen
    picture = next((home / "content/media").rglob("*.png"))
    os.utime(picture, ns=(1, 1))
    seen.add(made_of(small_project))
    for name in ("mkdocs.yml", "docs/gioi-thieu.md", "content/news/phat-dong-mau.yml"):
        (home / name).write_text((home / name).read_text("utf-8") + "\n", "utf-8")
        seen.add(made_of(small_project))
    (home / "content/news/moi.yml").write_text("", "utf-8")
    seen.add(made_of(small_project))
    (home / "content/news/moi.yml").rename(home / "content/news/moi-hon.yml")
    seen.add(made_of(small_project))
    seen.add(made_of(small_project, "pdf"))
    assert len(seen) == 8


def test_the_timer_publishes_what_changed_and_else_ends_at_once(tmp_path: Path) -> None:
    config, web = bless.copy_project(tmp_path / "du-an"), tmp_path / "web"
    first = run(config.parent, web, "--timer")
    assert first.stdout.startswith("Đã đăng bản 1: "), first.stderr
    again = run(config.parent, web, "--timer")
    assert again.stdout == "Không tệp nào thay đổi từ bản 1 đang đăng.\n"
    by_hand = run(config.parent, web)
    assert by_hand.stdout.startswith("Không có gì thay đổi so với bản 1"), by_hand.stderr
    news = config.parent / "content/news/phat-dong-mau.yml"
    news.write_text(
        news.read_text("utf-8").replace("body: |\n", "body: |\n  Câu mới.\n\n", 1), "utf-8"
    )
    assert run(config.parent, web, "--timer").stdout.startswith("Đã đăng bản 2: ")
    assert json.loads((web / NOTE).read_text("utf-8"))["release"] == "2"
    assert run(config.parent, web, "--timer").stdout.startswith("Không tệp nào")
    run(config.parent, web, "--rollback")
    assert "Đang giữ bản đã lùi về" in run(config.parent, web, "--timer").stdout
