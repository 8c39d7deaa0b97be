"""The preview of a site being written: what changed is checked at once, the rest while it is looked at.

A page is made when somebody asks for it. After a save only what decides the saved files is checked
before the page is shown; all rules look at everything right after, and if they find something, the
page is shown again under the banner that says so.
"""

import posixpath
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bulletin.checks import CHECKS, Library
from bulletin.kinds import Entry
from bulletin.load import ParseCache, bulletin_of, read_library
from bulletin.model import Audience, Bulletin
from bulletin.nearby import nearby
from bulletin.pages.sitewide import NOT_FOUND
from bulletin.problems import Problem
from bulletin.settings import Settings
from bulletin.site import Site, write_content
from bulletin.store import Store
from bulletin.texts import RenderedTexts

E = TypeVar("E", bound=Entry)
PAUSE = 1.5
"""Seconds after a build before everything is checked: the page comes first."""
SLICE = 0.002
"""Seconds of checking after which it rests as long: a save, or a page, need not wait for its end."""

State = frozenset[tuple[object, ...]]
"""All that was read, by name, size and time of change."""
App = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""A web server as WSGI has it (PEP 3333)."""


@dataclass
class Preview:
    """What `serve` remembers between builds: the one exception to keeping no state."""

    running: bool = False
    last_good: Bulletin | None = None
    last_settings: Settings | None = None
    cache: ParseCache = field(default_factory=dict)
    texts: RenderedTexts = field(default_factory=dict)
    flag: Path | None = None
    """A file that the server watches: it is touched when the rules have found something."""
    building: threading.Lock = field(default_factory=threading.Lock)
    """Held while a build is under way: nobody is shown half of it."""
    _is_building: bool = False
    site: Site | None = None
    folder: Path = Path()
    """Where the server looks for files."""
    _given: set[str] = field(default_factory=set)
    _sound: tuple[State, Settings] | None = None
    """What was read when everything was found to be right."""
    _found: tuple[State, list[Problem]] | None = None
    """What the rules found to be wrong with everything, after it was shown."""
    _checking: threading.Timer | None = None

    def begin(self) -> None:
        """Have whoever asks for a page wait: a build begins."""
        self.building.acquire()
        self._is_building = True

    def end(self) -> None:
        """Let them go on, if a build had them wait."""
        if self._is_building:
            self._is_building = False
            self.building.release()

    def load(self, content: Path, settings: Settings, store: Store) -> Bulletin:
        """Return what editors see; raises ContentError for what is wrong with what was changed."""
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None
        read: ParseCache = {}
        library, problems = read_library(content, settings, _Marking(self.cache, read), store)
        # What is no longer there is not kept.
        self.cache = read
        state = _state_of(library, read)
        if self._found is not None and self._found[0] == state:
            problems += self._found[1]
        elif self._found is not None or (changed := self._changed(state, settings)) is None:
            # Where something is known to be wrong, it is told until nothing is.
            problems += [problem for check in CHECKS for problem in check(library)]
            if not problems:
                self._sound, self._found = (state, settings), None
        else:
            problems += _problems_of(library, content, changed)
            self._check_later(library, state, settings)
        bulletin = bulletin_of(
            library, content, Audience.EDITORS, problems, store, rendered=self.texts, advise=False
        )
        self.last_good, self.last_settings = bulletin, settings
        return bulletin

    def _changed(self, state: State, settings: Settings) -> set[str] | None:
        """Return the entries' files that are new since everything was right; None where more than
        entries changed, or nothing is known to be right.
        """
        if self._sound is None or self._sound[1] != settings:
            return None
        before, now = self._sound[0] - state, state - self._sound[0]
        names = {str(one[0]) for one in now}
        gone = {str(one[0]) for one in before} - names
        return None if gone or not all(name.endswith(".yml") for name in names) else names

    def _check_later(self, library: Library, state: State, settings: Settings) -> None:
        """Have all rules look at everything soon, and be heard if they find something."""

        def step() -> None:
            if self._checking is not timer:
                raise _SavedMeanwhile

        def check() -> None:
            polite = _Polite(**vars(library), step=step)
            try:
                found = [problem for rule in CHECKS for problem in rule(polite)]
            except _SavedMeanwhile:
                return
            if found:
                self._found = state, found
                if self.flag is not None:
                    self.flag.touch()
            else:
                self._sound = state, settings

        timer = self._checking = threading.Timer(PAUSE, check)
        timer.daemon = True
        timer.start()

    def show(self, site: Site, folder: Path) -> None:
        """Show a site from now on; the server looks for its files in `folder`, which is empty."""
        self.site, self.folder, self._given = site, folder, set()

    def served(self, serve: App, mount: str) -> App:
        """Return the web server `serve` whose files are made when they are asked for.

        `mount` is the path on the server below which the site stands.
        """

        def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if not f"{path}/".startswith(mount) or path.startswith("/livereload/"):
                return serve(environ, start_response)
            shown = self.site
            while self.give(path.removeprefix(mount) if path.startswith(mount) else ""):
                answers: list[tuple[Any, ...]] = []
                body = serve(environ, lambda *told, answers=answers: answers.append(told))
                before, shown = shown, self.site
                # Gone although it was there, and another site is shown: a build emptied the folder.
                if before is shown or not answers[0][0].startswith("404"):
                    start_response(*answers[0])
                    return body
            start_response("404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
            return [self._lost()]

        return app

    def give(self, asked: str) -> bool:
        """Put the file that an address below the root asks for where the server finds it; tell
        whether there is one.
        """
        path = posixpath.normpath(f"/{asked}").lstrip("/")
        if not path or asked.endswith("/"):
            path = f"{path}/index.html".lstrip("/")
        with self.building:
            if self.site is None:
                return False
            if f"{path}/" in self.site.plans or f"{path}/index.html" in self.site.fixed:
                path = f"{path}/index.html"
            return path in self._given or self._put(path)

    def _put(self, path: str) -> bool:
        """Write what the site holds at a path; tell whether it stands in the folder."""
        assert self.site is not None
        to = self.folder / path
        try:
            content = self.site.find(path)
            if content is None:
                return to.is_file() or (to / "index.html").is_file()
            write_content(content, to)
        except OSError:  # a name that no file can have, a picture that has just gone
            return False
        self._given.add(path)
        return True

    def _lost(self) -> bytes:
        """Return the page for addresses that do not exist."""
        with self.building:
            made = self.site.find(NOT_FOUND) if self.site is not None else None
        return made if isinstance(made, bytes) else "Không tìm thấy trang".encode()


class _SavedMeanwhile(Exception):
    """What is being checked is not what is there any more."""


@dataclass(frozen=True)
class _Polite(Library):
    """A library whose readers rest as much as they work, and stop when `step` says so."""

    step: Callable[[], None] = field(kw_only=True)

    def every(self) -> Iterator[Entry]:
        """Yield all entries of all kinds, unhurriedly."""
        return self._unhurried(super().every())

    def all(self, kind: type[E]) -> Iterator[E]:
        """Yield the entries of a kind, unhurriedly."""
        return self._unhurried(super().all(kind))

    def _unhurried(self, entries: Iterable[E]) -> Iterator[E]:
        rested = time.perf_counter()
        for entry in entries:
            if (worked := time.perf_counter() - rested) > SLICE:
                self.step()
                time.sleep(worked)
                rested = time.perf_counter()
            yield entry


class _Marking(dict[tuple[str, int, int], Any]):
    """A cache of what was read that notes in `used` what of it is still there."""

    def __init__(self, kept: ParseCache, used: ParseCache) -> None:
        super().__init__(kept)
        self.used = used

    def __getitem__(self, key: tuple[str, int, int]) -> Any:
        found = super().__getitem__(key)
        self.used[key] = found
        return found


def _state_of(library: Library, read: ParseCache) -> State:
    """Return everything that rules look at: entries, media, texts beside them."""
    files = [
        (f"media/{name}", *_stamp(library.media / name))
        for shelf in (library.pictures, library.downloads, library.recordings)
        for name in shelf
    ]
    return frozenset((*read, *files, *library.other_texts))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:  # it has gone since it was looked at
        return -1, -1
    return stat.st_size, stat.st_mtime_ns


def _problems_of(library: Library, content: Path, changed: Collection[str]) -> list[Problem]:
    """Return what is wrong with some files, from those alone that decide it."""
    near = nearby(content, changed)
    names = None if near is None else {file.name for file in near.files}
    part = library if names is None else library.within(names)
    found = [problem for check in CHECKS for problem in check(part)]
    return [problem for problem in found if names is None or problem.file in changed]
