"""An agency's few colours in, the tokens of its light and dark palettes out.

Contrast is that of WCAG 2.2: relative luminance and contrast ratio as defined at
https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio; text needs 4.5
(success criterion 1.4.3), what is no text but must be seen 3 (1.4.11). The high-contrast palette
belongs to no agency and stays as tokens.css has it.
"""

from collections.abc import Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of what is no text."""

BRAND, ACCENT, LINK = "#a3121b", "#e8b93c", "#123f6e"
"""What stands in for a colour that an agency leaves as it is: the red, gold and blue of tokens.css."""

WHITE = "#ffffff"
LIGHT = ("#f5f0e6", "#fffefb", "#faf4e8")
"""Page, card and panel of the light palette, as tokens.css has them."""
DARK = ("#161311", "#211c19", "#2a2420")
"""The same of the dark palette."""

Tokens = dict[str, str]


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour: str, others: Iterable[str]) -> float:
    """Return the smallest contrast between a colour and any of the others."""
    return min(contrast(colour, other) for other in others)


def darker_until(colour: str, grounds: Iterable[str], least: float = TEXT) -> str:
    """Return the colour, or the nearest darker one of its hue, with enough contrast to each ground."""
    return _moved_until(colour, tuple(grounds), least, -1)


def lighter_until(colour: str, grounds: Iterable[str], least: float = TEXT) -> str:
    """Return the colour, or the nearest lighter one of its hue, with enough contrast to each ground."""
    return _moved_until(colour, tuple(grounds), least, +1)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with `share` (0 to 1) of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return _hex(one + (two - one) * share for one, two in pairs)


def css(brand: str | None, accent: str | None, link: str | None) -> str:
    """Return the style rules of an agency's own colours; `` if it has none.

    They hold on screens only: what is printed has a palette of its own. Neither rule holds in high
    contrast: the first because that palette is a dark one, the second because it says so.
    """
    if not (brand or accent or link):
        return ""
    light, dark = palettes(brand, accent, link)
    rules = (
        (':root:not([data-md-color-scheme="slate"])', light),
        (':root[data-md-color-scheme="slate"]:not([data-contrast="high"])', dark),
    )
    screen = "".join(f"{selector} {_block(tokens)}" for selector, tokens in rules)
    printed = f":root {_block({'print': _at_lightness(brand, 0.26)})}" if brand else ""
    return f"{printed}@media screen {{\n{screen}}}\n"


def palettes(brand: str | None, accent: str | None, link: str | None) -> tuple[Tokens, Tokens]:
    """Return the tokens, light and dark, that differ from tokens.css for an agency's colours."""
    light: Tokens = {}
    dark: Tokens = {}
    if brand:
        light |= _brand_in_light(brand)
        dark |= _brand_in_dark(brand)
    if brand or accent:
        # What shines in the masthead and the footer stands on the brand and leans on the accent.
        light |= _accent_in_light(accent or ACCENT, brand or BRAND)
        dark |= _accent_in_dark(accent or ACCENT, brand or BRAND)
    if link:
        light |= {"navy": link, "navy-soft": _tint(link, WHITE, 0.09, link)}
        shown = lighter_until(link, (*DARK, mixed(DARK[1], link, 0.18)), 6.5)
        dark |= {"navy": shown, "navy-soft": _tint(link, DARK[1], 0.18, shown)}
    return light, dark


def _brand_in_light(brand: str) -> Tokens:
    deep, strip, foot = _deep(brand), _shade(brand, 0.11), _shade(brand, 0.10)
    return {
        "red": brand,
        "red-fill": brand,
        "red-deep": deep,
        "red-soft": _tint(brand, WHITE, 0.08, brand),
        "link-hover": brand,
        "strip": strip,
        "foot": foot,
        "foot-line": mixed(foot, WHITE, 0.25),
        "mast": f"linear-gradient(100deg, {deep}, {mixed(brand, deep, 0.2)} 52%, {brand})",
    }


def _brand_in_dark(brand: str) -> Tokens:
    fill = darker_until(_at_lightness(brand, 0.27), (WHITE,), 8)
    _, lightness, _ = rgb_to_hls(*_parts(fill))
    # Never lighter than the fill, which the note on the masthead is made readable on.
    deep = _at_lightness(fill, min(0.17, lightness))
    soft = mixed(DARK[1], brand, 0.22)
    shown = lighter_until(_at_lightness(brand, 0.7), (*DARK, soft), 6)
    return {
        "red": shown,
        "red-fill": fill,
        "red-deep": deep,
        "red-soft": soft,
        "link-hover": mixed(shown, WHITE, 0.4),
        "strip": _shade(brand, 0.04),
        "foot": _shade(brand, 0.04),
        "foot-line": mixed(_shade(brand, 0.04), WHITE, 0.25),
        "mast": f"linear-gradient(100deg, {deep}, {mixed(fill, deep, 0.3)} 52%, {fill})",
    }


def _accent_in_light(accent: str, brand: str) -> Tokens:
    soft = mixed(accent, WHITE, 0.76)
    bright = lighter_until(mixed(accent, WHITE, 0.5), (brand, _shade(brand, 0.10)))
    return {
        "gold": accent,
        "gold-soft": soft,
        "gold-ink": darker_until(_at_lightness(accent, 0.24), (soft, *LIGHT)),
        "emblem": lighter_until(accent, (brand,), SHAPE),
        "mast-note": bright,
        "foot-link": bright,
    }


def _accent_in_dark(accent: str, brand: str) -> Tokens:
    soft = mixed(DARK[1], accent, 0.22)
    fill = _brand_in_dark(brand)["red-fill"]
    return {
        "gold": lighter_until(accent, DARK, SHAPE),
        "gold-soft": soft,
        "gold-ink": lighter_until(mixed(accent, WHITE, 0.45), (soft, *DARK)),
        "mast-note": lighter_until(mixed(accent, WHITE, 0.5), (fill, _shade(brand, 0.04))),
    }


def _tint(colour: str, ground: str, share: float, ink: str) -> str:
    """Return a ground with a share of a colour in it, so little that the ink stays readable on it."""
    while share > 0 and contrast(mixed(ground, colour, share), ink) < TEXT:
        share -= 0.01
    return mixed(ground, colour, max(share, 0))


def _deep(colour: str) -> str:
    _, lightness, _ = rgb_to_hls(*_parts(colour))
    return _at_lightness(colour, lightness * 0.64)


def _shade(colour: str, lightness: float) -> str:
    """Return a nearly black colour with a hint of a hue."""
    hue, _, saturation = rgb_to_hls(*_parts(colour))
    return _hex(hls_to_rgb(hue, lightness, min(saturation, 0.35)))


def _at_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = rgb_to_hls(*_parts(colour))
    return _hex(hls_to_rgb(hue, lightness, saturation))


def _moved_until(colour: str, grounds: tuple[str, ...], least: float, step: int) -> str:
    """Return the nearest colour of the same hue, moved one way, that has enough contrast."""
    if least_contrast(colour, grounds) >= least:
        return colour
    _, lightness, _ = rgb_to_hls(*_parts(colour))
    for number in range(round(lightness * 255), 256 if step > 0 else -1, step):
        shade = _at_lightness(colour, number / 255)
        if least_contrast(shade, grounds) >= least:
            return shade
    return WHITE if step > 0 else "#000000"


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _block(tokens: Mapping[str, str]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in tokens.items())
    return f"{{\n{lines}}}\n"
