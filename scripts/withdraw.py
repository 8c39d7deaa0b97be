"""Take down an entry or a person, everywhere and in one go: `python scripts/withdraw.py`.

Changes content/, builds the site anew, deletes the earlier releases, and looks through all that is
kept. Ends with status 0 when nothing names them any more; with 1 when something must be mended
first, which is told with file and line, and nothing has changed.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import build
import publish
from _place import NoSuchSite, project_of
from bulletin.checks import Library
from bulletin.dates import Day
from bulletin.editing import NoSuchEntry, entry_file
from bulletin.kinds import Person
from bulletin.kinds._types import Refused, _full_day
from bulletin.load import load_bulletin, read_library
from bulletin.problems import ContentError
from bulletin.publishing.permalinks import PermalinksBroken
from bulletin.publishing.remote import RemoteError
from bulletin.publishing.target import OWN, is_for_servers
from bulletin.releases import ReleaseError, purge
from bulletin.releases import publish as release
from bulletin.settings import read_settings
from bulletin.store import STORE, Store
from bulletin.text import fold, nearest
from bulletin.withdrawal import log
from bulletin.withdrawal.plan import Plan, plan_for_entry, plan_for_person
from bulletin.withdrawal.traces import files_with

WORKPLACES = (".build", ".preview", ".admin", ".cache/audit", ".cache/pdf")
"""Folders of earlier builds that nobody serves; made anew whenever they are needed."""
CARDS = ".cache/cards"


class Refusal(Exception):
    """The removal cannot be done; the text, in Vietnamese, says why and what to do."""


STILL_NAMED = (
    "Nội dung có thể đã sửa nhưng trang chưa đăng lại được: trang đang đăng CÒN nêu tên.\n"
    "Cách sửa: sửa điều kể dưới đây rồi đăng lại; mọi bản cũ phải bị xóa (publish.py --purge).\n"
)
EXPECTED = (
    ContentError, NoSuchEntry, PermalinksBroken, Refusal, Refused, ReleaseError, RemoteError
)  # fmt: skip
"""What may stop a removal; the text of each is for the person at the console."""


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and take down; return the exit status."""
    options = _options(arguments)
    started, changed = time.monotonic(), False
    try:
        settings = read_settings(options.project / "mkdocs.yml")
        on = _full_day(options.on) if options.on else settings.moment()
        place = publish.Place(options.config, options.to) if options.to else None
        if place:
            publish.job_of(build.Site(options.config)).check_settings()
        plan = _plan(options, on)
        if plan.standing:
            _venv.say(_still(plan))
            return 1
        if options.dry_run:
            print(_told(plan))
            return 0
        _apply(plan, options.project)
        changed = True
        releases = _rebuild(options.project, place, plan)
        left = _leftovers(options.project, place, plan)
    except EXPECTED as error:
        _venv.say(f"{STILL_NAMED if changed else ''}{error}")
        return 1
    except Exception:
        _venv.say(
            f"{STILL_NAMED}Vẫn lỗi thì gửi phần dưới cho người phụ trách kỹ thuật.\n"
            f"{traceback.format_exc()}"
        )
        return 1
    log.write(options.project, _facts(options, plan, on, releases, len(left)))
    took = f"{time.monotonic() - started:.0f}"
    print(
        f"{_told(plan)}\nĐã dựng lại trang, xóa {releases} bản cũ, soát mọi thứ còn giữ ({took} giây)."
    )
    print(
        "Tìm trong lịch sử git thì vẫn thấy bản cũ: nhờ người phụ trách kỹ thuật xóa khỏi lịch sử."
    )
    print("Trả lời người yêu cầu rồi ghi `answered` trong private/requests.yml.")
    if left:
        _venv.say("Còn nêu tên, phải xóa tay:\n" + "\n".join(f"  {path}" for path in left))
    return 1 if left else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Gỡ một mục, hoặc gỡ một người khỏi mọi mục, khỏi trang và mọi bản còn giữ.",
        add_help=False,
    )
    parser.add_argument("entry", nargs="?", help="loại/tên-tệp, ví dụ news/le-ra-mat")
    parser.add_argument("--person", help="people/tên-tệp, hoặc họ tên đầy đủ của người cần gỡ")
    parser.add_argument("--by", required=True, help="ai gỡ: chức vụ")
    parser.add_argument(
        "--say", help='với --person: lời thay cho họ tên trong câu, ví dụ "một người dân"'
    )
    parser.add_argument(
        "--to",
        metavar="NƠI",
        help="nơi trang đang được đọc, viết như --to của publish.py: gỡ khỏi đó luôn",
    )
    parser.add_argument("--on", help="ngày gỡ (mặc định: hôm nay)")
    parser.add_argument("--request", help="số của yêu cầu trong private/requests.yml")
    parser.add_argument(
        "--keep-text", action="store_true", help="chỉ đổi trạng thái, giữ lời trong tệp"
    )
    parser.add_argument(
        "--others-may-stand", action="store_true", help="mục khác được nêu tên người của mục này"
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì")
    parser.add_argument(
        "--config",
        type=Path,
        metavar="TỆP",
        help="trang khác trang của dự án: tệp mkdocs.yml của trang ấy",
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    options = parser.parse_args(arguments)
    if (options.entry is None) == (options.person is None):
        parser.error("ghi một trong hai: loại/tên-tệp, hoặc --person")
    try:
        options.project = project_of(options.config, _venv.ROOT).resolve()
    except NoSuchSite as error:
        parser.error(str(error))
    options.config = options.project / "mkdocs.yml"
    return options


def _plan(options: argparse.Namespace, on: Day) -> Plan:
    """Read all content and decide; raises ContentError, NoSuchEntry, Refusal."""
    content = options.project / "content"
    settings = read_settings(options.project / "mkdocs.yml")
    library, problems = read_library(content, settings, store=_store(options.project))
    if problems:
        raise ContentError(problems)
    if options.person:
        return plan_for_person(
            library, options.project, _name(options.person, library), on, options.say
        )
    kind, path = entry_file(content, options.entry)
    entry = library.shelves[kind.KIND][path.stem]
    return plan_for_entry(
        library,
        options.project,
        entry,
        on,
        keep_text=options.keep_text,
        others=options.others_may_stand,
    )


def _store(project: Path) -> Store:
    """Return what earlier builds kept: content is read three times here, and seconds count."""
    return Store(project / ".cache" / STORE)


def _name(given: str, library: Library) -> str:
    """Return the full name meant by `people/slug`, `person/slug` or the name itself."""
    folder, slash, slug = given.removesuffix(".yml").rpartition("/")
    if not slash:
        if len(fold(given).split()) < 2:
            raise Refusal('Họ tên phải đủ họ và tên.\nCách sửa: ghi như --person "Nguyễn Văn Mẫu".')
        return given
    people = library.shelves[Person.KIND]
    found = people.get(slug)
    if folder.split("/")[-1] not in ("people", "person") or not isinstance(found, Person):
        near = nearest(slug, people)
        mend = f"có phải people/{near}?" if near else "ghi họ tên trong ngoặc kép"
        raise Refusal(f"Không có người `{given}`.\nCách sửa: {mend}")
    return found.full_name


def _still(plan: Plan) -> str:
    head = "Chưa gỡ gì: họ tên ấy còn ở những chỗ máy không tự sửa được. Sửa xong, chạy lại.\n"
    tail = '\nVới --person, thêm --say "một người dân" thì máy thay họ tên trong câu.'
    return head + "\n".join(map(str, sorted(set(plan.standing)))) + tail


def _told(plan: Plan) -> str:
    listed = ", ".join(sorted(plan.entries)) or "không mục nào"
    pictures = "".join(f"\n  xóa {path.name}" for path in sorted(plan.deletes))
    return f"Mục bị đổi: {listed} ({len(plan.writes)} tệp){pictures}"


def _apply(plan: Plan, project: Path) -> None:
    """Write and delete; if the content then has a mistake, put all back and raise ContentError."""
    before = {path: path.read_bytes() for path in (*plan.writes, *plan.deletes)}
    try:
        for path, text in plan.writes.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        for path in plan.deletes:
            path.unlink()
        settings = read_settings(project / "mkdocs.yml")
        load_bulletin(project / "content", settings, store=_store(project))
    except BaseException:
        for path, data in before.items():
            path.write_bytes(data)
        raise


def _rebuild(project: Path, place: publish.Place | None, plan: Plan) -> int:
    """Build the site anew, here and where it is read, and delete what was before; return how many.

    What is read by the public comes first; the site beside the content is then the same one.
    """
    for name in WORKPLACES:
        shutil.rmtree(project / name, ignore_errors=True)
    read = [project / "site", *([place.target.current] if place else [])]
    papers = any(build.keeps_sheets(one) for one in read)
    site = build.Site(project / "mkdocs.yml", papers=papers)
    build.listen(site.told)
    gone, make, verify = 0, site.build_with_search, site.verify
    if place:
        place.remember()
        gone += _releases_in(place.target.releases)
        place.target.publish(publish.job_of(site))
        place.target.purge()
        place.upload()
        served = place.target.current.resolve()

        def make(folder: Path) -> None:
            shutil.copytree(
                served, folder, dirs_exist_ok=True, ignore=_not_for_readers(served),
                copy_function=_share,
            )  # fmt: skip

        def verify(_: Path) -> list[str]:
            return []

    gone += _releases_in(project / ".releases")
    release(make, project / ".releases", project / "site", keep=1, verify=verify)
    purge(project / ".releases", project / "site")
    _forget_cards(project)
    for path in (project / "phieu-duyet").glob("*"):
        if any(path.stem == entry.replace("/", "-") for entry in plan.entries):
            path.unlink()
    return gone


def _share(old: str, new: str) -> None:
    """Have both be one file on the disk, which is then looked through once."""
    try:
        Path(new).hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _releases_in(folder: Path) -> int:
    return sum(path.is_dir() for path in folder.glob("[0-9]*"))


def _not_for_readers(served: Path) -> Callable[[str, list[str]], list[str]]:
    """Return what `shutil.copytree` asks: which files of a release are for web servers only."""

    def skipped(folder: str, names: list[str]) -> list[str]:
        place = Path(folder).relative_to(served)
        return [name for name in names if name == OWN or is_for_servers((place / name).as_posix())]

    return skipped


def _forget_cards(project: Path) -> None:
    """Delete the drawn cards that the new site does not show: a title may have held the name."""
    shown = {
        sha256(path.read_bytes()).digest()
        for path in (project / "site").resolve().glob("the/**/*.png")
    }
    for path in (project / CARDS).rglob("*.png"):
        if sha256(path.read_bytes()).digest() not in shown:
            path.unlink()


def _leftovers(project: Path, place: publish.Place | None, plan: Plan) -> list[Path]:
    """Return the files, served or kept, that still say a name."""
    kept = [
        project / name
        for name in (".releases", ".cache", "content", "docs", "phieu-duyet", "bao-cao")
    ]
    if place:
        kept.append(place.target.folder)
    if not project.joinpath("site").is_symlink():
        kept.append(project / "site")
    return list(files_with(kept, plan.names))


def _facts(
    options: argparse.Namespace, plan: Plan, on: Day, releases: int, left: int
) -> dict[str, object]:
    target = fold(options.person or options.entry)
    return {
        "at": on.iso,
        "what": "person" if options.person else "entry",
        "reference": log.reference(options.project, target),
        "by": options.by,
        "request": options.request,
        "files_changed": len(plan.writes),
        "files_deleted": len(plan.deletes),
        "releases_deleted": releases,
        "left_over": left,
    }


if __name__ == "__main__":
    sys.exit(main())
