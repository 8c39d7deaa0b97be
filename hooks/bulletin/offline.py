"""A built site in, the same site for reading from a folder out: no server, no address, `file://`.

Works on finished files, like `verify`; nothing here knows what a site is made of.
"""

from __future__ import annotations

import re
import zipfile
from base64 import b64encode
from functools import partial
from pathlib import Path

_ADDRESS = re.compile(r"""(?P<name>\b(?:href|action))="(?P<address>[^"]*)\"""")
_PRELOAD = re.compile(r'<link rel="preload"[^>]*\bcrossorigin[^>]*>\n?')
_DRAWING = re.compile(r"""url\(["']?(?P<path>(?!data:)[^"')]+\.svg)["']?\)""")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|/")
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the ZIP: the same site gives the same bytes."""
START = "MO-TRANG-NAY.html"
"""What whoever unpacks the ZIP opens: it leads to the front page."""


def without_server(folder: Path) -> None:
    """Make every page of a built site name files: a folder answers for itself only on a server."""
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        # Fonts are fetched as from another origin, and files have none: asking early only fails.
        text = _PRELOAD.sub("", text)
        path.write_text(_ADDRESS.sub(_to_file, text), encoding="utf-8", newline="\n")
    for path in sorted(folder.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        inlined = _DRAWING.sub(partial(_inlined, path.parent), text)
        path.write_text(inlined, encoding="utf-8", newline="\n")


def _inlined(folder: Path, found: re.Match[str]) -> str:
    """Return a drawing as part of the style sheet: as a mask browsers take none from a file."""
    drawing = folder / found["path"]
    if not drawing.is_file():
        return found[0]
    return f'url("data:image/svg+xml;base64,{b64encode(drawing.read_bytes()).decode()}")'


def _to_file(found: re.Match[str]) -> str:
    address = found["address"]
    if _ELSEWHERE.match(address) or not address:
        return found[0]
    path, mark, rest = (
        re.split(r"([?#])", address, maxsplit=1)
        if re.search(r"[?#]", address)
        else (address, "", "")
    )
    if not path or path.rpartition("/")[2] not in ("", ".", ".."):
        return found[0]
    slash = "" if path.endswith("/") else "/"
    return f'{found["name"]}="{path}{slash}index.html{mark}{rest}"'


def zipped(folder: Path, to: Path, name: str) -> int:
    """Write the folder into a ZIP under one folder `name`, with a page to start from.

    Returns its size in bytes. The ZIP appears whole or not at all.
    """
    draft = to.with_name(f"{to.name}.tmp")
    start = (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bản xem trước</title>'
        f'<meta http-equiv="refresh" content="0; url={name}/index.html">'
        f'<p><a href="{name}/index.html">Mở bản xem trước</a></p></html>\n'
    )
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(START, _FIRST), start)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _FIRST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    draft.replace(to)
    return to.stat().st_size
