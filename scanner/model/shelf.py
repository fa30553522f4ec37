"""A mapping whose values are unpacked when they are first asked for, with what is known of all of them.

One notice needs a dozen of a hundred elements and one of forty profiles: what is not asked for costs a
copy of its bytes. A packed value is what `marshal` makes of texts, numbers, lists, tuples and mappings;
a noun is a mapping with the one key "": its name, the numbers of the fields that hold nouns, its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from marshal import dumps, loads

from scanner.model import rules
from scanner.model.words import NONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from scanner.kept import Kept, Place


class Shelf(Mapping):  # type: ignore[type-arg]
    """Read-only, in the order of its keys. `about` holds facts about all values that were found beforehand."""

    def __init__(
        self,
        packed: Mapping[Any, bytes | memoryview],
        about: Mapping[str, Any] = NONE,
        unpacked: Mapping[Any, Any] = NONE,
    ) -> None:
        self.about = about
        self._packed = packed
        self._unpacked = dict(unpacked)

    def __getitem__(self, key: Any) -> Any:
        try:
            return self._unpacked[key]
        except KeyError:
            value = self._unpacked[key] = unpacked(self._packed[key])
            return value

    def __contains__(self, key: object) -> bool:
        return key in self._packed or key in self._unpacked

    def __iter__(self) -> Iterator[Any]:
        return iter(self._packed or self._unpacked)

    def __len__(self) -> int:
        return len(self._packed or self._unpacked)


class KeptValues(Mapping):  # type: ignore[type-arg]
    """Packed values that lie in a file; each is read when it is asked for."""

    def __init__(self, kept: Kept, places: Mapping[Any, Place]) -> None:
        self._kept = kept
        self._places = places

    def __getitem__(self, key: Any) -> memoryview:
        return self._kept.raw(self._places[key])

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[Any]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def packed(value: Any) -> bytes:
    """The bytes that `unpacked` makes the value from again."""
    return dumps(_plain(value))


def unpacked(data: bytes | memoryview) -> Any:
    """The value. Raises what `marshal.loads` raises, and KeyError for a noun that there is no more."""
    return _made(loads(data))


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return type(value)([_plain(inner) for inner in value])
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if hasattr(value, "__slots__"):
        fields = [_plain(getattr(value, name)) for name in value.__slots__]
        return {
            "": (type(value).__name__, [at for at, field in enumerate(fields) if _holds_noun(field)], *fields)
        }
    return value


def _holds_noun(plain: Any) -> bool:
    if isinstance(plain, dict):
        return "" in plain or any(map(_holds_noun, plain.values()))
    return isinstance(plain, (tuple, list)) and any(map(_holds_noun, plain))


def _made(value: Any) -> Any:
    """The value with its nouns; what holds none stays what `marshal` gave."""
    kind = type(value)
    if kind is tuple or kind is list:
        return kind([_made(inner) for inner in value])
    if kind is dict:
        if "" in value:
            name, nouns, *fields = value[""]
            for at in nouns:
                fields[at] = _made(fields[at])
            return vars(rules)[name](*fields)
        return {key: _made(inner) for key, inner in value.items()}
    return value
