"""Deed logs and rosters agree: teams exist, worked in the period, and are counted once."""

from collections import Counter
from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Award, Deeds, Entry, Exemplar, Roster
from bulletin.kinds.deeds import RosterTeam
from bulletin.problems import Problem
from bulletin.source import Place
from bulletin.text import nearest


def check_rosters_are_their_communes(library: Library) -> Iterator[Problem]:
    """A roster is named after its commune; its teams are listed once and succeed each other."""
    for roster in library.all(Roster):
        if roster.slug != roster.commune:
            yield wrong(
                roster,
                ("commune",),
                f"danh sách tổ của `{roster.commune}` phải nằm trong tệp cùng tên",
                f"Đổi tên tệp thành `{roster.commune}.yml`",
            )
        ids = [team.id for team in roster.teams]
        counts = Counter(ids)
        for number, team in enumerate(roster.teams):
            if counts[team.id] > 1 and team.id in ids[:number]:
                yield wrong(
                    roster,
                    ("teams", number, "id"),
                    f"mã tổ `{team.id}` ghi hai lần",
                    "Mỗi tổ một mã",
                )
            if team.start and team.end and team.end.date < team.start.date:
                yield wrong(
                    roster,
                    ("teams", number, "end"),
                    f"tổ `{team.id}` kết thúc {team.end} trước khi ra mắt {team.start}",
                    "Xem lại hai ngày",
                )
            if team.successor and team.successor not in ids:
                yield wrong(
                    roster,
                    ("teams", number, "successor"),
                    f"không có tổ `{team.successor}` trong danh sách này",
                    _mend(team.successor, ids),
                )


def check_teams_exist(library: Library) -> Iterator[Problem]:
    """Whoever names a team names one that its commune's roster has."""
    for entry in library.every():
        for place, name in teams_of(entry):
            commune, _, team_id = name.partition("/")
            roster = library.shelves[Roster.KIND].get(commune)
            if commune in library.known[Roster.KIND] and roster is None:
                continue
            if not isinstance(roster, Roster):
                yield wrong(
                    entry, place, f"chưa có danh sách tổ của `{commune}`",
                    f"Tạo content/rosters/{commune}.yml, hoặc sửa tên xã",
                )  # fmt: skip
            elif roster.team(team_id) is None:
                ids = [team.id for team in roster.teams]
                yield wrong(
                    entry, place, f"không có tổ `{team_id}` ở `{commune}`", _mend(team_id, ids)
                )


def _mend(name: str, ids: list[str]) -> str:
    near = nearest(name, ids)
    return f"Có phải `{near}`?" if near else "Thêm tổ vào danh sách, hoặc sửa lại mã"


def teams_of(entry: Entry) -> Iterator[tuple[Place, str]]:
    """Yield the teams that an entry names, with their places."""
    if isinstance(entry, Deeds):
        for number, row in enumerate(entry.rows):
            yield ("rows", number, "team"), row.team
        for key in ("none_reported", "not_received"):
            for number, team in enumerate(getattr(entry, key)):
                yield (key, number), team
    if isinstance(entry, Exemplar) and entry.team:
        yield ("team",), entry.team
    if isinstance(entry, Award):
        for number, recipient in enumerate(entry.recipients):
            if recipient.team:
                yield ("recipients", number, "team"), recipient.team


def check_deed_logs_agree_with_rosters(library: Library) -> Iterator[Problem]:
    """Logs are named by commune and month, name their own teams, alive then, and count them right."""
    seen: dict[tuple[str, str], Deeds] = {}
    for deeds in sorted(library.all(Deeds), key=lambda d: d.file):
        yield from _named_by_month(deeds)
        key = (deeds.commune, deeds.month)
        if key in seen:
            yield wrong(
                deeds, ("start",), f"kỳ này đã có trong {seen[key].file}", "Gộp hai tệp làm một"
            )
        seen.setdefault(key, deeds)
        roster = library.shelves[Roster.KIND].get(deeds.commune)
        if isinstance(roster, Roster):
            yield from _against_roster(deeds, roster)


def _named_by_month(deeds: Deeds) -> Iterator[Problem]:
    wanted = f"{deeds.commune}-{deeds.month}"
    if deeds.slug != wanted:
        yield wrong(
            deeds, (), f"tên tệp không khớp xã và tháng bắt đầu kỳ (`{wanted}`)",
            f"Đổi tên tệp thành `{wanted}.yml`",
        )  # fmt: skip


def _against_roster(deeds: Deeds, roster: Roster) -> Iterator[Problem]:
    working = [team for team in roster.teams if team.works_between(deeds.start, deeds.end)]
    if deeds.teams_expected is not None and deeds.teams_expected != len(working):
        yield wrong(
            deeds,
            ("teams_expected",),
            f"ghi {deeds.teams_expected} tổ, danh sách có {len(working)} tổ hoạt động trong kỳ",
            "Sửa số, hoặc sửa ngày của các tổ trong danh sách; có thể bỏ dòng này",
        )
    ids = {team.id for team in working}
    for place, name in teams_of(deeds):
        commune, _, team_id = name.partition("/")
        if commune != deeds.commune:
            yield wrong(
                deeds, place, f"tổ `{name}` không thuộc xã `{deeds.commune}`", "Sửa tên xã của tổ"
            )
        elif team_id not in ids and roster.team(team_id) is not None:
            yield wrong(
                deeds, place, f"tổ `{team_id}` không hoạt động trong kỳ này",
                _lifetime(roster.team(team_id)),
            )  # fmt: skip


def _lifetime(team: RosterTeam | None) -> str:
    start = team.start if team else None
    end = team.end if team else None
    return (
        f"Tổ hoạt động từ {start or '…'} đến {end or '…'}; sửa danh sách hoặc chuyển sang tổ khác"
    )
