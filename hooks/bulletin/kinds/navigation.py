"""Chuyên mục and liên kết: categories of news, and links to the agency's services."""

from typing import ClassVar

from bulletin.kinds._fields import REQUIRED, Register, field
from bulletin.kinds._types import Count, Text, WebAddress


class Category(Register):
    """Chuyên mục."""

    KIND: ClassVar[str] = "category"
    FOLDER: ClassVar[str] = "categories"
    LABEL: ClassVar[str] = "chuyên mục"
    ADDRESS: ClassVar[str | None] = "tin-tuc/chuyen-muc/"

    title: Text = field("Tên", "Tên chuyên mục", "Phát động", REQUIRED)
    description: Text | None = field("Mô tả", "Một câu", "Tin về các lễ phát động")
    order: Count = field("Thứ tự", "Số nhỏ đứng trước", "1", 100)

    @property
    def name(self) -> str:
        """The title."""
        return self.title


class Link(Register):
    """Liên kết."""

    KIND: ClassVar[str] = "link"
    FOLDER: ClassVar[str] = "links"
    LABEL: ClassVar[str] = "liên kết"
    ADDRESS: ClassVar[str | None] = None

    title: Text = field("Tên", "Chữ hiện trên trang", "Cổng Dịch vụ công quốc gia", REQUIRED)
    url: WebAddress = field("Địa chỉ", "Đầy đủ", "https://dichvucong.gov.vn/", REQUIRED)
    order: Count = field("Thứ tự", "Số nhỏ đứng trước", "1", 100)

    @property
    def name(self) -> str:
        """The title."""
        return self.title
