"""Marked notices of every type: NAME with NAME.answer.json in tests/profiles/<profile id>/.

The answers are in the format of corpora/README.md; `format`, an element's `value` (then any will do), a
finding's `visible` (then it is), `elements` and `findings` (then there are none) may be left out. Three keys more:

`stated`   circumstances that the user gives: {"level": "村", "channel": "公示栏"}
`others`   ids of rules of other families (timing/, audience/, column/ …) that must be reported
`silent`   ids of rules, or families with a stroke at their end, that must not be
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpora.comparing import compare
from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.settings import Settings

FOLDER = Path(__file__).parent
ANSWER = ".answer.json"
LEAST = 3  # marked notices a type
TODAY = "2026-11-22"


def answers() -> list[Path]:
    return sorted(FOLDER.glob(f"*/*{ANSWER}"))


def answer_of(path: Path) -> dict[str, Any]:
    """The answer with everything that may be left out."""
    kind = path.name.removesuffix(ANSWER).rpartition(".")[2]
    answer: dict[str, Any] = {
        "format": kind,
        "elements": {},
        "findings": [],
        **json.loads(path.read_text("utf-8")),
    }
    for element in answer["elements"].values():
        element.setdefault("value", "")
    for finding in answer["findings"]:
        finding.setdefault("visible", True)
    return answer


def scanned(file: Path, answer: dict[str, Any]) -> Report:
    settings = Settings(today=TODAY, reveal=True, stated=answer.get("stated", {}))
    return scan(file.name, file.read_bytes(), load_rules(), settings)


@pytest.mark.parametrize("path", answers(), ids=lambda path: f"{path.parent.name}/{path.name.split('.')[0]}")
def test_marked_notice(path: Path) -> None:
    answer = answer_of(path)
    file = path.with_name(path.name.removesuffix(ANSWER))
    report = scanned(file, answer)
    outcome = compare(file.name, answer, report)
    wrong = [f"{miss.what}: wanted {miss.expected or '-'}, got {miss.got or '-'}" for miss in outcome.misses]
    reported = {finding.rule for finding in report.findings}
    wrong += [f"{rule}: not reported" for rule in answer.get("others", []) if rule not in reported]
    wrong += [f"{rule}: reported" for rule in reported if is_silent(rule, answer.get("silent", []))]
    assert not wrong, "\n".join([file.name, *wrong])


def is_silent(rule: str, ids: list[str]) -> bool:
    """Whether a rule is one of the ids or belongs to a family that ends with a stroke."""
    return any(rule == name or (name.endswith("/") and rule.startswith(name)) for name in ids)


@pytest.mark.parametrize("profile", sorted(load_rules().profiles))
def test_profile_has_marked_notices(profile: str) -> None:
    found = list((FOLDER / profile).glob(f"*{ANSWER}"))
    assert len(found) >= LEAST, f"{profile}: {len(found)} of {LEAST} marked notices"


@pytest.mark.parametrize("path", answers(), ids=lambda path: f"{path.parent.name}/{path.name.split('.')[0]}")
def test_answer_is_of_its_folder(path: Path) -> None:
    answer = json.loads(path.read_text("utf-8"))
    assert path.with_name(path.name.removesuffix(ANSWER)).exists()
    assert answer["profile"] == path.parent.name
    assert set(answer) <= {"profile", "format", "elements", "findings", "notes", "stated", "others", "silent"}


@pytest.mark.parametrize("profile", sorted(load_rules().profiles))
def test_profile_has_a_notice_with_faults(profile: str) -> None:
    """Every type that calls for something has a notice that lacks some of it, or shows too much."""
    if not load_rules().profiles[profile].elements:
        return
    kept = [answer_of(path) for path in sorted((FOLDER / profile).glob(f"*{ANSWER}"))]
    faults = [
        answer
        for answer in kept
        if answer["findings"]
        or answer.get("others")
        or any(entry["status"] != "present" for entry in answer["elements"].values())
    ]
    assert faults, profile
