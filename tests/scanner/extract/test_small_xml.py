"""Short parts without lxml: the same elements, and the same documents; what is odd is left to lxml."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from docx_writing import NAMESPACES, docx, para
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_docx_places import NAMES, PLACES, number

from corpora.make import file_bytes
from corpora.written_notices import draft, filled, opened_entries
from scanner.errors import Unreadable
from scanner.extract import extract
from scanner.extract.docx import tags as w
from scanner.extract.package import small_xml
from scanner.extract.package.ooxml import Package
from scanner.extract.package.small_xml import small_root
from scanner.model import Document
from scanner.settings import Limits


@pytest.fixture
def without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    """As at the start of a process, in which nothing has loaded lxml yet."""
    monkeypatch.setattr(small_xml, "_has_lxml", lambda: False)


def said(document: Document) -> object:
    blocks = [(b.text, b.place, b.layer, b.visible, b.role, b.continues, b.marks) for b in document.blocks]
    return blocks, document.gaps, [(t.rows, t.columns) for t in document.tables]


def both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    monkeypatch.setattr(small_xml, "_has_lxml", lambda: True)
    usual = said(extract("a.docx", data, Limits()))
    monkeypatch.setattr(small_xml, "_has_lxml", lambda: False)
    return usual, said(extract("a.docx", data, Limits()))


@pytest.mark.parametrize("name", NAMES)
def test_every_place_of_a_docx(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content, parts, links = PLACES[name][0](number(name))
    usual, small = both(docx(content, parts, links), monkeypatch)
    assert usual == small


def test_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in list(opened_entries())[::40]:
        data = file_bytes(draft(filled(entry)), "docx", Random(entry.name))
        usual, small = both(data, monkeypatch)
        assert usual == small, entry.name


texts = st.text(st.sampled_from("甲1 <>&\n\t\"'é𠀀"), max_size=6)
trees: Any = st.recursive(
    st.tuples(texts, st.just([]), texts),
    lambda inner: st.tuples(texts, st.lists(inner, max_size=4), texts),
    max_leaves=12,
)


def written(tree: Any, draw: Random) -> etree._Element:
    text, below, tail = tree
    element = etree.Element(draw.choice((w.P, w.RUN, w.T, "{urn:x}t", "bare")))
    element.text, element.tail = text or None, tail or None
    element.set("a", text)
    element.extend([written(one, draw) for one in below])
    return element


def told(element: Any) -> list[object]:
    """What the readers ask of an element."""
    rows: list[object] = []
    for one in element.iter():
        rows.append((one.tag, one.text or "", one.tail or "", dict(one.items()), one.get("a"), len(one)))
        rows.append([above.tag for above in one.iterancestors()])
        rows.append([above.tag for above in one.iterancestors(w.P, w.T)])
        rows.append([other.tag for other in one.itersiblings()])
        rows.append([other.tag for other in one.itersiblings(w.T)])
        rows.append([other.tag for other in one.iterchildren(w.T, w.RUN)])
        rows.append([other.tag for other in one.iterdescendants()])
        rows.append([other.tag for other in one.iter(w.T, "bare")])
        rows.append([other.tag for other in one.iter("{*}t")])
        rows.append("".join(one.itertext(with_tail=False)))
        rows.append("".join(one.itertext(w.T, "bare", with_tail=False)))
        rows.append("".join(one.itertext(w.T)))
        rows.append([other.tag for other in one.findall(f"{w.P}/{w.RUN}")])
        found, above = one.find(w.T), one.getparent()
        rows.append((found is None, above.tag if above is not None else ""))
    return rows


@given(tree=trees, seed=st.integers(0, 99))
def test_elements_answer_as_those_of_lxml(tree: Any, seed: int) -> None:
    root = written((tree[0], tree[1], ""), Random(seed))
    data = etree.tostring(root, encoding="utf-8")
    before, small_xml._has_lxml = small_xml._has_lxml, lambda: False
    try:
        small = small_root(data)
    finally:
        small_xml._has_lxml = before
    assert small is not None
    assert told(small) == told(etree.fromstring(data))


@pytest.mark.usefixtures("without_lxml")
@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 300 + b"</a>" * 300,
        b"<a><b></a>",
        b"",
        b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<a/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='gb18030'?><a>\xbc\xd7</a>",
        b"<a>" + b" " * 70_000 + b"</a>",
    ],
)
def test_what_is_odd_is_left_to_lxml(data: bytes) -> None:
    assert small_root(data) is None


@pytest.mark.usefixtures("without_lxml")
def test_what_is_refused_is_refused_the_same() -> None:
    deep = f"<w:document {NAMESPACES}><w:body>{'<w:p>' * 300}{'</w:p>' * 300}</w:body></w:document>"
    package = Package(docx(para("x")), Limits(), without_lxml=True)
    with pytest.raises(Unreadable, match="too-deep"):
        package.parsed(deep.encode())
