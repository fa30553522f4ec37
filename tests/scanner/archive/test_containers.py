"""Containers on the command line and in workers: a report for each file, deaths that cost only their own file."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from scanner.archive import workers
from scanner.archive.tasks import Task, reports_of
from scanner.archive.workers import Workers
from scanner.cli import main
from scanner.model import Report
from scanner.road import load_rules
from scanner.settings import Settings

BOOK = load_rules()
SETTINGS = Settings(today="2026-05-06")
PLAIN = "关于召开会议的通知\n"
BAD = "联系人张三，身份证号410999198503121239。\n"


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def outer(tmp_path: Path) -> Path:
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped({"a.txt": PLAIN, "内.zip": zipped({"b.txt": BAD}), "c.txt": PLAIN}))
    return path


NAMES = ["outer.zip!a.txt", "outer.zip!内.zip!b.txt", "outer.zip!c.txt", "outer.zip"]


def test_a_report_for_each_file(outer: Path) -> None:
    found = list(reports_of(Task(str(outer), "outer.zip", SETTINGS), BOOK))
    assert [report.file for report in found] == NAMES
    assert [report.format for report in found] == ["txt", "txt", "txt", "zip"]
    assert [report.verdict.exit_code for report in found] == [0, 1, 0, 0]


def test_the_container_itself_is_no_notice(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"某某县2025年财政衔接资金分配结果公示.txt": PLAIN}))
    last = list(reports_of(Task(str(path), "a.zip", SETTINGS), BOOK))[-1]
    assert last.recognition.id == "not-a-notice"
    assert not last.findings


@pytest.mark.parametrize("arguments", [["-f", "json"], ["-f", "jsonl"], ["-f", "json", "--jobs", "2"]])
def test_the_command_line(
    arguments: list[str], outer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(outer.parent)
    assert main(["outer.zip", *arguments]) == 1
    said = capsys.readouterr().out
    reports = json.loads(said) if "json" in arguments else [json.loads(line) for line in said.splitlines()]
    assert [report["file"] for report in reports] == NAMES
    assert [report["verdict"]["status"] for report in reports][1::2] == ["block", "block"]
    assert "1 个文件" in reports[-1]["verdict"]["because"][-1]


def test_a_container_of_clean_files_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a!b.txt": PLAIN, "c.txt": PLAIN}))
    assert main([str(path), "-f", "json", "--profile", "not-a-notice"]) == 0
    reports = json.loads(capsys.readouterr().out)
    assert [report["verdict"]["status"] for report in reports] == ["pass"] * 3


def test_a_folder_with_containers(
    outer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (outer.parent / "z.txt").write_text(PLAIN, encoding="utf-8")
    monkeypatch.chdir(outer.parent)
    assert main([".", "-f", "jsonl"]) == 1
    files = [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert files == [*NAMES, "z.txt"]


def test_the_screen(outer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(outer.parent)
    assert main(["outer.zip"]) == 1
    said = capsys.readouterr().out
    assert "outer.zip!内.zip!b.txt" in said
    assert "410999198503121239" not in said
    assert "不能发布 2 个，可以发布 2 个" in said


def test_what_cannot_be_read_is_exit_code_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": PLAIN, "b.docx": b"PK\x03\x04"}))
    (tmp_path / "b.zip").write_bytes(zipped({"a.txt": PLAIN})[:-10])
    assert main(["a.zip", "-f", "json"]) == 2
    assert main(["b.zip", "-f", "json"]) == 2


@pytest.fixture
def _deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a member is called says what becomes of the (forked) worker that reads it."""
    whole = workers.report_of

    def report_of(task: Task, rulebook: object) -> Report:
        if "exit" in task.file:
            os._exit(3)
        if "bug" in task.file:
            raise ZeroDivisionError("text of the file")
        if "memory" in task.file:
            raise MemoryError
        if "slow" in task.file:
            time.sleep(60)
        return whole(task, BOOK)

    monkeypatch.setattr(workers, "report_of", report_of)


@pytest.mark.skipif(os.name == "nt", reason="the ways to die used here are those of POSIX")
@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.usefixtures("_deadly")
def test_a_death_costs_only_its_member(jobs: int, tmp_path: Path) -> None:
    settings = Settings(today="2026-05-06", timeout=1.0)
    names = ["a.txt", "exit.txt", "b.txt", "memory.txt", "bug.txt", "exit2.txt", "slow.txt", "c.txt"]
    (tmp_path / "o.zip").write_bytes(zipped(dict.fromkeys(names, PLAIN)))
    (tmp_path / "p.zip").write_bytes(zipped({"exit.txt": PLAIN}))
    (tmp_path / "q.txt").write_text(PLAIN, encoding="utf-8")
    tasks = [Task(str(tmp_path / name), name, settings) for name in ("o.zip", "p.zip", "q.txt")]
    found = [
        (report.file, report.gaps[0].reason if report.gaps else "")
        for report in Workers(BOOK, (), jobs).reports(tasks)
    ]
    assert found == [
        ("o.zip!a.txt", ""),
        ("o.zip!exit.txt", "crashed"),
        ("o.zip!b.txt", ""),
        ("o.zip!memory.txt", "out-of-memory"),
        ("o.zip!bug.txt", "internal-error"),
        ("o.zip!exit2.txt", "crashed"),
        ("o.zip!slow.txt", "timeout"),
        ("o.zip!c.txt", ""),
        ("o.zip", ""),
        ("p.zip!exit.txt", "crashed"),
        ("p.zip", ""),
        ("q.txt", ""),
    ]
