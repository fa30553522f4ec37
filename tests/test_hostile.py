"""Hostile files of every kind in one folder, read by the real command: each right or a named gap, none clean.

The files are those of the bench at a small size, so that the run stays short; at their full size
`python -m corpora.bench --only hostile` reads them and tells seconds and memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict

import pytest

from corpora.bench_hostile import answers
from corpora.hostile import CASES, Case, is_right

TESTED = [case for case in CASES if case.small]
PLAIN = "关于召开会议的通知\n"
MOST_MEMORY = "2048"  # MB a worker; a reader that asks for more dies and is told


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The JSON lines on each file of the folder; a container has several."""
    folder = tmp_path_factory.mktemp("hostile")
    for case in TESTED:
        (folder / case.name).write_bytes(case.make(case.small))
    (folder / "plain.txt").write_text(PLAIN, encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    command = [sys.executable, "-m", "scanner.cli", "--format", "jsonl", "--jobs", "2", "--max-memory"]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*command, MOST_MEMORY, str(folder)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "")
    found: dict[str, list[str]] = defaultdict(list)
    for line in done.stdout.splitlines():
        found[json.loads(line)["file"].partition("!")[0]].append(line)
    return {file: "\n".join(lines) for file, lines in found.items()}


@pytest.mark.parametrize("case", TESTED, ids=lambda case: case.name)
def test_right_or_a_named_gap(case: Case, reports: dict[str, str]) -> None:
    findings, gaps = answers(reports[case.name])
    assert is_right(case, case.small, findings, gaps), (findings, gaps)
    assert not gaps & {"crashed", "timeout", "internal-error"}, gaps


def test_the_rest_of_the_batch_is_unharmed(reports: dict[str, str]) -> None:
    assert set(reports) == {case.name for case in TESTED} | {"plain.txt"} | (
        {"pipe.txt"} if hasattr(os, "mkfifo") else set()
    )
    assert answers(reports["plain.txt"])[1] == frozenset()
    if "pipe.txt" in reports:
        assert answers(reports["pipe.txt"])[1] == {"not-a-file"}


def test_the_answers_are_judged() -> None:
    case = next(case for case in CASES if case.name == "hits.txt")
    assert is_right(case, case.full, {"personal/resident-id": 33_000}, frozenset())
    assert not is_right(case, case.full, {"personal/resident-id": 32_999}, frozenset())
    bomb = next(case for case in CASES if case.name == "bomb.docx")
    assert is_right(bomb, bomb.full, {}, frozenset({"too-large"}))
    assert not is_right(bomb, bomb.full, {}, frozenset())
    either = next(case for case in CASES if case.either)
    assert not is_right(either, either.full, {}, frozenset())
