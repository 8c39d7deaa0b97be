"""Letters are what they look like: no old encoding, no letter of another alphabet inside a word."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.checks.names import texts_of
from bulletin.lettering import MISREAD, conversion, odd_words, old_encoding
from bulletin.problems import Problem
from bulletin.source import Scalar, node_at


def check_texts_are_unicode(library: Library) -> Iterator[Problem]:
    """No text is in an encoding from before Unicode, which no reader can make out."""
    for entry in library.every():
        for place, text in texts_of(entry):
            if text.isascii() or not (found := old_encoding(text)):
                continue
            node = node_at(entry.tree, place)
            lines = text.split("\n")
            bad = next((n for n, line in enumerate(lines) if old_encoding(line)), 0)
            block = isinstance(node, Scalar) and node.block
            line = (node.line if node else 1) + bad + block
            if found == MISREAD:
                yield Problem(
                    entry.file,
                    line,
                    "chữ hỏng vì có lần bị đọc nhầm bảng mã",
                    conversion(found, "đoạn ấy"),
                )
            else:
                what = f"chữ có vẻ gõ bằng phông {found}, không phải Unicode"
                yield Problem(entry.file, line, what, conversion(found, "đoạn ấy"))


def advise_of_misleading_letters(library: Library) -> Iterator[Problem]:
    """Words that look right and are not: found by nobody who searches."""
    for entry in library.every():
        for place, text in texts_of(entry):
            for word, why in () if text.isascii() else odd_words(text):
                mend = f"Xóa rồi gõ lại `{word}`; cố ý như thế thì để nguyên"
                yield wrong(entry, place, f"từ `{word}`: {why}", mend)
