"""Cues of the profiles are counted; the best one wins when it is good and clearly better.

A cue counts once, however often its words occur. Where the cues do not settle it, what was learned from the
wording of notices is added to them. "unknown" is an honest answer: elements are then not judged and the
verdict is at best review.
"""

from __future__ import annotations

from scanner.anatomy import Anatomy
from scanner.cue_index import cue_index, met
from scanner.errors import SettingUnknown
from scanner.model import NONE, Fact, NormalizedText, Recognition, Rulebook
from scanner.regexes import compiled
from scanner.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNKNOWN = "unknown"
ENOUGH = 4.0  # points below which nothing is recognised
CLEAR = 0.5  # points by which the best must lead
CERTAIN = 3.0  # lead that makes it certain
SETTLED = 12.0  # lead of the cues that leaves nothing to ask
LEAST = -10.0  # points of cues and wording together below which nothing is recognised
WORDING = 20.0  # points for a score of 1 of the wording
HEAD_CHARS = 600
BODY_CHARS = 8_000
_REMARKS = compiled(r"(?:[（(][^（()）]{1,24}[)）])+$")
_SPACES = compiled(r"[ \t\n]+")


def recognize(text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook, settings: Settings) -> Recognition:
    """The profile of a document with the reasons; a stated profile is taken as it is.

    Raises `errors.SettingUnknown` for a stated profile that the rule book does not know.
    """
    if settings.profile:
        if settings.profile not in rulebook.profiles:
            raise SettingUnknown(
                where="--profile",
                name="profile",
                value=settings.profile,
                allowed="、".join(rulebook.profiles),
            )
        return Recognition(settings.profile, "certain", (Fact("profile-stated"),), stated=True)
    places = _places(text, anatomy)
    index = getattr(rulebook.profiles, "about", NONE).get("cues") or cue_index(rulebook.profiles.values())
    words = met(index, places)
    _, profiles = index
    points = {
        name: sum([points for cue, _, points in cues if cue in words], 0.0) for name, cues in profiles.items()
    }
    counted, enough = _ordered(points), ENOUGH
    if len(counted) > 1 and not (counted[0][0] >= ENOUGH and counted[0][0] - counted[1][0] >= SETTLED):
        from scanner.recognize.wording import wording_scores

        said = wording_scores(text, anatomy)
        counted = _ordered({name: count + WORDING * said.get(name, 0.0) for name, count in points.items()})
        enough = LEAST
    candidates = tuple((name, round(points, 1)) for points, name in counted[:2] if points != 0)
    best, name = counted[0] if counted else (0.0, UNKNOWN)
    lead = best - counted[1][0] if len(counted) > 1 else best
    if best < enough or lead < CLEAR:
        return Recognition(UNKNOWN, "unknown", (Fact("no-clear-profile"),), candidates)
    return Recognition(
        name, "certain" if lead >= CERTAIN else "likely", _reasons(profiles[name], words), candidates
    )


def _ordered(points: Mapping[str, float]) -> list[tuple[float, str]]:
    return sorted(((count, name) for name, count in points.items()), key=lambda entry: (-entry[0], entry[1]))


def _reasons(cues: Sequence[tuple[int, str, float]], words: Mapping[int, str]) -> tuple[Fact, ...]:
    """The four cues that speak loudest for a profile."""
    found = [
        (points, Fact(f"cue-{where}", (("word", words[cue]),)))
        for cue, where, points in cues
        if cue in words and points > 0
    ]
    found.sort(key=lambda reason: -reason[0])
    return tuple(fact for _, fact in found[:4])


def _places(text: NormalizedText, anatomy: Anatomy) -> dict[str, str]:
    """The texts that cues are looked for in, white space removed."""
    lines = [line.text for line in anatomy.lines if not line.is_chrome and line.attachment == 0]
    body = _SPACES.sub("", "".join(lines)[:BODY_CHARS])
    title = _SPACES.sub("", anatomy.title.text) if anatomy.title else ""
    bare = _REMARKS.sub("", title)  # a cue for the end of a title means the end without remarks
    title = f"{title[len(bare) :]}|{bare}"
    chrome = "".join(line.text for line in anatomy.lines if line.is_chrome)
    publisher = "".join(part.text for part in (anatomy.issuer, anatomy.signer) if part)
    return {
        "title": title,
        "head": body[:HEAD_CHARS],
        "body": body,
        "header": "|".join(_heads(text)),
        "publisher": publisher + "|" + _SPACES.sub("", chrome[:2000]),
        "tail": body[-HEAD_CHARS:],
    }


def _heads(text: NormalizedText) -> list[str]:
    heads: list[str] = []
    for table in text.document.tables[:50]:
        for path in table.head:
            heads.extend(path)
    return heads
