"""Pages in, their A4 sheets as PDF out: WeasyPrint with our own whole fonts, nothing from a network.

The fonts of the site are subsets for the web, of which WeasyPrint prints garbage; `fonts/` holds one
whole file a face. The same page gives the same bytes: no clock and no random number goes in.
"""

import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bulletin.dates import day_of
from bulletin.page import Plan
from bulletin.render import HERE, Renderer
from bulletin.store import code_version, digest

FONTS = HERE / "fonts"
MISSING = """\
Chưa làm được tệp PDF: máy này thiếu pango, thư viện dàn chữ mà WeasyPrint dùng. Trang đã đăng giữ nguyên.
Cách sửa: trên Debian, Ubuntu chạy `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 \
libharfbuzz-subset0`; trên macOS chạy `brew install pango`; trên Windows cài MSYS2 rồi chạy `pacman -S \
mingw-w64-x86_64-pango`. Sau đó chạy lại. Không cần PDF thì dùng `make site`.
Chi tiết kỹ thuật: {detail}"""
FONT_ADDRESS = "font:"
"""What the sheets' stylesheet says in front of a file of `fonts/`."""


SHEETS = ("diem-tin/*/diem-tin-*.pdf", "khen-thuong/**/bang-vang-*.pdf")
"""Where sheets stand on a site."""
CACHE = Path(".cache/pdf")
"""Keeps sheets from build to build, beside the content; may be emptied at any time."""


class PaperError(Exception):
    """No PDF can be made; the text, in Vietnamese, says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A PDF to be made: where it stands below the site's root, and its HTML."""

    path: str
    html: str


def require_engine() -> Any:
    """Return WeasyPrint; raises `PaperError` where Debian's pango, which it draws with, is missing."""
    try:
        import weasyprint
    except OSError as error:
        raise PaperError(MISSING.format(detail=error)) from None
    return weasyprint


def sheets(renderer: Renderer, plans: Iterable[Plan]) -> Iterator[Sheet]:
    """Yield the sheet of every page that has one; links in it are full addresses."""
    site = renderer.theme.site_url
    for plan in plans:
        if plan.paper:
            page = plan.make()
            template = renderer.env.get_template(f"sheets/{page.template}")
            html = template.render(
                v=page.view,
                root=site,
                page=page,
                site=renderer.theme.site,
                address=site + page.path,
                code=renderer.codes.code(site + page.path),
                day=page.updated and day_of(page.updated),
            )
            yield Sheet(f"{plan.path}{plan.paper}", html)


def has_sheets(site: Path) -> bool:
    """Tell whether a built site has sheets, so that the next build makes them too."""
    return any(True for pattern in SHEETS for _ in site.glob(pattern))


def write_sheets(
    renderer: Renderer, plans: Iterable[Plan], folder: Path, cache: Path | None = None
) -> tuple[Path, ...]:
    """Write the PDF of every page that has a sheet into the site built in `folder`; return them.

    Pictures are those of the site. A sheet that is in `cache` is not made again; one that no page
    has any more leaves it. Raises `PaperError` if there is no engine.
    """
    engine = require_engine()
    # What a sheet lacks of CSS is no business of the people at the console.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fetcher = _fetcher(engine, renderer.theme.site_url, folder)
    made, kept = [], set()
    for sheet in sheets(renderer, plans):
        key = digest("pdf", code_version(), engine.__version__, sheet.html)
        path, known = folder / sheet.path, cache / f"{key}.pdf" if cache else None
        if known is None or not known.is_file():
            document = engine.HTML(
                string=sheet.html, base_url=renderer.theme.site_url, url_fetcher=fetcher
            )
            identity = sha256(sheet.html.encode()).digest()[:16]
            path.write_bytes(document.write_pdf(pdf_identifier=identity, pdf_variant="pdf/ua-1"))
            if known is not None:
                _keep(path, known)
        else:
            shutil.copyfile(known, path)
        made.append(path)
        kept.add(known)
    for old in cache.glob("*.pdf") if cache else ():
        if old not in kept:
            old.unlink()
    return tuple(made)


def _keep(path: Path, known: Path) -> None:
    """Keep a sheet, whole or not at all."""
    known.parent.mkdir(parents=True, exist_ok=True)
    draft = known.with_suffix(f".{os.getpid()}.tmp")
    shutil.copyfile(path, draft)
    draft.replace(known)


def _fetcher(engine: Any, site_url: str, folder: Path) -> Any:
    """Return what WeasyPrint asks for files: only ours, of the built site and of `fonts/`."""

    class Ours(engine.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = _file_of(url, site_url, folder)
            kind = guess_type(path.name)[0] or "application/octet-stream"
            return engine.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return Ours()


def _file_of(url: str, site_url: str, folder: Path) -> Path:
    """Return the file behind an address; raises `ValueError` for what is not ours."""
    if url.startswith(FONT_ADDRESS):
        return FONTS / Path(url.removeprefix(FONT_ADDRESS)).name
    below = (folder / unquote(url.removeprefix(site_url))).resolve()
    if not url.startswith(site_url) or not below.is_relative_to(folder.resolve()):
        raise ValueError(url)
    return below
