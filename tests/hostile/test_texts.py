"""Whatever staff type stays text: put into every free-text field there is, looked for everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from icalendar import Calendar, vText
from lxml import html

from bulletin.kinds import KINDS, Deeds, Result
from bulletin.verify import check_site
from data.reading import DANGEROUS, csv_rows, data_files, excel_cells, unguarded
from hostile.filled import Filled, fill
from hostile.filler import ADDRESS, ATTACK, HARMLESS, SECRET, TOKEN
from hostile.reading import made_html, shape, texts_of_feed, texts_of_json, texts_of_page


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
        if name.endswith(".csv") or (name.startswith("du-lieu/") and not name.endswith(".html")):
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
    feeds, seen = dict(harmless.files("rss.xml", "atom.xml", "feed.json")), 0
    for name, path in hostile.files("rss.xml", "atom.xml", "feed.json"):
        found, wanted = (list(map(shape, made_html(p))) for p in (path, feeds[name]))
        assert found == wanted, name
        seen += len(found)
    assert seen > 100


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
    (r"settings\.editor\.\w+", "for the editor, which is no page of the site"),
    (
        r"(waivers|approval)\.\w+",
        "who released it, and why something may stand, is the office's own",
    ),
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
