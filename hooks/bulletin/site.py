"""A Bulletin in, everything a site consists of out: pages, feeds, and the files beside them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.assets import Assets, make_assets
from bulletin.data.beside import files_beside
from bulletin.data.publish import OpenData, open_data
from bulletin.editor.app import PLACE, published_editor
from bulletin.emblem import Emblem, make_emblem, tinted_icons
from bulletin.feeds import channels
from bulletin.feeds.calendar import calendars
from bulletin.feeds.write import Make, feed_files
from bulletin.kinds import (
    Award,
    Deeds,
    Entry,
    Event,
    Exemplar,
    Link,
    Locality,
    Model,
    News,
    Resource,
)
from bulletin.kinds.deeds import TEAMS
from bulletin.load import bodies_of
from bulletin.markup import ROOT
from bulletin.model import Audience, Bulletin
from bulletin.pages import make_pages, menu_of
from bulletin.pages._found import section_cards
from bulletin.pages.data import data_pages
from bulletin.problems import Mistakes
from bulletin.render import Page, Renderer, Theme
from bulletin.renditions import FOLDER, Workshop
from bulletin.settings import Settings
from bulletin.social import design_of, draw_cards
from bulletin.store import Store
from bulletin.views.result import ResultsView
from bulletin.views.search import SearchFacts, hand_written_facts
from bulletin.views.visits import visits_of_site
from bulletin.views.waiting import waiting_pages

NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Site:
    """One build: the pages to render, how to render them, and the finished files."""

    pages: tuple[Page, ...]
    renderer: Renderer
    files: Mapping[str, bytes | Path]
    """By path below the root: finished bytes, or a file to copy."""
    searched: Mapping[str, SearchFacts]
    """What search knows of the pages it may find, by their paths."""
    spelled_out: Mapping[str, str]
    """What abbreviations stand for, in the agency's own words."""
    feeds: Mapping[str, Make] = field(default_factory=dict)
    """By path below the root: makes the file when its time has come to be written."""

    def redirect(self, old: str, new: str) -> bytes:
        """Return the page that leads from an old address to a new one, both below the root."""
        canonical = self.renderer.theme.site_url + new
        return _template(self.renderer, "redirect.html", to=_way(old, new), canonical=canonical)


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
    data = OpenData((), {}) if only_pages else open_data(bulletin, store)
    pages = [*make_pages(bulletin), *(data_pages(bulletin, data) if data.files else ())]
    folders, settings = tuple(theme_folders), bulletin.settings
    assets = make_assets(folders, settings.colours.css)
    emblem = _emblem(settings, bulletin.media_folder)
    theme = _theme(bulletin, pages, folders, assets, emblem, mistakes)
    renderer = Renderer(replace(theme, papers=papers), use_frames, store=store)
    files: dict[str, bytes | Path] = {
        **assets.files,
        **tinted_icons(folders[0], settings.colours.brand, settings.colours.accent),
        **emblem.files,
        **data.files,
    }
    if not only_pages:
        files.update(_extras(bulletin, pages, theme, cache))
    files |= _media(bulletin)
    made = [page for page in pages if page.path != NOT_FOUND]
    listed = [page for page in made if not page.robots]
    listed += [Page(path, "", None, "", "") for path in sorted(hand_written)]
    files["sitemap.xml"] = _template(
        renderer, "sitemap.xml", pages=listed, site_url=settings.site_url
    )
    if bulletin.audience is Audience.PUBLIC:
        project = bulletin.media_folder.parent.parent
        files |= published_editor(settings, bulletin.now, project / ".admin")
    files["robots.txt"] = _robots(bulletin)
    for page in pages:
        if page.path == NOT_FOUND:
            # Served for addresses of any depth, so its links start at the host's root.
            files[NOT_FOUND] = renderer.page(page, urlsplit(settings.site_url).path).encode()
    for old, new in _redirects(bulletin, [page.path for page in made]):
        files[f"{old}index.html"] = _template(
            renderer, "redirect.html", to=_way(old, new), canonical=settings.site_url + new
        )
    searched = {page.path: page.search for page in made if page.search is not None}
    searched |= {path: hand_written_facts() for path in sorted(hand_written)}
    feeds = dict(feed_files(bulletin, channels(bulletin), only_rss=only_pages, store=store))
    return Site(tuple(made), renderer, files, searched, settings.spelled_out, feeds)


def _robots(bulletin: Bulletin) -> bytes:
    """Return what search engines may read: nothing of a preview, nothing of the editor."""
    address = bulletin.settings.site_url
    if bulletin.audience is Audience.EDITORS:
        return b"User-agent: *\nDisallow: /\n"
    closed = f"Disallow: {urlsplit(address).path}{PLACE}/\n" if bulletin.settings.editor else ""
    return f"User-agent: *\n{closed}Allow: /\nSitemap: {address}sitemap.xml\n".encode()


def _extras(
    bulletin: Bulletin, pages: list[Page], theme: Theme, cache: Path | None
) -> dict[str, bytes | Path]:
    """Return calendars, the tables beside results, and the cards of shared links."""
    files: dict[str, bytes | Path] = dict(calendars(bulletin))
    for page in pages:
        if isinstance(page.view, ResultsView):
            files.update(files_beside(bulletin.settings, page.path, page.view))
    pictures = [*theme.cards.values(), *(page.image for page in pages if page.image)]
    files.update(draw_cards(pictures, design_of(bulletin), cache / "cards" if cache else None))
    return files


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
    imprint = {**_imprint(settings, emblem, (), year), "alone": True}
    theme = Theme(folders, imprint, assets, (), settings.site_url, ("", ""))
    icons = tinted_icons(folders[0], settings.colours.brand, settings.colours.accent)
    return Site((page,), Renderer(theme), {**assets.files, **icons, **emblem.files}, {}, {})


def _theme(
    bulletin: Bulletin,
    pages: list[Page],
    folders: tuple[Path, ...],
    assets: Assets,
    emblem: Emblem,
    mistakes: Mistakes | None,
) -> Theme:
    day, menu = bulletin.updated, menu_of(pages)
    clock = f"{day.hour:02}:{day.minute:02}, " if day.hour is not None else ""
    return Theme(
        folders=folders,
        site={
            **_imprint(bulletin.settings, emblem, bulletin.all(Link), bulletin.now.date.year),
            "has_days": bool(bulletin.days),
            "visits": visits_of_site(bulletin),
        },
        assets=assets,
        menu=menu,
        site_url=bulletin.settings.site_url,
        update_line=(f"{clock}{day.day:02}/{day.month:02}/{day.year}", day.iso),
        cards=section_cards(bulletin, menu),
        mistakes=mistakes,
        waiting=waiting_pages(bulletin) if bulletin.audience is Audience.EDITORS else None,
        spelled_out=bulletin.settings.spelled_out,
    )


def _emblem(settings: Settings, media: Path) -> Emblem:
    return make_emblem(media / settings.emblem) if settings.emblem else Emblem()


def _imprint(
    settings: Settings, emblem: Emblem, links: Iterable[Link], year: int
) -> dict[str, object]:
    """Return what the frame says of the site itself."""
    return {
        "emblem": emblem,
        "theme_colour": settings.theme_colour,
        "has_days": False,
        "alone": False,
        "visits": None,
        "name": settings.site_name,
        "tagline": settings.tagline,
        "agency": settings.agency,
        "responsible": settings.responsible,
        "permit": settings.permit,
        "address": settings.address,
        "phone": settings.phone,
        "email": settings.email,
        "licence": settings.licence,
        "services": [{"label": link.title, "url": link.url} for link in links],
        "sample_site": settings.demo,
        "year": year,
    }


def _template(renderer: Renderer, name: str, **values: object) -> bytes:
    return renderer.env.get_template(name).render(values).encode()


def _media(bulletin: Bulletin) -> dict[str, Path]:
    """Return what published entries show or offer, by path on the site: pictures as renditions,
    files to download or to play as they are. No other file of content/media/ is ever published.
    """
    used = _used_media(bulletin)
    workshop = Workshop.beside(bulletin.media_folder)
    workshop.tidy(one.original for one in bulletin.pictures.values())
    bases = _pictures_in_bodies(bulletin)
    made = workshop.make(
        one for name, one in bulletin.pictures.items() if name in used or one.base in bases
    )
    plain = sorted(used - bulletin.pictures.keys())
    return made | {f"media/{name}": bulletin.media_folder / name for name in plain}


def _used_media(bulletin: Bulletin) -> set[str]:
    """Return the files in content/media/ that fields of published entries name."""
    used: set[str | None] = set()
    for shelf in bulletin.shelves.values():
        for entry in shelf.values():
            if isinstance(entry, Resource):
                used |= {offered.file for offered in entry.files}
            if isinstance(entry, News | Event | Exemplar | Model):
                used |= {picture.file for picture in entry.pictures}
                for one in entry.recordings:
                    used |= {one.file, one.poster, one.captions}
    return {name for name in used if name}


def _pictures_in_bodies(bulletin: Bulletin) -> set[str]:
    """Return what the paths of pictures that published texts show or link to start with."""
    return {
        base
        for shelf in bulletin.shelves.values()
        for entry in shelf.values()
        for _, body in bodies_of(entry)
        for base in re.findall(rf'{ROOT}({FOLDER}[^" ]+)-\d+\.\w+', body.html)
    }


def _redirects(bulletin: Bulletin, standing: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield (old address, new address) of everything that was renamed, and of known short ways.

    Not only an entry's own page moves with its name: a campaign's results stand below it, a
    commune's log of deeds and its teams in folders named by it.
    """
    below: dict[str, list[str]] = {}
    for path in standing:
        for end, sign in enumerate(path, 1):
            if sign == "/":
                below.setdefault(path[:end], []).append(path)
    for shelf in bulletin.shelves.values():
        for entry in shelf.values():
            if isinstance(entry, Deeds):
                # Its address is made of the commune's name, which was another one.
                for commune, month in ((alias[:-8], alias[-7:]) for alias in entry.aliases):
                    yield f"{entry.ADDRESS}{commune}/{month}/", entry.path
            elif entry.ADDRESS and entry.path == f"{entry.ADDRESS}{entry.slug}/":
                for alias in entry.aliases:
                    for folder in _folders(entry):
                        old, new = f"{folder}{alias}/", f"{folder}{entry.slug}/"
                        for path in below.get(new, ()):
                            yield f"{old}{path.removeprefix(new)}", path
    if bulletin.all(Award):
        yield "bang-vang/", "khen-thuong/"


def _folders(entry: Entry) -> Iterable[str]:
    """Yield the folders in which a folder has an entry's name."""
    yield entry.ADDRESS or ""
    if isinstance(entry, Locality):
        yield from (f"{Deeds.ADDRESS}", TEAMS)


def _way(old: str, new: str) -> str:
    """Return the relative way from one page to another."""
    return "../" * old.count("/") + new
