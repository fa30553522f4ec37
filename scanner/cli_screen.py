"""Where the command line writes: plain where nobody watches, with colour on a terminal."""

from __future__ import annotations

import os
import sys
import time
from io import TextIOWrapper

from reports.layout import NARROWEST, WIDTH, Line, plain
from scanner.errors import ScanError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, TextIO

    from rich.console import Console
    from rich.progress import Progress

    from scanner.model import Lang

WIDEST = 100  # cells; longer lines are hard to read
# What the code page of a Chinese Windows console lacks.
_STAND_INS = {"✔": "√", "✘": "×", "–": "-", "\xa0": " "}
_HANDLER = "scan-stand-ins"


class OutputRefused(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "写不进文件：{path}。请检查文件夹是否存在、有没有写入权限。",
        "en": "Cannot write to {path}. Check that the folder exists and may be written to.",
    }


class Screen:
    """Standard output and standard error of one run."""

    def __init__(self) -> None:
        _register_stand_ins()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors=_HANDLER)
        self.is_terminal = _is_terminal(sys.stdout)
        self._console: Console | None = None

    def width(self) -> int:
        """Cells of a line."""
        if not self.is_terminal:
            return WIDTH
        try:
            return max(NARROWEST, min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST))
        except (OSError, ValueError):
            return WIDTH

    def write(self, chunk: str | list[Line]) -> None:
        """Text as it is; styled lines in colour on a terminal, plain elsewhere."""
        if isinstance(chunk, str) or not self.is_terminal or "NO_COLOR" in os.environ:
            sys.stdout.write(chunk if isinstance(chunk, str) else plain(chunk))
            sys.stdout.flush()
            return
        from rich.text import Text

        if self._console is None:
            from rich.console import Console

            self._console = Console(highlight=False, markup=False, emoji=False)
        for line in chunk:
            self._console.print(Text.assemble(*line), soft_wrap=True)

    def write_data(self) -> None:
        """From here on UTF-8 with plain line feeds, for programs."""
        if isinstance(sys.stdout, TextIOWrapper) and not self.is_terminal:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors=_HANDLER)

    def complain(self, sentence: str) -> None:
        """A sentence on standard error."""
        sys.stdout.flush()
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _register_stand_ins() -> None:
    import codecs

    def stand_in(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        signs = error.object[error.start : error.end]
        return "".join(_stand_in(sign, error.encoding) for sign in signs), error.end

    codecs.register_error(_HANDLER, stand_in)


def _stand_in(sign: str, encoding: str) -> str:
    """What a screen shows for a sign that its encoding lacks."""
    instead = _STAND_INS.get(sign, "?")
    try:
        instead.encode(encoding)
    except UnicodeEncodeError:
        return "?"
    return instead


class ReportFile:
    """A UTF-8 file that appears under its name only when everything was written."""

    is_terminal = False

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def width(self) -> int:
        """Cells of a line."""
        return WIDTH

    def write(self, chunk: str | list[Line]) -> None:
        """Text as it is, lines without styles."""
        self._file.write(chunk if isinstance(chunk, str) else plain(chunk))

    def write_data(self) -> None:
        """Files are fit for programs as they are."""


class Opened:
    """The screen, or the file of that name, which is put in place when all is written. Entering raises OutputRefused."""

    def __init__(self, path: str, screen: Screen) -> None:
        self._path = path
        self._part = f"{path}.{os.getpid()}.part"
        self._screen = screen
        self._file: TextIO | None = None

    def __enter__(self) -> Screen | ReportFile:
        if not self._path:
            return self._screen
        try:
            self._file = open(self._part, "w", encoding="utf-8", newline="\n", errors=_HANDLER)
        except OSError as error:
            raise OutputRefused(path=self._path) from error
        return ReportFile(self._file)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._file is None:
            return
        try:
            self._file.close()
            if kind is None:
                os.replace(self._part, self._path)
        finally:
            if os.path.exists(self._part):
                os.unlink(self._part)


class Bar:
    """A count of files on standard error, once a run takes longer than a moment and somebody watches.

    The total is not known beforehand: folders are walked while files are checked.
    """

    AFTER = 1.0  # seconds
    EVERY = 0.2  # seconds between two drawings, and after something else was written

    def __init__(self, lang: Lang) -> None:
        self._wanted = _is_terminal(sys.stderr)
        self._lang = lang
        self._begun = self._changed = time.monotonic()
        self._progress: Progress | None = None
        self._files = 0

    def advance(self, file: str) -> None:
        """One more file is done."""
        self._files += 1
        now = time.monotonic()
        if not self._wanted or now - self._begun < self.AFTER or now - self._changed < self.EVERY:
            return
        self._changed = now
        self._draw(file, int(now - self._begun))

    def pause(self) -> None:
        """Clear the bar away before something else is written."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
            self._changed = time.monotonic()

    def _draw(self, file: str, seconds: int) -> None:
        from reports.layout import cleaned, shortened

        if self._progress is None:
            self._progress = _progress()
        done = f"已检查 {self._files} 个文件" if self._lang == "zh" else f"{self._files} files checked"
        said = f"{done}  {seconds // 60}:{seconds % 60:02}  {shortened(cleaned(file), 40)}"
        self._progress.update(self._progress.tasks[0].id, description=said)
        self._progress.refresh()


def _progress() -> Progress:
    """A line that shows it is alive; without a refreshing thread, since worker processes are forked from here."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
    )
    progress.add_task("", total=None)
    progress.start()
    return progress
