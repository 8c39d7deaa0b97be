"""Whatever staff type stays text: put into every free-text field there is, looked for everywhere.

The fields are walked by their types, so a new field of any kind is covered without a word here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar, vText
from lxml import etree, html
from pydantic.fields import FieldInfo

import bless
from bulletin import settings
from bulletin.kinds import KINDS, Deeds, Entry, Issue, Item, News, Part, Result, Roster
from bulletin.kinds import _types as types
from bulletin.kinds._fields import Gaps
from bulletin.kinds._inspect import marks_of
from bulletin.kinds._types import Body, Labelled, RefTo
from bulletin.kinds.award import Award, Recipient
from bulletin.kinds.campaign import Anniversary, ContentItem
from bulletin.kinds.person import Mention
from bulletin.kinds.recording import Recording
from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.target import Target
from bulletin.settings import Colours, Settings
from bulletin.verify import check_site
from conftest import built
from data.reading import DANGEROUS, csv_rows, data_files, excel_cells, unguarded

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
    "population_of", "derived_from", "replaces", "amends", "abolishes", "official_code",
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
            yield {**without(full, "revocation"), "state": "conferred"}
            yield {**full, "state": "revoked"}
        elif part is Colours:
            yield without(full, "accent")  # it must stand out from the brand
        elif part is Deeds:
            yield without(full, "none_reported", "not_received")
        elif part is Result:
            yield {**without(full, "phase"), "kind": "monthly"}
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


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        """Content knows no anchors: what stands twice is written twice."""
        return True


def save(path: Path, made: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    text = yaml.dump(made, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Filled:
    """A built site whose every entry holds everything it can."""

    folder: Path
    places: dict[str, str]

    def files(self, *endings: str) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.name.endswith(endings or ("",)):
                yield path.relative_to(self.folder).as_posix(), path


def fill(project: Path, text: str, front: str = "") -> Filled:
    """Build the small site with entries of every kind, all fields filled, some not published."""
    config = bless.copy_project(project)
    content = project / "content"
    for path in content.rglob("*.yml"):
        path.unlink()
    (content / "media/hoi-truong.png").rename(content / "media/anh.png")
    (content / "media/anh-nhap.png").rename(content / "media/anh-mat.png")
    for name, inside in FILES.items():
        for one in (name, name.replace(".", "-mat.")):
            (content / "media" / one).write_bytes(inside)
    filler, secret = Filler(text, front=front), Filler("lộ", "m")
    filler.code = secret.code = filler.words("campaign.contents.code")
    settings = yaml.safe_load(config.read_text("utf-8"))
    for name, words in filler.part(Settings, "settings", "").items():
        own = settings if name in settings else settings["extra"]["bulletin"]
        if name == "data_licence" or (isinstance(words, str) and TOKEN.search(words)):
            own[name] = words if name != "guid_domain" else own[name]
    settings["extra"]["bulletin"]["show_team"] = True
    save(config, settings)
    for kind in KINDS.values():
        folder = content / kind.FOLDER
        for stem in ("goc", "day"):
            made = filler.part(kind, kind.KIND, "goc")
            for number, one in enumerate(filler.sound(kind, made)):
                full = one if stem == "day" else without_references(one, kind)
                name = named(kind, full, f"{stem}{number or (0 if kind is Issue else '')}")
                full |= {"status": "published", "aliases": [f"cu-{stem}{number}-{kind.KIND}"]}
                save(folder / f"{name}.yml", full)
        for stem in HIDDEN:
            # What has no day of publication waits for its `publish_at`.
            changes = HIDDEN[stem if issubclass(kind, Item) else stem.replace("future", "embargo")]
            one = next(secret.sound(kind, secret.part(kind, kind.KIND, "goc")))
            hide(folder, kind, {**one, **changes}, f"mat-{stem}")
    point_at_what_is_hidden(content / "news/day-news.yml")
    return Filled(built(config, project.parent / "site"), filler.places)


def named(kind: type[Entry], made: dict[str, Any], stem: str) -> str:
    """Return the file name of an entry: some are named after the places they are about."""
    if kind is Roster:
        return str(made["commune"])
    if kind is Deeds:
        return f"{made['commune']}-2024-08"
    if kind is Result:
        return f"{made['campaign']}-{made['unit']}-2024-08"
    if kind is Issue:
        return MONTHS[stem]
    return f"{stem}-{kind.KIND}"


def hide(folder: Path, kind: type[Entry], made: dict[str, Any], stem: str) -> None:
    """Save an entry that readers may not see, about places and with files of nobody else's."""
    if kind in (Roster, Deeds, Result):
        text = yaml.dump(made, Dumper=Dumper).replace("goc-locality", f"{stem}-locality")
        made = yaml.safe_load(text)
    path = folder / f"{named(kind, made, stem)}.yml"
    save(path, made)
    text = path.read_text("utf-8")
    for name in ("anh.png", *FILES):
        text = text.replace(name, name.replace(".", "-mat."))
    path.write_text(text, "utf-8")


FILES = {
    "tep.txt": "Tệp tải về.\n".encode(),
    "tieng.mp3": b"ID3" + bytes(8),
    "phim.webm": b"\x1a\x45\xdf\xa3\x8a\x42\x82\x84webm",
    "phu-de.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nXin chào.\n".encode(),
}
"""What lies in media/ besides a picture; each also as `…-mat`, shown by hidden entries only."""
HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "embargo": {"status": "published", "publish_at": "10/7/2025 07:01", "expires_at": "11/7/2025"},
    "future": {"status": "published", "published_at": "10/7/2025 07:01", "expires_at": "11/7/2025"},
    "withdrawn": {
        "status": "withdrawn",
        "changes": [{"date": "20/8/2024", "kind": "removal", "note": "m0z lý do"}],
    },
}


def point_at_what_is_hidden(news: Path) -> None:
    """Let a published article refer to everything unpublished that it can, and link to it."""
    made = yaml.safe_load(news.read_text("utf-8"))
    for name, kind in KINDS.items():
        if f"{name}s" in News.model_fields and issubclass(kind, Item):
            made[f"{name}s"] += [f"mat-{stem}-{name}" for stem in HIDDEN]
        if kind.ADDRESS and kind not in (Deeds, Result):
            made["body"] += "".join(f"\n[chữ]({name}:mat-{stem}-{name})\n" for stem in HIDDEN)
    save(news, made)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("ác ý") / "du-an", ATTACK)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("lành") / "du-an", HARMLESS)


def test_a_site_of_hostile_texts_is_built_and_sound(hostile: Filled) -> None:
    assert check_site(hostile.folder, "https://minhhoa.example/mau/") == []
    assert len(hostile.places) > 1000
    assert {place.partition(".")[0] for place in hostile.places.values()} == {*KINDS, "settings"}


def test_no_hostile_text_stands_unescaped_in_any_file(hostile: Filled) -> None:
    for name, path in hostile.files():
        if name.endswith(".ics"):
            continue  # plain text to those who read it
        if name.startswith("du-lieu/") and not name.endswith(".html"):
            continue  # served as data, which no browser runs: exactness is tested below
        data = path.read_bytes()
        for live in (b"<script>alert", b"</title><script", b"<b>&", b"</textarea>"):
            assert live not in data, name


def test_hostile_texts_are_escaped_once_and_not_twice(hostile: Filled) -> None:
    for name, path in hostile.files(".html"):
        assert b"&amp;lt;" not in path.read_bytes(), name


def test_no_element_and_no_attribute_comes_from_a_text(hostile: Filled, harmless: Filled) -> None:
    pages = dict(harmless.files(".html"))
    assert pages.keys() == dict(hostile.files(".html")).keys()
    for name, path in hostile.files(".html"):
        assert shape(path.read_text("utf-8")) == shape(pages[name].read_text("utf-8")), name


def test_no_element_of_a_feeds_text_comes_from_a_text(hostile: Filled, harmless: Filled) -> None:
    feeds = dict(harmless.files("rss.xml", "atom.xml", "feed.json"))
    for name, path in hostile.files("rss.xml", "atom.xml", "feed.json"):
        found, wanted = (list(map(shape, made_html(p))) for p in (path, feeds[name]))
        assert found == wanted, name
        assert found


class Shape(HTMLParser):
    """Collects elements and the names of their attributes, as a browser's tokenizer does."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def shape(text: str) -> list[object]:
    parser = Shape()
    parser.feed(text)
    parser.close()
    return parser.found


def made_html(feed: Path) -> list[str]:
    """Return the texts of a feed that readers take for HTML."""
    if feed.suffix == ".json":
        return [item.get("content_html", "") for item in json.loads(feed.read_bytes())["items"]]
    tree = etree.fromstring(feed.read_bytes())
    found = tree.xpath("//item/description | //item/*[local-name()='encoded'] | //*[@type='html']")
    return [element.text or "" for element in found]


def texts_of_page(text: str) -> Iterator[tuple[str, str]]:
    """Yield (attribute or ``, text) of every text a reader or a machine finds in HTML."""
    for element in html.document_fromstring(text).iter():
        if element.get("type") == "application/ld+json":
            yield from (("json", piece) for piece in texts_of_json(json.loads(element.text)))
        elif element.text:
            yield "", element.text
        if element.tail:
            yield "", element.tail
        yield from element.attrib.items()


def texts_of_json(value: Any) -> Iterator[str]:
    """Yield every text of JSON, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_of_json(one)


def texts_of_feed(feed: Path) -> Iterator[tuple[str, str]]:
    taken = set(made_html(feed))
    if feed.suffix == ".json":
        yield from (("", text) for text in strings(json.loads(feed.read_bytes())) - taken)
    root = etree.Element("json") if feed.suffix == ".json" else etree.fromstring(feed.read_bytes())
    for element in root.iter():
        for piece in (element.text, *element.attrib.values()):
            if piece and piece not in taken:
                yield "", piece
    for piece in taken:
        yield from texts_of_page(f"<div>{piece}</div>")


def strings(value: object) -> set[str]:
    """Return every text in a JSON value."""
    if isinstance(value, dict):
        return set().union(*map(strings, value.values()))
    if isinstance(value, list):
        return set().union(*map(strings, value))
    return {value} if isinstance(value, str) else set()


def mangled(texts: Iterator[tuple[str, str]], places: dict[str, str]) -> Iterator[str]:
    """Yield where a text is found that is not, letter for letter, the one that was typed."""
    for attribute, text in texts:
        for found in TOKEN.finditer(text):
            place, rest = places[found.group().lower()], text[found.end() :]
            allowed = [f" {ATTACK}"]
            if place.endswith("(body)"):
                allowed.append(f" {unescape(ATTACK)}")
            # A description may end before the text does.
            cut = attribute == "content" and rest.endswith("…")
            if cut and any(one.startswith(rest.removesuffix("…")) for one in allowed):
                continue
            if not rest.startswith(tuple(allowed)) and not is_address(attribute, text):
                yield f"{place}: {attribute} {text[:200]}"


def is_address(attribute: str, text: str) -> bool:
    """Tell whether a text is an address or an anchor, in which words stand as a slug."""
    named = attribute in ("href", "id", "content", "aria-labelledby") or text.startswith(
        ("https://", "tag:")
    )
    return named and ADDRESS.fullmatch(text) is not None


def test_every_text_is_read_on_the_pages_letter_for_letter(hostile: Filled) -> None:
    for name, path in hostile.files(".html"):
        found = mangled(texts_of_page(path.read_text("utf-8")), hostile.places)
        assert list(found) == [], name


def test_every_text_is_read_in_feeds_and_site_map_letter_for_letter(hostile: Filled) -> None:
    for name, path in hostile.files(".xml", "feed.json", ".opml"):
        assert list(mangled(texts_of_feed(path), hostile.places)) == [], name


def test_every_text_is_read_in_calendars_letter_for_letter(hostile: Filled) -> None:
    found = 0
    for name, path in hostile.files(".ics"):
        for _, value in Calendar.from_ical(path.read_bytes()).property_items():
            if isinstance(value, vText):
                found += 1
                assert list(mangled(iter([("", str(value))]), hostile.places)) == [], name
    assert found


FORMULA = "cmd|' /C calc'!A0"


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A site whose every text is what a spreadsheet runs."""
    return fill(tmp_path_factory.mktemp("công thức") / "du-an", FORMULA, front="=")


def texts_of_data(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text of a file of open data, as programs and spreadsheets read it."""
    if name.endswith(".json"):
        yield from (("", piece) for piece in texts_of_json(json.loads(data)))
    elif name.endswith(".csv"):
        for row in csv_rows(data):
            yield from (("", unguarded(text)) for cell in row.values() for text in cell.split("\n"))
    else:
        for sheet in (1, 2):
            for _, _, cell in excel_cells(data, sheet):
                yield from (("", text) for text in cell.split("\n"))


def test_every_text_is_read_in_open_data_letter_for_letter(hostile: Filled) -> None:
    seen = set[str]()
    for name, data in data_files(hostile.folder).items():
        if name.endswith((".json", ".csv", ".xlsx")):
            texts = list(texts_of_data(name, data))
            assert list(mangled(iter(texts), hostile.places)) == [], name
            seen |= {token for _, text in texts for token in TOKEN.findall(text)}
    assert len(seen) > 250


def test_no_cell_of_open_data_is_a_formula(formulas: Filled) -> None:
    dangerous = 0
    for name, data in data_files(formulas.folder).items():
        if name.endswith(".csv"):
            for row in csv_rows(data):
                lines = [text for cell in row.values() for text in cell.split("\n")]
                assert not [text for text in lines if text.startswith(DANGEROUS)], name
                dangerous += sum(text.startswith("'=") for text in lines)
        elif name.endswith(".xlsx"):
            for sheet in (1, 2):
                for address, kind, text in excel_cells(data, sheet):
                    assert kind == "inlineStr" or not text.startswith("="), f"{name}: {address}"
    assert dangerous > 300


def test_data_tell_no_text_that_pages_keep_back(hostile: Filled) -> None:
    shown = shown_in(hostile)
    for name, data in data_files(hostile.folder).items():
        if name.endswith(".json"):
            tokens = {
                t.lower() for _, text in texts_of_data(name, data) for t in TOKEN.findall(text)
            }
            assert {hostile.places[token] for token in tokens} - shown == set(), name


PRIVATE = re.compile(r"consents\.(paper|holder)$")
KEPT_BACK = (
    (r"campaign\.canonical_theme", "for comparing and searching"),
    (r"\.targets\.indicator", "the target itself is printed as its plan prints it"),
    (r"locality\.order", "sorts"),
    (r"^issue\.(?!editorial).*", "a choice of entries, whose own pages tell where they come from"),
    (r"settings\.guid_domain", "for feeds"),
    (r"settings\.abbreviations\.\w+", "printed where a text uses one"),
    (r"^(category|link|person)\..*", "entries without a page of their own"),
    (r"^roster\.(?!teams).*", "no page of its own: it is for checking and counting"),
    (r"(people|person|members|signer|figures)\.inferred", "may tell what rules withhold"),
    (r"(pictures|recordings)\.people\..*", "the caption names who is shown"),
    (r"deeds\.rows\.people\.(roles|doing)", "told by the deed"),
    (r"award\.recipients\.(person|members)\.(roles|doing)", "told by unit and achievement"),
    (r"result\.claims\.field", "names a target or says nothing to readers"),
)
"""Free texts that need not be found on a page, and why; all others must be."""


def shown_in(site: Filled) -> set[str]:
    """Return the fields that are found on some page."""
    tokens = set[str]()
    for _, path in site.files(".html"):
        for _, text in texts_of_page(path.read_text("utf-8")):
            tokens |= {token.lower() for token in TOKEN.findall(text)}
    return {site.places[token] for token in tokens}


def test_every_free_text_is_shown_on_some_page_or_known_to_be_kept_back(hostile: Filled) -> None:
    hidden = set(hostile.places.values()) - shown_in(hostile)
    hidden = {place for place in hidden if not PRIVATE.search(place)}
    matched = {p: {x for x in hidden if re.search(f"(?:{p})$", x)} for p, _ in KEPT_BACK}
    assert hidden - set().union(*matched.values()) == set()
    assert [pattern for pattern, found in matched.items() if not found] == []


def test_papers_of_consent_are_never_published(hostile: Filled) -> None:
    private = {token for token, place in hostile.places.items() if PRIVATE.search(place)}
    assert private
    for name, path in hostile.files(".html", ".xml", ".txt", ".ics", ".opml", "feed.json"):
        assert not private & set(TOKEN.findall(path.read_text("utf-8"))), name


def test_nothing_unpublished_stands_in_any_byte_or_file_name(hostile: Filled) -> None:
    for name, path in hostile.files():
        # Packed pixels hold three letters of anything by chance.
        data = b"" if name.startswith("the/") else path.read_bytes()
        if name.endswith(".xlsx"):
            data = " ".join(text for _, _, text in excel_cells(path.read_bytes())).encode()
        assert not SECRET.search(data), f"{name}: {SECRET.search(data)}"
        assert not SECRET.search(name.encode()), name


def test_everything_taken_down_leaves_its_tombstone_and_no_more(hostile: Filled) -> None:
    pages = {name for name, _ in hostile.files(".html") if "mat-withdrawn" in name}
    # A report is a line on a page of others and has none of its own to stand empty.
    own = {kind for kind in KINDS.values() if kind.ADDRESS} - {Deeds, Result}
    assert pages == {
        "viec-tot/mat-withdrawn-locality/2024-08/index.html",
        *(f"{kind.ADDRESS}mat-withdrawn-{kind.KIND}/index.html" for kind in own),
    }
    for name in pages:
        main = html.fromstring((hostile.folder / name).read_bytes()).xpath("string(//main)")
        assert "Nội dung này đã được gỡ ngày 20/8/2024" in " ".join(main.split())
