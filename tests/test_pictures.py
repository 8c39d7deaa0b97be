"""What `pictures` promises: only pictures we can publish, with the size in which they are shown."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from bulletin import pictures
from bulletin.pictures import (
    PictureError,
    check_decodes,
    mistake_of_alt,
    picture_size,
    read_original,
)


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


@pytest.mark.parametrize("content", [b"", b"GIF", b"abc", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
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


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"GIF89a", "GIF"),
        (b"BM\x00\x00", "BMP"),
        (b"II*\x00", "TIFF"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x00\x00\x18ftypavif", "AVIF"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"<?xml version='1.0'?>\n<SVG onload='alert(1)'/>", "SVG"),
    ],
)
def test_a_file_of_another_type_is_called_by_its_name(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(PictureError) as refused:
        picture_size(tmp_path / "a.jpg")
    assert refused.value.what.startswith(f"bên trong là {kind}")


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(tmp_path: Path, form: str) -> None:
    one, two = Image.new("RGB", (7, 5)), Image.new("RGB", (7, 5), "red")
    path = tmp_path / f"a.{form.lower()}"
    one.save(path, form, save_all=True, append_images=[two])
    with pytest.raises(PictureError, match="ảnh động"):
        picture_size(path)


def test_a_picture_like_a_ribbon_is_refused(tmp_path: Path) -> None:
    Image.new("L", (20, 1)).save(tmp_path / "a.png")
    assert picture_size(tmp_path / "a.png") == (20, 1)
    Image.new("L", (1, 21)).save(tmp_path / "a.png")
    with pytest.raises(PictureError, match="quá dài"):
        picture_size(tmp_path / "a.png")


@pytest.mark.filterwarnings("error")
def test_broken_metadata_spoils_no_picture(tmp_path: Path) -> None:
    Image.new("RGB", (7, 5)).save(tmp_path / "a.jpg", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")
    assert picture_size(tmp_path / "a.jpg") == (7, 5)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_short_anywhere_is_told_and_never_breaks_the_build(
    tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"a.{form.lower()}"
    Image.effect_noise((64, 48), 80).convert("RGB").save(path, form)
    whole = path.read_bytes()
    check_decodes(path)
    for part in range(1, 20):
        path.write_bytes(whole[: len(whole) * part // 20])
        with pytest.raises(PictureError):
            picture_size(path)
            check_decodes(path)


def test_an_original_is_known_by_its_content(tmp_path: Path) -> None:
    for name, colour in (("a.png", "red"), ("b.png", "red"), ("c.png", "blue")):
        Image.new("RGB", (7, 5), colour).save(tmp_path / name)
    a, b, c = (read_original(tmp_path / name, name).digest for name in ("a.png", "b.png", "c.png"))
    assert a == b != c


@pytest.mark.parametrize(
    ("alt", "file", "caption", "mistake"),
    [
        ("Hàng ghế trong hội trường", "hoi-truong.png", "Quang cảnh buổi lễ", ""),
        ("hoi-truong", "2024/hoi-truong.png", "", "chép lại tên tệp"),
        ("Hội trường", "hoi-truong.png", "", "chép lại tên tệp"),
        ("hoi-truong.png", "hoi-truong.png", "", "chép lại tên tệp"),
        ("Quang cảnh buổi lễ", "a.png", "Quang cảnh buổi lễ.", "chép lại chú thích"),
        ("“QUANG CẢNH buổi lễ”", "a.png", "Quang cảnh buổi lễ", "chép lại chú thích"),
        ("Ảnh minh họa", "a.png", "", "không nói ảnh vẽ gì"),
        ("…", "a.png", "", "không nói ảnh vẽ gì"),
    ],
)
def test_a_description_says_more_than_the_name_and_the_caption(
    alt: str, file: str, caption: str, mistake: str
) -> None:
    assert mistake_of_alt(alt, file, caption) == mistake


def test_a_library_that_has_pillow_fill_up_pictures_hides_no_cut_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    path = tmp_path / "a.jpeg"
    Image.effect_noise((64, 48), 80).convert("RGB").save(path, "JPEG")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(PictureError):
        check_decodes(path)
