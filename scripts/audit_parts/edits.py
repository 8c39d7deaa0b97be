"""A hundred edits of the demo, each published: no address and no id of a feed may ever change."""

from __future__ import annotations

import json
import logging
import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import build
import publish
from audit_parts.copies import copied
from audit_parts.findings import Finding, none_of
from bulletin.problems import ContentError
from bulletin.publishing.target import Job, Target
from bulletin.renaming import RenameError, carry_out, plan_rename

EDITS = 100
SEED = 20250819
KINDS = {"news": "news", "exemplars": "exemplar", "events": "event", "documents": "document",
         "models": "model", "notices": "notice", "awards": "award"}  # fmt: skip
NEW = """\
status: published
published_at: 09/7/2025 08:{0:02}
title: Tin mới trong lần sửa {0}
category: tong-hop
body: Nội dung của lần sửa {0}.
"""
NOTE = "changes: [{{date: 10/7/2025 06:00, kind: {0}, note: Ghi ở lần sửa {1}}}]\n"


def check_edits(work: Path) -> Finding:
    """Return which addresses and ids changed while entries were added, renamed, corrected, withdrawn."""
    project, web = copied(work / "du-an-sua"), work / "web-sua"
    shutil.rmtree(web, ignore_errors=True)
    chance, target = random.Random(SEED), Target(web, keep=2)
    _publish(project, target)
    seen, told, done = items_of(web / "current"), list[str](), dict[str, int]()
    turn = 0
    while sum(done.values()) < EDITS and turn < 4 * EDITS:
        turn += 1
        if (what := _edit(project, chance, turn)) is None:
            continue
        try:
            _publish(project, target)
        except ContentError as error:
            told.append(f"lần {turn} ({what}): {error}")
            break
        done[what] = done.get(what, 0) + 1
        now = items_of(web / "current")
        told += [f"lần {turn} ({what}): {one}" for one in lost(seen, now, web / "current")]
        seen = now
    for folder in (project, web):
        shutil.rmtree(folder, ignore_errors=True)
    counts = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    goals = [
        none_of(f"{sum(done.values())} lần sửa và đăng ({counts}): địa chỉ, mã tin đổi", len(told)),
        none_of("số lần sửa còn thiếu", max(0, EDITS - sum(done.values()))),
    ]
    return Finding("edits", goals, {"seed": SEED, "edits": done, "items": len(seen)}, told)


def items_of(site: Path) -> dict[str, str]:
    """Return by id the path of every item in the feed of everything and in its archives."""
    found = {}
    for path in sorted(site.glob("feed*.json")):
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            found[item["id"]] = item["url"].split("/", 3)[3]
    return found


def lost(before: Mapping[str, str], now: Mapping[str, str], site: Path) -> list[str]:
    """Return the items of `before` that went, and the addresses that lead elsewhere or nowhere."""
    told = []
    for guid, old in before.items():
        if guid not in now:
            told.append(f"mã {guid} không còn trong kênh tin")
        elif now[guid] != old and f'{now[guid]}"' not in _page(site, old):
            told.append(f"địa chỉ /{old} không dẫn tới /{now[guid]}")
        elif not _page(site, now[guid]):
            told.append(f"/{now[guid]} của mã {guid} không có trang")
    return told


def _page(site: Path, path: str) -> str:
    page = site / path.partition("#")[0] / "index.html"
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def _publish(project: Path, target: Target) -> None:
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    site = build.Site(project / "mkdocs.yml")
    job = publish.job_of(site)
    # The search index names no address of its own and takes longer than all else.
    target.publish(Job(job.config_file, job.settings, site.build, job.made, job.verify))


def _edit(project: Path, chance: random.Random, turn: int) -> str | None:
    """Change the content in one way; return which, None if that cannot be and nothing has changed."""
    folder = chance.choice(list(KINDS))
    path = chance.choice(sorted((project / "content" / folder).rglob("*.yml")))
    what = chance.choice(("thêm", "đổi tên", "đính chính", "đổi nhan đề", "gỡ"))
    text = path.read_text(encoding="utf-8")
    if what == "thêm":
        path = project / f"content/news/tin-moi-{turn}.yml"
        path.write_text(NEW.format(turn % 60), encoding="utf-8")
        return what
    if what == "đổi tên":
        return what if _renamed(project, KINDS[folder], path.stem, turn) else None
    if "status: published" not in text or "\nchanges:" in text:
        return None
    if what == "đổi nhan đề":
        changed = re.sub(r"(?m)^(title: .*?)(['\"]?)$", rf"\1, sửa {turn}\2", text, count=1)
    elif what == "đính chính":
        changed = text.rstrip("\n") + "\n" + NOTE.format("correction", turn)
    else:
        changed = text.replace("status: published", "status: withdrawn", 1)
        changed = changed.rstrip("\n") + "\n" + NOTE.format("removal", turn)
    path.write_text(changed, encoding="utf-8")
    if _is_sound(project):
        return what
    path.write_text(text, encoding="utf-8")
    return None


def _renamed(project: Path, kind: str, slug: str, turn: int) -> bool:
    try:
        carry_out(plan_rename(project, kind, slug, f"{slug[:60]}-{turn}"), project)
    except (RenameError, ContentError):
        return False
    return True


def _is_sound(project: Path) -> bool:
    """Tell whether the content has no mistake: most withdrawals leave a reference behind."""
    from bulletin.load import load_bulletin
    from bulletin.settings import read_settings

    try:
        load_bulletin(project / "content", read_settings(project / "mkdocs.yml"))
    except ContentError:
        return False
    return True
