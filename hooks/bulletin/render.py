"""Views in, HTML out: our own autoescaping, strict Jinja; the chrome rendered once per frame.

No staff text ever reaches a theme template of MkDocs: its Jinja does not escape.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from bulletin.assets import Assets
from bulletin.dates import Day
from bulletin.kinds._types import Body
from bulletin.linked import breadcrumbs, json_ld
from bulletin.markup import ROOT
from bulletin.page import Page
from bulletin.sharing import Codes, share_links
from bulletin.social import Picture
from bulletin.spelling import Speller
from bulletin.store import Store, code_version, digest
from bulletin.text import cut
from bulletin.views._parts import Link
from bulletin.views.waiting import PREVIEW_WORDS

HERE = Path(__file__).parent
DESCRIPTION = 160
"""So many signs of a description search engines and shared links show; more would be cut in words."""
_SLOTS = (
    "title", "description", "canonical", "meta", "kind", "alternates", "breadcrumbs", "body", "update_line",
    "banner", "print_foot",
)  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """What the frame of a site prints on every page."""

    folders: tuple[Path, ...]
    """Where templates and icons are looked up: ours first, then the theme's."""
    site: Mapping[str, Any]
    assets: Assets
    menu: tuple[Link, ...]
    site_url: str
    update_line: tuple[str, str]
    """When the newest change was published: for readers, for machines."""
    cards: Mapping[str | None, Picture] = field(default_factory=dict)
    """By section, what shared links show of pages without a picture; under None of all others."""
    mistakes: Any = None
    """Shown in a banner by previews."""
    waiting: Mapping[str, str] | None = None
    """In a preview, by address: what the ribbon says of pages that are not published. None: no preview."""
    papers: bool = False
    """Sheets are made as PDF in this build, so pages lead to theirs."""
    spelled_out: Mapping[str, str] = field(default_factory=dict)
    """What abbreviations stand for: a page explains those that it does not spell out."""


@dataclass
class Renderer:
    """Renders the pages of one build; keeps the frames it has rendered."""

    theme: Theme
    use_frames: bool = True
    frames: dict[tuple[Any, ...], list[str]] = field(default_factory=dict)
    store: Store | None = None
    """Keeps what was rendered; a page that reads the same again is not rendered again."""

    def __post_init__(self) -> None:
        """Make the environment: everything is escaped, every unknown name is an error."""
        self.codes = Codes(self.theme.site_url)
        self.env = Environment(
            loader=FileSystemLoader([HERE / "templates", *self.theme.folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.env.filters["rooted"] = rooted
        self.parts: Any = self.env.get_template("parts/chrome.html").module
        self.speller = Speller(self.theme.spelled_out)
        self.head: Any = self.env.get_template("parts/head.html").module

    def page(self, page: Page, root: str = "") -> str:
        """Return the finished HTML of a page; `root` replaces its relative way to the site's root."""
        root = root or root_of(page.path)
        slots = self._slots(page, root)
        if not self.use_frames:
            return self._full(page, root, slots)
        flags = tuple(bool(slots[name]) for name in _SLOTS)
        key = (root, page.section, page.path == page.section, page.robots, flags)
        frame = self.frames.get(key)
        if frame is None:
            marks = {name: Markup(f"\x03{name}\x03") if slots[name] else "" for name in _SLOTS}
            frame = self._full(page, root, marks).split("\x03")
            self.frames[key] = frame
        # Every second piece is the name of a slot; the others are the frame itself.
        return "".join(
            str(escape(slots[piece])) if number % 2 else piece for number, piece in enumerate(frame)
        )

    def _slots(self, page: Page, root: str) -> dict[str, Any]:
        """Return what differs from page to page, text as text and finished HTML as Markup."""
        return {
            "title": self._title(page),
            "description": cut(page.description, DESCRIPTION),
            "canonical": self.theme.site_url + page.path,
            "kind": page.template.removesuffix(".html"),
            "update_line": self.parts.update_line(self.theme.update_line)
            if page.show_update
            else "",
            "banner": self._banner(page),
            **self._dear(page, root),
        }

    def _dear(self, page: Page, root: str) -> dict[str, Markup]:
        """Return the slots that take long to render, from the store if nothing they say changed."""
        key = self._key(page, root) if self.store is not None else ""
        kept = self.store.get(key) if self.store is not None else None
        if kept is not None:
            return {name: Markup(html) for name, html in kept.items()}
        made = {
            "meta": self._meta(page),
            "alternates": self.parts.alternates(page.feeds, root),
            "breadcrumbs": self.parts.breadcrumbs(page.crumbs, page.title, root),
            "body": self._explained(self._body(page, root)),
            "print_foot": self._print_foot(page),
        }
        if self.store is not None:
            self.store.put(key, {name: str(escape(html)) for name, html in made.items()})
        return made

    def _key(self, page: Page, root: str) -> str:
        """Return a digest of all that the dear slots of a page are made of: the whole page with
        its view, and what of the theme they read. The pickle is hashed and thrown away.
        """
        theme = self.theme
        return digest(
            "slots", code_version(), root, theme.site_url, theme.site["name"], theme.papers,
            theme.spelled_out, theme.cards.get(page.section), theme.cards.get(None),
            None if page.updated else theme.update_line, pickle.dumps(page, 5),
        )  # fmt: skip

    def _banner(self, page: Page) -> Any:
        """Return what previews say above a page: what is wrong, and that this is not published."""
        made = self.parts.banner(self.theme.mistakes) if self.theme.mistakes else Markup("")
        if self.theme.waiting is not None:
            words = self.theme.waiting.get(page.path)
            made += self.parts.ribbon(words or PREVIEW_WORDS, bool(words))
        return made

    def _meta(self, page: Page) -> Markup:
        """Return what shared links and search engines are told."""
        theme = self.theme
        nodes = [*page.linked]
        if page.crumbs:
            nodes.append(breadcrumbs(page.crumbs, page.title, page.path, theme.site_url))
        image = page.image or theme.cards.get(page.section) or theme.cards.get(None)
        made: Markup = self.head.meta(
            page,
            page.title,
            cut(page.description, DESCRIPTION),
            theme.site["name"],
            theme.site_url,
            image,
            json_ld(nodes) if nodes else "",
        )
        return made

    def _explained(self, body: Markup) -> Markup:
        """Return a body with the abbreviations that it leaves unexplained told at its end."""
        told: Markup = self.parts.abbreviations(self.speller.unexplained(body))
        return body + told

    def _print_foot(self, page: Page) -> Any:
        """Return what paper shows at the foot: how old this is, and how to come back to it."""
        address = self.theme.site_url + page.path
        day = page.updated and Day(page.updated.year, page.updated.month, page.updated.day)
        return self.parts.print_foot(address, self.codes.code(address), day, self.theme.update_line)

    def _title(self, page: Page) -> str:
        name = self.theme.site["name"]
        return page.title if page.title == name else f"{page.title} | {name}"

    def _body(self, page: Page, root: str) -> Markup:
        template = self.env.get_template(f"pages/{page.template}")
        return Markup(
            template.render(
                v=page.view,
                root=root,
                page=page,
                html=Markup(page.body or ""),
                pdf=page.paper if self.theme.papers else "",
                share=share_links(page.title, self.theme.site_url + page.path),
            )
        )

    def _full(self, page: Page, root: str, slots: Mapping[str, Any]) -> str:
        """Render the whole page through base.html, with values or with the marks of a frame."""
        menu = [
            {
                "label": link.text,
                "path": link.path,
                "active": ("page" if page.path == link.path else "section")
                if page.section == link.path
                else "",
            }
            for link in self.theme.menu
        ]
        return self.env.get_template("base.html").render(
            site={**self.theme.site, "menu": menu},
            root=root,
            assets=self.theme.assets,
            head={
                "title": slots["title"],
                "description": slots["description"],
                "canonical": slots["canonical"],
                "kind": slots["kind"],
                "robots": page.robots if self.theme.waiting is None else "noindex, nofollow",
                "preview": self.theme.waiting is not None,
            },
            meta=slots["meta"],
            alternates=slots["alternates"],
            breadcrumbs=slots["breadcrumbs"],
            body=slots["body"],
            update_line=slots["update_line"],
            banner=slots["banner"],
            print_foot=slots["print_foot"],
        )


def root_of(path: str) -> str:
    """Return the way from a page back to the site's root: `../../` or `./`."""
    return "../" * path.count("/") or "./"


@pass_context
def rooted(context: Context, body: Body | None) -> Markup:
    """Return the rendered Markdown of a body with its links made relative to the page."""
    return Markup(body.html.replace(ROOT, context["root"])) if body else Markup("")
