"""The whole corpus: the registers once, then year after year, so that entries refer to older ones."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from corpus_parts.campaigns import PLAN, THEME, write_campaigns
from corpus_parts.happenings import write_events, write_issues, write_models
from corpus_parts.honours import write_awards, write_deeds
from corpus_parts.papers import Paper, write_documents, write_notices, write_paper, write_resources
from corpus_parts.pictures import draw_pictures
from corpus_parts.places import COMMITTEE, write_places
from corpus_parts.results import province_reports, write_results
from corpus_parts.site import write_site
from corpus_parts.stories import write_exemplars, write_news
from corpus_parts.world import Sizes, World
from corpus_parts.yaml_text import Tree


def make_corpus(out: Path, sizes: Sizes, *, years: int, seed: int, pictures: int = 0) -> World:
    """Write `content/`, `docs/` and `mkdocs.yml` into an empty folder; return what was made."""
    content = out / "content"
    drawn = draw_pictures(content / "media", seed, pictures) if pictures else []
    world = World(seed, years, sizes, Tree(content), pictures=drawn)
    write_places(world)
    plans = {year: _plan(world, year) for year, _, _ in world.windows()}
    write_campaigns(world, plans)
    for year, start, end in world.windows():
        others = sizes.awards + province_reports(world) + 1
        write_documents(world, year, start, end, sizes.documents - others)
        write_events(world, year, start, end)
        write_models(world, year, start, end)
        write_exemplars(world, year, start, end)
        write_awards(world, year, start, end)
        write_news(world, year, start, end)
        write_deeds(world, year)
        write_results(world, year)
        write_notices(world, year, start, end)
        write_resources(world, year, start, end)
        write_issues(world, year)
    write_site(out)
    return world


def _plan(world: World, year: int) -> str:
    """Write the plan of the campaign that begins in September of a year; return its slug."""
    at = datetime(year, 8, 27, 16, 0)
    title = PLAN.format(theme=THEME, year=year, next=year + 1)
    paper = Paper("plan", "KH-UBND", COMMITTEE, title, date(year, 8, 25), at, status="published")
    return write_paper(world, world.dice("plan", year), paper)[0]
