"""Elements that a profile asks for in some notices only, and that this one states unasked.

What is stated is shown; what is not stated is not wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.anatomy import Anatomy
from scanner.model import Circumstance, Element, ElementSpec, NormalizedText, Rulebook
from scanner.noun import replace
from scanner.search.elements.addresses import address_candidates
from scanner.search.elements.candidates import WEAK, Candidate
from scanner.search.elements.columns import column_candidates, form_candidates
from scanner.search.elements.displays import display_candidates, settle_days
from scanner.search.elements.fields import field_candidates
from scanner.search.elements.labels import LabelIndex
from scanner.search.elements.passages import Passage
from scanner.search.elements.prose import prose_candidates
from scanner.search.elements.recipients import recipient_candidates
from scanner.search.elements.status import element_of
from scanner.search.elements.sums import sum_candidates
from scanner.search.elements.telephones import telephone_candidates


def stated_elements(
    text: NormalizedText,
    anatomy: Anatomy,
    passages: Sequence[Passage],
    rulebook: Rulebook,
    circumstances: Mapping[str, Circumstance],
    specs: Sequence[ElementSpec],
    cells: frozenset[int],
) -> list[Element]:
    """Those of the elements `specs` that the notice states beyond doubt."""
    if not specs:
        return []
    ids = [spec.id for spec in specs]
    index = LabelIndex.of(rulebook, tuple(ids))
    found: dict[str, list[Candidate]] = {name: [] for name in ids}
    for candidate in (
        *field_candidates(text, anatomy, index, cells),
        *column_candidates(text, index, specs),
        *form_candidates(text, index),
        *telephone_candidates(text, passages, rulebook, ids),
        *address_candidates(passages, rulebook, ids),
        *display_candidates(text, anatomy, passages, rulebook, circumstances, ids),
        *sum_candidates(anatomy, rulebook, ids),
        *recipient_candidates(text, anatomy, rulebook.rules["element/beneficiaries"], index, ids),
        *prose_candidates(text, anatomy, rulebook, index, ids),
    ):
        if candidate.id in found and candidate.rank <= WEAK + 1:
            found[candidate.id].append(candidate)
    settle_days(found, text)
    elements = (element_of(spec, found[spec.id], text) for spec in specs)
    return [replace(element, called_for="no") for element in elements if element.status == "present"]
