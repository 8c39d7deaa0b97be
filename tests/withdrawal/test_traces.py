"""What is looked through after a removal: packed, copied or linked, a name is found; nothing is read twice."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.text import fold, normalise
from bulletin.withdrawal import traces
from bulletin.withdrawal.traces import _likely, files_with, pattern_of

NAME = ["Đỗ Văn Gương"]


def write(folder: Path, name: str, text: str) -> None:
    data = text.encode()
    packed = {".gz": gzip.compress, ".br": brotli.compress}.get(Path(name).suffix, bytes)
    (folder / name).write_bytes(packed(data))


def found(folder: Path) -> list[str]:
    return [path.name for path in files_with([folder], NAME)]


def test_a_compressed_copy_that_still_says_the_name_is_found_beside_a_clean_page(
    tmp_path: Path,
) -> None:
    write(tmp_path, "a.html", "Một người dân")
    write(tmp_path, "a.html.gz", "Đỗ Văn Gương")
    write(tmp_path, "a.html.br", "ĐỖ VĂN GƯƠNG")
    write(tmp_path, "b.html.gz", "Do Van Guong")
    assert found(tmp_path) == ["a.html.br", "a.html.gz", "b.html.gz"]


def test_the_copies_of_a_page_that_says_the_name_are_told_too(tmp_path: Path) -> None:
    for name in ("a.html", "a.html.gz", "a.html.br"):
        write(tmp_path, name, "Đỗ Văn Gương")
    assert found(tmp_path) == ["a.html", "a.html.br", "a.html.gz"]


def test_a_true_copy_is_looked_through_once_with_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    was = traces.texts_in
    monkeypatch.setattr(traces, "texts_in", lambda path: read.append(path.name) or was(path))  # type: ignore[func-returns-value]
    for name in ("a.html", "a.html.gz", "a.html.br"):
        write(tmp_path, name, "Một người dân" * 100)
    assert found(tmp_path) == []
    assert read == ["a.html"]


def test_a_name_in_a_long_file_is_found_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "_PIECE", 200)
    monkeypatch.setattr(traces, "_OVERLAP", 60)
    for before in range(0, 500, 7):
        write(tmp_path, "kho.sqlite3", "đ" * before + " Đỗ Văn Gương " + "đ" * 300)
        assert found(tmp_path) == ["kho.sqlite3"], before


@given(st.text("dDđĐoôốỐvVnangươƯg \u0301\u0302\u031b-_\n", max_size=40))
def test_a_text_that_says_the_name_is_never_passed_over(text: str) -> None:
    for around in (text, f"{text} ĐÕ-văn Guong {text}", f"đô\u0303 Văn\u00a0Gương{text}"):
        if pattern_of(NAME).search(fold(normalise(around))):
            assert _likely(NAME).search(around)
