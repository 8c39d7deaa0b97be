"""Deeds as data: the rows, and of every commune and period how many teams reported."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from bulletin.data.cells import head_cells, id_of, ref_cells, tail_cells, url_of
from bulletin.data.columns import (
    HEAD,
    ID,
    SAMPLE,
    TAIL,
    URL,
    Column,
    Dataset,
    Row,
    Type,
    code,
    count,
    day,
    ref,
    text,
)
from bulletin.kinds import Award, Campaign, Deeds, Locality
from bulletin.kinds.award import AwardState
from bulletin.kinds.deeds import DeedKind
from bulletin.model import Bulletin
from bulletin.views._facts import person_card, story_of
from bulletin.views.deeds import coverage


def _told(bulletin: Bulletin) -> Iterator[tuple[Deeds, Locality]]:
    """Yield the logs that have a page, each with its commune."""
    for deeds in bulletin.all(Deeds):
        commune = bulletin.get(Locality, deeds.commune)
        if commune is not None:
            yield deeds, commune


def _logs(bulletin: Bulletin) -> Iterator[Row]:
    for deeds, commune in _told(bulletin):
        teams = coverage(bulletin, deeds)
        yield {
            **head_cells(bulletin, deeds),
            **ref_cells(bulletin, "campaign", bulletin.get(Campaign, deeds.campaign)),
            **ref_cells(bulletin, "commune", commune),
            "start": deeds.start.date,
            "end": deeds.end.date,
            "teams_expected": teams.expected,
            "teams_reported": teams.reported,
            "teams_with_deeds": teams.satisfied,
            "deeds": len(deeds.rows),
            **tail_cells(deeds),
        }


DEED_LOGS = Dataset(
    "deed-logs", "Việc tốt theo xã và kỳ",
    "Mỗi dòng là một kỳ báo cáo của một xã: bao nhiêu tổ đã báo cáo, đã có việc tốt. Tổ không có "
    "việc tốt chỉ được đếm, không được nêu tên.",
    (
        *HEAD,
        *ref("campaign", "Phong trào", "Phong trào của kỳ báo cáo"),
        *ref("commune", "Xã, phường", "Nơi báo cáo"),
        day("start", "Từ ngày", "Ngày đầu kỳ"),
        day("end", "Đến hết ngày", "Ngày cuối kỳ"),
        count("teams_expected", "Số tổ", "Số tổ hoạt động trong kỳ"),
        count("teams_reported", "Số tổ đã báo cáo", "Có việc tốt, hoặc báo là không có"),
        count("teams_with_deeds", "Số tổ có việc tốt", "Có việc tốt hoặc có người được biểu dương"),
        count("deeds", "Số việc", "Số dòng của kỳ này trong bộ deeds"),
        *TAIL,
    ),
    _logs, year="start",
)  # fmt: skip


def _names_of_rows(deeds: Deeds) -> Iterator[str]:
    """Yield a name for every row, made of what the row says in public: no other row moves it.

    Neither team nor people are in it: whoever guesses them could find out by trying.
    """
    count = Counter[str]()
    for row in deeds.rows:
        told = sha256(f"{row.kind.value}\n{row.what}".encode()).hexdigest()[:8]
        name = f"{row.date.date}-{told}"
        count[name] += 1
        yield name if count[name] == 1 else f"{name}-{count[name]}"


def _rows(bulletin: Bulletin) -> Iterator[Row]:
    for deeds, commune in _told(bulletin):
        shared = {
            "url": url_of(bulletin, deeds.path),
            "log_id": id_of(bulletin, deeds),
            **ref_cells(bulletin, "commune", commune),
            "updated_at": deeds.updated.instant,
            "sample": deeds.sample,
        }
        for part, row in zip(_names_of_rows(deeds), deeds.rows, strict=True):
            names = [person_card(bulletin, who, deeds).name for who in row.people]
            team = bulletin.team(row.team) if bulletin.settings.show_team else None
            award = bulletin.get(Award, row.award)
            standing = award if award and award.state is not AwardState.REVOKED else None
            yield {
                **shared,
                "id": id_of(bulletin, deeds, part),
                "date": row.date.date,
                "kind": row.kind.value,
                "what": row.what,
                "content_code": row.content,
                "names": tuple(filter(None, names)),
                "village": team.village if team else None,
                **ref_cells(bulletin, "exemplar", story_of(bulletin, row.exemplar, *names)),
                **ref_cells(bulletin, "award", standing),
            }


DEEDS = Dataset(
    "deeds", "Việc tốt", "Mỗi dòng là một việc tốt hoặc một lần được biểu dương.",
    (
        ID, URL,
        Column("log_id", Type.ID, "Kỳ báo cáo: định danh", "Nối với cột id của bộ deed-logs"),
        *ref("commune", "Xã, phường", "Nơi báo cáo"),
        day("date", "Ngày", "Ngày xảy ra"),
        code("kind", "Loại", "Việc tốt hay được biểu dương", DeedKind),
        text("what", "Việc", "Đã làm gì"),
        text("content_code", "Mã nội dung", "Nội dung thi đua trong kế hoạch"),
        text("names", "Người làm", "Chỉ những tên được phép nêu", many=True),
        text("village", "Thôn, buôn, tổ dân phố", "Chỉ có khi cơ quan cho phép nêu"),
        *ref("exemplar", "Bài viết", "Gương điển hình về việc này"),
        *ref("award", "Quyết định", "Quyết định biểu dương còn hiệu lực"),
        Column("updated_at", Type.MOMENT, "Thay đổi lúc", "Của kỳ báo cáo chứa việc này"),
        SAMPLE,
    ),
    _rows, year="date",
)  # fmt: skip
