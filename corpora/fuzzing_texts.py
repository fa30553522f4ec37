"""Mutations of formats that are text: control words, tags, header fields, encodings, nesting."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from random import Random

from corpora.fuzzing_bytes import Mutation
from corpora.fuzzing_bytes import mutated as bytes_mutated
from corpora.fuzzing_xml import NASTY, element, number_changed
from corpora.fuzzing_xml import mutated as xml_mutated

_LONGEST = 300_000  # characters of a text: a list of some ten thousand lines
_TIMES = (1, 1, 1, 2, 5, 50, 1000, 20000)
_RTF = r"""
{ } \ \' \'zz \'81 \u \u-1 \u65536? \u55296? \u-99999999? \uc \uc9999 \uc-1 \bin \bin99999999 \bin-5 \bin3abc \par \row \cell
\trowd \cellx \cellx-99999 \cellx99999999 \clvmgf \clvmrg \clmgf \clmrg \intbl \itap9 \itap99999 \nestcell \nestrow {\*\nesttableprops
{\*\shppict {\pict {\object {\objdata {\*\objdata {\field {\*\fldinst {\fldrslt {\info {\title {\fonttbl {\f0\fcharset134 {\f9999\fcharset99999
{\colortbl ; \red999\green-1\blue; {\stylesheet {\footnote {\header {\annotation {\*\atnid {\deleted \deleted \revised \v \v0 \cf99 \cf-1
\fs0 \fs99999 \f99 \ansicpg \ansicpg936 \ansicpg99999 \ansicpg65001 \upr {\upr{a}{\*\ud{b}}} {\*\unknown \plain \pard \chpgn \tab \~ \_ \-
{\shp{\*\shpinst{\sv {\sn {\shptxt {\listtext \page \sect \line \mac \pc \pca \deff99 \highlight99 \shad
""".split()
_HTML = [
    token.replace("~", " ")
    for token in """
<table> </table> <tr> <td> <td~colspan=999999999~rowspan=999999999> <td~colspan=-1> <th~rowspan=0> <div~style="display:none"> </div> <svg> <math>
<template> <script> </script> <style> </style> <!-- --> <![CDATA[ ]]> <!DOCTYPE <?xml <textarea> <title> <noscript> <iframe~srcdoc="
<p <p/ </ </p~> < > <a~href="data:text/html;base64,AAAA" <a~href="javascript:'%u4e2d' <img~src="data:image/png;base64,!!!!">
<meta~charset=utf-16> <meta~charset=x> <meta~http-equiv=content-type~content="text/html;charset=gbk"> <base~href=x>
<br> <li> <ol~start=99999999999999> <dl> <dt> <dd> <select> <option> <input~value=" <object~data= <details> <ruby> <rt> <rp> <plaintext> <xmp>
&#x110000; &#0; &#xD800; &#99999999999999999999; &#x; &amp &nbsp; &NotEqualTilde; &zzz; <style>a{content:"\\41~\\110000"} style="font-size:1e999px;left:-1e99em"
""".split()
]
_MARKDOWN = [
    *(
        "#",
        "```",
        "~~~",
        "    ",
        "\t",
        ">",
        "> ",
        "- ",
        "1. ",
        "99999999999. ",
        "|",
        "|-|",
        "|---|:-:|\n",
        "||",
        "\\",
        "`",
        "``",
    ),
    *(
        "*",
        "**",
        "_",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "[^1]: ",
        "<",
        "<!--",
        "-->",
        "<div>",
        "---\n",
        "...\n",
        "$$",
        "\n\n",
    ),
    *(
        "---\na: &a [*a]\n---\n",
        "---\na: !!python/object:x {}\n---\n",
        "+++\n",
        "&#0;",
        "&amp;",
        "\r",
        "\0",
        "<b>",
        "</b>",
        ":::\n",
    ),
]
_TEXT = [
    *(
        "\t",
        "\n",
        "\r",
        "\f",
        "\v",
        "\0",
        "|",
        "，",
        "、",
        "：",
        "\u3000",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x1a",
        "\x1c",
    ),
    *(
        '"',
        '""',
        ",",
        ";",
        "'",
        "=1+1",
        "410999197903262845",
        "13900001234",
        "（",
        "）",
        "附件1",
        "一、",
        "合计",
        "2024年13月32日",
    ),
    *(
        "〔",
        "〕",
        "\ud7ff",
        "\U0010ffff",
        "é́́́",
        "壹佰万亿亿元整",
        "9" * 400,
        "1" * 18,
        "-",
        "——",
        "…",
        "①",
        "⑴",
        "Ⅳ",
        "½",
    ),
]
_MAIL = [
    *(
        "\n",
        "\r\n",
        "\n\n",
        "--",
        "--x--\n",
        "Content-Type: multipart/mixed; boundary=x\n",
        "Content-Type: multipart/mixed\n",
    ),
    *(
        "Content-Type: text/html; charset=utf-7\n",
        "Content-Type: text/plain; charset=\n",
        "Content-Type: /\n",
        "Content-Type: ;;;\n",
    ),
    *(
        "Content-Type: message/rfc822\n",
        "Content-Type: application/ms-tnef\n",
        "Content-Type: text/plain; charset*0*=x''%zz\n",
    ),
    *(
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "Content-Transfer-Encoding: uuencode\n",
    ),
    *(
        "Content-Transfer-Encoding: 8bit\n",
        "Content-Transfer-Encoding: x\n",
        "Subject: =?utf-8?B?!!!!?=\n",
        "Subject: =?x?Q?=zz?=\n",
    ),
    *(
        "Subject: =?gbk?B?1tC5+g==?=\n",
        "From: <<<>>>,,;:\n",
        'To: "\\',
        "Date: Fri, 99 Foo 99999 99:99:99 +9999\n",
        "=?",
        "?=",
        "=\n",
    ),
    *(
        "Content-Disposition: attachment; filename*=utf-8''%ff%fe\n",
        "Content-Disposition: attachment; filename=\n",
        "From \n",
        "\x00",
    ),
    *(
        "Content-ID: <>\n",
        "Content-Location: \n",
        "begin 644 a\n",
        "=FF=FE",
        "=?utf-16?B?AAA=?=",
        "MIME-Version: 2\n",
        "X" * 3000 + ": a\n",
    ),
]
_CODECS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "gb18030",
    "gbk",
    "big5",
    "utf-7",
    "utf-8-sig",
    "hz",
    "shift_jis",
)


def mutation_of(tokens: Sequence[str], *, is_markup: bool = False) -> Mutation:
    """Mutations of texts of a format with these tokens; of markup its elements too."""

    def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
        share = rng.random()
        if share < 0.2:
            return bytes_mutated(rng, data, pool)
        if is_markup and share < 0.5:
            return xml_mutated(rng, data, pool)
        if share < 0.56:
            return _recoded(rng, data)
        text = data.decode("utf-8", "surrogateescape")
        other = rng.choice(pool).decode("utf-8", "surrogateescape")
        for _ in range(rng.choice((1, 1, 2, 4))):
            text = rng.choice(_CHANGES)(rng, text, other, tokens)[:_LONGEST]
        return text.encode("utf-8", "surrogateescape")

    return mutated


def _recoded(rng: Random, data: bytes) -> bytes:
    """The text in another encoding; seldom with its marks cut."""
    text = data.decode("utf-8", "replace")
    made = text.encode(rng.choice(_CODECS), "replace")
    return made[rng.choice((0, 0, 1)) : len(made) - rng.choice((0, 0, 1))]


def _put_in(rng: Random, text: str, _: str, tokens: Sequence[str]) -> str:
    """A token, once or thousands of times."""
    at = rng.randrange(len(text) + 1)
    token = rng.choice(tokens)
    return text[:at] + token * min(rng.choice(_TIMES), 400_000 // len(token)) + text[at:]


def _mixed_in(rng: Random, text: str, _: str, tokens: Sequence[str]) -> str:
    """A row of tokens in one place."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + "".join(rng.choice(tokens) for _ in range(rng.choice((2, 5, 30, 300)))) + text[at:]


def _line_changed(rng: Random, text: str, other: str, _: Sequence[str]) -> str:
    """A line gone, doubled, moved, joined with the next, or one of another file."""
    lines = text.splitlines(keepends=True) or [""]
    at = rng.randrange(len(lines))
    way = rng.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at] *= min(rng.choice((2, 3, 100, 3000)), _LONGEST // max(len(lines[at]), 1) + 1)
    elif way == 2:
        lines.insert(rng.randrange(len(lines)), lines.pop(at))
    elif way == 3:
        lines[at] = lines[at].rstrip("\r\n")
    else:
        lines.insert(at, rng.choice(other.splitlines(keepends=True) or [""]))
    return "".join(lines)


def _number_changed(rng: Random, text: str, other: str, _: Sequence[str]) -> str:
    return number_changed(rng, text, [other])


def _piece_repeated(rng: Random, text: str, _: str, __: Sequence[str]) -> str:
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice((1, 3, 10, 60, 400)))
    times = min(rng.choice(_TIMES), 400_000 // max(end - start, 1))
    return text[:start] + text[start:end] * times + text[end:]


def _crossed(rng: Random, text: str, other: str, _: Sequence[str]) -> str:
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def _encoded_part(rng: Random, text: str, _: str, __: Sequence[str]) -> str:
    """A stretch in base64, quoted-printable or percent signs; in the midst of the rest."""
    start, end = element(rng, text)
    raw = text[start : end or start + 40].encode("utf-8", "replace")
    way = rng.randrange(3)
    made = (
        base64.b64encode(raw).decode()
        if way == 0
        else "".join(f"{'=%'[way - 1]}{byte:02X}" for byte in raw[:3000])
    )
    return text[:start] + made + text[end:]


def _nasty(rng: Random, text: str, _: str, __: Sequence[str]) -> str:
    """A word becomes a value that no writer means."""
    words = list(re.finditer(r"[^\s{}<>\\|=\"';:,]+", text))
    if not words:
        return text
    start, end = rng.choice(words).span()
    return text[:start] + rng.choice(NASTY) + text[end:]


_CHANGES: tuple[Callable[[Random, str, str, Sequence[str]], str], ...] = (
    *(_put_in, _put_in, _put_in, _mixed_in, _mixed_in, _line_changed, _line_changed, _number_changed),
    *(_number_changed, _piece_repeated, _crossed, _encoded_part, _nasty),
)
rtf = mutation_of(_RTF)
html = mutation_of(_HTML, is_markup=True)
markdown = mutation_of([*_MARKDOWN, *_TEXT])
plain = mutation_of(_TEXT)
mail = mutation_of([*_MAIL, *_HTML[:10]])
