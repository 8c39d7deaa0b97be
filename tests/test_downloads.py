"""What downloads promise: files that are what they say, and of no unreasonable size."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin import downloads
from bulletin.downloads import SUFFIXES, download_size
from bulletin.pictures import PictureError
from project import Project

SOUND = {
    "mau.pdf": b"%PDF-1.7\n",
    "mau.docx": b"PK\x03\x04 rest",
    "mau.xlsx": b"PK\x03\x04 rest",
    "mau.txt": "Mẫu".encode(),
}


def test_every_type_has_a_sound_file_here() -> None:
    assert {Path(name).suffix for name in SOUND} == set(SUFFIXES)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_has_its_size(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SOUND[name])
    assert download_size(path) == len(SOUND[name])


@pytest.mark.parametrize("name", ["mau.pdf", "mau.docx", "mau.xlsx"])
@pytest.mark.parametrize(
    "inside", [b"", b"<html>", b"MZ\x90\x00", b" %PDF-1.7", b"\xd0\xcf\x11\xe0"]
)
def test_a_file_that_is_something_else_inside_is_refused(
    tmp_path: Path, name: str, inside: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(inside)
    with pytest.raises(PictureError) as error:
        download_size(path)
    assert path.suffix in error.value.what


def test_a_file_that_is_too_big_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MAX_BYTES", 8)
    path = tmp_path / "mau.pdf"
    path.write_bytes(SOUND["mau.pdf"][:8])
    assert download_size(path) == 8
    path.write_bytes(SOUND["mau.pdf"])
    with pytest.raises(PictureError) as error:
        download_size(path)
    assert "20 MB" in error.value.what


def test_files_below_folders_of_media_are_known_by_their_way(project: Project) -> None:
    project.write({
        "content/media/mau/bao-cao.txt": "Mẫu\n",
        "content/resources/m.yml": "status: published\npublished_at: 01/7/2025\ntitle: Mẫu\n"
        "files: [{file: mau/bao-cao.txt, title: Mẫu báo cáo}]\n",
    })  # fmt: skip
    assert project.load().downloads == {"mau/bao-cao.txt": len("Mẫu\n".encode())}
