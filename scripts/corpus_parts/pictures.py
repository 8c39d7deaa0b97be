"""Simple drawn landscapes as PNG files."""

from __future__ import annotations

from pathlib import Path

from corpus_parts.dice import Dice

_SKIES = ("#cfe8f7", "#fbe3c0", "#e2e6f3", "#f7d9cf")
_HILLS = ("#6f9a5d", "#4f7f6a", "#8aa04f", "#5c7d8f")
_ROOFS = ("#b4472e", "#8c3b3b", "#a8682f")
WIDTH, HEIGHT = 960, 540


def draw_pictures(media: Path, seed: int, count: int) -> list[str]:
    """Draw that many pictures into a folder; return their names in it."""
    media.mkdir(parents=True, exist_ok=True)
    names = [f"tranh/phong-canh-{number:04}.png" for number in range(1, count + 1)]
    for number, name in enumerate(names):
        _draw(media / name, Dice(seed, "picture", number))
    return names


def _draw(path: Path, dice: Dice) -> None:
    """Draw sky, sun, hills and houses."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), dice.pick(_SKIES))
    pen = ImageDraw.Draw(image)
    left, top = dice.number(60, 800), dice.number(40, 140)
    pen.ellipse((left, top, left + 90, top + 90), fill="#f4c542")
    for layer in range(3):
        base, step = 230 + 90 * layer, WIDTH // 6
        ridge = [(x, base + dice.number(-70, 50)) for x in range(0, WIDTH + step, step)]
        pen.polygon([(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], fill=dice.pick(_HILLS))
    for _ in range(dice.number(3, 8)):
        x, y = dice.number(20, 880), dice.number(380, 490)
        pen.rectangle((x, y, x + 48, y + 34), fill="#f5ecd8", outline="#7a6a52")
        pen.polygon([(x - 8, y), (x + 24, y - 26), (x + 56, y)], fill=dice.pick(_ROOFS))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(path, optimize=True)
