"""A named person of a text, and what the head over names and a name in a cell look like."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.attributes.name_words import NAME_HEAD, NO_NAME
from scanner.values import is_masked_name, is_person

LONGEST = 16  # characters of a name with dots
DOTTED = rf"{HAN}{{2,8}}(?:·{HAN}{{2,8}}){{1,3}}"
TOKENS = compiled(r"[^\s|]+")
_FOREIGN = compiled(rf"{HAN}{{2,5}}|{DOTTED}")
_NOT_NAMES = compiled("合计|小计|总计|共计|备注|说明|注|审核|制表|公示|单位|姓名|户主|[0-9，。、：:；]")
_CALLED_BEFORE = compiled("(?:被[^，。；]{1,4}人)?")
_AROUND = compiled(r"[\s（）()*★:：]+|[（(].*")


class Named(metaclass=noun):
    """A person at ``text[start:end]`` of the searched text; `how`: column, label, mask, known, called, shape, slot, recognised."""

    start: int
    end: int
    how: str
    is_masked: bool


def can_be_foreign(word: str) -> bool:
    """Whether a word below 姓名 can be a name of any people by its shape."""
    return _FOREIGN.fullmatch(word) is not None and not NO_NAME.search(word)


def is_name_head(label: str) -> bool:
    """Whether the head of a column or the label of a form is about the name of a person."""
    return len(label) <= LONGEST and NAME_HEAD.fullmatch(_AROUND.sub("", label)) is not None


def can_stand_below(word: str) -> bool:
    """Whether a word below 姓名 can be a name by its shape alone."""
    return is_person(word) or is_masked_name(word) or can_be_foreign(word)


def is_name_cell(cell: str) -> bool:
    """Whether a cell below 姓名 or 户主 holds a name, whatever it looks like."""
    word = "".join(cell.split())
    return 2 <= len(word) <= LONGEST and not _NOT_NAMES.search(word) and word not in ("无", "/")


def names_only(text: str, start: int, end: int, person: Named | None) -> bool:
    """Whether words are a person's name and no more, or what a court calls him before it: 被继承人张某."""
    if person is None or person.start < start or person.end != end:
        return False
    return _CALLED_BEFORE.fullmatch(text, start, person.start) is not None
