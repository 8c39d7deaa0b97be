"""A small site that staff change hour by hour: entries of every kind, in every scope, as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bulletin.dates import day_of
from bulletin.load import ParseCache, load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from project import Project

FOLDERS = {
    "news": "news", "exemplar": "exemplars", "award": "awards", "document": "documents",
    "notice": "notices", "event": "events", "model": "models", "resource": "resources",
    "deeds": "deeds", "result": "results",
}  # fmt: skip
KINDS = tuple(FOLDERS)
NAMED_BY_RULE = ("deeds", "result")
COMMUNES = ("xa-minh-hoa-1", "xa-minh-hoa-2")
NAMES = ("Lê Văn Còn", "Trần Văn Mẫu", "Phạm Thị Thử")
TEXTS = {
    "news": "title: Tin số {n}\nbody: Bài {n}, bản {edits}.\n",
    "exemplar": "title: Gương số {n}\nkind: person\nothers_mentioned: none\n"
    "body: Bài {n}, bản {edits}.\nsources: [{{outlet: Báo Mẫu, url: 'https://bao.example/{n}'}}]\n"
    "people: [{{full_name: Hồ Văn Gương, basis: already_public}}]\n",
    "award": "title: Khen thưởng {n}\ncategory: commendation\nform: certificate\ntype: movement\n"
    "level: province\ndecided_by: ubnd-tinh-minh-hoa\nnumber: {n}/QĐ-UBND\ndecided_on: 01/02/2024\n"
    "summary: Bản {edits}.\n",
    "document": "type: plan\ntitle: Kế hoạch {n}\nissuer: ubnd-tinh-minh-hoa\nsummary: Bản {edits}.\n",
    "notice": "title: Thông báo {n}\nissuer: ubnd-tinh-minh-hoa\nbody: Bản {edits}.\n"
    "comments: {{start: 01/4/2025, end: {d:02}/4/2025, send_to: UBND xã}}\n",
    "event": "title: Lễ {n}\nkind: festival\nevent_date: {d:02}/{m}/2025\nbody: Bản {edits}.\n",
    "model": "title: Mô hình {n}\nstate: running\nbody: Bản {edits}.\n",
    "resource": "title: Biểu mẫu {n}\nfiles: [{{file: mau.txt, title: Mẫu}}]\nbody: Bản {edits}.\n",
    "deeds": "start: 01/{month:02}/{year}\nend: 28/{month:02}/{year}\nothers_mentioned: none\n"
    "rows: [{{date: 02/{month:02}/{year}, team: xa-minh-hoa-{c}/thon-1, kind: good_deed, "
    "what: 'Việc {n}, bản {edits}'}}]\n",
    "result": "kind: monthly\nas_of: 28/{month:02}/{year}\nnumber: {n}/BC\nsummary: Bản {edits}.\n",
}  # fmt: skip


@dataclass
class Scope:
    """A campaign, a category or a commune that feeds go by."""

    folder: str
    text: str
    slug: str
    aliases: list[str] = field(default_factory=list)
    gone: str = ""


@dataclass
class Thing:
    """An entry as staff keep it."""

    kind: str
    number: int
    published: datetime
    visible: datetime
    timed: bool
    aliases: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    revoked: list[int] = field(default_factory=list)
    mended: int = 0
    """How often number and day of its revocations were typed anew."""
    hidden: int = 0
    """How many of its own names are held back, which no note tells."""
    moved: int = 0
    """By how many months its day was put off."""
    edits: int = 0
    told: int = 0
    gone: bool = False
    silent: bool = False
    refiled: set[str] = field(default_factory=set)
    """The folders of scopes that were taken down while it stood: it had to name others."""
    left: set[str] = field(default_factory=set)
    """The folders of scopes that it left with a note."""
    first: str = ""
    """The file name it had at first: its id is made of it."""

    @property
    def id(self) -> str:
        return f"tag:vidu.example,2024:{self.kind}/{self.first}"

    @property
    def month(self) -> tuple[int, int]:
        """The month of a log or report: the one before it came, then a late one, then older."""
        return ((2025, 1), (2025, 2), (2024, 12), (2024, 11), (2024, 10))[self.number // 2]


class Newsroom:
    """The files, and the feeds as they stand at a moment."""

    def __init__(self, project: Project, start: datetime, old: int) -> None:
        self.project = project
        self.cache: ParseCache = {}
        self.settings = read_settings(project.root / "mkdocs.yml")
        self.scopes = {
            "campaign": Scope("campaigns", "status: published\npublished_at: 01/02/2024\n"
                              "title: Phong trào Thử\nshort_title: Thử\nform: thematic\n"
                              "scope: province\nphases: [{number: 1, start: 01/01/2024, "
                              "end: 31/12/2025}]\n", "thu-2024"),
            "category": Scope("categories", "title: Thử\n", "thu"),
            "locality": Scope("localities", "short_name: Thử\nprefix: xã\nlevel: commune\n", "xa-thu"),
        }  # fmt: skip
        self.things: list[Thing] = []
        self.choice: str | None = None
        self.withheld: list[str] = []
        self.chosen: list[str] = []
        """The notes of the editor's choice."""
        root = project.root / "content"
        second = (
            (root / "localities/xa-minh-hoa-1.yml").read_text("utf-8").replace("Hoa 1", "Hoa 2")
        )
        teams = "teams: [{id: thon-1, name: Tổ thôn 1}]\n"
        project.write({
            "content/localities/xa-minh-hoa-2.yml": second,
            "content/rosters/xa-minh-hoa-1.yml": f"commune: xa-minh-hoa-1\n{teams}",
            "content/rosters/xa-minh-hoa-2.yml": f"commune: xa-minh-hoa-2\n{teams}",
            "content/media/mau.txt": "Mẫu.\n",
        })  # fmt: skip
        for number in range(old):
            for kind in KINDS:
                when = start - timedelta(days=11 * (number + 1), hours=KINDS.index(kind))
                self.publish(kind, when, False, when)
        self.write()

    def publish(self, kind: str, when: datetime, timed: bool, visible: datetime) -> None:
        number = sum(thing.kind == kind for thing in self.things)
        thing = Thing(kind, number, when, visible, timed)
        thing.first = self.slug(thing)
        thing.refiled = {scope.folder for scope in self.scopes.values() if scope.gone}
        self.things.append(thing)

    def slug(self, thing: Thing) -> str:
        """Return the file name; logs and reports are named by rule."""
        year, month = thing.month
        commune = COMMUNES[thing.number % 2]
        if thing.kind == "deeds":
            return f"{commune}-{year}-{month:02}"
        if thing.kind == "result":
            return f"{self.scopes['campaign'].slug}-{commune}-{year}-{month:02}"
        moved = sum("-moi" in alias for alias in thing.aliases) + bool(thing.aliases)
        return f"{thing.kind}-{thing.number}" + (f"-moi-{moved}" if moved else "")

    def write(self) -> None:
        """Put all of it into files: what it was before is gone."""
        root = self.project.root / "content"
        for folder in FOLDERS.values():
            for path in (root / folder).glob("*.yml"):
                path.unlink()
        files: dict[str, object] = {}
        for scope in self.scopes.values():
            text = scope.text
            if scope.gone:
                text = text.replace("status: published\n", "") + "status: withdrawn\n"
                text += f"changes: [{{date: {scope.gone}, kind: removal, note: x}}]\n"
            if scope.aliases:
                text += f"aliases: [{', '.join(scope.aliases)}]\n"
            for path in (root / scope.folder).glob("*thu*.yml"):
                path.unlink()
            files[f"content/{scope.folder}/{scope.slug}.yml"] = text
        for thing in self.things:
            files[f"content/{FOLDERS[thing.kind]}/{self.slug(thing)}.yml"] = self.text(thing)
        person = f"full_name: {NAMES[2]}\nbasis: award_decision\n"
        if self.withheld:
            person += f"name_policy: withheld\nchanges: [{', '.join(self.withheld)}]\n"
        files["content/people/nguoi-thu.yml"] = person
        # The base's plan, which its campaign names.
        base = (
            "status: published\npublished_at: 20/9/2024\ntype: plan\nissuer: ubnd-tinh-minh-hoa\n"
        )
        files["content/documents/591-kh-ubnd-2024.yml"] = f"{base}title: Kế hoạch\nnumber: 591\n"
        if self.choice is not None:
            files["content/issues/2025-03.yml"] = self.choice
        self.project.write(files)

    def text(self, thing: Thing) -> str:
        moment = thing.published.strftime("%d/%m/%Y %H:%M" if thing.timed else "%d/%m/%Y")
        year, month = thing.month
        told = TEXTS[thing.kind].format(
            n=thing.number, edits=thing.edits, year=year, month=month,
            d=1 + thing.number % 27, m=3 + (thing.number + thing.moved) % 3, c=1 + thing.number % 2,
        )  # fmt: skip
        status = "withdrawn" if thing.gone else "published"
        lines = [f"status: {status}\npublished_at: {moment}\n{told}", *self._filed(thing)]
        if thing.kind == "award":
            lines.append(self._recipients(thing))
        if thing.visible > thing.published:
            lines.append(f"publish_at: {thing.visible:%d/%m/%Y %H:%M}\n")
        if thing.aliases:
            lines.append(f"aliases: [{', '.join(thing.aliases)}]\n")
        if thing.changes:
            lines.append(f"changes: [{', '.join(thing.changes)}]\n")
        return "".join(lines)

    def _filed(self, thing: Thing) -> Iterator[str]:
        """Yield what an entry is filed under: published ones may not name what is taken down."""
        campaign, place = self.scopes["campaign"], self.scopes["locality"]
        one = COMMUNES[thing.number % 2] if "localities" in thing.refiled else place.slug
        if thing.kind in NAMED_BY_RULE:
            key = "commune" if thing.kind == "deeds" else "unit"
            yield f"campaign: {campaign.slug}\n{key}: {COMMUNES[thing.number % 2]}\n"
        elif "campaigns" in thing.left:
            pass
        elif thing.kind in ("news", "event"):
            yield f"campaigns: [{campaign.slug}]\n"
        elif thing.kind not in ("document",):
            yield f"campaign: {campaign.slug}\n"
        if thing.kind == "news":
            category = self.scopes["category"]
            yield f"category: {'phat-dong' if 'categories' in thing.refiled else category.slug}\n"
            yield f"localities: [{one}]\n"
        elif thing.kind == "model":
            yield f"localities: [{one}]\n"
        elif thing.kind in ("exemplar", "notice", "event", "document"):
            yield f"locality: {one}\n"

    def _recipients(self, award: Thing) -> str:
        held = ", name_policy: withheld"
        rows = [
            f"person: {{full_name: {name}, basis: award_decision{held if n < award.hidden else ''}}}"
            for n, name in enumerate(NAMES[:2])
        ]
        rows.append("person: {person: nguoi-thu}")
        place = self.scopes["locality"]
        told = ""
        for number, row in enumerate(rows):
            told += f"  - kind: person\n    {row}\n"
            if number == 1 and "localities" not in award.refiled:
                told += f"    locality: {place.slug}\n"
            if number in award.revoked:
                day = 10 + number - award.mended % 9
                told += f"    revocation: {{number: {number}-{award.mended}/QĐ, date: {day:02}/02/2025}}\n"
        return f"state: conferred\nrecipients:\n{told}"

    def change(self, thing: Thing, kind: str, now: datetime, timed: bool, left: str = "") -> None:
        thing.changes.append(note(kind, now, timed, len(thing.changes), left))

    def bulletin(self, now: datetime) -> Bulletin:
        settings = self.settings.model_copy(update={"now": day_of(now)})
        return load_bulletin(self.project.root / "content", settings, self.cache)


def note(kind: str, now: datetime, timed: bool, number: int, left: str = "") -> str:
    moment = now.strftime("%d/%m/%Y %H:%M" if timed else "%d/%m/%Y")
    return f"{{date: {moment}, kind: {kind}, note: Lần {number + 1}{left}}}"
