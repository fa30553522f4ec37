"""Places in words, in both languages."""

from __future__ import annotations

import pytest

from reports.places import column_letters, layer_words, place_words
from scanner.model import HIDDEN_LAYERS, VISIBLE_LAYERS, Place

CASES = [
    (Place("body", (3,)), "第3段", "paragraph 3"),
    (Place("header", (1,)), "页眉 第1段", "header, paragraph 1"),
    (Place("body", (1, 3, 1), "cell"), "表1 第3行 第1列", "table 1, row 3, column 1"),
    (
        Place("body", (1, 3, 1, 1, 2, 2), "cell"),
        "表1 第3行 第1列 内 表1 第2行 第2列",
        "table 1, row 3, column 1, inside it table 1, row 2, column 2",
    ),
    (
        Place("body", (1, 14, 4), "cell", attachment=2),
        "附件2 表1 第14行 第4列",
        "attachment 2, table 1, row 14, column 4",
    ),
    (Place("body", (12,), "line"), "第12行", "line 12"),
    (Place("body", (12, 5), "line"), "第12行 第5字", "line 12, character 5"),
    (Place("page", (2,), "page"), "第2页", "page 2"),
    (Place("page", (2, 14), "page-line"), "第2页第14行", "page 2, line 14"),
    (Place("page", (2, 1, 3, 4), "page-cell"), "第2页 表1 第3行 第4列", "page 2, table 1, row 3, column 4"),
    (Place("sheet", (7, 4), "sheet", "发放表"), "Sheet“发放表”!D7", "sheet “发放表”!D7"),
    (Place("sheet", (), "sheet", "发放表"), "Sheet“发放表”", "sheet “发放表”"),
    (Place("comment", (7, 28), "sheet", "表"), "批注 Sheet“表”!AB7", "comment, sheet “表”!AB7"),
    (Place("comment", (3,), "note", "张三"), "批注3（作者：张三）", "comment 3 (author: 张三)"),
    (Place("footnote", (2,), "note"), "脚注2", "footnote 2"),
    (Place("property", (), "named", "作者"), "属性“作者”", "property “作者”"),
    (Place("body", (7, 4), "csv-cell"), "第7行 第4列", "row 7, column 4"),
    (Place("slide", (2, 3), "slide"), "第2张幻灯片 第3段", "slide 2, paragraph 3"),
    (
        Place("notes", (2, 1, 3, 4), "slide-cell"),
        "备注页 第2张幻灯片 表1 第3行 第4列",
        "notes page, slide 2, table 1, row 3, column 4",
    ),
    (
        Place("sheet", (7, 4), "sheet", "名单", inside="a.xlsx"),
        "嵌入的文件“a.xlsx”里 Sheet“名单”!D7",
        "in the embedded file “a.xlsx”, sheet “名单”!D7",
    ),
    (None, "全文", "whole document"),
]


@pytest.mark.parametrize(("place", "zh", "en"), CASES)
def test_words(place: Place | None, zh: str, en: str) -> None:
    assert place_words(place, "zh") == zh
    assert place_words(place, "en") == en


def test_letters_of_columns() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 52, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "AAA",
        "XFD",
    ]


@pytest.mark.parametrize("layer", sorted(VISIBLE_LAYERS | HIDDEN_LAYERS))
def test_every_layer_has_words(layer: str) -> None:
    assert layer_words(layer, "zh") != layer
    assert layer_words(layer, "en")
