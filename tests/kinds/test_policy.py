"""What the rules of withholding promise, case by case."""

from __future__ import annotations

import pytest

from bulletin.kinds import Campaign, Deeds, Exemplar
from bulletin.kinds.campaign import ContentItem
from bulletin.kinds.person import NamePolicy
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_disclosed, is_small, policy_within
from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.target import Disclosure, Target
from project import DEEDS, EXEMPLAR, Project

PUBLIC, PROVINCE, INTERNAL = Disclosure.PUBLIC, Disclosure.PROVINCE_ONLY, Disclosure.INTERNAL


def target(disclosure: Disclosure | None = None, sensitive: bool = False) -> Target:
    rules = {"disclosure": disclosure.value} if disclosure else {}
    return Target(as_printed="Một", operator="none", sensitive=str(sensitive).lower(), **rules)


def figure(disclosure: Disclosure | None = None, **amounts: str) -> ReportedFigure:
    rules = {"disclosure": disclosure.value} if disclosure else {}
    return ReportedFigure(target="4.1-1", **(amounts or {"value": "9"}), **rules)


@pytest.mark.parametrize(
    ("own", "planned", "ref", "commune", "province"),
    [
        (None, None, 2, True, True),
        (None, None, None, True, True),
        (None, None, 1, False, True),
        (None, None, 4, False, True),
        (None, None, 5, False, True),
        (None, PUBLIC, 1, True, True),
        (None, PROVINCE, 2, False, True),
        (None, INTERNAL, 2, False, False),
        (PUBLIC, INTERNAL, 2, False, False),
        (PUBLIC, PROVINCE, 2, False, True),
        (PUBLIC, None, 1, False, True),
        (INTERNAL, PUBLIC, 2, False, False),
        (INTERNAL, None, 1, False, False),
        (PROVINCE, PUBLIC, 2, False, True),
        (PROVINCE, INTERNAL, 2, False, False),
    ],
)
def test_the_strictest_of_figure_target_and_content_holds(
    own: Disclosure | None,
    planned: Disclosure | None,
    ref: int | None,
    commune: bool,
    province: bool,
) -> None:
    content = ContentItem(title="Một", canonical_ref=ref and str(ref))
    found = [
        is_disclosed(figure(own), target(planned), content, level)
        for level in (Level.COMMUNE, Level.PROVINCE)
    ]
    assert found == [commune, province]


def test_a_figure_outside_targets_has_only_its_own_rule() -> None:
    assert is_disclosed(figure(), None, None, Level.COMMUNE)
    assert not is_disclosed(figure(INTERNAL), None, None, Level.PROVINCE)


FEW, UNTOLD, TOLD = (True, True), (False, False), (False, True)
"""(is it few, is it disclosed at all) of a sensitive count of a commune."""


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ({"value": "0"}, TOLD),
        ({"value": "1"}, FEW),
        ({"value": "4"}, FEW),
        ({"value": "5"}, TOLD),
        ({"numerator": "3", "denominator": "90"}, FEW),
        ({"numerator": "3", "denominator": "5"}, FEW),
        ({"numerator": "86", "denominator": "90"}, UNTOLD),
        ({"numerator": "89", "denominator": "90"}, UNTOLD),
        ({"numerator": "85", "denominator": "90"}, TOLD),
        ({"numerator": "90", "denominator": "90"}, TOLD),
        ({"numerator": "0", "denominator": "3"}, UNTOLD),
        ({"numerator": "0", "denominator": "0"}, TOLD),
    ],
)
def test_one_to_four_people_are_few_and_a_total_that_leaves_so_few_is_untold(
    amounts: dict[str, str], found: tuple[bool, bool]
) -> None:
    counted, secret = figure(**amounts), target(sensitive=True)
    small = is_small(counted, secret, Level.COMMUNE)
    assert (small, is_disclosed(counted, secret, None, Level.COMMUNE)) == found
    for plain, level in ((secret, Level.PROVINCE), (target(), Level.COMMUNE)):
        assert not is_small(counted, plain, level)
        assert is_disclosed(counted, plain, None, level)
    assert not is_small(counted, None, Level.COMMUNE)


CAMPAIGN = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua
short_title: Thi đua
form: thematic
scope: province
contents:
  - {code: A, canonical_ref: 1, title: Một}
  - {code: B, canonical_ref: 2, title: Hai}
  - {code: C, canonical_ref: 5, title: Năm}
"""
PEOPLE = "people: [{full_name: Trần Văn Mẫu, basis: already_public}]\n"


@pytest.mark.parametrize(("code", "named"), [("A", False), ("B", True), ("C", False), ("", True)])
def test_a_story_of_content_1_or_5_names_nobody_by_default(
    project: Project, code: str, named: bool
) -> None:
    more = "campaign: b\n" + (f"content: {code}\n" if code else "")
    project.write({
        "content/campaigns/b.yml": CAMPAIGN,
        "content/exemplars/e.yml": EXEMPLAR + PEOPLE + more,
    })  # fmt: skip
    bulletin = project.load()
    story, campaign = bulletin.get(Exemplar, "e"), bulletin.get(Campaign, "b")
    assert story is not None
    assert policy_within(story, campaign) is (NamePolicy.FULL if named else NamePolicy.WITHHELD)
    assert policy_within(story, None) is NamePolicy.FULL
    assert bulletin.person_name(story.people[0], story) == ("Trần Văn Mẫu" if named else "")


def test_a_persons_own_policy_is_stronger_than_the_contents(project: Project) -> None:
    full = PEOPLE.replace("}", ", name_policy: full}")
    project.write({
        "content/campaigns/b.yml": CAMPAIGN,
        "content/exemplars/e.yml": EXEMPLAR + full + "campaign: b\ncontent: A\n",
    })  # fmt: skip
    bulletin = project.load()
    story = bulletin.get(Exemplar, "e")
    assert story is not None
    assert bulletin.person_name(story.people[0], story) == "Trần Văn Mẫu"


@pytest.mark.parametrize(
    ("people", "content", "named"),
    [(PEOPLE, "C", False), (PEOPLE, "B", True), ("", "C", True)],
)
def test_a_log_with_someone_in_a_deed_of_content_5_names_nobody(
    project: Project, people: str, content: str, named: bool
) -> None:
    deeds = DEEDS.format(start="01/10/2024", end="31/10/2024").replace("minh-hoa-2024", "b", 1)
    row = (
        "rows:\n  - date: 05/10/2024\n    team: xa-minh-hoa-1/thon-1\n    kind: good_deed\n"
        f"    what: Giúp bạn\n    content: {content}\n"
    )
    row += f"    {people}" if people else ""
    project.write({
        "content/campaigns/b.yml": CAMPAIGN,
        "content/deeds/xa-minh-hoa-1-2024-10.yml": deeds + row,
    })  # fmt: skip
    bulletin = project.load()
    (log,) = bulletin.all(Deeds)
    found = policy_within(log, bulletin.get(Campaign, "b"))
    assert found is (NamePolicy.FULL if named else NamePolicy.WITHHELD)
