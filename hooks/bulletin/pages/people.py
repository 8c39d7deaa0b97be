"""Pages of stories, notices, deeds, awards and results."""

from collections.abc import Iterator
from dataclasses import replace

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
    Titled,
)
from bulletin.model import Bulletin
from bulletin.pages._common import HOME, feeds_at, newest, robots, site_feeds
from bulletin.pages._found import with_head
from bulletin.render import Feed, Page
from bulletin.text import one_line
from bulletin.views._cards import capital, title_of
from bulletin.views._parts import Link
from bulletin.views.award import award_page
from bulletin.views.deeds import deeds_page
from bulletin.views.grid import grids
from bulletin.views.result import ResultsView, page_title, result_pages, results_page
from bulletin.views.roll import honour_roll
from bulletin.views.search import results_facts, search_facts
from bulletin.views.story import StoryView, exemplar_page, model_page, notice_page, resource_page
from bulletin.views.team import team_pages as honoured_teams


def story_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page of every exemplar, model, notice and resource."""
    stories: list[tuple[Titled, StoryView, str]] = [
        *((x, exemplar_page(bulletin, x), "Gương điển hình") for x in bulletin.all(Exemplar)),
        *((x, model_page(bulletin, x), "Mô hình, cách làm hay") for x in bulletin.all(Model)),
        *((x, notice_page(bulletin, x), "Thông báo") for x in bulletin.all(Notice)),
        *((x, resource_page(bulletin, x), "Tài liệu, biểu mẫu") for x in bulletin.all(Resource)),
    ]
    for item, view, title in stories:
        section = item.ADDRESS if isinstance(item, Exemplar) else None
        crumbs = (HOME, Link(title, item.ADDRESS))
        yield _page(bulletin, item, "story.html", view, crumbs, section)


def award_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the honour roll and the page of every decision."""
    awards = bulletin.all(Award)
    if not awards:
        return
    index = Link("Khen thưởng", "khen-thuong/")
    for award in awards:
        view = award_page(bulletin, award)
        yield _page(bulletin, award, "award.html", view, (HOME, index), "khen-thuong/")
    yield Page(
        path="khen-thuong/",
        template="honour_roll.html",
        view=honour_roll(bulletin),
        title="Bảng vàng khen thưởng",
        description="Tập thể, cá nhân, hộ gia đình được khen thưởng theo quyết định đã ký.",
        section="khen-thuong/",
        crumbs=(HOME,),
        feeds=feeds_at("khen-thuong/", "Khen thưởng"),
        robots=robots(all(award.sample for award in awards)),
        updated=newest(awards),
        show_update=True,
        paper="bang-vang-khen-thuong.pdf",
    )


def team_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page of every team that a standing decision honours."""
    for path, sources, view in honoured_teams(bulletin):
        place = path.split("/")[1]
        yield Page(
            path=path,
            template="team.html",
            view=view,
            title=view.title,
            description=f"{view.title}: khen thưởng, việc tốt và bài viết.",
            section="khen-thuong/",
            crumbs=(HOME, Link("Khen thưởng", "khen-thuong/"), view.commune),
            feeds=feeds_at(f"dia-phuong/{place}/", view.commune.text),
            robots=robots(view.sample),
            updated=newest(sources),
        )


def deeds_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page of every commune and period, of every commune, and their index."""
    logs = bulletin.all(Deeds)
    if not logs:
        return
    index = Link("Việc tốt trong tháng", "viec-tot/")
    communes: dict[str, list[Deeds]] = {}
    for deeds in logs:
        communes.setdefault(deeds.commune, []).append(deeds)
    links = []
    for commune in bulletin.some(Locality, tuple(sorted(communes))):
        found, name = communes[commune.slug], capital(commune.name)
        own = Link(name, f"viec-tot/{commune.slug}/")
        links.append((own, len(found)))
        for deeds in found:
            view = deeds_page(bulletin, deeds)
            yield _page(bulletin, deeds, "deeds.html", view, (HOME, index, own), None)
        rows = [(Link(title_of(bulletin, deeds), deeds.path), len(deeds.rows)) for deeds in found]
        yield _links(
            bulletin, own.path or "", f"Việc tốt: {name}", f"Việc tốt của {commune.name}, theo kỳ.",
            rows, "việc", (HOME, index), found,
        )  # fmt: skip
    intro = "Việc tốt và người được biểu dương của từng xã, theo kỳ báo cáo."
    listed = _links(bulletin, "viec-tot/", index.text, intro, links, "kỳ", (HOME,), logs)
    with_grids = {**listed.view, "grids": tuple(grids(bulletin))}
    yield replace(listed, template="deeds_index.html", view=with_grids)


def _links(
    bulletin: Bulletin,
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


def results_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the results of every campaign's phases and months, and their index."""
    found = list(result_pages(bulletin))
    if not found:
        return
    index = Link("Kết quả thi đua", "ket-qua/")
    feeds = feeds_at("ket-qua/", "Kết quả thi đua")
    campaigns: dict[str, tuple[Campaign, list[tuple[Link, str]]]] = {}
    for path, campaign, results in found:
        view = results_page(bulletin, campaign, results)
        crumbs = (HOME, index, Link(title_of(bulletin, campaign), campaign.path))
        yield Page(
            path=path,
            template="results.html",
            view=view,
            title=view.title,
            description=f"{view.title}: số liệu và kết luận của từng báo cáo, theo chỉ tiêu.",
            section="ket-qua/",
            crumbs=crumbs,
            feeds=(*feeds, *_scope_of_results(bulletin, campaign, results[0].phase)),
            robots=robots(campaign.sample),
            updated=newest(results),
            search=results_facts(bulletin, view.title, campaign, results),
        )
        name = Link(page_title(results), path)
        campaigns.setdefault(campaign.slug, (campaign, []))[1].append((name, _told(view)))
    yield Page(
        path="ket-qua/",
        template="results_index.html",
        view=[(Link(title_of(bulletin, c), c.path), links) for c, links in campaigns.values()],
        title="Kết quả thi đua",
        description="Kết quả của các phong trào thi đua theo đợt và theo tháng.",
        section="ket-qua/",
        crumbs=(HOME,),
        feeds=feeds,
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
        source=item.file,
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
