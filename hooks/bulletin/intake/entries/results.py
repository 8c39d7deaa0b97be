"""Rows of figures in, a report a unit out."""

from collections.abc import Iterator

from bulletin.intake.entries.maker import Made, Maker, filled, grouped, number_in
from bulletin.intake.rows import Line
from bulletin.intake.tables import Column, Table, plain
from bulletin.intake.written import Node, Value, value
from bulletin.kinds import Campaign
from bulletin.kinds.result import ResultKind


def results(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    """Yield the report of every unit among the rows."""
    keys = ("campaign", "unit", "kind", "phase", "as_of")
    for group in grouped(lines, keys):
        head, column = group[0], table.column
        campaign = maker.campaign(head, column("campaign"))
        unit = maker.slug(head, column("unit"))
        kind = maker.choice(head, column("kind"))
        as_of = maker.day(head, column("as_of"))
        known = maker.names.shelves[Campaign.KIND].get(campaign)
        figures: list[Node] = []
        conclusions: list[Node] = []
        for line in group:
            code = _target(maker, line, column("figures.target"), known)
            if not code:
                continue
            figures.append(_figure(table, line, code))
            if line.text("conclusions.verdict"):
                conclusions.append(
                    filled(
                        {
                            "target": value(line, column("figures.target"), code),
                            "verdict": value(line, column("conclusions.verdict"),
                                             maker.choice(line, column("conclusions.verdict"))),
                            "where": value(line, column("conclusions.where")),
                        }
                    )
                )  # fmt: skip
        if not (campaign and unit and kind and as_of):
            continue
        number = column("number")
        tree = filled(
            {
                "status": Value("draft"),
                "published_at": Value(maker.stamp),
                "kind": value(head, column("kind"), kind),
                "campaign": value(head, column("campaign"), campaign),
                "phase": value(head, column("phase"), number_in(head.text("phase"))),
                "unit": value(head, column("unit"), unit),
                "as_of": value(head, column("as_of"), as_of),
                "number": value(head, number),
                "unknown": None
                if head.text("number")
                else [Value("number", head.sheet, None, number)],
                "figures": figures,
                "conclusions": conclusions,
            }
        )
        ending = {
            ResultKind.PHASE.value: f"dot-{number_in(head.text('phase'))}",
            ResultKind.FINAL.value: "tong-ket",
        }.get(kind, f"{as_of[6:]}-{as_of[3:5]}")
        yield Made(table.kind, f"{campaign}-{unit}-{ending}", tree, head.sheet, head.number)


def _target(maker: Maker, line: Line, column: Column, campaign: object) -> str:
    """Return the code of the target that a cell names: by code, or by the plan's own words."""
    text = line.text(column.key)
    if not isinstance(campaign, Campaign):
        return text
    targets = {code: target.as_printed for code, _, target in campaign.numbered_targets()}
    folded = {plain(words): code for code, words in targets.items()}
    code = text.split(":")[0].strip().replace(",", ".")
    within = [one for one in targets if one.rpartition("-")[0] == code]
    found = (
        code
        if code in targets
        else folded.get(plain(text)) or (within[0] if len(within) == 1 else "")
    )
    if not found:
        maker.refuse(
            line, column, f"không có chỉ tiêu `{text}` trong phong trào" if text else "chưa ghi chỉ tiêu",
            f"Ghi một trong các mã: {', '.join(targets)}",
        )  # fmt: skip
    return found


def _figure(table: Table, line: Line, code: str) -> dict[str, Node]:
    column = table.column
    share = line.text("figures.value").endswith("%")
    told = {
        "numerator": value(line, column("figures.numerator")),
        "denominator": value(line, column("figures.denominator")),
        "value": value(line, column("figures.value"), line.text("figures.value").rstrip("% ")),
        "unit": value(line, column("figures.unit"), "%" if share else None),
    }
    silent = not any(told[key].text for key in ("numerator", "value"))
    if silent:
        told = {}
    return filled(
        {
            "target": value(line, column("figures.target"), code),
            **told,
            "unknown": [Value("value", line.sheet, None, column("figures.value"))]
            if silent
            else None,
        }
    )
