"""The theme's stylesheets and scripts in; one file of each out, named after what is in it.

One request instead of eight, and a name that changes with the content lets servers have browsers
keep it for ever.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

STYLES = (
    "assets/stylesheets/main.*.min.css",
    "assets/stylesheets/palette.*.min.css",
    "css/tokens.css",
    "css/base.css",
    "css/chrome.css",
    "css/site.css",
    "css/pages.css",
    "css/search.css",
    "css/data.css",
    "css/print.css",
)
"""In this order, so that ours prevail over Material's, and print over screen."""

SCRIPTS = ("js/site.js", "js/search.js")
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


def make_assets(folders: Sequence[Path]) -> Assets:
    """Return the stylesheet and the script of a site whose theme lies in `folders`, ours first."""
    css = _without_comments("\n".join(_read(_found(name, folders)) for name in STYLES)).encode()
    js = "\n".join(_read(_found(name, folders)) for name in SCRIPTS).encode()
    css_path, js_path = _named("css/site.css", css), _named("js/site.js", js)
    early = _without_lines_of_comment(_read(_found(EARLY, folders)))
    return Assets(css_path, js_path, early, {css_path: css, js_path: js})


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
