"""Kind `combination`: rows of a list that single out a person whose name was masked (k-anonymity, k = 1).

王某某, 东村, 63岁, 肢体二级 is nobody's name, and yet in the whole published list there is only one such person.

Parameters of a rule:

`[[group]]`  heads of columns that say the same kind of thing of a person: `name`, `words`, and `telling` = true
             for those that others know of a person (age, disability, illness).
`least`      groups that must stand in one list.
`rows`       rows that a list must have at least; in a shorter one everybody is alone.

One finding a list, at the name of the first such row. The rows are read once (linear in their number).
"""

from __future__ import annotations

from scanner.model import Fact, Finding, Search
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Rule, Table
    from scanner.search.persons import Persons
    from scanner.search.subject import Subject

MASKS = "某*＊×"


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    known = ("group", "least", "rows")
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in known]
    for key in ("least", "rows"):
        if not isinstance(parameters.get(key), int):
            reasons.append(f"{key} 应为整数 / must be a whole number")
    groups = parameters.get("group")
    if not isinstance(groups, list) or not groups or not all(isinstance(group, dict) for group in groups):
        return [*reasons, "至少要有一个 / at least one [[parameters.group]]"]
    for group in groups:
        words = group.get("words")
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            reasons.append("group.words 应为字符串列表 / must be a list of strings")
        if not isinstance(group.get("name"), str):
            reasons.append("group.name 应为字符串 / must be a string")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """A finding for every list with masked names in which somebody stands alone."""
    if not subject.document.tables or not any(mask in subject.text.text for mask in MASKS):
        return Search()
    from scanner.search.persons import Persons

    persons = Persons(subject)
    found = [
        finding
        for rule in rules
        for table in subject.document.tables
        for finding in _of_table(rule, table, persons, subject)
    ]
    return Search(findings=tuple(found))


def _of_table(rule: Rule, table: Table, persons: Persons, subject: Subject) -> list[Finding]:
    names = persons.name_columns(table)
    if not names:
        return []
    groups = [group for group in _tables(rule) if isinstance(group, dict)]
    told: dict[int, dict[str, object]] = {}
    for column, path in enumerate(persons.head_of(table)):
        label = "".join(path[-1].split()).partition("（")[0].partition("(")[0] if path else ""
        group = next((group for group in groups if label in group["words"]), None)
        if group is not None and column not in names:
            told[column] = {"label": label, **group}
    kinds = {str(group["name"]) for group in told.values()}
    is_telling = any(group.get("telling") for group in told.values())
    if len(kinds) < _number(rule, "least") or not is_telling:
        return []
    return _alone(rule, table, names[0], told, subject)


def _alone(
    rule: Rule, table: Table, name: int, told: Mapping[int, Mapping[str, object]], subject: Subject
) -> list[Finding]:
    """The finding for the rows whose cells no other row has; none where the names are not masked."""
    texts = subject.text
    rows: dict[tuple[str, ...], list[int]] = {}
    count = 0
    for row in table.body_rows():
        word = texts.block_text(table.block(row, name)).strip()
        if not word or not any(mask in word for mask in MASKS):
            continue
        count += 1
        cells = tuple("".join(texts.block_text(table.block(row, column)).split()) for column in told)
        rows.setdefault((word[0], *cells), []).append(row)
    alone = sorted(found[0] for found in rows.values() if len(found) == 1)
    if count < _number(rule, "rows") or not alone:
        return []
    block = table.block(alone[0], name)
    start, end = texts.block_range(block)
    spans = texts.spans(start, end)
    labels = "、".join(dict.fromkeys(str(group["label"]) for group in told.values()))
    facts = (
        Fact("only-one"),
        Fact("singled-out-by", (("labels", labels),)),
        Fact("rows-alike", (("rows", str(count)), ("alone", str(len(alone))))),
    )
    layer, visible = layer_of(subject.document, spans)
    fields = (("alone", str(len(alone))), ("rows", str(count)))
    return [Finding(rule.id, rule.level, "likely", spans, facts, layer, visible, fields)]


def _tables(rule: Rule) -> list[object]:
    groups = rule.parameters["group"]
    return list(groups) if isinstance(groups, list) else []


def _number(rule: Rule, key: str) -> int:
    value = rule.parameters[key]
    return value if isinstance(value, int) else 0
