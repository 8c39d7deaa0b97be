"""The made-up corpus: sound, the same for a seed, of every kind, and of the size asked for."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

import corpus
from bulletin.kinds import KINDS, Award, Deeds, Exemplar, News, Roster
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from bulletin.source import MAX_BYTES
from corpus_parts.dice import Dice
from corpus_parts.stock import SENTENCES, WORDS
from corpus_parts.world import NOW, Sizes
from corpus_parts.yaml_text import entry_text


def made(out: Path, *options: str) -> Path:
    """Write a small corpus into a folder."""
    assert corpus.main(["--scale", "0.01", "--out", str(out), *options]) == 0
    return out


def loaded(root: Path) -> Bulletin:
    """Load a corpus as a build does; any problem raises."""
    return load_bulletin(root / "content", read_settings(root / "mkdocs.yml"))


def digest(root: Path) -> str:
    """One figure for all names and bytes of a folder."""
    found = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("corpus") / "one", "--seed", "1")


@pytest.fixture(scope="module")
def bulletin(root: Path) -> Bulletin:
    return loaded(root)


def test_it_passes_the_check_with_every_kind_and_is_all_sample(bulletin: Bulletin) -> None:
    assert {kind for kind in KINDS if not bulletin.shelves[kind]} == set()
    assert all(entry.sample for shelf in bulletin.shelves.values() for entry in shelf.values())
    assert bulletin.settings.demo and bulletin.settings.now == bulletin.now


def test_further_years_follow_and_pass_the_check(tmp_path: Path) -> None:
    root = made(tmp_path / "two", "--years", "2", "--seed", "5", "--pictures", "2")
    found = loaded(root)
    years = {item.published_at.year for item in found.items if isinstance(item, News)}
    assert years == {2023, 2024, 2025}
    assert len(found.pictures) == 2
    assert sum(len(entry.pictures) for entry in found.all(Exemplar)) >= 1
    assert len(list((root / "content" / "deeds").rglob("*.yml"))) == 2 * 12 * 4


def test_a_seed_always_gives_the_same_bytes_and_another_gives_others(
    root: Path, tmp_path: Path
) -> None:
    again = made(root.with_name("again"), "--seed", "1")
    assert digest(again) == digest(root)
    assert digest(made(tmp_path / "other", "--seed", "2")) != digest(root)


def test_there_is_as_much_as_was_asked_for(root: Path, bulletin: Bulletin) -> None:
    sizes = Sizes().scaled(0.01)
    files = Counter(path.relative_to(root / "content").parts[0] for path in root.rglob("*.yml")
                    if path.name != "mkdocs.yml")  # fmt: skip
    named = ("news", "exemplars", "awards", "documents", "events", "notices", "models", "resources")
    assert {name: files[name] for name in named} == {name: getattr(sizes, name) for name in named}
    assert files["deeds"] == 12 * sizes.communes and files["results"] == 2 * sizes.communes
    assert files["rosters"] == sizes.communes and files["issues"] == 12
    assert {len(award.recipients) for award in bulletin.all(Award)} == {sizes.recipients}
    assert {len(log.rows) for log in bulletin.all(Deeds)} == {26}
    assert {len(roster.teams) for roster in bulletin.all(Roster)} == {26}


def test_a_full_year_has_the_sizes_of_the_design() -> None:
    full = Sizes()
    assert (full.communes, full.news, full.exemplars, full.documents) == (124, 2000, 2000, 300)
    assert (full.awards, full.recipients) == (60, 40)


def test_files_stay_small_and_nothing_is_dated_after_now(root: Path) -> None:
    for path in root.rglob("*.yml"):
        assert path.stat().st_size <= MAX_BYTES
        text = path.read_text(encoding="utf-8")
        for stamp in re.findall(r'^published_at: "(.+)"$', text, re.MULTILINE):
            assert datetime.strptime(stamp, "%Y-%m-%d %H:%M") <= NOW
        for day in re.findall(r"- \{date: ([\d-]+),", text):
            assert datetime.strptime(day, "%Y-%m-%d") <= NOW


def test_some_entries_are_not_for_readers(root: Path, bulletin: Bulletin) -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in (root / "content" / "news").rglob("*.yml")
    ]
    statuses = Counter(re.findall(r"^status: (\w+)$", "\n".join(texts), re.MULTILINE))
    assert statuses["draft"] and statuses["withdrawn"] and statuses["published"] > 5
    assert any("\npublish_at: " in f"\n{text}" for text in texts)
    assert bulletin.withdrawn
    assert any(award.revocation for award in bulletin.all(Award))


def test_its_words_vary_and_every_blank_is_filled(root: Path) -> None:
    stock = " ".join(
        text for group in (WORDS, SENTENCES) for texts in group.values() for text in texts
    )
    words = re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", stock).lower())
    assert len(set(words)) >= 1500
    bodies = "".join(path.read_text(encoding="utf-8") for path in root.rglob("exemplars/*/*.yml"))
    assert not re.search(r"\{[a-z_]+\}", bodies)


def test_it_writes_only_where_nothing_is_lost(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert corpus.main(["--out", str(root)]) == 1
    assert "không trống" in capsys.readouterr().err


def test_dice_fall_alike_and_within_bounds() -> None:
    dice = Dice(1, "a")
    assert [dice.number(1, 6) for _ in range(8)] == [
        Dice(1, "a").number(1, 6),
        *_rolls(Dice(1, "a")),
    ]
    assert Dice(1, "a").some([1, 2, 3], 5) and len(Dice(1, "b").some([1, 2, 3], 5)) == 3


def _rolls(dice: Dice) -> list[int]:
    return [dice.number(1, 6) for _ in range(8)][1:]


def test_awkward_texts_come_back_from_yaml_as_they_were(tmp_path: Path) -> None:
    from bulletin.source import parse_source, plain

    fields = {
        "title": 'Dấu " và: # [ngoặc] {nhọn}, \\', "body": "Một\n\n- hai\n", "none": None,
        "rows": [{"a": "x: y", "b": ["no", "08"]}, {"text": "dài\ndòng", "more": "- gạch"}],
        "group": {"start": "2024-10-07", "text": "hai\ndòng"},
    }  # fmt: skip
    tree = parse_source(entry_text(fields).encode(), "x.yml")
    assert plain(tree) == {  # type: ignore[arg-type]
        "title": fields["title"], "body": "Một\n\n- hai\n",
        "rows": [{"a": "x: y", "b": ["no", "08"]}, {"text": "dài\ndòng\n", "more": "- gạch"}],
        "group": {"start": "2024-10-07", "text": "hai\ndòng\n"},
    }  # fmt: skip
