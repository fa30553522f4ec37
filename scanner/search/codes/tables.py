"""The specs of a set of rules by their words, made once for the rules of a rule book."""

from __future__ import annotations

from scanner.search.codes.specs import specs_of
from scanner.search.codes.words import words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model import Rule
    from scanner.search.codes.specs import Spec
    from scanner.search.codes.words import Words

MOST_KEPT = 4  # sets of rules: of the rule books of one process


class SpecTable:
    """What the rules of kind `code` look for: their labels, heads of columns, bare values, identities."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_label: dict[str, list[Spec]] = {}
        self.by_column: dict[str, list[Spec]] = {}
        specs = [spec for rule in rules for spec in specs_of(rule)]
        for spec in specs:
            for word in spec.labels:
                self.by_label.setdefault(word, []).append(spec)
            for word in spec.columns:
                self.by_column.setdefault(word, []).append(spec)
        self.bare = [spec for spec in specs if spec.bare and not spec.bare_start]
        self.by_identity = {spec.identity: spec for spec in specs if spec.identity}
        self.starting = [(spec, spec.starts) for spec in specs if spec.bare_start]
        starts = frozenset().union(*[starts for _, starts in self.starting])
        self.labels: Words = words_of(tuple(sorted(self.by_label)), starts)
        self._head_words: Words | None = None

    @property
    def head_words(self) -> Words:
        """The words that name a column."""
        if self._head_words is None:
            self._head_words = words_of(tuple(sorted({*self.by_label, *self.by_column})))
        return self._head_words

    def is_of(self, rules: Sequence[Rule]) -> bool:
        """Whether it was made of these very rules."""
        return len(rules) == len(self.rules) and all(
            own is other for own, other in zip(self.rules, rules, strict=True)
        )


_kept: list[SpecTable] = []  # of rules, never of texts


def table_of(rules: Sequence[Rule]) -> SpecTable:
    """The table of these rules."""
    for table in _kept:
        if table.is_of(rules):
            return table
    table = SpecTable(rules)
    _kept[:] = [table, *_kept[: MOST_KEPT - 1]]
    return table
