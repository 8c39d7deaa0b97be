"""A name or figure that the rules withhold appears in no byte of site/ (canaries.py plants them)."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

import bless
from bulletin.kinds import Award, Exemplar, Notice
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from bulletin.text import slugify
from bulletin.verify import check_site
from conftest import built, read_all
from hostile.canaries import ALLOWED, FILES, FILES_OF_NOBODY, NAMES, NUMBERS, PERCENTS, WORDS
from project import Project


def planted(folder: Path) -> Path:
    """Return the mkdocs.yml of a project full of canaries, which names villages where it may."""
    config = bless.copy_project(folder)
    text = config.read_text("utf-8")
    shutil.rmtree(folder / "content")
    Project(folder).write(FILES)
    config.write_text(text.replace("demo: true", "demo: true\n    show_team: true"), "utf-8")
    return config


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted(tmp_path_factory.mktemp("kin") / "du-an")


@pytest.fixture(scope="module")
def site(config: Path) -> Path:
    return built(config, config.parent.parent / "site")


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, str]:
    """Return by path what can be read of every file, without what HTML and addresses escape."""
    return {
        name: unescape(unquote(plain(name, data).decode("utf-8", "ignore")))
        for name, data in read_all(site).items()
    }


def plain(name: str, data: bytes) -> bytes:
    """Return what a file says: unpacked, and without checksums, whose digits are nobody's figure."""
    if name.endswith(".ics"):  # calendars fold long lines in the middle of words
        return data.replace(b"\r\n ", b"")
    if name.endswith(".gz"):
        return gzip.decompress(data)
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return b" ".join(inner.encode() + b" " + book.read(inner) for inner in book.namelist())
    if name.endswith(("SHA256SUMS", "datapackage.json")):
        return re.sub(rb"\b[0-9a-f]{64}\b|\"bytes\": \d+", b"", data)
    return data


@pytest.fixture(scope="module")
def said(texts: dict[str, str]) -> dict[str, str]:
    """Return by path what every file says, its name first: folded, as one slug."""
    return {name: slugify(f"{name} {text}") for name, text in texts.items()}


def where(said: dict[str, str], words: str) -> list[str]:
    """Return the files that say the words, however accented, joined or spaced."""
    looked_for = re.compile(rf"(?<![a-z0-9]){re.escape(slugify(words))}(?![a-z0-9])")
    return [name for name, text in said.items() if looked_for.search(text)]


RULES = [
    (rule, words) for table in (NAMES, WORDS) for rule, found in table.items() for words in found
]


def test_every_canary_stands_in_the_content() -> None:
    typed = " ".join(map(str, FILES.values()))
    everything = [*(words for _, words in RULES), *FILES_OF_NOBODY]
    everything += [str(number) for found in NUMBERS.values() for number in found]
    names = " ".join(FILES)
    assert [words for words in everything if words not in typed and words not in names] == []


def test_a_site_full_of_canaries_is_sound(site: Path) -> None:
    assert check_site(site, "https://minhhoa.example/mau/") == []


@pytest.mark.parametrize("words", ALLOWED)
def test_what_the_rules_allow_is_on_the_site(said: dict[str, str], words: str) -> None:
    assert where(said, words)


@pytest.mark.parametrize(("rule", "words"), RULES, ids=[f"{r}-{slugify(w)}" for r, w in RULES])
def test_what_the_rules_withhold_is_in_no_file_and_no_file_name(
    said: dict[str, str], rule: str, words: str
) -> None:
    assert where(said, words) == []


@pytest.mark.parametrize("rule", NUMBERS)
def test_a_figure_that_the_rules_withhold_is_in_no_file(texts: dict[str, str], rule: str) -> None:
    for number in NUMBERS[rule]:
        digits = str(number)
        printed = re.compile(rf"(?<!\d){digits[:-3]}[.,\s\u00a0\u202f]?{digits[-3:]}(?!\d)")
        assert [name for name, text in texts.items() if printed.search(f"{name} {text}")] == []


def test_no_percentage_tells_a_withheld_figure(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if name.endswith((".html", ".xml", ".json", ".csv", ".xlsx")):
            assert not any(percent in text for percent in PERCENTS), name


def test_a_picture_or_file_that_nothing_published_shows_is_not_copied(site: Path) -> None:
    names = " ".join(path.name for path in site.rglob("*"))
    assert [stem for stem in FILES_OF_NOBODY if stem in names] == []
    assert "hoi-truong-" in names


def main_text(page: Path) -> str:
    return " ".join(html.fromstring(page.read_bytes()).xpath("string(//main)").split())


def test_a_withdrawn_story_leaves_a_page_with_nothing_but_the_day(site: Path) -> None:
    for slug in ("2025-03-da-go", "2025-03-ten-cu"):
        text = main_text(site / "guong-dien-hinh" / slug / "index.html")
        assert "Nội dung này đã được gỡ ngày 12/4/2025" in text
    assert "12/4/2025" in main_text(site / "dinh-chinh/index.html")


def test_a_withdrawn_story_is_in_no_list_and_no_feed(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if not name.startswith("guong-dien-hinh/2025-03-"):
            assert "2025-03-da-go" not in text, name


def loaded(config: Path, now: str = "") -> Bulletin:
    settings = read_settings(config)
    if now:
        text = config.read_text("utf-8").replace("now: 2025-07-10 07:00", f"now: {now}")
        other = config.with_name("mkdocs-khac.yml")
        other.write_text(text, "utf-8")
        settings = read_settings(other)
    return load_bulletin(config.parent / "content", settings)


def test_a_revoked_award_is_counted_nowhere(site: Path, config: Path) -> None:
    assert len(loaded(config).all(Award)) == 2
    roll = main_text(site / "khen-thuong/index.html")
    assert "Quyết định số 01/QĐ-UBND: 1 tập thể, 4 cá nhân" in roll
    assert "Quyết định số 02/QĐ-UBND: đã bị hủy bỏ" in roll
    front = main_text(site / "index.html")
    assert "1 tập thể, 4 cá nhân" in front


def test_a_revoked_decision_lists_nobody_and_says_what_revoked_it(site: Path) -> None:
    text = main_text(site / "khen-thuong/quyet-dinh-02/index.html")
    assert "Quyết định đã bị hủy bỏ (10/QĐ-UBND, 21/5/2025)" in text
    assert "Danh sách được khen thưởng" not in text


@pytest.mark.parametrize(("now", "seen"), [("2025-07-11 07:59", 0), ("2025-07-11 08:00", 1)])
def test_an_embargoed_notice_appears_when_its_hour_has_come(
    config: Path, now: str, seen: int
) -> None:
    found = loaded(config, now)
    assert len(found.all(Notice)) == seen
    assert len([item for item in found.items if item.KIND == "notice"]) == seen


def test_nothing_but_what_is_published_is_in_the_bulletin(config: Path) -> None:
    found = loaded(config)
    assert {story.slug for story in found.all(Exemplar)} == {
        "2025-03-theo-quy-dinh-rieng", "2025-03-noi-dung-mot", "2025-03-noi-dung-nam",
        "2025-03-mot-em",
    }  # fmt: skip
    assert [entry.slug for entry in found.withdrawn] == ["2025-03-da-go"]


def test_what_is_looked_at_in_excel_files_is_what_they_say(texts: dict[str, str]) -> None:
    held = {name: text for name, text in texts.items() if name.endswith(".xlsx")}
    assert "Đ.T.N.K." in held["du-lieu/exemplars.xlsx"]
    assert "small" in held["du-lieu/results.xlsx"]
    assert "Giải thích" in held["du-lieu/awards.xlsx"]
