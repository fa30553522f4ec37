"""Forms that draw one another so often that no page could need it, told before pdfium draws them.

A form XObject may draw others (ISO 32000-1, 8.10), and pdfium makes every one of them anew wherever it is drawn: a
dozen forms, each drawing the next ten times, fill any memory. A form is a stream, so it stands in the bytes of
the file as it is; how often it draws what is counted there. Only where those counts could multiply are the
resources looked up that say which form a name means.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

from scanner.extract.pdf.bombs import blanked
from scanner.regexes import compiled_bytes

MOST_DRAWN = 50_000  # forms that drawing one form may take, those within it included
_FORM = compiled_bytes(rb"/Subtype\s*/Form(?![A-Za-z])")
_BEGIN = compiled_bytes(rb"([0-9]{1,10})\s+[0-9]{1,5}\s+obj(?![a-z])")
_DRAWN = compiled_bytes(rb"/([^\s/<>()\[\]{}%]{1,127})\s+Do(?![A-Za-z0-9])")
_LONGEST = 4_000  # bytes of a stream's dictionary
_MOST_READ = 2**20  # bytes of one form, and sixteen times that of all
_FLATE = b"/Fl"  # FlateDecode, or Fl as abbreviated

Calls = Counter[str]


class _Form:
    """A form as it stands in the file: its bytes, and how often it draws what."""

    __slots__ = ("begin", "calls", "end", "filters")

    def __init__(self, begin: int, end: int, filters: int, calls: Calls) -> None:
        self.filters = filters
        self.begin = begin
        self.end = end
        self.calls = calls


def unfolded(data: bytes) -> tuple[bytes, int]:
    """The file with an empty stream over the bytes of every form that draws too much, and how many there were."""
    if data.count(b"/Form") < 2:
        return data, 0
    forms: dict[int, list[_Form]] = {}
    bound = 1
    for number, form in _forms(data):
        forms.setdefault(number, []).append(form)
        bound = min(bound * max(form.calls.total(), 1), MOST_DRAWN + 1)
    if bound <= MOST_DRAWN:
        return data, 0
    costs = _costs(data, {number: states[-1].calls for number, states in forms.items()})
    heavy = [form for number, states in forms.items() if costs[number] > MOST_DRAWN for form in states]
    return blanked(data, [(form.begin, form.end, form.filters) for form in heavy]), len(heavy)


def _forms(data: bytes) -> Iterator[tuple[int, _Form]]:
    """The forms by the number of their object, as far as they can be read cheaply."""
    room = 16 * _MOST_READ
    for match in _FORM.finditer(data):
        begin = data.find(b"stream", match.end(), match.end() + _LONGEST)
        numbers = list(_BEGIN.finditer(data, max(0, match.start() - _LONGEST), match.start()))
        if begin < 0 or not numbers or room <= 0:
            continue
        head = data[numbers[-1].end() : begin]
        begin += 8 if data[begin + 6 : begin + 8] == b"\r\n" else 7
        end = data.find(b"endstream", begin)
        end = len(data) if end < 0 else end
        filters = head.count(_FLATE)
        content = _content(data[begin:end], filters)
        room -= len(content)
        calls = Counter(name.decode("latin-1") for name in _DRAWN.findall(content))
        yield int(numbers[-1][1]), _Form(begin, end, filters, calls)


def _content(raw: bytes, filters: int) -> bytes:
    """The beginning of a form's content; nothing where it is packed in another way, or broken."""
    try:
        for _ in range(filters):
            raw = zlib.decompressobj().decompress(raw, _MOST_READ)
    except zlib.error:
        return b""
    return raw[:_MOST_READ]


def _costs(data: bytes, calls: Mapping[int, Calls]) -> dict[int, int]:
    """How many forms drawing each of these takes, up to one more than are too many."""
    targets = _targets(data, calls)
    costs: dict[int, int] = {}
    for number in calls:
        left = [number]
        open_: set[int] = set()
        while left:
            top = left[-1]
            inner = targets.get(top, Counter())
            if top not in open_:
                open_.add(top)
                left += [one for one in inner if one not in costs and one not in open_]
                continue
            left.pop()
            cost = 1 + sum(times * costs.get(one, 0) for one, times in inner.items())
            costs.setdefault(top, min(cost, MOST_DRAWN + 1))
    return costs


def _targets(data: bytes, calls: Mapping[int, Calls]) -> dict[int, Counter[int]]:
    """Which forms each form draws, and how often, by their numbers."""
    from io import BytesIO

    import pikepdf

    from scanner.extract.pdf.objects import BROKEN

    found: dict[int, Counter[int]] = {}
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            for number, names in calls.items():
                found[number] = Counter()
                try:
                    held = pdf.get_object(number, 0)
                    resources = held.get("/Resources") if isinstance(held, pikepdf.Stream) else None
                    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
                    if not isinstance(named, pikepdf.Dictionary):
                        continue
                    for name, times in names.items():
                        target = named.get(f"/{name}")
                        if isinstance(target, pikepdf.Stream):
                            found[number][target.objgen[0]] += times
                except BROKEN:
                    continue
    except (pikepdf.PasswordError, *BROKEN):
        pass
    return found
