"""Word 2003 XML made into the parts of a .docx: the two vocabularies differ in few words.

Source: WordprocessingML of Office 2003 (namespaces w, wx, aml). Revisions, comments and bookmarks are
aml:annotation there; headers stand in the section, notes where they are called, links carry their address.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from scanner.extract.docx import tags as w
from scanner.extract.flat.tree import gathered, local, written
from scanner.extract.package.telling import is_telling_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from scanner.extract.flat.tree import Flat

_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_TYPE = f"{w.W}type"
_RENAMED = {f"{w.W}vmerge": w.V_MERGE, f"{w.W}hmerge": f"{w.W}hMerge"}
# Attributes that are spelt otherwise there.
_SPELT = {
    f"{w.W}{old}": w.W + new
    for old, new in (
        *(("line-rule", "lineRule"), ("h-rule", "hRule"), ("first-line", "firstLine"), ("x-align", "xAlign")),
        *(("y-align", "yAlign"), ("hanchor", "hAnchor"), ("vanchor", "vAnchor")),
        *(("horz-anchor", "horzAnchor"), ("vert-anchor", "vertAnchor"), ("line-pitch", "linePitch")),
    )
}
_MARGINS = {"first": "first", "even": "even"}  # which headers are on which pages; all others on all
# Children of the root that become parts of their own names; fonts are no words of anybody.
_NAMED_PARTS = {"lists": "word/numbering.xml", "glossaryDocument": "word/glossary/document.xml"}
_READ = frozenset(("body", "styles", "fonts", "DocumentProperties", "CustomDocumentProperties", ""))
_CORE = {
    "Author": "dc:creator",
    "LastAuthor": "cp:lastModifiedBy",
    "Title": "dc:title",
    "Subject": "dc:subject",
    "Keywords": "cp:keywords",
    "Description": "dc:description",
    "Category": "cp:category",
}
_APP = ("Company", "Manager", "HyperlinkBase", "Template")
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMBEDDED = {"editdata.mso": "word/editdata.mso", "oledata.mso": "word/embeddings/oledata.bin"}


def word_parts(flat: Flat) -> dict[str, bytes]:
    """The parts of the .docx that says the same."""
    return _Parts(flat).made()


class _Parts:
    def __init__(self, flat: Flat) -> None:
        self._flat = flat
        self._root = flat.root
        self._parts: dict[str, bytes] = {"[Content_Types].xml": b"<Types/>"}
        self._links: list[tuple[str, str, str]] = []  # id, kind, target
        self._comments: list[_Element] = []
        self._notes: dict[str, list[_Element]] = {"footnote": [], "endnote": []}
        self._lifted: list[tuple[str, str]] = []  # attributes of elements that are taken away
        self._pictures: dict[str, str] = {}  # name in the file -> id

    def made(self) -> dict[str, bytes]:
        """All parts; what has no counterpart is a part of its own, for the sweep."""
        self._take_binaries()
        for element in list(self._root.iter(f"{_AML}annotation")):
            self._take_annotation(element)
        self._rename()
        for element in list(self._root.iter()):
            handler = _TAKEN.get(element.tag)
            if handler is not None:
                handler(self, element)
        self._take_margins()
        rest = [child for child in self._root if local(child) not in ("body", "styles", "")]
        body = self._root.find(f"{w.W}body")
        self._add("word/document.xml", "document", [] if body is None else [body])
        styles = self._root.find(f"{w.W}styles")
        if styles is not None:
            self._parts["word/styles.xml"] = written(styles)
            self._links.append(("rIdS", "styles", "styles.xml"))
        self._add("word/comments.xml", "comments", self._comments)
        for kind, notes in self._notes.items():
            self._add(f"word/{kind}s.xml", f"{kind}s", notes)
        self._add_properties(rest)
        for number, child in enumerate(rest):
            name = local(child)
            if name not in _READ:
                self._parts[_NAMED_PARTS.get(name, f"word/rest{number}.xml")] = written(child)
        if self._lifted:
            texts = "".join(f"<x name={quoteattr(name)}>{_escaped(text)}</x>" for name, text in self._lifted)
            self._parts["word/lifted.xml"] = f"<lifted>{texts}</lifted>".encode()
        self._parts["word/_rels/document.xml.rels"] = _relations(self._links)
        return self._parts

    def _add(self, part: str, tag: str, children: list[_Element]) -> None:
        if children or tag == "document":
            self._parts[part] = written(gathered(f"{w.W}{tag}", children, self._root))

    def _take_binaries(self) -> None:
        for number, holder in enumerate(list(self._root.iter(f"{w.W}binData")), 1):
            name = (holder.get(f"{w.W}name") or "").rpartition("/")[2]
            data = self._flat.binary(holder)
            ending = name.rpartition(".")[2].lower()
            if name in _EMBEDDED:
                part = _EMBEDDED[name]
            else:
                part = f"word/media/image{number}.{ending if ending.isalnum() else 'bin'}"
                id = self._pictures[holder.get(f"{w.W}name") or ""] = f"rIdB{number}"
                self._links.append((id, "image", part.removeprefix("word/")))
            self._parts[part] = data
            above = holder.getparent()
            if above is not None:
                above.remove(holder)

    def _take_annotation(self, element: _Element) -> None:
        kind = (element.get(_TYPE) or "").rpartition("Word.")[2]
        content = element.find(f"{_AML}content")
        author = element.get(f"{_AML}author") or ""
        if kind in ("Insertion", "Deletion"):
            element.tag = w.INS if kind == "Insertion" else w.DEL
            element.attrib.clear()
            element.set(w.AUTHOR, author)
            _lift(content)
        elif kind == "Comment":
            id = element.get(f"{_AML}id") or str(len(self._comments))
            made = self._root.makeelement(f"{w.W}comment", {w.ID: id, w.AUTHOR: author}, None)
            made.extend(list(content) if content is not None else [])
            self._comments.append(made)
            element.clear()
            element.tag = w.COMMENT_MARK
            element.set(w.ID, id)
        elif kind == "Bookmark.Start":
            element.tag = f"{w.W}bookmarkStart"
        else:
            _lift(content)
            _lift(element)

    def _rename(self) -> None:
        """The few words that changed; elements of other vocabularies around paragraphs go."""
        for element in list(self._root.iter()):
            tag = str(element.tag)
            if not isinstance(element.tag, str):  # a comment
                continue
            element.tag = _RENAMED.get(tag, tag)
            is_foreign = not tag.startswith(w.W) and element.find(f"{w.W}p") is not None
            for name in _SPELT.keys() & element.attrib.keys():
                element.set(_SPELT[str(name)], element.attrib.pop(name))
            if is_foreign or "auxHint}" in tag:
                self._lifted += [
                    (_local_name(name), str(text))
                    for name, text in element.attrib.items()
                    if is_telling_value(_local_name(name), str(text))
                ]
                _lift(element)

    def take_link(self, element: _Element) -> None:
        """w:hlink with its address becomes w:hyperlink with a relation."""
        element.tag = w.HYPERLINK
        target = element.get(f"{w.W}dest") or ""
        if target:
            id = f"rIdL{len(self._links)}"
            self._links.append((id, "hyperlink", target))
            element.set(f"{w.R}id", id)
        tip = element.get(f"{w.W}screenTip")
        if tip:
            element.set(f"{w.W}tooltip", tip)

    def take_note(self, element: _Element) -> None:
        """A note within a run goes into its own part."""
        notes = self._notes[local(element)]
        above = element.getparent()
        if above is None or above.tag != w.RUN:
            return
        element.tail = None
        element.set(w.ID, str(len(notes) + 1))
        above.remove(element)
        notes.append(element)

    def take_layout(self, element: _Element) -> None:
        """The widths of a table's columns are Fixed there, fixed today."""
        element.set(_TYPE, (element.get(_TYPE) or "").lower())

    def take_picture(self, element: _Element) -> None:
        """v:imagedata names a w:binData."""
        id = self._pictures.get(element.get("src") or "")
        if id:
            element.set(f"{w.R}id", id)

    def _take_margins(self) -> None:
        for kind, tag in (("hdr", "header"), ("ftr", "footer")):
            for number, margin in enumerate(list(self._root.iter(f"{w.W}{kind}")), 1):
                above = margin.getparent()
                if above is None:
                    continue
                which = _MARGINS.get(margin.get(_TYPE) or "", "default")
                about = {_TYPE: which, f"{w.R}id": f"rId{kind}{number}"}
                above.replace(margin, above.makeelement(f"{w.W}{tag}Reference", about, None))
                self._parts[f"word/{tag}{number}.xml"] = written(
                    gathered(f"{w.W}{kind}", list(margin), self._root)
                )
                self._links.append((f"rId{kind}{number}", tag, f"{tag}{number}.xml"))

    def _add_properties(self, rest: list[_Element]) -> None:
        core, app, custom = [], [], []
        for holder in rest:
            if local(holder) == "DocumentProperties":
                for child in holder:
                    if local(child) in _CORE:
                        core.append((_CORE[local(child)], child.text or ""))
                    elif local(child) in _APP:
                        app.append((local(child), child.text or ""))
            elif local(holder) == "CustomDocumentProperties":
                custom += [(local(child), child.text or "") for child in holder]
        spaces = 'xmlns:cp="urn:cp" xmlns:dc="urn:dc"'
        self._parts["docProps/core.xml"] = _listed("cp:coreProperties " + spaces, core)
        self._parts["docProps/app.xml"] = _listed("Properties", app)
        made = [
            f"<property name={quoteattr(name)}><x>{_escaped(text)}</x></property>" for name, text in custom
        ]
        self._parts["docProps/custom.xml"] = f"<Properties>{''.join(made)}</Properties>".encode()


_TAKEN: dict[str, Callable[[_Parts, _Element], None]] = {
    f"{w.W}hlink": _Parts.take_link,
    f"{w.W}footnote": _Parts.take_note,
    f"{w.W}endnote": _Parts.take_note,
    f"{w.W}tblLayout": _Parts.take_layout,
    f"{w.VML}imagedata": _Parts.take_picture,
}


def _local_name(name: object) -> str:
    """The name of an attribute without its namespace."""
    return str(name).rpartition("}")[2]


def _lift(element: _Element | None) -> None:
    """Put the children of an element in its place."""
    above = element.getparent() if element is not None else None
    if element is None or above is None:
        return
    at = above.index(element)
    for child in reversed(list(element)):
        above.insert(at, child)
    above.remove(element)


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text)


def _listed(tag: str, entries: list[tuple[str, str]]) -> bytes:
    inner = "".join(f"<{name}>{_escaped(text)}</{name}>" for name, text in entries)
    return f"<{tag}>{inner}</{tag.split()[0]}>".encode()


def _relations(entries: list[tuple[str, str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for id, kind, target in entries
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()
