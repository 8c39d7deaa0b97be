"""What was dear to make, kept from build to build by what it was made of: one SQLite file of JSON.

Nothing that is read from it is ever run: JSON alone, each value with its checksum. Whatever is
wrong with the file or a value (cut short, changed, held by another process) counts as not there,
and is made again. Deleting the file costs time only.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

STORE = "da-lam.sqlite3"
"""How the file is called, in the folder .cache/ of a site."""
HERE = Path(__file__).parent
THEME = HERE.parent / "theme"
READ = (".py", ".html", ".svg", ".xml", ".yml", ".json")
LIBRARIES = (
    "mkdocs-material",
    "PyYAML",
    "Markdown",
    "nh3",
    "pydantic",
    "Jinja2",
    "MarkupSafe",
    "feedgen",
    "lxml",
)
"""Another version of any of these may make something else of the same content."""
_WAIT = 2.0
"""Seconds to wait for another process before going without."""
_BATCH = 4_000_000
"""So many signs of new values are written at a time."""


def digest(*parts: object) -> str:
    """Return a key for what something is made of: bytes, or texts and numbers by their repr."""
    found = blake2b(digest_size=16)
    for part in parts:
        raw = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        found.update(len(raw).to_bytes(8, "little"))
        found.update(raw)
    return found.hexdigest()


@cache
def code_version() -> str:
    """Return a mark of this program: its files, its libraries, its Python."""
    found = blake2b(digest_size=16)
    for path in sorted((*HERE.rglob("*"), *THEME.rglob("*"))):
        if path.suffix in READ and path.is_file():
            found.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    found.update(repr([sys.version, *map(version, LIBRARIES)]).encode())
    return found.hexdigest()


class Store:
    """The kept values of one site; those that a whole build did not ask for are let go."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; with None, or where that fails, nothing is kept."""
        self._asked: set[str] = set()
        self._new: dict[str, str] = {}
        self._waiting = 0
        self._path = path
        self._file = self._opened() if path is not None else None

    def get(self, key: str) -> Any | None:
        """Return the value kept under a key, or None."""
        self._asked.add(key)
        if key in self._new:
            return json.loads(self._new[key])
        if self._file is None:
            return None
        try:
            row = self._file.execute("SELECT sum, value FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._restart()
            return None
        if row is None or row[0] != _sum(key, row[1]):
            return None
        return json.loads(row[1])

    def put(self, key: str, value: Any) -> None:
        """Keep a value (what JSON can hold) under a key, from `close` on at the latest for others too."""
        self._asked.add(key)
        if self._path is not None:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            self._new[key] = text
            self._waiting += len(text)
            if self._waiting > _BATCH:
                self._flush()

    def close(self, *, whole: bool = False) -> None:
        """Write what is new; after a `whole` build let go of all that it did not ask for."""
        if self._file is None:
            return
        self._flush(whole=whole)
        if self._file is not None:
            self._file.close()
            self._file = None

    def _flush(self, *, whole: bool = False) -> None:
        """Write what is new, so that a large site's does not fill the memory."""
        if self._file is not None:
            try:
                with _transaction(self._file):
                    if whole:
                        kept = self._file.execute("SELECT key FROM kept").fetchall()
                        gone = [row for row in kept if row[0] not in self._asked]
                        self._file.executemany("DELETE FROM kept WHERE key = ?", gone)
                    rows = ((key, _sum(key, value), value) for key, value in self._new.items())
                    self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            except sqlite3.Error:
                self._restart()
        self._new.clear()
        self._waiting = 0

    def _opened(self) -> sqlite3.Connection | None:
        assert self._path is not None
        for attempt in (1, 2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                file = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
                # A machine that loses power may lose the cache, never the site.
                file.execute("PRAGMA synchronous = OFF")
                # What was taken down must not lie on in the free space of the file.
                file.execute("PRAGMA secure_delete = ON")
                file.execute(
                    "CREATE TABLE IF NOT EXISTS kept "
                    "(key TEXT PRIMARY KEY, sum TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID"
                )
                return file
            except sqlite3.OperationalError:  # another process holds it, or nothing may be written
                return None
            except (sqlite3.Error, OSError):
                if attempt == 1:
                    with suppress(OSError):
                        self._path.unlink()
        return None

    def _restart(self) -> None:
        """Go on without the file; one that is broken is deleted, for the next build to make anew."""
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
            self._file = None
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _sum(key: str, value: object) -> str:
    raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else b""
    return blake2b(key.encode() + b"\0" + raw, digest_size=8).hexdigest()
