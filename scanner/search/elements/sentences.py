"""Elements that no label names: what a sentence or a cell is about, told by weights learned from notices.

Asked last, and only for what neither labels nor columns nor the patterns of the rules found. A sentence must
also hold a value of the element's kind: a telephone, a sum, a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.anatomy import DOCUMENT_NUMBER, Anatomy
from scanner.learned import runs_of, weights
from scanner.model import NormalizedText
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, Candidate, folded, state_of
from scanner.search.elements.fields import OTHER_PARTY
from scanner.search.elements.labels import cleaned
from scanner.search.elements.telephones import holds_office_number
from scanner.search.times.writing import RANGE
from scanner.values import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.search.elements.labels import LabelIndex

MODEL = "sentences"
MOST_SENTENCES = 400  # of one notice that are looked at
ROWS = 3  # of a table that stand for all of them
NEAR_END = 4  # lines from the end or the beginning that are told apart
LONGEST = 240  # characters of a sentence that are looked at
_END = compiled("[。；;！？!?]")
_HEADING = compiled(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.、 ])?[^。；，,:：]{2,16}[:：]?$"
)
_LABEL = compiled(r"\s*([^:：]{1,16})[:：]")
_DIGITS = compiled("[0-9]+")
_FOLD = tuple(zip("：，（）；！？", ":,();!?", strict=True))


class Sentence(metaclass=noun):
    """A sentence or a cell: its text and place, the heading above or the head of its column, what is beside it."""

    text: str
    start: int
    head: str = ""
    before: str = ""
    is_cell: bool = False
    place: str = ""  # "begin", "end" or ""


def sentences_of(text: NormalizedText, anatomy: Anatomy) -> Iterator[Sentence]:
    """The sentences of the main part, then the cells of the first rows of its tables."""
    lines = [line for line in anatomy.lines if not line.is_chrome]
    head = ""
    for number, line in enumerate(lines):
        place = "begin" if number < NEAR_END else "end" if number >= len(lines) - NEAR_END else ""
        at = 0
        for end in [*(match.end() for match in _END.finditer(line.text)), len(line.text)]:
            if line.text[at:end].strip():
                yield Sentence(line.text[at:end][:LONGEST], line.start + at, head, "", False, place)
            at = end
        head = line.text[:20] if _HEADING.match(line.text) else ""
    yield from _cells(text)


def _cells(text: NormalizedText) -> Iterator[Sentence]:
    for table in text.document.tables:
        if not text.document.blocks[table.first].visible:
            continue
        texts = text.document.blocks.texts
        for _, row in zip(range(ROWS), table.body_rows(), strict=False):
            before = ""
            for column in range(table.columns):
                cell = texts[table.block(row, column)]
                if not cell.strip():
                    continue
                start, end = text.block_range(table.block(row, column))
                head = "".join(table.head[column]) if column < len(table.head) else ""
                yield Sentence(text.text[start:end][:LONGEST], start, head, before, True)
                before = cell


def features(sentence: Sentence) -> set[str]:
    """The runs of two and three characters of a sentence, of its label and of what stands above or beside it."""
    return {
        mark + run for mark, text in _parts(sentence) for run in (_runs(text) if mark != "#" else (text,))
    }


def _parts(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The texts that say what a sentence is about, each with its mark."""
    if sentence.is_cell:
        yield from (("c", sentence.text), ("k", sentence.head), ("p", sentence.before))
    else:
        yield from (("s", sentence.text), ("h", sentence.head))
        label = _LABEL.match(sentence.text)
        if label is not None:
            yield "l", label[1]
        yield "a", sentence.text.strip()[:6]
    if sentence.place:
        yield "#", sentence.place


def _runs(text: str) -> set[str]:
    if not text:
        return set()
    plain = "".join(_DIGITS.sub("0", text).split())
    for sign, folded_sign in _FOLD:
        plain = plain.replace(sign, folded_sign)
    return runs_of(f"^{plain}$")


def learned_candidates(
    text: NormalizedText, anatomy: Anatomy, index: LabelIndex, ids: Sequence[str]
) -> list[Candidate]:
    """The best sentence for each of the elements `ids`, where one is good enough."""
    model = weights(MODEL)
    asked = [(model.answers.index(name), name) for name in ids if name in model.answers]
    best: dict[str, tuple[float, Candidate]] = {}
    if not asked:
        return []
    answers = [answer for answer, _ in asked]
    known: dict[tuple[str, str], list[int]] = {}  # of the heads and cells that stand beside several others
    for _, sentence in zip(range(MOST_SENTENCES), sentences_of(text, anatomy), strict=False):
        numbers: list[int] = []
        for part in _parts(sentence):
            if part not in known:
                mark, words = part
                known[part] = model.known(mark, _runs(words) if mark != "#" else {words})
            numbers += known[part]
        for score, name in zip(model.scores(numbers, answers), (name for _, name in asked), strict=True):
            if score > 0 and (name not in best or score > best[name][0]):
                candidate = _candidate(name, index, sentence)
                if candidate is not None:
                    best[name] = score, candidate
    return [candidate for _, candidate in best.values()]


def _candidate(name: str, index: LabelIndex, sentence: Sentence) -> Candidate | None:
    """The value that a sentence gives an element; None where it holds none of that kind."""
    kind = index.kinds[name]
    label = _LABEL.match(sentence.text) if not sentence.is_cell else None
    if label is not None and kind == "phone" and OTHER_PARTY.search(label[1]):
        return None
    if label is not None and kind in ("date", "unit") and cleaned(label[1]) in index.others:
        return None  # 竣工日期: the label of another element, and a value of the same kind
    value = sentence.text[label.end() :] if label is not None else sentence.text
    if kind == "number" and DOCUMENT_NUMBER.search(value) is None:
        return None
    if state_of(kind, value) != "good" or (kind == "date" and RANGE.search(value)):
        return None
    if kind == "phone" and not holds_office_number(sentence.text):
        return None
    first, last = _narrowed(kind, value)
    start = sentence.start + (label.end() if label is not None else 0) + first
    value = value[first:last]
    return Candidate(name, folded(value), start, start + len(value), "sentence", "good", "", RANK["prose"])


def _narrowed(kind: str, value: str) -> tuple[int, int]:
    """Where in a sentence the value itself stands: the telephone, the greatest sum, the date; else all of it."""
    if kind == "phone":
        from scanner.search.numbers.phones import phones

        found = [phone for phone in phones(value) if phone.kind != "invalid"]
        if found:
            return found[0].start, found[0].end
    elif kind == "money":
        from scanner.money import amounts

        sums = [amount for amount in amounts(value) if not amount.is_rate] or list(amounts(value))
        if sums:
            most = max(sums, key=lambda amount: amount.value)
            return most.start, most.end
    elif kind == "date" and (dates := days(value)):
        return dates[-1].start, dates[-1].end
    return 0, len(value)
