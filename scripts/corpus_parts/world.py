"""The fictional province all entries are about: its time, communes, teams, and what is made so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from corpus_parts.dice import Dice
from corpus_parts.stock import WORDS, Links
from corpus_parts.yaml_text import Tree

NOW = datetime(2025, 7, 10, 7, 0)
"""The moment of the site; nothing is published after it."""
PROVINCE = "tinh-minh-hoa"
TEAMS = 26
"""Teams of a commune, and rows of its monthly log."""
PAGES = {
    "document": "văn bản", "exemplar": "gương", "model": "mô hình", "event": "sự kiện",
    "news": "tin", "award": "khen thưởng",
}  # fmt: skip


@dataclass(frozen=True)
class Sizes:
    """How many entries of each kind a year has (design §7 where it names them)."""

    communes: int = 124
    news: int = 2000
    exemplars: int = 2000
    awards: int = 60
    recipients: int = 40
    documents: int = 300
    events: int = 60
    notices: int = 48
    models: int = 60
    resources: int = 24

    def scaled(self, scale: float) -> Sizes:
        """Return the sizes of a smaller corpus; every kind and every special case still occurs."""
        floors = {"communes": 4, "news": 12, "exemplars": 12, "awards": 6, "documents": 16}
        names = ["communes", "news", "exemplars", "awards", "documents", "events", "notices",
                 "models", "resources"]  # fmt: skip
        small = {
            name: max(floors.get(name, 5), round(getattr(self, name) * scale)) for name in names
        }
        return replace(self, **{name: min(small[name], getattr(self, name)) for name in names})


@dataclass(frozen=True)
class Team:
    """A team of a commune, at work from a day to a day."""

    id: str
    village: str
    start: date
    end: date | None = None
    successor: str | None = None

    def works(self, day: date) -> bool:
        """Tell whether the team was at work on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Commune:
    """A commune or ward."""

    number: int
    prefix: str
    teams: tuple[Team, ...] = ()

    @property
    def slug(self) -> str:
        """Its file name."""
        return f"{'xa' if self.prefix == 'xã' else 'phuong'}-minh-hoa-{self.number}"

    @property
    def name(self) -> str:
        """Its name within a sentence."""
        return f"{self.prefix} Minh Họa {self.number}"

    @property
    def lasting(self) -> list[Team]:
        """The teams that were never founded late nor dissolved."""
        first = min(team.start for team in self.teams)
        return [team for team in self.teams if team.start == first and team.end is None]


@dataclass(frozen=True)
class Made:
    """An entry that others may refer to."""

    kind: str
    slug: str
    title: str
    at: datetime
    open: bool
    commune: str = ""


@dataclass
class World:
    """Everything known while the tree is written, year after year, oldest first."""

    seed: int
    years: int
    sizes: Sizes
    tree: Tree
    pictures: list[str] = field(default_factory=list)
    """Names in content/media/ that no entry shows yet."""
    communes: list[Commune] = field(default_factory=list)
    made: dict[str, list[Made]] = field(default_factory=dict)
    honoured: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    """Persons of open awards by commune and month: their rows in the deed logs."""
    _numbers: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.communes = [self._commune(number) for number in range(1, self.sizes.communes + 1)]

    @property
    def first_day(self) -> date:
        """The day from which there are teams: the start of the oldest deed log."""
        return date(NOW.year - self.years, 7, 1)

    def windows(self) -> Iterator[tuple[int, date, date]]:
        """Yield every year with its first and last day, oldest first; the last ends before NOW."""
        for year in range(NOW.year - self.years, NOW.year):
            yield year, date(year, 7, 10), date(year + 1, 7, 9)

    def dice(self, *name: object) -> Dice:
        """Return the stream of chance of that name."""
        return Dice(self.seed, *name)

    def serial(self, *name: object, step: int = 1) -> int:
        """Return the next number of a row of numbers."""
        self._numbers[name] += step
        return self._numbers[name]

    def add(self, made: Made) -> None:
        """Remember an entry."""
        self.made.setdefault(made.kind, []).append(made)

    def links(self, dice: Dice, at: datetime, count: int = 3) -> Links:
        """Return links to entries published before; a few of them to what is not open."""
        found = []
        for kind in dice.some(list(PAGES), count):
            older = [made for made in self.made.get(kind, ())[-150:] if made.at < at]
            if older:
                made = dice.pick(older)
                found.append((kind, made.slug, f"{PAGES[kind]} “{made.title}”"))
        return found

    def recent(self, dice: Dice, kind: str, at: datetime, count: int, share: float) -> list[str]:
        """Return the slugs of some open entries published before, in that share of cases."""
        if not dice.chance(share):
            return []
        older = [made for made in self.made.get(kind, ())[-60:] if made.at < at and made.open]
        return [made.slug for made in dice.some(older, count)]

    def picture(self, alt: str, caption: str) -> list[dict[str, Any]]:
        """Return the next unused picture as an entry shows it, if there is one."""
        if not self.pictures:
            return []
        name = self.pictures.pop(0)
        return [{"file": name, "alt": alt, "caption": caption, "drawn": True}]

    def _commune(self, number: int) -> Commune:
        """Return a commune with its teams: in some one was founded late, one was dissolved."""
        dice = self.dice("commune", number)
        ward = number % 8 == 0
        commune = Commune(number, "phường" if ward else "xã")
        word, code = ("tổ dân phố", "to") if ward else ("thôn", "thon")
        places = dice.some(WORDS["village"], TEAMS)
        teams = [
            Team(f"{code}-{order}", f"{word} {place}", self.first_day)
            for order, place in enumerate(places, 1)
        ]
        if number % 3 == 1:
            teams[4] = replace(teams[4], start=self.first_day + timedelta(dice.number(40, 300)))
        if number % 3 == 2:
            ended = self.first_day + timedelta(dice.number(60, 320))
            teams[9] = replace(teams[9], end=ended, successor=teams[8].id)
        return replace(commune, teams=tuple(teams))


def campaign_year(day: date) -> int:
    """Return the year in which the province's campaign of that day began: 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def campaign_of(day: date) -> str:
    """Return the province's campaign of a day."""
    return f"{PROVINCE}-{campaign_year(day)}"


def phase_of(day: date) -> int:
    """Return the campaign's phase of a day: September to February, March to August."""
    return 2 if 3 <= day.month <= 8 else 1


def life(
    world: World, dice: Dice, kind: str, at: datetime, slug: str, *, last: bool = False
) -> dict[str, Any]:
    """Return the status of an entry and what happened to it: most are published, untouched."""
    number = world.serial("life", kind)
    fields: dict[str, Any] = {"status": "published"}
    if number % 97 == 3:
        fields = {"status": "withdrawn", "changes": [_change(dice, at, "removal")]}
    elif number % 41 == 1:
        drafts = ("draft", "editing", "review", "returned", "approved")
        fields["status"] = drafts[number // 41 % len(drafts)]
    elif at.date() > NOW.date() - timedelta(90 if last else 7) and dice.chance(1 if last else 0.1):
        fields["publish_at"] = datetime(2025, 7, dice.number(12, 28), 7, 0)
    elif dice.chance(0.04) and at.date() < NOW.date():
        kinds: Sequence[str] = ("update", "correction")
        fields["changes"] = [_change(dice, at, dice.pick(kinds))]
    if dice.chance(0.03):
        fields["aliases"] = [f"{slug}-cu"]
    return fields


def is_open(fields: dict[str, Any]) -> bool:
    """Tell whether readers may see an entry with such a life."""
    return fields["status"] == "published" and "publish_at" not in fields


_NOTES = {
    "update": (
        "Bổ sung số liệu của tổ",
        "Cập nhật kết quả đến cuối tháng",
        "Thêm tên đơn vị phối hợp",
    ),
    "correction": ("Sửa ngày diễn ra", "Sửa tên thôn", "Sửa số hộ tham gia"),
    "removal": ("Gỡ theo yêu cầu",),
}


def _change(dice: Dice, at: datetime, kind: str) -> dict[str, Any]:
    """Return a dated note of change, not after NOW."""
    day = min(at.date() + timedelta(dice.number(1, 20)), NOW.date())
    return {"date": day, "kind": kind, "note": dice.pick(_NOTES[kind])}
