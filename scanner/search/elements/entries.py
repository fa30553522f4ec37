"""Entries of a list without labels: 1.金银花种植（产业、新建），120亩，18万元，衔接资金.

What stands first is the name of the project; each of the other parts is what it looks like (`shape` in the
rule of an element). Only a line with a sum of money or a quantity among its parts is an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.anatomy import Anatomy
from scanner.model import Rulebook
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, Candidate, folded
from scanner.search.elements.labels import LabelIndex, cleaned
from scanner.search.matching import first_match
from scanner.values import is_unit

NAME = "project-name"
EVIDENCE = ("amount", "content")  # one of these must be among the parts
FEWEST = 2  # parts besides the name
LONGEST = 160  # characters of an entry that are looked at
MOST = 60  # entries of one notice
_OPENING = compiled(
    r"\s*(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十甲乙丙丁]{1,3})[)）、.．]|第[一二三四五六七八九十]{1,2}[，,、]|"
    r"项目[一二三四五六七八九十0-9]{1,2}[:：]|[•·▪◆●■★✅☑\-—①-⑳]|[\U0001F300-\U0001FAFF]\ufe0f?)\s?"
)
_PART = compiled(r"[^，,；;。：:（）()\t \u3000]+")
_NAME = compiled(r"[^\W\d_a-zA-Z][^\W_]{1,23}")
_NO_NAME = compiled(
    r"元|^(?:其中|合计|总计|共|小计|以上|上述|各|请|本|我|为|按|经|现|将|由|联系|电话|地址|公示)|[县市区省]$|(?:政府|委员会|村委会)$"
)


class _Piece(metaclass=noun):
    text: str
    start: int  # in its line


def entry_candidates(
    anatomy: Anatomy, rulebook: Rulebook, index: LabelIndex, ids: Sequence[str]
) -> Iterator[Candidate]:
    """What the first entry that says it offers for each of the elements `ids`."""
    shapes = [
        (name, str(rulebook.rules[f"element/{name}"].parameters.get("shape", ""))) for name in index.kinds
    ]
    shapes = [(name, shape) for name, shape in shapes if shape]
    if NAME not in index.kinds or index.is_of_people or not shapes:
        return
    evidence = [shape for name, shape in shapes if name in EVIDENCE]
    left, seen = set(ids), 0
    for line in anatomy.lines:
        if line.is_chrome or not left or seen >= MOST:
            continue
        pieces = _pieces(line.text, index)
        if len(pieces) <= FEWEST or not any(_looks_like(piece, evidence) for piece in pieces[1:]):
            continue
        told = list(_told(pieces[1:], shapes))
        if len(told) < FEWEST or not any(name in EVIDENCE for name, _ in told):
            continue
        seen += 1
        for name, piece in ((NAME, pieces[0]), *told):
            if name in left:
                left.discard(name)
                start = line.start + piece.start
                value = folded(piece.text)
                yield Candidate(
                    name, value, start, start + len(piece.text), "prose", "good", "", RANK["prose"]
                )


def _pieces(line: str, index: LabelIndex) -> list[_Piece]:
    """The parts of a line that may be an entry, its name first; none where it begins otherwise."""
    opening = _OPENING.match(line)
    if opening is None and line.count(" ") + line.count("\u3000") < FEWEST and "，" not in line:
        return []
    at = opening.end() if opening else 0
    found = [_Piece(part[0], part.start()) for part in _PART.finditer(line, at, at + LONGEST)]
    name = found[0].text if found else ""
    if not _NAME.fullmatch(name) or _NO_NAME.search(name) or is_unit(name) or index.is_label(cleaned(name)):
        return []
    return found if opening or len(name) <= 16 else []


def _looks_like(piece: _Piece, shapes: Sequence[str]) -> bool:
    return any(first_match(shape, piece.text, trusted=True) is not None for shape in shapes)


def _told(pieces: Sequence[_Piece], shapes: Sequence[tuple[str, str]]) -> Iterator[tuple[str, _Piece]]:
    """The elements that parts look like; a part is one element's, an element has one part."""
    taken: set[str] = set()
    for piece in pieces:
        for name, shape in shapes:
            if name not in taken and first_match(shape, piece.text, trusted=True) is not None:
                taken.add(name)
                yield name, piece
                break
