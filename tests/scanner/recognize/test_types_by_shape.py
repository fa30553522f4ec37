"""Texts of shapes that were once taken for another type, in words that no set holds."""

from __future__ import annotations

import pytest

from scanner.anatomy import Anatomy, Line
from scanner.recognize.cues import heading
from scanner.road import load_rules, scan
from scanner.settings import Settings

CASES = {
    "a page that names its paper": (
        "policy-document",
        "索引号：00418732-5/2024-00216\n发布机构：云溪县民政局\n名称：云溪县民政局关于规范老年食堂运营的指导意见\n文号：云民字（2024）31号\n"
        "各乡镇（街道）：\n为规范运营，提出以下意见：\n一、选址从严。二、按餐补助。三、每季检查。\n【公开方式：主动公开】\n打印 关闭\n",
    ),
    "a deadline is no news": (
        "policy-document",
        "关于报送水毁道路修复进度的通知\n各村：\n请于每月20日前将进度表报镇交通办，10月30日前完成全部修复，逾期通报。\n石桥镇人民政府\n2023年9月4日\n",
    ),
    "rules of a village": (
        "policy-document",
        "柳林村集体资产出租制度\n一、出租须经村民代表会议表决。二、租期不超过五年。三、租金进专户。四、合同报乡镇备案。\n柳林村村民委员会\n2022年3月1日\n",
    ),
    "a form to fill in": (
        "not-a-notice",
        "特困人员供养申请表（空白）\n申请人：________ 身份证号：________ 家庭住址：________\n申请理由：____________\n村评议意见：____________（盖章） 年 月 日\n",
    ),
    "a receipt": (
        "not-a-notice",
        "收条\n今收到村委会发给的危房改造补助款壹万元整。\n收款人：（手印）\n证明人：\n2019年5月6日\n",
    ),
    "a cadre to be appointed": (
        "not-a-notice",
        "干部任前公示\n经研究，下列同志拟任新职，现予公示，公示期五个工作日。如有意见，请向组织部反映，电话0393-8000001。\n中共云溪县委组织部\n2024年6月3日\n",
    ),
    "works that news praises": (
        "not-a-notice",
        "云溪县两座便民桥顺利通过验收\n近日，县交通局牵头的验收组来到石桥镇，对两座便民桥进行验收。验收组查资料、看现场，一致认为质量合格。据了解，两座桥总投资96万元。\n",
    ),
    "a guide in the words of a counter": (
        "service-guide",
        "残疾人补贴咋个申请？看这里\n哪些人能领？持证的低保残疾人和一二级重度残疾人。要带啥？残疾证、身份证、社保卡。在哪儿办？镇便民大厅3号窗口。"
        "多久办好？15个工作日。要钱吗？一分钱不收。问的电话0393-8000001。\n",
    ),
    "who sits in a village office": (
        "unit-information",
        "柳林村“两委”成员\n支书张建国；副书记李秀英；委员王建设、赵小梅\n监委会主任：刘云\n各组组长：孙国平（一组）、周大山（二组）\n柳林村村民委员会 2022年1月4日\n",
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_type_by_shape(name: str) -> None:
    profile, text = CASES[name]
    found = scan("n.txt", text.encode(), load_rules(), Settings(today="2026-11-22")).recognition
    assert found.id == profile, found.candidates


def lines(*texts: str) -> Anatomy:
    return Anatomy(tuple(Line(text, 0, len(text)) for text in texts))


def test_the_head_of_a_page_names_the_paper() -> None:
    assert heading(lines("索引号：1", "标题：柳林村低保名单公示", "正文")) == "柳林村低保名单公示"
    assert heading(lines("【名称】柳林村低保名单公示")) == "柳林村低保名单公示"


@pytest.mark.parametrize("line", ["项目名称：柳林村道路硬化", "注意事项：自带水杯和纸笔材料", "名称：无"])
def test_names_of_other_things_are_no_heading(line: str) -> None:
    assert heading(lines(line)) == ""
