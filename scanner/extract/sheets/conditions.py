"""Which cells conditional formats hide: letters in the colour of their cell, a number format that shows nothing.

Judged are rules that hold whatever stands in the cell. A rule on figures (a zero shown in white) or on other cells hides
what offices mean to hide in print, and is not judged; nor are cells to which several rules give a look.
"""

from __future__ import annotations

from scanner.extract.sheets.formats import is_hidden

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.extract.sheets.cells import Rectangle

    Look = tuple[
        int, str, str
    ]  # what it hides (`formats`); colours of letters and ground, "" for those of the cell
    Rule = tuple[Sequence[Rectangle], Look | None]  # None: does not always hold, or paints in another way

MOST_AREAS = 500  # of a sheet; cells in others are not judged
UNKNOWN = "?"  # a colour that is not told


class Conditions:
    """The rules of one sheet with the areas (rows and columns from 1) that they are for."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        found = [(area, look) for areas, look in rules for area in areas]
        self._rules = found[:MOST_AREAS]
        self.is_whole = len(found) <= MOST_AREAS
        self._hiding = [area for area, look in self._rules if look is not None]

    @property
    def may_hide(self) -> bool:
        """Whether any rule holds whatever stands in the cell."""
        return bool(self._hiding)

    def is_near(self, place: tuple[int, int]) -> bool:
        """Whether a cell (row, column) lies in the area of such a rule."""
        return any(holds(area, place) for area in self._hiding)

    def is_free(self, place: tuple[int, int]) -> bool:
        """Whether no rule is for a cell."""
        return self.is_whole and not any(holds(area, place) for area, _ in self._rules)

    def hides(self, place: tuple[int, int], letters: str, ground: str, figure: str = "") -> bool:
        """Whether a rule hides a cell whose own letters and ground have these colours, `UNKNOWN` where not told.

        `figure` is "" for a cell that holds a text.
        """
        looks = [look for area, look in self._rules if holds(area, place)]
        if any(look is not None and is_hidden(look[0], figure) for look in looks):
            return True
        if not self.is_whole or len(set(looks)) != 1 or looks[0] is None:
            return False
        _, own_letters, own_ground = looks[0]
        shown = own_letters or letters
        return shown == (own_ground or ground) and shown != UNKNOWN and bool(own_letters or own_ground)


def holds(area: Rectangle, place: tuple[int, int]) -> bool:
    """Whether a cell lies in an area."""
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]
