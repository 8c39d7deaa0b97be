"""What was measured and on what machine, in words."""

import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench_parts.measuring import Run


def machine() -> str:
    """Return processor, cores, memory, system, Python and the day, in one line."""
    processor = _line("/proc/cpuinfo", "model name") or platform.processor()
    memory = _line("/proc/meminfo", "MemTotal")
    size = f"{round(int(memory.split()[0]) / 1024 / 1024)} GB, " if memory else ""
    return (
        f"{processor}, {os.cpu_count()} nhân, {size}{platform.system()}, "
        f"Python {platform.python_version()}, ngày {date.today():%d/%m/%Y}"
    )


def _line(file: str, name: str) -> str:
    """Return what stands behind a name in one of Linux's files; `` elsewhere."""
    path = Path(file)
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def table(rows: Iterable[tuple[str, Run, str]]) -> str:
    """Return the runs as a Markdown table, numbers as Vietnamese writes them."""
    lines = [
        "| | user (s) | user + sys (s) | thấp nhất – cao nhất | trôi qua (s) | bộ nhớ (MB) |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, one, least in rows:
        figures = [f"{x:.1f}".replace(".", ",") for x in (one.user, one.cpu)]
        wall = f"{one.wall:.1f}".replace(".", ",")
        lines.append(f"| {name} | {' | '.join(figures)} | {least} | {wall} | {one.peak:.0f} |")
    return "\n".join(lines)
