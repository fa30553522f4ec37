"""OpenDocument files with little in them but text are read the short way, and no other than the long way."""

from __future__ import annotations

import pytest
from test_odf import NAMESPACES, cell, frame, odf, p, page, row, sheet, span

from scanner.extract import extract
from scanner.settings import Limits

TWO = f"<table:table-cell>{p('甲')}{p('乙')}</table:table-cell>"
NONE = "<table:table-cell/>"
HEADS = "<table:table-header-rows>{0}</table:table-header-rows>"
INNER = f"<table:table-cell>{sheet(row(cell('里')))}</table:table-cell>"
NOTE = "<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>"
WIDE = f'<table:table-cell table:number-columns-spanned="2">{p("宽")}</table:table-cell><table:covered-table-cell/>'
TWICE = f'<table:table-cell table:number-columns-repeated="2">{p("同")}</table:table-cell>'
LAST = '<table:table-cell table:number-columns-repeated="16000"/>'
HIDDEN = 'table:visibility="{0}"'

TABLES = {
    "plain": row(cell("甲"), cell("乙")) * 3,
    "spans": row(cell(span("甲", "T1") + "乙" + span("丙", "")), cell("丁")) * 2,
    "spans within spans": row(cell(span("甲" + span("乙", ""), "")), cell("丁")),
    "head": HEADS.format(row(cell("甲"), cell(span("乙", "")))) + row(cell("丙"), cell("丁")),
    "head of two rows": HEADS.format(row(cell("甲"), cell("乙")) * 2) + row(cell("丙"), cell("丁")),
    "head below": row(cell("丙"), cell("丁")) + HEADS.format(row(cell("甲"), cell("乙"))),
    "two heads": HEADS.format(row(cell("甲"))) + HEADS.format(row(cell("乙"))) + row(cell("丙")),
    "a head of a cell for a row": HEADS.format(row(cell("甲")))
    + row(cell("丙"))
    + HEADS.format(row(cell("乙"))),
    "two paragraphs beside none": row(TWO, NONE) + row(cell("丙"), cell("丁")),
    "empty cells": row(cell("丙"), NONE) + row(NONE, cell("丁")),
    "uneven": row(cell("甲")) + row(cell("乙"), cell("丙")),
    "a table in a cell": row(INNER, cell("外")),
    "a note": row(cell("甲" + NOTE), cell("乙")),
    "a break": row(cell("甲<text:line-break/>乙"), cell("丙<text:s/>丁")),
    "a page break": row(cell("甲")) + "<text:soft-page-break/>" + row(cell("乙")),
    "merged": row(WIDE) + row(cell("甲"), cell("乙")),
    "repeated": row(TWICE) + row(cell("甲"), cell("乙")),
    "repeated row": row(cell("甲"), cell("乙"), about='table:number-rows-repeated="3"'),
    "collapsed": row(cell("甲"), about=HIDDEN.format("collapse")) + row(cell("乙")),
    "filtered": row(cell("甲"), about=HIDDEN.format("filter")) + row(cell("乙")),
    "to the last column": row(cell("甲"), LAST) + row(cell("乙"), LAST),
    "a group": f"<table:table-row-group>{row(cell('甲'))}{row(cell('乙'))}</table:table-row-group>"
    + row(cell("丙")),
    "a cell without a paragraph": row("<table:table-cell>甲</table:table-cell>", cell("乙")),
}
PAGES = {
    "spans": p(span("甲", "T1") + span("乙", "T2")) + p("丙"),
    "a heading": f"<text:h>{span('甲', '')}</text:h>" + p("乙"),
    "a link": p(f'<text:a xlink:href="http://a.example.com/">{span("甲", "")}</text:a>'),
    "spans within spans": p(span("甲" + span("乙", ""), "")),
    "spaces": p('甲<text:s text:c="3"/>乙') + p("丙<text:tab/>丁"),
    "blank": p(" ") + p("") + p("甲"),
}


def declared(kind: str, body: str) -> bytes:
    """A file that says in which encoding it is, as programs write it: what it does not name need not be asked for."""
    word = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[kind]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:body>'
        f"<office:{word}>{body}</office:{word}></office:body></office:document-content>"
    )
    return odf(kind, "", {"content.xml": content})


@pytest.mark.parametrize("kind", ["odt", "ods"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_the_same_either_way(kind: str, name: str) -> None:
    body = sheet(TABLES[name])
    short, long = (extract(f"a.{kind}", data, Limits()) for data in (declared(kind, body), odf(kind, body)))
    assert list(short.blocks) == list(long.blocks)
    assert (short.tables, short.gaps) == (long.tables, long.gaps)
    assert short.blocks


@pytest.mark.parametrize("name", PAGES)
def test_a_slide_says_the_same_either_way(name: str) -> None:
    shapes = frame(f"<draw:text-box>{PAGES[name]}</draw:text-box>")
    notes = (
        f"<presentation:notes>{frame(f'<draw:text-box>{PAGES[name]}</draw:text-box>')}</presentation:notes>"
    )
    body = page(shapes + notes) + page(frame(f"<draw:text-box>{p('后')}</draw:text-box>"))
    short, long = (extract("a.odp", data, Limits()) for data in (declared("odp", body), odf("odp", body)))
    assert list(short.blocks) == list(long.blocks)
    assert short.blocks


def said(text: str, about: str = "") -> str:
    """A cell as programs write it."""
    return f'<table:table-cell{about} office:value-type="string" calcext:value-type="string">{p(text)}</table:table-cell>'


def lines(*cells: str, about: str = "") -> str:
    """A row of such cells, empty to the last column."""
    return f"<table:table-row{about}>{''.join(cells)}{LAST}</table:table-row>"


STYLED = ' table:style-name="{0}"'
SPANNED = (
    '<table:table-cell office:value-type="string" calcext:value-type="string" table:number-columns-spanned="2"'
    ' table:number-rows-spanned="2"><text:p>宽</text:p></table:table-cell><table:covered-table-cell/>'
)
BELOW = '<table:covered-table-cell table:number-columns-repeated="2"/>'
FIGURE = '<table:table-cell office:value-type="float" office:value="{0}" calcext:value-type="float">{1}</table:table-cell>'
DAY = '<table:table-cell office:value-type="date" office:date-value="1990-03-07" calcext:value-type="date">{0}</table:table-cell>'
PLAIN = lines(said("甲"), said("乙")) * 2
SHEETS = {
    "plain": PLAIN,
    "gaps": lines(said("甲"), NONE, said("丙")) + lines(NONE, LAST.replace("16000", "3"), said("丁")),
    "spans": lines(SPANNED, said("丙")) + lines(BELOW, said("丁")) + PLAIN,
    "styles": lines(said("甲", STYLED.format("ce0")), said("乙", STYLED.format("white"))) * 2,
    "figures": lines(FIGURE.format("1500.5", p("1,500.50")), FIGURE.format("13800001234", p("1.38E+10"))),
    "days": lines(DAY.format(p("3月7日")), said("乙")),
    "repeated": PLAIN + row(said("乙"), about='table:number-rows-repeated="3"') + PLAIN,
    "marks of XML": lines(said("甲&amp;乙"), said("&lt;丙")) + PLAIN,
    "a comment": PLAIN + f"<!--{lines(said('不'))}-->" + PLAIN,
    "a part that is no XML": PLAIN
    + row(f"<table:table-cell><text:p><![CDATA[{lines(said('不'))}]]></text:p></table:table-cell>"),
    "an instruction": PLAIN + f"<?a {lines(said('不'))}?>",
    "another prefix": row(f'<table:table-cell xmlns:table="urn:x">{PLAIN}</table:table-cell>') + PLAIN,
    "a row in a cell": row(f"<table:table-cell>{PLAIN}</table:table-cell>") + PLAIN,
    "a table in a shape": f"<table:shapes>{frame(sheet(PLAIN))}</table:shapes>" + PLAIN,
    "a mark of its own": '<table:table-row table:plain-rows="0"/>' + PLAIN,
    "a group": f"<table:table-row-group>{PLAIN}</table:table-row-group>" + PLAIN,
    "a change": f"<table:tracked-changes>{PLAIN}</table:tracked-changes>" + PLAIN,
}
WHITE = '<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'


def spreadsheet(body: str) -> bytes:
    """A spreadsheet with a style, in all the words that programs use."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{WHITE}</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return odf("ods", "", {"content.xml": content})


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_says_the_same_without_its_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = spreadsheet(sheet(SHEETS[name]) + sheet(PLAIN))
    short = extract("a.ods", data, Limits())
    monkeypatch.setattr("scanner.extract.odf.plain_rows.set_apart", lambda written: (written, []))
    long = extract("a.ods", data, Limits())
    assert list(short.blocks) == list(long.blocks)
    assert (short.tables, short.gaps) == (long.tables, long.gaps)
    assert short.blocks


@pytest.mark.parametrize("text", ["\ufffe", "]]>", "\x01"])
def test_what_is_no_xml_is_not_read(text: str) -> None:
    assert [gap.reason for gap in extract("a.ods", spreadsheet(sheet(lines(said(text)))), Limits()).gaps] == [
        "damaged"
    ]


def test_rows_that_are_set_apart_are_counted() -> None:
    data = spreadsheet(sheet(PLAIN * 3))
    assert [gap.reason for gap in extract("a.ods", data, Limits(cells=5)).gaps] == ["too-many-cells"]
