"""Persons, organisations and addresses, offline: structure, rules with evidence, a character model, a resolver.

    names = names_of(text)          nothing is read yet
    names.stated                    by columns, labels, sign-offs, masks alone: the model is not even imported
    names.entities                  everything, by place; each with kind, evidence and certainty
    names.within(start, end)        those of a stretch of the searched text (a row, a sentence)

A bare name is never a finding: what is said of a name, and in what role, decides.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText
    from scanner.search.names.entities import KINDS, Entity
    from scanner.search.names.reading import Names

__all__ = ["KINDS", "Entity", "Names", "names_of"]


def names_of(text: NormalizedText) -> Names:
    """The names of a text, read when first asked for."""
    from scanner.search.names.reading import Names

    return Names(text)


def __getattr__(name: str) -> object:
    """What this package shows of its modules: word lists are asked for by texts whose names nobody asks for."""
    module = {"KINDS": "entities", "Entity": "entities", "Names": "reading"}.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{module}"), name)
