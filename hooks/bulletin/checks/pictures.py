"""Pictures exist and are described for those who do not see them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Event, Exemplar, Model, News, Resource
from bulletin.kinds.news import Picture
from bulletin.problems import Problem
from bulletin.text import fold, nearest, slugify

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
        _nearest_picture(emblem, library),
    )


def _nearest_picture(name: str, library: Library) -> str:
    near = nearest(name, library.pictures)
    return f"Có phải `{near}`?" if near else "Chép ảnh vào content/media/ rồi ghi đúng tên"


def _mistakes(picture: Picture, library: Library) -> Iterator[tuple[str, str, str]]:
    if picture.file is None:
        if not picture.caption:
            yield (
                "caption",
                "ảnh không có tệp mà cũng không có chú thích",
                "Ghi `file` hoặc `caption`",
            )
        return
    if picture.file not in library.pictures:
        mend = _nearest_picture(picture.file, library)
        yield "file", f"không có ảnh `{picture.file}` trong content/media/", mend
    if not picture.alt:
        yield (
            "file",
            "ảnh thiếu mô tả `alt`",
            "Thêm dòng `alt:` tả trong ảnh có gì, cho người không nhìn thấy ảnh",
        )
    elif picture.caption and fold(picture.alt) == fold(picture.caption):
        yield "alt", "`alt` chép lại chú thích", _TELL
    elif slugify(picture.alt) == PurePosixPath(picture.file).stem:
        yield "alt", "`alt` chép lại tên tệp", _TELL


def check_downloads_exist(library: Library) -> Iterator[Problem]:
    """A resource offers files that lie in media/."""
    for resource in library.all(Resource):
        if not resource.files:
            yield wrong(
                resource, (), "tài liệu chưa có tệp nào", "Thêm `files:` với `file` và `title`"
            )
        for number, offered in enumerate(resource.files):
            if offered.file not in library.downloads:
                near = nearest(offered.file, library.downloads)
                mend = (
                    f"Có phải `{near}`?" if near else "Chép tệp vào content/media/ rồi ghi đúng tên"
                )
                yield wrong(
                    resource, ("files", number, "file"), f"không có tệp `{offered.file}`", mend
                )
