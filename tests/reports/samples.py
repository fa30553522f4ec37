"""A small rule book and reports made by hand, so that goldens change only when the reports do."""

from __future__ import annotations

from scanner.model import (
    Circumstance,
    Element,
    ElementSpec,
    Example,
    Fact,
    Finding,
    Gap,
    Law,
    MaskedValue,
    Place,
    Profile,
    Recognition,
    Report,
    Rule,
    Rulebook,
    Source,
    Span,
    Standard,
    Verdict,
    Wording,
)
from scanner.noun import replace

PIPL = Law(
    "中华人民共和国个人信息保护法",
    "第二十八条",
    {"zh": "身份证件信息泄露容易危害人身、财产安全。", "en": "Identity numbers are sensitive."},
)
RUMOUR = Law("某市公开工作要点", "", {}, "unconfirmed")
PRACTICE = Law("某县公示样式", "", {}, "secondary")
OWN = Law("最小必要原则", "", {}, "derived")


def _rule(id: str, level: str, zh: Wording, en: Wording, *law: Law, kind: str = "number") -> Rule:
    return Rule(
        id,
        kind,
        level,
        "0.1.0",
        law,
        {"zh": zh, "en": en},
        {},
        (Example("身份证号⟦×⟧"), Example("无", False)),
    )


RULES = (
    _rule(
        "element/amount",
        "error",
        Wording("资金规模", "应当写明资金规模。", "群众要知道一共多少钱。", "写明总额和单位，例如“800万元”。"),
        Wording("Amount", "The amount must be stated.", "People should know how much.", "State the total with its unit."),
        PIPL,
        kind="element",
    ),
    _rule(
        "element/fund-source",
        "error",
        Wording("资金来源", "应当写明资金来源。", "钱从哪里来，是群众监督的起点。", "写明哪一级、哪项资金、多少。"),
        Wording("Source of the fund", "The source must be stated.", "Supervision begins there.", "Say which fund."),
        PRACTICE,
        RUMOUR,
        kind="element",
    ),
    _rule(
        "element/responsible-person",
        "error",
        Wording("责任人", "应当写明责任人。", "出了问题知道找谁。", "在表里补上每个项目的责任人。"),
        Wording("Responsible person", "The responsible person must be stated.", "To know whom to ask.", "Add the name."),
        OWN,
        kind="element",
    ),
    _rule(
        "personal/email",
        "warning",
        Wording("个人电子邮箱", "这里有一个邮箱 {masked}，像是个人的。", "个人邮箱不必公开。", "换成单位邮箱，或者删去。"),
        Wording("Private e-mail address", "An address, {masked}, that seems private.", "It need not be public.", "Give that of the office."),
        OWN,
    ),
    _rule(
        "personal/resident-id",
        "error",
        Wording(
            "公民身份号码没有遮盖",
            "这里有完整的公民身份号码。",
            "公民身份号码属于敏感个人信息，公开后可能被人冒用，也收不回来。",
            "公示名单不需要身份号码，整列删去；确要区分同名的人，改用所在村组。",
        ),
        Wording(
            "Resident identity number in full",
            "A complete resident identity number stands here.",
            "It is sensitive personal information and cannot be taken back once published.",
            "Delete the whole column; tell namesakes apart by their village group.",
        ),
        PIPL,
        RUMOUR,
    ),
    _rule(
        "secrecy/internal-mark",
        "info",
        Wording("有“内部”字样", "文中有“内部”字样。", "内部资料不能公开。", "确认可以公开后删去该字样。"),
        Wording("Marked internal", "The text is marked internal.", "Internal papers stay inside.", "Remove the mark."),
        OWN,
    ),
)  # fmt: skip

FUND_ALLOCATION = Profile(
    "fund-allocation",
    {"zh": "资金分配结果公示", "en": "Result of a fund allocation"},
    about={"zh": "某项资金分给了谁。", "en": "Who got how much of a fund."},
    law=(PIPL,),
    elements=(
        ElementSpec("fund-source", "must", (PRACTICE,)),
        ElementSpec("amount", "must"),
        ElementSpec("responsible-person", "should", (), {"level": ("县", "乡")}, each_row=True),
    ),
)
NATIONAL = Standard("national", {"zh": "全国（默认）", "en": "National (default)"}, (OWN,))

BOOK = Rulebook(
    "0123456789ab",
    {rule.id: rule for rule in RULES},
    {"fund-allocation": FUND_ALLOCATION},
    {"national": NATIONAL},
)


def span(
    place: Place, *, block: int = 0, start: int = 0, end: int = 18, source: Source | None = None
) -> Span:
    """A span at a place."""
    return Span(block, start, end, place, source)


def cell(row: int, column: int, *, attachment: int = 0) -> Place:
    """A cell of the first table."""
    return Place("body", (1, row, column), "cell", attachment=attachment)


def identity(row: int) -> Finding:
    """A full identity number in the fourth column."""
    return Finding(
        "personal/resident-id",
        "error",
        "certain",
        (span(cell(row, 4), block=row * 4),),
        (Fact("check-digit-holds"), Fact("column-label", (("label", "身份证号"),))),
        masked="4109**********1234",
    )


def bad_report() -> Report:
    """Twelve identity numbers in a table, a private address in a comment, a missing source, a gap."""
    email = Finding(
        "personal/email",
        "warning",
        "likely",
        (span(Place("comment", (3,), "note", "张三"), block=90, start=5, end=24),),
        layer="comment",
        visible=False,
        fields=(("masked", "z***@example.com"),),
        masked="z***@example.com",
    )
    missing = Finding(
        "element/fund-source", "error", "certain", (), (Fact("element-missing"), Fact("called-for-must"))
    )
    elements = (
        Element("fund-source", "must", "missing"),
        Element(
            "amount",
            "must",
            "present",
            "800万元",
            "label",
            (span(Place("body", (3,)), block=3, start=5, end=10),),
        ),
        Element(
            "responsible-person",
            "should",
            "incomplete",
            "张三、李四",
            "column",
            (span(cell(2, 3), block=11, end=2),),
            ((Fact("row-lacks", (("row", "7"),)), (span(cell(7, 3), block=31, end=0),)),),
        ),
    )
    return Report(
        "下达资金公示.docx",
        "docx",
        Recognition("fund-allocation", "likely", (Fact("cue-title", (("word", "资金分配"),)),)),
        {
            "standard": Circumstance("national", "default"),
            "level": Circumstance("县", "inferred", "publisher"),
            "channel": Circumstance("网站", "stated"),
        },
        Verdict("block", (Fact("because-errors", (("count", "13"),)), Fact("because-gaps", (("count", "1"),))), 2),
        elements,
        (*(identity(row) for row in range(2, 14)), email, missing),
        (Gap("page", "damaged", Place("page", (3,), "page")),),
        (MaskedValue("resident-id", (span(cell(2, 4), block=8),), 4216, "customary"),),
        BOOK.version,
    )  # fmt: skip


def clean_report(file: str = "年度计划.md") -> Report:
    """Nothing wrong and everything looked at."""
    source = Source(4, 8, 120, 125)
    return Report(
        file,
        "md",
        Recognition("fund-allocation", "certain", (Fact("profile-stated"),), stated=True),
        {"level": Circumstance("县", "stated")},
        Verdict("pass", (Fact("because-nothing"),), 0),
        (
            Element("amount", "must", "present", "800万元", "label", (span(Place("body", (4,), "line"), end=5, source=source),)),
        ),
        (),
        (),
        (),
        BOOK.version,
    )  # fmt: skip


def unread_report(file: str = "加密.docx", reason: str = "encrypted") -> Report:
    """A file that could not be opened."""
    return replace(
        clean_report(file),
        format="docx",
        recognition=Recognition("unknown", "unknown"),
        circumstances={},
        verdict=Verdict("review", (Fact("because-gaps", (("count", "1"),)),), 2),
        elements=(),
        gaps=(Gap("file", reason),),
    )


def unknown_report(file: str = "通讯录.txt") -> Report:
    """Read in full, but of no known type."""
    return replace(
        clean_report(file),
        format="txt",
        recognition=Recognition(
            "unknown",
            "unknown",
            (Fact("no-clear-profile"),),
            (("unit-information", 3.5), ("not-a-notice", 3.0)),
        ),
        verdict=Verdict("review", (Fact("because-unknown-profile"),), 0),
        elements=(),
    )
