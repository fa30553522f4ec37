"""One meaning for every stretch: rule and model together > rule > model, and the vetoes.

A word that looks like a name (高度, 金额, 和平村) is one only where a column or a label says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scanner.regexes import compiled
from scanner.search.names.entities import Entity
from scanner.search.names.rules import BEHIND_PLACE
from scanner.search.names.shapes import has_surname, is_masked, is_name, is_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.model import Certainty
    from scanner.search.names.columns import Claim

# The higher, the more a stretch's tag counts against another's that overlaps it.
RANK = {
    "header": 9,
    "ethnic": 4,
    "mask": 4,
    "sign-off": 6,
    "label": 6,
    "list": 4,
    "title": 4,
    "model": 3,
    "shape": 2,
}
STRONG = ("header", "label", "sign-off")  # make a name whatever it looks like
LIKELY = 0.85  # of the model's share
LEAST_PERSON = 0.30
LEAST_BODY = 0.30
_WRONG_END = compiled(r"(?:宣|制|立|启|印)$")
_WRONG_START = compiled(r"^(?:加挂|由|经|向|为|与|和|及|请|到|找|在|对|从|服从|联系|本|按|据)(?=[^\W\d_]{3})")
_NAME_END = compiled(r"(?:夫妇|夫妻|同志|先生|女士|一家|等人|老人|户|家)$")
_EDGE = compiled("以[东西南北]|路?以[东西南北]")
_OFFICE = compiled("[镇乡县区市州旗局处科股厅部司站所组队校院厂村社会行台馆排连团]")
_HAN = compiled(r"[^\W\da-zA-Z_]")


def seen(text: str, claim: Claim, share: float, around: tuple[str, ...]) -> Entity | None:
    """What the model saw, with the borders put right; None where a veto or a low share speaks against it."""
    start, end = claim.start, claim.end
    value = text[start:end].strip()
    start = text.index(value, start) if value else start
    end = start + len(value)
    if claim.kind == "organisation":
        ended, begun = _WRONG_END.search(value), _WRONG_START.match(value)
        end -= len(ended[0]) if ended and len(value) > 4 else 0
        start += len(begun[0]) if begun else 0
        return (
            Entity("organisation", start, end, ("model",), _certainty(share))
            if share >= LEAST_BODY and end - start > 1
            else None
        )
    if claim.kind == "address":
        return _address(text, start, end, share)
    tight = "".join(value.split())
    if claim.kind == "masked" or is_masked(tight):
        is_hidden = (
            is_masked(tight) and not BEHIND_PLACE.match(text, end) and not BEHIND_PLACE.match(tight[-1])
        )
        return Entity("masked", start, end, ("mask", "model"), "likely") if is_hidden else None
    if value[0] == "长" and len(value) > 2 and _OFFICE.match(text, start - 1):
        start, value, tight = start + 1, value[1:], tight[1:]  # 副镇长孙海涛 is no 长孙海涛
    cut = _NAME_END.search(tight)
    if cut and cut.start() >= 2 and tight == value and is_name(tight[: cut.start()]) and len(tight) > 3:
        end, tight = start + cut.start(), tight[: cut.start()]
    if len(tight) < 2 or not _HAN.match(tight) or (is_word(tight) and not set(around) & {*STRONG, "title"}):
        return None
    if share < LEAST_PERSON and not around:
        return None
    return Entity("person", start, end, (*around, "model"), _certainty(share))


def _address(text: str, start: int, end: int, share: float) -> Entity | None:
    """An address; a number that goes on (石桥镇前进村2021年) is none of it, and 解放路以南 is an edge."""
    if text[end : end + 1].isdigit() or (end < len(text) and text[end] == "年"):
        while end > start and text[end - 1].isdigit():
            end -= 1
        if not any(char.isdigit() for char in text[start:end]):
            return None
    if share < LEAST_BODY or end - start < 3 or _EDGE.match(text, end):
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


def repeated(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Further places of names that have evidence elsewhere in the text, where nothing else was found."""
    known: dict[str, Entity] = {}
    for entity in entities:
        value = text[entity.start : entity.end]
        is_clear = entity.certainty != "suspect" or any(tag in STRONG for tag in entity.evidence)
        is_short = len(value) == 2 and is_name(value) and any(tag in STRONG for tag in entity.evidence)
        if entity.kind == "person" and is_clear and " " not in value and (is_short or _is_telling(value)):
            known.setdefault(value, entity)
    if not known or len(known) > MOST_REPEATED:
        return list(entities)
    starts = [entity.start for entity in entities]
    added = []
    pattern = compiled_names(known)
    for found in pattern.finditer(text):
        start, end = found.span()
        if end - start == 2 and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            continue  # a short name only where nothing touches it
        at = bisect_left(starts, start)
        is_free = (at == 0 or entities[at - 1].end <= start) and (
            at == len(entities) or entities[at].start >= end
        )
        if is_free:
            added.append(Entity("person", start, end, ("repeat",), "likely"))
    return sorted((*entities, *added), key=lambda entity: entity.start)


MOST_REPEATED = 400  # a longer list of names says nothing of the rest


def _is_telling(value: str) -> bool:
    """Whether a name elsewhere can hardly be anything else."""
    return len(value) >= 3 and not is_word(value) and (has_surname(value) or len(value) > 3)


def compiled_names(names: Iterable[str]):  # type: ignore[no-untyped-def]
    """A pattern for the longest of these names at a place; not kept for the next start."""
    import re

    return re.compile("|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))))
