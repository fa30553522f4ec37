"""What a paragraph of a .docx holds: the visible text with its insertions, and what lies beside it."""

from __future__ import annotations

from scanner.model import Mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element


class Aside:
    """Text beside the visible text of a paragraph. `author` is known for revisions only."""

    __slots__ = ("author", "layer", "text", "visible")

    def __init__(self, layer: str, text: str, author: str = "", *, visible: bool = False) -> None:
        self.layer = layer
        self.text = text
        self.author = author
        self.visible = visible


class Field:
    """A field whose end is still to come: its instruction, None once its result began; words that stand in the instruction."""

    __slots__ = ("code", "words")

    def __init__(self) -> None:
        self.code: list[str] | None = []
        self.words: list[str] = []


class Content:
    """What a paragraph, or a cell with all its paragraphs, holds."""

    __slots__ = (
        *(
            "asides",
            "boxes",
            "codes",
            "comments",
            "deleted",
            "doubts",
            "extent",
            "fields",
            "hidden",
            "inserted",
            "length",
            "marks",
        ),
        *("open", "pictures", "pieces", "seen", "tables"),
    )

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[tuple[int, int, str]] = []
        self.doubts: list[tuple[int, int]] = []  # stretches over which a shape may lie
        self.asides: list[Aside] = []
        self.boxes: list[tuple[_Element, str]] = []  # text box, and the layer that hides it or ""
        self.tables: list[_Element] = []  # tables within a cell
        self.comments: list[str] = []  # ids
        self.pictures: list[str] = []  # relation ids
        self.inserted: str | None = None  # author of the revision around the place being read
        self.deleted: str | None = None
        self.hidden = ""  # the layer that hides what is being read: hidden-text, invisible-text
        self.open: Aside | None = None  # deleted or hidden text that may go on in the next run
        self.fields: list[Field] = []
        self.codes: list[
            Field
        ] = []  # those of them in whose instruction the text being read stands, outermost first
        self.extent = (0, 0)
        self.seen: set[tuple[str, str]] = set()

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def put(self, text: str) -> None:
        """Add text as the revisions, properties and fields around it say."""
        field = self.codes[-1] if self.codes else None
        if field is not None and field.code is not None:  # no program shows it (17.16.18)
            field.code.append(text)
            field.words.append(text)
        elif self.deleted is not None:
            self._put_aside("deletion", text, self.deleted)
        elif self.hidden:
            self._put_aside(self.hidden, text, "")
        elif text:
            if self.inserted is not None:
                self._mark(len(text), self.inserted)
            self.pieces.append(text)
            self.length += len(text)
            self.open = None

    def begin_field(self) -> None:
        """Open a field."""
        self.fields.append(Field())
        self.codes.append(self.fields[-1])

    def end_code(self, field: Field) -> None:
        """End the instruction of the innermost field."""
        if self.codes and self.codes[-1] is field:
            self.codes.pop()
        field.code, field.words = None, []

    def note(self, layer: str, text: str) -> None:
        """Add an aside that is no running text; the same one is added once."""
        if text.strip() and (layer, text) not in self.seen:
            self.seen.add((layer, text))
            self.asides.append(Aside(layer, text))

    def _put_aside(self, layer: str, text: str, author: str) -> None:
        if self.open is None or (self.open.layer, self.open.author) != (layer, author):
            self.open = Aside(layer, "", author)
            self.asides.append(self.open)
        self.open.text += text

    def _mark(self, length: int, author: str) -> None:
        start = self.length
        if self.marks and self.marks[-1][1:] == (start, author):
            start = self.marks.pop()[0]
        self.marks.append((start, self.length + length, author))

    def stretches(self) -> tuple[Mark, ...]:
        """The stretches of the visible text that were inserted, and those that a shape may hide."""
        doubts = [Mark(start, end, "maybe-covered") for start, end in self.doubts]
        return (*(Mark(start, end, "insertion", author) for start, end, author in self.marks), *doubts)
