"""What naming promises: nobody is named who may not be, and the rules are the register's."""

from __future__ import annotations

import pytest

from bulletin.kinds import Event, Person
from bulletin.kinds.person import ConsentFor, Mention, NamePolicy
from project import EVENT, Project, consents

CHILD = "full_name: Nguyễn Thị Bé Mẫu\nbasis: consent\nminor: true\n"


def person(project: Project, text: str) -> Person:
    project.write({"content/people/mot-nguoi.yml": text})
    found = project.load().get(Person, "mot-nguoi")
    assert found is not None
    return found


def named(project: Project, mention: str) -> str:
    """Return how a person in an event is printed."""
    project.write({"content/events/c.yml": EVENT + "people:\n  - " + mention + "\n"})
    bulletin = project.load()
    event = bulletin.get(Event, "c")
    assert event is not None
    return bulletin.person_name(event.people[0])


@pytest.mark.parametrize(
    ("policy", "printed"),
    [
        ("full", "Kiên Thị Mẫu"),
        ("initials", "K.T.M."),
        ("collective_only", ""),
        ("withheld", ""),
    ],
)
def test_a_name_is_printed_as_its_policy_says(project: Project, policy: str, printed: str) -> None:
    text = f"full_name: Kiên Thị Mẫu\nbasis: office\nname_policy: {policy}\n"
    assert person(project, text).name == printed


def test_without_a_policy_a_grown_up_is_named_in_full(project: Project) -> None:
    assert person(project, "full_name: Kiên Thị Mẫu\nbasis: office\n").name == "Kiên Thị Mẫu"


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ([("story", "person")], "N.T.B.M."),
        ([("story", "guardian")], "N.T.B.M."),
        ([("story", "person"), ("photo", "guardian")], "N.T.B.M."),
        ([("photo", "person"), ("photo", "guardian")], "N.T.B.M."),
        ([("story", "person"), ("story", "guardian")], "Nguyễn Thị Bé Mẫu"),
    ],
)
def test_a_child_is_named_in_full_only_when_child_and_guardian_agreed_to_the_story(
    project: Project, given: list[tuple[str, str]], printed: str
) -> None:
    text = CHILD.replace("consent", "office") + consents(*given)
    assert person(project, text).name == printed


def test_a_child_without_any_consent_is_only_initials(project: Project) -> None:
    text = CHILD.replace("basis: consent", "basis: already_public")
    assert person(project, text).name == "N.T.B.M."


def test_a_policy_is_stronger_than_a_childs_consents(project: Project) -> None:
    both = consents(("story", "person"), ("story", "guardian"))
    assert person(project, CHILD + "name_policy: withheld\n" + both).name == ""


def test_photo_and_story_are_agreed_to_apart(project: Project) -> None:
    found = person(
        project, "full_name: Kiên Thị Mẫu\nbasis: office\n" + consents(("photo", "person"))
    )
    assert found.agreed(ConsentFor.PHOTO)
    assert not found.agreed(ConsentFor.STORY)


def test_a_mention_by_file_prints_what_the_file_allows(project: Project) -> None:
    project.write({"content/people/mot-em.yml": CHILD.replace("consent", "office")})
    assert named(project, "person: mot-em") == "N.T.B.M."


def test_a_mention_by_name_prints_what_it_allows_itself(project: Project) -> None:
    assert named(project, "{full_name: Lê Thị Mẫu, basis: office}") == "Lê Thị Mẫu"
    assert (
        named(project, "{full_name: Lê Thị Mẫu, basis: office, name_policy: initials}") == "L.T.M."
    )
    assert named(project, "{full_name: Lê Thị Mẫu, basis: office, minor: true}") == "L.T.M."


def test_a_person_who_is_not_published_has_no_name_to_print(project: Project) -> None:
    text = "status: draft\nfull_name: Lê Thị Mẫu\nbasis: office\n"
    project.write({"content/people/mot-nguoi.yml": text})
    assert project.load().person_name(Mention(person="mot-nguoi")) == ""


def test_every_policy_has_a_label() -> None:
    assert all(policy.label for policy in NamePolicy)
