"""What reading a kind promises: every mistake of a file at once, in words that staff understand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bulletin.kinds import KINDS, Campaign, Entry, News
from bulletin.kinds._describe import parts_of
from bulletin.kinds._fields import Part
from bulletin.kinds._read import read_entry, read_part
from bulletin.problems import Problem
from bulletin.source import Mapping, parse_source
from project import CAMPAIGN, NEWS

PARTS = sorted(
    {*KINDS.values(), *(part for kind in KINDS.values() for _, part in parts_of(kind))},
    key=lambda part: part.__name__,
)


def tree(text: str) -> Mapping:
    parsed = parse_source(text.encode(), "a.yml")
    assert isinstance(parsed, Mapping), str(parsed)
    return parsed


def problems(part: type[Part], text: str) -> list[Problem]:
    read = read_part(part, tree(text), "a.yml")
    return read if isinstance(read, list) else []


def news(more: str = "") -> News:
    entry = read_entry(News, tree(NEWS + more), "a", "content/news/a.yml")
    assert isinstance(entry, News), entry
    return entry


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    told = problems(News, "status: published\npublished_at: 22:39\ncategory: Lễ\nfoo: 1\ntags: x\n")
    assert sorted(problem.line for problem in told) == [
        1,
        1,
        2,
        3,
        4,
        5,
    ]  # title and body are missing


def test_a_mistake_deep_inside_is_told_at_its_own_line() -> None:
    text = (
        CAMPAIGN
        + "contents:\n  - title: Nội dung\n    targets:\n"
        + "      - as_printed: Một\n        operator: nhiều\n"
    )
    (told,) = problems(Campaign, text)
    assert (told.line, told.what) == (11, "`operator` (Mức so sánh) không có giá trị `nhiều`")


def test_an_entry_knows_its_name_its_file_and_its_lines() -> None:
    entry = news("credits:\n  - role: photo\n    name: Mẫu\n")
    assert (entry.slug, entry.file, entry.path) == ("a", "content/news/a.yml", "tin-tuc/a/")
    assert entry.line("credits", 0, "name") == 8
    assert entry.line("tags") == 1


def test_the_oldest_name_is_the_first_alias() -> None:
    assert news().oldest_slug == "a"
    assert news("aliases: [cu-nhat, cu]\n").oldest_slug == "cu-nhat"


def test_an_entry_was_updated_at_its_newest_change() -> None:
    assert str(news().updated) == "07/10/2024"
    rows = [f"  - {{date: {day}/10/2024, kind: update, note: Sửa}}\n" for day in (8, 12)]
    assert str(news("changes:\n" + "".join(rows)).updated) == "12/10/2024"


def test_the_words_for_an_empty_field_say_why_it_is_empty() -> None:
    entry = news("unknown: [event_date]\nundecided: [tags]\n")
    assert entry.absence("event_date") == "Nguồn không nêu"
    assert entry.absence("tags") == "Chưa xác định"
    assert entry.absence("credits") == ""


def test_typed_values_come_from_the_text_as_typed() -> None:
    entry = news("event_date: 23/8\ntags: [no, 08, 1.5]\nown_title: true\n")
    assert entry.tags == ("no", "08", "1.5")
    assert entry.own_title is True
    assert str(entry.event_date) == "23/8"


def test_words_in_a_text_are_found_at_their_line_again_and_again() -> None:
    entry = read_entry(
        News,
        tree(NEWS.replace("body: Nội dung.\n", "body: |\n  một\n  hai\n\n  một\n")),
        "a",
        "a.yml",
    )
    assert isinstance(entry, News)
    lines = [entry.line_in_text(("body",), "một", skip) for skip in (0, 1, 2)]
    assert lines == [6, 9, 9]
    assert entry.line_in_text(("body",), "ba") == entry.line("body") == 5


WRONG = [
    "x",
    "' '",
    "[]",
    "[x]",
    "[[x]]",
    "[{x: y}]",
    "{}",
    "{x: y}",
    "{x: [y]}",
    "[x, {y: z}]",
    "-1",
    "1.000",
    "99/99",
]
ENGLISH = re.compile(
    r"(?i)\b(?:input|should|valid|required|extra|permitted|instance|pydantic|got)\b|\['|\{'|<class"
)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_any_wrong_shape_in_any_field_is_told_in_vietnamese(part: type[Part]) -> None:
    for name in part.model_fields:
        for value in WRONG:
            for told in problems(part, f"{name}: {value}\n"):
                words = f"{told.what} {told.mend}"
                assert not ENGLISH.search(words), words
                assert told.line == 1 and told.what and told.mend
                assert "\n" not in words


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_an_unknown_key_is_refused_everywhere(part: type[Part]) -> None:
    assert "không có mục nào tên `khong_co`" in [
        told.what for told in problems(part, "khong_co: 1\n")
    ]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_required_key_that_is_missing_is_told_with_a_line_to_copy(part: type[Part]) -> None:
    told = [
        problem for problem in problems(part, "khong_co: 1\n") if problem.what.startswith("thiếu")
    ]
    required = [name for name, info in part.model_fields.items() if info.is_required()]
    assert sorted(re.search(r"`(\w+)`", problem.what)[1] for problem in told) == sorted(required)  # type: ignore[index]
    assert all(re.match(r"Thêm dòng `\w+: \S", problem.mend) for problem in told)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
def test_registers_are_published_unless_they_say_otherwise_and_others_must_say(
    kind: type[Entry],
) -> None:
    info: Any = kind.model_fields["status"]
    assert info.is_required() is not kind.IS_REGISTER
