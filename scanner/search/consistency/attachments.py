"""`attachment`: 附件 that the text lists and the file does not hold."""

from __future__ import annotations

from scanner.model import Fact, Grid
from scanner.regexes import compiled
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Finding, Rule
    from scanner.search.consistency.reading import Reading

_LIST = compiled(r"\s*附\s?[件表]\s?(?:[:：]\s?)?(?:([0-9]{1,2})\s?[.、．:：]\s?)?(\S.*)")
_ITEM = compiled(r"\s*([0-9]{1,2})\s?[.、．]\s?(\S.*)")
_HEAD = compiled(r"\s*附\s?[件表]\s?([0-9]{1,2}|[一二三四五六七八九十]{1,3})?\s?[:：]?\s*$")
_HEAD_WITH_TITLE = compiled(r"\s*附\s?[件表]\s?([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[:：]?\s*(\S.*)")
_FILE = compiled(r"\.(?:xlsx?|docx?|pdf|zip|rar|wps|et|ofd|jpe?g|png|ceb|7z)(?![a-z])")
_INLINE = compiled(r"\s*附\s?件\s?[:：]\s?1\s?[.、．][^；;]+[；;]")
_INLINE_ITEM = compiled(r"(?:[:：；;])\s?([0-9]{1,2})\s?[.、．](?![0-9])")
_NOT_A_LIST = compiled(
    r"[。；]|单位[:：]|详见|请见|见附件|下载|公示期|如下|附件中|附件内|^[:：]?\s*(?:无|略|/|-+|另附)?\s*$"
)
_NUMBERED = compiled(r"\s*附\s?[件表]\s?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:\s|[:：]|$)")
_MENTIONED = compiled(r"附件\s?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?![0-9])")
_DOWNLOADS = compiled(r"附件下载|点击下载|下载附件|附件列表")
_POINTS = compiled(r"(?:见|附于|参见|列于|载于)(?:本[^，。]{0,4})?附\s?[件表]|附后|随文附|[（(]附[)）]")
BEHIND = 8  # lines behind a single name that are its content: the line is the head of the attachment itself
LONGEST = 60  # characters of the name of an attachment


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """One finding for each attachment that is named and not there."""
    named = _named(reading)
    yield from _referred(rule, reading, {number for number, *_ in named})
    if not named:
        return
    last = max(end for _, _, end, _ in named)
    if (
        any(_FILE.search(name.lower()) for *_, name in named)
        or _has_links(reading)
        or _DOWNLOADS.search(reading.text)
    ):
        return
    if len(named) == 1 and sum(1 for line in reading.lines if line.start > last) > BEHIND:
        return
    if len(named) == 1 and _is_followed(reading, last):
        return
    there, is_other = _there(reading, last, [name for *_, name in named])
    if there is None:
        return
    for number, start, end, _ in named:
        if number in there or (is_other and not there):
            continue
        values = (("number", str(number)), ("count", str(len(there))))
        fact = Fact("attachment-others-there" if there else "attachment-not-here", values)
        certainty, weak = ("likely", False) if there else ("suspect", not _is_pointed_to(reading))
        yield reading.finding(rule, [(start, end)], [fact], certainty=certainty, weak=weak)  # type: ignore[arg-type]


def _is_pointed_to(reading: Reading) -> bool:
    """Whether the text sends its readers to the attachment for what it tells: 名单见附件, 名单附后.

    On a page of the web the name may be a link to the file, of which nothing is known.
    """
    return reading.subject.document.format != "html" and any(
        _POINTS.search(line.text) for line in reading.lines
    )


def _is_followed(reading: Reading, last: int) -> bool:
    """Whether a numbered list or amounts stand right behind a single name: the line heads the attachment itself."""
    behind = next((line for line in reading.lines if line.start >= last), None)
    if behind is None:
        return False
    item = _ITEM.match(behind.text)
    return bool(behind.amounts) or (item is not None and item[1] == "1")


def _referred(rule: Rule, reading: Reading, listed: set[int]) -> Iterator[Finding]:
    """附件2 that the text points to, where attachments are listed or stand below and none is the second."""
    referred: dict[int, tuple[int, int]] = {}
    there = set(listed)
    for line in reading.lines:
        head = _NUMBERED.match(line.text)
        if head is not None and len(line.text) < LONGEST:
            there.add(chinese_number(head[1]))
            continue
        for match in _MENTIONED.finditer(line.text):
            numbers = [chinese_number(match[1])]
            referred.setdefault(numbers[0], (line.start + match.start(), line.start + match.end()))
    inline = _inline(reading)
    if (
        ((len(referred) < 2 or not there & set(referred)) and not inline)
        or _DOWNLOADS.search(reading.text)
        or _has_links(reading)
    ):
        return
    there |= set(range(1, inline + 1))
    for number in sorted(set(referred) - there):
        if number == max(referred) and number == max(there) + 1:
            values = (("number", str(number)), ("count", str(len(there))))
            fact = Fact("attachment-others-there", values)
            yield reading.finding(rule, [referred[number]], [fact], certainty="likely")


def _inline(reading: Reading) -> int:
    """How many attachments one line lists, 附件：1.甲表；2.乙表; 0 where no line lists them so."""
    for line in reading.lines:
        if not _INLINE.match(line.text):
            continue
        numbers = [int(match[1]) for match in _INLINE_ITEM.finditer(line.text)]
        if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
            return len(numbers)
    return 0


def _named(reading: Reading) -> list[tuple[int, int, int, str]]:
    """(number, start, end, name) of the list of attachments below the text."""
    lines = reading.lines
    for at, line in enumerate(lines):
        if at < 2 or "附" not in line.text[:3]:
            continue
        found = _LIST.match(line.text)
        if not found or _NOT_A_LIST.search(found[2]) or len(found[2]) > LONGEST:
            continue
        if not (":" in line.text[:6] or "：" in line.text[:6] or found[1]):
            continue
        named = [(int(found[1] or 1), line.start + found.start(2), line.start + len(line.text), found[2])]
        for following in lines[at + 1 :]:
            item = _ITEM.match(following.text)
            if not item or not found[1] or int(item[1]) != len(named) + 1 or len(item[2]) > LONGEST:
                break
            start = following.start + item.start(2)
            named.append((int(item[1]), start, following.start + len(following.text), item[2]))
        return named
    return []


def _has_links(reading: Reading) -> bool:
    """Whether the page links to files."""
    for _, stretch in reading.subject.document.blocks.stretches:
        if not isinstance(stretch, Grid):
            for block in stretch:
                if block.layer == "link-target" and _FILE.search(block.text.lower()):
                    return True
    return False


def _there(reading: Reading, after: int, names: list[str]) -> tuple[set[int] | None, bool]:
    """Numbers of the attachments that stand behind the list; whether anything else does that may be one.

    None where it cannot be told: tables without a head of their own stand behind the list.
    """
    found: set[int] = set()
    bare = ["".join(name.strip("《》 。").split()) for name in names]
    for line in reading.lines:
        if line.start <= after:
            continue
        head = _HEAD.match(line.text) or (
            _HEAD_WITH_TITLE.match(line.text) if len(line.text) < LONGEST else None
        )
        if head:
            found.add(chinese_number(head[1]) if head[1] else 1)
        words = "".join(line.text.split())
        found.update(at for at, name in enumerate(bare, 1) if len(name) > 3 and name in words)
    blocks = reading.subject.document.blocks
    found.update(
        line.block.place.attachment for line in reading.subject.anatomy.lines if line.block is not None
    )
    found.discard(0)
    tables = [sheet for sheet in reading.sheets if sheet.end > after]
    sheets = {
        stretch.place.name
        for _, stretch in blocks.stretches
        if isinstance(stretch, Grid) and stretch.place.name
    }
    if len(tables) >= len(names) or len(sheets) > 1 or (tables and not found):
        return None, True
    return found, bool(tables)
