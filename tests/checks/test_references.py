"""What the checks of references promise: what is named exists, can be seen, and is as real."""

from __future__ import annotations

import pytest

from project import CAMPAIGN, NEWS, Project

PLACE = "short_name: Mới\nprefix: xã\nlevel: commune\n"


def demo(project: Project) -> None:
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "    demo: true\n", encoding="utf-8")


def test_a_file_that_cannot_be_read_still_exists(project: Project) -> None:
    project.write(
        {
            "content/localities/xa-moi.yml": "tên: Mới\n",
            "content/news/a.yml": NEWS + "localities: [xa-moi]\n",
        }
    )
    assert {told.file for told in project.problems()} == {"content/localities/xa-moi.yml"}


def test_a_reference_deep_inside_is_checked_too(project: Project) -> None:
    project.write(
        {
            "content/localities/xa-moi.yml": PLACE
            + "closed:\n  how: merged\n  on: 01/7/2025\n  successors:\n    - khong-co\n"
        }
    )
    (told,) = project.problems()
    assert (told.line, told.what) == (8, "`successors`: không có địa phương `khong-co`")


def test_an_old_name_is_no_name_to_refer_to(project: Project) -> None:
    project.write({
        "content/localities/xa-moi.yml": PLACE + "aliases: [xa-cu]\n",
        "content/news/a.yml": NEWS + "localities: [xa-cu]\n",
    })  # fmt: skip
    assert len(project.problems()) == 1


@pytest.mark.parametrize("status", ["draft", "editing", "review", "returned", "approved"])
def test_what_is_published_names_only_published_places(project: Project, status: str) -> None:
    project.write(
        {
            "content/localities/xa-moi.yml": PLACE + f"status: {status}\n",
            "content/news/a.yml": NEWS + "localities: [xa-moi]\n",
        }
    )
    (told,) = project.problems()
    assert told.file == "content/news/a.yml"


def test_a_draft_may_name_a_draft(project: Project) -> None:
    draft = NEWS.replace("published\n", "draft\n", 1)
    project.write(
        {
            "content/localities/xa-moi.yml": PLACE + "status: draft\n",
            "content/news/a.yml": draft + "localities: [xa-moi]\n",
        }
    )
    assert project.told() == ""


def test_what_is_published_may_name_news_that_are_not_yet(project: Project) -> None:
    project.write(
        {
            "content/campaigns/b.yml": CAMPAIGN.replace("published\n", "draft\n", 1),
            "content/news/a.yml": NEWS + "campaigns: [b]\n",
        }
    )
    assert project.told() == ""


def test_sample_data_is_welcome_in_a_demo_only(project: Project) -> None:
    project.write({"content/localities/xa-moi.yml": PLACE + "sample: true\n"})
    assert [told.line for told in project.problems()] == [4]
    demo(project)
    assert project.told() == ""


def test_the_real_may_not_name_a_sample_either(project: Project) -> None:
    demo(project)
    project.write(
        {
            "content/localities/xa-moi.yml": PLACE + "sample: true\n",
            "content/news/a.yml": NEWS + "localities: [xa-moi]\n",
        }
    )
    (told,) = project.problems()
    assert told.file == "content/news/a.yml"


def test_a_sample_campaign_may_have_a_real_parent_and_sample_news_a_real_category(
    project: Project,
) -> None:
    demo(project)
    project.write({
        "content/campaigns/b.yml": CAMPAIGN + "parent: minh-hoa-2024\nsample: true\n",
        "content/news/a.yml": NEWS + "campaigns: [b]\nsample: true\n",
    })  # fmt: skip
    assert project.told() == ""


def test_a_sample_campaign_names_nothing_else_that_is_real(project: Project) -> None:
    demo(project)
    project.write(
        {"content/campaigns/b.yml": CAMPAIGN + "recurs_from: minh-hoa-2024\nsample: true\n"}
    )
    assert [told.line for told in project.problems()] == [7]
