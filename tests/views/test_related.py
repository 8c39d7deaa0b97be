"""Beside an entry nothing is named twice, nothing is headed that is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

import bless
from bulletin.kinds import Award, Deeds, Document, Event, Exemplar, Model, News, Notice, Resource
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from bulletin.views._related import NEAREST, NEIGHBOURS, beside
from conftest import ROOT
from project import CAMPAIGN, NEWS, Project

KINDS = (News, Exemplar, Event, Notice, Model, Resource, Document, Award, Deeds)


@pytest.fixture(scope="module", params=[ROOT, bless.PROJECT], ids=["demo", "small"])
def bulletin(request: pytest.FixtureRequest) -> Bulletin:
    home: Path = request.param
    return load_bulletin(home / "content", read_settings(home / "mkdocs.yml"))


def test_no_heading_is_empty_and_no_list_names_an_entry_twice(bulletin: Bulletin) -> None:
    for kind in KINDS:
        for item in bulletin.all(kind):
            found = beside(bulletin, item)
            groups = (*found.neighbours, *found.groups)
            assert len({group.title for group in groups}) == len(groups)
            for lists in (found.neighbours, found.groups):
                paths = [card.path for group in lists for card in group.cards]
                assert len(set(paths)) == len(paths), item.path
                assert item.path not in paths
            for group in groups:
                assert 0 < len(group.cards) <= max(NEAREST, NEIGHBOURS)
                assert item.sample or not any(card.sample for card in group.cards), item.path


def test_neighbours_name_each_other(bulletin: Bulletin) -> None:
    for kind in KINDS:
        for item in bulletin.all(kind):
            for older in bulletin.neighbours(item, 1)[1]:
                if older.sample == item.sample:
                    assert bulletin.neighbours(older, 1)[0] == (item,)


def test_near_entries_of_another_campaign_are_headed_otherwise(project: Project) -> None:
    def news(day: int, campaign: str) -> str:
        return NEWS.replace("07/10/2024", f"{day:02}/10/2024") + f"campaigns: [{campaign}]\n"

    project.write(
        {
            "content/news/phat-dong-thi-dua.yml": None,
            "content/campaigns/a.yml": CAMPAIGN,
            "content/campaigns/b.yml": CAMPAIGN,
            "content/news/own.yml": news(1, "a"),
            "content/news/same.yml": news(2, "a"),
            **{f"content/news/other-{day}.yml": news(day, "b") for day in range(3, 12)},
        }
    )
    loaded = project.load()
    own = loaded.get(News, "own")
    assert own is not None
    groups = {g.title: [c.path.split("/")[-2] for c in g.cards] for g in beside(loaded, own).groups}
    assert groups["Tin, bài cùng phong trào"] == ["same"]
    # What stands among the newer ones is not named again.
    newer = {c.path.split("/")[-2] for g in beside(loaded, own).neighbours for c in g.cards}
    assert newer == {"same", "other-3", "other-4", "other-5", "other-6"}
    assert groups["Tin, bài liên quan"] == ["other-11", "other-10", "other-9", "other-8", "other-7"]
