"""MkDocs calls us here; this is the only file that knows it. Everything else is the package beside it."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from bulletin.assets import is_source
from bulletin.feeds.write import Make
from bulletin.guide import fill_guide
from bulletin.load import load_bulletin
from bulletin.model import Audience
from bulletin.page import Plan
from bulletin.pages.hand_written import hand_written_page
from bulletin.preview import FLAG, Preview
from bulletin.problems import ContentError, mistakes_of, report
from bulletin.settings import Settings, read_settings
from bulletin.site import Site, make_site, problem_site, write_content
from bulletin.store import STORE, Store
from bulletin.text import slugify

PREVIEW = Preview()


class MadePage(MkDocsPage):
    """A page whose HTML is finished elsewhere: no Markdown is read or parsed for it."""

    def __init__(self, plan: Plan, file: File, config: MkDocsConfig) -> None:
        super().__init__("", file, config)
        self.plan = plan
        self.title = plan.path or "trang chủ"

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
    if PREVIEW.running:
        PREVIEW.building.acquire()
    try:
        settings = read_settings(project / "mkdocs.yml")
        content = project / "content"
        if PREVIEW.running:
            bulletin = PREVIEW.load(content, settings, store)
        else:
            bulletin = load_bulletin(content, settings, audience=_audience(config), store=store)
        config.extra["site"] = make_site(
            bulletin, folders, hand_written=written, cache=project / ".cache",
            papers=bool(config.extra.get("papers")),
            only_pages=bool(config.extra.get("only_pages")),
            store=None if PREVIEW.running else store,
        )  # fmt: skip
        config.extra["store"] = store
    except ContentError as error:
        store.close()
        if not PREVIEW.running:
            raise PluginError(report(error.problems, project)) from None
        config.extra["site"] = _preview_of(error, config, folders)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what tells of all pages; keep what this build made for the next one, and nothing that
    it did not need. A preview has needed only what was looked at.
    """
    site: Site = config.extra["site"]
    if PREVIEW.running:
        PREVIEW.show(site, Path(config.site_dir))
    else:
        for path, content in site.last_files().items():
            write_content(content, Path(config.site_dir) / path)
    if "store" in config.extra:
        config.extra.pop("store").close(whole=not PREVIEW.running)
    _release()


def on_build_error(*, error: Exception) -> None:
    """Let whoever looks at the preview see what was there before."""
    _release()


def on_serve(server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:
    """Have the preview's files made when they are asked for, and watch for what rules find later."""
    flag = Path(config.config_file_path).parent / ".cache" / FLAG
    flag.parent.mkdir(exist_ok=True)
    flag.touch()
    server.watch(str(flag))
    server.set_app(PREVIEW.served(server.serve_request, server.mount_path))
    return server


def _release() -> None:
    if PREVIEW.building.locked():
        PREVIEW.building.release()


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
    """Add what was made; take out what is joined, or what the theme brings and we never use.

    To a preview nothing is added: it makes its files when somebody asks for them.
    """
    site: Site = config.extra["site"]
    made = site.fixed if PREVIEW.running else site.files
    for file in list(files):
        if is_source(file.src_uri) or file.src_uri in made:
            files.remove(file)
    if PREVIEW.running:
        return files
    for plan in site.plans.values():
        file = File.generated(
            config, f"{plan.path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        if plan.source:
            file.edit_uri = f"../{plan.source}"
        MadePage(plan, file, config)
        files.append(file)
    for path, content in made.items():
        if isinstance(content, Path):
            files.append(File.generated(config, path, abs_src_path=str(content)))
        elif isinstance(content, bytes):
            files.append(File.generated(config, path, content=content))
        else:
            files.append(_late_file(config, path, content))
    return files


def _late_file(config: MkDocsConfig, path: str, make: Make) -> File:
    late = LateFile.generated(config, path, content="")
    assert isinstance(late, LateFile)
    late.make = make
    return late


def on_page_markdown(markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Fill the field tables of the staff guide from the declarations of the fields."""
    return markdown if isinstance(page, MadePage) else fill_guide(markdown)


def on_page_context(context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Hand the theme one finished page: it prints nothing else (see hooks/theme/main.html)."""
    site: Site = config.extra["site"]
    if isinstance(page, MadePage):
        context["rendered"] = site.html(page.plan.path)
    else:
        made = hand_written_page(page.url, str(page.content), dict(page.meta))
        context["rendered"] = site.renderer.page(made)
    return context
