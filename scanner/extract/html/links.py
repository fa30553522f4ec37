"""Addresses of links: percent signs resolved, with the way back; files that an address itself holds (data:)."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.extract.html.tags import plain_pieces
from scanner.regexes import compiled

Piece = tuple[str, int, int, int]

_PERCENT = compiled("(?:%[0-9A-Fa-f]{2})+")
_DATA = compiled("data:([a-zA-Z0-9.+-]*/?[a-zA-Z0-9.+-]*)((?:;[^,;]{0,40}){0,4}),")
_SILENT = (
    "font/",
    "application/font",
    "application/x-font",
    "application/javascript",
    "text/javascript",
    "text/css",
)
_ENDING = {
    "text/html": ".html",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
}
_ENCODED = compiled("[\"'=]([A-Za-z0-9+/]{24,}+={0,2})(?=[\"'\\s>])")
_MAP = compiled("sourceMappingURL=(data:[^\\s\"'<>*]{1,67108864})")
_WORDS = compiled("[\\u3400-\\u9fff]{2}|(?<![0-9])[0-9]{11}(?![0-9])|[0-9]{15}")
_UNREADABLE = compiled("[\\x00-\\x08\\x0b\\x0e-\\x1f\\ufffd]")
_MOST_ENCODED = 500  # values of a page
LEAST_PICTURE = 6_000  # bytes; smaller ones are icons
MOST_BYTES = 2**26


def link_pieces(text: str, source: int) -> Iterator[Piece]:
    """`plain_pieces` of an address whose percent signs are resolved (RFC 3986, 2.1; UTF-8, else GB 18030)."""
    length = 0
    for drawn, _, at, size in plain_pieces(text, source, 0):
        is_verbatim = len(drawn) == size
        for part, first, taken in _resolved(drawn) if is_verbatim and "%" in drawn else [(drawn, 0, size)]:
            yield part, length, at + first, taken
            length += len(part)


def _resolved(text: str) -> Iterator[tuple[str, int, int]]:
    """The text in parts: (what it says, where it stands in the text, characters it takes there)."""
    done = 0
    for found in _PERCENT.finditer(text):
        if found.start() > done:
            yield text[done : found.start()], done, found.start() - done
        done = found.start()
        for char, size in _decoded(found[0]):
            yield char, done, 3 * size
            done += 3 * size
        done = found.end()
    if done < len(text):
        yield text[done:], done, len(text) - done


def _decoded(run: str) -> Iterator[tuple[str, int]]:
    """Each character of a run of %XX with the number of its bytes."""
    data = bytes.fromhex(run.replace("%", ""))
    encoding = "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = "gb18030"
        text = data.decode(encoding, "replace")
    for char in text:
        yield char, len(char.encode(encoding)) if char != "\ufffd" else 1


def held_file(address: str) -> tuple[str, bytes] | None:
    """(name, bytes) of the file that a data: address holds (RFC 2397); None for fonts, icons, scripts and broken ones."""
    found = _DATA.match(address)
    if found is None or len(address) > MOST_BYTES:
        return None
    kind = found[1].lower()
    if kind.startswith(_SILENT):
        return None
    data = _bytes(address[found.end() :], is_base64=found[2].lower().endswith(";base64"))
    if kind.startswith("image/") and kind != "image/svg+xml" and len(data) < LEAST_PICTURE:
        return None
    return (
        (f"data{_ENDING.get(kind, '.txt' if kind.startswith('text/') or not kind else '')}", data)
        if data
        else None
    )


def sheet_of(address: str) -> str | None:
    """The style sheet that a data: address holds; None for any other address."""
    found = _DATA.match(address.strip())
    if found is None or len(address) > MOST_BYTES or found[1].lower() not in ("text/css", "text/plain", ""):
        return None
    data = _bytes(address.strip()[found.end() :], is_base64=found[2].lower().endswith(";base64"))
    return data.decode("utf-8", "replace")


def encoded_texts(html: str) -> list[str]:
    """The texts that quoted values of a page hold in base64 (RFC 4648, 4): states of scripts, data of elements."""
    found: dict[str, None] = {}
    for number, value in enumerate(_ENCODED.findall(html)):
        if number >= _MOST_ENCODED:
            break
        data = _bytes(value, is_base64=True)
        for encoding in ("utf-8", "gb18030"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if (
                _WORDS.search(text)
                and not _UNREADABLE.search(text)
                and (encoding == "utf-8" or _is_plain(text))
            ):
                found[text] = None
                break
    return list(found)


def source_maps(html: str) -> list[str]:
    """The addresses of the source maps that the page holds itself: the sources of its scripts as they were written."""
    return _MAP.findall(html) if "sourceMappingURL=data:" in html else []


def _is_plain(text: str) -> bool:
    """Whether a text in GB 18030 is one: nearly any bytes are letters of that code."""
    return all(
        sign.isascii()
        or "\u3000" <= sign <= "\u303f"
        or "\u4e00" <= sign <= "\u9fa5"
        or sign in "，。：；（）"
        for sign in text
    )


def _bytes(text: str, *, is_base64: bool) -> bytes:
    from urllib.parse import unquote_to_bytes

    raw = unquote_to_bytes(text)
    if not is_base64:
        return raw
    from base64 import b64decode
    from binascii import Error

    try:
        return b64decode(b"".join(raw.split()) + b"==", validate=False)
    except Error:
        return b""
