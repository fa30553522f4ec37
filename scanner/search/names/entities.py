"""What is recognised: an entity with its place, its kind, why it is taken for one and how sure that is."""

from __future__ import annotations

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from scanner.model import Certainty

    Kind = Literal["person", "masked", "organisation", "address"]
    Range = tuple[int, int]

KINDS: tuple[Kind, ...] = ("person", "masked", "organisation", "address")


class Entity(metaclass=noun):
    """A name in the searched text, ``text[start:end]``.

    `kind`: person, masked (张某某, 张*: a person whose name is hidden), organisation, address. `evidence` are tags,
    the strongest first: header (the column or the label of a form says that a name stands here), label (责任人：),
    sign-off (审核：), title (副镇长…, …书记), mask, ethnic (a name with ·), kin (之子), repeat (the same name
    elsewhere with evidence), list (a line of names), door (an address by its form, from its
    region to its door), shape (one without a region), model (the character model, on its own or also).
    """

    kind: Kind
    start: int
    end: int
    evidence: tuple[str, ...]
    certainty: Certainty
