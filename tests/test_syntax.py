"""What `syntax` promises: the line that must be mended, not the one where the parser stumbled."""

from __future__ import annotations

import pytest
import yaml

from bulletin.syntax import SyntaxMistake, explain_syntax


def explain(text: str) -> SyntaxMistake:
    with pytest.raises(yaml.YAMLError) as error:
        list(yaml.parse(text, Loader=yaml.CSafeLoader))
    return explain_syntax(error.value, text)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nsources\n  - outlet: Báo\n", 2, "thiếu dấu hai chấm sau `sources`"),
        ("a: 1\n\n\ntitle Lễ\n\n\nb: 2\n", 4, "thiếu dấu hai chấm sau `title`"),
        (
            "a: 1\nperiod:\n  start 19/8/2024\n  end: 19/8/2025\n",
            3,
            "thiếu dấu hai chấm sau `start`",
        ),
        ("a: 1\nbody |\n  Một đoạn.\nb: 2\n", 2, "thiếu dấu hai chấm sau `body`"),
        ("a: 1\nbody >\n  Một đoạn.\n", 2, "thiếu dấu hai chấm sau `body`"),
        ("a: 1\ntitle:Lễ\nb: 2\n", 2, "thiếu dấu cách sau `title:`"),
        (
            "a: 1\nurl: https://vidu.vn: x\n",
            2,
            "giá trị chứa dấu hai chấm mà chưa đặt trong ngoặc kép",
        ),
        (
            "a: 1\ntags: [một, hai\nb: 2\n",
            2,
            "ngoặc `[` mở mà không đóng, hoặc thiếu dấu phẩy bên trong",
        ),
        (
            "a: 1\nx: {start: 1, end: 2\nb: 2\n",
            2,
            "ngoặc `{` mở mà không đóng, hoặc thiếu dấu phẩy bên trong",
        ),
        ("a: 'một\nb: 2\nc: 3\n", 1, "dấu ngoặc ' mở mà không đóng"),
        ('a: "một\nb: "hai"\n', 1, 'dấu ngoặc " mở mà không đóng'),
        ('a: 1\nb: "D:\\Xong"\n', 2, "dấu `\\` trong ngoặc kép có nghĩa riêng"),
        ("a: 1\nb: 'Lễ' ra 'mắt'\n", 2, "có chữ đứng sau ngoặc kép đóng"),
        ("a: 1\nb: [Ảnh] Lễ\n", 2, "có chữ đứng sau ngoặc đóng"),
        ("a: 1\nb: {Ảnh} Lễ\n", 2, "có chữ đứng sau ngoặc đóng"),
        ("a: 1\n\tb: 2\n", 2, "thụt dòng bằng phím Tab"),
        ("a: 1\n  b: 2\n", 2, "dòng này thụt vào sâu hơn các mục cùng cấp"),
        ("x:\n  -a: 1\n    b: 2\n", 2, "thiếu dấu cách sau dấu `-`"),
        (
            "a: |\n  Một.\n\nHai ba.\nb: 2\n",
            4,
            "dòng này thuộc đoạn chữ của `a` mà thụt vào chưa đủ",
        ),
        ("a: 1\ntags:\n  - @b\n", 3, "giá trị bắt đầu bằng dấu `@`, YAML không đọc được"),
        ("a: 1\nx: [*đ]\n", 2, "giá trị bắt đầu bằng dấu `*`, YAML không đọc được"),
        ("a: 1\n=======\nb: 2\n", 2, "còn dấu xung đột của git"),
        ("a: ]\n", 1, "dòng này thụt lề hoặc đóng mở ngoặc chưa đúng"),
    ],
)
def test_the_likely_mistake_is_told_at_its_own_line(text: str, line: int, what: str) -> None:
    mistake = explain(text)
    assert (mistake.line, mistake.what) == (line, what)


def test_a_group_that_lost_its_colon_is_mended_without_a_value() -> None:
    assert explain("a: 1\nsources\n  - outlet: Báo\n").mend == "Ghi `sources:`"


def test_words_in_a_text_are_not_taken_for_keys_without_colon() -> None:
    mistake = explain("body: |\n  thi đua\n  lập thành tích\nb: 1: 2\n")
    assert (mistake.line, mistake.what[:8]) == (4, "giá trị ")
