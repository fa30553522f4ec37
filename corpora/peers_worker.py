"""Runs one other tool on texts. Started by `corpora.peers` with the interpreter that has the tool; needs no part of ours.

A line of JSON in, a line of JSON out: {"tool": NAME} answers {"kinds": […]} or {"absent": a sentence};
{"texts": […]} answers {"found": [[[start, end, kind], …], …]}; {"time": a text} answers {"seconds": CPU seconds}.
"""

from __future__ import annotations

import gc
import json
import logging
import re
import sys
from collections.abc import Callable, Iterable
from time import process_time
from typing import Any

Found = Iterable[tuple[int, int, str]]
Tool = Callable[[str], Found]

ID_BODY = r"[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
MOBILE_BODY = r"1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-9])[0-9]{8}"
CARD_BODY = r"(?:6[02][0-9]{14,17}|[45][0-9]{15}|955[18][0-9]{15})"
USCC_BODY = r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def has_check_character(number: str) -> bool:
    """Whether a resident id ends in the right character (GB 11643, MOD 11-2)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def passes_luhn(number: str) -> bool:
    """Whether a card number passes the Luhn test."""
    total = 0
    for index, char in enumerate(reversed(number)):
        value = int(char) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_credit_code(code: str) -> bool:
    """Whether a unified social credit code ends in the right character (GB 32100)."""
    if any(char not in USCC_ALPHABET for char in code):
        return False
    total = sum(USCC_ALPHABET.index(char) * pow(3, at, 31) for at, char in enumerate(code[:17]))
    return USCC_ALPHABET[-total % 31] == code[17]


def plain() -> tuple[list[str], Tool]:
    """Four patterns of `re`, as a script of an afternoon has them: no check digit, no label, no fold."""
    patterns = [
        (re.compile(rf"(?<![0-9]){ID_BODY}(?![0-9])"), "resident-id"),
        (re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"), "mobile-phone"),
        (re.compile(r"(?<![0-9])(?:62[0-9]{14,17}|[45][0-9]{15})(?![0-9])"), "bank-card"),
        (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"), "email"),
    ]

    def find(text: str) -> Found:
        for pattern, kind in patterns:
            for match in pattern.finditer(text):
                yield match.start(), match.end(), kind

    return [kind for _, kind in patterns], find


def presidio(*, edge: str = "digit") -> tuple[list[str], Tool]:
    """Presidio over a blank Chinese pipeline, with recognisers as its manual has one write them.

    `edge` is what stands around its patterns: `word` is the manual's \\b, `digit` looks for digits and
    letters only, which is what somebody writes who knows that \\b is not there beside 汉字.
    """
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import EmailRecognizer

    class Blank(SpacyNlpEngine):  # type: ignore[misc]
        """A pipeline that is at hand already."""

        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"zh": spacy.blank("zh")}

        def load(self) -> None:
            """Nothing is fetched."""

    kinds, registry = _presidio_recognisers(edge), RecognizerRegistry(supported_languages=["zh"])
    for recogniser in kinds.values():
        registry.add_recognizer(recogniser)
    registry.add_recognizer(EmailRecognizer(supported_language="zh"))
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["zh"])
    names = {r.supported_entities[0]: kind for kind, r in kinds.items()} | {"EMAIL_ADDRESS": "email"}

    def find(text: str) -> Found:
        found = engine.analyze(text=text, language="zh", entities=list(names))
        return [(one.start, one.end, names[one.entity_type]) for one in found]

    return list(names.values()), find


def _presidio_recognisers(edge: str) -> dict[str, Any]:
    """Kind → recogniser: pattern, context words, check digit."""
    from presidio_analyzer import Pattern, PatternRecognizer

    class Checked(PatternRecognizer):  # type: ignore[misc]
        """A recogniser whose matches must pass a test."""

        test: Callable[[str], bool] | None = None

        def validate_result(self, pattern_text: str) -> bool | None:
            """Yes, no, or nothing known."""
            return type(self).test(pattern_text) if type(self).test else None  # type: ignore[misc]

    left, right = (r"\b", r"\b") if edge == "word" else (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")
    given = (
        (
            "resident-id",
            "CN_ID",
            ID_BODY,
            has_check_character,
            ["身份证", "身份证号", "公民身份号码", "证件号码"],
        ),
        ("mobile-phone", "CN_MOBILE", MOBILE_BODY, None, ["手机", "电话", "联系电话", "联系方式"]),
        ("bank-card", "CN_BANK_CARD", CARD_BODY, passes_luhn, ["银行卡", "卡号", "账号", "一卡通"]),
        ("credit-code", "CN_USCC", USCC_BODY, is_credit_code, ["统一社会信用代码", "信用代码"]),
    )
    found = {}
    for kind, entity, body, test, context in given:
        maker = type(entity, (Checked,), {"test": staticmethod(test) if test else None})
        pattern = Pattern(entity.lower(), f"{left}{body}{right}", 0.5)
        found[kind] = maker(
            supported_entity=entity, patterns=[pattern], context=context, supported_language="zh"
        )
    return found


def jionlp() -> tuple[list[str], Tool]:
    """Three of its extractors: identity cards, telephones, mailboxes."""
    import jionlp as jio

    phones = {"cell_phone": "mobile-phone", "landline_phone": "private-landline"}

    def find(text: str) -> Found:
        for one in jio.extract_id_card(text, detail=True):
            yield (*one["offset"], "resident-id")
        for one in jio.extract_phone_number(text, detail=True):
            yield (*one["offset"], phones.get(one["type"], "mobile-phone"))
        for one in jio.extract_email(text, detail=True):
            yield (*one["offset"], "email")

    return ["resident-id", "mobile-phone", "private-landline", "email"], find


def openmed() -> tuple[list[str], Tool]:
    """Its sweep for structured identifiers in Chinese text, which needs no model."""
    from openmed.core.safety_sweep import safety_sweep

    names = {
        "national_id": "resident-id",
        "phone_number": "mobile-phone",
        "credit_card": "bank-card",
        "chinese_passport": "passport",
        "home_return_permit": "travel-permit",
        "taiwan_compatriot_permit": "travel-permit",
        "social_credit_code": "credit-code",
    }

    def find(text: str) -> Found:
        found = safety_sweep(text, [], lang="zh")
        return [(one.start, one.end, names[one.label]) for one in found if one.label in names]

    return sorted(set(names.values())), find


def presidio_word() -> tuple[list[str], Tool]:
    """Presidio with the edges of its manual."""
    return presidio(edge="word")


TOOLS = {
    "plain": plain,
    "presidio": presidio,
    "presidio-b": presidio_word,
    "jionlp": jionlp,
    "openmed": openmed,
}


def steady_seconds(tool: Tool, text: str, least: float = 0.08) -> float:
    """CPU seconds of one call, from as many calls as fill `least` seconds; the collector does not run within."""
    calls, spent = 0, 0.0
    gc.collect()
    gc.disable()
    while spent < least:
        before = process_time()
        list(tool(text))
        calls, spent = calls + 1, spent + process_time() - before
    gc.enable()
    return spent / calls


def answer(request: dict[str, Any], tool: Tool) -> dict[str, Any]:
    """What one request brings."""
    if "time" in request:
        return {"seconds": steady_seconds(tool, request["time"])}
    return {"found": [[list(one) for one in tool(text)] for text in request["texts"]]}


def main() -> int:
    """Answer until there is no more to answer."""
    replies, sys.stdout = sys.stdout, sys.stderr  # tools that greet must not spoil the answers
    logging.disable(logging.WARNING)
    name = json.loads(sys.stdin.readline())["tool"]
    try:
        kinds, tool = TOOLS[name]()
    except ImportError as missing:
        print(json.dumps({"absent": f"{name} is not installed there: {missing.name}"}), file=replies)
        return 0
    print(json.dumps({"kinds": kinds}), file=replies, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), tool)), file=replies, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
