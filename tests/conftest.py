"""What tests of all folders share."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound small project; a test adds its own files with `project.write({...})`."""
    return Project(tmp_path / "project")
