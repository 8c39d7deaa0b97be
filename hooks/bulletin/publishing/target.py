"""A served folder: its releases, the addresses it has ever had, the configuration of its servers.

DIR/releases/<n>/     the releases
DIR/current           what is read (a symlink; on Windows a folder)
DIR/permalinks.json   every address ever published
DIR/server/           the configuration for nginx and Caddy
DIR/unread            web servers have not yet read the configuration that stands there
DIR/held              a rollback stands: a timer must not publish over it
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.problems import ContentError
from bulletin.publishing.compress import COPIES, compress
from bulletin.publishing.coverage import check_coverage
from bulletin.publishing.imprint import check_imprint
from bulletin.publishing.leaks import find_leaks
from bulletin.publishing.permalinks import Permalinks
from bulletin.publishing.serving import HASHED, Server, configuration, redirects_in, scripts_in
from bulletin.releases import Release, publish, purge, rollback
from bulletin.settings import Settings
from bulletin.site import Site

OWN = ".ban-tin"
"""The folder of a release that is for us, not for readers; servers hide what begins with a dot."""
GONE = ".gone"
"""Beside what was taken down stands an empty file with this ending: servers answer 410 then."""
OVERLAP = timedelta(days=2)
"""So long styles and scripts of earlier releases stay, for pages that are open already."""
VOLATILE = ("pagefind", OWN)


@dataclass
class Target:
    """One served folder."""

    folder: Path
    keep: int = 5
    place: str = ""
    """The folder as web servers see it, where that is another machine."""
    forget: Sequence[str] = ()
    """Addresses given up on purpose."""
    on_wait: Callable[[], None] | None = None
    reload: Callable[[], bool | None] = lambda: False
    """Has the web server read its configuration anew; False where it has not."""
    symlinks: bool = os.name != "nt"
    clock: Callable[[], datetime] = datetime.now
    unknown: list[str] = field(default_factory=list)
    """Addresses to be forgotten that were never published."""

    @property
    def releases(self) -> Path:
        """Where the releases stand."""
        return self.folder / "releases"

    @property
    def current(self) -> Path:
        """What is read."""
        return self.folder / "current"

    @property
    def permalinks(self) -> Path:
        """The list of every address ever published."""
        return self.folder / "permalinks.json"

    @property
    def held(self) -> Path:
        """Stands while a rollback is not yet followed by a publication by hand."""
        return self.folder / "held"

    @property
    def unread(self) -> Path:
        """Stands from a change of the configuration until a web server has read it."""
        return self.folder / "unread"

    def have_read(self) -> None:
        """Have the web server read a configuration that it has not read, now or the next time."""
        if self.unread.exists() and self.reload() is not False:
            self.unread.unlink(missing_ok=True)

    def publish(self, job: Job) -> Release:
        """Build, check, finish and switch; raises ContentError, ReleaseError, PermalinksBroken and
        whatever the build raises. What is read then is as it was.
        """
        job.check_settings()
        run = _Run(self, job)
        release = publish(
            run.build,
            self.releases,
            self.current,
            keep=self.keep,
            verify=run.verify,
            finish=run.finish,
            durable=True,
            volatile=VOLATILE,
            on_wait=self.on_wait,
        )
        if run.removed:
            purge(self.releases, self.current, on_wait=self.on_wait)
        self.held.unlink(missing_ok=True)
        self.configure(job.settings)
        return release

    def rollback(self, number: int | None, settings: Settings) -> int:
        """Have an earlier release read again, and timers leave it so; return its number."""
        self.folder.mkdir(parents=True, exist_ok=True)
        number = rollback(self.releases, self.current, number, on_wait=self.on_wait)
        self.held.write_text(f"{number}\n", encoding="utf-8")
        self.configure(settings)
        return number

    def digests(self) -> list[str]:
        """Return the digests of the releases that are kept, as they say themselves."""
        kept = (path for path in self.releases.iterdir() if path.name.isdigit())
        return [str(read_own(path).get("digest", "")) for path in sorted(kept)]

    def purge(self) -> list[int]:
        """Delete every release but the one that is read; return their numbers."""
        return purge(self.releases, self.current, on_wait=self.on_wait)

    def configure(self, settings: Settings, more_scripts: Iterable[str] = ()) -> bool:
        """Write the configuration for what is read now, and have it read; tell whether it changed."""
        own = read_own(self.current)
        server = Server(
            place=self.place or self.folder.resolve().as_posix(),
            site_url=settings.site_url,
            scripts=frozenset([*own.get("scripts", ()), *more_scripts]),
            moved=own.get("moved", {}),
            hsts_days=settings.hsts_days,
            has_editor=settings.editor is not None,
        )
        folder, changed = self.folder / "server", False
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in configuration(server).items():
            path, draft = folder / name, folder / f"{name}.tmp"
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                draft.write_text(text, encoding="utf-8", newline="\n")
                draft.replace(path)
                changed = True
        if changed:
            self.unread.touch()
        self.have_read()
        return changed


@dataclass(frozen=True)
class Job:
    """What is to be published: a project, how it is built, and how a built site is looked over."""

    config_file: Path
    settings: Settings
    build: Callable[[Path], None]
    made: Callable[[], Site]
    """The site as it was made, once it is built."""
    verify: Callable[[Path], Sequence[str]]

    def check_settings(self) -> None:
        """Raise ContentError while the imprint is not the agency's own."""
        if problems := check_imprint(self.config_file, self.settings):
            raise ContentError(problems)


class _Run:
    """One publication into one target, in the order of `bulletin.releases.publish`."""

    def __init__(self, target: Target, job: Job) -> None:
        self.target, self.job = target, job
        self.moved: dict[str, str] = {}
        self.gone: list[str] = []
        self.removed = False
        """Whether something was taken down that earlier releases still show."""

    def build(self, folder: Path) -> None:
        """Build, and lead on from addresses that came and went; raises ContentError for those that may not go."""
        self.links = Permalinks.read(self.target.permalinks)
        self.target.unknown += self.links.forget(self.target.forget)
        self.job.build(folder)
        site = self.job.made()
        problems, lost, self.gone = self.links.lost(folder)
        if problems:
            raise ContentError(problems)
        for old, new in lost.items():
            if old.endswith("/"):
                page = folder / old / "index.html"
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_bytes(site.redirect(old, new))
            else:
                self.moved[old] = new
        self.plans = tuple(site.plans.values())

    def verify(self, folder: Path) -> list[str]:
        """Return what keeps the built site from being published."""
        job = self.job
        leaks = find_leaks(
            folder, job.config_file.parent / "content", job.settings, job.settings.moment()
        )
        return [
            *job.verify(folder),
            *check_coverage(folder, job.settings.site_url),
            *map(str, leaks),
        ]

    def finish(self, folder: Path, previous: Path | None) -> None:
        """Add what stands beside the pages: marks, compressed copies, files of pages still open."""
        tombstones = sorted(plan.path for plan in self.plans if plan.gone)
        for path in tombstones:
            (folder / path / GONE).touch()
        for path in self.gone:
            mark = folder / f"{path}{GONE}"
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
        before = read_own(previous) if previous else {}
        self.removed = bool(previous) and not set(tombstones) <= set(before.get("tombstones", ()))
        carried = self._carry(folder, previous, before.get("carried", {}))
        compress(folder, previous)
        self._number(folder)
        scripts = scripts_in(folder)
        moved = redirects_in(folder, self.job.settings.site_url) | self.moved
        _write_own(
            folder,
            {
                "tombstones": tombstones,
                "carried": carried,
                "scripts": sorted(scripts),
                "entries": sorted(plan.path for plan in self.plans if plan.source),
                "digest": digest_of(folder),
                "moved": dict(sorted(moved.items())),
            },
        )
        self.links.add(folder, {plan.path: plan.source for plan in self.plans if plan.source})
        # Before the switch: an address too many in the list does no harm, one too few does.
        self.links.write(self.target.permalinks)
        if previous and not scripts <= set(before.get("scripts", ())):
            self.target.configure(self.job.settings, scripts)

    def _number(self, folder: Path) -> None:
        """Have a release know its number, and the way to it from the root of its host.

        Caddy asks for the number once per request, and so never mixes two releases.
        """
        own = folder / OWN
        own.mkdir(exist_ok=True)
        (own / "number").write_text(folder.name.removesuffix(".tmp"), encoding="utf-8")
        inside = urlsplit(self.job.settings.site_url).path.strip("/")
        if inside and self.target.symlinks:
            link = own / "www" / inside
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(os.path.relpath(folder, link.parent))

    def _carry(
        self, folder: Path, previous: Path | None, carried: dict[str, str]
    ) -> dict[str, str]:
        """Link styles and scripts of the release before that pages still open will ask for."""
        now, kept = self.target.clock(), {}
        for path in _hashed(previous) if previous else ():
            name = path.relative_to(previous).as_posix()  # type: ignore[arg-type]
            since = carried.get(name, now.isoformat(timespec="seconds"))
            target = folder / name
            if not target.exists() and now - datetime.fromisoformat(since) < OVERLAP:
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(path, target)
                kept[name] = since
        return kept


def _hashed(site: Path) -> Iterable[Path]:
    return (
        path
        for folder in ("css", "js")
        for path in sorted((site / folder).rglob("*"))
        if HASHED.match(path.relative_to(site).as_posix())
    )


def _link(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:
        new.write_bytes(old.read_bytes())


def digest_of(site: Path) -> str:
    """Return what names the content of a release: the same files, the same digest."""
    total = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if not name.startswith(f"{OWN}/"):
            total.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_for_servers(name: str) -> bool:
    """Tell whether a file of a release is for our own web servers only: marks, compressed copies."""
    return name.startswith(f"{OWN}/") or name.endswith((GONE, *COPIES))


def read_own(site: Path) -> dict[str, dict[str, str]]:
    """Return what a release says of itself; nothing if it was not made by `publish`."""
    try:
        own = json.loads((site / OWN / "release.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return own if isinstance(own, dict) else {}


def _write_own(site: Path, own: dict[str, object]) -> None:
    (site / OWN).mkdir(exist_ok=True)
    text = json.dumps(own, ensure_ascii=False, indent=1, sort_keys=True)
    (site / OWN / "release.json").write_text(text, encoding="utf-8", newline="\n")
