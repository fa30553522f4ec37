"""Mutations of markup that leave most of it well-formed: attributes, elements, texts, references, encodings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from corpora.fuzzing_bytes import LARGEST
from corpora.fuzzing_bytes import mutated as bytes_mutated

Change = Callable[[Random, str, Sequence[str]], str]

_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.\-]*)([^<>]*?)(/?)>")
_VALUE = re.compile(r"""=\s*("[^"]*"|'[^']*')""")
_TEXT = re.compile(r">([^<>]+)<")
_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
NASTY = (
    *("", " ", "0", "-1", "1", "-2147483648", "2147483647", "2147483648", "4294967295", "65536", "1048577"),
    *("99999999999999999999", "-99999999999999999999", "9" * 5000, "1e308", "-1e999", "NaN", "inf", "-inf"),
    *(
        "1e-320",
        "0x10",
        "１２",
        "٣",
        "½",
        "²",
        "1_000",
        "+5",
        "--5",
        "1.2.3",
        "50%",
        "pt",
        "5pt",
        "-3.5cm",
        "a",
    ),
    *(
        "true",
        "none",
        "auto",
        "A1:XFD1048576",
        "A0",
        "A1:B",
        "$A$1",
        "ZZZZZ99999999",
        "#REF!",
        "../",
        "/",
        "//",
    ),
    *(
        "../../../../etc/passwd",
        "file:///etc/passwd",
        "http://example.com/a",
        "#",
        "rId1",
        "{}",
        "%s",
        "\\",
        "[",
        "(",
    ),
    *("&#0;", "&#xD800;", "&#xFFFFF;", "&#1;", "&amp;", "&x;", "\ufeff", "\u202e", "𝟘", "中" * 3000),
    *(
        "1 2 3",
        "0 0 0 0",
        "1 0 0 0 0 0",
        "nan nan nan nan nan nan",
        "1,2,,3",
        "g 9999999 1",
        "g 3 g 2",
        " " * 500,
    ),
)
_DEPTHS = (2, 5, 40, 200, 260, 2000, 20000)
_ROUNDS = (1, 1, 1, 2, 3, 6)


def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The part after one to six changes to its markup; seldom a change to its bytes instead."""
    if rng.random() < 0.1:
        return bytes_mutated(rng, data, pool or [data])
    text = data.decode("utf-8", "surrogateescape")
    others = [text, *(rng.choice(pool).decode("utf-8", "surrogateescape") for _ in pool[:1])]
    for _ in range(rng.choice(_ROUNDS)):
        text = rng.choice(_CHANGES)(rng, text, others)
    return text.encode("utf-8", "surrogatepass" if "\ud800" in text else "surrogateescape")[:LARGEST]


def _value_set(rng: Random, text: str, _: Sequence[str]) -> str:
    """The value of an attribute becomes one that no writer means."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    start, end = rng.choice(found).span(1)
    return f"{text[: start + 1]}{rng.choice(NASTY)}{text[end - 1 :]}"


def _value_swapped(rng: Random, text: str, _: Sequence[str]) -> str:
    """The value of an attribute becomes that of another: ids, targets, sizes."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    start, end = rng.choice(found).span(1)
    return text[:start] + rng.choice(found).group(1) + text[end:]


def number_changed(rng: Random, text: str, _: Sequence[str]) -> str:
    """Any number, wherever it stands, becomes another."""
    found = list(_DIGITS.finditer(text))
    if not found:
        return text
    start, end = rng.choice(found).span()
    return text[:start] + rng.choice(NASTY) + text[end:]


def _attribute_dropped(rng: Random, text: str, _: Sequence[str]) -> str:
    found = list(re.finditer(r"""\s[\w:.\-]+\s*=\s*("[^"]*"|'[^']*')""", text))
    if not found:
        return text
    start, end = rng.choice(found).span()
    return text[:start] + text[end:]


def _text_set(rng: Random, text: str, _: Sequence[str]) -> str:
    found = list(_TEXT.finditer(text))
    if not found:
        return text
    start, end = rng.choice(found).span(1)
    return text[:start] + rng.choice(NASTY) + text[end:]


def element(rng: Random, text: str) -> tuple[int, int]:
    """The bounds of an element; (0, 0) where there is none."""
    tags = list(_TAG.finditer(text))
    if not tags:
        return 0, 0
    at = rng.randrange(len(tags))
    first = tags[at]
    if first[1] or first[4]:
        return first.span()
    depth = 0
    for tag in tags[at : at + 5000]:
        if tag[2] == first[2] and not tag[4]:
            depth += -1 if tag[1] else 1
        if not depth:
            return first.start(), tag.end()
    return first.span()


def _removed(rng: Random, text: str, _: Sequence[str]) -> str:
    start, end = element(rng, text)
    return text[:start] + text[end:]


def _unwrapped(rng: Random, text: str, _: Sequence[str]) -> str:
    """One tag, begin or end, is gone."""
    found = list(_TAG.finditer(text))
    if not found:
        return text
    start, end = rng.choice(found).span()
    return text[:start] + text[end:]


def _doubled(rng: Random, text: str, _: Sequence[str]) -> str:
    start, end = element(rng, text)
    times = min(rng.choice((2, 2, 3, 20, 300, 3000)), LARGEST // max(end - start, 1))
    return text[:start] + text[start:end] * times + text[end:]


def _nested(rng: Random, text: str, _: Sequence[str]) -> str:
    """An element within itself, over and over; seldom without its ends."""
    start, end = element(rng, text)
    opened = _TAG.match(text, start)
    if not opened or opened[1] or opened[4]:
        return text
    depth = min(rng.choice(_DEPTHS), LARGEST // (2 * len(opened[0])))
    close = f"</{opened[2]}>" * depth if rng.random() < 0.85 else ""
    return text[:start] + opened[0] * depth + text[start:end] + close + text[end:]


def _brought(rng: Random, text: str, others: Sequence[str]) -> str:
    """An element of this part or another in the place of one, or beside it."""
    other = rng.choice(others)
    first, last = element(rng, other)
    start, end = element(rng, text)
    return text[:start] + other[first:last] + text[rng.choice((start, end)) :]


def _within(rng: Random, text: str, _: Sequence[str]) -> str:
    """An element moves into another."""
    start, end = element(rng, text)
    rest = text[:start] + text[end:]
    tags = [tag for tag in _TAG.finditer(rest) if not tag[4]]
    if not tags:
        return text
    at = rng.choice(tags).end()
    return rest[:at] + text[start:end] + rest[at:]


def _renamed(rng: Random, text: str, _: Sequence[str]) -> str:
    """All elements of one name get the name of another."""
    names = sorted({tag[2] for tag in _TAG.finditer(text)})
    if not names:
        return text
    old, new = rng.choice(names), rng.choice(names)
    return re.sub(rf"(</?){re.escape(old)}(?=[\s/>])", lambda found: found[1] + new, text)


_ENTITIES = (
    '<!DOCTYPE a [<!ENTITY x "九">]>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE a [<!ENTITY y "&x;&x;"><!ENTITY x "&y;">]>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.com/a.dtd"> %x;]>',
    '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
    "<!--" + "-" * 300 + "-->",
    "<?xml-stylesheet href='a.xsl'?>",
)


def _declared(rng: Random, text: str, _: Sequence[str]) -> str:
    """A document type, entities, a comment or an instruction before the first element."""
    return re.sub(r"(?=<[A-Za-z])", lambda _: rng.choice(_ENTITIES), text, count=1)


def _recoded(rng: Random, text: str, _: Sequence[str]) -> str:
    """Another encoding is declared than the one that is used, or a mark of one stands in front."""
    said = rng.choice(("gbk", "utf-16", "utf-7", "latin-1", "GB18030", "none", "ucs-4"))
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return rng.choice(("", "\ufeff", "\n")) + f'<?xml version="1.0" encoding="{said}"?>{bare}'


def _cdata(rng: Random, text: str, _: Sequence[str]) -> str:
    start, end = element(rng, text)
    return f"{text[:start]}<![CDATA[{text[start:end]}{rng.choice((']]>', ']]>', ''))}{text[end:]}"


_CHANGES: tuple[Change, ...] = (
    *(_value_set, _value_set, _value_set, _value_set, _value_swapped, _value_swapped, number_changed),
    *(number_changed, _attribute_dropped, _text_set, _text_set, _removed, _removed, _unwrapped, _doubled),
    *(_doubled, _nested, _brought, _brought, _within, _renamed, _declared, _recoded, _cdata),
)
