"""Files that earlier starts left: patterns, modules and rules read from them are what they were made of."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scanner import regexes
from scanner.kept import BROKEN, Kept, keep_file, places_of
from scanner.model.shelf import packed, unpacked
from scanner.road import load_rules

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICE = "关于低保对象的公示\n公示期：2026年3月2日至3月8日。\n青岭县民政局\n2026年3月1日\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder for caches; files are put beside the program unless a test says otherwise."""
    folder = tmp_path / "caches"
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def test_entries_come_back_and_another_process_opens_the_file_for_itself(tmp_path: Path) -> None:
    path = str(tmp_path / "some" / "file.book")
    keep_file(path, {"head": 1}, [b"one", b"", b"three"])
    kept = Kept(path)
    places = places_of([b"one", b"", b"three"])
    assert (kept.head, [kept.raw(place) for place in places]) == ({"head": 1}, [b"one", b"", b"three"])
    assert pickle.loads(pickle.dumps(kept)).raw(places[2]) == b"three"
    keep_file(path, {"head": 2}, [b"other"])
    assert kept.raw(places[0]) == b"one"  # what was opened stays as it was
    assert [file.name for file in Path(path).parent.iterdir()] == ["file.book"]


def test_a_system_that_cannot_replace_a_file_in_use_reads_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "file.book")
    keep_file(path, [1], [b"one", b"two"])
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "none"))
    kept = Kept(path)
    assert (kept.head, kept.raw((3, 3))) == ([1], b"two")


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\xff" * 40, b"\x05" + b"\0" * 7 + b"ab", b"plain text that is no book"]
)
def test_a_broken_file_counts_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file.book").write_bytes(data)
    with pytest.raises(BROKEN):
        Kept(str(tmp_path / "file.book"))


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path, own_folder: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    path = str(tmp_path / "file" / "x.book")
    keep_file(path, 1, [b"entry"])
    assert Kept(path).head == 1
    assert len([*own_folder.rglob("x.book")]) == 1
    own_folder.rename(tmp_path / "moved")
    own_folder.write_text("not a folder either")
    keep_file(path, 2, [b""])
    with pytest.raises(BROKEN):
        Kept(path)


def test_where_python_keeps_no_code_the_users_folder_is_used(
    tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "x.book")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_file(path, "own", [])
    assert not os.path.exists(path)
    assert Kept(path).head == "own"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    keep_file(path, "beside", [])
    assert Kept(path).head == "beside"
    assert not [*own_folder.rglob("x.book")]
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    keep_file(str(tmp_path / "none" / "x.book"), "nowhere", [])  # beside the program
    assert Kept(str(tmp_path / "none" / "x.book")).head == "nowhere"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system knows no owners by number")
def test_a_file_of_another_user_is_not_read(
    tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "x.book")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_file(path, "mine", [])
    assert Kept(path).head == "mine"
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(BROKEN):
        Kept(path)


def test_rules_come_back_as_they_were() -> None:
    book = load_rules()
    for part in (book.rules, book.profiles, book.standards):
        for value in part.values():
            assert unpacked(packed(value)) == value


@pytest.fixture
def book_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(regexes, "_FILE", str(tmp_path / "regexes.{}.book"))
    for name in ("_ready", "_fresh", "_worked", "_fetched"):
        monkeypatch.setattr(regexes, name, {})
    monkeypatch.setattr(regexes, "_book", regexes._Book())
    return Path(regexes._path())


def _next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    regexes.keep()
    for name in ("_ready", "_fresh", "_worked", "_fetched"):
        monkeypatch.setattr(regexes, name, {})
    monkeypatch.setattr(regexes, "_book", regexes._Book())


def test_a_kept_pattern_finds_what_a_compiled_one_finds(
    book_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "|".join(f"(?P<n{at}>{chr(0x4E00 + at)}[0-9]+)" for at in range(60))
    text = "一12丁7丈丗"
    wanted = [match.span() for match in re.finditer(long, text)]
    for _ in range(2):
        assert [match.span() for match in regexes.compiled(long).finditer(text)] == wanted
        assert regexes.compiled("[0-9]+").findall(text) == ["12", "7"]
        _next_start(monkeypatch)
    later = regexes.compiled(long)
    assert not isinstance(later, re.Pattern)  # made when it is first asked
    assert later.groupindex == re.compile(long).groupindex
    assert [match.span() for match in pickle.loads(pickle.dumps(later)).finditer(text)] == wanted
    assert not regexes._fresh
    book_file.write_bytes(book_file.read_bytes()[:-2000])  # cut off: compiled anew
    _next_start(monkeypatch)
    assert [match.span() for match in regexes.compiled(long).finditer(text)] == wanted


def test_what_was_worked_out_is_not_worked_out_again(
    book_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert regexes.worked_out("count", ("甲", "乙"), lambda words: len(words)) == 2
    _next_start(monkeypatch)
    assert regexes.worked_out("count", ("甲", "乙"), lambda _: 0) == 2
    assert regexes.worked_out("count", ("甲乙",), lambda words: len(words)) == 1


def test_what_another_version_worked_out_is_worked_out_again(
    book_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "maker_of_words.py"
    source.write_text("def make(words):\n    return 'first'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import maker_of_words  # type: ignore[import-not-found]

    assert regexes.worked_out("words", ("甲",), maker_of_words.make) == "first"
    _next_start(monkeypatch)
    monkeypatch.setattr(regexes, "_states", {})
    assert regexes.worked_out("words", ("甲",), lambda _: "other module") == "other module"
    source.write_text("def make(words):\n    return 'second of another length'\n", encoding="utf-8")
    monkeypatch.setattr(maker_of_words, "make", lambda words: "second", raising=True)
    maker_of_words.make.__module__ = "maker_of_words"
    monkeypatch.setattr(regexes, "_states", {})
    assert regexes.worked_out("words", ("甲",), maker_of_words.make) == "second"


def test_a_book_grown_too_long_keeps_what_was_used(book_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for pattern in ("[甲乙]", "[丙丁]"):
        assert not regexes.compiled(pattern).search("")
    _next_start(monkeypatch)
    monkeypatch.setattr(regexes, "_MOST_KEPT", 1)
    for pattern in ("[丙丁]", "[戊己]"):
        assert not regexes.compiled(pattern).search("")
    _next_start(monkeypatch)
    assert regexes._book.place(("[甲乙]", 0)) is None
    assert regexes._book.place(("[丙丁]", 0)) is not None
    assert regexes._book.place(("[戊己]", 0)) is not None


@pytest.fixture(scope="module")
def own_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program without anything kept."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("scanner", "reports", "patterns"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    return folder


def _scanned(folder: Path, **variables: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.update(variables)
    run = [sys.executable, "-c", "from scanner.cli import run; run()", "notice.txt", "-f", "json"]
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout


def test_starts_with_and_without_what_is_kept_say_the_same(own_copy: Path) -> None:
    first = _scanned(own_copy)
    books = {file.name.split(".")[0] for file in own_copy.glob("*/__pycache__/*.book")}
    assert {"regexes", "modules"} <= books
    assert _scanned(own_copy) == first
    assert not any("公示期：" in file.read_bytes().decode("utf-8", "replace") for file in _modules(own_copy))
    for file in own_copy.glob("*/__pycache__/*.book"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert _scanned(own_copy) == first


_LOADED = """
import sys
from scanner.modules import use
kept = use()
kept.load_usual()
print(len(kept._usual[0]), "scanner.road" in sys.modules, "scanner.extract.pdf" in sys.modules)
from scanner import cli, road
assert road.__file__ == kept.index["scanner.road"][1] and road.__package__ == "scanner"
import scanner.search.numbers.runs as runs
assert sys.modules["scanner.search.numbers"].runs is runs
assert sys.modules["scanner.search"].__path__
cli.main(["notice.txt", "-f", "json"])
"""


def test_what_every_scan_needs_is_put_in_place_at_once(own_copy: Path) -> None:
    first = _scanned(own_copy)
    for _ in range(3):
        assert _scanned(own_copy) == first
    environment = {**os.environ, "PYTHONPATH": str(own_copy)}
    run = [sys.executable, "-c", _LOADED]
    done = subprocess.run(run, cwd=own_copy, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    told, _, report = done.stdout.partition("\n")
    count, has_road, has_pdf = told.split()
    assert (int(count) > 50, has_road, has_pdf) == (True, "True", "False")
    assert report == first


def test_a_container_that_keeps_no_code_starts_as_fast(own_copy: Path, own_folder: Path) -> None:
    fresh = own_copy.parent / "container"
    shutil.copytree(own_copy, fresh, ignore=shutil.ignore_patterns("__pycache__"))
    first = _scanned(fresh, PYTHONDONTWRITEBYTECODE="1")
    assert not [*fresh.rglob("__pycache__")]
    for _ in range(2):  # which show what every scan needs
        _scanned(fresh, PYTHONDONTWRITEBYTECODE="1")
    kept = {file: file.stat().st_mtime_ns for file in own_folder.rglob("*.book")}
    assert {"regexes", "modules"} <= {file.name.split(".")[0] for file in kept}
    assert _scanned(fresh, PYTHONDONTWRITEBYTECODE="1") == first
    assert kept == {
        file: file.stat().st_mtime_ns for file in own_folder.rglob("*.book")
    }  # nothing was missing


def test_a_touched_source_is_what_runs(own_copy: Path) -> None:
    for _ in range(3):
        _scanned(own_copy)
    source = own_copy / "reports" / "as_json.py"
    text = source.read_text(encoding="utf-8")
    source.write_text(f'{text}\nraise SystemExit("touched")\n', encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(own_copy)}
    run = [sys.executable, "-c", "from scanner.cli import run; run()", "notice.txt", "-f", "json"]
    done = subprocess.run(run, cwd=own_copy, env=environment, capture_output=True, text=True, check=False)
    source.write_text(text, encoding="utf-8")
    assert "touched" in done.stderr


def _modules(folder: Path) -> list[Path]:
    found = list(folder.glob("scanner/__pycache__/modules.*.book"))
    assert found
    return found
