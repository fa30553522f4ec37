"""Kind `column`: a list of persons with a column that has no business there, masked or not.

Parameters of a rule:

`[[group]]`  words for one kind of data: `name` (one of `GROUPS`; a profile that permits it silences it),
             `level`, `words`, and `alone` = true where such a head is about persons in any table.
`persons`    heads of the names of persons; a table without such a column is no list of persons.
`whose`      words that may stand before one of the words: 户主身份证号.
`contacts`   heads of a list of people who answer for something: telephones and the like are right there.
`answering`  those people; what stands beside or under them is theirs (帮扶责任人 | 联系电话).
`units`      heads of the names of organisations: accounts beside them are theirs.
`unless`     words that anywhere in a head make it harmless (对公, 监督).

One finding a column, at its head; a head that is repeated, or a table that goes on, adds none.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.model import LEVELS, Finding, Search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Rule, Table
    from scanner.search.subject import Subject

GROUPS = (
    "identity",
    "account",
    "disability-certificate",
    "health",
    "disability-grade",
    "phone",
    "birth-date",
    "address",
    "income",
    "guardian",
    "circumstances",
)
LISTS = ("persons", "whose", "contacts", "answering", "units", "unless")


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    known = (*LISTS, "group")
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in known]
    for key in LISTS:
        words = parameters.get(key)
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            reasons.append(f"{key} 应为字符串列表 / must be a list of strings")
    groups = parameters.get("group")
    if not isinstance(groups, list) or not groups or not all(isinstance(group, dict) for group in groups):
        return [*reasons, "至少要有一个 / at least one [[parameters.group]]"]
    return reasons + [reason for group in groups for reason in _faults(group)]


def _faults(group: Mapping[str, object]) -> Iterator[str]:
    for key in group:
        if key not in ("name", "level", "words", "alone"):
            yield f"不认识的参数 / unknown parameter “group.{key}”"
    if group.get("name") not in GROUPS:
        yield f"group.name 应为 / must be one of {', '.join(GROUPS)}"
    if group.get("level") not in LEVELS:
        yield f"group.level 应为 / must be one of {', '.join(LEVELS)}"
    words = group.get("words")
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
        yield "group.words 应为字符串列表 / must be a list of strings"


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """A finding for every such column, in order of place."""
    tables = subject.document.tables
    if not any(table.head for table in tables):
        return Search()
    from scanner.search.kinds.column_heads import Vocabulary
    from scanner.search.kinds.column_lists import Listing

    parts_of: dict[int, list[Table]] = {}
    roots: dict[int, int] = {}
    for index, table in enumerate(tables):  # a table that goes on comes after its beginning
        roots[index] = roots.get(table.continues, index)
        parts_of.setdefault(roots[index], []).append(table)
    findings: list[Finding] = []
    for rule in rules:
        words = Vocabulary(rule)
        for pieces in parts_of.values():
            if pieces[0].head and pieces[0].header_rows:
                findings.extend(Listing(rule, words, pieces, subject).findings())
    return Search(findings=tuple(findings))
