"""Mutations of PDFs: objects, numbers, references and streams, changed behind their filters and saved again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from random import Random
from typing import Any

import pikepdf

from corpora.fuzzing_bytes import LARGEST
from corpora.fuzzing_bytes import mutated as bytes_mutated

Slot = tuple[Any, Any]

_NUMBERS: tuple[Any, ...] = (
    *(0, 1, -1, 2, 255, 256, 65535, 65536, 100_000, 2**31 - 1, -(2**31), 2**31, 2**32, 2**62),
    *(
        Decimal("0.00001"),
        Decimal("-0.5"),
        Decimal("1e-30"),
        Decimal("99999999999999999999"),
        Decimal("3.4e38"),
    ),
)
_NAMES = (
    *(
        "/Page",
        "/Pages",
        "/Catalog",
        "/Font",
        "/XObject",
        "/Form",
        "/Image",
        "/Type0",
        "/Type1",
        "/Type3",
        "/TrueType",
    ),
    *(
        "/Identity-H",
        "/Identity-V",
        "/UniGB-UCS2-H",
        "/GBK-EUC-H",
        "/FlateDecode",
        "/DCTDecode",
        "/LZWDecode",
        "/Crypt",
    ),
    *(
        "/ASCIIHexDecode",
        "/ASCII85Decode",
        "/RunLengthDecode",
        "/JBIG2Decode",
        "/JPXDecode",
        "/CCITTFaxDecode",
        "/X",
    ),
    *(
        "/Link",
        "/Widget",
        "/Redact",
        "/FileAttachment",
        "/OFF",
        "/ON",
        "/DeviceN",
        "/Indexed",
        "/Pattern",
        "/",
    ),
)
_OPERATORS = (
    *(
        b"q ",
        b"Q ",
        b"BT ",
        b"ET ",
        b"0 0 0 rg ",
        b"1 1 1 rg ",
        b"3 Tr ",
        b"7 Tr ",
        b"0 0 5 5 re W n ",
        b"/F9 0 Tf ",
    ),
    *(
        b"0 0 0 0 0 0 cm ",
        b"1e9 0 0 1e9 0 0 cm ",
        b"/X1 Do ",
        b"[(a) -99999999 (b)] TJ ",
        b"(\\777\\0) Tj ",
        b"<4> Tj ",
    ),
    *(
        b"/Span <</ActualText (1)>> BDC ",
        b"EMC ",
        b"/OC /P0 BDC ",
        b"BI /W 9999999 /H 9999999 ID x EI ",
        b"0 Tz ",
    ),
    *(
        b"1 0 0 1 1e30 1e30 Tm ",
        b"99999999999999999999999 Tc ",
        b"-- 1.2.3 w ",
        b"[ ",
        b"<< ",
        b"sh ",
        b"0 0 m 1e38 1e38 l S ",
    ),
)
_DIGITS = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?")
_DEPTH = 300


def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The PDF after changes to its objects, saved in one of several ways; or after changes to its bytes."""
    if rng.random() < 0.2:
        return _raw(rng, data, pool)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for _ in range(rng.choice((1, 1, 1, 2, 4))):
                rng.choice(_CHANGES)(rng, pdf)
            made = _saved(rng, pdf)
    except Exception:  # noqa: BLE001 - where the library refuses a change, the bytes are changed instead
        return _raw(rng, data, pool)
    return bytes_mutated(rng, made, pool) if rng.random() < 0.1 else made[:LARGEST]


def _raw(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """Changes to the bytes, half of them to the file with its streams laid open; numbers more likely."""
    if rng.random() < 0.5:
        with suppress(Exception), pikepdf.open(io.BytesIO(data)) as pdf:
            stream = io.BytesIO()
            pdf.save(
                stream,
                static_id=True,
                fix_metadata_version=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
            data = stream.getvalue()
    if rng.random() < 0.4:
        found = list(_DIGITS.finditer(data))
        if found:
            start, end = rng.choice(found).span()
            return data[:start] + str(rng.choice(_NUMBERS)).encode() + data[end:]
    return bytes_mutated(rng, data, pool)


def _saved(rng: Random, pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    mode = rng.choice((pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate))
    pdf.save(
        stream,
        static_id=True,
        object_stream_mode=mode,
        fix_metadata_version=False,
        compress_streams=rng.random() < 0.3,
    )
    return stream.getvalue()


def _slots(pdf: pikepdf.Pdf) -> list[Slot]:
    """(dictionary, key) and (array, index) of everything that stands in an object."""
    found: list[Slot] = []
    pending: list[tuple[Any, int]] = [(one, 0) for one in pdf.objects] + [(pdf.trailer, 0)]
    while pending and len(found) < 20_000:
        one, depth = pending.pop()
        if isinstance(one, pikepdf.Stream):
            keys: list[Any] = [(one.stream_dict, key) for key in sorted(one.stream_dict.keys())]
        elif isinstance(one, pikepdf.Dictionary):
            keys = [(one, key) for key in sorted(one.keys())]
        elif isinstance(one, pikepdf.Array):
            keys = [(one, index) for index in range(len(one))]
        else:
            continue
        for holder, key in keys:
            found.append((holder, key))
            inner = holder[key]
            if depth < 8 and isinstance(inner, pikepdf.Object) and not inner.is_indirect:
                pending.append((inner, depth + 1))
    return found


def _to_share(pdf: pikepdf.Pdf, value: Any) -> Any:
    """A value that may stand in two places, by reference where it holds others.

    What held itself without a reference would end the process: qpdf goes down into it for ever.
    """
    if isinstance(value, (pikepdf.Array, pikepdf.Dictionary)) and not value.is_indirect:
        return pdf.make_indirect(value)
    return value


def _slot(rng: Random, pdf: pikepdf.Pdf) -> Slot | None:
    found = _slots(pdf)
    return rng.choice(found) if found else None


def _value_set(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Something becomes a number, a name, a text, an array, a dictionary or nothing."""
    slot = _slot(rng, pdf)
    if slot is None:
        return
    values: tuple[Callable[[], Any], ...] = (
        lambda: rng.choice(_NUMBERS),
        lambda: pikepdf.Name(rng.choice(_NAMES[:-1])),
        lambda: pikepdf.String(rng.choice(("", "a", "\ud7ff", "中" * 300, "410999", "\0\0"))),
        lambda: pikepdf.Array([rng.choice(_NUMBERS) for _ in range(rng.choice((0, 1, 4, 500)))]),
        lambda: pikepdf.Dictionary(),
        lambda: rng.choice((True, False)),
        lambda: pikepdf.String(rng.randbytes(rng.choice((1, 2, 33)))),
    )
    slot[0][slot[1]] = rng.choice(values)()


def _number_set(rng: Random, pdf: pikepdf.Pdf) -> None:
    found = [slot for slot in _slots(pdf) if isinstance(slot[0][slot[1]], (int, Decimal))]
    if found:
        holder, key = rng.choice(found)
        holder[key] = rng.choice(_NUMBERS)


def _referred(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Something becomes a reference to any object: a ring, a parent that is its own child, a page as font."""
    slot = _slot(rng, pdf)
    whole = [one for one in pdf.objects if isinstance(one, pikepdf.Object) and one.is_indirect]
    if slot is not None and whole:
        slot[0][slot[1]] = rng.choice(whole)


def _swapped(rng: Random, pdf: pikepdf.Pdf) -> None:
    found = _slots(pdf)
    if found:
        (one, first), (other, second) = rng.choice(found), rng.choice(found)
        one[first] = _to_share(pdf, other[second])


def _dropped(rng: Random, pdf: pikepdf.Pdf) -> None:
    slot = _slot(rng, pdf)
    if slot is not None:
        del slot[0][slot[1]]


def _key_added(rng: Random, pdf: pikepdf.Pdf) -> None:
    """A dictionary gets an entry that stands in another."""
    found = [slot for slot in _slots(pdf) if isinstance(slot[1], str)]
    if found:
        holder, (other, key) = rng.choice(found)[0], rng.choice(found)
        holder[key] = _to_share(pdf, other[key])


def _lengthened(rng: Random, pdf: pikepdf.Pdf) -> None:
    """An array over and over: thousands of kids, annotations, dashes, widths."""
    found = [slot for slot in _slots(pdf) if isinstance(slot[0][slot[1]], pikepdf.Array)]
    if found:
        holder, key = rng.choice(found)
        holder[key] = pikepdf.Array(list(holder[key]) * rng.choice((2, 3, 30, 400)))


def _deepened(rng: Random, pdf: pikepdf.Pdf) -> None:
    """A value within arrays or dictionaries within one another."""
    slot = _slot(rng, pdf)
    if slot is None:
        return
    value: Any = slot[0][slot[1]]
    for _ in range(rng.choice((1, 5, 60, _DEPTH))):
        value = (
            pikepdf.Array([value])
            if rng.random() < 0.5
            else pikepdf.Dictionary(A=value, Kids=pikepdf.Array([value]))
        )
        if rng.random() < 0.2:
            value = pdf.make_indirect(value)
    slot[0][slot[1]] = value


def _stream_changed(rng: Random, pdf: pikepdf.Pdf) -> None:
    """The bytes of a stream behind its filters; seldom those before them."""
    found = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    if not found:
        return
    stream = rng.choice(found)
    if rng.random() < 0.15:
        raw = stream.read_raw_bytes()
        filters, parms = stream.get("/Filter"), stream.get("/DecodeParms")
        stream.write(bytes_mutated(rng, raw, [raw]), filter=filters, decode_parms=parms)
        return
    raw = stream.read_bytes()
    is_content = b" Tf" in raw or b" Tj" in raw or b" re" in raw or b" cm" in raw
    stream.write(
        _content_changed(rng, raw) if is_content and rng.random() < 0.8 else bytes_mutated(rng, raw, [raw])
    )


def _content_changed(rng: Random, raw: bytes) -> bytes:
    """A content stream: numbers, operators put in or repeated, pieces moved."""
    for _ in range(rng.choice((1, 1, 2, 5))):
        way = rng.randrange(4)
        spaces = [found.start() for found in re.finditer(rb"\s", raw)] or [0]
        at = rng.choice(spaces)
        if way == 0 and (found := list(_DIGITS.finditer(raw))):
            start, end = rng.choice(found).span()
            raw = (
                raw[:start]
                + rng.choice((b"1e10", b"-", b".", *(str(n).encode() for n in _NUMBERS)))
                + raw[end:]
            )
        elif way == 1:
            raw = raw[:at] + b" " + rng.choice(_OPERATORS) * rng.choice((1, 1, 3, 30, 2000)) + raw[at:]
        elif way == 2:
            end = rng.choice(spaces)
            piece = raw[min(at, end) : max(at, end)]
            raw += piece * min(rng.choice((1, 2, 50)), 300_000 // max(len(piece), 1))
        else:
            raw = raw[:at] + raw[at + rng.choice((1, 5, 40)) :]
    return raw


_CHANGES: tuple[Callable[[Random, pikepdf.Pdf], None], ...] = (
    *(
        _value_set,
        _value_set,
        _number_set,
        _number_set,
        _number_set,
        _referred,
        _referred,
        _swapped,
        _dropped,
    ),
    *(
        _dropped,
        _key_added,
        _key_added,
        _lengthened,
        _deepened,
        _stream_changed,
        _stream_changed,
        _stream_changed,
    ),
)
