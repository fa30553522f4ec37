"""What conditions and number formats of OpenDocument styles hide: white on white by a rule, a format that shows nothing.

ODF 1.3 part 3, 16.3 (style:map), 19.469 (style:condition), 16.29 (data styles). Judged are conditions that hold whatever
stands in the cell: true in any case, or true where the cell itself is not blank.
"""

from __future__ import annotations

from scanner.extract.odf.styles import FO, STYLE
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_MAP = f"{STYLE}map"
_OWN = r"\[\.(\$?[A-Z]{1,3}\$?[0-9]{1,7})\]"
_ALWAYS = compiled(
    rf"is-true-formula\((?:1|TRUE\(\)|1=1|{_OWN}<>\"\"|LEN\({_OWN}\)>0|LEN\(TRIM\({_OWN}\)\)>0|NOT\(ISBLANK\({_OWN}\)\))\)\Z"
)
_SHOWING = frozenset(
    """
    number scientific-number fraction currency-symbol day month year era day-of-week week-of-year quarter hours minutes
    seconds am-pm boolean text-content embedded-text
    """.split()
)
_WORDS = frozenset(("text", "fill-character"))  # what a format shows beside the value, or in its place
_LETTERS, _COLOUR = f"{STYLE}text-properties", f"{FO}color"
_WHITE = "#ffffff"
_MOST_MAPS = 50


def applied(style: _Element) -> Iterator[str]:
    """The names of the styles that conditions which always hold put in place of this one."""
    for found in list(style.iterchildren(_MAP))[:_MOST_MAPS]:
        held = _ALWAYS.match((found.get(f"{STYLE}condition") or "").replace(" ", ""))
        if held is None:
            continue
        cell = next((value for value in held.groups() if value), "").replace("$", "")
        base = (found.get(f"{STYLE}base-cell-address") or "").rpartition(".")[2].replace("$", "")
        if cell in ("", base):
            yield found.get(f"{STYLE}apply-style-name") or ""


def is_silent(name: str, formats: Mapping[str, _Element]) -> bool:
    """Whether a number format shows nothing of any value, as ;;; does: neither it nor what stands in for it."""
    format = formats.get(name)
    if format is None:
        return False
    others = [formats.get(found.get(f"{STYLE}apply-style-name") or "") for found in format.iterchildren(_MAP)]
    if len(others) < 2:  # of one section: a format of its own kind, such as one of a unit alone
        return False
    return not any(other is None or _shows(other) for other in [format, *others])


def _shows(format: _Element) -> bool:
    for part in format.iter():
        name = str(part.tag).rpartition("}")[2]
        if name in _SHOWING or (name in _WORDS and (part.text or "").strip()):
            return True
    return False


def is_white(name: str, formats: Mapping[str, _Element]) -> bool:
    """Whether a number format shows every value that it shows in white letters (16.29.29)."""
    format = formats.get(name)
    if format is None:
        return False
    others = [formats.get(found.get(f"{STYLE}apply-style-name") or "") for found in format.iterchildren(_MAP)]
    showing = [other for other in [format, *others] if other is None or _shows(other)]
    return bool(showing) and all(other is not None and _colour(other) == _WHITE for other in showing)


def _colour(format: _Element) -> str:
    return next((said.get(_COLOUR) or "" for said in format.iterchildren(_LETTERS)), "").lower()
