"""Several files of a project put in place as one: a kill in between leaves all of it or nothing.

New texts are written beside their places first, then a journal says what is to move where. Whoever
reads the content next, or changes it, first ends what a journal tells: so no half of it is seen.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

JOURNAL = ".dang-do.json"


def put(project: Path, texts: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
    """Write files (by their paths below `project`) and delete others: all of it, or nothing.

    Raises OSError, with nothing changed, when a text cannot be written.
    """
    finish(project)
    drafts: dict[str, str] = {}
    try:
        for name, text in texts.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.tmp")
            drafts[draft.relative_to(project).as_posix()] = name
            _write(draft, text)
        made = json.dumps({"moves": drafts, "gone": sorted(gone)}, ensure_ascii=False)
        journal = project / f"{JOURNAL}.tmp"
        _write(journal, made.encode())
        journal.replace(project / JOURNAL)
    except BaseException:
        for draft_name in (*drafts, f"{JOURNAL}.tmp"):
            (project / draft_name).unlink(missing_ok=True)
        raise
    finish(project)


def finish(project: Path) -> None:
    """End what a killed command had begun to put in place; does nothing where there is none."""
    try:
        told = json.loads((project / JOURNAL).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return
    for draft, name in told["moves"].items():
        if _is_inside(draft) and _is_inside(name):
            with suppress(FileNotFoundError):  # moved already
                (project / draft).replace(project / name)
    for name in told["gone"]:
        if _is_inside(name):
            (project / name).unlink(missing_ok=True)
    (project / JOURNAL).unlink(missing_ok=True)


def _write(path: Path, text: bytes) -> None:
    with path.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _is_inside(name: str) -> bool:
    """Tell whether a name stays below the folder: a journal from elsewhere moves nothing outside."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
