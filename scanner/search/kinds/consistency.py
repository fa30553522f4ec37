"""Kind `consistency`: what a notice says twice must agree, and what it adds up must add up.

Parameters of a rule: `check`, one of `CHECKS`, each a module of `scanner.search.consistency` whose
``findings(rule, reading)`` looks for it; `words`, lists of names for one and the same body (issuer-name).

A table or a sentence is only judged where its structure leaves no doubt: another reading under which the
figures agree always wins.
"""

from __future__ import annotations

from scanner.model import Search
from scanner.search.kinds import module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Finding, Rule
    from scanner.search.subject import Subject

# check -> words one of which a text must hold to be looked at.
CHECKS: dict[str, tuple[str, ...]] = {
    "total": (
        "合计",
        "总计",
        "小计",
        "共计",
        "总和",
        "总数",
        "调增",
        "共",
        "其中",
        "元",
        "户",
        "人",
        "个",
        "亩",
    ),
    "sources": ("来源", "分配", "资金", "投资", "收入", "支出", "余"),
    "capital": tuple("壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟"),
    "percentage": ("%",),
    "count": tuple("户名人个起宗件家项条处种位"),
    "product": ("标准", "单价", "每", "/", "均", "%"),
    "unit": ("元",),
    "attachment": ("附件", "附表"),
    "document-number": ("号",),
    "issuer": ("局", "办", "委", "厅", "中心", "政府"),
}
MODULES = {
    "total": "totals",
    "sources": "sides",
    "capital": "capital_amounts",
    "percentage": "shares",
    "count": "counts",
    "product": "products",
    "unit": "slips",
    "attachment": "attachments",
    "document-number": "document_numbers",
    "issuer": "issuers",
}


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    known = ("check", "families")
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in known]
    if parameters.get("check") not in CHECKS:
        reasons.append(f"check 应为 / must be one of {', '.join(CHECKS)}")
    families = parameters.get("families", [])
    if not isinstance(families, list) or not all(
        isinstance(family, list) and all(isinstance(word, str) and word for word in family)
        for family in families
    ):
        reasons.append("families 应为字符串列表的列表 / must be a list of lists of strings")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """What these rules find, rule by rule."""
    text = subject.text.text
    asked = [rule for rule in rules if any(word in text for word in CHECKS[str(rule.parameters["check"])])]
    if not asked:
        return Search()
    from scanner.search.consistency.reading import Reading

    reading = Reading(subject)
    findings: list[Finding] = []
    for rule in asked:
        part = module(f"scanner.search.consistency.{MODULES[str(rule.parameters['check'])]}")
        findings.extend(part.findings(rule, reading))
    return Search(findings=tuple(findings))
