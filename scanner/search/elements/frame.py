"""What the frame of a notice offers: title, number, publisher and date, from the text or the page round it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.anatomy import DOCUMENT_NUMBER, Anatomy, Line, Part
from scanner.model import NormalizedText
from scanner.noun import replace
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, WEAK, Candidate, folded, state_of
from scanner.signature import dates_in, signed_in
from scanner.values import days, is_unit

# Labels of the page round a notice (and of front matter) -> element; what stands there is evidence.
_CHROME = {
    "publisher": compiled(
        r"(?:发布机构|发布单位|发布者|公布单位|上传单位|发布部门|发布主体|发文机关|发文单位|发文机构|信息来源|信息提供|供稿单位|公开责任部门|公开部门|责任部门|"
        r"来\s?源|publisher|source|author)\s?[:：]\s?([^\s|:：]{3,40})"
    ),
    "publish-date": compiled(
        r"(?:发布日期|发布时间|发文日期|发文时间|成文日期|公开日期|公开时间|更新(?:时间|日期)?|时间|日期|date|published)\s{0,4}[:：]?\s{0,4}([12][0-9]{3}[^|：]{4,14})"
    ),
    "document-number": compiled(r"(?:发文字号|发文号|文\s?号)\s?[:：]\s?([^\s|:：]{5,40}号)"),
    "disclosure-attribute": compiled(
        r"(?:公开方式|公开形式|公开属性)\s?[:：]\s?(主动公开|依申请公开|不予公开)"
    ),
    "title": compiled(r"^(?:title|标\s?题|信息名称)\s?[:：]\s?[\"']?(.{4,80}?)[\"']?$"),
}
# The same labels alone on a line: the value stands on the next one.
_ALONE = {
    **dict.fromkeys(
        ("发布机构", "发布单位", "发文机关", "发文单位", "发布部门", "信息来源", "来源"), "publisher"
    ),
    **dict.fromkeys(("公开责任部门", "责任部门"), "publisher"),
    **dict.fromkeys(
        ("发布日期", "发布时间", "发文日期", "成文日期", "公开日期", "公开时间", "生成日期"), "publish-date"
    ),
    **dict.fromkeys(("发文字号", "文号", "发文号"), "document-number"),
    **dict.fromkeys(("公开方式", "公开形式", "公开属性"), "disclosure-attribute"),
}
# 石桥县民政局2024年……公示: the body whose matter the title tells, where nobody signed.
_TITLE_BODY = compiled(
    r"^(?:关于)?([^\s，。；：！？,0-9]{3,24}?(?:人民政府|政府办公室|办公室|委员会|村委会|居委会|管委会|办事处|[^\W\d_a-zA-Z]局|中心(?!医院|卫生院|小学|中学|学校|幼儿园|校)|医院|卫生院|学校|小学|中学|红十字会|慈善会|基金会|协会|联合会|合作社|联社|公司|学院|幼儿园|监督所|管理所|财政所|大队))"
    r"(?=[0-9]{4}|[^\s，。；：]{0,40}(?:公示|公告|公开|通报|通告|情况|信息|名单|一览表|简表|表|目录|启事|指南|概况|职能|分工)(?:$|[（(\s]))"
)
# 石桥县农业农村局于2024年4月2日公告：
_SAID_TO_PUBLISH = compiled(
    r"^([^\s，。；：！？,0-9]{3,24}?)(?:于|在)(20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)(?:在[^，。；：]{2,12})?(?:公示|公告|公布|发布|张贴|公开)"
)
_DAY_AND_BODY = compiled(r"(?:时间|日期)\s?[:：]\s?20[0-9年月日./\-]{6,9}[日0-9]\s+([^\s|:：，。]{4,30})$")
# 石桥县林业局（委托林业站张贴）, 石桥村村民委员会 村监会主任王芳, 石桥镇民政办讯: a body with more behind it.
_BODY_AND_MORE = compiled(
    r"^([^\s，。；：:！？,0-9（(]{4,30}?)(?:\s?[（(][^（()）。；0-9]{2,24}(?:张贴|代章|盖章|代发|代贴|发布|公示)[)）]"
    r"|\s{1,8}[^\s，。；：:0-9]{2,16}(?:主任|组长|书记|会长|站长|会计)[^\s，。；：:0-9]{2,6}|讯|消息|供稿)$"
)
_OFFICE = compiled(r"^(?:责任|发布|公开)(?:部门|单位|科室)\s?[:：]\s?([^\s|:：，。]{3,40})$")
_PRINTED = compiled(r"^(.{3,30}?)\s*[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日\s?印发$")
PAGE_LINES = 40  # in which the page round a notice says what it is
_YEAR = r"(?:[0-9]{4}\s?年(?:度|第?[一二三四1-4]季度)?)?\s?"
_ITSELF = compiled(
    r"(?:本(?:清单|办法|方案|意见|规定|通知|通告|公告|细则|文件|决定|指南|计划)(?=[（(])|》(?=[（(][^（()）]{6,20}[)）](?:全文|转发|印发给|公布如下|现予|原文)))"
    rf"[（(]({DOCUMENT_NUMBER.pattern})[)）]"
)
_SUBJECTS = {
    "project-name": compiled(
        rf"(?:关于|——|—|^|[县区市镇乡村])\s?(?P<value>{_YEAR}[^\s，。；：！？,]{{2,40}}?"
        r"(?:项目|工程|补贴|补助|奖补|津贴|救助|资助|低保|保障金|贴息|补助金|救助金|助学金|补偿|分红)(?:资金)?)"
        r"(?!计划|安排|资金|管理|清单|库)"
    ),
    "fund-name": compiled(
        rf"(?:关于|下达|分配|安排|拨付|[县区市镇乡]|^)\s?(?P<value>{_YEAR}[^\s，。；：！？,]{{0,30}}?"
        r"(?:资金|经费|补助|补贴|奖补|公益金|债券|基金))"
    ),
}
_KINDS = {"publisher": "unit", "publish-date": "date", "document-number": "number"}
_OPEN_NUMBER = compiled(
    r"[^\W\d_]{1,12}\s?[〔\[（(【][0-9×xX_＿ ]{0,6}[〕\])）】]\s?(?:第\s?)?[×xX_＿○□ ]{1,6}\s?号"
)
HEAD = 12  # lines in which a notice says its own number
FIRST_LINES, FIRST_LENGTH = 5, 40  # in which a page says who put it there and when
CHROME_RANK = 2  # evidence of the page weighs less than the notice's own words
FIRST = -1  # rank of the body that signed: it is the publisher, whoever else is named
LAST = 2 * WEAK  # rank of the body that only the title names
_DAY_OF_YEAR = compiled("[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?[日号]")
_PARTS = compiled(r"[、，,；;\s（()）]+")
_ACCOUNT = compiled("开户|账户|账号|户名")
_NO_BODY = compiled(r"^(?:[亿万千]?元|亩|平方米|公斤|本网|本站|.{0,3})(?:[\s/、]|$)|编辑|[0-9]{4}")
MOST_META = 200


def frame_candidates(text: NormalizedText, anatomy: Anatomy) -> list[Candidate]:
    """Candidates for the elements every notice has."""
    parts: tuple[tuple[str, Part | None, str], ...] = (
        ("title", anatomy.title, "head"),
        ("document-number", anatomy.number, "head"),
        ("publisher", anatomy.signer, "signature"),
        ("publisher", anatomy.issuer, "head"),
        ("publish-date", anatomy.date, "signature"),
        ("publish-date", anatomy.printed, "head"),
    )
    found = [_of_part(name, part, found_by) for name, part, found_by in parts if part is not None]
    for number, line in enumerate(anatomy.lines):
        if line.is_chrome:
            found.extend(_of_chrome(line.text, line.start))
        if line.is_chrome or (number < FIRST_LINES and len(line.text) <= FIRST_LENGTH):
            found.extend(_of_first_line(line))
    found.extend(_of_lines(anatomy.lines))
    if anatomy.title:
        found.extend(_of_title(anatomy.title))
    if anatomy.number is None:
        found.extend(_open_numbers(anatomy))
        found.extend(_said_of_itself(anatomy))
    found.extend(_of_meta(text))
    return found


def _of_first_line(line: Line) -> Iterator[Candidate]:
    """Who and when on the lines round a notice: 2026-11-06 前进村村委会, 来源：…　2025年2月25日."""
    signed = signed_in(line)
    for name, part in zip(("publisher", "publish-date"), signed or (), strict=False):
        yield _of_page(name, part.text, part.start)
    dates = dates_in(line) if signed is None else []
    if len(dates) == 1:
        yield _of_page("publish-date", dates[0].text, dates[0].start)


def _of_lines(lines: Sequence[Line]) -> Iterator[Candidate]:
    """Labels of the page alone on a line, the office in charge, who had a paper printed."""
    for number, line in enumerate(lines[:PAGE_LINES]):
        if len(line.text) <= 8:
            name = _ALONE.get(line.text.rstrip(":：").replace(" ", ""))
            if name is not None and number + 1 < len(lines):
                yield from _below(name, lines[number + 1])
        elif line.text[:2] in ("责任", "发布", "公开"):
            office = _OFFICE.match(line.text)
            if office and is_unit(office[1]):
                yield _of_page("publisher", office[1], line.start + office.start(1))
        said = _SAID_TO_PUBLISH.match(line.text)
        if said and is_unit(said[1]):
            yield _of_page("publisher", said[1], line.start)
            yield _of_page("publish-date", said[2], line.start + said.start(2))
    for line in (*lines[:FIRST_LINES], *lines[-12:]):
        bare = _BODY_AND_MORE.match(line.text)
        if bare and is_unit(bare[1]):
            yield replace(_of_page("publisher", bare[1], line.start), rank=LAST)
    for line in lines[-12:]:
        beside = _DAY_AND_BODY.search(line.text)
        if beside and is_unit(beside[1]):
            yield _of_page("publisher", beside[1], line.start + beside.start(1))
        printed = _PRINTED.match(line.text) if line.text.endswith("印发") else None
        if printed and is_unit(printed[1]):
            yield _of_page("publisher", printed[1], line.start)


def _below(name: str, line: Line) -> Iterator[Candidate]:
    """The line below a label of the page that stands alone."""
    kind = _KINDS.get(name, "text")
    fits = is_unit(line.text) if kind == "unit" else state_of(kind, line.text) == "good"
    if fits and len(line.text) <= 40:
        yield _of_page(name, line.text, line.start)


def _of_page(name: str, value: str, start: int) -> Candidate:
    return Candidate(name, folded(value, 120), start, start + len(value), "page", "good", "", CHROME_RANK)


def _open_numbers(anatomy: Anatomy) -> Iterator[Candidate]:
    """A document number that was left open in the head: 青农〔2026〕××号."""
    for line in anatomy.lines[:HEAD]:
        found = _OPEN_NUMBER.search(line.text)
        if found and len(line.text) <= 40:
            begin, end = line.start + found.start(), line.start + found.end()
            yield Candidate("document-number", found[0], begin, end, "head", "placeholder", "", RANK["head"])


def _said_of_itself(anatomy: Anatomy) -> Iterator[Candidate]:
    """The number by which a document, or the one that it passes on, is named in brackets: 本通知（教基〔2023〕27号）."""
    for line in anatomy.lines:
        found = _ITSELF.search(line.text)
        if found is not None:
            begin, end = line.start + found.start(1), line.start + found.end(1)
            yield Candidate("document-number", found[1], begin, end, "head", "good", "", CHROME_RANK)
            return


def _of_title(title: Part) -> Iterator[Candidate]:
    """What a title says about its subject: 关于石桥镇…项目竣工的公示, 2026年耕地地力保护补贴发放公示表."""
    body = _TITLE_BODY.match(title.text)
    if body is not None and is_unit(body[1]):
        start = title.start + body.start(1)
        yield Candidate("publisher", body[1], start, start + len(body[1]), "title", "good", "", LAST)
    for name, pattern in _SUBJECTS.items():
        for found in pattern.finditer(title.text):
            value = found["value"].rpartition("关于")[2]
            end = title.start + found.end("value")
            begin = end - len(value)
            rank = RANK["prose"]
            yield Candidate(name, folded(value), begin, end, "title", "good", "", rank)
            break


def _of_part(name: str, part: Part, found_by: str) -> Candidate:
    state = state_of(_KINDS.get(name, "text"), part.text)
    if state == "poor" and name == "publish-date" and _DAY_OF_YEAR.fullmatch(part.text):
        state = "good"  # 8月18日: the year is said elsewhere
    rank = FIRST if name == "publisher" and found_by == "signature" else RANK[found_by]
    return Candidate(name, folded(part.text, 120), part.start, part.end, found_by, state, "", rank)


def _of_chrome(line: str, start: int) -> Iterator[Candidate]:
    for name, pattern in _CHROME.items():
        found = pattern.search(line)
        if found:
            begin, end = start + found.start(1), start + found.end(1)
            state = state_of(_KINDS.get(name, "text"), found[1])
            if name == "publisher" and not is_unit(found[1]):
                continue
            yield Candidate(name, folded(found[1], 120), begin, end, "page", state, "", CHROME_RANK)


def _of_meta(text: NormalizedText) -> Iterator[Candidate]:
    """Front matter and the page's title element, which say what the page says about the notice."""
    looked = 0
    for first, stretch in text.document.blocks.stretches:
        if not isinstance(stretch, tuple):
            continue
        for offset, block in enumerate(stretch):
            if block.layer != "front-matter" or looked >= MOST_META:
                continue
            looked += 1
            start, end = text.block_range(first + offset)
            yield from _of_chrome(text.text[start:end], start)


def settle_publisher(candidates: dict[str, list[Candidate]]) -> None:
    """Put right what labels took for a publisher: no body, or a body and its date in one field."""
    publishers, dates = candidates.get("publisher"), candidates.get("publish-date")
    if publishers is None:
        return
    for candidate in [c for c in publishers if c.found_by not in ("signature", "head", "page")]:
        found = days(candidate.value)
        if found and dates is not None:
            dates.append(
                replace(candidate, id="publish-date", state="good", rank=candidate.rank + CHROME_RANK)
            )
        if candidate.state == "placeholder":
            continue
        first, *_ = _PARTS.split(candidate.value.strip())
        is_body = is_unit(first) or (
            candidate.rank < WEAK and any(map(is_unit, _PARTS.split(candidate.value)))
        )
        is_other = _ACCOUNT.search(candidate.value) is not None or (
            candidate.rank >= WEAK and ("，" in candidate.value or not is_body)
        )
        if is_other or (not is_body and _NO_BODY.search(candidate.value)):
            publishers.remove(candidate)
