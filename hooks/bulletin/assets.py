"""The theme's stylesheets and scripts in; one file of each out, named after what is in it.

One request instead of eight, and a name that changes with the content lets servers have browsers
keep it for ever.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bulletin.stylesheets import only_matching, without_unused_values

TOKENS = "css/tokens.css"
MATERIAL = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
"""Of these, only the rules that can match our pages are kept."""

CLASSES = ("md-typeset",)
"""The only class of Material's that our pages have."""

STYLES = (
    TOKENS,
    "css/base.css",
    "css/chrome.css",
    "css/site.css",
    "css/lists.css",
    "css/tables.css",
    "css/front.css",
    "css/article.css",
    "css/around.css",
    "css/document.css",
    "css/campaign.css",
    "css/results.css",
    "css/roll.css",
    "css/calendar.css",
    "css/messages.css",
    "css/search.css",
    "css/data.css",
    "css/spoken.css",
    "css/gallery.css",
    "css/feeds.css",
    "css/print.css",
)
"""In this order behind Material's, so that ours prevail over it, and print over screen."""

SCRIPTS = (
    "js/site.js", "js/article.js", "js/copy.js", "js/gallery.js", "js/roll.js",
    "js/search_index.js", "js/search.js",
)  # fmt: skip
"""What every page runs, after it has been read."""

EARLY = "js/early.js"
"""Printed into every page: it must run before the first paint."""


@dataclass(frozen=True)
class Assets:
    """What the frame of a page leads to, as paths below the root, and what it prints."""

    css: str
    js: str
    early: str
    files: dict[str, bytes]
    """The files at those paths."""


def make_assets(folders: Sequence[Path], colours: str = "") -> Assets:
    """Return the stylesheet and the script of a site whose theme lies in `folders`, ours first.

    `colours` are the rules of an agency's own colours: they prevail over the tokens.
    """
    sheets = [_read(_found(name, folders)) + (colours if name == TOKENS else "") for name in STYLES]
    ours = _without_comments("\n".join(sheets))
    css = (_material(folders, ours) + ours).encode()
    js = "\n".join(_read(_found(name, folders)) for name in SCRIPTS).encode()
    css_path, js_path = _named("css/site.css", css), _named("js/site.js", js)
    early = _without_lines_of_comment(_read(_found(EARLY, folders)))
    return Assets(css_path, js_path, early, {css_path: css, js_path: js})


def _material(folders: Sequence[Path], ours: str) -> str:
    """Return what our pages need of Material's sheets."""
    whole = "".join(_read(_found(name, folders)) for name in MATERIAL)
    return without_unused_values(only_matching(_without_comments(whole), CLASSES), ours)


def is_source(path: str) -> bool:
    """Tell whether a file of a theme is one of those that `make_assets` joins."""
    return path.startswith(("assets/", "css/", "js/"))


def _found(pattern: str, folders: Iterable[Path]) -> Path:
    for folder in folders:
        if found := sorted(folder.glob(pattern)):
            return found[0]
    raise FileNotFoundError(pattern)


def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    # A sheet of paper is as narrow as a small screen, but none of its rules are meant for it.
    text = text.replace("@media (max-width", "@media screen and (max-width")
    return f"@media print {{\n{text}}}\n" if path.name == "print.css" else text


def _named(path: str, content: bytes) -> str:
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{sha256(content).hexdigest()[:8]}{dot}{ending}"


def _without_comments(css: str) -> str:
    """Return CSS without comments; no string in our sheets or Material's holds their signs."""
    return re.sub(r"/\*.*?\*/\s*", "", css, flags=re.S)


def _without_lines_of_comment(script: str) -> str:
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
