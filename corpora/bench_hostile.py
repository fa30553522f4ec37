"""What hostile files cost the real command at their full size: CPU seconds, peak memory, the answer.

Each file is made by a process of its own and read by `scan` as another, which a small process waits for: so the
peak is that of the command and its workers, not of the bench. With `growth` a file of half the size is read too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpora.hostile import CASES, Case, is_right
from corpora.measuring import Figure

MOST_GROWTH = 2.6  # twice the file may cost so many times the CPU
_TELLING = 1.0  # seconds; what takes less says nothing about growth
_MAKE = """
import sys
from corpora.hostile import CASES
case = next(case for case in CASES if case.name == sys.argv[1])
with open(sys.argv[3], "wb") as file:
    file.write(case.make(int(sys.argv[2])))
"""
_WAIT = """
import os, sys
process = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


def hostile() -> Iterator[Figure]:
    """Figures for each case as it is done."""
    start = _seconds_of_start()
    for case in CASES:
        yield from _case(case, start)


def _case(case: Case, start: float) -> Iterator[Figure]:
    answer, seconds, memory = _scanned(case, case.full)
    title = f"hostile: {case.name}"
    yield Figure(f"{title}: {answer}", seconds, "s")
    yield Figure(f"{title}: memory", memory, "MiB", case.memory)
    if answer.startswith("WRONG"):
        yield Figure(f"{title}: wrong answers", 1, "", 0)
    if seconds - start > _TELLING and case.full > case.small:
        half = _scanned(case, case.full // 2)[1]
        yield Figure(f"{title}: growth", (seconds - start) / max(half - start, 0.01), "×", MOST_GROWTH)


def _scanned(case: Case, size: int) -> tuple[str, float, float]:
    """The answer in words, CPU seconds, MiB."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, case.name), Path(folder, "out.json")
        subprocess.run([sys.executable, "-c", _MAKE, case.name, str(size), str(path)], check=True)
        code, seconds, memory = run_measured(path, out)
        findings, gaps = answers(out.read_text(encoding="utf-8"))
    words = [f"{rule} {count}" for rule, count in findings.items() if rule.startswith("personal/")]
    words += [f"gap {gap}" for gap in sorted(gaps)]
    right = is_right(case, size, findings, gaps) and code in (0, 1, 2)
    return ("" if right else f"WRONG, {code} ") + (", ".join(words) or "nothing"), seconds, memory


def run_measured(path: Path, out: Path) -> tuple[int, float, float]:
    """Exit code, CPU seconds and peak MiB of `scan` on a path, its workers included; JSON lines go to `out`."""
    command = [sys.executable, "-m", "scanner.cli", "--format", "jsonl", "-o", str(out), str(path)]
    done = subprocess.run(
        [sys.executable, "-c", _WAIT, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    code, seconds, kilobytes = done.stderr.split()[-3:]
    return int(code), float(seconds), int(kilobytes) / 1024


def answers(lines: str) -> tuple[Counter[str], frozenset[str]]:
    """Findings by rule and the reasons of all gaps in these reports."""
    findings: Counter[str] = Counter()
    gaps: set[str] = set()
    for line in lines.splitlines():
        report = json.loads(line)
        findings.update(finding["rule"] for finding in report["findings"])
        gaps.update(gap["reason"] for gap in report["gaps"])
    return findings, frozenset(gaps)


def _seconds_of_start() -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text("公示\n", encoding="utf-8")
        return min(run_measured(path, Path(folder, "out.json"))[1] for _ in range(3))
