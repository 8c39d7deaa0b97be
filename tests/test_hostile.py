"""Whatever staff type stays text: put into every free-text field there is, looked for everywhere.

The fields are walked by their types, so a new field of any kind is covered without a word here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html
from pydantic.fields import FieldInfo

import bless
from bulletin.kinds import KINDS, Item, Part
from bulletin.kinds import _types as types
from bulletin.kinds._fields import Gaps, marks_of
from bulletin.kinds._types import Body, Labelled, RefTo
from bulletin.kinds.campaign import Anniversary, Target
from bulletin.kinds.person import Mention
from bulletin.settings import Settings
from bulletin.verify import check_site
from conftest import built

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
TOKEN = re.compile(r"\bt\d+z\b")
SECRET = re.compile(rb"\bm\d+z\b|mat-(?:draft|review|embargo|future)|anh-mat")
ADDRESS = re.compile(r"[\w:/.#?&=%,@-]*")

SAMPLES: dict[Callable[[object], Any], Any] = {
    types._day: "19/8/2024",
    types._full_day: "19/8/2024",
    types._number: "80",
    types._count: "1",
    types._truth: None,
    types._slug: None,
    types._web_address: "https://vidu.example/?a=1&amp;b={{7*7}}",
    types._media: "anh.png",
}
"""What is typed into a field that is no free text; None leaves it out."""
NAMES_OF_OTHER_THINGS = {
    "status", "aliases", "unknown", "undecided", "inferred", "name_policy",
    "population_of", "derived_from", "replaces", "amends", "abolishes",
}  # fmt: skip
"""Fields whose text must be a known name: anything else is refused when read."""


@dataclass
class Filler:
    """Fills every field of an entry: free text with a token and `text`, all others soundly."""

    text: str
    letter: str = "t"
    places: dict[str, str] = field(default_factory=dict)
    """By token, the field it was typed into."""

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
        if part is Anniversary and name == "years":
            return "0"
        marks = [*info.metadata, *marks_of(info.annotation)]
        many = any(getattr(mark, "__origin__", None) is tuple for mark in marks)
        inner = [mark for mark in marks if isinstance(mark, type) and issubclass(mark, Part)]
        if not inner:
            one = self.scalar(marks, place, target)
            return [one] if many and one is not None else one
        if depth > 3:
            return None
        full = self.part(inner[0], place, target, depth + 1)
        made = list(self.sound(inner[0], full))
        return made if many else made[-1]

    def sound(self, part: type[Part], full: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield parts that hold together all that was filled in: some fields exclude each other."""
        if issubclass(part, Mention):
            yield without(full, "full_name", "consents")
            yield without(full, "person")
        elif part is Target:
            yield without(full, "any_of", "all_of")
            yield without(full, "operator", "value", "all_of")
            yield without(full, "operator", "value", "any_of")
        else:
            yield full

    def scalar(self, marks: list[Any], place: str, target: str) -> Any:
        for mark in marks:
            if isinstance(mark, RefTo):
                return f"{target}-{mark.kind}"
            if isinstance(mark, type) and issubclass(mark, Labelled):
                return next(iter(mark)).value
            if mark is Body:
                return re.sub(r"\{t\}", lambda _: self.words(f"{place} (body)"), MARKDOWN)
        readers = {getattr(mark, "func", None) for mark in marks}
        for reader, sample in SAMPLES.items():
            if reader in readers:
                return sample
        assert types._line in readers, f"{place}: say in SAMPLES what a field of this type takes"
        return self.words(place)

    def words(self, place: str) -> str:
        """Return a free text that tells where it was typed."""
        token = f"{self.letter}{len(self.places)}z"
        self.places[token] = place
        return f"{token} {self.text}"


def without(made: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return what was made without some fields, nor reasons why they are inferred."""
    kept = {name: value for name, value in made.items() if name not in names}
    if "inferred" in kept:
        kept["inferred"] = {k: v for k, v in kept["inferred"].items() if k in kept}
    return kept


def without_references(made: Any) -> Any:
    """Leave out what refers to others, save what may not be missing."""
    if isinstance(made, list):
        return [without_references(one) for one in made if not refers(one)]
    if not isinstance(made, dict):
        return made
    kept = {name: without_references(value) for name, value in made.items() if not refers(value)}
    needed = {"category": "day-category", "issuer": "day-organisation"}
    kept |= {name: slug for name, slug in needed.items() if name in made}
    kept = {name: value for name, value in kept.items() if value not in ([], {})}
    return without(kept)


def refers(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(map(refers, value))
    return "person" in value if isinstance(value, dict) else str(value).startswith("goc-")


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


def fill(project: Path, text: str) -> Filled:
    """Build the small site with entries of every kind, all fields filled, some not published."""
    config = bless.copy_project(project)
    content = project / "content"
    for path in content.rglob("*.yml"):
        path.unlink()
    (content / "media/hoi-truong.png").rename(content / "media/anh.png")
    (content / "media/anh-nhap.png").rename(content / "media/anh-mat.png")
    filler, secret = Filler(text), Filler("lộ", "m")
    settings = yaml.safe_load(config.read_text("utf-8"))
    for name, words in filler.part(Settings, "settings", "").items():
        own = settings if name in settings else settings["extra"]["bulletin"]
        if words in filler.places or TOKEN.match(str(words)):
            own[name] = words if name != "guid_domain" else own[name]
    save(config, settings)
    for kind in KINDS.values():
        folder, name = content / kind.FOLDER, kind.KIND
        for stem in ("goc", "day"):
            made = filler.part(kind, name, "goc")
            made |= {"status": "published", "aliases": [f"cu-{stem}-{name}"]}
            made = made if stem == "day" else without_references(made)
            save(folder / f"{stem}-{name}.yml", made)
        for stem, changes in HIDDEN.items():
            if stem != "future" or issubclass(kind, Item):
                made = {**secret.part(kind, name, "goc"), **changes}
                path = folder / f"mat-{stem}-{name}.yml"
                save(path, made)
                path.write_text(path.read_text("utf-8").replace("anh.png", "anh-mat.png"), "utf-8")
    point_at_what_is_hidden(content / "news/day-news.yml")
    return Filled(built(config, project.parent / "site"), filler.places)


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
    for name in ("campaign", "document", "event"):
        made[f"{name}s"] += [f"mat-{stem}-{name}" for stem in HIDDEN]
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
    feeds = dict(harmless.files("rss.xml", "atom.xml"))
    for name, path in hostile.files("rss.xml", "atom.xml"):
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
    tree = etree.fromstring(feed.read_bytes())
    found = tree.xpath("//item/description | //item/*[local-name()='encoded'] | //*[@type='html']")
    return [element.text or "" for element in found]


def texts_of_page(text: str) -> Iterator[tuple[str, str]]:
    """Yield (attribute or ``, text) of every text a reader or a machine finds in HTML."""
    for element in html.document_fromstring(text).iter():
        yield from (("", piece) for piece in (element.text, element.tail) if piece)
        yield from element.attrib.items()


def texts_of_feed(feed: Path) -> Iterator[tuple[str, str]]:
    taken = set(made_html(feed))
    for element in etree.fromstring(feed.read_bytes()).iter():
        for piece in (element.text, *element.attrib.values()):
            if piece and piece not in taken:
                yield "", piece
    for piece in taken:
        yield from texts_of_page(f"<div>{piece}</div>")


def mangled(texts: Iterator[tuple[str, str]], places: dict[str, str]) -> Iterator[str]:
    """Yield where a text is found that is not, letter for letter, the one that was typed."""
    for attribute, text in texts:
        for found in TOKEN.finditer(text):
            place, rest = places[found.group()], text[found.end() :]
            allowed = [f" {ATTACK}"]
            if place.endswith("(body)"):
                allowed.append(f" {unescape(ATTACK)}")
            if not rest.startswith(tuple(allowed)) and not is_address(attribute, text):
                yield f"{place}: {attribute} {text[:200]}"


def is_address(attribute: str, text: str) -> bool:
    """Tell whether a text is an address or an anchor, in which words stand as a slug."""
    named = attribute in ("href", "id", "content") or text.startswith("https://")
    return named and ADDRESS.fullmatch(text) is not None


def test_every_text_is_read_on_the_pages_letter_for_letter(hostile: Filled) -> None:
    for name, path in hostile.files(".html"):
        found = mangled(texts_of_page(path.read_text("utf-8")), hostile.places)
        assert list(found) == [], name


def test_every_text_is_read_in_feeds_and_site_map_letter_for_letter(hostile: Filled) -> None:
    for name, path in hostile.files(".xml"):
        assert list(mangled(texts_of_feed(path), hostile.places)) == [], name


PRIVATE = re.compile(r"consents\.(paper|holder)$")
KEPT_BACK = (
    (r"campaign\.canonical_theme", "for comparing and searching"),
    (r"\.targets\.indicator", "the target itself is printed as its plan prints it"),
    (r"locality\.order", "sorts"),
    (r"settings\.(guid_domain|licence)", "for feeds"),
    (r"(category|link|person)\..*", "entries without a page of their own"),
    (
        r"(locality|organisation)\.(changes\.note|closed\..*)",
        "their pages tell what became of them",
    ),
    (r"\.\w+\.inferred", "reasons are printed beside fields, not beside groups of them"),
    (r"pictures\.people\..*", "the caption names who is shown"),
    (r"people\.doing|signer\.doing", "told by the text, or by signing"),
)
"""Free texts that need not be found on a page, and why; all others must be."""


def shown_in(site: Filled) -> set[str]:
    """Return the fields that are found on some page."""
    tokens = set[str]()
    for _, path in site.files(".html"):
        for _, text in texts_of_page(path.read_text("utf-8")):
            tokens |= set(TOKEN.findall(text))
    return {site.places[token] for token in tokens}


def test_every_free_text_is_shown_on_some_page_or_known_to_be_kept_back(hostile: Filled) -> None:
    hidden = set(hostile.places.values()) - shown_in(hostile)
    kept = re.compile("|".join(f"(?:{pattern})$" for pattern, _ in KEPT_BACK))
    assert {place for place in hidden if not (kept.search(place) or PRIVATE.search(place))} == set()


def test_papers_of_consent_are_never_published(hostile: Filled) -> None:
    private = {token for token, place in hostile.places.items() if PRIVATE.search(place)}
    assert private
    for name, path in hostile.files(".html", ".xml", ".txt"):
        assert not private & set(TOKEN.findall(path.read_text("utf-8"))), name


def test_nothing_unpublished_stands_in_any_byte_or_file_name(hostile: Filled) -> None:
    for name, path in hostile.files():
        assert not SECRET.search(path.read_bytes()), f"{name}: {SECRET.search(path.read_bytes())}"
        assert not SECRET.search(name.encode()), name


def test_everything_taken_down_leaves_its_tombstone_and_no_more(hostile: Filled) -> None:
    pages = {name for name, _ in hostile.files(".html") if "mat-withdrawn" in name}
    assert pages == {
        f"{kind.ADDRESS}mat-withdrawn-{kind.KIND}/index.html"
        for kind in KINDS.values()
        if kind.ADDRESS
    }
    for name in pages:
        main = html.fromstring((hostile.folder / name).read_bytes()).xpath("string(//main)")
        assert "Nội dung này đã được gỡ ngày 20/8/2024" in " ".join(main.split())
