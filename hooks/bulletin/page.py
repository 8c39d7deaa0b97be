"""A page of the site: where it stands and what it is made of; and one that is yet to be made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bulletin.linked import Node
from bulletin.social import Picture
from bulletin.views._parts import Link
from bulletin.views.search import SearchFacts


@dataclass(frozen=True)
class Feed:
    """A feed as a page announces it: title, type and path below the root."""

    title: str
    path: str

    @property
    def type(self) -> str:
        """The media type that `<link rel=alternate>` tells."""
        if self.path.endswith(".json"):
            return "application/feed+json"
        return "application/atom+xml" if self.path.endswith("atom.xml") else "application/rss+xml"


@dataclass(frozen=True)
class Page:
    """A page to be made: its address below the root, its template, and what its head says."""

    path: str
    template: str
    view: Any
    title: str
    description: str
    section: str | None = None
    """The menu entry it belongs to, as a path; None if it belongs to none (`` is the front page)."""
    crumbs: tuple[Link, ...] = ()
    feeds: tuple[Feed, ...] = ()
    robots: str = ""
    updated: date | None = None
    """For the sitemap: the day of the newest change of what it shows."""
    image: Picture | None = None
    """What shared links show of it; None for the card of its section."""
    linked: tuple[Node, ...] = ()
    """What it is in the words of schema.org; its breadcrumbs are added."""
    published: str = ""
    """The moment of publication, if it is one entry's own page, as ISO 8601."""
    modified: str = ""
    """The moment of that entry's newest change."""
    show_update: bool = False
    """The front page and lists say when the site changed last; articles have their own dates."""
    body: str | None = None
    """Finished HTML of a hand-written page, instead of template and view."""
    visits: tuple[str, str] | None = None
    """How often it was read, and the day until which that was counted; None if it is not told."""
    paper: str = ""
    """The file name of its A4 sheet, beside it; `` for the many pages that have none."""
    search: SearchFacts | None = None
    """What search knows of it; None keeps it out: lists, archives, tombstones."""


@dataclass(frozen=True)
class Plan:
    """A page that is yet to be made: cheap to have by the thousand, where views are not.

    Whoever needs a page makes it, uses it and lets it go: a site's pages never lie in memory
    together, and a preview makes those alone that somebody looks at.
    """

    path: str
    """Its address below the root; the page that is made has the same."""
    make: Callable[[], Page]
    source: str = ""
    """The content file behind it."""
    paper: str = ""
    """The file name of its A4 sheet, beside it; `` for the many pages that have none."""
    gone: bool = False
    """It says that something was taken down."""
