"""A notice whose title is of one place and whose signature is of another: the template of a neighbour was used.

石桥镇…公示 signed 马家镇人民政府, 青木县… signed 沙海垦区财政局, 加查塘社区村民委员会将… signed 曲果村村民委员会. Places are
compared with those of their own rank only, and only where the signer's is named nowhere else in the text.
"""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.search.consistency.reading import Reading

    Place = tuple[str, int, int]  # name, start, end

# Characters of no name of a place: 关于村…, 致全体村…, 农村, 两级; of none of a village or a town: 县, 镇.
_NO_NAME = "关于致全各本我该两农与及的为将对新型体属省县现在由从向委会政府局"
_CHAR = rf"(?:(?![{_NO_NAME}])[^\W\d_a-zA-Z])"
_SMALL = rf"(?:(?![{_NO_NAME}镇乡])[^\W\d_a-zA-Z])"
_VILLAGE_NAME = rf"(?P<name>{_SMALL}{{1,6}}?(?:村|社区|嘎查))"
_TOWN_NAME = rf"(?P<name>{_SMALL}{{1,6}}?(?:镇|乡|街道|苏木))"
_COUNTY_NAME = rf"(?P<name>{_CHAR}{{2,5}}?(?:自治县|县|垦区|区|旗))"
# Ranks, the innermost first: what ends the name of an office.
_VILLAGE = compiled(_VILLAGE_NAME + r"(?=村?(?:居?民)?委员会|村?委会|居委会|党支部|股份|$)")
_TOWN = compiled(_TOWN_NAME + r"(?=人民政府|政府|办事处|党委|$)")
_COUNTY = compiled(_COUNTY_NAME + r"(?=[^\W\d_a-zA-Z]{1,16}(?:局|办公室|办|委员会|中心|政府)$)")
_TITLED = {
    "village": compiled(
        r"(?:^|关于|[市县区旗镇乡道])" + _VILLAGE_NAME + r"(?![^\W\d_]?(?:振兴|民小组|组织|级|务|民))"
    ),
    "town": compiled(r"(?:^|关于|[市县区旗])" + _TOWN_NAME + r"(?!村|振兴|两级|街|企|级|域|居)"),
    "county": compiled(r"(?:^|关于|[市州盟])" + _COUNTY_NAME + r"(?![级域直内城]|财政专项)"),
}
_OFFICE = compiled(_VILLAGE_NAME + r"村?(?:居?民委员会|村委会|委会)(?=将|拟|现|对|于)")
_MORE = compiled(r"转发|联合|及|和|、|委托|代章|驻|挂牌|更名|原")
CORE = 2  # characters by which two names are known as one place


def foreign_place(reading: Reading) -> tuple[Place, Place] | None:
    """(place of the title, place of the signature) that are two of one rank; None where they agree."""
    anatomy = reading.subject.anatomy
    signer = anatomy.signer
    if signer is None or anatomy.title is None or _MORE.search(signer.text):
        return None
    for rank, pattern in (("village", _VILLAGE), ("town", _TOWN), ("county", _COUNTY)):
        own = list(pattern.finditer(signer.text))
        if not own:
            continue
        name = own[-1]["name"]
        if rank == "county":
            name = own[0]["name"]
        place = (name, signer.start, signer.end)
        for said in _named(reading, rank, anatomy.title.start, anatomy.title.end):
            if _is_other(said[0], name) and not _is_named(reading, name, signer.start):
                return said, place
        return None
    return None


def _named(reading: Reading, rank: str, start: int, end: int) -> Iterator[Place]:
    """The first place of a rank in the title; for villages also the committee that acts in the text."""
    found = _TITLED[rank].search(reading.text[start:end])
    if found is not None:
        yield found["name"], start + found.start("name"), start + found.end("name")
    if rank == "village":
        office = _OFFICE.search(reading.text, end)
        if office is not None:
            yield office["name"], office.start("name"), office.end("name")


def _is_other(one: str, other: str) -> bool:
    """Whether two names of places have nothing in common but their rank."""
    return not (one in other or other in one or one[-CORE - 1 : -1] in other or other[-CORE - 1 : -1] in one)


def _is_named(reading: Reading, name: str, before: int) -> bool:
    """Whether the text names the signer's place anywhere else."""
    core = name[-CORE - 1 :]
    return core in reading.text[:before]
