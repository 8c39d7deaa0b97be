"""Exemplars and awards as data: names exactly as far as pages print them."""

from collections.abc import Iterator

from bulletin.data.cells import (
    Cells,
    dated_cells,
    head_cells,
    id_of,
    ref_cells,
    tail_cells,
    url_of,
)
from bulletin.data.columns import (
    HEAD,
    TAIL,
    Column,
    Dataset,
    Row,
    Type,
    code,
    count,
    dated,
    day,
    ref,
    text,
)
from bulletin.kinds import Award, Campaign, Document, Event, Exemplar, Locality, Organisation
from bulletin.kinds._types import Labelled
from bulletin.kinds.award import (
    AwardCategory,
    AwardForm,
    AwardState,
    AwardType,
    Recipient,
    Revocation,
)
from bulletin.kinds.campaign import Scope
from bulletin.kinds.exemplar import Honoured
from bulletin.model import Bulletin
from bulletin.views._facts import person_card
from bulletin.views.award import RecipientView, award_page, recipient_story


class Naming(Labelled):
    """Whether the person told of may be named."""

    NAMED = "named", "nêu tên theo quy định (trẻ em viết tắt)"
    WITHHELD = "withheld", "không công khai họ tên"


def _naming(names: list[str]) -> str | None:
    """Return whether people are named; None where there are none."""
    if not names:
        return None
    found = Naming.NAMED if all(names) else Naming.WITHHELD
    return str(found.value)


def _exemplars(bulletin: Bulletin) -> Iterator[Row]:
    for story in bulletin.all(Exemplar):
        names = [person_card(bulletin, who, story).name for who in story.people]
        team = bulletin.team(story.team)
        yield {
            **head_cells(bulletin, story),
            "kind": story.kind.value,
            "names": tuple(filter(None, names)),
            "naming": _naming(names),
            "collective": story.collective or (team.name if team else None),
            **ref_cells(bulletin, "locality", bulletin.get(Locality, story.locality)),
            **ref_cells(bulletin, "campaign", bulletin.get(Campaign, story.campaign)),
            "phase": story.phase,
            "content_code": story.content,
            **dated_cells("event_date", story.event_date),
            "tags": story.tags,
            **tail_cells(story),
        }


EXEMPLARS = Dataset(
    "exemplars", "Gương điển hình",
    "Mỗi dòng là một bài về người, tập thể, hộ gia đình hay tổ nêu gương.",
    (
        *HEAD,
        code("kind", "Loại", "Cá nhân, tập thể, hộ gia đình, tổ", Honoured),
        text("names", "Người được nêu", "Chỉ những tên được phép nêu", many=True),
        code("naming", "Nêu tên", "Trống khi bài không viết về cá nhân nào", Naming),
        text("collective", "Tập thể, hộ, tổ", "Tên tập thể, hộ gia đình hoặc tổ"),
        *ref("locality", "Địa phương", "Nơi có gương điển hình"),
        *ref("campaign", "Phong trào", "Phong trào mà bài thuộc về"),
        count("phase", "Đợt số", "Trong phong trào ấy"),
        text("content_code", "Mã nội dung", "Nội dung thi đua trong kế hoạch"),
        *dated("event_date", "Ngày việc xảy ra", "Như nguồn nêu"),
        text("tags", "Từ khóa", "Như trên trang", many=True),
        *TAIL,
    ),
    _exemplars, year="published_at",
)  # fmt: skip


def _awards(bulletin: Bulletin) -> Iterator[Row]:
    for award in bulletin.all(Award):
        decision = _decision_cells(bulletin, award)
        if award.state is AwardState.REVOKED:
            yield {**decision, "id": id_of(bulletin, award, "1"), **_revoked(award.revocation)}
            continue
        views = award_page(bulletin, award).recipients
        for order, (recipient, view) in enumerate(zip(award.recipients, views, strict=True), 1):
            own = (
                _revoked(recipient.revocation)
                if recipient.revocation
                else _recipient_cells(bulletin, award, recipient, view)
            )
            yield {**decision, "id": id_of(bulletin, award, str(order)), "order": order, **own}


def _revoked(revocation: Revocation | None) -> Cells:
    """Return all that is told of who lost an award: the decision that took it back."""
    return {
        "state": AwardState.REVOKED.value,
        "revoked_by": revocation.number if revocation else None,
        "revoked_on": revocation.date.date if revocation else None,
    }


def _decision_cells(bulletin: Bulletin, award: Award) -> Cells:
    """Return what is the same for everyone whom a decision honours."""
    return {
        **head_cells(bulletin, award),
        "url": url_of(bulletin, award.path),
        "award_id": id_of(bulletin, award),
        "number": award.number,
        "decided_on": award.decided_on.date,
        **ref_cells(bulletin, "decided_by", bulletin.get(Organisation, award.decided_by)),
        "level": award.level.value,
        "category": award.category.value,
        "form": award.form.value,
        "type": award.type.value,
        "state": award.state.value,
        "conferred_on": award.conferred_on.date if award.conferred_on else None,
        **ref_cells(bulletin, "event", bulletin.get(Event, award.event)),
        **ref_cells(bulletin, "document", bulletin.get(Document, award.document)),
        **ref_cells(bulletin, "campaign", bulletin.get(Campaign, award.campaign)),
        "phase": award.phase,
        **tail_cells(award),
    }


def _recipient_cells(
    bulletin: Bulletin, award: Award, recipient: Recipient, view: RecipientView
) -> Cells:
    """Return one who is honoured, named exactly as on the decision's page."""
    naming, name = None, view.name.text
    if recipient.kind is Honoured.PERSON and recipient.person:
        naming = _naming([bulletin.person_name(recipient.person, award)])
        name = "" if naming == Naming.WITHHELD.value else name
    members = [person_card(bulletin, who, award).name for who in recipient.members]
    return {
        "recipient_kind": recipient.kind.value,
        "name": name or None,
        "naming": naming,
        "members": tuple(filter(None, members)),
        "unit": view.unit or None,
        **ref_cells(bulletin, "locality", bulletin.get(Locality, recipient.locality)),
        "achievement": recipient.achievement,
        "posthumous": recipient.posthumous,
        **ref_cells(bulletin, "exemplar", recipient_story(bulletin, award, recipient)),
    }


AWARDS = Dataset(
    "awards", "Khen thưởng",
    "Mỗi dòng là một người, tập thể, hộ gia đình hay tổ được khen theo một quyết định. Quyết định, "
    "hoặc phần bị hủy bỏ chỉ còn số, ngày của quyết định hủy bỏ, không còn tên.",
    (
        *HEAD,
        Column("award_id", Type.ID, "Quyết định: định danh", "Như nhau ở mọi dòng của quyết định"),
        text("number", "Số quyết định", "Số, ký hiệu"),
        day("decided_on", "Ngày quyết định", "Ngày ký"),
        *ref("decided_by", "Cơ quan quyết định", "Cơ quan ký quyết định"),
        code("level", "Cấp", "Cấp quyết định", Scope),
        code("category", "Loại hình", "Danh hiệu, hình thức khen, động viên", AwardCategory),
        code("form", "Hình thức", "Bằng khen, Giấy khen …", AwardForm),
        code("type", "Khen về", "Công trạng, phong trào, đột xuất …", AwardType),
        code("state", "Tình trạng", "Của quyết định, hoặc của riêng dòng này", AwardState),
        text("revoked_by", "Quyết định hủy bỏ", "Số quyết định hủy bỏ"),
        day("revoked_on", "Ngày hủy bỏ", "Ngày ký quyết định hủy bỏ"),
        day("conferred_on", "Ngày trao", "Ngày tổ chức trao"),
        *ref("event", "Sự kiện", "Nơi trao"),
        *ref("document", "Văn bản", "Quyết định, nếu có trang"),
        *ref("campaign", "Phong trào", "Phong trào được khen"),
        count("phase", "Đợt số", "Trong phong trào ấy"),
        count("order", "Thứ tự", "Thứ tự trong quyết định"),
        code("recipient_kind", "Đối tượng", "Cá nhân, tập thể, hộ gia đình, tổ", Honoured),
        text("name", "Tên", "Họ tên, tên tập thể, hộ, tổ; theo quy định về nêu tên"),
        code("naming", "Nêu tên", "Với cá nhân", Naming),
        text("members", "Thành viên", "Khi khen tổ và thành viên được phép nêu tên", many=True),
        text("unit", "Đơn vị", "Như quyết định ghi"),
        *ref("locality", "Địa phương", "Của người, tập thể được khen"),
        text("achievement", "Thành tích", "Như quyết định ghi"),
        Column("posthumous", Type.BOOLEAN, "Truy tặng", "true nếu truy tặng"),
        *ref("exemplar", "Bài viết", "Gương điển hình về người, tập thể này"),
        *TAIL,
    ),
    _awards, year="decided_on",
)  # fmt: skip
