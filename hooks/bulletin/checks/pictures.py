"""Pictures exist and are described for those who do not see them; so do recordings and downloads."""

from collections.abc import Collection, Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Event, Exemplar, Model, News, Resource
from bulletin.kinds.news import Picture
from bulletin.pictures import mistake_of_alt
from bulletin.problems import Problem
from bulletin.text import nearest

_TELL = "Tả trong ảnh có gì, cho người không nhìn thấy ảnh"


def check_pictures_are_described(library: Library) -> Iterator[Problem]:
    """A picture names a file in media/ and has an `alt` that is neither its name nor its caption."""
    for entry in library.every():
        if not isinstance(entry, News | Event | Exemplar | Model):
            continue
        for number, picture in enumerate(entry.pictures):
            for key, what, mend in _mistakes(picture, library):
                yield wrong(entry, ("pictures", number, key), what, mend)


def check_emblem_exists(library: Library) -> Iterator[Problem]:
    """The emblem in the settings is a picture in media/."""
    emblem = library.settings.emblem
    if emblem is None or emblem in library.pictures:
        return
    lines = (n for file, n, text in library.other_texts if text.strip().startswith("emblem:"))
    yield Problem(
        "mkdocs.yml",
        next(lines, 1),
        f"không có ảnh `{emblem}` trong content/media/",
        _mend_missing(emblem, library.pictures, "ảnh"),
    )


def _mistakes(picture: Picture, library: Library) -> Iterator[tuple[str, str, str]]:
    if picture.file is None:
        if not picture.caption:
            yield (
                "caption",
                "ảnh không có tệp mà cũng không có chú thích",
                "Ghi `file` hoặc `caption`",
            )
        return
    if picture.file not in library.pictures and picture.file not in library.refused:
        mend = _mend_missing(picture.file, library.pictures, "ảnh")
        yield "file", f"không có ảnh `{picture.file}` trong content/media/", mend
    if not picture.alt:
        yield (
            "file",
            "ảnh thiếu mô tả `alt`",
            "Thêm dòng `alt:` tả trong ảnh có gì, cho người không nhìn thấy ảnh",
        )
    elif mistake := mistake_of_alt(picture.alt, picture.file, picture.caption or ""):
        yield "alt", f"`alt` {mistake}", _TELL


def _mend_missing(name: str, names: Collection[str], what: str) -> str:
    near = nearest(name, names)
    return f"Có phải `{near}`?" if near else f"Chép {what} vào content/media/ rồi ghi đúng tên"


def check_recordings_exist(library: Library) -> Iterator[Problem]:
    """A recording, its poster and its captions lie in media/."""
    for entry in library.every():
        if not isinstance(entry, News | Event | Exemplar | Model):
            continue
        for number, recording in enumerate(entry.recordings):
            for key, names, what in (
                ("file", library.recordings, "tệp"),
                ("poster", library.pictures, "ảnh"),
                ("captions", library.recordings, "tệp"),
            ):
                name = getattr(recording, key)
                if name and name not in names:
                    told = f"không có {what} `{name}` trong content/media/"
                    place = ("recordings", number, key)
                    yield wrong(entry, place, told, _mend_missing(name, names, what))


def check_downloads_exist(library: Library) -> Iterator[Problem]:
    """A resource offers files that lie in media/."""
    for resource in library.all(Resource):
        if not resource.files:
            yield wrong(
                resource, (), "tài liệu chưa có tệp nào", "Thêm `files:` với `file` và `title`"
            )
        for number, offered in enumerate(resource.files):
            if offered.file not in library.downloads:
                mend = _mend_missing(offered.file, library.downloads, "tệp")
                yield wrong(
                    resource, ("files", number, "file"), f"không có tệp `{offered.file}`", mend
                )
