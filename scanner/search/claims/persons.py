"""责任人：村委会: a body where a person is due."""

from __future__ import annotations

from scanner.model import Fact, Finding
from scanner.regexes import compiled
from scanner.search.claims.labelled import Labelled, in_lines, in_tables
from scanner.search.kinds.layers import layer_of
from scanner.values import is_masked_name, is_person, is_placeholder, is_unit, persons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Level, Rule
    from scanner.search.subject import Subject

_CLEAR = compiled(
    r"(?:政府|办公室|委员会|委会|村委|居委|支部|党委|办事处|领导小组|指挥部|工作组|工作专班|公司|合作社|联合社|中心|服务站|管理站|信用社|"
    r"学校|小学|中学|医院|卫生院|项目办|扶贫办|财政所|农业局|乡村振兴局|[局厅处办])(?:[（(][^（()）]{1,16}[)）])?$"
)
_SPLIT = compiled(r"[、，,;；/和及 \t]+")
_MOST_SPANS = 20


def not_a_person(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """A finding for each label or column whose value is a body and holds no person.

    Parameters: `labels`, and `weak_labels` that name a contact rather than somebody who answers for it.
    """
    strong: Sequence[str] = rule.parameters.get("labels", ())  # type: ignore[assignment]
    weak: Sequence[str] = rule.parameters.get("weak_labels", ())  # type: ignore[assignment]
    labels = frozenset((*strong, *weak))
    text = subject.text.text
    if not any(word in text for word in labels):
        return
    columns: dict[int, list[Labelled]] = {}
    for one in in_tables(subject, labels):
        if one.column >= 0:
            columns.setdefault(one.column, []).append(one)
        elif is_body(one.value):
            yield _finding(rule, subject, [one], one.label in strong)
    for cells in columns.values():
        bodies = [cell for cell in cells if is_body(cell.value)]
        if bodies:
            yield _finding(rule, subject, bodies, bodies[0].label in strong)
    for one in in_lines(subject):
        if one.label in labels and is_body(one.value):
            yield _finding(rule, subject, [one], one.label in strong)


def is_body(value: str) -> bool:
    """Whether a value can only be the name of a body: no person stands in it.

    Two or three characters that begin with a surname may always be a name (王新村).
    """
    value = value.strip("。；; ")
    if len(value) > 30 or is_placeholder(value):
        return False
    if is_person(value) or is_masked_name(value) or persons(value):
        return False
    parts = [part for part in _SPLIT.split(value) if part]
    if not parts or any(character.isdigit() for character in value):
        return False
    return all(_CLEAR.search(part) is not None and (is_unit(part) or len(part) <= 3) for part in parts)


def _finding(rule: Rule, subject: Subject, found: list[Labelled], is_strong: bool) -> Finding:
    spans = tuple(span for one in found[:_MOST_SPANS] for span in subject.text.spans(one.start, one.end))
    layer, visible = layer_of(subject.document, spans)
    called = any(
        element.id == "responsible-person" and element.called_for == "must" for element in subject.elements
    )
    level: Level = "info" if not is_strong else "error" if called and rule.level == "error" else "warning"
    label = (("label", found[0].label),)
    return Finding(rule.id, level, "likely", spans, (Fact("claims-person", label),), layer, visible, label)
