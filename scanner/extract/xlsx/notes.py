"""What hangs on a sheet besides its cells: comments, text boxes, links."""

from __future__ import annotations

from scanner.extract.xlsx.sheet import cell_numbers
from scanner.extract.xlsx.text import joined_text, named
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package, Relation
    from scanner.extract.sheets.cells import SheetFacts
    from scanner.extract.xlsx.sheet import SheetXml


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
        for paragraph in named(body, "p"):
            text = joined_text(paragraph)
            if text.strip():
                layer = "textbox" if facts.visible else facts.layer
                builder.add(text, place, layer=layer, visible=facts.visible)


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
