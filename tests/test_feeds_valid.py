"""What others say of our feeds: the W3C feed validator, feedparser and feedsmith.

The validator is a checkout of the public w3c/feedvalidator outside this repository, named by the
variable FEEDVALIDATOR (html5lib, rdflib and lxml, which it needs, in its folder `lib`); feedsmith
is the npm package, in the `node_modules` that the variable FEEDSMITH names. Without them their
tests are skipped, and say so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from bulletin.feeds import channels
from bulletin.feeds.write import feed_files
from bulletin.load import load_bulletin
from bulletin.settings import read_settings
from corpus_parts.make import make_corpus
from corpus_parts.world import Sizes

VALIDATOR, FEEDSMITH = os.environ.get("FEEDVALIDATOR"), os.environ.get("FEEDSMITH")
# One made-up site is enough to be read back; whoever has the judges wants to hear them of more.
SEEDS = (1, 2, 3) if VALIDATOR or FEEDSMITH else (1,)
PATIENCE = 600

EXPECTED_WARNINGS = {
    "UnknownNamespace": "it does not know the tombstones of RFC 6721, whose namespace that is",
    "DuplicateUpdated": "two entries did change in the same minute",
    "ArchiveIncomplete": "the oldest archive has no older one to lead to",
}
VALIDATE = """
import json, sys
sys.path[:0] = [sys.argv[1] + "/src", sys.argv[1] + "/lib"]
import feedvalidator
from feedvalidator import logging
for path, url in json.load(sys.stdin):
    text = open(path, encoding="utf-8").read()
    try:
        events = feedvalidator.validateString(text, firstOccurrenceOnly=1, base=url)["loggedEvents"]
    except logging.ValidationFailure as failure:
        events = [failure.event]
    for event in events:
        if isinstance(event, (logging.Error, logging.Warning)):
            error = isinstance(event, logging.Error)
            print(json.dumps([path, error, type(event).__name__, str(event.params)]))
print(json.dumps("done"))
"""
READ = """
import { readFileSync } from "node:fs";
const { parseRssFeed, parseAtomFeed, parseJsonFeed, parseOpml } =
  await import(process.argv[2] + "/feedsmith/dist/index.mjs");
const found = {};
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".opml")) found[path] = parseOpml(text).body.outlines.length;
  else if (path.endsWith(".json")) found[path] = (parseJsonFeed(text).items ?? []).map(
    (i) => [i.id, i.url, i.title, i.content_html ?? i.content_text, i.date_published.slice(0, 16)]);
  else if (path.includes("/atom")) found[path] = parseAtomFeed(text).entries?.map(
    (e) => [e.id, e.links[0].href, e.title.value, e.content?.value, e.published.slice(0, 16)]) ?? [];
  else found[path] = (parseRssFeed(text).items ?? []).map(
    (i) => [i.guid.value, i.link, i.title, i.content?.encoded, i.pubDate]);
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module", params=["demo", *SEEDS])
def feeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A folder of feeds, and the address they will have: the demo's, or made-up sites' of 286."""
    if request.param == "demo":
        return request.getfixturevalue("demo_site"), "https://thidua.minhhoa.example/"
    root = tmp_path_factory.mktemp("bo-thu")
    make_corpus(root, Sizes().scaled(0.03), years=1, seed=request.param, pictures=3)
    settings = read_settings(root / "mkdocs.yml")
    bulletin = load_bulletin(root / "content", settings)
    for name, make in feed_files(bulletin, channels(bulletin)):
        path = root / "ra" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
    return root / "ra", settings.site_url


def files(folder: Path, *patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.rglob(pattern))


@pytest.mark.skipif(
    not VALIDATOR, reason="KHÔNG XÉT bằng trình kiểm tra của W3C: đặt biến FEEDVALIDATOR"
)
def test_the_w3c_validator_finds_no_error_and_no_warning_without_a_reason(feeds: Any) -> None:
    folder, url = feeds
    paths = files(folder, "rss*.xml", "atom*.xml", "*.opml")
    asked = [(str(path), url + path.relative_to(folder).as_posix()) for path in paths]
    done = subprocess.run(
        [sys.executable, "-c", VALIDATE, str(VALIDATOR)], input=json.dumps(asked), text=True,
        capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *told, end = map(json.loads, done.stdout.splitlines())
    assert end == "done"
    assert [event for event in told if event[1]] == []
    assert [event for event in told if event[2] not in EXPECTED_WARNINGS] == []
    assert len(asked) > 50


def test_feedparser_reads_back_what_stands_in_the_json_feed(feeds: Any) -> None:
    folder, _ = feeds
    for path in files(folder, "feed*.json"):
        for name in ("rss", "atom"):
            parsed = feedparser.parse(twin(path, name).read_bytes())
            assert not parsed.bozo, path
            items = whole_year(path)
            wanted = [item for item in items if name == "rss" or not is_gone(item)]
            for entry, item in zip(parsed.entries, wanted, strict=True):
                assert (entry.id, entry.link, entry.title) == (
                    item["id"], item["url"], item["title"],
                )  # fmt: skip
                written = entry.content[0].value if "content" in entry else entry.summary
                text = item.get("content_html") or item["content_text"]
                assert words(written) == words(text), entry.id
                assert iso(entry.published) == item["date_published"], entry.id


@pytest.mark.skipif(
    not FEEDSMITH or not shutil.which("node"),
    reason="KHÔNG ĐỌC bằng feedsmith: cần node và biến FEEDSMITH (thư mục node_modules)",
)
def test_feedsmith_reads_back_the_same_from_all_formats(feeds: Any, tmp_path: Path) -> None:
    folder, _ = feeds
    script = tmp_path / "doc.mjs"
    script.write_text(READ, encoding="utf-8")
    paths = files(folder, "rss*.xml", "atom*.xml", "feed*.json", "bulletin.opml")
    done = subprocess.run(
        ["node", script, str(FEEDSMITH)], input=json.dumps([str(path) for path in paths]),
        text=True, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found[str(folder / "rss/bulletin.opml")] >= 3
    for path in files(folder, "feed*.json"):
        order = list(ids(twin(path, "rss")))
        read = [*found[str(path)], *found[str(path.with_name("feed.json"))]]
        texts = {entry[0]: entry[3] for entry in read}
        known = {entry[0]: entry[:3] for entry in read}
        items = [known[name] for name in order]
        assert [entry[:3] for entry in found[str(twin(path, "rss"))]] == items
        standing = [entry for entry in items if entry[2] != "Nội dung đã được gỡ"]
        assert [entry[:3] for entry in found[str(twin(path, "atom"))]] == standing
        for other in ("rss", "atom"):
            for name, _, title, text, _ in found[str(twin(path, other))]:
                if text and title != "Nội dung đã được gỡ":
                    assert words(text) == words(texts[name]), name


def test_no_address_in_any_text_is_relative_and_none_holds_data(feeds: Any) -> None:
    folder, _ = feeds
    seen = 0
    for path in files(folder, "feed*.json"):
        for item in json.loads(path.read_bytes())["items"]:
            tree = html.fragment_fromstring(item.get("content_html", ""), create_parent="div")
            for address in tree.xpath("//@href|//@src|//@srcset"):
                seen += 1
                assert address.startswith(("https://", "http://", "mailto:", "tel:")), address
    assert seen


def test_no_feed_holds_an_id_twice(feeds: Any) -> None:
    folder, _ = feeds
    for path in files(folder, "rss*.xml", "atom*.xml"):
        names = list(ids(path))
        assert len(names) == len(set(names)), path
        assert [item["id"] for item in whole_year(twin(path, "feed"))] == names


def test_no_page_of_a_json_feed_holds_what_its_live_feed_holds(feeds: Any) -> None:
    folder, _ = feeds
    pages = [path for path in files(folder, "feed-*.json") if path.name != "feed.json"]
    for path in pages:
        live = json.loads(path.with_name("feed.json").read_bytes())["items"]
        held = {item["id"] for item in live}
        items = json.loads(path.read_bytes())["items"]
        assert items
        assert not held & {item["id"] for item in items}, path


def whole_year(path: Path) -> list[Any]:
    """Return the items of a JSON Feed file; of an older page also those the live feed holds.

    Archives of RSS and Atom keep their whole year; pages of JSON Feed never overlap.
    """
    items = json.loads(path.read_bytes())["items"]
    if path.name == "feed.json":
        return list(items)
    live = json.loads(path.with_name("feed.json").read_bytes())["items"]
    known = {item["id"]: item for item in (*items, *live)}
    return [known[name] for name in ids(twin(path, "rss"))]


def ids(path: Path) -> Iterator[str]:
    """Yield the id of every entry of a feed in its order, deleted ones too."""
    for element in etree.fromstring(path.read_bytes()).iter():
        if element.tag == "guid":
            yield element.text
        elif str(element.tag).endswith("}entry"):
            yield element.findtext("{*}id")
        elif str(element.tag).endswith("}deleted-entry"):
            yield element.get("ref")


def twin(path: Path, name: str) -> Path:
    """Return the same feed, or the same year of it, in another format."""
    stem = re.sub("^(rss|atom|feed)", name, path.stem)
    return path.with_name(f"{stem}.{'json' if name == 'feed' else 'xml'}")


def is_gone(item: dict[str, Any]) -> bool:
    return item["title"] == "Nội dung đã được gỡ"


def iso(text: str) -> str:
    """Return a date of either feed as ISO 8601."""
    if text[:1].isdigit():
        return text
    return parsedate_to_datetime(text).isoformat()


def words(text: str) -> list[str]:
    """Return the words that a reader reads in HTML or plain text."""
    if "<" not in text:
        return unescape(text).split()
    return " ".join(html.fragment_fromstring(text, create_parent="div").itertext()).split()
