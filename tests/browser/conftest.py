"""What tests of pages in a browser share: one chromium, the demo and the small site served."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import _browsing
import national


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test below this folder as one that needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo is served while the tests run."""
    with _browsing.served(demo_site) as served:
        yield served


@pytest.fixture(scope="session")
def small_address(small_site: Path) -> Iterator[str]:
    """Where the small site is served while the tests run."""
    with _browsing.served(small_site) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium; without it the tests are skipped, on CI they fail."""
    if _browsing.chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(_browsing.LACK)
        warnings.warn(f"{_browsing.LACK}: chưa kiểm thử trang trong trình duyệt", stacklevel=1)
        pytest.skip(_browsing.LACK)
    with _browsing.opened() as opened:
        yield opened


@pytest.fixture(scope="session")
def national_address(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a national page made of the demo's open data is served."""
    out = tmp_path_factory.mktemp("ca-nuoc")
    assert national.main(["--out", str(out), str(demo_site)]) == 0
    with _browsing.served(out / "current") as served:
        yield served


@pytest.fixture(scope="session")
def kinds(
    demo_site: Path, address: str, small_site: Path, small_address: str, national_address: str
) -> dict[str, str]:
    """The full address of a page of every kind: of the demo, or else of the small site."""
    small = {kind: small_address + at for kind, at in _browsing.page_kinds(small_site).items()}
    demo = {kind: address + at for kind, at in _browsing.page_kinds(demo_site).items()}
    return {**small, **demo, "national": national_address}
