"""Asking about one file tells what asking about everything tells of it, and reads far less."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.load import load_bulletin
from bulletin.nearby import nearby
from bulletin.problems import ContentError, Problem
from bulletin.settings import read_settings
from project import NEWS, Project
from test_problems import CASES, is_link, read

ROOT = Path(__file__).resolve().parent.parent
PERSON = "full_name: {name}\nbasis: {basis}\n"


def told(root: Path, only: frozenset[str] | None = None) -> list[Problem]:
    """Return all that is wrong and all advice, of everything or as far as some files decide it."""
    try:
        settings = read_settings(root / "mkdocs.yml")
        found = load_bulletin(root / "content", settings, only=only).advice
    except ContentError as error:
        found = (*error.problems, *error.advice)
    return sorted(found)


def assert_the_same(root: Path, names: list[str]) -> None:
    everything = told(root)
    for name in names:
        own = [problem for problem in everything if problem.file == name]
        asked = [problem for problem in told(root, frozenset([name])) if problem.file == name]
        assert asked == own, name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_mistake_is_told_of_its_file_alone_in_the_same_words(
    case: Path, project: Project
) -> None:
    said = read(case)
    if any(map(is_link, said["files"].values())):
        pytest.skip("liên kết được đọc như cả nội dung")
    project.write(said["files"])
    names = {name for name in said["files"] if (project.root / name).is_file()}
    names |= {problem.file for problem in told(project.root)}
    assert_the_same(project.root, sorted(name for name in names if name.startswith("content/")))


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/site"], ids=["demo", "site"])
def test_what_is_right_as_a_whole_is_right_file_by_file(root: Path) -> None:
    files = sorted((root / "content").rglob("*.yml"))[::7]
    assert_the_same(root, [path.relative_to(root).as_posix() for path in files])


HIDDEN = {
    "by name": PERSON.format(name="Trần Văn Mẫu", basis="office") + "name_policy: initials\n",
    "in quotes": PERSON.format(name='"Trần Văn Mẫu"', basis="office") + "name_policy: withheld\n",
    "over lines": PERSON.format(name="Trần Văn\n  Mẫu", basis="office") + "name_policy: initials\n",
    "in a block": PERSON.format(name=">-\n  Trần Văn Mẫu", basis="office")
    + "name_policy: initials\n",
    "by code": PERSON.format(name=r'"Tr\u1EA7n Văn Mẫu"', basis="office")
    + "name_policy: initials\n",
}


@pytest.mark.parametrize("person", HIDDEN)
def test_whom_another_file_withholds_may_not_stand_in_this_one(
    project: Project, person: str
) -> None:
    project.write(
        {
            "content/people/nguoi-giau-ten.yml": HIDDEN[person],
            "content/news/a.yml": NEWS.replace("Nội dung.", "Ông **Trần Văn** Mẫu đã đến."),
        }
    )
    (problem,) = told(project.root, frozenset(["content/news/a.yml"]))
    assert "nêu họ tên một người" in problem.what
    assert_the_same(project.root, ["content/news/a.yml"])


def test_of_many_files_only_a_few_are_read(project: Project) -> None:
    project.write({f"content/news/tin-{n}.yml": NEWS for n in range(50)})
    near = nearby(project.root / "content", ["content/news/tin-7.yml"])
    assert near is not None
    read_ones = {file.name for file in near.files if file.kind.KIND == "news"}
    assert read_ones == {"content/news/tin-7.yml"}
    assert {f"tin-{n}" for n in range(50)} <= near.slugs["news"]


@pytest.mark.parametrize(
    "name", ["mkdocs.yml", "content/media/hoi-truong.png", "content/news/Sai.yml"]
)
def test_of_what_is_no_entry_everything_is_read(project: Project, name: str) -> None:
    project.write({"content/news/Sai.yml": NEWS})
    assert nearby(project.root / "content", [name]) is None
