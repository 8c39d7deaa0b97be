"""Names that the rules hold back stand in no text that readers could meet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from bulletin.checks._library import Library, wrong
from bulletin.checks.people import mentions, named
from bulletin.kinds import Award, Campaign, Entry, Person, Status
from bulletin.kinds.person import NamePolicy
from bulletin.kinds.policy import policy_within
from bulletin.problems import Problem
from bulletin.source import Place, Scalar, node_at
from bulletin.text import folded_words


def check_withheld_names_stand_nowhere(library: Library) -> Iterator[Problem]:
    """A full name that the rules withhold or shorten stands in no other text: of no entry, of no
    page written by hand, of no setting.

    Nor does an entry name, in another text, whom it withholds or whose award is revoked.
    """
    everywhere = _by_first_word([*_hidden_names(library), *_gone_names(library)])
    for entry in library.every():
        if entry.status is Status.WITHDRAWN:
            continue
        here = _by_first_word(_hidden_in(entry, library))
        texts = [
            (place, text)
            for place, text in texts_of(entry)
            if not (place and place[-1] in ("full_name", *_FILES))
        ]
        # All texts in one go first: folding each by itself takes most of the time of all checks.
        together = "\n".join(text for _, text in texts)
        if not (_names_any(together, everywhere) or _names_any(together, here)):
            continue
        for place, text in texts:
            if _names_any(text, everywhere) or _names_any(text, here):
                yield Problem(entry.file, _line(entry, place, everywhere, here), *_TOLD)
    for file, line, text in library.other_texts:
        if file.startswith(GUIDE):
            continue  # ours: names nobody bears, as examples
        if _names_any(text, everywhere):
            yield Problem(file, line, *_TOLD)


GUIDE = "docs/huong-dan/"
_FILES = ("file", "poster", "captions")
"""Fields that name a file, told of in their own words (`check_pictures_name_no_one`)."""
_TOLD = (
    "nêu họ tên một người mà quy định không cho nêu đầy đủ",
    "Bỏ họ tên, dùng chữ viết tắt hoặc cách gọi chung",
)


def _line(entry: Entry, place: Place, *names: "_Names") -> int:
    """Return the line of a text on which a name stands; its first if the name runs over lines."""
    node = node_at(entry.tree, place)
    if isinstance(node, Scalar):
        for number, line in enumerate(node.text.split("\n")):
            if any(_names_any(line, some) for some in names):
                return node.line + number + (1 if node.block else 0)
    return entry.line(*place)


def _gone_names(library: Library) -> set[str]:
    """Return who was named only in what was taken down or revoked, and by nothing that stands."""
    gone: set[str] = set()
    standing: set[str] = set()
    for entry in library.every():
        for place, mention in mentions(entry):
            who = named(library, mention)
            if who.full_name is None:
                continue
            if entry.status is Status.WITHDRAWN or _is_revoked(entry, place):
                gone.add(who.full_name)
            elif entry.status is Status.PUBLISHED:
                standing.add(who.full_name)
    return gone - standing


def _is_revoked(entry: Entry, place: Place) -> bool:
    if not isinstance(entry, Award) or place[0] != "recipients":
        return False
    return bool(entry.revocation or entry.recipients[int(place[1])].revocation)


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
                found = (named(library, mention) for _, mention in mentions(recipient))
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
    return folded_words(unescape(text))


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


def texts_of(entry: Entry) -> Iterator[tuple[Place, str]]:
    """Yield every text that staff typed in an entry, with its place."""
    waiting: list[tuple[Place, Any]] = [((), entry.plain)]
    while waiting:
        place, said = waiting.pop()
        if isinstance(said, str):
            yield place, said
        elif isinstance(said, list):
            waiting += [((*place, number), item) for number, item in enumerate(said)]
        else:
            waiting += [((*place, key), item) for key, item in said.items()]


def check_pictures_name_no_one(library: Library) -> Iterator[Problem]:
    """No picture or file in media/ is named after a person whom the rules do not let name."""
    everywhere = _by_first_word(_hidden_names(library))
    for entry in library.every():
        files = [(place, text) for place, text in texts_of(entry) if place[-1] in _FILES]
        here = _by_first_word(_hidden_in(entry, library)) if files else {}
        for place, text in files:
            if _names_any(text, everywhere) or _names_any(text, here):
                yield wrong(
                    entry,
                    place,
                    "tên tệp chứa họ tên một người",
                    "Đổi tên tệp theo việc, không theo người",
                )
