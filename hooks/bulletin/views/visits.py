"""How often a page, and the whole site, were read: a number, and the day until which it was counted."""

from decimal import Decimal

from bulletin.kinds import Award, Exemplar, Item
from bulletin.model import Bulletin
from bulletin.numbers import print_number

ABOUT_PEOPLE = (Exemplar, Award)
"""A count beside somebody's name invites comparing people, so it is told only where asked for."""


def visits_of(bulletin: Bulletin, item: Item) -> tuple[str, str] | None:
    """Return what an entry's page tells of its readers; None when it tells nothing."""
    settings = bulletin.settings
    if isinstance(item, ABOUT_PEOPLE) and not settings.show_visits_of_people:
        return None
    addresses = (item.path, *(f"{item.ADDRESS}{alias}/" for alias in item.aliases))
    return _told(bulletin, bulletin.visits.of(addresses))


def visits_of_site(bulletin: Bulletin) -> tuple[str, str] | None:
    """Return what the foot of every page tells of all readers; None when it tells nothing."""
    return _told(bulletin, bulletin.visits.views)


def _told(bulletin: Bulletin, views: int) -> tuple[str, str] | None:
    until = bulletin.visits.as_of
    if not (views and until and bulletin.settings.show_visits):
        return None
    return print_number(Decimal(views)), str(until)
