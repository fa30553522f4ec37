"""Masks that do not hold: names, births, undoing, splicing, mixtures, and what may be printed of them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numbers_subject import lines, masked

from corpora.draft import Draft, Grid, Layer
from corpora.make import file_bytes
from reports.as_json import report_line
from reports.terminal import report_lines
from scanner.model import Finding, Report
from scanner.road import load_rules, scan
from scanner.search.masks.births import age_window, birth_window, told
from scanner.search.masks.lists import form
from scanner.search.masks.splices import overlaid
from scanner.search.masks.undoing import has_place, notice_day
from scanner.search.numbers.runs import MASKS, plain, starred
from scanner.settings import Settings

TODAY = "20261122"
SETTINGS = Settings(today="2026-11-22")
NUMBER = "410999197903262845"
MIDDLE, TAIL = "410999********2845", "41099919790326****"


def report(text: str, *, name: str = "list.txt") -> Report:
    return scan(name, text.encode(), load_rules(), SETTINGS)


def found(draft: Report) -> list[Finding]:
    return [finding for finding in draft.findings if finding.rule.startswith("mask/")]


def grades(draft: Report) -> list[tuple[str, int | None, str | None]]:
    return [(value.kind, value.candidates, value.grade) for value in draft.masked_values]


# ---------------------------------------------------------------- recognised


@pytest.mark.parametrize("sign", [*sorted(set(MASKS)), "某"])
def test_every_sign_hides(sign: str) -> None:
    assert masked(lines(f"身份证号：410999{sign * 8}2845"))[:1] == [("resident-id", 4210, "customary")]
    assert masked(lines(f"手机：139{sign * 4}1234")) == [("mobile-phone", 10_000, "customary")]


@pytest.mark.parametrize("stars", range(2, 12))
def test_the_number_of_stars_says_nothing(stars: int) -> None:
    assert masked(lines(f"身份证号：410999{'*' * stars}2845")) == [("resident-id", 4210, "customary")]


def test_words_hide_digits_only_between_digits() -> None:
    assert starred("139某某某某1234") == "139****1234"
    assert starred("张某某410999某某镇") == "张某某410999某某镇"
    assert masked(lines("张某某410999某某镇")) == [("name", None, None)]


def test_the_last_x_is_a_sign_like_those_before_it() -> None:
    assert plain("41099919790326XXXX") == TAIL
    assert plain("41099919790326***X") == "41099919790326***X"
    assert plain("41099919790326xxxX") == "41099919790326***X"


def test_the_tail_of_a_mask_is_no_telephone() -> None:
    draft = report("身份证号：410999**7903262845\n4109**13900001234")
    assert not [finding for finding in draft.findings if finding.rule == "personal/mobile-phone"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张某某、李*、王**、欧阳*、赵*三。", 5),
        ("村民张某某，户主李**", 2),
        ("经查，张某申请补助", 1),
        ("王××，女", 1),
        ("诸葛某某", 1),
        ("位于某某县某某镇", 0),
        ("于某某县召开会议", 0),
        ("张某镇、李某村、王某公司", 0),
        ("面积5*3，高×宽，20××年", 0),
        ("********", 0),
        ("项目名称：某某项目", 0),
        ("对某某企业", 0),
    ],
)
def test_masked_names_in_prose(text: str, names: int) -> None:
    assert masked(lines(text)) == [("name", None, None)] * names


def test_masked_names_are_compliant() -> None:
    draft = report("姓名\t金额\n张*\t500\n欧阳某某\t500\n*三\t500\n阿**·买**\t500\n张三\t500\n")
    assert grades(draft) == [("name", None, None)] * 4
    assert found(draft) == []


# ---------------------------------------------------------------- what stands beside


def age_on(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


@given(
    st.dates(date(1910, 1, 1), date(2020, 1, 1)),
    st.dates(date(2020, 1, 2), date(2026, 11, 22)),
    st.integers(-2, 2),
)
def test_an_age_encloses_exactly_its_births(birth: date, day: date, off: int) -> None:
    age = age_on(birth, day) + off
    window = age_window(str(age), (f"{day:%Y%m%d}",) * 2) if age > 0 else None
    if window is not None:
        assert (window[0] <= f"{birth:%Y%m%d}" <= window[1]) == (off == 0)


@pytest.mark.parametrize(
    ("cell", "window"),
    [
        ("1979-03-26", ("19790326", "19790326")),
        ("1979-03-26 00:00:00", ("19790326", "19790326")),
        ("1979/3/6", ("19790306", "19790306")),
        ("19790326", ("19790326", "19790326")),
        ("1979年3月26日", ("19790326", "19790326")),
        ("1980年2月", ("19800201", "19800229")),
        ("1979.12", ("19791201", "19791231")),
        ("197903", ("19790301", "19790331")),
        ("1979", ("19790101", "19791231")),
        ("1979年**月**日", ("19790101", "19791231")),
        ("197*年", ("19700101", "19791231")),
        ("79年3月", ("19790301", "19790331")),
        ("一九七九年三月", ("19790301", "19790331")),
        ("1979-02-30", None),
        ("不详", None),
        ("47", None),
        ("", None),
    ],
)
def test_births(cell: str, window: tuple[str, str] | None) -> None:
    assert birth_window(cell) == window


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("张某，男，1979年3月出生，", ["birth", "sex"]),
        ("（女，47岁，", ["age", "sex"]),
        ("生于1979年3月，", ["birth"]),
        ("出生日期：1979-03-26，", ["birth"]),
        ("年满60岁以上，", []),
        ("60岁以上老人，", []),
        ("男女老少，", []),
        ("2020年3月生产经营", []),
    ],
)
def test_what_a_phrase_tells(phrase: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in told(phrase, (TODAY, TODAY))] == kinds


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("某某县低保对象名单公示", True),
        ("柳屯镇2026年度救助名单公示", True),
        ("关于东湖街道公益岗的公示", True),
        ("李庄村公益岗人员公示", True),
        ("关于推进乡村振兴工作的公示", False),
        ("关于农村危房改造的公示", False),
        ("全县低保对象名单公示", False),
        ("贫困地区学生名单公示", False),
        ("各县区资金分配公示", False),
    ],
)
def test_places_in_titles(title: str, named: bool) -> None:
    assert has_place(lines(f"{title}\n现公示如下。").anatomy) is named


def test_the_day_of_the_notice() -> None:
    dated = "某某县名单公示\n现将名单公示如下。\n某某县民政局\n{}"
    assert notice_day(lines(dated.format("2025年3月2日")).anatomy, TODAY) == ("20250302", "20250302")
    assert notice_day(lines("名单公示\n现公示如下。").anatomy, TODAY) == (TODAY, TODAY)


def test_the_age_is_that_of_the_day_of_the_notice() -> None:
    text = "名单公示\n张某，46岁，身份证号{}。\n某某县民政局\n2025年3月26日"
    [finding] = found(report(text.format("4109991979****2845")))
    assert finding.rule == "mask/weak"  # 34 without the age, which says the year again
    assert grades(report(text.format(MIDDLE)))[-1] == ("resident-id", 4210, "weak")


def test_undone_says_by_what() -> None:
    [finding] = found(report(f"姓名\t性别\t年龄\t身份证号\n张*三\t女\t47\t{MIDDLE}"))
    assert finding.rule == "mask/undone-by-column"
    assert [fact.name for fact in finding.evidence] == ["beside-column", "fits-alone", "fits-now"]
    assert dict(finding.evidence[0].values) == {"label": "年龄"}
    assert finding.level == "error"


def test_what_contradicts_the_digits_is_of_somebody_else() -> None:
    draft = report("姓名\t性别\t年龄\t身份证号\n张*三\t男\t20\t4109991979****2845")
    assert [finding.rule for finding in found(draft)] == ["mask/weak"]


def test_a_form_with_labels_and_values() -> None:
    text = f"姓名\t张*三\t性别\t女\n出生年月\t1979年3月\t民族\t汉\n身份证号\t{MIDDLE}\t电话\t139****1234\n"
    [finding] = found(report(text))
    assert finding.rule == "mask/undone-by-column"


def test_a_place_alone_is_worded_as_such() -> None:
    [finding] = found(report("某某县低保对象名单公示\n姓名\t身份证号\n张*三\t******197903262845"))
    assert finding.evidence[0].name == "place-named-alone"
    assert finding.certainty == "likely"


# ---------------------------------------------------------------- two masks


def test_overlaying() -> None:
    assert overlaid(MIDDLE, TAIL) == NUMBER
    assert overlaid(MIDDLE, "41099919850615****") == "410999198506152845"
    assert overlaid(MIDDLE, "410998************") == ""
    assert overlaid(MIDDLE, "139****1234") == ""


@given(st.sets(st.integers(0, 17)), st.sets(st.integers(0, 17)))
def test_masks_of_one_number_always_overlay(one: set[int], other: set[int]) -> None:
    first, second = (
        "".join("*" if at in hidden else s for at, s in enumerate(NUMBER)) for hidden in (one, other)
    )
    assert overlaid(first, second).count("*") == len(one & other)


def test_very_many_of_one_name_end() -> None:
    """Not timed: a thousand 张* in two lists of different lengths are compared by nobody."""
    rng = Random(1)
    rows = [f"张*\t410999********{rng.randint(0, 9999):04}" for _ in range(1000)]
    more = [f"张*\t410999{rng.randint(1940, 2000)}0101****" for _ in range(900)]
    text = "\n".join(["姓名\t身份证号", *rows, "附件2", "姓名\t身份证号", *more])
    assert not [finding for finding in found(report(text)) if finding.rule == "mask/splice"]


def test_forms() -> None:
    assert [form(mask) for mask in (MIDDLE, TAIL, "*" * 18, "************2845", "4109**1979**2845")] == [
        (6, 4),
        (14, 0),
        (0, 0),
        (0, 4),
        (-1, -1),
    ]


# ---------------------------------------------------------------- what is printed


def printed(draft: Report) -> str:
    book = load_rules()
    said = "".join(
        text for lang in ("zh", "en") for line in report_lines(draft, book, lang, 200) for text, *_ in line
    )
    answer = json.loads(report_line(draft, book, "zh"))
    return said + json.dumps(answer, ensure_ascii=False) + repr(draft)


@pytest.mark.parametrize(
    "text",
    [
        f"姓名\t身份证号\n张小三\t{MIDDLE}\n\n姓名\t证件号码\n张小三\t{TAIL}\n",
        f"张小三，女，1979年3月26日出生，身份证号{MIDDLE}。",
        "身份证号：410999**7903262845",
        "某某县公示\n姓名\t身份证号\n张*三\t******197903262845",
        "关于张小三410999**7903262845补助资金的公示",
        "张小三，手机139****1234。\n张小三，手机1390000****。",
    ],
)
def test_no_more_is_printed_than_of_a_bare_number(text: str) -> None:
    """At most four characters at either end, however much the masks show together."""
    draft = report(text)
    assert found(draft)
    said = printed(draft)
    for piece in (NUMBER, "7903262845", "19790326", "262845", "41099919", "13900001234", "1390000"):
        assert piece not in said, piece
    for finding in found(draft):
        for shown in finding.masked.split(" + "):
            assert len(shown.strip("*").replace("*", "")) <= 8
            assert (
                shown in ("4109**********2845", "4109**************", "**************2845") or "139" in shown
            )


# ---------------------------------------------------------------- real formats


def two_lists() -> Draft:
    draft = Draft("beneficiary-list")
    draft.line("某某县低保对象名单公示", "title")
    draft.parts.append(
        Grid(
            [["姓名", "身份证号", "金额"], ["张小三", MIDDLE, "500"], ["李小四", "410999********1234", "500"]]
        )
    )
    draft.line("附件2：发放表", "attachment")
    draft.parts.append(Grid([["姓名", "证件号码"], ["张小三", TAIL], ["王小五", "410999********5678"]]))
    return draft


@pytest.mark.parametrize("format", ["docx", "xlsx", "html", "md", "pdf"])
def test_two_tables_in_every_format(format: str) -> None:
    draft = scan(f"list.{format}", file_bytes(two_lists(), format, Random(1)), load_rules(), SETTINGS)
    spliced = [finding for finding in found(draft) if finding.rule == "mask/splice"]
    assert [(finding.level, len(finding.spans)) for finding in spliced] == [("error", 2)]
    assert not [finding for finding in found(draft) if finding.rule == "mask/weak"]


@pytest.mark.parametrize("format", ["docx", "xlsx", "html", "md", "pdf"])
def test_columns_that_undo_in_every_format(format: str) -> None:
    draft = Draft("beneficiary-list")
    draft.line("低保对象名单公示", "title")
    head = ["序号", "姓名", "性别", "年龄", "身份证号码", "备注"]
    rows = [["1", "张*三", "女", "47", MIDDLE, "无"], ["2", "李*四", "男", "52", "410999********1234", "无"]]
    draft.parts.append(Grid([head, *rows]))
    result = scan(f"list.{format}", file_bytes(draft, format, Random(1)), load_rules(), SETTINGS)
    undone = [finding for finding in found(result) if finding.rule == "mask/undone-by-column"]
    assert [finding.level for finding in undone] == ["error", "error"]


def test_a_comment_completes_the_body() -> None:
    draft = Draft("beneficiary-list")
    draft.line("低保对象名单公示", "title")
    draft.line(f"张小三，身份证号{MIDDLE}，符合条件。")
    draft.layers.append(Layer("comment", f"请核对：张小三，身份证号{TAIL}"))
    result = scan("list.docx", file_bytes(draft, "docx", Random(1)), load_rules(), SETTINGS)
    [finding] = found(result)
    assert (finding.rule, finding.layer, finding.visible) == ("mask/splice", "comment", False)


def test_dates_of_every_week_are_windows() -> None:
    day = date(1900, 1, 1)
    while day < date(2026, 1, 1):
        assert birth_window(f"{day:%Y-%m-%d}") == (f"{day:%Y%m%d}", f"{day:%Y%m%d}")
        day += timedelta(days=7)
