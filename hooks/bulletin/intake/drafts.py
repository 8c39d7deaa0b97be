"""What a source states in, a draft for an editor to restate out: YAML that is never published."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.dates import Day
from bulletin.intake.portal_feed import FoundItem
from bulletin.text import slugify

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+")
_FACTS = (
    ("Văn bản", re.compile(r"\b\d{1,5}/(?:\d{4}/)?[A-ZĐƯ][A-ZĐƯa-zđư0-9]*(?:-[A-ZĐƯ0-9]+)+\b")),
    ("Ngày", re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b")),
    ("Số liệu", re.compile(r"(?<![\d/.,])\d[\d.,]*\d?(?:\s?%|\s(?!tháng|năm|giờ)\w+(?:\s\w+)?)")),
)
_FORM = """\
# yaml-language-server: $schema=../schema/news.json
# BẢN NHÁP do scripts/import.py tạo từ kênh tin của nguồn; chưa hiện trên trang.
# Biên tập viên mở bài gốc, kiểm tra dữ kiện, viết lại bằng lời của mình (tiêu đề, sapo, nội dung),
# rồi mới đổi `status`. Đừng chép nguyên văn của nguồn.
{sapo}status: draft
published_at: {now}
title: {title}
category: {category}
body: |
  [CHƯA VIẾT] Viết lại từ các dữ kiện đã kiểm tra, rồi xóa dòng này.
{facts}sources:
  - url: {url}
    outlet: {outlet}
    title: {title}
{details}    retrieved_at: {today}
"""


def known_addresses(content: Path) -> set[str]:
    """Return every web address that stands in any entry: what was imported before is among them."""
    found: set[str] = set()
    for path in sorted(content.rglob("*.yml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        found |= {address.rstrip(",)]}") for address in _ADDRESS.findall(text)}
    return found


def draft_name(item: FoundItem) -> str:
    """Return a file name that says where and when, and names nobody."""
    host = slugify((urlsplit(item.url).hostname or "").removeprefix("www."))[:40].strip("-")
    day = item.published_at.iso[:10].strip("-") if item.published_at else "khong-ngay"
    return f"{host or 'cong-khac'}-{day}-{sha256(item.url.encode()).hexdigest()[:8]}"


def draft(item: FoundItem, category: str, now: Day) -> str:
    """Return the YAML of a draft: the source, its dates, and facts to check; no text of its own."""
    details = [("author", quoted(item.author))] if item.author else []
    if item.published_at:
        details.append(("published_at", stamp(item.published_at)))
    if item.date_note:
        details.append(("note", quoted(item.date_note)))
    return _FORM.format(
        sapo=f"# Sapo của nguồn, chỉ để viết lại: {item.sapo}\n" if item.sapo else "",
        now=stamp(now),
        title=quoted(item.title),
        category=category,
        facts="".join(f"  - {line}\n" for line in _facts(f"{item.title}. {item.sapo}")),
        url=quoted(item.url),
        outlet=quoted(item.outlet),
        details="".join(f"    {key}: {value}\n" for key, value in details),
        today=stamp(Day(now.year, now.month, now.day)),
    )


def _facts(text: str) -> Iterator[str]:
    """Yield what can be checked: numbers of documents, dates, figures."""
    for label, pattern in _FACTS:
        if found := list(dict.fromkeys(pattern.findall(text))):
            yield f"{label} cần kiểm tra: {'; '.join(found)}"
        for words in found:
            text = text.replace(words, " ")


def quoted(text: str) -> str:
    """Return a text as YAML reads it back letter for letter (JSON's strings are YAML's)."""
    return json.dumps(text, ensure_ascii=False)


def stamp(day: Day) -> str:
    """Return a day as content files write it, as far as it is known: `07/10/2024 22:39`."""
    if not day.is_full:
        return str(day)
    clock = "" if day.hour is None else f" {day.hour:02}:{day.minute or 0:02}"
    return f"{day.day:02}/{day.month:02}/{day.year}{clock}"
