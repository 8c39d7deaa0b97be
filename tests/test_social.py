"""Social cards: the same words give the same small picture, everything fits, nothing is lost."""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from bulletin.social import Picture, card_picture, draw_cards
from bulletin.social.draw import HEIGHT, WIDTH, Design, Press
from bulletin.social.wrap import fit, wrap
from bulletin.views.social import SocialCard

FONTS = Path(__file__).parent.parent / "hooks/bulletin/fonts"
DESIGN = Design("Trang tin Tỉnh Mẫu", "Ủy ban nhân dân Tỉnh Mẫu (hư cấu)")
CARD = SocialCard(
    kicker="Gương điển hình · cá nhân",
    title="Người giúp đỡ bà con M’nông ở Đắk Buk So",
    foot="Xã Mẫu 1",
    date="07/10/2024",
)
LONG = SocialCard(
    kicker="Phong trào thi đua",
    title="Phong trào thi đua ĐẶC BIỆT trong lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở "
    * 6,
    text="“Lực lượng mới, khí thế mới, quyết tâm giành thắng lợi mới, vì Nhân dân phục vụ” " * 4,
    foot="Tỉnh Mẫu Cũ (nay thuộc tỉnh Mẫu) " * 6,
    date="19/8/2024 – 19/8/2025",
    sample="Dữ liệu minh họa, không có thật",
)
LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
SIGNS = "0123456789“”‘’–—…·×≥≤%/()[]"


def picture(card: SocialCard = CARD, design: Design = DESIGN) -> Picture:
    return card_picture(card, design, "guong-dien-hinh/mau")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("face", ["Regular", "Bold"])
def test_the_faces_draw_every_vietnamese_letter_and_sign(face: str) -> None:
    font = ImageFont.truetype(FONTS / f"BeVietnamPro-{face}.ttf", 40)
    missing = bytes(font.getmask("\ue000"))
    for sign in LETTERS + LETTERS.upper() + SIGNS:
        assert bytes(font.getmask(sign)) not in (missing, b""), sign


@pytest.mark.parametrize(
    "card", [CARD, LONG, SocialCard("", "Tin tức"), SocialCard("x", "A" * 400)]
)
def test_a_card_is_a_small_png_of_the_size_that_is_told(card: SocialCard) -> None:
    data = Press(DESIGN).draw(card)
    assert opened(data).format == "PNG"
    assert opened(data).size == (WIDTH, HEIGHT) == (picture().width, picture().height)
    assert len(data) < 40_000


def test_a_card_is_the_same_bytes_whatever_was_drawn_before_it() -> None:
    press = Press(DESIGN)
    first = press.draw(CARD)
    press.draw(LONG)
    assert press.draw(CARD) == first == Press(DESIGN).draw(CARD)


@pytest.mark.parametrize(
    "card", [CARD, LONG, SocialCard("K" * 300, "A" * 400, "b" * 400, "c" * 400)]
)
def test_no_letter_stands_in_the_margins(card: SocialCard) -> None:
    drawn = opened(Press(DESIGN).draw(card)).convert("RGB")
    for box in ((0, 140, 56, 560), (WIDTH - 60, 140, WIDTH, 560)):
        assert drawn.crop(box).getcolors() == [((box[2] - box[0]) * 420, (255, 254, 251))]


def test_sample_data_carries_its_label_over_the_whole_width() -> None:
    sample = opened(Press(DESIGN).draw(replace(CARD, sample=LONG.sample))).convert("RGB")
    plain = opened(Press(DESIGN).draw(CARD)).convert("RGB")
    for x in (2, WIDTH - 2):
        assert sample.getpixel((x, HEIGHT - 20)) == (255, 242, 204)
        assert plain.getpixel((x, HEIGHT - 20)) == (255, 254, 251)


def test_colours_and_emblem_are_an_agencys_own(tmp_path: Path) -> None:
    emblem = tmp_path / "bieu-trung.png"
    Image.new("RGBA", (200, 200), (0, 0, 255, 255)).save(emblem)
    own = replace(DESIGN, band="#003300", emblem=emblem)
    drawn = opened(Press(own).draw(CARD)).convert("RGB")
    assert drawn.getpixel((4, 4)) == (0, 51, 0)
    assert drawn.getpixel((64 + 46, 66)) == (0, 0, 255)
    assert picture(design=own).path != picture().path


def test_the_address_of_a_card_changes_with_every_word_and_with_nothing_else() -> None:
    paths = {picture(replace(CARD, **{name: "khác"})).path for name in vars(CARD)}
    assert len(paths | {picture().path}) == len(vars(CARD)) + 1
    assert picture().path == picture().path
    assert picture().path.startswith("the/guong-dien-hinh/mau-")


def test_who_does_not_see_the_card_is_told_what_it_says() -> None:
    assert picture().alt == f"{CARD.kicker}: {CARD.title}"
    assert LONG.sample in picture(LONG).alt


def read(found: object) -> bytes:
    return found.read_bytes() if isinstance(found, Path) else bytes(found)  # type: ignore[call-overload]


def test_a_kept_card_is_not_drawn_again(tmp_path: Path) -> None:
    first = draw_cards([picture()], DESIGN, tmp_path)[picture().path]
    before = Path(str(first)).stat()
    again = draw_cards([picture()], DESIGN, tmp_path)[picture().path]
    after = Path(str(again)).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert read(again) == read(draw_cards([picture()], DESIGN, None)[picture().path])


@pytest.mark.parametrize("damage", [lambda data: data[:-20], lambda data: b"", lambda data: data[:300]
                                    + b"\x00" + data[301:]])  # fmt: skip
def test_a_damaged_card_is_drawn_anew(tmp_path: Path, damage: object) -> None:
    place = draw_cards([picture()], DESIGN, tmp_path)[picture().path]
    assert isinstance(place, Path)
    whole = place.read_bytes()
    place.write_bytes(damage(whole))  # type: ignore[operator]
    draw_cards([picture()], DESIGN, tmp_path)
    assert place.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


def test_many_cards_drawn_by_several_processes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    cards = [replace(CARD, title=f"Gương số {number}") for number in range(50)]
    pictures = [card_picture(card, DESIGN, f"guong/{n}") for n, card in enumerate(cards)]
    found = draw_cards(pictures, DESIGN, tmp_path)
    press = Press(DESIGN)
    assert [read(found[p.path]) for p in pictures] == [press.draw(card) for card in cards]


def test_a_photo_is_nothing_to_draw() -> None:
    assert draw_cards([Picture("media/anh.png", 4, 3, "")], DESIGN, None) == {}


def plain(size: int) -> object:
    return lambda text: len(text) * size


def test_lines_are_as_even_as_they_can_be() -> None:
    block = fit("một hai ba bốn năm sáu bảy tám chín", (10,), plain, (300, 100), 4)  # type: ignore[arg-type]
    assert block.lines == ("một hai ba bốn năm", "sáu bảy tám chín")


def test_a_title_shrinks_before_it_is_cut_and_is_cut_behind_a_word() -> None:
    text = "một hai ba bốn năm sáu bảy tám chín mười"
    assert fit(text, (20, 10), plain, (420, 60), 4).size == 20  # type: ignore[arg-type]
    assert fit(text, (20, 10), plain, (420, 30), 4).size == 10  # type: ignore[arg-type]
    cut = fit(text, (20,), plain, (420, 30), 4)  # type: ignore[arg-type]
    assert cut.lines == ("một hai ba bốn năm …",)


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert wrap("abcdefgh ij", lambda text: float(len(text)), 5) == ["abcde", "fgh", "ij"]
