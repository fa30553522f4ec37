"""Rules for organisations: 埔边村修桥理事会 as a whole piece of text, and the section behind an office.

The model goes before: what it saw in a piece is only completed here.
"""

from __future__ import annotations

from functools import cache

from scanner.regexes import any_of, compiled
from scanner.search.names.columns import Claim
from scanner.search.names.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.search.names.entities import Entity
    from scanner.search.names.strips import Strip

_HAN = r"[^\W\da-zA-Z_]"
_PIECE = compiled(
    rf"(?<![^\W_])(?:来源|发布|承办|主办|抄送|联系|根据|委托|由|受|是|在|向|驻)?({_HAN}{{6,26}})(?![^\W_])"
)
_NOT_ONE = compiled(
    "关于|[的对等各与和或向将由在被是为及给于把让至]|公示|公告|名单|附件|组织|开展|实施|负责|同意|经过|根据"
)
_SECTION = compiled(
    rf"{_HAN}{{0,9}}?(?:股|科|处|室|办|大队|中队|纪检组|监察组|专班|分局|支部)(?![^\W_])(?!·)"
)
_SENT = compiled("(?:派?驻)$")
_SENDING = compiled("(?:组|队)$")
_NO_SECTION = compiled("[的对等各与和或向将由在被是为及给于]|一[科股]|同意|已|未")


@cache
def _body() -> re.Pattern[str]:
    ends = any_of(sorted(listed("bodies")["ends"].split(), key=lambda word: (-len(word), word)))
    region = r"(?:自治县|自治州|街道|苏木|社区|嘎查|[省市县区旗镇乡村州屯])"
    return compiled(rf"{_HAN}{{1,8}}?{region}{_HAN}{{0,16}}?(?:{ends})")


def body_claims(strip: Strip) -> Iterator[Claim]:
    """A piece between marks that is a place and what stands there: 云溪县水土保持站, 前进村评级授信小组."""
    for piece in _PIECE.finditer(strip.text):
        if _body().fullmatch(piece[1]) and not _NOT_ONE.search(piece[1]):
            yield Claim("organisation", *strip.span(*piece.span(1)), "shape")


def completed_body(text: str, entity: Entity) -> tuple[int, int]:
    """Where an organisation begins and ends with the section behind it and the 驻 before it."""
    start, end = entity.start, entity.end
    section = _SECTION.match(text, end)
    if section and not _NO_SECTION.search(section[0]):
        end = section.end()
    sent = _SENT.search(text, max(0, start - 2), start)
    if sent and _SENDING.search(text, start, end):
        start = sent.start()
    return start, end
