"""The Nu HTML checker and lychee on all pages; how the tools of node get here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from _node import MODULES, NoNode, ensure_packages
from audit_parts.findings import Finding, Lacking, none_of

# A note of the checker on a browser's bug that is no concern of ours would be left out here.
NOT_OURS = ""


def node_tools() -> None:
    """Have node_modules hold the audits' tools; raises Lacking."""
    try:
        ensure_packages(audit=True)
    except NoNode as error:
        raise Lacking(str(error)) from None


def check_html(site: Path) -> Finding:
    """Return what the Nu HTML checker finds wrong on all pages; raises Lacking."""
    java = shutil.which("java")
    if java is None:
        raise Lacking(
            "Thiếu java.\nCách sửa: Debian, Ubuntu: sudo apt install default-jre-headless"
        )
    node_tools()
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-Xmx1g", "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only"]
    done = subprocess.run(
        [*command, "--format", "json", str(site)], capture_output=True, text=True, check=False
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        raise Lacking(f"Nu HTML checker không chạy được.\n{done.stderr[-600:]}") from None
    wrong = [_placed(message, site) for message in messages]
    pages = sum(1 for _ in site.rglob("*.html"))
    told = [f"Nu: {one['page']}:{one['line']}: {one['message']}" for one in wrong]
    return Finding(
        "html", [none_of(f"Nu HTML checker, {pages} trang: lỗi", len(wrong))], wrong, told
    )


def _placed(message: dict[str, Any], site: Path) -> dict[str, Any]:
    """Return a message of the checker with the page it is about."""
    return {
        "page": message.get("url", "").rpartition(f"{site.name}/")[2],
        "line": message.get("lastLine", 0),
        "message": message.get("message", ""),
        "extract": message.get("extract", ""),
    }


def check_links(site: Path) -> Finding:
    """Return the links and fragments on all pages that lead nowhere; raises Lacking."""
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent))
    if lychee is None:
        raise Lacking("Thiếu lychee trong .venv.\nCách sửa: xóa .venv rồi chạy lại.")
    pages = sorted(str(path) for path in site.rglob("*.html"))
    command = [
        lychee, "--offline", "--no-progress", "--include-fragments", "--format", "json",
        "--root-dir", str(site), "--index-files", "index.html", "--files-from", "-",
    ]  # fmt: skip
    done = subprocess.run(
        command, input="\n".join(pages), capture_output=True, text=True, check=False
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        raise Lacking(f"lychee không chạy được.\n{done.stderr[-600:]}") from None
    broken = [
        {
            "page": Path(page).relative_to(site).as_posix(),
            "link": str(link.get("url", "")),
            "why": str(link.get("status", {}).get("text", "")),
        }
        for page, links in sorted(report.get("error_map", {}).items())
        for link in links
    ]
    told = [f"liên kết hỏng: {one['page']}: {one['link']} ({one['why']})" for one in broken]
    name = f"Liên kết, {report.get('total', 0)} chỗ: hỏng"
    return Finding("links", [none_of(name, len(broken))], broken, told)
