"""Whether a publication could say anything new: a timer that runs every few minutes mostly could not.

What a site is made of is noted when it is published; as long as none of it has changed, no hidden
entry's hour has come and the day is the same, building it again would give the same bytes.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import distributions
from pathlib import Path

from bulletin.dates import ZONE
from bulletin.publishing.target import Target
from bulletin.settings import Settings
from bulletin.store import code_version, digest

NOTE = "made-of.json"
"""In the served folder, beside its releases."""
PINNED = "SOURCE_DATE_EPOCH"
_READ = ("content", "docs", ".admin")
_MEDIA = ("content/media", ".admin")
"""Files that may be large: told apart by size and time of change, all others by what they hold."""


def made_of(config_file: Path, *options: object) -> str:
    """Return a mark of everything that the build of a project reads, the clock aside."""
    home = config_file.parent
    files = [config_file, *sorted(path for name in _READ for path in _below(home / name))]
    told = (part for path in files for part in _told(path, home))
    installed = sorted(f"{one.name} {one.version}" for one in distributions())
    return digest("made of", code_version(), installed, options, *told)


def note(
    target: Target, mark: str, settings: Settings, began: datetime, wakes: datetime | None
) -> None:
    """Note what the release that is read was made of, from `began` on.

    It holds until the end of that day in Vietnam, or until the next hidden entry shows: `wakes`.
    """
    if PINNED in os.environ:  # built as of another moment: nothing is known of this one
        (target.folder / NOTE).unlink(missing_ok=True)
        return
    until = None
    if settings.now is None:
        ends = began.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        until = min(ends + timedelta(days=1), wakes or datetime.max.replace(tzinfo=ZONE))
    said = {
        "made_of": mark, "release": _release(target), "until": until.isoformat() if until else "",
    }  # fmt: skip
    draft = target.folder / f"{NOTE}.tmp"
    draft.write_text(json.dumps(said), encoding="utf-8")
    draft.replace(target.folder / NOTE)


def is_untouched(target: Target, mark: str, now: datetime | None = None) -> bool:
    """Tell whether publishing what has this mark now would give what is read already."""
    try:
        said = json.loads((target.folder / NOTE).read_text(encoding="utf-8"))
        until = datetime.fromisoformat(said["until"]) if said["until"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return False
    same = said.get("made_of") == mark and said.get("release") == _release(target)
    return (
        same and PINNED not in os.environ and (until is None or (now or datetime.now(ZONE)) < until)
    )


def _release(target: Target) -> str:
    return target.current.resolve().name if target.current.exists() else ""


def _below(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in names)


def _told(path: Path, home: Path) -> Iterator[object]:
    name = path.relative_to(home).as_posix()
    yield name
    try:
        stat = path.stat()
        yield (stat.st_size, stat.st_mtime_ns) if name.startswith(_MEDIA) else path.read_bytes()
    except OSError:
        yield None
