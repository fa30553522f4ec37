"""OpenDocument files (.odt, .ods, .odp): ODF 1.3, GB/T 20916 in part.

Read: text, tables, sheets, slides; headers and footers, notes, tracked changes, comments, hidden text,
sections, sheets, rows, columns and slides; properties. All other parts are read by the part sweep.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.odf.inline import OdfInlines
from scanner.extract.odf.sheet import OdfSheet, are_met
from scanner.extract.odf.slides import OdfSlides
from scanner.extract.odf.story import OdfStory
from scanner.extract.odf.styles import DC, META, OFFICE, STYLE, TABLE, TEXT, OdfStyles
from scanner.extract.package.ooxml import Package
from scanner.extract.package.sweep import Sweep
from scanner.extract.package.telling import attribute_values
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.odf.plain_rows import PlainRows
    from scanner.model import Document
    from scanner.settings import Limits

_FORMATS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_MANIFEST = "META-INF/manifest.xml"
_REGION, _CHANGES = f"{TEXT}changed-region", f"{TABLE}tracked-changes"
_MARGINS = {
    **dict.fromkeys(("header", "header-left", "header-first"), "header"),
    **dict.fromkeys(("footer", "footer-left", "footer-first"), "footer"),
}
# Properties that hold words of people; dates, counts and the program's name do not.
_PROPERTIES = frozenset(
    (
        *(
            f"{DC}{name}"
            for name in ("creator", "title", "subject", "description", "contributor", "publisher")
        ),
        *(f"{META}{name}" for name in ("initial-creator", "printed-by", "keyword", "user-defined")),
    )
)


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of an OpenDocument file. Raises `Unreadable` ("encrypted", "damaged", "too-large" …)."""
    package = Package(data, limits)
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise Unreadable("encrypted", "odf")
    content, written, values, rows = _content(package)
    body = next((found for around in content.iterchildren(f"{OFFICE}body") for found in around), None)
    kind = str(body.tag).rpartition("}")[2] if body is not None else ""
    if body is None or kind not in _FORMATS:
        raise Unreadable("damaged", "no body")
    builder = DocumentBuilder(name, _FORMATS[kind])
    root = _root(package, "styles.xml", builder)
    styles = OdfStyles(content, root, written=written, values=values)
    deleted = _deletions(body)
    inlines = OdfInlines(styles, deleted)
    story = OdfStory(builder, inlines, styles, "body")
    if kind == "text":
        _mark_unseen(body, styles, written, content, root)
        if root is not None and b"run-through" in package.read("styles.xml"):
            from scanner.extract.odf.paging import mark_below_margins

            mark_below_margins(body, styles, root)
        story.pour(body)
    elif kind == "presentation":
        OdfSlides(builder, inlines, styles).pour(body, root)
    else:
        tables = sum(
            OdfSheet(table, styles, inlines, limits, rows).pour(builder, story)
            for table in body.iterchildren(f"{TABLE}table")
        )
        if not tables:
            builder.gap("file", "empty")
    for text in filter(None, deleted.values()):  # of a change that no place of the text names
        builder.add(text, Place("body"), layer="deletion", visible=False)
    if root is not None and kind != "presentation":
        _pour_margins(root, builder, inlines, styles)
    _pour_properties(package, builder)
    Sweep(package, builder, limits).pour(("content.xml", "styles.xml", "meta.xml"))
    return builder.document()


def _mark_unseen(body: _Element, styles: OdfStyles, written: bytes, *parts: _Element | None) -> None:
    """Mark the words of a text that shapes lie over or that an edge cuts off; `parts` say how large the pages are."""
    if b"run-through" in written:  # shapes with the text going on below them
        from scanner.extract.odf.covers import mark_covered

        mark_covered(body, styles, *parts)
    if b"<table:table" in written or b"<draw:text-box" in written:
        from scanner.extract.odf.cut_off import mark_cut_off

        mark_cut_off(body, styles, written, *parts)


def _content(package: Package) -> tuple[_Element, bytes, set[bytes] | None, list[PlainRows]]:
    """The root of the content part, the bytes that it was made of, the values of its attributes where it is sure that
    these are all, and the rows of sheets that were set apart before."""
    written = package.read("content.xml")
    if b"<office:spreadsheet" in written:
        from scanner.extract.odf.plain_rows import set_apart

        rest, rows = set_apart(written)
        values, are_all = attribute_values(rest)
        if rows and are_all:
            content = package.parsed(rest)
            if are_met(content, rows):
                values.update(*(run.values for run in rows))
                package.values["content.xml"] = values
                return content, rest, values, rows
    values, are_all = attribute_values(written)
    package.values["content.xml"] = values
    return package.xml("content.xml"), written, values if are_all else None, []


def _root(package: Package, part: str, builder: DocumentBuilder) -> _Element | None:
    if part not in package.names:
        return None
    try:
        return package.xml(part)
    except Unreadable as error:
        builder.gap("part", error.reason, None, part)
        return None


def _deletions(body: _Element) -> dict[str, str]:
    """The text of each tracked deletion by its id; of a spreadsheet, what cells held before a change."""
    found: dict[str, str] = {}
    tracked = list(body.iter(_REGION, _CHANGES))
    for region in (element for element in tracked if element.tag == _REGION):
        deletion = region.find(f"{TEXT}deletion")
        if deletion is not None:
            found[region.get(f"{TEXT}id") or f"#{len(found)}"] = _paragraphs(deletion)
    for change in (change for element in tracked if element.tag == _CHANGES for change in element):
        found[f"#{len(found)}"] = _paragraphs(change)
    return found


def _paragraphs(element: _Element) -> str:
    lines = ("".join(map(str, found.itertext())) for found in element.iter(f"{TEXT}p", f"{TEXT}h"))
    return "\n".join(line for line in lines if line.strip())


def _pour_margins(root: _Element, builder: DocumentBuilder, inlines: OdfInlines, styles: OdfStyles) -> None:
    """Headers and footers of all page styles, those not in use included; what says the same is read once."""
    seen: set[str] = set()
    styles.ask_all()
    for page in root.iter(f"{STYLE}master-page"):
        for margin in page:
            where = _MARGINS.get(str(margin.tag).rpartition("}")[2])
            words = "".join(map(str, margin.itertext()))
            if where and words.strip() and words not in seen:
                seen.add(words)
                layer = "hidden-text" if margin.get(f"{STYLE}display") == "false" else ""
                OdfStory(builder, inlines, styles, where).pour(margin, layer=layer, shown=where)


def _pour_properties(package: Package, builder: DocumentBuilder) -> None:
    root = _root(package, "meta.xml", builder)
    for element in root.iter() if root is not None else ():
        text = (element.text or "").strip()
        if element.tag in _PROPERTIES and text:
            name = element.get(f"{META}name") or str(element.tag).rpartition("}")[2]
            builder.add(text, Place("property", (), "named", name), layer="property", visible=False)
