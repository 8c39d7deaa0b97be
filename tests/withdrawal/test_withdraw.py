"""What `withdraw` promises: one command, and nothing served or kept still names who asked to go."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import bless
import build
import withdraw
from bulletin.load import load_bulletin, read_library
from bulletin.releases import ReleaseError
from bulletin.settings import read_settings
from bulletin.withdrawal.traces import files_with
from conftest import read_all

pytestmark = pytest.mark.skipif(os.name == "nt", reason="cần liên kết tượng trưng")
NAME = "Đỗ Văn Gương"
STORY = "content/exemplars/2024-10-cuu-nguoi.yml"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that has been published here and into a served folder; only to be copied."""
    root = tmp_path_factory.mktemp("gỡ")
    bless.copy_project(root / "du-an")
    assert build.build(root / "du-an/mkdocs.yml", 3) == 0
    for folder in (root / "du-an/.releases", root / "may-chu/releases"):
        for number in ("1", "2"):
            if not (folder / number).exists():
                shutil.copytree(root / "du-an/.releases/1", folder / number)
    (root / "may-chu/current").symlink_to("releases/2")
    return root


@pytest.fixture
def project(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path / "goc", symlinks=True)
    return tmp_path / "goc/du-an"


def run(project: Path, *arguments: str) -> int:
    return withdraw.main(
        [*arguments, "--by", "Trưởng Ban Biên tập", "--config", str(project / "mkdocs.yml")]
    )


@pytest.fixture
def unbuilt(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose content alone is looked at: nothing built stands beside it."""
    monkeypatch.setattr(withdraw, "_rebuild", lambda project, place, plan: 0)
    for name in (".releases", ".cache"):
        shutil.rmtree(project / name)
    (project / "site").unlink()
    return project


def named(project: Path, name: str = NAME) -> list[str]:
    folders = [project, project.parent / "may-chu"]
    found = files_with(folders, [name], lambda path: "private" in path.parts)
    return [path.relative_to(project.parent).as_posix() for path in found]


def test_a_person_goes_from_all_that_is_served_and_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(named(project)) > 20
    assert (
        run(
            project,
            "--person",
            NAME,
            "--say",
            "một người dân",
            "--to",
            str(project.parent / "may-chu"),
        )
        == 0
    )
    assert named(project) == []
    assert len(list((project / ".releases").glob("[0-9]*"))) == 1
    assert len(list((project.parent / "may-chu/releases").glob("[0-9]*"))) == 1
    served = project.parent / "may-chu"
    assert (served / "current/index.html").is_file()
    # Taken down by the code of `publish`: addresses are kept, marks and copies are for servers only.
    assert "guong-dien-hinh/2024-10-cuu-nguoi/" in (served / "permalinks.json").read_text("utf-8")
    assert (served / "current/.ban-tin/release.json").is_file()
    assert (served / "current/index.html.gz").is_file()
    here = {name for name in read_all(project / "site") if not name.startswith("pagefind/")}
    assert not [name for name in here if name.startswith(".ban-tin") or name.endswith(".gz")]
    page = (project / "site/guong-dien-hinh/2024-10-cuu-nguoi/index.html").read_text("utf-8")
    assert "Một thành viên tổ cứu người" in page and "Ẩn" not in page  # a story of two
    award = (project / "site/khen-thuong/quyet-dinh-05-mau/index.html").read_text("utf-8")
    assert "Không công khai họ tên" in award
    (line,) = (project / "private/go-bai.log").read_text("utf-8").splitlines()
    logged = json.loads(line)
    assert (logged["what"], logged["by"], logged["left_over"]) == (
        "person",
        "Trưởng Ban Biên tập",
        0,
    )
    assert "guong" not in line.lower() and "Gương" not in line
    assert "private/requests.yml" in capsys.readouterr().out


def test_a_name_in_running_text_is_told_with_its_line_and_nothing_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = project / "content/news/phat-dong-mau.yml"
    news.write_text(
        news.read_text("utf-8").replace("title: Tỉnh", "title: Ông đỗ văn-guong, Tỉnh"), "utf-8"
    )
    (project / "docs/lien-he.md").write_text("# Liên hệ\n\nGặp ông\n Đỗ  Văn Gương nhé.\n", "utf-8")
    (project / "content/media/do-van-guong.png").write_bytes(
        (project / "content/media/hoi-truong.png").read_bytes()
    )
    before = read_all(project)
    assert run(project, "--person", NAME) == 1
    assert read_all(project) == before
    told = capsys.readouterr().err
    assert "content/news/phat-dong-mau.yml:3: còn họ tên ấy" in told
    assert "docs/lien-he.md:4: còn họ tên ấy" in told
    assert "content/media/do-van-guong.png:1: tên tệp chứa họ tên ấy" in told
    assert NAME not in told


def test_taking_down_a_story_asks_for_its_person_elsewhere_too(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "exemplar/2024-10-cuu-nguoi") == 1
    told = capsys.readouterr().err
    assert "content/awards/quyet-dinh-05-mau.yml:20: còn họ tên ấy" in told
    assert "content/deeds/xa-mau-1-2024-09.yml:9: còn họ tên ấy" in told


def test_a_story_alone_leaves_a_tombstone_without_words_or_pictures(unbuilt: Path) -> None:
    assert (
        run(unbuilt, "exemplar/2024-10-cuu-nguoi", "--others-may-stand", "--on", "09/7/2025") == 0
    )
    text = (unbuilt / STORY).read_text("utf-8")
    assert (
        "status: withdrawn" in text and "date: 09/7/2025" in text and "campaign: mau-2024" in text
    )
    for word in ("Gương", "body: |", "caption", "summary"):
        assert word not in text


def test_keeping_the_text_changes_the_status_and_adds_the_day(unbuilt: Path) -> None:
    path = unbuilt / "content/news/phat-dong-mau.yml"
    before = path.read_text("utf-8")
    assert run(unbuilt, "news/phat-dong-mau", "--keep-text", "--on", "09/7/2025") == 0
    after = path.read_text("utf-8")
    assert "status: withdrawn" in after and "date: 09/7/2025" in after
    assert before.split("body:")[1].split("\n")[1] in after


def test_a_dry_run_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_all(project)
    assert run(project, "--person", NAME, "--say", "một người dân", "--dry-run") == 0
    assert read_all(project) == before
    assert "award/quyet-dinh-05-mau" in capsys.readouterr().out


def test_someone_in_the_register_keeps_the_slug_that_others_refer_to(unbuilt: Path) -> None:
    assert run(unbuilt, "--person", "people/hoc-sinh-mau-2024", "--say", "một em học sinh") == 0
    text = (unbuilt / "content/people/hoc-sinh-mau-2024.yml").read_text("utf-8")
    # The day moves `updated` of all that names the person: subscribers must not keep the name.
    assert '"kind": "update"' in text
    assert "Nhỏ" not in text and 'name_policy: "withheld"' in text
    assert [n for n in named(unbuilt, "Trần Thị Nhỏ") if n.startswith("du-an")] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--person", "Gương"), "Họ tên phải đủ họ và tên"),
        (("--person", "people/hoc-sinh-mau"), "có phải people/hoc-sinh-mau-2024?"),
        (("exemplar/2024-10-cuu-ngui",), "có phải `exemplar/2024-10-cuu-nguoi`?"),
    ],
)
def test_whom_or_what_is_not_known_is_told(
    project: Path, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, *arguments) == 1
    assert told in capsys.readouterr().err


def test_content_that_would_be_wrong_is_put_back(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_all(project / "content")

    def refuse(*_: object) -> None:
        raise withdraw.ContentError([])

    monkeypatch.setattr(withdraw, "load_bulletin", refuse)
    assert run(project, "--person", NAME, "--say", "một người dân") == 1
    assert read_all(project / "content") == before


def test_every_published_entry_can_be_taken_down(project: Path) -> None:
    """The tombstone of each is an entry, and the content around it stays sound."""
    from bulletin.dates import Day
    from bulletin.withdrawal.plan import plan_for_entry

    settings = read_settings(project / "mkdocs.yml")
    library, problems = read_library(project / "content", settings)
    assert problems == []
    tried = 0
    for entry in library.every():
        if entry.ADDRESS and not entry.IS_REGISTER:
            plan = plan_for_entry(
                library, project, entry, Day(2025, 7, 9), keep_text=False, others=True
            )
            (text,) = (
                made for path, made in plan.writes.items() if path.name == f"{entry.slug}.yml"
            )
            assert "\nstatus: withdrawn\n" in f"\n{text}", entry.file
            assert "body: |" not in text and "full_name: N" not in text, entry.file
            tried += 1
    assert tried > 15
    assert load_bulletin(project / "content", settings)


def test_a_site_that_cannot_be_published_afterwards_is_told_to_name_the_person_still(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> int:
        raise ReleaseError("Trang vừa dựng có 1 chỗ sai.")

    monkeypatch.setattr(withdraw, "_rebuild", refuse)
    assert run(project, "--person", NAME, "--say", "một người dân") == 1
    told = capsys.readouterr().err
    assert "trang đang đăng CÒN nêu tên" in told and "1 chỗ sai" in told
    assert "--purge" in told and "Traceback" not in told
