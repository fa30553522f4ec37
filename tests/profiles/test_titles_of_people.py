"""Titles as clerks write them: the type with the subject wins, the general list keeps the rest."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.settings import Settings

LIST = """
现将名单公示如下，如有异议请拨打监督电话0393-8000001。

序号\t姓名\t村组\t金额（元）
1\t张春林\t一组\t500
2\t李桂芝\t二组\t600

公示期：2024年4月8日至4月16日
石桥镇人民政府
2024年4月8日
"""
PAPER = """
各乡镇人民政府、街道办事处：
为贯彻落实上级文件精神，结合我县实际，特制定本办法，请认真贯彻执行。
第一条 为规范管理，根据有关规定，制定本办法。
第二条 对象名单应当在村公示。
青川县民政局
2024年3月1日
"""
NEWS = """
本报讯（记者 王新）近日，青川县开展入户走访，干部们把政策送到群众手中，大家高兴地说，现在的日子越过越好。
据了解，今年以来全县新增对象120户，发放资金200余万元，名单均在村里公示。
（通讯员 李明）
"""
GUIDE = """
一、设定依据：有关法律法规。
二、办理条件：本县户籍居民。
三、申请材料：申请书、身份证、户口簿。
四、办理流程：申请、受理、审核、公示、审批。
五、办理时限：30个工作日。
六、收费标准：不收费。
七、办理地点：各乡镇便民服务中心。
八、咨询电话：0393-8000002
九、监督投诉电话：0393-8000001
青川县民政局
2024年3月1日
"""
TITLES = {
    "subsistence-allowance": (
        "青川县2024年第一季度城乡低保对象公示",
        "关于拟享受农村最低生活保障待遇人员的公示",
        "石桥镇2023年12月份农村低保金发放花名册",
        "河东街道办事处2024年新增城市低保对象名单",
        "东河村低保动态管理调整结果公示",
        "2024年4月停发低保人员名单",
        "石桥镇低保、特困人员公示",
        "低保公示",
        "东河村2024年享受低保户",
        "低保边缘家庭认定结果公示",
    ),
    "destitute-support": (
        "石桥镇2024年第一季度特困供养人员名单公示",
        "关于拟纳入特困人员救助供养范围的公示",
        "青川县农村五保供养对象花名册",
        "特困供养金发放明细表（2024年3月）",
        "关于终止王庆山等3人特困供养待遇的公示",
    ),
    "temporary-relief": (
        "石桥镇2024年3月临时救助对象公示",
        "青川县2023年第四季度临时救助金发放情况公示",
        "关于对刘长河等5户给予临时救助的公示",
        "急难型临时救助名单",
    ),
    "dilapidated-housing": (
        "石桥镇2024年农村危房改造补助对象公示",
        "青川县2019年第二批农村危房改造补助资金发放花名册",
        "关于2023年度农村低收入群体危房改造户名单的公示",
        "东河村C级危房改造竣工验收合格农户公示",
        "2025年农房抗震改造拟改造农户名单",
    ),
    "housing-allocation": (
        "青川县2024年公共租赁住房摇号结果公示",
        "关于2023年度城镇住房保障家庭租赁补贴发放名单的公示",
        "青川县公租房申请家庭资格审核结果公示（第三批）",
        "2024年度公租房轮候家庭名单公告",
        "保障性住房配租结果公示",
    ),
    "land-expropriation": (
        "青川县人民政府关于拟征收石桥镇东河村集体土地的公告",
        "青川县人民政府土地征收启动公告（青政征启〔2024〕3号）",
        "石桥镇东河村拟征收土地现状调查结果公示",
        "青川县人民政府征地补偿安置公告",
        "征地补偿款发放明细公示",
        "青川县2024年第5批次征收土地预公告",
    ),
    "disability-subsidy": (
        "石桥镇2024年3月残疾人两项补贴发放公示",
        "东河村困难残疾人生活补贴花名册",
        "关于重度残疾人护理补贴新增人员的公示",
        "青川县2023年残疾人“两项补贴”人员名单",
    ),
    "elderly-allowance": (
        "石桥镇2024年1月份高龄津贴发放花名册",
        "关于80周岁以上高龄老人津贴新增人员的公示",
        "青川县2024年第一季度高龄补贴发放情况公示",
        "青川县经济困难失能老年人护理补贴发放名单",
        "2023年养老机构运营补贴公示",
        "东河村2024年享受高龄津贴人员",
    ),
    "child-support": (
        "青川县2024年3月孤儿基本生活费发放情况公示",
        "关于拟纳入事实无人抚养儿童保障范围的公示",
        "石桥镇留守儿童和困境儿童情况统计表公示",
    ),
    "student-aid": (
        "青川县职业教育中心2024年春季学期国家助学金拟资助学生名单公示",
        "关于2023—2024学年家庭经济困难学生认定结果的公示",
        "石桥镇中心小学2024年春季家庭经济困难寄宿生生活补助公示",
        "2024年考入大学的困难学生资助名单",
        "青川县2023年秋季学期学生资助资金发放明细表",
    ),
    "employment-subsidy": (
        "青川县2024年第一批灵活就业人员社会保险补贴名单公示",
        "关于2023年度一次性创业补贴拟发放人员的公示",
        "2024年第二季度稳岗返还企业名单公示",
        "青川县职业技能培训补贴公示（2024年第3批）",
        "青川县2024届高校毕业生求职创业补贴名单公示",
        "关于企业吸纳就业困难人员社保补贴的公示",
    ),
    "public-post": (
        "石桥镇2024年乡村公益性岗位拟聘用人员公示",
        "关于公益性岗位招聘的公告",
        "东河村公益岗补贴发放花名册（2024年3月）",
        "青川县人力资源和社会保障局关于2024年第一批城镇公益性岗位人员名单的公示",
        "2023年生态护林员补贴发放公示",
    ),
    "beneficiary-list": (
        "石桥镇2024年春节困难群众慰问金发放名单公示",
        "东河村2023年耕地流转补助花名册",
        "关于2022年脱贫劳动力外出务工一次性交通补助发放名单的公示",
        "东河村2024年受灾群众冬春救助发放花名册",
        "果园入股分红发放表",
    ),
}  # fmt: skip
# No title says it: what the text or the heads of a table say decides.
BARE = {
    "dilapidated-housing": (
        "公示\n根据农户申请，经村评议、镇审核，拟对我村张春林、李桂芝、王有田3户实施农村危房改造，现予公示。\n"
        "公示期：2024年3月1日至3月10日\n监督电话：0393-8000001\n东河村村委会\n2024年3月1日"
    ),
    "subsistence-allowance": "序号,姓名,村组,低保类别,保障人口,月保障金\n1,张春林,一组,A类,2,684\n2,李桂芝,二组,B类,1,355",
    "land-expropriation": (
        "公告\n根据《土地管理法》，拟征收柳湾村集体土地2公顷，现将有关事项公告如下：\n一、征收目的：修建乡道\n"
        "二、征收范围：柳湾村\n青川县人民政府\n2024年3月1日"
    ),
    "beneficiary-list": "姓名,村组,面积（亩）,补贴金额（元）\n张春林,一组,4.5,450\n李桂芝,二组,3.0,300",
}
PAPERS = (
    "青川县城乡最低生活保障审核确认办法",
    "关于印发《青川县特困人员救助供养实施细则》的通知",
    "关于进一步做好临时救助工作的意见",
    "青川县农村危房改造工作实施方案",
    "关于做好2024年公共租赁住房申请审核工作的通知",
    "关于印发《征地补偿安置实施办法》的通知",
    "关于调整困难残疾人生活补贴和重度残疾人护理补贴标准的通知",
    "青川县高龄津贴发放管理办法",
    "关于做好孤儿和事实无人抚养儿童基本生活保障工作的通知",
    "关于规范学生资助公示工作的通知",
    "青川县就业补助资金管理办法",
    "乡村公益性岗位管理办法",
)
GUIDES = (
    "最低生活保障对象认定办事指南", "特困人员认定办理流程", "临时救助申请须知", "农村危房改造申请办事指南", "公租房申请服务指南",
    "残疾人两项补贴申请一次性告知单", "高龄津贴办理流程", "孤儿基本生活费申领指南", "国家助学金申请指南", "社会保险补贴申领办事指南", "公益性岗位申请办理流程",
)  # fmt: skip
REPORTS = (
    "青川县召开低保专项治理推进会",
    "春节前夕走访慰问特困供养老人",
    "临时救助解了燃眉之急",
    "危房改造让群众住上安心房",
    "公租房圆了新市民安居梦",
    "征地一线的“贴心人”",
    "两项补贴温暖残疾人家庭",
    "高龄津贴送到老人手中",
    "爱心妈妈结对留守儿童活动举行",
    "助学金圆了寒门学子大学梦",
    "社保补贴为企业减负",
    "公益性岗位托起稳稳的幸福",
)
FUNDS = (
    "2024年中央财政困难群众救助补助资金分配结果公示",
    "青川县2023年农村危房改造补助资金分配方案的公示",
    "青川县2024年就业补助资金分配情况公示",
    "关于2024年学生资助补助资金安排情况的公示",
)
OWN = frozenset(TITLES) - {"beneficiary-list"}


def recognised(title: str, body: str) -> str:
    """The profile of a text of this title and body."""
    return scan(
        "notice.txt", f"{title}\n{body}".encode(), load_rules(), Settings(today="2026-11-22")
    ).recognition.id


@pytest.mark.parametrize(
    ("profile", "title"), [(name, title) for name, titles in TITLES.items() for title in titles]
)
def test_list_with_this_title(profile: str, title: str) -> None:
    assert recognised(title, LIST) == profile


@pytest.mark.parametrize("profile", sorted(BARE))
def test_notice_without_a_telling_title(profile: str) -> None:
    name = "list.csv" if "," in BARE[profile] else "notice.txt"
    report = scan(name, BARE[profile].encode(), load_rules(), Settings(today="2026-11-22"))
    assert report.recognition.id == profile


@pytest.mark.parametrize("title", PAPERS)
def test_paper_about_the_subject(title: str) -> None:
    assert recognised(title, PAPER) == "policy-document"


@pytest.mark.parametrize("title", GUIDES)
def test_guide_about_the_subject(title: str) -> None:
    assert recognised(title, GUIDE) == "service-guide"


@pytest.mark.parametrize("title", REPORTS)
def test_news_about_the_subject(title: str) -> None:
    assert recognised(title, NEWS) in ("not-a-notice", "unknown")


@pytest.mark.parametrize("title", FUNDS)
def test_allocation_of_a_fund(title: str) -> None:
    assert recognised(title, LIST) not in OWN
