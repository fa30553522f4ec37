"""Facts on the page: key–value lines, numbered sections, prose, label tables, signature, complaint lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from corpora.draft import Draft, Grid
from corpora.invented import FULL_WIDTH, landline, mailbox
from corpora.scenes import MECHANISM, Scene, written_date
from corpora.words import HEADINGS, LABELS, ORDINALS, PLACEHOLDERS, SENTENCES


@dataclass
class Flaws:
    """What this notice gets wrong: left out, filled with a placeholder, blank in one row."""

    dropped: set[str] = field(default_factory=set)
    blanked: set[str] = field(default_factory=set)
    ragged: set[str] = field(default_factory=set)


def flaws(rng: Random, must: tuple[str, ...], should: tuple[str, ...], fixed: tuple[str, ...] = ()) -> Flaws:
    """Every second notice lacks something it must hold; what it only should hold is often absent.

    `fixed` are elements that the title or the table always gives and that cannot be left out.
    """
    found = Flaws({element for element in should if rng.random() < 0.4})
    free = [element for element in must if element not in fixed]
    if rng.random() < 0.5:
        for element in rng.sample(free, min(len(free), rng.choice((1, 1, 2, 3)))):
            where = rng.random()
            if where < 0.6:
                found.dropped.add(element)
            elif where < 0.85:
                found.blanked.add(element)
            else:
                found.ragged.add(element)
    return found


def label(scene: Scene, element: str) -> str:
    """A label for an element in the words of the era."""
    if element == "benefit-mechanism":
        return scene.rng.choice(MECHANISM[scene.era])
    return scene.rng.choice(LABELS[element])


def _spaced(text: str) -> str:
    return " ".join(text) if len(text) <= 3 else text


def value_line(rng: Random, style: str, number: int, name: str, value: str) -> str:
    """One label with its value in a style of lines."""
    if style == "spaced":
        return f"{_spaced(name)}：{value}"
    if style == "numbered":
        return f"{number}.{name}：{value}"
    if style == "han":
        return f"{ORDINALS[(number - 1) % 10]}、{name}：{value}"
    if style == "paren":
        return f"（{ORDINALS[(number - 1) % 10]}）{name}：{value}"
    if style == "bracket":
        return f"【{name}】{value}"
    if style == "half":
        return f"{name}: {value}"
    return f"{name}：{value}"


STYLES = ("plain", "plain", "numbered", "han", "paren", "bracket", "half", "spaced")


def with_flaws(facts: dict[str, str], wrong: Flaws, scene: Scene, draft: Draft) -> dict[str, str]:
    """The facts that reach the page, and in the answer what became of each."""
    shown: dict[str, str] = {}
    for element, value in facts.items():
        if element in wrong.dropped:
            draft.lacks(element)
        elif element in wrong.blanked:
            mark = scene.rng.choice(PLACEHOLDERS)
            shown[element] = f"{mark}万元" if element == "amount" and mark[0] in "×_X" else mark
            draft.holds(element, shown[element], status="placeholder")
        else:
            shown[element] = value
            draft.holds(element, value)
    return shown


def key_values(
    scene: Scene, draft: Draft, shown: dict[str, str], names: dict[str, str] | None = None
) -> None:
    """A line for each fact."""
    rng, names = scene.rng, names or {}
    style = rng.choice(STYLES)
    rest = dict(shown)
    pairs: list[tuple[str, str]] = []
    while rest:
        element = next(iter(rest))
        value = rest.pop(element)
        name = names.get(element) or label(scene, element)
        if element == "implementing-unit" and "responsible-person" in rest and rng.random() < 0.35:
            name = rng.choice(("实施单位及责任人", "项目实施单位及责任人", "责任单位及责任人"))
            value += rng.choice((" ", "，", "　", "、")) + rest.pop("responsible-person")
        elif element == "fund-source" and "amount" in rest and rng.random() < 0.3:
            name, value = rng.choice(("资金来源及规模", "投资及资金来源")), value + rest.pop("amount")
        pairs.append((name, value))
    for number, (name, value) in enumerate(pairs, 1):
        draft.line(value_line(rng, style, number, name, value))


def sections(scene: Scene, draft: Draft, shown: dict[str, str], first: int = 0) -> int:
    """A numbered heading and a paragraph for each fact; returns the next number."""
    for element, value in shown.items():
        names = HEADINGS.get(element)
        name = scene.rng.choice(names) if names else label(scene, element)
        draft.line(f"{ORDINALS[first % 10]}、{name}", "heading")
        draft.line(value + ("" if value.endswith(("。", "；")) or value in PLACEHOLDERS else "。"))
        first += 1
    return first


def prose(scene: Scene, draft: Draft, shown: dict[str, str]) -> None:
    """Running sentences, a few facts to a paragraph."""
    rng = scene.rng
    words: list[str] = []
    for element, value in shown.items():
        if element == "benefit-mechanism":
            words.append(
                rng.choice(("{m}为：{v}", "{m}：{v}")).format(m=rng.choice(MECHANISM[scene.era]), v=value)
            )
        else:
            words.append(rng.choice(SENTENCES[element]).format(v=value.rstrip("。")))
    while words:
        size = rng.randint(2, 5)
        chunk, words = words[:size], words[size:]
        draft.line(rng.choice(("，", "；", "。", "。")).join(chunk) + "。")


def label_table(
    scene: Scene, draft: Draft, shown: dict[str, str], names: dict[str, str] | None = None
) -> None:
    """A table of labels and values, one or two pairs to a row."""
    names = names or {}
    pairs = [(names.get(e) or label(scene, e), v) for e, v in shown.items()]
    if scene.rng.random() < 0.5:
        draft.parts.append(Grid([[name, value] for name, value in pairs], head=0))
        return
    rows = [[*pairs[i], *(pairs[i + 1] if i + 1 < len(pairs) else ("", ""))] for i in range(0, len(pairs), 2)]
    draft.parts.append(Grid([list(row) for row in rows], head=0))


def complaint(scene: Scene, draft: Draft, *, asked: bool = True) -> None:
    """Where people may complain; without `asked` nothing is said and the answer says so."""
    if not asked:
        draft.lacks("complaint-phone")
        return
    rng = scene.rng
    phone, other = landline(rng), landline(rng)
    name, hotline = rng.choice(LABELS["complaint-phone"]), rng.choice(("12317", "12317", "12345"))
    wide = phone.translate(FULL_WIDTH).replace("-", "－")
    forms: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
        ((f"{name}：{phone}",), (phone,)),
        ((f"{name}：{phone}；扶贫监督举报电话：12317",), (phone, "12317")),
        ((f"{name}：{phone}、{other}", f"全国统一举报电话：{hotline}"), (phone, other, hotline)),
        ((f"公示期间如有异议，请向{scene.county}{scene.office}反映，{name}：{phone}。",), (phone,)),
        ((f"如对公示内容有异议，可拨打{phone}（{scene.county}{scene.office}）或{hotline}进行反映。",), (phone, hotline)),
        ((f"{name}：{wide}",), (wide, phone)),
        ((f"{_spaced('监督电话')}：{phone}", f"举报邮箱：{mailbox(rng, 'jiandu')}", f"通讯地址：{scene.county}人民路{rng.randint(1, 99)}号"), (phone,)),
        ((f"监督方式：{phone}（县纪委监委）、{other}（县财政局）、{hotline}",), (phone, other, hotline)),
        ((f"受理单位：{scene.county}{scene.office}    受理电话：{phone}",), (phone,)),
        ((f"监督举报电话：县{scene.office[:-1] if scene.era == 0 else scene.office} {phone}，县财政局 {other}，{hotline}",), (phone, other, hotline)),
    )  # fmt: skip
    lines, values = rng.choice(forms)
    if rng.random() < 0.25:
        draft.line(
            f"{ORDINALS[rng.randint(3, 6)]}、{rng.choice(('监督举报', '监督方式', '监督投诉渠道'))}",
            "heading",
        )
    for text in lines:
        draft.line(text)
    draft.holds("complaint-phone", *values)


def signature(scene: Scene, draft: Draft, unit: str, wrong: Flaws) -> None:
    """Who signs and when."""
    rng = scene.rng
    day = scene.day(rng.randint(3, 12))
    written = written_date(rng, day)
    if "publish-date" in wrong.blanked:
        written = rng.choice((f"{scene.year}年  月  日", f"{scene.year}年×月×日", "    年   月   日"))
        draft.holds("publish-date", written, status="placeholder")
    elif "publish-date" in wrong.dropped:
        written = ""
        draft.lacks("publish-date")
    else:
        draft.holds(
            "publish-date", written, f"{day[0]}年{day[1]}月{day[2]}日", f"{day[0]}-{day[1]:02d}-{day[2]:02d}"
        )
    if "publisher" in wrong.dropped or "publisher" in wrong.blanked:
        unit = ""
        draft.lacks("publisher")
    else:
        draft.holds("publisher", unit)
    if unit and written and rng.random() < 0.1:
        draft.line(f"公示单位：{unit}")
        draft.line(f"公示日期：{written}")
        return
    for text in (unit, written):
        if text:
            draft.line(text, "sign")


def title(scene: Scene, draft: Draft, text: str) -> None:
    """The head of the notice, now and then over two lines."""
    if "关于" in text and text.index("关于") > 3 and scene.rng.random() < 0.4:
        cut = text.index("关于")
        draft.line(text[:cut], "title")
        draft.line(text[cut:], "title")
    else:
        draft.line(text, "title")
    draft.holds("title", text)
