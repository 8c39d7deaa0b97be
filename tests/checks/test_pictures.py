"""What the check of pictures promises: who cannot see one still learns what is in it."""

from __future__ import annotations

import pytest

from project import EVENT, NEWS, Project


@pytest.mark.parametrize("kind", ["news", "events"])
@pytest.mark.parametrize(
    ("picture", "wrong_key"),
    [
        ({"file": "hoi-truong.png", "alt": "Hàng ghế trong hội trường"}, None),
        ({"file": "hoi-truong.png", "alt": "Hàng ghế", "caption": "Quang cảnh buổi lễ"}, None),
        ({"caption": "Quang cảnh buổi lễ"}, None),
        ({"credit": "Mẫu"}, "credit"),
        ({"file": "hoi-truong.png"}, "file"),
        ({"file": "khong-co.png", "alt": "Hàng ghế"}, "file"),
        (
            {
                "file": "hoi-truong.png",
                "alt": "quang cảnh BUỔI LỄ",
                "caption": "Quang cảnh buổi lễ",
            },
            "alt",
        ),
        ({"file": "hoi-truong.png", "alt": "hoi-truong"}, "alt"),
        ({"file": "hoi-truong.png", "alt": "Hội trường"}, "alt"),
    ],
)
def test_a_picture_is_there_and_described(
    project: Project, kind: str, picture: dict[str, str], wrong_key: str | None
) -> None:
    text = {"news": NEWS, "events": EVENT}[kind]
    rows = "".join(f"    {key}: {value}\n" for key, value in picture.items())
    project.write({f"content/{kind}/a.yml": f"{text}pictures:\n  -{rows[3:]}"})
    first = len(text.splitlines()) + 2
    lines = [told.line for told in project.problems()]
    assert lines == ([first + list(picture).index(wrong_key)] if wrong_key else [])
