"""What recordings promise: files that browsers play, of no unreasonable size, telling no place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin import recordings
from bulletin.pictures import PictureError
from bulletin.recordings import SUFFIXES, recording_size


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


FTYP = box(b"ftyp", b"isom\x00\x00\x02\x00")
SOUND = {
    "a.mp4": FTYP + box(b"mdat", b"film") + box(b"moov", box(b"mvhd")),
    "a.m4a": box(b"ftyp", b"M4A \x00\x00\x00\x00") + box(b"moov"),
    "a.webm": b"\x1a\x45\xdf\xa3\x8a\x42\x82\x84webm",
    "a.mp3": b"\xff\xfb\x90\x00",
    "a.ogg": b"OggS" + bytes(24) + b"OpusHead",
    "a.vtt": "\ufeffWEBVTT - Lễ\r\n\r\n1\r\n00:01.000 --> 01:00:04.500 line:0\r\nXin chào\r\n".encode(),
}


def told(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(PictureError) as error:
        recording_size(path)
    return error.value.what


def test_every_type_has_a_sound_file_here() -> None:
    assert {Path(name).suffix for name in SOUND} == set(SUFFIXES)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_has_its_size(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SOUND[name])
    assert recording_size(tmp_path / name) == len(SOUND[name])


@pytest.mark.parametrize("name", [name for name in SOUND if name != "a.vtt"])
@pytest.mark.parametrize(
    "inside",
    [b"", b"<html>", b"MZ\x90\x00", b"\xff\xf1\x50\x80", b"OggS" + bytes(24) + b"\x80theora",
     b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska", box(b"ftyp", b"qt  ")],
)  # fmt: skip
def test_a_file_that_is_something_else_inside_is_refused(
    tmp_path: Path, name: str, inside: bytes
) -> None:
    assert "bên trong là loại tệp khác" in told(tmp_path / name, inside)


@pytest.mark.parametrize(
    "film",
    [
        FTYP,
        FTYP + box(b"mdat", b"film"),
        FTYP + (2**31).to_bytes(4, "big") + b"mdat",
        FTYP + (1).to_bytes(4, "big") + b"mdat" + (2**62).to_bytes(8, "big"),
        FTYP + bytes(3) + b"\x04mdat",
        SOUND["a.mp4"][:-1],
    ],
)
def test_a_film_that_breaks_off_is_refused(tmp_path: Path, film: bytes) -> None:
    assert "cắt cụt" in told(tmp_path / "a.mp4", film)


@pytest.mark.parametrize("sign", [b"\xa9xyz", b"loci", b"com.apple.quicktime.location.ISO6709"])
def test_a_film_that_tells_where_it_was_taken_is_refused(tmp_path: Path, sign: bytes) -> None:
    film = FTYP + box(b"moov", box(b"udta", box(sign[:4], sign[4:])))
    assert told(tmp_path / "a.mp4", film) == "tệp mang theo nơi quay"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("WEBVTT\n\n00:01 --> 00:04\na\n", 3),
        ("WEBVTT\n\n00:01,000 --> 00:04,000\na\n", 3),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\na\n\n00:61.000 --> 00:62.000\nb\n", 6),
        ("WEBVTT\n\n00:04.000 --> 00:04.000\na\n", 3),
        ("WEBVTT\n\n--> 00:04.000\na\n", 3),
    ],
)
def test_captions_whose_times_cannot_be_read_are_told_with_their_line(
    tmp_path: Path, text: str, line: int
) -> None:
    (tmp_path / "a.vtt").write_text(text, encoding="utf-8")
    with pytest.raises(recordings.CaptionError) as error:
        recording_size(tmp_path / "a.vtt")
    assert error.value.line == line


@pytest.mark.parametrize("text", ["", "1\n", "WEBVTTa\n", "\nWEBVTT\n"])
def test_captions_begin_as_webvtt_does(tmp_path: Path, text: str) -> None:
    assert "không phải `WEBVTT`" in told(tmp_path / "a.vtt", text.encode())


@pytest.mark.parametrize("name", SOUND)
def test_a_file_that_is_too_big_is_refused_in_megabytes(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suffix = Path(name).suffix
    monkeypatch.setitem(recordings.MAX_MEGABYTES, suffix, 1)
    (tmp_path / name).write_bytes(SOUND[name] + bytes(1_000_001))
    assert told(tmp_path / name, SOUND[name] + bytes(1_000_001)) == "tệp nặng quá 1 MB"
