"""What the checks of people promise: no address names a person, no child is shown unasked."""

from __future__ import annotations

import pytest

from project import DOCUMENT, EVENT, NEWS, Project, consents

CHILD = "full_name: Nguyễn Thị Bé Mẫu\nbasis: office\nminor: true\n"
PHOTO = """\
pictures:
  - file: hoi-truong.png
    alt: Một em học sinh nhận quà
    people:
      - person: mot-em
"""


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([], False),
        ([("photo", "person")], False),
        ([("photo", "guardian")], False),
        ([("story", "person"), ("story", "guardian")], False),
        ([("photo", "person"), ("story", "guardian")], False),
        ([("photo", "person"), ("photo", "guardian")], True),
    ],
)
def test_a_childs_photo_needs_the_childs_and_the_guardians_consent(
    project: Project, given: list[tuple[str, str]], shown: bool
) -> None:
    project.write({
        "content/people/mot-em.yml": CHILD + consents(*given),
        "content/news/a.yml": NEWS + PHOTO,
    })  # fmt: skip
    assert [told.line for told in project.problems()] == ([] if shown else [10])


@pytest.mark.parametrize("kind", ["news", "events"])
def test_a_child_named_inline_is_protected_too(project: Project, kind: str) -> None:
    text = {"news": NEWS, "events": EVENT}[kind]
    child = "{full_name: Nguyễn Thị Bé Mẫu, basis: already_public, minor: true}"
    project.write({f"content/{kind}/a.yml": text + PHOTO.replace("person: mot-em", child)})
    assert len(project.problems()) == 1


def test_a_drawing_or_a_caption_without_a_photo_needs_no_consent(project: Project) -> None:
    drawn = PHOTO.replace("    alt", "    drawn: true\n    alt")
    caption = "pictures:\n  - caption: Một em học sinh\n    people:\n      - person: mot-em\n"
    for pictures in (drawn, caption):
        project.write({"content/people/mot-em.yml": CHILD, "content/news/a.yml": NEWS + pictures})
        assert project.told() == ""


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("nguyen-van-mau", True),
        ("tuyen-duong-nguyen-van-mau", True),
        ("nguyen-van-mau-cuu-nguoi", True),
        ("nguyen-van-mau2", False),
        ("van-mau", False),
        ("nguyen-van", False),
    ],
)
def test_no_file_name_holds_the_whole_name_of_a_person(
    project: Project, slug: str, names: bool
) -> None:
    project.write({f"content/news/{slug}.yml": NEWS})
    assert [told.file for told in project.problems()] == (
        [f"content/news/{slug}.yml"] if names else []
    )


def test_a_name_written_inline_anywhere_is_protected_too(project: Project) -> None:
    signer = "signer: {full_name: Lê Thị Đỗ Mẫu, basis: office}\n"
    project.write(
        {"content/documents/p.yml": DOCUMENT + signer, "content/news/le-thi-do-mau.yml": NEWS}
    )
    (told,) = project.problems()
    assert told.file == "content/news/le-thi-do-mau.yml"


def test_what_is_told_does_not_repeat_the_name_with_its_marks(project: Project) -> None:
    project.write({"content/news/nguyen-van-mau.yml": NEWS})
    assert "Nguyễn Văn Mẫu" not in project.told()


def test_a_single_word_is_no_name_to_look_for(project: Project) -> None:
    project.write({
        "content/people/mot-nguoi.yml": "full_name: Hòa\nbasis: office\n",
        "content/news/cuoc-thi-hoa-binh.yml": NEWS,
    })  # fmt: skip
    assert project.told() == ""


def test_an_example_of_the_guide_is_nobody(project: Project) -> None:
    person = "full_name: Nguyễn Văn Mẫu\nname_policy: withheld\nbasis: already_public\n"
    project.write({"content/people/a.yml": person, "docs/huong-dan/x.md": "Nguyễn Văn Mẫu\n"})
    assert "docs/huong-dan" not in project.told()
    project.write({"docs/x.md": "Nguyễn Văn Mẫu\n"})
    assert "docs/x.md:1" in project.told()
