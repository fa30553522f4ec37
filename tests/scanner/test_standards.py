"""Standards: what each asks over the profiles, and how one is chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scanner.cli import main
from scanner.errors import RuleFileBroken
from scanner.model import ElementSpec, Law, Limit, Report, Standard
from scanner.noun import replace
from scanner.road import load_rules, scan
from scanner.search.standards import governed, standards_over
from scanner.settings import Settings

BOOK = load_rules()
STANDARDS = ("national", "henan", "xian", "wanyuan", "shanwei", "henan-26")

PROJECT = """青石村道路硬化项目实施前公示

项目名称：青石村道路硬化
{lines}
青石村村民委员会
2020年3月2日
"""
LINES = {
    "fund-source": "资金来源：中央财政专项扶贫资金50万元",
    "schedule": "实施期限：2020年3月至6月",
    "objective": "预期目标：硬化道路2公里，受益120户",
    "implementing-unit": "实施单位：青石村村民委员会",
    "responsible-person": "责任人：李强",
    "complaint-phone": "监督电话：0393-8000001",
    "location": "实施地点：青石村三组",
    "content": "建设内容：硬化道路2公里",
    "amount": "投资规模：50万元",
    "supervising-unit": "主管单位：云溪县扶贫开发局",
}


def report_on(text: str, *, name: str = "notice.txt", **stated: str) -> Report:
    return scan(name, text.encode(), BOOK, Settings(today="2026-11-22", stated=stated))


def missing(report: Report) -> set[str]:
    return {one.id for one in report.elements if one.called_for == "must" and one.status != "present"}


def listed(report: Report) -> set[str]:
    return {one.id for one in report.elements if one.called_for == "must"}


def test_all_standards_are_there() -> None:
    assert set(STANDARDS) <= set(BOOK.standards)
    for name in STANDARDS[1:]:
        assert BOOK.standards[name].extends == "national"


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_figure_names_its_source(standard: str) -> None:
    one = BOOK.standards[standard]
    assert one.law
    assert one.title["zh"]
    assert one.about["en"]
    for laws in (
        *(limit.law for limit in one.limits),
        *(spec.law for _, spec in one.elements),
        *(entry.law for _, entry in one.audience),
    ):
        assert any(law.confidence == "sourced" and law.says["zh"] and law.says["en"] for law in laws)


# ---------------------------------------------------------------- one over the other


def spec(name: str, called_for: str = "must", **more: object) -> ElementSpec:
    return ElementSpec(name, called_for, **more)  # type: ignore[arg-type]


LAW = (Law("某规定"),)


def test_an_element_is_called_for_as_the_standard_says_and_found_as_the_profile_says() -> None:
    profile = replace(
        BOOK.profiles["fund-allocation"], elements=(spec("title"), spec("purpose", "should", only=("label",)))
    )
    standard = Standard("a", {}, elements=((("fund-allocation",), spec("purpose", law=LAW)),))
    found = governed(profile, standard, {"a": standard}).elements
    assert found == (spec("title"), spec("purpose", "must", law=LAW, only=("label",)))


def test_elements_of_other_types_do_not_count() -> None:
    profile = BOOK.profiles["fund-allocation"]
    standard = Standard("a", {}, elements=((("annual-plan",), spec("purpose")),))
    assert governed(profile, standard, {}) == profile


def test_the_nearest_limit_counts() -> None:
    own = Limit("publish", "working", most=20)
    shown = Limit("display", "calendar", least=10, when={"level": ("村",)})
    profile = replace(BOOK.profiles["fund-allocation"], limits=(own, shown))
    wide = Standard("wide", {}, limits=(Limit("publish", "working", most=15),))
    near = Standard("near", {}, limits=(Limit("publish", "working", most=3),), extends="wide")
    monthly = Limit("publish", "monthly", most=5)
    month = Standard("month", {}, limits=(monthly,), extends="near")
    all_of_them = {"wide": wide, "near": near, "month": month}
    assert governed(profile, wide, all_of_them).limits == (*wide.limits, shown)
    assert governed(profile, near, all_of_them).limits == (*near.limits, shown)
    assert governed(profile, month, all_of_them).limits == (monthly, *near.limits, shown)


def test_a_circle_of_standards_ends() -> None:
    first, second = Standard("a", {}, extends="b"), Standard("b", {}, extends="a")
    assert standards_over(first, {"a": first, "b": second}) == (second, first)


# ---------------------------------------------------------------- what each asks


def test_a_major_project_in_xian_has_eight_elements() -> None:
    wanted = ["fund-source", "schedule", "objective", "implementing-unit", "responsible-person"]
    whole = PROJECT.format(lines="\n".join(LINES[name] for name in (*wanted, "complaint-phone")))
    assert missing(report_on(whole, standard="xian", profile="project-before")) == set()
    for name in wanted:
        text = whole.replace(LINES[name] + "\n", "")
        assert missing(report_on(text, standard="xian")) == {name}
    done = scan(
        "a.txt",
        whole.encode(),
        BOOK,
        Settings("2026-11-22", profile="project-completion", stated={"standard": "xian"}),
    )
    assert {"result", "acceptance", "schedule", "objective"} <= listed(done)
    assert {"result", "acceptance"} <= missing(done)


def test_the_finding_names_the_clause_of_the_standard() -> None:
    report = report_on(PROJECT.format(lines=LINES["fund-source"]), standard="xian")
    found = next(one for one in report.findings if one.rule == "element/responsible-person")
    laws = [dict(fact.values)["law"] for fact in found.evidence if fact.name == "asked-by"]
    assert any("市扶办发〔2019〕5号" in law for law in laws)


def test_a_project_in_wanyuan_names_its_supervising_unit() -> None:
    names = (
        "fund-source",
        "schedule",
        "objective",
        "implementing-unit",
        "responsible-person",
        "content",
        "amount",
        "complaint-phone",
    )
    text = PROJECT.format(lines="\n".join(LINES[name] for name in names))
    assert "supervising-unit" not in missing(report_on(text))
    assert missing(report_on(text, standard="wanyuan")) == {"supervising-unit"}
    whole = PROJECT.format(lines="\n".join(LINES[name] for name in (*names, "supervising-unit")))
    assert missing(report_on(whole, standard="wanyuan")) == set()


FUND = """云溪县2020年财政专项扶贫资金分配结果公示

资金名称：财政专项扶贫资金
资金来源：中央财政
资金额度：500万元
资金性质：财政专项资金
资金用途：产业扶贫
安排原则：按因素法分配
使用计划：3月底前拨付到乡镇
分配结果：青石乡300万元，白沙镇200万元
监督举报电话：0393-8000001、12317

云溪县扶贫开发局
2020年3月2日
"""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("资金来源：中央财政\n", "fund-source"),
        ("资金性质：财政专项资金\n", "fund-nature"),
        ("安排原则：按因素法分配\n", "allocation-principle"),
        ("使用计划：3月底前拨付到乡镇\n", "fund-plan"),
    ],
)
def test_the_yearly_fund_notice_of_wanyuan(line: str, name: str) -> None:
    assert missing(report_on(FUND, standard="wanyuan")) == set()
    assert missing(report_on(FUND.replace(line, ""), standard="wanyuan")) == {name}


CATALOGUE = """# 云溪县扶贫领域基层政务公开标准目录

| 序号 | 公开事项 | 公开内容（要素） | 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体 | 公开对象 | 公开方式 | 公开层级 |
|---|---|---|---|---|---|---|---|---|---|
| 1 | 规范性文件 | 涉及扶贫领域的规范性文件 | 《政府信息公开条例》 | 20个工作日 | 云溪县扶贫办 | 政府网站 | 全社会 | 主动公开 | 县级 |
| 2 | 项目库建设 | 项目名称、绩效目标 | 指导意见 | 20个工作日 | 云溪县扶贫办 | 政府网站 | 全社会 | 主动公开 | 县级 |
"""
COLUMNS = {
    "公开事项": "disclosed-matter",
    "公开内容（要素）": "disclosed-content",
    "公开依据": "disclosure-basis",
    "公开时限": "disclosure-time-limit",
    "公开主体": "disclosing-body",
    "公开渠道和载体": "disclosure-channel",
    "公开对象": "disclosure-audience",
    "公开方式": "disclosure-mode",
}


@pytest.mark.parametrize("standard", ["henan", "henan-26"])
def test_a_catalogue_has_all_its_columns(standard: str) -> None:
    whole = report_on(CATALOGUE, name="a.md", standard=standard)
    assert set(COLUMNS.values()) <= listed(whole)
    assert missing(whole) == set()
    for head, name in COLUMNS.items():
        report = report_on(CATALOGUE.replace(head, "备注"), name="a.md", standard=standard)
        assert missing(report) == {name}, head


def test_a_catalogue_is_not_asked_for_columns_elsewhere() -> None:
    assert listed(report_on(CATALOGUE, name="a.md")) == set()
    news = "# 云溪县召开扶贫工作推进会\n\n本报讯 日前，云溪县召开会议，会议强调要做好公开工作。\n"
    assert listed(report_on(news, name="a.md", standard="henan")) == set()


def test_a_catalogue_of_wanyuan_has_office_and_cycle() -> None:
    found = missing(report_on(CATALOGUE, name="a.md", standard="wanyuan"))
    assert found == {"responsible-office", "update-cycle", "complaint-phone"}


# ---------------------------------------------------------------- limits and audience


def late(text: str, **stated: str) -> list[dict[str, str]]:
    """The limits that were passed."""
    found = [one for one in report_on(text, **stated).findings if one.rule == "timing/published-late"]
    return [dict(fact.values) for one in found for fact in one.evidence if "law" in dict(fact.values)]


@pytest.mark.parametrize(
    ("standard", "on_time", "too_late"),
    [
        ("national", "2020-03-23", "2020-03-24"),  # 15 working days after the 2nd of March
        ("henan", "2020-03-23", "2020-03-24"),
        ("wanyuan", "2020-03-05", "2020-03-06"),  # 3 working days
    ],
)
def test_limits_of_publication(standard: str, on_time: str, too_late: str) -> None:
    text = FUND.replace("资金名称", "下达日期：2020年3月2日\n资金名称")
    assert late(text, standard=standard, publish_date=on_time) == []
    assert len(late(text, standard=standard, publish_date=too_late)) == 1


def test_one_working_day_after_sign_off() -> None:
    text = FUND.replace("资金名称", "审签日期：2020年3月4日\n资金名称")
    assert late(text, standard="wanyuan", publish_date="2020-03-05") == []
    (said,) = late(text, standard="wanyuan", publish_date="2020-03-06")
    assert said["most"] in ("1", "3")


def test_by_the_fifth_of_the_following_month() -> None:
    text = PROJECT.format(lines="\n".join(LINES.values()))
    for day, is_late in (("2020-04-05", False), ("2020-04-06", True)):
        laws = [said["law"] for said in late(text, standard="xian", publish_date=day)]
        assert any("西安市" in law for law in laws) is is_late


def test_village_display_of_ten_days() -> None:
    text = PROJECT.format(lines="\n".join([*LINES.values(), "公示期：{}"]))
    for standard in ("national", "henan", "xian"):
        for period, is_short in (("2020年3月3日至3月12日", False), ("2020年3月3日至3月11日", True)):
            report = report_on(text.replace("{}", period), standard=standard)
            assert ("timing/publicity-too-short" in {one.rule for one in report.findings}) is is_short


LIST = """青石村到户项目受益农户名单公示

项目名称：到户增收
姓名\t补助金额（元）
李强\t500
张明\t600
王芳\t700
监督电话：0393-8000001

青石村村民委员会
2020年3月2日
"""


def test_lists_of_households_are_for_certain_groups_in_xian() -> None:
    def rules(**stated: str) -> set[str]:
        return {one.rule for one in report_on(LIST, **stated).findings}

    assert "audience/area-only" in rules(standard="xian", channel="网站", audience="全社会")
    assert "audience/area-only" not in rules(standard="xian", channel="网站", audience="特定群众")
    assert "audience/area-only" not in rules(standard="xian", channel="公示栏")


INSIDE = """云扶办〔2020〕4号
关于机关财务收支情况的通知

各股室：
现将一季度机关财务收支情况通知如下，请认真贯彻执行。

云溪县扶贫开发局
2020年4月2日
"""


def test_matters_of_the_office_stay_inside_in_shanwei() -> None:
    found = {one.rule for one in report_on(INSIDE, standard="shanwei").findings}
    assert "audience/internal-only" in found
    assert "audience/internal-only" not in {one.rule for one in report_on(INSIDE, standard="xian").findings}
    inside = report_on(INSIDE, standard="shanwei", audience="机关内部")
    assert "audience/internal-only" not in {one.rule for one in inside.findings}


# ---------------------------------------------------------------- choosing


def test_a_folder_states_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("万源", "西安"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(FUND, encoding="utf-8")
    settings = tmp_path / "scan.toml"
    settings.write_text(
        'standard = "henan"\n[[overrides]]\nfiles = ["万源/**"]\nstandard = "wanyuan"\n', encoding="utf-8"
    )
    main([str(tmp_path), "-f", "json", "--config", str(settings)])
    told = json.loads(capsys.readouterr().out)
    assert [one["circumstances"]["standard"] for one in told] == [
        {"value": "wanyuan", "source": "stated"},
        {"value": "henan", "source": "stated"},
    ]
    main([str(tmp_path), "-f", "json", "--config", str(settings), "--standard", "xian"])
    told = json.loads(capsys.readouterr().out)
    assert {one["circumstances"]["standard"]["value"] for one in told} == {"xian"}


OWN = """since = "0.1.0"
extends = "wanyuan"

[[law]]
name = "云溪县公开办法"
confidence = "sourced"

[zh]
title = "云溪县"

[en]
title = "Yunxi County"

[[limit]]
what = "publish"
unit = "working"
most = 5
profiles = ["fund-allocation"]

[[limit.law]]
name = "云溪县公开办法"
clause = "第三条"
confidence = "sourced"

[[element]]
ids = ["basis", "document-number"]
called_for = "must"
profiles = ["fund-allocation"]
"""


def own(folder: Path, text: str) -> str:
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "yunxi.toml").write_text(text, encoding="utf-8")
    return str(folder)


def test_a_standard_of_ones_own_extends_another(tmp_path: Path) -> None:
    book = load_rules([own(tmp_path, OWN)])
    settings = Settings(today="2026-11-22", stated={"standard": "yunxi"})
    report = scan("a.txt", FUND.encode(), book, settings)
    assert {"basis", "document-number", "fund-plan"} <= listed(report)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('unit = "working"', 'unit = "weeks"', "unit"),
        ('what = "publish"', 'what = "display"', "limit"),
        ("most = 5", "", "limit"),
        ('called_for = "must"', 'called_for = "perhaps"', "called_for"),
        ("[en]", "[colour]\nx = 1\n[en]", "colour"),
        ('ids = ["basis", "document-number"]', "", "id"),
    ],
)
def test_a_broken_standard_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in OWN
    with pytest.raises(RuleFileBroken) as caught:
        load_rules([own(tmp_path, OWN.replace(old, new, 1))])
    assert reason in str(caught.value)
