"""What the settings promise: one agency's own words, and one moment for a whole build."""

from __future__ import annotations

from datetime import datetime

import pytest

from bulletin.dates import ZONE, Day, parse_day
from bulletin.problems import ContentError
from bulletin.settings import Settings, read_settings
from project import Project


def settings(project: Project, old: str = "", new: str = "") -> Settings:
    config = project.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return read_settings(config)


NOW = "    now: 2025-07-10 07:00\n"


def test_the_moment_set_for_a_site_is_stronger_than_any_other(project: Project) -> None:
    moment = settings(project).moment({"SOURCE_DATE_EPOCH": "0"})
    assert moment == Day(2025, 7, 10, 7, 0)


def test_without_one_the_moment_is_that_of_reproducible_builds_in_vietnam(project: Project) -> None:
    moment = settings(project, NOW).moment({"SOURCE_DATE_EPOCH": "1728315540"})
    assert moment == Day(2024, 10, 7, 22, 39)


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}, {"SOURCE_DATE_EPOCH": "x"}])
def test_without_either_the_moment_is_now_to_the_minute(
    project: Project, environment: dict[str, str]
) -> None:
    before = datetime.now(ZONE).replace(second=0, microsecond=0)
    moment = settings(project, NOW).moment(environment).instant
    assert before <= moment <= datetime.now(ZONE)


def test_nothing_is_sample_data_unless_the_site_says_so(project: Project) -> None:
    assert settings(project).demo is False
    assert settings(project, NOW, f"{NOW}    demo: true\n").demo is True


def test_the_name_and_address_are_those_that_the_site_engine_knows(project: Project) -> None:
    found = settings(project)
    assert (found.site_name, found.site_url) == ("Trang tin thi đua", "https://vidu.example/")


def test_every_wrong_setting_is_told_at_once(project: Project) -> None:
    with pytest.raises(ContentError) as error:
        settings(project, "guid_year: 2024\n", "guid_year: nay\n    demo: có\n    x: 1\n")
    assert [problem.line for problem in error.value.problems] == [14, 15, 16]


WORK = f"{NOW}    holidays: [02/9/2025, 01/9/2025]\n    make_up_days: [30/8/2025, 06/9/2025]\n"


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("07/7/2025", "11/7/2025", 5),
        ("07/7/2025", "13/7/2025", 5),
        ("12/7/2025", "13/7/2025", 0),
        ("07/7/2025", "07/7/2025", 1),
        ("01/9/2025", "05/9/2025", 3),
        ("29/8/2025", "05/9/2025", 5),
        ("29/8/2025", "07/9/2025", 6),
        ("01/9/2025", "02/9/2025", 0),
        ("05/9/2025", "01/9/2025", 0),
    ],
)
def test_working_days_are_monday_to_friday_less_holidays_plus_make_up_days(
    project: Project, start: str, end: str, days: int
) -> None:
    assert settings(project, NOW, WORK).working_days(parse_day(start), parse_day(end)) == days


def test_without_a_calendar_of_holidays_working_days_are_monday_to_friday(project: Project) -> None:
    assert settings(project).working_days(parse_day("30/8/2025"), parse_day("07/9/2025")) == 5


def test_a_make_up_day_within_the_week_is_not_counted_twice(project: Project) -> None:
    both = f"{NOW}    make_up_days: [03/9/2025]\n"
    found = settings(project, NOW, both)
    assert found.working_days(parse_day("03/9/2025"), parse_day("03/9/2025")) == 1


def test_the_agencys_own_abbreviations_join_those_everyone_uses(project: Project) -> None:
    own = (
        "    abbreviations:\n"
        "      - {short: ANTT, full: an ninh và trật tự}\n"
        "      - {short: PTTĐ, full: phong trào thi đua}\n"
    )
    spelled_out = settings(project, NOW, NOW + own).spelled_out
    assert spelled_out["ANTT"] == "an ninh và trật tự"
    assert spelled_out["PTTĐ"] == "phong trào thi đua"
    assert spelled_out["PCCC"] == "phòng cháy, chữa cháy"
