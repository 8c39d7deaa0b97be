"""Entries and pages in, what they are in the words of schema.org out (JSON-LD), for search engines.

Only what the page itself prints, in the same words: names as far as the rules allow, dates as far
as they are known.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from bulletin.dates import Day
from bulletin.kinds import (
    Campaign,
    Category,
    Document,
    Event,
    Exemplar,
    Item,
    Locality,
    Model,
    News,
    Organisation,
)
from bulletin.kinds._fields import ChangeKind, Source
from bulletin.kinds.event import Mode
from bulletin.model import Bulletin
from bulletin.recordings import AUDIO, VIDEO
from bulletin.settings import Settings
from bulletin.views._cards import SAMPLE_LABEL, capital, title_of
from bulletin.views._facts import person_card
from bulletin.views._parts import Link

Node = Mapping[str, Any]
"""One thing, by schema.org's names of its properties."""

SEARCH = "tim-kiem/?q={search_term_string}"
_MODES = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
_INITIALS = re.compile(r"(?:\w+\.)+")
_RISKY = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script element or a line of script, as JSON may write them instead."""


def json_ld(nodes: Iterable[Node]) -> Markup:
    """Return the nodes as the content of a script element: data that no text can break out of."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_RISKY))


def site_nodes(settings: Settings) -> tuple[Node, ...]:
    """Return the site and the agency behind it, as the front page tells them."""
    agency = {
        **_agency(settings),
        "logo": f"{settings.site_url}img/favicon-180.png",
        "address": settings.address,
        "telephone": settings.phone,
        "email": settings.email,
    }
    site = {
        "@type": "WebSite",
        "@id": f"{settings.site_url}#trang",
        "name": settings.site_name,
        "description": settings.tagline,
        "url": settings.site_url,
        "inLanguage": "vi",
        "publisher": {"@id": agency["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": settings.site_url + SEARCH},
            "query-input": "required name=search_term_string",
        },
    }
    return agency, site


def _agency(settings: Settings) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{settings.site_url}#co-quan",
        "name": settings.agency,
        "url": settings.site_url,
    }


def breadcrumbs(crumbs: Iterable[Link], title: str, path: str, site_url: str) -> Node:
    """Return the way from the front page to a page, itself included."""
    steps = [*crumbs, Link(title, path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": step.text,
                "item": f"{site_url}{step.path}",
            }
            for place, step in enumerate(steps, 1)
        ],
    }


def collection(
    settings: Settings, path: str, title: str, description: str, paths: Iterable[str]
) -> Node:
    """Return a list page with the addresses of what it lists, in its order."""
    listed = [
        {"@type": "ListItem", "position": place, "url": settings.site_url + found}
        for place, found in enumerate(paths, 1)
    ]
    page = {
        "@type": "CollectionPage",
        "name": title,
        "description": description,
        "url": settings.site_url + path,
        "inLanguage": "vi",
        "isPartOf": {"@id": f"{settings.site_url}#trang"},
        "mainEntity": {"@type": "ItemList", "itemListElement": listed} if listed else "",
    }
    return _filled(page)


def story(bulletin: Bulletin, item: Item, image: str, *, description: str = "") -> Node:
    """Return an article: news as such, anything else that tells of something as an Article.

    `image` is the path of the page's picture below the root.
    """
    category = bulletin.get(Category, item.category) if isinstance(item, News) else None
    return _filled(
        {
            "@type": "NewsArticle" if isinstance(item, News) else "Article",
            "headline": _title(bulletin, item),
            **_work(bulletin, item, image, description),
            "articleSection": category.title if category else "",
            "keywords": list(item.tags) if isinstance(item, News | Exemplar) else [],
            "creditText": _credits(item),
            "about": _people(bulletin, item) if isinstance(item, Exemplar) else [],
            **_recordings(bulletin, item),
        }
    )


def _recordings(bulletin: Bulletin, item: Item) -> Node:
    """Return the video and sound files of ours that a page plays."""
    own = item.recordings if isinstance(item, News | Exemplar | Model) else ()
    found: dict[str, list[Node]] = {"video": [], "audio": []}
    site_url = bulletin.settings.site_url
    for one in own:
        if one.file is None or one.file not in bulletin.recordings:
            continue
        poster = bulletin.pictures.get(one.poster or "")
        suffix = PurePosixPath(one.file).suffix
        node = {
            "@type": "VideoObject" if one.is_video else "AudioObject",
            "name": one.title,
            "description": one.title,
            "contentUrl": f"{site_url}media/{one.file}",
            "encodingFormat": {**VIDEO, **AUDIO}[suffix],
            "contentSize": str(bulletin.recordings[one.file]),
            "duration": f"PT{one.length}S" if one.length else "",
            "uploadDate": _iso(item.published_at),
            "thumbnailUrl": site_url + poster.fallback.path if poster else "",
            "creditText": one.credit or "",
        }
        found["video" if one.is_video else "audio"].append(_filled(node))
    return found


def campaign_node(bulletin: Bulletin, item: Item, image: str, paths: Iterable[str]) -> Node:
    """Return the page of a campaign, which gathers what belongs to it."""
    settings = bulletin.settings
    listed = collection(settings, item.path, _title(bulletin, item), item.summary or "", paths)
    return _filled({**listed, **_work(bulletin, item, image, item.summary or "")})


def paper(bulletin: Bulletin, document: Document, image: str) -> Node:
    """Return the page of a document: our reading of it, based on it, never the act itself."""
    issuer = bulletin.get(Organisation, document.issuer)
    original = _filled(
        {
            "@type": "CreativeWork",
            "name": document.title,
            "genre": document.type.label,
            "identifier": document.signature or "",
            "datePublished": _iso(document.issued_on),
            "publisher": {"@type": "Organization", "name": issuer.name} if issuer else "",
        }
    )
    reading = document.reading.label if document.reading else ""
    work = _work(bulletin, document, image, document.summary or "")
    return _filled(
        {
            "@type": "DigitalDocument",
            "name": _title(bulletin, document),
            **work,
            "disambiguatingDescription": ", ".join(
                filter(None, (reading, "không thay thế bản chính"))
            ),
            "isBasedOn": [original, *work["isBasedOn"]],
        }
    )


def happening(bulletin: Bulletin, event: Event, image: str) -> Node:
    """Return an event; what is not known of its date and place is left out, not guessed."""
    settings = bulletin.settings
    host = bulletin.get(Organisation, event.host)
    mode = _MODES.get(event.mode) if event.mode else None
    return _filled(
        {
            "@type": "Event",
            "name": _title(bulletin, event),
            "description": event.summary or "",
            "url": settings.site_url + event.path,
            "image": [settings.site_url + image] if image else [],
            "inLanguage": "vi",
            "startDate": _iso(event.event_date),
            "endDate": _iso(event.ends_on),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": f"https://schema.org/{mode}" if mode else "",
            "location": _location(bulletin, event),
            "organizer": {"@type": "Organization", "name": host.name} if host else "",
        }
    )


def _location(bulletin: Bulletin, event: Event) -> Any:
    place = bulletin.get(Locality, event.locality)
    if not (event.place or place):
        return ""
    name = event.place or (capital(place.name) if place else "")
    return _filled(
        {"@type": "Place", "name": name, "address": capital(place.name) if place else ""}
    )


def _work(bulletin: Bulletin, item: Item, image: str, description: str) -> dict[str, Any]:
    """Return what all our pages about an entry share."""
    settings = bulletin.settings
    url = settings.site_url + item.path
    agency = _agency(settings)
    return {
        "description": description or item.summary or "",
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "vi",
        "datePublished": item.published_at.iso,
        "dateModified": item.updated.iso,
        "author": agency,
        "publisher": agency,
        "image": [settings.site_url + image] if image else [],
        "isBasedOn": [_source(source) for source in item.sources if source.title or source.outlet],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": change.note,
                "datePublished": change.date.iso,
            }
            for change in item.changes
            if change.kind is ChangeKind.CORRECTION
        ],
    }


def _source(source: Source) -> Node:
    outlet = {"@type": "Organization", "name": source.outlet} if source.outlet else ""
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title or source.outlet,
            "url": source.url or "",
            "publisher": outlet,
            "datePublished": _iso(source.published_at),
        }
    )


def _credits(item: Item) -> str:
    credits = item.credits if isinstance(item, News | Exemplar) else ()
    return " · ".join(f"{credit.role.label}: {credit.name}" for credit in credits)


def _people(bulletin: Bulletin, exemplar: Exemplar) -> list[Node]:
    """Return who a story is about, as its page names them; initials are nobody's name."""
    cards = [person_card(bulletin, mention, exemplar) for mention in exemplar.people]
    names = [card.name for card in cards if card.name]
    return [{"@type": "Person", "name": name} for name in names if not _INITIALS.search(name)]


def _title(bulletin: Bulletin, item: Item) -> str:
    """Return the title as the page's heading prints it."""
    if isinstance(item, Document | Campaign):
        return f"{SAMPLE_LABEL} {item.title}" if item.sample else item.title
    return title_of(bulletin, item)


def _iso(day: Day | None) -> str:
    """Return a date as far as it is known; without its year it is no date of ISO 8601."""
    return day.iso if day is not None and day.year is not None else ""


def _filled(node: dict[str, Any]) -> Node:
    """Return the node without its empty properties."""
    return {name: value for name, value in node.items() if value not in ("", [], None)}
