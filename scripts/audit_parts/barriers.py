"""axe on a page of every kind, in every palette, at every width; and what the console says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import sync_playwright

import _browsing
from audit_parts.findings import Finding, none_of
from audit_parts.serving import Server

PALETTES = ("light", "dark", "high")
WIDTHS = (320, 360, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"]}
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def find_barriers(server: Server, kinds: dict[str, str]) -> Finding:
    """Return what axe and the console complain of on the pages of `kinds`."""
    barriers: list[dict[str, Any]] = []
    wide: list[str] = []
    said: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_browsing.chromium(), args=[*_browsing.FLAGS, *server.flags]
        )
        for palette in PALETTES:
            context = browser.new_context(ignore_https_errors=True, locale="vi-VN")
            context.add_init_script(f"localStorage.setItem('palette', '{palette}')")
            page = context.new_page()
            page.on("pageerror", lambda error: said.add(str(error)))
            page.on("console", lambda told: said.add(told.text) if told.type == "error" else None)
            for kind, path in kinds.items():
                page.goto(server.address + path, wait_until="load")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 800})
                    if page.evaluate(TOO_WIDE) > 0:
                        wide.append(f"{path} ({width} px)")
                    barriers += _on(page, kind, path, palette, width)
            context.close()
        browser.close()
    sample = f"{len(kinds)} loại trang × {len(PALETTES)} màu × {len(WIDTHS)} bề rộng"
    told = [
        f"axe: {one['rule']}: {one['path']} ({one['palette']}, {one['width']} px): {one['html']}"
        for one in barriers
    ]
    told += [f"rộng hơn màn hình: {one}" for one in wide]
    told += [f"bảng điều khiển: {one}" for one in sorted(said)]
    return Finding(
        "axe",
        [
            none_of(f"axe, {sample}: rào cản", len(barriers)),
            none_of("Trang rộng hơn màn hình", len(wide)),
            none_of("Lỗi trong bảng điều khiển (gồm vi phạm CSP)", len(said)),
        ],
        {"barriers": barriers, "console": sorted(said), "wide": wide, "pages": kinds},
        told,
    )


def _on(page: Any, kind: str, path: str, palette: str, width: int) -> list[dict[str, Any]]:
    """Return what axe finds on the page as it is now."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        {
            "kind": kind, "path": path, "palette": palette, "width": width,
            "rule": barrier["id"], "help": barrier["help"], "html": node["html"],
            "why": node.get("failureSummary", ""),
        }
        for barrier in found
        for node in barrier["nodes"]
    ]  # fmt: skip
