"""Times of the scanner as ratios against the bare readers, measured in turns in one run.

    python -m corpora.bench                 everything (about three minutes)
    python -m corpora.bench --only pdf      one part: cold docx pdf xlsx html text stages growth memory
                                            places isolation
    python -m corpora.bench --only hostile  not part of everything (about ten minutes): what hostile files cost

Figures are medians over rounds, CPU seconds (user and system). A ratio compares two things measured in the
same round; seconds of different runs or machines must not be compared. The goals are those of the README.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import bench_files, bench_hostile, bench_isolation, bench_places, bench_readers
from corpora.measuring import Figure, child_seconds, cpu_seconds, interleaved, peak_megabytes, steady_seconds

ROUNDS = 5
COLD_ROUNDS = 25
GROWTH_GOAL = 12.0  # ten times the input may cost twelve times the time
TODAY = "2026-11-22"


@cache
def _scanner() -> Callable[[str, bytes], Any]:
    from scanner.road import load_rules, scan
    from scanner.settings import Settings

    rulebook, settings = load_rules(), Settings(today=TODAY)
    return lambda name, data: scan(name, data, rulebook, settings)


def _audit(format: str, data: bytes) -> Callable[[], object]:
    return partial(_scanner(), f"notice.{format}", data)


def cold() -> list[Figure]:
    """A fresh process each time, against `python -c pass`."""
    command = [sys.executable, "-m", "scanner.cli"]
    script = Path(sys.executable).with_name("scan")
    command = [str(script)] if script.exists() else command
    with tempfile.TemporaryDirectory() as folder:
        runs = {"pass": [sys.executable, "-c", "pass"], "scan --version": [*command, "--version"]}
        for format in ("docx", "html", "txt"):
            path = Path(folder, f"one.{format}")
            path.write_bytes(bench_files.one_page(format))
            runs[f"one-page {format}"] = [*command, str(path)]
        for run in runs.values():
            child_seconds(run, 2)  # what is kept for the next start is kept
        empty = runs.pop("pass")
        found: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(COLD_ROUNDS):  # each start against empty ones right before it
            for name, run in runs.items():
                least = child_seconds(empty, 2)
                found[name].append(child_seconds(run) / least)
    goals = {"scan --version": 3.0, "one-page docx": 8.0, "one-page html": None, "one-page txt": None}
    return [Figure(f"cold: {n} / python -c pass", median(found[n]), "×", goals[n]) for n in goals]


def against(format: str, goal: float) -> list[Figure]:
    """A whole audit in process against the bare reader of the same bytes: a notice, and a long file."""
    name, read = bench_readers.READERS[format]
    files = {
        "5 pages": bench_files.notice(format),
        "long": bench_files.thick_pdf(100) if format == "pdf" else bench_files.long_list(format, 20_000),
    }
    figures = []
    for size, data in files.items():
        works = {"audit": _audit(format, data), name: partial(read, data)}
        for work in works.values():
            work()
        found = interleaved({key: partial(steady_seconds, work) for key, work in works.items()}, ROUNDS)
        figures += [
            Figure(f"{format}, {size}: audit / {name}", found["audit"] / found[name], "×", goal),
            Figure(f"{format}, {size}: audit", found["audit"] * 1000, "ms"),
        ]
    return figures


def text() -> list[Figure]:
    """Megabytes of plain text and markdown a second."""
    figures = []
    for format in ("txt", "md"):
        data = bench_files.notice(format, pages=60)
        work = _audit(format, data)
        work()
        seconds = interleaved({"audit": partial(steady_seconds, work)}, ROUNDS)["audit"]
        figures.append(Figure(f"{format}: {len(data) / 1e6:.2f} MB", len(data) / seconds / 1e6, "MB/s"))
    return figures


def stages() -> list[Figure]:
    """What each stage of the road takes of an audit, and what normalising takes of reading."""
    figures = []
    for format in ("docx", "pdf", "xlsx", "html", "txt"):
        found = bench_readers.stage_seconds(bench_files.notice(format), format, TODAY, ROUNDS)
        whole = sum(found.values())
        figures += [
            Figure(f"stages {format}: {name}", 100 * part / whole, "%") for name, part in found.items()
        ]
    return figures


def growth() -> list[Figure]:
    """Ten times the input against one time."""
    makers: dict[str, tuple[str, Callable[[int], bytes], int]] = {
        "one long line": ("txt", bench_files.long_line, 100_000),
        "many hits": ("txt", bench_files.many_hits, 1_000),
        "many labels": ("txt", bench_files.many_labels, 2_000),
        "a million digits and stars": ("txt", bench_files.many_digits, 100_000),
        "100,000 cells of numbers": ("csv", bench_files.cells_of_numbers, 1_000),
        "100,000 labels of numbers": ("txt", bench_files.labels_of_numbers, 10_000),
    }
    for format in ("docx", "xlsx", "csv", "html"):
        makers[f"{format} table, 20,000 rows"] = (format, partial(bench_files.long_list, format), 2_000)
    figures = []
    for name, (format, make, size) in makers.items():
        small, large = _audit(format, make(size)), _audit(format, make(size * 10))
        small()
        found = interleaved(
            {"small": partial(steady_seconds, small), "large": partial(cpu_seconds, large)}, 3
        )
        figures.append(Figure(f"growth: {name}", found["large"] / found["small"], "×", GROWTH_GOAL))
    return figures


def memory() -> list[Figure]:
    """Peak memory of a process that audits a PDF of 200 pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "thick.pdf")
        path.write_bytes(bench_files.thick_pdf(200))
        code = (
            f"from scanner.road import load_rules, scan\nfrom scanner.settings import Settings\n"
            f"data = open({str(path)!r}, 'rb').read()\nscan('thick.pdf', data, load_rules(), Settings(today={TODAY!r}))"
        )
        return [Figure("memory: PDF of 200 pages", peak_megabytes(code), "MB", 200.0)]


PARTS: dict[str, Callable[[], Iterable[Figure]]] = {
    "cold": cold,
    "docx": partial(against, "docx", 2.5),
    "pdf": partial(against, "pdf", 2.0),
    "xlsx": partial(against, "xlsx", 2.5),
    "html": partial(against, "html", 2.5),
    "text": text,
    "stages": stages,
    "growth": growth,
    "memory": memory,
    "places": bench_places.places,
    "isolation": bench_isolation.isolation,
    "hostile": bench_hostile.hostile,
}
APART = frozenset(("hostile",))  # only when asked for


def _line(figure: Figure) -> str:
    goal = "" if figure.goal is None else f"goal ≤ {figure.goal:g}  {'met' if figure.is_met else 'MISSED'}"
    return f"{figure.name:48} {figure.value:9.2f} {figure.unit:5} {goal}"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    found: list[Figure] = []
    for name, part in PARTS.items():
        if name not in chosen.only if chosen.only else name in APART:
            continue
        for figure in part():
            found.append(figure)
            if not chosen.json:
                print(_line(figure), flush=True)
    if chosen.json:
        print(json.dumps([asdict(figure) for figure in found], ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
