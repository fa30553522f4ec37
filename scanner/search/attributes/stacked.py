"""Records whose labels and values are lines of their own, one below the other: 姓名 / 张某 / 年收入 / 28600."""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.attributes.named import Named, can_stand_below, is_name_head
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.search.subject import Subject

_LINES = compiled(r"[^\n]+")
_MAY_BE = compiled(
    r"(?:\A|\n)[ 　]*(?:[^\n]{0,6}(?:名|户主|人|户|对象|学生|儿童|老人|患者|死者|逝者))[ 　]*\n"
)
_LABEL = 14  # characters of a label
_RECORD = 24  # lines that may be between a name and what its record says
_FAMILY = ("家庭成员", "成员")  # whose values are others of the same record
_SENTENCE = compiled("[。；，]")


class Stacked(metaclass=noun):
    """A label and its value below it, at ``text[start:end]``, in the record of a person."""

    label: str
    start: int
    end: int
    person: Named


def stacked(subject: Subject) -> Iterator[Stacked]:
    """The labels and values of such records, the name itself among them."""
    text = subject.text.text
    if _MAY_BE.search(text) is None:
        return
    lines = [match.span() for match in _LINES.finditer(text)]
    words = [text[first:last].strip() for first, last in lines]
    person: Named | None = None
    since = 0
    for at in range(len(lines) - 1):
        label, value = words[at].rstrip(":："), words[at + 1]
        if not 1 < len(label) <= _LABEL or _SENTENCE.search(label) or not value:
            continue
        start, end = lines[at + 1]
        if is_name_head(label) and not (person is not None and label in _FAMILY):
            person, since = None, at
            if can_stand_below(value) and not is_name_head(value) and not _is_list(words, at):
                person = Named(start, end, "label", is_masked_name(value))
        if person is not None and at - since <= _RECORD:
            yield Stacked("".join(label.split()), start, end, person)


def _is_list(words: list[str], at: int) -> bool:
    """Whether the name below a head is the head of the next column: 姓名 / 村 / 金额 / 张某 …"""
    return at + 2 < len(words) and words[at + 1] in (
        "村",
        "组",
        "性别",
        "年龄",
        "金额",
        "住址",
        "备注",
        "电话",
    )
