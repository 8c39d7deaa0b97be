"""A new entry starts from a form that is sound as it stands, and never harms what is there."""

from __future__ import annotations

import re

import pytest

import new
from bulletin.checks.addresses import RESERVED
from bulletin.kinds import KINDS
from bulletin.source import Mapping, node_at, parse_source, plain
from project import Project

SLUG = "muc-moi-2025"
NAMED_BY_CONTENT = {
    "deeds": "xa-minh-hoa-1-2024-10",
    "result": "tinh-minh-hoa-2024-xa-minh-hoa-1-2025-06",
    "roster": "xa-minh-hoa-1",
    "issue": "2025-06",
}
"""Kinds whose file name says what the file holds: as their forms are filled in."""
LACKS = re.compile(r"(?:`\w+`: )?không có [^`]+ `[a-z0-9.-]+`$")
"""What a form refers to (an entry, a file to download) that the project does not have."""


def start(project: Project, *arguments: str) -> int:
    return new.main(list(arguments), project.root)


@pytest.mark.parametrize("name", KINDS)
def test_a_new_entry_is_a_draft_that_only_lacks_what_it_refers_to(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, slug = KINDS[name], NAMED_BY_CONTENT.get(name, SLUG)
    path = project.root / f"content/{kind.FOLDER}/{slug}.yml"
    path.unlink(missing_ok=True)
    assert start(project, name, slug) == 0
    told = capsys.readouterr().out
    assert f"content/{kind.FOLDER}/{slug}.yml" in told and kind.LABEL in told
    tree = parse_source(path.read_bytes(), path.name)
    assert isinstance(tree, Mapping)
    assert plain(tree)["status"] == "draft"  # type: ignore[index]
    for problem in project.problems():
        assert problem.file == f"content/{kind.FOLDER}/{slug}.yml"
        assert LACKS.match(problem.what), problem


@pytest.mark.parametrize("name", KINDS)
def test_the_first_line_names_the_schema_for_editors(name: str, project: Project) -> None:
    start(project, name, SLUG)
    path = project.root / f"content/{KINDS[name].FOLDER}/{SLUG}.yml"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../schema/{name}.json"
    schema = path.parent / first.partition("$schema=")[2]
    assert schema.resolve() == (project.root / f"content/schema/{name}.json").resolve()


@pytest.mark.parametrize("name", KINDS)
def test_print_shows_the_form_and_writes_nothing(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.root.rglob("*"))
    assert start(project, name, "--print") == 0
    shown = capsys.readouterr().out
    assert start(project, "--print", name, SLUG) == 0
    assert capsys.readouterr().out == shown
    assert sorted(project.root.rglob("*")) == before
    start(project, name, SLUG)
    written = project.root / f"content/{KINDS[name].FOLDER}/{SLUG}.yml"
    assert written.read_text(encoding="utf-8") == shown


def test_a_new_entry_is_dated_now_by_the_one_clock_of_the_site(project: Project) -> None:
    start(project, "news", SLUG)
    path = project.root / f"content/news/{SLUG}.yml"
    tree = parse_source(path.read_bytes(), path.name)
    assert isinstance(tree, Mapping)
    dated = node_at(tree, ("published_at",))
    assert dated is not None and plain(dated) == "10/07/2025 07:00"


REFUSED = [
    (("news", "Lễ ra mắt Tổ bảo vệ"), 1, "dùng `le-ra-mat-to-bao-ve`"),
    (("news", "Đợt_1.yml"), 1, "dùng `dot-1`"),
    (("news", "a" * 81), 1, f"dùng `{'a' * 80}`"),
    (("news", "???"), 1, "đặt tên theo việc"),
    (("news", "../ra-ngoai"), 1, "dùng `ra-ngoai`"),
    (("news", "trang"), 1, "dành cho trang danh sách"),
    (("tin-tuc", SLUG), 1, "có phải `news`?"),
    (("tin tức", SLUG), 1, "có phải `news`?"),
    (("campaigns", SLUG), 1, "có phải `campaign`?"),
    (("xyz", SLUG), 1, "Các loại: campaign (phong trào thi đua)"),
    (("news",), 2, "Cần tên loại và tên tệp"),
    (("--print",), 2, "Cần tên loại và tên tệp"),
    (("news", SLUG, "--force"), 2, "Cần tên loại và tên tệp"),
    ((), 2, "Cần tên loại và tên tệp"),
]


@pytest.mark.parametrize(("arguments", "status", "words"), REFUSED)
def test_what_cannot_be_made_is_told_with_a_better_way(
    arguments: tuple[str, ...],
    status: int,
    words: str,
    project: Project,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = sorted(project.root.rglob("*"))
    assert start(project, *arguments) == status
    captured = capsys.readouterr()
    assert words in captured.err and not captured.out
    assert sorted(project.root.rglob("*")) == before


@pytest.mark.parametrize("place", [f"content/news/{SLUG}.yml", f"content/news/2024/{SLUG}.yml"])
def test_a_file_that_is_there_stays_as_it_is(
    place: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({place: "title: Của người khác\n"})
    assert start(project, "news", SLUG) == 1
    assert f"Đã có {place}" in capsys.readouterr().err
    assert (project.root / place).read_text(encoding="utf-8") == "title: Của người khác\n"
    assert len(list((project.root / "content/news").rglob(f"{SLUG}.yml"))) == 1


def test_a_file_name_with_its_ending_is_understood(project: Project) -> None:
    assert start(project, "link", f"{SLUG}.yml") == 0
    assert (project.root / f"content/links/{SLUG}.yml").is_file()


def test_broken_settings_are_told_and_nothing_is_made(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({"mkdocs.yml": "site_name: Trang tin\n"})
    assert start(project, "news", SLUG) == 1
    assert "mkdocs.yml:1: thiếu nhóm" in capsys.readouterr().err
    assert not (project.root / f"content/news/{SLUG}.yml").exists()


def test_help_names_every_kind_and_no_reserved_name_is_suggested(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert new.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name, kind in KINDS.items():
        assert name in shown and kind.LABEL in shown and f"content/{kind.FOLDER}/" in shown
    assert all(f"new.py news {slug}\n" not in shown for slug in RESERVED)


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Sit at a console and type these."""
    waiting = iter(answers)

    def ask(question: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", ask)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


def test_without_arguments_it_asks_until_the_answers_will_do(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(
        monkeypatch, "tin gì đó", "tin tức", "???", "Phát động thi đua", "Lễ ra mắt Tổ 1", "k",
        "Lễ ra mắt Tổ 2", "",
    )  # fmt: skip
    assert start(project) == 0
    assert (project.root / "content/news/le-ra-mat-to-2.yml").is_file()
    assert not (project.root / "content/news/le-ra-mat-to-1.yml").exists()
    told = capsys.readouterr().out
    for kind in KINDS.values():
        assert f"{kind.LABEL} ({kind.KIND})" in told
    assert "Không có loại nội dung `tin gì đó`" in told
    assert "Đã có content/news/phat-dong-thi-dua.yml" in told


def test_a_number_picks_the_kind_and_stopping_makes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.root.rglob("*"))
    answer(monkeypatch, "1", "Phong trào mới")
    assert start(project) == 130
    assert "chưa tạo gì" in capsys.readouterr().err
    assert sorted(project.root.rglob("*")) == before
