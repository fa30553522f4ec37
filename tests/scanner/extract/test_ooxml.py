"""Zip members and OOXML parts under limits; hostile files."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from docx_writing import CONTENT_TYPES, ROOT_RELATIONS, relations, zipped
from hypothesis import given
from hypothesis import strategies as st

from corpora.hostile_packed import zip_overlap
from scanner.errors import Unreadable
from scanner.extract.package.ooxml import Package, property_texts
from scanner.extract.package.telling import Dull, attribute_values, telling_attributes
from scanner.extract.package.zip_parts import Zip
from scanner.settings import Limits

LIMITS = Limits()
SMALL = Limits(expanded_bytes=50_000, ratio_from_bytes=10_000, expansion_ratio=20)


def reason(data: bytes, part: str = "a.xml", limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        Package(data, limits).xml(part)
    return caught.value.reason


class TestZip:
    @given(
        st.dictionaries(
            st.from_regex(r"[a-z一-鿿]{1,8}\.xml", fullmatch=True), st.binary(max_size=400), max_size=5
        )
    )
    def test_reads_what_zipfile_wrote(self, members: dict[str, bytes]) -> None:
        archive = Zip(zipped(dict(members)), LIMITS)
        assert archive.names == tuple(members)
        assert {name: archive.read(name) for name in members} == members

    def test_stored_members_folders_and_comment(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("word/", "")
            archive.writestr("word/a.xml", "甲")
            archive.comment = b"left by the editor"
        found = Zip(stream.getvalue(), LIMITS)
        assert found.names == ("word/a.xml",)
        assert found.read("word/a.xml").decode() == "甲"
        assert found.comment == b"left by the editor"

    def test_folders_that_hold_nothing(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in ("名单/", "名单/一组/", "空/", "名单/一组/a.xml"):
                archive.writestr(name, "<a/>" if name.endswith("xml") else "")
        found = Zip(stream.getvalue(), LIMITS)
        assert found.folders() == ["空"]
        assert found.strays() == []

    def test_a_folder_that_says_it_is_empty_hides_nothing(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("空/", "13900001996 张三")
            archive.writestr("a.xml", "<a/>")
        data = bytearray(stream.getvalue())
        at = data.find(b"PK\x01\x02")
        data[at + 24 : at + 28] = bytes(4)  # the size in the directory
        assert any(b"13900001996" in piece for piece in Zip(bytes(data), LIMITS).strays())

    def test_names_that_the_directory_spells_otherwise(self) -> None:
        data = zipped({"word/document.xml": b"<a/>", "b.xml": b"<b/>"})
        found = Zip(data.replace(b"word/document.xml", b"13900001997/a.xml", 1), LIMITS)
        assert found.names == ("word/document.xml", "b.xml")
        assert found.strays() == [b"13900001997/a.xml"]

    def test_bytes_before_the_zip(self) -> None:
        stream = io.BytesIO(b"#!/bin/sh\n" * 40)
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("a.xml", "<a/>")
        assert Zip(stream.getvalue(), LIMITS).read("a.xml") == b"<a/>"

    def test_zip64(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive, archive.open("a.xml", "w", force_zip64=True) as member:
            member.write(b"<a/>")
        assert Zip(stream.getvalue(), LIMITS).read("a.xml") == b"<a/>"

    def test_names_in_gbk(self) -> None:
        data = zipped({"AAAA.xml": "<a/>"}).replace(b"AAAA", "附件".encode("gbk"))
        assert Zip(data, LIMITS).names == ("附件.xml",)

    def test_duplicates_are_told(self) -> None:
        data = zipped({"a.xml": "<a/>", "b.xml": "<b/>"}).replace(b"b.xml", b"a.xml")
        found = Zip(data, LIMITS)
        assert (found.duplicates, found.read("a.xml")) == (("a.xml",), b"<b/>")

    @pytest.mark.parametrize("share", [0, 1, 10, 50, 90, 99])
    def test_cut_off(self, share: int) -> None:
        data = zipped({f"{n}.xml": "<a>甲乙丙</a>" for n in range(9)})
        assert reason(data[: len(data) * share // 100]) == "damaged"

    @given(st.integers(0, 400), st.integers(0, 255))
    def test_a_changed_byte_is_no_crash(self, at: int, value: int) -> None:
        data = bytearray(zipped({"a.xml": "<a>甲乙丙</a>", "b.xml": "<b/>"}))
        data[at % len(data)] = value
        with suppress(Unreadable):
            archive = Zip(bytes(data), SMALL)
            for name in archive.names:
                archive.read(name)

    def test_encrypted_member(self) -> None:
        data = bytearray(zipped({"a.xml": "<a/>"}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        assert reason(bytes(data)) == "encrypted"

    def test_unknown_method(self) -> None:
        data = bytearray(zipped({"a.xml": "<a/>"}))
        data[data.index(b"PK\x01\x02") + 10] = 99
        assert reason(bytes(data)) == "packing-unknown"

    def test_wrong_check_sum(self) -> None:
        data = bytearray(zipped({"a.xml": "<a/>"}))
        data[data.index(b"PK\x01\x02") + 16] ^= 1
        assert reason(bytes(data)) == "damaged"

    def test_bomb_stopped_while_inflating(self) -> None:
        assert reason(zipped({"a.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}), limits=SMALL) == "too-large"

    def test_bomb_that_lies_about_its_size(self) -> None:
        data = bytearray(zipped({"a.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
        at = data.index(b"PK\x01\x02")
        data[at + 24 : at + 28] = (10).to_bytes(4, "little")
        assert reason(bytes(data), limits=SMALL) == "too-large"

    def test_all_parts_together_are_bounded(self) -> None:
        package = Package(zipped({f"{n}.xml": bytes(range(256)) * 30 for n in range(9)}), SMALL)
        sizes = []
        with suppress(Unreadable):
            sizes.extend(len(package.read(name)) for name in package.names)
        assert 0 < sum(sizes) <= SMALL.expanded_bytes
        with pytest.raises(Unreadable, match="too-large"):
            package.read("8.xml")

    def test_members_that_share_their_bytes(self) -> None:
        """The first is read: where all are the same bytes nothing is lost, and a bomb has no powder."""
        package = Package(zip_overlap(3), LIMITS)
        assert len(package.read("0.txt")) == 2**20
        for name in ("1.txt", "2.txt"):
            with pytest.raises(Unreadable, match="damaged"):
                package.read(name)

    def test_too_many_members(self) -> None:
        data = zipped({f"{n}.xml": "" for n in range(12)})
        assert reason(data, limits=Limits(parts=11)) == "too-large"


class TestXml:
    def test_part_names_ignore_case(self) -> None:
        assert Package(zipped({"Word/A.xml": "<a/>"}), LIMITS).xml("word/a.XML").tag == "a"

    def test_missing_part(self) -> None:
        assert reason(zipped({"b.xml": "<a/>"})) == "damaged"

    @pytest.mark.parametrize(
        "xml", ["", "<a>", "no xml", "<a/><b/>", '<?xml version="1.0" encoding="no-such"?><a/>']
    )
    def test_broken_xml(self, xml: str) -> None:
        assert reason(zipped({"a.xml": xml})) == "damaged"

    def test_too_deep(self) -> None:
        assert reason(zipped({"a.xml": "<a>" * 5000 + "</a>" * 5000})) == "too-deep"

    @pytest.mark.parametrize(("depth", "expected"), [(2, "entities"), (12, "damaged")])
    def test_entities_are_refused_and_not_resolved(self, depth: int, expected: str) -> None:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
        xml = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l{depth - 1};</a>'
        assert reason(zipped({"a.xml": xml})) == expected

    def test_external_entity_is_not_fetched(self) -> None:
        xml = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
        assert reason(zipped({"a.xml": xml})) == "entities"

    def test_comments_do_not_split_text(self) -> None:
        assert (
            Package(zipped({"a.xml": "<a>41<!-- x -->09<?p q?>99</a>"}), LIMITS).xml("a.xml").text == "410999"
        )

    def test_strict_namespaces_read_as_usual(self) -> None:
        xml = '<w:a xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
        tag = Package(zipped({"a.xml": xml}), LIMITS).xml("a.xml").tag
        assert tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}a"


class TestRelations:
    def test_targets(self) -> None:
        xml = relations(
            ("r1", "header", "header1.xml"),
            ("r2", "image", "../media/a.png"),
            ("r3", "x", "/docProps/app.xml"),
            ("r4", "hyperlink", "mailto:cunwu2021@163.com"),
        )
        found = Package(zipped({"word/_rels/document.xml.rels": xml}), LIMITS).relations("word/document.xml")
        assert [found[id].target for id in ("r1", "r2", "r3", "r4")] == [
            "word/header1.xml",
            "media/a.png",
            "docProps/app.xml",
            "mailto:cunwu2021@163.com",
        ]
        assert [found[id].kind for id in ("r1", "r4")] == ["header", "hyperlink"]
        assert [found[id].is_external for id in ("r1", "r4")] == [False, True]

    def test_none(self) -> None:
        assert Package(zipped({"a.xml": ""}), LIMITS).relations("a.xml") == {}

    def test_main_part(self) -> None:
        package = Package(zipped({"_rels/.rels": ROOT_RELATIONS, "word/document.xml": "<a/>"}), LIMITS)
        assert package.main_part("x") == "word/document.xml"
        assert Package(zipped({"[Content_Types].xml": CONTENT_TYPES}), LIMITS).main_part("x") == "x"


def test_properties() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:core" xmlns:dc="urn:dc"><dc:creator>张三丰</dc:creator>'
        "<cp:lastModifiedBy>李四光</cp:lastModifiedBy><dc:title> </dc:title><cp:revision>7</cp:revision>"
        "</cp:coreProperties>"
    )
    app = '<Properties xmlns="urn:app"><Company>某县财政局</Company><Pages>3</Pages></Properties>'
    custom = (
        '<Properties xmlns="urn:c" xmlns:vt="urn:vt"><property name="经办人"><vt:lpwstr>王小二</vt:lpwstr>'
        "</property></Properties>"
    )
    parts = {"docProps/core.xml": core, "docProps/app.xml": app, "docProps/custom.xml": custom}
    assert list(property_texts(Package(zipped(dict(parts)), LIMITS))) == [
        ("creator", "张三丰"),
        ("lastModifiedBy", "李四光"),
        ("Company", "某县财政局"),
        ("经办人", "王小二"),
    ]


class TestTellingAttributes:
    @pytest.mark.parametrize("count", [3, 400])
    def test_few_and_many_values_have_their_names(self, count: int) -> None:
        """Few are looked for one by one, many are met in one pass."""
        cells = "".join(f'<a w:author="甲{n}" w:rsidR="0012345{n}" y="{n}"/>' for n in range(count))
        xml = f"<r>{cells}<b descr='乙' /></r>".encode()
        assert telling_attributes(xml) == sorted(
            [*(("author", f"甲{n}") for n in range(count)), ("descr", "乙")]
        )

    def test_a_measure_of_one_part_may_be_words_of_the_next(self) -> None:
        dull = Dull()
        for xml, expected in (
            ('<a cx="13900001234"/>', []),
            ('<a cx="13900001234"/><b cx="13900001234"/>', []),
            ('<a cx="13900001234"/><b descr="13900001234"/>', [("descr", "13900001234")]),
            ('<a cx="13900001234"/><b x:cx="13900001234"/>', []),
        ):
            assert telling_attributes(f"<r>{xml}</r>".encode(), dull) == expected

    def test_values_are_all_only_where_that_is_sure(self) -> None:
        for xml, are_all in (
            ('<a b="1" c="2"/>', True),
            ("<a b='1' c=\"2\"/>", False),
            ('<a b= "1" c="2"/>', False),
            ('<a b="1">他说="好</a>', False),
            ('<a>="<b c="d="/>"</a>', False),
        ):
            assert attribute_values(xml.encode())[1] is are_all

    def test_a_stray_quotation_mark_in_the_text(self) -> None:
        xml = '<r><t>他说"好</t><a author="甲"/></r>'.encode()
        assert telling_attributes(xml) == [("author", "甲")]
