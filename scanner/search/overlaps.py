"""One place, one finding: where two identifiers claim the same characters, the better founded one stays.

Within a run of digits `numbers.policy` decides. Between kinds (a passport beside digits that look like a
telephone, a student number around an identity number) the order is

1. a reading whose check holds or that nothing speaks against (certain, then likely, then suspect),
2. then the longer one: the disability certificate before the identity number inside it,
3. then the one known by its own label (kind `code`) before one known by its digits,
4. then the one that begins first.

A column whose cells were all reported one by one (病种, 家庭住址) is not reported a second time by its head. Marks of
secrecy, masks and elements compete with nobody.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.model import Finding, Rule

COMPETING = ("number", "code")
_CERTAINTIES = {"certain": 0, "likely": 1, "suspect": 2}


def settled(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings without those whose characters a better founded one has claimed."""
    apart: list[Finding] = []
    competing: list[Finding] = []
    for finding in findings:
        rule = rules.get(finding.rule)
        is_competing = rule is not None and rule.kind in COMPETING and finding.spans
        (competing if is_competing else apart).append(finding)
    competing.sort(key=_beginning)
    kept: list[Finding] = []
    for finding in competing:
        if not kept or _end(kept[-1]) <= _beginning(finding):
            kept.append(finding)
        elif _rank(finding, rules) < _rank(kept[-1], rules):
            kept[-1] = finding
    return _without_told_columns(apart, rules) + kept


def _without_told_columns(findings: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings without columns whose filled cells kind `attribute` has reported, every one."""
    told: dict[str, int] = {}
    for finding in findings:
        rule = rules.get(finding.rule)
        if rule is not None and rule.kind == "attribute":
            label = _said(finding, "column-label", "label")
            told[label] = told.get(label, 0) + 1
    told.pop("", None)
    return [finding for finding in findings if not _is_told(finding, told, rules)] if told else findings


def _is_told(finding: Finding, told: Mapping[str, int], rules: Mapping[str, Rule]) -> bool:
    rule = rules.get(finding.rule)
    if rule is None or rule.kind != "column":
        return False
    rows = _said(finding, "column-open", "rows")
    return bool(rows) and told.get(_said(finding, "column-label", "label"), 0) >= int(rows)


def _said(finding: Finding, fact: str, field: str) -> str:
    """A field of one of the facts of a finding; "" where it has none."""
    for one in finding.evidence:
        if one.name == fact:
            return dict(one.values).get(field, "")
    return ""


def _beginning(finding: Finding) -> tuple[int, int]:
    return finding.spans[0].block, finding.spans[0].start


def _end(finding: Finding) -> tuple[int, int]:
    return finding.spans[-1].block, finding.spans[-1].end


def _rank(finding: Finding, rules: Mapping[str, Rule]) -> tuple[int, int, bool]:
    """Less is better founded."""
    length = sum(span.end - span.start for span in finding.spans)
    return _CERTAINTIES[finding.certainty], -length, rules[finding.rule].kind == "number"
