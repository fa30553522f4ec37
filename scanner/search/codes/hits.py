"""Places where a value stands: behind its label, in its column, bare, or around another number.

Each function yields `Hit`s of one spec or one set of specs; nothing here judges them.
"""

from __future__ import annotations

from functools import partial

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.attributes.named import is_name_head
from scanner.search.codes.specs import SKIP, Spec
from scanner.search.numbers.labels import labels
from scanner.search.persons import Persons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.search.codes.specs import Pattern
    from scanner.search.subject import Subject

FAR = 160  # characters behind a label that a value may take, the gap included
MOST = 50  # values behind one label
_SKIP = compiled(SKIP)
_STOP = compiled("[\n\t]")
_GAP = compiled("(?<=[0-9A-Za-z])[ ·—–－-]{1,2}(?=[0-9A-Za-z])")
_WORD = compiled("[^\x00-\x7f]{2}")
_MASKS = "*＊●■□×"
_SHORTEST_ANCHOR = 11
_SPACED_NAME = compiled("姓[ \u3000]+名")
_APART = " \t\n\u3000"
_FEWEST_HEADS = 3
_OFFICE = compiled("职务|职位|职称|执法|资格|单位|岗位证|监理|注册")
_MISSED = 2  # lines without a value after which the list has ended


class Hit(metaclass=noun):
    """A value at ``text[start:end]``; `where` is label, row-label, column-label, shared-column or ""."""

    spec: Spec
    start: int
    end: int
    where: str = ""
    word: str = ""
    is_slip: bool = False  # only a form of `malformed` fits


Tried = tuple[int, int] | None


def behind_label(spec: Spec, word: str, start: int, end: int, subject: Subject) -> Iterator[Hit]:
    """Values that the label at ``text[start:end]`` names, behind it or in front of its bracket."""
    text = subject.text.text
    high = end + FAR
    found, is_slip = _first(spec, lambda form: spec.after(form).value_at(text, end, high))
    if (found is None or is_slip) and spec.spaced:
        spaced, is_spaced_slip = _spaced_behind(spec, text, end, high)
        if spaced is not None and (found is None or not is_spaced_slip):
            found, is_slip = spaced, is_spaced_slip
    if found is None and word[-1:].isascii() and word[-1:].isalnum():  # QQ100001: glued to its label
        found, is_slip = _first(spec, lambda form: spec.anywhere(form).value_at(text, end, high))
    if found is None:
        before = _before(spec, text, start)
        if before is not None:
            yield Hit(spec, *before, "label", word)
        return
    where = _way(subject, end, found[0])
    for _ in range(MOST):
        if found is None or not where:
            return
        yield Hit(spec, *found, where, word, is_slip)
        last = found[1]
        found, is_slip = _first(spec, lambda form, at=last: spec.further(form).value_at(text, at, at + FAR))  # type: ignore[misc]


def _first(spec: Spec, tried: Callable[[str], Tried]) -> tuple[Tried, bool]:
    """The first form that fits and whether it is one of a slip."""
    for form, is_slip in spec.tries:
        found = tried(form)
        if found is not None:
            return found, is_slip
    return None, False


def _inside(spec: Spec, text: str, first: int, last: int, form: str) -> Tried:
    """The first value of a form between two places of the text."""
    return next(spec.inside(form).values(text, first, last), None)


def _way(subject: Subject, end: int, start: int) -> str:
    """How a label that ends at `end` leads to a value at `start`: label, row-label; "" if it does not."""
    gap = subject.text.text[end:start]
    if "\t" not in gap and "\n" not in gap:
        return "label"
    block = subject.text.block_at(end)
    if subject.text.block_at(start) == block:
        return "label"
    cell = subject.document.table_at(block)
    if cell is None:
        return "label"
    table, row, _ = cell
    is_head = row in table.header_rows and len(tuple(table.header_rows)) < table.rows
    if "\n" in gap or (is_head and Persons(subject).of_form(table) is None):
        return ""
    return "row-label"


def _before(spec: Spec, text: str, start: int) -> Tried:
    """E98765432（护照）, E98765432号护照: the value that ends where the label's bracket opens, or before 号."""
    if start < 2 or text[start - 1] not in "（(号":
        return None
    low = max(0, start - 40)
    end = low + len(text[low : start - 1].rstrip(" "))
    for form in spec.forms:
        for found in spec.inside(form).values(text, low, end):
            if found[1] == end:
                return found
    return None


# ---------------------------------------------------------------- values written in groups


def drawn_together(text: str, start: int, end: int) -> tuple[str, list[int]] | None:
    """``text[start:end]`` without single separators inside codes and where each character stood."""
    piece = text[start:end]
    gaps = [match.span() for match in _GAP.finditer(piece)]
    if not gaps:
        return None
    dropped = {at for first, last in gaps for at in range(first, last)}
    kept = [at for at in range(len(piece)) if at not in dropped]
    return "".join([piece[at] for at in kept]), [start + at for at in kept]


def _spaced_behind(spec: Spec, text: str, end: int, high: int) -> tuple[Tried, bool]:
    skipped = _SKIP.match(text, end, high)
    low = skipped.end() if skipped else end
    stop = _STOP.search(text, low, high)
    drawn = drawn_together(text, low, stop.start() if stop else min(high, len(text)))
    if drawn is None:
        return None, False
    short, places = drawn
    return _first(spec, lambda form: _put_back(spec.loose(form).value_at(short, 0, len(short)), places, text))


def _put_back(found: Tried, places: list[int], text: str) -> Tried:
    """Where a value of the drawn-together text stands; None where something is glued to it."""
    if found is None or found[0] == found[1]:
        return None
    start, end = places[found[0]], places[found[1] - 1] + 1
    behind = text[end : end + 1]
    return None if behind.isascii() and (behind.isalnum() or behind == "*") else (start, end)


def spaced_values(pattern: Pattern, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Values of a cell that are written in groups."""
    drawn = drawn_together(text, start, end)
    if drawn is None:
        return
    for found in pattern.values(drawn[0], 0, len(drawn[0])):
        back = _put_back(found, drawn[1], text)
        if back is not None:
            yield back


# ---------------------------------------------------------------- cells of a column


class Column:
    """A column whose head holds the word; its patterns are looked up once."""

    def __init__(self, spec: Spec, word: str, is_shared: bool) -> None:
        self.spec = spec
        self._word = word
        self._where = "shared-column" if is_shared else "column-label"
        tries = spec.tries if not is_shared else spec.tries[: len(spec.forms)]
        self._patterns = [(spec.inside(form), is_slip) for form, is_slip in tries]

    def values(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """The values in the cell from `start` to `end`."""
        for pattern, is_slip in self._patterns:
            found = list(pattern.values(text, start, end))
            if not found and self.spec.spaced:
                found = list(spaced_values(pattern, text, start, end))
            for first, last in found:
                if not _says_other(text[start:first], self.spec):
                    yield Hit(self.spec, first, last, self._where, self._word, is_slip)
            if found:
                return


def _says_other(before: str, spec: Spec) -> bool:
    """Whether the cell itself says in front of the value that it is something else (电话：…)."""
    if len(before) < 2 or not _WORD.search(before):
        return False
    return any(word not in spec.labels and word not in spec.columns for _, word, _ in labels(before))


# ---------------------------------------------------------------- lists that have lost their table


def below_label(spec: Spec, word: str, start: int, end: int, subject: Subject) -> Iterator[Hit]:
    """Values in the lines below a line of heads with 姓名 among them, one a line."""
    text = subject.text.text
    if not (text[end : end + 1] in _APART and (start == 0 or text[start - 1] in _APART)):
        return
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    cell = subject.document.table_at(subject.text.block_at(start))
    if last < 0 or last - first > FAR or (cell is not None and cell[0].columns > 1):
        return
    heads = _SPACED_NAME.sub("姓名", text[first:last]).split()
    if len(heads) < _FEWEST_HEADS or not any(map(is_name_head, heads)) or _OFFICE.search(text, first, last):
        return
    missed = 0
    for _ in range(MOST):
        first, last = last + 1, text.find("\n", last + 1)
        last = len(text) if last < 0 else last
        hit, _ = _first(spec, partial(_inside, spec, text, first, last))
        if hit is not None and len(text[first:last].split()) >= _FEWEST_HEADS:
            yield Hit(spec, *hit, "column-label", word)
            missed = 0
        else:  # the rest of a wrapped row, a remark
            missed += 1
        if missed > _MISSED or last == len(text):
            return


# ---------------------------------------------------------------- without a label


def bare(spec: Spec, subject: Subject) -> Iterator[Hit]:
    """Values whose form alone says what they are, over the whole text or around its numbers."""
    text = subject.text.text
    if spec.anchor:
        for reading in (*subject.numbers.readings, *subject.numbers.silent):
            if reading.identity in (spec.anchor, "") and reading.end - reading.start >= _SHORTEST_ANCHOR:
                yield from _around(spec, reading.start, reading.end, text)
        return
    if next(_signs(text, spec.bare_gate), None) is None:
        return
    windows = _windows(text, spec) if spec.bare_near else [(0, len(text))]
    for low, high in windows:
        for form in spec.bare:
            for first, last in spec.anywhere(form).values(text, low, high):
                if not _is_glued(text, first, last, high):
                    yield Hit(spec, first, last)


def bare_at(spec: Spec, position: int, subject: Subject) -> Iterator[Hit]:
    """The value whose form alone says what it is, from this position on."""
    text = subject.text.text
    for form in spec.bare:
        found = spec.anywhere(form).value_at(text, position, position + FAR)
        if found is not None and not _is_glued(text, *found, position + FAR):
            yield Hit(spec, *found)
            return


def _signs(text: str, signs: tuple[str, ...]) -> Iterator[int]:
    """Where the signs stand, in no order. A single character is looked for much faster than two."""
    shared = set(signs[0]).intersection(*signs)
    if len(signs) > 1 and shared:
        char = min(shared)
        shapes = [(sign, at) for sign in signs for at in range(len(sign)) if sign[at] == char]
        for place in _finds(text, char):
            for sign, before in shapes:
                if place >= before and text.startswith(sign, place - before):
                    yield place - before
                    break
        return
    for sign in signs:
        if all(char in text for char in sign):
            yield from _finds(text, sign)


def _finds(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _windows(text: str, spec: Spec) -> Iterator[tuple[int, int]]:
    """The parts of the text around the signs, drawn together where they overlap."""
    near = spec.bare_near
    low = high = -1
    for at in sorted(_signs(text, spec.bare_gate)):
        if at - near > high:
            if high >= 0:
                yield low, high
            low = max(0, at - near)
        high = min(len(text), at + near)
    if high >= 0:
        yield low, high


def _is_glued(text: str, start: int, end: int, high: int) -> bool:
    """Whether a letter, digit or mask is glued to a value's beginning, or to its end at the window's edge."""
    before, first = text[start - 1 : start] if start else " ", text[start]
    if first.isascii() and first.isalnum() and (before in _MASKS or (before.isascii() and before.isalnum())):
        return True
    behind = text[end : end + 1] if end == high else ""
    return behind.isascii() and behind.isalnum()


def _around(spec: Spec, start: int, end: int, text: str) -> Iterator[Hit]:
    """The bare form from the number's first character, or from the one in front of it."""
    for form in spec.bare:
        pattern = spec.inside(form)
        for at in (start - 1, start):
            found = pattern.value_at(text, at, end + FAR) if at >= 0 else None
            if found is not None and found[1] >= end:
                yield Hit(spec, *found)
                return
