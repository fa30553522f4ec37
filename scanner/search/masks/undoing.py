"""What undoes a mask: the place that the title names, the age, the birth and the sex that stand beside it.

Source of the counting: the structure of the number (GB 11643-1999); the notice of a county, a township or
a village names the region that the first six digits encode.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import noun, replace
from scanner.regexes import compiled
from scanner.search.masks.counting import NOTHING, Known, resident_candidates
from scanner.values import MONTH, chinese_number, days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.anatomy import Anatomy
    from scanner.search.masks.births import Window
    from scanner.search.masks.rows import Told

_NOT_NAMED = (
    "全 我 本 各 该 外 跨 邻 邻近 农 驻 到 入 包 市 省 区 县 乡 镇 城 集 老 新农 贫困 脱贫 重点 示范 试点 出列 自然 行政 中心 "
    "地 小 园 开发 片 灾 库 景 校 山 林 牧 郊 辖 自治 社 街 易地搬迁 安置 有关 相关 所在 所属 所辖 合作"
).split()
_PLACE = compiled(
    "([^\\W\\da-zA-Z_]{1,10}?)(自治县|县|旗|区|镇|街道|苏木|乡(?!村)|村(?!级|集体|民委员会选举))"
)
_ORDER = ("birth", "age", "sex")


class Undone(metaclass=noun):
    """A mask with all that stands beside it: how many values are left, and what took the others away."""

    count: int
    facts: tuple[Fact, ...] = ()


def has_place(anatomy: Anatomy) -> bool:
    """Whether title, issuer or signature name a county, a township or a village."""
    parts = (anatomy.title, anatomy.issuer, anatomy.signer)
    return any(_names_place(part.text) for part in parts if part is not None)


def _names_place(text: str) -> bool:
    return any(not match[1].endswith(tuple(_NOT_NAMED)) for match in _PLACE.finditer(text))


def notice_day(anatomy: Anatomy, today: str) -> Window:
    """First and last day (YYYYMMDD) that the notice may be of: its date, its month, else today."""
    text = anatomy.date.text if anatomy.date else ""
    whole = next((day.iso.replace("-", "") for day in days(text) if day.real), "")
    if whole:
        return whole, whole
    month = MONTH.search(text)
    number = chinese_number(month[2]) if month and month[2] else 0
    if month and 1 <= number <= 12 and 1900 < chinese_number(month[1]) < 2100:
        stem = f"{chinese_number(month[1]):04}{number:02}"
        return f"{stem}01", f"{stem}28"
    return today, today


def undone(symbols: str, raw: int, told: list[Told], today: str, *, has_region: bool) -> Undone:
    """How many identity numbers are left of `raw`. What contradicts the visible digits is of somebody else."""
    known: Known = NOTHING
    left = raw
    facts: list[Fact] = []
    for thing in sorted(told, key=lambda found: _ORDER.index(found.kind)):
        narrower = _narrower(known, thing)
        count = resident_candidates(symbols, today, narrower) if narrower else None
        if narrower and count is not None and count < left:
            known, left = narrower, count
            facts.append(
                Fact("beside-column" if thing.is_column else "beside-words", (("label", thing.label),))
            )
    if has_region and "*" in symbols[:6]:
        narrower = replace(known, has_region=True)
        count = resident_candidates(symbols, today, narrower)
        if count is not None and count < left:
            left = count
            facts.append(Fact("place-named" if facts else "place-named-alone"))
    return Undone(left, tuple(facts))


def _narrower(known: Known, thing: Told) -> Known | None:
    """What is known with one thing more; None where the two do not go together."""
    if isinstance(thing.value, str):
        return replace(known, sex=thing.value) if not known.sex else None
    since, until = max(known.since, thing.value[0]), min(known.until, thing.value[1])
    return replace(known, since=since, until=until) if since <= until else None
