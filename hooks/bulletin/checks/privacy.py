"""Personal data stand in no text that readers meet, unless a reason is given (design §4)."""

from collections.abc import Collection, Iterator
from functools import cache

from bulletin.checks._library import Library
from bulletin.checks.names import GUIDE, texts_of
from bulletin.kinds import KINDS, Entry, Status
from bulletin.kinds import _types as types
from bulletin.kinds._fields import Part, Waiver
from bulletin.kinds._inspect import info_at, marks_of
from bulletin.privacy import Finding, personal_data
from bulletin.problems import Problem
from bulletin.settings import Settings
from bulletin.source import Place, Scalar, node_at
from bulletin.text import fold

_APART = ("waivers", "approval", "consents")
"""Blocks that are never published."""
_CONTACT = ("phone", "email", "address", "responsible", "agency")
"""Settings that are there so that citizens reach the agency."""


def check_published_texts_hold_no_personal_data(library: Library) -> Iterator[Problem]:
    """What is published tells no number, address, birth date of people, nor who was in a case."""
    for entry in library.every():
        if entry.status is Status.PUBLISHED:
            yield from _data_in(entry, library.settings)
    yield from _data_beside(library)


def advise_of_personal_data_in_drafts(library: Library) -> Iterator[Problem]:
    """What is not published yet may still be mended; it stops nobody else's work."""
    for entry in library.every():
        if entry.status not in (Status.PUBLISHED, Status.WITHDRAWN):
            yield from _data_in(entry, library.settings)


def advise_of_idle_waivers(library: Library) -> Iterator[Problem]:
    """A waiver that lets nothing pass is left over, or misspelt."""
    for entry in library.every():
        if entry.waivers and entry.status is not Status.WITHDRAWN:
            used = {_squeezed(text[f.start : f.end]) for _, text, f in _finds(entry)}
            for number, waiver in enumerate(entry.waivers):
                if not any(_squeezed(waiver.text) in found for found in used):
                    yield Problem(
                        entry.file,
                        entry.line("waivers", number),
                        f"miễn trừ `{waiver.text}` không ứng với chỗ nào trong mục này",
                        "Xóa dòng ấy, hoặc chép lại đúng chữ trong bài",
                    )


def _data_in(entry: Entry, settings: Settings) -> Iterator[Problem]:
    allowed = _allowed(entry.waivers, settings)
    for place, text, found in _finds(entry):
        words = text[found.start : found.end]
        if _squeezed(words) not in allowed:
            node = node_at(entry.tree, place)
            block = isinstance(node, Scalar) and node.block
            line = (node.line if node else 1) + text.count("\n", 0, found.start) + block
            yield _problem(entry.file, line, words, found)


def _finds(entry: Entry) -> Iterator[tuple[Place, str, Finding]]:
    for place, text in texts_of(entry):
        if _is_told(entry.KIND, tuple(step for step in place if isinstance(step, str))):
            yield from ((place, text, found) for found in personal_data(text))


@cache
def _is_told(kind: str, keys: tuple[str, ...]) -> bool:
    """Tell whether a field holds words for readers: free text or Markdown, no date, no file name."""
    if keys[0] in _APART or keys[-1] in _APART or set(keys) & {"consents"}:
        return False
    return is_free_text(KINDS[kind], keys)


def is_free_text(part: type[Part], keys: tuple[str, ...]) -> bool:
    """Tell whether the field at a place takes any words at all."""
    info = info_at(part, keys)
    if info is None:
        return False
    marks = [*info.metadata, *marks_of(info.annotation)]
    return types.Body in marks or types._line in {getattr(mark, "func", None) for mark in marks}


def _data_beside(library: Library) -> Iterator[Problem]:
    """Look through the settings, pages written by hand and captions, line by line."""
    allowed = _allowed((), library.settings)
    contact = tuple(
        f"{key}:" for key in (*_CONTACT, "site_url", "guid_domain", "waivers", "- {text")
    )
    for file, line, text in library.other_texts:
        if file.startswith((GUIDE, "docs/kien-truc")):
            continue  # ours: examples of what is wrong
        if file == "mkdocs.yml" and text.strip().startswith(contact):
            continue
        for found in personal_data(text):
            words = text[found.start : found.end]
            if _squeezed(words) not in allowed:
                yield _problem(file, line, words, found, " trong mkdocs.yml")


def _problem(file: str, line: int, words: str, found: Finding, where: str = "") -> Problem:
    told = " ".join(words.split())
    waive = f"; được công khai thì ghi `waivers: [{{text: '{told}', reason: …}}]`{where}"
    return Problem(file, line, f"`{told}` là {found.what}", found.mend + waive)


def _allowed(waivers: Collection[Waiver], settings: Settings) -> frozenset[str]:
    """Return what may stand: what is waived, and how to reach the agency."""
    given = [waiver.text for waiver in (*waivers, *settings.waivers)]
    return frozenset(map(_squeezed, (*given, settings.phone, settings.email)))


def _squeezed(words: str) -> str:
    """Return words without what people write differently: spaces, dots, accents, case."""
    return "".join(char for char in fold(words) if char.isalnum() or char == "@")
