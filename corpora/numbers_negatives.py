"""Numbers of the same shape that are nobody's: codes, documents, money, areas, telephones of offices.

Each entry: what it is, and the sentences; {names} are filled by `filled`. A mark says what a tool may report that
does not ask whose a thing is.
"""

from __future__ import annotations

from random import Random

from corpora.invented import (
    bank_card,
    check_digit,
    credit_code,
    landline,
    luhn_digit,
    mailbox,
    mobile,
    resident_id,
)
from corpora.numbers_values import all_digit_code, digits, small

NEGATIVES: dict[str, tuple[str, ...]] = {
    "credit code": (
        "统一社会信用代码：{public uscc}", "供货企业（{public uscc}）已履约。", "中标单位统一社会信用代码{public uscc}，法定代表人略。", "{t}人民政府 {public uscc}",
        "社会信用代码为{public uscc}的合作社", "企业名称\t统一社会信用代码\n云溪农业公司\t{public uscc}\n青岭果业合作社\t{public uscc}",
        "单位：{t}卫生院，机构代码{public uscc}。", "投标人甲：{public uscc}；投标人乙：{public uscc}",
    ),
    "credit code, all digits": (
        "统一社会信用代码：{public digits}", "{public digits}", "{t}中心小学（{public digits}）", "信用代码{public digits}的单位", "代码 {public digits} 的事业单位法人",
        "单位名称\t统一社会信用代码\n{t}财政所\t{public digits}\n{c}村委会\t{public digits}", "纳税人识别号：{public digits}，{t}供销社",
    ),
    "index number": (
        "索引号：{public uscc}/{y}-{n5}", "索 引 号：{public digits}/{y}-{n5}", "信息索引号 MB{n7}A-{y}-{n5}", "索引号\t发文机关\n0{n9}/{y}-{n5}\t{t}人民政府",
        "索引号：XM001-010{n6}-{y}-{n5}", "政府信息索引号{public uscc}-{y}-{n4}", "索引号：01{n7}-0200-{y}-{n5}",
    ),
    "document number": (
        "{t}政〔{y}〕{n3}号", "云财预〔{y}〕{n4}号文件下达", "根据豫扶贫组〔{y}〕{n2}号、豫财农〔{y}〕{n3}号", "文号G{y}{n4}号", "云A{n6}号文件", "编号{y}-0012-{n4}",
        "第{y}{n8}号决定书", "云政办[{y}]{n2}号 云发改投资({y}){n3}号",
    ),
    "project code": (
        "项目代码{y}-419087-05-01-{n6}", "投资项目在线审批监管平台代码：{y}-429087-{n2}-{n2}-{n6}", "项目编号：{y}419087{n10}", "项目库编号 5100001{n11}",
        "项目编码\t项目名称\n{y}0{n7}{n4}\t村内道路\n{y}0{n7}{n4}\t饮水安全", "招标编号：E41900000{n10}", "采购编号云政采磋商-{y}-{n3}", "扶贫项目{n18}",
    ),
    "site number": (
        "网站标识码：419087{n4}", "网站标识码419087{n4} 主办单位：{t}人民政府", "豫公网安备 419087020{n5}号", "备案号：豫ICP备{n8}号-1", "豫公网安备419087020{n5}号　豫ICP备{n8}号",
    ),
    "contract, invoice, order": (
        "合同编号：{y}{n4}{n6}号", "发票代码0{n11}，发票号码{n8}", "电子发票号码：{y2}{n9}{n9}", "订单号{n18}", "流水号：{n19}", "快递单号{n12}", "凭证号{n16}0000",
        "合同编号YX-{y}-{n3}-{n2}，金额{n6}元", "报销单号：{n15}", "物流单号 SF{n13}", "发票：04100{y2}00{n3}／{n8}", "交易流水{y}0312{n10}",
        "受理编号：{y}0312{n6}", "工单编号{y}0312{n11}", "电子票据号码00{n8}，校验码{n6}",
    ),
    "budget number": (
        "预算指标文号：云财预〔{y}〕{n3}号，指标编号41908{y2}{n12}", "功能科目{n7}", "预算项目代码：419087{y2}T{n12}", "支付令号{n17}", "国库集中支付凭证{y}{n12}",
        "指标ID：{n20}", "预算单位编码{n6}001", "政府采购计划编号：{y}-{n5}-{n4}", "资产编号TY{y}{n6}",
    ),
    "book and device": (
        "ISBN 978-7-{n4}-{n4}-{n1}", "ISBN：9787{n9}", "ISSN {n4}-{n4}", "设备序列号{n15}", "IMEI：8600000{n8}", "国标GB/T {n5}-{y}", "农药登记证号PD{y}{n4}",
        "条码690{n10}", "型号YX-{n4}-{n3}", "准考证号{n10}", "耳标号1419087{n8}",
    ),
    "amount": (
        "下达资金1390000{n4}元", "共计{n11}元", "总投资{n4}.{n6}万元", "发放补贴1370000{n4}.00元", "预算安排1500000{n4}元，已支出1380000{n4}元", "财政拨款{n3},{n3},{n3}.{n2}元",
        "合计\t1390000{n4}\n其中：省级资金（元）\t1380000{n4}", "人民币{n8}元整", "金额：￥{n9}.{n2}", "存款余额1860000{n4}元", "债券{n12}元",
    ),
    "area and length": (
        "总占地面积{n7}.{n2}平方米", "耕地{n6}.{n1}亩", "全长{n4}米，宽3.5米", "桩号K12+{n3}至K{n2}+{n3}", "建筑面积{n11}平方米", "宗地编号：419087{n3}{n8}号地块",
        "地块代码4190872{n12}", "图斑号{n5}，面积{n3}.{n4}公顷", "涉及{n5}户{n6}人", "灌溉{n4}、{n4}、{n4}亩三片",
    ),
    "account of a unit": (
        "户名：{t}财政所 对公账户{public account}", "账户名称：云溪县财政局，账号：{public account}，开户行：农商行", "保证金账号{public account}（户名：云溪县公共资源交易中心）",
        "国库账户：{public account}", "捐款账户：云溪县慈善总会，账号{public account}", "收款单位：{t}人民政府\n开户银行：云溪农村商业银行\n账　　号：{public account}",
        "单位名称\t开户行\t账号\n{t}卫生院\t农商行\t{public account}\n{t}敬老院\t农商行\t{public account}", "基本存款账户{public account}，云溪建筑有限公司",
        "工会经费账户：{public account}", "投标保证金汇至：户名云溪县财政局非税收入专户，账号{public card}",
    ),
    "office telephone": (
        "监督电话：{public phone}", "举报电话：{public phone}、{public phone}", "联系电话：{public phone}（县农业农村局）", "咨询电话{public phone}，{public phone}",
        "办公室值班电话：{public phone}", "投诉电话：{public phone}转801", "部门\t办公电话\n财政所\t{public phone}\n民政办\t{public phone}", "电话：{public short}（白天）",
        "{t}人民政府办公室 {public phone}", "联系人：{p}　联系电话：{public phone}", "受理电话：{public phone}/{public short}", "地址：云溪县人民路1号，邮编457000，电话{public phone}",
    ),
    "hotline": (
        "政务服务热线12345", "监督举报电话：{public phone}，12345", "全国扶贫监督举报电话12317", "纪检监察举报电话12388；审计举报12345", "人社服务电话12333，医保12393",
        "客服热线：95566、96288", "服务热线400-000-{n4}", "免费电话800-000-{n4}", "报警110、火警119、急救120", "短信请发至1069000000{n5}", "热线电话:12316转2",
    ),
    "fax and postcode": (
        "传真：{public phone}", "传真{public short}", "邮政编码：457000", "邮编457000，通讯地址：{t}政府街", "电话/传真：{public phone}", "FAX: {public phone}",
    ),
    "date and time": (
        "{y}年03月12日至{y}年03月18日", "公示期：{y}.03.12-{y}.03.18", "{y}-0801-{y2}24", "{y}0312", "发布时间：{y}-03-12 09:30:15", "{y}0312093015",
        "更新于{y}/3/12 9:30:15.123456", "{y}031209301512{n3}", "19850615出生", "服务期{y}0101—{y}1231", "时间戳17{n8}",
    ),
    "office mailbox": (
        "监督邮箱：{public email}", "举报信箱{public email}", "联系邮箱：{public email}", "意见请发送至邮箱{public email}", "邮箱\t单位\n{public email}\t县乡村振兴局", "电子邮箱：{public email}（云溪县农业农村局）",
    ),
    "long run": (
        "序列号90{mobile}678901", "{n25}", "机器码{mobile}{n11}", "追溯码{card}{n6}", "编码A{id}B", "防伪码{n20}", "{n30}{n30}", "图片名IMG_{y}0312_{n6}.jpg", "文件W0{y}0312{n15}.docx",
        "http://www.example.com/art/{y}/3/12/art_{n5}_{n8}.html", "www.example.com/t{y}0312_{n7}.html?id={n11}", "哈希{n4}a{n6}f{n5}c{n8}",
    ),
    "wrong of itself": (
        "990999{y}0326{n3}8", "检验批号{not id}", "批次{not card}", "件号12{n9}", "批号{n15}", "样品编号{n16}", "单号{n18}",
    ),
    "row of figures": (
        "序号\t村名\t户数\t人口\t金额\n1\t{c}\t{n3}\t{n4}\t{n6}\n2\t上店村\t{n3}\t{n4}\t{n6}\n3\t孙口村\t{n3}\t{n4}\t{n6}", "{n4} {n4} {n4} {n3}", "{n3}、{n4}、{n4}、{n5}",
        "科目\t预算数\t决算数\n工资\t{n6}.{n2}\t{n6}.{n2}\n办公\t{n5}.{n2}\t{n5}.{n2}", "{n2}-{n3}-{n4}-{n2}", "{n6} {n8} {n4}", "完成{n3} {n4} {n4}",
    ),
}  # fmt: skip


def _not_id(rng: Random) -> str:
    """Eighteen digits with a date, and a wrong check digit."""
    good = resident_id(rng)
    right = check_digit(good[:17])
    return good[:17] + rng.choice([c for c in "0123456789" if c != right])


def _not_card(rng: Random) -> str:
    """Nineteen digits that begin like a card, and fail its test."""
    card = bank_card(rng)
    return card[:-1] + str((int(card[-1]) + rng.randint(1, 8)) % 10)


def _account(rng: Random) -> str:
    while True:
        number = f"41000{digits(rng, 4)}000000"[:11] + digits(rng, rng.choice((6, 7, 8)))
        if number[-1] != luhn_digit(number[:-1]):
            return number


def _public(rng: Random, word: str) -> str:
    """A value that is public, with its mark."""
    kind, value = {
        "uscc": lambda: ("credit-code", credit_code(rng)),
        "digits": lambda: ("credit-code", all_digit_code(rng)),
        "account": lambda: ("bank-account", _account(rng)),
        "card": lambda: ("bank-card", bank_card(rng)),
        "phone": lambda: ("private-landline", landline(rng)),
        "short": lambda: ("private-landline", f"8000{small(rng, 3, 999)}"),
        "email": lambda: ("email", mailbox(rng, rng.choice(("jiandu", "nyj", "xzfpb")))),
    }[word]()
    return f"⟦public {kind}:{value}⟧"


def filled(rng: Random, word: str) -> str:
    """What stands for one {word} of a sentence."""
    if word.startswith("public "):
        return _public(rng, word.removeprefix("public "))
    if word.startswith("n") and word[1:].isdigit():
        return _code(rng, int(word[1:]))
    makers = {
        "mobile": mobile,
        "card": bank_card,
        "id": resident_id,
        "not id": _not_id,
        "not card": _not_card,
    }
    if word in makers:
        return makers[word](rng)
    year = rng.randint(2018, 2026)
    return {"y": f"{year}", "y2": f"{year % 100:02d}"}[word]


def _code(rng: Random, count: int) -> str:
    """Random digits that are no resident id and no mobile by accident."""
    while True:
        code = digits(rng, count)
        if code[0] != "0" and not (count == 11 and code[0] == "1" and code[1] in "3456789"):
            return code
