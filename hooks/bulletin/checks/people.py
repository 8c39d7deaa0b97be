"""People are protected by the build: neutral addresses, no pictures of minors without consents."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Award, Campaign, Entry, Event, Exemplar, News, Part, Person
from bulletin.kinds.person import ConsentFor, Mention, NamePolicy
from bulletin.kinds.policy import policy_within
from bulletin.problems import Problem
from bulletin.source import Node, Place, Scalar, Sequence
from bulletin.text import fold, slugify


def mentions(part: Part, place: Place = ()) -> Iterator[tuple[Place, Mention]]:
    """Yield every mention of a person in an entry, with its place."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for number, item in enumerate(value if isinstance(value, tuple) else (value,)):
            step = (*place, name, number) if isinstance(value, tuple) else (*place, name)
            if isinstance(item, Mention):
                yield step, item
            if isinstance(item, Part):
                yield from mentions(item, step)


def check_slugs_name_no_one(library: Library) -> Iterator[Problem]:
    """No address, old addresses included, contains a person's name (design §4, neutral slugs)."""
    names = {person.full_name for person in library.all(Person)}
    for entry in library.every():
        names |= {mention.full_name for _, mention in mentions(entry) if mention.full_name}
    folded = {slugify(name) for name in names if len(name.split()) > 1}
    longest = max((name.count("-") + 1 for name in folded), default=0)
    for entry in library.every():
        for number, slug in enumerate((entry.slug, *entry.aliases)):
            if _runs(slug.split("-"), longest) & folded:
                where: Place = ("aliases", number - 1) if number else ()
                yield wrong(
                    entry,
                    where,
                    f"tên {'cũ' if number else 'tệp'} `{slug}` chứa họ tên một người",
                    "Đặt tên trung tính theo việc, ví dụ `2024-10-thon-1-cuu-nguoi-chay`",
                )


def _runs(words: list[str], longest: int) -> set[str]:
    """Return all runs of two and more words: looking each up stays quick for many names."""
    return {
        "-".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 2, min(len(words), start + longest) + 1)
    }


def check_pictures_of_minors(library: Library) -> Iterator[Problem]:
    """A picture of a minor needs the child's and the guardian's consent for the picture."""
    for entry in library.every():
        if isinstance(entry, News | Event | Exemplar):
            yield from _minors_in(library, entry)


def _minors_in(library: Library, entry: News | Event | Exemplar) -> Iterator[Problem]:
    for number, picture in enumerate(entry.pictures):
        for place, mention in enumerate(picture.people):
            who = _named(library, mention)
            if (
                picture.file
                and not picture.drawn
                and who.minor
                and not who.agreed(ConsentFor.PHOTO)
            ):
                yield wrong(
                    entry,
                    ("pictures", number, "people", place),
                    "ảnh có trẻ em mà chưa đủ giấy đồng ý cho ảnh",
                    "Bỏ ảnh, hoặc ghi `consents` của em và của người giám hộ (covers: photo)",
                )


def _named(library: Library, mention: Mention) -> Mention | Person:
    """Return whoever holds the rules for a mention: the register's entry, or the mention."""
    found = library.shelves[Person.KIND].get(mention.person or "")
    return found if isinstance(found, Person) else mention


def check_withheld_names_stand_nowhere(library: Library) -> Iterator[Problem]:
    """A full name that the rules withhold or shorten stands in no other text of any entry.

    Nor does the entry itself name, in another text, whom it withholds or whose award is revoked.
    """
    everywhere = _by_first_word(_hidden_names(library))
    for entry in library.every():
        here = _by_first_word(_hidden_in(entry, library))
        for place, text in _texts_of(entry):
            if place and place[-1] in ("full_name", "file"):
                continue
            if _names_any(text, everywhere) or _names_any(text, here):
                yield wrong(
                    entry,
                    place,
                    "nêu họ tên một người mà quy định không cho nêu đầy đủ",
                    "Bỏ họ tên, dùng chữ viết tắt hoặc cách gọi chung",
                )


def _hidden_names(library: Library) -> Iterator[str]:
    """Yield the full names that may not be printed in full."""
    for person in library.all(Person):
        if person.name != person.full_name:
            yield person.full_name
    for entry in library.every():
        default = default_policy(entry, library)
        for _, mention in mentions(entry):
            if (
                mention.full_name
                and mention.printed(mention.full_name, default) != mention.full_name
            ):
                yield mention.full_name


def _hidden_in(entry: Entry, library: Library) -> Iterator[str]:
    """Yield the full names that one entry may not print, though others perhaps may."""
    default = default_policy(entry, library)
    for _, mention in mentions(entry):
        who = library.shelves[Person.KIND].get(mention.person or "")
        if isinstance(who, Person) and who.printed(who.full_name, default) != who.full_name:
            yield who.full_name
    if isinstance(entry, Award):
        for recipient in entry.recipients:
            if recipient.revocation or entry.revocation:
                found = (_named(library, mention) for _, mention in mentions(recipient))
                yield from (person.full_name for person in found if person.full_name)


_Names = Mapping[str, Collection[tuple[str, ...]]]
"""Folded names in words, by their first word."""


def _by_first_word(names: Iterable[str]) -> _Names:
    """Return names to look for; a single word is none: it may be any word of the language."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for words in map(_words, names):
        if len(words) > 1:
            found.setdefault(words[0], set()).add(words)
    return found


def _words(text: str) -> tuple[str, ...]:
    """Return the folded words, whatever joins them: spaces, lines, hyphens, Markdown, `&nbsp;`."""
    return tuple(re.findall(r"[^\W_]+", fold(unescape(text))))


def _names_any(text: str, names: _Names) -> bool:
    """Tell whether one of the names stands in a text, word for word."""
    words = _words(text) if names else ()
    return any(
        words[at : at + len(name)] == name
        for at, word in enumerate(words)
        if word in names
        for name in names[word]
    )


def default_policy(entry: Entry, library: Library) -> NamePolicy:
    """Return how names are printed in an entry where a person has no policy of his or her own."""
    campaign = library.shelves[Campaign.KIND].get(getattr(entry, "campaign", None) or "")
    return policy_within(entry, campaign if isinstance(campaign, Campaign) else None)


def _texts_of(entry: Entry) -> Iterator[tuple[Place, str]]:
    """Yield every text that staff typed in an entry, with its place."""
    waiting: list[tuple[Place, Node]] = [((), entry.tree)]
    while waiting:
        place, node = waiting.pop()
        if isinstance(node, Scalar):
            yield place, node.text
        elif isinstance(node, Sequence):
            waiting += [((*place, number), item) for number, item in enumerate(node.items)]
        else:
            waiting += [((*place, key), item) for key, item in node.items.items()]


def check_pictures_name_no_one(library: Library) -> Iterator[Problem]:
    """No picture or file in media/ is named after a person whom the rules do not let name."""
    everywhere = _by_first_word(_hidden_names(library))
    for entry in library.every():
        here = _by_first_word(_hidden_in(entry, library))
        for place, text in _texts_of(entry):
            if not (place and place[-1] == "file"):
                continue
            if _names_any(text, everywhere) or _names_any(text, here):
                yield wrong(
                    entry,
                    place,
                    "tên tệp chứa họ tên một người",
                    "Đổi tên tệp theo việc, không theo người",
                )
