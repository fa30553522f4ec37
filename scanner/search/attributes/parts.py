"""Which part a named person plays in a text on children, by the learned model: a child, who answers for one, or neither.

The model (`patterns/models/parts.json`, made by `python -m corpora.train --only parts`) sees a name from outside: the
characters right before and behind it with other names, ages, classes and words of one kind drawn to signs (`signs.py`), the order
of the signs in its line, the head over its cell, what the rest of the row and the title hold, and where else the same name
stands. Only lines with evidence of a child, those beside them, and tables whose heads hold it are looked at.
"""

from __future__ import annotations

from scanner.learned import weights
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.attributes.ages import GROWN, present_year
from scanner.search.attributes.children import people_in
from scanner.search.attributes.lines import lines_of
from scanner.search.attributes.name_words import NO_NAME
from scanner.search.attributes.named import Named, can_stand_below, is_name_head
from scanner.search.attributes.signs import (
    CHILDS_AGE,
    FIRST,
    GROWN_AGE,
    NAME,
    SAME,
    drawn,
    evidence,
    holds_no_name,
    known_words,
)
from scanner.search.persons import SHAPE
from scanner.search.roles import role_of
from scanner.values import is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding

    Seen = dict[str, set[str]]

MODEL = "parts"
# How much must speak for a part, drawn from the scores of texts that were held out
CLEAR = {"guardian": 0.2, "minor": 0.3}
_MARKS = frozenset("，。；：:、（）()“”")
_NEAR = 10  # signs and characters to either side
_SHORT = 16  # characters of a line that is a cell or a label
_BESIDE = 2  # lines beside one with evidence
_MOST_ROWS = 200  # of a table; longer lists are left to their heads
_FORM = 2  # columns of a form; wider tables that neither name persons nor speak of children in their heads are none
_MOST_LINES = 2000  # of a text; longer ones are left to the rules
_FEW = 5  # other places of a name that are looked at
_HEAD = 3000  # characters at the beginning that tell what a text is about
_ASIDE = compiled(r"[ 　]?[（(，,].*$")
_STOPS = compiled("[。；！？\\n]")
# Heads over names of those who answer for a child
_OVER = compiled(
    "(?:监护|照护|照料|照看|抚养|代养|寄养|看护|养育|收养|带养|接送|受托|委托|代理|跟谁|由谁|谁带|现随)|家长|^[父母]亲?$"
)
# What has the shape of a name behind a word that takes one, or before an age
_LOOSE = compiled(
    rf"(?:(?<=[看把为是叫给向与和跟随由被让对帮替送接着找父母亲爷奶公婆姥伯叔姑姨舅婶妈爸哥姐弟妹儿女孙童孩人长生学者])(?P<led>{SHAPE})(?![村镇乡县市区小中初级学校院]))|(?P<aged>{SHAPE})(?=[（(，,]?(?:[男女][，,、]?)?(?:今年|现年|才|刚)?(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})(?:周)?岁|[读念上](?:小学|初[一二三中]|学前|幼儿园|[一二三四五六七八九]年级|[大中小]班))"
)
# 段志强15岁参军; 沈大勇，小学三年级文化
_LONG_AGO = compiled(
    "[，,（(]?(?:小学|初小|初中)?[一二三四五六]?年?级?(?:文化|肄业)|[，,（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})岁(?:时|那年|起|就|便|开始)*(?:参军|入伍|从军|当兵|参加|入党|进厂|进城|嫁|学艺|学徒|拜师|出家|守寡|逃荒|讨饭|投身)"
)
_NEAR_AGE = 16  # characters behind a name that an age and what was done at it take
_COUNTED = compiled("[一二三四五六七八九十半]$|^满")  # 满十四岁
_TAIL = compiled(r"[送接带交住过的在读上从到去来说做抚照看代领陪打][^\W\d_]?$")


class Sight(metaclass=noun):
    """A name and what the model sees of it, by mark; `column` is where a table begins and the column, for a cell of a list."""

    named: Named
    seen: Seen
    column: tuple[int, int] | None = None


class _Unit(metaclass=noun):
    """A line or a cell: ``text[start:end]`` with its names, the head over it and the other cells of its row with theirs."""

    start: int
    end: int
    names: tuple[Named, ...]
    head: str = ""
    row: tuple[tuple[str, str], ...] = ()
    column: tuple[int, int] | None = None


def told(binding: Binding) -> dict[str, list[Named]]:
    """The names of a text that the model is sure of, by part: "guardian", "minor"."""
    return binding.once(_told)


def _told(binding: Binding) -> dict[str, list[Named]]:
    known = _heard(sights(binding))
    if "minor" in known:
        known["minor"] = [
            one for one in known["minor"] if not _LONG_AGO.match(binding.text, one.end, one.end + _NEAR_AGE)
        ]
    return known


def _heard(found: list[Sight]) -> dict[str, list[Named]]:
    """The names by part; what speaks for a name of a column counts as much as what speaks for the column."""
    parts: dict[str, list[Named]] = {}
    if not found:
        return parts
    model = weights(MODEL)
    own = [
        model.scores([number for mark, runs in sight.seen.items() for number in model.known(mark, runs)])
        for sight in found
    ]
    columns: dict[tuple[int, int] | None, list[list[float]]] = {}
    for sight, scores in zip(found, own, strict=True):
        columns.setdefault(sight.column, []).append(scores)
    means = {
        at: [sum(side) / len(side) for side in zip(*rows, strict=True)] for at, rows in columns.items() if at
    }
    for sight, scores in zip(found, own, strict=True):
        if sight.column is not None:
            beside = means[sight.column]
            scores = [(score + mean) / 2 for score, mean in zip(scores, beside, strict=True)]
        most = max(range(len(scores)), key=scores.__getitem__)
        if scores[most] > CLEAR[model.answers[most]]:
            parts.setdefault(model.answers[most], []).append(sight.named)
    return parts


def sights(binding: Binding) -> list[Sight]:
    """What the model sees of the names of a text, in order."""
    return _Sights(binding).all()


class _Sights:
    """What the model sees of the names of one text."""

    def __init__(self, binding: Binding) -> None:
        self._subject = binding._subject
        self._binding = binding
        self._text = binding.text
        self._present = 0
        self._told: set[int] = set()  # where the lines with evidence begin

    def all(self) -> list[Sight]:
        """The names in order."""
        told = lines_of(self._binding).holding(evidence())
        if not told or len(told) > _MOST_LINES:
            return []
        self._told = {start for start, _ in told}
        lines = lines_of(self._binding).holding(evidence(), _BESIDE)
        self._present = present_year(self._subject)
        units = (*self._rows(), *self._lines(lines))
        own = [(*pair, unit.column) for unit in units for pair in self._of_unit(unit)]
        by_name: dict[str, list[int]] = {}
        for number, (one, *_) in enumerate(own):
            by_name.setdefault(self._text[one.start : one.end], []).append(number)
        around = self._around()
        found = []
        for number, (one, seen, column) in enumerate(own):
            others = [at for at in by_name[self._text[one.start : one.end]][:_FEW] if at != number]
            further = {
                side + run for at in others for side in "bah" for run in own[at][1][side] if len(run) <= 3
            }
            found.append(Sight(one, {**seen, "d": around, "x": further}, column))
        return sorted(found, key=lambda sight: sight.named.start)

    # ---- names

    def _rows(self) -> Iterator[_Unit]:
        title = self._subject.anatomy.title
        is_titled = title is not None and self._line_start(title.start) in self._told
        for table in self._subject.document.tables:
            if table.columns > 1 and table.rows <= _MOST_ROWS:
                heads = {self._line_start(self._cell(table, row, 0)[0]) for row in (0, *table.header_rows)}
                is_all = is_titled or not self._told.isdisjoint(heads)
                if is_all or table.columns <= _FORM or self._binding.persons.name_columns(table):
                    yield from self._of_table(table, is_all=is_all)

    def _line_start(self, position: int) -> int:
        return self._text.rfind("\n", 0, position) + 1

    def _of_table(self, table: Table, *, is_all: bool) -> Iterator[_Unit]:
        heads = ["".join(path[-1].split()) if path else "" for path in self._binding.persons.head_of(table)]
        heads += [""] * (table.columns - len(heads))
        for row in range(table.rows):
            if row in table.header_rows:
                continue
            if not is_all and self._line_start(self._cell(table, row, 0)[0]) not in self._told:
                continue
            cells = [self._cell(table, row, column) for column in range(table.columns)]
            words = [self._text[start:end] for start, end in cells]
            for column, (start, end) in enumerate(cells):
                label = heads[column] or (words[column - 1] if column else "")
                names = self._of_cell(start, end, label)
                if names:
                    rest = tuple((heads[at], words[at]) for at in range(len(cells)) if at != column)
                    place = (table.first, column) if heads[column] else None
                    yield _Unit(start, end, tuple(names), label, rest, place)

    def _cell(self, table: Table, row: int, column: int) -> tuple[int, int]:
        start, end = self._subject.text.block_range(table.block(row, column))
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        return start, max(start, end - (len(words) - len(words.rstrip())))

    def _lines(self, lines: list[tuple[int, int]]) -> Iterator[_Unit]:
        before = above = ""
        last = -1
        for start, end in lines:
            cell = self._subject.document.table_at(self._subject.text.block_at(start))
            if cell is not None and cell[0].columns > 1:
                continue
            before = above if last + 1 == start else ""
            names = self._of_cell(start, end, before) if end - start <= _SHORT else self._people(start, end)
            if names:
                yield _Unit(start, end, tuple(names), before if end - start <= _SHORT else "")
            above, last = self._text[start:end].strip() if end - start <= _SHORT else "", end

    def _of_cell(self, start: int, end: int, label: str) -> list[Named]:
        """The names of a cell or of a short line: the whole of it, what stands in brackets left out, else those it holds."""
        words = self._text[start:end]
        bare = _ASIDE.sub("", words).strip()
        if self._can_be(bare, is_below=is_name_head(label) or _OVER.search(label) is not None):
            first = start + len(words) - len(words.lstrip())
            return [Named(first, first + len(bare), "column", is_masked_name(bare))]
        is_told = end - start > 2 and len(self._drawn(words)) < end - start
        return self._people(start, end) if is_told else []

    def _can_be(self, word: str, *, is_below: bool) -> bool:
        """Whether a word alone in a cell or a line is a name: by its shape, by its head, or met elsewhere."""
        if (
            not can_stand_below(word)
            or NO_NAME.search(word)
            or is_name_head(word)
            or holds_no_name(word)
            or len(self._drawn(word)) < 2
        ):
            return False
        return is_below or is_person(word) or self._binding.persons.is_name(word)

    def _people(self, start: int, end: int) -> list[Named]:
        """The persons of a stretch; of what begins with a word for kin the rest is the name."""
        found = []
        for one in people_in(self._binding, start, end):
            word = self._text[one.start : one.end]
            led = known_words()[1].match(word)
            cut = led.end() if led is not None and led["word"] and len(word) - led.end() >= 2 else 0
            if cut and (len(word) > 4 or not is_person(word)):
                one = Named(one.start + cut, one.end, one.how, one.is_masked)
            if not holds_no_name(word) and len(self._drawn(self._text[one.start : one.end])) > 1:
                found.append(one)
        for match in _LOOSE.finditer(self._text, start, end):
            first, last = match.span("led" if match["led"] else "aged")
            tail = _TAIL.search(self._text, first + 2, last)
            last = tail.start() if tail else last
            word = self._text[first:last]
            if (
                not NO_NAME.search(word)
                and not holds_no_name(word)
                and len(self._drawn(word)) > 1
                and not _meets(found, first, last)
            ):
                found.append(Named(first, last, "loose", False))
        return sorted(found, key=lambda one: one.start)

    # ---- what is seen

    def _of_unit(self, unit: _Unit) -> Iterator[tuple[Named, Seen]]:
        line, places = self._line(unit)
        row = {sign for head, word in unit.row for sign in self._told_by(head, word)}
        head = self._drawn(unit.head)
        for one, at in zip(unit.names, places, strict=True):
            same = self._text[one.start : one.end]
            own = [*line]
            for other, place in zip(unit.names, places, strict=True):
                if place != at and self._text[other.start : other.end] == same:
                    own[place] = SAME
            yield (
                one,
                {
                    **self._seen(one, "^" + "".join(own[:at]), "".join(own[at + 1 :]) + "$"),
                    **_of_head(head),
                    "w": row,
                },
            )

    def _seen(self, one: Named, before: str, after: str) -> Seen:
        marked = [[char for char in side if char >= FIRST or char in _MARKS] for side in (before, after)]
        plain = [[char for char in side if char >= FIRST] for side in marked]
        last, first = ("".join(side[-1:] if side is marked[0] else side[:1]) for side in marked)
        name = self._text[one.start : one.end]
        look = "m" if one.is_masked else "s" if is_person(name) else "o"
        sentence = _STOPS.split(before)[-1], _STOPS.split(after)[0]
        return {
            "b": {before[-size:] for size in range(1, 6)},
            "a": {after[:size] for size in range(1, 6)},
            "l": _runs(before[-_NEAR:]),
            "r": _runs(after[:_NEAR]),
            "q": {"".join(marked[0][-size:]) for size in range(1, 5)},
            "Q": {"".join(marked[1][:size]) for size in range(1, 5)},
            "i": {"".join(plain[0][-size:]) for size in range(1, 4)},
            "j": {"".join(plain[1][:size]) for size in range(1, 4)},
            "e": {side + char for side, signs in zip("<>", plain, strict=True) for char in signs},
            "s": {
                side + char
                for side, signs in zip("<>", sentence, strict=True)
                for char in signs
                if char >= FIRST
            },
            "y": {last + first, "".join(plain[0][-1:]) + "|" + "".join(plain[1][:1])}
            | {before[-1:] + "|" + after[:2], before[-2:] + "|" + after[:1]},
            "n": {look + str(min(len(name), 5)), one.how},
            "o": {role_of(self._text, one.start, one.end) or "-"},
        }

    def _told_by(self, head: str, word: str) -> set[str]:
        """The signs of another cell of the row and of its head, and both together."""
        over = list(self._drawn(head))
        signs = {char for char in self._drawn(word) if char >= FIRST}
        if word.isdecimal() and len(word) < 4 and head.startswith(("年龄", "周岁", "岁数")):
            signs.add(CHILDS_AGE if 0 < int(word) < GROWN else GROWN_AGE)
        kinds = [char for char in over if char >= FIRST]
        found = {"+" + char for char in signs} | {"-" + char for char in kinds}
        return found | {
            kind + char for kind in (kinds[:2] or ["".join(over[:2])] if over else ()) for char in signs
        }

    def _around(self) -> set[str]:
        """The type of the notice, and the signs of its title and of its beginning."""
        profile, title = self._subject.profile, self._subject.anatomy.title
        found = {"p" + profile.id} if profile is not None else set()
        if title is not None:
            found |= {"t" + char for char in self._drawn(title.text) if char >= FIRST}
        return found | {"e" + char for char in set(self._drawn(self._text[:_HEAD])) if char >= FIRST}

    def _line(self, unit: _Unit) -> tuple[str, list[int]]:
        """The line with its names and words as signs, and where the sign of each name stands in it."""
        pieces: list[str] = []
        places: list[int] = []
        at, length = unit.start, 0
        for one in unit.names:
            piece = self._drawn(self._text[at : max(at, one.start)])
            pieces += [piece, NAME]
            length += len(piece) + 1
            places.append(length - 1)
            at = max(at, one.end)
        pieces.append(self._drawn(self._text[at : unit.end]))
        return "".join(pieces), places

    def _drawn(self, words: str) -> str:
        return drawn(words, self._present)


def _of_head(head: str) -> Seen:
    return {"h": _runs(f"^{head}$") | {head} if head else set()}


def _meets(found: list[Named], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _runs(words: str) -> set[str]:
    """Runs of one to three characters."""
    return {words[at : at + size] for size in (1, 2, 3) for at in range(len(words) - size + 1)}
