"""Which lines of a text belong together: lines that were broken at a width, not by the writer.

Notices come as text taken from PDF and web pages: every line broken at some forty characters, page breaks
in the middle of words, empty lines between the halves of a sentence. Titles, labels, dates, signatures
and rows of lists are lines of their own whatever their length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scanner.regexes import compiled

_LEAST_WIDTH = 16  # narrower columns are lists, not prose
_WRAPPED_SHARE = 0.25  # of the long lines that must end near the same width
_SLACK = 2  # characters by which a full line may fall short: punctuation hung over, a closing bracket
_SENTENCE_END = "。！？!?；;：:…”』】"
_OPENERS = "（(〔【《〈“「『[<"
_CLOSERS = "，、。；：！？,;:!?）)〕】》〉”」』]>%％"
_PAIRS = {"（": "）", "(": ")", "《": "》", "〔": "〕", "【": "】", "“": "”", "「": "」", "<": ">"}
_ITEM = compiled(
    "[（(]?[一二三四五六七八九十百]{1,3}[、．.）)]|第[一二三四五六七八九十百零0-9]{1,4}[条章节款项]"
    "|[0-9]{1,3}[、．)）]|[0-9]{1,3}\\.(?![0-9]+[%％万亿元])|[（(][0-9]{1,3}[)）]|[①-⑳]|[-—•·●■◆▪*★☆]"
    "|附\\s?[件表录]|备\\s?注|注[:：]|抄\\s?送|主\\s?办|主题词|分享到|来源[:：]"
)
_LABEL = compiled("[\\u3400-\\u9fffA-Za-z（）() \\u3000]{1,12}[:：](?!//)")
_DATE = compiled(
    "[（(]?(?:[12][0-9]{3}|[一二][一二三四五六七八九〇零○ＯO]{3})\\s?[年./-]\\s?[0-9一二三四五六七八九十]{1,3}"
    "(?:\\s?[月./-]\\s?[0-9一二三四五六七八九十]{1,3}\\s?日?)?[)）]?(?:印发)?\\s*$"
)
_NUMBER = compiled("[\\u3400-\\u9fff]{1,14}\\s?[〔﹝\\[（(][12][0-9]{3}[〕﹞\\]）)]\\s?第?[0-9]{1,5}\\s?号$")
_UNIT_END = compiled(
    "(?:人民政府|办公室|委员会|领导小组|局|厅|办|处|中心|公司|村委会|文件|通\\s*知|公\\s*告|公\\s*示)$"
)
_UNIT = compiled("[^，。；：,;:]{2,24}?" + _UNIT_END.pattern)
_COLUMNS = compiled("\\t|\\S {2,}\\S|\\u3000{2,}\\S|\\|")
_ADDRESSEE = compiled("[^。；]{2,60}[:：]$")
_PUNCTUATION = compiled("[，。；,;]")
_OPENER = compiled("[（(《〔【“「<]")
_INDENT = 5
_NEAR = 40  # characters within which a bracket that was broken over a line end closes


def usual_width(lines: Iterable[str]) -> int:
    """The width, in half-width columns, at which the lines were broken; 0 where they were not.

    Only lines of at least 16 汉字 count: a text is wrapped when a good part of them is equally long.
    """
    widths = Counter(width for line in lines if (width := display_width(line.rstrip())) >= 2 * _LEAST_WIDTH)
    total = sum(widths.values())
    if total < 3:
        return 0
    best, most = 0, 0
    for width in widths:
        near = sum(widths.get(width - less, 0) for less in range(2 * _SLACK + 1))
        if (near, width) > (most, best):
            best, most = width, near
    longer = sum(count for width, count in widths.items() if width > best + 2 * _SLACK)
    return best if most >= 3 and most >= _WRAPPED_SHARE * total and longer <= 0.1 * total else 0


def display_width(text: str) -> int:
    """Columns that a text takes: 2 for a 汉字 or full-width sign, 1 for an ASCII character."""
    return len(text) if text.isascii() else 2 * len(text) - len(text.encode("ascii", "ignore"))


def is_continuation(before: str, line: str, *, width: int) -> bool:
    """Whether `line` goes on in the middle of what the line `before` says.

    `width` is `usual_width` of the text, or 0. Without it only a sentence that is plainly broken counts:
    an open bracket, a comma at the end, a sentence begun and not ended.
    """
    first, second = before.strip(), line.strip()
    if not first or not second or first[-1] in "。！？" or _COLUMNS.search(first) or _COLUMNS.search(second):
        return False
    is_full = bool(width) and display_width(first) >= width - 2 * _SLACK - 1 - _lost_indent(first)
    if _is_open(first) and (is_full or _closes(second)):
        return True
    if _stands_alone(second) or _is_own(first):
        return False
    if not is_full and (_ADDRESSEE.match(second) or _UNIT.fullmatch(second)):
        return False
    if second[0] in _CLOSERS and first[-1] not in _SENTENCE_END:
        return True
    if first[-1] in _OPENERS:
        return True
    if first[-1] in _SENTENCE_END or _heads(first):
        return False
    if width:
        return is_full
    return _is_mid_sentence(first) and bool(_PUNCTUATION.search(second))


def _stands_alone(line: str) -> bool:
    """Whether a line begins something of its own whatever stands before it."""
    return bool(_ITEM.match(line) or _LABEL.match(line) or _is_own(line))


def _lost_indent(line: str) -> int:
    """Columns by which the first line of a paragraph may be shorter: its indent is lost as often as not."""
    return _INDENT if _ITEM.match(line) or _PUNCTUATION.search(line) else 0


def _is_own(line: str) -> bool:
    """Dates, document numbers."""
    return bool(_DATE.match(line) or _NUMBER.fullmatch(line))


def _heads(line: str) -> bool:
    """A short numbered line without a sentence in it, a label with its value, the name of a unit."""
    if display_width(line) >= 2 * _LEAST_WIDTH or line[-1] in "，、,":
        return False
    return bool(_ITEM.match(line) or _LABEL.match(line) or _UNIT_END.search(line))


def _is_mid_sentence(line: str) -> bool:
    """Whether a line of prose stops before its sentence does."""
    return display_width(line) >= 2 * _LEAST_WIDTH and (
        line[-1] in "，、," or bool(_PUNCTUATION.search(line))
    )


def _is_open(line: str) -> bool:
    """Whether a bracket or quotation mark opened towards the end of the line is not closed in it."""
    tail = line[-_NEAR:]
    return bool(_OPENER.search(tail)) and any(
        tail.rfind(opener) > tail.rfind(closer) for opener, closer in _PAIRS.items() if opener in tail
    )


def _closes(line: str) -> bool:
    """Whether a bracket or quotation mark that was opened before is closed towards the line's begin."""
    head = line[:_NEAR]
    return any(
        closer in head and not 0 <= head.find(opener) < head.find(closer) for opener, closer in _PAIRS.items()
    )
