"""What `scan explain` says of standards, notice types and elements, with the source of every figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.labels import EVENTS, HOW, SHOWN
from reports.layout import cells, plain
from reports.pen import Pen
from reports.rule_pages import book_lines, profile_lines, rule_lines
from reports.rule_pages import element_lines as calling_lines
from reports.sentences import Sentences
from reports.standard_pages import standard_lines
from scanner.model import (
    Audience,
    ElementSpec,
    Law,
    Limit,
    Matter,
    Profile,
    Requirement,
    Rule,
    Rulebook,
    Standard,
    Wording,
)
from scanner.road import load_rules

ORDER = Law("云溪县公开办法", "第三条", {"zh": "十日内公开。", "en": "Within ten days."})
HEARSAY = Law(
    "《某公开目录》（原文未读到）", "", {"zh": "应写明用途。", "en": "States the purpose."}, "unconfirmed"
)
OWN = Law("本项目的推算", "", {"zh": "只在村里张贴。", "en": "Posted in the village only."}, "derived")


def element(name: str, zh: str, en: str) -> Rule:
    words = {
        "zh": Wording(zh, "应当写明。", "要说清。", "写明。"),
        "en": Wording(en, "Must be stated.", "Why.", "Fix."),
    }
    return Rule(f"element/{name}", "element", "error", "0.1.0", (ORDER,), words, {})


PROFILE = Profile(
    "grain-list",
    {"zh": "粮食补贴公示", "en": "Grain subsidy"},
    about={"zh": "谁领了多少。", "en": "Who got how much."},
    law=(ORDER,),
    elements=(
        ElementSpec("amount", "must", each_row=True),
        ElementSpec("purpose", "should", (HEARSAY,), {"title": ("计划", "方案"), "level": ("县",)}),
    ),
    permits=("names", "official-names"),
    forbids=("id", "health"),
    limits=(
        Limit("publish", "working", most=10, counted_from="审签", law=(ORDER,)),
        Limit("display", "calendar", least=7, when={"level": ("乡", "村")}, law=(HEARSAY,)),
    ),
    audience=(Audience("audience/village-only", ("村",), ("公示栏",), law=(OWN,)),),
)
STANDARD = Standard(
    "yunxi",
    {"zh": "云溪县", "en": "Yunxi"},
    (ORDER,),
    20,
    400,
    (Limit("publish", "monthly", most=5, counted_from="形成或者变更", profiles=("grain-list",), law=(ORDER,)),),
    (
        (("grain-list",), ElementSpec("amount", "must", (ORDER,))),
        (("grain-list",), ElementSpec("purpose", "must", (ORDER,))),
        ((), ElementSpec("purpose", "should", (HEARSAY,), {"text": ("资金",)})),
    ),
    ((("grain-list",), Audience("audience/village-only", audiences=("特定群众",), law=(ORDER,))),),
    (
        Requirement("Y-01", {"zh": "写明金额。", "en": "States the amount."}, "E", ("element/amount",)),
        Requirement(
            "Y-02", {"zh": "每季度报送。", "en": "Reports."}, "W", (), {"zh": "在文件之外。", "en": "Outside."}
        ),
        Requirement(
            "Y-03", {"zh": "长期公开。", "en": "For good."}, "M", ("element/amount",), {"zh": "看网站。", "en": "On the web."}
        ),
    ),
    (
        Matter("grain", {"zh": "粮食补贴", "en": "Grain"}, ("grain-list",)),
        Matter("complaints", {"zh": "监督", "en": "Complaints"}, elements=("amount",)),
        Matter("roads", {"zh": "道路", "en": "Roads"}),
    ),
    "wide",
    {"zh": "云溪县的规定。", "en": "The rules of Yunxi."},
)  # fmt: skip
WIDE = Standard("wide", {"zh": "全国", "en": "National"})
BOOK = Rulebook(
    "1",
    {rule.id: rule for rule in (element("amount", "金额", "Amount"), element("purpose", "用途", "Purpose"))},
    {"grain-list": PROFILE},
    {"yunxi": STANDARD, "wide": WIDE},
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_goldens(lang: str, golden: Callable[[str, str], None]) -> None:
    pen = Pen(Sentences(BOOK, "zh" if lang == "zh" else "en"), 80)
    rule = BOOK.rules["element/purpose"]
    pages = (
        standard_lines(STANDARD, pen),
        profile_lines(PROFILE, pen),
        [*rule_lines(rule, pen), *calling_lines("purpose", BOOK, pen)],
        book_lines(BOOK, pen),
    )
    golden(f"explain-{lang}.txt", "\n".join(plain(lines) for lines in pages))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_nobody_confirmed_is_said_so(lang: str) -> None:
    pen = Pen(Sentences(BOOK, "zh" if lang == "zh" else "en"), 200)
    lines = plain([*profile_lines(PROFILE, pen), *standard_lines(STANDARD, pen)]).splitlines()
    told = [line for line in lines if HEARSAY.name in line]
    assert len(told) == 3
    for line in told:
        assert ("未经核实" if lang == "zh" else "unconfirmed") in line
        assert not line.lstrip().startswith(("依据", "Law"))


def test_real_pages_name_a_source_for_everything() -> None:
    book = load_rules()
    for lang in ("zh", "en"):
        pen = Pen(Sentences(book, "zh" if lang == "zh" else "en"), 80)
        for standard in book.standards.values():
            check(list(standard_lines(standard, pen)))
        for profile in book.profiles.values():
            check(list(profile_lines(profile, pen)))
    for profile in book.profiles.values():
        for limit in profile.limits:
            assert limit.law, profile.id
        for entry in profile.audience:
            assert entry.law, profile.id


def check(lines: list[list[tuple[str, str]]]) -> None:
    text = plain(lines)
    assert "{" not in text
    assert all(cells(line) <= 80 for line in text.splitlines() if " " in line.strip())


def test_every_word_of_the_rule_files_is_known() -> None:
    book = load_rules()
    limits = [limit for one in (*book.profiles.values(), *book.standards.values()) for limit in one.limits]
    assert {limit.counted_from for limit in limits if limit.counted_from} <= set(EVENTS)
    shown = {name for one in book.profiles.values() for name in (*one.permits, *one.forbids)}
    assert shown <= set(SHOWN)
    ways = {requirement.how for one in book.standards.values() for requirement in one.requirements}
    assert ways <= set(HOW)
