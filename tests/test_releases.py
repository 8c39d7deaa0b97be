"""What `releases.publish` promises about the site that is read, whatever happens to a run."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin import releases
from bulletin.locking import exclusive
from bulletin.releases import ReleaseError, publish, purge, rollback
from bulletin.shelf import Shelf

HOOKS = Path(releases.__file__).resolve().parent.parent
STYLES = [pytest.param(True, id="symlink"), pytest.param(False, id="renames")]
pytestmark = pytest.mark.filterwarnings("error")

OLD = {"index.html": "cũ", "css/main.css": "giống nhau", "a/b/index.html": "trang b"}
NEW = {"index.html": "mới", "css/main.css": "giống nhau", "c/index.html": "trang c"}


@pytest.fixture(autouse=True)
def _posix_symlinks(request: pytest.FixtureRequest) -> None:
    if os.name == "nt" and "renames" not in request.node.name:
        pytest.skip("cần liên kết tượng trưng")


def writer(files: dict[str, str]) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return build


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def left_over(root: Path) -> list[str]:
    return [path.name for path in root.rglob("*.tmp")]


def put(root: Path, files: dict[str, str], **options: object) -> releases.Release:
    return publish(writer(files), root / ".releases", root / "site", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("symlinks", STYLES)
def test_a_built_site_takes_the_place_of_the_old_one(tmp_path: Path, symlinks: bool) -> None:
    first = put(tmp_path, OLD, symlinks=symlinks)
    assert read(tmp_path / "site") == OLD
    second = put(tmp_path, NEW, symlinks=symlinks)
    assert read(tmp_path / "site") == NEW
    assert second.number > first.number
    assert second.files == len(NEW)
    assert second.size == sum(len(text.encode()) for text in NEW.values())
    assert second.path.resolve() == (tmp_path / "site").resolve()
    assert left_over(tmp_path) == []


def test_the_link_is_relative_and_survives_a_moved_checkout(tmp_path: Path) -> None:
    before, after = tmp_path / "trước", tmp_path / "sau"
    put(before, OLD)
    assert (before / "site").readlink() == Path(".releases/1")
    before.rename(after)
    assert read(after / "site") == OLD
    put(after, NEW)
    assert read(after / "site") == NEW
    assert (after / "site").readlink() == Path(".releases/2")


def test_a_served_folder_has_its_releases_and_link_where_told(tmp_path: Path) -> None:
    publish(writer(OLD), tmp_path / "web/releases", tmp_path / "web/current")
    assert (tmp_path / "web/current").readlink() == Path("releases/1")
    assert read(tmp_path / "web/current") == OLD


def test_the_link_is_right_when_the_checkout_is_reached_through_a_symlink(tmp_path: Path) -> None:
    (tmp_path / "thật/sâu").mkdir(parents=True)
    (tmp_path / "lối tắt").symlink_to("thật/sâu")
    publish(writer(OLD), tmp_path / "lối tắt/.releases", tmp_path / "site")
    assert read(tmp_path / "site") == OLD


def raising(error: BaseException) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        writer(NEW)(folder)
        raise error

    return build


@pytest.mark.parametrize("symlinks", STYLES)
@pytest.mark.parametrize("error", [ValueError("hỏng"), KeyboardInterrupt(), SystemExit(3)])
def test_a_build_that_stops_leaves_the_site_byte_for_byte(
    tmp_path: Path, symlinks: bool, error: BaseException
) -> None:
    put(tmp_path, OLD, symlinks=symlinks)
    with pytest.raises(type(error)):
        publish(raising(error), tmp_path / ".releases", tmp_path / "site", symlinks=symlinks)
    assert read(tmp_path / "site") == OLD
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("symlinks", STYLES)
def test_a_site_that_fails_verification_is_not_published_and_is_explained(
    tmp_path: Path, symlinks: bool
) -> None:
    put(tmp_path, OLD, symlinks=symlinks)
    problems = [f"trang-{n}.html: sai" for n in range(40)]
    with pytest.raises(ReleaseError) as caught:
        put(tmp_path, NEW, symlinks=symlinks, verify=lambda _: problems)
    assert "40 chỗ sai" in str(caught.value)
    assert "trang-0.html: sai" in str(caught.value)
    assert "10 chỗ khác" in str(caught.value)
    assert read(tmp_path / "site") == OLD
    assert left_over(tmp_path) == []


def test_verification_sees_the_whole_new_site_before_it_is_read(tmp_path: Path) -> None:
    seen: list[dict[str, str]] = []

    def verify(folder: Path) -> list[str]:
        seen.extend([read(folder), read(tmp_path / "site")])
        return []

    put(tmp_path, OLD)
    put(tmp_path, NEW, verify=verify)
    assert seen == [NEW, OLD]


def test_a_build_without_files_is_refused(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    with pytest.raises(ReleaseError, match="không tạo ra tệp nào"):
        put(tmp_path, {})
    assert read(tmp_path / "site") == OLD


@pytest.mark.parametrize("symlinks", STYLES)
def test_equal_files_are_shared_and_changed_ones_are_not(tmp_path: Path, symlinks: bool) -> None:
    put(tmp_path, OLD, symlinks=symlinks)
    inode = (tmp_path / "site/css/main.css").stat().st_ino
    release = put(tmp_path, NEW, symlinks=symlinks)
    assert release.linked == 1
    assert (tmp_path / "site/css/main.css").stat().st_ino == inode
    assert read(tmp_path / ".releases/1") == OLD


def test_a_file_system_without_hard_links_publishes_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("không có liên kết cứng")

    put(tmp_path, OLD)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert put(tmp_path, NEW).linked == 0
    assert read(tmp_path / "site") == NEW
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("symlinks", STYLES)
def test_only_the_newest_releases_are_kept(tmp_path: Path, symlinks: bool) -> None:
    for number in range(5):
        put(tmp_path, {"index.html": str(number)}, keep=2, symlinks=symlinks)
    kept = [read(path) for path in (tmp_path / ".releases").iterdir() if path.is_dir()]
    assert read(tmp_path / "site") == {"index.html": "4"}
    assert {"index.html": "3"} in kept
    assert len(kept) == (2 if symlinks else 1)


def test_the_release_that_is_read_is_never_pruned(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path, {"index.html": str(number)})
    (tmp_path / "site").unlink()
    (tmp_path / "site").symlink_to(".releases/1")
    with pytest.raises(ValueError, match="hỏng"):
        publish(raising(ValueError("hỏng")), tmp_path / ".releases", tmp_path / "site", keep=1)
    assert read(tmp_path / "site") == {"index.html": "0"}
    shelf = Shelf(tmp_path / ".releases", tmp_path / "site", True)
    shelf.prune(1)
    assert shelf.numbers() == [1, 3]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_a_person_put_at_the_link_is_refused_and_kept(tmp_path: Path, kind: str) -> None:
    mine = tmp_path / "site"
    if kind == "folder":
        mine.mkdir()
        (mine / "của tôi.txt").write_text("giữ", encoding="utf-8")
    else:
        mine.write_text("giữ", encoding="utf-8")
    with pytest.raises(ReleaseError, match="Cách sửa"):
        put(tmp_path, NEW)
    assert mine.is_dir() == (kind == "folder")
    assert not mine.is_symlink()


def test_a_dangling_link_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    shutil.rmtree(tmp_path / ".releases")
    put(tmp_path, NEW)
    assert read(tmp_path / "site") == NEW


def test_who_waits_too_long_for_another_build_is_told_so(tmp_path: Path) -> None:
    waits: list[bool] = []
    with (
        exclusive(tmp_path / ".releases/.lock", wait=0),
        pytest.raises(ReleaseError, match="đang dựng trang"),
    ):
        put(tmp_path, NEW, wait=0, on_wait=lambda: waits.append(True))
    assert not (tmp_path / "site").exists()
    put(tmp_path, NEW, wait=0)


def _publish_many(root: str, name: str) -> None:
    for turn in range(5):
        files = {f"{n}.html": f"{name} {turn}" for n in range(20)}
        publish(writer(files), Path(root, ".releases"), Path(root, "site"))


def test_two_builds_at_once_take_turns_and_never_mix(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [
        context.Process(target=_publish_many, args=(str(tmp_path), name)) for name in ("A", "B")
    ]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    pages = read(tmp_path / "site")
    assert len(pages) == 20
    assert len(set(pages.values())) == 1
    numbers = Shelf(tmp_path / ".releases", tmp_path / "site", True).numbers()
    assert numbers == [8, 9, 10]


@pytest.mark.parametrize("symlinks", STYLES)
def test_a_rollback_brings_back_the_release_before_and_publishing_goes_on(
    tmp_path: Path, symlinks: bool
) -> None:
    put(tmp_path, OLD, symlinks=symlinks)
    put(tmp_path, NEW, symlinks=symlinks)
    rollback(tmp_path / ".releases", tmp_path / "site", symlinks=symlinks)
    assert read(tmp_path / "site") == OLD
    third = {"index.html": "ba"}
    put(tmp_path, third, symlinks=symlinks)
    assert read(tmp_path / "site") == third
    assert left_over(tmp_path) == []


def test_a_rollback_may_name_its_release_and_go_forward_again(tmp_path: Path) -> None:
    for text in ("một", "hai", "ba"):
        put(tmp_path, {"index.html": text})
    where = (tmp_path / ".releases", tmp_path / "site")
    assert rollback(*where, 1) == 1
    assert read(tmp_path / "site") == {"index.html": "một"}
    assert rollback(*where, 1) == 1
    assert rollback(*where, 3) == 3
    assert read(tmp_path / "site") == {"index.html": "ba"}


def test_a_rollback_to_what_is_not_there_says_what_is(tmp_path: Path) -> None:
    where = (tmp_path / ".releases", tmp_path / "site")
    put(tmp_path, OLD)
    with pytest.raises(ReleaseError) as told:
        rollback(*where)
    assert str(told.value) == ("Không còn bản cũ để lùi về.\nCách sửa: sửa nội dung rồi đăng lại.")
    put(tmp_path, NEW)
    with pytest.raises(ReleaseError) as told:
        rollback(*where, 7)
    assert str(told.value) == "Không có bản 7 để lùi về.\nCách sửa: chọn một trong các bản 1."
    assert read(tmp_path / "site") == NEW


@pytest.mark.parametrize("symlinks", STYLES)
def test_nothing_brings_back_what_was_purged(tmp_path: Path, symlinks: bool) -> None:
    where = (tmp_path / ".releases", tmp_path / "site")
    put(tmp_path, OLD, symlinks=symlinks)
    put(tmp_path, {**NEW, "c/index.html": "một tên người"}, symlinks=symlinks)
    put(tmp_path, NEW, symlinks=symlinks)
    assert purge(*where, symlinks=symlinks) == [1, 2]
    assert read(tmp_path / "site") == NEW
    assert not any("một tên người" in text for text in read(tmp_path).values())
    with pytest.raises(ReleaseError, match="Không còn bản cũ"):
        rollback(*where, symlinks=symlinks)


def test_purging_where_nothing_was_ever_published_is_no_mistake(tmp_path: Path) -> None:
    assert purge(tmp_path / "chưa/có", tmp_path / "site") == []


@pytest.mark.parametrize("symlinks", STYLES)
def test_a_release_that_says_nothing_new_is_dropped(tmp_path: Path, symlinks: bool) -> None:
    put(tmp_path, {**OLD, "chỉ mục/1": "x"}, symlinks=symlinks, volatile=["chỉ mục"])
    again = put(tmp_path, {**OLD, "chỉ mục/2": "y"}, symlinks=symlinks, volatile=["chỉ mục"])
    assert not again.changed
    assert again.number == 1
    assert read(tmp_path / "site") == {**OLD, "chỉ mục/1": "x"}
    assert left_over(tmp_path) == []
    assert put(tmp_path, NEW, symlinks=symlinks, volatile=["chỉ mục"]).changed
    fewer = {name: text for name, text in NEW.items() if name != "c/index.html"}
    assert put(tmp_path, fewer, symlinks=symlinks, volatile=["chỉ mục"]).changed


@pytest.mark.parametrize("symlinks", STYLES)
def test_what_is_added_at_the_end_sees_the_release_before_and_is_published(
    tmp_path: Path, symlinks: bool
) -> None:
    seen: list[Path | None] = []

    def finish(draft: Path, previous: Path | None) -> None:
        seen.append(previous and previous / "index.html")
        (draft / "thêm").write_text("thêm", encoding="utf-8")

    put(tmp_path, OLD, symlinks=symlinks, finish=finish, durable=True)
    put(tmp_path, NEW, symlinks=symlinks, finish=finish, durable=True)
    assert seen[0] is None
    assert seen[1] is not None
    assert read(tmp_path / "site") == {**NEW, "thêm": "thêm"}


def test_nothing_is_switched_before_the_disk_has_kept_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD)
    kept: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: kept.add(os.fstat(handle).st_ino))
    was = Shelf.point

    def point(shelf: Shelf, placed: Path) -> None:
        everything = [placed, *placed.rglob("*")]
        shared = {path for path in everything if path.is_file() and path.stat().st_nlink > 1}
        assert {path.stat().st_ino for path in everything if path not in shared} <= kept
        was(shelf, placed)

    monkeypatch.setattr(Shelf, "point", point)
    put(tmp_path, NEW, durable=True)
    assert (tmp_path / ".releases").stat().st_ino in kept
    assert tmp_path.stat().st_ino in kept


KILLED = textwrap.dedent(
    """
    import json, os, signal, sys
    from pathlib import Path
    from bulletin.releases import publish

    root, moment, symlinks = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True"
    files = json.loads(sys.argv[4])
    changes = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir"}
    left = moment

    def count(event, arguments):
        global left
        writes = event == "open" and str(arguments[0]).startswith(str(root)) and arguments[1] != "r"
        if event in changes or writes:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    def build(folder):
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    sys.addaudithook(count)
    publish(build, root / ".releases", root / "site", keep=1, symlinks=symlinks, durable=True)
    os._exit(0)
    """
)


@pytest.mark.skipif(os.name == "nt", reason="cần tín hiệu SIGKILL")
@pytest.mark.parametrize("symlinks", STYLES)
def test_kill_9_before_any_change_on_disk_leaves_a_whole_site_and_the_next_run_repairs(
    tmp_path: Path, symlinks: bool
) -> None:
    import json

    outcomes = []
    for moment in range(500):
        root = tmp_path / str(moment)
        put(root, {"index.html": "cổ"}, symlinks=symlinks)
        put(root, OLD, symlinks=symlinks)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(root), str(moment), str(symlinks), json.dumps(NEW)],
            env={**os.environ, "PYTHONPATH": str(HOOKS)},
            check=False,
        )
        site = read(root / "site") if (root / "site").exists() else None
        assert site in (OLD, NEW) or (site is None and not symlinks)
        outcomes.append("nothing" if site is None else "old" if site == OLD else "new")
        third = {"index.html": "sau"}
        put(root, third, keep=1, symlinks=symlinks)
        assert read(root / "site") == third
        assert left_over(root) == []
        shutil.rmtree(root)
        if done.returncode == 0:
            break
    else:
        pytest.fail("lần dựng không bao giờ xong")
    assert len(outcomes) > 15
    # Once the new site is read, no later kill takes it back.
    assert outcomes == sorted(outcomes, key=["old", "nothing", "new"].index)
    assert outcomes.count("nothing") == (0 if symlinks else 1)
