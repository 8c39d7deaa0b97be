"""What approval promises: the meaning counts, not how it is typed; what changed must be seen again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import approve
from bulletin.approval import digest_of, hashes_in
from bulletin.kinds import Entry, Exemplar, News
from bulletin.kinds._read import read_entry
from bulletin.settings import read_settings
from bulletin.slip import make_slip, render_slip
from bulletin.source import Mapping, parse_source
from project import CAMPAIGN, EXEMPLAR, NEWS, Project

FULL = NEWS.replace("Nội dung.", "|\n  Đoạn một.\n\n  Đoạn hai.") + (
    "pictures:\n  - {file: hoi-truong.png, alt: Hội trường kín người ngồi}\n"
)


def digest(text: str, project: Project) -> str:
    tree = parse_source(text.encode(), "a.yml")
    assert isinstance(tree, Mapping), tree
    entry = read_entry(News, tree, "a", "content/news/a.yml")
    assert isinstance(entry, News), entry
    return digest_of(entry, hashes_in(project.root / "content/media"))


SAME: tuple[Callable[[str], str], ...] = (
    lambda text: "# ghi chú\n" + text,
    lambda text: text.replace("title: Lễ ra mắt", "title: 'Lễ  ra mắt'"),
    lambda text: "\n".join(reversed(text.split("body:")[0].strip().split("\n"))) + "\nbody:" + text.split("body:")[1],
    lambda text: text.replace("07/10/2024 22:39", "2024-10-07 22:39"),
    lambda text: text.replace("published\n", "approved\n", 1),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text + "sample: false\nsummary:\n",
    lambda text: text + "approval: {by: Trưởng Ban, on: 8/10/2024, digest: abc}\n",
    lambda text: (
        text.replace("{file: hoi-truong.png, alt: Hội", "{alt: Hội").replace("i}", "i, file: hoi-truong.png}")
    ),
)  # fmt: skip
OTHER: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("Lễ ra mắt", "Lễ ra mất"),
    lambda text: text.replace("Đoạn hai.", "Đoạn ba."),
    lambda text: text.replace("22:39", "22:40"),
    lambda text: text.replace("  Đoạn một.\n\n  Đoạn hai.", "  Đoạn hai.\n\n  Đoạn một."),
    lambda text: text + "sample: true\n",
    lambda text: text + "publish_at: 9/10/2024\n",
    lambda text: text.replace("kín người ngồi", "kín người"),
    lambda text: text + "waivers: [{text: x, reason: y}]\n",
)  # fmt: skip


@pytest.mark.parametrize("change", SAME)
def test_comments_order_and_spelling_of_values_change_nothing(
    change: Callable[[str], str], project: Project
) -> None:
    assert change(FULL) != FULL
    assert digest(change(FULL), project) == digest(FULL, project)


@pytest.mark.parametrize("change", OTHER)
def test_what_an_entry_means_is_in_the_digest(
    change: Callable[[str], str], project: Project
) -> None:
    assert change(FULL) != FULL
    assert digest(change(FULL), project) != digest(FULL, project)


def test_another_picture_under_the_same_name_is_another_content(project: Project) -> None:
    before = digest(FULL, project)
    picture = project.root / "content/media/hoi-truong.png"
    picture.write_bytes(picture.read_bytes() + b"\0")
    assert digest(FULL, project) != before


@pytest.fixture
def asking(project: Project) -> Project:
    """A project that asks for approval, with one article that waits for it."""
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    project.write({"mkdocs.yml": config + "    approval: true\n"})
    for path in project.root.glob("content/[cden]*/*.yml"):
        if path.parent.name != "categories":
            path.unlink()
    project.write(
        {"content/campaigns/minh-hoa-2024.yml": CAMPAIGN.replace("published\n", "review\n", 1)}
    )
    project.write({"content/news/a.yml": "# giữ lời này\n" + FULL})
    return project


def run(project: Project, *arguments: str) -> int:
    return approve.main([*arguments, "--config", str(project.root / "mkdocs.yml")])


def test_an_approved_entry_is_published_until_it_is_changed(asking: Project) -> None:
    assert [told.what for told in asking.problems()] == ["mục đã đăng mà chưa được duyệt"]
    assert run(asking, "news/a", "--by", "Trưởng Ban Biên tập", "--on", "08/10/2024 09:15") == 0
    assert asking.told() == ""
    path = asking.root / "content/news/a.yml"
    text = path.read_text("utf-8")
    assert text.startswith("# giữ lời này\n")
    path.write_text(text.replace("Đoạn hai.", "Đoạn khác."), "utf-8")
    (told,) = asking.problems()
    assert told.what == "mục này đã sửa sau khi duyệt (08/10/2024)"
    assert run(asking, "content/news/a.yml", "--by", "Trưởng Ban Biên tập") == 0
    assert asking.told() == ""
    assert path.read_text("utf-8").count("approval:") == 1


def test_registers_need_no_approval(asking: Project) -> None:
    asking.write({"content/news/a.yml": None})
    assert asking.told() == ""


def test_an_entry_that_is_not_there_is_told_with_the_nearest(
    asking: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    asking.write({"content/news/le-ra-mat.yml": NEWS})
    assert run(asking, "news/le-ra-mac", "--by", "X") == 1
    assert "có phải `news/le-ra-mat`?" in capsys.readouterr().err
    assert run(asking, "new/a", "--by", "X") == 1
    assert "có phải `news/a`?" in capsys.readouterr().err
    assert run(asking, "news/a") == 2


def test_the_sheet_shows_all_that_is_released_and_what_changed(asking: Project) -> None:
    people = (
        "people:\n  - full_name: Trần Thị Mẫu\n    basis: consent\n    consents:\n"
        "      - {covers: story, by: person, paper: 03/2024, holder: Công an xã, date: 1/10/2024}\n"
    )
    asking.write({"content/news/a.yml": FULL + people + "sources: [{outlet: Báo Mẫu}]\n"})
    git = ["git", "-C", str(asking.root), "-c", "user.name=M", "-c", "user.email=m@vidu.example"]
    assert run(asking, "news/a", "--by", "Trưởng Ban Biên tập", "--on", "08/10/2024") == 0
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "đầu"]):
        subprocess.run([*git, *command], check=True)
    path = asking.root / "content/news/a.yml"
    path.write_text(path.read_text("utf-8").replace("Đoạn hai.", "Gọi <0912 345 678>."), "utf-8")
    made = sheet(asking)
    for told in (
        "Lễ ra mắt", "Đoạn một.", "data:image/jpeg;base64,", "Hội trường kín người ngồi", "Báo Mẫu",
        "Trần Thị Mẫu", "người được nêu tên đồng ý", "giấy số 03/2024, Công an xã giữ", "Trưởng Ban Biên tập",
        "Người viết", "Lần duyệt trước: 08/10/2024", "<td>Đoạn hai.</td>", "&lt;0912 345 678&gt;", "số điện thoại",
    ):  # fmt: skip
        assert told in made, told
    assert "<0912" not in made


def test_the_sheet_says_how_the_site_will_print_a_name_not_how_it_is_typed(
    asking: Project,
) -> None:
    contents = "contents: [{code: 4.5, canonical_ref: 5, title: Cảm hóa}]\n"
    who = "people: [{full_name: Đỗ Văn Mẫu, basis: already_public}]\n"
    story = EXEMPLAR + who + "campaign: cam-hoa\n"
    asking.write({"content/campaigns/cam-hoa.yml": CAMPAIGN + contents})
    for content, printed in (("", "Đỗ Văn Mẫu"), ("content: 4.5\n", "không nêu")):
        asking.write({"content/exemplars/a.yml": story + content})
        assert f"<td>Đỗ Văn Mẫu</td><td>{printed}</td>" in sheet(asking, Exemplar)


def sheet(project: Project, kind: type[Entry] = News) -> str:
    name = f"content/{kind.FOLDER}/a.yml"
    path = project.root / name
    tree = parse_source(path.read_bytes(), name)
    assert isinstance(tree, Mapping)
    entry = read_entry(kind, tree, "a", name)
    assert isinstance(entry, Entry), entry
    settings = read_settings(project.root / "mkdocs.yml")
    return render_slip(make_slip(entry, path, project.root, settings, settings.moment()))


def test_the_sheet_is_printed_on_a4_outside_the_site(asking: Project) -> None:
    assert run(asking, "news/a", "--slip") == 0
    folder = asking.root / approve.SHEETS
    assert {path.name for path in folder.iterdir()} >= {"news-a.html"}
    pdf = folder / "news-a.pdf"
    if pdf.exists():
        assert pdf.read_bytes().startswith(b"%PDF-")
    assert "chưa được duyệt lần nào" in (folder / "news-a.html").read_text("utf-8")
    assert asking.problems()  # a sheet approves nothing


def test_sheets_and_the_register_of_requests_stay_out_of_git() -> None:
    ignored = Path(__file__).resolve().parents[1].joinpath(".gitignore").read_text("utf-8").split()
    assert {f"/{approve.SHEETS}/", "/private/"} <= set(ignored)
