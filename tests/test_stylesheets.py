"""Of a foreign stylesheet only what can match our pages is kept, and nothing of that is lost."""

from __future__ import annotations

import re
from pathlib import Path

import mkdocs.theme
import pytest

from bulletin.assets import CLASSES, MATERIAL, STYLES, make_assets
from bulletin.stylesheets import only_matching, without_unused_values
from conftest import ROOT

OURS = ("ours",)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a{b:c}", "a{b:c}"),
        (".ours a:hover,.theirs a{b:c}", ".ours a:hover{b:c}"),
        ('.theirs{b:url("data:,}{")}a{b:c}', "a{b:c}"),
        (".ours:not(.theirs){b:c}", ".ours:not(.theirs){b:c}"),
        (":is(.ours,p) a{b:c}", ":is(.ours,p) a{b:c}"),
        ("#id a,a{b:c}", "a{b:c}"),
        ('a[href$=".pdf#top"]{b:c}', 'a[href$=".pdf#top"]{b:c}'),
        ("[data-md-state=x] a{b:c}", ""),
        ("[data-md-color-scheme=slate] a{b:c}", "[data-md-color-scheme=slate] a{b:c}"),
        ("@media print{.theirs{b:c}a{b:c}}", "@media print{a{b:c}}"),
        ("@media print{.theirs{b:c}}", ""),
        ('@charset "UTF-8";a{b:c}', "a{b:c}"),
        ("@keyframes x{0%{b:c}}@keyframes y{0%{b:c}}a{animation:y 1s}", "@keyframes y{0%{b:c}}a{animation:y 1s}"),
    ],
)  # fmt: skip
def test_a_rule_stays_when_a_page_of_ours_can_match_it(css: str, left: str) -> None:
    assert only_matching(css, OURS) == left


def test_values_that_nothing_uses_go_with_the_rules_that_held_only_them() -> None:
    css = ":root{--md-a:url('x;y');--md-b:1;color:red}.ours{--md-c:1}a{b:var(--md-a)}"
    assert without_unused_values(css, "p{q:var(--md-b)}") == (
        ":root{--md-a:url('x;y');--md-b:1;color:red}a{b:var(--md-a)}"
    )


def test_the_sites_own_rules_are_whole_and_the_themes_are_few() -> None:
    theme = mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks/theme"))
    folders = [Path(folder) for folder in theme.dirs]
    made = make_assets(folders)
    css = made.files[made.css].decode()
    for name in STYLES:
        rules = re.sub(
            r"/\*.*?\*/", "", (ROOT / "hooks/theme" / name).read_text("utf-8"), flags=re.S
        )
        for declaration in re.findall(r"[\w-]+: [^;{}/]+;", rules):
            assert declaration in css
    whole = sum(len(next(f.glob(n)).read_text("utf-8")) for n in MATERIAL for f in folders[1:2])
    theirs = css[: css.index("--font:")]
    assert len(theirs) < whole / 4
    assert set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}|:not\([^)]*\)", "", theirs))) <= {
        *CLASSES
    }
