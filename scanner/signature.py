"""The signature of a notice: who signed, and when, in the ways in which they stand at its end."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.parts import Line, Part
from scanner.regexes import compiled
from scanner.values import days, is_date_line, is_open_date, is_unit

LAST_LINES = 6  # in which unusual signatures are looked for
NEAR = 3  # lines above a date in which its signer stands
TAIL = 400  # characters at the end of a longer line that are read
LONGEST = 70  # characters of a line that is a signature
_YEAR = "(?:[12][0-9]{3}|[一二][〇○零OoＯ一二三四五六七八九]{3})"
_CN = "[〇○零一二三四五六七八九十元正]{1,3}"
_DATE = (
    rf"(?:{_YEAR} ?年 ?(?:[0-9]{{1,2}}|{_CN}) ?月(?: ?(?:[0-9]{{1,2}}|{_CN}) ?[日号])?"
    rf"|{_YEAR}(?P<mark>[./-])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}(?![0-9])"
    rf"|(?<![0-9年])(?:[0-9]{{1,2}}|{_CN}) ?月 ?(?:[0-9]{{1,2}}|{_CN}) ?[日号])(?: ?[0-9]{{1,2}}:[0-9]{{2}})?"
)
_CLOSING_DATE = compiled(
    r"[。）)；]\s{2,}([12][0-9]{3}\s?年\s?(?:[0-9]{1,2}|[元正]|[一二三四五六七八九十]{1,2})\s?月\s?[0-9]{1,2}\s?日)$"
)
_MARK = compiled(r"[（(](?:盖章|公章|章|印章)[)）]|（印）|公章$")
_LABEL = compiled(
    r"^(?:(?:公示|发布|公告|公开|公布|张榜|填报|编制|制表|说明|转发|核定|责任|实施|落款|发文)?(?:单位|机关|部门|方)|落款|发布|供稿|编制|填报"
    r"|(?:文章|稿件|信息)?来源|村委会|居委会|学校)(?:[（(](?:盖?章|公章)[)）])?\s?[:：]\s?"
    r"|^[^\s（(]{2,6}[（(](?:盖?章|公章)[)）]\s?(?=.{4})|^(?:以上由|现由)\s?"
)
# A body and a date next to each other: at the end of a text, behind its last sentence, before a telephone.
_TOGETHER = compiled(
    rf"(?:^|[\s。；;！!：:（(—，])(?P<unit>[^\s，。；;：:！!（(—]{{3,36}}?(?:[（(][^（()）]{{1,12}}[)）])?)"
    rf"(?:\s(?:宣|制|启|立|示|编|印))?[\s，,（(·|｜/]{{0,24}}(?P<date>{_DATE})(?=\s?[)）。]?(?:$|\s|[，,；;]\s?[^0-9]{{0,12}}[0-9(（]))"
)
_BEHIND = compiled(
    r"[\s。；](?P<unit>[^\s，。；;：:（(]{2,30}(?:政府|委员会|村委会|居委会|委会|办公室|局|办|中心|总会|协会|公司|学校|小学|中学|红十字会|基金会|理事会|监事会|残联|合作社|联合社|联社|站|所|医院|两委|“两委”|指挥部|专班|工作队))$"
)
_REVERSED = compiled(
    rf"^[（(]?(?P<date>{_DATE})[\s，,]{{0,24}}(?P<unit>[^\s，。；;：:！!（(]{{4,36}})(?:$|\s+[^\W\da-zA-Z_]{{2,10}}[:：])"
)
# 石桥村委会（章） 村主任：王建设 2021年9月2日: the seal tells who signed.
_SEALED = compiled(
    rf"^(?P<unit>[^\s，。；;：:！!（(]{{3,36}})[（(](?:盖?章|公章|印章?)[)）]\s[^。；;]{{2,40}}?\s(?P<date>{_DATE})$"
)
# 石桥镇人民政府 2026年 月 日: nobody filled in the day.
_OPENED = compiled(
    r"(?:^|[\s。；;])(?P<unit>[^\s，。；;：:！!（(]{4,36})[\s，,]{0,24}(?P<date>(?:20)?[0-9×xX_＿○□]{0,4} ?年[×xX_＿○□ ]{1,8}月[0-9×xX_＿○□ ]{1,8}日)$"
)
_LAST_DATE = compiled(rf"(?:[\s：:；;，,)）]|^)(?P<date>{_DATE})[)）]?$")
_DAY_THERE = compiled(
    rf"(?:^|[\s　，；;】】])(?P<date>{_YEAR}(?: ?年 ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日|(?P<mark>[./-])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}))(?![0-9至到—-])(?=$|[\s，；;])"
)
_SUFFIX = compiled("(?:供稿|提供|编发|宣|制|立|启|示|编印|印制|印发|公布|公开|发布)$")
_NO_UNIT = compiled("[0-9]{3}|[0-9][年月日]|[？?☎]")
_AROUND = " ）)，,"
_LEADING = compiled(r"^[\s（(—\-·●*]+")
_SENTENCE = compiled("[。；！？]")
_PART_OF_SENTENCE = compiled("(?:至|到|自|从|于|由|期|为|在|起|前|后|的)$")
_NUMBERED = compiled(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[条章]|[0-9]{1,2}[.、 ])"
)


def signature_of(lines: Sequence[Line]) -> tuple[Part | None, Part | None]:
    """The unit and the date of the first signature below the title; a date alone counts as one."""
    alone: Part | None = None
    for index, line in enumerate(lines):
        if len(line.text) > LONGEST or line.is_chrome:
            continue
        if is_open_date(line.text) or (is_date_line(line.text) and not line.text.endswith("印发")):
            date = Part(line.text, line.start, line.end)
            signer = _signer(lines, index)
            if signer:
                return signer, date
            alone = alone or date
            continue
        closing = _CLOSING_DATE.search(line.text)
        if closing and alone is None and days(closing[1]):
            alone = _part(line, *closing.span(1))
        together = _signed_in_one_line(line)
        if together:
            return together
    signer, there = _unusual([line for line in lines if not line.is_chrome][-LAST_LINES:])
    return signer or _unit_at_the_end(lines), (there if signer else None) or alone or there


def is_signed(line: Line) -> bool:
    """Whether a line is a signature: a body and a date, and nothing else."""
    return signed_in(line) is not None


def signed_in(line: Line) -> tuple[Part, Part] | None:
    """The body and the date that are all of a line, in either order."""
    together = _signed_in_one_line(line)
    found = None
    if together is None:
        found = _REVERSED.match(line.text) or _TOGETHER.fullmatch(line.text)
    unit = _unit(found["unit"]) if found is not None else ""
    if found is None or not unit:
        return together
    start = line.text.rfind(unit)
    return _part(line, start, start + len(unit)), _part(line, *found.span("date"))


def dates_in(line: Line) -> list[Part]:
    """The whole dates, of days, at either end of a line."""
    found = [*_DAY_THERE.finditer(line.text)]
    return [_part(line, *match.span("date")) for match in found]


def _signer(lines: Sequence[Line], index: int) -> Part | None:
    for line in reversed(lines[max(index - NEAR, 0) : index]):
        found = "" if line.is_chrome else _unit(line.text)
        if found:
            start = line.text.find(found)
            return _part(line, start, start + len(found))
    return None


def _unit(text: str) -> str:
    """The body that a line names as who signs; "" where it names none."""
    for words in (text, _LABEL.sub("", text)):
        words = _MARK.sub("", _MARK.sub("", _LEADING.sub("", words)).strip(_AROUND)).strip(_AROUND)
        for bare in (words, _SUFFIX.sub("", words)):
            if is_unit(bare) and not _NO_UNIT.search(bare):
                return bare
    return ""


def _signed_in_one_line(line: Line) -> tuple[Part, Part] | None:
    found = days(line.text)
    if len(found) != 1 or line.text[found[0].end :].strip("）) 。"):
        return None
    unit = _MARK.sub("", _LEADING.sub("", line.text[: found[0].start])).strip(" ，,")
    unit = unit if is_unit(unit) else (unit.split() or [""])[-1]
    if not is_unit(unit) or len(unit) > 30:
        return None
    start = line.text.rfind(unit, 0, found[0].start)
    return _part(line, start, start + len(unit)), _part(line, found[0].start, found[0].end)


def _unusual(lines: Sequence[Line]) -> tuple[Part | None, Part | None]:
    """A signature behind a sentence, in brackets, before a telephone, with a month only; else the last date."""
    last: Part | None = None
    for line in reversed(lines):
        text = line.text
        tail = max(len(text) - TAIL, 0)
        shapes = (_REVERSED.match(text), _SEALED.match(text), _OPENED.search(text, tail))
        for found in (*reversed([*_TOGETHER.finditer(text, tail)]), *shapes):
            unit = _unit(found["unit"]) if found is not None else ""
            if found is not None and unit and not _PART_OF_SENTENCE.search(found["unit"]):
                start = text.find(unit, found.start("unit"))
                return _part(line, start, start + len(unit)), _part(line, *found.span("date"))
        alone = _LAST_DATE.search(text) if last is None and len(text) <= LONGEST else None
        if alone is not None and not _SENTENCE.search(text[: alone.start()]):
            last = _part(line, *alone.span("date"))
    return None, last


def _part(line: Line, start: int, end: int) -> Part:
    return Part(line.text[start:end], line.start + start, line.start + end)


def _unit_at_the_end(lines: Sequence[Line]) -> Part | None:
    """A body alone on one of the last lines, or behind the last sentence."""
    for line in reversed(lines[-3:]):
        unit = _unit(line.text)
        if len(unit) >= 4 and not _NUMBERED.match(line.text):
            start = line.text.find(unit)
            return _part(line, start, start + len(unit))
    last = next((line for line in reversed(lines) if not line.is_chrome), None)
    behind = _BEHIND.search(last.text[-LONGEST:]) if last is not None else None
    unit = _unit(behind["unit"]) if behind is not None else ""
    if last is None or not unit:
        return None
    start = last.text.rfind(unit)
    return _part(last, start, start + len(unit))
