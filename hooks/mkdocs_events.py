"""MkDocs calls us here; this is the only file that knows it. Everything else is the package beside it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from bulletin.assets import is_source
from bulletin.feeds.write import Make
from bulletin.guide import fill_guide
from bulletin.load import ParseCache, load_bulletin
from bulletin.model import Audience, Bulletin
from bulletin.pages.hand_written import hand_written_page
from bulletin.problems import ContentError, mistakes_of, report
from bulletin.render import Page
from bulletin.settings import Settings, read_settings
from bulletin.site import Site, make_site, problem_site
from bulletin.store import STORE, Store
from bulletin.text import slugify


@dataclass
class Preview:
    """What `serve` remembers between builds: the one exception to keeping no state."""

    running: bool = False
    last_good: Bulletin | None = None
    last_settings: Settings | None = None
    cache: ParseCache = field(default_factory=dict)


PREVIEW = Preview()


class MadePage(MkDocsPage):
    """A page whose HTML is finished elsewhere: no Markdown is read or parsed for it."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__("", file, config)
        self.made = made
        self.title = made.path or "trang chủ"
        if made.updated is not None:
            self.update_date = made.updated.isoformat()

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The whole page is rendered in `on_page_context`."""
        self.content, self.toc = "", []  # type: ignore[assignment]


class LateFile(File):
    """A file that is made when it is written."""

    make: Make

    def copy_file(self, dirty: bool = False) -> None:
        """Write what `make` makes, always: it is younger than anything on the disk."""
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.make())


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this process previews: then nothing may raise."""
    PREVIEW.running = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave out the theme's own 404 page and sitemap, ours are made from content; anchors of
    hand-written pages are folded as everywhere (MkDocs' own way would drop đ).
    """
    config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": slugify}
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Load and check everything before MkDocs empties its output folder."""
    project = Path(config.config_file_path).parent
    folders = [Path(folder) for folder in config.theme.dirs]
    written = _hand_written(Path(config.docs_dir))
    store = Store(project / ".cache" / STORE)
    try:
        settings = read_settings(project / "mkdocs.yml")
        cache = PREVIEW.cache if PREVIEW.running else None
        bulletin = load_bulletin(
            project / "content", settings, cache, _audience(config), store=store
        )
        config.extra["site"] = make_site(
            bulletin, folders, hand_written=written, cache=project / ".cache",
            papers=bool(config.extra.get("papers")),
            only_pages=bool(config.extra.get("only_pages")), store=store,
        )  # fmt: skip
        config.extra["store"] = store
        if PREVIEW.running:
            PREVIEW.last_good, PREVIEW.last_settings = bulletin, settings
    except ContentError as error:
        store.close()
        if not PREVIEW.running:
            raise PluginError(report(error.problems, project)) from None
        config.extra["site"] = _preview_of(error, config, folders)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Keep what this build made for the next one, and nothing that it did not need."""
    if "store" in config.extra:
        config.extra.pop("store").close(whole=True)


def _audience(config: MkDocsConfig) -> Audience:
    """Return whom this build is for: editors under `serve`, or when scripts/preview.py says so.

    Nothing that mkdocs.yml can hold is the member itself, so no setting makes a public build leak.
    """
    asked = config.extra.get("audience") is Audience.EDITORS
    return Audience.EDITORS if PREVIEW.running or asked else Audience.PUBLIC


def _preview_of(error: ContentError, config: MkDocsConfig, folders: list[Path]) -> Site:
    """Return the last good site under a banner, or the problems alone if there was none."""
    project = Path(config.config_file_path).parent
    print(report(error.problems, project), flush=True)
    mistakes = mistakes_of(error.problems, project)
    if PREVIEW.last_good is not None:
        return make_site(PREVIEW.last_good, folders, mistakes, cache=project / ".cache")
    settings = Settings.model_construct(
        site_name=config.site_name, site_url=config.site_url or "/", tagline="", agency="",
        responsible="", permit="", address="", phone="", email="", licence="", demo=False,
    )  # fmt: skip
    return problem_site(settings, folders, mistakes)


def _hand_written(docs: Path) -> list[str]:
    """Return the addresses of the pages in docs/ that readers and search engines should find."""
    return [f"{path.stem}/" for path in docs.glob("*.md") if path.stem in ("gioi-thieu", "lien-he")]


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what was made; take out what is joined, or what the theme brings and we never use."""
    site: Site = config.extra["site"]
    for file in list(files):
        if is_source(file.src_uri) or file.src_uri in site.files:
            files.remove(file)
    for page in site.pages:
        file = File.generated(
            config, f"{page.path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        if page.source:
            file.edit_uri = f"../{page.source}"
        MadePage(page, file, config)
        files.append(file)
    for path, content in site.files.items():
        if isinstance(content, bytes):
            files.append(File.generated(config, path, content=content))
        else:
            files.append(File.generated(config, path, abs_src_path=str(content)))
    for path, make in site.feeds.items():
        late = LateFile.generated(config, path, content="")
        late.make = make
        files.append(late)
    return files


def on_page_markdown(markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Fill the field tables of the staff guide from the declarations of the fields."""
    return markdown if isinstance(page, MadePage) else fill_guide(markdown)


def on_page_context(context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Hand the theme one finished page: it prints nothing else (see hooks/theme/main.html)."""
    site: Site = config.extra["site"]
    if isinstance(page, MadePage):
        made = page.made
    else:
        made = hand_written_page(page.url, str(page.content), dict(page.meta))
    context["rendered"] = site.renderer.page(made)
    return context
