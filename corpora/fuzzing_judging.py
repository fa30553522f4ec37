"""What a reader does with a case, in a process of its own: a report, or what went wrong.

Wrong is: an exception, the death of the process, more than ten seconds of CPU time, more than 1 GiB of memory,
and a file that is called read though nothing of it was (no text, no gap). Asked strictly: also a number that
stands in the file in clear but in no text, without a gap. That happens to words between elements where no
program looks for them, so each of these has to be looked at.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.fuzzing_packages import members
from corpora.fuzzing_seeds import NUMBER

SECONDS = 10  # CPU time that a case may take
WALL = 120.0  # seconds after which a case that does not even use the CPU is ended
MEMORY = 1 << 30  # bytes that the process may grow by
_CEILING = 3 << 30  # bytes of address space, on top of what there is at first, at which the system refuses
# In these a number that stands in the file in clear must stand in a block, or something was not read.
_PLAINLY = frozenset("docx xlsx pptx odt ods odp ofd xml rtf html md txt csv eml mht doc xls ppt msg".split())
_OLE = b"\xd0\xcf\x11\xe0"
_BLANK = re.compile(r"[\s\0\ufeff\u200b]*")
SETTINGS_DAY = "2026-11-22"


@dataclass(frozen=True)
class Outcome:
    """What a case came to: "" or what is wrong, where it happened, and the seconds of CPU it took."""

    fault: str
    where: str = ""
    seconds: float = 0.0


class Judge:
    """A process that makes cases of a reader and scans them; it is started anew where one has killed it.

    `also` is a folder of further files, `whole` says which cases go the whole road: every one, every second …;
    `strict` is that of `judged`.
    """

    def __init__(
        self, reader: str, seed: int, *, also: str = "", whole: int = 1, strict: bool = False
    ) -> None:
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._traces = Path(tempfile.mkdtemp()) / "trace"
        self._about = (reader, seed, also, whole, strict)
        self._process: Any = None
        self._pipe: Any = None

    def outcomes(self, numbers: Iterable[int]) -> Iterator[Outcome | None]:
        """What becomes of each of these cases; None where its making failed (the libraries that make it crash too)."""
        pending = deque(numbers)
        while pending:
            if self._process is None:
                self._start()
            self._pipe.send(list(pending))
            while pending:
                is_made = self._answer()
                answer = self._answer() if is_made else None
                pending.popleft()
                if is_made is False:
                    yield None
                    continue
                if answer is None:
                    yield self._ended() if is_made else None
                    self.close()
                    break
                yield Outcome(*answer)

    def made(self, number: int) -> tuple[str, bytes] | None:
        """Name and bytes of a case."""
        if self._process is None:
            self._start()
        self._pipe.send(number)
        found: tuple[str, bytes] | None = self._answer()
        return found

    def _answer(self) -> Any:
        """What the process says next; None where it is gone or says nothing for long."""
        try:
            return self._pipe.recv() if self._pipe.poll(WALL) else None
        except (EOFError, OSError):
            return None

    def _ended(self) -> Outcome:
        """What is wrong with the case that the process ended at, or is at still."""
        self._process.join(1)
        code = self._process.exitcode
        fault = "hang" if code in (None, -signal.SIGPROF) else f"crash {code}"
        return Outcome(fault, _deepest(self._traces), 2.0 * SECONDS if fault == "hang" else 0.0)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None
        with suppress(OSError):
            self._traces.unlink()

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=_work, args=(theirs, *self._about, str(self._traces)), daemon=True
        )
        with warnings.catch_warnings():  # newer Pythons warn of threads that another test may have left
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        theirs.close()


def _deepest(traces: Path) -> str:
    """The innermost function of the project that a process was in when it ended."""
    with suppress(OSError):
        for line in traces.read_text("utf-8", "replace").splitlines():
            found = re.search(r'File ".*?/((?:scanner|reports)/[^"]+)", line (\d+) in (\S+)', line)
            if found:
                return f"{found[1]}:{found[2]} {found[3]}"
    return ""


# ---------------------------------------------------------------- in the process


def _work(pipe: Any, reader: str, seed: int, also: str, whole: int, strict: bool, traces: str) -> None:
    """Make cases and answer with what became of them until the pipe is closed."""
    from corpora.fuzzing_seeds import case
    from scanner.road import load_rules
    from scanner.settings import Limits, Settings

    book = load_rules()
    settings = Settings(today=SETTINGS_DAY, limits=Limits(ocr="never"))
    trace = open(traces, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process lives
    faulthandler.enable(trace)
    if hasattr(signal, "SIGPROF"):
        faulthandler.register(signal.SIGPROF, trace, chain=True)
    _silence()
    _bound()
    while True:
        try:
            asked = pipe.recv()
        except (EOFError, OSError):
            return
        if isinstance(asked, int):
            pipe.send(case(reader, seed, asked, also))
            continue
        for number in asked:
            _clock(SECONDS)
            try:
                name, data = case(reader, seed, number, also)
            except Exception:  # noqa: BLE001 - a library that refuses a change is no fault of the reader
                pipe.send(False)
                continue
            pipe.send(True)
            pipe.send(_timed(name, data, None if number % whole else book, settings, strict))
            _clock(0)


def _timed(name: str, data: bytes, book: Any, settings: Any, strict: bool) -> tuple[str, str, float]:
    """What is wrong with the report on a file, where, and the seconds of CPU that it took."""
    _clock(2 * SECONDS)
    before = _resident("VmRSS")
    begun = time.process_time()
    fault, where = judged(name, data, book, settings, strict=strict)
    seconds = time.process_time() - begun
    if not fault and seconds > SECONDS:
        fault = "slow"
    if not fault and _resident("VmHWM") - before > MEMORY:
        fault = "memory"
    return fault, where, seconds


def judged(name: str, data: bytes, book: Any, settings: Any, *, strict: bool = False) -> tuple[str, str]:
    """What is wrong with the report on a file, and where; ("", "") where nothing is.

    Without a rule book the file is only read. `strict` also asks whether a number got lost.
    """
    from reports.as_json import report_line
    from scanner.extract import extract
    from scanner.road import report_on

    try:
        document = extract(name, data, settings.limits)
        if book is not None:
            report_line(report_on(document, book, settings), book, "zh").encode()
    except MemoryError:
        return "MemoryError", _place(sys.exc_info()[2])
    except Exception as error:  # noqa: BLE001 - all of them are what is looked for
        return type(error).__name__, _place(error.__traceback__)
    if document.gaps:
        return "", ""
    texts = document.blocks.texts
    if all(_BLANK.fullmatch(text) for text in texts):
        return "silent", document.format
    if (
        strict
        and document.format in _PLAINLY
        and NUMBER in _plain(data)
        and not any(NUMBER in text for text in texts)
    ):
        return "lost", document.format
    return "", ""


def _plain(data: bytes) -> str:
    """What stands in the file in clear: its bytes, those of its members where it is a package."""
    parts = [part for _, part in members(data)] if data[:2] == b"PK" else [data]
    wide = [part.decode("utf-16-le", "ignore") for part in parts if part.startswith(_OLE)]
    return "\n".join([*(part.decode("latin-1") for part in parts), *wide])


def _place(found: Any) -> str:
    """The innermost line of the project."""
    frames = traceback.extract_tb(found)
    own = [frame for frame in frames if "/scanner/" in frame.filename or "/reports/" in frame.filename]
    last = (own or frames)[-1]
    return f"{re.sub(r'^.*/(?=(?:scanner|reports)/)', '', last.filename)}:{last.lineno} {last.name}"


def _silence() -> None:
    """C libraries write of what they meet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _bound() -> None:
    """A case cannot take the memory of the whole machine."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        ceiling = _CEILING + _resident("VmSize")
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _clock(seconds: float) -> None:
    """End the process after so many seconds of CPU time, also within a library; 0 stops the clock."""
    if hasattr(signal, "ITIMER_PROF"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _resident(field: str) -> int:
    """Bytes of memory: VmRSS now, VmHWM at most since VmRSS was asked for; 0 where the system does not tell."""
    with suppress(OSError):
        if field == "VmRSS":
            Path("/proc/self/clear_refs").write_text("5")
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) << 10
    return 0
