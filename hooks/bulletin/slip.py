"""One entry in, *Phiếu duyệt tin, bài* out: the A4 sheet on which an editor-in-chief releases it.

It tells what is to be published and what is not: grounds for naming, papers of consent, waivers and
what changed since the last approval. It is written outside site/ and is never published.
"""

import base64
import difflib
import io
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import ImageOps

from bulletin.approval import digest_of, hashes_in, meaning
from bulletin.checks.people import mentions
from bulletin.dates import Day
from bulletin.kinds import Campaign, Entry, Part, Person
from bulletin.kinds._fields import Entry as _Common
from bulletin.kinds._inspect import info_at
from bulletin.kinds._read import read_entry
from bulletin.kinds._types import Body, Labelled
from bulletin.kinds.news import Picture
from bulletin.kinds.person import Consent
from bulletin.kinds.policy import policy_within
from bulletin.markup import LinkMistake, Renderer
from bulletin.pictures import open_picture
from bulletin.privacy import personal_data
from bulletin.problems import Problem
from bulletin.settings import Settings
from bulletin.source import parse_source, read_source

_SHOWN = (900, 700)
_FIRST = ("title", "summary", "body", "pictures", "status", "approval", "sources", "waivers")
"""Fields that the sheet shows in a place of their own."""
SIGNERS = ("Người viết", "Biên tập", "Trưởng Ban Biên tập")


@dataclass(frozen=True)
class Shown:
    """A picture on the sheet: its address, and what stands beside it."""

    address: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Named:
    """A person on the sheet: name as typed, as it will be printed, and on what ground."""

    name: str
    printed: str
    basis: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A field that says another thing than when it was approved."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Slip:
    """All that the sheet tells."""

    entry: Entry
    settings: Settings
    printed_on: Day
    digest: str
    body: Markup
    facts: list[tuple[str, str]]
    pictures: list[Shown]
    named: list[Named]
    findings: list[tuple[str, str]]
    since: str
    differences: list[Difference] = field(default_factory=list)
    signers: Sequence[str] = SIGNERS

    @property
    def title(self) -> str:
        """What the entry is called."""
        return self.entry.name


def make_slip(entry: Entry, path: Path, project: Path, settings: Settings, now: Day) -> Slip:
    """Return the sheet of an entry, read from `path` of a project."""
    media = project / "content" / "media"
    since, before = last_approved(entry, path, project)
    texts = [text for _, text in _texts(entry)]
    return Slip(
        entry=entry,
        settings=settings,
        printed_on=now,
        digest=digest_of(entry, hashes_in(media)),
        body=_body(getattr(entry, "body", None)),
        facts=[(label, told) for name, label, told in _facts(entry) if name not in _FIRST],
        pictures=list(_pictures(entry, media)),
        named=list(_named(entry, project / "content")),
        findings=[(text[f.start : f.end], f.what) for text in texts for f in personal_data(text)],
        since=since,
        differences=list(_differences(before, entry)) if before else [],
    )


def render_slip(slip: Slip) -> str:
    """Return the sheet as one HTML file that needs no other."""
    folder = Path(__file__).parent / "templates"
    env = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    return env.get_template("slip.html").render(slip=slip)


def slip_pdf(html: str) -> bytes:
    """Return the sheet as PDF; raises OSError where Debian's pango is not installed."""
    from weasyprint import HTML  # only here: loading it takes a second
    from weasyprint.urls import URLFetcher

    # What stands in the sheet itself, and nothing from anywhere else.
    fetcher = URLFetcher(allowed_protocols=("data",))
    made = HTML(string=html, url_fetcher=fetcher).write_pdf()
    assert isinstance(made, bytes)
    return made


def _body(body: Body | None) -> Markup:
    def refuse(name: str) -> Any:
        raise LinkMistake(f"media:{name}", "", "")

    made, _ = Renderer(lambda scheme, slug: None, refuse).render(body.text if body else "")
    return Markup(made)


def _facts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield the fields that say something: key, label, and what they say in words."""
    for name in meaning(entry):
        info = type(entry).model_fields[name]
        yield name, info.title or name, in_words(getattr(entry, name))


def in_words(value: Any) -> str:
    """Return any value of a field as a person reads it."""
    if isinstance(value, Part):
        told = (
            (info_at(type(value), (name,)), getattr(value, name))
            for name in type(value).model_fields
        )
        return "; ".join(
            f"{info.title}: {in_words(held)}"
            for info, held in told
            if info is not None and held not in (None, (), {}, False)
        )
    if isinstance(value, tuple):
        return " · ".join(map(in_words, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {held}" for key, held in value.items())
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, Body):
        return value.text
    return "có" if value is True else "không" if value is False else str(value)


def _pictures(entry: Entry, media: Path) -> Iterator[Shown]:
    for picture in getattr(entry, "pictures", ()):
        assert isinstance(picture, Picture)
        facts = (
            ("Tệp", picture.file), ("Chú thích", picture.caption), ("Mô tả", picture.alt),
            ("Nguồn ảnh", picture.credit), ("Tranh minh họa", "có" if picture.drawn else None),
        )  # fmt: skip
        path = media / (picture.file or "")
        address = _small(path) if picture.file and path.is_file() else ""
        yield Shown(address, tuple((label, told) for label, told in facts if told))


def _small(path: Path) -> str:
    """Return a picture as an address that holds it whole, small and without what cameras add."""
    try:
        with open_picture(path) as original:
            picture = ImageOps.exif_transpose(original).convert("RGB")
    except Exception:  # whatever is wrong with it is told by `check`
        return ""
    picture.thumbnail(_SHOWN)
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(held.getvalue()).decode()}"


def _named(entry: Entry, content: Path) -> Iterator[Named]:
    """Yield whom an entry names, as the site will print them: by their own policy, else its content's."""
    campaign = _registered(content, getattr(entry, "campaign", None) or "", Campaign)
    default = policy_within(entry, campaign if isinstance(campaign, Campaign) else None)
    for _, mention in mentions(entry):
        who: Any = mention
        if mention.person:
            found = _registered(content, mention.person, Person)
            if found is None:
                yield Named(f"people/{mention.person}", "—", "không đọc được tệp", ())
                continue
            who = found
        printed = who.printed(who.full_name, default) or "không nêu"
        papers = tuple(map(_paper, who.consents))
        yield Named(who.full_name, printed, who.basis.label if who.basis else "—", papers)


def _paper(consent: Consent) -> str:
    return (
        f"{consent.covers.label}: {consent.by.label} đồng ý ngày {consent.date}, "
        f"giấy số {consent.paper}, {consent.holder} giữ"
    )


def _registered(content: Path, slug: str, kind: type[Entry]) -> Entry | None:
    files = {path.stem: path for path in (content / kind.FOLDER).rglob("*.yml")}
    return _read(files.get(slug), kind)


def _read(path: Path | None, kind: type[Entry]) -> Entry | None:
    tree = read_source(path, path.name) if path else None
    if path is None or tree is None or isinstance(tree, Problem):
        return None
    entry = read_entry(kind, tree, path.stem, path.name)
    return None if isinstance(entry, list) else entry


def _texts(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the texts of the fields that readers meet."""
    for name in type(part).model_fields:
        if name in ("waivers", "approval", "consents"):
            continue
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from _texts(item)
            elif isinstance(item, Body):
                yield name, item.text
            elif isinstance(item, str) and not isinstance(item, Labelled):
                yield name, item


def last_approved(entry: Entry, path: Path, project: Path) -> tuple[str, Entry | None]:
    """Return in words which version was approved last, and that version if git still has it."""
    if entry.approval is None:
        return "Mục này chưa được duyệt lần nào.", None
    told = f"Lần duyệt trước: {entry.approval.on}, {entry.approval.by}"
    name = path.relative_to(project).as_posix()
    for commit in _git(project, "log", "--format=%H", "-n", "200", "--", name).split():
        tree = parse_source(_git(project, "show", f"{commit}:./{name}").encode(), name)
        old = (
            [tree] if isinstance(tree, Problem) else read_entry(type(entry), tree, entry.slug, name)
        )
        if (
            isinstance(old, _Common)
            and old.approval
            and old.approval.digest == entry.approval.digest
        ):
            return f"{told} (bản {commit[:8]} trong git).", old
    return f"{told}. Không có git, hoặc bản ấy chưa vào git, nên không so được từng chỗ.", None


def _git(project: Path, *arguments: str) -> str:
    """Return what git says, or nothing where there is none."""
    try:
        done = subprocess.run(
            ["git", "-C", str(project), *arguments], capture_output=True, check=False, encoding="utf-8",
            errors="replace",
        )  # fmt: skip
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def _differences(before: Entry, after: Entry) -> Iterator[Difference]:
    old, new = meaning(before), meaning(after)
    for name, info in type(after).model_fields.items():
        if old.get(name) == new.get(name):
            continue
        label = info.title or name
        was = in_words(getattr(before, name)) if name in old else ""
        now = in_words(getattr(after, name)) if name in new else ""
        if isinstance(getattr(after, name), Body):
            was, now = _changed_lines(was, now)
        yield Difference(label, was or "(không có)", now or "(bỏ)")


def _changed_lines(was: str, now: str) -> tuple[str, str]:
    """Return the lines of two texts that differ."""
    lines = list(difflib.ndiff(was.split("\n"), now.split("\n")))
    return tuple("\n".join(x[2:] for x in lines if x.startswith(sign)) for sign in "-+")  # type: ignore[return-value]
