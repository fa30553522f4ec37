"""Worker processes: order, and deaths that cost only their own file."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from scanner.archive import memory, workers
from scanner.archive.workers import Task, Workers, worker_count
from scanner.model import Report
from scanner.road import load_rules
from scanner.settings import Settings

BOOK = load_rules()
SETTINGS = Settings(today="2026-05-06")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the ways to die used here are those of POSIX")


@pytest.fixture
def _deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file is called says what becomes of the (forked) worker that reads it."""
    whole = workers.report_of

    def report_of(task: Task, rulebook: object) -> Report:
        if "exit" in task.file:
            os._exit(3)
        if "kill" in task.file:
            os.kill(os.getpid(), 9)
        if "memory" in task.file:
            raise MemoryError
        if "bug" in task.file:
            raise ZeroDivisionError("text of the file")
        if "victim" in task.file:
            Path(task.path).with_suffix(".pid").write_text(str(os.getpid()))
            time.sleep(60)
        if "slow" in task.file:
            time.sleep(60)
        if "swollen" in task.file:
            kept = bytearray(os.urandom(2**20) * 200)
            time.sleep(60)
            del kept
        return whole(task, BOOK)

    monkeypatch.setattr(workers, "report_of", report_of)


def tasks(folder: Path, names: list[str], settings: Settings = SETTINGS) -> Iterator[Task]:
    for name in names:
        path = folder / name
        path.write_text("关于召开会议的通知\n", encoding="utf-8")
        yield Task(str(path), name, settings)


def reasons(reports: list[Report]) -> dict[str, str]:
    return {report.file: report.gaps[0].reason if report.gaps else "" for report in reports}


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.usefixtures("_deadly")
def test_a_death_costs_only_its_file(jobs: int, tmp_path: Path) -> None:
    names = ["a.txt", "exit.txt", "b.txt", "kill.txt", "memory.txt", "c.txt", "bug.txt", "d.txt"]
    found = list(Workers(BOOK, (), jobs).reports(tasks(tmp_path, names)))
    assert [report.file for report in found] == names
    assert reasons(found) == {
        "a.txt": "",
        "exit.txt": "crashed",
        "b.txt": "",
        "kill.txt": "crashed",
        "memory.txt": "out-of-memory",
        "c.txt": "",
        "bug.txt": "internal-error",
        "d.txt": "",
    }
    bug = found[6]
    assert bug.gaps[0].detail == "ZeroDivisionError"
    assert bug.verdict.exit_code == 2


@pytest.mark.usefixtures("_deadly")
def test_a_reader_killed_from_outside(tmp_path: Path) -> None:
    """As the system does that runs out of memory: the file is told, the others are read."""

    def kill() -> None:
        said = tmp_path / "victim.pid"
        while not (said.exists() and said.read_text()):
            time.sleep(0.01)
        os.kill(int(said.read_text()), 9)

    killer = threading.Thread(target=kill, daemon=True)
    reports = Workers(BOOK, (), 2).reports(tasks(tmp_path, ["a.txt", "victim.txt", "b.txt", "c.txt"]))
    found = [next(reports)]
    killer.start()
    found += reports
    assert reasons(found) == {"a.txt": "", "victim.txt": "crashed", "b.txt": "", "c.txt": ""}


@pytest.mark.usefixtures("_deadly")
def test_a_file_that_takes_too_long(tmp_path: Path) -> None:
    settings = Settings(today="2026-05-06", timeout=0.5)
    found = list(Workers(BOOK, (), 2).reports(tasks(tmp_path, ["slow.txt", "a.txt"], settings)))
    assert reasons(found) == {"slow.txt": "timeout", "a.txt": ""}


@pytest.mark.usefixtures("_deadly")
def test_where_the_system_holds_no_limit_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: the parent looks at what a worker uses, and ends it."""
    monkeypatch.setattr(memory, "IS_HELD", False)
    monkeypatch.setattr(memory, "limit", lambda megabytes: None)
    settings = Settings(today="2026-05-06", max_memory=psutil.Process().memory_info().rss // 2**20 + 100)
    found = list(Workers(BOOK, (), 2).reports(tasks(tmp_path, ["swollen.txt", "a.txt", "b.txt"], settings)))
    assert reasons(found) == {"swollen.txt": "out-of-memory", "a.txt": "", "b.txt": ""}


def test_what_a_process_uses() -> None:
    before = memory.used(os.getpid())
    held = os.urandom(2**20) * 100
    assert memory.used(os.getpid()) - before > 90 * 2**20
    assert memory.used(2**31 - 1) == 0
    assert len(held) > memory.used(os.getpid()) - before - 20 * 2**20


def test_many_files_come_back_in_order(tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in range(120)]
    found = [report.file for report in Workers(BOOK, (), 3).reports(tasks(tmp_path, names))]
    assert found == names


def test_files_are_not_fetched_far_ahead(tmp_path: Path) -> None:
    taken: list[str] = []

    def counted() -> Iterator[Task]:
        for task in tasks(tmp_path, [f"{number}.txt" for number in range(200)]):
            taken.append(task.file)
            yield task

    reports = Workers(BOOK, (), 2).reports(counted())
    next(reports)
    assert len(taken) <= 2 * workers.WINDOW + 1
    reports.close()


def test_workers_are_replaced_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "RECYCLED", 2)
    names = [f"{number}.txt" for number in range(7)]
    found = list(Workers(BOOK, (), 2).reports(tasks(tmp_path, names)))
    assert [report.file for report in found] == names
    assert set(reasons(found).values()) == {""}


def test_no_process_is_left(tmp_path: Path) -> None:
    pool = Workers(BOOK, (), 2)
    reports = pool.reports(tasks(tmp_path, ["a.txt", "b.txt", "c.txt"]))
    next(reports)
    processes = [worker.process for worker in pool._workers]
    assert processes
    reports.close()
    for process in processes:
        with pytest.raises(ValueError, match="closed"):
            process.is_alive()


def test_a_file_that_cannot_be_opened_is_a_gap(tmp_path: Path) -> None:
    missing = Task(str(tmp_path / "gone.txt"), "gone.txt", SETTINGS)
    known = Task("", "pipe.txt", SETTINGS, "not-a-file")
    found = list(Workers(BOOK, (), 1).reports(iter([missing, known])))
    assert reasons(found) == {"gone.txt": "cannot-open", "pipe.txt": "not-a-file"}


def test_spawned_workers_do_the_same(tmp_path: Path) -> None:
    """The way of Windows and macOS: nothing is inherited, the rule book is read again."""
    pool = Workers(BOOK, (), 2)
    pool._context = multiprocessing.get_context("spawn")
    found = list(pool.reports(tasks(tmp_path, ["a.txt", "b.txt", "c.txt"])))
    assert reasons(found) == {"a.txt": "", "b.txt": "", "c.txt": ""}


def test_how_many_workers() -> None:
    assert worker_count(7) == 7
    assert 1 <= worker_count(0) <= workers.DEFAULT_WORKERS
