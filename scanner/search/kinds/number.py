"""Kind `number`: identity numbers, accounts, telephones, addresses of mail, told apart by `numbers`.

Parameters of a rule:

`identity`  which identity it reports: one of `IDENTITIES`.
`levels`    optional; the level for a role other than the rule's own, by role: `contact` (a telephone
            beside a contact label), `person` (in a list of persons or beside one), `loose` (no label).

All rules of the kind are served by one pass over the text.
"""

from __future__ import annotations

from scanner.model import LEVELS, Finding, Search
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Level, Rule
    from scanner.search.numbers.policy import Reading
    from scanner.search.subject import Subject

IDENTITIES = (
    "resident-id",
    "resident-id-15",
    "resident-id-malformed",
    "residence-permit",
    "bank-card",
    "bank-account",
    "mobile-phone",
    "email",
)
ROLES = ("contact", "person", "loose")


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    reasons = [
        f"不认识的参数 / unknown parameter “{key}” (identity, levels)"
        for key in parameters
        if key not in ("identity", "levels")
    ]
    if parameters.get("identity") not in IDENTITIES:
        reasons.append(f"identity 应为 / must be one of {', '.join(IDENTITIES)}")
    levels = parameters.get("levels", {})
    if not isinstance(levels, dict):
        return [*reasons, "levels 应为表 / must be a table: role = level"]
    for role, level in levels.items():
        if role not in ROLES or level not in LEVELS:
            reasons.append(
                f"levels: {role} = {level}；角色 / roles {', '.join(ROLES)}；级别 / levels {', '.join(LEVELS)}"
            )
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """Findings of these rules, in order of place."""
    numbers = subject.numbers
    readings = list(numbers.readings)
    by_identity: dict[str, list[Rule]] = {}
    for rule in rules:
        by_identity.setdefault(str(rule.parameters["identity"]), []).append(rule)
    if "email" in by_identity and "@" in subject.text.text:
        from scanner.search.numbers.mailboxes import mail_readings

        readings += mail_readings(subject.text, numbers.heads)
    findings = [
        _finding(rule, reading, subject)
        for reading in readings
        for rule in by_identity.get(reading.identity, ())
    ]
    return Search(findings=tuple(findings))


def _finding(rule: Rule, reading: Reading, subject: Subject) -> Finding:
    spans = subject.text.spans(reading.start, reading.end)
    layer, visible = layer_of(subject.document, spans)
    level = _level(rule, reading.role)
    return Finding(rule.id, level, reading.certainty, spans, reading.facts, layer, visible)


def _level(rule: Rule, role: str) -> Level:
    levels = rule.parameters.get("levels")
    if not isinstance(levels, dict):
        return rule.level
    level: Level = levels.get(role, rule.level)
    return level
