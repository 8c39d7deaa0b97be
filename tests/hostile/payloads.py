"""What somebody types or pastes: with malice, by a mistake of a program, or quite rightly."""

# ruff: noqa: E501 - rows of payloads, one beside the other
from __future__ import annotations

RIGHT = (
    "H'Hen Niê", "K’Brêu", "Cil Yũ Ha Giảng", "Đắk R'Lấp & Ea H'leo", "“Vì nước, quên thân”: ‘vì dân’",
    "Tổ 3 < Tổ 4 > Tổ 5", "C# và #1", "100% @ 8:00 – 9:00", "😀 thi đua 🇻🇳", "ភាសាខ្មែរ", "中文", "a\\nb", "C:\\new",
    "Khẩu hiệu: “Mỗi người ‘dân’ là một \"chiến sĩ\"; mỗi nhà là một pháo đài”", "No", "on", "22:39", "0123456",
    "1.250", "3.10", "1e3", ".nan", "true", "null và ~", "2024-02-30", "- gạch đầu", "? hỏi", "| sổ", "> trích", "% phần",
    "*sao*", "&amp;", "[ngoặc]", "{nhọn}", "`nháy`", "!than", "hoà bình, thuỷ lợi", "a" * 300, "=1+1", "+84", "@SUM(A1)",
)  # fmt: skip
"""Legitimate: must come out exactly as typed."""

MARKUP = (
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)", "<svg/onload=alert(1)>", "</textarea><script>", "<!--", "-->", "<![CDATA[", "]]>",
    "{{ 7*7 }}", "{% raw %}", "{{ config.__class__ }}", "${7*7}", "<%= 7*7 %>", "javascript:alert(1)",
    "[x](javascript:alert(1))", "![x](http://vidu.example/a.gif)", "{: onclick=alert(1) }", "--8<-- \"/etc/passwd\"",
    "&lt;script&gt;", "&#60;script&#62;", "<base href=//vidu.example>", "<meta http-equiv=refresh content=0>",
    "<iframe src=//vidu.example>", "<style>*{}</style>", "<a href='data:text/html,x'>", "</script><script>",
    "BEGIN:VEVENT", "a\\,b\\;c", "=cmd|' /C calc'!A0", "%0d%0aSet-Cookie:x", "..%2f..%2fetc", "../../../etc/passwd",
    "TPHCM: dòng đầu", "--- a ---", "<abbr title=x>", "<details open ontoggle=alert(1)>", "<x y=\"", "<p class='",
)  # fmt: skip
"""Attempts to be more than text: must be shown as typed, or refused."""

BROKEN = (
    "a\u202eb", "a\u200bb", "a\ufeffb", "a\u00adb", "a\u2028b", "a\u0000b", "a\u0007b", "a\u009bb", "a\ufffeb", "a\ufffdb",
    "a\u2066b", "a\u061cb", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Coäng hoøa xaõ hoäi chuû nghóa", "Cá»™ng hÃ²a xÃ£ há»™i",
    "Ho\u0300a bi\u0300nh", "Тoàn dân", "\u0300\u0301\u0302 dấu", "z\u0335\u0336\u0337" * 20,
)  # fmt: skip
"""Broken letters: refused, told, or mended to the one right form (NFC)."""

EVERY = (*RIGHT, *MARKUP, *BROKEN)
