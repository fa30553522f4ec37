"""What the READMEs show is run; both say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
# What a shown command gives: the good draft passes, the leaking list and the folder do not.
EXPECTED = {
    "scan corpora/samples/draft.docx": 0,
    "scan corpora/samples/list-leaking.xlsx --level 村 --channel 公示栏": 1,
    "scan explain personal/resident-id": 0,
    "scan explain --finding corpora/samples/list-leaking.xlsx --at C4": 0,
    "scan corpora/samples --jobs 2 -f jsonl -o audit.jsonl": 1,
}


def blocks(path: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(path.read_text("utf-8")) if kind == language]


def commands(path: Path) -> list[str]:
    found = []
    for block in blocks(path, "sh"):
        for line in block.splitlines():
            found.extend(part.strip() for part in line.split("&&"))
    return [command for command in found if command.startswith("scan ")]


def test_both_readmes_show_the_same() -> None:
    for language in ("sh", "yaml", "toml"):
        mine, other = ("".join(blocks(path, language)) for path in (ENGLISH, CHINESE))
        assert re.sub(r"<[^>]+>", "", mine) == re.sub(r"<[^>]+>", "", other)
    assert commands(ENGLISH) == commands(CHINESE)


def test_every_shown_command_is_expected() -> None:
    assert set(commands(ENGLISH)) == set(EXPECTED)


@pytest.mark.parametrize("command", list(EXPECTED))
def test_a_shown_command_runs(command: str, tmp_path: Path) -> None:
    arguments = shlex.split(command)[1:]
    if "-o" in arguments:
        at = arguments.index("-o") + 1
        arguments[at] = str(tmp_path / arguments[at])
    done = subprocess.run(
        [sys.executable, "-m", "scanner.cli", *arguments],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == EXPECTED[command], done.stderr.decode("utf-8", "replace")


def test_the_two_commands_stand_in_both() -> None:
    for path in (ENGLISH, CHINESE):
        text = path.read_text("utf-8")
        assert "pip install . && scan corpora/samples/draft.docx\n" in text
        assert 'pip install -e ".[test]" && pytest\n' in text


def test_the_library_example_runs() -> None:
    example = next(block for block in blocks(ENGLISH, "python") if "import load_rules" in block)
    data = (ROOT / "corpora" / "samples" / "draft.docx").read_bytes()
    scope: dict[str, object] = {"data": data}
    exec(example, scope)
    assert scope["report"].verdict.status == "pass"  # type: ignore[attr-defined]


def test_every_file_of_the_shown_tree_exists() -> None:
    for path in (ENGLISH, CHINESE):
        tree = next(block for block in blocks(path, "text") if "scanner/" in block)
        for name in re.findall(r"\b[a-z_]+\.py\b", tree):
            assert (ROOT / "scanner" / name).exists(), name
        for name in re.findall(r"\b(?:extract|normalize|recognize|search|verdict|archive)/", tree):
            assert (ROOT / "scanner" / name).is_dir(), name
