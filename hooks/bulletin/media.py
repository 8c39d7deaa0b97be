"""content/media/ in, what is known of every file of it out, or why it may not be published."""

from dataclasses import dataclass, field
from pathlib import Path

from bulletin.downloads import SUFFIXES, download_size
from bulletin.pictures import PictureError, read_original
from bulletin.problems import Problem
from bulletin.recordings import SUFFIXES as RECORDINGS
from bulletin.recordings import recording_size
from bulletin.renditions import Renditions, Workshop
from bulletin.scratch import NO_FILE, OUTSIDE, is_scratch, leads_outside


@dataclass(frozen=True)
class Media:
    """What lies in content/media/, by its name below it."""

    pictures: dict[str, Renditions] = field(default_factory=dict)
    downloads: dict[str, int] = field(default_factory=dict)
    recordings: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Files that may not be published, which has been told."""


def read_media(media: Path, root: Path, problems: list[Problem]) -> Media:
    """Return what is known of every file in media/; what may not be published is told."""
    found = Media()
    inside = media.is_dir() and not leads_outside(media, media.parent)
    for path in sorted(media.rglob("*")) if inside else ():
        if path.is_dir() or is_scratch(path):
            continue
        name = path.relative_to(root).as_posix()
        if leads_outside(path, media):
            problems.append(Problem(name, 1, *OUTSIDE))
            continue
        if not path.is_file():  # opening a pipe would wait for ever
            problems.append(Problem(name, 1, *NO_FILE))
            continue
        try:
            below = path.relative_to(media).as_posix()
            if path.suffix in SUFFIXES:
                found.downloads[below] = download_size(path)
            elif path.suffix in RECORDINGS:
                found.recordings[below] = recording_size(path)
            else:
                found.pictures[below] = Renditions(read_original(path, below))
        except PictureError as error:
            problems.append(Problem(name, getattr(error, "line", 1), error.what, error.mend))
            found.refused.add(path.relative_to(media).as_posix())
    originals = [one.original for one in found.pictures.values()]
    for original, broken in Workshop.beside(media).broken(originals):
        name = (media / original.name).relative_to(root).as_posix()
        problems.append(Problem(name, 1, broken.what, broken.mend))
    return found
