"""Which files of content/media/ a site shows or offers: those that published entries name."""

import re
from pathlib import Path

from bulletin.kinds import Event, Exemplar, Model, News, Resource
from bulletin.markup import ROOT
from bulletin.model import Bulletin
from bulletin.problems import ContentError, Problem
from bulletin.renditions import FOLDER, PictureChanged, Renditions, Workshop
from bulletin.texts import bodies_of


def media_files(bulletin: Bulletin) -> dict[str, Path]:
    """Return what published entries show or offer, by path on the site: pictures as renditions,
    files to download or to play as they are. No other file of content/media/ is ever published.
    """
    workshop = Workshop.beside(bulletin.media_folder)
    workshop.tidy(one.original for one in bulletin.pictures.values())
    try:
        made = workshop.make(_shown(bulletin).values())
    except PictureChanged as error:
        name = f"content/media/{error.name}"
        raise ContentError([Problem(name, 1, error.what, error.mend)]) from None
    return made | _plain(bulletin)


def media_file(bulletin: Bulletin, path: str) -> Path | None:
    """Return the one of these files at a path, making no other; None if there is none (any more)."""
    base = path.rpartition("-")[0]
    one = bulletin.once(("shown",), lambda: _shown(bulletin)).get(base)
    if one is None:
        return bulletin.once(("plain",), lambda: _plain(bulletin)).get(path)
    try:
        return Workshop.beside(bulletin.media_folder).make([one]).get(path)
    except PictureChanged:
        return None


def _shown(bulletin: Bulletin) -> dict[str, Renditions]:
    """Return the pictures that are shown, by what the paths of their files start with."""
    used, bases = _used_media(bulletin), _pictures_in_bodies(bulletin)
    found = bulletin.pictures.items()
    return {one.base: one for name, one in found if name in used or one.base in bases}


def _plain(bulletin: Bulletin) -> dict[str, Path]:
    plain = sorted(_used_media(bulletin) - bulletin.pictures.keys())
    return {f"media/{name}": bulletin.media_folder / name for name in plain}


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
