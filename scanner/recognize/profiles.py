"""Which type a text is: by its cues where they settle it, else by cues and learned wording together.

"unknown" is an honest answer: elements are then not judged and the verdict is at best review.
"""

from __future__ import annotations

from scanner.anatomy import Anatomy
from scanner.cue_index import cue_index, met
from scanner.errors import SettingUnknown
from scanner.model import NONE, Fact, NormalizedText, Recognition, Rulebook
from scanner.noun import noun
from scanner.recognize.cues import places, reasons, tallies
from scanner.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from scanner.cue_index import Points
    from scanner.recognize.cues import Tally

UNKNOWN, NO_NOTICE, POLICY = "unknown", "not-a-notice", "policy-document"
ENOUGH = 4.0  # points of cues below which they say nothing alone
CLEAR = 8.0  # lead of the cues that decides for a brief text
BRIEF = 200  # different characters and pairs of a text that says little beside its title
CLEAR_OF_TABLES = 2.0  # lead that decides where tables without a word beside them are all there is
SETTLED = 12.0  # lead of the cues that leaves nothing to ask
PLAIN = (
    8.0  # points of cues of a type against which wording alone makes no text a paper that nothing is asked of
)
AHEAD = 4.0  # points by which they must lead those of such papers
UNSURE = 0.7  # share of such papers above which wording is believed all the same, but not against a policy
SHORT = 60  # different characters and pairs; a text of fewer is not known by its wording alone
# Shares of the best type. What is called certain was right in 99.8 of 100 notices that nothing had learned from,
# likely in 86 (corpora/README.md).
CERTAIN = 0.998
LIKELY = 0.45
GUESS = 0.1  # below it a type is not even a guess
REASONS = 4


class _Seen(metaclass=noun):
    """What a text is recognised by."""

    text: NormalizedText
    anatomy: Anatomy
    tallies: Mapping[str, Tally]
    profiles: Points
    words: Mapping[int, str]


def recognize(text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook, settings: Settings) -> Recognition:
    """The profile of a document with the reasons; a stated profile is taken as it is.

    Raises `errors.SettingUnknown` for a stated profile that the rule book does not know.
    """
    if settings.profile:
        return _stated(settings.profile, rulebook)
    words, profiles = _met(text, anatomy, rulebook)
    tallied = tallies(profiles, words)
    counted = _ordered({name: sum(found.values(), 0.0) for name, found in tallied.items()})
    best, name = counted[0] if counted else (0.0, UNKNOWN)
    lead = best - counted[1][0] if len(counted) > 1 else best
    enough = CLEAR if anatomy.lines else CLEAR_OF_TABLES
    clear = name if best >= ENOUGH and lead >= enough else ""
    if clear and lead >= SETTLED:
        return Recognition(name, "certain", tuple(reasons(profiles[name], words, REASONS)), ((name, 1.0),))
    return _weighed(_Seen(text, anatomy, tallied, profiles, words), clear)


def _stated(name: str, rulebook: Rulebook) -> Recognition:
    if name not in rulebook.profiles:
        allowed = "、".join(rulebook.profiles)
        raise SettingUnknown(where="--profile", name="profile", value=name, allowed=allowed)
    return Recognition(name, "certain", (Fact("profile-stated"),), stated=True)


def _met(text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook) -> tuple[dict[int, str], Points]:
    """The cues that are met with their words, and all cues by profile."""
    index = getattr(rulebook.profiles, "about", NONE).get("cues") or cue_index(rulebook.profiles.values())
    return met(index, places(text, anatomy)), index[1]


def _weighed(seen: _Seen, clear: str) -> Recognition:
    """The type by cues and wording; the one that the cues alone are clear about, if they are."""
    from scanner.recognize.wording import Wording

    wording = Wording(seen.text, seen.anatomy, seen.tallies)
    ordered = _ordered(wording.shares())
    candidates = tuple((name, round(share, 3)) for share, name in ordered[:2] if share >= GUESS)
    share, name = ordered[0] if ordered else (0.0, UNKNOWN)
    plain = _plain(seen) if name == NO_NOTICE else ""
    if plain and (share < UNSURE or plain == POLICY):
        return Recognition(plain, "likely", _reasons(seen, plain), candidates)
    is_bare_table = not seen.anatomy.lines
    if clear and (wording.size < BRIEF or is_bare_table) and (clear != name or share < LIKELY):
        return Recognition(clear, "likely", _reasons(seen, clear), candidates)
    is_wordless = wording.size < SHORT and not any(
        points > 0 for points in seen.tallies.get(name, {}).values()
    )
    if share < LIKELY or is_wordless:
        return Recognition(UNKNOWN, "unknown", (Fact("no-clear-profile"),), candidates)
    runs = wording.runs(name, ordered[1][1]) if len(ordered) > 1 and _is_open(seen, name) else []
    certainty: Literal["certain", "likely"] = "certain" if share >= CERTAIN else "likely"
    return Recognition(name, certainty, _reasons(seen, name, runs), candidates)


def _plain(seen: _Seen) -> str:
    """The type that the cues name so plainly that a text is not let off by its wording; "" if there is none."""
    counted = _ordered({name: sum(found.values(), 0.0) for name, found in seen.tallies.items()})
    best, name = counted[0]
    others = sum(seen.tallies.get(NO_NOTICE, {}).values())
    return name if name != NO_NOTICE and best >= PLAIN and best - others >= AHEAD else ""


def _is_open(seen: _Seen, name: str) -> bool:
    """Whether the cues alone do not say why a text is of a type: too few of them, or of another type more.

    What is no notice is told by what it lacks: single words would say little.
    """
    own = sum(seen.tallies[name].values())
    most = max([sum(tally.values()) for tally in seen.tallies.values()])
    return name != NO_NOTICE and (own < ENOUGH or own < most)


def _reasons(seen: _Seen, name: str, runs: Sequence[str] = ()) -> tuple[Fact, ...]:
    """The cues that speak loudest for a type, and the learned runs."""
    found = reasons(seen.profiles[name], seen.words, REASONS - bool(runs))
    if runs:
        found.append(Fact("learned-runs", (("words", " ".join([f"“{run}”" for run in runs])),)))
    return tuple(found) or (Fact("learned-whole"),)


def _ordered(points: Mapping[str, float]) -> Sequence[tuple[float, str]]:
    return sorted(((count, name) for name, count in points.items()), key=lambda entry: (-entry[0], entry[1]))
