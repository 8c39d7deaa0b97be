"""A stylesheet in, the rules of it that can match our pages out.

Material's sheet dresses tabs, drawers, annotations and much else that none of our pages has; what is
left is a tenth of it. Selectors are judged by their classes, ids and attributes only: a rule goes
when it asks for one that no page has, so nothing that could match is ever lost.
"""

import re
from collections.abc import Collection, Iterator

_GROUPS = ("@media", "@supports", "@layer")
_ATTRIBUTE = re.compile(r"""\[\s*([\w-]+)\s*(?:[~|^$*]?=\s*(?:"[^"]*"|'[^']*'|[^\]]*))?\s*\]""")
_OTHERS = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
_QUOTED = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""")


def only_matching(css: str, classes: Collection[str]) -> str:
    """Return the rules of `css` whose selectors ask for no other classes, and no id, than these.

    What the rules left do not name any more (keyframes, `--md-…` values) goes too. Comments must
    be gone already.
    """
    kept = list(_rules(css, classes))
    animations = " ".join(re.findall(r"animation(?:-name)?:[^;}]*", "".join(kept)))
    return "".join(rule for rule in kept if not _is_idle(rule, animations))


def _is_idle(rule: str, animations: str) -> bool:
    """Tell whether a rule gives keyframes that no animation uses."""
    frames = re.match(r"@(?:-webkit-)?keyframes ([\w-]+)", rule)
    return frames is not None and frames[1] not in animations


def without_unused_values(css: str, elsewhere: str) -> str:
    """Return `css` without the `--md-…` values that neither it nor the sheets elsewhere use."""
    used = set(re.findall(r"var\(\s*(--[\w-]+)", css + elsewhere))
    kept = []
    for head, body in _pieces(css):
        values = body
        if "--md-" in body and "{" not in body[1:]:
            values = ";".join(d for d in _split(body[1:-1], ";") if _is_used(d, used))
            values = f"{{{values}}}"
        if values != "{}":
            kept.append(head + values)
    return "".join(kept)


def _is_used(declaration: str, used: set[str]) -> bool:
    name = declaration.partition(":")[0].strip()
    return not name.startswith("--md-") or name in used


def _rules(css: str, classes: Collection[str]) -> Iterator[str]:
    for head, body in _pieces(css):
        name = head.strip()
        if name.startswith(_GROUPS):
            inner = "".join(_rules(body[1:-1], classes))
            if inner:
                yield f"{name}{{{inner}}}"
        elif name.startswith(("@keyframes", "@-webkit-keyframes", "@font-face")):
            yield name + body
        elif not name.startswith("@"):
            selectors = [s for s in _split(name, ",") if _can_match(s, classes)]
            if selectors:
                yield f"{','.join(selectors)}{body}"


def _can_match(selector: str, classes: Collection[str]) -> bool:
    """Tell whether a page may have what a selector asks for; what it excludes is no matter."""
    asked = _OTHERS.sub("", selector)
    attributes = _ATTRIBUTE.findall(asked)
    bare = _QUOTED.sub("", _ATTRIBUTE.sub("", asked))
    return (
        "#" not in bare
        and set(re.findall(r"\.([A-Za-z_][\w-]*)", bare)) <= set(classes)
        and all(not a.startswith("data-md-") or a == "data-md-color-scheme" for a in attributes)
    )


def _pieces(css: str) -> Iterator[tuple[str, str]]:
    """Yield every rule as what stands before its braces, and the braces with all in them."""
    start = opened = depth = 0
    for at, sign in _signs(css, "{};"):
        if sign == "{":
            opened, depth = (at if depth == 0 else opened), depth + 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened : at + 1]
                start = at + 1
        elif depth == 0:  # a rule without braces, such as @charset
            yield css[start:at], ";"
            start = at + 1


def _split(text: str, by: str) -> list[str]:
    """Split at a sign that stands neither in quotes nor in brackets."""
    cuts, depth = [-1], 0
    for at, sign in _signs(text, f"()[]{by}"):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign == by and depth == 0:
            cuts.append(at)
    ends = [*cuts[1:], len(text)]
    return [text[one + 1 : two].strip() for one, two in zip(cuts, ends, strict=True)]


def _signs(text: str, signs: str) -> Iterator[tuple[int, str]]:
    """Yield where any of the signs stands outside quotes."""
    found = re.compile(rf"""{_QUOTED.pattern}|[{re.escape(signs)}]""")
    for match in found.finditer(text):
        if match[0] in signs:
            yield match.start(), match[0]
