"""Kind `audience`: a notice that hangs where more people see it than may.

What may hang where is not the rule's: profile and standard have `[[audience]]` entries that name the rule
and the levels, channels and audiences that are allowed, and optionally `when` (words of title or text, or
circumstances). Parameter of a rule: `needs`, "names" (only a notice that names persons one by one is
meant) or "" (any notice the entry is about).

A finding is as sure as the circumstance that makes it one: an error only where it was stated or is written
in the text and the source of the entry was read; a mere default gives a warning.
"""

from __future__ import annotations

from scanner.model import Fact, Finding, Search
from scanner.search.conditions import circumstance_facts, holds, level_of, sureness
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Audience, Level, Rule
    from scanner.search.people import NameList
    from scanner.search.subject import Subject

NEEDS = ("names", "")
_NEAR = ("乡", "项目单位")  # next to the village
_ORDER = ("error", "warning", "info")


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key != "needs"]
    if parameters.get("needs", "") not in NEEDS:
        reasons.append('needs 应为 / must be "names" 或 / or ""')
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """At most one finding a rule: the gravest of its entries."""
    entries = subject.profile.audience if subject.profile else ()
    if not entries:
        return Search()
    from scanner.search.people import name_list

    known = {rule.id: rule for rule in rules}
    best: dict[str, Finding] = {}
    names: list[NameList | None] = []  # looked for when an entry is broken
    for entry in entries:
        rule = known.get(entry.rule)
        broken = _broken(entry, subject) if rule is not None and holds(entry.when, subject) else ()
        if rule is None or not broken:
            continue
        if not names:
            names.append(name_list(subject))
        if rule.parameters.get("needs") == "names" and names[0] is None:
            continue
        finding = _finding(rule, entry, broken, names[0], subject)
        if rule.id not in best or _ORDER.index(finding.level) < _ORDER.index(best[rule.id].level):
            best[rule.id] = finding
    return Search(findings=tuple(best[name] for name in sorted(best)))


def _broken(entry: Audience, subject: Subject) -> tuple[str, ...]:
    """The circumstances that the entry does not allow, the surest first."""
    allowed = {"level": entry.levels, "channel": entry.channels, "audience": entry.audiences}
    broken = [
        name
        for name, values in allowed.items()
        if values and name in subject.circumstances and subject.circumstances[name].value not in values
    ]
    sources = ("stated", "inferred", "default")
    broken.sort(key=lambda name: sources.index(subject.circumstances[name].source))
    return tuple(broken)


def _finding(
    rule: Rule, entry: Audience, broken: tuple[str, ...], names: NameList | None, subject: Subject
) -> Finding:
    level, certainty = level_of(rule.level, entry.law, _source(broken, subject))
    facts = [*circumstance_facts(broken, subject)]
    if names is not None:
        facts.append(Fact("names-listed", (("count", str(names.count)),)))
        if names.is_masked:
            facts.append(Fact("names-masked"))
            level = _milder(level)
    law = entry.law[0].name if entry.law else ""
    facts.append(Fact("audience-by", (("law", law),)))
    title = subject.anatomy.title
    spans = names.spans if names is not None else subject.text.spans(title.start, title.end) if title else ()
    layer, visible = layer_of(subject.document, spans)
    return Finding(rule.id, level, certainty, spans, tuple(facts), layer, visible)


def _source(broken: tuple[str, ...], subject: Subject) -> str:
    """How sure it is that the notice hangs in the wrong place.

    A township signs lists that hang on its villages' boards: its name alone does not say where.
    """
    level = subject.circumstances.get("level")
    if broken[0] == "level" and level is not None and level.source == "inferred" and level.value in _NEAR:
        return "default"
    return sureness(broken[:1], subject)


def _milder(level: Level) -> Level:
    return "warning" if level == "error" else level
