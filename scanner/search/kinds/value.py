"""Kind `value`: values that are not what their label claims.

Parameters of a rule: `check`, one of `CHECKS`; the word lists that its check names (`labels`, `weak_labels`,
`hotlines`, `others`, `profiles`, `words`).
"""

from __future__ import annotations

from scanner.model import Search
from scanner.search.kinds import module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Finding, Rule
    from scanner.search.subject import Subject

# check -> the module of scanner.search.claims that answers it, its function there, its word lists.
CHECKS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "person": ("persons", "not_a_person", ("labels", "weak_labels")),
    "phone": ("channels", "invalid_phone", ("hotlines", "others")),
    "mailbox": ("channels", "invalid_mailbox", ()),
    "channel": ("channels", "no_channel", ("profiles",)),
    "date": ("dates", "impossible_date", ()),
    "money": ("units", "no_unit", ("words",)),
}


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    asked = parameters.get("check")
    if asked not in CHECKS:
        return [f"check 应为 / must be one of {', '.join(CHECKS)}"]
    lists = CHECKS[str(asked)][2]
    reasons = [
        f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in ("check", *lists)
    ]
    for key in lists:
        words = parameters.get(key)
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            reasons.append(f"{key} 应为字符串列表 / must be a list of strings")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """What these rules find, rule by rule."""
    findings: list[Finding] = []
    for rule in rules:
        part, name, _ = CHECKS[str(rule.parameters["check"])]
        findings.extend(getattr(module(f"scanner.search.claims.{part}"), name)(rule, subject))
    return Search(findings=tuple(findings))
