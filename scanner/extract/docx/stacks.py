"""Text boxes of a .docx that lie below something opaque: what is drawn later lies above (20.4.2.3, relativeHeight).

Judged are shapes that hang on the same paragraph and are placed from the same edges, as then both move together.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.invisible import hide
from scanner.extract.xlsx.text import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    Spot = tuple[str, tuple[int, int, int, int]]  # from which edges; left, top, right, bottom

_MOST = 50  # shapes of one paragraph
_COVERED = 0.9  # of a box: what is left free shows no word


def mark_boxes_below(opaque: Iterable[tuple[_Element, _Element]]) -> None:
    """Mark the runs of boxes below what is opaque: anchors, each with the paragraph it hangs on."""
    by_paragraph: dict[_Element, list[_Element]] = {}
    for anchor, paragraph in opaque:
        if anchor.tag == w.WP + "anchor":
            by_paragraph.setdefault(paragraph, []).append(anchor)
    for paragraph, above in by_paragraph.items():
        anchors = [
            found
            for found in paragraph.iter(w.WP + "anchor")
            if next(found.iter(w.TEXT_BOX), None) is not None
        ]
        for anchor in anchors[:_MOST]:
            if any(_lies_below(anchor, other) for other in above[:_MOST]):
                for run in anchor.iter(w.RUN):
                    hide(run, run.find(w.R_PR), "covered-text")


def _lies_below(anchor: _Element, other: _Element) -> bool:
    if anchor is other or _height(anchor) >= _height(other):
        return False
    box, bar = _spot(anchor), _spot(other)
    if box is None or bar is None or box[0] != bar[0]:
        return False
    own, over = box[1], bar[1]
    across, down = (min(own[at + 2], over[at + 2]) - max(own[at], over[at]) for at in (0, 1))
    whole = (own[2] - own[0]) * (own[3] - own[1])
    return across > 0 and down > 0 and across * down >= _COVERED * whole


def _height(anchor: _Element) -> int:
    return _whole(anchor.get("relativeHeight"))


def _spot(anchor: _Element) -> Spot | None:
    """Where a shape lies; None where it is aligned to something, not placed."""
    origins, begins = "", []
    for way in ("H", "V"):
        said = anchor.find(f"{w.WP}position{way}")
        offset = next((found.text for found in named(said, "posOffset")), None) if said is not None else None
        if said is None or offset is None:
            return None
        origins += f"{said.get('relativeFrom')} "
        begins.append(_whole(offset))
    extent = anchor.find(w.WP + "extent")
    wide, high = (_whole(extent.get(side)) if extent is not None else 0 for side in ("cx", "cy"))
    return origins, (begins[0], begins[1], begins[0] + wide, begins[1] + high)


def _whole(said: str | None) -> int:
    text = (said or "").strip()
    return int(text[:12]) if text.removeprefix("-").isdecimal() and text.isascii() else 0
