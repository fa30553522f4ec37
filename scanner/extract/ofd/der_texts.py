"""The texts in DER: names in certificates, seals and signatures.

ITU-T X.690, 8.1 (tag, length, value); X.509, 4.1.2.4 (names); GB/T 38540, 7 (seals).
"""

from __future__ import annotations

from scanner.regexes import compiled, compiled_bytes

_WIDE = 0x1E  # BMPString
# UTF8String, PrintableString, IA5String or BMPString, and a length of one byte (after 81, where it stands in the next).
_HEAD = compiled_bytes(rb"(?s)([\x0c\x13\x16\x1e])(?:\x81([\x02-\xff])|([\x02-\x80\x82-\xff]))(?=.)")
_TELLING = compiled("[\u3400-\u9fff]{2}|[0-9]{6}|[A-Za-z0-9]@[A-Za-z0-9]")
_LONGEST = 1000  # bytes of a text whose length stands in the two bytes after 82
MOST_BYTES = 4 * 2**20


def der_texts(data: bytes) -> list[str]:
    """The telling texts, each once: with two 汉字, six digits or an address."""
    data = data[:MOST_BYTES]
    found: dict[str, None] = {}
    head = _HEAD.search(data)
    while head is not None:
        at, begin = head.start() + 1, head.end()
        length = (head[2] or head[3])[0]
        if head[3] == b"\x82" and int.from_bytes(data[begin : begin + 2]) <= min(
            _LONGEST, len(data) - begin - 2
        ):
            length, begin = int.from_bytes(data[begin : begin + 2]), begin + 2
        if begin + length <= len(data):
            raw = data[begin : begin + length]
            text = raw.decode("utf-16-be" if head[1][0] == _WIDE else "utf-8", "ignore")
            if text.isprintable() and len(text) >= 2:
                if _TELLING.search(text):
                    found[text] = None
                at = begin + length
        head = _HEAD.search(data, at)
    return list(found)
