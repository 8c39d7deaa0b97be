"""What tests of all folders share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import bless
from build import Site
from bulletin.site import Site as MadeSite
from project import Project

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
"""Seconds after which something awaited counts as never happening; nothing takes nearly so long."""


# A busy machine is no failure: no example has a time limit.
settings.register_profile("bulletin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bulletin")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound small project; a test adds its own files with `project.write({...})`."""
    return Project(tmp_path / "project")


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A copy of tests/site to change at will: its mkdocs.yml."""
    return bless.copy_project(tmp_path / "du-an")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as MkDocs builds it."""
    return built(bless.PROJECT / "mkdocs.yml", tmp_path_factory.mktemp("nho"))


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, that is the checkout's own content, as MkDocs builds it."""
    return built(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("minh-hoa"))


def built(config: Path, folder: Path) -> Path:
    """Build a site by the code of `make site`, without publishing it."""
    Site(config).build(folder)
    return folder


def bytes_of(site: MadeSite) -> dict[str, bytes]:
    """Return everything beside the pages of a site that was made and is written nowhere."""
    made = {**site.files, **site.last_files()}
    return {
        path: content if isinstance(content, bytes) else content()
        for path, content in made.items()
        if not isinstance(content, Path)
    }


def read_all(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder (the target's, where it is a link), by its path."""
    real = folder.resolve()
    return {
        path.relative_to(real).as_posix(): path.read_bytes()
        for path in sorted(real.rglob("*"))
        if path.is_file()
    }


def wait_until(happens: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Look again and again until something has happened; fail, saying what, if it never does."""
    end = time.monotonic() + patience
    while not happens():
        if time.monotonic() > end:
            pytest.fail(f"sau {patience} giây vẫn chưa thấy: {what}")
        time.sleep(0.05)


def environment(**changes: str | None) -> dict[str, str]:
    """Return this process' environment with some variables set, or removed by None."""
    found = {
        **os.environ,
        "DISABLE_MKDOCS_2_WARNING": "true",
        "NO_MKDOCS_2_WARNING": "1",
        **changes,
    }
    return {name: value for name, value in found.items() if value is not None}
