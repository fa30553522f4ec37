"""Bytes to text, for files that do not say reliably how they are encoded.

County sites hand out UTF-8, GBK and now and then UTF-16; hardly any file says which, and some say it
wrongly. Offsets in reports count code points of the decoded file: a byte-order mark is taken off, line
endings stay as they are.
"""

from __future__ import annotations

from array import array
from itertools import accumulate

from scanner.errors import Unreadable
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.settings import Limits

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What pages declare and the codec that reads it: GB18030 holds all of GBK, which holds all of GB2312.
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "gb-2312": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_SHIFTED = ("hz", "iso2022_jp_2", "iso2022_kr")
_SAMPLE = 1 << 16  # characters looked at to judge a decoding
_CREDIBLE = 0.5  # share of everyday characters below which a decoding is not believed
_CHINESE = 0.9  # share of ASCII and Chinese characters below which it is no Chinese text at all
_TOLERATED = 0.25  # replaced characters among those outside ASCII, for damaged UTF-8
_WIDE_ZEROS = 0.25  # share of zero bytes below which a text of ASCII bytes is not taken for UTF-16 at once
_ASCII = bytes(range(0x80))
_REPLACED = "\ufffd"
# Lead bytes of GB/T 2312: symbols, full-width forms and the 3,755 everyday characters (level 1).
_EVERYDAY_LEADS = bytes([0xA1, 0xA2, 0xA3, *range(0xB0, 0xD8)])
_BIG5_LEADS = bytes([0xA1, *range(0xA4, 0xC7)])  # Big5: symbols and the 5,401 everyday characters
_NOT_ASCII = compiled("[^\\x00-\\x7f]+")
_TWO_LETTERS = compiled("[\\x80-\u07ff]{2}")
_THREE_BYTES = compiled("[\u0800-\U0010ffff]")
_CONTROL = compiled("[\\x00-\\x08\\x0e-\\x1f]")
_CHINESE_OR_ASCII = compiled("[\\x00-\\x7f\\u2010-\\u2030\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffee]")
_LINE_END = compiled("\\r\\n?|\\n")


class Decoded(metaclass=noun):
    """A file's text. `suspicious` where bytes had to be replaced or the encoding is a mere guess."""

    text: str
    encoding: str
    suspicious: bool = False


def decoded(data: bytes, *, declared: str = "") -> Decoded:
    """The text of `data` without its byte-order mark; never fails.

    Order: byte-order mark, what the file declares (when it holds), UTF-16 without a mark, UTF-8, GB18030
    where the result looks like Chinese, Big5; at last the best guess with replaced characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if (b"\x1b$" in data or b"~{" in data) and data.isascii():
        return _shifted(data)
    named = _DECLARED.get(declared.strip().lower().replace("_", "-"), "")
    for encoding in (named, _wide_encoding(data), "utf-8", "gb18030", "big5hkscs"):
        text = _strict(data, encoding) if encoding else None
        if text is not None and _is_credible(text, encoding, data):
            return Decoded(text, encoding)
    text = _strict(data, "gb18030")
    if text is not None and _chinese_share(_foreign(text)) >= _CHINESE:
        return Decoded(text, "gb18030")  # rare characters only: a list of names, traditional script
    return _guess(data)


def is_wide(data: bytes) -> bool:
    """Whether the bytes read as UTF-16 text without a byte-order mark."""
    return bool(_wide_encoding(data))


def line_starts(text: str) -> array[int]:
    """Offsets at which the lines of `text` begin; a line ends with LF, CR LF or CR."""
    returns = text.count("\r")
    if returns and returns != text.count("\r\n"):
        return array("q", [0, *(end.end() for end in _LINE_END.finditer(text))])
    starts = array("q", accumulate(map((1).__add__, map(len, text.split("\n"))), initial=0))
    starts.pop()
    return starts


def _marked(data: bytes, encoding: str) -> Decoded:
    text = _strict(data, encoding)
    if text is not None:
        return Decoded(text, encoding)
    return Decoded(data.decode(encoding, "replace"), encoding, True)


def _shifted(data: bytes) -> Decoded:
    """Text whose characters are written in pairs of ASCII between signs that shift (ISO-2022, RFC 1843)."""
    for encoding in _SHIFTED:
        text = _strict(data, encoding)
        if text is not None and not text.isascii():
            return Decoded(text, encoding)
    return Decoded(data.decode("ascii"), "ascii", b"\x1b$" in data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_credible(text: str, encoding: str, data: bytes) -> bool:
    """Whether the decoding holds: some GBK words (目录) also read as UTF-8, as letters of no language."""
    if encoding != "utf-8":
        return _everyday_share(text, encoding) >= _CREDIBLE
    if not _TWO_LETTERS.search(text[:_SAMPLE]) or _THREE_BYTES.search(text):
        return True
    other = _strict(data, "gb18030")
    return other is None or _everyday_share(other, "gb18030") < _CHINESE


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: digits and line ends leave zero bytes, which no other text holds."""
    if b"\0" not in data or len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[: 2 * _SAMPLE].decode(encoding, "replace")
        if _CONTROL.search(sample) or _chinese_share(sample) < _CHINESE:
            continue
        if _is_narrow(data[: 2 * _SAMPLE]) and _everyday_share(sample, encoding) < _CHINESE:
            continue
        return encoding
    return ""


def _is_narrow(data: bytes) -> bool:
    """Whether nearly all bytes are ASCII and few are zero: two letters of ASCII also read as one 汉字."""
    beyond = len(data.translate(None, _ASCII))
    return beyond < (1 - _CHINESE) * len(data) and data.count(0) < _WIDE_ZEROS * len(data)


def _foreign(text: str) -> str:
    return "".join(_NOT_ASCII.findall(text[:_SAMPLE]))


def _chinese_share(text: str) -> float:
    """How much of the text is ASCII, 汉字 or Chinese punctuation; 1 for no text."""
    return len(_CHINESE_OR_ASCII.findall(text)) / len(text) if text else 1.0


def _everyday_share(text: str, encoding: str) -> float:
    """How much of the text outside ASCII are everyday characters of the encoding; 1 for plain ASCII."""
    foreign = _foreign(text)
    if encoding == "big5hkscs":
        common = _leads(foreign.encode("big5", "ignore"), _BIG5_LEADS)
    else:
        common = _leads(foreign.encode("gb2312", "ignore"), _EVERYDAY_LEADS)
    return common / len(foreign) if foreign else 1.0


def _leads(pairs: bytes, leads: bytes) -> int:
    first = pairs[0::2]
    return len(first) - len(first.translate(None, leads))


def _guess(data: bytes) -> Decoded:
    """Damaged text: UTF-8 where most of its sequences hold, else GB18030 with replaced characters."""
    text = data.decode("utf-8", "replace")
    if text.count(_REPLACED) <= _TOLERATED * sum(map(len, _NOT_ASCII.findall(text))):
        return Decoded(text, "utf-8", True)
    return Decoded(data.decode("gb18030", "replace"), "gb18030", True)


def text_of(builder: DocumentBuilder, data: bytes, limits: Limits, *, declared: str = "") -> str:
    """The decoded text of a file, its encoding noted in the builder, a doubtful one as a gap.

    Raises `Unreadable` ("too-large").
    """
    plain = decoded(data, declared=declared)
    if len(plain.text) > limits.text_chars:
        raise Unreadable("too-large", "text")
    builder.encoding = plain.encoding
    if plain.suspicious:
        builder.gap("part", "undecodable", detail=plain.encoding)
    return plain.text
