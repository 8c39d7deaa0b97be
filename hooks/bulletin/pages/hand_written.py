"""A page written by hand in docs/: its rendered Markdown in, the page that stands in our frame out."""

import re
from collections.abc import Mapping
from html import unescape
from itertools import count

from bulletin.page import Page
from bulletin.pages._common import HOME
from bulletin.text import one_line
from bulletin.views._parts import Link

GUIDE = Link("Hướng dẫn nhập liệu", "huong-dan/")


def hand_written_page(path: str, html: str, meta: Mapping[str, object]) -> Page:
    """Return the page; its title is its first heading, its description its first paragraph."""
    title = _text(re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)) or path.strip("/")
    first = _text(re.search(r"<p>(.*?)</p>", html, re.DOTALL))
    in_guide = path.startswith(GUIDE.path or "") and path != GUIDE.path
    return Page(
        path=path,
        template="prose.html",
        view=None,
        title=title,
        description=str(meta.get("description", "")) or first or title,
        crumbs=(HOME, GUIDE) if in_guide else (HOME,),
        robots="noindex" if path.startswith(GUIDE.path or "") else "",
        body=_scrollable_tables(html),
    )


def _scrollable_tables(html: str) -> str:
    """Give every table a box that scrolls by itself and can be reached by keyboard.

    Its heads say that they head columns.
    """
    number = count(1)

    def boxed(table: re.Match[str]) -> str:
        label = f"Bảng {next(number)}"
        headed = re.sub(r"<th(?=[ >])", '<th scope="col"', table.group())
        return (
            f'<div class="table-wrap" tabindex="0" role="region" aria-label="{label}">'
            f"{headed}</div>"
        )

    return re.sub(r"<table>.*?</table>", boxed, html, flags=re.DOTALL)


def _text(found: re.Match[str] | None) -> str:
    """Return the words of a matched piece of HTML."""
    return one_line(unescape(re.sub(r"<[^>]+>", "", found.group(1)))) if found else ""
