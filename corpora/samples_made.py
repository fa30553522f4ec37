"""The five drafts in corpora/samples/, written by `python -m corpora.make --samples`."""

from __future__ import annotations

import json
from random import Random

from corpora.draft import Draft, Grid, Layer
from corpora.invented import PRIVATE_MAILBOX, bank_card, mobile, resident_id
from corpora.writers_docx import docx_bytes
from corpora.writers_pdf import pdf_bytes
from corpora.writers_web import html_bytes
from corpora.writers_xlsx import xlsx_bytes

_SEED = "samples"


def good_draft() -> Draft:
    """A county's allocation notice that holds everything it must and should hold."""
    draft = Draft("fund-allocation")
    draft.line("青岭县2024年第一批财政衔接推进乡村振兴补助资金分配情况公告", "title")
    draft.line(
        "根据《关于下达2024年第一批财政衔接推进乡村振兴补助资金的通知》（青财农〔2024〕12号），"
        "现将青岭县2024年第一批财政衔接推进乡村振兴补助资金分配情况公告如下："
    )
    draft.line("一、资金名称", "heading")
    draft.line("2024年第一批财政衔接推进乡村振兴补助资金，资金性质：直达资金。")
    draft.line("二、资金来源", "heading")
    draft.line("1.中央财政衔接推进乡村振兴补助资金1200万元")
    draft.line("2.省级财政衔接推进乡村振兴补助资金380万元")
    draft.line("以上资金规模合计1580万元。")
    draft.line("三、资金用途", "heading")
    draft.line("支持特色产业发展和补齐农村小型公益性基础设施短板。")
    draft.line("四、分配原则", "heading")
    draft.line("一是突出重点，资金向产业基础薄弱的乡镇倾斜；二是因素法与项目法相结合；三是公开公平公正。")
    draft.line("五、资金分配情况", "heading")
    draft.line("单位：万元", "caption")
    units = (
        ("石桥镇人民政府", "520"),
        ("柳林镇人民政府", "410"),
        ("双河镇人民政府", "350"),
        ("县水利局", "300"),
    )
    rows = [[str(i), unit, amount, ""] for i, (unit, amount) in enumerate(units, 1)]
    draft.parts.append(
        Grid([["序号", "资金使用单位", "分配金额（万元）", "备注"], *rows, ["合计", "", "1580", ""]])
    )
    draft.line("六、监督方式", "heading")
    draft.line("监督举报电话：0393-8000001（青岭县乡村振兴局）、12317")
    draft.line("电子邮箱：jiandu@example.com")
    draft.line("通讯地址：青岭县人民路1号")
    draft.line("各项目具体情况由责任单位另行公告。公告时间：长期公开。")
    draft.line("青岭县乡村振兴局", "sign")
    draft.line("2024年3月18日", "sign")
    return draft


_PLAN_HEAD = (
    "序号", "项目名称", "建设地点", "建设内容", "资金规模（万元）", "资金来源", "实施期限", "实施单位", "责任人", "绩效目标", "受益对象",
)  # fmt: skip


def bad_draft(rng: Random) -> Draft:
    """A county's project plan with nine defects: in the text, in a row, in layers that nobody sees."""
    draft = Draft("annual-plan")
    ids = [resident_id(rng), resident_id(rng)]
    card, phone = bank_card(rng), mobile(rng)
    spaced = f"{ids[0][:6]} {ids[0][6:14]} {ids[0][14:]}"
    draft.line("内部资料　注意保存", "mark")
    draft.line("柳湾县2023年财政衔接资金项目计划公示", "title")
    draft.line("经研究批复（柳乡振〔2023〕8号），现将2023年财政衔接资金项目计划公示如下：")
    draft.line("实施期限：待定。")
    rows = [
        ["1", "石桥镇柳林村道路硬化项目", "石桥镇柳林村", "硬化道路2.3公里", "92", "中央财政衔接资金", "", "石桥镇人民政府", "王建设", "方便218户村民出行", "柳林村218户"],
        ["2", "双河镇上店村大棚项目", "双河镇上店村", "新建大棚20座", "160", "省级财政衔接资金", "", "双河镇人民政府", "李国强", "年收益8万元", "上店村96户"],
        ["3", "白沙镇小河村灌溉渠项目", "白沙镇小河村", "改造渠道4千米", "75.5", "省级财政衔接资金", "", "白沙镇人民政府", "", "改善灌溉320亩", "小河村150户"],
        ["4", "桃园乡东岭村冷库项目", "桃园乡东岭村", "新建冷库300立方米", "120", "中央财政衔接资金", "", "桃园乡人民政府", f"周海涛 {spaced}", "年租金7万元", "东岭村88户"],
    ]  # fmt: skip
    at = _PLAN_HEAD.index("实施期限")
    cut = [[cell for c, cell in enumerate(row) if c != at] for row in ([*_PLAN_HEAD], *rows)]
    draft.parts.append(Grid(cut))
    draft.line("以上项目由柳湾县乡村振兴局监管，资金专账管理、专款专用。")
    draft.line("柳湾县乡村振兴局", "sign")
    draft.line("2023年3月6日", "sign")
    draft.layers += [
        Layer("deletion", f"联络员身份证号：{ids[1]}。"),
        Layer("hidden-text", f"流转费打入村民周海涛银行卡，卡号{card}。"),
        Layer("comment", f"请核对村民周海涛手机号{phone}"),
    ]
    _state_bad(draft, spaced, ids[1], card, phone)
    return draft


def _state_bad(draft: Draft, spaced: str, deleted: str, card: str, phone: str) -> None:
    """The answer of the bad draft."""
    draft.leaks("secrecy/internal-mark", "内部资料　注意保存")
    draft.leaks("personal/resident-id", spaced)
    draft.leaks("personal/resident-id", deleted, visible=False)
    draft.leaks("personal/bank-card", card, visible=False)
    draft.leaks("personal/mobile-phone", phone, visible=False)
    draft.holds("title", "柳湾县2023年财政衔接资金项目计划公示")
    draft.holds("publisher", "柳湾县乡村振兴局")
    draft.holds("publish-date", "2023年3月6日")
    draft.holds("document-number", "柳乡振〔2023〕8号")
    draft.holds("supervising-unit", "柳湾县乡村振兴局")
    grid = next(part for part in draft.parts if isinstance(part, Grid))
    columns = ("project-name", "location", "content", "amount", "fund-source", "implementing-unit", "responsible-person", "objective", "beneficiaries")  # fmt: skip
    for number, element in enumerate(columns, 1):
        cells = [row[number] for row in grid.rows[1:] if row[number]]
        draft.holds(element, *cells, status="incomplete" if element == "responsible-person" else "present")
    draft.holds("schedule", "待定", status="placeholder")
    draft.lacks("benefit-mechanism", "complaint-phone")
    draft.notes += [
        "row 3 has no responsible person",
        "a deletion, a hidden run and a comment hold personal data",
    ]


def leaking_list(rng: Random) -> Draft:
    """A village's list with ids in sight, cards in a hidden column, the raw data on a hidden sheet."""
    draft = Draft("beneficiary-list")
    draft.line("石桥镇柳林村2022年到户产业奖补资金发放名单公示", "title")
    draft.line("补助标准：每户2000元")
    names = ("王建设", "李秀英", "张国强", "刘玉兰", "陈志刚", "杨桂花", "赵海涛", "黄晓梅")
    rows = [["序号", "户主姓名", "身份证号", "一卡通账号", "联系电话", "金额（元）"]]
    for number, name in enumerate(names, 1):
        rows.append([str(number), name, resident_id(rng), bank_card(rng), mobile(rng), "2000"])
    rows.append(["合计", "", "", "", "", "16000"])
    draft.parts.append(Grid(rows, hidden_columns={3}))
    draft.line("公示期：2022年6月1日至6月10日")
    draft.line("监督电话：0393-8000002")
    draft.line("石桥镇柳林村村民委员会", "sign")
    draft.line("2022年6月1日", "sign")
    draft.layers += [
        Layer("hidden-sheet", f"村民周文斌，身份证号{resident_id(rng)}，邮箱：{PRIVATE_MAILBOX}")
    ]
    return draft


def before_notice() -> Draft:
    """A notice before the work starts; nobody is named as responsible."""
    draft = Draft("project-before")
    draft.line("青龙镇水磨村灌溉渠道改造项目实施前公示", "title")
    draft.line("为接受群众监督，现将拟实施项目有关情况公示如下：")
    pairs = (
        ("项目名称", "青龙镇水磨村灌溉渠道改造项目"), ("建设内容", "改造U型渠3.2千米，配套涵管12处"), ("资金来源", "2025年省级财政衔接资金"),
        ("资金规模", "86.5万元"), ("实施期限", "2025年4月至2025年8月"), ("实施单位", "青龙镇人民政府"), ("绩效目标", "改善灌溉面积420亩"),
        ("受益对象", "水磨村178户612人"), ("联农带农机制", "优先吸纳脱贫户和监测对象务工"),
    )  # fmt: skip
    draft.parts.append(Grid([list(pair) for pair in pairs], head=0))
    draft.line("公示期：2025年3月3日至2025年3月12日")
    draft.line("监督电话：0393-8000003，12317")
    draft.line("青龙镇人民政府", "sign")
    draft.line("2025年3月3日", "sign")
    return draft


def done_page(rng: Random) -> Draft:
    """A web page about a finished project; a comment in its source holds a resident id."""
    draft = Draft("project-completion")
    draft.line("马家镇枣林村安全饮水工程竣工公告", "title")
    for text in (
        "项目名称：马家镇枣林村安全饮水工程", "实施单位：马家镇人民政府", "责 任 人：吴志刚", "实施期限：2021年5月至2021年9月",
        "实施结果：新打机井1眼，铺设管道3.6千米，已全部完成", "验收结果：2021年10月12日经县水利局验收合格", "资金规模：68万元",
        "资金使用情况：实际支付66.4万元", "绩效目标：解决枣林村240户饮水安全问题", "监督电话：0393-8000004，12317",
    ):  # fmt: skip
        draft.line(text)
    draft.line("马家镇人民政府", "sign")
    draft.line("2021年10月20日", "sign")
    draft.chrome = {
        "索引号": "K1234-0202-2021-00012",
        "发布机构": "马家镇人民政府",
        "发布日期": "2021-10-20",
        "点击数": "56",
    }
    draft.layers.append(Layer("markup-comment", f"录入：吴志刚 身份证号{resident_id(rng)}"))
    return draft


def sample_files() -> dict[str, bytes]:
    """File name → bytes."""

    def rng() -> Random:
        return Random(_SEED)

    bad = bad_draft(rng())
    answer = json.dumps(bad.answer("docx"), ensure_ascii=False, indent=1) + "\n"
    return {
        "draft.docx": docx_bytes(good_draft(), rng()),
        "draft-bad.docx": docx_bytes(bad, rng()),
        "draft-bad.docx.answer.json": answer.encode(),
        "list-leaking.xlsx": xlsx_bytes(leaking_list(rng()), rng()),
        "notice.pdf": pdf_bytes(before_notice(), rng()),
        "notice.html": html_bytes(done_page(rng()), rng()),
    }
