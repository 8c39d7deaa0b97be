"""JSON Feed 1.1: the same entries for programs that would rather not read XML."""

import json
from collections.abc import Sequence
from typing import Any

from bulletin.feeds.content import Content
from bulletin.feeds.extension import Head
from bulletin.settings import Settings

NAME, ENDING = "feed", "json"


def entries(site: Settings, head: Head, contents: Sequence[Content]) -> list[str]:
    """Return every content as the item it is in any feed of the site."""
    return [_text(_item(content)) for content in contents]


def shortened(entry: str) -> str:
    """Return an item without its full text: the summary takes its place."""
    item = json.loads(entry)
    item.pop("content_html", None)
    item["content_text"] = item["summary"]
    return _text(item)


def document(site: Settings, head: Head, made: Sequence[bytes]) -> bytes:
    """Return a whole feed of finished items."""
    own: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": head.url,
        "description": head.description,
        "icon": f"{site.site_url}img/favicon-180.png",
        "favicon": f"{site.site_url}img/favicon-32.png",
        "authors": [{"name": site.agency, "url": site.site_url}],
        "language": "vi",
    }
    if head.previous:
        own["next_url"] = head.previous
    before = _text(own).removesuffix("\n}").encode()
    return before + b',\n "items": [\n' + b",\n".join(made) + b"\n ]\n}\n"


def _text(value: dict[str, Any]) -> str:
    """Return JSON in which no tag stands: who serves it as the wrong type does no harm."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def _item(content: Content) -> dict[str, Any]:
    post, picture, source = content.post, content.picture, content.source
    item: dict[str, Any] = {
        "id": post.id,
        "url": content.url,
        "title": content.title,
        "content_html": content.html,
        "summary": content.summary,
        "date_published": post.published.isoformat(),
        "date_modified": post.updated.isoformat(),
        "authors": [{"name": name} for name in content.authors],
        "tags": list(dict.fromkeys(label.text for label in content.labels)),
        "language": "vi",
    }
    if post.gone:
        del item["content_html"]
        item["content_text"] = content.summary
    if picture:
        item["image"] = picture.url
        item["attachments"] = [
            {"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length}
        ]
    if content.recordings:
        item.setdefault("attachments", []).extend(
            {
                "url": one.url, "mime_type": one.type, "title": one.title,
                "size_in_bytes": one.length, "duration_in_seconds": one.seconds,
            }
            for one in content.recordings
        )  # fmt: skip
    if source:
        item["_source"] = {"url": source.url, "title": source.outlet or source.title or source.url}
    return item
