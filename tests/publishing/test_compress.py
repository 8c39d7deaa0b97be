"""Compressed copies beside the files of a release."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

from bulletin.publishing.compress import compress

TEXT = "Bản tin thi đua. " * 400


def test_copies_hold_the_same_text_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("1", "2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(TEXT, encoding="utf-8")
        assert compress(tmp_path / name, None) == 1
    packed = (tmp_path / "1/index.html.gz").read_bytes()
    assert gzip.decompress(packed).decode() == TEXT
    assert packed[4:8] == bytes(4), "giờ nén nằm trong tệp"
    assert brotli.decompress((tmp_path / "1/index.html.br").read_bytes()).decode() == TEXT
    for ending in (".gz", ".br"):
        first = (tmp_path / f"1/index.html{ending}").read_bytes()
        assert first == (tmp_path / f"2/index.html{ending}").read_bytes()


def test_pictures_small_files_and_what_does_not_shrink_get_no_copy(tmp_path: Path) -> None:
    (tmp_path / "a.webp").write_bytes(bytes(5000))
    (tmp_path / "b.html").write_text("ngắn", encoding="utf-8")
    (tmp_path / "c.json").write_bytes(gzip.compress(TEXT.encode()) * 20)
    compress(tmp_path, None)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(("a.webp.", "b.html."))]
    compressed = tmp_path / "c.json.gz"
    assert (
        not compressed.exists() or compressed.stat().st_size < (tmp_path / "c.json").stat().st_size
    )


def test_unchanged_files_share_their_copies_and_changed_ones_never_touch_the_old(
    tmp_path: Path,
) -> None:
    old, new = tmp_path / "cũ", tmp_path / "mới"
    for folder in (old, new):
        folder.mkdir()
    (old / "a.html").write_text(TEXT, encoding="utf-8")
    (old / "b.html").write_text(TEXT, encoding="utf-8")
    compress(old, None)
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    (new / "a.html").hardlink_to(old / "a.html")
    (new / "b.html").write_text(TEXT + "mới", encoding="utf-8")
    assert compress(new, old) == 1
    assert (new / "a.html.br").samefile(old / "a.html.br")
    assert not (new / "b.html.gz").samefile(old / "b.html.gz")
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
