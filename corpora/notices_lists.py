"""Lists of households that are paid something: clean ones, and ones that say far too much."""

from __future__ import annotations

from corpora.draft import Draft, Grid
from corpora.invented import bank_card, malformed_id, masked_id, masked_mobile, mobile, resident_id, spelled
from corpora.layouts import complaint, signature, title
from corpora.layouts import flaws as drawn_flaws
from corpora.scenes import VILLAGES, Scene

LIST_MUST = ("beneficiaries", "amount", "project-name", "publisher", "publish-date", "complaint-phone")
LIST_SHOULD = ("publicity-period", "subsidy-standard")
_PAYMENTS = (
    ("到户产业奖补资金", "每户", (1000, 2000, 3000)), ("雨露计划职业教育补助", "每人每学期", (1500,)),
    ("公益性岗位补贴", "每人每月", (300, 500)), ("农村危房改造补助资金", "每户", (10000, 14000)),
    ("小额信贷贴息资金", "每户", (435, 870, 1305)), ("外出务工交通补贴", "每人", (200, 400, 600)),
    ("耕地地力保护补贴", "每亩", (98, 105)),
)  # fmt: skip
_PERSONAL = {
    "id": ("身份证号", "身份证号码", "公民身份号码", "身份证件号码", "证件号码"),
    "card": ("银行卡号", "一卡通账号", "银行账号", "卡号", "惠农一卡通卡号"),
    "mobile": ("联系电话", "手机号", "手机号码", "电话"),
}


def _personal_cell(scene: Scene, draft: Draft, column: str, hidden: bool) -> str:
    """One cell of a column that has no business in a list, and what must be found in it."""
    rng = scene.rng
    if column == "id":
        if rng.random() < 0.06:
            text = malformed_id(rng)
            draft.leaks("personal/resident-id-malformed", text, visible=not hidden)
            return text
        text = spelled(rng, resident_id(rng)) if rng.random() < 0.3 else resident_id(rng)
        draft.leaks("personal/resident-id", text, visible=not hidden)
    elif column == "card":
        text = bank_card(rng)
        if rng.random() < 0.15:
            text = " ".join(text[i : i + 4] for i in range(0, len(text), 4))
        draft.leaks("personal/bank-card", text, visible=not hidden)
    else:
        text = mobile(rng)
        if rng.random() < 0.1:
            text = f"{text[:3]}-{text[3:7]}-{text[7:]}"
        draft.leaks("personal/mobile-phone", text, visible=not hidden)
    return text


def _columns(
    scene: Scene, draft: Draft, count: int, leaking: list[str], hidden: bool
) -> dict[str, list[str]]:
    """The personal columns by their heads; those that do not leak are masked or absent."""
    rng, found = scene.rng, {}
    for column in ("id", "card", "mobile"):
        head = rng.choice(_PERSONAL[column])
        if column in leaking:
            found[head] = [_personal_cell(scene, draft, column, hidden) for _ in range(count)]
        elif column == "id" and rng.random() < 0.3:
            found[head] = [masked_id(rng) for _ in range(count)]
        elif column == "mobile" and rng.random() < 0.15:
            found[head] = [masked_mobile(rng) for _ in range(count)]
    return found


def _grid(scene: Scene, draft: Draft, leaking: list[str], hidden: bool, unit: str, rate: int) -> Grid:
    rng, dropped = scene.rng, {e for e in draft.elements if draft.elements[e]["status"] == "missing"}
    count = rng.choice((6, 10, 15, 25, 40))
    names = [scene.person() for _ in range(count)]
    if rng.random() < 0.25:
        names = [f"{name[0]}　{name[1]}" if len(name) == 2 else name for name in names]
    table: dict[str, list[str]] = {"序号": [str(i) for i in range(1, count + 1)]}
    if rng.random() < 0.7:
        table[rng.choice(("村名", "行政村", "所在村"))] = [rng.choice(VILLAGES) for _ in names]
    if "beneficiaries" not in dropped:
        head = rng.choice(("姓名", "户主姓名", "受益户主", "补贴对象", "户主"))
        table[head] = names
        draft.holds("beneficiaries", *names, head)
    personal = _columns(scene, draft, count, leaking, hidden)
    table |= personal
    share = [rng.randint(1, 6) for _ in names]
    table[{"每亩": "面积（亩）", "每户": "家庭人口"}.get(unit, "数量")] = [str(value) for value in share]
    if "amount" not in dropped:
        head = rng.choice(("补贴金额（元）", "发放金额（元）", "补助金额(元)", "金额（元）"))
        table[head] = [str(value * rate) for value in share]
        draft.holds("amount", *table[head], str(sum(share) * rate))
    heads = list(table)
    rows = [heads, *([table[head][i] for head in heads] for i in range(count))]
    if "amount" not in dropped and rng.random() < 0.5:
        rows.append(["合计" if i == 0 else "" for i in range(len(heads))])
        rows[-1][-1] = str(sum(share) * rate)
    grid = Grid(rows)
    if hidden:
        grid.hidden_columns = {
            heads.index(head) for head in personal if not set("*") & set(personal[head][0])
        }
        draft.notes.append("hidden columns")
    return grid


# A list whose subject has a notice type of its own is of that type.
_SUBJECTS = {
    "危房改造": "dilapidated-housing",
    "公益性岗位": "public-post",
    "产业奖补": "farm-subsidy",
    "地力保护": "farmland-subsidy",
    "雨露计划": "rain-plan",
    "小额信贷": "loan-interest",
    "低保": "subsistence-allowance",
    "高龄": "elderly-allowance",
    "农机": "machinery-subsidy",
    "资助": "student-aid",
}


def beneficiary_list(scene: Scene, *, format: str = "") -> Draft:
    """到户受益名单: who gets what; ids, cards and mobiles do not belong there."""
    rng, draft = scene.rng, Draft("beneficiary-list")
    wrong = drawn_flaws(rng, LIST_MUST, LIST_SHOULD, fixed=("project-name", "beneficiaries"))
    pay, unit, rates = rng.choice(_PAYMENTS)
    draft.profile = next((type for word, type in _SUBJECTS.items() if word in pay), draft.profile)
    rate = rng.choice(rates)
    place = rng.choice((scene.town, scene.town + scene.village, scene.county + scene.town, scene.village))
    title(
        scene,
        draft,
        f"{place}{scene.year}年{pay}"
        + rng.choice(("发放名单公示", "花名册", "发放明细表", "受益名单公示", "补助对象公示", "发放公示表")),
    )
    draft.holds("project-name", f"{scene.year}年{pay}", pay)
    draft.lacks(*({"amount"} & (wrong.dropped | wrong.blanked | wrong.ragged)))
    bare = format == "csv" and rng.random() < 0.5
    if rng.random() < 0.6 and not bare:
        draft.line(
            f"现将{place}{scene.year}年{pay}发放对象公示如下，如有异议请在公示期内反映。".replace(
                "公示期内", "公示期间"
            )
        )
    if "subsidy-standard" in wrong.dropped or bare:
        draft.lacks("subsidy-standard")
    else:
        draft.line(f"{rng.choice(('补助标准', '补贴标准', '发放标准'))}：{unit}{rate}元")
        draft.holds("subsidy-standard", f"{unit}{rate}元", str(rate))
    leaking = rng.choice(([], [], ["id"], ["id", "card"], ["id", "card", "mobile"], ["mobile"], ["card"]))
    hidden = format == "xlsx" and bool(leaking) and rng.random() < 0.4
    draft.parts.append(_grid(scene, draft, leaking, hidden, unit, rate))
    _foot(scene, draft, wrong, bare)
    return draft


def _foot(scene: Scene, draft: Draft, wrong: object, bare: bool) -> None:
    """Period, complaint and signature under the list; a bare export has none of them, nor a title."""
    from corpora.layouts import Flaws

    assert isinstance(wrong, Flaws)
    if bare:
        draft.parts = [part for part in draft.parts if isinstance(part, Grid)]
        draft.lacks("title", "publicity-period", "complaint-phone", "publisher", "publish-date")
        draft.elements.pop("project-name", None)
        draft.notes.append("bare export without caption")
        return
    if "publicity-period" in wrong.dropped:
        draft.lacks("publicity-period")
    else:
        month = scene.rng.randint(1, 12)
        period = f"{scene.year}年{month}月{scene.rng.randint(1, 9)}日至{month}月{scene.rng.randint(14, 25)}日"
        draft.line(scene.rng.choice(("公示期：{}", "公示时间：{}", "公示期限：{}")).format(period))
        draft.holds("publicity-period", period)
    complaint(scene, draft, asked=not {"complaint-phone"} & (wrong.dropped | wrong.blanked | wrong.ragged))
    unit = scene.rng.choice((f"{scene.town}{scene.village}村民委员会", f"{scene.town}人民政府"))
    signature(scene, draft, unit.replace("街道人民政府", "街道办事处"), wrong)
