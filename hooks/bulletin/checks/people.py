"""People are protected by the build: neutral addresses, no pictures of minors without consents."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Entry, Event, Exemplar, Model, News, Part, Person
from bulletin.kinds._inspect import parts_within
from bulletin.kinds.person import Basis, ConsentFor, Mention
from bulletin.problems import Problem
from bulletin.source import Place
from bulletin.text import slugify

Mentions = tuple[tuple[Place, Mention], ...]
_MENTIONS: WeakKeyDictionary[Entry, Mentions] = WeakKeyDictionary()


def mentions(part: Part) -> Mentions:
    """Return every mention of a person in an entry or part, with its place; many rules ask."""
    if not isinstance(part, Entry):
        return tuple(_mentions(part, ()))
    if part not in _MENTIONS:
        _MENTIONS[part] = tuple(_mentions(part, ()))
    return _MENTIONS[part]


def _mentions(part: Part, place: Place) -> Iterator[tuple[Place, Mention]]:
    for step, item in parts_within(part, Mention, place):
        if isinstance(item, Mention):
            yield step, item
        yield from _mentions(item, step)


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
    """A picture or recording of a minor needs the child's and the guardian's consent for it."""
    for entry in library.every():
        if isinstance(entry, News | Event | Exemplar | Model):
            for number, picture in enumerate(entry.pictures):
                if picture.file and not picture.drawn:
                    place: Place = ("pictures", number, "people")
                    yield from _minors_in(library, entry, place, picture.people, "ảnh")
            for number, recording in enumerate(entry.recordings):
                if recording.file:
                    place = ("recordings", number, "people")
                    yield from _minors_in(library, entry, place, recording.people, "video, ghi âm")


def _minors_in(
    library: Library, entry: Entry, place: Place, people: tuple[Mention, ...], what: str
) -> Iterator[Problem]:
    for number, mention in enumerate(people):
        who = named(library, mention)
        if who.minor and not who.agreed(ConsentFor.PHOTO):
            yield wrong(
                entry,
                (*place, number),
                f"{what} có trẻ em mà chưa đủ giấy đồng ý cho ảnh",
                f"Bỏ {what}, hoặc ghi `consents` của em và của người giám hộ (covers: photo)",
            )


def named(library: Library, mention: Mention) -> Mention | Person:
    """Return whoever holds the rules for a mention: the register's entry, or the mention."""
    found = library.shelves[Person.KIND].get(mention.person or "")
    return found if isinstance(found, Person) else mention


def check_stories_have_more_than_an_award(library: Library) -> Iterator[Problem]:
    """A decision lets us tell name, unit and award only (design §4): a story needs its own ground."""
    for exemplar in library.all(Exemplar):
        for number, mention in enumerate(exemplar.people):
            if named(library, mention).basis is Basis.AWARD_DECISION:
                yield wrong(
                    exemplar,
                    ("people", number),
                    "quyết định khen thưởng chỉ cho nêu tên, đơn vị và hình thức khen, không cho kể chuyện",
                    "Xin đồng ý (`basis: consent` và `consents`), hoặc dẫn nguồn đã công khai"
                    " (`already_public`)",
                )
