"""A Bulletin in, everything a site consists of out: pages, feeds, and the files beside them.

Nothing is made before somebody asks for it: a build asks for everything, page by page; a preview for
what is looked at.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache as once
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.assets import make_assets
from bulletin.data.beside import files_beside
from bulletin.data.publish import FOLDER as DATA
from bulletin.data.publish import OpenData, open_data
from bulletin.editor.app import PLACE, published_editor
from bulletin.emblem import Emblem, tinted_icons
from bulletin.feeds import channels
from bulletin.feeds.calendar import calendars
from bulletin.feeds.write import Make, feed_files
from bulletin.frame import emblem_of, imprint, theme_of
from bulletin.model import Audience, Bulletin
from bulletin.page import Page, Plan
from bulletin.pages import plan_pages
from bulletin.pages.data import data_pages
from bulletin.pages.sitewide import NOT_FOUND
from bulletin.problems import Mistakes
from bulletin.redirects import redirects, way
from bulletin.render import Renderer, Theme
from bulletin.renditions import FOLDER as RENDITIONS
from bulletin.settings import Settings
from bulletin.shown import media_file, media_files
from bulletin.social import FOLDER as CARDS
from bulletin.social import Picture, design_of, draw_cards
from bulletin.social.draw import Design
from bulletin.store import Store
from bulletin.views.result import result_pages, results_page
from bulletin.views.search import SearchFacts, hand_written_facts

Content = bytes | Path | Make
"""What a file holds: its bytes, a file to copy, or what makes them when its time has come."""
SITEMAP = "sitemap.xml"
_CARD = re.compile(rf"{CARDS}(.+)-[0-9a-f]{{8}}\.png")


def write_content(content: Content, to: Path) -> None:
    """Write what a file holds."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, to)
    else:
        to.write_bytes(content if isinstance(content, bytes) else content())


@dataclass(frozen=True)
class Family:
    """Files that are worked out together, when the first of them is asked for."""

    owns: re.Pattern[str]
    """The paths that may be among them."""
    make: Callable[[], Mapping[str, Content]]
    one: Callable[[str], Content | None] | None = None
    """Makes the one file at a path, where working out all of them takes long; None if there is none."""

    def find(self, path: str) -> Content | None:
        """Return what the file at a path holds; None if it is not among them."""
        return self.one(path) if self.one is not None else self.make().get(path)


@dataclass(frozen=True)
class Noted:
    """What the files about all pages need of a page, kept when the page is let go."""

    robots: str
    updated: date | None
    image: Picture | None
    search: SearchFacts | None


@dataclass(frozen=True)
class Site:
    """One build: the pages to make, how to render them, and the files beside them."""

    plans: Mapping[str, Plan]
    """By path below the root, in the order of PAGES; the page for lost readers is no part of it."""
    renderer: Renderer
    fixed: Mapping[str, Content] = field(default_factory=dict)
    """By path below the root: what every page may need."""
    families: tuple[Family, ...] = ()
    not_found: Plan | None = None
    hand_written: tuple[str, ...] = ()
    """The paths of pages in docs/ that readers and search engines should find."""
    design: Design | None = None
    """The design of the cards of shared links; without one none are drawn."""
    cards_cache: Path | None = None
    wakes: datetime | None = None
    """When an entry that waits for its hour shows itself next."""
    _noted: dict[str, Noted] = field(default_factory=dict)

    def html(self, path: str) -> str:
        """Return the finished page at a path of `plans`."""
        return self.renderer.page(self.page(path))

    def page(self, path: str) -> Page:
        """Make the page at a path of `plans`."""
        page = self.plans[path].make()
        self._noted[path] = Noted(page.robots, page.updated, page.image, page.search)
        return page

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page at once, for who compares them: on a large site they fill the memory."""
        return tuple(map(self.page, self.plans))

    @cached_property
    def files(self) -> Mapping[str, Content]:
        """What stands beside the pages, by path below the root, save what `last_files` adds."""
        found = dict(self.fixed)
        for family in self.families:
            found |= family.make()
        if self.not_found is not None:
            found[NOT_FOUND] = self._lost
        return found

    def last_files(self) -> Mapping[str, Content]:
        """Return what only who has made every page can tell: the list of pages, their cards."""
        pictures = [*self.renderer.theme.cards.values()]
        pictures += [noted.image for noted in self.noted.values() if noted.image]
        cards = draw_cards(pictures, self.design, self.cards_cache) if self.design else {}
        return {SITEMAP: self._sitemap(), **cards}

    def write(self, folder: Path) -> None:
        """Write everything into a folder, page by page: no two of them lie in memory together."""
        for path in self.plans:
            write_content(self.html(path).encode(), folder / path / "index.html")
        for files in (self.files, self.last_files()):
            for path, content in files.items():
                write_content(content, folder / path)

    def find(self, path: str) -> Content | None:
        """Return what the one file at a path below the root holds; None if there is none.

        Makes nothing else than it needs: the way of previews.
        """
        page = path.removesuffix("index.html")
        if page in self.plans:
            return self.html(page).encode()
        if path == NOT_FOUND and self.not_found is not None:
            return self._lost()
        if path == SITEMAP:
            return self._sitemap()
        if path in self.fixed:
            return self.fixed[path]
        for family in self.families:
            if family.owns.search(path) and (found := family.find(path)) is not None:
                return found
        return self._card(path)

    @property
    def noted(self) -> Mapping[str, Noted]:
        """What is noted of every page, by path, in the order of `plans`."""
        for path in self.plans:
            if path not in self._noted:
                self.page(path)
        return {path: self._noted[path] for path in self.plans}

    @property
    def searched(self) -> Mapping[str, SearchFacts]:
        """What search knows of the pages it may find, by their paths."""
        found = {path: noted.search for path, noted in self.noted.items() if noted.search}
        return found | {path: hand_written_facts() for path in self.hand_written}

    def redirect(self, old: str, new: str) -> bytes:
        """Return the page that leads from an old address to a new one, both below the root."""
        return _redirect(self.renderer, old, new)

    def _lost(self) -> bytes:
        """Return the page for addresses that do not exist: served at any depth, so its links start
        at the host's root.
        """
        assert self.not_found is not None
        root = urlsplit(self.renderer.theme.site_url).path
        return self.renderer.page(self.not_found.make(), root).encode()

    def _sitemap(self) -> bytes:
        listed = [(path, one.updated) for path, one in self.noted.items() if not one.robots]
        listed += [(path, None) for path in self.hand_written]
        url = self.renderer.theme.site_url
        return _template(self.renderer, SITEMAP, pages=listed, site_url=url)

    def _card(self, path: str) -> bytes | Path | None:
        """Return one card: its name tells the page it is of."""
        named = _CARD.fullmatch(path)
        if named is None or self.design is None:
            return None
        pictures = list(self.renderer.theme.cards.values())
        if (page := f"{named[1]}/") in self.plans:
            pictures = [image] if (image := self.page(page).image) else []
        found = [picture for picture in pictures if picture.path == path]
        return draw_cards(found, self.design, self.cards_cache).get(path)


def make_site(
    bulletin: Bulletin,
    theme_folders: Iterable[Path],
    mistakes: Mistakes | None = None,
    *,
    hand_written: Iterable[str] = (),
    use_frames: bool = True,
    cache: Path | None = None,
    papers: bool = False,
    only_pages: bool = False,
    store: Store | None = None,
) -> Site:
    """Return the site of a bulletin; `hand_written` are paths of docs/ pages for the sitemap.

    With `papers`, pages lead to their A4 sheets, which whoever builds must then make (paper.py).

    With `only_pages` there are pages and RSS but no open data, cards, calendars, Atom, JSON Feed or
    archives: what other engines make too, for comparing with them.

    `store` keeps rendered pages; whoever renders them closes it.

    `cache` is a folder for what is dear to draw and stays the same from build to build. A preview
    shows the `mistakes` of newer content above every page.
    """
    data = once(partial(open_data, bulletin, store))
    plans = {plan.path: plan for plan in plan_pages(bulletin)}
    if not only_pages:
        plans |= {plan.path: plan for plan in data_pages(bulletin, data)}
    folders, settings = tuple(theme_folders), bulletin.settings
    assets = make_assets(folders, settings.colours.css)
    emblem = emblem_of(settings, bulletin.media_folder)
    theme = theme_of(bulletin, plans.values(), folders, assets, emblem, mistakes, papers)
    renderer = Renderer(theme, use_frames, store=store)
    not_found = plans.pop(NOT_FOUND)
    fixed: dict[str, Content] = {
        **assets.files,
        **tinted_icons(folders[0], settings.colours.brand, settings.colours.accent),
        **emblem.files,
        "robots.txt": _robots(bulletin),
    }
    if bulletin.audience is Audience.PUBLIC:
        project = bulletin.media_folder.parent.parent
        fixed |= published_editor(settings, bulletin.now, project / ".admin")
    for old, new in redirects(bulletin, plans):
        fixed[f"{old}index.html"] = _redirect(renderer, old, new)
    return Site(
        plans,
        renderer,
        fixed,
        tuple(_families(bulletin, data, only_pages, store)),
        not_found,
        tuple(sorted(hand_written)),
        None if only_pages else design_of(bulletin),
        cache / "cards" if cache else None,
        bulletin.wakes,
    )


def _families(
    bulletin: Bulletin, data: Callable[[], OpenData], only_pages: bool, store: Store | None
) -> Iterator[Family]:
    """Yield the files beside the pages by what works them out."""

    def feeds() -> Mapping[str, Content]:
        return dict(feed_files(bulletin, channels(bulletin), only_rss=only_pages, store=store))

    def tables() -> Mapping[str, Content]:
        return {
            path: content
            for page, campaign, results in result_pages(bulletin)
            for path, content in files_beside(
                bulletin.settings, page, results_page(bulletin, campaign, results)
            )
        }

    yield Family(
        re.compile(rf"^(media/|{RENDITIONS})"),
        once(partial(media_files, bulletin)),
        partial(media_file, bulletin),
    )
    yield Family(re.compile(r"(^|/)(rss|atom|feed)[^/]*$|^rss/"), once(feeds))
    if not only_pages:
        yield Family(re.compile(rf"^{DATA}"), once(lambda: data().files))
        yield Family(re.compile(r"\.ics$"), once(lambda: dict(calendars(bulletin))))
        yield Family(re.compile(r"\.(csv|xlsx)$"), once(tables))


def _robots(bulletin: Bulletin) -> bytes:
    """Return what search engines may read: nothing of a preview, nothing of the editor."""
    address = bulletin.settings.site_url
    if bulletin.audience is Audience.EDITORS:
        return b"User-agent: *\nDisallow: /\n"
    closed = f"Disallow: {urlsplit(address).path}{PLACE}/\n" if bulletin.settings.editor else ""
    return f"User-agent: *\n{closed}Allow: /\nSitemap: {address}sitemap.xml\n".encode()


def problem_site(settings: Settings, theme_folders: Iterable[Path], mistakes: Mistakes) -> Site:
    """Return the one page of a preview that was started on broken content."""
    folders = tuple(theme_folders)
    page = Page(
        "", "problems.html", mistakes, "Chưa dựng được trang", "Có lỗi nội dung", robots="noindex"
    )
    return lone_site(settings, folders, page, 0)


def lone_site(
    settings: Settings,
    theme_folders: Iterable[Path],
    page: Page,
    year: int,
    emblem: Emblem | None = None,
) -> Site:
    """Return a site of one page, whose frame leads nowhere else; `year` stands at its foot."""
    folders, emblem = tuple(theme_folders), emblem or Emblem()
    assets = make_assets(folders, settings.colours.css)
    words = {**imprint(settings, emblem, (), year), "alone": True}
    theme = Theme(folders, words, assets, (), settings.site_url, ("", ""))
    icons = tinted_icons(folders[0], settings.colours.brand, settings.colours.accent)
    plan = Plan(page.path, lambda: page)
    return Site({page.path: plan}, Renderer(theme), {**assets.files, **icons, **emblem.files})


def _redirect(renderer: Renderer, old: str, new: str) -> bytes:
    canonical = renderer.theme.site_url + new
    return _template(renderer, "redirect.html", to=way(old, new), canonical=canonical)


def _template(renderer: Renderer, name: str, **values: object) -> bytes:
    return renderer.env.get_template(name).render(values).encode()
