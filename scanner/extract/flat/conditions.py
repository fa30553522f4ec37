"""The conditional formats of an Excel 2003 XML sheet: their areas, whether they always hold, what look they give.

Source: the XML Spreadsheet reference of Office 2003 (x:ConditionalFormatting, x:Condition, x:Format). Areas and formulas
name rows and columns by number (R2C1); RC is the cell itself. A look is written as a style of CSS.
"""

from __future__ import annotations

from scanner.extract.flat.tree import local
from scanner.extract.sheets.conditions import UNKNOWN
from scanner.extract.sheets.formats import hidden_by
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.sheets.cells import Rectangle
    from scanner.extract.sheets.conditions import Look, Rule

_X = "{urn:schemas-microsoft-com:office:excel}"
_AREA = compiled(r"(?:R([0-9]{1,7}))?(?:C([0-9]{1,5}))?(?::(?:R([0-9]{1,7}))?(?:C([0-9]{1,5}))?)?\Z")
# What holds for every cell with something in it.
_ALWAYS = compiled(r'=?(?:TRUE(?:\(\))?|1|1=1|RC<>""|LEN\((?:RC|TRIM\(RC\))\)>0|NOT\(ISBLANK\(RC\)\))\Z')
_SAID = compiled(r'([a-z-]{1,40}) ?: ?("(?:[^"\\]|\\.){0,200}"|[^;"]{0,200})')
_ROWS, _COLUMNS = 1_048_576, 16_384
_MOST_BLOCKS, _MOST_AREAS = 1_000, 200
_NOTHING = frozenset(("", "none", "transparent", "auto", "windowtext", "inherit"))


def sheet_rules(sheet: _Element) -> Iterator[Rule]:
    """The rules of a sheet."""
    for number, block in enumerate(sheet.iterchildren(f"{_X}ConditionalFormatting")):
        if number >= _MOST_BLOCKS:
            break
        areas = [area for said in block.iter(f"{_X}Range") for area in _areas(said.text or "")]
        looks = [_look(condition) for condition in block.iter(f"{_X}Condition")]
        for look in looks:
            if look is not None and look[0]:
                yield areas, (look[0], "", "")
        yield areas, looks[0] if len(looks) == 1 else None


def _look(condition: _Element) -> Look | None:
    """The look that a rule gives to every cell with something in it; None where it does not always hold."""
    said = {local(child): child for child in condition}
    value = "".join((said["Value1"].text or "").split()).upper() if "Value1" in said else ""
    asked = (said["Qualifier"].text or "").strip() if "Qualifier" in said else ""
    is_always = value in ('""', '=""') if asked == "NotEqual" else not asked and _ALWAYS.match(value)
    if not is_always or "Format" not in said:
        return None
    style = {name: text.strip() for name, text in _SAID.findall(said["Format"].get("Style") or "")}
    code = style.get("mso-number-format", "").strip('"').replace("\\", "")
    ground = style.get("background", style.get("background-color", ""))
    return hidden_by(code), _colour(style.get("color", "")), _colour(ground)


def _colour(said: str) -> str:
    """A colour of CSS as #RRGGBB; "" for the cell's own."""
    from scanner.extract.html.values import colour

    if said.lower() in _NOTHING:
        return ""
    found = colour(said.lower())
    return "#{:02X}{:02X}{:02X}".format(*found[:3]) if found is not None else UNKNOWN


def _areas(said: str) -> Iterator[Rectangle]:
    for piece in said.replace(" ", "").split(",")[:_MOST_AREAS]:
        found = _AREA.match(piece.upper())
        if found is not None and piece:
            top, left, bottom, right = (int(part) if part else 0 for part in found.groups())
            if ":" not in piece:
                bottom, right = top, left
            yield top or 1, left or 1, bottom or _ROWS, right or _COLUMNS
