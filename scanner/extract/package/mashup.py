"""What queries of a workbook keep within it: their text, and the rows that somebody typed into them.

[MS-QDEFF], 2.1 and 2.2: custom XML with the element DataMashup holds, in base64, a version, the length of a package and this
package; its part Formulas/Section1.m is the text. Rows that are typed in stand there in base64, deflated.
"""

from __future__ import annotations

from binascii import Error, a2b_base64
from struct import unpack_from

from scanner.errors import Unreadable
from scanner.extract.encoding import decoded
from scanner.extract.ole.raw_words import raw_words
from scanner.extract.package.zip_parts import Zip
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.settings import Limits

_HELD = compiled("DataMashup[^<>]{0,300}>([A-Za-z0-9+/=\\s]{16,})<")
_TYPED_IN = compiled('"([A-Za-z0-9+/]{8,}={0,2})"')
_HEAD, _FORMULAS = 8, "Formulas/"
_MOST_TABLES, _LONGEST_TABLE = 200, 2**20  # bytes of a table that are given


def mashup_texts(data: bytes, limits: Limits) -> Iterator[str]:
    """The texts of the queries, the rows within them, what stands beside them. Raises `Unreadable`."""
    held = _HELD.search(decoded(data).text)
    try:
        raw = a2b_base64(held[1]) if held else b""
    except Error as error:
        raise Unreadable("damaged", "mashup") from error
    size = unpack_from("<I", raw, 4)[0] if len(raw) >= _HEAD else 0
    package = Zip(raw[_HEAD : _HEAD + size], limits)
    for name in package.names:
        if name.startswith(_FORMULAS):
            text = decoded(package.read(name)).text
            yield text
            yield from _typed_in(text)
    yield from raw_words(raw[_HEAD + size :])


def _typed_in(text: str) -> Iterator[str]:
    from zlib import decompressobj
    from zlib import error as ZlibError  # noqa: N812

    for found in list(_TYPED_IN.finditer(text))[:_MOST_TABLES]:
        try:
            rows = decompressobj(-15).decompress(a2b_base64(found[1]), _LONGEST_TABLE)
        except (Error, ZlibError):
            continue
        yield rows.decode("utf-8", "replace")
