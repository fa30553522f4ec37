"""A message whose headers are looked up, not walked through: the library asks for the same one for every part."""

from __future__ import annotations

from email.message import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FEW = 40  # headers that are walked through as fast


class Headed(Message):
    """As the library's own."""

    _found: dict[str, Any] | None = None  # the first header of each name, in small letters

    def get(self, name: str, failobj: Any = None) -> Any:
        """The first header of this name, or `failobj`."""
        if len(self) <= _FEW:
            return super().get(name, failobj)
        if self._found is None:
            self._found = {}
            for own, value in self.raw_items():
                self._found.setdefault(own.lower(), (own, value))
        first = self._found.get(name.lower())
        return failobj if first is None else self.policy.header_fetch_parse(*first)

    def set_raw(self, name: str, value: Any) -> None:
        """Add a header as it stands."""
        self._found = None
        super().set_raw(name, value)

    def __setitem__(self, name: str, value: Any) -> None:
        self._found = None
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        self._found = None
        super().__delitem__(name)
