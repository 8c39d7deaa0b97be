"""CI is told what the console is told, in the form that GitHub, GitLab and scripts read."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bulletin.annotations import as_github, as_gitlab, as_json
from bulletin.problems import Problem

FIRST = Problem("content/a,b.yml", 2, "không có `x`: 50%", "Có phải `y`?")
AGAIN = Problem("content/c.yml", 7, "không có `x`: 50%", "Có phải `y`?")
OTHER = Problem("content/d.yml", 1, "thiếu mục `title`", "Thêm")


def unescaped(text: str) -> str:
    """Read a value as GitHub's runner does."""
    return re.sub("%([0-9A-F]{2})", lambda code: chr(int(code.group(1), 16)), text)


def test_github_reads_place_and_words_and_sees_every_mistake_once_before_any_twice(
    tmp_path: Path,
) -> None:
    lines = as_github([AGAIN, OTHER, FIRST], [OTHER], tmp_path).splitlines()
    read = [
        re.fullmatch(r"::(\w+) file=([^,:]+),line=(\d+),title=[^,:]+::(.*)", one) for one in lines
    ]
    assert all(read)
    told = [(r[1], unescaped(r[2]), int(r[3]), unescaped(r[4])) for r in read if r]
    assert [(level, file, line) for level, file, line, _ in told] == [
        ("error", "content/a,b.yml", 2), ("error", "content/d.yml", 1),
        ("error", "content/c.yml", 7), ("warning", "content/d.yml", 1),
    ]  # fmt: skip
    assert told[0][3] == f"{FIRST.what}\nCách sửa: {FIRST.mend}"


def test_github_is_told_the_column_where_it_is_known(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/c.yml").write_text("\n" * 6 + "a: x\n", encoding="utf-8")
    assert ",col=4::" in as_github([AGAIN], [], tmp_path)


def test_gitlab_gets_its_fields_and_an_id_that_outlives_moved_lines() -> None:
    issues = json.loads(as_gitlab([FIRST, OTHER], [AGAIN]))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert [issue["severity"] for issue in issues] == ["major", "major", "info"]
    assert len({issue["fingerprint"] for issue in issues}) == 3
    moved = json.loads(as_gitlab([Problem(FIRST.file, 99, FIRST.what, FIRST.mend)], []))
    assert moved[0]["fingerprint"] == issues[0]["fingerprint"]
    assert json.loads(as_gitlab([], [])) == []


def test_json_keeps_mistakes_and_advice_apart(tmp_path: Path) -> None:
    lists = json.loads(as_json([FIRST], [OTHER], tmp_path))
    assert lists["errors"] == [
        {"file": FIRST.file, "line": 2, "column": 0, "what": FIRST.what, "mend": FIRST.mend}
    ]
    assert [one["what"] for one in lists["advice"]] == [OTHER.what]
