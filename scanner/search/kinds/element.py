"""Kind `element`: an element that a notice of its type must hold, and how it is written.

Parameters: `labels` and `weak_labels` (labels that often mean something else), `families` (pairs of beginnings
and ends that make labels), `ledger` (words over entries of an account, see ledger.py), `value` (the kind of its
value), `columns` (false: a column with such a head does not hold it), `prose` (a list of `near`, the
trigger words, `pattern` with an optional group `value`, and `value`, the kind when it differs,
and `lists`, whether it holds for notices about people only), `signs` (words
beside a value that make it this element's), `foreign` (words that make it somebody else's), `sums` (`words`,
`total`, `also`: words before a sum of money that make it this element's, see sums.py), `questions` (questions
that ask for it, `…` for anything between), `shape` (a pattern: what it looks like as a part of an entry).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.model import Element, Fact, Finding, Law, Level, Rule, Search
from scanner.search.elements.candidates import VALUE_KINDS
from scanner.search.subject import Subject

# A should element is a recommendation: what is missing is said, what is half done is to be looked at.
_SHOULD: dict[str, Level] = {
    "missing": "info",
    "placeholder": "warning",
    "incomplete": "warning",
    "conflicting": "warning",
}


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters of an element rule are not understood."""
    known = {
        "labels",
        "weak_labels",
        "families",
        "ledger",
        "value",
        "columns",
        "prose",
        "naming",
        "signs",
        "foreign",
        "sums",
        "questions",
        "shape",
    }
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in known]
    if parameters.get("value") not in VALUE_KINDS:
        reasons.append(f"value 应为 / must be one of {', '.join(VALUE_KINDS)}")
    prose = parameters.get("prose", [])
    for entry in prose if isinstance(prose, list) else []:
        if not isinstance(entry, dict) or not {"near", "pattern"} <= set(entry) <= {
            "near",
            "pattern",
            "value",
            "unless",
            "lists",
        }:
            reasons.append("prose 应有 near 与 pattern / a prose entry has near and pattern")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """A finding for every element that is not present."""
    known = {rule.id: rule for rule in rules}
    laws = {spec.id: spec.law for spec in (subject.profile.elements if subject.profile else ())}
    findings = []
    for element in subject.elements:
        rule = known.get(f"element/{element.id}")
        if rule is not None and element.status != "present":
            findings.append(_finding(rule, element, laws.get(element.id, ())))
    return Search(findings=tuple(findings))


def _finding(rule: Rule, element: Element, laws: Sequence[Law]) -> Finding:
    """`laws` are the sources of this profile or standard for this element; the rule has the general ones."""
    level: Level = rule.level if element.called_for == "must" else _SHOULD[element.status]
    if level == "error" and any(law.confidence == "unconfirmed" for law in laws):
        level = "warning"
    evidence = [Fact(f"element-{element.status}"), Fact(f"called-for-{element.called_for}")]
    evidence.extend(
        Fact("asked-by", (("law", law.name + law.clause),)) for law in laws if law.confidence == "sourced"
    )
    evidence.extend(fact for fact, _ in element.lacking[:20])
    spans = tuple(span for _, about in element.lacking for span in about) or element.spans
    certainty = "likely" if element.status in ("missing", "conflicting") else "certain"
    return Finding(rule.id, level, "certain" if certainty == "certain" else "likely", spans, tuple(evidence))
