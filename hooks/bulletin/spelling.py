"""A text in, the same text out with each known abbreviation spelled out at its first use.

For readers who do not work in an office, and for those who listen (WCAG 2.2, 3.1.4). In our own
words the long form is printed after the short one; a copy of somebody else's text gets no word
added, only what `<abbr title>` tells.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

_APART = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "figure"}
"""Blocks in which nothing is spelled out: they are headlines, cells, other people's words."""
_BLOCKS = {"p", "ul", "ol", "li", "div"}
_ONLY_READ = {"a", "code", "em", "span", "abbr"}
"""Inline parts that stay as they are: names of links, words as printed, other languages."""
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")
_DEFINED = re.compile(r"\((?:[^()]*(?:tắt|gọi)[^()]*)?[“\"]?$")
"""What stands before `ANTT)` in `an ninh, trật tự (sau đây gọi tắt là ANTT)`."""


class _Piece(NamedTuple):
    """Some of the text of a paragraph: before the child number `place` of its parent."""

    parent: Element
    place: int
    text: str
    open: bool
    """Whether something may be put into it."""


class _Use(NamedTuple):
    """An abbreviation that is to be spelled out where it stands in a text."""

    start: int
    end: int
    full: str


class Speller:
    """Knows what the abbreviations of one site stand for."""

    def __init__(self, long_forms: Mapping[str, str]) -> None:
        self._long = dict(long_forms)
        # Not in `591/KH-UBND`, `QĐ-UBND`, `TM.UBND`: those are signs, not words. What stands before
        # is looked at behind the first letter: so the search leaps from letter to letter, and a
        # whole page takes a tenth of the time.
        ends: dict[str, list[str]] = {}
        for word in sorted(self._long, key=len, reverse=True):
            ends.setdefault(word[0], []).append(re.escape(word[1:]))
        words = "|".join(
            rf"{re.escape(first)}(?<![\w/.@-].)(?:{'|'.join(rest)})" for first, rest in ends.items()
        )
        self._known = re.compile(rf"(?:{words or '(?!)'})(?![\w/@-]|\.\w)", re.DOTALL)

    def uses(self, text: str, spelled: set[str]) -> Iterator[_Use]:
        """Yield the first uses to spell out, noting in `spelled` what is known from then on."""
        starts: list[int] | None = None
        for found in self._known.finditer(text):
            short = found.group()
            if short in spelled:
                continue
            if self._is_told(text, found.start(), found.end()):
                spelled.add(short)
                continue
            if starts is None:
                quotes = [match.span() for match in _QUOTED.finditer(text)]
                starts, ends = [start for start, _ in quotes], [end for _, end in quotes]
            quote = bisect(starts, found.start()) - 1
            if quote >= 0 and found.start() < ends[quote]:
                continue
            spelled.add(short)
            yield _Use(found.start(), found.end(), self._long[short])

    def unexplained(self, html: str) -> tuple[tuple[str, str], ...]:
        """Return (short, long) of what a finished page uses and says nowhere in full, by alphabet."""
        used = {found.group() for found in self._known.finditer(html)}
        told = _bare(html) if used else ""
        return tuple(
            (short, self._long[short])
            for short in sorted(used)
            if _bare(self._long[short]) not in told
        )

    def _is_told(self, text: str, start: int, end: int) -> bool:
        """Tell whether the text itself says here what the abbreviation stands for."""
        full = self._long[text[start:end]]
        after = re.match(r"(?:\s*\(|,? (?:tức )?là |: )([^()]*)", text[end : end + len(full) + 20])
        if after and _bare(after.group(1)).startswith(_bare(full)):
            return True
        before = _DEFINED.search(text[max(0, start - 60) : start])
        return before is not None and re.match(r"[”\"]?\s*\)", text[end : end + 3]) is not None


@dataclass
class Reading:
    """The texts of one entry, read from the first to the last."""

    speller: Speller
    verbatim: bool = False
    """A copy of somebody else's text: no word may be added."""
    spelled: set[str] = field(default_factory=set)

    def line(self, text: str) -> str:
        """Return a plain text with the long forms of its first uses."""
        made, last = [], 0
        for use in self.speller.uses(text, self.spelled):
            made += [text[last : use.end], f" ({use.full})"]
            last = use.end
        return "".join([*made, text[last:]])

    def tree(self, root: Element) -> None:
        """Spell out in the paragraphs and list items below `root`, in place."""
        edits: list[tuple[_Piece, list[_Use]]] = []
        for run in _runs(root):
            whole, begins = "", []
            for piece in run:
                begins.append(len(whole))
                whole += piece.text
            uses: dict[int, list[_Use]] = {}
            hidden = _spans(run, begins)
            for use in self.speller.uses(_masked(whole, hidden), self.spelled):
                number = bisect(begins, use.start) - 1
                shift = begins[number]
                uses.setdefault(number, []).append(
                    _Use(use.start - shift, use.end - shift, use.full)
                )
            edits += [(run[number], found) for number, found in uses.items()]
        # From the last to the first, so that the places of earlier ones stay right.
        for piece, found in reversed(edits):
            self._put(piece, found)

    def _put(self, piece: _Piece, uses: list[_Use]) -> None:
        for number in range(len(uses) - 1, -1, -1):
            use = uses[number]
            following = uses[number + 1].start if number + 1 < len(uses) else len(piece.text)
            made = Element("abbr")
            made.text = piece.text[use.start : use.end]
            made.tail = piece.text[use.end : following]
            if self.verbatim:
                made.set("title", use.full)
            else:
                made.tail = f" ({use.full}){made.tail}"
            piece.parent.insert(piece.place, made)
        before = piece.text[: uses[0].start]
        if piece.place:
            piece.parent[piece.place - 1].tail = before
        else:
            piece.parent.text = before


def _bare(text: str) -> str:
    """Return words to compare: without commas and capitals."""
    return " ".join(text.replace(",", " ").split()).casefold()


def _spans(run: list[_Piece], begins: list[int]) -> list[tuple[int, int]]:
    """Return where the pieces lie that are only read."""
    return [
        (begin, begin + len(piece.text))
        for piece, begin in zip(run, begins, strict=True)
        if not piece.open
    ]


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text of the same length in which nothing is found inside the spans."""
    made, last = [], 0
    for start, end in spans:
        made += [text[last:start], re.sub(r"\w", "_", text[start:end])]
        last = end
    return "".join([*made, text[last:]])


def _runs(block: Element) -> Iterator[list[_Piece]]:
    """Yield the texts of a block and of the blocks in it, each cut into its pieces."""
    # A heading below the root, or text that stands in no paragraph, is nobody's sentence.
    open_here = block.tag in ("p", "li")
    run: list[_Piece] = []
    _add(run, block, 0, block.text, open_here)
    for place, child in enumerate(block, 1):
        if child.tag in _APART or child.tag in _BLOCKS:
            yield run
            run = []
            if child.tag in _BLOCKS:
                yield from _runs(child)
        else:
            _inline(run, child, open_here)
        _add(run, block, place, child.tail, open_here)
    yield run


def _inline(run: list[_Piece], element: Element, is_open: bool) -> None:
    """Add the text of an inline element and of what is in it."""
    is_open = is_open and element.tag not in _ONLY_READ
    _add(run, element, 0, element.text, is_open)
    for place, child in enumerate(element, 1):
        _inline(run, child, is_open)
        _add(run, element, place, child.tail, is_open)


def _add(run: list[_Piece], parent: Element, place: int, text: str | None, is_open: bool) -> None:
    if text:
        run.append(_Piece(parent, place, text, is_open))
