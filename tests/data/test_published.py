"""What is published at /du-lieu/ promises: valid, explained, and of one mind with pages and feeds."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import html

import bless
from bulletin.data import DATASETS, publish
from bulletin.data.columns import Column, Type
from bulletin.data.publish import open_data
from bulletin.feeds.posts import guid
from bulletin.kinds import KINDS, Item
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from conftest import ROOT
from data.reading import csv_rows, data_files, excel_rows, json_rows
from project import DEEDS, Project

HOMES = {"small_site": bless.PROJECT, "demo_site": ROOT}
KIND_ID = {
    "campaigns": ("campaign", "id"), "reports": ("result", "id"), "deed-logs": ("deeds", "id"),
    "exemplars": ("exemplar", "id"), "awards": ("award", "award_id"), "models": ("model", "id"),
    "news": ("news", "id"), "events": ("event", "id"), "notices": ("notice", "id"),
    "documents": ("document", "id"), "resources": ("resource", "id"),
    "localities": ("locality", "id"), "organisations": ("organisation", "id"),
}  # fmt: skip
"""By data set, the kind whose every entry it tells, and the column of the entry's id."""


@pytest.fixture(params=HOMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(name: str, request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(name))


@pytest.fixture
def files(site: Path) -> Mapping[str, bytes]:
    return data_files(site)


@pytest.fixture
def bulletin(name: str) -> Bulletin:
    return load_bulletin(HOMES[name] / "content", read_settings(HOMES[name] / "mkdocs.yml"))


def main_text(page: Path) -> str:
    return " ".join(html.fromstring(page.read_bytes()).xpath("string(//main)").split())


def entries(files: Mapping[str, bytes], dataset: str) -> dict[str, dict[str, Any]]:
    """Return the entries of the data set's kind by id."""
    key = KIND_ID[dataset][1]
    return {row[key]: row for row in json_rows(files[f"{dataset}.json"])}


def test_every_json_fits_the_schema_published_beside_it(files: Mapping[str, bytes]) -> None:
    for dataset in DATASETS:
        schema = json.loads(files[f"schema/{dataset.name}.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        found = jsonschema.Draft202012Validator(schema, format_checker=checker)
        data = json.loads(files[f"{dataset.name}.json"])
        assert [error.message for error in found.iter_errors(data)] == [], dataset.name


def test_a_schema_refuses_what_the_dictionary_does_not_know(files: Mapping[str, bytes]) -> None:
    schema = json.loads(files["schema/results.json"])
    data = json.loads(files["results.json"])
    for changes in ({"value_status": "unsure"}, {"extra": 1}, {"value": "86"}, {"id": None}):
        wrong = {**data, "rows": [{**data["rows"][0], **changes}]}
        assert not jsonschema.Draft202012Validator(schema).is_valid(wrong), changes


def test_json_csv_and_excel_hold_the_same_rows_in_the_same_order(
    files: Mapping[str, bytes],
) -> None:
    for dataset in DATASETS:
        rows = json_rows(files[f"{dataset.name}.json"])
        plain = csv_rows(files[f"{dataset.name}.csv"])
        sheet = excel_rows(files[f"{dataset.name}.xlsx"])
        ids = [row["id"] for row in rows]
        assert [row["id"] for row in plain] == ids
        assert [row["id"] for row in sheet] == ids
        assert len(set(ids)) == len(ids), dataset.name
        keys = [column.key for column in dataset.columns]
        assert all(list(row) == keys for row in [*rows, *plain])
        for row, line, cells in zip(rows, plain, sheet, strict=True):
            empty = {key for key, value in row.items() if value in (None, [], "")}
            assert {key for key, value in line.items() if value == ""} == empty
            assert cells.keys() == row.keys() - empty


def test_a_row_holds_no_cell_that_is_not_declared(bulletin: Bulletin) -> None:
    for dataset in DATASETS:
        known = {column.key for column in dataset.columns}
        assert len(known) == len(dataset.columns)
        for row in dataset.rows(bulletin):
            assert row.keys() <= known, (dataset.name, row.keys() - known)


def test_codes_are_among_those_that_the_dictionary_explains(bulletin: Bulletin) -> None:
    for dataset in DATASETS:
        coded = [column for column in dataset.columns if column.type is Type.CODE]
        for row in dataset.rows(bulletin):
            for column in coded:
                assert row.get(column.key) in {None, *dict(column.choices)}


def test_every_column_is_explained_on_its_data_sets_page(site: Path) -> None:
    for dataset in DATASETS:
        told = main_text(site / "du-lieu" / dataset.name / "index.html")
        for column in dataset.columns:
            assert column.key in told
            assert _flat(column.hint) in told
            assert all(f"{value} {label}" in told for value, label in _choices(column))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _choices(column: Column) -> tuple[tuple[str, str], ...]:
    return column.choices


def test_the_list_tells_every_set_with_its_rows_and_downloads(
    site: Path, files: Mapping[str, bytes]
) -> None:
    tree = html.fromstring((site / "du-lieu/index.html").read_bytes())
    for dataset in DATASETS:
        (row,) = tree.xpath(f"//tr[th/a[@href='../du-lieu/{dataset.name}/']]")
        count = len(json_rows(files[f"{dataset.name}.json"]))
        assert row.xpath("string(td[@class='num'])") == str(count)
        offered = row.xpath("td//a/@href")
        assert offered == [f"../du-lieu/{dataset.name}.{e}" for e in ("xlsx", "csv", "json")]


def test_licence_and_publisher_are_told_on_the_page_and_in_every_json(
    site: Path, bulletin: Bulletin, files: Mapping[str, bytes]
) -> None:
    licence = bulletin.settings.data_licence
    assert licence is not None
    assert licence.text in main_text(site / "du-lieu/index.html")
    for dataset in DATASETS:
        data = json.loads(files[f"{dataset.name}.json"])
        assert data["licence"] == {"text": licence.text, "url": licence.url}
        assert data["publisher"] == bulletin.settings.agency


def test_without_a_licence_the_data_say_that_none_was_stated(project: Project) -> None:
    data = open_data(project.load())
    told = json.loads(data.files["du-lieu/news.json"])["licence"]
    assert told == {
        "text": "Chưa nêu giấy phép riêng cho dữ liệu; theo điều kiện chung của trang: Ghi rõ nguồn",
        "url": None,
    }


def test_checksums_and_data_package_are_true_of_every_file(files: Mapping[str, bytes]) -> None:
    sums = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    for path, digest in sums.items():
        assert hashlib.sha256(files[path]).hexdigest() == digest
    package = json.loads(files["datapackage.json"])
    assert {one["path"] for one in package["resources"]} == {f for f in files if f.endswith("csv")}
    for one in package["resources"]:
        content = files[one["path"]]
        assert (one["bytes"], one["hash"]) == (
            len(content), f"sha256:{hashlib.sha256(content).hexdigest()}",
        )  # fmt: skip
        header = content.decode("utf-8-sig").splitlines()[0].split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == header


def test_data_pages_and_feeds_tell_of_the_same_entries(
    site: Path, bulletin: Bulletin, files: Mapping[str, bytes]
) -> None:
    site_url = bulletin.settings.site_url
    assert {kind for kind, _ in KIND_ID.values()} == {
        kind.KIND for kind in KINDS.values() if kind.ADDRESS and kind.KIND != "category"
    }
    found: dict[str, dict[str, Any]] = {}
    for dataset, (kind, _) in KIND_ID.items():
        told = entries(files, dataset)
        visible = {guid(bulletin.settings, e): e for e in bulletin.all(KINDS[kind])}
        assert told.keys() == visible.keys(), dataset
        for key, entry in visible.items():
            assert told[key]["url"] == site_url + entry.path
            path, _, anchor = entry.path.partition("#")
            page = html.fromstring((site / path / "index.html").read_bytes())
            assert not anchor or page.xpath("//*[@id=$a]", a=anchor), entry.path
        if issubclass(KINDS[kind], Item):
            found |= told
    assert _pages_of_entries(site, bulletin) == {
        row["url"].removeprefix(site_url).partition("#")[0]
        for dataset, (kind, _) in KIND_ID.items() if kind != "result"
        for row in entries(files, dataset).values()
    }  # fmt: skip
    _feeds_agree(site, bulletin, found)


def _pages_of_entries(site: Path, bulletin: Bulletin) -> set[str]:
    """Return the addresses of all pages that tell of one entry, found by where they stand."""
    gone = {entry.path for entry in bulletin.withdrawn}
    pages = set()
    for kind in KINDS.values():
        if kind.ADDRESS is None or kind.KIND in ("result", "category"):
            continue
        below = "*/*/index.html" if kind.KIND == "deeds" else "*/index.html"
        for page in (site / kind.ADDRESS).glob(below):
            address = f"{page.parent.relative_to(site).as_posix()}/"
            listed = re.search(r"/(trang|chuyen-muc|tu-khoa)/", address)
            moved = b'http-equiv="refresh"' in page.read_bytes()
            if not listed and not moved and address not in gone and "gỡ" not in _title(page):
                pages.add(address)
    return pages


def _title(page: Path) -> str:
    return str(html.fromstring(page.read_bytes()).xpath("string(//h1)"))


def _feeds_agree(site: Path, bulletin: Bulletin, told: dict[str, dict[str, Any]]) -> None:
    """Check that the feeds of the site hold the newest entries that the data tell, none else."""
    feeds = [*site.glob("rss.xml"), *site.glob("rss-*.xml")]
    held = {item["id"] for feed in feeds for item in feedparser.parse(feed.read_bytes()).entries}
    gone = {guid(bulletin.settings, entry) for entry in bulletin.withdrawn}
    held = {one for one in held - gone if ":correction/" not in one}
    newest = sorted(told, key=lambda one: told[one]["published_at"], reverse=True)
    assert held <= told.keys()
    last = told[newest[len(held) - 1]]["published_at"]
    for one in newest:
        if told[one]["published_at"] != last:
            assert (one in held) == (told[one]["published_at"] > last), one


def test_references_lead_to_rows_of_other_sets(files: Mapping[str, bytes]) -> None:
    known = set()
    for dataset in DATASETS:
        for row in json_rows(files[f"{dataset.name}.json"]):
            known |= {row["id"], row.get("award_id")}
    for dataset in DATASETS:
        for row in json_rows(files[f"{dataset.name}.json"]):
            for key, value in row.items():
                if key.endswith("_id") and value and key not in ("category_id",):
                    assert value in known, (dataset.name, key, value)
                for one in value if key.endswith("_ids") else ():
                    assert one in known, (dataset.name, key, one)


def test_counts_within_the_data_agree(files: Mapping[str, bytes]) -> None:
    deeds = Counter(row["log_id"] for row in json_rows(files["deeds.json"]))
    for log in json_rows(files["deed-logs.json"]):
        assert log["deeds"] == deeds[log["id"]]
        assert log["teams_with_deeds"] <= log["teams_reported"] <= log["teams_expected"]
    targets = Counter(row["campaign_id"] for row in json_rows(files["targets.json"]))
    phases = Counter(row["campaign_id"] for row in json_rows(files["phases.json"]))
    for campaign in json_rows(files["campaigns.json"]):
        assert campaign["targets"] == targets[campaign["id"]]
        assert campaign["phases"] == phases[campaign["id"]]


def test_a_large_set_is_split_by_year_with_an_index_that_leads_to_the_parts(
    bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_data(bulletin).files
    monkeypatch.setattr(publish, "MOST_ROWS", 3)
    found = open_data(bulletin)
    site = bulletin.settings.site_url
    for one in found.published:
        index = json.loads(found.files[f"du-lieu/{one.dataset.name}.json"])
        schema = json.loads(found.files[f"du-lieu/schema/{one.dataset.name}.json"])
        jsonschema.validate(index, schema)
        if not one.dataset.year or one.count <= 3:
            assert "rows" in index
            continue
        assert f"du-lieu/{one.dataset.name}.csv" not in found.files
        rows = []
        for part in index["parts"]:
            data = found.files[part["json"].removeprefix(site)]
            jsonschema.validate(json.loads(data), schema)
            rows += json_rows(data)
            assert len(csv_rows(found.files[part["csv"].removeprefix(site)])) == part["count"]
            period = part.get("month", part["year"])
            assert period.startswith(part["year"])
            assert all(str(row[one.dataset.year]).startswith(period) for row in json_rows(data))
            assert "month" in part or part["count"] <= 3
        assert {row["id"] for row in rows} == {
            row["id"] for row in json_rows(whole[f"du-lieu/{one.dataset.name}.json"])
        }
    package = json.loads(found.files["du-lieu/datapackage.json"])
    assert {f"du-lieu/{one['path']}" for one in package["resources"]} == {
        path for path in found.files if path.endswith(".csv")
    }


def test_a_row_of_a_log_keeps_its_id_when_another_is_put_before_it(project: Project) -> None:
    rows = [
        "{date: 05/12/2024, team: xa-minh-hoa-1/thon-1, kind: good_deed, what: Trả ví}",
        "{date: 05/12/2024, team: xa-minh-hoa-1/thon-1, kind: good_deed, what: Trả ví}",
        "{date: 09/12/2024, team: xa-minh-hoa-1/thon-2, kind: commended, what: Cứu người}",
    ]

    def ids(given: list[str]) -> list[str]:
        log = DEEDS.format(start="01/12/2024", end="31/12/2024") + f"rows: [{', '.join(given)}]\n"
        project.write({"content/deeds/xa-minh-hoa-1-2024-12.yml": log})
        told = json_rows(open_data(project.load()).files["du-lieu/deeds.json"])
        return [row["id"].rpartition("#")[2] for row in told]

    before = ids(rows)
    assert len(set(before)) == 3
    assert before[1] == f"{before[0]}-2"
    earlier = rows[2].replace("Cứu người", "Dập lửa").replace("09/12", "02/12")
    assert set(before) < set(ids([earlier, *rows]))
    # Who did it and in which team is not in the id: whoever guesses could find out by trying.
    assert ids([row.replace("thon-2", "thon-1") for row in rows]) == before


def test_a_site_without_content_publishes_every_set_all_the_same(project: Project) -> None:
    files = open_data(project.load()).files
    assert json_rows(files["du-lieu/awards.json"]) == []
    assert csv_rows(files["du-lieu/awards.csv"]) == []
    assert excel_rows(files["du-lieu/awards.xlsx"]) == []
