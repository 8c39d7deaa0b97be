"""Provinces' open data in, what the national page prints out.

Provinces stand in the order of the alphabet, never by any figure (design §4).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from bulletin.data.results import ValueStatus
from bulletin.dates import Day, parse_day
from bulletin.kinds.result import Verdict
from bulletin.national.read import Province, Row
from bulletin.numbers import print_number
from bulletin.text import sort_key
from bulletin.views._parts import Link
from bulletin.views._phases import WORDS

NEWEST = 20
CONTENTS = range(1, 8)
"""The seven contents of the Ministry's plan, by which provinces are set side by side."""
COUNTS = (
    ("campaigns", "phong trào"),
    ("exemplars", "gương điển hình"),
    ("awards", "lượt khen thưởng"),
    ("deeds", "việc tốt"),
    ("reports", "báo cáo kết quả"),
)
STATUSES = {str(one.value): one.label for one in ValueStatus}
VERDICTS = {str(one.value): one.label for one in Verdict}


@dataclass(frozen=True)
class CampaignLine:
    """A campaign of a province and where its phases stand."""

    link: Link
    phases: tuple[str, ...]


@dataclass(frozen=True)
class ProvinceCard:
    """A province in few words."""

    name: str
    home: Link
    data: Link
    as_of: str
    counts: tuple[str, ...]
    campaigns: tuple[CampaignLine, ...]


@dataclass(frozen=True)
class TargetLine:
    """A target of one province with the newest figure the province itself reported."""

    province: str
    target: Link
    figure: str
    conclusion: str
    report: Link | None


@dataclass(frozen=True)
class NewsLine:
    """A piece of news with its province."""

    link: Link
    province: str
    day: str
    iso: str


@dataclass(frozen=True)
class NationalView:
    """Everything on the national page."""

    title: str
    provinces: tuple[ProvinceCard, ...]
    contents: tuple[tuple[int, str, tuple[TargetLine, ...]], ...]
    """Number and words of each content that any province has targets for."""
    news: tuple[NewsLine, ...]


def national(provinces: Iterable[Province], title: str, now: Day) -> NationalView:
    """Return the national page as of `now`."""
    listed = sorted(provinces, key=lambda one: (sort_key(_name(one)), one.site))
    return NationalView(
        title,
        tuple(_card(one, now.date) for one in listed),
        tuple(_contents(listed)),
        tuple(_news(listed)),
    )


def _name(province: Province) -> str:
    return province.agency


def _card(province: Province, today: date) -> ProvinceCard:
    host = urlsplit(province.site).hostname or province.site
    counts = [(province.counts[name], label) for name, label in COUNTS]
    return ProvinceCard(
        name=_name(province),
        home=Link(host, province.site),
        data=Link("Dữ liệu mở", f"{province.site}du-lieu/"),
        as_of=str(parse_day(province.updated[:10])) if province.updated else "",
        counts=tuple(f"{print_number(Decimal(count))} {label}" for count, label in counts if count),
        campaigns=tuple(_campaigns(province, today)),
    )


def _campaigns(province: Province, today: date) -> Iterator[CampaignLine]:
    for campaign in _own(province):
        phases = [one for one in province.rows["phases"] if one["campaign_id"] == campaign["id"]]
        yield CampaignLine(
            Link(str(campaign["title"]), str(campaign["url"])),
            tuple(_phase(phase, today) for phase in sorted(phases, key=lambda one: one["number"])),
        )


def _own(province: Province) -> list[Row]:
    """Return the campaigns of the province itself, not of its communes and units."""
    return [row for row in province.rows["campaigns"] if row["scope"] == "province"]


def _phase(phase: Row, today: date) -> str:
    """Return `Đợt 1: 19/8/2024 – 03/02/2025, đã kết thúc`; what is not known is left out."""
    start, end = (phase[name] and date.fromisoformat(phase[name]) for name in ("start", "end"))
    days = " – ".join(str(Day(day.year, day.month, day.day)) for day in (start, end) if day)
    state = "next" if start and today < start else "done" if end and today > end else "now"
    if not (start and end):
        state = "unknown" if state == "now" else state
    told = [part for part in (days, WORDS[state].lower()) if part]
    return f"Đợt {phase['number']}: {', '.join(told)}" if told else f"Đợt {phase['number']}"


def _contents(provinces: Sequence[Province]) -> Iterator[tuple[int, str, tuple[TargetLine, ...]]]:
    own = {row["id"] for province in provinces for row in _own(province)}
    for number in CONTENTS:
        lines, words = [], ""
        for province in provinces:
            figures = _newest_figures(province)
            for target in province.rows["targets"]:
                if target["canonical_content"] == number and target["campaign_id"] in own:
                    words = words or str(target["content_title"] or "")
                    lines.append(_target(province, target, figures.get(target["id"])))
        if lines:
            yield number, words, tuple(lines)


def _newest_figures(province: Province) -> dict[str, Row]:
    """Return by target the newest figure of the province as a whole; none of a commune's."""
    whole = {row["id"] for row in province.rows["localities"] if row["level"] == "province"}
    own = [row for row in province.rows["results"] if row["unit_id"] in whole and row["target_id"]]
    current = [row for row in own if row["superseded_by_id"] is None]
    return {row["target_id"]: row for row in sorted(current, key=lambda row: row["as_of"] or "")}


def _target(province: Province, target: Row, figure: Row | None) -> TargetLine:
    return TargetLine(
        province=_name(province),
        target=Link(str(target["as_printed"]), str(target["url"])),
        figure=_figure(figure) if figure else "Chưa có số liệu",
        conclusion=VERDICTS[figure["conclusion"]] if figure and figure["conclusion"] else "",
        report=Link(f"tính đến {parse_day(figure['as_of'])}", str(figure["url"]))
        if figure and figure["as_of"]
        else None,
    )


def _figure(figure: Row) -> str:
    """Return a figure as its own site told it: as printed, a share, or a value; or why there is none."""
    status = figure["value_status"]
    if status != ValueStatus.REPORTED.value:
        return STATUSES[status][:1].upper() + STATUSES[status][1:]
    if figure["as_printed"]:
        return str(figure["as_printed"])
    if figure["denominator"] is not None:
        return f"{_number(figure['numerator'])}/{_number(figure['denominator'])}"
    unit = figure["unit_of_measure"] or ""
    return f"{_number(figure['value'])}{unit if unit == '%' else f' {unit}'}".strip()


def _number(value: object) -> str:
    return print_number(Decimal(str(value)))


def _news(provinces: Sequence[Province]) -> Iterator[NewsLine]:
    every = [(row, one) for one in provinces for row in one.rows["news"]]
    every.sort(key=lambda pair: (pair[0]["published_at"], pair[0]["id"]), reverse=True)
    for row, province in every[:NEWEST]:
        day = str(parse_day(row["published_at"][:10]))
        link = Link(str(row["title"]), str(row["url"]))
        yield NewsLine(link, _name(province), day, row["published_at"])
