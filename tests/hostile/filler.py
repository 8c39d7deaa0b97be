"""Fills every field of every kind, walked by its type: a new field is covered without a word here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic.fields import FieldInfo

from bulletin import settings
from bulletin.kinds import Deeds, Part, Result
from bulletin.kinds import _types as types
from bulletin.kinds._fields import Gaps
from bulletin.kinds._inspect import marks_of
from bulletin.kinds._types import Body, Labelled, RefTo
from bulletin.kinds.award import Award, Recipient
from bulletin.kinds.campaign import Anniversary, ContentItem
from bulletin.kinds.person import Mention
from bulletin.kinds.recording import Recording
from bulletin.kinds.result import Earlier, ReportedFigure
from bulletin.kinds.target import Target
from bulletin.settings import Colours

ATTACK = """</title><script>alert(7)</script>"'<b>&amp;{{ 7*7 }}{% raw %}</textarea>-->"""
HARMLESS = "title script alert 7 script b amp 7 7 raw textarea"
"""Words that make the same slug, so that a site of them has the same addresses."""
MARKDOWN = """\
{t} thường

## {t}

- mục {t}

> trích {t}

| {t} | cột |
|---|---|
| ô {t} | `{t}` |

[chữ {t}](https://vidu.example/) ![mô tả {t}](media:anh.png)
"""
TOKEN = re.compile(r"\b[Tt]\d+z\b")
SECRET = re.compile(
    rb"\bm\d+z\b|mat-(?:draft|review|embargo|future)|(?:anh|tep|tieng|phim|phu-de)-mat"
)
ADDRESS = re.compile(r"[\w:/.#?&=%,@-]*")

SAMPLES: dict[Callable[[object], Any], Any] = {
    types._day: "19/8/2024",
    types._full_day: "19/8/2024",
    types._number: "80",
    types._count: "1",
    types._truth: None,
    types._slug: "to-1",
    types._web_address: "https://vidu.example/?a=1&amp;b={{7*7}}",
    types._media: "anh.png",
    types._download: "tep.txt",
    settings._colour: "#0b5a5e",
    types._recording: "tieng.mp3",
    types._captions: "phu-de.vtt",
    types._length: "1:05",
}
"""What is typed into a field that is no free text; None leaves it out."""
NAMES_OF_OTHER_THINGS = {
    "status", "aliases", "unknown", "undecided", "inferred", "name_policy",
    "population_of", "derived_from", "replaces", "amends", "abolishes", "official_code", "left",
}  # fmt: skip
"""Fields whose text must be a known name: anything else is refused when read."""
CODES = {"content": "", "target": "-1"}
"""Fields that name a content of the entry's campaign, or a target: what follows the content."""
SOUND = {(Anniversary, "years"): "0", (ContentItem, "canonical_ref"): "7"}
"""Numbers that must fit others; content 7 withholds neither names nor figures."""
REQUIRED_REFERENCES = {
    "category": "day-category", "issuer": "day-organisation", "decided_by": "day-organisation",
    "locality": "day-locality", "commune": "day-locality", "unit": "day-locality",
    "campaign": "day-campaign", "team": "day-locality/to-1",
}  # fmt: skip
"""What refers to others and may be missing in some kinds only."""


MONTHS = {
    "goc0": "2024-08", "day0": "2023-01", "mat-draft": "2023-02", "mat-review": "2023-03",
    "mat-embargo": "2023-04", "mat-future": "2023-05", "mat-withdrawn": "2023-06",
}  # fmt: skip
"""Editor's choices are named by months; the first is that of every entry's publication."""


@dataclass
class Filler:
    """Fills every field of an entry: free text with a token and `text`, all others soundly."""

    text: str
    letter: str = "t"
    code: str = ""
    """The code of the content that every campaign has."""
    places: dict[str, str] = field(default_factory=dict)
    """By token, the field it was typed into."""
    front: str = ""
    """What stands before the token."""

    def part(self, part: type[Part], place: str, target: str, depth: int = 0) -> dict[str, Any]:
        """Return everything a part can hold; references lead to the entries named `target-…`."""
        made: dict[str, Any] = {}
        for name, info in part.model_fields.items():
            if name not in NAMES_OF_OTHER_THINGS:
                value = self.value(part, name, info, f"{place}.{name}", target=target, depth=depth)
                if value is not None:
                    made[name] = value
        if issubclass(part, Gaps):
            made["inferred"] = {name: self.words(f"{place}.inferred") for name in made}
        return made

    def value(
        self, part: type[Part], name: str, info: FieldInfo, place: str, *, target: str, depth: int
    ) -> Any:
        """Return what to type into one field, or None to leave it out."""
        if (part, name) in SOUND:
            return SOUND[part, name]
        marks = [*info.metadata, *marks_of(info.annotation)]
        many = any(getattr(mark, "__origin__", None) is tuple for mark in marks)
        inner = [mark for mark in marks if isinstance(mark, type) and issubclass(mark, Part)]
        if not inner:
            one = self.scalar(marks, name, place, target)
            return [one] if many and one is not None else one
        if depth > 3:
            return None
        full = self.part(inner[0], place, target, depth + 1)
        made = list(self.sound(inner[0], full))
        return made if many else made[-1]

    def sound(self, part: type[Part], full: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield parts that hold together all that was filled in: some fields exclude each other."""
        if issubclass(part, Mention):
            yield without(full, "full_name", "consents", "basis")
            yield without(full, "person")
        elif part is Target:
            yield without(full, "any_of", "all_of")
            yield without(full, "operator", "value", "all_of")
            yield without(full, "operator", "value", "any_of")
        elif part is ReportedFigure:
            yield without(full, "title", "value", "baseline", "part")
            yield without(full, "target", "numerator", "denominator", "as_printed", "part")
        elif part is Earlier:
            yield without(full, "numerator", "denominator")
        elif part is Recipient:
            standing = without(full, "revocation")
            yield {**without(standing, "title", "team", "members"), "kind": "person"}
            yield {**without(standing, "person", "team", "members"), "kind": "household"}
            yield {**without(standing, "person", "title"), "kind": "team"}
            yield {**without(full, "title", "team", "members"), "kind": "person"}
        elif part is Recording:
            mine = without(full, "url", "outlet")
            yield without(full, "file", "poster", "captions")
            yield without(mine, "poster", "captions")
            yield {**mine, "file": "phim.webm"}
        elif part is Award:
            full["category"] = "commendation"  # the first form, an order, is one
            yield {**without(full, "revocation"), "state": "conferred"}
            yield {**full, "state": "revoked"}
        elif part is Colours:
            yield without(full, "accent")  # it must stand out from the brand
        elif part is Deeds:
            yield without(full, "none_reported", "not_received")
        elif part is Result:
            # Figures that were corrected ask for a correction of the same day.
            mended = [{**one, "kind": "correction"} for one in full.get("changes") or ()]
            yield {**without(full, "phase"), "kind": "monthly", "changes": mended}
        else:
            yield full

    def scalar(self, marks: list[Any], name: str, place: str, target: str) -> Any:
        for mark in marks:
            if isinstance(mark, RefTo):
                return f"{target}-{mark.kind}"
            if isinstance(mark, type) and issubclass(mark, Labelled):
                return next(iter(mark)).value
            if mark is Body:
                return re.sub(r"\{t\}", lambda _: self.words(f"{place} (body)"), MARKDOWN)
        readers = {getattr(mark, "func", None) for mark in marks}
        if types._team in readers:
            return f"{target}-locality/to-1"
        for reader, sample in SAMPLES.items():
            if reader in readers:
                return sample
        assert types._line in readers, f"{place}: say in SAMPLES what a field of this type takes"
        if name in CODES:
            return f"{self.code}{CODES[name]}"
        return self.code if place == "campaign.contents.code" else self.words(place)

    def words(self, place: str) -> str:
        """Return a free text that tells where it was typed."""
        token = f"{self.letter}{len(self.places)}z"
        self.places[token] = place
        return f"{self.front}{token} {self.text}"


def without(made: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return what was made without some fields, nor reasons why they are inferred."""
    kept = {name: value for name, value in made.items() if name not in names}
    if "inferred" in kept:
        kept["inferred"] = {k: v for k, v in kept["inferred"].items() if k in kept}
    return kept


def without_references(made: dict[str, Any], kind: type[Part]) -> dict[str, Any]:
    """Leave out what refers to others, save what may not be missing."""
    kept = _without_references(made)
    needed = {name for name, info in kind.model_fields.items() if info.is_required()}
    lost = needed & {name for name, value in made.items() if refers(value)}
    return kept | {name: slug for name, slug in REQUIRED_REFERENCES.items() if name in lost}


def _without_references(made: Any) -> Any:
    if isinstance(made, list):
        return [_without_references(one) for one in made if not refers(one)]
    if not isinstance(made, dict):
        return made
    kept = {name: _without_references(x) for name, x in made.items() if not refers(x, name)}
    if made.get("team") and "rows" not in made:
        kept["team"] = REQUIRED_REFERENCES["team"]
    kept = {name: value for name, value in kept.items() if value not in ([], {})}
    return without(kept)


def refers(value: Any, name: str = "") -> bool:
    """Tell whether a value names another entry, or a content or phase of its campaign."""
    if isinstance(value, list):
        return bool(value) and all(map(refers, value))
    if isinstance(value, dict):
        return isinstance(value.get("person"), str) or "target" in value
    return name in {*CODES, "phase"} or str(value).startswith("goc-")
