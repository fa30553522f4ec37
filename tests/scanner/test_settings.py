"""scan.toml and [tool.scan]: where they are found, what they may say, what wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.configuration import Configuration, Value, checked, is_match, settings_file
from scanner.errors import ScanError


def configured(folder: Path, **options: Value) -> Configuration:
    return Configuration(options, settings_file(folder=str(folder)), today="2026-05-06", lang="zh")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = configured(tmp_path).settings("a.docx")
    assert (settings.today, settings.fail_on, settings.stated, settings.timeout) == (
        "2026-05-06",
        "error",
        {},
        120,
    )


def test_the_nearest_file_upwards_is_taken(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "scan.toml").write_text('level = "县"\n', encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert configured(below).settings("x").stated == {"level": "县"}
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.scan]\nlevel = "乡"\n', encoding="utf-8")
    assert configured(below).settings("x").stated == {"level": "乡"}


def test_the_command_line_wins_over_overrides_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "scan.toml").write_text(
        'level = "县"\nfail_on = "warning"\ntimeout = 30\nmax_memory = 512\n'
        '[[overrides]]\nfiles = ["低保/**", "*.csv"]\nlevel = "村"\nprofile = "beneficiary-list"\n',
        encoding="utf-8",
    )
    run = configured(tmp_path)
    assert run.settings(str(tmp_path / "a.docx")).stated["level"] == "县"
    village = run.settings(str(tmp_path / "低保" / "2024" / "a.docx"))
    assert (village.stated["level"], village.profile, village.fail_on) == (
        "村",
        "beneficiary-list",
        "warning",
    )
    assert (village.timeout, village.max_memory) == (30, 512)
    assert run.settings(str(tmp_path / "a.csv")) is village
    stated = configured(tmp_path, level="省").settings(str(tmp_path / "低保" / "a.docx"))
    assert stated.stated["level"] == "省"
    assert stated.profile == "beneficiary-list"


def test_folders_of_rules_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "scan.toml").write_text('patterns = "rules"\n', encoding="utf-8")
    assert configured(tmp_path, patterns=("more",)).patterns == (str(tmp_path / "rules"), "more")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('levle = "县"\n', ("scan.toml", "levle", "level")),
        ('level = "国"\n', ("scan.toml level", "国", "项目单位")),
        ("level = 5\n", ("scan.toml level",)),
        ("reveal = true\n", ("reveal",)),
        ("jobs = 0\n", ("jobs", "0")),
        ("allow_gaps = 1\n", ("allow_gaps", "true")),
        ("profile = 1\n", ("profile",)),
        ('publish_date = "2026-02-30"\n', ("2026-02-30",)),
        ('[[overrides]]\nfiles = "*"\njobs = 2\n', ("overrides[1].jobs",)),
        ('[[overrides]]\nlevel = "县"\n', ("overrides[1].files",)),
        ("overrides = 3\n", ("overrides",)),
        ("a = \n", ("scan.toml", "第 1 行")),
    ],
)
def test_what_is_not_understood_is_named(text: str, words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "scan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScanError) as caught:
        configured(tmp_path)
    for word in words:
        assert word in str(caught.value)
    assert caught.value.sentence("en") != str(caught.value)


def test_a_stated_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="打不开"):
        settings_file(str(tmp_path / "no.toml"))


def test_a_date_may_be_one_of_toml(tmp_path: Path) -> None:
    (tmp_path / "scan.toml").write_text("publish_date = 2026-05-06\n", encoding="utf-8")
    assert configured(tmp_path).settings("x").stated == {"publish_date": "2026-05-06"}


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("低保/**", "低保/a/b.docx", True),
        ("低保/**", "新低保/a.docx", False),
        ("**/*.xlsx", "a.xlsx", True),
        ("**/*.xlsx", "a/b/c.xlsx", True),
        ("*.xlsx", "a/c.xlsx", False),
        ("a?.txt", "ab.txt", True),
        ("a?.txt", "a/.txt", False),
        ("a(1).txt", "a(1).txt", True),
    ],
)
def test_globs(glob: str, path: str, fits: bool) -> None:
    assert is_match(path, glob) is fits


def test_numbers_of_the_command_line_are_texts() -> None:
    assert checked("timeout", "2.5", "--timeout") == 2.5
