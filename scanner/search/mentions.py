"""Every mention of a person, an organisation or an address, with the role in which a person is named.

This is recognition apart from policy: a mention is never a finding. It is only read when it is asked for
(`--entities`), because the recogniser loads its model for it.
"""

from __future__ import annotations

from scanner.model import Mention
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
_OF_MINORS = frozenset(("child-support",))


def mentions(subject: Subject) -> tuple[Mention, ...]:
    """All mentions by place; a name over a line wrap is one mention of several spans."""
    reader = _Roles(subject)
    return tuple(
        [
            Mention(
                LABELS[entity.kind],
                reader.role(entity) if entity.kind in ("person", "masked") else "",
                entity.kind == "masked",
                subject.text.spans(entity.start, entity.end),
            )
            for entity in names_of(subject.text).entities
        ]
    )


class _Roles:
    """The roles of the persons of one text."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._text = subject.text.text
        profile = subject.profile
        self._receive = profile is not None and any(spec.id in _RECEIVE for spec in profile.elements)
        self._default = ""
        if profile is not None and self._receive:
            self._default = "minor" if profile.id in _OF_MINORS else "beneficiary"

    def role(self, entity: Entity) -> str:
        """By the column, else by the words before and behind, else by what the notice is about; "" where nothing tells."""
        cell = self._subject.document.table_at(self._subject.text.block_at(entity.start))
        by_column = self._of_column(*cell) if cell else ""
        if by_column:
            return by_column
        told = role_of(self._text, entity.start, entity.end)
        if told:
            return told
        if "sign-off" in entity.evidence or "title" in entity.evidence:
            return "official"
        return self._default or ("beneficiary" if entity.kind == "masked" else "")

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
