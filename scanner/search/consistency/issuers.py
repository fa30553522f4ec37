"""`issuer`: one body under several names in one text, or a notice of one county signed by another's.

Names of one and the same body over the years (扶贫开发局, 扶贫移民局) stand in the rule's families.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.regexes import any_of, compiled
from scanner.search.consistency.foreign_places import foreign_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Finding, Rule
    from scanner.search.consistency.reading import Reading

    Named = tuple[str, str, int, int]  # region, name of the department, start, end

REGION = 3  # characters by which two regions are known as one: 万源市
_REGION = compiled(r"[^\W\da-zA-Z_]{2}[省市县区州旗镇乡]")
_QUOTED = compiled(r"《[^《》]{0,80}》")
_CHANGED = compiled(
    r"更名|(?<![草高平太])原(?:名|称|[县市区]|[^\W\d_]{1,3}[县市区])|改为|改名|重组|撤并|合并|划转|挂牌|加挂|前身|以下简称"
)


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Names of one family with the same region in one text."""
    families = rule.parameters.get("families")
    if not isinstance(families, list):
        return
    text = reading.text
    regions = list(_regions(rule, reading))
    yield from regions
    yield from _places(rule, reading) if not regions else ()
    yield from _alike(rule, reading, {word for family in families for word in family})
    for family in families:
        if sum(1 for word in family if word in text) < 2 or _CHANGED.search(text):
            continue
        by_region: dict[str, list[Named]] = {}
        for one in _named(reading, family):
            by_region.setdefault(one[0], []).append(one)
        for own in by_region.values():
            names = list(dict.fromkeys(name for _, name, *_ in own))
            if len(names) > 1:
                yield _finding(rule, reading, own, names)


def _named(reading: Reading, family: list[str]) -> Iterator[Named]:
    """Every place where a department of the family is named with its region, quoted titles left out."""
    text = reading.text
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for match in compiled(any_of(sorted(family, key=len, reverse=True))).finditer(text):
        start = match.start() - REGION
        region = text[max(start, 0) : match.start()]
        if not _REGION.fullmatch(region) or any(first <= start < last for first, last in quoted):
            continue
        if not reading.is_hidden(start):
            yield region, match[0], start, match.end()


def _finding(rule: Rule, reading: Reading, own: list[Named], names: list[str]) -> Finding:
    first = {name: (start, end) for _, name, start, end in reversed(own)}
    places = sorted(first[name] for name in names)
    said = "、".join(reading.text[start:end] for start, end in places)
    return reading.finding(rule, places, [Fact("issuer-names", (("names", said),))], certainty="likely")


def _places(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Title and signature of two towns, two villages, two counties."""
    found = foreign_place(reading)
    if found is not None:
        (one, *first), (other, *second) = found
        fact = Fact("issuer-regions", (("one", one), ("other", other)))
        places = [(first[0], first[1]), (second[0], second[1])]
        yield reading.finding(rule, places, [fact], certainty="likely")


def _alike(rule: Rule, reading: Reading, known: set[str]) -> Iterator[Finding]:
    """The signer under a name that is nearly that of another office of the same county: 人力资源社会保障服务局."""
    signer = reading.subject.anatomy.signer
    own = _UNIT.match(signer.text) if signer is not None else None
    if signer is None or own is None or len(own[2]) < LEAST_NAME or _CHANGED.search(reading.text):
        return
    for match in compiled(_BUREAU).finditer(reading.text, 0, signer.start):
        name = match["name"]
        if {name, own[2]} <= known or match["region"] != own[1][-REGION:] or not _is_alike(name, own[2]):
            continue
        said = f"{match[0]}、{signer.text}"
        places = [match.span(), (signer.start, signer.end)]
        yield reading.finding(rule, places, [Fact("issuer-names", (("names", said),))], certainty="likely")
        return


def _is_alike(one: str, other: str) -> bool:
    """Whether two names are one but for a few characters; a part of the other is none."""
    if one == other or one in other or other in one or len(one) < LEAST_NAME:
        return False
    lengths = [0] * (len(other) + 1)
    for char in one:  # the longest common subsequence, row by row
        row = [0]
        for at, its in enumerate(other, 1):
            row.append(lengths[at - 1] + 1 if char == its else max(lengths[at], row[-1]))
        lengths = row
    return lengths[-1] * 2 >= ALIKE * (len(one) + len(other))


_BUREAU = r"(?P<region>[^\W\da-zA-Z_]{2}[县市区州旗])(?P<name>[^\W\da-zA-Z_]{4,14}?(?:局|委员会|中心))(?![^\W\d_]{0,4}(?:股|科|室|大队|办))"
LEAST_NAME = 6  # characters of a name that is compared
ALIKE = 0.8  # share of the characters that two names of one body have in common
_UNIT = compiled(
    r"((?:[^\W\da-zA-Z_]{2,6}?(?:省|市|州|盟))?[^\W\da-zA-Z_]{1,6}?(?:自治县|县|市|区|旗))([^\W\da-zA-Z_]{2,16}(?:局|办公室|办|委员会|中心|政府|厅))$"
)


def _regions(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """The issuer of the title and the signature: the same department of two counties."""
    anatomy = reading.subject.anatomy
    if anatomy.issuer is None or anatomy.signer is None:
        return
    one, other = _UNIT.match(anatomy.issuer.text), _UNIT.match(anatomy.signer.text)
    if not one or not other or one[2] != other[2]:
        return
    if one[1] in other[1] or other[1] in one[1] or one[1][-2:] == other[1][-2:]:
        return
    places = [(anatomy.issuer.start, anatomy.issuer.end), (anatomy.signer.start, anatomy.signer.end)]
    fact = Fact("issuer-regions", (("one", anatomy.issuer.text), ("other", anatomy.signer.text)))
    yield reading.finding(rule, places, [fact], certainty="likely")
