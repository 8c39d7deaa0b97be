"""What subscribers can be told only if staff write it down: a build knows nothing of the last one."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Award, Campaign, Category, Item, Locality, Person, Status, references
from bulletin.kinds.person import NamePolicy
from bulletin.problems import Problem

_SCOPES = (Locality.KIND, Category.KIND, Campaign.KIND)


def check_left_scopes_exist(library: Library) -> Iterator[Problem]:
    """What a note of change says the entry left is a scope that feeds go by (`feeds/departed.py`)."""
    known = {
        f"{kind}/{slug}"
        for kind in _SCOPES
        for entry in library.shelves[kind].values()
        for slug in (entry.slug, *entry.aliases)
    }
    known |= {
        f"campaign/{slug}/dot-{phase.number}"
        for campaign in library.all(Campaign)
        for slug in (campaign.slug, *campaign.aliases)
        for phase in campaign.phases
    }
    known |= {f"{kind}/{slug}" for kind in _SCOPES for slug in library.known.get(kind, ())}
    for entry in library.every():
        for number, change in enumerate(entry.changes):
            for place, name in enumerate(change.left):
                if name not in known:
                    yield wrong(
                        entry,
                        ("changes", number, "left", place),
                        f"`{name}` không phải một địa phương, chuyên mục, phong trào của trang",
                        "Ghi loại và tên tệp: `locality/…`, `category/…`, `campaign/…` (một đợt:"
                        " `campaign/…/dot-1`)",
                    )


def advise_of_names_held_back_without_a_day(library: Library) -> Iterator[Problem]:
    """A person whose name staff hold back: without a day no old entry is told anew.

    What is in the live feed is told anyway (`feeds/moments.py`); an older entry comes back to it
    by a date only (RFC 5005, section 4: archives are not read again).
    """
    named: set[str] = set()
    for entry in library.every():
        if isinstance(entry, Item) and entry.status is Status.PUBLISHED:
            named |= {one.slug for one in references(entry) if one.kind == Person.KIND}
    for person in library.all(Person):
        held = person.name_policy not in (None, NamePolicy.FULL)
        if held and person.slug in named and not person.changes:
            yield wrong(
                person,
                ("name_policy",),
                "tên được giữ lại mà chưa ghi từ ngày nào: người theo dõi kênh tin có thể còn giữ tên"
                " trong tin cũ",
                "Thêm `changes: [{date: 12/10/2024, kind: update, note: Giữ tên}]` với ngày đổi; chưa"
                " từng in tên thì ghi ngày lập tệp này",
            )


def advise_of_revocations_without_a_note(library: Library) -> Iterator[Problem]:
    """A revocation without a note as new: its own date may be mended, and readers not be told."""
    for award in library.all(Award):
        if award.status is not Status.PUBLISHED or not award.revocations:
            continue
        last = max(one.date.date for one in award.revocations)
        if not any(change.date.date >= last for change in award.changes):
            yield wrong(
                award,
                ("state",),
                "việc hủy bỏ khen thưởng chưa có ngày ghi lên trang: sửa số, ngày hủy bỏ về sau thì"
                " người theo dõi kênh tin không được báo",
                "Thêm `changes: [{date: 21/5/2025, kind: update, note: Ghi việc hủy bỏ}]`,"
                " ngày là ngày ghi",
            )
