"""The scripts themselves in, what each command is for and which options it has out.

Read from their source, where argparse is told in Vietnamese: so the guide cannot fall behind. A
script without argparse says it in `ABOUT`, and its options, if any, in `HELP`.
"""

import ast
import re
from collections.abc import Iterator
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


def command(path: Path) -> Command:
    """Return what one script says of itself."""
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
    for call, holder in _calls(tree):
        said = {word.arg: _text(word.value, texts) for word in call.keywords if word.arg}
        names = [_text(argument, texts) for argument in call.args]
        match getattr(call.func, "attr", getattr(call.func, "id", "")):
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
    about = about or texts.get("ABOUT", "")
    return Command(path.name, about, tuple(options), tuple(parts), usage, staff)


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call in the order of the source, with the name its result is given, or ``."""
    holders = {
        id(node.value): node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        yield call, holders.get(id(call), "")


def _text(node: ast.expr, known: dict[str, str]) -> str:
    """Return a text as written; what is only known when it runs is shown as `…`."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, known) for part in parts)
        case ast.BinOp(left=left, right=right):
            return _text(left, known) + _text(right, known)
        case ast.Name(id=name) if name in known:
            return known[name]
        case _:
            return "…"
