"""A recording in, what its player or its link shows out."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from bulletin.kinds import Event, Exemplar, Model, News
from bulletin.kinds._types import Body
from bulletin.kinds.recording import Recording
from bulletin.model import Bulletin
from bulletin.numbers import print_number
from bulletin.recordings import AUDIO, VIDEO
from bulletin.views._cards import photo_of
from bulletin.views._parts import Photo


@dataclass(frozen=True)
class Player:
    """A video or a sound recording; with a `url` it is only a link to where it is published."""

    kind: str
    """`video`, `audio` or `link`."""
    title: str
    path: str
    type: str
    """The media type, for browsers."""
    poster: Photo | None
    captions: str | None
    """The path of the caption file."""
    url: str
    facts: tuple[str, ...]
    """How long, what file, who made it, where it is published."""
    transcript_title: str
    transcript: Body | None


def players(bulletin: Bulletin, entry: News | Event | Exemplar | Model) -> tuple[Player, ...]:
    """Return the recordings of an entry, in its order."""
    return tuple(_player(bulletin, recording) for recording in entry.recordings)


def _player(bulletin: Bulletin, recording: Recording) -> Player:
    kind = "video" if recording.is_video else "audio" if recording.file else "link"
    name = recording.file or ""
    file = weight(name, bulletin.recordings[name]) if name else ""
    length = f"Dài {_duration(recording.length)}" if recording.length else ""
    return Player(
        kind=kind,
        title=recording.title,
        path=f"media/{name}" if name else "",
        type={**VIDEO, **AUDIO}.get(PurePosixPath(name).suffix, ""),
        poster=photo_of(bulletin, recording.poster, "") if recording.poster else None,
        captions=f"media/{recording.captions}" if recording.captions else None,
        url=recording.url or "",
        facts=tuple(
            fact for fact in (recording.outlet or "", length, file, recording.credit or "") if fact
        ),
        transcript_title="Tả hình trong video" if recording.silent else "Bản chép lời",
        transcript=recording.transcript,
    )


def _duration(seconds: int) -> str:
    """Say how long: `1 phút 5 giây`, `1 giờ 2 phút`; seconds only below an hour."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    named = ((hours, "giờ"), (minutes, "phút"), (0 if hours else rest, "giây"))
    return " ".join(f"{count} {unit}" for count, unit in named if count)


def weight(name: str, size: int) -> str:
    """Return the type and size in bytes of a file as readers want it: `DOCX, 36 KB`."""
    ending = PurePosixPath(name).suffix[1:].upper()
    return f"{ending}, {print_number(Decimal(max(1, round(size / 1024))))} KB"
