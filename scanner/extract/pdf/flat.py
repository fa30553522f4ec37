"""Letters in a content stream that have no extent, and letters that a replacement text stands for.

What has no width or no height leaves no letter for the library to find: a horizontal scale of 0 (ISO 32000-1, 9.3.4), a
size of 0 (9.3.1), a matrix that maps everything to a line or a point (8.3.4). Where ActualText stands for letters (14.9.4)
the library gives the replacement alone. Letters of composite fonts, whose codes say nothing by themselves, are left out.
"""

from __future__ import annotations

from scanner.extract.pdf.streams import SHOWN, literal
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = rb"[-+.0-9]+\s+"
_ZERO = rb"0(?:\.0*)?\s+"
# A scale or a size of 0, a matrix with two zeros in a row or a column; behind a digit it is another number.
_FLAT = compiled_bytes(
    _ZERO + rb"(?:T[zf]\b|(?:" + _ZERO + rb"(?:" + _NUMBER + rb"){2}(?:(?:" + _NUMBER + rb"){2})?"
    rb"|" + _NUMBER + _ZERO + rb"(?:" + _NUMBER + rb"){2,3})(?:Tm|cm)\b)"
)
_TOKEN = compiled_bytes(
    rb"(?s)\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]/%]*|%[^\r\n]*"
    rb"|[-+.0-9]+|[A-Za-z'\"*]+[0-9]?|[\[\]]"
)
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_DEEPEST, _MOST_INNER = 100, 8  # saved states; marks within marks
_SHORTEST = 12  # bytes, with what stands around it, of a text that tells anything
_LEAST = 1e-9  # of the area that a square of one unit is mapped to


class _State:
    """What decides whether letters have an extent: scale and size of the text, the area of the matrices."""

    __slots__ = ("area", "scale", "size", "text")

    def __init__(self, scale: float = 100.0, size: float = 1.0, area: float = 1.0, text: float = 1.0) -> None:
        self.scale, self.size, self.area, self.text = scale, size, area, text

    def copy(self) -> _State:
        return _State(self.scale, self.size, self.area, self.text)

    @property
    def is_flat(self) -> bool:
        return not self.scale or not self.size or self.area < _LEAST or self.text < _LEAST


def flat_texts(content: bytes) -> list[str]:
    """The texts that a content stream shows without any extent, each line as it stands."""
    return list(dict.fromkeys(_flat(content))) if _may_be_flat(content) else []


def _may_be_flat(content: bytes) -> bool:
    return any(content[max(found.start() - 1, 0)] not in b"0123456789." for found in _FLAT.finditer(content))


def _flat(content: bytes) -> Iterator[str]:
    state, saved = _State(), []
    operands: list[bytes] = []
    for found in _TOKEN.finditer(content):
        token = found[0]
        if token[:1] in b"(</[]" or token[:1] in b"-+.0123456789":
            operands.append(token)
            continue
        if token in _SHOWING:
            if state.is_flat:
                yield "".join(literal(one) for one in operands if one[:1] == b"(" or SHOWN.fullmatch(one))
        elif token == b"q":
            saved.append(state.copy())
            del saved[:-_DEEPEST]
        elif token == b"Q" and saved:
            state = saved.pop()
        else:
            _change(state, token, operands)
        operands.clear()


def _change(state: _State, operator: bytes, operands: list[bytes]) -> None:
    """Take an operator that changes the extent of letters."""
    if operator == b"BT":
        state.text = 1.0
    elif operator in (b"Tz", b"Tf") and operands:
        value = _value(operands[-1])
        if operator == b"Tz":
            state.scale = value
        else:
            state.size = value
    elif operator in (b"Tm", b"cm") and len(operands) >= 6:
        a, b, c, d = (_value(one) for one in operands[-6:-2])
        if operator == b"Tm":
            state.text = abs(a * d - b * c)
        else:
            state.area *= abs(a * d - b * c)


def replaced_texts(content: bytes) -> list[str]:
    """The texts for which a replacement stands in the stream: what is drawn where the library reads other words."""
    found: list[str] = []
    at = content.find(b"/ActualText")
    while at >= 0:
        start = content.find(b"BDC", at)
        end = content.find(b"EMC", start) if start >= 0 else -1
        first = content.find(b"(", start, end)
        first = first if first >= 0 else content.find(b"<", start, end)
        is_marked = content.find(b"BDC", start + 3, end) >= 0 or content.find(b"BMC", start + 3, end) >= 0
        if end >= 0 and not is_marked and (first < 0 or end - first < _SHORTEST):
            at = content.find(b"/ActualText", end)
            continue
        for _ in range(_MOST_INNER if is_marked else 0):
            inner = content[start + 3 : end]
            if end < 0 or inner.count(b"BDC") + inner.count(b"BMC") <= inner.count(b"EMC"):
                break
            end = content.find(b"EMC", end + 3)
        if end < 0:
            break
        text = "".join([literal(one) for one in SHOWN.findall(content, start + 3, end)])
        if text:
            found.append(text)
        at = content.find(b"/ActualText", end)
    return found


def _value(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:
        return 1.0
