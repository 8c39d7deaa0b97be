"""private/requests.yml in, the requests of citizens that are still open out, with their clock.

The register stays out of content/, docs/ and git: it tells who asked for what. Two working days are
what Decree 356/2025/NĐ-CP, art. 5, is reported to give for an answer (see docs/phap-ly.md).
"""

from dataclasses import dataclass
from pathlib import Path

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Part, field
from bulletin.kinds._read import read_part
from bulletin.kinds._types import FullDay, Labelled, Text
from bulletin.problems import Problem
from bulletin.settings import Settings
from bulletin.source import read_source

REGISTER = "private/requests.yml"
WORKING_DAYS = 2


class Wish(Labelled):
    """What a person asks for."""

    REMOVAL = "removal", "gỡ"
    CORRECTION = "correction", "sửa"
    RESTRICTION = "restriction", "hạn chế"
    INFORMATION = "information", "hỏi"


class Request(Part):
    """One request: when it came, what about, and when it was answered."""

    number: Text = field("Số", "Số vào sổ, không trùng", "07/2024", REQUIRED)
    received: FullDay = field("Nhận lúc", "Ngày, giờ nhận", "07/10/2024 14:00", REQUIRED)
    kind: Wish = field("Yêu cầu", "Gỡ, sửa, hạn chế hay hỏi", "removal", REQUIRED)
    about: tuple[Text, ...] = field("Về mục", "loại/tên-tệp", "[news/le-ra-mat]", many=True)
    channel: Text | None = field("Qua đâu", "Thư, điện thoại, trực tiếp", "điện thoại")
    note: Text | None = field("Ghi chú", "Không cần họ tên", "đề nghị bỏ ảnh thứ hai")
    answered: FullDay | None = field("Trả lời lúc", "Ghi khi đã trả lời", "08/10/2024 09:00")


class Register(Part):
    """The whole file."""

    requests: tuple[Request, ...] = field(
        "Các yêu cầu", "Mỗi yêu cầu một nhóm",
        "[{number: 07/2024, received: 07/10/2024 14:00, kind: removal}]", many=True,
    )  # fmt: skip


@dataclass(frozen=True)
class Open:
    """A request that waits: what it is, by when it must be answered, and whether that is over."""

    request: Request
    due: Day
    overdue: bool

    def __str__(self) -> str:
        """One line for staff."""
        about = f" ({', '.join(self.request.about)})" if self.request.about else ""
        late = "QUÁ HẠN, phải trả lời từ" if self.overdue else "trả lời chậm nhất"
        return (
            f"Yêu cầu {self.request.kind.label} số {self.request.number}{about}: "
            f"nhận {self.request.received}, {late} hết ngày {self.due}"
        )


def open_requests(project: Path, settings: Settings, now: Day) -> list[Open] | list[Problem]:
    """Return the open requests, the most pressing first, or what is wrong with the register."""
    path = project / REGISTER
    if not path.is_file():
        return []
    tree = read_source(path, REGISTER)
    if isinstance(tree, Problem):
        return [tree]
    register = read_part(Register, tree, REGISTER)
    if isinstance(register, list):
        return register
    waiting = []
    for request in register.requests:
        if request.answered is None:
            due = settings.add_working_days(request.received, WORKING_DAYS)
            waiting.append(Open(request, due, due.date < now.date))
    return sorted(waiting, key=lambda one: (one.due.date, one.request.number))
