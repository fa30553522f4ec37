"""The pre-commit hook, with the real pre-commit in a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PLAIN = "关于召开全县乡村振兴工作会议的通知\n\n各乡镇人民政府：\n现将有关事项通知如下。\n\n某某县人民政府办公室\n2024年5月6日\n"
LEAKING = "某某村低保金发放名单\n姓名\t身份证号\n张三\t{}\n"

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(shutil.which("pre-commit") is None, reason="pre-commit is not installed"),
]


def identity() -> str:
    """An invented identity number with a right check digit."""
    digits = "41099919900307123"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return digits + "10X98765432"[rest]


def run(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": str(ROOT),
        "LANG": "zh_CN.UTF-8",
        "PYTHONIOENCODING": "utf-8",
    }
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "LC_ALL"):
        environ.pop(name, None)
    return subprocess.run(
        [str(argument) for argument in arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environ | environment,
        stdin=subprocess.DEVNULL,
        timeout=600,
    )


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run("git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A content repository whose hook runs this checkout."""
    folder = tmp_path / "content"
    folder.mkdir()
    git(folder, "init", "-q")
    own = HOOKS.read_text(encoding="utf-8")
    files = re.search(r"^  files: (.*)$", own, re.MULTILINE)
    assert files
    (folder / ".pre-commit-config.yaml").write_text(
        "repos:\n- repo: local\n  hooks:\n  - id: notice-scan\n    name: notice-scan\n"
        f"    entry: '\"{sys.executable}\" -m scanner.cli'\n    language: system\n"
        f"    files: {files[1]}\n    require_serial: true\n",
        encoding="utf-8",
    )
    (folder / "通知.md").write_text(PLAIN, encoding="utf-8")
    (folder / "script.py").write_text("pass\n", encoding="utf-8")
    git(folder, "add", ".")
    return folder


def test_the_manifest_is_valid() -> None:
    done = run("pre-commit", "validate-manifest", HOOKS, folder=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manifest_selects_what_is_read() -> None:
    from scanner.extract import KNOWN_EXTENSIONS

    pattern = re.search(r"^  files: (.*)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE)
    assert pattern
    for extension in (
        ".docx",
        ".doc",
        ".pptx",
        ".ofd",
        ".rtf",
        ".odt",
        ".eml",
        ".zip",
        ".xlsx",
        ".xls",
        ".pdf",
        ".html",
        ".htm",
        ".md",
        ".csv",
        ".txt",
        ".wps",
        ".et",
    ):
        assert extension in KNOWN_EXTENSIONS
        assert re.search(pattern[1], f"低保/名单{extension.upper()}")
    assert not re.search(pattern[1], "script.py")


def test_a_clean_commit_goes_through_without_a_word(repository: Path, tmp_path: Path) -> None:
    done = run("pre-commit", "run", folder=repository, PRE_COMMIT_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stdout
    assert "通知.md" not in done.stdout


def test_a_leak_stops_the_commit_and_only_its_file_is_named(repository: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    run("pre-commit", "install", folder=repository, PRE_COMMIT_HOME=home)
    (repository / "名单.txt").write_text(LEAKING.format(identity()), encoding="utf-8")
    git(repository, "add", ".")
    refused = run(
        *("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-m", "x"),
        folder=repository,
        PRE_COMMIT_HOME=home,
    )
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "名单.txt" in said
    assert "不能发布" in said
    assert "通知.md" not in said
    assert "script.py" not in said
    assert identity() not in said
    assert run("git", "log", folder=repository).returncode != 0, "nothing was committed"


@pytest.mark.skipif(
    not os.environ.get("SCAN_TRY_REPO"), reason="installs from the package index; SCAN_TRY_REPO=1 runs it"
)
def test_the_hook_installs_from_its_own_repository(repository: Path, tmp_path: Path) -> None:
    """What `repo: https://…` in somebody's configuration does: clone, install, run."""
    (repository / "名单.txt").write_text(LEAKING.format(identity()), encoding="utf-8")
    git(repository, "add", ".")
    done = run(
        *("pre-commit", "try-repo", str(ROOT), "notice-scan", "--verbose"),
        folder=repository,
        PRE_COMMIT_HOME=str(tmp_path / "home"),
        PYTHONPATH="",
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "不能发布" in done.stdout
    assert "名单.txt" in done.stdout
