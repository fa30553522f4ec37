"""A short run of `corpora.fuzz` over every reader; what it finds is mended and kept in `test_fuzz_cases`."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.fuzz import Run, main
from corpora.fuzzing_judging import judged
from corpora.fuzzing_seeds import NUMBER, READERS, case, seeds_of
from scanner.road import load_rules
from scanner.settings import Limits, Settings

SEED, CASES = 20, 80
SETTINGS = Settings(today="2026-11-22", limits=Limits(ocr="never"))


@pytest.mark.parametrize("reader", READERS)
def test_broken_files(reader: str) -> None:
    seeds_of(reader)
    run = Run(reader, SEED)
    run.go(iter(range(CASES)), 0)
    assert not run.faults
    assert run.cases > 0.9 * CASES  # those whose making fails are left out


@pytest.mark.parametrize("reader", READERS)
def test_every_file_to_begin_with_is_read(reader: str) -> None:
    for name, data in seeds_of(reader):
        assert judged(name, data, None, SETTINGS, strict=True) == ("", "")


@pytest.mark.parametrize("reader", READERS)
def test_a_case_is_the_same_each_time(reader: str) -> None:
    cases = [case(reader, 1, number) for number in range(20)]
    assert cases == [case(reader, 1, number) for number in range(20)]
    assert len({data for _, data in cases}) > 10


def test_what_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book = load_rules()
    whole = f"<html><body><p>{NUMBER}</p></body></html>".encode()
    assert judged("a.html", whole, book, SETTINGS) == ("", "")
    from scanner import extract
    from scanner.extract.html import reader
    from scanner.model import Block, Blocks, Document, Place

    def broken(*_: object) -> Document:
        raise KeyError("x")

    monkeypatch.setattr(reader, "read", broken)
    assert judged("a.html", whole, book, SETTINGS)[0] == "KeyError"
    other = Document("a.html", "html", Blocks([(Block("公示", Place("body", (1,)), "body", True),)]))
    monkeypatch.setattr(reader, "read", lambda *_: other)
    assert judged("a.html", whole, book, SETTINGS) == ("", "")
    assert judged("a.html", whole, book, SETTINGS, strict=True) == ("lost", "html")
    monkeypatch.setattr(extract, "extract", lambda *_: Document("a.html", "html", Blocks([])))
    assert judged("a.html", whole, book, SETTINGS) == ("silent", "html")


def test_the_run_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--reader", "txt", "--cases", "3", "--seed", str(SEED), "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "txt: 3 cases, 0.0 minutes, crashes: none\n"
    assert not list(tmp_path.iterdir())
