"""The texts in DER: names in certificates, seals and signatures.

ITU-T X.690, 8.1 (tag, length, value); X.509, 4.1.2.4 (names); GB/T 38540, 7 (seals).
"""

from __future__ import annotations

from scanner.regexes import compiled

_TEXT_TAGS = frozenset((0x0C, 0x13, 0x16, 0x1E))  # UTF8String, PrintableString, IA5String, BMPString
_TELLING = compiled("[\u3400-\u9fff]{2}|[0-9]{6}|[A-Za-z0-9]@[A-Za-z0-9]")
MOST_BYTES = 4 * 2**20


def der_texts(data: bytes) -> list[str]:
    """The telling texts, each once: with two 汉字, six digits or an address."""
    data = data[:MOST_BYTES]
    found: dict[str, None] = {}
    at = 0
    while at + 2 < len(data):
        length, begin = data[at + 1], at + 2
        if length == 0x81:
            length, begin = data[at + 2], at + 3
        if data[at] in _TEXT_TAGS and 2 <= length < 0x100 and begin + length <= len(data):
            raw = data[begin : begin + length]
            text = raw.decode("utf-16-be" if data[at] == 0x1E else "utf-8", "ignore")
            if text.isprintable() and len(text) >= 2:
                if _TELLING.search(text):
                    found[text] = None
                at = begin + length
                continue
        at += 1
    return list(found)
