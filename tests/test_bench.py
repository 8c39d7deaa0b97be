"""What the benchmark measures and tells is right: it is what our claims rest on."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench_parts.measuring import BenchError, Run, middle, run
from bench_parts.telling import apart_table, chart, table

ROWS = [
    ("Của ta, dựng từ đầu", Run(8.0, 0.5, 9.0, 128.4), "8,1–8,9"),
    ("Hugo", Run(2, 0, 1, 64), ""),
]


def test_a_run_counts_what_the_process_and_its_children_used(tmp_path: Path) -> None:
    work = "sum(range(6_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    alone = run([sys.executable, "-c", work], tmp_path / "log")
    within = run([sys.executable, "-c", child], tmp_path / "log")
    assert within.user > alone.user / 2 > 0


def test_a_command_that_fails_is_never_measured(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="hỏng"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "log")


def test_every_figure_has_its_own_median() -> None:
    assert middle([Run(1, 9, 1, 5), Run(2, 8, 9, 6), Run(9, 1, 2, 7)]) == Run(2, 8, 2, 6)


def test_the_table_writes_numbers_as_vietnamese_does() -> None:
    assert "| Của ta, dựng từ đầu | 8,0 | 8,5 | 8,1–8,9 | 9,0 | 128 |" in table(ROWS)


def test_the_chart_is_sound_and_says_its_numbers() -> None:
    drawn = ElementTree.fromstring(chart(ROWS))
    said = [text for text in drawn.itertext() if text.strip()]
    assert "8,5" in said and "2,0" in said
    assert any("Hugo: 2,0 giây" in text for text in said)


def test_work_that_only_we_do_is_told_step_by_step_as_vietnamese_writes_numbers() -> None:
    found = {
        "took": {"ảnh": [1.25, 0.5]},
        "index_mb": 17.1,
        "index_files": 6275,
        "index_peak_mb": 1386,
    }

    told = apart_table(found)

    assert "| ảnh | 1,2 | 0,5 |" in told
    assert "17,1 MB trong 6275 tệp" in told
    assert "1386 MB" in told
