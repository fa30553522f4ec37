"""Hard inputs C01 to C36, with the whole rule book: bare, glued to 汉字, in a cell of every table format."""

from __future__ import annotations

import io

import pytest

from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.settings import Settings

SETTINGS = Settings(today="2026-11-22", reveal=True)

# input, {rule: value as found} and what is listed as masked (kind, grade)
HARD: dict[str, tuple[str, dict[str, str], list[tuple[str, str]]]] = {
    "C01": ("身份证号410999197903262845已核实", {"resident-id": "410999197903262845"}, []),
    "C02": ("身份证41099919790326009x（本人）", {"resident-id": "41099919790326009x"}, []),
    "C03": (
        "身份证号４１０９９９１９７９０３２６２８４５",
        {"resident-id": "４１０９９９１９７９０３２６２８４５"},
        [],
    ),
    "C04": ("410999 19790326 2845", {"resident-id": "410999 19790326 2845"}, []),
    "C05": ("4109991979\n03262845", {"resident-id": "410999197903262845"}, []),
    "C06": ("某某\t410999197903262845\t女", {"resident-id": "410999197903262845"}, []),
    "C07": ("身份证号：410999197903262840", {"resident-id-malformed": "410999197903262840"}, []),
    "C08": ("身份证号：410999197902302841", {"resident-id-malformed": "410999197902302841"}, []),
    "C09": ("990999197903262848", {}, []),
    "C10": ("身份证号410999790326284", {"resident-id-15": "410999790326284"}, []),
    "C11": ("41099919790326****", {}, [("resident-id", "weak")]),
    "C12": ("410999**7903262845", {}, [("resident-id", "weak")]),
    "C13": ("410***********2845", {}, [("resident-id", "strong")]),
    "C15": ("项目代码2021-410999-05-01-123456", {}, []),
    "C16": ("银行卡号6228480000000001230开户行", {"bank-card": "6228480000000001230"}, []),
    "C17": ("账号：6228 4800 0000 0001 230", {"bank-card": "6228 4800 0000 0001 230"}, []),
    "C18": ("户名：某某镇财政所 对公账户41000123040000567", {}, []),
    "C19": ("联系电话13900001234王主任", {"mobile-phone": "13900001234"}, []),
    "C20": ("139-0000-1234", {"mobile-phone": "139-0000-1234"}, []),
    "C21": ("１３９００００１２３４", {"mobile-phone": "１３９００００１２３４"}, []),
    "C22": ("监督举报电话：0393-8000001，12345", {}, []),
    "C23": ("90139000012345678901", {}, []),
    "C24": ("下达资金13900001234元", {}, []),
    "C25": ("139****1234", {}, [("mobile-phone", "customary")]),
    "C26": ("统一社会信用代码91410999MA0ABCDE62的企业", {}, []),
    "C27": ("12410999410999005G", {}, []),
    "C28": ("车牌豫J·12345的车辆", {"vehicle-plate": "豫J·12345"}, []),
    "C29": ("号牌豫JD12345", {"vehicle-plate": "豫JD12345"}, []),
    "C30": ("邮箱cunwu2021@163.com联系", {}, []),
    "C31": ("护照号E98765432签发", {"passport": "E98765432"}, []),
    "C32": ("通行证号H98765432", {"travel-permit": "H98765432"}, []),
    "C33": ("410999\u200b19790326\u200b2845", {"resident-id": "410999\u200b19790326\u200b2845"}, []),
    "C34": (
        "身份证号四一〇九九九一九七九〇三二六二八四五",
        {"resident-id-malformed": "四一〇九九九一九七九〇三二六二八四五"},
        [],
    ),
    "C35": ("文号G20240001号", {}, []),
    "C36": ("身份证号41099919790326009Ｘ", {"resident-id": "41099919790326009Ｘ"}, []),
    "twice": ("+86-139-0000-1234", {"mobile-phone": "139-0000-1234"}, []),
    "date": ("2023-0801-2024", {}, []),
    "code": ("编号2023-0012-3456", {}, []),
    "no plate": ("云A100001号文件", {}, []),
    "all digits": ("统一社会信用代码：911109991000000141", {}, []),
    "certificate": ("残疾人证号41099919790326284543", {"disability-certificate": "41099919790326284543"}, []),
    "student": ("学籍号G410999197903262845", {"student-number": "G410999197903262845"}, []),
}
NAMES = list(HARD)


def found(report: Report) -> dict[str, str]:
    """The findings on persons; a repeated rule is a fault of its own."""
    rules = [f.rule.partition("/")[2] for f in report.findings if f.rule.startswith("personal/")]
    assert len(rules) == len(set(rules)), rules
    return {f.rule.partition("/")[2]: f.value for f in report.findings if f.rule.startswith("personal/")}


def read(data: bytes, name: str = "case.txt") -> Report:
    return scan(name, data, load_rules(), SETTINGS)


def bare(values: dict[str, str]) -> dict[str, str]:
    return {rule: "".join(value.split()) for rule, value in values.items()}


@pytest.mark.parametrize("name", NAMES)
def test_by_itself(name: str) -> None:
    text, expected, masks = HARD[name]
    report = read(text.encode())
    assert bare(found(report)) == bare(expected)
    assert [(value.kind, value.grade) for value in report.masked_values] == masks


@pytest.mark.parametrize("name", [name for name in NAMES if "\t" not in HARD[name][0]])
def test_glued_to_words(name: str) -> None:
    text, expected, _ = HARD[name]
    assert bare(found(read(f"经核对{text}情况属实。".encode()))) == bare(expected)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["csv", "html", "xlsx", "docx"])
def test_in_a_cell(name: str, format: str) -> None:
    text, expected, _ = HARD[name]
    rows = [["序号", "备注"], ["1", text.replace("\t", " ")], ["2", "无"]]
    assert bare(found(read(WRITERS[format](rows), f"case.{format}"))) == bare(expected)


def test_two_masks_of_one_person_give_the_number_away() -> None:
    """C14: one mask in the list, another in the attachment."""
    text = (
        "附件1\n姓名\t身份证号\n张明\t410999********2845\n\n附件2\n姓名\t身份证号\n张明\t41099919790326****\n"
    )
    report = read(text.encode())
    assert "mask/splice" in {finding.rule for finding in report.findings}
    assert found(report) == {}


# ---------------------------------------------------------------- the formats


def csv(rows: list[list[str]]) -> bytes:
    import csv as library

    target = io.StringIO()
    library.writer(target).writerows(rows)
    return target.getvalue().encode()


def html(rows: list[list[str]]) -> bytes:
    from html import escape

    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><table>{cells}</table></body></html>".encode()


def xlsx(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def docx(rows: list[list[str]]) -> bytes:
    from docx import Document

    paper = Document()
    table = paper.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


WRITERS = {"csv": csv, "html": html, "xlsx": xlsx, "docx": docx}
