"""Names as staff write them in, slugs and fixed values out: `xã Minh Họa 4`, `Bằng khen`, `Thôn 1`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bulletin.intake.tables import Column
from bulletin.kinds import Award, Campaign, Entry, Locality, Organisation, Roster
from bulletin.kinds.deeds import RosterTeam
from bulletin.text import fold, nearest


@dataclass(frozen=True)
class Unknown(Exception):
    """A name that stands for nothing we know."""

    what: str
    mend: str


@dataclass(frozen=True)
class Names:
    """What the content knows by name: entries by kind and slug, drafts too."""

    shelves: Mapping[str, Mapping[str, Entry]]
    rosters: dict[str, tuple[RosterTeam, ...]] = field(default_factory=dict)
    """Teams of communes whose roster stands in the same workbook."""

    def slug(self, column: Column, text: str) -> str:
        """Return the slug of the entry that a text names; raises Unknown."""
        known = self._known[column.refers_to]
        found = known.get(_plain(text))
        if found is not None:
            return found
        near = nearest(_plain(text), known)
        label = self._label(column.refers_to, known[near]) if near else ""
        mend = f"Có phải “{label}”?" if label else self._list(column.refers_to)
        raise Unknown(f"không có `{text}` trong nội dung của trang", mend)

    def choice(self, column: Column, text: str) -> str:
        """Return the fixed value that a label or code stands for; raises Unknown."""
        known = {_plain(word): value for value, label in column.choices for word in (value, label)}
        found = known.get(_plain(text))
        if found is not None:
            return found
        holding = {value for word, value in known.items() if f" {_plain(text)} " in f" {word} "}
        if len(holding) == 1 and _plain(text):
            return holding.pop()
        near = nearest(_plain(text), known)
        labels = dict(column.choices)
        listed = ", ".join(f"“{label}”" for label in labels.values())
        hint = f"Có phải “{labels[known[near]]}”? " if near else ""
        raise Unknown(f"không có lựa chọn `{text}`", f"{hint}Ghi một trong: {listed}")

    def team(self, commune: str, text: str) -> str:
        """Return `<commune>/<id>` of the team that a text names in a commune; raises Unknown."""
        teams = self.rosters.get(commune)
        if teams is None:
            roster = self.shelves[Roster.KIND].get(commune)
            teams = roster.teams if isinstance(roster, Roster) else ()
        if not teams:
            raise Unknown(
                f"xã này chưa có danh sách tổ nên không biết tổ `{text}`",
                "Nhập trang “Danh sách tổ” của xã trước, hoặc cùng tệp này",
            )
        known: dict[str, str] = {}
        for team in teams:
            for word in (
                team.id,
                f"{commune}/{team.id}",
                team.name,
                team.village or "",
                _tail(team),
            ):
                known.setdefault(_plain(word), team.id)
        known.pop("", None)
        found = known.get(_plain(text)) or known.get(_plain(text).removeprefix("to "))
        if found is not None:
            return f"{commune}/{found}"
        near = nearest(_plain(text), known)
        names = {team.id: team.name for team in teams}
        mend = f"Có phải “{names[known[near]]}”?" if near else f"Các tổ: {_some(names.values())}"
        raise Unknown(f"không có tổ `{text}` trong danh sách tổ của xã", mend)

    @property
    def only_campaign(self) -> str | None:
        """The one campaign that has contents or targets, where there is only one."""
        found = [
            slug
            for slug, entry in self.shelves[Campaign.KIND].items()
            if isinstance(entry, Campaign) and any(True for _ in entry.numbered_targets())
        ]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        """By kind, the slugs by what they may be called; a name of two is none."""
        return {
            kind.KIND: _unambiguous(
                (word, slug) for slug, entry in self.shelves[kind.KIND].items() for word in _words(entry)
            )
            for kind in (Campaign, Locality, Organisation, Award)
        }  # fmt: skip

    def _label(self, kind: str, slug: str) -> str:
        return self.shelves[kind][slug].name

    def _list(self, kind: str) -> str:
        return f"Ghi một trong: {_some(entry.name for entry in self.shelves[kind].values())}"


def _some(names: Iterable[str]) -> str:
    """Return a few names; more would bury what is to be done."""
    listed = list(names)
    more = f" … (còn {len(listed) - 12} tên)" if len(listed) > 12 else ""
    return ", ".join(f"“{name}”" for name in listed[:12]) + more if listed else "(chưa có mục nào)"


def _words(entry: Entry) -> Iterable[str]:
    """Return what an entry may be called: slug, full and short name, other spellings."""
    yield entry.slug
    yield entry.name
    if isinstance(entry, Campaign):
        yield entry.short_title
    if isinstance(entry, Organisation) and entry.short_name:
        yield entry.short_name
    if isinstance(entry, Locality):
        yield entry.short_name
        yield from entry.variants


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for word, slug in pairs:
        found.setdefault(_plain(word), set()).add(slug)
    return {word: slugs.pop() for word, slugs in found.items() if len(slugs) == 1 and word}


def _tail(team: RosterTeam) -> str:
    """Return what remains of a team's name without what all teams are called: `thôn 1`."""
    words = _plain(team.name)
    for start in (
        "to bao ve an ninh trat tu o co so",
        "to bao ve an ninh trat tu",
        "to bao ve antt",
    ):
        if words.startswith(start):
            return words.removeprefix(start).strip()
    return words


def _plain(text: str) -> str:
    folded = fold(text).replace("-", " ").replace("/", " ")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())
