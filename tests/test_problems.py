"""What staff are told of every mistake, word for word: one file of tests/problems/ a mistake."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bulletin.problems import ContentError, Problem, report
from project import Project

CASES = sorted((Path(__file__).parent / "problems").glob("*.yml"))
MACHINE_WORDS = re.compile(
    r"pydantic|traceback|python|\b(?:input|should|must|valid|required|expected|error|exception|value"
    r"|string|permitted|field|line|none|true|false|type|dict|list|tuple|int|found|block|mapping"
    r"|scalar|token)\b",
    re.IGNORECASE,
)


def read(case: Path) -> dict[str, Any]:
    return yaml.load(case.read_text(encoding="utf-8"), yaml.CSafeLoader)


def is_link(made: object) -> bool:
    return isinstance(made, dict) and "link" in made


def prose(told: str) -> str:
    """Return what is told without places and without what stands between backticks."""
    without_places = re.sub(r"^\S.*?:\d+: ", "", told, flags=re.MULTILINE)
    return re.sub(r"`[^`]*`|\(covers: photo\)", "", without_places)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_told_in_these_words(case: Path, project: Project) -> None:
    said = read(case)
    if os.name == "nt" and any(map(is_link, said["files"].values())):
        pytest.skip("cần liên kết tượng trưng")
    project.write(said["files"])
    told = project.told()
    if told != said["told"]:
        changes = difflib.unified_diff(
            said["told"].splitlines(), told.splitlines(), case.name, "nói thật", lineterm="", n=9
        )
        pytest.fail("\n".join(changes), pytrace=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_told_at_a_line_that_exists(case: Path, project: Project) -> None:
    said = read(case)
    project.write({name: made for name, made in said["files"].items() if not is_link(made)})
    places = re.findall(r"^(\S.*?):(\d+): ", said["told"], flags=re.MULTILINE)
    assert places
    for name, number in places:
        file = project.root / name
        lines = len(file.read_bytes().splitlines()) if file.is_file() else 0
        assert 1 <= int(number) <= max(lines, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_told_in_vietnamese_and_with_its_mend(case: Path) -> None:
    told = read(case)["told"]
    assert not MACHINE_WORDS.findall(prose(told))
    whats = re.findall(r"^\S.*:\d+: \S", told, flags=re.MULTILINE)
    mends = re.findall(r"^    Cách sửa: \S", told, flags=re.MULTILINE)
    assert len(whats) == len(mends) == len(told.splitlines()) / 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_says_in_one_comment_what_its_mistake_is(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    comments = re.findall(r"^#.*", text, flags=re.MULTILINE)
    assert len(comments) == 1
    assert text.startswith(comments[0]) and len(comments[0]) > len("# ")
    assert list(read(case)) == ["files", "told"]


def test_the_base_of_all_cases_has_no_mistake(project: Project) -> None:
    assert project.told() == ""


def test_a_report_counts_the_problems_and_files_and_says_the_site_stays() -> None:
    told = report([Problem("b.yml", 2, "hai", "B"), Problem("a.yml", 9, "một", "A")])
    assert told == (
        "2 lỗi trong 2 tệp; trang đã đăng giữ nguyên:\n"
        "a.yml:9: một\n    Cách sửa: A\n"
        "b.yml:2: hai\n    Cách sửa: B"
    )


def test_a_report_lists_by_file_and_by_number_of_line_and_nothing_twice() -> None:
    ten, nine = Problem("a.yml", 10, "mười", "A"), Problem("a.yml", 9, "chín", "A")
    assert report([ten, nine, ten]).splitlines()[1::2] == ["a.yml:9: chín", "a.yml:10: mười"]


def test_an_error_of_content_prints_as_its_report() -> None:
    problems = [Problem("b.yml", 2, "hai", "B"), Problem("a.yml", 9, "một", "A")]
    error = ContentError([*problems, *problems])
    assert error.problems == (problems[1], problems[0])
    assert str(error) == report(problems)


def told_of(problems: list[Problem], root: Path | None = None) -> str:
    return report(problems, root)


def test_the_same_mistake_in_many_places_is_told_once_with_its_places_counted() -> None:
    problems = [Problem(f"{n:02}.yml", 3, "không có `x`", "Có phải `y`?") for n in range(1, 13)]
    assert told_of(problems) == (
        "12 lỗi (1 lỗi khác nhau) trong 12 tệp; trang đã đăng giữ nguyên:\n"
        "01.yml:3: không có `x`\n    Cách sửa: Có phải `y`?\n"
        "    Cùng lỗi này ở 11 chỗ khác:\n"
        + "".join(f"      {n:02}.yml:3\n" for n in range(2, 10))
        + "      … còn 3 chỗ"
    )


def test_mistakes_that_differ_only_in_what_they_quote_are_told_together_each_with_its_own() -> None:
    problems = [Problem("a.yml", n, f"`date`: không có ngày `{n}/13`", "Sửa") for n in range(1, 7)]
    told = told_of(problems)
    assert told.count("Cách sửa") == 1
    assert "Cùng kiểu lỗi này ở 5 chỗ khác:\n      a.yml:2: `date`: không có ngày `2/13`\n" in told
    apart = told_of(problems[:4])
    assert apart.count("Cách sửa") == 4


def test_of_very_many_mistakes_the_first_are_listed_and_the_others_counted() -> None:
    problems = [Problem("a.yml", n, "lỗi " + "x" * n, "Sửa") for n in range(1, 101)]
    told = told_of(problems)
    assert told.startswith("100 lỗi trong 1 tệp")
    assert told.count("Cách sửa") == 60
    assert told.splitlines()[-1].startswith("… còn 40 lỗi khác nhau (40 chỗ).")


def test_a_report_with_the_project_at_hand_shows_the_line_and_a_caret(project: Project) -> None:
    project.write({"content/events/a.yml": "status: published\ntitle: Đợt 1: ra quân\n"})
    assert report(project.problems(), project.root).splitlines()[1:] == [
        "content/events/a.yml:2: giá trị chứa dấu hai chấm mà chưa đặt trong ngoặc kép",
        "    │ title: Đợt 1: ra quân",
        "    │             ^",
        '    Cách sửa: Đặt cả giá trị trong ngoặc kép, ví dụ `title: "Đợt 1: ra quân"`',
    ]
