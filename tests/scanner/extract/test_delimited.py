"""CSV and TSV with the place of every cell."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import Unreadable
from scanner.extract.delimited import delimiter_of, read
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits()
LIST = "姓名,身份证号,金额\n张三,410999198601150017,1200\n李四,410999198601150025,800\n"


def rows(document: Document) -> list[list[str]]:
    table = document.tables[0]
    return [
        list(document.blocks.texts[table.block(row, 0) : table.block(row, 0) + table.columns])
        for row in range(table.rows)
    ]


def shown(document: Document, text: str) -> list[str]:
    """What stands in the file at each cell."""
    found = []
    for index, cell in enumerate(document.blocks.texts):
        source = document.span(index, 0, len(cell)).source
        assert source is not None
        found.append(text[source.start : source.end])
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_line_ends(encoding: str, delimiter: str, end: str) -> None:
    text = LIST.replace(",", delimiter).replace("\n", end)
    document = read("a.csv", text.encode(encoding), LIMITS)
    assert rows(document)[1] == ["张三", "410999198601150017", "1200"]
    assert document.tables[0].head == (("姓名",), ("身份证号",), ("金额",))
    assert shown(document, text) == list(document.blocks.texts)
    span = document.span(4, 0, 18)
    assert span.place.steps == (2, 2)
    assert span.place.form == "csv-cell"
    assert span.source is not None
    assert (span.source.line, span.source.column) == (2, 4)


def test_quotes_and_what_excel_writes() -> None:
    text = '姓名,号码,备注\r\n"张三","=""1""","他说""好""，\n第二行"\r\n李四,="410999198601150017",\'x\r\n'
    document = read("a.csv", text.encode(), LIMITS)
    assert rows(document)[1:] == [
        ["张三", '="1"', '他说"好"，\n第二行'],
        ["李四", '="410999198601150017"', "'x"],
    ]
    assert shown(document, text)[3:6] == ["张三", '=""1""', '他说""好""，\n第二行']
    span = document.span(5, 3, 4)  # 好
    assert span.source is not None
    assert text[span.source.start : span.source.end] == "好"
    assert document.span(6, 0, 2).place.steps == (3, 1)
    assert document.span(6, 0, 2).source.line == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,"b\nc,d\ne,f\n', ["a", '"b', "c", "d", "e", "f"]),
        ('a,b"c"\nd,"e"f\n', ["a", 'b"c"', "d", "ef"]),
        ("a,b\n\n,,\nc\n", ["a", "b", "", "c", "", ""]),
    ],
)
def test_ragged_and_broken_rows(text: str, cells: list[str]) -> None:
    document = read("a.csv", text.encode(), LIMITS)
    filled = [cell for cell in document.blocks.texts if cell]
    assert filled == [cell for cell in cells if cell]
    assert [cell for cell in shown(document, text) if cell] == [
        cell if cell != "ef" else 'e"f' for cell in cells if cell
    ]


def test_blank_rows_keep_the_numbers() -> None:
    document = read("a.csv", "姓名,金额\n\n张三,1\n".encode(), LIMITS)
    assert document.blocks[2].place.steps == (3, 1)


@pytest.mark.parametrize("text", [",,,\n,,", "\n\n"])
def test_nothing_in_it(text: str) -> None:
    with pytest.raises(Unreadable, match="empty"):
        read("a.csv", text.encode(), LIMITS)


def test_a_wide_row_among_many_short_ones_is_not_filled_up() -> None:
    text = "x" + ",y" * 999 + "\n" + "a\n" * 1000
    document = read("a.csv", text.encode(), Limits(cells=10_000))
    assert len(document.blocks) == 2000
    assert document.blocks[1999].place.steps == (1001, 1)


def test_undecodable_bytes_are_told() -> None:
    document = read("a.csv", (LIST * 20).encode("gbk") + b"\xff,1", LIMITS)
    assert [gap.reason for gap in document.gaps] == ["undecodable"]


def test_too_long() -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read("a.csv", LIST.encode(), Limits(text_chars=10))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b\tc,d\ne\tf\n", "\t"), ("a;b;c,d\ne;f;g\n", ";"), ('"a;b;c",d\n"e;f",g\n', ","), ("公示\n", ",")],
)
def test_delimiters(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


PLAIN = st.text(alphabet="张三0aA，。 ='\u3000", max_size=6)


@given(
    st.lists(st.lists(PLAIN, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"])
)
def test_unquoted_cells_stand_where_the_offsets_say(table: list[list[str]], end: str) -> None:
    table = [["姓名", "金额"], *table]
    text = end.join(",".join(row) for row in table)
    document = read("a.csv", text.encode(), LIMITS)
    assert shown(document, text) == list(document.blocks.texts)


@given(st.lists(st.lists(st.text(alphabet='a张",\n\r 三', max_size=6), min_size=2, max_size=3), max_size=5))
def test_quoted_cells_read_as_the_standard_library_reads_them(table: list[list[str]]) -> None:
    table = [["姓名", "金额"], *table]
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(table)
    document = read("a.csv", buffer.getvalue().encode(), LIMITS)
    wide = document.tables[0].columns
    assert rows(document) == [row + [""] * (wide - len(row)) for row in table if any(row)]
    text = buffer.getvalue()
    for index, cell in enumerate(document.blocks.texts):
        for at, sign in enumerate(cell):
            source = document.span(index, at, at + 1).source
            assert source is not None
            assert text[source.start : source.end] in (sign, sign * 2)
