r"""The words in bytes that nothing here can parse: runs of text in UTF-16LE, UTF-8, GB18030.

Only what tells something is given: a run with two 汉字, six digits, an address or a path. This finds what
lies in printer settings, controls and between the members of a zip file; it is no reader.
"""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

MOST_BYTES = 4 * 2**20  # of one piece; what lies behind is not looked at
_LONGEST = 2000  # characters of one run that are given
_RUN = compiled("[\\x20-\\x7e\u3001-\u3011\u3400-\u9fff\uff08-\uff1b]{4,}")
_TWO = compiled("[\u3400-\u9fff]{2}")
_HAN = compiled("[\u3400-\u9fff]")
_MARKED = compiled(
    "[0-9０-９](?:[ -]?[0-9０-９]){5}|[A-Za-z0-9]@[A-Za-z0-9-]{2,}[.][a-z]|[A-Za-z]:\\\\[^\\\\]|\\\\\\\\[A-Za-z0-9]"
)
_SIGN = compiled("[0-9０-９@\\\\]")  # what `_MARKED` finds has one of them
_FEWEST_COMMON = 2  # of the commonest 汉字
_UNUSUAL = bytes(range(0xD8, 0x100))  # first bytes in GB 2312 behind those of its 3,755 usual 汉字
_COMMON = frozenset(
    "的一是在有年月日人不为上中大本及和与等区县市省乡镇村组户口张王李刘陈杨赵黄周吴名单金额号电话地址元资补助项目公示身份证公司政府"
)
# Without one of these nothing is found in a run that is not UTF-8: `_MARKED` finds nothing, and no usual 汉字 is there.
_HINT = compiled("[0-9０-９@\\\\" + "".join(sorted(_COMMON)) + "]")


def raw_words(data: bytes) -> list[str]:
    """The telling runs of text in the first `MOST_BYTES` of `data`, each once."""
    return unknown_words(data, ())[0]


def unknown_words(data: bytes, known: Container[str]) -> tuple[list[str], bool]:
    """As `raw_words`, but for those that are `known`; and whether anything tells something, known or not."""
    data = data[:MOST_BYTES]
    found: dict[str, None] = {}
    met: dict[str, bool] = {}  # what is known, and whether it is sure to be text
    for piece, encoding in ((data, "utf-16-le"), (data[1:], "utf-16-le"), (data, "utf-8"), (data, "gb18030")):
        is_sure = encoding == "utf-8"
        for run in dict.fromkeys(_RUN.findall(piece.decode(encoding, "replace"))):
            if not is_sure and not _HINT.search(run):
                continue
            text = run.strip()
            if text in known:
                met[text] = is_sure or met.get(text, False)
            elif _is_telling(text, is_sure=is_sure):
                found[text[:_LONGEST]] = None
    tells = bool(found) or any(_is_telling(text, is_sure=is_sure) for text, is_sure in met.items())
    return list(found), tells


def _is_telling(text: str, *, is_sure: bool) -> bool:
    """Whether a run tells something and somebody wrote it; `is_sure` where bytes hardly ever happen to decode."""
    if _SIGN.search(text) is not None and _MARKED.search(text) is not None:
        characters = [] if is_sure else _HAN.findall(text)
        return not characters or _usual(characters) * 5 >= len(characters) * 4
    if is_sure:
        return _TWO.search(text) is not None
    common = sum(map(_COMMON.__contains__, text))
    if common < _FEWEST_COMMON or _TWO.search(text) is None:
        return False
    characters = _HAN.findall(text)  # those that nobody uses are bytes that only happen to decode
    return common * 3 >= len(characters) and _usual(characters) == len(characters)


def _usual(characters: list[str]) -> int:
    """How many of some 汉字 are among the 3,755 usual ones."""
    leading = "".join(characters).encode("gb2312", "ignore")[::2]
    return len(leading.translate(None, _UNUSUAL))
