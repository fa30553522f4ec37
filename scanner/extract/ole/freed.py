"""What the freed sectors of an OLE file still hold, and what was hung on behind the file.

Programs do not clear what they free ([MS-CFB] 2.3: sectors marked as free keep their bytes), so that older states of
a text lie there, beside names of streams and pieces of memory, which tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.extract.hung_on import pour_hung_on, pour_remnant
from scanner.extract.ole.raw_words import MOST_BYTES, raw_words
from scanner.model import Place
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.ole.compound import CompoundFile
    from scanner.settings import Limits

# Of what somebody wrote: two 汉字, a long number that is no name of a stream, an address.
_WRITTEN = compiled(
    "[\u3400-\u9fff]{2}|(?<![0-9A-Fa-f_#.{-])[0-9]{11,}(?![0-9A-Fa-f}])|[A-Za-z0-9]@[A-Za-z0-9-]{2,}[.][a-z]"
)


def freed_words(storage: CompoundFile, builder: DocumentBuilder, limits: Limits) -> Iterator[str]:
    """The words to be told; files are added to `builder`. All streams must have been read before."""
    behind = storage.behind()
    pieces = [] if pour_hung_on(builder, behind, limits) else [behind]
    pieces += [piece for piece in storage.unused() if not pour_remnant(builder, piece, limits)]
    for piece in pieces:
        if len(piece) > MOST_BYTES:
            builder.gap("part", "too-large", Place("leftover", (), "named"))
        yield from (text for text in raw_words(piece) if _WRITTEN.search(text))
