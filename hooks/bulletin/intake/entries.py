"""Rows of tables in, entries to be written out: one a commune and period, report, decision, roster."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils.datetime import from_excel

from bulletin.dates import DateError, Day, parse_day
from bulletin.intake.names import Names, Unknown
from bulletin.intake.rows import Filled, Line, Mistake, at
from bulletin.intake.tables import AWARDS, DEEDS, RESULTS, ROSTERS, Column, Table, plain
from bulletin.intake.written import Node, Value, value
from bulletin.kinds import Campaign, Entry
from bulletin.kinds.award import ORDER
from bulletin.kinds.deeds import RosterTeam
from bulletin.kinds.result import ResultKind
from bulletin.text import SLUG_LENGTH, slugify

NONE = frozenset(("khong co", "khong", "khong phat sinh", "khong co viec tot", "0"))
MISSING = frozenset(
    ("chua bao cao", "chua gui bao cao", "chua co bao cao", "chua nhan duoc bao cao")
)
YES = frozenset(("co", "x", "true", "dung"))


@dataclass(frozen=True)
class Made:
    """An entry that a workbook makes: its kind, its slug, its fields with the cells behind them."""

    kind: type[Entry]
    slug: str
    tree: Mapping[str, Node]
    sheet: str
    line: int


class Maker:
    """Turns the rows of one table into entries; what cannot be understood becomes mistakes."""

    def __init__(self, names: Names, stamp: str, mistakes: list[Mistake]) -> None:
        self.names, self.stamp, self.mistakes = names, stamp, mistakes

    def refuse(self, line: Line, column: Column, what: str, mend: str) -> None:
        """Keep a mistake at a cell of a line, or at the line where the cell is empty."""
        cell = line.cells.get(column.key)
        if cell is not None:
            self.mistakes.append(at(line.sheet, cell, column, what, mend))
        else:
            row = f"hàng {line.number}"
            self.mistakes.append(
                Mistake(line.sheet, line.number, 0, row, column.heading, what, mend)
            )

    def slug(self, line: Line, column: Column) -> str:
        """Return the slug of what a cell names; `` (told) if it names nothing, or is empty."""
        return self._asked(line, column, self.names.slug)

    def choice(self, line: Line, column: Column, default: str = "") -> str:
        """Return the fixed value a cell stands for; `` (told) if it stands for none."""
        if not line.text(column.key) and default:
            return default
        return self._asked(line, column, self.names.choice)

    def _asked(self, line: Line, column: Column, ask: Callable[[Column, str], str]) -> str:
        text = line.text(column.key)
        if not text:
            if column.required:
                self.refuse(line, column, f"chưa ghi “{column.heading}”", _mend(column))
            return ""
        try:
            return ask(column, text)
        except Unknown as unknown:
            self.refuse(line, column, unknown.what, unknown.mend)
            return ""

    def day(self, line: Line, column: Column, within: tuple[Day, Day] | None = None) -> str:
        """Return a full day as typed (`05/10/2024`); a day without year gets the period's."""
        text = line.text(column.key)
        if not text:
            if column.required:
                self.refuse(line, column, f"chưa ghi “{column.heading}”", _mend(column))
            return ""
        text = _from_serial(text)
        short = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})", text)
        if short and within:
            text = _with_year(int(short[1]), int(short[2]), within) or text
        try:
            day = parse_day(re.sub(r"(?<=\d)[.-](?=\d{1,2}[./-]\d{4}|\d{4}$)", "/", text))
        except DateError as error:
            self.refuse(line, column, str(error), "Ghi ngày/tháng/năm, ví dụ 05/10/2024")
            return ""
        if not day.is_full:
            self.refuse(
                line, column, f"`{text}` thiếu năm hoặc thiếu ngày", "Ghi đủ, ví dụ 05/10/2024"
            )
            return ""
        return f"{day.day:02}/{day.month:02}/{day.year}"


def _mend(column: Column) -> str:
    if column.choices:
        return f"Ghi một trong: {', '.join(f'“{label}”' for _, label in column.choices)}"
    return f"{column.hint}, ví dụ: {column.example}"


def _from_serial(text: str) -> str:
    """Return the day of a number that Excel counts from 1900, where a cell lost its date format."""
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS:
        day = from_excel(int(text))
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return text


_SERIALS = range(36526, 73051)
"""Excel's days from 01/01/2000 to 31/12/2099."""


def _with_year(day: int, month: int, within: tuple[Day, Day]) -> str:
    """Return a day with the year that puts it in a period; `` where none does."""
    for year in sorted({within[0].year or 0, within[1].year or 0}):
        try:
            found = parse_day(f"{day}/{month}/{year}")
        except DateError:
            continue
        if within[0].date <= found.date <= within[1].date:
            return f"{day}/{month}/{year}"
    return f"{day}/{month}/{within[1].year}"


def entries(
    filled: Iterable[Filled], names: Names, stamp: str, mistakes: list[Mistake]
) -> list[Made]:
    """Return the entries of all sheets; `stamp` is when drafts are dated."""
    maker = Maker(names, stamp, mistakes)
    sheets = list(filled)
    made: list[Made] = []
    # Rosters first: the teams they name are those that deeds of the same workbook speak of.
    for table, make in (
        (ROSTERS, _rosters),
        (DEEDS, _deeds),
        (RESULTS, _results),
        (AWARDS, _awards),
    ):
        lines = [line for one in sheets if one.table is table for line in one.lines]
        made += make(maker, table, lines)
    seen: dict[tuple[str, str], Made] = {}
    for one in made:
        first = seen.setdefault((one.kind.KIND, one.slug), one)
        if first is not one:
            mistakes.append(
                Mistake(one.sheet, one.line, 0, f"hàng {one.line}", "",
                        f"hai nhóm hàng cùng thành một mục `{one.slug}`",
                        f"Xem lại hàng {first.line} trang “{first.sheet}”: hai kỳ trùng tháng, hai "
                        "quyết định trùng số?")
            )  # fmt: skip
    return made


def _grouped(lines: Iterable[Line], key: Callable[[Line], tuple[str, ...]]) -> Iterator[list[Line]]:
    """Yield lines that share a key together, in the order in which the first of them stands."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    yield from groups.values()


def _filled(tree: dict[str, Node | None]) -> dict[str, Node]:
    """Return the fields that hold something."""
    return {
        key: node
        for key, node in tree.items()
        if node is not None and not (isinstance(node, Value) and not node.text) and node != []
    }


def _rosters(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    commune, column = table.column("commune"), table.column
    for group in _grouped(lines, lambda line: (plain(line.text("commune")),)):
        slug = maker.slug(group[0], commune)
        teams, known = [], []
        for line in group:
            name, village = line.text("teams.name"), line.text("teams.village")
            own = slugify(line.text("teams.id") or village or name)[:SLUG_LENGTH].strip("-")
            if not name:
                maker.refuse(
                    line, column("teams.name"), "chưa ghi tên tổ", _mend(column("teams.name"))
                )
            known.append(RosterTeam.model_construct(id=own, name=name, village=village or None))
            teams.append(
                _filled(
                    {
                        "id": value(line, column("teams.id"), own),
                        "name": value(line, column("teams.name")),
                        "village": value(line, column("teams.village")),
                        "start": value(line, column("teams.start"), maker.day(line, column("teams.start"))),
                        "end": value(line, column("teams.end"), maker.day(line, column("teams.end"))),
                        "successor": value(line, column("teams.successor")),
                    }
                )
            )  # fmt: skip
        if slug:
            maker.names.rosters[slug] = tuple(known)
            tree: dict[str, Node] = {"commune": value(group[0], commune, slug), "teams": teams}
            yield Made(table.kind, slug, tree, group[0].sheet, group[0].number)


def _deeds(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    keys = ("campaign", "commune", "start", "end")
    for group in _grouped(lines, lambda line: tuple(plain(line.text(key)) for key in keys)):
        head, column = group[0], table.column
        campaign = _campaign(maker, head, column("campaign"))
        commune = maker.slug(head, column("commune"))
        start, end = (maker.day(head, column(key)) for key in ("start", "end"))
        others = maker.choice(head, column("others_mentioned"))
        period = (parse_day(start), parse_day(end)) if start and end else None
        rows: list[Node] = []
        silent: dict[str, list[Node]] = {"none_reported": [], "not_received": []}
        for line in group:
            team = _team(maker, line, column("rows.team"), commune)
            said = plain(line.text("rows.what"))
            if said in NONE | MISSING:
                name = "none_reported" if said in NONE else "not_received"
                if team:
                    silent[name].append(value(line, column("rows.team"), team))
            else:
                known = maker.names.shelves[Campaign.KIND].get(campaign)
                rows.append(_deed(maker, table, line, team, period, known))
        if not (commune and period):
            continue
        tree = _filled(
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


def _campaign(maker: Maker, line: Line, column: Column) -> str:
    if not line.text(column.key) and maker.names.only_campaign:
        return maker.names.only_campaign
    return maker.slug(line, column)


def _team(maker: Maker, line: Line, column: Column, commune: str) -> str:
    text = line.text(column.key)
    if not text:
        maker.refuse(line, column, "chưa ghi tổ nào", _mend(column))
        return ""
    if not commune:
        return ""
    try:
        return maker.names.team(commune, text)
    except Unknown as unknown:
        maker.refuse(line, column, unknown.what, unknown.mend)
        return ""


def _deed(
    maker: Maker,
    table: Table,
    line: Line,
    team: str,
    period: tuple[Day, Day] | None,
    campaign: Entry | None,
) -> dict[str, Node]:
    column = table.column
    what, name = column("rows.what"), column("rows.people.full_name")
    if not line.text(what.key):
        maker.refuse(
            line, what, "chưa ghi việc đã làm", "Ghi việc, hoặc ghi “không có”, “chưa báo cáo”"
        )
    people = None
    if line.text(name.key):
        basis = column("rows.people.basis")
        if not line.text(basis.key):
            maker.refuse(
                line, basis, f"nêu tên `{line.text(name.key)}` mà chưa ghi căn cứ nêu tên",
                f"{_mend(basis)}; không có căn cứ thì bỏ tên, chỉ ghi tổ",
            )  # fmt: skip
        who = {
            "full_name": value(line, name),
            "basis": value(line, basis, maker.choice(line, basis) if line.text(basis.key) else ""),
        }
        people = [_filled({**who})]
    day = maker.day(line, column("rows.date"), period)
    if day and period and not period[0].date <= parse_day(day).date <= period[1].date:
        maker.refuse(
            line,
            column("rows.date"),
            f"ngày {parse_day(day)} nằm ngoài kỳ {period[0]} – {period[1]}",
            "Sửa ngày, hoặc chuyển việc sang bảng của kỳ khác",
        )
    content = _content(maker, line, column("rows.content"), campaign)
    return _filled(
        {
            "date": value(line, column("rows.date"), day),
            "team": value(line, column("rows.team"), team),
            "kind": value(line, column("rows.kind"), maker.choice(line, column("rows.kind"), "good_deed")),
            "content": value(line, column("rows.content"), content),
            "what": value(line, what, " ".join(line.text(what.key).split())),
            "people": people,
        }
    )  # fmt: skip


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


def _results(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    keys = ("campaign", "unit", "kind", "phase", "as_of")
    for group in _grouped(lines, lambda line: tuple(plain(line.text(key)) for key in keys)):
        head, column = group[0], table.column
        campaign = _campaign(maker, head, column("campaign"))
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
                    _filled(
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
        tree = _filled(
            {
                "status": Value("draft"),
                "published_at": Value(maker.stamp),
                "kind": value(head, column("kind"), kind),
                "campaign": value(head, column("campaign"), campaign),
                "phase": value(head, column("phase"), line_number(head.text("phase"))),
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
            ResultKind.PHASE.value: f"dot-{line_number(head.text('phase'))}",
            ResultKind.FINAL.value: "tong-ket",
        }.get(kind, f"{as_of[6:]}-{as_of[3:5]}")
        yield Made(table.kind, f"{campaign}-{unit}-{ending}", tree, head.sheet, head.number)


def line_number(text: str) -> str:
    """Return the number in `Đợt 1`; the text as it is where it holds none."""
    found = re.search(r"\d+", text)
    return found[0] if found else text


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
    return _filled(
        {
            "target": value(line, column("figures.target"), code),
            **told,
            "unknown": [Value("value", line.sheet, None, column("figures.value"))]
            if silent
            else None,
        }
    )


def _awards(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    keys = ("number", "decided_on")
    for group in _grouped(lines, lambda line: tuple(plain(line.text(key)) for key in keys)):
        head, column = group[0], table.column
        number = head.text("number")
        if not number:
            maker.refuse(head, column("number"), "chưa ghi số quyết định", _mend(column("number")))
        day = maker.day(head, column("decided_on"))
        form = maker.choice(head, column("form"))
        category = next((rank.category.value for rank in ORDER if rank.form.value == form), "")
        title = head.text("title") or f"Khen thưởng theo Quyết định số {number}"
        campaign = maker.slug(head, column("campaign")) if head.text("campaign") else ""
        tree = _filled(
            {
                "status": Value("draft"),
                "published_at": Value(maker.stamp),
                "title": value(head, column("title"), title),
                "category": value(head, column("form"), category),
                "form": value(head, column("form"), form),
                "type": value(head, column("type"), maker.choice(head, column("type"))),
                "level": value(head, column("level"), maker.choice(head, column("level"))),
                "decided_by": value(head, column("decided_by"), maker.slug(head, column("decided_by"))),
                "number": value(head, column("number")),
                "decided_on": value(head, column("decided_on"), day),
                "campaign": value(head, column("campaign"), campaign),
                "phase": value(head, column("phase"), line_number(head.text("phase"))),
                "state": Value("decided"),
                "recipients": [_recipient(maker, table, line) for line in group],
            }
        )  # fmt: skip
        if number and day:
            slug = f"quyet-dinh-{slugify(number)}-{day[6:]}"[:SLUG_LENGTH].strip("-")
            yield Made(table.kind, slug, tree, head.sheet, head.number)


def _recipient(maker: Maker, table: Table, line: Line) -> dict[str, Node]:
    column = table.column
    kind = maker.choice(line, column("recipients.kind"))
    place = column("recipients.locality")
    locality = maker.slug(line, place) if line.text(place.key) else ""
    title = column("recipients.title")
    if not line.text(title.key):
        maker.refuse(line, title, "chưa ghi ai được khen", _mend(title))
    name = value(line, title)
    team = _team(maker, line, title, locality) if kind == "team" and locality else ""
    person = {"full_name": name, "basis": Value("award_decision", line.sheet, None, title)}
    posthumous = "true" if plain(line.text("recipients.posthumous")) in YES else ""
    return _filled(
        {
            "kind": value(line, column("recipients.kind"), kind),
            "person": person if kind == "person" else None,
            "team": value(line, title, team),
            "title": name if kind not in ("person", "team") else None,
            "unit": value(line, column("recipients.unit")),
            "locality": value(line, place, locality),
            "achievement": value(line, column("recipients.achievement")),
            "posthumous": value(line, column("recipients.posthumous"), posthumous),
        }
    )
