"""Vietnamese text: one folding for slugs, anchors, look-ups and search, and the order of the alphabet."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ", "ð": "đ"})
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of the tones in Vietnamese dictionaries."""

_MARKS = re.compile("[\u0300-\u036f]+")
"""Marks over and under Latin letters; the vowel signs of Khmer and other scripts stay."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control, bidirectional and zero-width characters: invisible, and dangerous in XML and source."""


UNWRITTEN = "[CHƯA VIẾT]"
"""Stands in drafts where an editor must write; nothing published may hold it."""


def normalise(text: str) -> str:
    """Return the text in NFC, the one form in which everything is compared and printed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return the text in lower case without tone and letter marks: `Đắk Nông` gives `dak nong`."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFC", text).translate(_LOOKALIKES).lower().replace("đ", "d")
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", lowered)))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the letters and digits of a text, folded, word by word, whatever stands between."""
    return tuple(word for piece in text.split() for word in _folded_words_of(piece))


@lru_cache(maxsize=1 << 15)
def _folded_words_of(piece: str) -> tuple[str, ...]:
    """Return the words of a text without white space: a language has few, a site says each often."""
    return tuple(re.findall(r"[^\W_]+", fold(piece)))


def slugify(text: str, separator: str = "-") -> str:
    """Return an ASCII slug: `Đợt 1: Nghệ An` gives `dot-1-nghe-an`; nothing usable gives ``."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


def is_slug(text: str) -> bool:
    """Tell whether the text may stand in an address and as a file name."""
    return len(text) <= SLUG_LENGTH and _SLUG.fullmatch(text) is not None


def sort_key(text: str) -> tuple[object, ...]:
    """Return a key that sorts by the Vietnamese alphabet, then tones, numbers by value."""
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    plain = unicodedata.normalize("NFC", text).translate(_LOOKALIKES).lower()
    for chunk in re.findall(r"\d+|\D", plain):
        if chunk.isdecimal():
            digits = chunk.lstrip("0")
            letters.append((1, len(digits), digits))
            continue
        parts = unicodedata.normalize("NFD", chunk)
        tone = next((c for c in parts if c in _TONES), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        place = _LETTERS.find(base)
        letters.append((2, place, "") if place >= 0 else (0, 0, base))
        tones.append(_TONES.index(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like the given one, accents and case ignored, or None if none is."""
    by_fold = {fold(candidate): candidate for candidate in sorted(names, reverse=True)}
    hits = difflib.get_close_matches(fold(name), by_fold, n=1, cutoff=0.6)
    return by_fold[hits[0]] if hits else None


def one_line(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    """Return the text, one longer than `limit` signs cut behind a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    head, _, _ = text[:limit].rpartition(" ")
    return f"{head.rstrip(' ,;:.–-') or text[: limit - 1]}…"
