"""What reading in a process of its own costs a file, against reading in this one: CPU milliseconds, parent and workers.

The same small files are read in this process and by one worker; a run over few of them is taken off, so that what is
left is the cost in a warm worker: handing the task over, the report coming back, the limits.
"""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from corpora import bench_files
from corpora.measuring import Figure, interleaved

FILES = 200
FEW = 20
ROUNDS = 5
MOST = 2.0  # milliseconds a file
FORMATS = ("docx", "txt", "html", "xlsx", "md", "csv", "pdf")
TODAY = "2026-11-22"


def isolation() -> Iterator[Figure]:
    """Milliseconds a file in process and in a warm worker, the difference, and what a worker's start costs."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(Path(folder))
        read = {"in process": _in_process, "worker": _in_worker}
        works: dict[str, Callable[[], float]] = {}
        for name, work in read.items():
            works[name] = partial(_seconds, work, paths)
            works[f"{name}, few"] = partial(_seconds, work, paths[:FEW])
        for measure in works.values():
            measure()
        found = interleaved(works, ROUNDS)
    warm = {name: 1000 * (found[name] - found[f"{name}, few"]) / (FILES - FEW) for name in read}
    start = 1000 * (found["worker, few"] - found["in process, few"]) - FEW * (
        warm["worker"] - warm["in process"]
    )
    yield Figure(f"isolation: {FILES} small files in process", warm["in process"], "ms")
    yield Figure("isolation: the same in a warm worker", warm["worker"], "ms")
    yield Figure("isolation: what it costs a file", warm["worker"] - warm["in process"], "ms", MOST)
    yield Figure("isolation: what the first worker costs a run", start, "ms")


def _written(folder: Path) -> list[str]:
    paths = []
    notices = {format: bench_files.one_page(format) for format in FORMATS}
    for number in range(FILES):
        format = FORMATS[number % len(FORMATS)]
        path = folder / f"{number}.{format}"
        path.write_bytes(notices[format])
        paths.append(str(path))
    return paths


def _tasks(paths: Iterable[str]) -> Iterator[object]:
    from scanner.archive.tasks import Task
    from scanner.settings import Settings

    settings = Settings(today=TODAY)
    return (Task(path, os.path.basename(path), settings) for path in paths)


def _in_process(paths: list[str]) -> None:
    from scanner.archive.tasks import reports_of
    from scanner.road import load_rules

    rulebook = load_rules()
    for task in _tasks(paths):
        for _ in reports_of(task, rulebook):  # type: ignore[arg-type]
            pass


def _in_worker(paths: list[str]) -> None:
    from scanner.archive.workers import Workers
    from scanner.road import load_rules

    for _ in Workers(load_rules(), (), 1).reports(_tasks(paths)):  # type: ignore[arg-type]
        pass


def _seconds(work: Callable[[list[str]], None], paths: list[str]) -> float:
    """CPU seconds of this process and of the workers that it waited for."""
    before = _used()
    work(paths)
    return _used() - before


def _used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)
