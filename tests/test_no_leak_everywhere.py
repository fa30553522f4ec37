"""Every marked value of every rule, through every command and format: no output, error or log holds it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "patterns"
WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
WAYS = {
    "terminal": ["-f", "terminal"],
    "english": ["-f", "terminal", "--lang", "en"],
    "json": ["-f", "json"],
    "jsonl": ["-f", "jsonl"],
    "workers": ["-f", "jsonl", "--jobs", "2", "--timeout", "60"],
}
RULES = sorted(FOLDER.glob("personal/*.txt")) + sorted(FOLDER.glob("mask/*.txt"))


def bare(text: str) -> str:
    """Without what a value can be broken with."""
    return re.sub(r"[\s\-—－–·]", "", text.translate(WIDE)).upper()


def marked(path: Path) -> list[tuple[str, list[str]]]:
    """(text, values) of every marked sentence of one rule that has a value."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        text = line.removeprefix("~ ").replace("\\n", "\n").replace("\\t", "\t")
        values = [part.split("⟧")[0] for part in text.split("⟦")[1:]]
        if values and not line.startswith(("#", "~ ")):
            found.append((text.replace("⟦", "").replace("⟧", ""), values))
    return found


Drafts = tuple[Path, dict[str, set[str]]]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    """A folder with a file for every marked sentence, and the values that stand in each."""
    folder = tmp_path_factory.mktemp("drafts")
    secrets: dict[str, set[str]] = {}
    for path in RULES:
        for number, (text, values) in enumerate(marked(path)):
            name = f"{path.stem}-{number}.txt"
            (folder / name).write_text(text, "utf-8")
            if path.parent.name == "personal":
                found = {bare(value) for value in values}
                secrets[name] = {secret for secret in found if len(secret) >= 6 and "*" not in secret}
    return folder, secrets


def everywhere(secrets: dict[str, set[str]]) -> set[str]:
    """The values that are nobody's public number in another file (a landline, a date)."""
    also_public = ("private-landline", "birth-date", "coordinates")
    return {value for name, values in secrets.items() if not name.startswith(also_public) for value in values}


def run(arguments: list[str], folder: Path) -> str:
    """All that a command prints, on both streams."""
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", "scanner.cli", *arguments],
        capture_output=True,
        cwd=folder,
        env=environment,
        check=False,
    )
    assert done.returncode in (0, 1, 2), done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    return done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


def leaked(said: str, secrets: set[str]) -> list[str]:
    printed = bare(said)
    return sorted(secret[:3] + "…" + str(len(secret)) for secret in secrets if secret in printed)


@pytest.mark.parametrize("way", WAYS)
def test_no_marked_value_is_printed(way: str, drafts: Drafts) -> None:
    folder, secrets = drafts
    assert len(everywhere(secrets)) > 100
    said = run([".", *WAYS[way]], folder)
    assert len(said) > 10_000
    assert leaked(said, everywhere(secrets)) == []


def test_no_report_holds_a_value_of_its_own_file(drafts: Drafts) -> None:
    folder, secrets = drafts
    said = run([".", "-f", "jsonl"], folder).replace("0393-8000001、12317", "")  # the rule's own advice
    lines = said.splitlines()
    reports = {json.loads(line)["file"].rpartition("/")[2]: line for line in lines if line.startswith("{")}
    assert reports.keys() >= secrets.keys()
    assert [
        (name, leaked(reports[name], values))
        for name, values in secrets.items()
        if leaked(reports[name], values)
    ] == []


def test_no_marked_value_is_explained(drafts: Drafts) -> None:
    folder, secrets = drafts
    names = sorted(path.name for path in folder.iterdir())
    said = run(["explain", "--finding", *names], folder)
    assert leaked(said, everywhere(secrets)) == []


def test_values_are_there_when_asked_for(drafts: Drafts) -> None:
    """The secrets are real ones: with --reveal they are printed."""
    folder, secrets = drafts
    printed = bare(run([".", "-f", "jsonl", "--reveal"], folder))
    assert sum(secret in printed for secret in everywhere(secrets)) > 0.9 * len(everywhere(secrets))


@pytest.mark.parametrize("name", ["cut.docx", "cut.xlsx", "cut.pdf", "text.docx", "broken.html", "x.csv"])
def test_a_broken_file_is_refused_without_a_value(name: str, tmp_path: Path) -> None:
    """What went wrong is said in a sentence that quotes nothing of the file."""
    secret = "410999197903262845"
    head = {"cut.docx": b"PK\x03\x04", "cut.xlsx": b"PK\x03\x04", "cut.pdf": b"%PDF-1.7\n"}.get(name, b"")
    (tmp_path / name).write_bytes(head + f"<table>身份证号,{secret}\n".encode() * 3 + b"\xff\xfe\x00")
    said = run([name], tmp_path) + run([name, "-f", "json"], tmp_path)
    assert secret not in bare(said)


def test_a_rule_file_that_quotes_a_value_in_an_error(tmp_path: Path) -> None:
    """A user's broken rule is named by file and line, not by the text it was tried on."""
    (tmp_path / "draft.txt").write_text("身份证号：410999197903262845", "utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "bad.toml").write_text("kind = 'lexicon'\nlevel = 3\n", "utf-8")
    assert "410999197903262845" not in run(["draft.txt", "--patterns", "rules"], tmp_path)


def test_the_report_file_holds_no_value(drafts: Drafts, tmp_path: Path) -> None:
    folder, secrets = drafts
    target = tmp_path / "report.json"
    run([".", "-f", "json", "-o", str(target)], folder)
    text = target.read_text("utf-8")
    assert isinstance(json.loads(text), list)
    assert leaked(text, everywhere(secrets)) == []
