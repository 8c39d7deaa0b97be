"""Runs of a Word paragraph in, Markdown out that reads back as the same words."""

import re

Run = tuple[str, bool, bool, str]
"""Words, whether bold, whether italic, and where they link to."""
_MARKS = re.compile(r"([\\`*_\[\]<>|])")
_STARTS = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|>|(\d+)([.)])(?=\s))")


def escaped(words: str) -> str:
    """Return words in which nothing means anything to Markdown."""
    return _MARKS.sub(r"\\\1", words)


def inline(runs: list[Run]) -> str:
    """Return a paragraph's runs as Markdown that reads back as the same words."""
    joined: list[Run] = []
    for text, bold, italic, link in runs:
        if joined and (joined[-1][1:] == (bold, italic, link) or (not text.strip() and not link)):
            joined[-1] = (joined[-1][0] + text, *joined[-1][1:])
        else:
            joined.append((text, bold, italic, link))
    made = "".join(_marked(*run) for run in joined)
    return _STARTS.sub(_harmless, re.sub(r"[ \t]+", " ", made).strip())


def _harmless(found: re.Match[str]) -> str:
    """Return the beginning of a paragraph that Markdown would take for a heading or a list."""
    if found[3]:
        return f"{found[1]}{found[3]}\\{found[4]}"
    return f"{found[1]}\\{found[2]}"


def _marked(text: str, bold: bool, italic: bool, link: str) -> str:
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    made = escaped(words)
    mark = ("**" if bold else "") + ("*" if italic else "")
    made = f"{mark}{made}{mark[::-1]}"
    if link and re.match(r"(?:https?://|mailto:)[^\s<>()]+$", link):
        made = f"[{made}]({link})"
    return f"{before}{made}{after}"
