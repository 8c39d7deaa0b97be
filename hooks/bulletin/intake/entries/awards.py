"""Rows of people and teams honoured in, a decision each out."""

from collections.abc import Iterator

from bulletin.intake.entries.maker import Made, Maker, filled, grouped, mend_of, number_in
from bulletin.intake.entries.people import person
from bulletin.intake.rows import Line
from bulletin.intake.tables import Table
from bulletin.intake.written import Node, Value, value
from bulletin.kinds.award import ORDER
from bulletin.kinds.exemplar import Honoured
from bulletin.kinds.person import Basis
from bulletin.text import SLUG_LENGTH, slugify


def awards(maker: Maker, table: Table, lines: list[Line]) -> Iterator[Made]:
    """Yield every decision among the rows."""
    keys = ("number", "decided_on")
    for group in grouped(lines, keys):
        head, column = group[0], table.column
        number = head.text("number")
        if not number:
            maker.refuse(
                head, column("number"), "chưa ghi số quyết định", mend_of(column("number"))
            )
        day = maker.day(head, column("decided_on"))
        form = maker.choice(head, column("form"))
        category = next((rank.category.value for rank in ORDER if rank.form.value == form), "")
        title = head.text("title") or f"Khen thưởng theo Quyết định số {number}"
        campaign = maker.slug(head, column("campaign")) if head.text("campaign") else ""
        tree = filled(
            {
                "status": Value("draft"),
                "published_at": Value(maker.stamp),
                "title": value(head, column("title"), title),
                "category": value(head, column("form"), category),
                "form": value(head, column("form"), form),
                "type": value(head, column("type"), maker.choice(head, column("type"))),
                "level": value(head, column("level"), maker.choice(head, column("level"))),
                "decided_by": value(head, column("decided_by"), maker.slug(head, column("decided_by"))),
                "number": value(head, column("number")),
                "decided_on": value(head, column("decided_on"), day),
                "campaign": value(head, column("campaign"), campaign),
                "phase": value(head, column("phase"), number_in(head.text("phase"))),
                "state": Value("decided"),
                "recipients": [_recipient(maker, table, line) for line in group],
            }
        )  # fmt: skip
        if number and day:
            slug = f"quyet-dinh-{slugify(number)}-{day[6:]}"[:SLUG_LENGTH].strip("-")
            yield Made(table.kind, slug, tree, head.sheet, head.number)


def _recipient(maker: Maker, table: Table, line: Line) -> dict[str, Node]:
    column = table.column
    kind = maker.choice(line, column("recipients.kind"))
    place = column("recipients.locality")
    locality = maker.slug(line, place) if line.text(place.key) else ""
    title = column("recipients.title")
    if not line.text(title.key):
        maker.refuse(line, title, "chưa ghi ai được khen", mend_of(title))
    name = value(line, title)
    team = maker.team(line, title, locality) if kind == "team" and locality else ""
    who = (
        person(maker, table, line, title.key, "recipients.person", Basis.AWARD_DECISION.value)
        if kind == Honoured.PERSON.value
        else None
    )
    posthumous = column("recipients.posthumous")
    return filled(
        {
            "kind": value(line, column("recipients.kind"), kind),
            "person": who,
            "team": value(line, title, team),
            "title": name if kind not in ("person", "team") else None,
            "unit": value(line, column("recipients.unit")),
            "locality": value(line, place, locality),
            "achievement": value(line, column("recipients.achievement")),
            "posthumous": value(line, posthumous, maker.truth(line, posthumous)),
        }
    )
