"""The verbs a rule can use, one module each.

A kind's module has two functions: ``check(parameters) -> list[str]`` gives the reasons why the parameters
of a rule are not understood (none when they are), ``find(rules, subject) -> Search`` looks for what
those rules describe. A kind whose findings no plain text can show has ``example_document(text)`` as well:
the document that an example of it tells of.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType

KINDS: dict[str, str] = {
    "attribute": "scanner.search.kinds.attribute",
    "audience": "scanner.search.kinds.audience",
    "code": "scanner.search.kinds.code",
    "column": "scanner.search.kinds.column",
    "combination": "scanner.search.kinds.combination",
    "consistency": "scanner.search.kinds.consistency",
    "element": "scanner.search.kinds.element",
    "hidden": "scanner.search.kinds.hidden",
    "lexicon": "scanner.search.kinds.lexicon",
    "mask": "scanner.search.kinds.mask",
    "number": "scanner.search.kinds.number",
    "timing": "scanner.search.kinds.timing",
    "value": "scanner.search.kinds.value",
}


def kind_module(kind: str) -> ModuleType:
    """The module of a kind of `KINDS`, imported when first asked for."""
    return module(KINDS[kind])


@cache
def module(name: str) -> ModuleType:
    """A module of the program by its full name, imported when first asked for."""
    __import__(name)  # `importlib` itself would have to be loaded for its `import_module`
    return sys.modules[name]
