"""`etree` of lxml, without the standard library's `inspect`.

lxml asks `inspect` for one function, which it needs for parser targets alone, and nothing here has any.
With what `inspect` loads itself (ast, dis, tokenize) that would be a third of the start of lxml.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from lxml import etree

__all__ = ["etree"]


class _Later(ModuleType):
    """The module `inspect` for whoever asks while lxml is loaded: the real one is loaded when it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: getattr(_inspect(), name)(*given, **named)


def _inspect() -> ModuleType:
    import inspect

    return inspect


def _etree() -> Any:
    """Import lxml; nobody sees the stand-in afterwards."""
    if "inspect" in sys.modules or "lxml.etree" in sys.modules:
        from lxml import etree

        return etree
    later = sys.modules["inspect"] = _Later("inspect")
    try:
        from lxml import etree
    finally:
        if sys.modules.get("inspect") is later:
            del sys.modules["inspect"]
    return etree


if not TYPE_CHECKING:
    etree = _etree()
