"""Old addresses and where they lead to now."""

from collections.abc import Iterable

from bulletin.kinds import Award, Deeds, Entry, Locality
from bulletin.kinds.deeds import TEAMS
from bulletin.model import Bulletin


def redirects(bulletin: Bulletin, standing: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield (old address, new address) of everything that was renamed, and of known short ways.

    Not only an entry's own page moves with its name: a campaign's results stand below it, a
    commune's log of deeds and its teams in folders named by it.
    """
    below: dict[str, list[str]] = {}
    for path in standing:
        for end, sign in enumerate(path, 1):
            if sign == "/":
                below.setdefault(path[:end], []).append(path)
    for shelf in bulletin.shelves.values():
        for entry in shelf.values():
            if isinstance(entry, Deeds):
                # Its address is made of the commune's name, which was another one.
                for commune, month in ((alias[:-8], alias[-7:]) for alias in entry.aliases):
                    yield f"{entry.ADDRESS}{commune}/{month}/", entry.path
            elif entry.ADDRESS and entry.path == f"{entry.ADDRESS}{entry.slug}/":
                for alias in entry.aliases:
                    for folder in _folders(entry):
                        old, new = f"{folder}{alias}/", f"{folder}{entry.slug}/"
                        for path in below.get(new, ()):
                            yield f"{old}{path.removeprefix(new)}", path
    if bulletin.all(Award):
        yield "bang-vang/", "khen-thuong/"


def _folders(entry: Entry) -> Iterable[str]:
    """Yield the folders in which a folder has an entry's name."""
    yield entry.ADDRESS or ""
    if isinstance(entry, Locality):
        yield from (f"{Deeds.ADDRESS}", TEAMS)


def way(old: str, new: str) -> str:
    """Return the relative way from one page to another."""
    return "../" * old.count("/") + new
