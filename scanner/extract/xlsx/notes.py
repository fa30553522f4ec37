"""What hangs on a sheet besides its cells: comments, text boxes, links."""

from __future__ import annotations

from scanner.extract.xlsx.sheet import cell_numbers
from scanner.extract.xlsx.text import joined_text, local, named
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package, Relation
    from scanner.extract.sheets.cells import SheetFacts
    from scanner.extract.xlsx.sheet import SheetXml

_TINY, _CLEAR = 150, 10_000  # hundredths of a point; thousandths of a per cent of opacity


def add_notes(
    builder: DocumentBuilder,
    facts: SheetFacts,
    sheet: SheetXml,
    package: Package,
    relations: Mapping[str, Relation],
) -> None:
    """Add text boxes, comments (threaded ones too) and the addresses behind links. Raises `Unreadable`."""
    threaded = any(relation.kind == "threadedComment" for relation in relations.values())
    for relation in relations.values():
        if relation.is_external or not package.named(relation.target):
            continue
        if relation.kind == "drawing":
            _add_text_boxes(builder, facts, package.xml(relation.target))
        elif relation.kind == "comments":
            root = package.xml(relation.target)
            stubs = _stub_authors(root) if threaded else frozenset()
            comments = [found for found in named(root, "comment") if found.get("authorId") not in stubs]
            _add_comments(builder, facts, comments)
        elif relation.kind == "threadedComment":
            _add_comments(builder, facts, named(package.xml(relation.target), "threadedComment"))
    _add_links(builder, facts, sheet, relations)


def _add_text_boxes(builder: DocumentBuilder, facts: SheetFacts, root: etree._Element) -> None:
    place = Place("textbox", (), "sheet", facts.name)
    for body in named(root, "txBody"):
        layer = "" if facts.visible else facts.layer
        layer = layer or ("hidden-text" if _is_hidden(body) else "")
        ground = _plain_fill(next((child for child in _siblings(body) if local(child) == "spPr"), None))
        for paragraph in named(body, "p"):
            runs = list(paragraph.iterchildren("{*}r")) if not layer else []
            unseen = [run for run in runs if _is_unseen(run, ground)]
            hidden = "".join(map(joined_text, unseen))
            for run in unseen:
                paragraph.remove(run)
            for text, own in ((joined_text(paragraph), layer), (hidden, "invisible-text")):
                if text.strip():
                    builder.add(text, place, layer=own or "textbox", visible=not own)


def _siblings(body: etree._Element) -> Iterable[etree._Element]:
    shape = body.getparent()
    return shape if shape is not None else ()


def _is_hidden(body: etree._Element) -> bool:
    """Whether the shape of a text, or a group that it is in, is hidden (20.1.2.2.8).

    That of a button or box of a form says so too, as older drawings ([MS-ODRAWXML], compatExt) show it in its place.
    """
    return any(
        about.get("hidden") in ("1", "true") and next(named(about, "compatExt"), None) is None
        for above in body.iterancestors()
        for child in above
        if local(child) in ("nvSpPr", "nvGrpSpPr")
        for about in child
    )


def _is_unseen(run: etree._Element, ground: str) -> bool:
    """Whether the letters of a run show nothing: not filled, seen through, tiny, or in the plain colour of their shape."""
    about = next((child for child in run if local(child) == "rPr"), None)
    if about is None:
        return False
    size = about.get("sz") or ""
    if size.isdecimal() and int(size[:6]) <= _TINY:
        return True
    fill = next((child for child in about if local(child) in ("solidFill", "noFill")), None)
    if fill is None or any(local(child) == "ln" and len(child) for child in about):
        return False
    alphas = [alpha.get("val") or "" for alpha in named(fill, "alpha")]
    is_clear = any(value.isdecimal() and int(value[:7]) <= _CLEAR for value in alphas)
    return local(fill) == "noFill" or is_clear or (bool(ground) and _plain_fill(about) == ground)


def _plain_fill(about: etree._Element | None) -> str:
    """The plain colour that properties fill with, as six digits; "" where it is not told."""
    for child in about if about is not None else ():
        if local(child) == "solidFill":
            colour = next(iter(child), None)
            is_plain = colour is not None and local(colour) == "srgbClr" and not len(colour)
            return (colour.get("val") or "").upper() if is_plain and colour is not None else ""
    return ""


def _stub_authors(root: etree._Element) -> frozenset[str]:
    """Authors of the notes that only repeat a threaded comment for older programs: tc={…}."""
    authors = enumerate(named(root, "author"))
    return frozenset(str(index) for index, author in authors if (author.text or "").startswith("tc={"))


def _add_comments(builder: DocumentBuilder, facts: SheetFacts, comments: Iterable[etree._Element]) -> None:
    """A comment's text stands in `text`: in pieces, or as it is in threaded comments."""
    for comment in comments:
        steps = cell_numbers((comment.get("ref") or "").encode("utf-8")) or ()
        pieces = [joined_text(body) or body.text or "" for body in named(comment, "text")]
        text = "".join(pieces)
        if text.strip():
            place = Place("comment", steps, "sheet", facts.name)
            builder.add(text, place, layer="comment", visible=False)


def _add_links(
    builder: DocumentBuilder, facts: SheetFacts, sheet: SheetXml, relations: Mapping[str, Relation]
) -> None:
    for row, column, id, tip in sheet.links():
        relation = relations.get(id)
        target = relation.target if relation is not None and relation.is_external else ""
        for text in filter(None, (target, tip)):
            place = Place("link", (row, column), "sheet", facts.name)
            builder.add(text, place, layer="link-target", visible=False)
