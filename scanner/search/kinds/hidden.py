"""Kind `hidden`: layers of a file that a reader does not see, or that must not be published as they are.

One finding for each layer and part of the file (a sheet, the notes, the properties), however many blocks
lie in it. Numbers and names in such a layer keep their own findings; this one says that the layer is there.
The words themselves are never quoted.

Parameters of a rule: `layers`; `parts` and `names` (of places; one of the two must fit where either is
given); `formats` and `unless_formats`; `pattern` (a block that does not match does not count); `ignored`
(words that say nothing, in small letters); `least` (汉字 or digits, of all blocks together); `certainty` ("certain").
"""

from __future__ import annotations

from scanner.masking import CUT
from scanner.model import Block, Blocks, Document, Fact, Finding, Grid, Place, Search, Span
from scanner.model.words import VISIBLE_LAYERS, Certainty
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from scanner.model import Rule
    from scanner.search.subject import Subject

_LISTS = ("layers", "parts", "names", "formats", "unless_formats", "ignored")
_CERTAINTIES: tuple[Certainty, ...] = ("certain", "likely", "suspect")
_MOST_SPANS = 20  # places of a finding that are told
_MOST_NAMES = 6
_ANY_PART = ""


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    reasons = [
        f"不认识的参数 / unknown parameter “{key}”"
        for key in parameters
        if key not in (*_LISTS, "pattern", "least", "certainty")
    ]
    for key in _LISTS:
        words = parameters.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            reasons.append(f"{key} 应为字符串列表 / must be a list of strings")
    if not parameters.get("layers"):
        reasons.append("layers 不能为空 / must not be empty")
    if not isinstance(parameters.get("pattern", ""), str):
        reasons.append("pattern 应为字符串 / must be a string")
    if parameters.get("certainty", "certain") not in _CERTAINTIES:
        reasons.append("certainty 应为 / must be certain, likely, suspect")
    if not isinstance(parameters.get("least", 0), int):
        reasons.append("least 应为整数 / must be a number")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """What these rules find in the layers of the document."""
    layers = _layers(subject.document)
    if not layers:
        return Search()
    findings: list[Finding] = []
    for rule in rules:
        wanted: Any = rule.parameters
        if any(layer in layers for layer in wanted["layers"]) and _is_format(wanted, subject.document.format):
            pieces = [piece for layer in wanted["layers"] for piece in layers.get(layer, ())]
            findings.extend(_findings(rule, pieces))
    return Search(findings=tuple(findings))


class _Piece:
    """A block of a layer, or a part of one: its number, place, text and the stretch that lies in the layer."""

    __slots__ = ("block", "end", "layer", "place", "start", "text", "visible")

    def __init__(self, number: int, block: Block, layer: str, start: int = 0, end: int = -1) -> None:
        self.block = number
        self.place: Place = block.place
        self.text = block.text
        self.layer = layer
        self.visible = block.visible
        self.start = start
        self.end = len(block.text) if end < 0 else end


def _layers(document: Document) -> dict[str, list[_Piece]]:
    """The pieces of each layer but the ordinary visible ones."""
    found: dict[str, list[_Piece]] = {}
    for first, stretch in document.blocks.stretches:
        if isinstance(stretch, Grid):
            for index in _unusual_cells(stretch):
                block = stretch.cell(index)
                if block.text.strip():
                    found.setdefault(block.layer, []).append(_Piece(first + index, block, block.layer))
            continue
        for number, block in enumerate(stretch, first):
            if block.layer not in _ORDINARY:
                found.setdefault(block.layer, []).append(_Piece(number, block, block.layer))
            for mark in block.marks:
                piece = _Piece(number, block, mark.layer, mark.start, mark.end)
                found.setdefault(mark.layer, []).append(piece)
    return found


_ORDINARY = VISIBLE_LAYERS - {"insertion", "unapplied-redaction", "maybe-covered"}


def _unusual_cells(grid: Grid) -> Iterator[int]:
    """The cells of a grid that lie in another layer than its visible body."""
    if grid.layer not in _ORDINARY:
        yield from range(len(grid.texts))
    elif grid.hidden_rows or grid.hidden_columns:
        for index in range(len(grid.texts)):
            row, column = divmod(index, grid.columns)
            if row in grid.hidden_rows or column in grid.hidden_columns:
                yield index


def _is_format(wanted: Mapping[str, Any], format: str) -> bool:
    formats = wanted.get("formats", ())
    return (not formats or format in formats) and format not in wanted.get("unless_formats", ())


def _findings(rule: Rule, pieces: Sequence[_Piece]) -> Iterator[Finding]:
    wanted: Any = rule.parameters
    by_part: dict[tuple[str, str, str], list[_Piece]] = {}
    for piece in pieces:
        if _counts(piece, wanted):
            by_part.setdefault(_part(piece), []).append(piece)
    for found in by_part.values():
        is_told = any(piece.visible and not piece.text for piece in found)  # of a cell, whose text is there
        if is_told or _has_letters(found, int(wanted.get("least", 0))):
            yield _finding(rule, found)


def _has_letters(found: Sequence[_Piece], least: int) -> bool:
    """Whether the pieces together have so many letters and digits."""
    count = 0
    for piece in found:
        if count >= least:
            break
        count += sum(map(str.isalnum, piece.text[piece.start : piece.end]))
    return count >= least


def _part(piece: _Piece) -> tuple[str, str, str]:
    """What a finding is about: a layer of a sheet, of an inner file, of a part of the file."""
    place = piece.place
    return piece.layer, place.inside or place.part, place.name if place.form == "sheet" else _ANY_PART


def _counts(piece: _Piece, wanted: Mapping[str, Any]) -> bool:
    names, parts = wanted.get("names", ()), wanted.get("parts", ())
    if (names or parts) and piece.place.name not in names and piece.place.part not in parts:
        return False
    text = piece.text[piece.start : piece.end].strip()
    if text.lower() in wanted.get("ignored", ()):
        return False
    pattern = wanted.get("pattern")
    return not pattern or compiled(pattern).search(text) is not None


def _finding(rule: Rule, found: Sequence[_Piece]) -> Finding:
    wanted: Any = rule.parameters
    names = dict.fromkeys(
        piece.place.name for piece in found if piece.place.form == "named" and piece.place.name
    )
    facts = [Fact("hidden-pieces", (("count", str(len(found))),))]
    if names:
        shown = "、".join(list(names)[:_MOST_NAMES])
        facts.append(Fact("hidden-named", (("names", shown),)))
    spans = tuple(Span(piece.block, piece.start, piece.end, piece.place) for piece in found[:_MOST_SPANS])
    return Finding(
        rule.id,
        rule.level,
        wanted.get("certainty", "certain"),
        spans,
        tuple(facts),
        found[0].layer,
        found[0].visible,
        fields=(("count", str(len(found))),),
        masked=CUT,
    )


def example_document(text: str) -> Document:
    """The document that an example of this kind tells of, a block a line.

    A line may begin with `{layer}`, `{layer name}` or `{layer part/name}`; `{format html}` on the first
    line says what kind of file it is.
    """
    lines = text.split("\n")
    format = "docx"
    if lines[0].startswith("{format "):
        format = lines.pop(0)[len("{format ") : -1]
    blocks = []
    for number, line in enumerate(lines, 1):
        about, closed, words = line[1:].partition("}") if line.startswith("{") else ("", "", line)
        layer, _, where = about.partition(" ") if closed else ("body", "", "")
        part, name = where.split("/", 1) if "/" in where else ("body", where)
        place = Place(part, (), "named", name) if where else Place("body", (number,))
        blocks.append(Block(words, place, layer, layer in VISIBLE_LAYERS))
    return Document("example", format, Blocks((tuple(blocks),)))
