"""Figures that the rules hold back stand in no text of their own report."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from bulletin.checks._library import Library
from bulletin.checks.names import texts_of
from bulletin.kinds import Campaign, Locality, Result
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_withheld
from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.suppress import beside
from bulletin.numbers import print_number
from bulletin.problems import Problem

_FREE_TEXTS = ("summary", "narrative", "changes", "claims", "inferred", "sources")
MIN_TELLING = 10
"""A single digit says nothing by itself: it may be any number of the text."""


def check_withheld_figures_stand_nowhere(library: Library) -> Iterator[Problem]:
    """What a report may not tell in its table, it does not tell in its words either."""
    level = partial(_level, library)
    campaigns = {c.slug: c for c in library.all(Campaign)}
    told_by_totals = beside(campaigns, library.all(Result), level).figures
    for result in library.all(Result):
        withheld = [
            figure
            for figure in result.figures
            if (result.slug, figure.target) in told_by_totals
            or _is_withheld(library, result, figure)
        ]
        told = {w for f in result.figures if f not in withheld for w in _spellings(f)}
        for words, figure in ((w, f) for f in withheld for w in _spellings(f) - told):
            for line, text in _lines(result):
                if re.search(rf"(?<![\d.,/]){re.escape(words)}(?![\d/]|[.,]\d)", _plain(text)):
                    about = f"chỉ tiêu `{figure.target}`" if figure.target else "một số liệu"
                    yield Problem(
                        result.file,
                        line,
                        f"nêu con số không công khai của {about}",
                        "Bỏ con số khỏi lời văn; kết luận của chỉ tiêu ấy cũng không nêu",
                    )


def _is_withheld(library: Library, result: Result, figure: ReportedFigure) -> bool:
    campaign = library.shelves[Campaign.KIND].get(result.campaign)
    level = _level(library, result.unit)
    found = campaign.target(figure.target or "") if isinstance(campaign, Campaign) else None
    content, target = found or (None, None)
    return is_withheld(figure, target, content, level)


def _level(library: Library, unit: str) -> Level:
    place = library.shelves[Locality.KIND].get(unit)
    return place.level if isinstance(place, Locality) else Level.COMMUNE


def _spellings(figure: ReportedFigure) -> set[str]:
    """Return how a text would tell a figure: `640/719`, `89%`, `89,0%`, the value itself."""
    found = {figure.as_printed} if figure.as_printed else set()
    if figure.numerator is not None and figure.denominator:
        found.add(f"{figure.numerator}/{figure.denominator}")
        percent = figure.percent or Decimal(0)
        for digits in (0, 1, 2):
            found.add(f"{print_number(round(percent, digits))}%")
    if figure.value is not None and figure.value >= MIN_TELLING:
        found.add(_plain(print_number(figure.value)))
    # 0% and 100% are what most targets ask for: as words of a text they tell of the target.
    return {_plain(words) for words in found} - {"0%", "100%"}


def _plain(text: str) -> str:
    """Return a text without dots between thousands and without the space before `%`."""
    return re.sub(r"\s+%", "%", re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", text))


def _lines(result: Result) -> Iterator[tuple[int, str]]:
    """Yield the lines of a report's free texts with their numbers in its file."""
    for place, text in texts_of(result):
        if place and place[0] in _FREE_TEXTS:
            start = result.line_in_text(place, text.split("\n")[0])
            for number, line in enumerate(text.split("\n")):
                yield start + number, line
