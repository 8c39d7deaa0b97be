"""The cells that name a person in, the person with ground, age, policy and consent papers out."""

import re

from bulletin.intake.entries.maker import Maker, filled, mend_of
from bulletin.intake.rows import Line
from bulletin.intake.tables import BOTH, Table
from bulletin.intake.written import Node, Value, value
from bulletin.kinds.person import Basis, ConsentBy, ConsentFor

_MANY = re.compile(r"[,;\n/&]|\s(?:và|-|–)\s")


def person(
    maker: Maker, table: Table, line: Line, name: str, head: str, default: str = ""
) -> dict[str, Node]:
    """Return who is named in the column `name`; `head` is where the columns about people stand.

    `default` is the ground where none is told; without one it must be told.
    """
    written, basis = table.column(name), table.column(f"{head}.basis")
    told = line.text(name)
    if _MANY.search(told):
        maker.refuse(
            line, written, f"một ô chỉ ghi họ tên một người, ở đây là `{told}`",
            "Mỗi người một hàng; cùng làm một việc thì gộp ô “Việc đã làm” của các hàng ấy",
        )  # fmt: skip
    ground = maker.choice(line, basis, default) if line.text(basis.key) else default
    if not line.text(basis.key) and not default:
        maker.refuse(
            line, basis, f"nêu tên `{told}` mà chưa ghi căn cứ nêu tên",
            f"{mend_of(basis)}; không có căn cứ thì bỏ tên, chỉ ghi tổ",
        )  # fmt: skip
    minor, policy = table.column(f"{head}.minor"), table.column(f"{head}.name_policy")
    return filled(
        {
            "full_name": value(line, written),
            "basis": value(line, basis, ground) if ground else None,
            "minor": value(line, minor, maker.truth(line, minor)),
            "name_policy": value(line, policy, maker.choice(line, policy)),
            "consents": _consents(maker, table, line, head, ground),
        }
    )


def _consents(maker: Maker, table: Table, line: Line, head: str, ground: str) -> list[Node]:
    """Return the papers by which the person agreed to be named: one, or the guardian's as well."""
    columns = {
        key: table.column(f"{head}.consents.{key}") for key in ("paper", "holder", "date", "by")
    }
    if not any(line.text(column.key) for column in columns.values()):
        if ground == Basis.CONSENT.value:
            maker.refuse(
                line, columns["paper"], "người được nêu tên đồng ý thì phải có số giấy đồng ý",
                f"Điền “{columns['paper'].heading}”, “{columns['holder'].heading}”, "
                f"“{columns['date'].heading}”; chưa có giấy thì bỏ tên",
            )  # fmt: skip
        return []
    for key in ("paper", "holder"):
        if not line.text(columns[key].key):
            what = f"giấy đồng ý chưa ghi “{columns[key].heading}”"
            maker.refuse(line, columns[key], what, mend_of(columns[key]))
    if not line.text(columns["date"].key):
        what = f"giấy đồng ý chưa ghi “{columns['date'].heading}”"
        maker.refuse(line, columns["date"], what, "Ghi ngày ký, ví dụ 01/10/2024")
    if not all(line.text(columns[key].key) for key in ("paper", "holder", "date")):
        return []
    day = maker.day(line, columns["date"])
    by = maker.choice(line, columns["by"], ConsentBy.PERSON.value)
    signers = [ConsentBy.PERSON.value, ConsentBy.GUARDIAN.value] if by == BOTH else [by]
    papers = [one.strip() for one in line.text(columns["paper"].key).split(";")]
    return [
        {
            "covers": Value(ConsentFor.STORY.value, line.sheet, None, columns["paper"]),
            "by": value(line, columns["by"], signer),
            "paper": value(line, columns["paper"], papers[min(number, len(papers) - 1)]),
            "holder": value(line, columns["holder"]),
            "date": value(line, columns["date"], day),
        }
        for number, signer in enumerate(signers)
    ]
