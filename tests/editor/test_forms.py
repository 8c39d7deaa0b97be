"""The editor's forms: made of the declarations of fields, so that nothing is missing or in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audit_parts.editor_entries import WALKS
from bulletin.editor.forms import DESKS, GROUPS, editor_config, format_keys, hosts
from bulletin.editor.widgets import WRITTEN_ELSEWHERE
from bulletin.kinds import KINDS, Entry
from bulletin.kinds._inspect import marks_of
from bulletin.kinds._types import Labelled
from bulletin.settings import Editor, GitHost, Settings, read_settings

ROOT = Path(__file__).parent.parent.parent
SETTINGS = read_settings(ROOT / "mkdocs.yml")
CONFIG = editor_config(SETTINGS, SETTINGS.moment())
FORMS = {one["name"]: one for one in CONFIG["collections"] if "name" in one}


def forms_of(kind: type[Entry]) -> list[dict[str, Any]]:
    return [one for one in FORMS.values() if one["folder"] == f"content/{kind.FOLDER}"]


def every(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in fields:
        yield one
        yield from every(one.get("fields", []))


ALL = [(name, one) for name, form in FORMS.items() for one in every(form["fields"])]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_of_every_kind_stands_in_a_form(kind: type[Entry]) -> None:
    found = {one["name"] for form in forms_of(kind) for one in form["fields"]}
    assert found == set(kind.model_fields) - WRITTEN_ELSEWHERE


def test_every_kind_is_listed_once_with_a_rule_for_its_file_names() -> None:
    listed = [name for group in GROUPS for name in group]
    assert sorted(listed) == sorted(KINDS)
    assert set(DESKS) == set(KINDS) - {"result"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_required_marks_are_those_of_the_declaration(kind: type[Entry]) -> None:
    for form in forms_of(kind):
        for one in form["fields"]:
            info = kind.model_fields[one["name"]]
            needed = info.is_required() or one["name"] in kind.STARTS_WITH
            assert one["required"] is (needed or (one["name"] == "phase" and kind.KIND == "result"))


def test_people_read_vietnamese_and_choose_values_by_their_labels() -> None:
    for form, one in ALL:
        assert one["label"] != one["name"], (form, one)
        for option in one.get("options", ()):
            assert option["label"] != option["value"]
            assert option["label"][0] == option["label"][0].upper()


def test_no_hint_speaks_of_files_or_of_yaml() -> None:
    for form, one in ALL:
        if one["name"] == "aliases":  # former file names are what it is about
            continue
        told = f"{one['label']} {one['hint']}"
        assert not re.search(r"`|content/|\.yml|Tên tệp|Markdown|\btrue\b|YAML", told), (form, one)


def test_choices_are_all_the_values_that_a_field_allows() -> None:
    status = next(one for one in FORMS["news"]["fields"] if one["name"] == "status")
    marks = marks_of(KINDS["news"].model_fields["status"].annotation)
    values = [m.value for mark in marks if issubclass(mark, Labelled) for m in mark]
    assert [option["value"] for option in status["options"]] == values


def test_no_two_choices_of_a_field_are_called_the_same() -> None:
    for form, one in ALL:
        labels = [option["label"] for option in one.get("options", ())]
        assert len(set(labels)) == len(labels), (form, one["name"])


def test_references_lead_to_forms_and_are_shown_by_name() -> None:
    for form, one in ALL:
        if one["widget"] == "relation":
            assert one["collection"] in FORMS
            assert one["display_fields"] != ["{{slug}}"], (form, one["name"])


def test_what_is_new_is_a_draft_save_in_the_registers() -> None:
    for kind in KINDS.values():
        for form in forms_of(kind):
            default = next(one for one in form["fields"] if one["name"] == "status")["default"]
            assert default == ("published" if kind.IS_REGISTER else "draft")


def test_results_have_a_form_for_each_kind_of_report_that_names_the_file_as_check_wants() -> None:
    slugs = {name: form["slug"]["template"] for name, form in FORMS.items() if "result" in name}
    assert slugs == {
        "result_monthly": "{{campaign}}-{{unit}}-{{as_of | date('YYYY-MM')}}",
        "result_phase": "{{campaign}}-{{unit}}-dot-{{phase}}",
        "result_final": "{{campaign}}-{{unit}}-tong-ket",
    }
    assert "phase" not in {one["name"] for one in FORMS["result_monthly"]["fields"]}


def test_nothing_can_be_deleted_there_what_is_taken_down_stays_as_a_file() -> None:
    assert not any(form["delete"] for form in FORMS.values())


def test_the_file_format_knows_ticks_calendars_and_files_by_the_names_of_fields() -> None:
    keys = format_keys()
    assert {"sample", "drawn", "minor"} <= set(keys["truths"])
    assert {"published_at", "decided_on", "start"} <= set(keys["days"])
    assert keys["media"] == ["captions", "file", "poster"]
    assert "event_date" not in keys["days"]


def with_host(**given: Any) -> Settings:
    return SETTINGS.model_copy(update={"editor": Editor(repository="thi-dua/ban-tin", **given)})


def test_without_a_git_host_nobody_is_asked() -> None:
    assert hosts(SETTINGS) == []


def test_a_host_of_the_agencys_own_is_the_only_one_asked() -> None:
    settings = with_host(host=GitHost.GITEA, address="https://git.minhhoa.example/", app_id="1a2b")
    backend = editor_config(settings, settings.moment())["backend"]
    assert hosts(settings) == ["https://git.minhhoa.example"]
    assert backend == {
        "name": "gitea", "repo": "thi-dua/ban-tin", "branch": "main", "app_id": "1a2b",
        "base_url": "https://git.minhhoa.example",
        "api_root": "https://git.minhhoa.example/api/v1", "auth_methods": ["oauth", "token"],
    }  # fmt: skip


def test_without_an_application_people_sign_in_with_a_token() -> None:
    settings = with_host(host=GitHost.GITLAB)
    assert editor_config(settings, settings.moment())["backend"]["auth_methods"] == ["token"]
    assert hosts(settings) == ["https://gitlab.com"]
    assert hosts(with_host(host=GitHost.GITHUB)) == ["https://api.github.com", "https://github.com"]


def test_the_walk_through_the_editor_fills_every_form() -> None:
    assert sorted(walk.form for walk in WALKS) == sorted(FORMS)


def test_a_field_that_wants_its_words_written_one_way_says_which_before_they_are_typed() -> None:
    strict = [
        one
        for form in FORMS.values()
        for one in every(form["fields"])
        if one["widget"] == "string" and "pattern" in one
    ]
    assert strict
    for one in strict:
        assert one["hint"].endswith(one["pattern"][1]), one["name"]
