"""Text in, what is odd about its letters out: old encodings, words of mixed scripts, ornaments.

Old encodings are those that Vietnamese offices used before Unicode: TCVN3 (ABC) and VNI fonts show
`ViÖt Nam`, `Vieät Nam` once the font is gone; UTF-8 read as Windows-1252 shows `Viá»‡t Nam`.
Mixed scripts follow the idea of Unicode UTS #39: a Latin word with a Cyrillic or Greek letter in it
looks right and is found by nobody; a whole word in another script is fine.
"""

import re
import unicodedata
from collections.abc import Iterator

_VIETNAMESE = "".join(
    char
    for code in (*range(0x41, 0x180), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if (char := chr(code)).isalpha()
    and all(
        mark in "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
        for mark in unicodedata.normalize("NFD", char)[1:]
    )
    and unicodedata.normalize("NFD", char)[0].upper() in "ABCDEFGHIJKLMNOPQRSTUVWXYZĐ"
)
_PLAIN = re.compile(f"[\x00-\x7f{_VIETNAMESE}–—…“”‘’•°²³×\u00a0]*")
"""What nearly all texts are made of: nothing in them needs a second look, save VNI's spellings."""

MISREAD = "UTF-8 đọc nhầm"
"""UTF-8 that some program took for Windows-1252."""
_MOJIBAKE = re.compile(
    r"áº[^\x00-\x7f\s]|á»[^\x00-\x7f\s…”]|Ã[\u00a1-\u00bf]|Ä[‘ƒ\u0090]|Æ[°¡]|â€[\u0090-\uffff]"
)
_TCVN3_SIGN = re.compile(
    r"(?<=[A-Za-z])[\u00b5\u00b8\u00b6\u00b9\u00a8\u00be\u00bc\u00bd\u00aa\u00ac\u00b7](?![\d])"
    r"|(?<![\w])[\u00ae](?=[a-z\u00b5-\u00ff])"
)
_TCVN3_WORD = re.compile(r"[A-Za-z]+[ßÜÖöçøåäëîïûüþÞËÏØÅÆ][a-z]*|[A-Za-z]+ñ\b")
_VNI = re.compile(
    r"[aA][ùøûõïâáàåãäêéèúüë]|[eE][ùøûõïâáàåãä]|[oO][ùøûõïâåä]|[uU][øûõïäå]|[öÖôÔ][ùøûõï]"
)
_VNI_HINT = re.compile(r"[a-zA-ZöÖôÔ](?=[ùøûõïâáàåãäêéèúüë])")


def old_encoding(text: str) -> str:
    """Return the encoding that a text seems to be typed in, as staff know it; `` for Unicode."""
    if text.isascii():
        return ""
    plain = _PLAIN.fullmatch(text) is not None
    if not plain and _MOJIBAKE.search(text):
        return MISREAD
    if not plain and _TCVN3_SIGN.search(text):
        return "TCVN3 (ABC)"
    if _VNI_HINT.search(text):
        found = _VNI.findall(text)
        if len(found) >= 2 or (found not in ([], ["aï"]) and len(text.split()) <= 3):
            return "VNI"
    return "TCVN3 (ABC)" if not plain and len(_TCVN3_WORD.findall(text)) >= 3 else ""


def conversion(encoding: str, what: str) -> str:
    """Return how staff bring what is typed in an old encoding to Unicode; `what` as they call it."""
    if encoding == MISREAD:
        return "Mở tệp gốc bằng bảng mã UTF-8 rồi chép lại đoạn ấy"
    return f"Mở Bộ công cụ của UniKey (Ctrl+Shift+F6), chuyển {what} từ {encoding} sang Unicode rồi dán lại"


_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
_ORNAMENT = ("MATHEMATICAL", "FULLWIDTH", "CIRCLED", "SQUARED", "PARENTHESIZED")
_UNITS = "Ωμ"
"""Greek letters that are written in units: `kΩ`, `μm`."""


def odd_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text whose letters mislead, each with what misleads."""
    if _PLAIN.fullmatch(text):
        return
    for word in _WORD.findall(text):
        if _PLAIN.fullmatch(word):
            continue
        scripts = {unicodedata.name(char, "?").split()[0] for char in word}
        if strange := next((char for char in word if char in "ÐƉɖð"), ""):
            yield word, f"chữ `{strange}` (U+{ord(strange):04X}) không phải chữ Đ, đ của tiếng Việt"
        elif scripts & set(_ORNAMENT):
            yield (
                word,
                "chữ trang trí, không phải chữ thường: tìm không thấy, máy đọc không đọc được",
            )
        elif scripts & set(_FOREIGN) and len(scripts) > 1:
            strange = next(c for c in word if unicodedata.name(c, "?").split()[0] in _FOREIGN)
            if strange in _UNITS and len(word) <= 3:
                continue
            yield word, f"có chữ `{strange}` (U+{ord(strange):04X}) của bảng chữ khác lẫn vào"
