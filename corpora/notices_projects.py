"""Notices about single projects: before the work starts, and after it is done."""

from __future__ import annotations

from corpora.draft import Draft
from corpora.layouts import (
    Flaws,
    complaint,
    flaws,
    key_values,
    label_table,
    prose,
    sections,
    signature,
    title,
    with_flaws,
)
from corpora.projects import completion, project
from corpora.scenes import Scene
from corpora.tables import project_rows
from corpora.words import CLOSINGS

BEFORE_MUST = (
    "project-name", "fund-source", "schedule", "objective", "implementing-unit", "responsible-person", "publisher",
    "publish-date", "complaint-phone",
)  # fmt: skip
BEFORE_SHOULD = (
    "beneficiaries",
    "benefit-mechanism",
    "content",
    "amount",
    "construction-unit",
    "publicity-period",
)
DONE_MUST = (
    "project-name", "result", "acceptance", "implementing-unit", "responsible-person", "publisher", "publish-date",
    "complaint-phone",
)  # fmt: skip
DONE_SHOULD = ("fund-use", "objective", "amount", "schedule")
_BEFORE = (
    "project-name", "content", "schedule", "fund-source", "amount", "implementing-unit", "responsible-person",
    "construction-unit", "objective", "benefit-mechanism", "beneficiaries",
)  # fmt: skip


_DONE = (
    "project-name", "content", "schedule", "amount", "fund-use", "implementing-unit", "responsible-person", "result",
    "acceptance", "objective",
)  # fmt: skip
_DONE_LEADS = (
    "该项目已完工并通过验收，现将有关情况公告如下：",
    "按照项目公告公示要求，现将项目竣工情况予以公告。",
    "现将项目建成后的有关情况公示如下，接受群众监督：",
)
_DONE_ENDINGS = ("竣工公告", "竣工验收公告", "完工公示", "竣工后公告", "竣工验收结果公示", "完成情况公告")


def _period(scene: Scene) -> str:
    rng, year = scene.rng, scene.year
    month, first, days = rng.randint(1, 12), rng.randint(1, 15), rng.choice((5, 7, 10, 10, 12))
    return rng.choice(
        (
            f"{year}年{month}月{first}日至{year}年{month}月{first + days - 1}日",
            f"{year}年{month}月{first}日—{month}月{first + days - 1}日（共{days}天）",
            f"{days}天",
            f"自{year}年{month}月{first}日起至{month}月{first + days - 1}日止",
            f"{month}月{first}日-{month}月{first + days - 1}日，公示{days}天",
        )
    )


def _layout(scene: Scene, draft: Draft, facts: dict[str, str], wrong: Flaws) -> None:
    wrong.dropped |= wrong.ragged & set(facts)
    shown = with_flaws(facts, wrong, scene, draft)
    way = scene.rng.choice((key_values, key_values, label_table, label_table, prose, sections))
    way(scene, draft, shown)


def _signer(scene: Scene) -> str:
    return scene.rng.choice(
        (
            f"{scene.town}人民政府".replace("街道人民政府", "街道办事处"),
            f"{scene.county}{scene.town}人民政府".replace("街道人民政府", "街道办事处"),
            f"{scene.town}{scene.village}村民委员会",
            f"{scene.county}{scene.office}",
        )
    )


def project_before(scene: Scene) -> Draft:
    """项目实施前公示: what will be built, with whose money, until when, by whom, to what good."""
    rng, draft = scene.rng, Draft("project-before")
    wrong = flaws(rng, BEFORE_MUST, BEFORE_SHOULD, fixed=("project-name",))
    item = project(scene)
    name = item.facts["project-name"]
    ending = rng.choice(("实施前公示", "项目实施前公示", "开工前公示", "事前公示", "建设前公示"))
    title(
        scene,
        draft,
        rng.choice((f"{name}{ending}", f"关于{name}的{ending}", f"{scene.town}关于{name}{ending}")).replace(
            "项目项目", "项目"
        ),
    )
    if rng.random() < 0.7:
        draft.line(rng.choice((
            "为增强项目实施的透明度，接受群众监督，现将拟实施项目有关情况公示如下：",
            "根据项目公告公示制度，现对即将开工建设的项目进行公示。",
            "该项目即将开工，现将有关情况公示如下，请广大群众监督。",
        )))  # fmt: skip
    if rng.random() < 0.8:
        facts = {element: item.facts[element] for element in _BEFORE}
        _layout(scene, draft, facts, wrong)
    else:
        project_rows(scene, draft, [item, project(scene), project(scene)], wrong, _BEFORE)
    if "publicity-period" in wrong.dropped:
        draft.lacks("publicity-period")
    else:
        period = _period(scene)
        draft.line(
            rng.choice(
                ("公示期：{}", "公示时间：{}", "公示期限：{}。", "公示期为{}。", "公示时间为{}，欢迎监督。")
            ).format(period)
        )
        draft.holds("publicity-period", period)
    complaint(scene, draft, asked=not {"complaint-phone"} & (wrong.dropped | wrong.blanked | wrong.ragged))
    signature(scene, draft, _signer(scene), wrong)
    return draft


def project_completion(scene: Scene) -> Draft:
    """竣工公告: what was built, how it was accepted, how the money was used."""
    rng, draft = scene.rng, Draft("project-completion")
    wrong = flaws(rng, DONE_MUST, DONE_SHOULD, fixed=("project-name",))
    item = project(scene)
    facts = item.facts | completion(scene, item)
    name = facts["project-name"]
    ending = rng.choice(_DONE_ENDINGS)
    head = rng.choice(
        (
            f"{name}{ending}",
            f"关于{name}的{ending}",
            f"{scene.town}{rng.choice(('竣工', '完工'))}项目公告——{name}",
        )
    )
    title(scene, draft, head)
    lead = rng.choice(_DONE_LEADS)
    if {"result", "acceptance"} & (wrong.dropped | wrong.ragged | wrong.blanked):
        lead = _DONE_LEADS[1]  # the others would say what is to be left out
    if rng.random() < 0.6:
        draft.line(lead)
    facts["objective"] = "目标已全部实现，" + facts["objective"] if rng.random() < 0.5 else facts["objective"]
    _layout(scene, draft, {element: facts[element] for element in _DONE}, wrong)
    draft.elements.pop("content", None)  # not called for here
    if draft.elements["amount"]["status"] == "missing" and draft.elements["fund-use"]["status"] == "present":
        draft.elements.pop("amount")  # what was paid may be read as the amount
    complaint(scene, draft, asked=not {"complaint-phone"} & (wrong.dropped | wrong.blanked | wrong.ragged))
    if rng.random() < 0.3:
        draft.line(rng.choice(CLOSINGS))
    signature(scene, draft, _signer(scene), wrong)
    return draft
