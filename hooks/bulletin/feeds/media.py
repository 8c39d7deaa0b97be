"""The lead picture and the recordings of an entry as feeds enclose them: address, length, type."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bulletin.kinds import Event, Exemplar, Item, Model, News
from bulletin.kinds.news import Picture
from bulletin.model import Bulletin
from bulletin.recordings import AUDIO, VIDEO
from bulletin.renditions import Workshop


@dataclass(frozen=True)
class LeadPicture:
    """A picture at an address of ours."""

    url: str
    length: int
    """Bytes, as they are published."""
    type: str
    width: int
    height: int
    description: str
    credit: str


def lengths(bulletin: Bulletin) -> Mapping[str, int]:
    """Return the bytes of every JPEG that feeds enclose, by its path on the site."""
    leads = (_lead(bulletin, item) for item in bulletin.items)
    wanted = {lead.file: bulletin.pictures[lead.file] for lead in leads if lead and lead.file}
    made = Workshop.beside(bulletin.media_folder).make(wanted.values())
    shown = (one.fallback.path for one in wanted.values())
    return {path: made[path].stat().st_size for path in shown}


def lead_picture(bulletin: Bulletin, item: Item, lengths: Mapping[str, int]) -> LeadPicture | None:
    """Return the first picture that we have of an entry, as the JPEG that every reader knows."""
    picture = _lead(bulletin, item)
    if picture is None or picture.file is None:
        return None
    jpeg = bulletin.pictures[picture.file].fallback
    return LeadPicture(
        url=bulletin.settings.site_url + jpeg.path,
        length=lengths[jpeg.path],
        type="image/jpeg",
        width=jpeg.width,
        height=jpeg.height,
        description=picture.caption or picture.alt or "",
        credit=picture.credit or "",
    )


@dataclass(frozen=True)
class Recorded:
    """A video or a sound recording at an address of ours."""

    url: str
    length: int
    """Bytes, as they are published."""
    type: str
    medium: str
    """`video` or `audio`."""
    seconds: int
    title: str
    credit: str


def recorded(bulletin: Bulletin, item: Item) -> tuple[Recorded, ...]:
    """Return the recordings of an entry that are files of ours, in its order."""
    own = item.recordings if isinstance(item, News | Event | Exemplar | Model) else ()
    return tuple(
        Recorded(
            url=f"{bulletin.settings.site_url}media/{one.file}",
            length=bulletin.recordings[one.file],
            type={**VIDEO, **AUDIO}[PurePosixPath(one.file).suffix],
            medium="video" if one.is_video else "audio",
            seconds=one.length or 0,
            title=one.title,
            credit=one.credit or "",
        )
        for one in own
        if one.file and one.file in bulletin.recordings
    )


def _lead(bulletin: Bulletin, item: Item) -> Picture | None:
    pictures = item.pictures if isinstance(item, News | Event | Exemplar | Model) else ()
    return next((one for one in pictures if one.file in bulletin.pictures), None)
