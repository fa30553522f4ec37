"""Every mention of a person, an organisation or an address, with the role in which a person is named.

This is recognition apart from policy: a mention is never a finding. It is only read when it is asked for
(`--entities`), because the recogniser loads its model for it.
"""

from __future__ import annotations

from scanner.model import Mention
from scanner.regexes import compiled
from scanner.search.names import names_of
from scanner.search.roles import role_of, role_of_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from scanner.model import Table
    from scanner.search.names import Entity
    from scanner.search.subject import Subject

    Label = Literal["PER", "ORG", "ADDR"]

LABELS: dict[str, Label] = {"person": "PER", "masked": "PER", "organisation": "ORG", "address": "ADDR"}
_RECEIVE = frozenset(
    ("beneficiaries", "subsidy-standard")
)  # a notice that asks for them is about who receives
_POSTS = ("职务", "职称", "岗位", "工作单位", "单位职务")
_SELF = ("本人", "户主", "")
# Between two names of one row: 张三（二组）、李四; 到：张三 李四.
_JOINT = compiled(r"(?:[（(][^（()）\n]{0,16}[)）])?[、，,；;和及与/ \u3000]{1,3}")
_FIRM = compiled("(?:公司|合作社|农场|厂|经营部|集团)$")
_OF_MINORS = frozenset(("child-support",))


def mentions(subject: Subject) -> tuple[Mention, ...]:
    """All mentions by place; a name over a line wrap is one mention of several spans."""
    names = names_of(subject.text)
    roles = _Roles(subject, names.heads).of_all(names.entities)
    return tuple(
        [
            Mention(
                LABELS[entity.kind],
                roles.get(entity.start, ""),
                entity.kind == "masked",
                subject.text.spans(entity.start, entity.end),
            )
            for entity in names.entities
        ]
    )


def _is_signed(entity: Entity) -> bool:
    return "sign-off" in entity.evidence


class _Roles:
    """The roles of the persons of one text."""

    def __init__(self, subject: Subject, heads: dict[int, str]) -> None:
        self._subject = subject
        self._heads = heads
        self._text = subject.text.text
        profile = subject.profile
        self._receive = profile is not None and any(spec.id in _RECEIVE for spec in profile.elements)
        self._default = ""
        if profile is not None and self._receive:
            self._default = "minor" if profile.id in _OF_MINORS else "beneficiary"

    def of_all(self, entities: tuple[Entity, ...]) -> dict[int, str]:
        """The role of every person by where he is named; the same name has one role where nothing else is told."""
        found: dict[int, str] = {}
        told: dict[str, str] = {}
        before: Entity | None = None
        for entity in entities:
            if entity.kind in ("person", "masked"):
                role = self._of_column_of(entity) or self._told(entity, before, found)
                if role:
                    found[entity.start] = role
                    told.setdefault(self._text[entity.start : entity.end], role)
            before = entity
        for entity in entities:
            if entity.kind in ("person", "masked") and entity.start not in found:
                elsewhere = told.get(self._text[entity.start : entity.end], "")
                masked = "beneficiary" if entity.kind == "masked" else ""
                found[entity.start] = elsewhere or self._default or masked
        return found

    def _told(self, entity: Entity, before: Entity | None, found: dict[int, str]) -> str:
        """By the words before and behind; in a row of names as the one before; behind a body its official."""
        told = role_of(self._text, entity.start, entity.end)
        if told:
            return told
        if before is None:
            return "official" if _is_signed(entity) else ""
        between = self._text[before.end : entity.start]
        if before.kind in ("person", "masked") and _JOINT.fullmatch(between):
            return found.get(before.start, "")
        if before.kind == "organisation" and between in ("", " ") and entity.kind == "person":
            return "company" if _FIRM.search(self._text, before.start, before.end) else "official"
        return "official" if _is_signed(entity) else ""

    def _of_column_of(self, entity: Entity) -> str:
        """By the head of the column that a name stands in."""
        cell = self._subject.document.table_at(self._subject.text.block_at(entity.start))
        if cell:
            return self._of_column(*cell)
        told = role_of_label(self._heads.get(entity.start, ""))
        return self._default if told == "beneficiary" and self._default else told

    def _of_column(self, table: Table, row: int, column: int) -> str:
        heads = self._subject.numbers.heads.head_of(table)
        if column >= len(heads) or not heads[column]:
            return ""
        told = role_of_label(heads[column][-1])
        if told not in ("", "beneficiary"):
            return told
        for other, path in enumerate(heads):
            label = "".join(path[-1].split()) if path else ""
            value = self._subject.text.block_text(table.block(row, other)).strip()
            if other != column and value and label in _POSTS and not self._receive:
                return "official"
            if other != column and "关系" in label and value not in _SELF:
                return "family"
        return self._default or told
