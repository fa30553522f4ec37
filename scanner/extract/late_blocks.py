"""Blocks that work out where they stand when they are asked: of most lines of a long file nobody asks."""

from __future__ import annotations

from scanner.model import Block, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Protocol

    from scanner.model import Mark

    class Shared(Protocol):
        """What blocks of one manner have in common."""

        layer: str
        visible: bool
        role: str


_Block: Any = Block  # for type checkers a record has no fields that are worked out


class LateBlock(_Block):  # type: ignore[misc]
    """A block of which some fields are properties; elsewhere, and to whoever compares it, it is an ordinary one."""

    __slots__ = ()

    continues = False
    marks: tuple[Mark, ...] = ()

    def __reduce__(self) -> tuple[type[Block], tuple[object, ...]]:
        return Block, tuple([getattr(self, name) for name in Block.__slots__])  # type: ignore[attr-defined]

    def __repr__(self) -> str:
        return repr(Block(*self.__reduce__()[1]))  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash((self.text, self.place))


class Manner:
    """What lines have in common: where they stand but for their own number, their layer, whether they are seen, their role."""

    __slots__ = ("form", "layer", "part", "role", "steps", "visible")

    def __init__(self, place: Place, layer: str, *, visible: bool, role: str = "") -> None:
        self.part = place.part
        self.steps = place.steps
        self.form = place.form
        self.layer = layer
        self.visible = visible
        self.role = role


class BlockOfManner(LateBlock):
    """A block whose layer, role and whether it is seen are those of its manner."""

    __slots__ = ("manner",)

    manner: Shared

    @property
    def layer(self) -> str:
        return self.manner.layer

    @property
    def visible(self) -> bool:
        return self.manner.visible

    @property
    def role(self) -> str:
        return self.manner.role


class NumberedLine(BlockOfManner):
    """A line whose place is that of its fellows with a number of its own; 0 for none."""

    __slots__ = ("number",)

    manner: Manner
    number: int
    source = None

    def __init__(self, text: str, number: int, manner: Manner) -> None:
        _set_text(self, text)
        _set_number(self, number)
        set_manner(self, manner)

    @property
    def place(self) -> Place:
        manner, number = self.manner, self.number
        return Place(manner.part, (*manner.steps, number) if number else manner.steps, manner.form)


def numbered_lines(texts: Iterable[str], first: int, manner: Manner) -> list[NumberedLine]:
    """The lines of texts that are numbered from `first`; those of white space alone are left out."""
    return [
        NumberedLine(text, number, manner)
        for number, text in enumerate(texts, first)
        if text and not text.isspace()
    ]


_set_text = Block.__dict__["text"].__set__
_set_number = NumberedLine.__dict__["number"].__set__
set_manner = BlockOfManner.__dict__["manner"].__set__
