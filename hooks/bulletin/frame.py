"""What the frame of a site says on every page: its masthead, menu, imprint."""

from collections.abc import Iterable
from pathlib import Path

from bulletin.assets import Assets
from bulletin.emblem import Emblem, make_emblem
from bulletin.kinds import Link
from bulletin.model import Audience, Bulletin
from bulletin.page import Plan
from bulletin.pages import menu_of
from bulletin.pages._found import section_cards
from bulletin.problems import Mistakes
from bulletin.render import Theme
from bulletin.settings import Settings
from bulletin.views.visits import visits_of_site
from bulletin.views.waiting import waiting_pages


def theme_of(
    bulletin: Bulletin,
    plans: Iterable[Plan],
    folders: tuple[Path, ...],
    assets: Assets,
    emblem: Emblem,
    mistakes: Mistakes | None,
    papers: bool,
) -> Theme:
    """Return what the frame of a bulletin's site prints on every page."""
    day, menu = bulletin.updated, menu_of(plans)
    clock = f"{day.hour:02}:{day.minute:02}, " if day.hour is not None else ""
    return Theme(
        folders=folders,
        site={
            **imprint(bulletin.settings, emblem, bulletin.all(Link), bulletin.now.date.year),
            "has_days": bool(bulletin.days),
            "visits": visits_of_site(bulletin),
        },
        assets=assets,
        menu=menu,
        site_url=bulletin.settings.site_url,
        update_line=(f"{clock}{day.day:02}/{day.month:02}/{day.year}", day.iso),
        cards=section_cards(bulletin, menu),
        mistakes=mistakes,
        papers=papers,
        waiting=waiting_pages(bulletin) if bulletin.audience is Audience.EDITORS else None,
        spelled_out=bulletin.settings.spelled_out,
    )


def emblem_of(settings: Settings, media: Path) -> Emblem:
    """Return the emblem that the settings name, or ours."""
    return make_emblem(media / settings.emblem) if settings.emblem else Emblem()


def imprint(
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
