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
from functools import partial
from itertools import count, islice

from scanner.archive import memory
from scanner.archive.failures import failed_report
from scanner.archive.tasks import Task, report_of, tasks_within
from scanner.model import Report
from scanner.noun import noun, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess
    from typing import TypeVar

    from scanner.model import Rulebook

    T = TypeVar("T")

DEFAULT_WORKERS = 4
QUEUED = 2  # tasks a worker holds: the one it is at, and the next, so that it need not wait for the parent
WINDOW = 16  # reports a worker that may wait for a slower file before them
RECYCLED = 1000  # files after which a worker is replaced: C libraries do not give all their memory back
START_ALLOWANCE = 30.0  # seconds a spawned worker may take for its imports, beside the file's own time
_POLL = 0.1  # seconds between two looks at the clock
_UNSEEN = 0.2  # seconds at a file before its memory is looked at: asking costs more than a short notice
# A worker costs its start, so a further one is begun only when the others have been at their files for
# this many seconds, or have had this many files: half a dozen short notices need one.
_BUSY = 0.1
_FEW = 6
_ORPHANED = 5.0  # seconds between two looks whether the parent is still there


class Answer(metaclass=noun):
    """What a worker says: a report, or the file of a container that it begins with now."""

    report: Report | None
    is_last: bool  # of its task
    is_healthy: bool = True  # whether the process may be used again
    begun: str = ""


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
        self._done: set[int] = set()  # tasks of which all reports are there

    def reports(self, tasks: Iterable[Task]) -> Iterator[Report]:
        """A report for each task, in the order of the tasks, as soon as it and all before it are there.

        A task that is a container has one for each of its files.
        """
        self._coming = enumerate(tasks)
        ready: dict[int, deque[Report]] = {}
        following = 0
        try:
            while True:
                self._hand_out(following + self._jobs * WINDOW)
                if ready.get(following):
                    self._gather(ready, 0.0)
                    yield ready[following].popleft()
                elif following in self._done:
                    self._done.remove(following)
                    ready.pop(following, None)
                    following += 1
                elif any(worker.held for worker in self._workers):
                    self._gather(ready, _POLL)
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

    def _gather(self, ready: dict[int, deque[Report]], patience: float) -> None:
        """Take in what the workers say within `patience` seconds, and what becomes of the dead and the slow."""
        from multiprocessing.connection import wait

        busy = [worker for worker in self._workers if worker.held]
        answered = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            is_answered = worker.pipe in answered
            reason = "crashed" if is_answered else worker.too_much()
            if not reason:
                continue
            number, task = worker.held[0]
            answer = worker.answer() if is_answered else None
            if answer is None:
                ready.setdefault(number, deque()).append(
                    failed_report(worker.member or task.file, reason, self._rulebook.version)
                )
                self._resume(worker, number, task)
                continue
            if answer.report is not None:
                ready.setdefault(number, deque()).append(answer.report)
            if answer.is_last:
                worker.held.popleft()
                self._done.add(number)
                if worker.done >= RECYCLED:
                    self._retire(worker)

    def _resume(self, worker: _Worker, number: int, task: Task) -> None:
        """Replace a worker that died or was too slow; the container it was at goes on behind that file."""
        worker.held.popleft()
        if worker.member:
            worker.held.appendleft((number, replace(task, begin=worker.members)))
        else:
            self._done.add(number)
        self._retire(worker)


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
        self.members = 0  # of the container it is at, those that it has begun with
        self.member = ""  # the one it is at; "" where it is at none
        self._since = 0.0
        self._starting = 0.0 if given else START_ALLOWANCE

    def give(self, number: int, task: Task) -> None:
        """Hand over a task. That the process is gone is noticed when its report is waited for."""
        if not self.held:
            self._since = time.monotonic()
            self.members = task.begin
        self.held.append((number, task))
        self.given += 1
        with suppress(OSError):
            self.pipe.send(task)

    def answer(self) -> Answer | None:
        """What it says of the task it is at, or None when the process is gone."""
        try:
            answer: Answer = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self._since = time.monotonic()
        self.member = answer.begun
        self.members += bool(answer.begun)
        if answer.is_last:
            self.done = self.done + 1 if answer.is_healthy else RECYCLED
            self.members = self.held[1][1].begin if len(self.held) > 1 else 0
        return answer

    def too_much(self) -> str:
        """The limit that the file it is at has gone beyond: "timeout", "out-of-memory"; "" for none."""
        settings = self.held[0][1].settings
        if self.busy() > settings.timeout + (0.0 if self.done else self._starting):
            return "timeout"
        is_seen = not memory.IS_HELD and self.busy() > _UNSEEN
        if is_seen and memory.used(self.process.pid or 0) > settings.max_memory * 2**20:
            return "out-of-memory"
        return ""

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
            memory.limit(task.settings.max_memory)
            limited = True
        for answer in _answers(task, rulebook):
            pipe.send(answer)


def _answers(task: Task, rulebook: Rulebook) -> Iterator[Answer]:
    """The report on a file; for a container the name of each of its files, then the report on it."""
    inner = tasks_within(task)
    is_healthy = True
    for number in count():
        given = _guarded(lambda: next(inner, None), task, rulebook)
        if given is None or isinstance(given, tuple):
            report, is_still = given or (None, True)
            yield Answer(report, True, is_healthy and is_still)
            return
        is_member = given.file != task.file
        if is_member and number < task.begin:
            continue
        if is_member:
            yield Answer(None, False, begun=given.file)
        found = _guarded(partial(report_of, given, rulebook), given, rulebook)
        report, is_still = found if isinstance(found, tuple) else (found, True)
        is_healthy = is_healthy and is_still
        yield Answer(report, not is_member, is_healthy)
        if not is_member:
            return


def _guarded(make: Callable[[], T], task: Task, rulebook: Rulebook) -> T | tuple[Report, bool]:
    """What `make` gives, else the report that it failed and whether the process may be used again.

    A bug is a record that names no text of the file.
    """
    try:
        return make()
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
