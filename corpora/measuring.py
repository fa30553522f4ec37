"""CPU time and memory of what is measured: in this process, and of child processes."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One line of the bench's table: `value` must not exceed `goal`, where there is one."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the goal holds, or there is none."""
        return self.goal is None or self.value <= self.goal


def cpu_seconds(work: Work) -> float:
    """User and system seconds that this process spends on one call; the collector runs before, not within."""
    gc.collect()
    gc.disable()
    try:
        before = process_time()
        work()
        return process_time() - before
    finally:
        gc.enable()


def steady_seconds(work: Work, least: float = 0.08) -> float:
    """CPU seconds of one call, from as many calls as fill `least` seconds."""
    calls, spent = 0, 0.0
    while spent < least:
        batch = max(1, calls)
        spent += cpu_seconds(lambda n=batch: [work() for _ in range(n)])  # type: ignore[misc]
        calls += batch
    return spent / calls


def child_seconds(command: Sequence[str], times: int = 1) -> float:
    """CPU seconds of one run of a command as a child process, the mean of `times` runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(times):
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) / times


# Linux keeps the peak of the process that started a child in the child's ru_maxrss; VmHWM is its own.
_PEAK = """
import resource
try:
    status = open("/proc/self/status").read()
    print(status.split("VmHWM:")[1].split()[0])
except (OSError, IndexError):
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_megabytes(code: str) -> float:
    """Peak resident memory, in MB, of a python process that runs `code`."""
    done = subprocess.run([sys.executable, "-c", code + _PEAK], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def interleaved(works: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each measure over rounds in which all take turns, so that noise meets all alike."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, measure in works.items():
            found[name].append(measure())
    return {name: median(values) for name, values in found.items()}
