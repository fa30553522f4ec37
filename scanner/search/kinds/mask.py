"""Kind `mask`: masked values, how many values each still fits, and masks that do not hold.

Parameters of a rule: `check`, one of `CHECKS`:

`weak`              a mask that few values fit;
`undone-by-column`  one that few fit once the row, the sentence or the title is read with it;
`splice`            two masks of one person that together give the value away;
`inconsistent`      a column that masks in several ways.

Of the first three one finding stands at a place, that with the fewest values left. The figures are those
of the standard (`mask_error`, `mask_warning`).
"""

from __future__ import annotations

from scanner.masking import masked
from scanner.model import Fact, Finding, MaskedValue, Search
from scanner.search.kinds.layers import layer_of
from scanner.search.masks.facts import facts_of, fitting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scanner.model import Certainty, Level, Rule, Span
    from scanner.search.masks.judging import Judged, Place
    from scanner.search.masks.lists import Mixture
    from scanner.search.masks.splices import Splice
    from scanner.search.numbers.masks import Mask
    from scanner.search.subject import Subject

CHECKS = ("weak", "undone-by-column", "splice", "inconsistent")
MOST_PLACES = 20  # of a mixed column that are pointed at


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    reasons = [f"不认识的参数 / unknown parameter “{key}” (check)" for key in parameters if key != "check"]
    if parameters.get("check") not in CHECKS:
        reasons.append(f"check 应为 / must be one of {', '.join(CHECKS)}")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """Every masked value in order of place, and what these rules find among them."""
    masks = subject.numbers.masks
    if not masks:
        return Search(masked_values=tuple(_names(subject)))
    from scanner.search.masks.judging import Judged

    judged = Judged(subject, masks)
    findings = [finding for rule in rules for finding in _findings(rule, judged, subject)]
    return Search(findings=tuple(findings), masked_values=(*judged.values(), *_names(subject)))


def _names(subject: Subject) -> Iterator[MaskedValue]:
    from scanner.search.masks.names import masked_names

    for start, end in masked_names(subject.text, subject.numbers.heads):
        yield MaskedValue("name", subject.text.spans(start, end))


def _findings(rule: Rule, judged: Judged, subject: Subject) -> Iterator[Finding]:
    wanted = rule.parameters["check"]
    if wanted == "splice":
        for splice in judged.splices:
            yield _splice_finding(rule, splice, subject)
    elif wanted == "inconsistent":
        for mixture in judged.mixed():
            yield _mixture_finding(rule, mixture, subject)
    else:
        for place in judged.places:
            is_undone = judged.is_undone(place)
            count = place.undone.count if is_undone and place.undone else place.raw
            level = judged.level(count)
            if level is None or count is None or judged.is_spliced(place.mask, count):
                continue
            if is_undone == (wanted == "undone-by-column"):
                spans = judged.spans(place.mask)
                yield _place_finding(rule, place, spans, level, subject)


def _place_finding(
    rule: Rule, place: Place, spans: tuple[Span, ...], level: Level, subject: Subject
) -> Finding:
    mask = place.mask
    undone = place.undone if rule.parameters["check"] == "undone-by-column" else None
    count = (undone.count if undone else place.raw) or 0
    facts = facts_of(mask, undone)
    is_sure = not any(fact.name.startswith("place-named") for fact in facts)
    fields = (("fitting", fitting(mask.kind, count)),)
    layer, visible = layer_of(subject.document, spans)
    certainty: Certainty = "certain" if is_sure else "likely"
    return Finding(rule.id, level, certainty, spans, facts, layer, visible, fields, shown(mask, subject))


def _splice_finding(rule: Rule, splice: Splice, subject: Subject) -> Finding:
    one, other = sorted((splice.first, splice.second), key=lambda mask: mask.start)
    spans = (*subject.text.spans(one.start, one.end), *subject.text.spans(other.start, other.end))
    layers = [layer_of(subject.document, [span]) for span in spans]
    layer, visible = next((found for found in layers if not found[1]), layers[0])
    facts = (
        splice.fact,
        Fact("places-together", (("known", str(splice.known)), ("length", str(len(one.symbols))))),
        Fact("fits-alone", (("fitting", fitting(one.kind, one.candidates or 0)),)),
        Fact("fits-alone-other", (("fitting", fitting(other.kind, other.candidates or 0)),)),
    )
    fields = (("fitting", fitting(one.kind, splice.count)),)
    certainty: Certainty = "certain" if splice.is_sure else "likely"
    both = f"{shown(one, subject)} + {shown(other, subject)}"
    return Finding(rule.id, "error", certainty, spans, facts, layer, visible, fields, both)


def _mixture_finding(rule: Rule, mixture: Mixture, subject: Subject) -> Finding:
    pointed = mixture.minority[:MOST_PLACES]
    spans = tuple(span for mask in pointed for span in subject.text.spans(mask.start, mask.end))
    layer, visible = layer_of(subject.document, spans)
    facts = []
    for (first, last), count in mixture.forms:
        values = (("count", str(count)), ("first", str(first)), ("last", str(last)))
        facts.append(Fact("mask-form-other", values[:1]) if first < 0 else Fact("mask-form", values))
    fields = (("rows", str(len(mixture.minority))), ("forms", str(len(mixture.forms))))
    return Finding(
        rule.id,
        rule.level,
        "certain",
        spans,
        tuple(facts),
        layer,
        visible,
        fields,
        shown(pointed[0], subject),
    )


def shown(mask: Mask, subject: Subject) -> str:
    """What a report may print of a mask: of what the file shows no more than of an unmasked value."""
    from scanner.search.numbers.runs import groups, plain, starred

    text = starred(subject.text.text[mask.start : mask.end])
    symbols = mask.symbols or plain("".join([group.symbols for group in groups(text, 0, len(text))]))
    return masked(mask.kind, symbols)
