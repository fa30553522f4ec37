"""Maps to Unicode that lie: the glyph shows one digit, the map says another (ISO 32000-1, 9.10).

A simple font with a usual encoding shows the digits under their own codes; a map that calls them something
else was made to deceive, or is broken. What fonts of their own numbering show only OCR can tell.
"""

from __future__ import annotations

from pikepdf import Dictionary, Name, Object, Stream

from scanner.extract.pdf.objects import BROKEN, Objects, Unbounded, listed
from scanner.regexes import compiled_bytes

HEX = compiled_bytes(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
USUAL = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
DIGIT_NAMES = dict(
    zip("/zero /one /two /three /four /five /six /seven /eight /nine".split(), "0123456789", strict=True)
)
FEWEST = 2  # digits that are called something else
WIDEST = 256  # codes of one range


def is_lying(objects: Objects) -> bool:
    """Whether a font's map to Unicode contradicts the names of its own digits."""
    for held in objects.with_key("/ToUnicode"):
        stream, shown = held.get("/ToUnicode"), digits_of(held)
        if not isinstance(stream, Stream) or not shown:
            continue
        try:
            said = mapped(objects.decoded(stream))
        except (Unbounded, *BROKEN):
            continue
        wrong = [code for code, digit in shown.items() if said.get(code, digit)[:1] not in (digit, "")]
        if len(wrong) >= FEWEST:
            return True
    return False


def digits_of(font: Dictionary) -> dict[int, str]:
    """The codes under which a font shows digits, as far as its encoding names them."""
    encoding = font.get("/Encoding")
    base: object = encoding
    differences: list[object] = []
    if isinstance(encoding, Dictionary):
        base = encoding.get("/BaseEncoding")
        differences = listed(encoding.get("/Differences"))
    found = {48 + at: str(at) for at in range(10)} if base is not None and str(base) in USUAL else {}
    code = 0
    for value in differences:
        if isinstance(value, (Name, Object)):
            found.pop(code, None)
            if str(value) in DIGIT_NAMES:
                found[code] = DIGIT_NAMES[str(value)]
            code += 1
        else:
            code = int(value)  # type: ignore[call-overload]
    return found


def mapped(data: bytes) -> dict[int, str]:
    """What a ToUnicode CMap says of each code (9.10.3)."""
    found: dict[int, str] = {}
    for piece in data.split(b"beginbf")[1:]:
        kind, body = piece[:4], piece.partition(b"endbf")[0]
        values = [(raw, bool(begin), bool(end)) for raw, begin, end in HEX.findall(body)]
        if kind == b"char":
            codes = [raw for raw, begin, end in values if not begin and not end]
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                found[_number(code)] = _text(text)
        else:
            _read_ranges(values, found)
    return found


def _read_ranges(values: list[tuple[bytes, bool, bool]], found: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(values):
        first, last = _number(values[at][0]), _number(values[at + 1][0])
        if values[at + 2][1]:
            at += 3
            for code in range(first, min(last, first + WIDEST) + 1):
                if at < len(values) and not values[at][2]:
                    found[code] = _text(values[at][0])
                    at += 1
            while at < len(values) and not values[at][2]:
                at += 1
            at += 1
            continue
        text = _text(values[at + 2][0])
        for code in range(first, min(last, first + WIDEST) + 1):
            end = ord(text[-1]) + code - first if text else 0
            found[code] = text[:-1] + chr(end) if text and end < 0x110000 else ""
        at += 3


def _number(raw: bytes) -> int:
    return int(b"".join(raw.split()) or b"0", 16)


def _text(raw: bytes) -> str:
    digits = b"".join(raw.split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2)).decode("utf-16-be", "replace")
