"""A name in, every place that still says it out: accents, case, joints and packing do not hide it."""

import gzip
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path

from bulletin.text import fold, normalise

_MARKS = "[\u0300-\u036f]*"
_PIECE, _OVERLAP = 4_000_000, 2_000
"""Bytes of a long file that are looked through at once, and how many of them twice."""
_JOINT = r"(?:[\W_]|&#?\w{1,8};)+"
_ZIPPED = (".xlsx", ".docx", ".zip")
_PIXELS = (
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".woff2",
    ".ttf",
    ".ico",
    ".mp4",
    ".webm",
    ".mp3",
    ".m4a",
    ".ogg",
)


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the names in folded text, word for word, whatever joins the words."""
    words = (re.findall(r"[^\W_]+", fold(name)) for name in names)
    found = sorted({_JOINT.join(map(re.escape, some)) for some in words if some})
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})(?![^\W_])" if found else r"(?!)")


def _likely(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the names in text as it stands, whatever the marks of their letters.

    To fold a whole site takes minutes; a text in which this finds nothing need not be.
    """
    listed = (re.findall(r"[^\W_]+", fold(name)) for name in names)
    found = sorted({_JOINT.join(map(_loosely, words)) for words in listed if words})
    return re.compile("|".join(found) if found else r"(?!)")


def _loosely(word: str) -> str:
    return "".join(f"[{_spelt(letter)}]{_MARKS}" for letter in word)


@cache
def _spelt(letter: str) -> str:
    """Return every sign that folds to a letter, for a class of a pattern."""
    signs = (chr(code) for code in range(0x20, 0x2E80))
    return "".join(re.escape(sign) for sign in signs if fold(sign) == letter) or re.escape(letter)


def lines_with(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield the lines (from 1) on which a name starts in a text that people typed."""
    folded = fold(normalise(text))
    for found in pattern.finditer(folded):
        yield folded.count("\n", 0, found.start()) + 1


def replaced_in(text: str, pattern: re.Pattern[str], words: str) -> str:
    """Return the text with every such name replaced; all else stays letter for letter."""
    text = normalise(text)
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to two: match by pieces that do not
        return "\n".join(_replaced_line(line, pattern, words) for line in text.split("\n"))
    return _replaced_line(text, pattern, words)


def _replaced_line(text: str, pattern: re.Pattern[str], words: str) -> str:
    folded = fold(text)
    if len(folded) != len(text):
        return text
    made, last = [], 0
    for found in pattern.finditer(folded):
        made += [text[last : found.start()], words]
        last = found.end()
    return "".join([*made, text[last:]])


def files_with(
    folders: Iterable[Path],
    names: Sequence[str],
    skip: Callable[[Path], bool] = lambda path: False,
) -> Iterator[Path]:
    """Yield the files whose name or contents still say a name, each set of hard links read once."""
    pattern, likely = pattern_of(names), _likely(names)
    seen: set[tuple[int, int]] = set()
    named: set[Path] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if not path.is_file() or path.is_symlink() or skip(path):
                continue
            if pattern.search(fold(path.name)):
                yield path
                continue
            stat = path.stat()
            key = (stat.st_dev, stat.st_ino)
            if os.name != "nt" and key in seen:
                continue
            seen.add(key)
            if _is_copy(path):  # a page stands before its copies
                found = path.with_suffix("") in named
            else:
                found = any(
                    likely.search(text) and pattern.search(fold(normalise(text)))
                    for text in texts_in(path)
                )
            if found:
                named.add(path)
                yield path


def texts_in(path: Path) -> Iterator[str]:
    """Yield what a file says, unpacked; pictures and fonts say nothing in letters."""
    suffix = path.suffix.lower()
    if suffix in _PIXELS:
        return
    data = path.read_bytes()
    if suffix in _ZIPPED:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                yield from (_text(packed.read(name)) for name in packed.namelist())
        except zipfile.BadZipFile:
            yield _text(data)
        return
    data = _unpacked(suffix, data)
    for start in range(0, max(1, len(data) - _OVERLAP), _PIECE - _OVERLAP):
        yield _text(data[start : start + _PIECE])


def _is_copy(path: Path) -> bool:
    """Tell whether a file is the compressed copy of one beside it, which is looked through itself."""
    whole = path.with_suffix("")
    if path.suffix not in (".gz", ".br") or not whole.is_file():
        return False
    return _unpacked(path.suffix, path.read_bytes()) == whole.read_bytes()


def _unpacked(suffix: str, data: bytes) -> bytes:
    if suffix == ".br":
        import brotli

        return bytes(brotli.decompress(data))
    if data[:2] == b"\x1f\x8b":  # .gz, and the files of the search index
        return gzip.decompress(data)
    return data


def _text(data: bytes) -> str:
    text = data.decode("utf-8", "ignore")
    return unescape(text) if "&#" in text else text
