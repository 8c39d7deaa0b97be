"""`python scripts/check.py`: all of the content or one file, for people and for CI, again and again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import check
from conftest import PATIENCE, ROOT, environment, wait_until
from project import NEWS, Project

WRONG = NEWS.replace("category: phat-dong", "category: phat-don")


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)


def run(project: Project, *arguments: str) -> int:
    return check.main([*arguments, "--config", str(project.root / "mkdocs.yml")])


@pytest.fixture
def broken(project: Project) -> Project:
    """Two files wrong in the same way, one in another."""
    project.write(
        {
            "content/news/a.yml": WRONG,
            "content/news/b.yml": WRONG,
            "content/news/c.yml": NEWS.replace("title", "titel"),
        }
    )
    return project


def test_sound_content_ends_with_0_and_says_how_much_is_published(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project) == 0
    assert capsys.readouterr().out.startswith("Không có lỗi: ")


def test_mistakes_end_with_1_grouped_with_line_caret_and_nearest_name(
    broken: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(broken) == 1
    told = capsys.readouterr().err
    assert (
        "content/news/a.yml:4: `category`: không có chuyên mục `phat-don`\n"
        "    │ category: phat-don\n"
        "    │           ^^^^^^^^\n"
        "    Cách sửa: Có phải `phat-dong`?\n"
        "    Cùng lỗi này ở 1 chỗ khác:\n"
        "      content/news/b.yml:4\n"
    ) in told
    assert told.endswith("3 lỗi (2 lỗi khác nhau) trong 3 tệp; trang đã đăng giữ nguyên.\n")


def test_one_file_shows_its_own_mistakes_with_the_rules_across_files_and_how_to_see_all(
    broken: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(broken, "content/news/b.yml") == 1
    told = capsys.readouterr().err
    assert "content/news/b.yml:4" in told and "news/a.yml" not in told and "titel" not in told
    assert "xem tất cả: python scripts/check.py" in told
    assert run(broken, str(broken.root / "content/events")) == 0
    assert "Không có lỗi trong" in capsys.readouterr().out


def test_one_file_leaves_the_texts_of_others_unrendered(project: Project) -> None:
    body = NEWS.replace("Nội dung.", "Xem [kế hoạch](document:khong-co).")
    project.write({"content/news/a.yml": body, "content/news/b.yml": body})
    found = check.examine(project.root / "mkdocs.yml", frozenset({"content/news/b.yml"}))
    assert [problem.file for problem in found.problems] == ["content/news/b.yml"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/news/zzzz.yml", "kiểm tra lại tên tệp"),
        ("content/news/phat-don.yml", "có phải content/categories/phat-dong.yml?"),
    ],
)
def test_a_file_that_is_not_there_ends_with_2(
    path: str, words: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, path) == 2
    assert words in capsys.readouterr().err


def test_a_file_outside_the_project_ends_with_2(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.yml").write_text("a: b\n", encoding="utf-8")
    assert run(project, str(tmp_path / "x.yml")) == 2
    assert "không nằm trong dự án" in capsys.readouterr().err


def test_the_format_follows_the_ci_that_runs_it(
    broken: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(broken) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("::error file=content/news/a.yml,line=4,")
    assert "Cùng lỗi này ở 1 chỗ khác" in captured.err
    monkeypatch.delenv("GITHUB_ACTIONS")
    monkeypatch.setenv("GITLAB_CI", "true")
    assert run(broken) == 1
    assert len(json.loads((broken.root / check.GITLAB_REPORT).read_text(encoding="utf-8"))) == 3
    assert "3 lỗi" in capsys.readouterr().err


def test_a_chosen_format_goes_where_it_is_told(
    broken: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(broken, "--format", "json") == 1
    assert len(json.loads(capsys.readouterr().out)["errors"]) == 3
    file = tmp_path / "loi.json"
    assert run(broken, "--format", "json", "--output", str(file)) == 1
    assert not capsys.readouterr().out
    assert len(json.loads(file.read_text(encoding="utf-8"))["errors"]) == 3


def test_advice_stands_apart_from_mistakes_and_stops_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The demo holds a report whose conclusion its own figure contradicts."""
    assert check.main([]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Nên xem lại (không phải lỗi, trang vẫn được đăng):\n")
    assert "Không có lỗi: " in told and told.endswith("điều nên xem lại.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="cần gửi SIGINT")
def test_watch_tells_again_what_is_wrong_after_every_change(project: Project) -> None:
    log = project.root.parent / "nhat-ky.txt"
    news = project.root / "content/news/a.yml"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, ROOT / "scripts/check.py", "--watch", "--config", project.root / "mkdocs.yml"],
            stdout=out, stderr=subprocess.STDOUT, env=environment(),
        )  # fmt: skip
    try:
        wait_until(lambda: "Không có lỗi" in log.read_text("utf-8"), "lần kiểm tra đầu")
        news.write_text(WRONG, encoding="utf-8")
        wait_until(lambda: "content/news/a.yml:4" in log.read_text("utf-8"), "lỗi vừa ghi")
        news.write_text(NEWS, encoding="utf-8")
        wait_until(lambda: log.read_text("utf-8").count("Không có lỗi") == 2, "hết lỗi")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
    finally:
        process.kill()
        process.wait()
    told = log.read_text("utf-8")
    assert "Vừa đổi: content/news/a.yml" in told and "Traceback" not in told
