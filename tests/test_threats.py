"""The page of threats names only tests that there are, for every threat at least one."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/an-toan.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| (?!Mối đe dọa)\S", line)]
NAMED = re.compile(r"`(tests/[\w/.-]+)(?:::(\w+))?`")


@cache
def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_group_has_its_threats() -> None:
    groups = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    assert len(groups) == 6
    assert all(len(re.findall(r"^\| (?!Mối)", group, re.MULTILINE)) >= 5 for group in groups)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_every_threat_is_held_by_a_test_that_there_is(row: str) -> None:
    named = NAMED.findall(row.rsplit("|", 2)[1])
    assert named
    for name, function in named:
        path = ROOT / name
        assert path.is_file(), name
        if function:
            assert function in functions_of(path), f"{name}::{function}"
