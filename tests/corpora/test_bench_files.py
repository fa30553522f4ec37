"""What the bench reads and how it judges; nothing here is timed."""

from __future__ import annotations

import pytest

from corpora import bench_files
from corpora.bench import PARTS, Figure
from corpora.bench_readers import READERS
from corpora.measuring import cpu_seconds, interleaved, steady_seconds


@pytest.mark.parametrize("format", list(READERS))
def test_the_bare_readers_read_the_ordinary_notice(format: str) -> None:
    assert READERS[format][1](bench_files.notice(format))


@pytest.mark.parametrize("format", ["docx", "xlsx", "csv", "html"])
def test_lists_are_the_same_each_time(format: str) -> None:
    assert bench_files.long_list(format, 30) == bench_files.long_list(format, 30)


def test_text_inputs_grow_as_asked() -> None:
    assert len(bench_files.long_line(1000).decode()) == 1000
    assert len(bench_files.many_hits(50).decode().splitlines()) == 51
    assert len(bench_files.many_labels(50).decode().splitlines()) == 51


def test_a_thick_pdf_has_its_pages() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(bench_files.thick_pdf(12))
    try:
        assert 10 <= len(document) <= 16
    finally:
        document.close()


def test_a_figure_is_held_against_its_goal() -> None:
    assert Figure("a", 2.5, "×", 2.5).is_met
    assert not Figure("a", 2.6, "×", 2.5).is_met
    assert Figure("a", 99.0, "ms").is_met
    assert {"cold", "growth", "memory"} <= set(PARTS)


def test_measures_take_turns_and_the_median_counts() -> None:
    order: list[str] = []
    values = iter([3.0, 10.0, 1.0, 20.0, 2.0, 30.0])

    def measure(name: str) -> float:
        order.append(name)
        return next(values)

    found = interleaved({"a": lambda: measure("a"), "b": lambda: measure("b")}, 3)
    assert (found, order) == ({"a": 2.0, "b": 20.0}, ["a", "b"] * 3)


def test_a_measure_is_not_negative() -> None:
    assert cpu_seconds(lambda: sum(range(1000))) >= 0
    assert steady_seconds(lambda: sum(range(1000)), least=0.001) >= 0
