"""Social cards: what shared links show. Words in, addresses and PNG files out, cached by content."""

import json
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

import PIL
from PIL import features

from bulletin.model import Bulletin
from bulletin.social.draw import HEIGHT, WIDTH, Design, Press
from bulletin.views._parts import Photo
from bulletin.views.social import SocialCard

FOLDER = "the/"
"""Where the cards stand on a site."""
_CHUNK = 24
"""So many cards make it worth while to start a process."""


@dataclass(frozen=True)
class Picture:
    """The picture that stands for a page: its path below the root, its size, its words."""

    path: str
    width: int
    height: int
    alt: str
    card: SocialCard | None = None
    """What is drawn at the path; None if the file stands there already."""


def design_of(bulletin: Bulletin) -> Design:
    """Return the design of a site's cards: the agency's names, and its emblem and colours if set."""
    settings = bulletin.settings
    design = Design(settings.site_name, settings.agency)
    brand, accent = settings.colours.brand, settings.colours.accent
    return replace(
        design,
        emblem=bulletin.media_folder / settings.emblem if settings.emblem else design.emblem,
        red=brand or design.red,
        band=brand or design.band,
        gold=accent or design.gold,
    )


def picture_of(photo: Photo) -> Picture:
    """Return a photo of a view as the picture of its page."""
    return Picture(photo.path, photo.width, photo.height, photo.alt)


def card_picture(card: SocialCard, design: Design, name: str) -> Picture:
    """Return a card as the picture of a page; `name` is `phong-trao/mau-2024`.

    The address tells the content: a card that changes is asked for anew by those who keep copies.
    """
    path = f"{FOLDER}{name}-{_digest(card, design)[:8]}.png"
    return Picture(path, WIDTH, HEIGHT, card.words, card)


def draw_cards(
    pictures: Iterable[Picture], design: Design, cache: Path | None
) -> Mapping[str, bytes | Path]:
    """Return the file of every card among the pictures, by its path below the root.

    `cache` is a folder that keeps drawn cards from build to build, and may be emptied at any time;
    without one everything is drawn.
    """
    cards = {picture.path: picture.card for picture in pictures if picture.card}
    if cache is None:
        drawn = _draw(tuple(cards.values()), design)
        return dict(zip(cards, drawn, strict=True))
    cache.mkdir(parents=True, exist_ok=True)
    kept = {path: cache / f"{_key(card, design)}.png" for path, card in cards.items()}
    missing = {kept[path]: card for path, card in cards.items() if not _is_whole(kept[path])}
    for place, data in zip(missing, _draw(tuple(missing.values()), design), strict=True):
        made = place.with_name(f"{place.name}.{os.getpid()}.tmp")
        made.write_bytes(data)
        made.replace(place)
    return kept


def _digest(card: SocialCard, design: Design) -> str:
    """Return a hash of everything that is drawn."""
    told = json.dumps([design.mark, asdict(card)], sort_keys=True)
    return sha256(told.encode()).hexdigest()


def _key(card: SocialCard, design: Design) -> str:
    """Return a name in the cache; another library may draw the same card in other bytes."""
    tools = (PIL.__version__, features.version("freetype2"), features.version("zlib"))
    return sha256(f"{_digest(card, design)} {tools}".encode()).hexdigest()


def _draw(cards: Sequence[SocialCard], design: Design) -> Iterator[bytes]:
    """Yield the PNG of every card, in order; many are drawn by several processes."""
    if len(cards) <= 2 * _CHUNK or (os.cpu_count() or 1) == 1:
        yield from _draw_some(cards, design)
        return
    chunks = [cards[start : start + _CHUNK] for start in range(0, len(cards), _CHUNK)]
    # Started anew: previews run threads, which a copied process would not have.
    pool = ProcessPoolExecutor(
        min(os.cpu_count() or 1, len(chunks)), get_context("spawn"), _leave_to_parent
    )
    try:
        for drawn in pool.map(_draw_some, chunks, [design] * len(chunks)):
            yield from drawn
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_to_parent() -> None:
    """Ctrl+C is told by the build itself, once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _draw_some(cards: Sequence[SocialCard], design: Design) -> list[bytes]:
    press = Press(design)
    return [press.draw(card) for card in cards]


def _is_whole(path: Path) -> bool:
    """Tell whether a kept card is a PNG to its end: every part of it carries its own sum."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    place, name = 8, b""
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        end = place + 8 + length
        name = data[place + 4 : place + 8]
        if crc32(data[place + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return False
        place = end + 4
    return place == len(data) and name == b"IEND"
