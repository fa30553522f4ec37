"""Containers: members of every kind, nested ones, names, what is left beside, limits, hostile files."""

from __future__ import annotations

import bz2
import lzma
import zlib

import pytest
from container_writing import gzipped, rar, raw_zip, tarred, zipped
from hidden_files import workbook

from scanner.extract import extract
from scanner.extract.container.libraries import libarchive
from scanner.extract.container.reader import Container, Member
from scanner.model import Document
from scanner.noun import replace
from scanner.settings import Limits

LIMITS = Limits()
NUMBER = "410999198503121239"
TEXT = f"联系人张三，身份证号{NUMBER}。"
needs_libarchive = pytest.mark.skipif(libarchive() is None, reason="no libarchive here")


def members(name: str, data: bytes, limits: Limits = LIMITS) -> list[Member]:
    return list(Container(name, data, limits))


def reasons(name: str, data: bytes, limits: Limits = LIMITS) -> list[tuple[str, str]]:
    container = Container(name, data, limits)
    found = [(member.name, member.reason) for member in container if member.reason]
    return found + [(gap.what, gap.reason) for gap in container.contents().gaps]


def contents(name: str, data: bytes) -> Document:
    container = Container(name, data, LIMITS)
    list(container)
    return container.contents()


MADE = {
    "zip": zipped({"甲.txt": TEXT}),
    "tar": tarred({"甲.txt": TEXT}),
    "tar-gz": tarred({"甲.txt": TEXT}, "w:gz"),
    "tar-bz2": tarred({"甲.txt": TEXT}, "w:bz2"),
    "tar-xz": tarred({"甲.txt": TEXT}, "w:xz"),
    "gz": gzipped(TEXT.encode(), "甲.txt".encode("gbk")),
    "gz-in-pieces": gzipped(TEXT[:5].encode(), "甲.txt".encode()) + gzipped(TEXT[5:].encode()),
}


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_is_unpacked(kind: str) -> None:
    found = members("a", MADE[kind])
    assert [(member.name, member.data.decode()) for member in found] == [("甲.txt", TEXT)]


@pytest.mark.parametrize(
    ("name", "data", "member"),
    [
        ("公示.txt.gz", gzipped(TEXT.encode()), "公示.txt"),
        ("公示.txt.bz2", bz2.compress(TEXT.encode()), "公示.txt"),
        ("公示.txt.xz", lzma.compress(TEXT.encode()), "公示.txt"),
        ("公示", gzipped(TEXT.encode()), "公示"),
    ],
)
def test_a_packed_file_is_called_by_the_name_of_its_container(name: str, data: bytes, member: str) -> None:
    assert [found.name for found in members(name, data)] == [member]


@needs_libarchive
def test_rar() -> None:
    found = members("a.rar", rar({"内/甲.txt": TEXT.encode(), "b.xlsx": workbook(NUMBER)}))
    assert [member.name for member in found] == ["内/甲.txt", "b.xlsx"]
    assert found[0].data.decode() == TEXT


@pytest.mark.parametrize("way", ["libarchive", "py7zr"])
def test_7z(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    py7zr = pytest.importorskip("py7zr")
    import io

    from scanner.extract.container import libraries as container_libraries

    if way == "py7zr":
        monkeypatch.setattr(container_libraries, "libarchive", lambda: None)
    elif libarchive() is None:
        pytest.skip("no libarchive here")
    for password in (None, "secret"):
        buffer = io.BytesIO()
        with py7zr.SevenZipFile(buffer, "w", password=password) as archive:
            archive.writestr(TEXT, "内/甲.txt")
        if password:
            assert {reason for _, reason in reasons("a.7z", buffer.getvalue())} == {"encrypted"}
        else:
            found = members("a.7z", buffer.getvalue())
            assert [(member.name, member.data.decode()) for member in found] == [("内/甲.txt", TEXT)]


def test_without_a_library_a_gap_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from scanner.extract.container import libraries as container_libraries

    monkeypatch.setattr(container_libraries, "libarchive", lambda: None)
    assert reasons("a.rar", rar({})) == [("file", "no-unpacker")]


def test_containers_within_containers() -> None:
    inner = zipped({"c.txt": TEXT})
    middle = tarred({"内.zip": inner, "b.txt": "乙"}, "w:gz")
    found = members("a.zip", zipped({"中.tgz": middle, "a.txt": "甲"}))
    assert [member.name for member in found] == ["中.tgz!内.zip!c.txt", "中.tgz!b.txt", "a.txt"]


def test_office_files_are_members_and_no_containers() -> None:
    found = members("a.zip", zipped({"a.xlsx": workbook(NUMBER)}))
    assert [member.name for member in found] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (raw_zip("公示名单.txt".encode("gbk"), b"x"), "公示名单.txt"),
        (raw_zip("公示名单.txt".encode(), b"x", flags=0x800), "公示名单.txt"),
        (raw_zip(b"..\\..\\a.txt", b"x"), "../../a.txt"),
        (tarred({"公示名单.txt": "x"}, encoding="gbk"), "公示名单.txt"),
        (tarred({"/etc/a.txt": "x"}), "etc/a.txt"),
    ],
)
def test_names(data: bytes, name: str) -> None:
    assert [member.name for member in members("a", data)] == [name]


def test_archives_from_before_the_mark_of_tar() -> None:
    data = bytearray(tarred({"a.txt": TEXT}))
    data[257:265] = b"\0" * 8
    data[148:156] = b" " * 8
    data[148:155] = b"%06o\0" % sum(data[:512])
    assert [member.name for member in members("a.tar", bytes(data))] == ["a.txt"]


def test_a_directory_whose_own_offset_is_wrong() -> None:
    data = bytearray(raw_zip(b"a.txt", b"x"))
    data[-6:-2] = (int.from_bytes(data[-6:-2], "little") - 7).to_bytes(4, "little")
    assert [member.data for member in members("a.zip", bytes(data))] == [b"x"]


def test_names_and_comments_are_looked_at() -> None:
    found = contents("a.zip", zipped({f"张三{NUMBER}.txt": "x"}, f"给张三 {NUMBER}".encode("gbk")))
    blocks = [(block.layer, block.visible, NUMBER in block.text) for block in found.blocks]
    assert blocks == [("property", False, True), ("body", True, True)]
    assert not found.gaps


def test_folders_of_an_archive() -> None:
    """Those that hold files say nothing of their own; empty ones are names like others."""
    found = contents(
        "a.zip", zipped({"名单/": "", "名单/一组/": "", "名单/一组/a.txt": "x", f"张三{NUMBER}/": ""})
    )
    assert [(block.layer, block.visible, block.text) for block in found.blocks] == [
        ("body", True, f"名单/一组/a.txt\n张三{NUMBER}/")
    ]
    assert not found.gaps
    nothing = contents("a.zip", zipped({"名单/": ""}))
    assert [(gap.what, gap.reason) for gap in nothing.gaps] == [("file", "empty")]


def test_comments_of_packed_files() -> None:
    found = contents("a.gz", gzipped(b"x", b"a.txt", f"张三{NUMBER}".encode()))
    assert next((block.layer, block.text) for block in found.blocks) == ("property", f"张三{NUMBER}")


def owned(**more: object) -> bytes:
    """A tar file with one member whose header says more."""
    import io
    import tarfile

    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        for name, value in more.items():
            setattr(info, name, value)
        archive.addfile(info)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "more",
    [
        {"uname": f"张三{NUMBER}"},
        {"gname": f"张三{NUMBER}"},
        {"pax_headers": {"comment": f"张三 {NUMBER}"}},
        {"pax_headers": {"SCHILY.xattr.user.note": f"张三 {NUMBER}"}},
        {"type": b"2", "linkname": f"/home/张三{NUMBER}"},
    ],
    ids=["owner", "group", "comment", "attribute", "link"],
)
def test_headers_of_tar(more: dict[str, object]) -> None:
    found = contents("a.tar", owned(**more))
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["property"]


def test_bytes_that_belong_to_no_member() -> None:
    found = contents("a.zip", raw_zip(b"a.txt", b"x") + f"张三 {NUMBER}".encode())
    assert ("leftover", True) in [(block.layer, NUMBER in block.text) for block in found.blocks]


@pytest.mark.parametrize("name", [".DS_Store", "内/Thumbs.db", "~$公示.docx", "__MACOSX/._公示.docx"])
def test_what_programs_leave_is_swept_and_told(name: str) -> None:
    data = zipped({name: b"\0\1" + f"张三李四 {NUMBER}".encode("utf-16-le"), "a.txt": "x"})
    assert [member.name for member in members("a.zip", data)] == ["a.txt"]
    found = contents("a.zip", data)
    said = {block.text for block in found.blocks if block.layer == "leftover" and not block.visible}
    assert any(NUMBER in text for text in said)
    assert name in said


def test_backups_are_read_and_told() -> None:
    data = zipped({"公示.docx.bak": TEXT})
    assert [member.data.decode() for member in members("a.zip", data)] == [TEXT]
    assert [block.text for block in contents("a.zip", data).blocks if block.layer == "leftover"] == [
        "公示.docx.bak"
    ]


def test_a_version_history_is_one_gap() -> None:
    data = zipped({"内/.git/HEAD": "x", "内/.git/objects/aa/b": "y", "a.txt": "z"})
    assert reasons("a.zip", data) == [("内/.git", "version-history")]


def inflated(megabytes: int) -> bytes:
    return b"\0" * (megabytes * 2**20)


DEEP = TEXT.encode()
for _ in range(14):
    DEEP = zipped({"a.zip": DEEP})


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.zip", raw_zip(b"a.txt", b"x" * 30, flags=1), [("a.txt", "encrypted")]),
        ("a.zip", raw_zip(b"a.txt", b"x" * 30, method=99), [("a.txt", "packing-unknown")]),
        ("a.zip", zipped({"a.txt": TEXT, "b.txt": inflated(150)}), [("b.txt", "too-large")]),
        ("a.zip", zipped({}), [("file", "empty")]),
        ("a.zip", zipped({"b.zip": b"PK\x03\x04 broken"}), []),
        ("a.gz", gzipped(inflated(150)), [("a", "too-large")]),
        ("a.gz", gzipped(TEXT.encode())[:20], [("file", "damaged")]),
        ("a.tgz", tarred({"a.txt": inflated(150)}, "w:gz"), [("file", "too-large")]),
        ("a.tar", tarred({"a.txt": TEXT * 200})[:2000], [("a.txt", "damaged")]),
        ("a.xz", lzma.compress(inflated(150)), [("a", "too-large")]),
        ("a.bz2", bz2.compress(inflated(150)), [("a", "too-large")]),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"\xff" * 40, [("file", "damaged")]),
        ("a.rar", b"Rar!\x1a\x07\x00" + b"\xff" * 40, [("file", "damaged")]),
        ("a.zip", DEEP, [("!".join(["a.zip"] * 10), "nested-too-deep")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_and_broken_files(name: str, data: bytes, found: list[tuple[str, str]]) -> None:
    if name.endswith(("7z", "rar")) and libarchive() is None:
        pytest.skip("no libarchive here")
    said = reasons(name, data)
    assert all(entry in said for entry in found), said


def test_all_bytes_together_are_limited() -> None:
    noise = zlib.compress(bytes(range(256)) * 4000)[:1] + bytes(range(256)) * 8000
    data = zipped({f"{n}.bin": noise for n in range(10)})
    limits = replace(LIMITS, expanded_bytes=5 * 2**20)
    assert {"too-large"} <= {reason for _, reason in reasons("a.zip", data, limits)}
    assert sum(len(member.data) for member in members("a.zip", data, limits)) <= 5 * 2**20


def test_the_number_of_members_is_limited() -> None:
    data = zipped(
        {
            "b.zip": zipped({f"{n}.txt": "x" for n in range(8)}),
            "c.zip": zipped({f"{n}.txt": "x" for n in range(8)}),
        }
    )
    assert ("file", "too-many-members") in reasons("a.zip", data, replace(LIMITS, parts=12))


def test_a_container_that_holds_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real ones exist (zip quines); here the unpacker gives the outer bytes back."""
    from scanner.extract.package.zip_parts import Zip

    outer = zipped({"r.zip": zipped({"x": "y"})})
    monkeypatch.setattr(Zip, "read", lambda self, name: outer)
    assert reasons("r.zip", outer) == [("r.zip", "contains-itself")]


def test_a_container_read_as_one_document() -> None:
    found = extract(
        "a.zip",
        zipped({"内.zip": zipped({"a.xlsx": workbook(NUMBER)}), "x.zip": raw_zip(b"a", b"b", flags=1)}),
        LIMITS,
    )
    assert found.format == "zip"
    inside = {block.place.inside for block in found.blocks if NUMBER in block.text}
    assert inside == {"内.zip!a.xlsx"}
    assert [(gap.what, gap.reason, gap.place.inside) for gap in found.gaps if gap.place] == [
        ("part", "encrypted", "x.zip!a")
    ]


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind != "gz-in-pieces"])
def test_truncated_containers_are_gaps(kind: str) -> None:
    whole = MADE[kind]
    for end in range(len(whole) // 5, len(whole) - 1, max(len(whole) // 40, 1)):
        if kind == "tar" and not whole[end - 512 : end].strip(b"\0"):
            continue  # nothing but the zeros that fill the last record is missing
        found = extract("a.bin", whole[:end], LIMITS)
        assert found.gaps or NUMBER in "".join(found.blocks.texts)


def test_headers_before_headers_without_end() -> None:
    """A long name before a long name before … : `tarfile` takes them one within the other."""
    head = bytearray(512)
    head[:13], head[100:107], head[124:135] = b"././@LongLink", b"0000644", b"%011o" % 5
    head[156:157], head[257:265], head[148:156] = b"L", b"ustar  \0", b" " * 8
    head[148:155] = b"%06o\0" % sum(head)
    link = bytes(head) + b"name\0".ljust(512, b"\0")
    assert reasons("a.tar", link * 3000 + tarred({"a.txt": TEXT})) == [("file", "damaged")]
