"""Files -> reports in worker processes that may die: a bad file costs only itself.

The parent hands out tasks over a pipe to each worker and gives reports back in the order of the files.
Whatever happens to a worker (a crash of a C library, an exhausted memory, a file that takes too long)
becomes the report of the file it was at, and a new worker goes on with the next.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from scanner.archive.failures import failed_report
from scanner.model import Report
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from scanner.model import Rulebook
    from scanner.settings import Settings

DEFAULT_WORKERS = 4
QUEUED = 2  # tasks a worker holds: the one it is at, and the next, so that it need not wait for the parent
WINDOW = 16  # reports a worker that may wait for a slower file before them
RECYCLED = 1000  # files after which a worker is replaced: C libraries do not give all their memory back
START_ALLOWANCE = 30.0  # seconds a spawned worker may take for its imports, beside the file's own time
_POLL = 0.1  # seconds between two looks at the clock
# A worker costs its start, so a further one is begun only when the others have been at their files for
# this many seconds, or have had this many files: half a dozen short notices need one.
_BUSY = 0.1
_FEW = 6
_ORPHANED = 5.0  # seconds between two looks whether the parent is still there


@noun
class Task:
    """One file to check. `reason` is set where it is already known that it cannot be opened."""

    path: str
    file: str
    settings: Settings
    reason: str = ""


def report_of(task: Task, rulebook: Rulebook) -> Report:
    """The report on one file, in this process. A file that cannot be opened is a gap."""
    from scanner.road import scan

    if task.reason:
        return failed_report(task.file, task.reason, rulebook.version)
    try:
        with open(task.path, "rb") as opened:
            data = opened.read(task.settings.limits.file_bytes + 1)
    except PermissionError:
        return failed_report(task.file, "no-permission", rulebook.version)
    except OSError as error:
        detail = type(error).__name__
        return failed_report(task.file, "cannot-open", rulebook.version, detail=detail)
    return scan(task.file, data, rulebook, task.settings)


def worker_count(stated: int) -> int:
    """How many workers: as stated, or with 0 one a core and at most four."""
    if stated:
        return stated
    asked = getattr(os, "sched_getaffinity", None)
    return min(len(asked(0)) if asked else os.cpu_count() or 1, DEFAULT_WORKERS)


# ---------------------------------------------------------------- in the parent


class Workers:
    """At most `jobs` worker processes, started as there is work for them.

    `patterns` are the folders of further rules, for workers that have to read the rule book again.
    """

    def __init__(self, rulebook: Rulebook, patterns: Sequence[str], jobs: int) -> None:
        import multiprocessing

        # Forking is cheap, and safe in a process without threads. Elsewhere than on Linux the system's
        # own libraries may have started some.
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._rulebook = rulebook
        self._patterns = tuple(patterns)
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._coming: Iterator[tuple[int, Task]] = iter(())
        self._waiting: deque[tuple[int, Task]] = deque()  # fetched or taken back, not yet handed out

    def reports(self, tasks: Iterable[Task]) -> Iterator[Report]:
        """A report for each task, in the order of the tasks, as soon as it and all before it are there."""
        self._coming = enumerate(tasks)
        ready: dict[int, Report] = {}
        following = 0
        try:
            while True:
                self._hand_out(following + self._jobs * WINDOW)
                if following in ready:
                    ready.update(self._gathered(0.0))
                    yield ready.pop(following)
                    following += 1
                elif any(worker.held for worker in self._workers):
                    ready.update(self._gathered(_POLL))
                else:
                    return
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers.clear()

    def _hand_out(self, end: int) -> None:
        """Give every worker with room a task with a number below `end`; a slow file must not pile up the rest."""
        while True:
            if not self._waiting:
                self._waiting.extend(islice(self._coming, 1))
            if not self._waiting or self._waiting[0][0] >= end:
                return
            worker = self._with_room()
            if worker is None:
                return
            worker.give(*self._waiting.popleft())

    def _with_room(self) -> _Worker | None:
        """An idle worker, a new one, or one that can queue a task."""
        for worker in [worker for worker in self._workers if not worker.held]:
            if worker.process.is_alive():
                return worker
            self._retire(worker)
        if len(self._workers) < self._jobs:
            if all(worker.busy() > _BUSY or worker.given >= _FEW for worker in self._workers):
                self._workers.append(_Worker(self._context, self._rulebook, self._patterns))
                return self._workers[-1]
            return None
        return next((worker for worker in self._workers if len(worker.held) < QUEUED), None)

    def _retire(self, worker: _Worker) -> None:
        """End a worker; what it had queued goes to another."""
        worker.stop()
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.held))

    def _gathered(self, patience: float) -> Iterator[tuple[int, Report]]:
        """(number, report) of the tasks that ended, one way or another, within `patience` seconds."""
        from multiprocessing.connection import wait

        busy = [worker for worker in self._workers if worker.held]
        answered = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            is_answered = worker.pipe in answered
            if not (is_answered or worker.is_overdue()):
                continue
            report = worker.answer() if is_answered else None
            number, task = worker.held.popleft()
            if report is None or worker.done >= RECYCLED:
                self._retire(worker)
            reason = "crashed" if is_answered else "timeout"
            yield number, report or failed_report(task.file, reason, self._rulebook.version)


class _Worker:
    """One process with its pipe and the tasks it holds; it is at the first of them."""

    def __init__(self, context: BaseContext, rulebook: Rulebook, patterns: tuple[str, ...]) -> None:
        self.pipe, theirs = context.Pipe()
        # A forked process has the rule book already; a spawned one reads it again.
        given = rulebook if context.get_start_method() == "fork" else None
        make: Callable[..., BaseProcess] = context.Process  # type: ignore[attr-defined]
        self.process = make(target=_work, args=(theirs, given, patterns, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.held: deque[tuple[int, Task]] = deque()
        self.given = 0
        self.done = 0
        self._since = 0.0
        self._starting = 0.0 if given else START_ALLOWANCE

    def give(self, number: int, task: Task) -> None:
        """Hand over a task. That the process is gone is noticed when its report is waited for."""
        if not self.held:
            self._since = time.monotonic()
        self.held.append((number, task))
        self.given += 1
        with suppress(OSError):
            self.pipe.send(task)

    def answer(self) -> Report | None:
        """The report on the task it was at, or None when the process is gone."""
        try:
            report: Report
            report, is_healthy = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self._since = time.monotonic()
        self.done = self.done + 1 if is_healthy else RECYCLED
        return report

    def is_overdue(self) -> bool:
        """Whether the file it is at has taken longer than its settings allow."""
        allowed = self.held[0][1].settings.timeout + (0.0 if self.done else self._starting)
        return self.busy() > allowed

    def busy(self) -> float:
        """Seconds since it began with the file it is at."""
        return time.monotonic() - self._since

    def stop(self) -> None:
        """End the process now."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


# ---------------------------------------------------------------- in the worker


def _work(pipe: Connection, rulebook: Rulebook | None, patterns: tuple[str, ...], parent: int) -> None:
    """Answer tasks with reports until the parent closes the pipe or is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence_libraries()
    if rulebook is None:
        from scanner.road import load_rules

        rulebook = load_rules(patterns)
    limited = False
    while True:
        while not pipe.poll(_ORPHANED):
            if os.name == "posix" and os.getppid() != parent:
                return
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        if not limited:
            _limit_memory(task.settings.max_memory)
            limited = True
        pipe.send(_answer(task, rulebook))


def _answer(task: Task, rulebook: Rulebook) -> tuple[Report, bool]:
    """The report, and whether the process may be used again. A bug is a record that names no text of the file."""
    try:
        return report_of(task, rulebook), True
    except MemoryError:
        return failed_report(task.file, "out-of-memory", rulebook.version), False
    except Exception as error:  # noqa: BLE001 - a bug in one file must not stop a batch of thousands
        detail = type(error).__name__
        return failed_report(task.file, "internal-error", rulebook.version, detail=detail), True


def _silence_libraries() -> None:
    """What C libraries write to the screen when they fail may hold text of the file."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory(megabytes: int) -> None:
    """Limit the address space, where the system can (not on Windows; macOS does not hold it)."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 2**20
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
