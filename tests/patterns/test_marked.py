"""Marked sentences: what must be found stands between ⟦ and ⟧, a line without them stays silent.

One case a line in tests/patterns/<rule id>.txt; `#` begins a comment, `~ ` a known miss (it must still
fail: when it holds, take the mark away). \\n and \\t are a line feed and a tab.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.road import example_report, load_rules, marked_values
from scanner.settings import Settings

FOLDER = Path(__file__).parent
SETTINGS = Settings(today="2026-11-22", reveal=True)


def cases() -> list[tuple[str, int, str]]:
    found = []
    for path in sorted(FOLDER.rglob("*.txt")):
        rule = path.relative_to(FOLDER).with_suffix("").as_posix()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                found.append((rule, number, line))
    return found


@pytest.mark.parametrize(
    ("rule", "number", "line"),
    cases(),
    ids=lambda value: str(value) if not isinstance(value, str) or "/" in value else "",
)
def test_marked_sentence(rule: str, number: int, line: str) -> None:
    is_known_miss = line.startswith("~ ")
    text = line.removeprefix("~ ").replace("\\n", "\n").replace("\\t", "\t")
    wanted = [part.split("⟧")[0] for part in text.split("⟦")[1:]]
    plain = text.replace("⟦", "").replace("⟧", "")
    book = load_rules()
    report = example_report(book, book.rules[rule].kind, plain, SETTINGS)
    wanted = [bare(value) for value in wanted]
    got = [bare(value) for value in marked_values(report, rule, wanted)]
    holds = got == wanted
    assert holds != is_known_miss, f"{rule}:{number} wanted {wanted}, got {got}"


def bare(value: str) -> str:
    """Without the separators that a number was broken with."""
    return "".join(value.split())


def test_every_rule_has_marked_sentences() -> None:
    for rule in load_rules().rules.values():
        if rule.kind != "element":
            assert (FOLDER / f"{rule.id}.txt").exists(), rule.id


def test_every_example_holds() -> None:
    from scanner.road import failed_examples

    book = load_rules()
    for rule in book.rules.values():
        assert failed_examples(book, rule) == [], rule.id
