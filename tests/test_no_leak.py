"""No output holds a personal value unless it was asked for."""

from __future__ import annotations

import re
from random import Random

import pytest

from corpora.make import Case, cases
from corpora.score import answered_cases
from reports.as_json import report_line
from reports.terminal import report_lines
from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.search.withholding import Withheld
from scanner.settings import Settings

HIDDEN = Settings(today="2026-11-22")
SETS = [*cases(seed=5, count=210), *answered_cases("handwritten"), *answered_cases("unseen")]
WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}


def bare(text: str) -> str:
    """Without what a number or an address can be broken with."""
    return re.sub(r"[\s\-—－–·]", "", text.translate(WIDE)).upper()


def outputs(report: Report) -> str:
    book = load_rules()
    printed = "".join(
        "".join(text for text, *_ in line)
        for lang in ("zh", "en")
        for line in report_lines(report, book, lang, 200)
    )
    return bare(report_line(report, book, "zh") + printed + repr(report))


@pytest.mark.parametrize("case", SETS, ids=lambda case: case.name)
def test_no_value_in_any_output(case: Case) -> None:
    revealed = scan(case.name, case.data, load_rules(), Settings(today=HIDDEN.today, reveal=True))
    secrets = {bare(f.value) for f in revealed.findings if f.rule.startswith("personal/")}
    if not secrets:
        return
    found = outputs(scan(case.name, case.data, load_rules(), HIDDEN))
    assert not [secret[:4] for secret in secrets if secret in found]


def test_a_value_beside_a_name_in_a_quoted_cell() -> None:
    withheld = Withheld(
        [("personal/resident-id", "410999 197903262845"), ("personal/email", "lihua2021@163.com")]
    )
    assert withheld.text("张明、李芳 410999 19790326 2845") == "张明、李芳 4109**********2845"
    assert withheld.text("张明 41099919790326…") == "张明 ***…"
    assert withheld.text("lihua2021@163.com") == "l***@163.com"
    assert withheld.text("2026年3月2日，1250.00万元") == "2026年3月2日，1250.00万元"


def test_a_row_that_is_taken_for_a_head_does_not_leak() -> None:
    number = "410999197903262845"
    text = f"名单公示\n张明\t{number}\n李芳\t{number[:-1]}0\n"
    assert number not in outputs(scan("x.txt", text.encode(), load_rules(), HIDDEN))


def test_many_values_and_many_findings_stay_linear() -> None:
    """Not timed: twenty thousand values against a head that quotes one of them must simply end."""
    rng = Random(1)
    values = [("personal/mobile-phone", f"139{rng.randint(0, 9999):04d}0000") for _ in range(20_000)]
    withheld = Withheld(values)
    assert {withheld.text("列标题为“联系电话”") for _ in range(20_000)} == {"列标题为“联系电话”"}
