"""What `pictures` promises: only pictures we can publish, with the size in which they are shown."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from bulletin import pictures
from bulletin.pictures import PictureError, picture_size


def png_head(width: int, height: int) -> bytes:
    """Return a PNG of any size without its pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.webp", "WEBP")]
)
def test_the_size_of_a_picture_is_read(tmp_path: Path, name: str, kind: str) -> None:
    Image.new("RGB", (7, 5)).save(tmp_path / name, kind)
    assert picture_size(tmp_path / name) == (7, 5)


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (7, 5)), (3, (7, 5)), (6, (5, 7)), (8, (5, 7))]
)
def test_a_photo_held_upright_has_its_size_as_shown(
    tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (7, 5)).save(tmp_path / "a.jpg", "JPEG", exif=exif)
    assert picture_size(tmp_path / "a.jpg") == size


def test_a_phone_picture_of_several_in_one_is_a_jpeg(tmp_path: Path) -> None:
    one, two = Image.new("RGB", (7, 5)), Image.new("RGB", (7, 5), "red")
    one.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[two])
    assert picture_size(tmp_path / "a.jpg") == (7, 5)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(PictureError) as refused:
        picture_size(tmp_path / "a.png")
    assert refused.value.what == "không đọc được là ảnh JPEG, PNG hoặc WebP"


def test_a_picture_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureError):
        picture_size(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["a.jpg", "a.PNG", "a.gif", "a"])
def test_a_picture_must_be_called_what_it_is(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (7, 5)).save(tmp_path / name, "PNG")
    with pytest.raises(PictureError) as refused:
        picture_size(tmp_path / name)
    assert refused.value.mend == "Đổi đuôi thành .png"


def test_a_picture_of_too_many_pixels_is_refused_without_reading_them(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_head(10_000, 4_000))
    assert picture_size(tmp_path / "a.png") == (10_000, 4_000)
    (tmp_path / "a.png").write_bytes(png_head(10_000, 4_001))
    with pytest.raises(PictureError, match="quá 40 triệu điểm"):
        picture_size(tmp_path / "a.png")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("side", [10_000, 100_000])
def test_a_decompression_bomb_is_refused_quietly(tmp_path: Path, side: int) -> None:
    (tmp_path / "a.png").write_bytes(png_head(side, side))
    with pytest.raises(PictureError):
        picture_size(tmp_path / "a.png")


def test_a_picture_of_too_many_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (7, 5)).save(tmp_path / "a.png")
    monkeypatch.setattr(pictures, "MAX_BYTES", (tmp_path / "a.png").stat().st_size - 1)
    with pytest.raises(PictureError, match="nặng quá"):
        picture_size(tmp_path / "a.png")
