"""Việc tốt trong tháng and rosters: a commune's periodic log, and the teams it has."""

from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Gaps, Item, Part, Register, field
from bulletin.kinds._types import (
    AwardRef,
    CampaignRef,
    Count,
    ExemplarRef,
    FullDay,
    Labelled,
    LocalityRef,
    Refused,
    Slug,
    Team,
    Text,
)
from bulletin.kinds.exemplar import OthersMentioned
from bulletin.kinds.person import Mention

TEAMS = "to/"
"""The folder of the pages of honoured teams: `to/<commune>/<team>/`."""


class DeedKind(Labelled):
    """What a row of the log is."""

    GOOD_DEED = "good_deed", "việc tốt"
    COMMENDED = "commended", "được biểu dương"


class DeedRow(Gaps):
    """One row: what a team did, or who of it was commended, on a day of the period."""

    date: FullDay = field("Ngày", "Ngày xảy ra, nằm trong kỳ", "05/10/2024", REQUIRED)
    team: Team = field("Tổ", "Tên tệp xã/mã tổ", "xa-minh-hoa-1/thon-1", REQUIRED)
    kind: DeedKind = field("Loại", "Việc tốt hay được biểu dương", "good_deed", REQUIRED)
    what: Text = field("Việc", "Đã làm gì; không nêu tên ai", "Trả lại ví cho người mất", REQUIRED)
    content: Text | None = field("Nội dung", "Mã nội dung trong phong trào", "4.7")
    people: tuple[Mention, ...] = field(
        "Người làm", "Người được nêu, kèm căn cứ nêu tên",
        "[{full_name: Trần Văn Mẫu, basis: award_decision}]", many=True,
    )  # fmt: skip
    exemplar: ExemplarRef | None = field("Bài về việc này", "Tên tệp", "2024-10-cuu-nguoi")
    award: AwardRef | None = field("Quyết định biểu dương", "Tên tệp", "quyet-dinh-01-minh-hoa")


class Deeds(Item):
    """Việc tốt trong tháng."""

    KIND: ClassVar[str] = "deeds"
    FOLDER: ClassVar[str] = "deeds"
    LABEL: ClassVar[str] = "việc tốt trong tháng"
    ADDRESS: ClassVar[str | None] = "viec-tot/"

    campaign: CampaignRef = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024", REQUIRED)
    commune: LocalityRef = field("Xã", "Tên tệp địa phương", "xa-minh-hoa-1", REQUIRED)
    start: FullDay = field("Từ ngày", "Ngày đầu kỳ", "01/10/2024", REQUIRED)
    end: FullDay = field("Đến ngày", "Ngày cuối kỳ", "31/10/2024", REQUIRED)
    others_mentioned: OthersMentioned = field(
        "Người khác được nhắc", "Người vi phạm, bị hại, báo tin, thân nhân", "none", REQUIRED
    )
    rows: tuple[DeedRow, ...] = field(
        "Các việc", "Mỗi việc một nhóm",
        "[{date: 05/10/2024, team: xa-minh-hoa-1/thon-1, kind: good_deed, what: Trả lại ví}]",
        many=True,
    )  # fmt: skip
    teams_expected: Count | None = field(
        "Số tổ phải báo cáo", "Bỏ trống thì đếm theo danh sách tổ", "26"
    )
    none_reported: tuple[Team, ...] = field(
        "Tổ báo không có", "Có báo cáo, không có việc tốt", "[xa-minh-hoa-1/thon-3]", many=True
    )
    not_received: tuple[Team, ...] = field(
        "Tổ chưa báo cáo", "Chưa nhận được báo cáo", "[xa-minh-hoa-1/thon-4]", many=True
    )

    @property
    def month(self) -> str:
        """The month it starts in, which names its page: `2024-10`."""
        return f"{self.start.year}-{self.start.month:02}"

    @property
    def path(self) -> str:
        """The address of the commune's page of the period."""
        return f"{self.ADDRESS}{self.commune}/{self.month}/"

    @property
    def name(self) -> str:
        """What the log is called; lists add the commune's name."""
        return f"Việc tốt từ {self.start} đến {self.end}"

    @model_validator(mode="after")
    def _rows_in_period(self) -> Self:
        """Rows lie in the period; a team that has rows neither reported none nor is missing."""
        if self.end.date < self.start.date:
            raise Refused(
                f"kỳ kết thúc {self.end} trước khi bắt đầu {self.start}",
                "Xem lại hai ngày",
                ("end",),
            )
        silent = dict.fromkeys(self.none_reported, "none_reported")
        for team in self.not_received:
            if team in silent:
                raise Refused(
                    f"tổ `{team}` vừa báo không có vừa chưa báo cáo",
                    "Giữ một trong hai",
                    ("not_received",),
                )
            silent[team] = "not_received"
        for number, row in enumerate(self.rows):
            if not self.start.date <= row.date.date <= self.end.date:
                raise Refused(
                    f"ngày {row.date} nằm ngoài kỳ {self.start} – {self.end}",
                    "Sửa ngày, hoặc chuyển việc sang kỳ khác",
                    ("rows", number, "date"),
                )
            if row.team in silent:
                raise Refused(
                    f"tổ `{row.team}` có việc tốt mà lại nằm trong `{silent[row.team]}`",
                    f"Bỏ tổ khỏi `{silent[row.team]}`, hoặc bỏ việc này",
                    ("rows", number, "team"),
                )
        return self


class RosterTeam(Part):
    """A team: at work from a day to a day."""

    id: Slug = field("Mã tổ", "Đã dùng thì không đổi", "thon-1", REQUIRED)
    name: Text = field("Tên tổ", "Đầy đủ", "Tổ bảo vệ an ninh, trật tự thôn 1", REQUIRED)
    village: Text | None = field(
        "Thôn, buôn, bon, tổ dân phố", "Nơi tổ phụ trách; chỉ hiện khi bật `show_team`", "thôn 1"
    )
    start: FullDay | None = field("Từ ngày", "Ngày ra mắt", "01/7/2024")
    end: FullDay | None = field("Đến ngày", "Ngày cuối cùng hoạt động", "31/3/2025")
    successor: Slug | None = field("Tổ tiếp nhận", "Mã tổ nhập vào", "thon-2")

    def works_between(self, start: Day, end: Day) -> bool:
        """Tell whether the team was at work on any day of a period."""
        begun = self.start is None or self.start.date <= end.date
        return begun and (self.end is None or self.end.date >= start.date)


class Roster(Register):
    """Danh sách tổ của một xã; tên tệp là tên tệp của xã."""

    KIND: ClassVar[str] = "roster"
    FOLDER: ClassVar[str] = "rosters"
    LABEL: ClassVar[str] = "danh sách tổ"
    ADDRESS: ClassVar[str | None] = None

    commune: LocalityRef = field("Xã", "Tên tệp địa phương", "xa-minh-hoa-1", REQUIRED)
    teams: tuple[RosterTeam, ...] = field(
        "Các tổ", "Mỗi tổ một nhóm; tổ thôi hoạt động thì ghi `end`, không xóa",
        '[{id: thon-1, name: "Tổ bảo vệ an ninh, trật tự thôn 1", start: 01/7/2024}]', many=True,
    )  # fmt: skip

    @property
    def name(self) -> str:
        """The commune's slug: rosters are never shown."""
        return self.slug

    def team(self, team_id: str) -> RosterTeam | None:
        """Return a team by its id."""
        return next((team for team in self.teams if team.id == team_id), None)
