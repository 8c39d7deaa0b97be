"""Mistakes in, what machines read of them out: annotations of GitHub and GitLab, and plain JSON."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bulletin.excerpts import Lines
from bulletin.problems import Problem, tell


def as_github(problems: Iterable[Problem], advice: Iterable[Problem], root: Path) -> str:
    """Return workflow commands, one a line: `::error file=…,line=…::…`.

    GitHub shows the first ten of a step beside the code, so every different mistake comes once
    before any comes again.
    """
    lines = Lines(root)
    commands = [
        _command(level, problem, lines)
        for level, listed in (("error", problems), ("warning", advice))
        for problem in _different_first(listed)
    ]
    return "".join(f"{command}\n" for command in commands)


def _different_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems so that the first place of every mistake comes before all others."""
    listed = sorted(set(problems))
    first = [told.first for told in tell(listed)]
    return [*first, *(problem for problem in listed if problem not in first)]


def _command(level: str, problem: Problem, lines: Lines) -> str:
    """Return one workflow command (GitHub: "Workflow commands for GitHub Actions")."""
    place = {"file": problem.file, "line": str(problem.line), "title": "Nội dung"}
    if column := _column(problem, lines):
        place["col"] = str(column)
    keys = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in place.items())
    told = f"{problem.what}\nCách sửa: {problem.mend}"
    return f"::{level} {keys}::{_escaped(told)}"


def _escaped(text: str, more: str = "") -> str:
    """Return a text that GitHub's parser reads back as it was."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_gitlab(problems: Iterable[Problem], advice: Iterable[Problem]) -> str:
    """Return the JSON of GitLab's report `codequality`; an issue keeps its id when lines move."""
    seen = Counter[str]()
    issues = []
    for severity, listed in (("major", problems), ("info", advice)):
        for problem in sorted(set(listed)):
            key = f"{problem.file}\0{problem.what}"
            seen[key] += 1
            digest = hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()
            issues.append(
                {
                    "description": f"{problem.what}. Cách sửa: {problem.mend}",
                    "check_name": "noi-dung",
                    "fingerprint": digest,
                    "severity": severity,
                    "location": {"path": problem.file, "lines": {"begin": problem.line}},
                }
            )
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def as_json(problems: Iterable[Problem], advice: Iterable[Problem], root: Path) -> str:
    """Return both lists with file, line, column (0 if unknown), what and mend."""
    lines = Lines(root)
    lists = {
        name: [
            {
                "file": problem.file,
                "line": problem.line,
                "column": _column(problem, lines),
                "what": problem.what,
                "mend": problem.mend,
            }
            for problem in sorted(set(listed))
        ]
        for name, listed in (("errors", problems), ("advice", advice))
    }
    return json.dumps(lists, ensure_ascii=False, indent=1) + "\n"


def _column(problem: Problem, lines: Lines) -> int:
    """Return where in its line a problem stands, from 1; 0 if unknown."""
    found = lines.excerpt(problem.file, problem.line, problem.what, problem.column)
    return problem.column or (found.column if found else 0)
