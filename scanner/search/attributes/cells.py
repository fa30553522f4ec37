"""Cells of lists and forms: what says nothing, what only says that somebody gets aid, a head without its brackets."""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding
    from scanner.search.subject import Subject

LABEL_ALONE = 6  # characters of a label that is a line or a cell of its own
_NOTHING = frozenset(
    ("", "略", "同上", "不详", "不公开", "/", "-", "—", "——", "－", "\\", "无", "否", "0", "正常", "空")
)
# That a household gets aid, the list says anyhow; its misfortune it does not say
_AID = compiled(
    "(?:一般|城乡|农村|城镇|享受)?(?:(?:低保|五保|特困|优抚|脱贫|监测|贫困)(?:户|对象|家庭|人员)?|建档立卡(?:脱贫户|贫困户|户)?|低收入)"
)
_OF_SERVICE = compiled("重点人群|服务(?:对象|内容|项目)|接种|疫苗|适用|擅长|专长|培训|宣传|课程")


def is_nothing(words: str) -> bool:
    """Whether a value says nothing, a blank to be filled in among them."""
    return words in _NOTHING or not words.strip("_＿…. 　")


def is_kind_of_aid(words: str) -> bool:
    """Whether a value only says what aid somebody gets: 低保, 建档立卡脱贫户."""
    return _AID.fullmatch(words) is not None


def is_of_service(head: str) -> bool:
    """Whether a column says what is offered to many: 重点人群, 疫苗."""
    return _OF_SERVICE.search(head) is not None


def rows_below(table: Table) -> Iterator[int]:
    """The rows below the head; the first is one where no head was made out."""
    return table.body_rows() if table.head else iter(range(1, table.rows))


def bare(label: str) -> str:
    """A head without what stands in brackets behind it."""
    return label.partition("（")[0].partition("(")[0].rstrip(":：")


def span_of(subject: Subject, table: Table, row: int, column: int) -> tuple[int, int]:
    """Begin and end of the words of a cell in the searched text."""
    start, end = subject.text.block_range(table.block(row, column))
    words = subject.text.text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))


def is_form_label(subject: Subject, binding: Binding, cell: tuple[Table, int, int], words: str) -> bool:
    """Whether the words of a cell are the label of a form whose value stands beside it: 残疾证 | 视力二级."""
    table, row, column = cell
    if column % 2 or column + 1 >= table.columns or binding.persons.name_columns(table):
        return False
    is_form = binding.persons.of_form(table) is not None
    if not is_form and (table.columns > 2 or len(words) > LABEL_ALONE):
        return False
    whole, value = (
        subject.text.text[slice(*span_of(subject, table, row, at))] for at in (column, column + 1)
    )
    return whole.rstrip(":：") == words and not is_nothing(value)
