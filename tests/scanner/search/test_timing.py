"""Kind timing: every limit at its boundary."""

from __future__ import annotations

import pytest

from scanner.calendar import Calendar, of_iso
from scanner.model import CalendarYear, Limit
from scanner.search.kinds import timing
from scanner.search.subject import Subject
from tests.scanner.search.noticed import SOURCED, UNCONFIRMED, facts, found, levels, notice, values

SHORT = "timing/publicity-too-short"
SUM = "timing/publicity-arithmetic"
SIGNED = "timing/signed-after-start"
LATE = "timing/published-late"
STILL = "timing/still-public"
DOWN = "timing/taken-down-early"
ERROR, LIKELY = [("error", "certain")], [("warning", "likely")]


def display(least: int, unit: str = "calendar", **more: object) -> Limit:
    return Limit("display", unit, least, law=more.pop("law", SOURCED), **more)  # type: ignore[arg-type]


def publish(most: int, counted_from: str, unit: str = "working", **more: object) -> Limit:
    return Limit("publish", unit, 0, most, counted_from, law=more.pop("law", SOURCED), **more)  # type: ignore[arg-type]


# ---------------------------------------------------------------- too short


@pytest.mark.parametrize(
    ("text", "limit", "wanted"),
    [
        ("公示期：2025年1月21日至1月30日", display(10), []),  # ten days, both ends counted
        ("公示期：2025年1月21日至1月29日", display(10), ERROR),
        ("公示期：2025年12月26日至2026年1月4日", display(10), []),
        ("公示期：2025年12月27日至2026年1月4日", display(10), ERROR),
        ("公示期：2024年2月25日至3月5日", display(10), []),  # a leap year
        ("公示期：2025年2月25日至3月5日", display(10), ERROR),
        ("公示期10天", display(10), []),
        ("公示期9天", display(10), ERROR),
        ("公示期为十天", display(10), []),
        ("公示期为九天", display(10), ERROR),
        ("公示期：长期公开", display(10), []),
        ("公示期为一个月", display(30), []),
        ("公示期为一周", display(7), []),
        ("公示期为一周", display(8), ERROR),
        ("公示期：2025年3月3日至3月11日", display(7, "working"), []),
        ("公示期：2025年3月3日至3月10日", display(7, "working"), ERROR),
        # National Day: 28 September and 11 October are worked
        ("公示期：2025年9月28日至10月9日", display(4, "working"), []),
        ("公示期：2025年9月28日至10月9日", display(5, "working"), ERROR),
        ("公示期：2025年9月28日至10月11日", display(6, "working"), []),
        # Spring Festival: 26 January and 8 February are worked
        ("公示期：2025年1月26日至2月8日", display(6, "working"), []),
        ("公示期：2025年1月26日至2月7日", display(6, "working"), ERROR),
        ("公示期7个工作日", display(7, "working"), []),
        ("公示期6个工作日", display(7, "working"), ERROR),
        ("公示期5天", display(7, "working"), ERROR),  # five days never hold seven working days
        ("公示期10个工作日", display(10), []),  # ten working days are more than ten days
        ("公示期5个工作日", display(10), ERROR),  # nine days at most
        ("公示期7个工作日", display(9), []),
        ("公示期7个工作日，自2025年3月3日起", display(9), []),
        ("公示期7个工作日，自2025年3月3日起", display(10), ERROR),
        ("公示时间：3月1日—3月10日", display(10), []),  # no year anywhere
        ("公示时间：3月1日—3月9日", display(10), ERROR),
        ("公示时间：2025年3月1日至3月5日（10天）", display(10), []),  # days that do not add up, no more
        ("公示时间：2025年3月1日至3月5日（7天）", display(10), ERROR),  # too short either way
        ("公示时间：2025年3月1日至3月10日（5天）", display(10), []),
        ("经村委会公示3天无异议。", display(10), []),
        ("公示期不少于3天。", display(10), []),
        ("公示时间：2025年3月10日至3月5日", display(10), []),  # another rule's
    ],
)
def test_too_short(text: str, limit: Limit, wanted: list[tuple[str, str]]) -> None:
    assert levels(SHORT, notice(text, limits=[limit])) == wanted


def test_what_depends_on_the_first_day_is_said_not_judged() -> None:
    subject = notice("公示期7个工作日", limits=[display(10)])
    assert levels(SHORT, subject) == [("info", "suspect")]
    assert "depends-on-dates" in facts(found(SHORT, subject))


def test_a_period_from_today_begins_with_the_publication() -> None:
    text = "公示时间：即日起7个工作日"
    ten = [display(10)]
    assert (
        levels(SHORT, notice(text, limits=ten, stated={"publish_date": "2025-03-03"})) == ERROR
    )  # nine days
    assert levels(SHORT, notice(text, limits=ten, stated={"publish_date": "2025-03-07"})) == []  # eleven days


def test_an_unknown_year_is_said() -> None:
    subject = notice("公示期：2099年3月2日至3月10日", limits=[display(7, "working")])
    assert levels(SHORT, subject) == [("info", "suspect")]
    assert facts(found(SHORT, subject))[0] == "calendar-unknown"
    # so few days are too few in any year
    assert levels(SHORT, notice("公示期：2099年3月2日至3月6日", limits=[display(7, "working")])) == ERROR


def test_a_year_of_a_file_is_counted() -> None:
    day = of_iso("2099-03-03")
    assert day is not None
    own = Calendar({2099: CalendarYear(2099, (day,))})
    text = "公示期：2099年3月2日至3月10日"
    assert levels(SHORT, notice(text, limits=[display(6, "working")], calendar=own)) == []
    assert levels(SHORT, notice(text, limits=[display(7, "working")], calendar=own)) == ERROR


def test_a_limit_holds_in_its_circumstances() -> None:
    text = "公示期9天"
    limit = display(10, when={"level": ("乡", "村")})
    assert levels(SHORT, notice(text, limits=[limit])) == []
    assert levels(SHORT, notice(text, limits=[limit], stated={"level": "县"})) == []
    assert levels(SHORT, notice(text, limits=[limit], stated={"level": "村"})) == ERROR
    assert levels(SHORT, notice(text, limits=[limit], inferred={"level": "村"})) == [("error", "likely")]
    assert levels(SHORT, notice(text, limits=[limit], default={"level": "村"})) == LIKELY
    words = display(10, when={"text": ("监测对象",)})
    assert levels(SHORT, notice(text, limits=[words])) == []
    assert levels(SHORT, notice(f"监测对象{text}", limits=[words])) == ERROR


def test_a_limit_without_a_source_that_was_read_is_a_warning() -> None:
    subject = notice("公示期9天", limits=[display(10, law=UNCONFIRMED)])
    assert levels(SHORT, subject) == [("warning", "certain")]


def test_a_term_for_objections_counts_where_no_period_is_stated() -> None:
    text = "自公示之日起5日内，如有异议，请反映。"
    assert levels(SHORT, notice(text, limits=[display(10)])) == LIKELY
    assert levels(SHORT, notice(f"{text}公示期10天。", limits=[display(10)])) == []


def test_a_period_that_is_stated_twice_is_found_once() -> None:
    subject = notice("公示期5天。\n请在公示期（5天）内反映。\n公示期5天", limits=[display(10)])
    assert len(found(SHORT, subject)) == 1


def test_no_profile_no_limit() -> None:
    assert levels(SHORT, notice("公示期1天", profile="")) == []


# ---------------------------------------------------------------- arithmetic


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公示期：2025年1月21日至1月30日（共10天）", []),
        ("公示期：2025年1月21日至1月30日（共9天）", LIKELY),  # the first day left out
        ("公示期：2025年1月21日至1月30日（共11天）", ERROR),
        ("公示期：2025年3月3日至3月13日（共7天）", ERROR),
        ("公示期：2025年3月3日至3月11日（共7天）", LIKELY),  # seven working days are meant
        ("公示期：2025年3月3日至3月11日（7个工作日）", []),
        ("公示期：2025年3月3日至3月11日（9个工作日）", ERROR),
        ("公示期：2025年3月3日至3月11日（6个工作日）", LIKELY),
        ("公示期：2025年9月28日至10月9日（4个工作日）", []),
        ("公示期：2025年9月28日至10月9日（8个工作日）", ERROR),
        ("公示期：2025年12月28日至2026年1月4日，共8天", []),
        ("公示期：12月28日—1月4日，共8天", []),
        ("公示期：12月28日—1月4日，共10天", ERROR),
        ("公示时间：7天（3月1日-3月7日）", []),
        ("公示时间：7天（2月25日-3月3日）", []),  # right in an ordinary year
        ("公示时间：8天（2月25日-3月3日）", []),  # right in a leap year
        ("公示时间：7天（3月1日-3月5日）", ERROR),
        ("公示时间：五天（10月9日—10月13日）", []),
        ("公示时间：5个工作日（3月3日至3月7日）", []),
        ("公示时间：5个工作日（3月3日至3月6日）", ERROR),  # more than there are days
        ("公示时间：2025年3月10日至3月5日", ERROR),
        ("公示时间：3月10日至3月5日", ERROR),
        ("公示时间：一个月（2025年3月1日至3月31日）", []),
        ("公示期10天", []),
        ("公示期：2025年1月21日至1月30日，如有异议请在3日内反映", []),
        ("经2025年3月1日至3月5日公示7天，无异议。", ERROR),  # wrong of the past, too
    ],
)
def test_arithmetic(text: str, wanted: list[tuple[str, str]]) -> None:
    assert levels(SUM, notice(text)) == wanted


def test_what_seems_to_be_meant_is_said() -> None:
    assert "calendar-days-meant" in facts(found(SUM, notice("公示期：2025年3月1日至3月7日（7个工作日）")))
    assert "one-end-left-out" in facts(found(SUM, notice("公示期：2025年3月1日至3月7日（6天）")))
    assert "ends-before-start" in facts(found(SUM, notice("公示期：2025年3月8日至3月7日")))


def test_working_days_of_an_unknown_year_are_not_judged() -> None:
    subject = notice("公示期：2099年3月2日至3月10日（7个工作日）")
    assert levels(SUM, subject) == [("info", "suspect")]
    assert levels(SUM, notice("公示期：2099年3月2日至3月6日（7个工作日）")) == ERROR


# ---------------------------------------------------------------- signed after the start


def signed(period: str, date: str) -> Subject:
    return notice(f"关于补贴发放的公示\n{period}\n石桥镇人民政府\n{date}")


@pytest.mark.parametrize(
    ("period", "date", "wanted"),
    [
        ("公示期：2025年3月1日至3月10日。", "2025年3月1日", []),
        ("公示期：2025年3月1日至3月10日。", "2025年2月28日", []),
        ("公示期：2025年3月1日至3月10日。", "2025年3月2日", ["signed-after-first-day"]),
        ("公示期：2025年3月1日至3月10日。", "2025年3月10日", ["signed-on-last-day"]),
        ("公示期：2025年3月1日至3月10日。", "2025年3月11日", ["signed-after-end"]),
        ("公示期：2025年3月1日至3月10日。", "2024年3月1日", []),
        ("公示至2025年3月10日止。", "2025年3月9日", []),
        ("公示至2025年3月10日止。", "2025年3月10日", ["signed-on-last-day"]),
        ("公示期：12月28日至1月4日。", "2025年12月28日", []),
        ("公示期：12月28日至1月4日。", "2026年1月2日", ["signed-after-first-day"]),
        ("公示期10天。", "2025年3月10日", []),
        ("经2025年3月1日至3月10日公示，无异议。", "2025年3月20日", []),
        ("公示期：2025年3月1日至3月10日。", "2025年12月30日", []),  # a template: not this notice's date
    ],
)
def test_signed_after_start(period: str, date: str, wanted: list[str]) -> None:
    assert facts(found(SIGNED, signed(period, date))) == wanted


def test_the_signature_is_what_is_marked() -> None:
    subject = signed("公示期：2025年3月1日至3月10日。", "2025年3月5日")
    assert values(subject, found(SIGNED, subject)) == ["2025年3月5日"]


# ---------------------------------------------------------------- published late

ALLOCATED = publish(15, "分配结果下达")
# From Monday 3 March 2025 the 15th working day behind it is Monday 24 March.
SPRING = "资金分配结果公告\n县财政局已于2025年3月3日下达资金。\n县财政局\n{}"


@pytest.mark.parametrize(
    ("published", "wanted"),
    [("2025-03-04", []), ("2025-03-24", []), ("2025-03-25", ERROR), ("2025-02-20", [])],
)
def test_published_late_by_the_stated_day(published: str, wanted: list[tuple[str, str]]) -> None:
    subject = notice(SPRING.format("2025年3月4日"), limits=[ALLOCATED], stated={"publish_date": published})
    assert levels(LATE, subject) == wanted


@pytest.mark.parametrize(("date", "wanted"), [("2025年3月24日", []), ("2025年3月25日", LIKELY)])
def test_published_late_by_the_signature(date: str, wanted: list[tuple[str, str]]) -> None:
    subject = notice(SPRING.format(date), limits=[ALLOCATED])
    assert [(level, "likely") for level, _ in levels(LATE, subject)] == wanted
    if wanted:
        assert {"publication-by-signature", "first-day-left-out"} <= set(facts(found(LATE, subject)))


def test_shifted_days_count() -> None:
    # From 26 September 2025 (Friday): 28, 29, 30 September, 9, 10, 11 October are the six that follow.
    text = "公告\n下达日期：2025年9月26日\n县财政局\n2025年9月27日"
    for published, wanted in (("2025-10-11", []), ("2025-10-13", ERROR)):
        subject = notice(text, limits=[publish(6, "下达")], stated={"publish_date": published})
        assert levels(LATE, subject) == wanted


def test_calendar_days() -> None:
    text = "预算公告\n批复日期：2025年3月1日\n县财政局\n2025年3月2日"
    for published, wanted in (("2025-03-21", []), ("2025-03-22", ERROR)):
        subject = notice(
            text, limits=[publish(20, "批准、批复", "calendar")], stated={"publish_date": published}
        )
        assert levels(LATE, subject) == wanted


def test_one_working_day_after_sign_off() -> None:
    text = "公告\n审签日期：2025年3月7日\n县财政局\n2025年3月7日"  # a Friday
    for published, wanted in (("2025-03-10", []), ("2025-03-11", ERROR)):
        subject = notice(text, limits=[publish(1, "审签")], stated={"publish_date": published})
        assert levels(LATE, subject) == wanted


def test_a_text_forms_with_its_signature() -> None:
    text = "公告\n各项工作如下。\n县财政局\n2025年3月3日"
    limit = publish(20, "信息形成或者变更")
    assert levels(LATE, notice(text, limits=[limit], stated={"publish_date": "2025-03-31"})) == []
    assert levels(LATE, notice(text, limits=[limit], stated={"publish_date": "2025-04-01"})) == ERROR
    assert levels(LATE, notice(text, limits=[limit])) == []  # one day alone says nothing


def test_the_day_that_a_page_gives() -> None:
    text = "公告\n发布日期：2025-06-30\n资金如下。\n县财政局\n2025年3月3日"
    subject = notice(text, limits=[publish(20, "信息形成或者变更")])
    assert levels(LATE, subject) == LIKELY
    assert "publication-read" in facts(found(LATE, subject))


@pytest.mark.parametrize(
    "text",
    [
        "公告\n资金如下。\n县财政局\n2025年6月3日",  # no day of an allocation
        "公告\n根据《关于下达资金的通知》（2025年1月3日印发），资金如下。\n县财政局\n2025年6月3日",
        "公告\n资金须于2025年3月3日前下达。\n县财政局\n2025年6月3日",
        "公告\n资金已于2018年3月3日下达。\n县财政局\n2025年6月3日",  # history
        "公告\n2025年3月3日召开会议。\n县财政局\n2025年6月3日",
    ],
)
def test_no_day_no_finding(text: str) -> None:
    assert levels(LATE, notice(text, limits=[ALLOCATED])) == []


def test_late_in_an_unknown_year() -> None:
    text = "公告\n资金已于2099年3月2日下达。\n县财政局\n2099年3月3日"
    subject = notice(text, limits=[ALLOCATED], stated={"publish_date": "2099-06-01"})
    assert levels(LATE, subject) == [("info", "suspect")]
    near = notice(text, limits=[ALLOCATED], stated={"publish_date": "2099-03-16"})
    assert levels(LATE, near) == []


# ---------------------------------------------------------------- still public, taken down early

LIST = "关于资助学生的公示\n姓名\t金额\n张明\t500\n李强\t600\n王芳\t600\n公示期：2026年11月12日至11月21日。\n某中学\n2026年11月12日"


def test_a_list_is_over_the_day_after_its_last() -> None:
    stated = {"channel": "网站"}
    aid = {"profile": "student-aid", "stated": stated}
    assert levels(STILL, notice(LIST, today="2026-11-21", **aid)) == []  # type: ignore[arg-type]
    assert levels(STILL, notice(LIST, today="2026-11-22", **aid)) == ERROR  # type: ignore[arg-type]


def test_a_list_that_nobody_has_to_withdraw_is_a_warning() -> None:
    assert levels(STILL, notice(LIST, stated={"channel": "网站"})) == [("warning", "certain")]
    assert levels(STILL, notice(LIST, default={"channel": "网站"})) == [("info", "likely")]
    assert levels(STILL, notice(LIST, default={"channel": "网站", "level": "村"})) == []
    assert levels(STILL, notice(LIST, profile="student-aid", default={"channel": "网站"})) == LIKELY


def test_a_board_or_a_notice_without_names_may_stay() -> None:
    assert levels(STILL, notice(LIST, stated={"channel": "公示栏"})) == []
    assert levels(STILL, notice("公示\n公示期：2025年3月1日至3月10日。", stated={"channel": "网站"})) == []
    assert levels(STILL, notice(LIST.replace("公示期", "长期公开，公示期"), stated={"channel": "网站"})) != []


def test_a_result_that_stays() -> None:
    text = "资金分配结果公告\n公示期：2025年3月1日至3月10日。\n"
    county = {"profile": "fund-allocation", "inferred": {"level": "县"}}
    assert levels(DOWN, notice(text, **county)) == [("info", "likely")]  # type: ignore[arg-type]
    assert levels(DOWN, notice(f"{text}公告时间：长期公开", **county)) == []  # type: ignore[arg-type]
    assert levels(DOWN, notice(text, profile="fund-allocation", inferred={"level": "村"})) == []
    assert levels(DOWN, notice(text, profile="beneficiary-list", inferred={"level": "县"})) == []
    assert levels(DOWN, notice("资金分配结果公告", **county)) == []  # type: ignore[arg-type]


# ---------------------------------------------------------------- the rule files


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"check": "early"},
        {"check": "too-short", "days": 5},
        {"check": "too-short", "profiles": "x"},
        {"check": "taken-down-early"},
    ],
)
def test_parameters_that_are_refused(parameters: dict[str, object]) -> None:
    assert timing.check(parameters)


def test_parameters_that_are_understood() -> None:
    assert timing.check({"check": "too-short"}) == []
    assert timing.check({"check": "taken-down-early", "profiles": ["x"], "levels": ["县"]}) == []
