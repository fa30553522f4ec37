"""The generator: the same bytes for the same seed, answers that fit their files."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from corpora.comparing import folded
from corpora.draft import Grid, Line
from corpora.make import BUILDERS, FORMATS, answer_text, built, cases, file_bytes, main, write
from corpora.score import answered_cases

STATUSES = {"present", "missing", "incomplete", "placeholder", "conflicting"}


@pytest.mark.parametrize("seed", [1, 7])
def test_the_same_seed_gives_the_same_bytes(seed: int) -> None:
    first, second = ([(c.name, c.data, c.answer) for c in cases(seed=seed, count=70)] for _ in range(2))
    assert first == second


def test_another_seed_gives_other_notices() -> None:
    first, second = ({c.data for c in cases(seed=seed, count=20)} for seed in (1, 7))
    assert not first & second


def test_a_notice_does_not_depend_on_how_many_are_made() -> None:
    assert [c.data for c in cases(count=12)] == [c.data for c in cases(count=15)][:12]


def test_every_profile_and_format_is_there() -> None:
    found = list(cases())
    assert {case.answer["profile"] for case in found} >= set(BUILDERS)
    assert {case.answer["format"] for case in found} == set(FORMATS) - {"gbk"}
    assert any("-gbk." in case.name for case in found)


@pytest.mark.parametrize(
    "case",
    [*cases(count=90), *answered_cases("handwritten"), *answered_cases("unseen")],
    ids=lambda case: case.name,
)
def test_an_answer_is_well_formed(case) -> None:
    answer = case.answer
    assert set(answer) == {"profile", "format", "elements", "findings", "notes"}
    assert case.name.endswith("." + answer["format"])
    for element, found in answer["elements"].items():
        assert found["status"] in STATUSES, element
        assert (found["value"] == "") == (found["status"] == "missing"), element
    for found in answer["findings"]:
        assert set(found) <= {"rule", "text", "visible", "optional"}
        assert found["text"]
    json.loads(answer_text(answer))


@pytest.mark.parametrize(
    "case", [*answered_cases("handwritten"), *answered_cases("unseen")], ids=lambda case: case.name
)
def test_a_handwritten_answer_quotes_its_file(case) -> None:
    text = case.data.decode("utf-8")
    for found in case.answer["findings"]:
        assert found["text"] in text


@pytest.mark.parametrize("profile", list(BUILDERS))
def test_what_is_planted_stands_in_the_draft(profile: str) -> None:
    for number in range(30):
        draft = built(profile, "docx", Random(f"planted/{number}"))
        words = [
            part.text if isinstance(part, Line) else "".join(map("".join, part.rows)) for part in draft.parts
        ]
        everything = folded("".join([*words, *(layer.text for layer in draft.layers)]))
        for found in draft.findings:
            assert folded(found["text"]) in everything
        for element, answer in draft.elements.items():
            if answer["status"] == "present" and "values" not in answer:
                assert folded(answer["value"]) in everything, element


def test_a_docx_opens_with_its_tables() -> None:
    import docx

    draft = next(
        d
        for d in (built("annual-plan", "docx", Random(f"open/{n}")) for n in range(20))
        if any(isinstance(p, Grid) for p in d.parts)
    )
    document = docx.Document(BytesIO(file_bytes(draft, "docx", Random(0))))
    assert len(document.tables) == sum(isinstance(part, Grid) for part in draft.parts)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert all(part.text in texts for part in draft.parts if isinstance(part, Line) and part.role == "title")


def test_packages_hold_no_hour() -> None:
    for case in cases(count=60):
        if case.answer["format"] in ("docx", "xlsx"):
            with zipfile.ZipFile(BytesIO(case.data)) as package:
                assert {entry.date_time for entry in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_the_command_writes_files_and_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "3", "--count", "8", "--out", str(tmp_path / "out")]) == 0
    assert "8 files" in capsys.readouterr().out
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert len(names) == 16
    assert all(f"{name}.answer.json" in names for name in names if not name.endswith(".answer.json"))
    assert write(tmp_path / "none", iter(())) == 0
