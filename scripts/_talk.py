"""What argparse says of itself, in Vietnamese: headings of its help, and what is wrong with a command.

Standard library only: `_venv` needs it before anything is installed. argparse asks gettext for every
text, under the name `_`; a catalogue on disk would need a compiler for so few words.
"""

from __future__ import annotations

import argparse

WORDS = {
    "usage: ": "Cách dùng: ",
    "options": "Tùy chọn",
    "optional arguments": "Tùy chọn",
    "positional arguments": "Ghi sau lệnh",
    "subcommands": "Lệnh con",
    "%(prog)s: error: %(message)s\n": "%(message)s\nCách sửa: chạy %(prog)s --help để xem cách dùng\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "thiếu %s",
    "one of the arguments %s is required": "cần một trong %s",
    "unrecognized arguments: %s": "không hiểu %s",
    "not allowed with argument %s": "không dùng cùng %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ: %(matches)s?",
    "expected one argument": "cần một giá trị đi kèm",
    "expected at most one argument": "chỉ nhận một giá trị đi kèm",
    "expected at least one argument": "cần ít nhất một giá trị đi kèm",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r; chọn một trong %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r không đúng kiểu",
}


def in_vietnamese() -> None:
    """Have argparse speak Vietnamese in this process."""
    argparse._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]
