"""Questions and answers: 钱从哪里来？县级预算。 What a question asks for, the rules of the elements say.

A question is a label with a mark behind it, or holds the words of one of the `questions` of a rule in
their order (`…` stands for anything between). The answer goes up to the next question, on the line below
where nothing stands behind the mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText, Rulebook
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import Candidate
from scanner.search.elements.fields import offered
from scanner.search.elements.labels import LabelIndex, Meaning, cleaned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The mark of a question, or of a label that asks: 建好了吗：, 谁负责：
_QUESTION = compiled(
    r"([^？?。；;：:！!\s]{2,24})(?:[？?]|(?<=[吗啥谁哪么少几样])[:：]|(?<=没有|哪里|哪儿)[:：])\s?"
)
_ASKS = compiled(r"[？?]|(?:[吗啥谁哪么少几样]|没有|哪里|哪儿)[:：]")  # without it nothing is looked for
_ANSWER = compiled(r"\s?(?:答|回复|答复)\s?[:：]\s?")
_OPENING = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}问|[问请]|请问|那么?|第[一二三四五六七八九十]{1,2}|[^\W_]?[.、．)）])"
)
_PARTS = compiled(r"[、，,]")
_ENDS = " \t\u3000，,；;"
BETWEEN = "…"


class _Asked(metaclass=noun):
    label: str
    at: int  # of the question, in its line
    start: int  # of the answer


def question_candidates(
    text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook, index: LabelIndex, ids: Sequence[str]
) -> Iterator[Candidate]:
    """What the answers to questions offer for the elements `ids`."""
    lines = [line for line in anatomy.lines if not line.is_chrome]
    for number, line in enumerate(lines):
        if _ASKS.search(line.text) is None:
            continue
        asked = [_Asked(found[1], found.start(), found.end()) for found in _QUESTION.finditer(line.text)]
        for place, question in enumerate(asked):
            names = tuple(name for name in _meant(question.label, rulebook, index, ids) if name in ids)
            if not names:
                continue
            until = asked[place + 1].at if place + 1 < len(asked) else len(line.text)
            where = _answer(lines, number, line, question.start, until)
            if where:
                yield from offered(text, Meaning(names), index, question.label, *where, "heading")


def _answer(lines: Sequence[Line], number: int, line: Line, start: int, until: int) -> tuple[int, int] | None:
    """Where the answer stands: behind the question, else on the next line."""
    value = line.text[start:until]
    if not value.strip(_ENDS):
        if number + 1 >= len(lines) or _QUESTION.match(lines[number + 1].text):
            return None
        line, start, value = lines[number + 1], 0, lines[number + 1].text
    said = _ANSWER.match(value)
    skipped = said.end() if said else len(value) - len(value.lstrip(_ENDS))
    kept = value[skipped:].rstrip(_ENDS + "问答")
    begin = line.start + start + skipped
    return (begin, begin + len(kept)) if kept else None


def _meant(label: str, rulebook: Rulebook, index: LabelIndex, ids: Sequence[str]) -> Iterator[str]:
    """The elements that a question asks for: 多少钱、从哪来 asks for two."""
    bare = _OPENING.sub("", cleaned(label))
    for part in dict.fromkeys((bare, *_PARTS.split(bare))):
        meaning = index.meaning(part)
        if meaning is not None:
            yield from meaning.ids
    for name in ids:
        cues: Any = rulebook.rules[f"element/{name}"].parameters.get("questions", ())
        if any(_holds(bare, cue) for cue in cues):
            yield name


def _holds(question: str, cue: str) -> bool:
    """Whether a question holds the words of a cue in their order."""
    at = 0
    for word in cue.split(BETWEEN):
        found = question.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True
