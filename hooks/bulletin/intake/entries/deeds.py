"""Rows of deeds in, a log a commune and period out."""

from collections.abc import Iterator

from bulletin.dates import Day, parse_day
from bulletin.intake.entries.days import has_no_year, swapped_period
from bulletin.intake.entries.maker import Made, Maker, filled, grouped
from bulletin.intake.entries.people import person
from bulletin.intake.rows import Line
from bulletin.intake.tables import Column, Table, plain
from bulletin.intake.written import Node, Value, value
from bulletin.kinds import Campaign, Entry

NONE = frozenset(("khong co", "khong", "khong phat sinh", "khong co viec tot", "0"))
MISSING = frozenset(
    ("chua bao cao", "chua gui bao cao", "chua co bao cao", "chua nhan duoc bao cao")
)


def deeds(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    """Yield the log of every commune and period among the rows."""
    for group in grouped(lines, ("campaign", "commune", "start", "end")):
        head, column = group[0], table.column
        campaign = maker.campaign(head, column("campaign"))
        commune = maker.slug(head, column("commune"))
        start, end = (maker.day(head, column(key)) for key in ("start", "end"))
        others = maker.choice(head, column("others_mentioned"))
        period = _period(maker, table, head, start, end)
        rows, silent = _rows(maker, table, group, commune, campaign, period)
        if not (commune and period):
            continue
        tree = filled(
            {
                "status": Value("draft"),
                "published_at": Value(maker.stamp),
                "campaign": value(head, column("campaign"), campaign),
                "commune": value(head, column("commune"), commune),
                "start": value(head, column("start"), start),
                "end": value(head, column("end"), end),
                "others_mentioned": value(head, column("others_mentioned"), others),
                "rows": rows,
                **silent,
            }
        )
        month = f"{period[0].year}-{period[0].month:02}"
        yield Made(table.kind, f"{commune}-{month}", tree, head.sheet, head.number)


def _period(maker: Maker, table: Table, head: Line, start: str, end: str) -> tuple[Day, Day] | None:
    """Return the period that the rows are of; one that is overlong for a swapped day is told."""
    if not (start and end):
        return None
    first, last = parse_day(start), parse_day(end)
    if meant := swapped_period(first, last):
        key = "start" if meant[0] != first else "end"
        maker.refuse(
            head, table.column(key), f"kỳ từ {first} đến {last}: có vẻ ngày và tháng bị đổi chỗ",
            f"Có phải từ {meant[0]} đến {meant[1]}? Ghi ngày trước, tháng sau",
        )  # fmt: skip
    return first, last


def _rows(
    maker: Maker, table: Table, group: list[Line], commune: str, campaign: str,
    period: tuple[Day, Day] | None,
) -> tuple[list[Node], dict[str, list[Node]]]:  # fmt: skip
    """Return the deeds of a log, and its teams that told none or nothing."""
    known = maker.names.shelves[Campaign.KIND].get(campaign)
    team_column = table.column("rows.team")
    rows: list[Node] = []
    silent: dict[str, list[Node]] = {"none_reported": [], "not_received": []}
    above: Line | None = None
    for line in group:
        if above is not None and _goes_on(line, above) and isinstance(rows[-1], dict):
            # One deed of several people: its cell spans their rows.
            one = person(maker, table, line, "rows.people.full_name", "rows.people")
            rows[-1] = {**rows[-1], "people": [*rows[-1].get("people", ()), one]}
            above = line
            continue
        above = None
        team = maker.team(line, team_column, commune)
        said = plain(line.text("rows.what"))
        if said in NONE | MISSING:
            name = "none_reported" if said in NONE else "not_received"
            if team:
                silent[name].append(value(line, team_column, team))
        else:
            rows.append(_deed(maker, table, line, team, period, known))
            above = line
    return rows, silent


def _goes_on(line: Line, above: Line) -> bool:
    """Tell whether a row tells only of one more person of the deed above it."""
    what, before = line.cells.get("rows.what"), above.cells.get("rows.what")
    return (
        what is not None
        and before is not None
        and what.merged
        and (what.text, what.column) == (before.text, before.column)
        and line.number == above.number + 1
        and bool(line.text("rows.people.full_name"))
    )


def _deed(
    maker: Maker, table: Table, line: Line, team: str, period: tuple[Day, Day] | None,
    campaign: Entry | None,
) -> dict[str, Node]:  # fmt: skip
    column = table.column
    what, kind = column("rows.what"), column("rows.kind")
    if not line.text(what.key):
        maker.refuse(
            line, what, "chưa ghi việc đã làm", "Ghi việc, hoặc ghi “không có”, “chưa báo cáo”"
        )
    named = line.text("rows.people.full_name")
    people: list[Node] = (
        [person(maker, table, line, "rows.people.full_name", "rows.people")] if named else []
    )
    date = column("rows.date")
    # Where the period is not understood, which is told, a day cannot have its year from it.
    waits = period is None and has_no_year(line.text(date.key))
    day = "" if waits else maker.day(line, date, period)
    content = _content(maker, line, column("rows.content"), campaign)
    return filled(
        {
            "date": value(line, date, day),
            "team": value(line, column("rows.team"), team),
            "kind": value(line, kind, maker.choice(line, kind, "good_deed")),
            "content": value(line, column("rows.content"), content),
            "what": value(line, what, " ".join(line.text(what.key).split())),
            "people": people,
        }
    )


def _content(maker: Maker, line: Line, column: Column, campaign: Entry | None) -> str:
    """Return the code of a content of the campaign; a number cell `4,7` means the code 4.7."""
    text = line.text(column.key).split("-")[0].strip().removeprefix("Nội dung ").strip()
    code = text.replace(",", ".")
    if text and isinstance(campaign, Campaign):
        codes = [campaign.content_code(order) for order in range(len(campaign.contents))]
        if code not in codes:
            what = f"không có nội dung `{text}` trong phong trào"
            maker.refuse(line, column, what, f"Ghi một trong các mã: {', '.join(codes)}")
    return code
