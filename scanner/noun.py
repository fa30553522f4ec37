"""`noun`: a frozen, slotted record class that is cheap to define.

`dataclasses` compiles half a dozen methods for every class when it is defined: with the hundred nouns of
this program that alone would cost a start as much as reading a one-page notice. A noun has an `__init__`
of its own and shares the rest. Type checkers treat it as a frozen dataclass.
"""

from __future__ import annotations

from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar, dataclass_transform

    T = TypeVar("T")

    @dataclass_transform(frozen_default=True)
    class noun(type): ...  # noqa: N801

else:

    def noun(name, bases, body):
        """A class with slots for its annotated fields, frozen, comparable, hashable, picklable.

        It is written ``class Place(metaclass=noun)``; the class itself is an ordinary one.
        """
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body.pop(field) for field in fields if field in body}
        body.update(_SHARED, __slots__=fields, __match_args__=fields)
        made = type(name, bases, body)
        made.__init__ = _initializer(made, fields, defaults)
        return made


def replace(record: T, **changes: Any) -> T:
    """A copy of a noun with some fields changed. Raises TypeError for a field it does not have."""
    names = record.__slots__  # type: ignore[attr-defined]
    values = [changes.pop(name) if name in changes else getattr(record, name) for name in names]
    if changes:
        raise TypeError(f"{type(record).__name__} has no field {', '.join(changes)}")
    return type(record)(*values)


_codes: dict[int, Any] = {}  # the code of an __init__ by its number of fields: compiling is what costs


def _initializer(made: Any, names: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    if len(names) not in _codes:
        _codes[len(names)] = _code(len(names))
    code = _codes[len(names)].replace(co_varnames=("self", *names))
    scope = {f"_set_{at}": made.__dict__[name].__set__ for at, name in enumerate(names)}
    optional = tuple([defaults[name] for name in names if name in defaults])
    if any(name not in defaults for name in names[len(names) - len(optional) :]):
        raise TypeError(f"{made.__name__}: a field without a default follows one with a default")
    return FunctionType(code, scope, "__init__", optional)


def _code(count: int) -> Any:
    parameters = "".join([f", a{at}" for at in range(count)])
    lines = [f"_set_{at}(self, a{at})" for at in range(count)] or ["pass"]
    scope: dict[str, Any] = {}
    exec(f"def __init__(self{parameters}):\n " + "\n ".join(lines), scope)
    return scope["__init__"].__code__


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__slots__])


def _refuse(self: Any, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__} is frozen")


def _equal(self: Any, other: object) -> bool:
    return type(other) is type(self) and _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash((type(self).__name__, _values(self)))


def _shown(self: Any) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__name__}({fields})"


def _reduced(self: Any) -> tuple[Any, tuple[Any, ...]]:
    return type(self), _values(self)


_SHARED: dict[str, Any] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
    "__reduce__": _reduced,
}
