"""Labels -> element ids: exactly, by the end of a compound (扶贫监督举报电话), or mistyped.

Chinese compounds carry their meaning at the end: what ends like a known label of at least three
characters is that label with something before it; the longest known ending wins. Shorter endings count
only where the rule says so (“…户主”). A known label of four characters within a longer one (资金来源渠道)
counts last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from scanner.anatomy import Anatomy
from scanner.model import NormalizedText, Rulebook
from scanner.noun import noun
from scanner.regexes import compiled, worked_out

ENUMERATOR = compiled(
    r"^\s*(?:[•·▪◆●■★\-—]\s?)?(?:第?[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}(?:项|部分|点)?[、.． ：:]|"
    r"[一二三四五六七八九十]是|[（(][一二三四五六七八九十0-9]{1,3}[)）]、?|"
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[、.．)）]?\s?|[①-⑳])\s*"
)
_ORNAMENT = compiled(r"^[^\w（()）【】\[\]]+")  # bullets, arrows, pictures before a label
_BRACKETS = compiled(r"[（(【\[][^（()）】\]]{0,16}[)）】\]]")
_SIGNS = compiled(r"[\s:：*“”\"'《》•·]+")
_ANY_LABEL = compiled(r"([^\W\da-zA-Z_]{3,14})\s?[:：]")
_TAILS = compiled(r"(?:情况|如下|具体|内容|说明|信息|为|是|有|公开|公示|及其它|等)$")
_HEADS = compiled(r"^(?:本项目|该项目|本次|本批|其中|注|附|关于|项目的|我县|我镇|我村)")
_JOINTS = compiled(r"[、/／和及与]|以及")
_FIRST_JOINT = compiled(r"[、/／和及与]")
SHORTEST_ENDING = 3
SHORTEST_WITHIN = 4
ANY_COMPOUND = "…"  # begins a label of a rule that counts at the end of any compound
# Where one of these is asked for, the notice is about works, and people are named for other reasons.
RECEIVING = ("beneficiaries", "name-list", "borrower")  # elements that people are
OF_WORKS = frozenset({"content", "construction-unit", "implementing-unit", "penalty-decision"})
COMPLAINTS = ("complaint-phone",)
MOST_MET = 20_000  # labels whose meaning is kept
MOST_MADE = 160  # indexes that are kept: a type has several, by what its notices are asked for
ALIKE = 75  # rapidfuzz ratio above which a label is the known one mistyped


@lru_cache(maxsize=4096)
def cleaned(label: str) -> str:
    """A label without enumerator, brackets, units and spaces."""
    label = ENUMERATOR.sub("", _ORNAMENT.sub("", label))
    bare = _SIGNS.sub("", _BRACKETS.sub("", label))
    return bare or _SIGNS.sub("", label.strip("【】[] "))  # [ 发文字号 ]


class Meaning(metaclass=noun):
    """What a label stands for: element ids with the kind of their value, and whether it is weak."""

    ids: tuple[str, ...]
    weak: bool = False


def _families(parameters: Mapping[str, object]) -> list[str]:
    """The labels that a rule makes of beginnings and ends: 审定、结算 × 造价、金额."""
    families: Sequence[tuple[Sequence[str], Sequence[str]]] = parameters.get("families", ())  # type: ignore[assignment]
    return list(dict.fromkeys(head + tail for heads, tails in families for head in heads for tail in tails))


def _narrowed(names: list[str]) -> tuple[str, ...]:
    """The elements of a weak label: a bare 电话 is for complaints only where no contact is asked for."""
    rest = tuple(name for name in names if name not in COMPLAINTS)
    return rest if any(name.endswith("-phone") for name in rest) else tuple(names)


def _packed(
    rulebook: Rulebook, ids: Iterable[str]
) -> tuple[str, list[int], list[tuple[tuple[str, ...], bool]], dict[str, str], dict[str, bool]]:
    """What an index is made of: the labels, a line each; the number of what each means; the meanings; kinds; columns."""
    strong: dict[str, list[str]] = {}
    weak: dict[str, list[str]] = {}
    made: dict[str, list[str]] = {}  # of families: what a list says outright goes before them
    kinds: dict[str, str] = {}
    in_columns: dict[str, bool] = {}
    for name in ids:
        parameters = rulebook.rules[f"element/{name}"].parameters
        kinds[name] = str(parameters["value"])
        in_columns[name] = bool(parameters.get("columns", True))
        for key, table in (("labels", strong), ("weak_labels", weak)):
            for label in parameters.get(key, ()):  # type: ignore[attr-defined]
                table.setdefault(label, []).append(name)
                if label.startswith(ANY_COMPOUND):
                    table.setdefault(label.removeprefix(ANY_COMPOUND), []).append(name)
            for label in _families(parameters) if key == "labels" else ():
                made.setdefault(label, []).append(name)
    meant = {label: (tuple(names), False) for label, names in made.items()}
    meant.update({label: (_narrowed(names), True) for label, names in weak.items()})
    meant.update({label: (tuple(names), False) for label, names in strong.items()})
    numbers: dict[tuple[tuple[str, ...], bool], int] = {}
    of_labels = [numbers.setdefault(meaning, len(numbers)) for meaning in meant.values()]
    return "\n".join(meant), of_labels, [*numbers], kinds, in_columns


class LabelIndex:
    """All labels of the elements of a profile.

    `known` maps labels to meanings, `kinds` elements to the kind of their value, `in_columns` elements
    to whether a column with such a head holds them. `beginnings` are the first two characters of the labels. `others` are the labels of all elements there are:
    what the profile does not ask for still ends a value and heads a column.
    """

    def __init__(
        self,
        known: dict[str, Meaning],
        kinds: dict[str, str],
        in_columns: dict[str, bool],
        others: frozenset[str] = frozenset(),
    ) -> None:
        self.known = known
        self.kinds = kinds
        self.in_columns = in_columns
        self.others = others
        self.beginnings = frozenset([label[:2] for label in known])
        self._met: dict[str, Meaning | None] = {}
        self._long: dict[tuple[str, ...], dict[str, Meaning]] = {}

    @classmethod
    def of(cls, rulebook: Rulebook, ids: tuple[str, ...]) -> LabelIndex:
        """The index for these elements, from the parameters of their rules; made once a rule book."""
        key = (rulebook.version, ids)
        if key not in _MADE:
            if len(_MADE) >= MOST_MADE:
                _MADE.clear()
            _MADE[key] = cls._made(rulebook, ids)
        return _MADE[key]

    @classmethod
    def _made(cls, rulebook: Rulebook, ids: tuple[str, ...]) -> LabelIndex:
        named = (rulebook.version, *ids)
        labels, numbers, meanings, kinds, in_columns = worked_out(
            "labels", named, lambda _: _packed(rulebook, ids)
        )
        means = [Meaning(names, weak=weak) for names, weak in meanings]  # a hundred labels mean the same
        known = (
            dict(zip(labels.split("\n"), [means[number] for number in numbers], strict=True))
            if labels
            else {}
        )
        return cls(known, kinds, in_columns, rulebook.element_labels())

    @property
    def is_of_people(self) -> bool:
        """Whether the profile is about people who receive something, not about works."""
        asked = self.kinds
        return OF_WORKS.isdisjoint(asked) and any(name in asked for name in (*RECEIVING, "subsidy-standard"))

    def is_label(self, label: str) -> bool:
        """Whether a cleaned text is exactly a label, of this profile or another."""
        return label in self.known or label in self.others

    def meaning(self, label: str, *, exact: bool = False) -> Meaning | None:
        """What a cleaned label means, or None."""
        found = self.known.get(label)
        if found or exact or not 2 <= len(label) <= 24:
            return found
        if label not in self._met:
            if len(self._met) >= MOST_MET:
                self._met.clear()
            self._met[label] = self._compound(label)
        return self._met[label]

    def of_cell(self, cell: str, *, exact: bool) -> Meaning | None:
        """What a cell of a form means when it is a label: short, and no sentence."""
        if not 2 <= len(cell) <= 30 or any(mark in cell for mark in "。，,；"):
            return None
        return self.meaning(cleaned(cell), exact=exact)

    def _compound(self, label: str) -> Meaning | None:
        stripped = _HEADS.sub("", _TAILS.sub("", label))
        both = self._both(stripped)
        if both:
            return both
        for candidate in (label, stripped, *_FIRST_JOINT.split(stripped)[:1]):
            found = self.known.get(candidate) or self._by_ending(candidate)
            if found:
                return found
        return self._within(stripped)

    def _both(self, label: str) -> Meaning | None:
        """实施单位/责任人, 建设内容和投资: a label of two halves, each with a meaning of its own."""
        halves = _JOINTS.split(label)
        if len(halves) != 2:
            return None
        found = [
            self.known.get(half) or (self._by_ending(half) if len(half) > SHORTEST_ENDING else None)
            for half in halves
        ]
        first, second = found
        if first is None or second is None or label in self.known:
            return None
        ids = (*first.ids, *(name for name in second.ids if name not in first.ids))
        return Meaning(ids, weak=first.weak and second.weak)

    def _by_ending(self, label: str) -> Meaning | None:
        for start in range(1, len(label) - 1):
            ending = label[start:]
            key = ending if len(ending) >= SHORTEST_ENDING else ANY_COMPOUND + ending
            if key in self.known:
                return self.known[key]
        return None

    def _within(self, label: str) -> Meaning | None:
        for length in range(len(label) - 1, SHORTEST_WITHIN - 1, -1):
            for start in range(len(label) - length + 1):
                found = self.known.get(label[start : start + length])
                if found and not found.weak:
                    return found
        return None

    def _long_labels(self, ids: tuple[str, ...]) -> dict[str, Meaning]:
        """The labels of `ids` in which a slip can be told from another word."""
        if ids not in self._long:
            if len(self._long) >= MOST_MADE:
                self._long.clear()
            self._long[ids] = {
                label: meaning
                for label, meaning in self.known.items()
                if len(label) >= 4 and any(name in ids for name in meaning.ids)
            }
        return self._long[ids]

    def mistyped(self, text: NormalizedText, anatomy: Anatomy, ids: list[str]) -> LabelIndex:
        """An index of the labels of the text that look like a label of `ids` with a slip in it."""
        unknown = []
        for line in anatomy.lines[:2000]:
            if ":" not in line.text and "：" not in line.text:
                continue
            for found in _ANY_LABEL.finditer(line.text):
                label = cleaned(found[1])
                if len(label) >= 3 and label not in self.others and self.meaning(label) is None:
                    unknown.append(label)
        if not unknown:
            return LabelIndex({}, self.kinds, self.in_columns)
        wanted = self._long_labels(tuple(ids))
        known: dict[str, Meaning] = {}
        if wanted:
            from rapidfuzz import fuzz, process

            for label in dict.fromkeys(unknown):
                best = process.extractOne(label, list(wanted), scorer=fuzz.ratio, score_cutoff=ALIKE)
                if best:
                    known[label] = wanted[best[0]]
        return LabelIndex(known, self.kinds, self.in_columns)


_MADE: dict[tuple[str, tuple[str, ...]], LabelIndex] = {}
