"""What pages tell of their readers: a number with its day; of stories about people only if asked."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config

import bless
from bulletin.kinds import Exemplar, News
from bulletin.model import Bulletin
from bulletin.pages import plan_pages
from bulletin.site import make_site
from bulletin.views.visits import visits_of, visits_of_site
from project import BASE, EXEMPLAR, NEWS, Project

COUNTED = """{"days": {"2025-07-08": {"views": 1200, "visitors": 9}, "2025-07-09": {"views": 34, "visitors": 3}},
 "pages": {"tin-tuc/le-ra-mat/": 1100, "tin-tuc/ten-cu/": 22, "guong-dien-hinh/nguoi-tot/": 12}}"""
FILES = {
    "content/news/le-ra-mat.yml": NEWS + "aliases: [ten-cu]\n",
    "content/exemplars/nguoi-tot.yml": EXEMPLAR.replace(
        "kind: person", "kind: collective\ncollective: Tổ 1"
    ),
    "content/visits/2025-07.json": COUNTED,
}


def loaded(project: Project, setting: str) -> Bulletin:
    config = (BASE / "mkdocs.yml").read_text("utf-8")
    project.write({"mkdocs.yml": config.replace("  bulletin:\n", f"  bulletin:\n    {setting}\n")})
    return project.load()


def test_a_page_tells_its_readers_under_all_its_addresses(project: Project) -> None:
    project.write(FILES)
    bulletin = project.load()
    news = bulletin.get(News, "le-ra-mat")
    assert news
    assert visits_of(bulletin, news) == ("1.122", "09/7/2025")
    assert visits_of_site(bulletin) == ("1.234", "09/7/2025")


def test_stories_about_people_tell_theirs_only_where_asked(project: Project) -> None:
    project.write(FILES)
    bulletin = project.load()
    (story,) = bulletin.all(Exemplar)
    assert visits_of(bulletin, story) is None
    asked = loaded(project, "show_visits_of_people: true")
    assert visits_of(asked, asked.all(Exemplar)[0]) == ("12", "09/7/2025")


def test_nothing_is_told_where_nothing_was_counted_or_it_is_switched_off(project: Project) -> None:
    project.write({name: text for name, text in FILES.items() if "visits" not in name})
    bulletin = project.load()
    assert visits_of_site(bulletin) is None
    assert not any(visits_of(bulletin, news) for news in bulletin.all(News))
    project.write(FILES)
    off = loaded(project, "show_visits: false")
    assert visits_of_site(off) is None
    assert not any(visits_of(off, news) for news in off.all(News))


def test_the_page_prints_what_was_counted(project: Project) -> None:
    project.write(FILES)
    bulletin = project.load()
    pages = {plan.path: plan.make() for plan in plan_pages(bulletin)}
    theme = load_config(config_file=str(bless.PROJECT / "mkdocs.yml")).theme
    html = make_site(bulletin, map(Path, theme.dirs)).renderer.page(pages["tin-tuc/le-ra-mat/"])
    assert "Lượt xem: 1.122, tính đến 09/7/2025" in html
    assert "Lượt xem trang: 1.234, tính đến 09/7/2025" in html
