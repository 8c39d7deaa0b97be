"""Cells that many data sets share: ids, references, dates, and how an entry stands to its source."""

from collections.abc import Iterable

from bulletin.data.columns import Cell, Precision
from bulletin.dates import Day
from bulletin.feeds.posts import guid
from bulletin.kinds import Campaign, Entry, Item, Titled
from bulletin.kinds._fields import ChangeKind
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, title_of

Cells = dict[str, Cell]


def id_of(bulletin: Bulletin, entry: Entry, part: str = "") -> str:
    """Return the id that never changes, as feeds give it; `part` names a part of the entry."""
    own = guid(bulletin.settings, entry)
    return f"{own}#{part}" if part else own


def url_of(bulletin: Bulletin, path: str) -> str:
    """Return the full address of a page below the site's root."""
    return bulletin.settings.site_url + path


def labelled(entry: Entry, words: str) -> str:
    """Return the words that head an entry; sample data is labelled in them (design §4)."""
    return f"{SAMPLE_LABEL} {words}" if entry.sample else words


def ref_cells(bulletin: Bulletin, key: str, entry: Entry | None) -> Cells:
    """Return the cells of a reference; none for what readers may not see."""
    if entry is None:
        return {}
    return {f"{key}_id": id_of(bulletin, entry), f"{key}_name": _called(entry)}


def refs_cells(bulletin: Bulletin, key: str, entries: Iterable[Entry]) -> Cells:
    """Return the cells of several references."""
    found = tuple(entries)
    return {
        f"{key}_ids": tuple(id_of(bulletin, entry) for entry in found),
        f"{key}_names": tuple(_called(entry) for entry in found),
    }


def _called(entry: Entry) -> str:
    return entry.short_title if isinstance(entry, Campaign) else entry.name


def dated_cells(key: str, known: Day | None) -> Cells:
    """Return the cells of a date as far as it is known."""
    if known is None:
        return {}
    return {key: iso(known), f"{key}_precision": _precision(known).value}


def iso(known: Day) -> str:
    """Return ISO 8601: `2024-08-23T08:00:00+07:00`, `2024-08`; `--08-23` of an unknown year."""
    if known.year is None:
        return f"--{known.iso}"
    return known.instant.isoformat() if known.hour is not None else known.iso


def _precision(known: Day) -> Precision:
    if known.year is None:
        return Precision.DAY_OF_YEAR
    if known.month is None:
        return Precision.YEAR
    if known.day is None:
        return Precision.MONTH
    return Precision.DAY if known.hour is None else Precision.MINUTE


def head_cells(bulletin: Bulletin, item: Item) -> Cells:
    """Return the cells of HEAD."""
    words = labelled(item, item.title) if isinstance(item, Titled) else title_of(bulletin, item)
    return {
        "id": id_of(bulletin, item),
        "url": url_of(bulletin, item.path),
        "title": words,
        "summary": item.summary,
    }


def date_cells(item: Item) -> Cells:
    """Return the cells of DATES."""
    corrections = [c.date.date for c in item.changes if c.kind is ChangeKind.CORRECTION]
    return {
        "published_at": item.published_at.instant,
        "updated_at": item.updated.instant,
        "corrected_on": max(corrections, default=None),
    }


def tail_cells(item: Item) -> Cells:
    """Return the cells of TAIL; what is told of results' claims depends on their figures."""
    source = item.sources[0] if item.sources else None
    return {
        **date_cells(item),
        **gap_cells(item),
        "conflicting_claims": tuple(f"{c.field}: {c.value} ({c.source})" for c in item.claims),
        "source_outlet": source.outlet if source else None,
        "source_url": source.url if source else None,
        "sample": item.sample,
    }


def gap_cells(entry: Entry) -> Cells:
    """Return what the source leaves open, by the names of fields."""
    return {
        "not_stated": entry.unknown,
        "undecided": entry.undecided,
        "inferred": tuple(entry.inferred),
    }
