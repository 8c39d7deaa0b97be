"""Heads of pages: what search engines and shared links are told is true, whole and well-formed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

import bless
from bulletin.kinds import Campaign, Event, Item
from bulletin.linked import json_ld
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from conftest import ROOT

MOMENT = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}\+07:00)?)?)?")
AGENCY = {"@id", "name", "url"}
WORK = {
    "url", "mainEntityOfPage", "inLanguage", "datePublished", "dateModified", "author", "publisher",
}  # fmt: skip
REQUIRED = {
    "NewsArticle": {"headline", *WORK},
    "Article": {"headline", *WORK},
    "DigitalDocument": {"name", "disambiguatingDescription", "isBasedOn", *WORK},
    "CollectionPage": {"name", "url"},
    "ItemList": {"itemListElement"},
    "Event": {"name", "url", "eventStatus"},
    "GovernmentOrganization": AGENCY,
    "WebSite": {"@id", "name", "url", "potentialAction", "publisher"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "BreadcrumbList": {"itemListElement"},
    "VideoObject": {"name", "description", "contentUrl", "encodingFormat", "uploadDate"},
    "AudioObject": {"name", "description", "contentUrl", "encodingFormat", "uploadDate"},
    "ListItem": {"position"},
    "Organization": {"name"},
    "CreativeWork": {"name"},
    "Person": {"name"},
    "Place": {"name"},
    "CorrectionComment": {"text", "datePublished"},
}
"""By type, the properties that it always has; any other type is unknown to us."""
HOMES = {"small": ("small_site", bless.PROJECT), "demo": ("demo_site", ROOT)}


@dataclass(frozen=True)
class Page:
    """A page of a built site that readers come to read."""

    address: str
    tree: html.HtmlElement

    def meta(self, name: str) -> str:
        found = self.tree.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
        assert len(found) <= 1, f"{self.address}: {name}"
        return found[0] if found else ""

    @cached_property
    def nodes(self) -> list[dict[str, Any]]:
        found = self.tree.xpath("//script[@type='application/ld+json']/text()")
        assert len(found) <= 1, self.address
        return json.loads(found[0])["@graph"] if found else []


@dataclass(frozen=True)
class Built:
    """A built site, and what it was built from."""

    folder: Path
    bulletin: Bulletin

    @property
    def url(self) -> str:
        return self.bulletin.settings.site_url

    @cached_property
    def pages(self) -> list[Page]:
        found = []
        for path in sorted(self.folder.rglob("*.html")):
            tree = html.fromstring(path.read_bytes())
            if not tree.xpath("//meta[@http-equiv='refresh']"):
                address = path.relative_to(self.folder).as_posix().removesuffix("index.html")
                found.append(Page(address, tree))
        return found

    def stands(self, address: str) -> bool:
        """Tell whether an absolute address leads to a file of the site."""
        path = self.folder / address.removeprefix(self.url).partition("#")[0]
        return address.startswith(self.url) and (path.is_file() or (path / "index.html").is_file())


@pytest.fixture(scope="module", params=HOMES)
def site(request: pytest.FixtureRequest) -> Built:
    fixture, home = HOMES[request.param]
    bulletin = load_bulletin(home / "content", read_settings(home / "mkdocs.yml"))
    return Built(request.getfixturevalue(fixture), bulletin)


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of JSON-LD, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from parts(one)
    elif isinstance(value, list):
        for one in value:
            yield from parts(one)


def test_everything_told_to_machines_has_what_its_type_requires(site: Built) -> None:
    seen = set()
    for page in site.pages:
        for node in parts(page.nodes):
            assert node["@type"] in REQUIRED, page.address
            missing = REQUIRED[node["@type"]] - node.keys()
            # An event tells only what is known of it; nothing is told empty.
            assert not missing, f"{page.address}: {node['@type']} {missing}"
            assert all(node.values()), f"{page.address}: {node}"
            seen.add(node["@type"])
    assert seen >= {"NewsArticle", "Article", "DigitalDocument", "Event", "WebSite", "ItemList"}


def test_dates_are_iso_8601_and_changes_come_after_publication(site: Built) -> None:
    for page in site.pages:
        for node in parts(page.nodes):
            for name, value in node.items():
                if name.startswith("date") or name.endswith("Date"):
                    assert MOMENT.fullmatch(value), f"{page.address}: {name} {value}"
            if "dateModified" in node:
                assert node["dateModified"][:10] >= node["datePublished"][:10], page.address


def test_every_address_of_ours_is_absolute_and_leads_somewhere(site: Built) -> None:
    checked = 0
    for page in site.pages:
        for node in parts(page.nodes):
            if node["@type"] == "CreativeWork":
                continue  # a source has its own address
            found = [node.get(name, "") for name in ("url", "mainEntityOfPage", "item", "logo")]
            for address in filter(None, (*found, *node.get("image", ()))):
                assert site.stands(address), f"{page.address}: {address}"
                checked += 1
        assert site.stands(page.meta("og:image")), page.address
    assert checked > len(site.pages)


def test_a_page_is_its_own_canonical_address_and_says_so_everywhere(site: Built) -> None:
    for page in site.pages:
        own = site.url + page.address
        assert page.tree.xpath("//link[@rel='canonical']/@href") == [own]
        assert page.meta("og:url") == own
        for node in page.nodes:
            if "mainEntityOfPage" in node:
                assert node["mainEntityOfPage"] == node["url"] == own


def test_no_two_pages_that_search_engines_list_have_the_same_title(site: Built) -> None:
    titles: dict[str, str] = {}
    for page in site.pages:
        if page.meta("robots"):
            continue
        title = page.tree.xpath("string(//title)")
        assert title not in titles, f"{page.address} và {titles[title]}: {title}"
        titles[title] = page.address


def test_descriptions_are_short_and_end_with_a_whole_word(site: Built) -> None:
    for page in site.pages:
        description = page.meta("description")
        assert 0 < len(description) <= 160, page.address
        assert page.meta("og:description") == description
        if description.endswith("…"):
            assert not description[:-1].endswith((" ", ",", ";")), page.address


def test_articles_tell_when_they_appeared_and_other_pages_that_they_are_none(site: Built) -> None:
    by_path = {item.path: item for item in site.bulletin.items if item.ADDRESS}
    articles = 0
    for page in site.pages:
        item = by_path.get(page.address)
        if page.meta("og:type") == "website":
            assert not page.meta("article:published_time")
            continue
        articles += 1
        assert item is not None, page.address
        assert page.meta("article:published_time") == item.published_at.iso
        assert page.meta("article:modified_time") == item.updated.iso
        modified = [node["dateModified"] for node in page.nodes if "dateModified" in node]
        assert set(modified) <= {item.updated.iso}
    assert articles > 5


def test_the_breadcrumbs_told_are_the_ones_that_are_shown(site: Built) -> None:
    for page in site.pages:
        shown = page.tree.xpath("//nav[@class='crumbs']//li")
        told = [node for node in page.nodes if node["@type"] == "BreadcrumbList"]
        assert len(told) == bool(shown), page.address
        if shown:
            names = [step["name"] for step in told[0]["itemListElement"]]
            assert names == [li.text_content().strip() for li in shown]


def test_nobody_is_named_to_machines_whom_the_page_does_not_name(site: Built) -> None:
    for page in site.pages:
        text = " ".join(page.tree.xpath("string(//main)").split())
        for node in parts(page.nodes):
            if node["@type"] == "Person":
                assert node["name"] in text, page.address


def lastmods(site: Built) -> dict[str, str]:
    tree = etree.parse(site.folder / "sitemap.xml")
    return {
        url.findtext("{*}loc").removeprefix(site.url): url.findtext("{*}lastmod") or ""
        for url in tree.iterfind("{*}url")
    }


def test_the_site_map_lists_what_may_be_listed_and_nothing_else(site: Built) -> None:
    listed = {page.address for page in site.pages if not page.meta("robots")}
    assert set(lastmods(site)) == listed


def test_the_site_map_dates_a_page_by_the_newest_change_of_what_it_shows(site: Built) -> None:
    dates = lastmods(site)
    by_path = {item.path: item for item in site.bulletin.items if item.ADDRESS}
    pages = {page.address: page for page in site.pages}
    compared = 0
    for address, told in dates.items():
        item = by_path.get(address)
        shown = [item] if item else shown_on(pages[address], by_path)
        if isinstance(item, Campaign) or not shown:
            continue
        assert told == max(one.updated.date for one in shown if one).isoformat(), address
        compared += 1
    assert compared > 20


def shown_on(page: Page, by_path: dict[str, Item]) -> list[Item]:
    """Return the entries that a list or a day shows as its own; nothing for other pages."""
    nodes = [node for node in page.nodes if node["@type"] == "CollectionPage"]
    if nodes:
        found = [item["url"] for item in nodes[0]["mainEntity"]["itemListElement"]]
    elif re.fullmatch(r"ngay/\d+/\d+/\d+/", page.address):
        found = page.tree.xpath("//main//article//@href | //main//ul[@class='row-list']//a/@href")
    else:
        return []
    ends = tuple(by_path)
    return [by_path[end] for one in found for end in ends if one.endswith(f"/{end}")]


def test_robots_may_read_everything_and_are_told_where_the_site_map_is(site: Built) -> None:
    assert (site.folder / "robots.txt").read_text("utf-8").splitlines() == [
        "User-agent: *", "Allow: /", f"Sitemap: {site.url}sitemap.xml",
    ]  # fmt: skip


def test_an_event_tells_its_date_exactly_as_far_as_it_is_known(site: Built) -> None:
    events = {event.path: event for event in site.bulletin.all(Event)}
    for page in site.pages:
        if page.address in events:
            day = events[page.address].event_date
            node = next(node for node in page.nodes if node["@type"] == "Event")
            known = day is not None and day.year is not None
            assert node.get("startDate") == (day.iso if day and known else None)


def test_no_text_ends_the_element_it_stands_in_or_the_line() -> None:
    hostile = "</script><!--<script>&amp;\u2028\u2029]]>"
    text = str(json_ld([{"name": hostile}]))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"] == [{"name": hostile}]
