"""What calamine may do to us, turned into this program's error."""

from __future__ import annotations

from python_calamine import CalamineError, PasswordError

from scanner.errors import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


class Guarded:
    """Within it, calamine's errors and its panics on damaged files are `Unreadable`.

    A panic of the Rust code arrives as an exception that no ordinary `except` names: its class derives
    from BaseException and cannot be imported. A part that ends too early is an OSError.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            return
        if issubclass(kind, PasswordError):
            raise Unreadable("encrypted") from error
        if issubclass(kind, (CalamineError, OSError)) or kind.__name__ == "PanicException":
            raise Unreadable("damaged", "calamine") from error
