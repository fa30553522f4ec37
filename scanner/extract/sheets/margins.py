"""Header and footer of a sheet: text with codes for fonts, sections and fields.

Source: ISO/IEC 29500-1, 18.3.1.46; .xls uses the same codes.
"""

from __future__ import annotations

from scanner.model import Place
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.sheets.cells import SheetFacts

_SECTION = compiled("&[LCR]")
_CODE = compiled('&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Za-z])')


def margin_texts(raw: str) -> Iterator[str]:
    """The texts of the left, middle and right section, codes taken out."""
    for section in _SECTION.split(raw.replace("&&", "\0")):
        text = _CODE.sub("", section).replace("\0", "&").strip()
        if text:
            yield text


def add_margins(builder: DocumentBuilder, facts: SheetFacts, margins: Iterable[tuple[str, str]]) -> None:
    """Add ("header" or "footer", text) pairs, each as a block."""
    for where, text in margins:
        layer = where if facts.visible else facts.layer
        builder.add(text, Place(where, (), "sheet", facts.name), layer=layer, visible=facts.visible)
