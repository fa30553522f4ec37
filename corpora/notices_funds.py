"""Notices of how a fund was shared out, and of a year's project plan."""

from __future__ import annotations

from corpora.draft import Draft, Grid
from corpora.layouts import Flaws, complaint, flaws, key_values, prose, sections, signature, title, with_flaws
from corpora.projects import Project, project
from corpora.scenes import BATCHES, TOWNS, Scene, money
from corpora.words import CLOSINGS, LEADS_PLAN, ORDINALS

ALLOCATION_MUST = (
    "fund-name", "fund-source", "amount", "allocation-principle", "allocation-result", "publisher", "publish-date",
    "complaint-phone",
)  # fmt: skip
ALLOCATION_SHOULD = ("purpose", "implementing-unit", "document-number", "fund-nature")
_PRINCIPLES = (
    "一是突出重点，资金向深度贫困村和任务重的乡镇倾斜；二是因素法与项目法相结合；三是公开公平公正",
    "坚持统筹兼顾、突出重点、注重绩效，结合各乡镇年度任务量、上年度绩效考核结果测算分配",
    "以项目定资金、资金跟着项目走，优先安排项目库内成熟项目",
    "按照因素法分配，主要考虑人口数量、任务量、绩效评价结果等因素",
    "1.聚焦重点，精准使用；2.科学测算，公平公正；3.注重绩效，奖优罚劣",
)
_PURPOSES = (
    "支持农村基础设施建设和特色产业发展",
    "巩固提升脱贫成果、补齐农村小型公益性基础设施短板",
    "到户产业增收奖补和公益性岗位补助",
    "村内道路、安全饮水和产业发展项目",
)
_ENDINGS = (
    "分配情况公告",
    "分配情况公示",
    "分配结果的公告",
    "分配情况公告公示",
    "分配方案公示",
    "安排情况的公示",
)
_NATURES = ("财政拨款", "专项转移支付", "中央财政专项补助", "直达资金", "财政补助资金")


def _sources(scene: Scene, total: float) -> list[tuple[str, float]]:
    """The total split over ranks of government, to the last decimal."""
    rng = scene.rng
    ranks = rng.sample(("中央", "省级", "市级", "县级"), rng.randint(1, 4))
    ranks.sort(key=("中央", "省级", "市级", "县级").index)
    rest, found = round(total, 4), []
    for rank in ranks[:-1]:
        share = round(total / len(ranks) * rng.choice((0.5, 0.8, 1.0)), 2)
        found.append((rank + scene.fund, share))
        rest = round(rest - share, 4)
    return [*found, (ranks[-1] + scene.fund, rest)]


def _source_text(scene: Scene, total: float, numbered: bool) -> list[str]:
    sources = _sources(scene, total)
    if not numbered:
        return ["、".join(f"{name}{money(value)}万元" for name, value in sources)]
    lines = []
    for index, (name, value) in enumerate(sources, 1):
        number = f"（{scene.document_number()}）" if scene.rng.random() < 0.0 else ""
        lines.append(f"{index}.{name}{money(value)}万元{number}")
    return [*lines, f"以上资金合计{money(total)}万元。"]


def _town_table(scene: Scene, draft: Draft, total: float, with_unit: bool) -> None:
    """乡镇 | 金额 | 备注, with a total row above or below."""
    rng = scene.rng
    towns = rng.sample(TOWNS, rng.randint(4, 12))
    shares = [round(total / len(towns) * rng.choice((0.5, 0.7, 0.9)), 2) for _ in towns[:-1]]
    shares.append(round(total - sum(shares), 4))
    head = [
        "序号",
        rng.choice(
            ("资金使用单位", "项目实施单位") if with_unit else ("乡镇名称", "乡镇（街道）", "单位名称")
        ),
        "分配金额（万元）",
        "备注",
    ]
    names = [f"{town}人民政府".replace("街道人民政府", "街道办事处") if with_unit else town for town in towns]
    rows = [
        [str(i), name, money(share), ""] for i, (name, share) in enumerate(zip(names, shares, strict=True), 1)
    ]
    total_row = ["", "合计", money(total), ""]
    rows = [total_row, *rows] if rng.random() < 0.3 else [*rows, total_row]
    draft.parts.append(Grid([head, *rows]))
    draft.holds("allocation-result", *names, *(money(share) for share in shares), head[2], "分配情况")
    if with_unit:
        draft.holds("implementing-unit", *names)


def _project_table(scene: Scene, draft: Draft, total: float, with_unit: bool) -> None:
    """序号 | 项目名称 | 建设地点 | 建设内容 | 投资规模 | 责任单位."""
    count = scene.rng.randint(4, 14)
    items = [project(scene) for _ in range(count)]
    shares = [round(total / count * scene.rng.choice((0.5, 0.7, 0.9)), 2) for _ in items[:-1]]
    shares.append(round(total - sum(shares), 4))
    head = ["序号", "项目名称", "建设地点", "建设内容", "投资规模（万元）"] + (
        ["责任单位"] if with_unit else ["备注"]
    )
    rows = []
    for index, (item, share) in enumerate(zip(items, shares, strict=True), 1):
        facts = item.facts
        unit = facts["implementing-unit"] if with_unit else ""
        rows.append(
            [str(index), facts["project-name"], facts["location"], facts["content"], money(share), unit]
        )
    rows.append(["合计", "", "", "", money(total), ""])
    draft.parts.append(Grid([head, *rows]))
    draft.holds(
        "allocation-result", *(row[1] for row in rows if row[1]), *(row[4] for row in rows), "分配情况"
    )
    if with_unit:
        draft.holds("implementing-unit", *(row[5] for row in rows if row[5]))


def _results(scene: Scene, draft: Draft, total: float, wrong: Flaws, number: int) -> None:
    """The outcome: a table of towns or of projects, or a sentence."""
    rng = scene.rng
    if number:
        name = rng.choice(("资金分配情况", "分配结果", "资金分配结果", "资金安排情况"))
        draft.line(f"{ORDINALS[number - 1]}、{name}", "heading")
    with_unit = "implementing-unit" not in wrong.dropped
    kind = rng.random()
    if kind < 0.4:
        if rng.random() < 0.5:
            draft.line(f"{scene.county}{scene.year}年{scene.fund}分配表", "caption")
            draft.line("单位：万元", "caption")
        _town_table(scene, draft, total, with_unit)
        draft.elements.pop("purpose", None) if "purpose" in wrong.dropped else None
    elif kind < 0.8:
        _project_table(scene, draft, total, with_unit)
        if "purpose" in wrong.dropped:
            draft.elements.pop("purpose", None)  # a column of works may be read as the purpose
    else:
        towns = rng.sample(TOWNS, 3)
        shares = [round(total * part, 2) for part in (0.3, 0.3)]
        shares.append(round(total - sum(shares), 4))
        text = "，".join(f"{town}{money(share)}万元" for town, share in zip(towns, shares, strict=True))
        draft.line(("" if number else "资金分配情况：") + text + "。")
        draft.holds("allocation-result", text, *towns)
        if with_unit:
            draft.line(f"资金使用单位：{'、'.join(towns)}人民政府。")
            draft.holds("implementing-unit", f"{'、'.join(towns)}人民政府", *towns)
    if not with_unit and kind < 0.8:
        draft.elements.pop("implementing-unit", None)  # towns in a column may be read as the users


def fund_allocation(scene: Scene) -> Draft:
    """资金分配结果: name, source, size, principle and result of an allocation."""
    rng, draft = scene.rng, Draft("fund-allocation")
    wrong = flaws(rng, ALLOCATION_MUST, ALLOCATION_SHOULD, fixed=("fund-name", "amount", "complaint-phone"))
    wrong.dropped |= wrong.blanked & {"allocation-result"}
    wrong.blanked -= {"allocation-result", "allocation-principle"}
    if rng.random() < 0.15:
        wrong.dropped.add("complaint-phone")
    total = rng.choice((float(rng.randint(120, 9000)), rng.randint(12000, 900000) / 100))
    fund = f"{scene.year}年{rng.choice(BATCHES)}{scene.fund}"
    ending = rng.choice(_ENDINGS)
    unit = scene.county + rng.choice((scene.office, "财政局", "人民政府"))
    head = rng.choice(("{c}关于{f}{e}", "{c}{f}{e}", "关于{f}{e}", "{u}关于{f}{e}"))
    title(scene, draft, head.format(c=scene.county, f=fund, e=ending, u=unit))
    draft.holds("fund-name", fund, scene.fund)
    number = scene.document_number()
    lead = (
        f"根据《关于下达{fund}的通知》（{number}）精神，"
        if "document-number" not in wrong.dropped
        else "按照资金公告公示有关规定，"
    )
    draft.line(f"{lead}现将{fund}共{money(total)}万元分配情况公告如下：")
    draft.holds("amount", f"{money(total)}万元", money(total))
    if "document-number" in wrong.dropped:
        draft.lacks("document-number")
    else:
        draft.holds("document-number", number)
    _allocation_body(scene, draft, total, wrong)
    complaint(scene, draft, asked="complaint-phone" not in wrong.dropped)
    if rng.random() < 0.5:
        draft.line(rng.choice(CLOSINGS))
    signature(scene, draft, unit, wrong)
    if head.startswith("{u}") and draft.elements["publisher"]["status"] == "missing":
        draft.elements.pop("publisher")  # the title names it
    return draft


def _allocation_body(scene: Scene, draft: Draft, total: float, wrong: Flaws) -> None:
    rng = scene.rng
    way = rng.choice(("sections", "sections", "lines", "prose"))
    source = _source_text(scene, total, numbered=way == "sections" and rng.random() < 0.7)
    facts = {
        "fund-source": source[0],
        "fund-nature": rng.choice(_NATURES),
        "allocation-principle": rng.choice(_PRINCIPLES),
        "purpose": rng.choice(_PURPOSES),
    }
    shown = with_flaws(facts, wrong, scene, draft)
    rest = source[1:] if draft.elements["fund-source"]["status"] == "present" else []
    if way == "sections":
        number = sections(scene, draft, shown)
        if rest:
            at = next(
                i for i, part in enumerate(draft.parts) if getattr(part, "text", "").startswith(source[0])
            )
            draft.parts[at].text = source[0]  # type: ignore[union-attr]
            for offset, text in enumerate(rest, 1):
                draft.parts.insert(at + offset, type(draft.parts[at])(text))  # type: ignore[call-arg]
    elif way == "lines":
        key_values(scene, draft, shown)
        number = -1
    else:
        prose(scene, draft, shown)
        number = -1
    if "allocation-result" in wrong.dropped:
        draft.lacks("allocation-result", "implementing-unit")
    else:
        _results(scene, draft, total, wrong, number + 1)


# ---------------------------------------------------------------- the year's plan

PLAN_MUST = (
    "project-name", "location", "content", "fund-source", "amount", "schedule", "implementing-unit",
    "responsible-person", "objective", "benefit-mechanism", "publisher", "publish-date", "complaint-phone",
)  # fmt: skip
PLAN_SHOULD = ("beneficiaries", "supervising-unit", "document-number")
_ORDER = (
    "project-name", "location", "content", "schedule", "fund-source", "amount", "subsidy-standard", "implementing-unit",
    "responsible-person", "objective", "benefit-mechanism", "beneficiaries", "supervising-unit",
)  # fmt: skip


def annual_plan(scene: Scene) -> Draft:
    """年度项目计划: every project with place, works, money, time, unit, person, goal, mechanism."""
    from corpora.tables import project_rows  # the tables are a module of their own

    rng, draft = scene.rng, Draft("annual-plan")
    wrong = flaws(rng, PLAN_MUST, PLAN_SHOULD, fixed=("project-name",))
    head = rng.choice(
        (
            "年度{f}项目计划",
            "年{f}项目实施计划",
            "年{f}年度项目计划安排",
            "年统筹整合财政涉农资金项目计划",
            "年{f}项目计划表",
        )
    ).format(f=scene.fund)
    whose = rng.choice((scene.county, scene.county, scene.county + scene.town))
    title(
        scene, draft, whose + str(scene.year) + head + rng.choice(("公示", "公告", "的公示", "安排情况公示"))
    )
    lead = rng.choice(LEADS_PLAN).format(what=f"{scene.year}{head}")
    number = scene.document_number()
    if "document-number" in wrong.dropped:
        draft.lacks("document-number")
    else:
        lead = f"经研究批复（{number}），" + lead
        draft.holds("document-number", number)
    draft.line(lead)
    if rng.random() < 0.75:
        project_rows(
            scene, draft, [project(scene) for _ in range(rng.choice((3, 5, 8, 12, 20, 40)))], wrong, _ORDER
        )
    else:
        _single(scene, draft, project(scene), wrong)
    complaint(scene, draft, asked=not {"complaint-phone"} & (wrong.dropped | wrong.blanked | wrong.ragged))
    if rng.random() < 0.4:
        draft.line(rng.choice(CLOSINGS))
    signature(scene, draft, scene.county + rng.choice((scene.office, "人民政府", "财政局")), wrong)
    return draft


def _single(scene: Scene, draft: Draft, item: Project, wrong: Flaws) -> None:
    facts = {element: item.facts[element] for element in _ORDER if element in item.facts}
    facts["benefit-mechanism"] = item.facts["benefit-mechanism"]
    if not item.household:
        facts.pop("subsidy-standard", None)
    wrong.dropped |= wrong.ragged & set(facts)
    shown = with_flaws(facts, wrong, scene, draft)
    (key_values if scene.rng.random() < 0.6 else prose)(scene, draft, shown)
