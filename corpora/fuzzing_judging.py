"""What a reader does with a case, in a process of its own: a report, or what went wrong.

Wrong is: an exception, the death of the process, more than ten seconds of CPU time, more than 1 GiB of memory,
and a file that is called read though nothing of it was (no text, no gap).
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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 10  # CPU time that a case may take
WALL = 120.0  # seconds after which a case that does not even use the CPU is ended
MEMORY = 1 << 30  # bytes that the process may grow by
_CEILING = 4 << 30  # bytes of address space at which the system refuses
_BLANK = re.compile(r"[\s\0\ufeff\u200b]*")
SETTINGS_DAY = "2026-11-22"


@dataclass(frozen=True)
class Outcome:
    """What a case came to: "" or what is wrong, where it happened, and the seconds of CPU it took."""

    fault: str
    where: str = ""
    seconds: float = 0.0


class Judge:
    """A process that makes cases of a reader and scans them; it is started anew where one has killed it."""

    def __init__(self, reader: str, seed: int) -> None:
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._traces = Path(tempfile.mkdtemp()) / "trace"
        self._about = (reader, seed)
        self._process: Any = None
        self._pipe: Any = None

    def outcome(self, number: int) -> Outcome | None:
        """What becomes of this case; None where its making failed (the libraries that make it crash too)."""
        is_made = self._asked(number, True)
        if is_made is None:
            self.close()
            return None
        begun = time.monotonic()
        answer = self._answer()
        if answer is not None:
            return Outcome(*answer)
        took = min(time.monotonic() - begun, 2.0 * SECONDS)
        fault = "hang"
        if took < WALL and self._process is not None:
            self._process.join(10)
            code = self._process.exitcode
            fault = "hang" if code in (None, -signal.SIGPROF) else f"crash {code}"
        where = _deepest(self._traces)
        self.close()
        return Outcome(fault, where, took)

    def made(self, number: int) -> tuple[str, bytes] | None:
        """Name and bytes of a case."""
        found: tuple[str, bytes] | None = self._asked(number, False)
        return found

    def _asked(self, number: int, is_scanned: bool) -> Any:
        if self._process is None:
            self._start()
        self._pipe.send((number, is_scanned))
        return self._answer()

    def _answer(self) -> Any:
        """What the process says next; None where it is gone or says nothing for long."""
        try:
            return self._pipe.recv() if self._pipe.poll(WALL) else None
        except (EOFError, OSError):
            return None

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


def _work(pipe: Any, reader: str, seed: int, traces: str) -> None:
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
            number, is_scanned = pipe.recv()
        except (EOFError, OSError):
            return
        _clock(SECONDS)
        name, data = case(reader, seed, number)
        pipe.send(True if is_scanned else (name, data))
        if is_scanned:
            pipe.send(_timed(name, data, book, settings))
        _clock(0)


def _timed(name: str, data: bytes, book: Any, settings: Any) -> tuple[str, str, float]:
    """What is wrong with the report on a file, where, and the seconds of CPU that it took."""
    _clock(2 * SECONDS)
    before = _resident("VmRSS")
    begun = time.process_time()
    fault, where = judged(name, data, book, settings)
    seconds = time.process_time() - begun
    if not fault and seconds > SECONDS:
        fault = "slow"
    if not fault and _resident("VmHWM") - before > MEMORY:
        fault = "memory"
    return fault, where, seconds


def judged(name: str, data: bytes, book: Any, settings: Any) -> tuple[str, str]:
    """What is wrong with the report on a file, and where; ("", "") where nothing is."""
    from reports.as_json import report_line
    from scanner.extract import extract
    from scanner.road import report_on

    try:
        document = extract(name, data, settings.limits)
        report = report_on(document, book, settings)
        report_line(report, book, "zh").encode()
    except MemoryError:
        return "MemoryError", _place(sys.exc_info()[2])
    except Exception as error:  # noqa: BLE001 - all of them are what is looked for
        return type(error).__name__, _place(error.__traceback__)
    is_read = any(not _BLANK.fullmatch(block.text) for block in document.blocks)
    if not is_read and not report.gaps:
        return "silent", document.format
    return "", ""


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

        resource.setrlimit(resource.RLIMIT_AS, (_CEILING, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _clock(seconds: float) -> None:
    """End the process after so many seconds of CPU time, also within a library; 0 stops the clock."""
    if hasattr(signal, "ITIMER_PROF"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _resident(field: str) -> int:
    """Bytes in memory, now or at most since this was last asked for now; 0 where the system does not tell."""
    with suppress(OSError):
        if field == "VmRSS":
            Path("/proc/self/clear_refs").write_text("5")
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) << 10
    return 0
