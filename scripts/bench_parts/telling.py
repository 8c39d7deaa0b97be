"""What was measured and on what machine, in words."""

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

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


def apart_table(found: Mapping[str, Any]) -> str:
    """Return what apart.py found as a Markdown table, with a line about the index."""
    lines = ["| Việc riêng, một lần | CPU (s) | trôi qua (s) |", "|---|---:|---:|"]
    for step, (cpu, wall) in found["took"].items():
        lines.append(f"| {step} | {_comma(cpu)} | {_comma(wall)} |")
    lines += [
        "",
        f"Chỉ mục tìm kiếm: {_comma(found['index_mb'])} MB trong {found['index_files']} tệp; tiến "
        f"trình con lớn nhất chiếm {found['index_peak_mb']} MB.",
    ]
    return "\n".join(lines)


ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/hieu-nang.md"
CHART = ROOT / "docs/hinh/thoi-gian-dung.svg"
_START, _END = "<!-- số đo: make bench ARGS=--write -->\n", "<!-- hết số đo -->"
_STEP, _LEFT, _WIDE = 34, 330, 430


def chart(rows: list[tuple[str, Run, str]]) -> str:
    """Return the CPU times as bars, an SVG picture that says in words what it shows."""
    most = max(one.cpu for _, one, _ in rows) or 1.0
    told = "; ".join(f"{name}: {_comma(one.cpu)} giây" for name, one, _ in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDE + 70} '
        f'{len(rows) * _STEP + 30}" role="img" font-family="sans-serif" font-size="13">',
        f"<title>Giây CPU (user + sys) của từng cách dựng: {escape(told)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        '<text x="8" y="18" font-weight="bold">Giây CPU (user + sys), càng ngắn càng tốt</text>',
    ]
    for number, (name, one, _) in enumerate(rows):
        top, wide = number * _STEP + 30, max(2, round(_WIDE * one.cpu / most))
        fill = "#b3121d" if name.startswith("Của ta") else "#5b6470"
        lines += [
            f'<text x="{_LEFT - 8}" y="{top + 17}" text-anchor="end">{escape(_short(name))}</text>',
            f'<rect x="{_LEFT}" y="{top + 3}" width="{wide}" height="20" fill="{fill}"/>',
            f'<text x="{_LEFT + wide + 6}" y="{top + 18}">{_comma(one.cpu)}</text>',
        ]
    return "\n".join([*lines, "</svg>\n"])


def write_down(rows: list[tuple[str, Run, str]], notes: Iterable[str]) -> None:
    """Put table, notes and chart into docs/hieu-nang.md, in place of the last ones."""
    CHART.write_text(chart(rows), encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_START)
    after = rest.partition(_END)[2]
    picture = f"![Giây CPU của từng cách dựng](hinh/{CHART.name})"
    parts = [machine() + ".", table(rows), *notes, picture]
    PAGE.write_text(before + _START + "\n" + "\n\n".join(parts) + "\n\n" + _END + after, "utf-8")


def _short(name: str) -> str:
    return name.partition(" (")[0].replace("thêm thẻ, dữ liệu, lịch, Atom, JSON, lưu trữ", "tất cả")


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
