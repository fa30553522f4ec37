"""What was considered as a number of a person, and what became of it: the findings and the silence."""

from __future__ import annotations

from scanner.masking import masked
from scanner.model import Fact, Look, MaskedValue, NormalizedText, Search, Span
from scanner.noun import replace
from scanner.regexes import compiled
from scanner.search.numbers import credit
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.search.numbers.policy import Reading
    from scanner.search.numbers.reader import Numbers
    from scanner.settings import Settings

FAMILIES = ("personal/", "mask/")
_FEWEST = 7  # digits of a telephone; fewer identify nobody
_DIGITS = compiled("(?<![0-9A-Za-z])[0-9](?:[0-9A-Z]|-(?=[0-9A-Z])){6,60}(?![0-9A-Za-z])")
_DATE = compiled("(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9]|(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}")
_LANDLINE = compiled("(?:0[0-9]{2,3}-?)?[2-9][0-9]{6,7}(?:-[0-9]{1,5})?")
_PHONE = 13  # characters; what is no longer is shown as a telephone is


class _Taken:
    """The stretches of blocks that a look is already about."""

    def __init__(self) -> None:
        self._by_block: dict[int, list[tuple[int, int]]] = {}

    def add(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self._by_block.setdefault(span.block, []).append((span.start, span.end))

    def holds(self, spans: Iterable[Span]) -> bool:
        return any(
            start < span.end and span.start < end
            for span in spans
            for start, end in self._by_block.get(span.block, ())
        )


def looks(found: Search, text: NormalizedText, numbers: Numbers, settings: Settings) -> tuple[Look, ...]:
    """Everything number-like that was looked at, in order of place; masked unless values are asked for."""
    taken = _Taken()
    made: list[Look] = []
    known = (*_reported(found), *_masked(found), *_silent(numbers, text))
    for look in (*known, *_unclaimed(numbers, text)):
        if look.spans and (look.is_reported or not taken.holds(look.spans)):
            taken.add(look.spans)
            made.append(_shown(look, text, settings))
    made.sort(key=lambda look: (look.spans[0].block, look.spans[0].start, look.rule))
    return tuple(made)


def _reported(found: Search) -> Iterator[Look]:
    for finding in found.findings:
        if finding.rule.startswith(FAMILIES):
            yield Look(
                finding.spans,
                finding.rule,
                finding.level,
                finding.certainty,
                finding.evidence,
                finding.masked,
                finding.value,
                finding.fields,
            )


def _masked(found: Search) -> Iterator[Look]:
    for value in found.masked_values:
        if value.kind != "name":
            yield Look(value.spans, f"personal/{value.kind}", evidence=_mask_facts(value))


def _mask_facts(value: MaskedValue) -> tuple[Fact, ...]:
    if value.candidates is None:
        return (Fact("masked"), Fact("mask-uncounted"))
    facts = (Fact("masked"), Fact("mask-candidates", (("count", str(value.candidates)),)))
    return (*facts, Fact(f"mask-{value.grade}")) if value.grade else facts


def _silent(numbers: Numbers, text: NormalizedText) -> Iterator[Look]:
    """What was read as something that no rule reports here, then what is nobody's."""
    for reading in numbers.readings:
        yield _look(reading, text, f"personal/{reading.identity}")
    for reading in numbers.silent:
        yield _look(reading, text, "")


def _unclaimed(numbers: Numbers, text: NormalizedText) -> Iterator[Look]:
    """Digits that no identity claims and nothing was said of: telephones of offices, codes, accounts of units."""
    for match in _DIGITS.finditer(text.text):
        count = sum(map(str.isdigit, match.group()))
        if count >= _FEWEST and not _DATE.fullmatch(match.group()):
            near = Surroundings(text, numbers.heads, match.start(), match.end())
            spans = text.spans(match.start(), match.end())
            yield Look(spans, evidence=_plain_facts(match.group(), near, count))


def _plain_facts(piece: str, near: Surroundings, count: int) -> tuple[Fact, ...]:
    """Why such digits are nobody's."""
    thing = near.word_of("number")[1]
    if credit.is_valid(piece):
        return (Fact("credit-code"),)
    if _LANDLINE.fullmatch(piece):
        said = near.contact_word
        return (Fact("landline"), *((Fact("contact-label", (("label", said),)),) if said else ()))
    if near.is_amount:
        return (Fact("amount-unit"),)
    if near.is_technical:
        return (Fact("web-address"),)
    if thing:
        return (Fact("number-of-thing", (("label", thing),)),)
    if near.has_office_owner:
        return (Fact("office-owner"),)
    return (Fact("length-of-none", (("length", str(count)),)),)


def _look(reading: Reading, text: NormalizedText, rule: str) -> Look:
    return Look(text.spans(reading.start, reading.end), rule, evidence=reading.facts)


def _shown(look: Look, text: NormalizedText, settings: Settings) -> Look:
    """The look with what may be shown of its value."""
    texts = text.document.blocks.texts
    value = "".join(texts[span.block][span.start : span.end] for span in look.spans)
    kind = look.rule or ("mobile-phone" if len(value) <= _PHONE else "resident-id")
    return replace(look, masked=look.masked or masked(kind, value), value=value if settings.reveal else "")
