"""Reader of .docx (ECMA-376-1, WordprocessingML), over lxml.

Read: body, tables and tables within cells, text boxes, content controls, headers and footers (also those
not in use), foot- and endnotes, comments, revisions, hidden runs, fields, link targets, alternative
texts, document variables, properties; all other parts by the part sweep. Labels of automatic numbering (一、) outside tables
become blocks of their own, which the paragraph continues; in cells they are left out.

Not read, each a gap: pictures of at least 2 cm both ways, sound and film.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.docx import tags as w
from scanner.extract.docx.inline import Inlines
from scanner.extract.docx.invisible import mark_invisible
from scanner.extract.docx.leftovers import pour_properties, pour_settings
from scanner.extract.docx.look import without_looks
from scanner.extract.docx.notes import Comments, pour_notes, seen_or_gap
from scanner.extract.docx.numbering import Numbering
from scanner.extract.docx.signs import (
    has_faint_style,
    has_faint_table_style,
    may_be_cut_off,
    may_be_invisible,
    may_be_out_of_sight,
)
from scanner.extract.docx.story import Story
from scanner.extract.docx.styles import Styles
from scanner.extract.package.ooxml import Package
from scanner.extract.package.part_names import shown_name
from scanner.extract.package.sweep import Sweep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.docx.covers import MarginBar
    from scanner.model import Document
    from scanner.settings import Limits

COVERING = (b"wrapNone", b"position:absolute")  # signs of a shape that lies over the text
_USUAL_MAIN = "word/document.xml"
# Parts that are read, by their usual names without a number: found also where no relation leads to them.
_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_KINDS = (*_STORIES, "styles", "numbering", "settings")


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document in the bytes of a .docx.

    Raises `Unreadable`: "damaged", "encrypted", "too-large", "too-deep" or "entities" when the main part
    cannot be read. A broken part beside it is a gap.
    """
    package = Package(data, limits, without_lxml=True)
    main = package.named(package.main_part(_USUAL_MAIN)) or _USUAL_MAIN
    data = package.read(main)
    parts = _parts_by_kind(package, main)
    builder = DocumentBuilder(name, "docx")
    styles = Styles(package, next(iter(parts["styles"]), None))
    suspects = may_be_invisible(data) or has_faint_style(styles.data, data)
    suspects = suspects or has_faint_table_style(styles.data, data)
    bars = _margin_bars(package, parts)
    covers = bool(bars) or any(sign in data for sign in COVERING)
    aside = may_be_out_of_sight(data) or styles.may_be_out_of_sight
    lean = data if suspects or covers or aside else without_looks(data)
    root = package.parsed(lean, is_moved=covers)
    if may_be_cut_off(data):
        root = _without_cut_off(root, data, lean, styles, package)
    if suspects:
        mark_invisible(root, styles)
    if aside:
        from scanner.extract.docx.out_of_sight import mark_out_of_sight

        mark_out_of_sight(root, styles)
    if covers:
        from scanner.extract.docx.covers import mark_covered

        if not mark_covered(root, styles, package, main, bars):
            builder.gap("part", "too-many-shapes")
    _Reader(package, main, parts, styles, builder).pour(root)
    pour_properties(package, builder)
    pour_settings(package, builder, next(iter(parts["settings"]), None))
    read = [part for kind in _STORIES for part in parts[kind]]
    kept = {main: lean, parts["styles"][0]: styles.data} if parts["styles"] else {main: lean}
    Sweep(package, builder, limits).pour({*read, main}, kept)
    return builder.document()


def _margin_bars(package: Package, parts: dict[str, list[str]]) -> list[MarginBar]:
    """What may lie over the body though it hangs on a header or footer."""
    margins = [part for kind in ("header", "footer") for part in parts[kind]]
    for part in margins:
        try:
            data = package.read(part)
        except Unreadable:  # who reads it says so
            continue
        if any(sign in data for sign in COVERING):
            from scanner.extract.docx.covers import margin_bars

            return margin_bars(package, parts)
    return []


def _without_cut_off(root: _Element, data: bytes, lean: bytes, styles: Styles, package: Package) -> _Element:
    """The tree, what edges cut off marked in it; made anew where the sizes of letters matter and are not in it."""
    from scanner.extract.docx.cut_off import holders, mark_cut_off, wants_looks

    held = holders(root)
    if len(lean) < len(data) and wants_looks(root, held):
        root = package.parsed(data)
        held = holders(root)
    mark_cut_off(root, held, styles)
    return root


class _Reader:
    """Pours the stories of a file in reading order."""

    def __init__(
        self,
        package: Package,
        main: str,
        parts: dict[str, list[str]],
        styles: Styles,
        builder: DocumentBuilder,
    ) -> None:
        self._package = package
        self._main = main
        self._parts = parts
        self._builder = builder
        self._styles = styles
        self._numbering = Numbering(package, next(iter(parts["numbering"]), None))
        self._comments = Comments(package, styles, builder)

    def pour(self, root: _Element) -> None:
        """Body, headers and footers, notes, then the comments that nothing points at."""
        for part in self._parts["comments"]:
            self._comments.load(part)
        inlines = Inlines(self._package, self._main, self._styles)
        body = root.find(w.W + "body")
        if body is None:
            raise Unreadable("damaged", "no body")
        story = Story(self._builder, inlines, self._numbering, self._comments, "body")
        story.pour(body)
        for kind in ("header", "footer"):
            self._pour_margins(kind)
        for kind in ("footnotes", "endnotes"):
            for part in self._parts[kind]:
                pour_notes(self._package, part, kind[:-1], self._styles, self._builder)
        self._comments.pour_rest()
        self._note_faults(inlines)

    def _pour_margins(self, kind: str) -> None:
        """All headers or footers; one that says the same as another is poured once."""
        seen: set[str] = {""}
        story: Story | None = None
        for part in self._parts[kind]:
            root = seen_or_gap(self._package, part, self._styles, self._builder)
            if root is None:
                continue
            words = _fingerprint(root)
            if words in seen:
                continue
            seen.add(words)
            inlines = Inlines(self._package, part, self._styles)
            story = story or Story(self._builder, inlines, self._numbering, self._comments, kind)
            story.inlines = inlines
            story.pour(root)

    def _note_faults(self, inlines: Inlines) -> None:
        for fault, kind in ((self._styles.fault, "styles"), (self._numbering.fault, "numbering")):
            if fault:
                self._builder.gap("part", fault, None, shown_name(self._parts[kind][0]))
        if inlines.fault:
            self._builder.gap("part", inlines.fault, None, "document.xml.rels")


def _fingerprint(root: _Element) -> str:
    """All words of a header and whether it draws something; "" for an empty one."""
    words = "".join(map(str, root.itertext()))
    drawn = sum(1 for _ in root.iter(w.DRAWING, w.PICT, w.OBJECT))
    return words.strip() if not drawn else f"{drawn}\n{words}"


def _parts_by_kind(package: Package, main: str) -> dict[str, list[str]]:
    """The parts of each kind: those the main part relates to first, then others of the usual name."""
    folder = main.rpartition("/")[0]
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for relation in _relations(package, main):
        if relation[0] in found and relation[1] not in found[relation[0]]:
            found[relation[0]].append(relation[1])
    for part in package.names:
        above, _, file = part.lower().rpartition("/")
        kind = file.removesuffix(".xml").rstrip("0123456789")
        if above == folder.lower() and kind in found and file.endswith(".xml") and part not in found[kind]:
            found[kind].append(part)
    return found


def _relations(package: Package, main: str) -> list[tuple[str, str]]:
    """(kind, part) of the main part's relations; a broken list of relations is noted when it is used."""
    try:
        relations = package.relations(main).values()
    except Unreadable:
        return []
    named = (
        (relation.kind, package.named(relation.target)) for relation in relations if not relation.is_external
    )
    return [(kind, part) for kind, part in named if part is not None]
