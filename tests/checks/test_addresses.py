"""What the checks of addresses promise: an address, old or new, belongs to one entry."""

from __future__ import annotations

import pytest

from bulletin.checks.addresses import RESERVED
from bulletin.kinds import News
from project import EVENT, NEWS, Project


def test_an_old_name_that_nobody_else_bears_is_free(project: Project) -> None:
    project.write({"content/news/a.yml": NEWS + "aliases: [ten-cu-nhat, ten-cu]\n"})
    assert project.told() == ""


def test_entries_of_different_kinds_may_share_a_name(project: Project) -> None:
    project.write(
        {
            "content/news/a.yml": NEWS,
            "content/events/a.yml": EVENT + "aliases: [phat-dong-thi-dua]\n",
        }
    )
    assert project.told() == ""


def test_two_entries_may_not_share_an_old_name(project: Project) -> None:
    project.write(
        dict.fromkeys(("content/news/a.yml", "content/news/b.yml"), NEWS + "aliases: [ten-cu]\n")
    )
    (told,) = project.problems()
    assert (told.file, told.line) == ("content/news/b.yml", 6)
    assert "content/news/a.yml" in told.what


def test_an_old_name_may_not_be_written_twice(project: Project) -> None:
    project.write({"content/news/a.yml": NEWS + "aliases:\n  - ten-cu\n  - ten-cu\n"})
    (told,) = project.problems()
    assert told.line == 8


def test_an_unpublished_entry_holds_its_address_too(project: Project) -> None:
    project.write({
        "content/news/a.yml": NEWS.replace("published\n", "draft\n", 1),
        "content/news/b.yml": NEWS + "aliases: [a]\n",
    })  # fmt: skip
    (told,) = project.problems()
    assert told.file == "content/news/b.yml"


@pytest.mark.parametrize("name", RESERVED)
def test_no_entry_takes_an_address_of_lists(project: Project, name: str) -> None:
    project.write(
        {f"content/events/{name}.yml": EVENT, "content/news/a.yml": NEWS + f"aliases: [{name}]\n"}
    )
    assert [(told.file, told.line) for told in project.problems()] == [
        (f"content/events/{name}.yml", 1),
        ("content/news/a.yml", 6),
    ]


@pytest.mark.parametrize("name", ["index", "404", "search", "assets", "sitemap", "rss", "feed"])
def test_names_that_servers_know_are_harmless_below_their_folder(
    project: Project, name: str
) -> None:
    project.write({f"content/news/{name}.yml": NEWS})
    bulletin = project.load()
    assert [item.path for item in bulletin.all(News) if item.slug == name] == [f"tin-tuc/{name}/"]
