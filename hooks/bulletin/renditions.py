"""A picture in, the files that pages show of it out: WebP in a few widths, a JPEG for all others.

Their names are worked out from size and content alone, so that views can print them at once; their
bytes are made later and kept below the project's `.cache/`, by content and by codec.
"""

import json
import shutil
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import PIL
from PIL import Image, ImageCms, features

from bulletin.pictures import (
    ON_ITS_SIDE,
    Original,
    PictureError,
    check_decodes,
    open_picture,
    orientation_of,
)
from bulletin.text import slugify

FOLDER = "anh/"
"""Where renditions stand on the site."""
WIDTHS = (320, 640, 960, 1600)
"""In pixels: a thumbnail, a phone, a column or a good phone, a full view."""
FALLBACK_WIDTH = 960
_ALIKE = 1.2
"""Widths closer than this would only cost bytes on the server: the wider one does for both."""
MAX_HEIGHT = 4000
"""WebP ends at 16383; a page has no use for a quarter of it."""
_WEBP: Mapping[str, Any] = {"quality": 80, "method": 4}
_JPEG: Mapping[str, Any] = {"quality": 82, "progressive": True, "optimize": True}
_PARAMETERS = f"1 {WIDTHS} {FALLBACK_WIDTH} {MAX_HEIGHT} {_WEBP} {_JPEG}"
"""The number goes up whenever the same parameters come to mean other bytes."""
_MANIFEST = "tong-kiem.json"
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""From EXIF's orientation to what makes the picture upright."""
WORKERS = 2
"""Threads: Pillow lets go of Python's lock while it decodes, scales and encodes, so two of them
are as quick as two processes (measured), and `serve` may not fork.
"""


class PictureChanged(PictureError):
    """A picture is not any more what was read of it: what is made of it now bears another's name."""

    def __init__(self, name: str) -> None:
        super().__init__("ảnh đã thay đổi hoặc bị xóa trong lúc dựng trang", "Chạy lại lệnh")
        self.name = name


@dataclass(frozen=True)
class Rendition:
    """A file of the site: its path below the root, its size in pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True)
class Renditions:
    """All that the site shows of one picture."""

    original: Original

    @cached_property
    def base(self) -> str:
        """What the paths of all renditions start with: it changes with the picture's content."""
        sign = sha256(f"{self.original.digest} {_PARAMETERS}".encode()).hexdigest()[:8]
        stem = slugify(str(Path(self.original.name).with_suffix(""))) or "anh"
        return f"{FOLDER}{stem}-{sign}"

    @cached_property
    def webp(self) -> tuple[Rendition, ...]:
        """The WebP files, narrowest first; never wider than the picture itself."""
        height = self.original.height
        top = min(WIDTHS[-1], self.original.width)
        top = max(1, min(top, self.original.width * MAX_HEIGHT // height))
        widths = (*(width for width in WIDTHS if width * _ALIKE < top), top)
        return tuple(self._at(width, "webp") for width in widths)

    @cached_property
    def fallback(self) -> Rendition:
        """The JPEG for feeds, for shared links, and for browsers that know no WebP."""
        fit = (file.width for file in self.webp if file.width <= FALLBACK_WIDTH * _ALIKE)
        return self._at(max(fit), "jpg")

    @property
    def large(self) -> Rendition:
        """The largest there is."""
        return self.webp[-1]

    @property
    def files(self) -> tuple[Rendition, ...]:
        """Every file, WebP and fallback."""
        return (*self.webp, self.fallback)

    def _at(self, width: int, ending: str) -> Rendition:
        height = max(1, round(self.original.height * width / self.original.width))
        return Rendition(f"{self.base}-{width}.{ending}", width, height)


@dataclass(frozen=True)
class Workshop:
    """Makes renditions of the pictures in a folder, and keeps them in another."""

    media: Path
    cache: Path

    @classmethod
    def beside(cls, media: Path) -> "Workshop":
        """Return the workshop of a project's content/media/."""
        return cls(media, media.parent.parent / ".cache" / "anh")

    def broken(self, originals: Iterable[Original]) -> list[tuple[Original, PictureError]]:
        """Return the pictures that do not decode to their end; each content is tried only once."""
        folder = self.cache / "nguyen-ven"
        unknown = [one for one in originals if not _says(folder / one.digest, one.digest)]
        found: list[tuple[Original, PictureError]] = []
        with _workers() as pool:
            for one, error in zip(unknown, pool.map(self._decode, unknown), strict=True):
                if error is None:
                    _write(folder / one.digest, one.digest.encode())
                else:
                    found.append((one, error))
        return found

    def _decode(self, original: Original) -> PictureError | None:
        try:
            check_decodes(self.media / original.name)
        except PictureError as error:
            return error
        return None

    def make(self, wanted: Iterable[Renditions]) -> dict[str, Path]:
        """Return where the bytes of every rendition lie, by its path on the site."""
        sets = list(wanted)
        with _workers() as pool:
            folders = list(pool.map(self._folder, sets))
        return {
            file.path: folder / Path(file.path).name.removeprefix(f"{Path(one.base).name}-")
            for one, folder in zip(sets, folders, strict=True)
            for file in one.files
        }

    def tidy(self, originals: Iterable[Original]) -> None:
        """Forget whatever is kept of pictures that no longer lie in the folder of pictures."""
        known = {one.digest for one in originals}
        for folder in (self.cache / "ban-anh", self.cache / "nguyen-ven"):
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.name.partition("-")[0] not in known:
                    if path.is_dir():
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        path.unlink(missing_ok=True)

    def _folder(self, one: Renditions) -> Path:
        """Return the folder with the sound renditions of one picture, made if need be."""
        folder = self.cache / "ban-anh" / f"{one.original.digest}-{_codec()}"
        if not _is_sound(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            made = Path(mkdtemp(dir=folder.parent, prefix=f"{one.original.digest}-", suffix=".tmp"))
            try:
                _fill(made, one, self.media / one.original.name)
            except PictureChanged:
                shutil.rmtree(made)
                raise
            _put(made, folder)
        return folder


@contextmanager
def _workers() -> Iterator[ThreadPoolExecutor]:
    """Lend the threads, quietly: Pillow's English remarks on odd files are for nobody here."""
    with warnings.catch_warnings(), ThreadPoolExecutor(WORKERS) as pool:
        warnings.simplefilter("ignore")
        yield pool


def _codec() -> str:
    """Name what decides the bytes besides the picture: our parameters, Pillow, its codecs."""
    versions = [str(features.version(name)) for name in ("webp", "libjpeg_turbo", "jpg")]
    return sha256(f"{_PARAMETERS} {PIL.__version__} {versions}".encode()).hexdigest()[:8]


def _put(made: Path, folder: Path) -> None:
    """Put a finished folder in its place, unless another build was quicker with the same bytes."""
    for _ in range(2):
        try:
            made.rename(folder)
            return
        except OSError:
            if _is_sound(folder):
                break
            shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(made)


def _fill(folder: Path, one: Renditions, source: Path) -> None:
    """Write the renditions of a picture and their checksums into a folder.

    Raises PictureChanged for a file that is not the picture any more.
    """
    raw = source.read_bytes() if source.is_file() else b""
    if sha256(raw).hexdigest() != one.original.digest:
        raise PictureChanged(one.original.name)
    sums: dict[str, str] = {}
    for name, content in render(one, BytesIO(raw)).items():
        (folder / name).write_bytes(content)
        sums[name] = sha256(content).hexdigest()
    # Written last: without it the folder counts as unfinished.
    (folder / _MANIFEST).write_text(json.dumps(sums, sort_keys=True), encoding="utf-8")


def _is_sound(folder: Path) -> bool:
    """Tell whether every file of a folder is there as it was written."""
    try:
        sums = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return bool(sums) and all(
            sha256((folder / name).read_bytes()).hexdigest() == wanted
            for name, wanted in sums.items()
        )
    except (OSError, ValueError, AttributeError):
        return False


def _says(path: Path, words: str) -> bool:
    """Tell whether a small file is there and says just this."""
    try:
        return path.read_bytes() == words.encode()
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Write a small file; half written it says something else and counts as missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def render(one: Renditions, source: Path | BytesIO) -> dict[str, bytes]:
    """Return the bytes of every rendition, by `<width>.<ending>`: upright, sRGB, nothing beside.

    Same picture, same codecs, same bytes. Raises what Pillow raises for a file that is no picture.
    """
    with open_picture(source) as opened:
        turn = orientation_of(opened)
        size = (one.large.width, one.large.height)
        # A JPEG is decoded no larger than needed; other codecs take no notice.
        opened.draft(None, size[::-1] if turn in ON_ITS_SIDE else size)
        opened.load()
        picture = _plain(opened)
    if turn in _TURNS:
        picture = picture.transpose(_TURNS[turn])
    made: dict[str, bytes] = {}
    for file in reversed(one.webp):
        # Each from the next larger one: as good, and much quicker than each from the original.
        picture = picture.resize((file.width, file.height), Image.Resampling.LANCZOS)
        made[f"{file.width}.webp"] = _saved(picture, "WEBP", _WEBP)
        if file.width == one.fallback.width:
            made[f"{file.width}.jpg"] = _saved(_on_white(picture), "JPEG", _JPEG)
    return made


def _saved(picture: Any, form: str, options: Mapping[str, Any]) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _plain(picture: Any) -> Any:
    """Return a decoded picture as 8-bit sRGB, with its transparency, without all metadata."""
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I"):
        # 16-bit grey: `convert` would clip all above 255 to white.
        picture = picture.point(lambda value: value / 256).convert("L")
    elif profile:
        if picture.mode not in ("L", "CMYK") or mode == "RGBA":
            picture = picture.convert(mode)
        picture = _to_srgb(picture, profile, mode)
    plain = picture.convert(mode)
    plain.info.clear()
    return plain


def _to_srgb(picture: Any, profile: bytes, mode: str) -> Any:
    """Return a picture in sRGB; one whose profile is broken or another's is taken as it is."""
    try:
        given, wanted = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, given, wanted, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _on_white(picture: Any) -> Any:
    """Return a picture without transparency: JPEG has none."""
    if picture.mode == "RGB":
        return picture
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    return page
