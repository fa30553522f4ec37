"""notice-scan: may this notice go out, and if not, where, why and what to do.

The library's whole door: `scan(name, data)` gives a `Report`, `load_rules()` the rule book. Nothing
heavy is imported before one of them is used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from scanner.model import Report
    from scanner.road import load_rules, scan

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "load_rules", "scan"]

_DOOR = {
    "Report": ("scanner.model", "Report"),
    "load_rules": ("scanner.road", "load_rules"),
    "scan": ("scanner.road", "scan"),
}


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _DOOR[name]
    return getattr(import_module(module), attribute)
