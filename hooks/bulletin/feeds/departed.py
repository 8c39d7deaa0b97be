"""What left a scope: its subscribers are told that it is gone from there, though it stands elsewhere.

A build knows only what stands in the files, so the note of change says what an entry left (`left`).
"""

from collections.abc import Iterable, Sequence

from bulletin.feeds.posts import Post, tombstone
from bulletin.kinds import Entry
from bulletin.model import Bulletin


def with_departed(
    bulletin: Bulletin,
    scope: Entry,
    held: Iterable[Post],
    posts: Sequence[Post],
    below: str = "",
) -> list[Post]:
    """Return the posts a scope holds, and of all `posts` a tombstone for each that left it.

    `below` is what of the scope has a feed of its own, as `/dot-1`.
    """
    kept = list(held)
    there = {post.id for post in kept}
    names = {f"{scope.KIND}/{slug}{below}" for slug in (scope.slug, *scope.aliases)}
    for post in posts:
        if post.id not in there and any(names.intersection(c.left) for c in post.entry.changes):
            kept.append(post if post.gone else tombstone(bulletin, post.entry, post.updated))
    return kept
