"""Cues of the profiles are counted; the best one wins when it is good and clearly better.

A cue counts once, however often its words occur. "unknown" is an honest answer: elements are then not
judged and the verdict is at best review.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.anatomy import Anatomy
from scanner.errors import SettingUnknown
from scanner.model import Cue, Fact, NormalizedText, Profile, Recognition, Rulebook
from scanner.regexes import compiled
from scanner.settings import Settings

UNKNOWN = "unknown"
ENOUGH = 4.0  # points below which nothing is recognised
CLEAR = 1.0  # points by which the best must lead
CERTAIN = 3.0  # lead that makes it certain
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
    counted = [(_points(profile, places), profile.id) for profile in rulebook.profiles.values()]
    counted.sort(key=lambda entry: (-entry[0][0], entry[1]))
    candidates = tuple((name, round(points, 1)) for (points, _), name in counted[:2] if points > 0)
    (best, reasons), name = counted[0] if counted else ((0.0, ()), UNKNOWN)
    lead = best - counted[1][0][0] if len(counted) > 1 else best
    if best < ENOUGH or lead < CLEAR:
        return Recognition(UNKNOWN, "unknown", (Fact("no-clear-profile"),), candidates)
    return Recognition(name, "certain" if lead >= CERTAIN else "likely", reasons, candidates)


def _points(profile: Profile, places: dict[str, str]) -> tuple[float, tuple[Fact, ...]]:
    total = 0.0
    reasons: list[tuple[float, Fact]] = []
    for cue in profile.cues:
        word = _met(cue, places[cue.where])
        if word:
            total += cue.points
            if cue.points > 0:
                reasons.append((cue.points, Fact(f"cue-{cue.where}", (("word", word),))))
    reasons.sort(key=lambda reason: -reason[0])
    return total, tuple(fact for _, fact in reasons[:4])


def _met(cue: Cue, where: str) -> str:
    """The first word of a cue that occurs. `A…B` asks for A before B, `$` at its end for the end."""
    for first, second, is_end, word in _parsed(cue.words):
        if is_end:
            if where.endswith(first):
                return first
        elif first in where and (not second or where.find(second, where.index(first) + len(first)) >= 0):
            return word
    return ""


@lru_cache(maxsize=4096)
def _parsed(words: tuple[str, ...]) -> tuple[tuple[str, str, bool, str], ...]:
    """(first part, second part, whether it stands at the end, word) of every word of a cue."""
    return tuple(
        (word[:-1], "", True, word) if word.endswith("$") else (*word.partition("…")[::2], False, word)
        for word in words
    )


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
