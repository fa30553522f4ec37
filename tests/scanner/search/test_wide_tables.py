"""Tables that are far wider than they are filled: the number at their end is found."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.search.elements.alignment import MOST_COLUMNS, Column, rows_of
from scanner.settings import Settings

NUMBER = "410999198503121239"
WIDE = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "项目名称" + "," * WIDE + "\n甲" + "," * WIDE + f"\n身份证号,{NUMBER}\n",
        "," * (2 * WIDE) + f"\n身份证号,{NUMBER}\n",
        ",".join(["姓甲"] * 6_000) + "\n" + "乙,1\n" * 1_000 + f"身份证号,{NUMBER}\n",
    ],
    ids=["labels", "empty", "one long row"],
)
def test_a_wide_table_is_read_to_its_end(text: str) -> None:
    report = scan("a.csv", text.encode(), load_rules(), Settings(today="2026-01-01"))
    assert "personal/resident-id" in {finding.rule for finding in report.findings}


def test_more_heads_than_a_page_has_room_for() -> None:
    """Every cell is weighed for every pair of columns: heads by the thousand are not lined up."""
    columns = [Column("资金", ("amount",), "money")] * (MOST_COLUMNS + 1)
    assert rows_of(["30"] * 200, columns, may_go_on=False) == []
    assert len(rows_of(["30"] * 200, columns[:2], may_go_on=False)) == 100
