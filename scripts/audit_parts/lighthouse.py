"""Lighthouse on a phone: the median of three runs a page, and what a page weighs."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

import _browsing
from audit_parts.findings import Finding, Goal, Lacking
from audit_parts.serving import Server
from audit_parts.tools import MODULES, node_tools

RUNS = 3
SCORES = {
    "performance": ("tốc độ", 98),
    "accessibility": ("tiếp cận", 100),
    "best-practices": ("cách làm tốt", 100),
    "seo": ("tìm kiếm", 100),
}
METRICS = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}
LIMIT = 150 * 1000
"""Bytes a page may weigh, as sent, without its photos."""
PHONE = ("--headless=new", *_browsing.FLAGS)


def measure(server: Server, pages: dict[str, tuple[str, bool]], work: Path) -> Finding:
    """Return what Lighthouse says of `pages`: by name an address, and whether it is sample data.

    Pages of sample data are kept from search engines on purpose.
    """
    node = shutil.which("node")
    if node is None:
        raise Lacking("Thiếu node.\nCách sửa: Debian, Ubuntu: sudo apt install nodejs npm")
    if _browsing.chromium() is None:
        raise Lacking(f"Không chạy được Lighthouse: {_browsing.LACK}.")
    node_tools()
    goals: list[Goal] = []
    details: dict[str, Any] = {}
    told: list[str] = []
    for name, (path, is_sample) in pages.items():
        runs = [_run(node, server, path, is_sample, work) for _ in range(RUNS)]
        found = _median(runs)
        details[name] = {"path": path, **found}
        scores = {kind: found["scores"][kind] for kind in SCORES}
        short = [kind for kind, (_, wanted) in SCORES.items() if scores[kind] < wanted]
        goals.append(
            Goal(
                f"Lighthouse {name}: " + ", ".join(label for label, _ in SCORES.values()),
                " · ".join(f"{scores[kind]:.0f}" for kind in SCORES),
                " · ".join(f"{wanted}" for _, wanted in SCORES.values()),
                not short,
            )
        )
        weight = found["bytes"]
        goals.append(
            Goal(f"  {name}: KB truyền, không kể ảnh", f"{weight / 1000:.0f}",
                 f"≤ {LIMIT // 1000}", weight <= LIMIT)
        )  # fmt: skip
        told.append(
            f"{path}: " + ", ".join(f"{key} {value:g}" for key, value in found["metrics"].items())
        )
        told += [f"Lighthouse: {path}: {audit}" for audit in found["failed"]]
    return Finding("lighthouse", goals, details, told)


def _run(node: str, server: Server, path: str, is_sample: bool, work: Path) -> dict[str, Any]:
    """Return the report of one run; raises Lacking."""
    out = work / "lighthouse-run.json"
    command = [
        node, str(MODULES / "lighthouse" / "cli" / "index.js"), server.address + path, "--quiet",
        "--output=json", f"--output-path={out}", f"--only-categories={','.join(SCORES)}",
        f"--chrome-flags={' '.join(_quoted(flag) for flag in (*PHONE, *server.flags))}",
    ]  # fmt: skip
    if is_sample:
        command.append("--skip-audits=is-crawlable")
    own = {**os.environ, "CHROME_PATH": _browsing.chromium() or ""}
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Lacking(f"Lighthouse không chạy được.\n{done.stderr[-600:]}") from None
    out.unlink()
    if error := report.get("runtimeError"):
        raise Lacking(f"Lighthouse không đọc được {path}: {error.get('message', '')}")
    return report


def _quoted(flag: str) -> str:
    """Return a flag as Lighthouse reads it: with its value in quotes if it has spaces."""
    name, _, value = flag.partition("=")
    return f'{name}="{value}"' if " " in value else flag


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the medians of some runs, and what any of them failed."""
    scores = {
        kind: statistics.median(100 * (run["categories"][kind]["score"] or 0) for run in runs)
        for kind in SCORES
    }
    metrics = {
        label: round(statistics.median(run["audits"][key]["numericValue"] for run in runs), 3)
        for key, label in METRICS.items()
    }
    failed = sorted({text for run in runs for text in _failed(run)})
    requests = runs[0]["audits"]["network-requests"]["details"]["items"]
    sent = {
        request["url"]: [request.get("resourceType", ""), request.get("transferSize", 0)]
        for request in requests
    }
    weight = sum(size for kind, size in sent.values() if kind != "Image")
    return {"scores": scores, "metrics": metrics, "failed": failed, "bytes": weight, "sent": sent}


def _failed(run: dict[str, Any]) -> list[str]:
    """Return the audits that cost points, with what they cost."""
    return [
        f"{name}: {run['audits'][ref['id']]['title']} ({ref['id']})"
        for name in SCORES
        for ref in run["categories"][name]["auditRefs"]
        if ref["weight"] and (run["audits"][ref["id"]]["score"] or 0) < 0.9
        and run["audits"][ref["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]  # fmt: skip
