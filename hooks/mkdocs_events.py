"""MkDocs calls us here; this is the only file that knows it. Everything else is the package beside it."""

import atexit
import gc
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from bulletin.assets import is_source
from bulletin.guide import fill_guide
from bulletin.load import load_bulletin
from bulletin.model import Audience
from bulletin.pages.hand_written import hand_written_page
from bulletin.preview import Preview
from bulletin.problems import ContentError, mistakes_of, report
from bulletin.settings import Settings, read_settings
from bulletin.site import Site, make_site, problem_site
from bulletin.store import STORE, Store
from bulletin.text import slugify

PREVIEW = Preview()


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this process previews: then nothing may raise."""
    PREVIEW.running = command == "serve"
    if not PREVIEW.running:
        # What a build makes holds few cycles; looking for them took up to a tenth of its time.
        gc.set_threshold(50_000, 20, 50)


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
        PREVIEW.begin()
    try:
        settings = read_settings(project / "mkdocs.yml")
        content = project / "content"
        if PREVIEW.running:
            bulletin = PREVIEW.load(content, settings, store)
        else:
            bulletin = load_bulletin(content, settings, audience=_audience(config), store=store)
            gc.freeze()  # what was read stays to the end
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
    """Write everything that content makes; keep what this build made for the next one, and nothing
    that it did not need. A preview writes what is looked at, and has needed no more.
    """
    site: Site = config.extra["site"]
    if PREVIEW.running:
        PREVIEW.show(site, Path(config.site_dir))
    else:
        site.write(Path(config.site_dir))
    if "store" in config.extra:
        config.extra.pop("store").close(whole=not PREVIEW.running)
    _release()


def on_build_error(*, error: Exception) -> None:
    """Let whoever looks at the preview see what was there before."""
    _release()


def on_serve(server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:
    """Have the preview's files made when they are asked for, and watch for what rules find later."""
    # In a folder of its own: a watch ends for good when what it watches goes, as .cache/ may.
    PREVIEW.flag = Path(mkdtemp(prefix="ban-tin-xem-thu-")) / "xem-lai"
    PREVIEW.flag.touch()
    atexit.register(rmtree, PREVIEW.flag.parent, ignore_errors=True)
    server.watch(str(PREVIEW.flag))
    server.set_app(PREVIEW.served(server.serve_request, server.mount_path))
    return server


def _release() -> None:
    gc.unfreeze()
    PREVIEW.end()


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
    """Take out what is joined, what we make ourselves, and what the theme brings and we never use."""
    site: Site = config.extra["site"]
    for file in list(files):
        if is_source(file.src_uri) or file.src_uri in site.fixed:
            files.remove(file)
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Fill the field tables of the staff guide from the declarations of the fields."""
    return fill_guide(markdown)


def on_page_context(context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Hand the theme one finished page: it prints nothing else (see hooks/theme/main.html)."""
    site: Site = config.extra["site"]
    made = hand_written_page(page.url, str(page.content), dict(page.meta))
    context["rendered"] = site.renderer.page(made)
    return context
