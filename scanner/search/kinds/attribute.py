"""Kind `attribute`: what is said about a named person (病情、残疾、家庭变故、收入、住址、未成年 …).

An attribute is a finding only beside a person: in the same clause, the same row, the same form or record.
Counts (因病致贫23户), standards, policy sentences and people who answer for something are none.

Parameters of a rule; patterns see the folded text of one sentence or cell:

`group`      the word by which a profile permits or forbids such data (`permits`, `forbids`).
`gate`       words of which one must stand in the text before anything else is looked at.
`patterns`   what says it; a group ``(?P<mark>…)`` is the find, else all that matched. Neighbouring finds are one.
`cells`      further patterns that must be a whole cell, line or part of a flattened row.
`columns`    heads under which every filled cell beside a name is a find; `labels` the same for 病情：….
`whole`      with `columns` and `labels`: a pattern the value must hold.
`nothing`    patterns of whole values of such cells that say nothing (无, 健康).
`weak_columns` heads that count in a notice whose title has one of `titles`.
`near`       words in the same clause that make something else of it (标准, 监测线).
`unless_head` words in the head of a column that make its cells something else (分配房号).
`sure`       patterns that say by themselves that a person is meant (家住…), `unless` or not.
`told`       patterns whose wording speaks of somebody in particular (瘫在床上, 欠了一屁股债): their person may be named in a
             sentence before, or by nothing but the recogniser of names.
`learned`    what the model of clauses calls it (`attributes/clauses.py`), where it is to be asked as well.
`must`       a pattern without which `patterns`, `told` and `sure` are not tried in a sentence (it only saves time).
`heads`      patterns of whole heads of columns, as `columns`; `not_heads` those that are other columns.
`beside`     with `named`: what must stand in the line of a find, or in one beside it (孩子, 8岁).
`named`      true: a find must be the name of a person (a guardian).
`by`         how a find of `patterns` must belong to its person (clause, row, form, record); all unless told.
`not_in`     notice types in which `patterns` are not looked for.
`generic`    patterns of whole finds that name a ground and no more (因病住院): none of `patterns` and `cells`.
`given`      by notice type, a pattern of whole finds that every person of such a notice is.
`grounds`    patterns of whole causes (因病, 缺劳力) that count below a head which one of `ground_heads` matches;
             `ground_words`, words of which one must stand in the text for that.
`head_decides` true: a cell below a head of this rule is this rule's, whatever its words say.
`unless`     words that turn the sentence into something else.
`behind`, `before`  words right behind or right before a find that make a body, a fund or a count of it.
`alone`      labels that make a find without a name near (家庭住址).
`of`         "name": the find is the name of the person about whom it is said (a minor).
`titles`     with `of`: words of the title that make the persons of a notice such persons.
`joined` true: what stands side by side in a sentence with but a comma between is one finding.
`officials`  true: also of people who answer for something.
`levels`     the level `masked` names have, where a whole name gets the rule's own; `weak`: finds below `weak_columns`;
             `ground`: causes (`grounds`).
"""

from __future__ import annotations

from scanner.characters import plain
from scanner.model import LEVELS, Search
from scanner.search.attributes.gates import is_open

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.model import Rule
    from scanner.search.subject import Subject

LISTS = (
    "gate",
    "patterns",
    "cells",
    "columns",
    "labels",
    "nothing",
    "generic",
    "unless",
    "behind",
    "before",
    "alone",
    "titles",
    "sure",
    "by",
    "not_in",
    "weak_columns",
    "unless_head",
    "near",
    "told",
    "heads",
    "not_heads",
    "grounds",
    "ground_heads",
    "ground_words",
)
WORDS = ("group", "whole", "of", "must", "beside", "learned")

PATTERNS = (
    "patterns",
    "told",
    "cells",
    "sure",
    "nothing",
    "generic",
    "whole",
    "heads",
    "not_heads",
    "grounds",
    "ground_heads",
    "must",
    "beside",
)


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    known = (*LISTS, *WORDS, "officials", "levels", "given", "named", "head_decides", "joined")
    reasons = [f"不认识的参数 / unknown parameter “{key}”" for key in parameters if key not in known]
    for key in LISTS:
        words = parameters.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            reasons.append(f"{key} 应为字符串列表 / must be a list of strings")
    for key in WORDS:
        if not isinstance(parameters.get(key, ""), str):
            reasons.append(f"{key} 应为字符串 / must be a string")
    for key in ("gate", "group"):
        if not parameters.get(key):
            reasons.append(f"{key} 不能为空 / must not be empty")
    if parameters.get("of", "name") != "name":
        reasons.append("of 只能是 / must be “name”")
    levels = parameters.get("levels", {})
    if not isinstance(levels, dict) or any(level not in LEVELS for level in levels.values()):
        reasons.append(f"levels 应为 / must be one of {', '.join(LEVELS)}")
    given = parameters.get("given", {})
    if not isinstance(given, dict):
        reasons.append("given 应为表 / must be a table")
        given = {}
    reasons += [f"given: {reason}" for pattern in given.values() for reason in _bad(pattern)]
    return reasons + [f"{key}: {reason}" for key in PATTERNS for reason in _bad(parameters.get(key, []))]


def _bad(patterns: object) -> list[str]:
    import re

    found = []
    for pattern in (
        [patterns] if isinstance(patterns, str) else patterns if isinstance(patterns, list) else []
    ):
        try:
            re.compile(plain(str(pattern)))
        except re.error as error:
            found.append(f"{error}")
    return found


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """What these rules find about persons, in order of place; nothing is imported where no gate word stands."""
    gates = [gate if isinstance(gate := rule.parameters["gate"], list) else [] for rule in rules]
    if not is_open(gates, subject.text.text):
        return Search()
    from scanner.search.attributes.finder import Finder

    return Search(findings=tuple(Finder(rules, subject).findings()))
