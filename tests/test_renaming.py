"""A renamed entry keeps its id and its readers; what names it follows, letter for letter, or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rename
from bulletin import moving
from bulletin.renaming import RenameError, carry_out, plan_rename
from conftest import built, read_all
from project import CAMPAIGN, DOCUMENT, NEWS, Project


def texts(project: Project) -> dict[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in sorted(project.root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


@pytest.fixture
def linked(project: Project) -> Project:
    """A document that a campaign, an article in odd layout and a page written by hand name."""
    project.write(
        {
            "content/documents/ke-hoach-cu.yml": "# ghi chú đầu\n" + DOCUMENT,
            "content/documents/ke-hoach-cu-khac.yml": DOCUMENT,
            "content/campaigns/thi-dua.yml": CAMPAIGN + "documents: [ ke-hoach-cu-khac,  'ke-hoach-cu' ]\n",
            "content/news/a.yml": NEWS.replace(
                "body: Nội dung.\n",
                "documents:\n  # vì sao nhắc: ke-hoach-cu\n  - ke-hoach-cu\n"
                "body: |\n  Theo [kế hoạch](document:ke-hoach-cu), [nữa](document:ke-hoach-cu-khac).\n",
            ).replace("\n", "\r\n"),
            "docs/gioi-thieu.md": "Xem [kế hoạch](van-ban/ke-hoach-cu/).\n",
        }
    )  # fmt: skip
    return project


def test_references_links_and_pages_follow_and_everything_else_stays_letter_for_letter(
    linked: Project,
) -> None:
    before = texts(linked)
    carry_out(plan_rename(linked.root, "document", "ke-hoach-cu", "ke-hoach-moi"), linked.root)
    after = texts(linked)
    assert linked.told() == ""
    moved = before.pop("content/documents/ke-hoach-cu.yml").decode()
    assert after.pop("content/documents/ke-hoach-moi.yml").decode() == moved.replace(
        "status: published\n", "status: published\naliases: [ke-hoach-cu]\n"
    )
    expected = {
        "content/campaigns/thi-dua.yml": (b"'ke-hoach-cu'", b"'ke-hoach-moi'"),
        "docs/gioi-thieu.md": (b"/ke-hoach-cu/", b"/ke-hoach-moi/"),
    }
    for name, (old, new) in expected.items():
        assert after.pop(name) == before.pop(name).replace(old, new)
    news = before.pop("content/news/a.yml").replace(b"- ke-hoach-cu\r", b"- ke-hoach-moi\r")
    assert after.pop("content/news/a.yml") == news.replace(b"cu)", b"moi)")
    assert after == before


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("aliases: [dau-tien]\n", "aliases: [dau-tien, ke-hoach-cu]\n"),
        (
            "aliases:\n  - dau-tien\n  - 'thu-hai'\n",
            "aliases:\n  - dau-tien\n  - 'thu-hai'\n  - ke-hoach-cu\n",
        ),
    ],
)
def test_the_name_of_before_becomes_the_last_of_the_old_names(
    typed: str, made: str, project: Project
) -> None:
    project.write({"content/documents/ke-hoach-cu.yml": DOCUMENT + typed})
    carry_out(plan_rename(project.root, "document", "ke-hoach-cu", "moi"), project.root)
    path = project.root / "content/documents/moi.yml"
    assert path.read_text(encoding="utf-8") == DOCUMENT + made


def test_a_register_without_status_gets_its_old_names_first(project: Project) -> None:
    project.write({"content/links/cu.yml": "# ghi chú\ntitle: Cổng\nurl: https://vidu.vn/\n"})
    carry_out(plan_rename(project.root, "link", "cu", "moi"), project.root)
    text = (project.root / "content/links/moi.yml").read_text(encoding="utf-8")
    assert text == "# ghi chú\naliases: [cu]\ntitle: Cổng\nurl: https://vidu.vn/\n"


def test_a_dry_run_tells_and_changes_nothing(
    linked: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(linked)
    arguments = ["document", "ke-hoach-cu.yml", "ke-hoach-moi", "--dry-run"]
    assert rename.main(arguments, linked.root) == 0
    told = capsys.readouterr().out
    assert "content/documents/ke-hoach-cu.yml → content/documents/ke-hoach-moi.yml" in told
    assert "content/news/a.yml: 2 chỗ" in told and "Chưa đổi gì" in told
    assert texts(linked) == before


REFUSED = [
    (("document", "ke-hoach-cux", "moi"), "có phải `ke-hoach-cu`?"),
    (("document", "ke-hoach-cu", "Kế hoạch mới"), "dùng `ke-hoach-moi`"),
    (("document", "ke-hoach-cu", "trang"), "chọn tên khác"),
    (("document", "ke-hoach-cu", "ke-hoach-cu-khac"), "đã là của content/documents/"),
    (("documents", "ke-hoach-cu", "moi"), "có phải `document`?"),
    (("organisation", "ubnd-tinh-minh-hoa", "nguyen-van-mau"), "chưa đổi gì"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_renamed_is_told_and_nothing_changes(
    arguments: tuple[str, ...], words: str, linked: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(linked)
    assert rename.main(list(arguments), linked.root) == 1
    captured = capsys.readouterr()
    assert words in captured.err and not captured.out
    assert texts(linked) == before


def test_an_old_name_of_its_own_is_refused_since_the_id_would_change(linked: Project) -> None:
    carry_out(plan_rename(linked.root, "document", "ke-hoach-cu", "moi"), linked.root)
    with pytest.raises(RenameError, match="mã tin trong kênh RSS"):
        plan_rename(linked.root, "document", "moi", "ke-hoach-cu")


def test_nothing_is_renamed_while_the_content_has_mistakes(linked: Project) -> None:
    linked.write({"content/events/hong.yml": "title: [\n"})
    with pytest.raises(RenameError, match="đang có 1 lỗi"):
        plan_rename(linked.root, "document", "ke-hoach-cu", "moi")


def test_a_disk_that_fails_half_way_leaves_every_file_as_it_was(
    linked: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, write = texts(linked), moving._write
    left = 2

    def full(path: Path, text: bytes) -> None:
        nonlocal left
        left -= ".cache" not in path.parts  # where it is tried first
        if left == -1:
            raise OSError(28, "No space left")
        write(path, text)

    monkeypatch.setattr(moving, "_write", full)
    assert rename.main(["document", "ke-hoach-cu", "moi"], linked.root) == 1
    assert "Mọi tệp giữ như trước" in capsys.readouterr().err
    assert texts(linked) == before


RENAMED = [
    ("locality", "xa-mau-1", "xa-mau-mot"),
    ("campaign", "mau-2024", "thi-dua-mau"),
    ("news", "phat-dong-mau", "le-phat-dong"),
]
OLD_ADDRESSES = (
    "dia-phuong/xa-mau-1/", "viec-tot/xa-mau-1/", "viec-tot/xa-mau-1/2024-09/", "phong-trao/mau-2024/",
    "tin-tuc/phat-dong-mau/",
)  # fmt: skip
IDS = re.compile(rb"tag:[a-z0-9.-]+,\d{4}:[a-z0-9/-]+")


def test_feeds_tell_nothing_anew_old_addresses_lead_on_and_files_named_by_it_move_along(
    small_project: Path, small_site: Path, tmp_path: Path
) -> None:
    """The small site before and after a commune's and a campaign's new names."""
    root = small_project.parent
    for kind, old, new in RENAMED:
        carry_out(plan_rename(root, kind, old, new), root)
    before, after = read_all(small_site), read_all(built(small_project, tmp_path / "sau"))
    for name in ("rss.xml", "atom.xml", "feed.json"):
        assert set(IDS.findall(after[name])) == set(IDS.findall(before[name]))
    for address in OLD_ADDRESSES:
        assert f"{address}index.html" in before and f"{address}index.html" in after, address
    # All below a commune's and a campaign's old names: teams, lists, results.
    moved = ("to/xa-mau-1/", "viec-tot/xa-mau-1/", "phong-trao/mau-2024/ket-qua/")
    for name in before:
        if name.startswith(moved) and name.endswith(".html"):
            assert b'http-equiv="refresh"' in after[name], name
    results = "phong-trao/thi-dua-mau/ket-qua/thang/2024-09/index.html"
    assert b'<span id="xa-mau-1"></span>' in after[results]
    assert all(any(name.startswith(one) for name in before) for one in moved), "trang thử thiếu"
