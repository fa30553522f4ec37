"""Lines that stay whole make the same tables as their pieces do one by one."""

import random

import pytest

from scanner.extract.pdf.columns import column_tables, line_tables
from scanner.extract.pdf.pieces import Piece
from scanner.extract.pdf.rows import LineRow, pieces_of_line

_WORDS = "张三 柳林村 第7组 1500 补贴1500元 备注： 口 合计， 2023年5月 资金来源 本次公示的资金主要用于农村道路建设，".split()


def _lines(seed: int) -> list[LineRow | list[Piece]]:
    """Lines from the top down: rows of a table, some of its cells missing or running over, and lines of prose."""
    chance = random.Random(seed)
    columns, top = chance.randint(2, 5), 800.0
    missing, wander = chance.choice((0, 0.2)), chance.choice((0, 3.0, 20.0))
    found: list[LineRow | list[Piece]] = []
    for order in range(chance.randint(3, 30)):
        size = chance.choice((10.0, 10.0, 10.0, 14.0))
        places = [60 + 90.0 * at + chance.uniform(0, wander) for at in range(columns)]
        places = [x for x in places if chance.random() >= missing] or [60.0]
        places = places[:1] if chance.random() < 0.2 else sorted(places)
        texts = [chance.choice(_WORDS) for _ in places]
        ends = [
            min(x + size * len(text), after)
            for x, text, after in zip(places, texts, [*places[1:], 1000.0], strict=True)
        ]
        line = LineRow(texts, places, ends, top - size, top, order)
        found.append(line.pieces if chance.random() < 0.1 else line)
        top -= size * chance.choice((0.95, 1.2, 1.2, 1.2, 1.6, 5.0))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_lines_make_the_tables_of_their_pieces(seed: int) -> None:
    lines = _lines(seed)
    pieces = [piece for line in _lines(seed) for piece in pieces_of_line(line)]
    tables, rest = line_tables(lines)
    others, left = column_tables(pieces)
    assert [(table.rect, table.texts, table.merged, list(table.rects)) for table in tables] == [
        (table.rect, table.texts, table.merged, list(table.rects)) for table in others
    ]
    assert [(piece.text, piece.order, piece.rect) for row in rest for piece in row.pieces] == [
        (piece.text, piece.order, piece.rect) for piece in left
    ]


def test_rectangles_of_cells_are_told_one_by_one_too() -> None:
    lines = [
        LineRow(["甲", "1500"], [60.0, 200.0], [70.0, 240.0], 700.0 - 15 * at, 710.0 - 15 * at, at)
        for at in range(4)
    ]
    (table,), _ = line_tables(lines)
    rects = list(table.rects)
    assert len(rects) == len(table.rects) == 8
    assert [table.rects[at] for at in range(8)] == rects
    assert table.rects[2:4] == rects[2:4]
    assert table.rects[-1] == rects[-1]
