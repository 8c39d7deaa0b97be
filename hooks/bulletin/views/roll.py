"""Bảng vàng: all that standing decisions honour, in the order of law, and what it may be filtered by.

Never written by hand: a line is a recipient of a signed decision.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bulletin.dates import day_of
from bulletin.kinds import Award, Campaign, Locality
from bulletin.kinds.award import AwardCategory, AwardForm, AwardState, Recipient, rank_of
from bulletin.kinds.campaign import Scope
from bulletin.kinds.place import Level
from bulletin.model import Bulletin
from bulletin.numbers import print_number
from bulletin.text import slugify, sort_key
from bulletin.views._cards import SAMPLE_LABEL, capital, group, labelled
from bulletin.views._parts import Bit, Group, Link
from bulletin.views.award import RecipientView, recipient_view

ADDRESS = "khen-thuong/"
MOST_LINES = 500
"""So many lines a page of the roll holds; with more, older decisions have pages by year or month."""
UNRANKED = 99
"""The place of a form that no order of law in our table names on its day: last."""


@dataclass(frozen=True)
class Choice:
    """A value that the roll may be filtered by: as addresses hold it, and as people read it."""

    value: str
    label: str


@dataclass(frozen=True)
class Facet:
    """What the roll may be filtered by, with every value that some line has."""

    name: str
    """In addresses: `phong-trao`."""
    label: str
    column: int
    """Which of a line's values it is, from 0."""
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class RollRow:
    """A line of the honour roll."""

    who: RecipientView
    decision: Link
    date: Bit
    values: tuple[str, ...]
    """Its value in every facet, in the order of the facets; `-` where it has none."""


@dataclass(frozen=True)
class RollSection:
    """One form of award at one level, in the order of law."""

    anchor: str
    title: str
    category: str
    rows: tuple[RollRow, ...]


@dataclass(frozen=True)
class RollPart:
    """A page of the roll: its address, the decisions it holds, and when they were signed."""

    path: str
    awards: tuple[Award, ...]
    words: str = ""
    """`năm 2024`, `tháng 5/2024`; on the first page `từ tháng 5/2024`; `` for a roll of one page."""

    @property
    def sheet(self) -> str:
        """The name of its A4 sheet, beside the page."""
        period = self.path.removeprefix(f"{ADDRESS}nam/").strip("/").replace("/", "-")
        return f"bang-vang-{'khen-thuong' if self.path == ADDRESS else period}.pdf"


@dataclass(frozen=True)
class RollView:
    """The honour roll, what it may be filtered by, and the decisions it comes from."""

    sections: tuple[RollSection, ...]
    facets: tuple[Facet, ...]
    total: int
    """Lines in all sections."""
    counted: str
    """The same in words, as the page says it before anything is filtered."""
    decisions: tuple[Group, ...]
    words: str
    """When its decisions were signed; `` for a roll of one page."""
    others: tuple[tuple[Link, str], ...]
    """The other pages of the roll, newest first, each with how many lines it has."""
    as_of: str
    sample: bool
    """Whether any line is sample data, which the page then says on top."""


Key = tuple[int, int, int, int]
"""Category, place in the order of law, form, level: sections stand in this order."""
Line = tuple[Award, Recipient]


def roll_parts(bulletin: Bulletin, most: int = MOST_LINES) -> tuple[RollPart, ...]:
    """Return the pages of the roll, the newest first; one where it has no more than `most` lines.

    A year of more is split by month. The first page takes the newest years and months that it has
    room for, so a page of a year or month, once it stands, stays where it is.
    """
    awards = bulletin.all(Award)
    if _count(awards) <= most:
        return (RollPart(ADDRESS, awards),)
    periods = list(_periods(awards, most))
    room, first = most, 0
    while first < len(periods) and (not first or _count(periods[first].awards) <= room):
        room -= _count(periods[first].awards)
        first += 1
    newest = tuple(award for period in periods[:first] for award in period.awards)
    return (RollPart(ADDRESS, newest, f"từ {periods[first - 1].words}"), *periods[first:])


def _periods(awards: tuple[Award, ...], most: int) -> Iterator[RollPart]:
    """Yield the years of decisions, or the months of a year that has more lines, newest first."""
    years: dict[int, list[Award]] = {}
    for award in awards:
        years.setdefault(award.decided_on.date.year, []).append(award)
    for year, signed in sorted(years.items(), reverse=True):
        if _count(signed) <= most:
            yield RollPart(f"{ADDRESS}nam/{year}/", tuple(signed), f"năm {year}")
            continue
        for month in range(12, 0, -1):
            if found := tuple(one for one in signed if one.decided_on.date.month == month):
                yield RollPart(f"{ADDRESS}nam/{year}/{month:02}/", found, f"tháng {month}/{year}")


def _count(awards: Iterable[Award]) -> int:
    return sum(1 for _ in _lines(awards))


def _lines(awards: Iterable[Award]) -> Iterator[Line]:
    """Yield all that stands of decisions."""
    for award in awards:
        if award.state is not AwardState.REVOKED:
            yield from ((award, one) for one in award.recipients if one.revocation is None)


def honour_roll(bulletin: Bulletin, part: RollPart, others: Iterable[RollPart] = ()) -> RollView:
    """Return what stands of a part's decisions, by category and form in the order of law, by level."""
    awards, lines = part.awards, list(_lines(part.awards))
    found: dict[Key, list[Line]] = {}
    for award, recipient in lines:
        found.setdefault(_key(award), []).append((award, recipient))
    return RollView(
        sections=tuple(_section(bulletin, found[key]) for key in sorted(found)),
        facets=tuple(_facets(bulletin, lines, whole=not part.words)),
        total=len(lines),
        counted=f"{print_number(Decimal(len(lines)))} tập thể, cá nhân.",
        decisions=group(bulletin, "Các quyết định", awards),
        words=part.words,
        others=tuple(
            (Link(capital(other.words), other.path), f"{_count(other.awards)} dòng")
            for other in others
            if other is not part
        ),
        as_of=str(day_of(bulletin.updated.date)),
        sample=any(award.sample for award in awards),
    )


def _key(award: Award) -> Key:
    rank = rank_of(award.form, award.decided_on.date)
    return (
        list(AwardCategory).index(_category(award)),
        rank.place if rank else UNRANKED,
        list(AwardForm).index(award.form),
        list(Scope).index(award.level),
    )


def _category(award: Award) -> AwardCategory:
    """Return the sort of honour that the law valid on its day makes of a form, else as typed."""
    rank = rank_of(award.form, award.decided_on.date)
    return rank.category if rank else award.category


def _section(bulletin: Bulletin, lines: list[Line]) -> RollSection:
    first = lines[0][0]
    title = f"{first.form.label} · {first.level.label}"
    rows = tuple(_row(bulletin, award, recipient) for award, recipient in lines)
    return RollSection(slugify(title), title, capital(_category(first).label), rows)


def _row(bulletin: Bulletin, award: Award, recipient: Recipient) -> RollRow:
    return RollRow(
        who=recipient_view(bulletin, award, recipient),
        decision=Link(labelled(bulletin, award, award.number), award.path),
        date=Bit(str(award.decided_on), iso=award.decided_on.iso),
        values=_values(bulletin, award, recipient),
    )


def _values(bulletin: Bulletin, award: Award, recipient: Recipient) -> tuple[str, ...]:
    """Return a line's campaign, phase, place, year, category and level."""
    campaign = bulletin.get(Campaign, award.campaign)
    place = _place(bulletin, award, recipient)
    return (
        campaign.slug if campaign else "-",
        str(award.phase) if campaign and award.phase else "-",
        place.slug if place else "-",
        str(award.decided_on.year),
        _category(award).value,
        award.level.value,
    )


def _place(bulletin: Bulletin, award: Award, recipient: Recipient) -> Locality | None:
    """Return where the honoured one belongs: as the decision says, a team's commune, else its own."""
    commune = (recipient.team or "").partition("/")[0]
    slug = recipient.locality or commune or award.locality
    return bulletin.get(Locality, slug)


def _facets(bulletin: Bulletin, lines: list[Line], *, whole: bool) -> Iterator[Facet]:
    """Yield what lines may be filtered by; of what no line has, nothing is offered, nor years where
    other years have pages of their own.
    """
    columns = tuple(zip(*(_values(bulletin, *line) for line in lines), strict=True))
    labels = (
        ("phong-trao", "Phong trào", _campaigns),
        ("dot", "Đợt", _phases),
        ("dia-phuong", "Địa phương", _places),
        ("nam", "Năm", _years),
        ("loai", "Loại hình", _categories),
        ("cap", "Cấp khen thưởng", _levels),
    )
    for number, (name, label, choices) in enumerate(labels if lines else ()):
        found = tuple(choices(bulletin, set(columns[number]) - {"-"}))
        if found and (whole or choices is not _years):
            yield Facet(name, label, number, found)


def _campaigns(bulletin: Bulletin, slugs: Iterable[str]) -> Iterator[Choice]:
    found = bulletin.some(Campaign, tuple(slugs))
    for one in sorted(found, key=lambda c: (c.sample, sort_key(c.short_title), c.slug)):
        yield Choice(
            one.slug, f"{SAMPLE_LABEL} {one.short_title}" if one.sample else one.short_title
        )


def _phases(bulletin: Bulletin, numbers: Iterable[str]) -> Iterator[Choice]:
    yield from (Choice(number, f"Đợt {number}") for number in sorted(numbers, key=int))


def _places(bulletin: Bulletin, slugs: Iterable[str]) -> Iterator[Choice]:
    """Yield the places as the administration lists them."""

    def order(place: Locality) -> tuple[object, ...]:
        level = list(Level).index(place.level)
        return level, sort_key(place.order or place.name), place.slug

    for place in sorted(bulletin.some(Locality, tuple(slugs)), key=order):
        yield Choice(place.slug, capital(place.name))


def _years(bulletin: Bulletin, years: Iterable[str]) -> Iterator[Choice]:
    yield from (Choice(year, year) for year in sorted(years, reverse=True))


def _categories(bulletin: Bulletin, values: Iterable[str]) -> Iterator[Choice]:
    yield from (Choice(c.value, capital(c.label)) for c in AwardCategory if c.value in set(values))


def _levels(bulletin: Bulletin, values: Iterable[str]) -> Iterator[Choice]:
    yield from (Choice(s.value, capital(s.label)) for s in Scope if s.value in set(values))
