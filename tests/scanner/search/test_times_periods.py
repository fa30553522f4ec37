"""Display periods in all the ways they are written."""

from __future__ import annotations

from datetime import date

import pytest

from scanner.search.times.periods import periods_of
from tests.scanner.search.noticed import notice


def iso(day: int | None) -> str:
    return date.fromordinal(day).isoformat() if day is not None else ""


def read(text: str) -> list[tuple[str, str, int, str]]:
    """(first day, last day, stated number of days, unit) of the notice's own periods."""
    return [
        (iso(period.stretch.first), iso(period.stretch.last), period.stated, period.unit)
        for period in periods_of(notice(text))
        if period.is_own
    ]


TEN = ("2025-01-21", "2025-01-30")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公示期：自2025年1月21日至1月30日(共10天)", (*TEN, 10, "calendar")),
        ("公示期：自2025年1月21日至2025年1月30日", (*TEN, 0, "")),
        ("公示期：2025.1.21—1.30", (*TEN, 0, "")),
        ("公示期：2025.1.21-30", (*TEN, 0, "")),
        ("公示时间：2025年1月21日至30日", (*TEN, 0, "")),
        ("公示时间：2025-01-21至2025-01-30", (*TEN, 0, "")),
        ("公示时间：2025-01-21 - 2025-01-30", (*TEN, 0, "")),
        ("公示时间：2025/1/21-2025/1/30", (*TEN, 0, "")),
        ("公示时间：２０２５年１月２１日至１月３０日", (*TEN, 0, "")),
        ("公示时间：2025年1月21日8:00至2025年1月30日18:00", (*TEN, 0, "")),
        ("公示时间：2025年1月21日（星期二）至1月30日（星期四）", (*TEN, 0, "")),
        ("公示时间为二〇二五年一月二十一日至二〇二五年一月三十日。", (*TEN, 0, "")),
        ("公示时间 2025 年 1 月 21 日 至 2025 年 1 月 30 日，共 10 天", (*TEN, 10, "calendar")),
        ("公示期（10天）：2025年1月21日—1月30日", (*TEN, 10, "calendar")),
        ("公示期10天（2025年1月21日至1月30日）", (*TEN, 10, "calendar")),
        ("公示期为十天，即2025年1月21日至1月30日", (*TEN, 10, "calendar")),
        ("现于2025年1月21日至1月30日在村务公开栏进行公示。", (*TEN, 0, "")),
        ("现予公示（2025年1月21日至1月30日）：", (*TEN, 0, "")),
        ("现予以公示，时间为2025年1月21日至1月30日。", (*TEN, 0, "")),
        ("公示期 | 2025年1月21日至1月30日", (*TEN, 0, "")),
        ("五、公示时间\n2025年1月21日至2025年1月30日", (*TEN, 0, "")),
        ("公示期限：自2025年1月21日起10天", (*TEN, 10, "calendar")),
        ("公示期限：10天（自2025年1月21日起）", (*TEN, 10, "calendar")),
        ("公示期：2025年12月28日—2026年1月4日，共8天", ("2025-12-28", "2026-01-04", 8, "calendar")),
        ("公示期：2025年12月28日—1月4日", ("2025-12-28", "2026-01-04", 0, "")),
        ("公示时间：即日起7个工作日", ("", "", 7, "working")),
        ("公示期为五个工作日", ("", "", 5, "working")),
        ("公示期为两周", ("", "", 14, "calendar")),
        ("现予公示，为期10天", ("", "", 10, "calendar")),
        ("从今天起公示十天", ("", "", 10, "calendar")),
        ("公示期７天", ("", "", 7, "calendar")),
        ("公示期 15 日", ("", "", 15, "calendar")),
        ("公示期为一个月", ("", "", 1, "month")),
        ("公示时间为5个工作日，自2024年4月18日起", ("2024-04-18", "", 5, "working")),
        ("自公示之日起7个工作日内，如有异议，请反映", ("", "", 7, "working")),
        ("公示截止时间：2025年3月7日", ("", "2025-03-07", 0, "")),
        ("公示至2025年3月7日止。", ("", "2025-03-07", 0, "")),
        ("征求意见时间：2025年3月1日至2025年3月30日", ("2025-03-01", "2025-03-30", 0, "")),
    ],
)
def test_one_period(text: str, wanted: tuple[str, str, int, str]) -> None:
    assert read(text) == [wanted]


def test_a_period_that_lasts() -> None:
    for text in ("公告时间：长期公开", "公示期：长期", "公告时间：自发布之日起长期公开"):
        assert [period.is_lasting for period in periods_of(notice(text))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "项目实施前公示期不少于10天。",
        "公示时间不得少于7天",
        "公示期内如有异议，请在3个工作日内反映",
        "公示期满后3日内上报",
        "经村委会公示7天无异议",
        "已于2025年3月1日至3月7日公示，无异议。",
        "前期进行了公示，公示期为2025年3月1日至3月7日，期间未收到异议。",
        "按照《某某办法》（公示期7天）办理",
        "按照“公示期7天”的要求办理",
        "公示日期：2025年3月1日",
        "公示栏设在村部门口，距镇政府3公里",
        "公示表共3页",
        "公示期间请保持电话畅通",
        "公示时间：2025年2月30日至3月7日",
        "补贴按每人每天10元公布",
        "会议于3月1日至3月3日召开，会后公布结果",
    ],
)
def test_no_period_of_its_own(text: str) -> None:
    assert read(text) == []


def test_a_year_that_is_not_written_is_the_one_nearest_to_the_signature() -> None:
    text = "公示期：{}\n石桥镇人民政府\n{}"
    assert read(text.format("12月28日至1月4日", "2025年12月27日")) == [("2025-12-28", "2026-01-04", 0, "")]
    assert read(text.format("12月28日至1月4日", "2026年1月5日")) == [("2025-12-28", "2026-01-04", 0, "")]
    assert read(text.format("3月1日至3月7日", "2025年2月28日")) == [("2025-03-01", "2025-03-07", 0, "")]


def test_without_any_year_only_the_days_are_counted() -> None:
    (period,) = periods_of(notice("公示时间：7天（3月1日-3月7日）"))
    assert (period.stretch.first, period.stretch.lengths) == (None, (7,))
    (period,) = periods_of(notice("公示时间：2月25日至3月3日"))
    assert period.stretch.lengths == (7, 8)


def test_a_period_that_ends_before_it_begins() -> None:
    (period,) = periods_of(notice("公示时间：2025年3月10日至3月5日"))
    assert period.stretch.is_backwards


def test_what_a_reader_does_not_see_states_no_period() -> None:
    page = "<html><body><h1>公示</h1><p style='display:none'>公示期：2025年3月1日至3月7日</p></body></html>"
    assert periods_of(notice(page, name="page.html")) == []


def test_a_stretch_of_dates_cut_by_a_line() -> None:
    assert read("公示时间：2025年1月21日至\n1月30日")[:1] in ([], [(*TEN, 0, "")])
