"""What a cell or a phrase tells of a birth or a sex: ages, dates of birth, 男 and 女.

A birth is a window of days: (first, last), YYYYMMDD, both included. Source of the arithmetic: full years
(周岁) are counted from birthday to birthday; 虚岁 may be one or two years ahead.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.regexes import compiled
from scanner.search.numbers import resident
from scanner.values import DATE, MONTH, chinese_number

Window = tuple[str, str]

_OLDEST = 120
_AGE = compiled(r"(?:现年|年龄|虚岁|实岁)?\s?([0-9]{1,3})\s?(周岁|虚岁|岁)?")
_DIGITS_ALONE = compiled("((?:19|20)[0-9]{2})(0[1-9]|1[0-2])?(0[1-9]|[12][0-9]|3[01])?")
_PARTED = compiled(
    r"((?:19|20)[0-9][0-9*])\s?[年./\-—](?:\s?(0?[1-9]|1[0-2])(?![0-9]))?"
    r"(?:\s?[月./\-—]\s?(0?[1-9]|[12][0-9]|3[01])(?![0-9]))?"
)
_SHORT = compiled(
    r"([3-9][0-9])年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?.{0,2}"
)  # 79年3月, of the last century

_SEX_WORD = compiled("(?:^|[，,、（(：: /])([男女])性?(?=[，,、）)；;。： /0-9]|$)")
_AGE_WORD = compiled(
    "(?<![0-9满足过至到—-])([0-9]{1,3}) ?(周岁|虚岁|岁)(?!以[上下内]|及以|至|到|[—-])|(?:年龄|现年)[：: 为是]?([0-9]{1,3})(?![0-9])"
)
_BORN = compiled(
    r"(?:出生(?:年月日|日期|年月|年份|时间|于|年)?|生于|生日)[：: 为是]{0,2}(?P<behind>[0-9一二][^，,。；;）)\n]{3,12})"
    r"|(?P<before>(?:19|20)[0-9]{2}[年./\-][0-9]{0,2}[月./\-]?[0-9]{0,2}日?)\s?(?:出生|生(?![产活态意]))"
)


@lru_cache(maxsize=1024)
def age_window(cell: str, day: Window, *, is_nominal: bool = False) -> Window | None:
    """Births of those who have the cell's age on one of the days of `day`; None where it is no age."""
    found = _AGE.fullmatch(cell.strip())
    if found is None or not 0 < int(found[1]) <= _OLDEST:
        return None
    return _born(int(found[1]), day, is_nominal or found[2] == "虚岁")


def _born(age: int, day: Window, is_nominal: bool) -> Window:
    first, last = day
    if is_nominal:
        return f"{int(first[:4]) - age:04}0101", f"{int(last[:4]) - age + 1:04}1231"
    return _following(f"{int(first[:4]) - age - 1:04}{first[4:]}"), f"{int(last[:4]) - age:04}{last[4:]}"


def _following(day: str) -> str:
    """The next day, as the numbers count: 31 December goes on with 1 January."""
    year, month, number = int(day[:4]), int(day[4:6]), int(day[6:])
    length = resident.MONTH_DAYS[month - 1] + (month == 2 and resident.is_leap(year))
    if number < length:
        return f"{day[:6]}{number + 1:02}"
    return f"{day[:4]}{month + 1:02}01" if month < 12 else f"{year + 1:04}0101"


@lru_cache(maxsize=4096)
def birth_window(cell: str) -> Window | None:
    """The days that a date of birth leaves open: 1979-03-26, 19790326, 1979年3月, 1979, 1979年**月."""
    cell = cell.strip()
    found = _DIGITS_ALONE.fullmatch(cell) or _PARTED.match(cell)
    if found is not None:
        return _window(found[1], found[2], found[3])
    found = _SHORT.fullmatch(cell)
    if found is not None:
        return _window(f"19{found[1]}", found[2], found[3])
    written = DATE.match(cell) or MONTH.match(cell)
    if written is None:
        return None
    parts = [chinese_number(part) if part else 0 for part in written.groups()]
    year, month, day = (*parts, 0)[:3]
    return _window(str(year), str(month or ""), str(day or "")) if 1900 <= year <= 2100 else None


def _window(year: str, month: str | None, day: str | None) -> Window | None:
    if year.endswith("*"):
        return f"{year[:3]}00101", f"{year[:3]}91231"
    if not month:
        return f"{year}0101", f"{year}1231"
    if not 1 <= int(month) <= 12:
        return None
    length = resident.MONTH_DAYS[int(month) - 1] + (int(month) == 2 and resident.is_leap(int(year)))
    if not day:
        return f"{year}{int(month):02}01", f"{year}{int(month):02}{length:02}"
    if not 1 <= int(day) <= length:
        return None
    return f"{year}{int(month):02}{int(day):02}", f"{year}{int(month):02}{int(day):02}"


def sex_of(cell: str) -> str:
    """男 or 女 where a cell says so, else ""."""
    word = cell.strip().removesuffix("性")
    return word if word in ("男", "女") else ""


def told(phrase: str, day: Window) -> list[tuple[str, Window | str]]:
    """What a phrase says of one person: ("birth", window), ("age", window), ("sex", 男 or 女)."""
    found: list[tuple[str, Window | str]] = []
    born = _BORN.search(phrase)
    window = birth_window(born["behind"] or born["before"]) if born else None
    if window:
        found.append(("birth", window))
    aged = _AGE_WORD.search(phrase)
    if aged and 0 < int(aged[1] or aged[3]) <= _OLDEST:
        found.append(("age", _born(int(aged[1] or aged[3]), day, aged[2] == "虚岁")))
    sex = _SEX_WORD.search(phrase)
    if sex:
        found.append(("sex", sex[1]))
    return found
