"""What a kind looks at: one text and all that is already known about it."""

from __future__ import annotations

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.anatomy import Anatomy
    from scanner.calendar import Calendar
    from scanner.model import Circumstance, Document, Element, NormalizedText, Profile, Standard
    from scanner.search.numbers.reader import Numbers


class Subject(metaclass=noun):
    """What a kind looks at. `today` is an ISO date; `profile` is None where nothing was recognised.

    `numbers` reads the digits of the text once, when a kind first asks.
    """

    document: Document
    text: NormalizedText
    profile: Profile | None
    elements: tuple[Element, ...]
    circumstances: Mapping[str, Circumstance]
    standard: Standard
    today: str
    anatomy: Anatomy
    numbers: Numbers
    calendar: Calendar | None = None  # None: the package's years alone
    certainty: str = "certain"  # of the profile
