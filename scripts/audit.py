"""Look at the built site as judges do: `make audit`.

Builds the site, serves it compressed by Caddy under a strict content security policy, and asks
axe (every kind of page, three palettes, four widths), the Nu HTML checker and lychee (all pages)
and Lighthouse (a phone, the median of three runs). Writes one entry of every kind in the web
editor; loads nginx and Caddy; tries every hostile text in every field, twenty kills, a full disk
and a hundred published edits. Prints one table; .cache/audit/*.json holds everything. Ends with
status 1 when a goal is missed or a tool is missing.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("audit")

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import _browsing
from audit_parts.barriers import find_barriers
from audit_parts.editor import check_editor
from audit_parts.edits import check_edits
from audit_parts.faults import check_faults, check_hostile
from audit_parts.findings import Finding, Lacking, table
from audit_parts.lighthouse import measure
from audit_parts.polling import check_polling
from audit_parts.serving import Server, served_by_caddy
from audit_parts.supply import find_holes, make_sbom
from audit_parts.tools import check_html, check_links
from audit_parts.webservers import check_load, check_servers

WORK = _venv.ROOT / ".cache" / "audit"
CHECKS = ("axe", "html", "links", "lighthouse", "editor", "sbom", "holes", "servers", "load",
          "polling", "hostile", "faults", "edits")  # fmt: skip
MEASURED = {
    "trang chủ": "front",
    "bài": "article",
    "phong trào": "campaign",
    "bảng vàng": "honour_roll",
}
SHOWN = 40
"""How many single findings are printed; all of them are in the JSON files."""


def main(arguments: list[str]) -> int:
    """Run the checks asked for; return the exit status."""
    parser = argparse.ArgumentParser(description="Soát trang đã dựng.", add_help=False)
    parser.add_argument(
        "--only", nargs="+", choices=CHECKS, default=CHECKS, help="chỉ các kiểm tra này"
    )
    parser.add_argument("--no-build", action="store_true", help="soát site/ như đang có")
    parser.add_argument("-h", "--help", action="help", help="in lời này")
    chosen = parser.parse_args(arguments)
    WORK.mkdir(parents=True, exist_ok=True)
    if not chosen.no_build and subprocess.call(
        [sys.executable, "scripts/build.py"], cwd=_venv.ROOT
    ):
        return 1
    site = (_venv.ROOT / "site").resolve()
    if not (site / "index.html").exists():
        _venv.say("Chưa có site/.\nCách sửa: chạy make site trước.")
        return 1
    findings, lacks = look(site, chosen.only)
    for finding in findings:
        finding.write(WORK)
        print(*finding.told[:SHOWN], sep="\n", end="\n" if finding.told else "")
        if len(finding.told) > SHOWN:
            print(f"… và {len(finding.told) - SHOWN} chỗ khác: .cache/audit/{finding.name}.json")
    goals = [goal for finding in findings for goal in finding.goals]
    print("", table(goals), sep="\n")
    for lack in lacks:
        _venv.say(lack)
    return 0 if not lacks and all(goal.met for goal in goals) else 1


def look(site: Path, only: tuple[str, ...]) -> tuple[list[Finding], list[str]]:
    """Return what the checkers found, and which of them could not run, and why."""
    from bulletin.settings import read_settings

    kinds = _browsing.page_kinds(site)
    url = read_settings(_venv.ROOT / "mkdocs.yml").site_url
    findings, lacks = [], []

    def ask(name: str, check: Callable[[], Finding]) -> None:
        if name in only:
            _venv.say(f"— {name}")
            try:
                findings.append(check())
            except Lacking as lack:
                lacks.append(str(lack))

    def served(check: Callable[[Server], Finding]) -> Finding:
        if _browsing.chromium() is None:
            raise Lacking(f"Chưa soát được: {_browsing.LACK}.")
        with served_by_caddy(site, url, WORK) as server:
            return check(server)

    measured = {
        name: (kinds[kind], is_sample(site, kinds[kind])) for name, kind in MEASURED.items()
    }
    ask("html", lambda: check_html(site))
    ask("links", lambda: check_links(site))
    ask("axe", lambda: served(lambda server: find_barriers(server, kinds)))
    ask("sbom", lambda: make_sbom(WORK))
    ask("holes", find_holes)
    ask("servers", lambda: check_servers(kinds, WORK))
    ask("load", lambda: check_load(WORK))
    ask("polling", lambda: check_polling(kinds, WORK))
    ask("hostile", check_hostile)
    ask("faults", lambda: check_faults(WORK))
    ask("edits", lambda: check_edits(WORK))
    ask("lighthouse", lambda: served(lambda server: measure(server, measured, WORK)))
    ask("editor", lambda: check_editor(WORK))
    return findings, lacks


def is_sample(site: Path, path: str) -> bool:
    """Tell whether a page is kept from search engines because all on it is sample data."""
    page = site / path.strip("/") / "index.html"
    return b'<meta name="robots" content="noindex' in page.read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
