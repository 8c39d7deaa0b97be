"""A YAML syntax error in, the line that staff must mend and how, in Vietnamese, out."""

import re
from dataclasses import dataclass

import yaml

_NO_COLON = re.compile(r"\s*([a-z][a-z_]*)(\s+\S.*)?$")
_BLOCK = re.compile(r"\s*(?:- )?([a-z][a-z_]*)\s+[|>][-+]?$")
_ITEM = re.compile(r"\s*- ([a-z][a-z_]*)\s+[^\s:].*$")
_OWN_SIGNS = re.compile(r"scanning an (?:anchor|alias)|(?:scanning|parsing) a tag")
QUOTE_IT = 'Đặt cả giá trị trong ngoặc kép, ví dụ `title: "@thidua"`'
_GLUED = re.compile(r"\s*(?:- )?([a-z][a-z_]*):[^\s:/].*$")


@dataclass(frozen=True)
class SyntaxMistake:
    """Where (line and column from 1, 0 unknown), what is wrong and how to mend it."""

    line: int
    what: str
    mend: str
    column: int = 0


def explain_syntax(error: yaml.YAMLError, text: str) -> SyntaxMistake:
    """Return the most likely mistake behind a parser error."""
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", "") or error)
    lines = text.split("\n")
    line = min(mark.line if mark else 0, len(lines) - 1)
    for look in (
        _conflict, _wide_colon, _tab, _quote, _start_character, _bracket, _missing_colon,
        _colon_in_value, _text_too_far_left,
    ):  # fmt: skip
        if mistake := look(said, lines, line, error):
            return mistake
    return SyntaxMistake(
        line + 1,
        "dòng này thụt lề hoặc đóng mở ngoặc chưa đúng",
        "So với dòng trên: các mục cùng cấp phải thẳng cột; ngoặc mở thì phải đóng",
    )


def _at(lines: list[str], mark: yaml.Mark) -> str:
    """Return the character at a place, `` behind the end."""
    return "".join(lines[mark.line : mark.line + 1])[mark.column : mark.column + 1]


def _conflict(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """Two people changed one file and git left its marks."""
    for number, content in enumerate(lines, 1):
        if re.match(r"<{7} |={7}$|>{7} ", content):
            return SyntaxMistake(
                number, "còn dấu xung đột của git", "Chọn một trong hai đoạn, xóa các dòng dấu"
            )
    return None


def _wide_colon(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """A colon of East Asian width stands where YAML wants a plain one."""
    for number, content in enumerate(lines, 1):
        if found := re.match(r"\s*(?:- )?([a-z][a-z_]*)：", content):
            key = found.group(1)
            return SyntaxMistake(
                number, f"dấu hai chấm sau `{key}` là dấu toàn góc `：`", f"Gõ lại `{key}: giá trị`"
            )
    return None


def _tab(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """YAML refuses tabs as indentation."""
    for number in range(max(0, line - 1), min(line + 1, len(lines))):
        if re.match(r"\s*\t", lines[number]):
            return SyntaxMistake(
                number + 1, "thụt dòng bằng phím Tab", "Thay mỗi Tab bằng hai dấu cách"
            )
    return None


def _quote(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """A quotation was opened and not closed, or text goes on after its end."""
    context = str(getattr(error, "context", "") or "")
    start = getattr(error, "context_mark", None)
    if "quoted scalar" in context and start is not None:
        if "escape" in said:
            return SyntaxMistake(
                line + 1, "dấu `\\` trong ngoặc kép có nghĩa riêng", "Dùng ngoặc đơn '…' thay \"…\""
            )
        return _unclosed(start.line, _at(lines, start))
    for number in range(line, max(-1, line - 3), -1):
        if re.match(r"""[^#]*?:\s+(["']).*?\1\s*[^\s,#\]}]""", lines[number]):
            return SyntaxMistake(
                number + 1,
                "có chữ đứng sau ngoặc kép đóng",
                "Đặt cả giá trị trong '…', bên trong giữ ngoặc kép như thường",
            )
    for number in range(line, max(-1, line - 12), -1):
        if opened := re.match(r"""\s*(?:- )?[a-z_]+:\s+(["'])(?:(?!\1).)*$""", lines[number]):
            return _unclosed(number, opened.group(1))
    return None


def _unclosed(number: int, sign: str) -> SyntaxMistake:
    """Return the mistake of a quotation that begins at a line (from 0) and never ends."""
    return SyntaxMistake(
        number + 1, f"dấu ngoặc {sign} mở mà không đóng", f"Thêm {sign} ở cuối giá trị"
    )


def _start_character(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """A value begins with a character that YAML keeps for itself."""
    if "cannot start any token" in said:
        mark = getattr(error, "problem_mark", None)
    elif _OWN_SIGNS.search(str(getattr(error, "context", ""))):
        mark = getattr(error, "context_mark", None)
    else:
        return None
    sign = _at(lines, mark) if mark else ""
    shown = "nháy ngược" if sign == "`" else f"`{sign}`"
    return SyntaxMistake(
        line + 1, f"giá trị bắt đầu bằng dấu {shown}, YAML không đọc được", QUOTE_IT
    )


def _bracket(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """A list `[…]` or group `{…}` was opened and not closed, or lacks a comma, or goes on."""
    if re.match(r"\s*(?:- )?[a-z_]+:\s+(?:\[[^]]*\]|\{[^}]*\})\s*[^\s,#]", lines[line]):
        return SyntaxMistake(
            line + 1,
            "có chữ đứng sau ngoặc đóng",
            'Nếu là câu chữ, đặt cả giá trị trong ngoặc kép, ví dụ `title: "[Ảnh] Lễ ra mắt"`',
        )
    start = getattr(error, "context_mark", None)
    if start is None or "parsing a flow" not in str(getattr(error, "context", "")):
        return None
    opened = _at(lines, start)
    closing = "}" if opened == "{" else "]"
    return SyntaxMistake(
        start.line + 1,
        f"ngoặc `{opened}` mở mà không đóng, hoặc thiếu dấu phẩy bên trong",
        f"Ngăn các giá trị bằng dấu phẩy, đóng bằng `{closing}`",
    )


def _missing_colon(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """A key lost its colon, or the space behind it; the parser stumbles at a later line."""
    above = lines[line - 1] if line else ""
    beside = _indent(above) == _indent(lines[line]) and _NO_COLON.match(above)
    if "mapping values" in said and (lost := _ITEM.match(above) or beside):
        key = lost.group(1)
        return SyntaxMistake(line, f"thiếu dấu hai chấm sau `{key}`", f"Ghi `{key}: giá trị`")
    for number in range(min(line, len(lines) - 1), -1, -1):
        if block := _BLOCK.match(lines[number]):
            key = block.group(1)
            return SyntaxMistake(number + 1, f"thiếu dấu hai chấm sau `{key}`", f"Ghi `{key}: |`")
    context = getattr(error, "context_mark", None)
    suspects = (
        [context.line]
        if context is not None and "simple key" in str(getattr(error, "context", ""))
        else []
    )
    suspects += [line, *range(line - 1, max(-1, line - 12), -1)]
    for number in suspects:
        content = lines[number] if 0 <= number < len(lines) else ""
        if glued := _GLUED.match(content):
            key = glued.group(1)
            return SyntaxMistake(
                number + 1, f"thiếu dấu cách sau `{key}:`", f"Ghi `{key}: giá trị`"
            )
        if (bare := _NO_COLON.match(content)) and not _continues(lines, number):
            key, value = bare.groups()
            mend = f"Ghi `{key}: giá trị`" if value else f"Ghi `{key}:`"
            return SyntaxMistake(number + 1, f"thiếu dấu hai chấm sau `{key}`", mend)
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _continues(lines: list[str], number: int) -> bool:
    """Tell whether the line is part of a text that began above it (deeper than its key)."""
    indent = _indent(lines[number])
    for above in reversed(lines[:number]):
        if above.strip():
            key = re.match(r"(\s*(?:- )?)[a-z][a-z_]*:", above)
            return key is not None and indent > len(key.group(1))
    return False


def _colon_in_value(said: str, lines: list[str], line: int, error: object) -> SyntaxMistake | None:
    """An unquoted value holds `: `, which YAML takes for a second key; or a key stands too deep."""
    if "mapping values are not allowed" not in said:
        return None
    if re.match(r"\s*-[^\s-]", lines[line - 1] if line else ""):
        return SyntaxMistake(line, "thiếu dấu cách sau dấu `-`", "Ghi `- ` rồi mới đến giá trị")
    mark = getattr(error, "problem_mark", None)
    if mark and re.fullmatch(r"\s+(?:- )?[a-z_]+", lines[line][: mark.column]):
        return SyntaxMistake(
            line + 1,
            "dòng này thụt vào sâu hơn các mục cùng cấp",
            "Bớt dấu cách ở đầu dòng cho thẳng cột với mục ở dòng trên",
        )
    return SyntaxMistake(
        line + 1,
        "giá trị chứa dấu hai chấm mà chưa đặt trong ngoặc kép",
        'Đặt cả giá trị trong ngoặc kép, ví dụ `title: "Đợt 1: ra quân"`',
        mark.column + 1 if mark else 0,
    )


def _text_too_far_left(
    said: str, lines: list[str], line: int, error: object
) -> SyntaxMistake | None:
    """A paragraph of a `|` text was pasted without its indentation."""
    context = getattr(error, "context_mark", None)
    if context is not None and "simple key" in str(getattr(error, "context", "")):
        line = context.line
    for number in range(line - 1, -1, -1):
        if block := re.match(r"\s*(?:- )?([a-z_]+):\s+[|>][-+]?$", lines[number]):
            key = block.group(1)
            return SyntaxMistake(
                line + 1,
                f"dòng này thuộc đoạn chữ của `{key}` mà thụt vào chưa đủ",
                f"Thụt mọi dòng của `{key}` vào ít nhất hai dấu cách",
            )
        if re.match(r"\s*(?:- )?[a-z_]+:(?:\s|$)", lines[number]):
            return None
    return None
