"""Causes of poverty or risk beside a named household: 因病, 因残, 缺劳力 under 致贫原因.

The word alone is a ground that policies speak of; in the column, record or label of a household it is said of that one.
The heads are alarm words of their own: a list that shows a cause of each household shows its illness.
"""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.attributes.binding import Bound
from scanner.search.attributes.named import Named, is_name_head
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding
    from scanner.search.attributes.specs import Spec
    from scanner.search.subject import Subject

_TOKEN = compiled(r"[^\s、，,；;/+。（）()]+")
_LABELLED = compiled(r"(?P<label>[^\s，。；、：:（）()]{2,10})[：:][ 　]?(?P<value>[^，。；\n\t]{2,24})")
_LABEL = 12  # characters of a label in a form
_SQUEEZE = str.maketrans("", "", " 　\t\n*★")


class Cell(metaclass=noun):
    """What stands at ``text[start:end]`` under a head, in the row, record or sentence of somebody."""

    label: str
    start: int
    end: int
    bound: Bound


def grounds(
    specs: Sequence[Spec], subject: Subject, binding: Binding
) -> Iterator[tuple[Spec, int, int, Bound, str]]:
    """(rule, start, end, whom it is said of, head) of every cause that a rule counts as its own."""
    wanted = [spec for spec in specs if spec.counts_grounds]
    text = subject.text.text
    if not wanted or not any(word in text for spec in wanted for word in spec.ground_words):
        return
    for cell in _cells(wanted, subject, binding):
        for token in _TOKEN.finditer(text, cell.start, cell.end):
            for spec in wanted:
                if spec.is_ground(token[0]) and spec.is_ground_head(cell.label):
                    yield spec, token.start(), token.end(), cell.bound, cell.label


def _cells(specs: Sequence[Spec], subject: Subject, binding: Binding) -> Iterator[Cell]:
    """The cells under heads that a rule counts grounds below."""
    text, persons = subject.text.text, binding.persons
    for table in subject.document.tables:
        for column, path in enumerate(persons.head_of(table)):
            label = path[-1].translate(_SQUEEZE) if path else ""
            if not _is_head(specs, label):
                continue
            for row in table.body_rows():
                person = binding.person_of_row(table, row)
                if person is not None:
                    start, end = subject.text.block_range(table.block(row, column))
                    yield Cell(label, start, end, Bound(person, "row"))
        yield from _of_form(specs, subject, binding, table)
    for heads, rows in persons.lost.flat_lists():
        name = next(at for at, word in enumerate(heads) if is_name_head(word))
        for at, word in enumerate(heads):
            if _is_head(specs, word.translate(_SQUEEZE)):
                for places in rows:
                    first, last = places[name]
                    who = Named(first, last, "column", is_masked_name(text[first:last]))
                    yield Cell(word, *places[at], Bound(who, "row"))
    for one in binding.records:
        if _is_head(specs, one.label):
            yield Cell(one.label, one.start, one.end, Bound(one.person, "record"))
    for match in _LABELLED.finditer(text):
        if _is_head(specs, match["label"]):
            start, end = match.span("value")
            bound = binding.bound(start, end)
            if bound is not None:
                yield Cell(match["label"], start, end, bound)


def _of_form(specs: Sequence[Spec], subject: Subject, binding: Binding, table: Table) -> Iterator[Cell]:
    """The cells beside the labels of a form that a rule counts grounds below."""
    person = binding.persons.of_form(table)
    for row in range(table.rows) if person is not None else ():
        for column in range(table.columns - 1):
            label = subject.text.block_text(table.block(row, column)).translate(_SQUEEZE)
            if len(label) <= _LABEL and _is_head(specs, label.rstrip(":：")):
                start, end = subject.text.block_range(table.block(row, column + 1))
                yield Cell(label.rstrip(":："), start, end, Bound(person, "form"))


def _is_head(specs: Sequence[Spec], label: str) -> bool:
    return bool(label) and any(spec.is_ground_head(label) for spec in specs)
