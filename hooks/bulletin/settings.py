"""mkdocs.yml in, the site's own settings out: name, address, imprint, looks, the clock."""

import math
import os
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from bulletin.abbreviations import COMMON
from bulletin.colours import (
    BRAND,
    LIGHT,
    SHAPE,
    TEXT,
    WHITE,
    contrast,
    css,
    darker_until,
    least_contrast,
    lighter_until,
)
from bulletin.dates import ZONE, Day, day_of
from bulletin.kinds._fields import REQUIRED, Part, Waiver, field
from bulletin.kinds._read import read_part
from bulletin.kinds._types import (
    Count,
    FullDay,
    Labelled,
    Media,
    Refused,
    Text,
    Truth,
    WebAddress,
)
from bulletin.problems import ContentError, Problem
from bulletin.source import Mapping as Tree
from bulletin.source import Scalar, node_at, read_source


class Abbreviation(Part):
    """An abbreviation of the agency's own."""

    short: Text = field("Chữ viết tắt", "Đúng như in trong văn bản", "PTTĐ", REQUIRED)
    full: Text = field("Chữ đầy đủ", "Như viết giữa câu", "phong trào thi đua", REQUIRED)


class DataLicence(Part):
    """On what terms the open data may be used."""

    text: Text = field(
        "Điều kiện", "Một câu, bằng tiếng Việt", "Được dùng lại, ghi rõ nguồn", REQUIRED
    )
    url: WebAddress | None = field("Toàn văn", "Nơi có lời văn đầy đủ", "https://vidu.vn/giay-phep")


class GitHost(Labelled):
    """What keeps the content where several people edit it."""

    GITLAB = "gitlab", "GitLab"
    GITHUB = "github", "GitHub"
    GITEA = "gitea", "Gitea, Forgejo"


class Editor(Part):
    """The web editor on the published site, and the Git host behind it."""

    host: GitHost = field("Phần mềm Git", "Nơi giữ nội dung", "gitlab", REQUIRED)
    repository: Text = field("Kho", "Nhóm và tên kho", "thi-dua/ban-tin", REQUIRED)
    branch: Text = field("Nhánh", "Nhánh được dựng thành trang", "main", "main")
    address: WebAddress | None = field(
        "Địa chỉ máy chủ Git", "Bắt buộc với Gitea; bỏ trống thì là gitlab.com, github.com",
        "https://git.vidu.vn",
    )  # fmt: skip
    app_id: Text | None = field(
        "Mã ứng dụng OAuth", "Có thì đăng nhập bằng tài khoản; không thì bằng mã truy cập", "1a2b3c"
    )

    @model_validator(mode="after")
    def _gitea_has_an_address(self) -> Self:
        """GitLab and GitHub have a public host to fall back on; Gitea has none."""
        if self.host is GitHost.GITEA and self.address is None:
            raise Refused(
                "chưa ghi địa chỉ máy chủ Git", "Thêm `address: https://git.vidu.vn`", ("host",)
            )
        return self


def _colour(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"#?[0-9a-f]{6}", text):
        raise Refused(
            f"`{value}` không phải một màu",
            'Ghi `#` và sáu chữ số, chữ cái từ a đến f, đặt trong nháy: `"#0b5563"`',
        )
    return f"#{text.removeprefix('#')}"


Colour = Annotated[str, BeforeValidator(_colour)]
"""A colour as `#rrggbb`; the sign may be left out, since YAML takes one without quotes for a comment."""


class Colours(Part):
    """The agency's own colours; all others follow from them (see bulletin.colours)."""

    brand: Colour | None = field("Màu chủ đạo", "Đầu trang, tiêu đề mục, nút bấm", '"#a3121b"')
    accent: Colour | None = field("Màu nhấn", "Đường kẻ, biểu trưng, nền nhãn", '"#e8b93c"')
    link: Colour | None = field("Màu liên kết", "Chữ của liên kết", '"#123f6e"')

    @model_validator(mode="after")
    def _colours_can_be_read(self) -> Self:
        """White text stands on the brand, brand and links stand on paper, the accent on the brand."""
        grounds = (WHITE, *LIGHT)
        for name, colour, what in (
            ("brand", self.brand, "chữ trắng trên màu ấy, hoặc màu ấy trên nền trang,"),
            ("link", self.link, "chữ màu ấy trên nền trang"),
        ):
            if colour and least_contrast(colour, grounds) < TEXT:
                better = darker_until(colour, grounds)
                raise _pale(name, colour, what, least_contrast(colour, grounds), TEXT, better)
        brand = self.brand or BRAND
        if self.accent and (seen := contrast(self.accent, brand)) < SHAPE:
            better = lighter_until(self.accent, (brand,), SHAPE)
            what = f"màu ấy trên nền đầu trang `{brand}`"
            raise _pale("accent", self.accent, what, seen, SHAPE, better)
        return self

    @property
    def css(self) -> str:
        """The style rules that put these colours in place of the theme's own."""
        return css(self.brand, self.accent, self.link)


def _pale(name: str, colour: str, what: str, seen: float, least: float, better: str) -> Refused:
    """Return the refusal of a colour that people could not read or make out."""
    told = f"`{colour}`: {what} chỉ tương phản {_ratio(seen)}, cần ít nhất {_ratio(least)}"
    return Refused(told, f'Dùng màu gần nhất đủ rõ: `{name}: "{better}"`', (name,))


def _ratio(contrast: float) -> str:
    """Print a contrast ratio, never rounded up to what it does not reach."""
    return f"{math.floor(contrast * 10) / 10:g}:1".replace(".", ",")


class Settings(Part):
    """What makes the site one agency's own; `extra.bulletin` in mkdocs.yml."""

    site_name: Text = field("Tên trang", "Tên trang tin", "Trang tin thi đua", REQUIRED)
    site_url: WebAddress = field("Địa chỉ trang", "Kết thúc bằng /", "https://vidu.vn/", REQUIRED)
    tagline: Text = field("Dòng giới thiệu", "Dưới tên trang", "Phong trào …", REQUIRED)
    agency: Text = field("Cơ quan chủ quản", "Tên cơ quan", "UBND tỉnh …", REQUIRED)
    responsible: Text = field("Người chịu trách nhiệm", "Chức vụ, họ tên", "Trưởng Ban …", REQUIRED)
    permit: Text = field("Văn bản cho phép", "Số, ngày", "Số 01/GP", REQUIRED)
    address: Text = field("Địa chỉ bưu chính", "Của cơ quan chủ quản", "Số 1, đường …", REQUIRED)
    phone: Text = field("Điện thoại", "Để người dân liên hệ", "0000 000 000", REQUIRED)
    email: Text = field("Thư điện tử", "Để người dân liên hệ", "lienhe@vidu.vn", REQUIRED)
    licence: Text = field("Điều kiện sử dụng lại", "Hiện ở chân trang", "Ghi rõ nguồn", REQUIRED)
    data_licence: DataLicence | None = field(
        "Giấy phép dữ liệu",
        "Điều kiện sử dụng dữ liệu mở; bỏ trống thì trang nói là chưa nêu",
        "{text: Được dùng lại khi ghi rõ nguồn}",
    )
    emblem: Media | None = field(
        "Biểu trưng", "Ảnh PNG hoặc WebP trong content/media/; không ghi thì dùng hình trung tính",
        "bieu-trung.png",
    )  # fmt: skip
    colours: Colours = field("Màu", "Màu riêng của cơ quan", '{brand: "#0b5563"}', Colours())
    guid_domain: Text = field("Tên miền của mã tin", "Không bao giờ đổi", "vidu.vn", REQUIRED)
    guid_year: Count = field("Năm của mã tin", "Không bao giờ đổi", "2024", REQUIRED)
    now: FullDay | None = field("Thời điểm dựng", "Chỉ dùng cho trang minh họa", "2025-07-10 07:00")
    holidays: tuple[FullDay, ...] = field(
        "Ngày nghỉ", "Ngày lễ, nghỉ bù; không tính là ngày làm việc", "[02/9/2025]", many=True
    )
    make_up_days: tuple[FullDay, ...] = field(
        "Ngày làm bù", "Thứ Bảy, Chủ Nhật làm bù", "[26/4/2025]", many=True
    )
    abbreviations: tuple[Abbreviation, ...] = field(
        "Từ viết tắt",
        "Của riêng cơ quan, thêm vào danh sách có sẵn",
        "- {short: PTTĐ, full: phong trào thi đua}",
        many=True,
    )
    editor: Editor | None = field(
        "Trình soạn thảo trên web", "Có mục này thì trang đăng kèm /admin/; không ghi thì không có",
        "{host: gitlab, repository: thi-dua/ban-tin}",
    )  # fmt: skip
    show_team: Truth = field(
        "Nêu thôn, buôn của tổ", "true thì bảng việc tốt ghi thôn, buôn của tổ", "true", False
    )
    show_comparison: Truth = field(
        "Đăng đối chiếu",
        "true thì trang kết quả in thêm đối chiếu của trang, bên cạnh kết luận của báo cáo",
        "true",
        False,
    )
    show_visits: Truth = field(
        "Nêu lượt xem",
        "false thì không nêu lượt xem, dù đã đếm bằng scripts/stats.py",
        "false",
        True,
    )
    show_visits_of_people: Truth = field(
        "Nêu lượt xem bài về người",
        "true thì gương điển hình, quyết định khen thưởng cũng nêu lượt xem",
        "true",
        False,
    )
    approval: Truth = field(
        "Phải duyệt", "true thì mục đã đăng phải có `approval` do `scripts/approve.py` ghi", "true",
        False,
    )  # fmt: skip
    waivers: tuple[Waiver, ...] = field(
        "Miễn trừ dữ liệu cá nhân",
        "Chữ được giữ ở cài đặt, trang viết tay, phụ đề, kèm lý do",
        "[{text: 0204 3854 123, reason: số trực ban của Công an xã}]", many=True,
    )  # fmt: skip
    hsts_days: Count = field(
        "Số ngày chỉ dùng HTTPS",
        "Máy chủ dặn trình duyệt chỉ mở trang bằng HTTPS trong ngần ấy ngày; 0 là không dặn",
        "180",
        30,
    )
    demo: Truth = field("Trang minh họa", "true thì được đăng dữ liệu minh họa", "true", False)

    @model_validator(mode="after")
    def _address_is_a_folder(self) -> Self:
        """Addresses are made by adding to `site_url`, so it ends in a slash."""
        if not self.site_url.endswith("/"):
            raise Refused(
                f"địa chỉ trang `{self.site_url}` không kết thúc bằng `/`",
                f"Ghi `{self.site_url}/`",
                ("site_url",),
            )
        return self

    @property
    def theme_colour(self) -> str:
        """The colour that phones paint around the page."""
        return self.colours.brand or BRAND

    @property
    def spelled_out(self) -> Mapping[str, str]:
        """Return what every known abbreviation stands for, the agency's own words first."""
        return {**COMMON, **{own.short: own.full for own in self.abbreviations}}

    def working_days(self, start: Day, end: Day) -> int:
        """Count working days from start to end, both included: Monday-Friday less holidays,
        plus make-up days (design §3, Time).
        """
        free = {day.date for day in self.holidays}
        extra = {day.date for day in self.make_up_days}
        days = (start.date + timedelta(n) for n in range((end.date - start.date).days + 1))
        return sum((day.weekday() < 5 and day not in free) or day in extra for day in days)

    def add_working_days(self, start: Day, count: int) -> Day:
        """Return the last of so many working days behind a day, which itself does not count."""
        day = start.date
        while count:
            day += timedelta(days=1)
            free = Day(day.year, day.month, day.day)
            count -= self.working_days(free, free)
        return Day(day.year, day.month, day.day)

    def moment(self, environ: Mapping[str, str] = os.environ) -> Day:
        """Return the one `now` of a build: the setting, else SOURCE_DATE_EPOCH, else the clock."""
        if self.now is not None:
            return self.now
        epoch = environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdigit():
            return day_of(datetime.fromtimestamp(int(epoch), ZONE))
        return day_of(datetime.now(ZONE))


def read_settings(config_file: Path) -> Settings:
    """Return the settings in mkdocs.yml; raises ContentError naming the lines that are wrong."""
    name = config_file.name
    tree = read_source(config_file, name)
    if isinstance(tree, Problem):
        raise ContentError([tree])
    own = node_at(tree, ("extra", "bulletin"))
    if not isinstance(own, Tree):
        raise ContentError(
            [Problem(name, 1, "thiếu nhóm `extra: bulletin:`", "Chép nhóm ấy từ mkdocs.yml mẫu")]
        )
    items, lines = dict(own.items), dict(own.key_lines)
    for key in ("site_name", "site_url"):
        if isinstance(value := tree.items.get(key), Scalar):
            items[key], lines[key] = value, tree.key_lines[key]
    settings = read_part(Settings, Tree(items, own.line, lines), name)
    if isinstance(settings, list):
        raise ContentError(settings)
    return settings
