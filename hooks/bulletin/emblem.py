"""An agency's emblem in, the pictures of it that a site wears out: masthead, footer, browser tab."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from bulletin.colours import ACCENT, BRAND

HEIGHT = 160
"""Pixels: the emblem stands 78 high on a desk, twice that on a sharp screen."""
ICONS = (32, 180)
"""Pixels of the browser tab's icon, and of the one on a phone's first screen."""


@dataclass(frozen=True)
class Emblem:
    """What the frame prints of an emblem; no path means the theme's own drawing."""

    path: str = ""
    width: int = 0
    height: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    """Finished pictures by path below the root."""


def make_emblem(picture: Path) -> Emblem:
    """Return an agency's emblem, made as small as the site shows it, and icons of it."""
    with Image.open(picture) as opened:
        drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    small = drawn.copy()
    small.thumbnail((HEIGHT * 2, HEIGHT), Image.Resampling.LANCZOS)
    files = {"img/emblem.png": _png(small)}
    for size in ICONS:
        icon = ImageOps.pad(drawn, (size, size), Image.Resampling.LANCZOS, color=(0, 0, 0, 0))
        files[_icon(size)] = _png(icon)
    return Emblem("img/emblem.png", *small.size, files)


def tinted_icons(theme: Path, brand: str | None, accent: str | None) -> dict[str, bytes]:
    """Return the theme's own icons in an agency's colours; nothing if it keeps the theme's."""
    if not (brand or accent):
        return {}
    ground, shape = brand or BRAND, accent or ACCENT
    drawing = (theme / "img/favicon.svg").read_text(encoding="utf-8")
    for old, new in (("#98111a", ground), ("#f6c94c", shape)):
        drawing = drawing.replace(old, new)
    files = {"img/favicon.svg": drawing.encode()}
    for size in ICONS:
        with Image.open(theme / _icon(size)) as opened:
            drawn = opened.convert("RGBA")
        # The drawing is gold on red: how green a point is tells how much of the shape is in it.
        green = drawn.getchannel("G").point(
            lambda level: min(255, max(0, (level - 17) * 255 // 184))
        )
        tinted = Image.composite(
            Image.new("RGBA", drawn.size, shape), Image.new("RGBA", drawn.size, ground), green
        )
        tinted.putalpha(ImageChops.darker(drawn.getchannel("A"), tinted.getchannel("A")))
        files[_icon(size)] = _png(tinted)
    return files


def _icon(size: int) -> str:
    return f"img/favicon-{size}.png"


def _png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "PNG", optimize=True)
    return held.getvalue()
