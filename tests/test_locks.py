"""What the committed lock files promise to every machine that installs from them."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

import lock as lock_script

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["requirements.txt", "requirements-dev.txt", "requirements-audit.txt"]
APART = "requirements-storage.txt"
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)((?: ; [^\\]+)?) \\$", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> set[tuple[str, str, str]]:
    return {(found[1], found[2], found[3].strip()) for found in PIN.finditer(text_of(name))}


def declared(group: str | None = None) -> list[str]:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    return project["optional-dependencies"][group] if group else project["dependencies"]


def name_of(requirement: str) -> str:
    return re.split(r"[<>=!~ ;\[]", requirement, maxsplit=1)[0].lower()


@pytest.mark.parametrize("name", [*NAMES, APART])
def test_a_lock_names_no_host_no_index_and_no_machine(name: str) -> None:
    assert lock_script.foreign(text_of(name)) == []
    assert not re.search(r"://|index|find-links|trusted-host|file:| @ |/", text_of(name))


@pytest.mark.parametrize("name", [*NAMES, APART])
def test_every_line_is_a_pin_or_a_sha256_hash(name: str) -> None:
    text = text_of(name)
    lines = [line for line in text.splitlines() if not line.startswith("    --hash=sha256:")]
    assert len(lines) == len(PIN.findall(text))
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize(("smaller", "larger"), list(pairwise(NAMES)))
def test_a_lock_pins_the_same_versions_as_the_smaller_one(smaller: str, larger: str) -> None:
    assert pins(smaller) < pins(larger)
    known = {name for name, _, _ in pins(smaller)}
    assert not known & {name for name, _, _ in pins(larger) - pins(smaller)}


@pytest.mark.parametrize(("name", "group"), list(zip(NAMES, [None, "dev", "audit"], strict=True)))
def test_all_that_is_declared_is_locked(name: str, group: str | None) -> None:
    locked = {package for package, _, _ in pins(name)}
    assert {name_of(requirement) for requirement in declared(group)} <= locked


def test_the_site_engine_is_pinned_where_it_is_declared_too() -> None:
    locked = {name: version for name, version, _ in pins("requirements.txt")}
    for requirement in ("mkdocs", "mkdocs-material"):
        assert f"{requirement}=={locked[requirement]}" in declared()


def test_an_index_or_a_host_in_a_lock_would_be_refused() -> None:
    text = "--index-url https://goi.example/simple\na==1 \\\n    --hash=sha256:00\n-e .\n"
    assert lock_script.foreign(text) == ["--index-url https://goi.example/simple", "-e ."]
