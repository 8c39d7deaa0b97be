"""Pages of stories, notices, deeds, awards and results."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from bulletin.kinds import (
    Award,
    Campaign,
    Deeds,
    Exemplar,
    Item,
    Locality,
    Model,
    Notice,
    Resource,
    Result,
)
from bulletin.kinds.deeds import TEAMS
from bulletin.model import Bulletin
from bulletin.page import Feed, Page, Plan
from bulletin.pages._common import HOME, each, feeds_at, newest, robots, site_feeds
from bulletin.pages._found import with_head
from bulletin.text import one_line
from bulletin.views._cards import capital, title_of
from bulletin.views._parts import Link
from bulletin.views.award import award_page
from bulletin.views.deeds import deeds_page
from bulletin.views.grid import grids
from bulletin.views.result import ResultsView, page_title, result_pages, results_page
from bulletin.views.roll import RollPart, honour_roll, roll_parts
from bulletin.views.search import results_facts, search_facts
from bulletin.views.story import StoryView, exemplar_page, model_page, notice_page, resource_page
from bulletin.views.team import honoured_teams, sources_of_team, team_page

E = TypeVar("E", Exemplar, Model, Notice, Resource)
AWARDS = Link("Khen thưởng", "khen-thuong/")
DEEDS = Link("Việc tốt trong tháng", "viec-tot/")
RESULTS = Link("Kết quả thi đua", "ket-qua/")


def story_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every exemplar, model, notice and resource."""
    yield from each(bulletin, Exemplar, partial(_story, exemplar_page, "Gương điển hình"))
    yield from each(bulletin, Model, partial(_story, model_page, "Mô hình, cách làm hay"))
    yield from each(bulletin, Notice, partial(_story, notice_page, "Thông báo"))
    yield from each(bulletin, Resource, partial(_story, resource_page, "Tài liệu, biểu mẫu"))


def _story(
    view: Callable[[Bulletin, E], StoryView], title: str, bulletin: Bulletin, item: E
) -> Page:
    section = item.ADDRESS if isinstance(item, Exemplar) else None
    crumbs = (HOME, Link(title, item.ADDRESS))
    return _page(bulletin, item, "story.html", view(bulletin, item), crumbs, section)


def award_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the honour roll and the page of every decision."""
    if bulletin.all(Award):
        yield from each(bulletin, Award, _award)
        parts = roll_parts(bulletin)
        for part in parts:
            yield Plan(part.path, partial(_roll, bulletin, part, parts), paper=part.sheet)


def _award(bulletin: Bulletin, award: Award) -> Page:
    view = award_page(bulletin, award)
    return _page(bulletin, award, "award.html", view, (HOME, AWARDS), "khen-thuong/")


def _roll(bulletin: Bulletin, part: RollPart, parts: tuple[RollPart, ...]) -> Page:
    first = part is parts[0]
    at = f", {part.words}" if not first else ""
    return Page(
        path=part.path,
        template="honour_roll.html",
        view=honour_roll(bulletin, part, parts),
        title=f"Bảng vàng khen thưởng{at}",
        description=f"Tập thể, cá nhân, hộ gia đình được khen thưởng theo quyết định đã ký{at}.",
        section="khen-thuong/",
        crumbs=(HOME,) if first else (HOME, AWARDS),
        feeds=feeds_at("khen-thuong/", "Khen thưởng"),
        robots=robots(all(award.sample for award in part.awards)),
        updated=newest(part.awards),
        show_update=first,
        paper=part.sheet,
    )


def team_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every team that a standing decision honours."""
    for name in honoured_teams(bulletin):
        yield Plan(f"{TEAMS}{name}/", partial(_team, bulletin, name))


def _team(bulletin: Bulletin, name: str) -> Page:
    view, place = team_page(bulletin, name), name.partition("/")[0]
    return Page(
        path=f"{TEAMS}{name}/",
        template="team.html",
        view=view,
        title=view.title,
        description=f"{view.title}: khen thưởng, việc tốt và bài viết.",
        section="khen-thuong/",
        crumbs=(HOME, AWARDS, view.commune),
        feeds=feeds_at(f"dia-phuong/{place}/", view.commune.text),
        robots=robots(view.sample),
        updated=newest(sources_of_team(bulletin, name)),
    )


def deeds_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every commune and period, of every commune, and their index."""
    logs = bulletin.all(Deeds)
    if not logs:
        return
    by_slug: dict[str, list[Deeds]] = {}
    for deeds in logs:
        by_slug.setdefault(deeds.commune, []).append(deeds)
    places = bulletin.some(Locality, tuple(sorted(by_slug)))
    communes = [(place, by_slug[place.slug]) for place in places]
    for place, found in communes:
        for deeds in found:
            yield Plan(deeds.path, partial(_log, bulletin, place, deeds), deeds.file)
        yield Plan(f"{DEEDS.path}{place.slug}/", partial(_commune, bulletin, place, found))
    yield Plan(DEEDS.path or "", partial(_deeds_index, bulletin, communes))


def _log(bulletin: Bulletin, place: Locality, deeds: Deeds) -> Page:
    view, crumbs = deeds_page(bulletin, deeds), (HOME, DEEDS, _log_list(place))
    return _page(bulletin, deeds, "deeds.html", view, crumbs, None)


def _log_list(place: Locality) -> Link:
    return Link(capital(place.name), f"{DEEDS.path}{place.slug}/")


def _commune(bulletin: Bulletin, place: Locality, found: list[Deeds]) -> Page:
    rows = [(Link(title_of(bulletin, deeds), deeds.path), len(deeds.rows)) for deeds in found]
    own = _log_list(place)
    return _links(
        own.path or "", f"Việc tốt: {own.text}", f"Việc tốt của {place.name}, theo kỳ.",
        rows, "việc", (HOME, DEEDS), found,
    )  # fmt: skip


def _deeds_index(bulletin: Bulletin, communes: list[tuple[Locality, list[Deeds]]]) -> Page:
    intro = "Việc tốt và người được biểu dương của từng xã, theo kỳ báo cáo."
    links = [(_log_list(place), len(found)) for place, found in communes]
    logs = bulletin.all(Deeds)
    listed = _links(DEEDS.path or "", DEEDS.text, intro, links, "kỳ", (HOME,), logs)
    with_grids = {**listed.view, "grids": tuple(grids(bulletin))}
    return replace(listed, template="deeds_index.html", view=with_grids)


def _links(
    path: str,
    title: str,
    intro: str,
    links: list[tuple[Link, int]],
    unit: str,
    crumbs: tuple[Link, ...],
    items: tuple[Deeds, ...] | list[Deeds],
) -> Page:
    return Page(
        path=path,
        template="links.html",
        view={
            "title": title,
            "intro": intro,
            "links": links,
            "unit": unit,
            "narrow": unit == "kỳ",
        },
        title=title,
        description=intro,
        crumbs=crumbs,
        feeds=feeds_at("viec-tot/", "Việc tốt trong tháng"),
        robots=robots(all(item.sample for item in items)),
        updated=newest(items),
    )


def results_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the results of every campaign's phases and months, and their index."""
    found = list(result_pages(bulletin))
    for path, campaign, results in found:
        yield Plan(path, partial(_results, bulletin, path, campaign, results))
    if found:
        yield Plan(RESULTS.path or "", partial(_results_index, bulletin, found))


def _results(
    bulletin: Bulletin, path: str, campaign: Campaign, results: tuple[Result, ...]
) -> Page:
    view = results_page(bulletin, campaign, results)
    own = feeds_at(RESULTS.path or "", RESULTS.text)
    return Page(
        path=path,
        template="results.html",
        view=view,
        title=view.title,
        description=f"{view.title}: số liệu và kết luận của từng báo cáo, theo chỉ tiêu.",
        section="ket-qua/",
        crumbs=(HOME, RESULTS, Link(title_of(bulletin, campaign), campaign.path)),
        feeds=(*own, *_scope_of_results(bulletin, campaign, results[0].phase)),
        robots=robots(campaign.sample),
        updated=newest(results),
        search=results_facts(bulletin, view.title, campaign, results),
    )


def _results_index(
    bulletin: Bulletin, found: list[tuple[str, Campaign, tuple[Result, ...]]]
) -> Page:
    campaigns: dict[str, tuple[Campaign, list[tuple[Link, str]]]] = {}
    for path, campaign, results in found:
        line = Link(page_title(results), path), _told(results_page(bulletin, campaign, results))
        campaigns.setdefault(campaign.slug, (campaign, []))[1].append(line)
    return Page(
        path="ket-qua/",
        template="results_index.html",
        view=[(Link(title_of(bulletin, c), c.path), links) for c, links in campaigns.values()],
        title="Kết quả thi đua",
        description="Kết quả của các phong trào thi đua theo đợt và theo tháng.",
        section="ket-qua/",
        crumbs=(HOME,),
        feeds=feeds_at(RESULTS.path or "", RESULTS.text),
        robots=robots(all(campaign.sample for campaign, _ in campaigns.values())),
        updated=newest(result for _, _, results in found for result in results),
        show_update=True,
    )


def _told(view: ResultsView) -> str:
    """Return in few words what a results page has: how many reports, and what the main one says."""
    told = f"{len(view.units)} báo cáo"
    own = f"{view.own.name.text}: {view.own.verdicts}" if view.own and view.own.verdicts else ""
    return f"{told} · {own}" if own else told


def _scope_of_results(
    bulletin: Bulletin, campaign: Campaign, phase: int | None
) -> tuple[Feed, ...]:
    """Return the feeds of the phase that results are about, else of the whole campaign."""
    title = title_of(bulletin, campaign)
    if phase is None:
        return feeds_at(campaign.path, title)
    return feeds_at(f"{campaign.path}dot-{phase}/", f"{title}: đợt {phase}")


def _page(
    bulletin: Bulletin,
    item: Item,
    template: str,
    view: object,
    crumbs: tuple[Link, ...],
    section: str | None,
) -> Page:
    page = Page(
        path=item.path,
        template=template,
        view=view,
        title=title_of(bulletin, item),
        description=one_line(item.summary or title_of(bulletin, item)),
        section=section,
        crumbs=crumbs,
        feeds=_feeds(bulletin, item),
        robots=robots(item.sample),
        updated=item.updated.date,
        search=search_facts(bulletin, item),
    )
    return with_head(bulletin, item, page)


def _feeds(bulletin: Bulletin, item: Item) -> tuple[Feed, ...]:
    """Return the feeds of an item's kind and of its place, else of the site."""
    own = {
        "exemplar": "Gương điển hình",
        "award": "Khen thưởng",
        "notice": "Thông báo",
        "deeds": "Việc tốt trong tháng",
    }
    base = (
        feeds_at(item.ADDRESS or "", own[item.KIND]) if item.KIND in own else site_feeds(bulletin)
    )
    place = bulletin.get(
        Locality, getattr(item, "locality", None) or getattr(item, "commune", None)
    )
    return (*base, *(feeds_at(place.path, capital(place.name)) if place else ()))
