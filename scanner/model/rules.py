"""What is known beforehand: rules, elements, profiles, standards, and where each comes from."""

from __future__ import annotations

from scanner.model.words import NONE
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from typing import Any, Literal

    from scanner.model.words import CalledFor, Confidence, Lang, Level

# Candidates up to which a mask is an error, a warning: this project's own figures, no law has any.
MASK_ERROR = 50
MASK_WARNING = 1000


class Law(metaclass=noun):
    """One source of a rule: the name of the text, the clause, what it says, how sure we are of it."""

    name: str
    clause: str = ""
    says: Mapping[Lang, str] = NONE
    confidence: Confidence = "sourced"


class Wording(metaclass=noun):
    """What a rule says in one language."""

    title: str
    message: str
    why: str
    fix: str


class Example(metaclass=noun):
    """A sentence with what must be found between ⟦ and ⟧."""

    text: str
    bad: bool = True


class Rule(metaclass=noun):
    """One check, as its file in `patterns/` states it. `parameters` belong to the kind.

    `built_in` rules come with the program; the patterns of others run under a time limit.
    """

    id: str
    kind: str
    level: Level
    since: str
    law: tuple[Law, ...]
    wording: Mapping[Lang, Wording]
    parameters: Mapping[str, object]
    examples: tuple[Example, ...] = ()
    built_in: bool = False


class ElementSpec(metaclass=noun):
    """One required thing of a profile.

    `when` limits it: circumstance -> values it holds for; `title` and `text` -> words, one of which the
    title or the whole text must hold (原文链接 is asked of forwarded texts only).
    """

    id: str
    called_for: CalledFor
    law: tuple[Law, ...] = ()
    when: Mapping[str, tuple[str, ...]] = NONE
    each_row: bool = False  # every row of the project table must hold it
    only: tuple[str, ...] = ()  # the ways of finding it that count here (label, head …); none: all


class Cue(metaclass=noun):
    """A sign for or against a profile: where to look, words (any of them), points."""

    where: Literal["title", "head", "body", "header", "publisher", "tail"]
    words: tuple[str, ...]
    points: float


class Limit(metaclass=noun):
    """How long or how soon: one figure of a profile or a standard.

    `what` is "display" (公示期: at least `least` days) or "publish" (公开时限: at most `most` days after
    `counted_from`). `unit` says which days count; both ends of a display count. Of a "monthly" publication
    `most` is the day of the following month by which it is due. `when` names the
    circumstances it holds in. In a standard `profiles` says for which types; none: all.
    """

    what: Literal["display", "publish"]
    unit: Literal["working", "calendar", "monthly"]
    least: int = 0
    most: int = 0
    counted_from: str = ""
    when: Mapping[str, tuple[str, ...]] = NONE
    profiles: tuple[str, ...] = ()
    law: tuple[Law, ...] = ()


class Audience(metaclass=noun):
    """Where a notice of a type may hang. `rule` is the audience/ rule that is broken elsewhere."""

    rule: str
    levels: tuple[str, ...] = ()  # whose notice it may be; none: anybody's
    channels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = NONE  # only where title or text has one of these words
    law: tuple[Law, ...] = ()


class Requirement(metaclass=noun):
    """One requirement of an authority's document, and what answers it.

    `by` are ids of rules, elements, profiles or limits that check it; where no file can show it `why`
    says so, in both languages. `how` is the kind of check (E element, M circumstance, T time, N figures,
    X across files, P personal data, W workflow).
    """

    id: str
    says: Mapping[Lang, str]
    how: str
    by: tuple[str, ...] = ()
    why: Mapping[Lang, str] = NONE


class Matter(metaclass=noun):
    """One matter that an authority wants published, and the profiles whose notices answer it.

    Where a profile serves several matters, `words` tell them apart: one of them must stand in title or
    name of the notice; a matter without words gets what no other matter of the profile took. `elements`
    are answered by a notice of whatever type that holds one of them (监督举报: a complaint telephone). A
    matter with none of these is one that no notice type of this program is about.
    """

    id: str
    title: Mapping[Lang, str]
    profiles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()


class Profile(metaclass=noun):
    """What a notice of this type must hold and may show."""

    id: str
    title: Mapping[Lang, str]
    since: str = ""
    about: Mapping[Lang, str] = NONE
    law: tuple[Law, ...] = ()
    cues: tuple[Cue, ...] = ()
    elements: tuple[ElementSpec, ...] = ()
    permits: tuple[str, ...] = ()  # what may stand in a notice of this type: names, mobile-of-contact …
    defaults: Mapping[str, str] = NONE  # circumstances that such a notice implies
    forbids: tuple[str, ...] = ()  # what must not stand in it though others may show it: health, disability …
    limits: tuple[Limit, ...] = ()
    audience: tuple[Audience, ...] = ()
    area: str = ""  # one of the 26 areas of 基层政务公开, in its own words


class Standard(metaclass=noun):
    """An authority's figures over the profiles.

    `extends` names the standard whose figures hold where this one has none of its own.
    """

    id: str
    title: Mapping[Lang, str]
    law: tuple[Law, ...] = ()
    mask_error: int = MASK_ERROR  # a mask that fits this many values or fewer is an error
    mask_warning: int = MASK_WARNING
    limits: tuple[Limit, ...] = ()
    elements: tuple[tuple[tuple[str, ...], ElementSpec], ...] = ()  # (profiles, what they need here as well)
    audience: tuple[tuple[tuple[str, ...], Audience], ...] = ()
    requirements: tuple[Requirement, ...] = ()
    matters: tuple[Matter, ...] = ()
    extends: str = ""
    about: Mapping[Lang, str] = NONE


class CalendarYear(metaclass=noun):
    """The holidays of one year as its file states them; days are ordinals (see `scanner.calendar`)."""

    year: int
    off: tuple[int, ...] = ()
    work: tuple[int, ...] = ()  # Saturdays and Sundays that are worked
    law: tuple[Law, ...] = ()


class Rulebook(metaclass=noun):
    """Everything in `patterns/`, checked. `version` changes whenever a file changes."""

    version: str
    rules: Mapping[str, Rule]
    profiles: Mapping[str, Profile]
    standards: Mapping[str, Standard]
    calendar: Mapping[int, CalendarYear] = NONE  # years that the package does not know, or knows wrongly

    def of_kind(self, kind: str, among: Container[str] | None = None) -> tuple[Rule, ...]:
        """The rules of one kind, sorted by id; only those with the ids `among`, where these are given."""
        kinds = getattr(self.rules, "about", NONE).get("kinds")
        if kinds is None:
            names = [name for name, rule in self.rules.items() if rule.kind == kind]
        else:
            names = kinds.get(kind, ())
        return tuple([self.rules[name] for name in names if among is None or name in among])

    def element_labels(self) -> frozenset[str]:
        """The labels of all elements, those of two characters left out."""
        known: frozenset[str] | None = getattr(self.rules, "about", NONE).get("labels")
        if known is not None:
            return known
        lists: list[Any] = [rule.parameters.get("labels", ()) for rule in self.of_kind("element")]
        return frozenset([label for labels in lists for label in labels if len(label) > 2])
