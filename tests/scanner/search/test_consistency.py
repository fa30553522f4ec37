"""What a notice says twice: the same table in every format, evidence in words, structures that are left alone."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reports.sentences import Sentences
from scanner.model import Finding
from scanner.road import load_rules, scan
from scanner.settings import Settings

SETTINGS = Settings(today="2026-11-22", reveal=True)
ROWS = [
    ["序号", "项目名称", "投资规模（万元）"],
    ["1", "东村道路硬化", "100.50"],
    ["2", "西村安全饮水", "50.00"],
    ["3", "南村产业大棚", "20.00"],
    ["合计", "", "171.50"],
]


def found(name: str, data: bytes | str) -> list[Finding]:
    raw = data.encode() if isinstance(data, str) else data
    report = scan(name, raw, load_rules(), SETTINGS)
    return [finding for finding in report.findings if finding.rule.startswith("consistency/")]


def said(finding: Finding, lang: str = "zh") -> str:
    sentences = Sentences(load_rules(), lang)  # type: ignore[arg-type]
    return sentences.joined(sentences.facts(finding.evidence))


def tabbed(*rows: str) -> str:
    return "\n".join(row.replace(" ", "\t") for row in rows)


def _docx(rows: list[list[str]]) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("项目安排公示")
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    last = len(rows) - 1
    table.cell(last, 0).merge(table.cell(last, 1))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx(rows: list[list[str]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in cells])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _html(rows: list[list[str]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows)
    return f"<html><body><p>项目安排公示</p><table>{body}</table></body></html>"


def _markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    return "\n".join([lines[0], "|---|---|---|", *lines[1:]])


def _pdf(rows: list[list[str]]) -> bytes:
    from reportlab.lib import colors
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    registerFont(UnicodeCIDFont("STSong-Light"))
    style = TableStyle(
        [("FONTNAME", (0, 0), (-1, -1), "STSong-Light"), ("GRID", (0, 0), (-1, -1), 1, colors.black)]
    )
    buffer = BytesIO()
    SimpleDocTemplate(buffer).build([Table(rows, style=style)])
    return buffer.getvalue()


FORMATS = {
    "a.docx": _docx,
    "a.xlsx": _xlsx,
    "a.html": _html,
    "a.md": _markdown,
    "a.pdf": _pdf,
    "a.csv": lambda rows: "\n".join(",".join(cells) for cells in rows),
    "a.txt": lambda rows: "\n".join("\t".join(cells) for cells in rows),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_wrong_total_in_every_format(name: str) -> None:
    (finding,) = found(name, FORMATS[name](ROWS))  # type: ignore[operator]
    assert (finding.rule, finding.level, finding.certainty) == ("consistency/total", "error", "certain")
    assert "170.5" in said(finding)
    assert "171.5" in said(finding)
    assert "差 1" in said(finding)


@pytest.mark.parametrize("name", FORMATS)
def test_a_right_total_in_every_format(name: str) -> None:
    right = [*ROWS[:-1], ["合计", "", "170.50"]]
    assert found(name, FORMATS[name](right)) == []  # type: ignore[operator]


def test_the_evidence_names_the_rows() -> None:
    (finding,) = found("a.txt", "\n".join("\t".join(cells) for cells in ROWS))
    assert said(finding).startswith("第2–4行相加 170.50万元，“合计”写 171.50万元，差 1.00万元")
    assert "rows 2–4 add up to 170.50万元" in said(finding, "en")


def test_a_row_that_was_added_without_its_sums() -> None:
    text = tabbed("村 户数 金额（元）", "东村 12 6000", "西村 23 11500", "南村 7 3500", "合计 35 17500")
    findings = found("a.txt", text)
    assert {finding.certainty for finding in findings} == {"certain"}
    assert all("第4行" in said(finding) and "漏加" in said(finding) for finding in findings)


def test_digits_that_changed_places() -> None:
    text = tabbed("项目 金额（万元）", "道路 734.5", "饮水 500", "合计 1243.5")
    (finding,) = found("a.txt", text)
    assert "写颠倒" in said(finding)


def test_levels_make_a_warning_of_it() -> None:
    text = tabbed(
        "项目 金额（万元）",
        "一、产业类 150",
        "1.大棚 100",
        "2.果园 50",
        "二、基础设施 30",
        "1.道路 30",
        "合计 190",
    )
    (finding,) = found("a.txt", text)
    assert (finding.level, finding.certainty) == ("warning", "likely")


def test_a_table_that_goes_on_over_pages() -> None:
    rows = [["序号", "项目名称", "金额（万元）"]] + [[str(n), f"项目{n}号工程", "10"] for n in range(1, 120)]
    assert found("a.pdf", _pdf([*rows, ["合计", "", "1190"]])) == []
    (finding,) = found("a.pdf", _pdf([*rows, ["合计", "", "1290"]]))
    assert finding.rule == "consistency/total"


def test_a_personal_number_is_not_added() -> None:
    text = tabbed("姓名 电话 金额（元）", "张某 13900001234 500", "李某 13900004321 600", "合计 2 1100")
    assert found("a.txt", text) == []


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=30), st.integers(0, 2))
def test_sums_that_hold_are_never_reported(cents: list[int], places: int) -> None:
    values = [Decimal(cent).scaleb(-places) for cent in cents]
    rows = ["项目\t金额（万元）", *(f"项目{at}\t{value}" for at, value in enumerate(values))]
    assert found("a.txt", "\n".join([*rows, f"合计\t{sum(values)}"])) == []


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), min_size=2, max_size=6), st.booleans()
)
def test_subtotals_that_hold_are_never_reported(towns: list[list[int]], on_top: bool) -> None:
    rows = ["乡镇\t金额（元）"]
    for town in towns:
        items = [f"村\t{value}" for value in town]
        total = f"小计\t{sum(town)}"
        rows += [total, *items] if on_top else [*items, total]
    rows.append(f"合计\t{sum(map(sum, towns))}")
    assert found("a.txt", "\n".join(rows)) == []
