"""The small shapes that all views are made of; templates print them and decide nothing."""

from dataclasses import dataclass

from bulletin.renditions import Rendition


@dataclass(frozen=True)
class Link:
    """Words that lead to a page below the site's root; no `path` means words only."""

    text: str
    path: str | None = None


@dataclass(frozen=True)
class Bit:
    """A piece of a value: words, perhaps a link, a date for machines, or an absence."""

    text: str
    path: str | None = None
    url: str = ""
    iso: str = ""
    after: str = ""
    """Words behind it in small print: `nay thuộc tỉnh Lâm Đồng`."""
    absent: bool = False
    inferred: str = ""
    """Why we infer it; `` if the source states it."""


@dataclass(frozen=True)
class Fact:
    """A label and its value, one bit a line."""

    label: str
    bits: tuple[Bit, ...]


@dataclass(frozen=True)
class Photo:
    """A picture of ours: the JPEG that every reader knows, and the WebP files to choose from."""

    path: str
    width: int
    height: int
    alt: str
    webp: tuple[Rendition, ...]
    """Narrowest first."""

    @property
    def small(self) -> tuple[Rendition, ...]:
        """The files for thumbnails and portraits."""
        return self.webp[:2]

    @property
    def large(self) -> str:
        """The path of the largest file, for those who want to look closely."""
        return self.webp[-1].path


@dataclass(frozen=True)
class Figure:
    """A picture in an article: drawn or taken by us, or only its caption from the source."""

    photo: Photo | None
    caption: str
    credit: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """An entry as lists show it."""

    title: str
    path: str
    kind: str
    label: str
    """What stands beside the date: category, issuer, place."""
    stamp: str
    iso: str
    summary: str
    photo: Photo | None
    sample: bool
    day: str = ""
    """Day of an event, for the block beside it; `` if only the month is known."""
    month: str = ""
    """Its month, with the year where it is known; `` if no date is."""


@dataclass(frozen=True)
class Note:
    """An editorial note: a bold label and its text."""

    label: str
    text: str


@dataclass(frozen=True)
class DatedNote:
    """A note of change that readers see on top."""

    label: str
    stamp: str
    iso: str
    text: str


@dataclass(frozen=True)
class Notes:
    """All that must be said about how an entry stands to its sources."""

    changes: tuple[DatedNote, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class PersonCard:
    """A person as printed: rank with name, roles, and what he or she does here."""

    name: str
    doing: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class SourceLine:
    """One link of the chain of sources, nearest first."""

    outlet: Bit
    details: tuple[Bit, ...]


@dataclass(frozen=True)
class Group:
    """A titled list of cards; never made empty."""

    title: str
    cards: tuple[Card, ...]
    more: str | None = None
    """Where all of them are."""
