"""Reports against the targets: communes of a phase, and the province's sums of what they report."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from corpus_parts.campaigns import CONTENTS
from corpus_parts.dice import Dice
from corpus_parts.papers import Paper, write_paper
from corpus_parts.places import COMMITTEE
from corpus_parts.stock import Writer
from corpus_parts.world import PROVINCE, Commune, World, campaign_of

TARGETS = {
    f"{code}-{n}": target for code, _, targets in CONTENTS for n, target in enumerate(targets, 1)
}
SHARES = ("4.1-1", "4.1-2", "4.3-1", "4.4-2", "4.6-1", "4.7-1")
"""Targets reported as so many of so many; the others are counts."""
_ROUNDS = ("gần", "hơn")


def province_reports(world: World) -> int:
    """Return how many reports of the province a year has: two phases, a final one, some months."""
    return 3 + _months(world)


def _months(world: World) -> int:
    return min(5, world.sizes.communes // 20)


def write_results(world: World, year: int) -> None:
    """Write two reports a commune: of the phases that ended in August and February.

    Some communes never report; in their place stand the reports of the province.
    """
    dice, months = world.dice("results", year), _months(world)
    late = _phase(world, dice, date(year, 8, 31), missing=2)
    _province(world, dice, "final", date(year, 8, 31), late)
    first = _phase(world, dice, date(year + 1, 2, 28), missing=1 + months)
    for order in range(months):
        as_of = date(year + 1, 2 + order, 1) - timedelta(1)
        _province(world, dice, "monthly", as_of, first)


def _phase(world: World, dice: Dice, as_of: date, missing: int) -> list[dict[str, Any]]:
    """Write the communes' reports of a phase and the province's; return the communes' figures."""
    silent = {commune.slug for commune in dice.some(world.communes, missing)}
    reports = []
    for commune in world.communes:
        if commune.slug not in silent:
            figures = _figures(dice, commune)
            reports.append({"figures": figures})
            _write(world, dice, _Report("phase", as_of, commune.slug, figures, commune=commune))
    _province(world, dice, "phase", as_of, reports)
    return reports


class _Report:
    """What one report says before it is put into words."""

    def __init__(
        self, kind: str, as_of: date, unit: str, figures: dict[str, Any], *,
        commune: Commune | None = None, reported: int = 0,
    ) -> None:  # fmt: skip
        self.kind, self.as_of, self.unit, self.figures = kind, as_of, unit, figures
        self.commune, self.reported = commune, reported

    @property
    def phase(self) -> int | None:
        """The phase it is about, if it is about one."""
        if self.kind != "phase":
            return None
        return 2 if self.as_of.month == 8 else 1

    @property
    def ending(self) -> str:
        """How its file name ends."""
        if self.phase:
            return f"dot-{self.phase}"
        return "tong-ket" if self.kind == "final" else f"{self.as_of:%Y-%m}"


def _province(
    world: World, dice: Dice, kind: str, as_of: date, reports: list[dict[str, Any]]
) -> None:
    """Write the province's report: its figures are the sums of the communes'."""
    part = reports if kind != "monthly" else reports[: dice.number(2, len(reports))]
    sums = {target: _sum([report["figures"][target] for report in part]) for target in TARGETS}
    _write(world, dice, _Report(kind, as_of, PROVINCE, sums, reported=len(part)))


def _figures(dice: Dice, commune: Commune) -> dict[str, Any]:
    """Return a commune's figures: (so many, of so many), or a count, or None where it says nothing."""
    figures: dict[str, Any] = {}
    for target in TARGETS:
        if dice.chance(0.02):
            figures[target] = None
        elif target in SHARES:
            whole = len(commune.teams) if target == "4.7-1" else dice.number(0, 60)
            lost = dice.number(0, whole // 6) if dice.chance(0.5) else 0
            figures[target] = (whole - lost, whole)
        else:
            figures[target] = dice.number(0, 3) if target == "4.2-1" or dice.chance(0.15) else 0
    return figures


def _sum(values: list[Any]) -> Any:
    """Return what the communes' figures of one target add up to."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    if isinstance(known[0], tuple):
        return sum(part for part, _ in known), sum(whole for _, whole in known)
    return sum(known)


def _write(world: World, dice: Dice, report: _Report) -> None:
    """Write one report."""
    campaign = campaign_of(report.as_of)
    slug = f"{campaign}-{report.unit}-{report.ending}"
    at = dice.moment(report.as_of + timedelta(dice.number(3, 12)))
    name = report.commune.name if report.commune else "các xã, phường"
    writer = Writer(dice, {"xa": name, "thon": "mỗi thôn", "to": "các tổ"})
    document, number = None, f"{dice.number(10, 240)}/BC-UBND"
    if report.commune is None:
        title = f"Kết quả phong trào thi đua, số liệu đến ngày {report.as_of:%d/%m/%Y}"
        issued = at.date() - timedelta(1)
        paper = Paper(
            "report", "BC-UBND", COMMITTEE, title, issued, _before(at), status="published"
        )
        document, number = write_paper(world, dice, paper)
    expected = world.sizes.communes if report.commune is None else None
    fields = {
        "status": "published", "published_at": at, "sample": True,
        "summary": f"{writer.line('result')}", "kind": report.kind, "campaign": campaign,
        "phase": report.phase, "unit": report.unit, "as_of": report.as_of, "number": number,
        "document": document,
        "coverage": {"expected": expected, "reported": report.reported} if expected else None,
        "figures": [*_printed(report.figures), *_extra(dice)],
        "conclusions": _conclusions(report.figures) if report.kind != "monthly" else [],
        "narrative": _narrative(writer),
        "awards": {"collectives": dice.number(1, 9), "people": dice.number(2, 30)},
    }  # fmt: skip
    world.tree.write("results", slug, fields, f"{report.as_of:%Y-%m}")


def _before(at: datetime) -> datetime:
    return at - timedelta(hours=1)


def _printed(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the figures as the report gives them."""
    rows: list[dict[str, Any]] = []
    for target, value in figures.items():
        if value is None:
            rows.append({"target": target, "unknown": ["value"]})
        elif isinstance(value, tuple):
            rows.append({"target": target, "numerator": value[0], "denominator": value[1]})
        else:
            unit = "mô hình" if target == "4.2-1" else "vụ"
            rows.append({"target": target, "value": value, "unit": unit})
    return rows


def _extra(dice: Dice) -> list[dict[str, Any]]:
    """Return a figure that no target asks for, more or less exact."""
    amount, more = dice.number(2, 90) * 10, dice.chance(0.5)
    words = f"{_ROUNDS[more]} {amount} lượt"
    qualifier = "more_than" if more else "nearly"
    patrols = {"title": "Lượt tuần tra", "value": amount, "qualifier": qualifier, "unit": "lượt"}
    return [{**patrols, "as_printed": words}]


def _conclusions(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the report concludes, in keeping with its figures."""
    found = []
    for order, (code, value) in enumerate(figures.items(), 1):
        if value is not None and not (isinstance(value, tuple) and not value[1]):
            verdict = _verdict(TARGETS[code], value)
            if verdict:
                found.append({"target": code, "verdict": verdict, "where": f"mục II.{order}"})
    return found


def _verdict(target: dict[str, Any], value: Any) -> str | None:
    """Return what a figure means for its target; None where the plan names no way to compare."""
    operator = target.get("operator", "each")
    if operator == "unspecified":
        return None
    if operator == "none":
        return "met" if value == 0 else "not_met"
    if not isinstance(value, tuple):
        return "exceeded" if value > 1 else "met" if value == 1 else "not_met"
    part, whole = value
    if operator == "more_than":
        return "met" if part * 100 > target["value"] * whole else "not_met"
    return "met" if part == whole else "not_met"


def _narrative(writer: Writer) -> str:
    """Return the report's assessment in our words."""
    return "\n\n".join((
        writer.paragraph(("result", 3)), "## Hạn chế", writer.paragraph(("context", 2)),
        "## Việc tiếp theo", "\n".join(f"- {text}" for text in writer.lines("clause", 3)),
    ))  # fmt: skip
