r"""The words in bytes that nothing here can parse: runs of text in UTF-16LE, UTF-8, GB18030.

Only what tells something is given: a run with two 汉字, six digits, an address or a path. This finds what
lies in printer settings, controls and between the members of a zip file; it is no reader.
"""

from __future__ import annotations

from scanner.regexes import compiled

MOST_BYTES = 4 * 2**20  # of one piece; what lies behind is not looked at
_LONGEST = 2000  # characters of one run that are given
_RUN = compiled("[\\x20-\\x7e\u3001-\u3011\u3400-\u9fff\uff08-\uff1b]{4,}")
_TWO = compiled("[\u3400-\u9fff]{2}")
_HAN = compiled("[\u3400-\u9fff]")
_MARKED = compiled(
    "[0-9０-９](?:[ -]?[0-9０-９]){5}|[A-Za-z0-9]@[A-Za-z0-9-]{2,}[.][a-z]|[A-Za-z]:\\\\[^\\\\]|\\\\\\\\[A-Za-z0-9]"
)
_WIDE_DIGIT = compiled("[０-９]")
_FEWEST_SIGNS = 3  # ASCII characters of what `_MARKED` finds, where no digit is wide
_UNUSUAL = bytes(range(0xD8, 0x100))  # first bytes in GB 2312 behind those of its 3,755 usual 汉字
_COMMON = frozenset(
    "的一是在有年月日人不为上中大本及和与等区县市省乡镇村组户口张王李刘陈杨赵黄周吴名单金额号电话地址元资补助项目公示身份证公司政府"
)
# Without one of these nothing is found in a run that is not UTF-8: `_MARKED` finds nothing, and no usual 汉字 is there.
_HINT = compiled("[0-9０-９@\\\\" + "".join(sorted(_COMMON)) + "]")


def raw_words(data: bytes) -> list[str]:
    """The telling runs of text in the first `MOST_BYTES` of `data`, each once."""
    data = data[:MOST_BYTES]
    found: dict[str, None] = {}
    for piece, encoding in ((data, "utf-16-le"), (data[1:], "utf-16-le"), (data, "utf-8"), (data, "gb18030")):
        for run in dict.fromkeys(_RUN.findall(piece.decode(encoding, "replace"))):
            if encoding != "utf-8" and not _HINT.search(run):
                continue
            text = run.strip()
            is_marked = _is_marked(text)
            is_telling = is_marked or (_TWO.search(text) and _may_be_written(text, encoding))
            if is_telling and _is_written(text, encoding, is_marked=is_marked):
                found[text[:_LONGEST]] = None
    return list(found)


def _is_marked(text: str) -> bool:
    """Whether a run holds a number, an address or a path; most runs have too few signs for either."""
    if len(text.encode("ascii", "ignore")) < _FEWEST_SIGNS and not _WIDE_DIGIT.search(text):
        return False
    return _MARKED.search(text) is not None


def _may_be_written(text: str, encoding: str) -> bool:
    return encoding == "utf-8" or not _COMMON.isdisjoint(text)


def _is_written(text: str, encoding: str, *, is_marked: bool) -> bool:
    """Whether somebody wrote this: bytes that only happen to decode give 汉字 that nobody uses."""
    if encoding == "utf-8":
        return True
    characters = _HAN.findall(text)
    if not characters:
        return True
    common = 0 if is_marked else sum(map(_COMMON.__contains__, characters))
    if not is_marked and (common < 2 or common * 3 < len(characters)):
        return False
    leading = "".join(characters).encode("gb2312", "ignore")[::2]
    usual = len(leading.translate(None, _UNUSUAL))
    return usual * 5 >= len(characters) * 4 if is_marked else usual == len(characters)
