"""The small site with entries of every kind, all fields filled, some of them not published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import bless
from bulletin.kinds import KINDS, Deeds, Entry, Issue, Item, News, Result, Roster
from bulletin.settings import Settings
from conftest import built
from hostile.filler import MONTHS, TOKEN, Filler, without_references


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        """Content knows no anchors: what stands twice is written twice."""
        return True


def save(path: Path, made: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    text = yaml.dump(made, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Filled:
    """A built site whose every entry holds everything it can."""

    folder: Path
    places: dict[str, str]

    def files(self, *endings: str) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.name.endswith(endings or ("",)):
                yield path.relative_to(self.folder).as_posix(), path


def fill(project: Path, text: str, front: str = "") -> Filled:
    """Build the small site with entries of every kind, all fields filled, some not published."""
    config = bless.copy_project(project)
    content = project / "content"
    for path in content.rglob("*.yml"):
        path.unlink()
    (content / "media/hoi-truong.png").rename(content / "media/anh.png")
    (content / "media/anh-nhap.png").rename(content / "media/anh-mat.png")
    for name, inside in FILES.items():
        for one in (name, name.replace(".", "-mat.")):
            (content / "media" / one).write_bytes(inside)
    filler, secret = Filler(text, front=front), Filler("lộ", "m")
    filler.code = secret.code = filler.words("campaign.contents.code")
    settings = yaml.safe_load(config.read_text("utf-8"))
    for name, words in filler.part(Settings, "settings", "").items():
        own = settings if name in settings else settings["extra"]["bulletin"]
        if name == "data_licence" or (isinstance(words, str) and TOKEN.search(words)):
            own[name] = words if name != "guid_domain" else own[name]
    settings["extra"]["bulletin"]["show_team"] = True
    # The small site's own contact page; its setting holds a hostile text now.
    reach = {"text": "lienhe@minhhoa.example", "reason": "thư của trang"}
    settings["extra"]["bulletin"]["waivers"] = [reach]
    save(config, settings)
    for kind in KINDS.values():
        folder = content / kind.FOLDER
        for stem in ("goc", "day"):
            made = filler.part(kind, kind.KIND, "goc")
            for number, one in enumerate(filler.sound(kind, made)):
                full = one if stem == "day" else without_references(one, kind)
                name = named(kind, full, f"{stem}{number or (0 if kind is Issue else '')}")
                full |= {"status": "published", "aliases": [f"cu-{stem}{number}-{kind.KIND}"]}
                save(folder / f"{name}.yml", full)
        for stem in HIDDEN:
            # What has no day of publication waits for its `publish_at`.
            changes = HIDDEN[stem if issubclass(kind, Item) else stem.replace("future", "embargo")]
            one = next(secret.sound(kind, secret.part(kind, kind.KIND, "goc")))
            hide(folder, kind, {**one, **changes}, f"mat-{stem}")
    point_at_what_is_hidden(content / "news/day-news.yml")
    return Filled(built(config, project.parent / "site"), filler.places)


def named(kind: type[Entry], made: dict[str, Any], stem: str) -> str:
    """Return the file name of an entry: some are named after the places they are about."""
    if kind is Roster:
        return str(made["commune"])
    if kind is Deeds:
        return f"{made['commune']}-2024-08"
    if kind is Result:
        return f"{made['campaign']}-{made['unit']}-2024-08"
    if kind is Issue:
        return MONTHS[stem]
    return f"{stem}-{kind.KIND}"


def hide(folder: Path, kind: type[Entry], made: dict[str, Any], stem: str) -> None:
    """Save an entry that readers may not see, about places and with files of nobody else's."""
    if kind in (Roster, Deeds, Result):
        text = yaml.dump(made, Dumper=Dumper).replace("goc-locality", f"{stem}-locality")
        made = yaml.safe_load(text)
    path = folder / f"{named(kind, made, stem)}.yml"
    save(path, made)
    text = path.read_text("utf-8")
    for name in ("anh.png", *FILES):
        text = text.replace(name, name.replace(".", "-mat."))
    path.write_text(text, "utf-8")


FILES = {
    "tep.txt": "Tệp tải về.\n".encode(),
    "tieng.mp3": b"ID3" + bytes(8),
    "phim.webm": b"\x1a\x45\xdf\xa3\x8a\x42\x82\x84webm",
    "phu-de.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nXin chào.\n".encode(),
}
"""What lies in media/ besides a picture; each also as `…-mat`, shown by hidden entries only."""
HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "embargo": {"status": "published", "publish_at": "10/7/2025 07:01", "expires_at": "11/7/2025"},
    "future": {"status": "published", "published_at": "10/7/2025 07:01", "expires_at": "11/7/2025"},
    "withdrawn": {
        "status": "withdrawn",
        "changes": [
            {"date": "19/8/2024", "kind": "correction", "note": "m0z sửa số"},
            {"date": "20/8/2024", "kind": "removal", "note": "m0z lý do"},
        ],
    },
}


def point_at_what_is_hidden(news: Path) -> None:
    """Let a published article refer to everything unpublished that it can, and link to it."""
    made = yaml.safe_load(news.read_text("utf-8"))
    for name, kind in KINDS.items():
        if f"{name}s" in News.model_fields and issubclass(kind, Item):
            made[f"{name}s"] += [f"mat-{stem}-{name}" for stem in HIDDEN]
        if kind.ADDRESS and kind not in (Deeds, Result):
            made["body"] += "".join(f"\n[chữ]({name}:mat-{stem}-{name})\n" for stem in HIDDEN)
    save(news, made)
