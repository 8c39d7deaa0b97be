"""Which files of content/media/ a site shows or offers: those that published entries name."""

import re
from pathlib import Path

from bulletin.kinds import Event, Exemplar, Model, News, Resource
from bulletin.markup import ROOT
from bulletin.model import Bulletin
from bulletin.renditions import FOLDER, Workshop
from bulletin.texts import bodies_of


def media_files(bulletin: Bulletin) -> dict[str, Path]:
    """Return what published entries show or offer, by path on the site: pictures as renditions,
    files to download or to play as they are. No other file of content/media/ is ever published.
    """
    used = _used_media(bulletin)
    workshop = Workshop.beside(bulletin.media_folder)
    workshop.tidy(one.original for one in bulletin.pictures.values())
    bases = _pictures_in_bodies(bulletin)
    made = workshop.make(
        one for name, one in bulletin.pictures.items() if name in used or one.base in bases
    )
    plain = sorted(used - bulletin.pictures.keys())
    return made | {f"media/{name}": bulletin.media_folder / name for name in plain}


def _used_media(bulletin: Bulletin) -> set[str]:
    """Return the files in content/media/ that fields of published entries name."""
    used: set[str | None] = set()
    for shelf in bulletin.shelves.values():
        for entry in shelf.values():
            if isinstance(entry, Resource):
                used |= {offered.file for offered in entry.files}
            if isinstance(entry, News | Event | Exemplar | Model):
                used |= {picture.file for picture in entry.pictures}
                for one in entry.recordings:
                    used |= {one.file, one.poster, one.captions}
    return {name for name in used if name}


def _pictures_in_bodies(bulletin: Bulletin) -> set[str]:
    """Return what the paths of pictures that published texts show or link to start with."""
    return {
        base
        for shelf in bulletin.shelves.values()
        for entry in shelf.values()
        for _, body in bodies_of(entry)
        for base in re.findall(rf'{ROOT}({FOLDER}[^" ]+)-\d+\.\w+', body.html)
    }
