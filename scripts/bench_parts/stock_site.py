"""The same pages as plain Markdown for stock MkDocs with Material: what a site has without us."""

from pathlib import Path

from bulletin.model import Bulletin
from bulletin.search import words_of
from bulletin.site import Site
from bulletin.texts import bodies_of

SETTINGS = """\
site_name: {name}
site_url: {url}
docs_dir: docs
theme: {{name: material, language: vi, font: false}}
plugins: []
validation: {{nav: {{omitted_files: ignore}}, links: {{unrecognized_links: ignore, not_found: ignore}}}}
not_in_nav: "/**/"
nav: [index.md]
"""


def write_stock_site(bulletin: Bulletin, site: Site, built: Path, to: Path) -> int:
    """Write a MkDocs project of the pages of `site` into an empty folder; return how many."""
    entries = {item.path: item for item in bulletin.items}
    settings = bulletin.settings
    to.mkdir(parents=True, exist_ok=True)
    text = SETTINGS.format(name=settings.site_name, url=settings.site_url)
    (to / "mkdocs.yml").write_text(text, "utf-8")
    for page in site.pages:
        entry = entries.get(page.path)
        html = (built / page.path / "index.html").read_text("utf-8")
        told = [body.text for _, body in bodies_of(entry)] if entry else []
        made = "".join(body.html for _, body in bodies_of(entry)) if entry else ""
        known = {words for _, words in words_of(f"<main>{made}</main>")}
        told += [words for _, words in words_of(html) if words not in known]
        path = to / "docs" / page.path / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {page.title}\n\n" + "\n\n".join(told) + "\n", "utf-8")
    return len(site.pages)
