"""Facts, gaps, messages and laws of a report as sentences in one language."""

from __future__ import annotations

from collections.abc import Iterable

from reports.labels import CIRCUMSTANCES, FITTING, FRAME, PROFILES, REASONS, SOURCES, STATUSES, word
from reports.places import place_words
from reports.wording import FACTS, GAP_REASONS, GAP_WHAT
from scanner.model import CONFIDENCES, Circumstance, Fact, Finding, Gap, Lang, Law, Rulebook

# What the names of texts end with; practice and advice stand without 《》.
_TEXT_ENDS = tuple(
    "法 条例 办法 规定 制度 细则 意见 通知 规范 程序 问答 公约 标准 目录 指引 方案 决定 要点 纲要 计划 公告 批复".split()
)


class Sentences:
    """The words of one rule book in one language."""

    def __init__(self, rulebook: Rulebook, lang: Lang) -> None:
        self.rulebook = rulebook
        self.lang: Lang = lang

    def fact(self, fact: Fact) -> str:
        """The sentence of a fact; ids of elements, profiles, rules and standards become titles."""
        pattern = word(FACTS, fact.name, self.lang)
        return filled(pattern, [(name, self._titled(name, value)) for name, value in fact.values])

    def facts(self, facts: Iterable[Fact]) -> list[str]:
        """The sentences of several facts, each sentence once."""
        return list(dict.fromkeys(self.fact(fact) for fact in facts))

    def title(self, rule: str) -> str:
        """The title of a rule."""
        known = self.rulebook.rules.get(rule)
        return known.wording[self.lang].title if known else rule

    def headline(self, finding: Finding) -> str:
        """The title of the broken rule; of an element with what is wrong with it: 资金来源：缺失."""
        title = self.title(finding.rule)
        for fact in finding.evidence:
            status = fact.name.removeprefix("element-")
            if status != fact.name and status in STATUSES:
                return f"{title}{'：' if self.lang == 'zh' else ': '}{word(STATUSES, status, self.lang)}"
        return title

    def rule(self, rule: str) -> str:
        """A rule in a list of rules: an element says that it is wanting."""
        title = self.title(rule)
        return (
            word(FRAME, "element-rule", self.lang).format(title=title)
            if rule.startswith("element/")
            else title
        )

    def message(self, finding: Finding) -> str:
        """The message of a finding with its fields filled in."""
        known = self.rulebook.rules.get(finding.rule)
        if known is None:
            return ""
        fields = [(name, self._titled(name, value)) for name, value in finding.fields]
        return filled(known.wording[self.lang].message, fields)

    def fix(self, finding: Finding) -> str:
        """What to do about a finding."""
        known = self.rulebook.rules.get(finding.rule)
        fields = [(name, self._titled(name, value)) for name, value in finding.fields]
        return filled(known.wording[self.lang].fix, fields) if known else ""

    def why(self, rule: str) -> str:
        """Why a rule is there."""
        known = self.rulebook.rules.get(rule)
        return known.wording[self.lang].why if known else ""

    def element(self, element: str) -> str:
        """The title of an element: that of its rule."""
        known = self.rulebook.rules.get(f"element/{element}")
        return known.wording[self.lang].title if known else element

    def profile(self, profile: str) -> str:
        """The title of a profile."""
        known = self.rulebook.profiles.get(profile)
        return known.title[self.lang] if known else word(PROFILES, profile, self.lang)

    def standard(self, standard: str) -> str:
        """The title of a standard."""
        known = self.rulebook.standards.get(standard)
        return known.title[self.lang] if known else standard

    def gap(self, gap: Gap) -> str:
        """What was not looked at, and why."""
        reason = word(GAP_REASONS, gap.reason, self.lang)
        detail = f"（{gap.detail}）" if self.lang == "zh" else f" ({gap.detail})"
        return f"{reason}{detail}" if gap.detail else reason

    def gap_place(self, gap: Gap) -> str:
        """Where a gap is: its place, or what it is of."""
        return place_words(gap.place, self.lang) if gap.place else word(GAP_WHAT, gap.what, self.lang)

    def circumstance(self, name: str, known: Circumstance) -> str:
        """公开层级 县（推断，看发布单位）; a default says so where all defaults stand."""
        label = word(CIRCUMSTANCES, name, self.lang)
        value = self.standard(known.value) if name == "standard" else known.value
        if known.source == "default":
            return f"{label} {value}"
        source = word(SOURCES, known.source, self.lang)
        reason = self.reason(known)
        if self.lang == "zh":
            return f"{label} {value}（{source}{'，' + reason if reason else ''}）"
        return f"{label} {value} ({source}{' ' + reason if reason else ''})"

    def circumstance_name(self, name: str) -> str:
        """What a circumstance is called."""
        return word(CIRCUMSTANCES, name, self.lang)

    def reason(self, known: Circumstance) -> str:
        """What a circumstance was inferred from, or the profile it is the default of."""
        return (
            word(REASONS, known.reason, self.lang) if known.reason in REASONS else self.profile(known.reason)
        )

    def law(self, law: Law) -> str:
        """The name and clause of a law; what nobody has confirmed is never given as law."""
        is_text = "《" not in law.name and law.name.endswith(_TEXT_ENDS) and law.confidence != "derived"
        quoted = f"《{law.name}》" if is_text and self.lang == "zh" else law.name
        named = f"{quoted}{'' if self.lang == 'zh' else ', '}{law.clause}" if law.clause else quoted
        if law.confidence == "sourced":
            return named
        return word(FRAME, f"{law.confidence}-law", self.lang).format(law=named)

    def by_confidence(self, laws: Iterable[Law]) -> list[Law]:
        """The laws, best founded first."""
        return sorted(laws, key=lambda law: CONFIDENCES.index(law.confidence))

    def joined(self, parts: Iterable[str]) -> str:
        """Sentences or pieces after one another."""
        return ("；" if self.lang == "zh" else "; ").join(part.rstrip("。.；;") for part in parts if part)

    def fitting(self, counted: str) -> str:
        """people:33 as 33 人: how many values a mask still fits."""
        kind, _, count = counted.partition(":")
        words = word(FITTING, f"{kind}-1" if count == "1" else kind, self.lang)
        return words.format(count=count if self.lang == "zh" else f"{int(count):,}")

    def _titled(self, name: str, value: str) -> str:
        """Fields that hold ids are named after what they hold; several ids are separated by commas."""
        titles = _TITLED.get(name)
        if titles is None:
            return value
        separator = "、" if self.lang == "zh" else ", "
        return separator.join(titles(self, one.strip()) for one in value.split(","))


_TITLED = {
    "fitting": Sentences.fitting,
    "element": Sentences.element,
    "elements": Sentences.element,
    "profile": Sentences.profile,
    "profiles": Sentences.profile,
    "rule": Sentences.title,
    "rules": Sentences.title,
    "standard": Sentences.standard,
}


def filled(pattern: str, fields: Iterable[tuple[str, str]]) -> str:
    """The pattern with its {names} replaced; text of the file is never read as a pattern."""
    known = dict(fields)
    pieces = pattern.split("{")
    said = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        said.append(known.get(name, "{" + name + "}") + rest if closed else "{" + piece)
    return "".join(said)
