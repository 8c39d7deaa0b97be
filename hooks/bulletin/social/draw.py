"""A social card and a design in, the bytes of a small PNG out: the same everywhere.

Text is drawn as a mask and laid into a picture of indexed colours, each colour of text with its own
ramp of shades towards its ground: no picture of full colour has to be reduced afterwards.
"""

import json
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bulletin.social.wrap import LINE, Block, Measure, fit, wrap
from bulletin.views.social import SocialCard

WIDTH, HEIGHT = 1200, 630
"""What Open Graph readers show whole; other shapes they crop."""
VERSION = 1
"""Count up when the drawing changes: cached cards are then drawn anew."""

_FONTS = Path(__file__).parent.parent / "fonts"
_EMBLEM = Path(__file__).parent / "emblem.png"
_SHADES = 12
_MARGIN, _MAST, _RULE, _SAMPLE = 64, 132, 8, 54
_TITLES = (80, 72, 64, 58, 52, 47, 43, 39)
_EMBLEM_SIZE = 92
_EMBLEM_COLOURS = 64

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Design:
    """What makes cards an agency's own: names, emblem and colours (as CSS writes them: #rrggbb)."""

    site_name: str
    agency: str
    emblem: Path = _EMBLEM
    """A square PNG with transparency; one without colours is drawn in `gold`."""
    paper: str = "#fffefb"
    ink: str = "#231d18"
    muted: str = "#5f554a"
    red: str = "#a3121b"
    band: str = "#98111a"
    band_ink: str = "#ffffff"
    gold: str = "#e8b93c"
    gold_soft: str = "#fff2cc"
    gold_ink: str = "#6a4800"

    @cached_property
    def mark(self) -> str:
        """A hash of the design, of the emblem's own bytes and of the way we draw."""
        told = {**asdict(self), "emblem": sha256(self.emblem.read_bytes()).hexdigest()}
        return sha256(json.dumps([VERSION, told], sort_keys=True).encode()).hexdigest()


class Press:
    """Draws cards of one design; keeps what all of them share."""

    def __init__(self, design: Design) -> None:
        self._fonts: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}
        self._widths: dict[tuple[str, int], dict[str, float]] = {}
        self._palette: list[Colour] = []
        paper, band = _rgb(design.paper), _rgb(design.band)
        soft = _rgb(design.gold_soft)
        self._ink = self._ramp(paper, _rgb(design.ink))
        self._muted = self._ramp(paper, _rgb(design.muted))
        self._red = self._ramp(paper, _rgb(design.red))
        self._sample = self._ramp(soft, _rgb(design.gold_ink))
        self._name = self._ramp(band, _rgb(design.band_ink))
        self._gold = self._ramp(band, _rgb(design.gold))
        self._base = self._masthead(design)

    def draw(self, card: SocialCard) -> bytes:
        """Return the PNG of a card."""
        picture = self._base.copy()
        bottom = HEIGHT - 44
        if card.sample:
            picture.paste(self._sample[0], (0, HEIGHT - _SAMPLE, WIDTH, HEIGHT))
            self._line(picture, card.sample, (_MARGIN, HEIGHT - 43), "Bold", 26, self._sample)
            bottom -= _SAMPLE - 8
        width = WIDTH - 2 * _MARGIN
        top = _MAST + _RULE + 36
        kicker = self._one_line(card.kicker.upper(), "Bold", 26, width)
        self._line(picture, kicker, (_MARGIN, top), "Bold", 26, self._red)
        top += 50 if kicker else 10
        if card.foot or card.date:
            bottom -= 46
            self._foot(picture, card, bottom)
            bottom -= 22
        title, text = self._blocks(card, bottom - top, width)
        top += self._block(picture, title, top, "Bold", self._ink) + 14
        if text:
            self._block(picture, text, top, "Regular", self._muted)
        picture.putpalette([part for colour in self._palette for part in colour])
        return _png(picture)

    def _blocks(self, card: SocialCard, height: int, width: int) -> tuple[Block, Block | None]:
        """Return title and text as they fit: the title shrinks first, then the text gives way."""
        bold, regular = partial(self._measure, "Bold"), partial(self._measure, "Regular")
        for count in (2, 1) if card.text else ():
            text = fit(card.text, (30,), regular, (width, height), count)
            left = height - text.height - 14
            if _fits(card.title, bold(_TITLES[-2]), _TITLES[-2], (width, left)):
                return fit(card.title, _TITLES, bold, (width, left), 4), text
        return fit(card.title, _TITLES, bold, (width, height), 4), None

    def _foot(self, picture: Image.Image, card: SocialCard, top: int) -> None:
        """Print place and date on one line, the date whole."""
        measure = self._measure("Regular", 26)
        taken = measure(card.date)
        room = WIDTH - 2 * _MARGIN - (round(taken) + 40 if card.date else 0)
        foot = self._one_line(card.foot, "Regular", 26, room)
        self._line(picture, foot, (_MARGIN, top), "Regular", 26, self._muted)
        start = WIDTH - _MARGIN - round(taken) if foot else _MARGIN
        self._line(picture, card.date, (start, top), "Regular", 26, self._muted)

    def _masthead(self, design: Design) -> Image.Image:
        """Return the ground of every card: the band with emblem and names, paper below."""
        picture = Image.new("P", (WIDTH, HEIGHT), self._ink[0])
        picture.paste(self._name[0], (0, 0, WIDTH, _MAST))
        picture.paste(self._gold[-1], (0, _MAST, WIDTH, _MAST + _RULE))
        self._emblem(picture, design)
        left = _MARGIN + _EMBLEM_SIZE + 26
        room = WIDTH - _MARGIN - left
        agency = self._one_line(design.agency, "Regular", 24, room)
        name = fit(
            design.site_name, (40, 36, 32, 28, 25), partial(self._measure, "Bold"), (room, 60), 1
        )
        self._line(picture, agency, (left, 24), "Regular", 24, self._name)
        self._line(
            picture, name.lines[0] if name.lines else "", (left, 58), "Bold", name.size, self._name
        )
        return picture

    def _emblem(self, picture: Image.Image, design: Design) -> None:
        """Lay the emblem on the band: a mask in gold, one with colours of its own as it is."""
        place = (_MARGIN, (_MAST - _EMBLEM_SIZE) // 2)
        with Image.open(design.emblem) as file:
            has_colours = file.mode not in ("L", "LA", "1")
            emblem = file.convert("RGBA")
        emblem = emblem.resize((_EMBLEM_SIZE, _EMBLEM_SIZE), Image.Resampling.LANCZOS)
        if not has_colours:
            self._lay(picture, emblem.getchannel("A"), place, self._gold)
            return
        ground = Image.new("RGB", emblem.size, design.band)
        ground.paste(emblem, mask=emblem)
        few = ground.quantize(_EMBLEM_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        own, first = few.getpalette() or [], len(self._palette)
        colours = list(zip(own[::3], own[1::3], own[2::3], strict=True))[:_EMBLEM_COLOURS]
        self._palette += colours
        picture.paste(few.point([(first + n) % 256 for n in range(256)]), place)

    def _block(
        self, picture: Image.Image, block: Block, top: int, face: str, ramp: list[int]
    ) -> int:
        for number, line in enumerate(block.lines):
            place = (_MARGIN, top + round(number * block.size * LINE))
            self._line(picture, line, place, face, block.size, ramp)
        return block.height

    def _line(
        self, picture: Image.Image, text: str, place: tuple[int, int], face: str, size: int,
        ramp: list[int],
    ) -> None:  # fmt: skip
        """Print one line with its top left corner at a place."""
        if not text:
            return
        font = self._font(face, size)
        mask = Image.new("L", (round(font.getlength(text)) + 8, round(size * 1.6)), 0)
        ImageDraw.Draw(mask).text((2, 2), text, 255, font)
        self._lay(picture, mask, (place[0] - 2, place[1] - 2), ramp)

    def _lay(
        self, picture: Image.Image, mask: Image.Image, place: tuple[int, int], ramp: list[int]
    ) -> None:
        """Colour a mask by a ramp of shades, and lay it where it covers anything at all."""
        shade = [round(value * (_SHADES - 1) / 255) for value in range(256)]
        coloured = mask.point([ramp[n] for n in shade])
        picture.paste(coloured, place, mask.point([255 if n else 0 for n in shade]))

    def _one_line(self, text: str, face: str, size: int, width: int) -> str:
        lines = fit(text, (size,), partial(self._measure, face), (width, 2 * size), 1).lines
        return lines[0] if lines else ""

    def _measure(self, face: str, size: int) -> Measure:
        """Return what measures: without kerning a text is as wide as its letters are together."""
        font, widths = self._font(face, size), self._widths.setdefault((face, size), {})

        def width(letter: str) -> float:
            if letter not in widths:
                widths[letter] = font.getlength(letter)
            return widths[letter]

        return lambda text: sum(map(width, text))

    def _font(self, face: str, size: int) -> ImageFont.FreeTypeFont:
        if (face, size) not in self._fonts:
            # The basic layout: the other one needs a library that not every machine has.
            self._fonts[face, size] = ImageFont.truetype(
                _FONTS / f"BeVietnamPro-{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC
            )
        return self._fonts[face, size]

    def _ramp(self, ground: Colour, colour: Colour) -> list[int]:
        """Add the shades from a ground to a colour on it; return their places in the palette."""
        first = len(self._palette)
        for step in range(_SHADES):
            part = step / (_SHADES - 1)
            mixed = [round(a + (b - a) * part) for a, b in zip(ground, colour, strict=True)]
            self._palette.append((mixed[0], mixed[1], mixed[2]))
        return list(range(first, first + _SHADES))


def _fits(text: str, measure: Measure, size: int, room: tuple[int, int]) -> bool:
    """Tell whether a title fits a room in four lines by a size still well read."""
    lines = len(wrap(text, measure, room[0]))
    return lines <= 4 and lines * size * LINE <= room[1]


def _rgb(colour: str) -> Colour:
    number = int(colour.lstrip("#"), 16)
    return number >> 16, number >> 8 & 255, number & 255


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
