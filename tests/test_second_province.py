"""Another province: one file of settings gives it its own name, emblem and colours everywhere."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from bulletin.colours import TEXT, contrast
from bulletin.verify import check_site
from conftest import ROOT, built

HOME = ROOT / "tests/second"
BRAND, ACCENT, LINK = "#0b5a5e", "#8fd0a8", "#0a4b8c"
PALETTES = {"light": ("default", ""), "dark": ("slate", ""), "high": ("slate", "high")}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(HOME / "mkdocs.yml", tmp_path_factory.mktemp("tinh-thu-hai"))


def sheet(site: Path) -> str:
    (path,) = site.glob("css/site.*.css")
    return path.read_text("utf-8")


def tokens(css: str, palette: str) -> dict[str, str]:
    """Return the values that hold in a palette on screen, as a browser would choose them."""
    scheme, high = PALETTES[palette]
    found: dict[str, tuple[int, str]] = {}
    css = re.sub(r"@media print \{\n.*", "", css, flags=re.S)
    for head, body in re.findall(r"([^{}]*)\{([^{}]*)\}", css):
        weights = [weight(one, scheme, high) for one in head.rpartition("\n}")[2].split(",")]
        if max(weights) == 0:
            continue
        for name, value in re.findall(r"--([\w-]+): ?([^;]+)", body):
            if max(weights) >= found.get(name, (0, ""))[0]:
                found[name] = (max(weights), value.strip())
    return {name: value for name, (_, value) in found.items()}


def weight(selector: str, scheme: str, high: str) -> int:
    """Return how strong a selector of the page's root is, 0 if it does not hold."""
    text = selector.strip().replace('"', "")
    holds = {
        ":root": 1,
        "[data-md-color-scheme=default]": scheme == "default",
        "[data-md-color-scheme=slate]": scheme == "slate",
        "[data-contrast=high]": high == "high",
        ":root:not([data-md-color-scheme=slate])": 2 * (scheme != "slate"),
        ":root[data-md-color-scheme=slate]:not([data-contrast=high])": 3
        * (scheme == "slate" and not high),
    }
    return int(holds.get(text, 0))


def colours(values: dict[str, str], name: str) -> list[str]:
    """Return the colours of a token, one or those of a gradient, as `#rrggbb`."""
    value = values[name]
    if inner := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colours(values, inner[1])
    found = re.findall(r"#[0-9a-f]{3,6}\b", value)
    assert found, (name, value)
    return [c if len(c) == 7 else "#" + "".join(2 * x for x in c[1:]) for c in found]


ON_PAGE = ("ink", "muted", "red", "link", "link-hover", "navy", "green", "gold-ink", "amber")
PAIRS = [
    *((text, ground) for text in ON_PAGE for ground in ("paper", "card", "panel")),
    *((text, f"{text}-soft") for text in ("red", "navy", "green")),
    ("gold-ink", "gold-soft"), ("ink", "gold-soft"), ("ink", "red-soft"), ("ink", "navy-soft"),
    ("mast-ink", "red-fill"), ("mast-ink", "red-deep"), ("mast-ink", "mast"), ("mast-note", "mast"),
    ("strip-ink", "strip"), ("foot-ink", "foot"), ("foot-link", "foot"), ("mast-ink", "foot"),
    ("ink", "nav"), ("red", "nav"),
]  # fmt: skip


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", ["second", "demo_site"])
def test_all_text_stands_out_from_its_ground(
    name: str, palette: str, request: pytest.FixtureRequest
) -> None:
    values = tokens(sheet(request.getfixturevalue(name)), palette)
    for text, ground in PAIRS:
        for one in colours(values, text):
            for other in colours(values, ground):
                assert contrast(one, other) >= TEXT, (text, one, ground, other)


def test_its_colours_are_those_it_set_and_high_contrast_is_nobodys_own(
    second: Path, demo_site: Path
) -> None:
    values = tokens(sheet(second), "light")
    assert (values["red"], values["gold"], values["navy"]) == (BRAND, ACCENT, LINK)
    assert BRAND in values["mast"]
    assert tokens(sheet(second), "dark")["red"] != tokens(sheet(demo_site), "dark")["red"]
    assert tokens(sheet(second), "high") == tokens(sheet(demo_site), "high") | {
        "print": values["print"]
    }


def test_nothing_is_wrong_with_it(second: Path) -> None:
    assert check_site(second, "https://songbiec.example/thi-dua/") == []


def test_every_page_wears_its_name_agency_emblem_and_colour(second: Path) -> None:
    pages = [page for page in second.rglob("*.html") if "http-equiv" not in page.read_text("utf-8")]
    assert len(pages) > 20
    for page in pages:
        tree = html.fromstring(page.read_text("utf-8"))
        assert tree.findtext(".//*[@class='brand-name']") == "Cổng thi đua Tỉnh Sông Biếc"
        assert "Sông Biếc" in tree.findtext(".//*[@class='brand-agency']")
        assert tree.find(".//meta[@name='theme-color']").get("content") == BRAND
        emblems = tree.findall(".//img[@class='emblem']")
        assert [img.getparent().tag for img in emblems] == ["a", "p"], page
        assert {img.get("src").rpartition("../")[2].rpartition("/")[2] for img in emblems} == {
            "emblem.png"
        }
        assert tree.find(".//link[@type='image/svg+xml']") is None


def test_its_emblem_is_in_the_browsers_tab(second: Path) -> None:
    emblem = Image.open(HOME / "content/media/bieu-trung.png").convert("RGBA")
    for size in (32, 180):
        icon = Image.open(io.BytesIO((second / f"img/favicon-{size}.png").read_bytes()))
        assert icon.size == (size, size)
        seen = icon.convert("RGB").getpixel((size // 2, size // 3))
        meant = emblem.getpixel((150, 100))[:3]
        assert all(abs(one - other) < 24 for one, other in zip(seen, meant, strict=True))


def test_nothing_of_the_demo_is_left(second: Path) -> None:
    foreign = re.compile(
        r"minhhoa|(?:tỉnh|xã) minh họa|Trang tin thi đua|#a3121b|#98111a|#b01d25", re.I
    )
    for path in sorted(second.rglob("*")):
        if path.suffix in (".html", ".xml", ".txt"):
            assert not foreign.search(path.read_text("utf-8")), path
    for palette in ("light", "dark"):
        assert not foreign.search(" ".join(tokens(sheet(second), palette).values()))
    assert not (second / "media").exists()
