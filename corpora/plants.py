"""What is planted in a notice besides its own content: leaks in every layer, and look-alikes that are none."""

from __future__ import annotations

from random import Random

from corpora.draft import Draft, Grid, Layer, Line
from corpora.invented import (
    PRIVATE_MAILBOX,
    bank_card,
    credit_code,
    landline,
    malformed_id,
    mobile,
    resident_id,
    spelled,
)
from corpora.scenes import Scene

# Layers that a format can hold; the body is always there.
LAYERS = {
    "docx": (
        "comment",
        "deletion",
        "insertion",
        "hidden-text",
        "property",
        "header",
        "footer",
        "footnote",
        "textbox",
    ),
    "xlsx": ("comment", "hidden-sheet", "hidden-row", "property", "header"),
    "html": ("markup-comment", "attribute", "hidden-element"),
    "md": ("front-matter", "markup-comment"),
    "pdf": ("property",),
}
SEEN = frozenset({"insertion", "header", "footer", "footnote", "textbox"})

_MARKS = (
    ("secrecy/classification-mark", "秘密★1年"), ("secrecy/classification-mark", "机密★3年"), ("secrecy/classification-mark", "秘密★"),
    ("secrecy/internal-mark", "内部资料"), ("secrecy/internal-mark", "内部文件，注意保存"), ("secrecy/internal-mark", "内部使用"),
    ("secrecy/not-for-disclosure", "此件不予公开"), ("secrecy/by-application-only", "此件依申请公开"),
    ("secrecy/draft-mark", "（送审稿）"), ("secrecy/draft-mark", "（讨论稿）"), ("secrecy/draft-mark", "（征求意见稿）"),
)  # fmt: skip
_ID = (
    "村民{p}，身份证号：{v}。", "{p}（身份证号码{v}）为项目联络员。", "户主{p}，身份证{v}，家庭人口4人。", "公民身份号码：{v}",
    "填表人：{p} {v}", "户主{p}，{v}，已核实。", "申请人{p}，身份证件号码为{v}",
)  # fmt: skip
_CARD = (
    "补助资金打入{p}银行卡，卡号：{v}。",
    "收款人：{p}，银行账号{v}",
    "{p}一卡通账号：{v}",
    "开户人{p}，银行卡号{v}开户行云溪农商银行。",
)
_MOBILE = (
    "户主{p}，手机号{v}。",
    "村民{p}，电话：{v}",
    "村民{p} {v} 已登记。",
    "脱贫户{p}本人电话{v}，家住二组。",
)
_MAIL = ("村民{p}个人邮箱：{v}", "户主{p}，邮箱{v}联系。", "申请人{p}电子邮箱为{v}。")
_CONTACT = ("联系人：{p}　{v}", "项目联系人{p}，联系电话{v}", "联 系 人：{p}    联系电话：{v}")
_QUIET = (
    "收款单位：{t}财政所，开户行：云溪农村商业银行，对公账户：{account}", "统一社会信用代码：{uscc}", "项目代码：{code}",
    "供货企业统一社会信用代码{uscc}，发票金额1280000元。", "发票代码041002300111，发票号码{n8}", "下达资金13900001234元，已全部拨付到位。",
    "公安备案号：41099902000{n3}", "登记编号：2020052800{n8}", "政务服务热线12345，全国扶贫监督举报电话12317。",
    "招标编号：YXZB-{y}-0{n3}", "总占地面积1234567.89平方米，其中耕地410999.1亩。", "凭证号：{n8}{n8}0000", "邮政编码：457000",
    "县纪委监委举报电话12388，网址www.example.com。", "网站标识码：4109990001", "合同编号：{y}041099900{n3}号", "传真：{phone}",
    "户名：{t}人民政府　账号：41000123040000{n3}（基本存款账户）", "序列号90139000012345678901",
    "宗地编号：410999{n3}{n8}号地块", "桩号K12+345至K15+678", "办公室值班电话：{phone}",
)  # fmt: skip


def _value(rng: Random, rule: str) -> str:
    if rule == "personal/resident-id":
        return spelled(rng, resident_id(rng))
    if rule == "personal/resident-id-malformed":
        return malformed_id(rng)
    if rule == "personal/bank-card":
        return bank_card(rng)
    return PRIVATE_MAILBOX if rule == "personal/email" else mobile(rng)


def _sentence(scene: Scene, rule: str, value: str) -> str:
    forms = {
        "personal/resident-id": _ID,
        "personal/resident-id-malformed": tuple(form for form in _ID if "身份" in form),
        "personal/bank-card": _CARD,
        "personal/email": _MAIL,
        "personal/mobile-phone": _MOBILE,
    }[rule]
    return scene.rng.choice(forms).format(p=scene.person(), v=value)


_RULES = (
    "personal/resident-id", "personal/resident-id", "personal/resident-id", "personal/resident-id-malformed",
    "personal/bank-card", "personal/bank-card", "personal/mobile-phone", "personal/email",
)  # fmt: skip


def _insert(draft: Draft, rng: Random, text: str) -> None:
    """A paragraph behind the lead, behind a table, or as the last one before the signature."""
    body = [i for i, part in enumerate(draft.parts) if isinstance(part, Line) and part.role == "body"]
    places = [i + 1 for i, part in enumerate(draft.parts) if isinstance(part, Grid)]
    places += [body[0] + 1, body[-1] + 1] if body else [len(draft.parts)]
    draft.parts.insert(rng.choice(places), Line(text))


def plant_leaks(scene: Scene, draft: Draft, format: str) -> None:
    """One to three values that must not go out, in the body or in a layer that the format has."""
    rng = scene.rng
    for _ in range(rng.choice((1, 1, 2, 3))):
        rule = rng.choice(_RULES)
        value = _value(rng, rule)
        text = _sentence(scene, rule, value)
        layer = rng.choice(LAYERS[format]) if format in LAYERS and rng.random() < 0.55 else ""
        if layer == "hidden-row":
            layer = _hidden_row(draft, text)
        if not layer:
            _insert(draft, rng, text)
        elif layer != "hidden-row":
            draft.layers.append(Layer(layer, text))
        draft.leaks(rule, value, visible=not layer or layer in SEEN)
        if layer:
            draft.notes.append(f"planted in {layer}")


def _hidden_row(draft: Draft, text: str) -> str:
    """A row that is hidden in the sheet; where no table stands, a comment instead."""
    grid = next((part for part in draft.parts if isinstance(part, Grid)), None)
    if grid is None or len(grid.rows[0]) < 3:
        return "comment"
    grid.rows.append(["" for _ in grid.rows[0]])
    grid.rows[-1][1] = text
    grid.hidden_rows.add(len(grid.rows) - 1)
    return "hidden-row"


def plant_mark(scene: Scene, draft: Draft) -> None:
    """A mark that stops publication: at the head, behind the title or under the date."""
    rule, text = scene.rng.choice(_MARKS)
    if rule == "secrecy/draft-mark":
        at = max(
            (i for i, part in enumerate(draft.parts) if isinstance(part, Line) and part.role == "title"),
            default=-1,
        )
        draft.parts.insert(at + 1, Line(text, "title"))
    elif rule in ("secrecy/classification-mark", "secrecy/internal-mark"):
        draft.parts.insert(0, Line(text, "mark"))
    else:
        draft.line(f"（{text}）")
    draft.leaks(rule, text.strip("（）"))


def plant_contact(scene: Scene, draft: Draft) -> None:
    """A mobile beside a contact label: offices use them; whether it is reported depends on the policy."""
    if draft.elements.get("responsible-person", {}).get("status") == "missing":
        draft.elements.pop("responsible-person")  # some read 联系人 as the person responsible
    number = mobile(scene.rng)
    _insert(draft, scene.rng, scene.rng.choice(_CONTACT).format(p=scene.person(), v=number))
    draft.leaks("personal/mobile-phone", number, optional=True)


def plant_look_alikes(scene: Scene, draft: Draft, *, phones: bool) -> None:
    """Digits that belong to nobody. Telephones only where the notice may have one."""
    rng = scene.rng
    for _ in range(rng.choice((1, 2, 3))):
        form = rng.choice(_QUIET)
        if not phones and any(word in form for word in ("{phone}", "1238", "1234", "1231", "电话")):
            continue
        if "元" in form and draft.elements.get("amount", {}).get("status") != "present":
            continue
        _insert(draft, rng, form.format(
            t=scene.town, account=f"41000123040000{rng.randint(100, 999)}", uscc=credit_code(rng), y=scene.year,
            code=f"{scene.year}-410999-{rng.randint(1, 99):02d}-{rng.randint(1, 5):02d}-{rng.randint(1, 999999):06d}",
            n8=f"0000{rng.randint(1, 9999):04d}", n3=f"{rng.randint(1, 999):03d}", phone=landline(rng),
        ))  # fmt: skip
