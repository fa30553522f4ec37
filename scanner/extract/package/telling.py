r"""Which strings of a package may tell something about people: the cheap questions of the part sweep.

Whatever a rule can find holds a 汉字, six digits in a row, an address or a path; a part without any of
them was looked at and holds nothing. Asked of the bytes first, so that most parts are never parsed.
"""

from __future__ import annotations

from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_ZERO_DIGITS = bytes(48 if 48 <= code < 58 else code for code in range(256))
# Attributes that hold measures, ids and fonts; their digits and names are nobody's.
_MACHINE_TEXT = """
id Id ID uid guid uri idx spid paraId textId durableId cx cy x y w h l t r b ascii hAnsi eastAsia cs hint typeface
panose1 panose usb0 usb1 usb2 usb3 csb0 csb1 algIdExt cryptSpinCount hash hashValue salt saltValue nsid tmpl coordsize
path adj fillcolor strokecolor style type Type ContentType Extension PartName schemeClr script lang bidi altLang font
formatCode rgb lastClr xmlns schemaLocation Requires Ignorable storeItemID itemID dataDxfId xr2 macro spcPct
"""
MACHINE = frozenset(_MACHINE_TEXT.split())
_MARKS = (
    "(?<![0-9A-Fa-f])[0-9０-９](?:[ -]?[0-9０-９]){%d,}(?![0-9A-Fa-f.])|[A-Za-z0-9]@[A-Za-z0-9-]+[.][A-Za-z]"
    "|[A-Za-z]:[\\\\/][^/\\\\]|\\\\\\\\[A-Za-z0-9]|file:/"
)
_TEXT = compiled("[\u3400-\u9fff]|" + _MARKS % 5)
_VALUE = compiled("[\u3400-\u9fff]|" + _MARKS % 6)
_TRACE = compiled("[\u3400-\u9fff@:\\\\]|(?:[0-9０-９][^0-9０-９]*+){6}")  # of any of them, however it is cut
_ASCII_VALUE = compiled_bytes(rb"[@\\]|&#|[0-9]{6}|file:")
_ASCII_MARKS = (b"@", b"\\", b"&#", b"file:")
_NAME = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
_LONGEST_NAME = 60
_MOST_LOOKED_UP = 20  # values that are cheaper to look for than to meet
_FEW, _MOST_DULL = 200, 5_000  # values of a small part; values that are kept as telling nothing
_RAW = {b'"': compiled_bytes(rb'="([^"]*+)"'), b"'": compiled_bytes(rb"='([^']*+)'")}
_PAIR = {
    b'"': compiled_bytes(rb'(?<![A-Za-z0-9_.-])([A-Za-z0-9_.-]++)\s*+="([^"]*+)"'),
    b"'": compiled_bytes(rb"(?<![A-Za-z0-9_.-])([A-Za-z0-9_.-]++)\s*+='([^']*+)'"),
}
_NUMBER = compiled_bytes(rb"(?<![0-9A-Za-z.{-])[0-9]{11,19}[Xx]?(?![0-9A-Za-z.}-])")
_LONG, _ZEROES = b"0" * 11, compiled_bytes(rb"0++")
_ONLY_NUMBER = compiled("-?[0-9]{1,10}(?:[.][0-9]*)?\\Z")


def is_telling_part(data: bytes, digits: int = 7) -> bool:
    """Whether the bytes of an XML part may hold a telling string, whatever its encoding.

    `digits` in a row tell something where nothing else does; names that programs make up have eight.
    """
    if not data.isascii() or b"@" in data or (b"&" in data and b"&#" in data):
        return True
    if b"\\" in data and (b":\\" in data or b"\\\\" in data):  # one byte is found many times faster than two
        return True
    return b"0" * digits in data.translate(_ZERO_DIGITS) or b"\0" in data[:8] or b"file:/" in data


def long_numbers(data: bytes) -> int:
    """How many numbers of eleven digits and more stand in the bytes; one of more than 21 counts as several."""
    return data.translate(_ZERO_DIGITS).count(_LONG)


def numbers_of(data: bytes) -> Iterator[bytes]:
    """The numbers of eleven to nineteen digits in the bytes that stand alone, an X behind them with them."""
    zeroed = data.translate(_ZERO_DIGITS)
    at = zeroed.find(_LONG)
    while at >= 0:
        found = _NUMBER.match(data, at)
        if found is not None:
            yield found[0]
        run = _ZEROES.match(zeroed, at)
        at = zeroed.find(_LONG, run.end() if run else at + 1)


def is_telling_text(text: str) -> bool:
    """Whether the text of an element may tell something."""
    return _TEXT.search(text) is not None


def is_telling_value(name: str, value: str) -> bool:
    """Whether the value of the attribute `name` (without its namespace) may tell something."""
    return not _is_machine(name) and _is_telling(value)


def _is_machine(name: str) -> bool:
    return name in MACHINE or name.startswith("rsid")


def _is_telling(value: str) -> bool:
    """Whether a value may tell something under some name."""
    return _VALUE.search(value) is not None and not _ONLY_NUMBER.match(value)


def may_hold_telling_text(text: str) -> bool:
    """Whether some piece of a text, joined anyhow from its own pieces, may tell something."""
    return _TRACE.search(text) is not None


def telling_values(values: set[str]) -> set[str]:
    """Those of the values of attributes that may tell something under some name."""
    return set(filter(_is_telling, values))


def attribute_values(data: bytes) -> tuple[set[bytes], bool]:
    """The values in double quotes in the bytes of an XML part, and whether every attribute of it is among them."""
    found = _RAW[b'"'].findall(data)
    values = set(found)
    are_all = b"'" not in data and data.count(b'"') == 2 * len(found)
    return values, are_all and not any(b"<" in value for value in values)


class Dull:
    """What is known of the values of attributes as one part after the other is asked.

    `values` tell nothing under any name; `measures` are those that were met under one name of a program's alone, with
    that name as it is written.
    """

    __slots__ = ("measures", "values")

    def __init__(self) -> None:
        self.values: set[bytes] = set()
        self.measures: dict[bytes, bytes] = {}

    def left(self, values: set[bytes], data: bytes, quote: bytes) -> set[bytes]:
        """Those of the values in some bytes of which it is not known that they tell nothing there."""
        left = values - self.values
        for raw in self.measures.keys() & left:
            written = raw + quote
            if data.count(self.measures[raw] + quote + written) == data.count(b"=" + quote + written):
                left.discard(raw)
        return left


def telling_attributes(
    data: bytes, dull: Dull | None = None, known: set[bytes] | None = None
) -> list[tuple[str, str]]:
    """(name, value) of the telling attributes in the bytes of an XML part, without parsing it.

    For parts whose words are read already or that hold names alone; a part that is not UTF-8 gives none. What is `dull`
    in a small part is learned. `known` are the values in double quotes, where they have been gathered.
    """
    found: dict[tuple[str, str], None] = {}
    dull = dull or Dull()
    for quote in (b'"', b"'"):
        if quote in data and b"=" + quote in data:
            values = set(_RAW[quote].findall(data)) if known is None or quote == b"'" else known
            left = dull.left(values, data, quote)
            if left:
                _gather(data, quote, found, left, dull)
    return sorted(found)


def _gather(
    data: bytes, quote: bytes, found: dict[tuple[str, str], None], values: set[bytes], dull: Dull
) -> None:
    telling: dict[bytes, str] = {}
    plain = [raw for raw in values if raw.isascii()]
    for raw in (*values.difference(plain), *(_marked(plain) if plain else ())):
        value = _value(raw)
        if _is_telling(value):
            telling[raw] = value
    is_small = len(values) < _FEW and len(dull.values) < _MOST_DULL
    if is_small:
        dull.values |= values.difference(telling)
    names: dict[bytes, set[str]] = {}
    named = _looked_up if len(telling) <= _MOST_LOOKED_UP else _paired
    for name, raw in named(data, quote, telling):
        names.setdefault(raw, set()).add(name)
        if not _is_machine(name):
            found[name, telling[raw]] = None
    for raw in names if is_small else ():
        if len(names[raw]) == 1 and names[raw] <= MACHINE:
            dull.measures[raw] = f" {names[raw].pop()}=".encode()


def _marked(values: list[bytes]) -> set[bytes]:
    """Those of many ASCII values that hold an address, a path or six digits; all at once, as nearly none does."""
    joined = b"\n".join(values)
    if joined.count(b"\n") >= max(len(values), 1):  # a value of several lines
        return {raw for raw in values if _ASCII_VALUE.search(raw)}
    found: set[bytes] = set()
    zeroed = joined.translate(_ZERO_DIGITS)
    for mark, text in *((mark, joined) for mark in _ASCII_MARKS), (b"000000", zeroed):
        at = text.find(mark)
        while at >= 0:
            start, end = joined.rfind(b"\n", 0, at) + 1, joined.find(b"\n", at)
            end = len(joined) if end < 0 else end
            found.add(joined[start:end])
            at = text.find(mark, end)
    return found


def _looked_up(data: bytes, quote: bytes, telling: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The names of a few values, each looked for in the bytes until it has one that is no program's."""
    for raw in telling:
        written = b"=" + quote + raw + quote
        at = data.find(written)
        while at >= 0:
            before = data[max(at - _LONGEST_NAME, 0) : at].rstrip()
            name = before[len(before.rstrip(_NAME)) :].decode("ascii")
            if name:
                yield name, raw
            at = data.find(written, at + 1) if name in MACHINE else -1


def _paired(data: bytes, quote: bytes, telling: Container[bytes]) -> Iterator[tuple[str, bytes]]:
    """The names of many values, all in one pass: looking for each would take the square of the time."""
    for name, raw in set(_PAIR[quote].findall(data)):
        if raw in telling:
            yield name.decode("ascii"), raw


def _value(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)
