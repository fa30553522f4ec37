"""Elements: which required things of a profile a notice holds, where, and what they want.

Fields (label and value, heading and section, cells of a form), table columns, the frame of the notice
(title, number, signature) and prose all offer candidates; the best candidate of each element decides
its status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.anatomy import Anatomy
from scanner.model import Circumstance, Element, ElementSpec, NormalizedText, Profile, Rulebook
from scanner.search.elements.addresses import address_candidates
from scanner.search.elements.candidates import WEAK, Candidate
from scanner.search.elements.columns import column_candidates, form_candidates, list_candidates
from scanner.search.elements.contacts import contact_candidates
from scanner.search.elements.displays import display_candidates, settle_days
from scanner.search.elements.fields import field_candidates
from scanner.search.elements.frame import frame_candidates, settle_publisher
from scanner.search.elements.labels import RECEIVING, LabelIndex
from scanner.search.elements.ledger import ledger_candidates
from scanner.search.elements.loose_tables import loose_candidates, loose_tables
from scanner.search.elements.passages import passages_of
from scanner.search.elements.prose import prose_candidates
from scanner.search.elements.recipients import recipient_candidates
from scanner.search.elements.sentences import learned_candidates
from scanner.search.elements.status import element_of, may_differ
from scanner.search.elements.sums import sum_candidates
from scanner.search.elements.telephones import telephone_candidates
from scanner.search.elements.uncalled import stated_elements

__all__ = ["elements_of"]


def elements_of(
    text: NormalizedText,
    anatomy: Anatomy,
    profile: Profile,
    rulebook: Rulebook,
    circumstances: Mapping[str, Circumstance],
) -> tuple[Element, ...]:
    """Every must and should element of the profile that the circumstances call for, in its order.

    Of the others those that are stated, called for "no".
    """
    specs = [spec for spec in profile.elements if _is_called_for(spec, circumstances, text, anatomy)]
    index = LabelIndex.of(rulebook, tuple(spec.id for spec in specs))
    loose = loose_tables(anatomy.lines, index)
    passages = tuple(passages_of(text, anatomy))
    ids = [spec.id for spec in specs]
    cells = frozenset(number for table in loose for number in range(table.first, table.last + 1))
    candidates: dict[str, list[Candidate]] = {spec.id: [] for spec in specs}
    offered = [
        *frame_candidates(text, anatomy),
        *field_candidates(text, anatomy, index, cells),
        *loose_candidates(text, loose, index, specs),
        *column_candidates(text, index, specs),
        *form_candidates(text, index),
        *list_candidates(text, index),
        *telephone_candidates(text, passages, rulebook, ids),
        *display_candidates(text, anatomy, passages, rulebook, circumstances, ids),
        *address_candidates(passages, rulebook, ids),
        *contact_candidates(passages, ids),
    ]
    _sort_in(candidates, offered)
    settle_days(candidates, text)
    settle_publisher(candidates)
    _look_further(candidates, text, anatomy, rulebook, index, specs)
    single = may_differ(candidates)
    found = [element_of(spec, candidates[spec.id], text, single=single) for spec in specs]
    uncalled = [spec for spec in profile.elements if spec.id not in candidates]
    found += stated_elements(text, anatomy, passages, rulebook, circumstances, uncalled, cells)
    places = {spec.id: place for place, spec in enumerate(profile.elements)}
    return tuple(sorted(found, key=lambda element: places[element.id]))


def _look_further(
    candidates: dict[str, list[Candidate]],
    text: NormalizedText,
    anatomy: Anatomy,
    rulebook: Rulebook,
    index: LabelIndex,
    specs: Sequence[ElementSpec],
) -> None:
    """What sentences, mistyped labels and learned wording offer for the elements that are still wanting."""
    wanting = [spec.id for spec in specs if not any(_counts(c, spec) for c in candidates[spec.id])]
    if index.is_of_people:
        wanting = [spec.id for spec in specs if _is_weak(candidates[spec.id])]
    named = [name for name in RECEIVING if name in candidates and _is_weak(candidates[name])]
    _sort_in(candidates, sum_candidates(anatomy, rulebook, [spec.id for spec in specs]))
    wanting = [
        name for name in wanting if not any(c.is_good and c.found_by == "prose" for c in candidates[name])
    ]
    _sort_in(candidates, prose_candidates(text, anatomy, rulebook, index, wanting))
    _sort_in(candidates, ledger_candidates(text, anatomy, rulebook, list(candidates)))
    if named:
        naming = rulebook.rules["element/beneficiaries"]
        _sort_in(candidates, recipient_candidates(text, anatomy, naming, index, named))
    wanting = [spec.id for spec in specs if spec.called_for == "must" and not candidates[spec.id]]
    if wanting:
        _sort_in(candidates, field_candidates(text, anatomy, index.mistyped(text, anatomy, wanting)))
    wanting = [spec.id for spec in specs if not spec.only and not candidates[spec.id]]
    if wanting:
        _sort_in(candidates, learned_candidates(text, anatomy, index, wanting))


def _counts(candidate: Candidate, spec: ElementSpec) -> bool:
    return candidate.is_good and (not spec.only or candidate.found_by in spec.only)


def _is_weak(candidates: list[Candidate]) -> bool:
    """Whether nothing but labels that often mean something else offer the element."""
    return not any(c.is_good and c.rank < WEAK for c in candidates)


def _sort_in(candidates: dict[str, list[Candidate]], offered: list[Candidate]) -> None:
    for candidate in offered:
        if candidate.id in candidates:
            candidates[candidate.id].append(candidate)


def _is_called_for(
    spec: ElementSpec, circumstances: Mapping[str, Circumstance], text: NormalizedText, anatomy: Anatomy
) -> bool:
    for name, values in spec.when.items():
        if name in ("title", "text"):
            where = text.text if name == "text" else anatomy.title.text if anatomy.title else ""
            if not any(word in where for word in values):
                return False
        elif name not in circumstances or circumstances[name].value not in values:
            return False
    return True
