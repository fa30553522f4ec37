"""Random strings in the shape of each identifier: how often they are taken for one, by the label before them.

Without a label every report is a false alarm. Under the label of its own kind a random string is what a mistyped
number looks like, and should be reported; the table says how the scanner decides.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpora.numbers_cases import Case, Report
from corpora.numbers_values import digits

Finder = Callable[[Case], tuple[list[Report], list[Report]]]
# What each shape is the shape of; # stands for a random digit.
SHAPES = {
    "18: resident id, permit, tax": "#" * 18,
    "15: old resident id": "#" * 15,
    "17: a digit short, card": "#" * 17,
    "20: disability certificate": "#" * 20,
    "G+18: student number": "G" + "#" * 18,
    "16: card": "#" * 16,
    "19: card": "#" * 19,
    "22: account": "#" * 22,
    "12: account, serial": "#" * 12,
    "11: mobile": "#" * 11,
    "11 from 1: mobile": "1" + "#" * 10,
    "4-8: landline": "0393-" + "#" * 8,
    "8: landline, Taiwan permit": "#" * 8,
    "10: messenger, household": "#" * 10,
    "9: household": "#" * 9,
    "E+8: passport": "E" + "#" * 8,
    "H+8: travel permit": "H" + "#" * 8,
    "A+8: social security card": "A" + "#" * 8,
    "豫J+5: plate": "豫J" + "#" * 5,
    "8-6-4: groups": "######-########-####",
}
# The label before a string: none, one of a kind of label, a word that says it is something else, a unit behind it.
WORDS = {
    "no label": "本批次另有{v}，",
    "code": "编号：{v}",
    "person": "村民王建设，{v}",
    "identity": "身份证号：{v}",
    "account": "银行账号：{v}",
    "telephone": "电话：{v}",
    "office": "监督电话：{v}",
    "document": "护照号：{v}",
    "money": "下达资金{v}元",
}


def random_string(rng: Random, shape: str) -> str:
    """A shape with its digits drawn; the first of a run of digits only is not zero."""
    value = "".join(digits(rng, 1) if char == "#" else char for char in shape)
    return rng.choice("123456789") + value[1:] if shape[0] == "#" else value


def rates(finder: Finder, count: int, seed: int) -> dict[str, dict[str, float]]:
    """Shape → label → share of `count` random strings in which anything personal is reported."""
    found: dict[str, dict[str, float]] = {}
    for shape, form in SHAPES.items():
        found[shape] = {}
        for label, words in WORDS.items():
            rng = Random(f"random/{seed}/{shape}/{label}")
            texts = [words.format(v=random_string(rng, form)) for _ in range(count)]
            reported = sum(bool(finder(Case("random", label, text))[0]) for text in texts)
            found[shape][label] = reported / count if count else 0.0
    return found
