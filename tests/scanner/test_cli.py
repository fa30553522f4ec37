"""The command line from outside: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scanner.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(
    json.loads((files("reports") / "schema" / "report-1.json").read_text(encoding="utf-8"))
)
PLAIN = "关于召开全县乡村振兴工作会议的通知\n\n各乡镇人民政府：\n现将有关事项通知如下。\n\n某某县人民政府办公室\n2024年5月6日\n"
IDENTITY = "41099919900307123"
LEAKING = "某某村低保金发放名单\n姓名\t身份证号\n张三\t{}\n"


def identity() -> str:
    """An invented identity number with a right check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(IDENTITY, weights, strict=True)) % 11
    return IDENTITY + "10X98765432"[rest]


def scan(*arguments: str | Path, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `scan` as a process of its own; the locale is Chinese unless the test says otherwise."""
    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR")
    }
    environ |= {"PYTHONPATH": str(ROOT), "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-m", "scanner.cli", *map(str, arguments)],
        capture_output=True,
        encoding=environ["PYTHONIOENCODING"],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A leaking list, a harmless notice, an empty file, and one of a kind that nobody reads."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "名单.txt").write_text(LEAKING.format(identity()), encoding="utf-8")
    (tmp_path / "通知.md").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "x.py").write_bytes(b"pass")
    return tmp_path


# ---------------------------------------------------------------- what is typed


def test_version() -> None:
    done = scan("--version")
    assert (done.returncode, done.stdout) == (0, "notice-scan 0.1.0\n")


def test_the_version_loads_next_to_nothing() -> None:
    code = "import sys; from scanner.cli import main; main(['--version']); print(len(sys.modules))"
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(len(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout.split()[-1]) <= int(bare.stdout) + 5


@pytest.mark.parametrize(("lang", "word"), [("zh", "用法"), ("en", "Usage")])
def test_help_names_every_option(lang: str, word: str) -> None:
    done = scan("--help", "--lang", lang)
    assert done.returncode == 0
    assert word in done.stdout
    for option in (
        (
            "-f, --format -o, --output --profile --standard --level --channel --audience --stage --publish-date"
            " --lang --fail-on --patterns --config --reveal --allow-gaps --jobs --timeout --max-memory"
        )
        .replace(", ", " ")
        .split()
    ):
        assert option in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--level", "国", "x"], ("--level", "国", "项目单位")),
        (["--format=xml", "x"], ("--format", "xml", "jsonl")),
        (["-fxml", "x"], ("--format", "xml")),
        (["--fail-on", "all", "x"], ("--fail-on", "warning")),
        (["--lang", "fr", "x"], ("--lang", "fr", "zh")),
        (["--jobs", "many", "x"], ("--jobs", "many")),
        (["--timeout", "-1", "x"], ("--timeout", "-1")),
        (["--publish-date", "5月6日", "x"], ("--publish-date", "5月6日")),
        (["--levl", "县", "x"], ("--levl", "--level")),
        (["--level"], ("--level",)),
        (["--reveal=yes", "x"], ("--reveal",)),
        (["--profile", "fund", "pyproject.toml"], ("--profile", "fund-allocation")),
        (["--standard", "mars", "pyproject.toml"], ("--standard", "national")),
        (["--config", "no.toml", "x"], ("no.toml",)),
        ([], ("scan --help",)),
        (["explain"], ("scan explain",)),
        (["explain", "--finding"], ("--finding",)),
        (["explain", "--reveal", "national"], ("--reveal", "--finding")),
        (["explain", "fundsource"], ("fundsource", "element/fund-source")),
        (["rules", "x"], ("./rules",)),
    ],
)
def test_what_is_not_understood_is_one_sentence(arguments: list[str], words: tuple[str, ...]) -> None:
    for lang in ("zh", "en"):
        done = scan(*arguments, LANG="en_US.UTF-8" if lang == "en" else "zh_CN.UTF-8")
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr
        for word in words:
            assert word in done.stderr


def test_a_broken_rule_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "bad.toml").write_text('kind = "number"\nlevl = "error"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf-8")
    done = scan("--patterns", tmp_path / "rules", tmp_path / "a.txt")
    assert done.returncode == 2
    assert "bad.toml" in done.stderr
    assert "2" in done.stderr
    assert "levl" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_called_like_a_command(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text(PLAIN, encoding="utf-8")
    assert scan("./rules", folder=tmp_path).stdout.startswith("./rules")
    assert scan("--", "rules", folder=tmp_path).stdout.startswith("rules")


# ---------------------------------------------------------------- files


def test_one_file_is_a_page(folder: Path) -> None:
    done = scan("a/名单.txt", folder=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("a/名单.txt")
    assert "不能发布" in done.stdout.splitlines()[1]
    assert identity() not in done.stdout
    assert "\x1b" not in done.stdout


def test_values_are_shown_only_on_demand(folder: Path) -> None:
    for form in ("terminal", "json", "jsonl"):
        assert identity() not in scan("-f", form, "a/名单.txt", folder=folder).stdout
    told = json.loads(scan("-f", "json", "--reveal", "a/名单.txt", folder=folder).stdout)
    assert identity() in [finding.get("value") for finding in told["findings"]]
    assert identity() in scan("--reveal", "a/名单.txt", folder=folder).stdout


def test_json_is_an_object_for_one_file_and_an_array_for_several(folder: Path) -> None:
    one = json.loads(scan("-f", "json", "通知.md", folder=folder).stdout)
    SCHEMA.validate(one)
    assert one["file"] == "通知.md"
    several = scan("-f", "json", ".", folder=folder)
    told = json.loads(several.stdout)
    for report in told:
        SCHEMA.validate(report)
    assert [report["file"] for report in told] == ["a/名单.txt", "空.docx", "通知.md"]
    assert several.returncode == 2
    assert ".py 1" in several.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_json_lines_are_the_same_however_many_workers(jobs: str, folder: Path) -> None:
    done = scan("-f", "jsonl", "--jobs", jobs, ".", folder=folder)
    alone = [scan("-f", "jsonl", name, folder=folder).stdout for name in ("空.docx", "通知.md")]
    lines = done.stdout.splitlines(keepends=True)
    assert lines[1:] == alone
    assert len(lines) == 3


def test_what_is_missing_does_not_disturb_the_others(folder: Path) -> None:
    (folder / "leer").mkdir()
    done = scan("-f", "jsonl", "no.docx", "leer", "通知.md", folder=folder)
    assert done.returncode == 2
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["通知.md"]
    assert done.stderr.count("\n") == 2
    assert "no.docx" in done.stderr
    assert "leer" in done.stderr


def test_an_unreadable_file_is_said_in_a_sentence(folder: Path) -> None:
    done = scan("空.docx", folder=folder)
    assert done.returncode == 2
    assert "未能检查" in done.stdout
    assert len(done.stdout.splitlines()) == 3


def test_a_file_without_permission(
    common_folder: Path, become_nobody: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    path = common_folder / "通知.md"
    path.write_text(PLAIN, encoding="utf-8")
    assert main([str(path), "--lang", "zh"]) == 0  # loads what it needs while it still may
    capsys.readouterr()
    path.chmod(0)
    become_nobody()
    assert main([str(path), "--lang", "zh"]) == 2
    assert "没有权限" in capsys.readouterr().out


def test_several_files_are_paragraphs_and_a_summary(folder: Path) -> None:
    done = scan(".", folder=folder)
    assert done.returncode == 2
    assert "a/名单.txt" in done.stdout
    assert "通知.md" not in done.stdout, "clean files are silent where nobody watches"
    assert "共 3 个文件" in done.stdout
    assert "跳过 1 个文件" in done.stdout


def test_clean_files_exit_with_0(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "1.md").write_text(PLAIN, encoding="utf-8")
    (folder / "b" / "2.md").write_text(PLAIN, encoding="utf-8")
    assert scan("b", folder=folder).returncode == 0


def test_the_threshold(folder: Path) -> None:
    (folder / "mail.txt").write_text(PLAIN + "\n附件可发 zhangsan2021@163.com。\n", encoding="utf-8")
    codes = [
        scan("--fail-on", level, "mail.txt", folder=folder).returncode
        for level in ("error", "warning", "info")
    ]
    assert codes == sorted(codes)
    assert codes[0] == 0


def test_overrides_of_the_settings_file_hold(folder: Path) -> None:
    (folder / "scan.toml").write_text(
        '[[overrides]]\nfiles = ["a/**"]\nprofile = "beneficiary-list"\nlevel = "村"\n', encoding="utf-8"
    )
    lines = scan("-f", "jsonl", ".", folder=folder).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert told[0]["profile"]["id"] == "beneficiary-list"
    assert told[0]["circumstances"]["level"] == {"value": "村", "source": "stated"}


def test_english(folder: Path) -> None:
    done = scan("a/名单.txt", folder=folder, LANG="en_GB.UTF-8")
    assert "Must not be published" in done.stdout
    assert "Must not be published" in scan("--lang", "en", "a/名单.txt", folder=folder).stdout
    assert "不能发布" in scan("--lang", "zh", "a/名单.txt", folder=folder, LANG="en_GB.UTF-8").stdout


# ---------------------------------------------------------------- output


def test_output_into_a_file(folder: Path) -> None:
    done = scan("-f", "json", "-o", "report.json", "通知.md", folder=folder, PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((folder / "report.json").read_bytes().decode("utf-8"))["file"] == "通知.md"
    assert sorted(path.name for path in folder.iterdir() if "report" in path.name) == ["report.json"]


def test_output_into_a_folder_that_is_not_there(folder: Path) -> None:
    done = scan("-o", "no/report.txt", "通知.md", folder=folder)
    assert done.returncode == 2
    assert "no/report.txt" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_run_that_fails_leaves_the_old_report(folder: Path) -> None:
    (folder / "report.json").write_text("old", encoding="utf-8")
    (folder / "bad").mkdir()
    (folder / "bad" / "x.toml").write_text("kind = 1\n", encoding="utf-8")
    done = scan("--patterns", "bad", "-f", "json", "-o", "report.json", "通知.md", folder=folder)
    assert done.returncode == 2
    assert (folder / "report.json").read_text(encoding="utf-8") == "old"


def test_a_screen_that_knows_only_gbk(folder: Path) -> None:
    done = scan("a/名单.txt", folder=folder, PYTHONIOENCODING="gbk")
    assert done.returncode == 1
    assert "× 不能发布" in done.stdout


def test_a_screen_that_knows_only_ascii(folder: Path) -> None:
    done = scan("--lang", "en", "a/名单.txt", folder=folder, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Must not be published" in done.stdout


def test_json_is_utf_8_whatever_the_screen(folder: Path) -> None:
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk"}
    done = subprocess.run(
        [sys.executable, "-m", "scanner.cli", "-f", "json", "通知.md"],
        capture_output=True,
        cwd=folder,
        env=environ,
    )
    assert json.loads(done.stdout.decode("utf-8"))["file"] == "通知.md"


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away(folder: Path) -> None:
    for number in range(300):
        (folder / f"{number}.md").write_text(LEAKING.format(identity()), encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m scanner.cli -f jsonl . | head -n 1'],
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


# ---------------------------------------------------------------- the rule book


def test_rules_are_listed() -> None:
    told = json.loads(scan("rules", "--format", "json").stdout)
    assert {"element/fund-source", "personal/resident-id"} <= {rule["id"] for rule in told}
    assert set(told[0]) == {"id", "level", "title", "confidence"}
    listed = scan("rules").stdout
    assert "personal/resident-id" in listed
    assert "fund-allocation" in listed
    assert "national" in listed


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["personal/resident-id", "element/fund-source", "fund-source", "fund-allocation", "national"]
)
def test_explain(name: str, lang: str) -> None:
    done = scan("explain", name, "--lang", lang)
    assert done.returncode == 0
    assert name in done.stdout
    assert ("依据" if lang == "zh" else "Law") in done.stdout or name == "national"


LOOKED_AT = (
    "某某村补贴公示\n张明，身份证号410999197903262845。\n下达资金13900001234元。\n监督电话：0393-8000001\n"
)


def test_explain_finding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LOOKED_AT, encoding="utf-8")
    done = scan("explain", "--finding", tmp_path / "a.txt", "--lang", "zh")
    assert done.returncode == 0
    assert "410999197903262845" not in done.stdout
    for word in ("第2行", "校验码相符", "第3行", "是金额", "第4行", "带区号的座机"):
        assert word in done.stdout
    assert "410999197903262845" in scan("explain", "--finding", "--reveal", tmp_path / "a.txt").stdout
    there = scan("explain", "--finding", "--at", "第 3 行", tmp_path / "a.txt", "--lang", "zh").stdout
    assert "第3行" in there
    assert "第2行" not in there


def test_explain_finding_for_programs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LOOKED_AT, encoding="utf-8")
    one = json.loads(scan("explain", "--finding", tmp_path / "a.txt", "-f", "json").stdout)
    assert one["counts"] == {"reported": 1, "silent": 2}
    done = scan("explain", "--finding", tmp_path / "a.txt", tmp_path / "none.txt", "-f", "json")
    assert done.returncode == 2
    assert [len(told["gaps"]) for told in json.loads(done.stdout)] == [0, 1]
    lines = scan("explain", "--finding", tmp_path / "a.txt", tmp_path / "a.txt", "-f", "jsonl").stdout
    assert [json.loads(line)["schema"] for line in lines.splitlines()] == ["notice-scan/considered/1"] * 2


def test_an_element_is_named_with_or_without_its_family() -> None:
    assert scan("explain", "fund-source").stdout == scan("explain", "element/fund-source").stdout


def test_doctor() -> None:
    done = scan("doctor")
    assert done.returncode == 0
    for word in (".docx", ".pdf", "lxml", "Python", "utf-8"):
        assert word in done.stdout
