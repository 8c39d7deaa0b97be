"""The same site for Hugo: one content file a page, one a feed, and our own frame as partials.

Hugo gets every advantage: entries are Markdown, all other words come ready in the front matter,
and what it works out by itself is what its users have it work out: related, newer, older, JSON-LD.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from bulletin.feeds import channels
from bulletin.feeds.archive import live
from bulletin.kinds import KINDS, Entry, Item
from bulletin.model import Bulletin
from bulletin.page import Page
from bulletin.search import words_of
from bulletin.site import Site
from bulletin.texts import bodies_of
from bulletin.views._cards import title_of

TEMPLATES = Path(__file__).resolve().parents[2] / "tests/bench/hugo"
LIST = 20
_LINK = re.compile(r"\]\((\w+):([a-z0-9-]+)")
_HREF = re.compile(r'<a [^>]*href="([^"#]+)"')
_MAIN = re.compile(r"<main\b[^>]*>.*?</main>", re.DOTALL)
_FOOT = re.compile(r"<div [^>]*print-foot.*?</svg>.*?</div>", re.DOTALL)
_MARK = "\x03"


def write_hugo_site(bulletin: Bulletin, site: Site, built: Path, to: Path) -> tuple[int, int]:
    """Write a Hugo project of the pages of `site`, built by us into `built`, into an empty folder.

    Returns how many pages and how many items of feeds it will make.
    """
    shutil.copytree(TEMPLATES, to, dirs_exist_ok=True)
    _frame(site, to / "layouts/partials")
    entries = {item.path: item for item in bulletin.items if item.path}
    for number, page in enumerate(site.pages):
        entry = entries.get(page.path)
        name = f"{entry.KIND}/{entry.slug}" if entry else f"other/{number}"
        _write(to, name, *_page(page, entry, entries, built))
    items = 0
    for number, channel in enumerate(channels(bulletin)):
        posts = [_post(bulletin, post) for post in live(channel.posts)]
        items += len(posts)
        head = {
            "title": channel.title, "description": channel.description, "page": channel.page,
            "url": f"/{channel.rss}", "outputs": ["rss"], "posts": posts,
        }  # fmt: skip
        _write(to, f"feeds/{number}", head, "")
    return len(site.pages), items


def _write(to: Path, name: str, head: dict[str, Any], body: str) -> None:
    path = to / f"content/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(head, ensure_ascii=False, indent=1)}\n\n{body}\n", "utf-8")


def _page(
    page: Page, entry: Item | None, entries: dict[str, Item], built: Path
) -> tuple[dict[str, Any], str]:
    """Return the front matter and the Markdown of one page."""
    html = (built / page.path / "index.html").read_text("utf-8")
    body, told = _body(entry) if entry else ("", set())
    head: dict[str, Any] = {
        "title": page.title, "description": page.description, "url": f"/{page.path}",
        "robots": page.robots, "menu": page.section or "", "entry": bool(entry),
        "crumbs": [[link.text, f"/{link.path}"] for link in page.crumbs],
        "feeds": [[feed.title, f"/{feed.path}"] for feed in page.feeds],
        "blocks": [[tag, words] for tag, words in words_of(html) if words not in told],
        "foot": _foot(html),
    }  # fmt: skip
    if entry is None:
        found = (entries.get(path) for path in _linked(html, page.path))
        head["items"] = [f"/{e.KIND}/{e.slug}" for e in dict.fromkeys(found) if e][:LIST]
        return head, body
    own = getattr(entry, "campaign", None)
    place = getattr(entry, "locality", None)
    head |= {
        "date": entry.published_at.instant.isoformat(),
        "lastmod": entry.updated.instant.isoformat(),
        "label": entry.LABEL,
        "campaigns": list(getattr(entry, "campaigns", ())) + ([own] if own else []),
        "places": list(getattr(entry, "localities", ())) + ([place] if place else []),
    }
    return head, body


def _foot(html: str) -> str:
    """Return what paper shows at the foot, with its QR code, ready made: Hugo draws none as SVG."""
    found = _FOOT.search(html)
    return found[0] if found else ""


def _body(entry: Entry) -> tuple[str, set[str]]:
    """Return the Markdown of an entry, and the blocks of words that Hugo will make of it."""
    texts = [body for _, body in bodies_of(entry)]
    made = "".join(body.html for body in texts)
    told = {words for _, words in words_of(f"<main>{made}</main>")}
    return "\n\n".join(_LINK.sub(_resolved, body.text) for body in texts), told


def _resolved(found: re.Match[str]) -> str:
    kind = KINDS.get(found[1])
    return f"](/{kind.ADDRESS}{found[2]}/" if kind and kind.ADDRESS else f"](/{found[2]}"


def _linked(html: str, path: str) -> Iterator[str]:
    """Yield the addresses below the root that the main part of a page leads to."""
    found = _MAIN.search(html)
    for href in _HREF.findall(found[0] if found else ""):
        if ":" not in href:
            yield normpath(join(path, href)) + "/"


def _post(bulletin: Bulletin, post: Any) -> dict[str, str]:
    entry: Entry = post.entry
    shown = isinstance(entry, Item) and not post.gone
    ref = f"/{entry.KIND}/{entry.slug}" if shown and post.change is None else ""
    return {
        "id": post.id, "link": f"/{entry.path}", "ref": ref,
        "title": title_of(bulletin, entry) if isinstance(entry, Item) and shown else "Đã gỡ",
        "summary": getattr(entry, "summary", None) or "",
        "date": post.published.strftime("%a, %d %b %Y %H:%M:%S +0700"),
    }  # fmt: skip


def _frame(site: Site, to: Path) -> None:
    """Write our own masthead and footer as partials: the same bytes around every page."""
    marks = {name: f"{_MARK}{name}{_MARK}" for name in _SLOTS}
    page = Page("tin-tuc/", "", None, "", "", section="tin-tuc/")
    full = site.renderer._full(page, "/", marks)
    early = re.search(r'<meta name="theme-color".*?</script>', full, re.DOTALL)
    assert early is not None
    rest = re.search(r'<link rel="preload".*?<link rel="apple-touch-icon"[^>]*>', full, re.DOTALL)
    assert rest is not None
    script = re.search(r"<script src=[^>]*></script>", full)
    assert script is not None
    start = full.index(f"{_MARK}kind{_MARK}")
    pieces = full[start:].split(_MARK)
    top = "".join(pieces[2::2][: pieces[1::2].index("breadcrumbs")])
    bottom = pieces[pieces.index("body") + 1] + pieces[pieces.index("print_foot") + 1]
    (to / "early.html").write_text(f"{early[0]}\n{rest[0]}\n{script[0]}", "utf-8")
    (to / "top.html").write_text(top.partition(">")[2], "utf-8")
    (to / "bottom.html").write_text(bottom.partition("</body>")[0], "utf-8")


_SLOTS = (
    "title", "description", "canonical", "meta", "kind", "alternates", "breadcrumbs", "body",
    "update_line", "banner", "print_foot",
)  # fmt: skip
