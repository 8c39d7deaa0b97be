"""What a rule across files sees: all entries that could be read, published or not."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from bulletin.dates import Day
from bulletin.kinds import Entry
from bulletin.problems import Problem
from bulletin.renditions import Renditions
from bulletin.settings import Settings
from bulletin.source import Place

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Library:
    """All content of one moment, before anything is hidden."""

    settings: Settings
    now: Day
    shelves: Mapping[str, Mapping[str, Entry]]
    known: Mapping[str, set[str]]
    """Slugs by kind, also of files that could not be read: they do exist."""
    pictures: Mapping[str, Renditions]
    downloads: Mapping[str, int]
    """Sizes in bytes of the files to download in media/, by name."""
    recordings: Mapping[str, int]
    """Sizes in bytes of the video, sound and caption files in media/, by name."""
    other_texts: tuple[tuple[str, int, str], ...] = ()
    """Lines (file, number, text) of the settings and of the pages written by hand."""
    refused: frozenset[str] = frozenset()
    """Files in media/ that may not be published; told at the file itself."""
    media: Path = Path("content/media")
    """The folder of pictures and files."""

    def within(self, names: Container[str]) -> Self:
        """Return the library of some files alone; of all others no more is known than their slugs."""
        shelves = {
            kind: {slug: entry for slug, entry in shelf.items() if entry.file in names}
            for kind, shelf in self.shelves.items()
        }
        return replace(self, shelves=shelves)

    def all(self, kind: type[E]) -> Iterator[E]:
        """Yield the entries of a kind."""
        yield from self.shelves[kind.KIND].values()  # type: ignore[misc]

    def every(self) -> Iterator[Entry]:
        """Yield all entries of all kinds."""
        for shelf in self.shelves.values():
            yield from shelf.values()


def wrong(entry: Entry, place: Place, what: str, mend: str) -> Problem:
    """Return a problem at the line of a field."""
    return Problem(entry.file, entry.line(*place), what, mend)
