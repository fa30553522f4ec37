"""Former states of a PDF: what an incremental save leaves behind it (ISO 32000-1, 7.5.6).

Cut off at an earlier %%EOF, the file is what it was then. Only what the last state no longer says is told.
"""

from __future__ import annotations

from scanner.extract.pdf.looks import texts_of
from scanner.extract.pdf.objects import Unbounded, inflated
from scanner.extract.pdf.streams import loose_strings
from scanner.extract.pdf.strings import Said, is_telling
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.settings import Limits

END = b"%%EOF"
HEADER = b"%PDF-"
MOST_REVISIONS = 20
OBJECT = compiled_bytes(rb"(?<![0-9])([0-9]{1,10})[ \r\n]+[0-9]{1,5}[ \r\n]+obj\b")
MOST_OBJECT = 2**20  # bytes of an object that no table lists


def ends_of(data: bytes) -> list[int]:
    """Where the states of a file end, the last one included."""
    found: list[int] = []
    at = data.find(END)
    while at >= 0:
        found.append(at + len(END))
        at = data.find(END, at + 1)
    return found


def former_lines(
    data: bytes, limits: Limits, is_known: Callable[[str], bool]
) -> tuple[list[tuple[int, int, str]], bool]:
    """(state, page, line) of each line that earlier states showed and the last does not; whether all were read."""
    found: list[tuple[int, int, str]] = []
    ends = ends_of(data)[:-1]
    said: set[str] = set()
    for state, end in enumerate(ends[:MOST_REVISIONS], 1):
        pages = texts_of(data[:end], limits.pages)
        for page, text in enumerate(pages or (), 1):
            for line in text.split("\n"):
                line = line.strip("\r\n\t \ufdd0")
                if line and line not in said and is_telling(line) and not is_known(line):
                    said.add(line)
                    found.append((state, page, line))
    return found, len(ends) <= MOST_REVISIONS


def around(data: bytes) -> list[tuple[str, bytes]]:
    """What stands before the header and behind the last %%EOF, where it is anything."""
    ends = ends_of(data)
    head = data[: max(data.find(HEADER), 0)].lstrip(b"\0\r\n\t \xef\xbb\xbf")
    tail = data[ends[-1] :].lstrip(b"\0\r\n\t \x1a") if ends else b""
    return [(name, raw) for name, raw in (("%PDF-", head), ("%%EOF", tail)) if raw]


def unlisted(data: bytes, known: frozenset[int]) -> list[Said]:
    """The readable strings of objects that stand in the file and in no table of it."""
    found: list[Said] = []
    for match in OBJECT.finditer(data):
        if int(match[1]) in known:
            continue
        end = data.find(b"endobj", match.end(), match.end() + MOST_OBJECT)
        raw = data[match.end() : end if end >= 0 else match.end() + MOST_OBJECT]
        head, word, rest = raw.partition(b"stream")
        texts = loose_strings(head)
        if word:
            texts += loose_strings(_stream(head, rest))
        found += [Said(text, "earlier-revision", "leftover") for text in dict.fromkeys(texts)]
    return found


def _stream(head: bytes, rest: bytes) -> bytes:
    packed = rest.lstrip(b"\r\n").partition(b"endstream")[0]
    if b"/FlateDecode" not in head:
        return packed if b"/Filter" not in head else b""
    try:
        return inflated(packed, MOST_OBJECT)
    except (ValueError, Unbounded):
        return b""
