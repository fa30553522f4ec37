"""What to fix, in document order: place, what, why, law, fix and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.grouping import Group, groups
from reports.labels import CERTAINTIES, FRAME, word
from reports.layout import Line, cells, cleaned, padded
from reports.pen import PLACE, QUIET, SIGNS, STYLES, Pen, law_lines
from reports.places import layer_words
from scanner.model import Finding

MOST_PLACES = 8  # of one entry
MOST_FACTS = 6  # of one entry
_IN_TITLE = "element-"  # what is wrong with an element stands in its title
WIDEST_PLACE = 34  # cells
_NUMBER = 4  # cells of "12. "


def finding_lines(findings: Sequence[Finding], pen: Pen) -> Iterator[Line]:
    """One entry for each group of findings; a rule is explained where it first appears."""
    entries = groups(findings)
    if not entries:
        yield from pen.wrap([(word(FRAME, "nothing-to-fix", pen.lang), "green")])
        return
    yield pen.heading("findings")
    explained: dict[str, int] = {}
    for number, group in enumerate(entries, 1):
        yield []
        yield from _title(number, group, pen)
        yield from _places(group, pen)
        yield from _evidence(group, pen)
        yield from _explanation(group, explained.setdefault(group.first.rule, number), number, pen)


def remarks(finding: Finding, pen: Pen) -> str:
    """How sure it is where it is not certain, and the layer where it is not the body; in brackets."""
    said = []
    if finding.certainty != "certain":
        said.append(word(CERTAINTIES, finding.certainty, pen.lang))
    if not finding.visible:
        said.append(pen.frame("invisible", layer=layer_words(finding.layer, pen.lang)))
    elif finding.layer != "body":
        said.append(layer_words(finding.layer, pen.lang))
    return pen.bracketed(pen.words.joined(said))


def _title(number: int, group: Group, pen: Pen) -> Iterator[Line]:
    first = group.first
    title = f"{SIGNS[first.level]} {pen.words.headline(first)}"
    line = [(f"{number:>2}. ", QUIET), (title, STYLES[first.level]), (remarks(first, pen), QUIET)]
    if len(group.findings) > 1:
        line.append((pen.frame("places", count=len(group.findings)), QUIET))
    return pen.wrap(line, hang=_NUMBER + 2)


def _places(group: Group, pen: Pen) -> Iterator[Line]:
    shown = group.findings[:MOST_PLACES]
    places = [pen.place(finding.spans) for finding in shown]
    column = min(max(cells(place) for place in places), WIDEST_PLACE)
    hang = _NUMBER + 2 + column + 2
    if hang + 24 > pen.width:
        hang = _NUMBER + 4
    for finding, place in zip(shown, places, strict=True):
        said = cleaned(finding.value or finding.masked or pen.words.message(finding))
        line = [(" " * (_NUMBER + 2), ""), (padded(place, column), PLACE), (f"  {said}", "")]
        yield from pen.wrap(line, hang=hang)
    rest = len(group.findings) - len(shown)
    if rest:
        yield from pen.wrap([(" " * (_NUMBER + 2) + pen.frame("more-places", count=rest), QUIET)])


def _evidence(group: Group, pen: Pen) -> Iterator[Line]:
    """The message, where it is the same for all and not yet said, and the facts of all together."""
    indent = _NUMBER + 2
    if group.first.masked or group.first.value:
        messages = {pen.words.message(finding) for finding in group.findings[:MOST_PLACES]}
        if len(messages) == 1:
            yield from pen.wrap([(" " * indent + cleaned(messages.pop()), "")], hang=indent)
    facts = dict.fromkeys(
        fact for finding in group.findings for fact in finding.evidence if not fact.name.startswith(_IN_TITLE)
    )
    said = pen.words.joined(pen.words.facts(list(facts)[:MOST_FACTS]))
    if len(facts) > MOST_FACTS:
        said += pen.frame("and-more", count=len(facts))
    yield from pen.labelled("evidence", said, indent=indent)


def _explanation(group: Group, explained: int, number: int, pen: Pen) -> Iterator[Line]:
    indent = _NUMBER + 2
    if explained != number:
        above = pen.frame("see-above", number=explained)
        yield from pen.wrap([(" " * indent + above, QUIET)], hang=indent)
        return
    rule = pen.words.rulebook.rules.get(group.first.rule)
    yield from pen.labelled("why", pen.words.why(group.first.rule), indent=indent)
    yield from law_lines(rule.law if rule else (), pen, indent=indent)
    yield from pen.labelled("fix", pen.words.fix(group.first), indent=indent)
