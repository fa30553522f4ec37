"""Masked numbers: recognised, counted, graded."""

from __future__ import annotations

from itertools import product

import pytest
from numbers_subject import found, lines, masked, table

from scanner.model import Standard
from scanner.search.masks.counting import resident_candidates
from scanner.search.numbers import masks, resident

TODAY = "20261122"


@pytest.mark.parametrize(
    ("mask", "candidates"),
    [
        ("410999**7903262845", 1),
        ("410999197903**2845", 2),
        ("41099919790326284*", 1),
        ("4109991979****2845", 34),
        ("41099919790326***5", 91),
        ("41099919790326****", 999),
        ("410999********2845", 4210),
        ("410999*********845", 42135),
    ],
)
def test_published_counts(mask: str, candidates: int) -> None:
    assert resident_candidates(mask, TODAY) == candidates


def every(mask: str, today: str) -> int:
    """The same count by writing out every number."""
    total = 0
    for values in product(*("0123456789" if symbol == "*" else symbol for symbol in mask[:17])):
        digits = "".join(values)
        is_real = (
            resident.is_date(digits[6:14], today) and digits[6:14] >= "19000101" and digits[14:17] != "000"
        )
        total += is_real and mask[17] in ("*", resident.check_character(digits))
    return total


@pytest.mark.parametrize(
    ("mask", "today"),
    [
        ("410999197903262***", TODAY),
        ("4109991979****284*", TODAY),
        ("41*99919790*2628*5", TODAY),
        ("410999****0229284X", TODAY),
        ("410999202*1**2284*", "20261022"),
        ("4109992026**22***1", TODAY),
        ("*1*99*1979032*284*", TODAY),
        ("410999190001*1***5", TODAY),
    ],
)
def test_counts_are_exact(mask: str, today: str) -> None:
    assert resident_candidates(mask, today) == (every(mask, today) or None)


def test_grades_follow_the_standard() -> None:
    national = Standard("national", {})
    assert [masks.grade(n, national) for n in (None, 1, 1000, 1001, 10_000, 10_001)] == [
        None,
        "weak",
        "weak",
        "customary",
        "customary",
        "strong",
    ]
    assert masks.grade(2000, Standard("strict", {}, mask_warning=5000)) == "weak"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41099919790326****", ("resident-id", 999, "weak")),
        ("410***********2845", ("resident-id", 4213358, "strong")),
        ("410999XXXXXXXX2845", ("resident-id", 4210, "customary")),
        ("410999××××××××2845", ("resident-id", 4210, "customary")),
        ("410999●●●●●●●●2845", ("resident-id", 4210, "customary")),
        ("410999________2845", ("resident-id", 4210, "customary")),
        ("410999＊＊＊＊＊＊＊＊2845", ("resident-id", 4210, "customary")),
        ("身份证号：410999****2845", ("resident-id", 4210, "customary")),
        ("139****1234", ("mobile-phone", 10_000, "customary")),
        ("139 **** 1234", ("mobile-phone", 10_000, "customary")),
        ("139****12", None),
        ("6228***********1230", ("bank-card", 10**10, "strong")),
        ("6228 **** **** 1230", ("bank-card", 10**7, "strong")),
        ("账号：********1230", ("bank-card", None, None)),
        ("****************", None),
        ("第__号", None),
        ("长3×4×5", None),
        ("2020×××××", None),
        ("20××年××月××日", None),
        ("编号：12******", None),
        ("面积约13****1234元", None),
    ],
)
def test_masked_values(text: str, expected: tuple[str, int | None, str | None] | None) -> None:
    assert masked(lines(text)) == ([expected] if expected else [])
    assert found(lines(text)) == []


def test_two_masks_of_one_person() -> None:
    got = masked(lines("410999********2845 … 41099919790326****"))
    assert [candidates for _, candidates, _ in got] == [4210, 999]


def test_masked_names_in_their_column() -> None:
    names = ["张*", "张某某", "李**", "王某", "*三", "欧阳*", "张三", "合计", "", "某某村"]
    rows = table(("序号", "姓名", "备注"), *((str(at), name, "无") for at, name in enumerate(names)))
    assert masked(rows) == [("name", None, None)] * 6


def test_masked_columns() -> None:
    rows = table(("姓名", "身份证号", "手机号"), ("张*", "4109**********2845", "139****1234"))
    assert [kind for kind, *_ in masked(rows)] == ["resident-id", "mobile-phone", "name"]
    assert found(rows) == []
