"""patterns/COVERAGE.md: every requirement of the authorities' documents, and what answers it.

`python -m reports.coverage` writes the page anew from patterns/standards/.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.labels import HOW, word
from reports.wording import GAP_REASONS
from scanner.model import Requirement, Rulebook, Standard
from scanner.settings import CIRCUMSTANCES

PAGE = "COVERAGE.md"  # below patterns/
_HEAD = (
    "# 要求与核对 · Requirements and checks\n",
    "每一条要求由哪些规则、要素、公示类型、情形或者时限核对；文件里看不出来的，写明原因。",
    "本页由 `patterns/standards/` 生成（`python -m reports.coverage`），不要手改。\n",
    "Which rules, elements, notice types, circumstances or limits answer each requirement; where no file can",
    "show it, why. Made from `patterns/standards/` by `python -m reports.coverage`; not to be edited.\n",
)


def coverage_page(book: Rulebook) -> str:
    """The page as Markdown: a table for each standard that states requirements."""
    return "\n".join([*_HEAD, *_tally(book), *(line for one in stating(book) for line in _standard(one))])


def stating(book: Rulebook) -> list[Standard]:
    """The standards that state requirements, by the first id of each."""
    found = [standard for standard in book.standards.values() if standard.requirements]
    return sorted(found, key=lambda standard: standard.requirements[0].id)


def unknown_answers(book: Rulebook) -> list[str]:
    """“requirement: id” for every id that a requirement names and nobody has."""
    return [
        f"{requirement.id}: {name}"
        for standard in book.standards.values()
        for requirement in standard.requirements
        for name in requirement.by
        if not is_known(name, book)
    ]


def is_known(name: str, book: Rulebook) -> bool:
    """Whether an id of a requirement is there: a rule, or profile/…, circumstance/…, gap/…, matter/…, limit/…."""
    family, _, rest = name.partition("/")
    owner, _, what = rest.partition("/")
    if family == "profile":
        return rest in book.profiles
    if family == "circumstance":
        return rest in CIRCUMSTANCES
    if family == "gap":
        return rest in GAP_REASONS
    if family == "matter":
        return rest in book.standards and bool(book.standards[rest].matters)
    if family == "limit":
        return owner in book.standards and any(one.what == what for one in book.standards[owner].limits)
    return name in book.rules


def _tally(book: Rulebook) -> Iterator[str]:
    all_of_them = [requirement for standard in stating(book) for requirement in standard.requirements]
    answered = sum(1 for requirement in all_of_them if requirement.by)
    yield (
        f"共 {len(all_of_them)} 条，能核对 {answered} 条，文件里看不出 {len(all_of_them) - answered} 条。"
        f" {len(all_of_them)} requirements, {answered} checked, {len(all_of_them) - answered} not to be seen in a file.\n"
    )
    ways = dict.fromkeys(requirement.how for requirement in all_of_them)
    yield "；".join(f"{way} {word(HOW, way, 'zh')} {word(HOW, way, 'en')}" for way in sorted(ways)) + "\n"


def _standard(standard: Standard) -> Iterator[str]:
    yield f"## {standard.title['zh']} · {standard.title['en']} (`{standard.id}`)\n"
    for law in standard.law:
        if law.confidence == "sourced":
            yield f"- {law.name}{law.clause}"
    yield "\n| 编号 id | 方式 how | 要求 requirement | 核对 answered by | 说明 note |"
    yield "|---|---|---|---|---|"
    for requirement in standard.requirements:
        yield _row(requirement)
    yield ""


def _row(requirement: Requirement) -> str:
    said = f"{requirement.says['zh']}<br>{requirement.says['en']}"
    by = " ".join(f"`{name}`" for name in requirement.by)
    why = "<br>".join(requirement.why[lang] for lang in ("zh", "en") if lang in requirement.why)
    cells = (requirement.id, requirement.how, said, by, why)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write(path: str = "") -> None:
    """Write the page below patterns/, or at `path`."""
    import os

    from scanner.rulebook import BUILT_IN, load

    with open(path or os.path.join(BUILT_IN, PAGE), "w", encoding="utf-8", newline="\n") as file:
        file.write(coverage_page(load()))


if __name__ == "__main__":
    write()
