"""Imports point one way (design §3), and one file alone knows the site engine."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
PACKAGE = HOOKS / "bulletin"

LAYERS = (
    ("text", "store", "scratch", "packing", "moving", "trial", "abbreviations", "synonyms", "colours", "spelling",
     "lettering", "privacy"),
    ("dates",), ("numbers",), ("excerpts",), ("problems",), ("visits", "annotations"),
    ("syntax",), ("source",), ("kinds", "places"), ("settings", "editing", "nearby"), ("stylesheets",), ("assets",),
    ("pictures", "emblem"), ("renditions", "downloads", "recordings"), ("markup",), ("nearness",),
    ("media",), ("model", "approval", "requests"), ("checks",), ("texts",), ("load",),
    ("intake", "starting", "withdrawal", "renaming", "health"),
    ("views",), ("social",), ("linked", "sharing"), ("page",), ("render", "search"), ("paper",), ("feeds", "slip"),
    ("data",), ("pages",), ("commands",), ("guide", "editor"), ("shown", "redirects", "frame"), ("site",),
    ("preview", "national", "reports", "publishing"),
)  # fmt: skip
"""From left to right: a module imports only from layers before its own."""

APART = {
    "locking": set(),
    "traffic": {"dates", "visits"},
    "offline": set(),
    "shelf": set(),
    "releases": {"locking", "shelf", "problems", "text"},
    "verify": {"problems", "text"},
}
"""Modules beside the line, which work on a built site, with all they may import of the package."""

PUBLISHERS = {"publishing": {"releases"}}
"""Modules of the line that put a built site in its place, and those beside it that they use."""

ENGINES = {"mkdocs", "properdocs", "material"}
ENGINE_FILES = {"mkdocs_events.py"}

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(HOOKS.rglob("*.py"))
MODULES = [path for path in FILES if path.is_relative_to(PACKAGE)]


def imported(path: Path) -> set[str]:
    """Return the dotted names of every module that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: nhập tương đối"
            module = node.module or ""
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def layer_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def of_the_package(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("bulletin.")}


def called(path: Path) -> str:
    return path.relative_to(HOOKS).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=called)
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    own = layer_of(path)
    if own == "__init__":
        assert of_the_package(path) == set()
    elif own in APART:
        assert of_the_package(path) <= APART[own]
    else:
        assert own in RANK, f"ghi `{own}` vào LAYERS"
        allowed = {name for name, rank in RANK.items() if rank < RANK[own]} | {own}
        allowed |= PUBLISHERS.get(own, set())
        assert of_the_package(path) <= allowed


@pytest.mark.parametrize("path", FILES, ids=called)
def test_only_one_file_knows_the_site_engine(path: Path) -> None:
    engines = {name.split(".")[0] for name in imported(path)} & ENGINES
    assert not engines or called(path) in ENGINE_FILES


def test_what_runs_before_anything_is_installed_needs_the_standard_library_only() -> None:
    for name in ("__init__", "locking"):
        roots = {found.split(".")[0] for found in imported(PACKAGE / f"{name}.py")}
        assert roots <= set(sys.stdlib_module_names)


def test_a_planted_import_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def f():\n    from mkdocs import utils\n    import bulletin.load as l\n")
    assert imported(planted) == {"mkdocs.utils", "bulletin.load"}
