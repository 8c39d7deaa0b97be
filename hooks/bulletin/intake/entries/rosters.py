"""Rows of rosters in, a roster a commune out; no team that is known may go missing."""

from collections.abc import Iterator

from bulletin.intake.entries.maker import Made, Maker, filled, grouped, mend_of
from bulletin.intake.rows import Line
from bulletin.intake.tables import Table
from bulletin.intake.written import Node, value
from bulletin.kinds import Roster
from bulletin.kinds.deeds import RosterTeam
from bulletin.text import SLUG_LENGTH, slugify


def rosters(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    """Yield the roster of every commune among the rows."""
    commune, column = table.column("commune"), table.column
    for group in grouped(lines, ("commune",)):
        slug = maker.slug(group[0], commune)
        teams: list[Node] = []
        known: list[RosterTeam] = []
        for line in group:
            name, village = line.text("teams.name"), line.text("teams.village")
            own = slugify(line.text("teams.id") or village or name)[:SLUG_LENGTH].strip("-")
            if not name:
                maker.refuse(
                    line, column("teams.name"), "chưa ghi tên tổ", mend_of(column("teams.name"))
                )
            known.append(RosterTeam.model_construct(id=own, name=name, village=village or None))
            started, ended = (maker.day(line, column(f"teams.{key}")) for key in ("start", "end"))
            teams.append(
                filled(
                    {
                        "id": value(line, column("teams.id"), own),
                        "name": value(line, column("teams.name")),
                        "village": value(line, column("teams.village")),
                        "start": value(line, column("teams.start"), started),
                        "end": value(line, column("teams.end"), ended),
                        "successor": value(line, column("teams.successor")),
                    }
                )
            )
        if slug:
            _refuse_to_drop(maker, table, group[0], slug, {team.id for team in known})
            maker.names.rosters[slug] = tuple(known)
            tree: dict[str, Node] = {"commune": value(group[0], commune, slug), "teams": teams}
            yield Made(table.kind, slug, tree, group[0].sheet, group[0].number)


def _refuse_to_drop(maker: Maker, table: Table, head: Line, slug: str, listed: set[str]) -> None:
    """Refuse a sheet that lacks teams of today's roster: deeds and awards refer to them by id."""
    roster = maker.names.shelves[Roster.KIND].get(slug)
    lost = [t for t in roster.teams if t.id not in listed] if isinstance(roster, Roster) else []
    if lost:
        names = ", ".join(f"“{team.name}” (mã {team.id})" for team in lost[:5])
        more = f" và {len(lost) - 5} tổ nữa" if len(lost) > 5 else ""
        maker.refuse(
            head, table.column("commune"), f"bảng thiếu tổ đang có trong danh sách: {names}{more}",
            "Thêm hàng của tổ ấy, ghi đúng “Mã tổ”; tổ thôi hoạt động thì ghi “Đến ngày”, không bỏ hàng",
        )  # fmt: skip
