"""What `make audit` promises without its tools: a plain table, an honest status, a strict policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

import audit
from audit_parts.findings import Finding, Goal, Lacking, none_of, table
from audit_parts.serving import policy


def test_the_table_says_what_was_found_what_is_wanted_and_what_is_missed() -> None:
    lines = table([none_of("lỗi", 0), Goal("tốc độ", "97", "≥ 98", False)]).splitlines()
    assert [re.split(r" {2,}", line) for line in lines[2:]] == [
        ["lỗi", "0", "0", "đạt"],
        ["tốc độ", "97", "≥ 98", "CHƯA ĐẠT"],
    ]


@pytest.mark.parametrize(
    ("goals", "lacks", "status"),
    [
        ([none_of("lỗi", 0)], [], 0),
        ([none_of("lỗi", 0), none_of("rào cản", 1)], [], 1),
        ([none_of("lỗi", 0)], ["Thiếu java."], 1),
    ],
)
def test_a_missed_goal_or_a_missing_tool_is_status_1(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    goals: list[Goal],
    lacks: list[str],
    status: int,
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<h1>Trang</h1>", encoding="utf-8")
    finding = Finding("thu", goals, {"b": "ngắn", "a": 1}, ["một chỗ"])
    monkeypatch.setattr(audit._venv, "ROOT", tmp_path)
    monkeypatch.setattr(audit, "WORK", tmp_path / ".cache")
    monkeypatch.setattr(audit, "look", lambda *_: ([finding], lacks))
    assert audit.main(["--no-build"]) == status
    told = capsys.readouterr()
    assert "một chỗ" in told.out
    assert all(lack in told.err for lack in lacks)
    kept = json.loads((tmp_path / ".cache" / "thu.json").read_text(encoding="utf-8"))
    assert kept == {"a": 1, "b": "ngắn"}


def test_a_checker_that_cannot_run_does_not_keep_the_others_from_it(
    monkeypatch: pytest.MonkeyPatch, small_site: Path
) -> None:
    def cannot(_: Path) -> Finding:
        raise Lacking("Thiếu java.\nCách sửa: cài java")

    found = Finding("links", [none_of("hỏng", 0)], [])
    monkeypatch.setattr(audit, "check_html", cannot)
    monkeypatch.setattr(audit, "check_links", lambda _: found)
    assert audit.look(small_site, ("html", "links")) == (
        [found],
        ["Thiếu java.\nCách sửa: cài java"],
    )


def test_the_policy_lets_run_only_our_files_and_the_one_early_script(small_site: Path) -> None:
    page = (small_site / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.S)
    assert len(scripts) == 1
    named = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in policy(small_site).split("; "))
    assert rules["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{named}'"
    assert rules["default-src"] == rules["style-src"] == "'self'"
    assert rules["img-src"] == "'self' data:"
