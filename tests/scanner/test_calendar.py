"""Days and working days: shifted days, years that nobody knows, years that a file states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import calendar
from scanner.calendar import Calendar, month_length, of_iso, ordinal, weekday, year_of
from scanner.errors import RuleFileBroken
from scanner.model import CalendarYear
from scanner.rulebook import load


def day(text: str) -> int:
    found = of_iso(text)
    assert found is not None
    return found


@given(st.dates())
def test_days_are_those_of_the_standard_library(at: date) -> None:
    made = ordinal(at.year, at.month, at.day)
    assert made == at.toordinal()
    assert year_of(made) == at.year
    assert weekday(made) == at.isoweekday()


@pytest.mark.parametrize("text", ["2025-02-29", "2025-13-01", "2025-04-31", "2025-00-10", "x", "2025-1", ""])
def test_a_date_that_there_is_not(text: str) -> None:
    assert of_iso(text) is None


def test_lengths_of_months() -> None:
    assert [month_length(2024, 2), month_length(2025, 2), month_length(1900, 2), month_length(2000, 2)] == [
        29,
        28,
        28,
        29,
    ]
    assert month_length(2025, 13) == month_length(2025, 0) == 0


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2025-03-03", "2025-03-07", 5),  # Monday to Friday
        ("2025-03-01", "2025-03-07", 5),  # begins on a Saturday
        ("2025-03-08", "2025-03-09", 0),  # a weekend
        ("2025-03-03", "2025-03-03", 1),  # both ends count
        ("2025-03-04", "2025-03-03", 0),
        # National Day 2025: Sunday 28 September and Saturday 11 October are worked, 1 to 8 October off
        ("2025-09-28", "2025-10-09", 4),
        ("2025-09-29", "2025-10-11", 5),
        ("2025-10-01", "2025-10-08", 0),
        # Spring Festival 2025: Sunday 26 January and Saturday 8 February are worked, 28 January to 4 February off
        ("2025-01-25", "2025-02-08", 6),
        ("2025-01-28", "2025-02-04", 0),
        # Spring Festival 2024: Sunday 4 February and Sunday 18 February are worked
        ("2024-02-04", "2024-02-18", 7),
        # over New Year
        ("2024-12-30", "2025-01-03", 4),
        # National Day 2026: Sunday 20 September and Saturday 10 October are worked
        ("2026-09-20", "2026-10-10", 11),
    ],
)
def test_working_days(first: str, last: str, count: int) -> None:
    assert Calendar().working_days(day(first), day(last)) == count


def test_an_unknown_year_is_an_answer() -> None:
    assert Calendar().working_days(day("2099-03-02"), day("2099-03-06")) is None
    assert Calendar().working_days(day("2098-12-30"), day("2099-01-02")) is None
    assert Calendar().is_working(day("1990-05-01")) is None
    assert Calendar().last_of(day("2099-03-02"), 5) is None


def test_the_last_of_some_working_days() -> None:
    assert Calendar().last_of(day("2025-09-28"), 4) == day("2025-10-09")
    assert Calendar().last_of(day("2025-03-08"), 1) == day("2025-03-10")


def test_a_stretch_of_many_years_is_no_time_limit() -> None:
    assert Calendar().working_days(day("2005-01-01"), day("2024-01-01")) is None


def test_a_stated_year_counts_before_the_package() -> None:
    own = Calendar({2099: CalendarYear(2099, (day("2099-03-03"),), (day("2099-03-07"),))})
    assert own.working_days(day("2099-03-02"), day("2099-03-08")) == 5
    assert own.working_days(day("2025-09-28"), day("2025-10-09")) == 4
    assert Calendar({2025: CalendarYear(2025)}).working_days(day("2025-10-01"), day("2025-10-08")) == 6


def test_a_year_is_read_from_a_folder_of_rules(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / "2099.toml").write_text(
        'off = ["2099-03-03/2099-03-05"]\nwork = ["2099-03-07"]\n[[law]]\nname = "某通知"\nconfidence = "unconfirmed"\n',
        "utf-8",
    )
    book = load([str(tmp_path)])
    assert Calendar(book.calendar).working_days(day("2099-03-02"), day("2099-03-08")) == 3
    assert book.rules  # the built-in rules are still there


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("next.toml", "off = []"),
        ("2099.toml", 'off = ["2099-02-30"]'),
        ("2099.toml", 'off = ["2099-03-05/2099-03-01"]'),
        ("2099.toml", 'holidays = ["2099-03-05"]'),
    ],
)
def test_a_broken_year_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "calendar").mkdir()
    law = '\n[[law]]\nname = "某通知"\nconfidence = "unconfirmed"\n'
    (tmp_path / "calendar" / name).write_text(text + law, "utf-8")
    with pytest.raises(RuleFileBroken):
        load([str(tmp_path)])


def test_the_package_is_read_once() -> None:
    Calendar().is_working(day("2025-03-03"))
    assert len(calendar._published) == 1
