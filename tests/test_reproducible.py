"""The same content and the same `now` give the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bless
from conftest import PATIENCE, environment, read_all

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": None}
ELSEWHERE = {
    "TZ": "America/New_York",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "1",
    # The plain C locale of a bare cron job: Python then takes files for ASCII by default.
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "SOURCE_DATE_EPOCH": "86400",
}


def build(
    project: Path, variables: dict[str, str | None], engine: str = "mkdocs", now: bool = True
) -> dict[str, bytes]:
    """Build a copy of the small project in a process of its own; return every file made."""
    config = bless.copy_project(project)
    if not now:
        lines = config.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("    now: ")]
        assert len(kept) == len(lines) - 1
        config.write_text("".join(kept), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "-f", config, "-d", project / "ra"],
        env=environment(**variables), cwd=project, capture_output=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return read_all(project / "ra")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(tmp_path_factory.mktemp("o-day") / "du-an", HERE)


def test_another_zone_locale_hash_seed_date_and_folder_give_the_same_bytes(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    elsewhere = build(tmp_path / "một thư mục khác" / "sâu hơn nữa", ELSEWHERE)
    assert differing(here, elsewhere) == []


def test_a_build_in_this_process_gives_the_same_bytes_as_one_in_a_process_of_its_own(
    here: dict[str, bytes], small_site: Path
) -> None:
    assert differing(here, read_all(small_site)) == []


def test_the_heir_of_mkdocs_gives_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    assert differing(here, build(tmp_path / "du-an", HERE, engine="properdocs")) == []


def test_without_a_setting_the_moment_is_the_one_given_by_source_date_epoch(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    # 10/7/2025 07:00 in Vietnam, the `now` of the small site.
    moment = {"SOURCE_DATE_EPOCH": "1752105600"}
    elsewhere = build(tmp_path / "du-an", {**ELSEWHERE, **moment}, now=False)
    assert differing(here, elsewhere) == []


def test_a_later_moment_publishes_what_waited_for_it(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    later = build(tmp_path / "du-an", {**HERE, "SOURCE_DATE_EPOCH": "1752105660"}, now=False)
    assert "tin-tuc/hen-gio/index.html" in later
    assert "tin-tuc/hen-gio/index.html" not in here


def test_an_hour_later_with_nothing_due_every_byte_is_the_same(tmp_path: Path) -> None:
    """Or a timer would make a release of it every time, and the ones to go back to would be gone."""
    early, late = (
        build(tmp_path / name, {**HERE, "SOURCE_DATE_EPOCH": epoch}, now=False)
        for name, epoch in (("som", "1752087600"), ("muon", "1752091200"))  # 02:00, 03:00
    )
    assert differing(early, late) == []


def test_a_day_later_only_what_tells_of_the_day_is_different(tmp_path: Path) -> None:
    early, late = (
        build(tmp_path / name, {**HERE, "SOURCE_DATE_EPOCH": epoch}, now=False)
        for name, epoch in (("som", "1752001200"), ("muon", "1752087600"))
    )
    allowed = re.compile(
        r"^(index\.html|lich\.ics|(phong-trao|thong-bao|su-kien|ngay|ket-qua|diem-tin)/.*)$"
    )
    assert [name for name in differing(early, late) if not allowed.match(name)] == []
