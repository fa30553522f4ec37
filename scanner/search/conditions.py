"""Whether a limit or an audience holds here, and which circumstances say so.

A circumstance is stated by the user, inferred from the text, or a default; a conclusion is as sure as the
weakest of those it rests on.
"""

from __future__ import annotations

from scanner.model import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scanner.model import Certainty, Law, Level
    from scanner.search.subject import Subject

WORDS_IN = ("title", "text")  # keys of a `when` that ask for words, not for a circumstance
_SURENESS = ("stated", "inferred", "default")
_WEAK = ("derived", "unconfirmed")


def holds(when: Mapping[str, Sequence[str]], subject: Subject) -> bool:
    """Whether every condition is met: a circumstance with one of the values, words in title or text."""
    for name, values in when.items():
        if name in WORDS_IN:
            title = subject.anatomy.title
            where = subject.text.text if name == "text" else title.text if title else ""
            if not any(word in where for word in values):
                return False
        else:
            known = subject.circumstances.get(name)
            if known is None or known.value not in values:
                return False
    return True


def sureness(names: Iterable[str], subject: Subject) -> str:
    """The weakest source among these circumstances; "stated" where none is asked for."""
    known = [subject.circumstances[name].source for name in names if name in subject.circumstances]
    return max(known, key=_SURENESS.index) if known else "stated"


def circumstance_facts(names: Iterable[str], subject: Subject) -> tuple[Fact, ...]:
    """A fact for each circumstance: its value and how it is known."""
    found = []
    for name in names:
        known = subject.circumstances.get(name)
        if known is not None and name in ("level", "channel", "audience", "publish_date"):
            word = f"{name.replace('_', '-')}-{known.source}"
            found.append(Fact(word, (("value", known.value),)))
    return tuple(found)


def is_weak(laws: Sequence[Law]) -> bool:
    """Whether no source was read that says so."""
    return bool(laws) and all(law.confidence in _WEAK for law in laws)


def level_of(highest: Level, laws: Sequence[Law], source: str) -> tuple[Level, Certainty]:
    """The level and certainty of a breach: an error only by a source that was read and known circumstances."""
    if source == "default":
        return ("warning" if highest == "error" else highest), "likely"
    certainty: Certainty = "certain" if source == "stated" else "likely"
    if highest == "error" and is_weak(laws):
        return "warning", certainty
    return highest, certainty
