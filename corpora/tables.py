"""Project tables: columns for the elements, heads in one or two rows, rows with holes, attachments."""

from __future__ import annotations

from corpora.draft import Draft, Grid
from corpora.layouts import Flaws, label
from corpora.projects import Project
from corpora.scenes import MECHANISM, Scene, money
from corpora.words import COLUMNS, PLACEHOLDERS, SENTENCES

_TEXT_INSTEAD = ("objective", "benefit-mechanism", "supervising-unit", "schedule", "fund-source")


def _head(scene: Scene, element: str) -> str:
    if element == "benefit-mechanism":
        return scene.rng.choice(MECHANISM[scene.era])
    return scene.rng.choice(COLUMNS[element])


def _column(scene: Scene, draft: Draft, element: str, items: list[Project], wrong: Flaws) -> list[str]:
    """The cells of one column, and in the answer what is wrong with them."""
    rng = scene.rng
    cells = [item.facts.get(element, "/" if element == "subsidy-standard" else "") for item in items]
    if element == "amount":
        cells = [money(item.amount) for item in items]
    if element == "schedule" and rng.random() < 0.5:
        cells = [f"{scene.year}年3月-{scene.year}年11月"] * len(items)
    at = rng.randrange(len(items))
    if element in wrong.ragged and element != "amount" and len(items) > 2:
        cells[at] = ""
        draft.holds(element, *(cell for cell in cells if cell), status="incomplete")
    elif element in wrong.blanked:
        mark = rng.choice(PLACEHOLDERS)
        cells = [mark] * len(items)
        draft.holds(element, mark, status="placeholder")
    else:
        total = [money(sum(item.amount for item in items))] if element == "amount" else []
        draft.holds(element, *(cell for cell in cells if cell not in ("", "/")), *total)
    return cells


def project_rows(
    scene: Scene, draft: Draft, items: list[Project], wrong: Flaws, order: tuple[str, ...]
) -> None:
    """A table with a row for each project; a few elements may stand in a sentence above it instead."""
    rng = scene.rng
    shown = [element for element in order if element not in wrong.dropped]
    draft.lacks(*(element for element in order if element in wrong.dropped))
    if not any(item.household for item in items):
        shown = [element for element in shown if element != "subsidy-standard"]
        draft.elements.pop("subsidy-standard", None)
    for element in [e for e in shown if e in _TEXT_INSTEAD and e not in wrong.ragged | wrong.blanked]:
        if rng.random() < 0.15:
            shown.remove(element)
            _sentence(scene, draft, element, items[0].facts[element])
    attached = rng.random() < 0.3
    kind = "项目计划表" if draft.profile == "annual-plan" else "项目实施前公示表"
    caption = f"{scene.county}{scene.year}年度{scene.fund}{kind}"
    if attached:
        draft.line(f"附件：{caption}")
        draft.notes.append("table in an attachment of the same file")
    else:
        _captions(scene, draft, caption)
    grid = _grid(scene, draft, shown, items, wrong)
    if not attached:
        draft.parts.append(grid)
        return
    draft.chrome["attachment"] = caption
    draft.parts.append(grid)  # make.py's finish moves it behind the signature


def _sentence(scene: Scene, draft: Draft, element: str, value: str) -> None:
    if element in SENTENCES:
        text = scene.rng.choice(SENTENCES[element]).format(v=value)
        draft.line(f"以下{text}。" if text.startswith("项目") else f"以下项目{text}。")
    else:
        draft.line(f"{label(scene, element)}：{value}。")
    draft.holds(element, value)


def _captions(scene: Scene, draft: Draft, caption: str) -> None:
    if scene.rng.random() < 0.5:
        draft.line(caption, "caption")
    if scene.rng.random() < 0.4:
        draft.line("单位：万元", "caption")


def _grid(scene: Scene, draft: Draft, shown: list[str], items: list[Project], wrong: Flaws) -> Grid:
    rng = scene.rng
    split = "amount" in shown and "amount" not in wrong.blanked and rng.random() < 0.3
    heads = ["序号", *(_head(scene, element) for element in shown)]
    columns = [[str(i) for i in range(1, len(items) + 1)]]
    columns += [_column(scene, draft, element, items, wrong) for element in shown]
    if split:
        if "fund-source" in wrong.dropped:
            draft.elements.pop("fund-source", None)  # 财政资金 in the head may be read as the source
        return _split_amount(scene, shown, heads, columns, items)
    rows = [heads, *([column[i] for column in columns] for i in range(len(items)))]
    if "amount" in shown and "amount" not in wrong.blanked and rng.random() < 0.5:
        total = [""] * len(heads)
        total[0], total[1 + shown.index("amount")] = "合计", money(sum(item.amount for item in items))
        rows.append(total)
    return Grid(rows)


def _split_amount(
    scene: Scene, shown: list[str], heads: list[str], columns: list[list[str]], items: list[Project]
) -> Grid:
    """Two head rows: 资金规模 over 合计, 财政资金, 自筹资金."""
    at = 1 + shown.index("amount")
    own = [round(item.amount * scene.rng.choice((0.0, 0.0, 0.1)), 4) for item in items]
    parts = [
        columns[at],
        [money(i.amount - o) for i, o in zip(items, own, strict=True)],
        [money(o) for o in own],
    ]
    columns[at : at + 1] = parts
    upper = [*heads[:at], heads[at], "", "", *heads[at + 1 :]]
    lower = [""] * len(upper)
    lower[at : at + 3] = ["合计", "财政资金", "自筹资金"]
    merges = [(0, at, 0, at + 2)]
    merges += [(0, c, 1, c) for c in range(len(upper)) if not at <= c < at + 3]
    rows = [upper, lower, *([column[i] for column in columns] for i in range(len(items)))]
    return Grid(rows, head=2, merges=merges)
