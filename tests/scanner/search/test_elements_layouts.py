"""The same facts on many pages: what an element is must not depend on how the page was made."""

from __future__ import annotations

import re

import pytest

from scanner.road import load_rules, scan
from scanner.settings import Settings

TODAY = "2026-11-22"
PLAN, BEFORE, DONE, FUND = "annual-plan", "project-before", "project-completion", "fund-allocation"
LIST, OPINION = "beneficiary-list", "consultation"
Wanted = dict[str, tuple[str, str]]
_LOOSE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff@×]+")

PLAN_TITLE = "溪口县2024年度衔接资金项目计划公示\n"
BEFORE_TITLE = "溪口县河西镇道路硬化项目实施前公示\n"
DONE_TITLE = "溪口县河西镇道路硬化项目竣工公示\n"
FUND_TITLE = "溪口县2024年衔接资金分配结果公示\n"
END = "\n溪口县农业农村局\n2024年3月5日\n"


def _bare(text: str) -> str:
    return _LOOSE.sub("", text)


def found(text: str, profile: str, name: str = "notice.txt") -> dict[str, tuple[str, str]]:
    settings = Settings(today=TODAY, profile=profile, reveal=True)
    report = scan(name, text.encode(), load_rules(), settings)
    return {element.id: (element.status, element.value) for element in report.elements}


def check(text: str, profile: str, wanted: Wanted, name: str = "notice.txt") -> None:
    got = found(text, profile, name)
    wrong = []
    for element, (status, value) in wanted.items():
        real, said = got[element]
        if real != status:
            wrong.append(f"{element}: wanted {status}, got {real} ({said})")
        elif value and _bare(value) not in _bare(said):
            wrong.append(f"{element}: wanted {value}, got {said}")
    assert not wrong, "\n".join(wrong)


def ok(**values: str) -> Wanted:
    """Elements that are there, with (a part of) their value."""
    return {name.replace("_", "-"): ("present", value) for name, value in values.items()}


CELLS = (
    "序号\n项目名称\n实施地点\n建设内容\n资金规模（万元）\n资金来源\n实施期限\n实施单位\n责任人\n"
    "1\n河西镇灌渠修复项目\n河西镇周家湾村\n清淤灌渠3.2公里\n48.5\n中央衔接资金\n2024年3月-9月\n河西镇人民政府\n周立新\n"
    "2\n青石乡产业道路项目\n青石乡石桥村\n硬化道路1.6公里\n62\n省级衔接资金\n2024年4月-10月\n青石乡人民政府\n{person}\n合计\n110.5\n"
)
CELL_VALUES = ok(
    project_name="河西镇灌渠修复项目",
    location="河西镇周家湾村",
    content="清淤灌渠3.2公里",
    amount="110.5",
    fund_source="中央衔接资金",
    schedule="2024年3月-9月",
    implementing_unit="河西镇人民政府",
    responsible_person="周立新",
)
ROWS = (
    "项目名称 建设地点 建设任务 投资（万元） 资金来源 建设单位 负责人\n"
    "灌渠修复项目 周家湾村 清淤灌渠3.2公里 48.5 中央衔接资金 河西镇人民政府 周立新\n"
    "产业道路项目 石桥村 硬化道路1.6公里 62 省级衔接资金 青石乡人民政府 石建国\n"
)
ROW_VALUES = ok(
    project_name="灌渠修复项目",
    location="周家湾村",
    content="清淤灌渠3.2公里",
    amount="48.5",
    fund_source="中央衔接资金",
    implementing_unit="河西镇人民政府",
    responsible_person="周立新",
)
FLAT = {
    "a cell a line": (CELLS.format(person="石建国"), CELL_VALUES),
    "a cell a line, no serial numbers": (
        "项目名称\n建设地点\n建设内容\n总投资\n资金渠道\n责任单位\n责任人\n"
        "南坪村蓄水池工程\n南坪村二组\n新建蓄水池两座\n18万元\n市级衔接资金\n南坪镇人民政府\n白铁军\n",
        ok(
            project_name="南坪村蓄水池工程",
            location="南坪村二组",
            content="新建蓄水池两座",
            amount="18万元",
            fund_source="市级衔接资金",
            implementing_unit="南坪镇人民政府",
            responsible_person="白铁军",
        ),
    ),
    "a cell a line, an empty cell": (
        CELLS.format(person=""),
        {**CELL_VALUES, "responsible-person": ("incomplete", "周立新")},
    ),
    "rows with single spaces": (ROWS, ROW_VALUES),
    "rows with commas of width": (ROWS.replace(" ", "　"), ROW_VALUES),
    "rows with tabs": (ROWS.replace(" ", "\t"), ROW_VALUES),
    "rows with bars": (ROWS.replace(" ", " | "), ROW_VALUES),
    "all in one line": (ROWS.replace("\n", " ") + "\n", ROW_VALUES),
    "a list with heads nobody knows": (
        "序号  项目名称  桩号  建设单位  质保\n1  灌渠修复项目  甲段  河西镇人民政府  一年\n2  产业道路项目  乙段  青石乡人民政府  两年\n",
        ok(project_name="灌渠修复项目", implementing_unit="河西镇人民政府"),
    ),
    "all in one line, numbered": (
        "序号 项目名称 实施地点 建设规模及内容 总投资（万元） 项目实施单位 责任人 "
        "1 香菇大棚项目 上店村 建大棚12座 75 上店镇人民政府 白铁军 2 冷库项目 下河村 建冷库1座 90 上店镇人民政府 钱学文\n",
        ok(
            project_name="香菇大棚项目",
            location="上店村",
            content="建大棚12座",
            implementing_unit="上店镇人民政府",
            responsible_person="白铁军",
        ),
    ),
    "label and value a line each": (
        "项目名称\n灌渠修复项目\n实施地点\n周家湾村\n建设任务\n清淤灌渠3.2公里\n资金规模\n48.5万元\n资金来源\n"
        "中央衔接资金\n实施单位\n河西镇人民政府\n责任人\n周立新\n",
        {**ROW_VALUES, "amount": ("present", "48.5万元")},
    ),
    "label and value in turns on one line": (
        "项目名称 灌渠修复项目 实施地点 周家湾村 建设任务 清淤灌渠3.2公里 资金规模 48.5万元 资金来源 中央衔接资金 "
        "实施单位 河西镇人民政府 责任人 周立新\n",
        {**ROW_VALUES, "amount": ("present", "48.5万元")},
    ),
    "a cell wrapped over two lines among tabs": (
        "项目名称\t建设地点\t建设任务\t投资（万元）\t资金来源\t建设单位\t负责人\n"
        "灌渠修复\n项目\t周家湾村\t清淤灌渠\n3.2公里\t48.5\t中央衔接资金\t河西镇人民政府\t周立新\n",
        ok(location="周家湾村", amount="48.5", fund_source="中央衔接资金", responsible_person="周立新"),
    ),
}


@pytest.mark.parametrize("layout", FLAT)
def test_flattened_tables(layout: str) -> None:
    body, wanted = FLAT[layout]
    check(
        PLAN_TITLE + body + "监督电话：0393-8000001" + END,
        PLAN,
        {**wanted, **ok(complaint_phone="0393-8000001")},
    )


def test_pipe_table_without_rule_line_in_markdown() -> None:
    rows = "".join(f"| {line.replace(' ', ' | ')} |\n" for line in ROWS.splitlines())
    check(f"# {PLAN_TITLE}\n{rows}\n监督电话：0393-8000001\n{END}", PLAN, ROW_VALUES, "notice.md")


def test_an_attachment_holds_the_values() -> None:
    text = (
        BEFORE_TITLE
        + "现将项目基本情况（见附件1）公示如下。\n附件：1.项目基本情况表"
        + END
        + "附件1\n项目基本情况表\n"
        + ROWS
    )
    check(
        text, BEFORE, ok(project_name="灌渠修复项目", fund_source="中央衔接资金", responsible_person="周立新")
    )


SEPARATORS = {
    "colon": "资金来源：中央衔接资金",
    "half-width colon": "资金来源:中央衔接资金",
    "small colon": "资金来源﹕中央衔接资金",
    "ratio sign": "资金来源∶中央衔接资金",
    "dash": "资金来源—中央衔接资金",
    "two dashes": "资金来源——中央衔接资金",
    "hyphen": "资金来源 - 中央衔接资金",
    "said": "资金来源为中央衔接资金",
    "said with 是": "本项目资金来源是中央衔接资金。",
    "lenticular brackets": "【资金来源】中央衔接资金",
    "corner brackets": "「资金来源」中央衔接资金",
    "round brackets": "（资金来源）中央衔接资金",
    "angle brackets": "〈资金来源〉中央衔接资金",
    "slash": "资金来源/中央衔接资金",
    "bar": "资金来源|中央衔接资金",
    "tab": "资金来源\t中央衔接资金",
    "spaces": "资金来源    中央衔接资金",
    "spread": "资 金 来 源 ： 中央衔接资金",
    "spread wide": "资　金　来　源：中央衔接资金",
    "arabic number": "3.资金来源：中央衔接资金",
    "chinese number": "三、资金来源：中央衔接资金",
    "bracketed number": "（三）资金来源：中央衔接资金",
    "circled number": "③资金来源：中央衔接资金",
    "decimal number": "2.3 项目资金来源情况：中央衔接资金",
    "more words behind": "资金来源及构成：中央衔接资金",
    "more words before": "本项目资金来源：中央衔接资金",
    "section": "二、资金来源\n中央衔接资金\n三、分配原则\n因素法",
    "section of items": "（二）资金来源及规模\n1.中央衔接资金300万元；\n2.县级配套50万元。\n（三）分配原则\n因素法",
    "section with a colon": "二、资金来源：\n中央衔接资金\n三、分配原则：\n因素法",
    "bullet": "- **资金来源**：中央衔接资金",
    "stars": "★资金来源★：中央衔接资金",
    "quoted label": "“资金来源”：中央衔接资金",
    "mixed brackets": "(三）资金来源：中央衔接资金",
    "label broken by the line": "资金规模：350万元　分配方式：因素法　资金来\n源：中央衔接资金",
    "prose": "资金由中央衔接资金安排350万元。",
    "prose, raised": "所需经费从中央衔接资金中列支。",
}


@pytest.mark.parametrize("layout", SEPARATORS)
def test_heads_in_all_punctuation(layout: str) -> None:
    name = "notice.md" if "**" in SEPARATORS[layout] else "notice.txt"
    body = SEPARATORS[layout].replace("\n", "\n\n") if name == "notice.md" else SEPARATORS[layout]
    check(f"{FUND_TITLE}\n{body}\n监督电话：12317{END}", FUND, ok(fund_source="中央衔接资金"), name)


LINES: dict[str, tuple[str, str, Wanted]] = {
    "three pairs on a line": (
        BEFORE,
        "项目名称：道路硬化项目 实施地点：河西镇周家湾村 投资：36万元",
        ok(project_name="道路硬化项目"),
    ),
    "pairs without colons, parted by semicolons": (
        PLAN,
        "项目名称:道路硬化;实施地点:周家湾村;建设内容:硬化1.2公里;资金规模:36万元;责任人:周立新;",
        ok(location="周家湾村", content="硬化1.2公里", amount="36万元", responsible_person="周立新"),
    ),
    "roles on a line, owner first": (
        BEFORE,
        "建设单位：河西镇人民政府 责任人：周立新 施工单位：溪口宏远建设有限公司 责任人：石建国",
        ok(
            implementing_unit="河西镇人民政府",
            responsible_person="周立新",
            construction_unit="溪口宏远建设有限公司",
        ),
    ),
    "roles on a line, builder first": (
        BEFORE,
        "施工单位：溪口宏远建设有限公司 负责人：石建国 建设单位：河西镇人民政府 负责人：周立新",
        ok(implementing_unit="河西镇人民政府", responsible_person="周立新"),
    ),
    "roles on lines, builder first": (
        BEFORE,
        "施工单位：溪口宏远建设有限公司\n负责人：石建国\n实施单位：河西镇人民政府\n负责人：周立新",
        ok(responsible_person="周立新"),
    ),
    "unit and person in one value": (
        BEFORE,
        "实施单位及责任人：河西镇人民政府（周立新）",
        ok(implementing_unit="河西镇人民政府", responsible_person="周立新"),
    ),
    "unit, slash, person": (
        BEFORE,
        "实施单位/责任人：河西镇人民政府/周立新",
        ok(implementing_unit="河西镇人民政府", responsible_person="周立新"),
    ),
    "label with its own unit": (
        BEFORE,
        "项目责任人（职务）：周立新（副镇长）",
        ok(responsible_person="周立新"),
    ),
    "chain of labels": (
        BEFORE,
        "举报投诉：联系人：钱学文 联系电话：0393-8000002",
        ok(complaint_phone="0393-8000002"),
    ),
    "chain over lines": (
        BEFORE,
        "监督举报\n联系人：钱学文\n联系电话：0393-8000002",
        ok(complaint_phone="0393-8000002"),
    ),
    "body and phone": (
        BEFORE,
        "监督单位及电话：县农业农村局 0393-8000001",
        ok(complaint_phone="0393-8000001"),
    ),
    "objection": (
        BEFORE,
        "如有异议，请于公示期内向河西镇农业农村办公室反映，联系电话0393-8000003，邮箱hexi@example.com。",
        ok(complaint_phone="0393-8000003"),
    ),
    "objection in two sentences": (
        BEFORE,
        "公示期间，对公示内容有疑问的，可实名书面反映。受理科室：项目股，电话：8000004。",
        ok(complaint_phone="8000004"),
    ),
    "full-width digits": (BEFORE, "监督电话：（０３９３）８０００００５", ok(complaint_phone="0393")),
    "a spread label with a number cut by the line": (
        BEFORE,
        "投资规模：36万元\n监督电话：0393-8000\n006",
        ok(complaint_phone="0393-8000006"),
    ),
    "prose about a project": (
        BEFORE,
        "该项目位于河西镇周家湾村，由河西镇人民政府组织实施，溪口宏远建设有限公司承建，责任人为周立新，工期自2024年4月1日至2024年9月30日，"
        "资金由中央财政衔接资金安排120万元，建成后惠及脱贫户23户。",
        ok(
            implementing_unit="河西镇人民政府",
            construction_unit="溪口宏远建设有限公司",
            responsible_person="周立新",
            schedule="2024年4月1日至2024年9月30日",
            fund_source="中央财政衔接资金",
            beneficiaries="脱贫户23户",
        ),
    ),
    "a letter in plain words": (
        BEFORE,
        "乡亲们：\n村里要修的路叫“周家湾村进村道路工程”，宽4米、长1.2公里。钱是上级拨的中央衔接资金36万元，大家不用出钱。五月初动工，八月底前干完。"
        "这活儿由镇政府牵头干，副镇长周立新是责任人，干活的是溪口宏远建设有限公司。修好了，全村156户出门都方便。有啥意见，公示的十天里给镇纪委打电话0393-8000007。",
        ok(
            fund_source="中央衔接资金",
            schedule="五月初动工",
            responsible_person="周立新",
            construction_unit="溪口宏远建设有限公司",
            beneficiaries="156户",
            complaint_phone="0393-8000007",
            publicity_period="十天",
        ),
    ),
    "a board without labels": (
        DONE,
        "河西镇周家湾村道路硬化项目\n硬化道路1.2公里，2024年9月20日完工，2024年10月8日经县农业农村局验收合格。\n"
        "总投资36万元，结算审核35.6万元\n建设单位：河西镇人民政府\n监督：12317",
        ok(project_name="道路硬化项目", acceptance="验收合格", complaint_phone="12317"),
    ),
    "prose about a fund": (
        FUND,
        "近日，省财政厅下达我县中央财政衔接推进乡村振兴补助资金1860万元。经研究，按照因素法分配到6个乡镇，其中河西镇420万元、青石乡380万元。",
        ok(fund_source="中央财政衔接推进乡村振兴补助资金", amount="1860万元"),
    ),
    "a label broken by the line in a sentence": (
        BEFORE,
        "项目投资36万元，实施期限2024.03-2024.09，资金来\n源为2024年县级衔接资金。",
        ok(fund_source="2024年县级衔接资金", schedule="2024.03"),
    ),
    "a sentence behind an account": (
        BEFORE,
        "对公账户：41000123040000429如对公示内容有异议，可拨打03938000109反映。",
        ok(complaint_phone="03938000109"),
    ),
    "digits apart": (
        BEFORE,
        "有不同意见的，请拨打 0 3 9 3 - 8 0 0 0 0 0 1 反映。",
        ok(complaint_phone="0 3 9 3"),
    ),
    "projects as numbered headings": (
        PLAN,
        "1. 青石乡石桥村节水灌溉项目\n地点：石桥村\n任务：铺设滴灌带320亩\n责任单位：青石乡人民政府\n2. 河西镇文化广场项目\n地点：河西镇",
        ok(project_name="青石乡石桥村节水灌溉项目", content="铺设滴灌带320亩"),
    ),
    "wrapped at twenty": (
        BEFORE,
        "项目名称：河西镇周家湾村灌渠修复及机\n井配套项目，资金来源：中央财政衔接推\n进乡村振兴补助资金，实施期限：2024年\n"
        "3月至9月，实施单位：河西镇人民政府，\n责任人：周立新，监督举报电\n话：0393-8000001",
        ok(
            fund_source="中央财政衔接",
            implementing_unit="河西镇人民政府",
            responsible_person="周立新",
            complaint_phone="0393-8000001",
        ),
    ),
    "wrapped at thirty": (
        BEFORE,
        "本项目由河西镇人民政府负责实施，资金来源为中央财政衔接推进乡村振\n兴补助资金，计划总投资36万元，实施期限为2024年3月至2024年9\n"
        "月，项目责任人周立新，群众如对本项目有意见，请拨打监督举报电话0393-\n8000001反映。",
        ok(fund_source="中央财政衔接", responsible_person="周立新", complaint_phone="0393"),
    ),
}


@pytest.mark.parametrize("layout", LINES)
def test_lines_and_sentences(layout: str) -> None:
    profile, body, wanted = LINES[layout]
    title = {PLAN: PLAN_TITLE, BEFORE: BEFORE_TITLE, DONE: DONE_TITLE, FUND: FUND_TITLE}[profile]
    check(title + body + END, profile, wanted)


PAGES: dict[str, tuple[str, Wanted]] = {
    "publisher of the page": (
        FUND_TITLE + "发布机构：溪口县财政局　公开日期：2024-03-06\n现将资金分配情况公示如下。\n",
        ok(publisher="溪口县财政局", publish_date="2024-03-06"),
    ),
    "a table of the page on a line": (
        "索引号：XK0101-2024-00012　发布机构：溪口县财政局　发文日期：2024年3月6日\n"
        + FUND_TITLE
        + "现公示如下。\n",
        ok(publisher="溪口县财政局", publish_date="2024年3月6日"),
    ),
    "page lines below each other": (
        "索引号\nXK0101-2024-00012\n发布机构\n溪口县财政局\n发布日期\n2024-03-06\n"
        + FUND_TITLE
        + "现公示如下。\n",
        ok(publisher="溪口县财政局", publish_date="2024-03-06"),
    ),
    "office in charge": (
        FUND_TITLE + "责任部门：溪口县财政局\n公开时间：2024-03-06\n现公示如下。\n",
        ok(publisher="溪口县财政局", publish_date="2024-03-06"),
    ),
    "source and time with spaces": (
        FUND_TITLE + "来源：溪口县财政局 时间：2024-03-06 10:22 浏览次数：31\n现公示如下。\n",
        ok(publisher="溪口县财政局", publish_date="2024-03-06"),
    ),
    "letterhead": (
        "溪口县财政局文件\n溪财农〔2024〕18号\n" + FUND_TITLE + "现公示如下。\n2024年3月6日\n",
        ok(publisher="溪口县财政局", document_number="溪财农〔2024〕18号", publish_date="2024年3月6日"),
    ),
    "printed by": (
        FUND_TITLE + "现公示如下。\n溪口县财政局办公室 2024年3月6日印发\n",
        ok(publisher="溪口县财政局", publish_date="2024年3月6日"),
    ),
    "signature in one line": (
        FUND_TITLE + "现公示如下。\n溪口县财政局 2024年3月6日\n",
        ok(publisher="溪口县财政局"),
    ),
    "signature with 元月": (
        FUND_TITLE + "现公示如下。\n溪口县财政局\n2024年元月6日\n",
        ok(publisher="溪口县财政局", publish_date="2024年元月6日"),
    ),
    "date in short form": (
        FUND_TITLE + "现公示如下。\n溪口县财政局\n2024.3.6\n",
        ok(publisher="溪口县财政局", publish_date="2024.3.6"),
    ),
    "date in 汉字": (
        FUND_TITLE + "现公示如下。\n溪口县财政局（盖章）\n二○二四年三月六日\n",
        ok(publisher="溪口县财政局", publish_date="二○二四年三月六日"),
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_round_a_notice(page: str) -> None:
    text, wanted = PAGES[page]
    check(text, FUND, wanted)


def test_front_matter() -> None:
    text = "---\ntitle: 溪口县2024年衔接资金分配结果公示\ndate: 2024-03-06\npublisher: 溪口县财政局\n---\n\n现公示如下。\n"
    check(
        text,
        FUND,
        ok(title="溪口县2024年衔接资金分配结果公示", publisher="溪口县财政局", publish_date="2024-03-06"),
        "n.md",
    )


def test_where_opinions_go() -> None:
    text = (
        "关于公开征求《溪口县资产管理办法（征求意见稿）》意见的公告\n公众可于2024年4月10日前通过以下方式反馈：\n"
        "一是信函：溪口县城关镇人民路1号县农业农村局（邮编：457000）；二是电子邮件：xikou@example.com；三是电话：0393-8000008。\n"
        "溪口县农业农村局\n2024年3月10日\n"
    )
    check(
        text,
        OPINION,
        ok(deadline="2024年4月10日前", complaint_email="xikou@example.com", contact_phone="0393-8000008"),
    )


STATES: dict[str, tuple[str, Wanted]] = {
    "crosses": ("资金来源：XX", {"fund-source": ("placeholder", "")}),
    "strokes": ("资金来源：____________", {"fund-source": ("placeholder", "")}),
    "open": ("资金来源：待定", {"fund-source": ("placeholder", "")}),
    "to come": ("资金来源：（待补充）", {"fund-source": ("placeholder", "")}),
    "somebody": ("责任人：某某", {"responsible-person": ("placeholder", "")}),
    "empty brackets": ("责任人：（　　）", {"responsible-person": ("placeholder", "")}),
    "an open amount": ("资金规模：××万元", {"amount": ("placeholder", "")}),
    "an amount of strokes": ("资金规模：____万元", {"amount": ("placeholder", "")}),
    "an open phone": ("监督电话：0393-XXXXXXX", {"complaint-phone": ("placeholder", "")}),
    "money without a unit": ("资金规模：350", {"amount": ("incomplete", "")}),
    "the unit stands in the label": ("资金规模（万元）：350", {"amount": ("present", "350")}),
    "a digit short": ("监督电话：0393-80001", {"complaint-phone": ("incomplete", "")}),
    "a unit is no person": ("责任人：河西镇人民政府", {"responsible-person": ("incomplete", "")}),
    "two amounts": ("资金规模：12万元\n资金规模：15万元", {"amount": ("conflicting", "")}),
    "one amount, two units": ("资金规模：12万元\n资金规模：120000元", {"amount": ("present", "12万元")}),
    "one amount, in words": ("资金规模：120,000.00元\n资金规模：12万元", {"amount": ("present", "12")}),
    "two periods": (
        "实施期限：2024年3月至9月\n实施期限：2024年5月至12月",
        {"schedule": ("conflicting", "")},
    ),
    "one person, with post": ("责任人：周立新\n责任人：周立新（副镇长）", ok(responsible_person="周立新")),
    "two persons": ("责任人：周立新\n责任人：石建国", {"responsible-person": ("conflicting", "")}),
    "one period in two forms": (
        "实施期限：2024年3月至2024年9月\n实施期限：2024年3月-9月",
        ok(schedule="2024年3月"),
    ),
    "no label at all": ("本公示由本局解释。", {"fund-source": ("missing", ""), "amount": ("missing", "")}),
    "label alone": ("资金来源：\n资金规模：12万元", {"fund-source": ("missing", "")}),
}


@pytest.mark.parametrize("state", STATES)
def test_states(state: str) -> None:
    body, wanted = STATES[state]
    check(PLAN_TITLE + body + END, PLAN, wanted)


SILENT: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a phone of a person is no complaint channel": (
        LIST,
        "户主 金额（元） 备注\n周立新 500 无\n施工现场电话：0393-8000009",
        ("complaint-phone",),
    ),
    "a sum for each household is no total": (FUND, "补助标准：每户500元。", ("amount",)),
    "a publicity period is no schedule": (BEFORE, "公示时间：2024年3月5日至3月14日。", ("schedule",)),
    "a body that only listens": (
        BEFORE,
        "现将有关情况予以公示，接受群众监督。",
        ("responsible-person", "construction-unit"),
    ),
    "words that only name the parts": (
        PLAN,
        "各单位要公示项目名称、资金来源、实施期限、绩效目标等内容。",
        ("fund-source", "schedule"),
    ),
}


@pytest.mark.parametrize("case", SILENT)
def test_what_is_not_there_stays_missing(case: str) -> None:
    profile, body, ids = SILENT[case]
    title = {PLAN: PLAN_TITLE, BEFORE: BEFORE_TITLE, FUND: FUND_TITLE, LIST: "河西镇补贴发放公示\n"}[profile]
    check(title + body + END, profile, dict.fromkeys(ids, ("missing", "")))
