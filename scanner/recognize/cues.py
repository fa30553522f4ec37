"""The cues of the profiles: where they are looked for, and what they come to for each type.

A cue counts once, however often its words occur.
"""

from __future__ import annotations

from bisect import bisect_right

from scanner.anatomy import TYPE_END, Anatomy
from scanner.model import Fact, NormalizedText
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.cue_index import Points

    # what the cues of one type come to: a place with + or - -> points
    Tally = dict[str, float]

HEAD_CHARS = 600
BODY_CHARS = 8_000
FIRST_CHARS = 60  # of the first line, which is read with a title that does not end as one
HEAD_LINES = 15  # in which a page names its paper: 标题：…, 名称：…
_NAMED = compiled(
    r"(?:^|\s)[【\[•·]?(?:标题|名称|题名|文件名称?|信息名称|信息标题|公文名称|公文标题|文件标题|公示名称|公告名称|公开内容|内容名称|事项)\s?[:：\]】]\s?(\S.{5,80})$"
)
_REMARKS = compiled(r"(?:[（(][^（()）]{1,24}[)）])+$")
_SPACES = compiled(r"[ \t\n]+")


def places(text: NormalizedText, anatomy: Anatomy) -> dict[str, str]:
    """The texts that cues are looked for in, white space removed."""
    lines = [line.text for line in anatomy.lines if not line.is_chrome and line.attachment == 0]
    body = _SPACES.sub("", "".join(lines)[:BODY_CHARS])
    chrome = "".join(line.text for line in anatomy.lines if line.is_chrome)
    publisher = "".join(part.text for part in (anatomy.issuer, anatomy.signer) if part)
    return {
        "title": _title(anatomy, lines),
        "head": body[:HEAD_CHARS],
        "body": body,
        "header": "|".join(_heads(text)),
        "publisher": publisher + "|" + _SPACES.sub("", chrome[:2000]),
        "tail": body[-HEAD_CHARS:],
    }


def _title(anatomy: Anatomy, lines: Sequence[str]) -> str:
    """The title; the first line before it where what was taken for the title does not end as one."""
    title = _SPACES.sub("", anatomy.title.text) if anatomy.title else ""
    bare = _REMARKS.sub("", title)  # a cue for the end of a title means the end without remarks
    found = f"{title[len(bare) :]}|{bare}"
    if not TYPE_END.search(title):
        if named := _named(anatomy):
            found = f"{found}|{named}"
        first = next((line for line in lines[:3] if line.strip()), "")
        first = _SPACES.sub("", first[: 2 * FIRST_CHARS])[:FIRST_CHARS]
        if first and first not in found:
            found = f"{first}|{found}"
    return found


def _named(anatomy: Anatomy) -> str:
    """What the head of a page gives as the name of the paper; "" if it gives none."""
    for line in anatomy.lines[:HEAD_LINES]:
        if named := _NAMED.search(line.text):
            return _SPACES.sub("", named[1])
    return ""


def heading(anatomy: Anatomy) -> str:
    """The title; the name that the head of a page gives where what was taken for the title does not end as one."""
    title = anatomy.title.text if anatomy.title else ""
    return title if TYPE_END.search(title) else _named(anatomy) or title


def _heads(text: NormalizedText) -> list[str]:
    heads: list[str] = []
    for table in text.document.tables[:50]:
        for path in table.head:
            heads.extend(path)
    return heads


def tallies(profiles: Points, words: Mapping[int, str]) -> dict[str, Tally]:
    """The points of the cues that were met, for and against, by type and place."""
    found: dict[str, Tally] = {name: {} for name in profiles}
    filed = [(cues[0][0], name, cues) for name, cues in profiles.items() if cues]
    starts = [start for start, _, _ in filed]
    for cue in words:  # cues are numbered through, profile by profile
        start, name, cues = filed[bisect_right(starts, cue) - 1]
        _, where, points = cues[cue - start]
        place = where + ("+" if points > 0 else "-")
        found[name][place] = found[name].get(place, 0.0) + points
    return found


def reasons(cues: Sequence[tuple[int, str, float]], words: Mapping[int, str], most: int) -> list[Fact]:
    """The cues that speak loudest for a type."""
    found = [
        (points, Fact(f"cue-{where}", (("word", words[cue]),)))
        for cue, where, points in cues
        if cue in words and points > 0
    ]
    found.sort(key=lambda reason: -reason[0])
    return [fact for _, fact in found[:most]]
