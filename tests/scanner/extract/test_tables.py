"""What a grid means: captions, heads, forms, continuations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.extract.header_words import header_text, is_label, is_value
from scanner.extract.tables import table_of
from scanner.model import Table

LIST = ["序号", "姓名", "村（社区）", "金额（元）"]
ROWS = [["1", "张三丰", "李庄村", "1200"], ["2", "王小二", "赵庄村", "800"], ["3", "李四光", "李庄村", "900"]]


def flat(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


def of(rows: list[list[str]], **options: object) -> Table:
    return table_of(flat(rows), len(rows[0]), **options)  # type: ignore[arg-type]


def test_plain_list() -> None:
    table = of([LIST, *ROWS])
    assert table.header_rows == (0,)
    assert table.head == (("序号",), ("姓名",), ("村（社区）",), ("金额（元）",))
    assert list(table.body_rows()) == [1, 2, 3]


def test_header_texts_lose_white_space_and_keep_units() -> None:
    table = of([["序　号", "联 系 人", "投资\n金额\n（万元）", "Bank  account number"], *ROWS])
    assert table.head == (("序号",), ("联系人",), ("投资金额（万元）",), ("Bank account number",))


@pytest.mark.parametrize(
    "captions",
    [
        [["2023年度资金分配表", "", "", ""]],
        [["", "", "", "单位：万元"]],
        [["附件1", "", "", ""], ["分配明细表", "", "", ""], ["填报单位：某县财政局", "", "", "单位：万元"]],
        [["", "", "", ""], ["分配明细表", "", "", ""]],
    ],
)
def test_captions_above_the_head(captions: list[list[str]]) -> None:
    table = of([*captions, LIST, *ROWS])
    assert table.caption_rows == tuple(range(len(captions)))
    assert table.header_rows == (len(captions),)


def test_caption_merged_over_all_columns() -> None:
    rows = [["发放名单（附身份信息）", ""], ["姓名", "金额"], ["张三丰", "100"], ["李四光", "300"]]
    table = of(rows, merged=[(0, 0, 0, 1)])
    assert (table.caption_rows, table.header_rows) == ((0,), (1,))


MERGED_ROWS = [
    ["序号", "项目名称", "资金来源（万元）", "", "", "备注"],
    ["", "", "合计", "中央", "省级", ""],
    ["1", "李庄村道路", "30", "20", "10", ""],
    ["2", "赵庄村水渠", "50", "30", "20", ""],
]
MERGES = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)]
TWO_LEVELS = (
    ("序号",),
    ("项目名称",),
    ("资金来源（万元）", "合计"),
    ("资金来源（万元）", "中央"),
    ("资金来源（万元）", "省级"),
    ("备注",),
)


@pytest.mark.parametrize("merges", [MERGES, [(0, 2, 0, 4)], []])
def test_two_header_rows_with_and_without_merges(merges: list[tuple[int, int, int, int]]) -> None:
    table = of(MERGED_ROWS, merged=merges)
    assert table.header_rows == (0, 1)
    assert table.head == TWO_LEVELS


def test_two_header_rows_with_the_labels_said_again() -> None:
    rows = [
        ["序号", "项目名称", "资金（万元）", "资金（万元）", "备注"],
        ["序号", "项目名称", "中央", "省级", "备注"],
        ["1", "李庄村道路", "20", "10", ""],
    ]
    for stated in (None, (0,)):
        table = of(rows, header_rows=stated)
        assert table.header_rows == (0, 1)
        assert table.head[2:] == (("资金（万元）", "中央"), ("资金（万元）", "省级"), ("备注",))


def test_a_whole_notice_above_the_list() -> None:
    rows = [[f"第{n}段文字", "", "", ""] for n in range(40)]
    table = of([*rows, LIST, *ROWS])
    assert table.header_rows == (40,)
    assert table.head[1] == ("姓名",)


def test_three_header_rows() -> None:
    rows = [
        ["序号", "项目名称", "资金（万元）", "", ""],
        ["", "", "财政资金", "", "自筹"],
        ["", "", "中央", "省级", ""],
        ["1", "李庄村道路", "20", "10", "5"],
    ]
    merges = [(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 4), (1, 2, 1, 3), (1, 4, 2, 4)]
    table = of(rows, merged=merges)
    assert table.header_rows == (0, 1, 2)
    assert table.head[2] == ("资金（万元）", "财政资金", "中央")
    assert table.head[4] == ("资金（万元）", "自筹")


def test_row_of_column_numbers_is_head_but_no_label() -> None:
    table = of([LIST, ["1", "2", "3", "4"], *ROWS])
    assert table.header_rows == (0, 1)
    assert table.head[3] == ("金额（元）",)


def test_head_repeated_after_a_page_break() -> None:
    table = of([LIST, *ROWS, LIST, *ROWS])
    assert table.header_rows == (0, 4)


def test_two_level_head_repeated() -> None:
    table = of([*MERGED_ROWS, *MERGED_ROWS], merged=MERGES)
    assert table.header_rows == (0, 1, 4, 5)


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "张三丰", "电话", "13900001234"]],
        [["项目名称", "李庄村道路硬化"], ["资金来源", "中央财政专项资金"], ["金额", "500万元"], ["备注", ""]],
        [["项目名称", "道路硬化", "建设性质", "新建"], ["实施单位", "某镇政府", "负责人", "张三丰"]],
        [["姓名", "", "性别", ""], ["住址", "", "电话", ""]],
        [["资金来源", "中央财政专项资金"], ["联系人", "张三丰"], ["联系电话", "0393-8000001"]],
        [["本表仅供参考"]],
    ],
)
def test_forms_and_single_rows_have_no_head(rows: list[list[str]]) -> None:
    table = of(rows)
    assert table.header_rows == ()
    assert table.head == ()


def test_form_with_a_title() -> None:
    rows = [
        ["项目公示表", "", "", ""],
        ["项目名称", "道路硬化", "性质", "新建"],
        ["单位", "某镇", "负责人", "张三丰"],
    ]
    table = of(rows, merged=[(0, 0, 0, 3)])
    assert (table.caption_rows, table.header_rows) == ((0,), ())


def test_table_of_labels_with_its_own_head() -> None:
    rows = [["要素", "内容"], ["项目名称", "道路硬化"], ["资金来源", "中央财政"], ["实施单位", "某镇政府"]]
    assert of(rows).header_rows == (0,)


def test_unknown_headers_told_by_shape() -> None:
    rows = [["甲方", "分摊"], ["张三丰", "1200"], ["王小二", "800"], ["李四光", "900"]]
    assert of(rows).header_rows == (0,)


def test_data_without_head() -> None:
    assert of(ROWS).header_rows == ()


def test_years_head_columns() -> None:
    rows = [["指标名称", "2022", "2023"], ["人数", "10", "20"], ["户数", "4", "8"]]
    assert of(rows).header_rows == (0,)


class TestStatedHeads:
    def test_stated_row(self) -> None:
        table = of([["甲", "乙"], ["丙", "丁"], ["戊", "己"]], header_rows=(0,))
        assert table.head == (("甲",), ("乙",))

    def test_title_marked_as_head_is_a_caption(self) -> None:
        rows = [["发放名单", "", "", ""], LIST, *ROWS]
        table = of(rows, merged=[(0, 0, 0, 3)], header_rows=(0, 1))
        assert (table.caption_rows, table.header_rows) == ((0,), (1,))

    def test_only_first_of_two_rows_marked(self) -> None:
        table = of(MERGED_ROWS, merged=MERGES, header_rows=(0,))
        assert table.header_rows == (0, 1)

    def test_form_that_must_have_a_head(self) -> None:
        rows = [["工程名称", "冷链项目"], ["建设地点", "李庄村"], ["联系电话", "0393-8000001"]]
        assert of(rows, header_rows=(0,)).header_rows == ()

    def test_all_rows_marked_says_nothing(self) -> None:
        assert of([LIST, *ROWS], header_rows=(0, 1, 2, 3)).header_rows == (0,)


class TestContinuation:
    def test_data_goes_on(self) -> None:
        first = of([LIST, *ROWS])
        second = of(ROWS, previous=first, previous_index=4)
        assert second.continues == 4
        assert second.head == first.head
        assert second.header_rows == ()

    def test_single_row_goes_on(self) -> None:
        first = of([LIST, *ROWS])
        assert of([ROWS[0]], previous=first, previous_index=0).continues == 0

    def test_head_printed_again(self) -> None:
        first = of([LIST, *ROWS])
        second = of([LIST, *ROWS], previous=first, previous_index=0)
        assert (second.continues, second.header_rows) == (0, (0,))

    def test_two_level_head_printed_again(self) -> None:
        first = of(MERGED_ROWS, merged=MERGES)
        second = of(MERGED_ROWS, merged=MERGES, previous=first, previous_index=0)
        assert (second.continues, second.header_rows) == (0, (0, 1))

    def test_other_head_begins_anew(self) -> None:
        first = of([LIST, *ROWS])
        second = of([["序号", "项目名称", "建设地点", "备注"], *ROWS], previous=first, previous_index=0)
        assert second.continues == -1
        assert second.head[1] == ("项目名称",)

    def test_other_width_begins_anew(self) -> None:
        first = of([LIST, *ROWS])
        assert of([["张三丰", "12"]], previous=first, previous_index=0).continues == -1

    def test_form_does_not_go_on(self) -> None:
        first = of([LIST, *ROWS])
        form = [["姓名", "张三丰", "电话", "13900001234"], ["住址", "李庄村", "性别", "男"]]
        assert of(form, previous=first, previous_index=0).continues == -1

    def test_section_row_is_no_caption(self) -> None:
        first = of([LIST, *ROWS])
        second = of([["二、赵庄村", "", "", ""], *ROWS], previous=first, previous_index=0)
        assert (second.continues, second.caption_rows) == (0, ())


@pytest.mark.parametrize(
    "text", ["项目名称", "金额（万元）", "联系电话", "序号", "责任单位及责任人", "备注：", "Phone number"]
)
def test_labels(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    ["张三丰", "李庄村", "道路硬化工程", "某县财政局", "", "1200", "按照规定及时足额拨付到位的有关资金"],
)
def test_no_labels(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    "text", ["12", "1,200.50", "12.5%", "30万元", "2023-05-01", "2023年5月", "13900001234", "张*"]
)
def test_values(text: str) -> None:
    assert is_value(text)


CELL = st.sampled_from(
    ["", "序号", "姓名", "金额（元）", "张三丰", "12", "单位：万元", "合计", "一、\n二", "1", "2", "3"]
)


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[str], int, list[tuple[int, int, int, int]]]:
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(0, 16))
    texts = draw(st.lists(CELL, min_size=columns * rows, max_size=columns * rows))
    merge = st.tuples(*(st.integers(0, 20) for _ in range(4)))
    merges = [(a, b, max(a, c), max(b, d)) for a, b, c, d in draw(st.lists(merge, max_size=6))]
    return texts, columns, [m for m in merges if m[0] < rows and m[1] < columns]


@given(grids(), st.none() | st.lists(st.integers(0, 20), max_size=4), st.booleans())
def test_whatever_the_grid(
    grid: tuple[list[str], int, list[tuple[int, int, int, int]]], stated: list[int] | None, goes_on: bool
) -> None:
    texts, columns, merges = grid
    previous = of([LIST, *ROWS]) if goes_on else None
    table = table_of(texts, columns, merged=merges, header_rows=stated, previous=previous, previous_index=7)
    assert (table.rows, table.columns) == (len(texts) // columns, columns)
    assert len(table.head) in (0, columns)
    rows = [*table.caption_rows, *table.header_rows]
    assert len(rows) == len(set(rows))
    assert all(0 <= row < table.rows for row in rows)
    assert list(table.header_rows) == sorted(table.header_rows)
    assert table.continues in ((-1, 7) if goes_on else (-1,))
    assert not table.header_rows or table.head or not any(texts)


@given(st.text(max_size=40))
def test_header_text_is_stable(text: str) -> None:
    folded = header_text(text)
    assert header_text(folded) == folded
    assert folded == folded.strip()


def test_long_list() -> None:
    rows = [LIST, *([ROWS[0]] * 20_000), LIST, ROWS[1]]
    table = of(rows)
    assert table.header_rows == (0, 20_001)
