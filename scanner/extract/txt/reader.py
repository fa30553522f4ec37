"""Plain text: a line is a block, lines that were broken at a width go on, tables drawn with characters."""

from __future__ import annotations

from itertools import pairwise

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.encoding import line_starts, text_of
from scanner.extract.lines import is_continuation, usual_width
from scanner.extract.txt.tables import TextLine, add_table, table_stretches
from scanner.model import Place, SourceMap
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model import Document
    from scanner.settings import Limits

_ATTACHMENT = compiled("附\\s?件\\s?([0-9]{1,2}|[一二三四五六七八九十]?)\\s?[:：]?")
_CHINESE_NUMBERS = "一二三四五六七八九十"


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a text file. Raises `Unreadable` ("empty", "too-large")."""
    builder = DocumentBuilder(name, "txt")
    text = text_of(builder, data, limits)
    builder.line_starts = line_starts(text)
    lines = text_lines(text, builder.line_starts)
    if not lines:
        raise Unreadable("empty")
    _add(builder, lines)
    return builder.document()


def text_lines(text: str, starts: Sequence[int]) -> list[TextLine]:
    """The lines that hold anything, without the white space around them; a form feed ends a line too."""
    found: list[TextLine] = []
    ends = [*starts[1:], len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        for piece in text[start:end].split("\f") if "\f" in text[start:end] else (text[start:end],):
            stripped = piece.strip()
            if stripped:
                found.append(
                    TextLine(stripped, number, start + piece.find(stripped[0]), piece.rstrip("\r\n"), start)
                )
            start += len(piece) + 1
    return found


def _is_spaced(lines: list[TextLine]) -> bool:
    """Whether empty lines stand between most lines: then they part nothing (text taken from PDF)."""
    gaps = sum(b.number > a.number + 1 for a, b in pairwise(lines))
    return gaps * 2 > len(lines)


def _add(builder: DocumentBuilder, lines: list[TextLine]) -> None:
    """Blocks and tables in the order of the file."""
    width = usual_width(line.text for line in lines)
    spaced = _is_spaced(lines)
    attachment = tables = at = 0
    for first, last, table in (*table_stretches(lines), (len(lines), len(lines), None)):
        before, number = "", 0
        for line in lines[at:first]:
            attachment = attachment_number(line.text, attachment)
            parted = not spaced and line.number > number + 1
            continues = bool(before) and is_continuation(before, line.text, width=0 if parted else width)
            builder.add(
                line.text,
                Place("body", (line.number,), "line", attachment=attachment),
                continues=continues,
                source=SourceMap(((0, line.start, len(line.text)),)),
            )
            before, number = line.text, line.number
        if table is not None:
            tables += 1
            add_table(
                builder, table, lines[first:last], Place("body", (tables,), "cell", attachment=attachment)
            )
        at = last


def attachment_number(line: str, before: int) -> int:
    """The number of the attachment that a line begins (附件2 alone on its line), else `before`.

    A lone 附件 begins the next one; an entry in the list of attachments has its title behind it.
    """
    found = _ATTACHMENT.fullmatch(line)
    if found is None:
        return before
    number = found[1]
    if not number:
        return before if line[-1] in ":：" else before + 1
    return int(number) if number.isdigit() else _CHINESE_NUMBERS.index(number) + 1
