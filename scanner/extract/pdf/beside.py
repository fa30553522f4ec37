"""Everything of a PDF beside the text of its pages: one sweep over its objects, its files, its former states."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Dictionary, Stream, String

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.pdf.drawn import UNSEEN_FLAGS
from scanner.extract.pdf.looks import form_texts, looks_of, orphan_pages, page_texts, patterns_of, unused
from scanner.extract.pdf.maps import is_lying
from scanner.extract.pdf.names import comments_between, numbers_in_names, person_numbers
from scanner.extract.pdf.objects import BROKEN, Objects, Unbounded, string_text
from scanner.extract.pdf.revisions import MOST_REVISIONS, around, ends_of, former_lines, unlisted
from scanner.extract.pdf.streams import readable
from scanner.extract.pdf.strings import Said
from scanner.extract.pdf.sweep import Sweep, layers_off
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.settings import Limits

LONGEST_ENDING = 6  # characters of a file name's extension that is told
ON_PAPER = ("/Stamp", "/Watermark", "/Widget")  # annotations that belong to the page as printed


def add_beside(
    builder: DocumentBuilder, data: bytes, limits: Limits, shown: Sequence[str], comments: int
) -> bool:
    """Add what the objects hold; False where they could not be read, which is a gap.

    `shown` are the texts that the pages have given, `comments` how many comments were among them.
    """
    try:
        objects = Objects(data, limits)
    except Unreadable as error:
        builder.gap("part", error.reason, None, "objects")
        return False
    try:
        sweep = Sweep(builder, objects, shown, comments)
        sweep.pour()
        _add_looks(builder, sweep)
        _add_former(builder, sweep, data, limits)
        _add_names(sweep, data)
        _add_loose(builder, sweep, data, limits)
        _add_files(builder, objects, limits)
        if is_lying(objects):
            builder.gap("part", "untrusted-text", None, "ToUnicode")
    except BROKEN:
        builder.gap("part", "damaged", None, "objects")
    finally:
        objects.close()
    return True


def off_layers(data: bytes, limits: Limits) -> frozenset[str]:
    """The names of the layers that are off when the file is opened."""
    try:
        objects = Objects(data, limits)
    except Unreadable:
        return frozenset()
    try:
        return layers_off(objects)
    except BROKEN:
        return frozenset()
    finally:
        objects.close()


def _add_looks(builder: DocumentBuilder, sweep: Sweep) -> None:
    """Text of annotations' looks, of forms that nothing draws, of pages outside the tree."""
    objects = sweep.objects
    looks = looks_of(objects)
    for (page, note, _), text in zip(looks, form_texts([look for _, _, look in looks]), strict=False):
        sweep.tell_look(text, page, _look_layer(note))
    tiles = patterns_of(objects)
    for (page, _), text in zip(tiles, form_texts([tile for _, tile in tiles]), strict=False):
        if page:
            sweep.tell_look(text, page, "body")
        else:
            sweep.tell(Said(text, "leftover", "leftover"))
    forms, pictures = unused(objects)
    for text in form_texts(forms):
        for line in text.split("\n"):
            sweep.tell(Said(line, "leftover", "leftover"))
    for number in pictures:
        sweep.note_picture(objects.by_number[number])
    for text in page_texts(orphan_pages(objects)):
        for line in text.split("\n"):
            sweep.tell(Said(line, "earlier-revision", "revision"))


def _look_layer(note: Dictionary) -> str:
    kind = str(note.get("/Subtype", ""))
    is_unseen = bool(int(note.get("/F", 0)) & UNSEEN_FLAGS)
    if kind in ON_PAPER and not is_unseen:
        return "body"
    return "form-data" if kind == "/Widget" else "comment"


def _add_former(builder: DocumentBuilder, sweep: Sweep, data: bytes, limits: Limits) -> None:
    """What earlier states said and the last one does not."""
    ends = ends_of(data)[:-1]
    if not ends:
        return
    lines, is_whole = former_lines(data, limits, sweep.is_shown)
    for state, page, line in lines:
        sweep.tell(
            Said(line, "earlier-revision", "revision"), Place("revision", (page,), "page", name=f"{state}")
        )
    for end in ends[:MOST_REVISIONS]:
        try:
            objects = Objects(data[:end], limits)
        except Unreadable:
            continue  # the first end of a linearized file is none
        try:
            Sweep(builder, objects, sweep.texts(), now=sweep).pour()
        finally:
            objects.close()
    if not is_whole:
        builder.gap("part", "not-read", None, f"%%EOF > {MOST_REVISIONS}")


def _add_names(sweep: Sweep, data: bytes) -> None:
    """What stands only in names, and in comments between the objects."""
    objects = sweep.objects
    for number, text in objects.texts.items():
        for name in numbers_in_names(text):
            is_former = number not in objects.reachable
            layer, part = ("earlier-revision", "revision") if is_former else ("leftover", "leftover")
            if not (sweep.has_told(name) or all(map(sweep.is_shown, person_numbers(name)))):
                sweep.tell(Said(name, layer, part, "Name"))
    for comment in comments_between(data):
        if not sweep.has_told(comment):
            sweep.tell(Said(comment, "leftover", "leftover", "%"))


def _add_loose(builder: DocumentBuilder, sweep: Sweep, data: bytes, limits: Limits) -> None:
    """Bytes before the header and behind the end, objects that no table lists."""
    for said in unlisted(data, frozenset(sweep.objects.texts)):
        sweep.tell(said)
    for mark, raw in around(data):
        text = readable(raw[: limits.text_chars].rstrip(b"\0\r\n\t \x1a"))
        if text is not None:
            sweep.tell(Said(text, "leftover", "leftover", mark))
            continue
        from scanner.extract.nested import pour_file

        pour_file(builder, "", raw, limits, shown=mark)


def _add_files(builder: DocumentBuilder, objects: Objects, limits: Limits) -> None:
    """The files within the file, each read by the reader of its own format (7.11.4)."""
    from scanner.extract.nested import pour_file

    for count, (name, stream) in enumerate(_files(objects), 1):
        ending = name.rpartition(".")[2]
        known = f".{ending}" if "." in name and ending.isalnum() and len(ending) <= LONGEST_ENDING else ""
        try:
            data = objects.decoded(stream)
        except (Unbounded, *BROKEN):
            builder.gap("part", "too-large", Place("embedded", (), "named", inside=f"{count}{known}"))
            continue
        if data:
            pour_file(builder, f"file{known}", data, limits, shown=f"{count}{known}")


def _files(objects: Objects) -> list[tuple[str, Stream]]:
    """Name and bytes of every embedded file, in the order of the objects."""
    found: dict[int, tuple[str, Stream]] = {}
    for spec in objects.with_key("/EF"):
        files = spec["/EF"]
        names = [string_text(spec[key]) for key in ("/UF", "/F") if isinstance(spec.get(key), String)]  # type: ignore[arg-type]
        for stream in files.values() if isinstance(files, Dictionary) else ():
            if isinstance(stream, Stream):
                found.setdefault(stream.objgen[0], (names[0] if names else "", stream))
    for number, stream in objects.streams():
        if str(stream.get("/Type", "")) == "/EmbeddedFile":
            found.setdefault(number, ("", stream))
    return [found[number] for number in sorted(found)]
