"""The staff guide cannot lie: it names every kind, field and command; its examples are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from pydantic import ConfigDict, TypeAdapter

from bulletin.guide import fill_guide
from bulletin.kinds import KINDS, Entry, Part, Status
from bulletin.kinds._describe import field_rows, parts_of
from bulletin.kinds._fields import ChangeKind, Gaps
from bulletin.source import Mapping, Sequence, parse_source, plain
from bulletin.starting import QUESTIONS
from bulletin.text import slugify
from project import BASE, Project

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "huong-dan"
INDEX = GUIDE / "index.md"
PAGES = sorted(GUIDE.glob("*.md"))
SHARED = dict(parts_of(Entry))
SCRIPTS = sorted((ROOT / "scripts").glob("[!_]*.py"))
PICTURE = BASE / "content" / "media" / "hoi-truong.png"
DOWNLOAD = {"content/media/mau-bao-cao-thang.docx": b"PK\x03\x04"}
"""What the example of a resource offers."""


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def page_of(kind: str) -> Path:
    return GUIDE / f"{kind}.md"


def yaml_blocks(page: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", read(page), re.DOTALL | re.MULTILINE)


def examples() -> dict[str, str]:
    """Return the example files of all pages, by the path that their first line names."""
    blocks = [block for kind in KINDS for block in yaml_blocks(page_of(kind))]
    return {block.partition("\n")[0].removeprefix("# "): block for block in blocks}


def table_cells(text: str) -> set[str]:
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return {cell.strip() for row in rows for cell in row.strip("|").split(" | ")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page_with_the_tables_of_its_own_fields(kind: str) -> None:
    text = read(page_of(kind))
    assert text.count(f"<!-- fields: {kind} -->") == 1
    assert text.count("<!-- fields:") == 1
    assert "<!-- fields" not in fill_guide(text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_filled_page_names_every_field_with_its_label(kind: str) -> None:
    filled = fill_guide(read(page_of(kind)))
    groups = [(part, False) for _, part in parts_of(KINDS[kind]) if part not in SHARED.values()]
    for part, common in [(KINDS[kind], True), *groups]:
        for row in field_rows(part, common=common):
            need = " **(bắt buộc)**" if row.required else ""
            assert f"| `{row.key}` | {row.label}{need} |" in filled, row.key


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_fields_shows_every_example_whole(kind: str) -> None:
    """A bar or an angle in an example neither ends its cell nor vanishes."""
    page = Markdown(extensions=["tables", "fenced_code"]).convert(fill_guide(read(page_of(kind))))
    for row in field_rows(KINDS[kind]):
        key = re.search(rf"<tr>\s*<td><code>{row.key}</code></td>.*?</tr>", page, re.DOTALL)
        assert key is not None
        *_, last = re.findall(r"<td><code>(.*?)</code></td>", key.group(), re.DOTALL)
        shown = unescape(last).replace("\\|", "|")
        assert shown.split() == row.example.split()


def test_the_index_explains_the_groups_that_all_kinds_share() -> None:
    cells = table_cells(read(INDEX))
    for key, part in SHARED.items():
        assert f"`{key}`" in read(INDEX)
        for row in field_rows(part, common=False):
            assert {f"`{row.key}`", row.label} <= cells, f"{key}: {row.key}"
    for status in Status:
        assert {f"`{status.value}`", status.label} <= cells
    assert all(f"`{kind.value}`" in read(INDEX) for kind in ChangeKind)
    assert all(f"`{name}" in read(INDEX) for name in Gaps.model_fields)


def test_the_index_leads_to_every_page_and_names_every_folder() -> None:
    text = read(INDEX)
    for name, kind in KINDS.items():
        assert f"]({name}.md) | `{name}` | `content/{kind.FOLDER}/` |" in text
    for page in PAGES:
        assert page == INDEX or f"]({page.name})" in text, page.name
    assert {page.stem for page in PAGES} >= {"index", *KINDS}


COMMANDS = fill_guide(read(GUIDE / "lenh.md"))
"""The page of commands as it is built."""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_every_command_stands_in_the_guide_with_all_that_may_be_typed(script: Path) -> None:
    """Against what argparse itself prints: the guide reads the source, and may miss nothing."""
    row = re.search(rf"^\| \[`{re.escape(script.name)}`\]\(#[a-z-]+\) \| (.+) \|$", COMMANDS, re.M)
    assert row is not None, "ghi `ABOUT` hoặc `description` của argparse"
    assert re.search("[ăâđêôơưà-ỹ]", row[1]), f"chưa có lời tiếng Việt: {row[1]!r}"
    section = COMMANDS.partition(f"### {script.name}\n")[2].partition("\n### ")[0]
    source = script.read_text(encoding="utf-8")
    for option in re.findall(r"""add_argument\(\s*"(--[a-z-]+)\"""", source):
        assert f"{option}`" in section, option


def test_options_made_in_a_loop_and_those_of_subcommands_stand_in_the_guide() -> None:
    section = COMMANDS.partition("### new_site.py\n")[2].partition("\n### ")[0]
    for question in QUESTIONS:
        assert f"| `--{question.key.replace('_', '-')}` | {question.asks}, ví dụ" in section
    section = COMMANDS.partition("### import.py\n")[2].partition("\n### ")[0]
    for part in ("feed", "docx", "xlsx", "mau"):
        assert f"| `{part} …` | " in section
    assert "| `xlsx --dry-run` | " in section
    assert "| `docx --locality` | " in section


def test_every_make_target_stands_in_the_guide() -> None:
    targets = re.findall(r"^([a-z_-]+):", read(ROOT / "Makefile"), re.MULTILINE)
    assert targets
    for target in targets:
        assert f"| `make {target}` | " in COMMANDS, f"ghi `## …` sau mục tiêu {target}"


def test_headings_of_commands_are_where_the_table_leads() -> None:
    page = Markdown(
        extensions=["tables", "fenced_code", "toc"], extension_configs={"toc": {"slugify": slugify}}
    )
    made = page.convert(COMMANDS)
    for anchor in re.findall(r'href="#([^"]+)"', made):
        assert f'id="{anchor}"' in made, anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_chapter_names_only_commands_that_exist(page: Path) -> None:
    named = set(re.findall(r"scripts/([a-z_]+\.py)", read(page)))
    assert named <= {script.name for script in SCRIPTS}


SAMPLES = [*sorted((ROOT / "docs/mau").glob("*.yml")), ROOT / ".pre-commit-config.yaml"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_for_ci_is_yaml_and_calls_commands_that_exist(path: Path) -> None:
    text = read(path)
    assert isinstance(yaml.safe_load(text), dict)
    called = re.findall(r"python3? (scripts/[a-z_]+\.py)", text)
    assert called
    assert all((ROOT / name).is_file() for name in called)
    assert path.name == "nhieu-tinh.yml" or path.name in read(GUIDE / "ky-thuat.md")


def test_pre_commit_downloads_nothing() -> None:
    said = yaml.safe_load(read(ROOT / ".pre-commit-config.yaml"))
    assert [repo["repo"] for repo in said["repos"]] == ["local"]
    assert all(hook["language"] == "system" for repo in said["repos"] for hook in repo["hooks"])


def test_owners_are_named_for_folders_that_exist_people_and_awards_among_them() -> None:
    lines = [line.split() for line in read(ROOT / "docs/mau/CODEOWNERS").splitlines()]
    owned = {line[0]: line[1:] for line in lines if line and not line[0].startswith("#")}
    assert all(owners and all(o.startswith("@") for o in owners) for owners in owned.values())
    for path in owned.keys() - {"*"}:
        assert list(ROOT.glob(path.strip("/"))), path
    assert {"/content/people/", "/content/awards/"} <= owned.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_one_heading_and_a_first_paragraph_fit_for_a_description(page: Path) -> None:
    text = read(page)
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert len(re.findall(r"^# \S", prose, re.MULTILINE)) == 1 and text.startswith("# ")
    first = text.split("\n\n")[1]
    assert "\n" not in first and 60 <= len(first) <= 250 and first.endswith(".")
    assert not re.search(r"[\[\]*<]", first)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_between_pages_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^):]+\.md)\)", read(page)):
        assert (page.parent / target).is_file(), target


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_a_page_are_files_of_its_kind(kind: str) -> None:
    for block in yaml_blocks(page_of(kind)):
        assert re.match(rf"# content/{KINDS[kind].FOLDER}/[a-z0-9-]+\.yml\n", block), block
    assert yaml_blocks(page_of(kind))


def test_the_examples_of_all_pages_make_one_sound_project(project: Project) -> None:
    for path in (project.root / "content").rglob("*.yml"):
        path.unlink()
    settings = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    project.write({**examples(), **DOWNLOAD, "mkdocs.yml": f"{settings}    demo: true\n"})
    assert PICTURE.is_file()
    assert project.told() == ""
    shelves = project.load().shelves
    assert all(shelves[kind] for kind in KINDS)
    assert all(
        e.sample or e.KIND == "category" for shelf in shelves.values() for e in shelf.values()
    )


@pytest.mark.parametrize("block", yaml_blocks(INDEX), ids=lambda block: block.partition(":")[0])
def test_the_snippets_of_the_index_are_read(block: str) -> None:
    assert isinstance(parse_source(block.encode(), "index.md"), Mapping)


def every_field() -> Iterator[tuple[type[Part], str]]:
    """Yield every field of every kind and group; a group's common blocks only once."""
    seen: set[tuple[type[Part], str]] = set()
    for kind in KINDS.values():
        for part in (kind, *(part for _, part in parts_of(kind))):
            for name in part.model_fields:
                owner = Gaps if name in Gaps.model_fields else part
                owner = Entry if issubclass(part, Entry) and name in Entry.model_fields else owner
                if (owner, name) not in seen:
                    seen.add((owner, name))
                    yield owner, name


@pytest.mark.parametrize(
    ("part", "name"), [*every_field()], ids=lambda v: v if isinstance(v, str) else v.__name__
)
def test_the_example_of_a_field_is_what_may_be_typed(part: type[Part], name: str) -> None:
    """Forms and tables show it as it stands: uncommented it must be right."""
    info = part.model_fields[name]
    (example,) = info.examples or ()
    tree = parse_source(f"{name}: {example}\n".encode(), "example")
    if isinstance(example, str) and not isinstance(tree, Mapping):
        tree = parse_source(f'{name}: "{example}"\n'.encode(), "example")
    assert isinstance(tree, Mapping), tree
    assert not isinstance(tree.items[name], Sequence) or tree.items[name].items
    settings = ConfigDict(arbitrary_types_allowed=True)
    reader = TypeAdapter(dict[str, info.rebuild_annotation()], config=settings)  # type: ignore[misc]
    reader.validate_python(plain(tree))
    assert info.title and info.description, f"{part.__name__}.{name}: thiếu nhãn hoặc gợi ý"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_tone_marks_stand_in_the_new_style(page: Path) -> None:
    text = re.sub(r"^variants: .*$", "", read(page), flags=re.MULTILINE)
    assert not re.findall(r"\w*(?:o[àảãáạèẻẽéẹ]|(?<![qQ])u[ỳỷỹýỵ])\b", text)
