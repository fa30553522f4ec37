"""Cells of lists and forms: what says nothing, what only says that somebody gets aid, a head without its brackets."""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Table

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
