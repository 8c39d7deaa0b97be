"""Words and room in, lines out: even lines, shrunk and at last cut where the room is short."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]
"""Width of a text in pixels."""
LINE = 1.28
"""Height of a line as a part of the letters' size: room for Ễ above Ậ."""


@dataclass(frozen=True)
class Block:
    """Lines that fit their room, and the size of their letters in pixels."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> int:
        """The height of all lines in pixels."""
        return round(len(self.lines) * self.size * LINE)


def fit(
    text: str,
    sizes: Sequence[int],
    measures: Callable[[int], Measure],
    room: tuple[int, int],
    most: int,
) -> Block:
    """Return the text in at most `most` lines, by the first of `sizes` (largest first) that fits.

    `room` is width and height in pixels. What does not fit by the smallest is cut behind a word.
    """
    width, height = room
    for size in sizes:
        lines = wrap(text, measures(size), width)
        if len(lines) <= most and len(lines) * size * LINE <= height:
            return Block(_evenly(text, measures(size), width, len(lines)), size)
    size = sizes[-1]
    kept = max(1, min(most, int(height / (size * LINE))))
    lines = wrap(text, measures(size), width)
    last = _cut(" ".join(lines[kept - 1 :]), measures(size), width)
    return Block((*lines[: kept - 1], last), size)


def wrap(text: str, measure: Measure, width: float) -> list[str]:
    """Return lines no wider than `width`; a word wider than that is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, measure, width)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, measure: Measure, width: float) -> list[str]:
    """Return a word in pieces no wider than `width`, mostly in one."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _evenly(text: str, measure: Measure, width: int, count: int) -> tuple[str, ...]:
    """Return as many lines as needed, none much shorter than the others: no lone last word."""
    low, high = width // 2, width
    while high - low > 4:
        middle = (low + high) // 2
        if len(wrap(text, measure, middle)) <= count:
            high = middle
        else:
            low = middle
    return tuple(wrap(text, measure, high))


def _cut(text: str, measure: Measure, width: int) -> str:
    """Return as many words as fit before an ellipsis; of one long word, as many letters."""
    if measure(text) <= width:
        return text
    words = text.split()
    while len(words) > 1 and measure(f"{' '.join(words)} …") > width:
        words.pop()
    kept = " ".join(words).rstrip(",;:.–-")
    while measure(f"{kept} …") > width and len(kept) > 1:
        kept = kept[:-1]
    return f"{kept} …"
