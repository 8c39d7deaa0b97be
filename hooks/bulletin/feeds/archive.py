"""Which posts the live feed holds, and which yearly archive holds the older ones (RFC 5005)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bulletin.feeds.posts import Post

MIN_ITEMS, MIN_DAYS = 50, 45
"""A feed holds at least so many items, and at least the items of so many days (design §6)."""


def live(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return the posts of the live feed: the newest 50 items, and all that is new or changed in
    the 45 days before the newest.

    What is old but has changed comes back (RFC 5005, section 4: archives are not read again).
    """
    if not posts:
        return ()
    newest = max(post.fresh for post in posts)
    kept, items = [], 0
    for post in posts:
        if items < MIN_ITEMS or newest - post.fresh < timedelta(days=MIN_DAYS):
            kept.append(post)
        items += not post.gone
    return tuple(kept)


def archives(posts: Sequence[Post]) -> Mapping[int, tuple[Post, ...]]:
    """Return by year, newest year first, all posts of the years that the live feed does not hold
    whole: once a year is over its archive stays as it is until content of it changes.
    """
    kept = {post.id for post in live(posts)}
    years = {post.published.year for post in posts if post.id not in kept}
    return {
        year: tuple(post for post in posts if post.published.year == year)
        for year in sorted(years, reverse=True)
    }
