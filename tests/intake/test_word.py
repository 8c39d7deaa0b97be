"""A commune's Word file with photos becomes a draft that needs only approval; nothing harmful gets in."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from bulletin.intake.parcel import WordError, open_parcel
from bulletin.intake.photos import NoPhoto, clean_photo
from bulletin.intake.word import read_word
from bulletin.load import load_bulletin
from bulletin.model import Audience
from bulletin.settings import read_settings
from conftest import read_all
from project import Project

script = importlib.import_module("import")
TITLE = "Xã Minh Họa 1 trao nhà cho hộ khó khăn"
SAPO = "Sáng 05/7/2025, căn nhà thứ ba trong năm được trao."
CAPTION = "Bà con dọn sân trước lễ trao nhà."
SLUG = "xa-minh-hoa-1-trao-nha-cho-ho-kho-khan"


def photo(
    colour: tuple[int, int, int] = (40, 120, 60), size: tuple[int, int] = (900, 600)
) -> bytes:
    """A photo as a phone makes it: with the place, the device and its orientation in it."""
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Máy điện thoại", 6
    exif[0x8825] = {1: "N", 2: (11.0, 2.0, 3.0), 3: "E", 4: (107.0, 2.0, 3.0)}
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG", exif=exif)
    return made.getvalue()


def add_photo(document: Any, data: bytes, alt: str = "") -> None:
    document.add_picture(io.BytesIO(data))
    for told in document.paragraphs[-1]._p.iter(qn("wp:docPr")):
        told.set("descr", alt)


def link(paragraph: Any, words: str, address: str) -> None:
    known = paragraph.part.relate_to(
        address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )  # fmt: skip
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), known)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def article(alts: tuple[str, str] = ("Một căn nhà mái tôn xanh", "Ba người quét sân")) -> Any:
    """A news item as a commune writes it, with two photos and everything Word offers."""
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph().add_run(SAPO).bold = True
    body = document.add_paragraph("Căn nhà rộng ")
    body.add_run("60 m²").bold = True
    body.add_run(", do ")
    body.add_run("bà con góp công").italic = True
    body.add_run(" dựng * trong 40 ngày. Xem ")
    link(body, "kế hoạch", "https://xa.minhhoa.example/ke-hoach")
    add_photo(document, photo(), alts[0])
    document.add_paragraph("Căn nhà trong ngày trao. Ảnh: Trần Văn Mẫu", style="Caption")
    document.add_heading("Góp công, góp của", 2)
    document.add_paragraph("thôn 1 góp gạch", style="List Bullet")
    document.add_paragraph("thôn 2 góp ngói", style="List Bullet")
    document.add_paragraph("đào móng", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ("Thôn", "Số công", "thôn 1", "30|40"),
        strict=True,
    ):
        cell.text = text
    add_photo(document, photo((120, 40, 60)), alts[1])
    document.add_paragraph().add_run(CAPTION).italic = True
    document.add_paragraph("1. Câu này không phải danh sách.")
    document.add_paragraph("Tin, ảnh: Trần Văn Mẫu")
    return document


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def sent(tmp_path: Path, document: Any, name: str = "Bài trao nhà.docx") -> Path:
    path = tmp_path / name
    path.write_bytes(saved(document))
    return path


def run(project: Project, *arguments: str) -> int:
    return int(script.main(["docx", *arguments], project.root))


def test_a_word_file_with_two_photos_becomes_a_draft_that_needs_only_approval(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, str(sent(tmp_path, article()))) == 0
    assert "Thiếu" not in capsys.readouterr().out
    path = project.root / "content" / "news" / f"{SLUG}.yml"
    settings = read_settings(project.root / "mkdocs.yml")
    assert SLUG not in load_bulletin(project.root / "content", settings).shelves["news"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")
    news = load_bulletin(project.root / "content", settings).shelves["news"][SLUG]
    assert (news.title, news.summary) == (TITLE, SAPO)  # type: ignore[attr-defined]
    first, second = news.pictures  # type: ignore[attr-defined]
    assert (first.file, first.alt, first.caption, first.credit) == (
        f"{SLUG}-1.jpg", "Một căn nhà mái tôn xanh", "Căn nhà trong ngày trao", "Trần Văn Mẫu",
    )  # fmt: skip
    assert (second.file, second.caption) == (f"{SLUG}-2.jpg", CAPTION)
    (credit,) = news.credits  # type: ignore[attr-defined]
    assert (credit.role.value, credit.name) == ("text_and_photo", "Trần Văn Mẫu")


def test_its_text_comes_out_as_it_was_written() -> None:
    story = read_word(saved(article()), "bai.docx")
    assert story.body == (
        "Căn nhà rộng **60 m²**, do *bà con góp công* dựng \\* trong 40 ngày. "
        "Xem [kế hoạch](https://xa.minhhoa.example/ke-hoach)\n\n"
        "## Góp công, góp của\n\n- thôn 1 góp gạch\n- thôn 2 góp ngói\n\n1. đào móng\n\n"
        "| Thôn | Số công |\n|---|---|\n| thôn 1 | 30\\|40 |\n\n"
        "1\\. Câu này không phải danh sách."
    )


def test_pictures_lose_what_the_phone_wrote_and_stand_upright(
    project: Project, tmp_path: Path
) -> None:
    assert run(project, str(sent(tmp_path, article()))) == 0
    with Image.open(project.root / "content" / "media" / f"{SLUG}-1.jpg") as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (600, 900)


def test_what_is_missing_is_told_in_the_draft_and_on_the_console(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document()
    document.add_paragraph("Xã Minh Họa 1 trao nhà cho hộ khó khăn")
    document.add_paragraph("Căn nhà rộng 60 m².")
    add_photo(document, photo(), "Picture 1")
    assert run(project, str(sent(tmp_path, document))) == 0
    told = capsys.readouterr().out
    text = (project.root / "content" / "news" / f"{SLUG}.yml").read_text(encoding="utf-8")
    for lack in ("tiêu đề: lấy dòng đầu tiên", "sapo: không nhận ra", "ghi công", "chưa có chú thích",
                 "chưa có mô tả"):  # fmt: skip
        assert lack in told and lack in text
    assert 'alt: "[CHƯA VIẾT] Tả trong ảnh có gì"' in text
    project.load()


def test_a_picture_that_is_only_linked_is_told(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = article()
    blip = next(document.element.body.iter(qn("a:blip")))
    del blip.attrib[qn("r:embed")]
    address = document.part.relate_to(
        "file:///C:/Anh/IMG_1.JPG",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    blip.set(qn("r:link"), address)
    assert run(project, str(sent(tmp_path, document))) == 0
    told = capsys.readouterr().out
    text = (project.root / "content" / "news" / f"{SLUG}.yml").read_text(encoding="utf-8")
    lack = "1 ảnh chỉ được liên kết, không nằm trong tệp Word: chưa được nhập"
    assert lack in told and lack in text
    assert "1 ảnh.\n" in told


def test_what_is_left_to_write_cannot_be_published(project: Project, tmp_path: Path) -> None:
    document = article(alts=("", ""))
    assert run(project, str(sent(tmp_path, document))) == 0
    path = project.root / "content" / "news" / f"{SLUG}.yml"
    text = path.read_text(encoding="utf-8").replace("status: draft", "status: published")
    path.write_text(text, encoding="utf-8")
    told = project.problems()
    assert [problem.what for problem in told] == ["còn chỗ `[CHƯA VIẾT]` mà đã đăng"] * 2


def test_twice_changes_nothing(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sent(tmp_path, article())
    assert run(project, str(path)) == 0
    before = read_all(project.root)
    assert run(project, str(path)) == 0
    assert "đã nhập từ trước" in capsys.readouterr().out
    assert read_all(project.root) == before


def test_pictures_beside_the_word_file_come_along_from_a_folder_or_a_zip(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "Gửi tỉnh"
    folder.mkdir()
    (folder / "bài.docx").write_bytes(saved(article()))
    (folder / "IMG_0001.JPG").write_bytes(photo((1, 2, 3)))
    (folder / "~$bài.docx").write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "gui.zip", "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"Gửi tỉnh/{path.name}")
    assert run(project, str(folder)) == 0
    assert (project.root / "content" / "media" / f"{SLUG}-3.jpg").is_file()
    one, other = open_parcel(folder), open_parcel(tmp_path / "gui.zip")
    assert one.word == other.word
    assert [data for _, data in one.pictures] == [data for _, data in other.pictures]


def test_a_story_about_people_gets_a_name_that_names_nobody(
    project: Project, tmp_path: Path
) -> None:
    path = str(sent(tmp_path, article()))
    assert run(project, "--kind", "exemplar", path) == 1
    told = ("--kind", "exemplar", "--locality", "xa-minh-hoa-1", "--others-mentioned", "none")
    assert run(project, *told, path) == 0
    (made,) = (project.root / "content" / "exemplars").glob("*.yml")
    assert re.fullmatch(r"2025-07-xa-minh-hoa-1-[0-9a-f]{6}", made.stem)
    assert not project.problems()


def test_all_or_nothing(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    media = project.root / "content" / "media" / f"{SLUG}-2.jpg"
    media.write_bytes(photo())
    before = read_all(project.root)
    assert run(project, str(sent(tmp_path, article()))) == 1
    assert f"đã có content/media/{SLUG}-2.jpg; tệp ấy giữ nguyên" in capsys.readouterr().err
    assert read_all(project.root) == before


def test_a_fault_while_writing_leaves_nothing_behind(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_all(project.root)
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.suffix == ".yml":
            raise OSError("đĩa đầy")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    parcel = tmp_path / "bai.docx"
    write(parcel, saved(article()))
    with pytest.raises(OSError, match="đĩa đầy"):
        run(project, str(parcel))
    assert read_all(project.root) == before


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    made = io.BytesIO(saved(article()))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def old_letters(text: str, font: str) -> bytes:
    document = Document()
    run = document.add_paragraph().add_run(text)
    run.font.name, run.font.size = font, Pt(14)
    return saved(document)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HARMFUL: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "doc": ("bai.doc", lambda: OLE + b"x" * 600, "là tệp Word cũ (.doc)"),
    "doc renamed": ("bai.docx", lambda: OLE + b"x" * 600, "là tệp Word cũ (.doc)"),
    "locked": (
        "bai.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "tệp Word có mật khẩu"
    ),
    "rtf": ("bai.docx", lambda: b"{\\rtf1 x}", "bên trong là RTF"),
    "no zip": ("bai.docx", lambda: b"xin chao", "tệp hỏng, không mở được"),
    "cut short": ("bai.docx", lambda: saved(article())[:2000], "tệp hỏng, không mở được"),
    "another zip": ("bai.docx", lambda: zipped(("a.txt", b"x")), "bên trong không phải tài liệu Word"),
    "macro": ("bai.docx", lambda: with_part("word/vbaProject.bin", b"x"), "tệp có macro"),
    "bomb": ("bai.docx", lambda: with_part("word/a.xml", b"0" * 160_000_000), "giải nén ra quá nhiều"),
    "no text": ("bai.docx", lambda: saved(Document()), "không có chữ nào"),
    "broken xml": (
        "bai.docx", lambda: zipped(("word/document.xml", b"<a"), ("[Content_Types].xml", b"<")),
        "tệp hỏng, không mở được",
    ),
    "tcvn3": (
        "bai.docx", lambda: old_letters("C«ng an x· ®· trao nhµ cho hé khã kh¨n", ".VnTime"),
        "bảng mã cũ TCVN3 (ABC)",
    ),
    "vni": (
        "bai.docx", lambda: old_letters("Coâng an xaõ ñaõ trao nhaø cho hoä", "VNI-Times"),
        "bảng mã cũ VNI",
    ),
    "one line of tcvn3 in a font of today": (
        "bai.docx", lambda: old_letters("phong trµo thi ®ua", "Times New Roman"), "bảng mã cũ TCVN3 (ABC)",
    ),
    "zip with a way out": (
        "gui.zip", lambda: zipped(("../../bai.docx", saved(article()))), "tên tệp lạ `../../bai.docx`"
    ),
    "zip without word": ("gui.zip", lambda: zipped(("a.jpg", photo())), "không có tệp Word"),
    "zip with two": (
        "gui.zip", lambda: zipped(("a.docx", b"x"), ("b.docx", b"y")), "có 2 tệp Word: a.docx, b.docx"
    ),
    "zip with a phone's picture": (
        "gui.zip", lambda: zipped(("a.docx", saved(article())), ("a.heic", b"x")),
        "là ảnh riêng của điện thoại (HEIC)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "what"), HARMFUL.values(), ids=HARMFUL)
def test_what_could_harm_is_refused_in_plain_words_and_nothing_is_written(
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: Callable[[], bytes],
    what: str,
) -> None:
    before = read_all(project.root)
    (tmp_path / name).write_bytes(data())
    assert run(project, str(tmp_path / name)) == 1
    told = capsys.readouterr().err
    assert what in told and "Cách sửa: " in told and "Traceback" not in told
    assert read_all(project.root) == before


def test_what_is_no_photo_is_left_out() -> None:
    for data in (b"x", photo(size=(40, 40)), photo(size=(3000, 130))):
        with pytest.raises(NoPhoto):
            clean_photo(data)
    assert max(Image.open(io.BytesIO(clean_photo(photo(size=(4000, 3000))).data)).size) == 2000


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordError, match="không đọc được"):
        open_parcel(tmp_path / "khong-co.docx")


def test_editors_find_the_draft_in_the_preview(project: Project, tmp_path: Path) -> None:
    assert run(project, str(sent(tmp_path, article()))) == 0
    settings = read_settings(project.root / "mkdocs.yml")
    seen = load_bulletin(project.root / "content", settings, audience=Audience.EDITORS)
    assert seen.is_waiting(seen.shelves["news"][SLUG])
