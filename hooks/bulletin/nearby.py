"""A few files that are asked about in, the files out that decide what is wrong with them.

Read from the raw texts alone, so that asking about one file of a province's year costs no second
reading of all others. Rather a file too many than one too few: what the files name (places, rosters,
campaigns, people), who names the same people, claims the same address, or reports on the same.
`tests/test_nearby.py` holds that a file's mistakes are the same as with everything read.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from bulletin.kinds import KINDS, Campaign, Deeds, Entry, Locality, Person, Result
from bulletin.problems import Problem
from bulletin.source import parse_source, plain
from bulletin.text import fold, is_slug, slugify

_NAME = re.compile(rb"full_name[\"']?\s*:[ \t]*(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^,}\n]*)")
_WORD = re.compile(r"[^\W_]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_FILES = 200
"""Who asks about more may as well have everything read."""


@dataclass(frozen=True)
class Found:
    """A file of content/ that may be an entry: how problems call it, its kind, slug and place."""

    name: str
    kind: type[Entry]
    slug: str
    place: str

    @cached_property
    def raw(self) -> bytes:
        """What the file holds; nothing where it cannot be read, which loading tells."""
        try:
            return Path(self.place).read_bytes()
        except OSError:
            return b""

    @cached_property
    def words(self) -> str:
        """The folded words of all its texts, a space around each."""
        return _words(f"{' '.join(self.texts)} {self.slug}")

    @cached_property
    def texts(self) -> list[str]:
        """Its texts as typed; where it is no YAML, all of it."""
        tree = parse_source(self.raw, self.name)
        if isinstance(tree, Problem):
            return [self.raw.decode("utf-8", "replace")]
        return list(_texts(plain(tree)))


@dataclass(frozen=True)
class Near:
    """The files to read, in order of name, and the slugs of all entries by kind."""

    files: tuple[Found, ...]
    slugs: Mapping[str, set[str]]


def nearby(content: Path, asked: Collection[str]) -> Near | None:
    """Return the files to read; None where all must be read: what is asked about is no entry's file,
    or too much.
    """
    if len(asked) > MOST_FILES:
        return None
    files = {file.name: file for file in _files(content)}
    by_slug: dict[str, list[Found]] = {}
    for file in files.values():
        by_slug.setdefault(file.slug, []).append(file)
    focus = [files[name] for name in asked if name in files]
    odd = any(_is_odd(file, by_slug) for file in focus)
    if odd or len(focus) != len(asked):
        return None
    found = {file.name for file in files.values() if file.kind is Campaign}
    found |= {file.name for file in _named_by(focus, by_slug)}
    found |= {file.name for file in _naming_the_same(focus, files.values())}
    found |= {
        file.name
        for file in files.values()
        if any(_is_compared(file, one) for one in focus if one is not file)
    }
    slugs = {kind: set[str]() for kind in KINDS}
    for file in files.values():
        slugs[file.kind.KIND].add(file.slug)
    return Near(tuple(files[name] for name in sorted(found)), slugs)


def _files(content: Path) -> Iterator[Found]:
    root = f"{content.parent}{os.sep}"
    for kind in KINDS.values():
        for folder, _, names in os.walk(content / kind.FOLDER):
            for name in names:
                if name.endswith(".yml") and name[0] not in ".#":
                    place = f"{folder}{os.sep}{name}"
                    called = place.removeprefix(root).replace(os.sep, "/")
                    yield Found(called, kind, name.removesuffix(".yml"), place)


def _is_odd(file: Found, by_slug: dict[str, list[Found]]) -> bool:
    """Tell whether a file's very name is wrong, which reading everything tells."""
    twice = sum(one.kind is file.kind for one in by_slug[file.slug]) > 1
    return twice or not is_slug(file.slug) or Path(file.place).is_symlink()


def _named_by(focus: Iterable[Found], by_slug: dict[str, list[Found]]) -> Iterator[Found]:
    """Yield the files themselves, what they name, what that names, and so on."""
    waiting, seen = list(focus), set[str]()
    while waiting:
        file = waiting.pop()
        if file.name in seen:
            continue
        seen.add(file.name)
        yield file
        for slug in set(_SLUG.findall(file.raw.decode("utf-8", "replace"))):
            waiting += by_slug.get(slug, ())


def _naming_the_same(focus: Collection[Found], files: Collection[Found]) -> Iterator[Found]:
    """Yield the files that name somebody whose name stands in the files asked about: whether that
    is allowed, they decide.
    """
    words = "".join(file.words for file in focus)
    people = {file.slug for file in files if file.kind is Person and _names_one_in(file.raw, words)}
    referred = re.compile("|".join(map(re.escape, sorted(people))).encode()) if people else None
    for file in files:
        if (
            _names_one_in(file.raw, words)
            or (referred and referred.search(file.raw))
            or file.slug in people
        ):
            yield file


def _names_one_in(raw: bytes, words: str) -> bool:
    """Tell whether a person whom a file names in full stands in some words."""
    if b"full_name" not in raw:
        return False
    for found in _NAME.findall(raw):
        typed = found.decode("utf-8", "replace").strip()
        if not typed or typed[0] in "|>&*" or "\\" in typed:
            return True  # written in a way that only reading it whole can tell
        if _words(typed.strip("\"'")) in words or f" {slugify(typed)} " in words:
            return True
    return False


def _is_compared(file: Found, asked: Found) -> bool:
    """Tell whether rules compare two files: addresses, codes of places, logs and reports."""
    if b"aliases" in file.raw or b"aliases" in asked.raw:
        if asked.slug.encode() in file.raw or file.slug.encode() in asked.raw:
            return True
        old = (
            set(_SLUG.findall(asked.raw.decode("utf-8", "replace")))
            if asked.kind is file.kind
            else set()
        )
        if b"aliases" in file.raw and old & set(_SLUG.findall(file.raw.decode("utf-8", "replace"))):
            return True
    if file.kind is not asked.kind:
        return False
    if file.kind is Locality:
        return True
    if file.kind is Deeds:
        return _value(file.raw, b"commune") == _value(asked.raw, b"commune")
    return file.kind is Result and _value(file.raw, b"campaign") == _value(asked.raw, b"campaign")


def _value(raw: bytes, key: bytes) -> bytes:
    found = re.search(rb"^" + key + rb":[ \t]*[\"']?([a-z0-9-]*)", raw, re.MULTILINE)
    return found[1] if found else b""


def _words(text: str) -> str:
    found = _WORD.findall(fold(unescape(text)))
    return f" {' '.join(found)} "


def _texts(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        for item in said:
            yield from _texts(item)
    elif isinstance(said, dict):
        for key, item in said.items():
            yield str(key)
            yield from _texts(item)
