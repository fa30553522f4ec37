"""Kind `timing`: display periods and times of publication, counted in days and working days.

Parameters of a rule: `check`, one of `CHECKS`; `profiles` and `levels` where a check is asked of some
types of notice only, `lists` and `without` of types that are treated on their own (see the check). How long and how soon is not the rule's: the profile and the standard
state their limits.
"""

from __future__ import annotations

from scanner.model import Search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Finding, Rule
    from scanner.search.subject import Subject

# check -> the module of scanner.search.times that answers it, and its function there.
CHECKS: dict[str, tuple[str, str]] = {
    "too-short": ("display", "too_short"),
    "arithmetic": ("display", "arithmetic"),
    "signed-after-start": ("signing", "signed_after_start"),
    "published-late": ("lateness", "published_late"),
    "still-public": ("staying", "still_public"),
    "taken-down-early": ("staying", "taken_down_early"),
    "penalty-expired": ("penalties", "penalty_expired"),
}


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    known = ("check", "profiles", "levels", "lists", "without")
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in known]
    if parameters.get("check") not in CHECKS:
        reasons.append(f"check 应为 / must be one of {', '.join(CHECKS)}")
    for key in ("profiles", "levels", "lists", "without"):
        words = parameters.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            reasons.append(f"{key} 应为字符串列表 / must be a list of strings")
    if parameters.get("check") == "taken-down-early" and not (
        parameters.get("profiles") and parameters.get("levels")
    ):
        reasons.append("缺少 / missing: profiles, levels")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """What these rules find, rule by rule."""
    from scanner.search.times.periods import periods_of

    periods = periods_of(subject)
    findings: list[Finding] = []
    if periods:
        from scanner.search.times import display, signing, staying

        view = display.Display(subject, periods)
        modules = {"display": display, "signing": signing, "staying": staying}
        for rule in rules:
            module, name = CHECKS[str(rule.parameters["check"])]
            if module in modules:
                findings.extend(getattr(modules[module], name)(rule, view))
    expired = [rule for rule in rules if rule.parameters["check"] == "penalty-expired"]
    if expired and subject.profile and subject.profile.id == "administrative-penalty":
        from scanner.search.times.penalties import penalty_expired

        for rule in expired:
            findings.extend(penalty_expired(rule, subject))
    late = [rule for rule in rules if rule.parameters["check"] == "published-late"]
    if late and subject.profile and any(limit.what == "publish" for limit in subject.profile.limits):
        from scanner.search.times.lateness import published_late

        for rule in late:
            findings.extend(published_late(rule, subject))
    return Search(findings=tuple(findings))
