"""One meaning for every stretch: rule and model together > rule > model, and the vetoes.

A word that looks like a name (高度, 金额, 和平村) is one only where a column or a label says so.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from scanner.regexes import compiled
from scanner.search.names.bodies import completed_body
from scanner.search.names.entities import Entity
from scanner.search.names.neighbours import STRONG
from scanner.search.names.rules import BEHIND_PLACE
from scanner.search.names.shapes import is_masked, is_name, is_placed, is_word
from scanner.search.names.words import listed, surnames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.model import Certainty
    from scanner.search.names.columns import Claim

# The higher, the more a stretch's tag counts against another's that overlaps it.
RANK = {
    "header": 9,
    "ethnic": 4,
    "mask": 6,
    "sign-off": 6,
    "label": 6,
    "list": 4,
    "title": 4,
    "door": 6,
    "model": 3,
    "shape": 2,
}
LIKELY = 0.85  # of the model's share
LEAST_PERSON = 0.30
LEAST_BODY = 0.30
_WRONG_END = compiled(r"(?:宣|制|立|启|印)$")
_WRONG_START = compiled(r"^(?:加挂|由|经|向|为|与|和|及|请|到|找|在|对|从|服从|联系|本|按|据)(?=[^\W\d_]{3})")
_NAME_END = compiled(r"(?:夫妇|夫妻|同志|先生|女士|一家|等人|老人|户|家)$")
_TOWNSHIP = compiled(
    r"[镇乡县旗盟](?![长级里上干政机纪])|村(?![里民上委支干部医长口头])|嘎查|苏木(?!达)|自治[州县旗]|[^\W\d_]{1,2}族(?:[乡镇]|自治|[^\W\d_]{1,2}族)|街道"
)
_SOME_PLACE = compiled(r"[^\W\d_]{0,3}?(?:[镇乡县旗村]|嘎查|苏木)(?![长民])")
_NUMBERED = compiled(
    r"第[一二三四五六七八九十百][章节条项款批次期届]|方案[一二三四]|[零壹贰叁肆伍陆柒捌玖拾佰仟万元整]+$"
)
_DOCUMENT = compiled(r"[〔\[［【（(](?:20[0-9]{2}[〕\]］】）)]|[^（()）]{2,6}[省市县区州][）)]函)")
_LED = compiled(r"(?<=[0-9）)级])班|(?<=[（，、(])[付欠借还]|其[子女妻夫父母]|邻居|村民|奶奶|爷爷")
_FOLLOWED = compiled("[家户等问说]$")
_EDGE = compiled("以[东西南北]|路?以[东西南北]")
_OFFICE = compiled("[镇乡县区市州旗局处科股厅部司站所组队校院厂村社会行台馆排连团]")
_HAN = compiled(r"[^\W\da-zA-Z_]")


@cache
def _sounds() -> frozenset[str]:
    return frozenset(listed("sounds")["sounds"])


def seen(text: str, claim: Claim, share: float, around: tuple[str, ...]) -> Entity | None:
    """What the model saw, with the borders put right; None where a veto or a low share speaks against it."""
    value = text[claim.start : claim.end].strip()
    start = text.index(value, claim.start) if value else claim.start
    end = start + len(value)
    if claim.kind == "organisation":
        return _body(text, start, end, share)
    if claim.kind == "address":
        return _address(text, start, end, share)
    tight = "".join(value.split())
    if claim.kind == "masked" or is_masked(tight):
        return _masked(text, start, end, tight)
    return _person(text, start, end, share, around)


def _body(text: str, start: int, end: int, share: float) -> Entity | None:
    """An organisation without the words before and behind it, with its section."""
    value = text[start:end]
    ended, begun = _WRONG_END.search(value), _WRONG_START.match(value)
    end -= len(ended[0]) if ended and len(value) > 4 else 0
    start += len(begun[0]) if begun else 0
    if share < LEAST_BODY or end - start < 2:
        return None
    found = Entity("organisation", start, end, ("model",), _certainty(share))
    start, end = completed_body(text, found)
    return Entity("organisation", start, end, ("model",), found.certainty)


def _masked(text: str, start: int, end: int, tight: str) -> Entity | None:
    """A masked name without the 等 behind it."""
    if tight[-1] in "等户家" and is_masked(tight[:-1]):
        end, tight = end - 1, tight[:-1]
    is_hidden = is_masked(tight) and not BEHIND_PLACE.match(text, end) and not BEHIND_PLACE.match(tight[-1])
    return Entity("masked", start, end, ("mask", "model"), "likely") if is_hidden else None


def _person(text: str, start: int, end: int, share: float, around: tuple[str, ...]) -> Entity | None:
    """A person without what is glued to his name; no place, no number, no word."""
    if _is_no_person(text, start, end):
        return None
    start, end = _bare(text, start, end)
    tight = "".join(text[start:end].split())
    if len(tight) < 2 or not _HAN.match(tight) or (is_word(tight) and not set(around) & set(STRONG)):
        return None
    if share < LEAST_PERSON and not around:
        return None
    return Entity("person", start, end, (*around, "model"), _certainty(share))


def _is_no_person(text: str, start: int, end: int) -> bool:
    """阿克其镇, 第五章, 黎民发〔2022〕16号, 如何退出."""
    tight = "".join(text[start:end].split())
    if _TOWNSHIP.match(text, end) or (_sounds().issuperset(tight) and _SOME_PLACE.match(text, end)):
        return True
    if text[start] == "何" and text[start - 1 : start] in ("如", "任", "为", "几"):
        return True
    return _NUMBERED.match(tight) is not None or _DOCUMENT.match(text, end) is not None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins and ends without the word before it (长, 班, 其子) or behind it (家, 等, 同志)."""
    led = _LED.match(text, start)
    if led and is_name(text[led.end() : end]):
        start = led.end()
    if text[start] == "长" and end - start > 2 and _OFFICE.match(text, start - 1):
        start += 1  # 副镇长孙海涛 is no 长孙海涛
    value = text[start:end]
    followed = _FOLLOWED.search(value)
    goes_on = followed and (text[end : end + 1].isalpha() or followed[0] in "问说")
    if goes_on and len(value) in (3, 4) and is_name(value[:-1]):
        return start, end - 1  # 王甲家申请, 黎子问：
    if _is_too_long(value) and text[end : end + 1].isalpha() and is_name(value[:3]):
        return start, start + 3  # 吕少华勇救落水者
    cut = _NAME_END.search(value)
    if cut and cut.start() >= 2 and len(value) > 3 and is_name(value[: cut.start()]):
        end = start + cut.start()
    return start, end


def _is_too_long(value: str) -> bool:
    """Four characters with a single surname of which none sounds like a name of another language."""
    known = surnames()
    is_single = len(value) == 4 and value[0] in known.single and value[:2] not in known.compound
    return is_single and _sounds().isdisjoint(value[1:])


def _address(text: str, start: int, end: int, share: float) -> Entity | None:
    """An address; a number that goes on (石桥镇前进村2021年) is none of it, and 解放路以南 is an edge."""
    if text[end : end + 1].isdigit() or (end < len(text) and text[end] == "年"):
        while end > start and text[end - 1].isdigit():
            end -= 1
        if not any(char.isdigit() for char in text[start:end]):
            return None
    if share < LEAST_BODY or end - start < 3 or _EDGE.match(text, end) or not is_placed(text[start:end]):
        return None
    return Entity("address", start, end, ("model",), _certainty(share))


def _certainty(share: float) -> Certainty:
    return "likely" if share >= LIKELY else "suspect"


def resolved(claims: Iterable[Claim], models: Sequence[Entity]) -> list[Entity]:
    """Entities that do not overlap, by place: claims of structure and rules, and what the model saw."""
    candidates: list[tuple[int, int, Entity]] = []
    for claim in claims:
        is_sure = claim.tag in ("header", "ethnic", "mask") or claim.kind == "masked"
        certainty: Certainty = "certain" if is_sure else "likely"
        candidates.append(
            (
                RANK[claim.tag],
                claim.end - claim.start,
                Entity(claim.kind, claim.start, claim.end, (claim.tag,), certainty),
            )
        )
    for entity in models:
        candidates.append(
            (RANK["model"] + (2 if entity.certainty == "likely" else 0), entity.end - entity.start, entity)
        )
    candidates.sort(key=lambda one: (-one[0], -one[1], one[2].start))
    starts: list[int] = []
    kept: list[Entity] = []
    for _, _, entity in candidates:
        at = bisect_right(starts, entity.start)
        near = [
            i
            for i in (at - 1, at)
            if 0 <= i < len(kept) and kept[i].start < entity.end and entity.start < kept[i].end
        ]
        if near:
            for i in near:
                kept[i] = _together(kept[i], entity)
            continue
        starts.insert(at, entity.start)
        kept.insert(at, entity)
    return kept


def _together(one: Entity, other: Entity) -> Entity:
    """An entity with the evidence of another that says the same of the same characters."""
    if (one.start, one.end, one.kind) != (other.start, other.end, other.kind):
        return one
    evidence = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    is_both = "model" in other.evidence and any(tag in STRONG for tag in one.evidence)
    return Entity(one.kind, one.start, one.end, evidence, "certain" if is_both else one.certainty)
