"""What is kept from build to build is never run, never trusted, and never changes what is built."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from mkdocs.config import load_config

from bulletin.load import load_bulletin
from bulletin.problems import ContentError
from bulletin.settings import read_settings
from bulletin.site import make_site
from bulletin.store import Store, digest
from conftest import ROOT, bytes_of
from project import NEWS, Project

FOLDERS = [Path(one) for one in load_config(config_file=str(ROOT / "mkdocs.yml")).theme.dirs]
TITLES = st.sampled_from(["Lễ ra mắt", "Tổ bảo vệ ra quân", "UBND xã họp <b>", "Đêm hội"])
LONG = bool(os.environ.get("LONG_MACHINES"))
"""Set it for many more sequences than every run of the tests can wait for."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".cache/kept.sqlite3"


def keep(path: Path, **values: object) -> None:
    store = Store(path)
    for key, value in values.items():
        store.put(key, value)
    store.close()


def test_what_was_kept_is_there_for_the_next_build(path: Path) -> None:
    keep(path, a={"b": ["đ", 1, None]})
    assert Store(path).get("a") == {"b": ["đ", 1, None]}


def test_what_a_whole_build_did_not_ask_for_is_let_go(path: Path) -> None:
    keep(path, a=1, b=2)
    store = Store(path)
    assert store.get("a") == 1
    store.close(whole=True)
    assert [Store(path).get(key) for key in "ab"] == [1, None]


def test_nothing_that_was_let_go_can_be_read_from_the_file(path: Path) -> None:
    keep(path, a="Nguyễn Văn Kín" * 500, b=1)
    Store(path).close(whole=True)
    assert "Nguyễn Văn Kín".encode() not in path.read_bytes()


def test_a_partial_build_lets_nothing_go(path: Path) -> None:
    keep(path, a=1)
    keep(path, b=2)
    assert Store(path).get("a") == 1


def test_a_changed_value_counts_as_not_there(path: Path) -> None:
    keep(path, a="thật")
    with sqlite3.connect(path) as file:
        file.execute("""UPDATE kept SET value = '"giả"'""")
    assert Store(path).get("a") is None


def test_a_value_moved_under_another_key_counts_as_not_there(path: Path) -> None:
    keep(path, a="thật")
    with sqlite3.connect(path) as file:
        file.execute("UPDATE kept SET key = 'b'")
    assert Store(path).get("b") is None


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_made_anew(path: Path, seed: int) -> None:
    keep(path, **{f"k{number}": "x" * 500 for number in range(40)})
    raw = bytearray(path.read_bytes())
    dice = random.Random(seed)
    start = dice.randrange(len(raw)) if seed else 0
    raw[start : start + 2000] = dice.randbytes(2000)
    path.write_bytes(bytes(raw if seed % 2 else raw[: len(raw) // 2 + start % 99]))
    store = Store(path)
    assert {store.get(f"k{number}") for number in range(40)} <= {None, "x" * 500}
    store.close(whole=True)
    keep(path, a=1)
    keep(path, a=1)  # the file that a first build found broken is whole for the next
    assert Store(path).get("a") == 1


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("không phải thư mục", "utf-8")
    keep(tmp_path / ".cache/kept.sqlite3", a=1)
    assert Store(tmp_path / ".cache/kept.sqlite3").get("a") is None


def test_keys_tell_apart_what_only_joins_alike() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(b"1") != digest("1")


def built(project: Project, store: Store) -> dict[str, bytes] | str:
    """Return every byte of a site, or what staff are told instead."""
    try:
        bulletin = load_bulletin(
            project.root / "content", read_settings(project.root / "mkdocs.yml"), store=store
        )
    except ContentError as error:
        return str(error)
    site = make_site(bulletin, FOLDERS, store=store)
    made = {f"{path}index.html": site.html(path).encode() for path in site.plans}
    return made | bytes_of(site)


def test_a_second_build_parses_and_renders_nothing_that_stands_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, path = Project(tmp_path), tmp_path / ".cache/kept.sqlite3"
    first = Store(path)
    cold = built(project, first)
    first.close(whole=True)

    def refuse(*given: object) -> None:
        raise AssertionError("dựng lại điều đã có")

    monkeypatch.setattr("bulletin.load.parse_source", refuse)
    monkeypatch.setattr("bulletin.markup.Renderer.render", refuse)
    monkeypatch.setattr("bulletin.render.Renderer._body", refuse)
    assert built(project, Store(path)) == cold


class Edits(RuleBasedStateMachine):
    """Random edits of a small site, each built warm and cold: every byte is the same."""

    def __init__(self) -> None:
        super().__init__()
        self.slugs: list[str] = []
        self.number = 0

    @initialize()
    def begin(self) -> None:
        self.home = tempfile.TemporaryDirectory()
        root = Path(self.home.name)
        self.project = Project(root)
        self.path = root / ".cache/kept.sqlite3"
        self.compare()

    def teardown(self) -> None:
        self.home.cleanup()

    def write(self, slug: str, title: str, to: str, more: str = "") -> None:
        text = NEWS.replace("Lễ ra mắt", title).replace(
            "Nội dung.", f'"Xem [bài kia](news:{to}), UBND xã họp."'
        )
        (self.project.root / f"content/news/{slug}.yml").write_text(text + more, "utf-8")

    def compare(self) -> None:
        """Build with what earlier builds kept, and without: the bytes are the same, or the words."""
        store = Store(self.path)
        warm = built(self.project, store)
        store.close(whole=not isinstance(warm, str))
        cold = built(self.project, Store(None))
        if isinstance(warm, str) or isinstance(cold, str):
            assert warm == cold
            return
        assert warm.keys() == cold.keys()
        assert [name for name in cold if warm[name] != cold[name]] == []

    @rule(title=TITLES, data=st.data())
    def add(self, title: str, data: st.DataObject) -> None:
        self.number += 1
        to = data.draw(st.sampled_from([*self.slugs, "phat-dong-thi-dua"]))
        self.slugs.append(f"bai-{self.number}")
        self.write(self.slugs[-1], title, to)
        self.compare()

    @precondition(lambda self: self.slugs)
    @rule(title=TITLES, data=st.data())
    def change(self, title: str, data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(self.slugs))
        self.write(slug, title, data.draw(st.sampled_from([*self.slugs, "phat-dong-thi-dua"])))
        self.compare()

    @precondition(lambda self: self.slugs)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(self.slugs))
        self.number += 1
        new, folder = f"bai-{self.number}", self.project.root / "content/news"
        text = (folder / f"{slug}.yml").read_text("utf-8")
        (folder / f"{slug}.yml").unlink()
        old = "" if "aliases:" in text else f"aliases: [{slug}]\n"
        (folder / f"{new}.yml").write_text(text + old, "utf-8")
        self.slugs[self.slugs.index(slug)] = new
        self.compare()

    @precondition(lambda self: self.slugs)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(self.slugs))
        (self.project.root / f"content/news/{slug}.yml").unlink()
        self.slugs.remove(slug)
        self.compare()

    @precondition(lambda self: self.slugs)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(self.slugs))
        path = self.project.root / f"content/news/{slug}.yml"
        text = path.read_text("utf-8")
        if "withdrawn" not in text:
            gone = "changes: [{date: 10/10/2024, kind: removal, note: Gỡ}]\n"
            path.write_text(text.replace("status: published", "status: withdrawn") + gone, "utf-8")
        self.compare()


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=60 if LONG else 2, stateful_step_count=12 if LONG else 5, deadline=None,
    suppress_health_check=list(HealthCheck), derandomize=not LONG, database=None,
)  # fmt: skip
