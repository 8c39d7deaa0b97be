"""The scripts themselves in, what each command is for and which options it has out.

Read from their source, where argparse is told in Vietnamese: so the guide cannot fall behind. A
script without argparse says it in `ABOUT`, and its options, if any, in `HELP`. A loop over what the
package declares is gone through as it would be; a parser with a `prog` of its own is a subcommand.
"""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: the package is only ever installed in place."""
_STAFF_GROUP = "run"
_TARGET = re.compile(r"^([a-z_-]+):.*?## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Option:
    """One thing that may be typed behind a command; `of` is its subcommand or ``."""

    name: str
    about: str
    of: str = ""


@dataclass(frozen=True)
class Command:
    """One script: its file name, what it is for, and what may be typed behind it."""

    name: str
    about: str
    options: tuple[Option, ...]
    parts: tuple[Option, ...]
    """Subcommands."""
    usage: str
    """Its whole help as a text, where it has no argparse."""
    for_staff: bool


def commands(root: Path = ROOT) -> list[Command]:
    """Return every command in scripts/, by name."""
    return [command(path) for path in sorted((root / "scripts").glob("[!_]*.py"))]


def make_targets(root: Path = ROOT) -> list[Option]:
    """Return what `make` offers, as the Makefile explains it."""
    file = root / "Makefile"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return [Option(*found) for found in _TARGET.findall(text)]


def command(path: Path, name: str = "") -> Command:
    """Return what one script says of itself, under its own name or another."""
    name = name or path.name
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    texts = {
        target.id: _text(node.value, {})
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    about, options, parts, holders = "", list[Option](), list[Option](), dict[str, str]()
    for call, holder, known in _calls(tree, texts):
        said = {word.arg: _text(word.value, known) for word in call.keywords if word.arg}
        names = [_text(argument, known) for argument in call.args]
        match getattr(call.func, "attr", getattr(call.func, "id", "")):
            case "ArgumentParser" if part := said.get("prog", "").partition(f"{name} ")[2]:
                parts.append(Option(part, said.get("description", "")))
                holders[holder] = part
            case "ArgumentParser":
                about = about or said.get("description", "")
            case "add_parser":
                parts.append(Option(names[0], said.get("help") or said.get("description", "")))
                holders[holder] = names[0]
            case "add_argument" if "--help" not in names:
                owner = getattr(getattr(call.func, "value", None), "id", "")
                shown = (
                    ", ".join(names) if names[0].startswith("-") else said.get("metavar", names[0])
                )
                options.append(Option(shown, said.get("help", ""), holders.get(owner, "")))
    staff = f'ensure("{_STAFF_GROUP}")' in source
    usage = texts.get("HELP", "")
    for helper in _helpers(tree, path):
        there = {(one.of, one.name) for one in options}
        options += [one for one in helper.options if (one.of, one.name) not in there]
        parts += helper.parts
    about = texts.get("ABOUT", "") or about
    return Command(name, about, tuple(options), tuple(parts), usage, staff)


def _helpers(tree: ast.Module, path: Path) -> Iterator[Command]:
    """Yield what private modules beside a script add to it: subcommands that stand there."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("_"):
            file = path.with_name(f"{node.module}.py")
            if file.is_file():
                yield command(file, path.name)


_Known = Mapping[str, object]
"""What names in a script stand for: texts, and what the package declares."""


def _calls(tree: ast.Module, texts: _Known) -> Iterator[tuple[ast.Call, str, _Known]]:
    """Yield every call in the order of the source, with the name its result is given, or ``, and
    what names stand for there; a call in a loop once a round.
    """
    holders = {
        id(node.value): node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    rounds = {
        id(call): found
        for loop in ast.walk(tree)
        if isinstance(loop, ast.For) and (found := _rounds(loop, tree, texts))
        for call in ast.walk(loop)
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        for known in rounds.get(id(call), [texts]):
            yield call, holders.get(id(call), ""), known


def _rounds(loop: ast.For, tree: ast.Module, texts: _Known) -> list[_Known]:
    """Return what names stand for in each round of a loop over what the package declares."""
    origin = {
        name.name: node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bulletin.")
        for name in node.names
    }
    if not (isinstance(loop.iter, ast.Name) and isinstance(loop.target, ast.Name)):
        return []
    module = origin.get(loop.iter.id)
    rounds: list[_Known] = []
    for one in getattr(importlib.import_module(module), loop.iter.id) if module else ():
        known = {**texts, loop.target.id: one}
        for step in loop.body:
            if isinstance(step, ast.Assign) and isinstance(step.targets[0], ast.Name):
                known[step.targets[0].id] = _text(step.value, known)
        rounds.append(known)
    return rounds


def _text(node: ast.expr, known: _Known) -> str:
    """Return a text as written; what is only known when it runs is shown as `…`."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, known) for part in parts)
        case ast.FormattedValue(value=inner):
            return _text(inner, known)
        case ast.BinOp(left=left, right=right):
            return _text(left, known) + _text(right, known)
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in known:
            return str(getattr(known[name], attribute, "…"))
        case ast.Call(func=ast.Attribute(value=inner, attr="replace"), args=[old, new]):
            return _text(inner, known).replace(_text(old, known), _text(new, known))
        case ast.Name(id=name) if name in known:
            return str(known[name])
        case _:
            return "…"
