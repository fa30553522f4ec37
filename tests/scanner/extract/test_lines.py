"""Which lines go on: prose broken at a width or by a page, never titles, labels, dates, lists."""

from __future__ import annotations

import pytest

from scanner.extract.lines import display_width, is_continuation, usual_width

WRAPPED = [
    "为贯彻落实上级关于公开工作的要求,全面推进我县扶贫领域信息公",
    "开标准化规范化,经县政府同意,现就有关问题通知如下。各乡镇人",
    "民政府要对照目录,结合本级权责清单和公共服务事项清单,编制完",
    "成本级事项标准目录,全面落实标准指引,实行政务过程全公开。",
]
WIDTH = usual_width(WRAPPED)


def test_width_of_wrapped_and_of_free_lines() -> None:
    assert abs(WIDTH - 60) <= 4
    assert usual_width(["一、总体要求", "各乡镇：", "联系人：张三", "2021年6月1日"]) == 0
    assert usual_width([]) == 0


def test_width_counts_full_width_signs_twice() -> None:
    assert display_width("a1，公") == 6


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (WRAPPED[0], WRAPPED[1]),
        ("(一)抓好落实工作。县政府有关部门要对接上级部门的标准指", "引,协调指导基层政府抓好落实。"),
        ("附件清单中的身份证号码一栏须按照要求填写完整例如填写410999", "199001011234的后四位。"),
    ],
)
def test_full_lines_go_on(before: str, line: str) -> None:
    assert is_continuation(before, line, width=WIDTH)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("编制了《某省扶贫领域基层政务公开标准目录》（见", "附件）。现就有关事宜通知如下。"),
        ("做好政务公开工作，对增强政府公信力、", "执行力，保障群众知情权具有重要意义。"),
        ("（一）强化平台建设。门户网站是信息发布的主", "台，加快建设门户网站，提高水平。"),
        ("各项目单位要按照公示要求及时报送材料", "，逾期不再受理。"),
    ],
)
def test_plainly_broken_sentences_go_on(before: str, line: str) -> None:
    assert is_continuation(before, line, width=0)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("某县乡村振兴局", "关于下达2021年资金计划的通知"),
        ("关于印发某县扶贫领域基层政务公开", "标准指引的通知"),
        ("关于转发《某省扶贫领域基层政务公开标准指引》的通知", "各乡镇人民政府："),
        ("现予以公示，接受社会监督。", "联系人：张三"),
        ("联系人：张三", "联系电话：0393-8000001"),
        ("实行政务过程和结果全公开，接受群众监督", "一、总体要求"),
        ("实行政务过程和结果全公开，接受群众监督", "（二）适用范围，公开主体"),
        ("实行政务过程和结果全公开，接受群众监督", "第三条 县级以上，乡级以下"),
        ("实行政务过程和结果全公开，接受群众监督", "附件1：名单，表格"),
        ("特此公示，请社会各界予以监督并提出宝贵意见", "2021年6月1日"),
        ("某县乡村振兴局", "2021年6月1日"),
        ("某办〔2021〕5号", "各乡镇，各部门："),
        ("1  张三  李庄村  100", "2  李四  赵庄村  200"),
        ("", "正文"),
        ("正文", ""),
    ],
)
@pytest.mark.parametrize("width", [0, WIDTH])
def test_lines_of_their_own(before: str, line: str, width: int) -> None:
    assert not is_continuation(before, line, width=width)
