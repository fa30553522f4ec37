"""The parts every notice has whatever its type: site chrome, head, title, body, signature.

Read once from the searched text; the stages that recognise and search share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.model import Block, Grid, NormalizedText, Table
from scanner.noun import noun
from scanner.parts import Line as Line
from scanner.parts import Part as Part
from scanner.regexes import compiled
from scanner.signature import is_signed, signature_of
from scanner.values import days, is_date_line, is_open_date, is_unit

# The words that titles of official texts end with.
_TYPES = (
    "公示 公告 通知 通告 通报 意见 方案 办法 细则 规定 规范 规划 计划 报告 名单 公示表 一览表 明细表 汇总表 情况表 计划表 "
    "统计表 分配表 发放表 登记表 花名册 决定 函 批复 纪要 指南 目录 解读 制度 标准 清单 公开 情况 说明 请示 结果 公告牌 公示牌 "
    "实施意见 总结 表"
).split()
TYPE_END = compiled(
    "("
    + "|".join(sorted(_TYPES, key=len, reverse=True))
    + r")\s?((?:[（(〔\[][^（()）]{1,24}[)）〕\]]\s?)*)$"
)
_CHROME = compiled(
    r"^\s*[•·▪◆]?\s*(?:索\s?引\s?号|主题分类|主题词|体裁分类|发布机构|发布单位|发文机关|发文单位|成文日期|发布日期|发布时间|发文日期|"
    r"发文字号|文\s?号|信息来源|来\s?源|作\s?者|点击数|浏览次数|阅读次数|浏览量|访问量|字体|字号|分享到|打印|当前位置|您的位置|"
    r"首页|有\s?效\s?性|公开方式|公开形式|公开属性|公开范围|公开时间|公开日期|发文时间|发布部门|发文机构|公开责任部门|信息提供|信息名称|编辑|责任编辑|审核|时间|日期|标\s?题|生成日期|组配分类|主\s?办|承\s?办|版权所有|网站标识码|"
    r"【字体|\[字体)\s?[:：>＞】\]]"
)
DOCUMENT_NUMBER = compiled(
    r"[^\W\d_]{1,14}\s?[〔\[（(【]\s?(?:19|20)[0-9]{2}\s?[〕\])）】]\s?(?:第\s?)?[0-9]{1,5}\s?号"
    r"|[^\W\da-zA-Z_]{2,12}[〔\[（(【]?(?:19|20)[0-9]{2}[〕\])）】]?(?:第)?[0-9]{1,4}号"
)
# The last line of a title whose first line already ends like one: …项目公告公示 / 实施办法的通知.
_RUNS_ON = compiled(r"[^，。；：、]{0,18}的(?:通知|公告|公示|通告|通报|意见|报告|函)")
_BARE_TITLES = ("公示", "公告", "通知", "通告", "公示牌", "公告牌", "公示栏")
_ADDRESSEE = compiled(r"^[^。]{2,80}[:：]$")
_SENTENCE = compiled(r"[。；！？]")
_SECTION = compiled(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[条章]|[0-9]{1,2}[.、 ])"
)
_ATTACHMENT = compiled(r"^\s*附\s?件?\s?[0-9一二三四五六七八九十]*\s?[:：]")
# Marks above a title: secrecy, urgency, drafts. They are no part of it.
_MARK = compiled(
    r"^[\s【\[（(★☆*]*(?:绝密|机密|秘密|内部资料|内部文件|内部使用|内部刊物|注意保存|注意保密|注意保管|特急|特提|加急|急件|平急|份号|"
    r"此件|征求意见稿|讨论稿|送审稿|草稿|初稿|附件|样稿)"
)
NOT_BODY = ("header", "footer", "footnote", "endnote")  # layers that are seen but are no part of the text
_ATTACHMENT_ALONE = compiled(r"附\s?件\s?[0-9一二三四五六七八九十]{0,2}\s?[:：]?")
_HEAD_LINES = 30
LONG_TABLE = 400  # rows above which only the ends of a table are read as lines
TABLE_ENDS = 40
_ISSUER_IN_TITLE = compiled(
    r"^(.{2,30}?(?:人民政府办公室|人民政府|办公室|委员会|领导小组|局|厅|办|处|中心|公司|村委会|社区))关于"
)
# A body above the title, or at its beginning, that can sign a notice.
_AUTHORITY = compiled(r"(?:人民政府|政府|办公室|委员会|村委会|居委会|办事处|局|厅|中心|领导小组)$")
_AUTHORITY_FIRST = compiled(
    r"^([^\W\da-zA-Z_]{2,20}?(?:人民政府|委员会|办公室|办事处|村委会|居委会|[^\W\da-zA-Z_]局))(?=[0-9]{4}\s?年|[拟关])"
)
_PRINTED_BY = compiled(r"^(.{3,30}?)\s+([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)印发$")
_PHYSICAL_LINE = compiled(r"[^\n]+")
_META_TITLE = compiled(r"(?:title|标题)\s?[:：]\s?[\"']?(.{4,80}?)[\"']?\s*$")
# Telephones, rows of a table that lost its lines, sums.
_SAYS_TYPE = compiled("公示|公告|公开|公布|通知|名单|花名册")
_NO_TITLE = compiled(
    r"0[0-9]{2,3}[)）]?[-—－ ]?[0-9]{7,8}|(?:[^,，]*[,，]){3}|^(?:合\s?计|小\s?计|总\s?计)|\t"
)
_COLON = compiled(r"^([^《》]{1,10})[:：]")
_NUMBER_LABEL = compiled(r"^\s*[•·]?\s*(?:发文字号|文\s?号|发文号)\s?[:：]\s?")


class Anatomy(metaclass=noun):
    """What was read from the frame of a notice. Parts are None where the notice has none."""

    lines: tuple[Line, ...]
    title: Part | None = None
    number: Part | None = None  # 发文字号 of the notice itself
    issuer: Part | None = None  # from the head or the title
    signer: Part | None = None  # from the signature
    date: Part | None = None
    printed: Part | None = None  # date of printing (印发)


def anatomy_of(text: NormalizedText) -> Anatomy:
    """The frame of a notice."""
    lines = tuple(_lines(text))
    main = _before_attachments(lines) or list(lines)
    title, after = _title(main)
    if title is None or not TYPE_END.search(title.text):
        title = _meta_title(text) or title
    signer, date = signature_of(main[after:])
    issuer = _issuer(main[: after + 3], title)
    return Anatomy(
        lines, title, _number(main[: max(after + 4, 12)]), issuer, signer, date, _printed(main[-12:])
    )


def _before_attachments(lines: tuple[Line, ...]) -> list[Line]:
    """The lines of the notice itself: up to a line that is just 附件 or 附件1."""
    main = [line for line in lines if line.attachment == 0]
    for index, line in enumerate(main):
        if len(line.text) <= 6 and _ATTACHMENT_ALONE.fullmatch(line.text) and index > 2:
            return main[:index]
    return main


def _lines(text: NormalizedText) -> Iterator[Line]:
    """Lines outside tables, and the rows of tables that are lines; continued lines are one."""
    pending: list[int] = []
    attachment = 0
    block: Block | None = None
    for first, stretch in text.document.blocks.stretches:
        if isinstance(stretch, Grid):
            if pending:
                yield from _line(text, pending, block, attachment)
                pending = []
            yield from _rows(text, first, stretch)
            continue
        for offset, candidate in enumerate(stretch):
            if not candidate.visible or candidate.layer in NOT_BODY:
                continue
            start, end = text.block_range(first + offset)
            if candidate.continues and pending:
                pending[1] = end
                continue
            if pending:
                yield from _line(text, pending, block, attachment)
            pending, block, attachment = [start, end, end], candidate, candidate.place.attachment
    if pending:
        yield from _line(text, pending, block, attachment)


def _line(text: NormalizedText, where: list[int], block: Block | None, attachment: int) -> Iterator[Line]:
    start, end = where[:2]
    broken = where[2] - start if len(where) > 2 else 0
    part_name = block.place.part if block is not None else ""
    for part in _PHYSICAL_LINE.finditer(text.text[start:end]):
        words = part[0]
        stripped = words.strip()
        if stripped:
            begin = start + part.start() + words.index(stripped)
            first = broken if 0 < broken < len(stripped) else 0
            is_chrome = part_name == "chrome" or _CHROME.match(stripped) is not None
            yield Line(stripped, begin, begin + len(stripped), block, attachment, first, is_chrome)


def _rows(text: NormalizedText, first: int, grid: Grid) -> Iterator[Line]:
    """Rows of a table that are no entries: its title, its unit, remarks, the signature below a list.

    Such a row holds one text, or a few `label：value` texts. Long lists are looked at on both ends.
    """
    found = text.document.table_at(first)
    if found is None or not grid.visible:
        return
    table = found[0]
    head = {*table.header_rows}
    rows: Iterable[int] = range(table.rows)
    if table.rows > LONG_TABLE:
        rows = (*range(TABLE_ENDS), *range(table.rows - TABLE_ENDS, table.rows))
    for row in rows:
        if row in head or row in grid.hidden_rows:
            continue
        cells = [
            column for column in range(table.columns) if grid.texts[row * table.columns + column].strip()
        ]
        if len(cells) == 1:
            yield from _line(
                text, [*text.block_range(table.block(row, cells[0]))], None, grid.place.attachment
            )
        elif len(cells) <= 3 and table.columns > 1 and not _is_entry(table, cells):
            for column in cells:
                if _is_line_cell(grid.texts[row * table.columns + column]):
                    where = text.block_range(table.block(row, column))
                    yield from _line(text, [*where], None, grid.place.attachment)


def _is_entry(table: Table, cells: list[int]) -> bool:
    """Whether a row fills every column that has a head: what stands there is a value of the list."""
    headed = [column for column, path in enumerate(table.head) if path]
    return bool(headed) and len(cells) >= len(headed)


def _is_line_cell(cell: str) -> bool:
    """A cell that is no entry of a list: `label：value`, the unit or the date of a signature."""
    words = cell.strip()
    return "：" in words or is_date_line(words) or (is_unit(words) and len(words) > 4)


def _title(lines: list[Line]) -> tuple[Part | None, int]:
    """The title and the index of the line behind it."""
    fallback: tuple[Part, int] | None = None
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if line.block is not None and line.block.role == "title" and _is_title_like(line.text):
            return Part(line.text, line.start, line.end), index + 1
    for index, line in enumerate(lines[:_HEAD_LINES]):
        first = line.text[: line.first]
        if first and TYPE_END.search(first) and _is_title_like(first) and not line.is_chrome:
            return Part(first, line.start, line.start + line.first), index + 1
        if line.is_chrome or not _is_title_like(line.text):
            if _SENTENCE.search(line.text) and len(line.text) > 30 and fallback:
                break
            continue
        joined, after = _joined_title(lines, index)
        if TYPE_END.search(joined.text) and (len(joined.text) >= 5 or joined.text in _BARE_TITLES):
            return joined, after
        is_heading = line.block is not None and line.block.role in ("title", "heading")
        if (
            fallback is None
            and 4 <= len(line.text) <= 45
            and (is_heading or not is_unit(line.text) or _SAYS_TYPE.search(line.text))
        ):
            fallback = Part(line.text, line.start, line.end), index + 1
    return fallback if fallback else (None, 0)


def _meta_title(text: NormalizedText) -> Part | None:
    """The title that front matter gives a page."""
    for first, stretch in text.document.blocks.stretches:
        if isinstance(stretch, Grid) or not stretch or stretch[0].layer != "front-matter":
            continue
        for offset in range(len(stretch)):
            start, end = text.block_range(first + offset)
            found = _META_TITLE.match(text.text[start:end])
            if found:
                return Part(found[1], start + found.start(1), start + found.end(1))
    return None


def _is_title_like(text: str) -> bool:
    return not (
        len(text) > 80
        or is_signed(Line(text, 0, len(text)))
        or _NO_TITLE.search(text)
        or _MARK.match(text)
        or _SENTENCE.search(text)
        or _SECTION.match(text)
        or _ATTACHMENT.match(text)
        or _ADDRESSEE.match(text)
        or is_date_line(text)
        or is_open_date(text)
        or _is_labelled(text)
        or DOCUMENT_NUMBER.fullmatch(text)
        or text.endswith(("文件", "，", "、"))
    )


def _is_labelled(text: str) -> bool:
    """`label：…`; a body before the colon (东湖街道：……) is how news titles begin."""
    found = _COLON.match(text)
    return found is not None and not (is_unit(found[1]) and len(text) > len(found[1]) + 5)


def _joined_title(lines: list[Line], index: int) -> tuple[Part, int]:
    """A title that runs over up to four lines (issuer / 关于…的 / 通知)."""
    joined = lines[index].text
    end = index
    for following in range(index + 1, min(index + 4, len(lines))):
        if TYPE_END.search(joined) and lines[following].text not in ("通知", "公告", "公示"):
            break
        text = lines[following].text
        if len(text) > 60 or lines[following].is_chrome or not _is_title_like(text):
            break
        joined += text
        end = following
    following = end + 1
    if TYPE_END.search(joined) and following < len(lines) and _RUNS_ON.fullmatch(lines[following].text):
        joined += lines[following].text
        end = following
    if not TYPE_END.search(joined):
        joined, end = lines[index].text, index
    return Part(joined, lines[index].start, lines[end].end), end + 1


def _number(lines: list[Line]) -> Part | None:
    for line in lines:
        labelled = _NUMBER_LABEL.match(line.text)
        rest = line.text[labelled.end() :] if labelled else line.text
        found = DOCUMENT_NUMBER.fullmatch(rest.strip()) or (labelled and DOCUMENT_NUMBER.search(rest))
        if found:
            start = line.start + line.text.index(found[0])
            return Part(found[0], start, start + len(found[0]))
    return None


def _issuer(lines: list[Line], title: Part | None) -> Part | None:
    if title:
        found = _ISSUER_IN_TITLE.match(title.text)
        if found:
            return Part(found[1].strip(), title.start, title.start + len(found[1]))
    for line in lines:
        text = line.text.removesuffix("文件").strip()
        is_above = title is not None and line.start <= title.start and len(text) >= 6
        if is_unit(text) and (text != line.text or (is_above and _AUTHORITY.search(text))):
            return Part(text, line.start, line.start + len(text))
    if title:
        found = _AUTHORITY_FIRST.match(title.text)
        if found:
            return Part(found[1], title.start, title.start + len(found[1]))
    return None


def _printed(lines: list[Line]) -> Part | None:
    for line in lines:
        if line.text.endswith("印发") and days(line.text):
            day = days(line.text)[-1]
            return Part(line.text[day.start : day.end], line.start + day.start, line.start + day.end)
    return None
