"""What `lettering` promises: old encodings and misleading letters are told, right words never."""

from __future__ import annotations

import pytest

from bulletin.lettering import MISREAD, odd_words, old_encoding
from project import NEWS, Project

OLD = {
    "TCVN3 (ABC)": (
        "Céng hßa x· héi chñ nghÜa ViÖt Nam", "NguyÔn V¨n MÉu", "thi ®ua", "phong trµo", "®ång bµo",
    ),
    "VNI": (
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Nguyeãn Vaên Maãu",
        "Phaùt ñoäng phong traøo thi ñua", "Ñoäc laäp - Töï do - Haïnh phuùc",
    ),
    MISREAD: ("Cá»™ng hÃ²a xÃ£ há»™i", "Phong trÃ o thi Ä‘ua", "Æ°u tÃº"),
}  # fmt: skip
RIGHT = (
    "Nguyễn Văn Mẫu", "H'Hen Niê", "K’Brêu", "Cil Yũ Ha Giảng", "Đắk R'Lấp", "buôn Čư Ƀlim", "Ñung",
    "hoà thuỷ khuấy khuỷu Huế oằn quều quào", "XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Citroën", "naïve",
    "«đá», “vàng”, 5 m², 10 °C, ½ ngày, 3×4, © 2024", "ភាសាខ្មែរ", "中文 và tiếng Việt", "Москва", "😀 thi đua",
    "Toàn quốc huề thuế quân uỷ khoẻ loè xoè quý hoáng", "10 kΩ, 5 μm", "Ea H'leo", "Krông Pắc",
)  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(n, text) for n, some in OLD.items() for text in some])
def test_text_of_an_old_encoding_is_known(name: str, text: str) -> None:
    assert old_encoding(text) == name


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_left_alone(text: str) -> None:
    assert old_encoding(text) == ""
    assert list(odd_words(text)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Тoàn dân", "Тoàn"), ("thi đuа", "đuа"), ("αbc", "αbc"), ("Ðắk Nông", "Ðắk"), ("ðua", "ðua"),
        ("𝐓𝐡𝐢 đua", "𝐓𝐡𝐢"), ("ｔｈｉ đua", "ｔｈｉ"), ("vіệt", "vіệt"), ("Ɖắk", "Ɖắk"),
    ],
)  # fmt: skip
def test_a_word_with_a_letter_of_another_alphabet_is_told(text: str, word: str) -> None:
    assert [found for found, _ in odd_words(text)] == [word]


def test_misleading_letters_are_advised_at_their_line_and_stop_nothing(project: Project) -> None:
    project.write({"content/news/a.yml": NEWS.replace("Lễ ra mắt", "Тoàn dân thi đua")})
    (told,) = project.load().advice
    assert (told.line, told.what.startswith("từ `Тoàn`: có chữ `Т` (U+0422)")) == (3, True)
