"""Vietnamese texts put together from the stock of words and sentences beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus_parts.dice import Dice

Links = Iterable[tuple[str, str, str]]
"""Kind, slug and words of what a text may link to."""

TOPICS = {
    "4.1": "nam-tinh-hinh", "4.2": "phong-trao-toan-dan", "4.3": "phong-chay", "4.4": "cu-tru",
    "4.5": "tai-hoa-nhap", "4.6": "tuan-tra", "4.7": "viec-tot",
}  # fmt: skip
"""The content of the plan, and the section of the stock that tells of it."""

_AMOUNTS = {"it": (3, 9), "so": (11, 48), "dong": (64, 280)}
"""Blanks that numbers fill, from few to many."""

NAMELESS = ("4.1", "4.5")
"""Contents whose stories name nobody."""


def _read(name: str) -> dict[str, list[str]]:
    """Return the groups of a stock file: `= name`, then entries, one a line or between bars."""
    groups: dict[str, list[str]] = {}
    current: list[str] = []
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            current = groups.setdefault(line[2:], [])
        elif line and not line.startswith("#"):
            current.extend(part.strip() for part in line.split(" | "))
    return groups


WORDS = _read("words.txt")
SENTENCES = _read("sentences.txt") | _read("phrases.txt")


class _Blanks(dict[str, str]):
    """Fills `{place}` with what the story says, else with any word of that group."""

    def __init__(self, dice: Dice, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self._dice = dice

    def __missing__(self, key: str) -> str:
        if key in _AMOUNTS:
            return str(self._dice.number(*_AMOUNTS[key]))
        return self._dice.pick(WORDS[key])


class Writer:
    """Writes one entry's texts: what it `knows` stays the same from sentence to sentence."""

    def __init__(self, dice: Dice, knows: Mapping[str, str]) -> None:
        self.dice = dice
        self._decks: dict[str, list[str]] = {}
        self._blanks = _Blanks(dice, {"to": "tổ", "ten": "người tổ viên ấy", **knows})

    def line(self, group: str) -> str:
        """Return one sentence of a group."""
        return self.lines(group, 1)[0]

    def lines(self, group: str, count: int) -> list[str]:
        """Return that many sentences of a group; none comes again until all have come."""
        texts = []
        for _ in range(count):
            deck = self._decks.get(group) or list(SENTENCES[group])
            texts.append(self._fill(deck.pop(self.dice.upto(len(deck)))))
            self._decks[group] = deck
        return texts

    def paragraph(self, *groups: tuple[str, int]) -> str:
        """Return a paragraph: so many sentences of each group."""
        return " ".join(text for group, count in groups for text in self.lines(group, count))

    def story(self, topic: str, about: str, links: Links = ()) -> str:
        """Return a body of some 2.4 KB: headings, a list, a saying and links."""
        heads = self.lines("heading", 3)
        blocks = [
            self.paragraph(("opening", 1), (topic, 1), ("context", 1)),
            f"## {heads[0]}",
            self.paragraph((about, 2), (topic, 2)),
            "> " + self.line("quote"),
            self.paragraph((topic, 2), ("result", 1)),
            f"## {heads[1]}",
            self.paragraph(("context", 1), (topic, 1)),
            bullets(self.lines("item", self.dice.number(3, 4))),
            f"## {heads[2]}",
            self.paragraph(("result", 2), ("quote", 1)),
            self.paragraph((about, 1), ("closing", 1)),
        ]
        if further := [f"[{words}]({kind}:{slug})" for kind, slug, words in links]:
            blocks.append(f"Đọc thêm: {'; '.join(further)}.")
        return "\n\n".join(blocks)

    def _fill(self, text: str) -> str:
        return capital(text.format_map(self._blanks))


def bullets(items: list[str]) -> str:
    """Return a Markdown list whose last item ends the sentence."""
    listed = [f"- {item}" for item in items]
    return "\n".join([*listed[:-1], re.sub(";$", ".", listed[-1])])


def capital(text: str) -> str:
    """Return the text with a capital first letter, also behind an opening quotation mark."""
    return text[:1].upper() + text[1:]


def full_name(dice: Dice, given: str = "given") -> str:
    """Return an invented name; nobody is meant. Those of a `child` no grown-up has, and those of who
    is `taken` out (of what was revoked or taken down) nobody else: they may stand nowhere.
    """
    return " ".join(dice.pick(WORDS[part]) for part in ("family", "middle", given))
