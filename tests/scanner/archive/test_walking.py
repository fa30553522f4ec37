"""Which files a walk finds, what it skips, what it complains about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.archive.walking import Found, Walk
from scanner.errors import NothingToRead, PathMissing, ScanError

EXTENSIONS = frozenset({".txt", ".docx"})


def walked(*paths: Path | str) -> tuple[list[Found], list[ScanError], Walk]:
    complaints: list[ScanError] = []
    walk = Walk([str(path) for path in paths], EXTENSIONS, complaints.append)
    return list(walk), complaints, walk


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_folders_are_walked_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.docx", "a/a.TXT", "c/d/e.txt"):
        touch(tmp_path / name)
    found, complaints, _ = walked(tmp_path)
    assert [one.file for one in found] == ["a/a.TXT", "a/z.docx", "b.txt", "c/d/e.txt"]
    assert all(Path(one.path).is_file() and not one.reason for one in found)
    assert complaints == []


def test_hidden_lock_and_foreign_files(tmp_path: Path) -> None:
    for name in (
        ".git/a.txt",
        ".hidden.txt",
        "~$draft.docx",
        "node_modules/a.txt",
        "a.py",
        "b.py",
        "README",
        "c.txt",
    ):
        touch(tmp_path / name)
    found, _, walk = walked(tmp_path)
    assert [one.file for one in found] == ["c.txt"]
    assert walk.skipped == {".py": 2, "": 1}


@pytest.mark.parametrize(
    "head",
    [
        b"PK\x03\x04",
        b"%PDF-1.4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1",
        b"Rar!\x1a\x07",
        b"\xff\xd8\xff",
    ],
)
def test_documents_by_other_names(tmp_path: Path, head: bytes) -> None:
    for name in ("draft.bak", "attachment", "a.jar", "b.docx_"):
        (tmp_path / name).write_bytes(head + b"x" * 20)
    (tmp_path / "other.bak").write_bytes(b"words")
    walk = Walk([str(tmp_path)], EXTENSIONS, lambda _: None, frozenset({".jar"}))
    assert [one.file for one in walk] == ["attachment", "b.docx_", "draft.bak"]
    assert walk.skipped == {".jar": 1, ".bak": 1}


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    path = touch(tmp_path / ".hidden.py")
    assert walked(path)[0] == [Found(str(path), path.as_posix())]


def test_what_is_missing_does_not_disturb_the_others(tmp_path: Path) -> None:
    path = touch(tmp_path / "a.txt")
    (tmp_path / "empty").mkdir()
    found, complaints, _ = walked(tmp_path / "no.txt", tmp_path / "empty", path)
    assert [one.file for one in found] == [path.as_posix()]
    assert [type(one) for one in complaints] == [PathMissing, NothingToRead]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_linked_folders_are_not_followed_linked_files_are(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "b.txt").symlink_to(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "c.txt").symlink_to(tmp_path / "nowhere")
    found, _, walk = walked(tmp_path)
    assert [(one.file, one.reason) for one in found] == [
        ("a/a.txt", ""),
        ("a/b.txt", ""),
        ("a/c.txt", "broken-link"),
    ]
    assert walk.links == 1


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_in_a_circle(tmp_path: Path) -> None:
    """A file that is a link to itself, two that are links to each other, two folders that hold each other."""
    touch(tmp_path / "z.txt")
    for name, target in (("a.txt", "a.txt"), ("b.txt", "c.txt"), ("c.txt", "b.txt")):
        (tmp_path / name).symlink_to(tmp_path / target)
    for name, other in (("d", "e"), ("e", "d")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "again").symlink_to(tmp_path / other, target_is_directory=True)
    found, _, walk = walked(tmp_path)
    assert [(one.file, one.reason) for one in found] == [
        *((f"{name}.txt", "broken-link") for name in "abc"),
        ("z.txt", ""),
    ]
    assert walk.links == 2
    assert [one.reason for one in walked(tmp_path / "a.txt")[0]] == ["broken-link"]


@pytest.mark.skipif(os.name == "nt", reason="paths of Windows are shorter")
def test_folders_more_than_a_thousand_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_bytes(b"x")
    found = walked(tmp_path)[0]
    os.remove("a.txt")
    for _ in range(1200):  # whoever clears up goes down by recursion
        os.chdir("..")
        os.rmdir("d")
    assert [one.file for one in found] == ["d/" * 1200 + "a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX systems")
def test_a_named_pipe_is_told_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [one.reason for one in walked(tmp_path)[0]] == ["not-a-file"]
    assert [one.reason for one in walked(tmp_path / "a.txt")[0]] == ["not-a-file"]


def test_a_folder_without_permission_is_told(common_folder: Path, become_nobody: Callable[[], None]) -> None:
    (common_folder / "closed").mkdir(mode=0)
    become_nobody()
    assert [(one.file, one.reason) for one in walked(common_folder)[0]] == [("closed", "no-permission")]


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode on Windows")
def test_names_in_the_encoding_of_old_archives(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(str(tmp_path)) + b"/" + "公示".encode("gb18030") + b".txt", os.O_CREAT))
    found, _, _ = walked(tmp_path)
    assert [one.file for one in found] == ["公示.txt"]
    assert os.path.exists(found[0].path)
