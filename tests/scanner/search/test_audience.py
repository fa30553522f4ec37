"""Kind audience: the same list is right on the village board and wrong on the county's website."""

from __future__ import annotations

import pytest

from scanner.model import Audience
from scanner.search.kinds import audience
from tests.scanner.search.noticed import SOURCED, UNCONFIRMED, facts, found, levels, notice, values

VILLAGE = "audience/village-only"
AREA = "audience/area-only"
PARTIES = "audience/parties-only"
INTERNAL = "audience/internal-only"
LIST = "监测对象公示\n姓名\t组别\n张明\t一组\n李强\t二组\n王芳\t三组"
BOARD = Audience(VILLAGE, ("村",), ("公示栏",), law=SOURCED)


@pytest.mark.parametrize(
    ("level", "channel", "wanted"),
    [
        ("村", "公示栏", []),
        ("村", "网站", [("error", "certain")]),
        ("县", "公示栏", [("error", "certain")]),
        ("县", "网站", [("error", "certain")]),
        ("乡", "网站", [("error", "certain")]),
    ],
)
def test_a_list_for_the_village(level: str, channel: str, wanted: list[tuple[str, str]]) -> None:
    subject = notice(LIST, audience=[BOARD], stated={"level": level, "channel": channel})
    assert levels(VILLAGE, subject) == wanted


def test_how_a_circumstance_is_known_decides_how_sure() -> None:
    board = {"audience": [BOARD]}
    default = notice(LIST, inferred={"level": "村"}, default={"channel": "网站"}, **board)  # type: ignore[arg-type]
    assert levels(VILLAGE, default) == [("warning", "likely")]
    assert facts(found(VILLAGE, default)) == ["channel-default", "names-listed", "audience-by"]
    inferred = notice(LIST, inferred={"level": "县"}, default={"channel": "网站"}, **board)  # type: ignore[arg-type]
    assert levels(VILLAGE, inferred) == [("error", "likely")]
    assert facts(found(VILLAGE, inferred))[:2] == ["level-inferred", "channel-default"]
    stated = notice(LIST, default={"level": "村"}, stated={"channel": "网站"}, **board)  # type: ignore[arg-type]
    assert levels(VILLAGE, stated) == [("error", "certain")]
    assert facts(found(VILLAGE, stated))[0] == "channel-stated"
    assert found(VILLAGE, notice(LIST, **board)) == []  # type: ignore[arg-type]  # nothing is known


def test_a_township_that_signs_may_mean_its_villages_boards() -> None:
    signed = notice(LIST, audience=[BOARD], inferred={"level": "乡"}, default={"channel": "网站"})
    assert levels(VILLAGE, signed) == [("warning", "likely")]
    said = notice(LIST, audience=[BOARD], stated={"level": "乡"}, default={"channel": "网站"})
    assert levels(VILLAGE, said) == [("error", "certain")]


def test_an_entry_whose_source_was_not_read_gives_a_warning() -> None:
    entry = Audience(VILLAGE, ("村",), ("公示栏",), law=UNCONFIRMED)
    subject = notice(LIST, audience=[entry], stated={"channel": "网站"})
    assert levels(VILLAGE, subject) == [("warning", "certain")]


@pytest.mark.parametrize(
    "text",
    [
        "监测对象公示\n全村共23户。",
        "监测对象公示\n责任人：张明",
        "公示\n项目\t责任人\n道路\t张明\n水渠\t李强",
        "公示\n姓名\t职务\n张明\t局长\n李强\t副局长",
        "公示\n姓名\t金额\n张明\t500",
        "公示\n乡镇\t户数\n石桥镇\t12\n龙泉乡\t8",
    ],
)
def test_without_a_list_of_persons_nothing_is_wrong(text: str) -> None:
    assert found(VILLAGE, notice(text, audience=[BOARD], stated={"channel": "网站"})) == []


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        "公示\n一组：张明、李强、王芳",
        "公示\n户主\t金额\n张明\t500\n李强\t600",
        "公示\n姓名\t项目名称\t金额\n张明\t养牛\t500\n李强\t养羊\t600",
    ],
)
def test_lists_of_persons(text: str) -> None:
    assert levels(VILLAGE, notice(text, audience=[BOARD], stated={"channel": "网站"})) == [
        ("error", "certain")
    ]


def test_masked_names_make_it_milder() -> None:
    subject = notice("公示\n姓名\t金额\n张*\t500\n李**\t600", audience=[BOARD], stated={"channel": "网站"})
    assert levels(VILLAGE, subject) == [("warning", "certain")]
    assert "names-masked" in facts(found(VILLAGE, subject))


def test_the_first_name_is_what_is_marked() -> None:
    subject = notice(LIST, audience=[BOARD], stated={"channel": "网站"})
    assert values(subject, found(VILLAGE, subject)) == ["张明"]


def test_details_for_one_area() -> None:
    entry = Audience(AREA, audiences=("特定群众",), law=SOURCED)
    assert levels(AREA, notice(LIST, audience=[entry], stated={"audience": "全社会"})) == [
        ("error", "certain")
    ]
    assert levels(AREA, notice(LIST, audience=[entry], default={"audience": "全社会"})) == [
        ("warning", "likely")
    ]
    assert levels(AREA, notice(LIST, audience=[entry], stated={"audience": "特定群众"})) == []


def test_what_is_for_the_parties_needs_no_list() -> None:
    entry = Audience(PARTIES, channels=("现场",), when={"text": ("分户补偿",)}, law=SOURCED)
    web = {"channel": "网站"}
    assert levels(PARTIES, notice("征收公告\n分户补偿情况如下", audience=[entry], stated=web)) == [
        ("error", "certain")
    ]
    assert levels(PARTIES, notice("征收公告\n补偿标准如下", audience=[entry], stated=web)) == []
    assert (
        levels(PARTIES, notice("征收公告\n分户补偿情况如下", audience=[entry], stated={"channel": "现场"}))
        == []
    )


def test_what_is_for_inside_the_office() -> None:
    entry = Audience(INTERNAL, audiences=("机关内部",), when={"title": ("机关财务",)}, law=SOURCED)
    text = "某某局机关财务收支情况公告\n支出如下。\n某某局\n2025年3月1日"
    assert levels(INTERNAL, notice(text, audience=[entry], stated={"audience": "全社会"})) == [
        ("error", "certain")
    ]
    assert levels(INTERNAL, notice(text, audience=[entry], stated={"audience": "机关内部"})) == []


def test_the_gravest_entry_of_a_rule_counts() -> None:
    entries = [Audience(VILLAGE, ("村",), law=UNCONFIRMED), Audience(VILLAGE, ("村",), law=SOURCED)]
    assert levels(VILLAGE, notice(LIST, audience=entries, stated={"level": "县"})) == [("error", "certain")]


def test_no_profile_no_audience() -> None:
    assert found(VILLAGE, notice(LIST, profile="", stated={"channel": "网站"})) == []


def test_parameters() -> None:
    assert audience.check({"needs": "names"}) == audience.check({}) == []
    assert audience.check({"needs": "x"})
    assert audience.check({"words": []})
