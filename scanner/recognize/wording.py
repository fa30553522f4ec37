"""How likely each type is by the wording of a text and its cues, by weights learned from notices.

Features are the characters and pairs of the first pages and of the first rows of tables, the runs of the
title, of the first words and of the last ones, what the cues of the profiles come to, and what kind of text it is (long or
short, signed, numbered, quoting). `corpora/train_types.py` makes the weights.
"""

from __future__ import annotations

from operator import add

from scanner.learned import ZERO, weights
from scanner.recognize.cues import heading
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.anatomy import Anatomy
    from scanner.model import NormalizedText
    from scanner.recognize.cues import Tally

MODEL = "types"
CHARS = 3_000
FIRST = 80  # characters of the beginning that are features of their own
LAST, LAST_LINES = 80, 4  # characters of the last lines that are, where offices sign and invite objections
TABLES, HEADS, CELLS = 2, 5, 600  # tables whose first characters, and whose heads, are read
STEPS = (0.5, 2.0, 4.0, 8.0)  # points for a type at one place
SUMS = (3.0, 6.0, 9.0, 12.0)  # points for a type in all
AGAINST, AGAINST_SUM = -4.0, -5.0
FOR, LOUD = (
    12,
    20,
)  # steps of weight of a pair that is worth telling a reader: alone, and more than for another
TOLD, LONGEST = 3, 8  # runs that are told, and their characters
_EMPTY = frozenset("的了是在和与及或等为之其将由从把被按向对以于各本该此")  # no word begins or ends with them
_E = 2.718281828459045  # `math` would be loaded for this alone
_DIGITS = compiled("[0-9]+")
_WORDS = compiled("[\u4e00-\u9fff]{2,}")


def _plain(text: str) -> str:
    return "".join(_DIGITS.sub("0", text).split())


def beginning(anatomy: Anatomy) -> list[str]:
    """The lines of the first pages."""
    found, length = [], 0
    for line in anatomy.lines:
        if line.is_chrome or line.attachment:
            continue
        found.append(line.text)
        length += len(line.text)
        if length >= CHARS:
            break
    return found


def _tables(text: NormalizedText) -> str:
    """The heads of the first tables and the first characters of the very first ones."""
    parts = ["|" + "|".join(["".join(path) for path in table.head]) for table in text.document.tables[:HEADS]]
    for table in text.document.tables[:TABLES]:
        if table.rows * table.columns:
            start, last = text.starts[table.first], table.first + table.rows * table.columns - 1
            cells = text.text[start : min(start + CELLS, text.block_range(last)[1])]
            parts.append("|" + cells.replace("\t", "|").replace("\n", "|"))
    return "".join(parts)


def _kind(text: NormalizedText, anatomy: Anatomy, lines: list[str], body: str) -> set[str]:
    """What kind of text it is, apart from its words."""
    size = max(len(body), 1)
    parts = {
        "number": anatomy.number,
        "signer": anatomy.signer,
        "date": anatomy.date,
        "issuer": anatomy.issuer,
    }
    found = {name for name, part in parts.items() if part}
    measured = {
        "length": (size, (60, 120, 250, 500, 1000, 2000)),
        "speech": ((body.count("“") + body.count("！")) * 1000 / size, (0, 3, 8)),
        "questions": ((body.count("？") + body.count("?")) * 1000 / size, (0, 3, 8)),
        "digits": ((len(body) - len(_DIGITS.sub("", body))) / size, (0.02, 0.05, 0.1, 0.2)),
        "rows": (max([table.rows for table in text.document.tables[:HEADS]], default=0), (0, 2, 6, 15)),
        "tables": (min(len(text.document.tables), HEADS), (0, 1, 2)),
        "lines": (size / max(len(lines), 1), (10, 20, 40, 80)),
    }
    return found | {name + _letter(value, steps) for name, (value, steps) in measured.items()}


def _letter(value: float, steps: tuple[float, ...]) -> str:
    """How many of the steps a value passes, as a letter."""
    return "abcdefg"[sum(value > step for step in steps)]


def _cues(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """What the cues come to: type, place and how high."""
    for name, tally in tallies.items():
        for place, points in tally.items():
            if points > 0:
                yield from (f"{name} {place}{'abcd'[at]}" for at, step in enumerate(STEPS) if points >= step)
            elif points <= AGAINST:
                yield f"{name} {place}"
        total = sum(tally.values())
        yield from (f"{name} {'abcd'[at]}" for at, step in enumerate(SUMS) if total >= step)
        if total <= AGAINST_SUM:
            yield f"{name} -"


def runs_by_mark(
    text: NormalizedText, anatomy: Anatomy, tallies: Mapping[str, Tally], lines: list[str]
) -> dict[str, set[str]]:
    """The features of a text by their mark: body, title, first and last words, cues, kind. `lines`: its `beginning`."""
    body = "".join(lines)
    plain = _plain(body[:CHARS] + _tables(text))
    title = f"^{_plain(heading(anatomy))}$"
    pairs = list(map(add, title, title[1:]))
    first = _plain(body[:FIRST])
    last = _plain("".join(lines[-LAST_LINES:])[-LAST:])
    return {
        "b": {*plain, *map(add, plain, plain[1:])},
        "t": {*pairs, *map(add, pairs, title[2:])},
        "f": {*first, *map(add, first, first[1:])},
        "e": {*last, *map(add, last, last[1:])},
        "c": set(_cues(tallies)),
        "x": _kind(text, anatomy, lines, body),
    }


class Wording:
    """A text weighed: the share of every type, and the runs that spoke for one."""

    __slots__ = ("_body", "_known", "_marked", "_model", "_tallies", "size")

    def __init__(self, text: NormalizedText, anatomy: Anatomy, tallies: Mapping[str, Tally]) -> None:
        self._tallies = tallies
        self._model = weights(MODEL)
        lines = beginning(anatomy)
        self._body = "".join(lines)[:CHARS]
        self._marked = runs_by_mark(text, anatomy, tallies, lines)
        self.size = len(self._marked["b"])  # different characters and pairs of the text
        self._known = [n for mark, runs in self._marked.items() for n in self._model.known(mark, runs)]

    def shares(self) -> dict[str, float]:
        """Type -> how many of a hundred texts like this one are of it, divided by a hundred."""
        said = dict(zip(self._model.answers, self._model.scores(self._known), strict=True))
        trust = self._model.trust
        high = {
            name: said.get(name, trust["stranger"])
            + sum([points * trust.get(place, 0.0) for place, points in tally.items()])
            for name, tally in self._tallies.items()
        }
        most = max(high.values(), default=0.0)
        raised = {name: _E ** (value - most) for name, value in high.items()}
        total = sum(raised.values())
        return {name: value / total for name, value in raised.items()}

    def runs(self, name: str, other: str) -> list[str]:
        """The learned runs of the text that spoke most for a type rather than for another; [] for none."""
        answers = self._model.answers
        if name not in answers or other not in answers:
            return []
        own, against = (self._model.columns[answers.index(one)] for one in (name, other))
        pairs = {run for run in self._marked["b"] if len(run) == 2}
        known = self._model.features["b"].known(pairs) if "b" in self._model.features else {}
        good = {
            run: own[n] - against[n]
            for run, n in known.items()
            if own[n] >= ZERO + FOR and own[n] - against[n] >= LOUD
        }
        return _told(self._body, good)


def _told(body: str, good: Mapping[str, int]) -> list[str]:
    """The stretches of the text in which good pairs follow one another, the best first; a pair alone for want of any."""
    best: dict[str, int] = {}
    for word in {found[0] for found in _WORDS.finditer(body)}:
        start = 0
        while start < len(word) - 1:
            end = start
            while end - start < LONGEST - 1 and word[end : end + 2] in good:
                end += 1
            if end > start and not _EMPTY.intersection((word[start], word[end])):
                best[word[start : end + 1]] = sum(good[word[at : at + 2]] for at in range(start, end))
            start = max(end, start + 1)
    kept: list[str] = []
    for run in sorted(best, key=lambda run: (len(run) == 2, -best[run], run)):
        if (
            (len(run) > 2 or not kept)
            and len(kept) < TOLD
            and not any(run in one or one in run for one in kept)
        ):
            kept.append(run)
    return kept
