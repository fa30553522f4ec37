"""What may be shown of a value: an element that holds a personal value shows that value masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scanner.model import Element, Finding, Span


class Masks:
    """The findings of one report whose value must not be shown, by block.

    With --reveal a finding carries its value, and nothing is withheld.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_block: dict[int, list[tuple[Span, str]]] = {}
        for finding in findings:
            if finding.masked and not finding.value:
                for span in finding.spans:
                    self._by_block.setdefault(span.block, []).append((span, finding.masked))

    def shown_value(self, element: Element) -> str:
        """The element's value with every personal value in it masked."""
        inside = _overlaps(element.spans, self._by_block)
        if not inside or not element.value:
            return element.value
        if len(element.spans) == 1:
            span = element.spans[0]
            if len(element.value) == span.end - span.start:
                return _with_masks(element.value, span, inside)
        # The value was folded, so it cannot be told which of its characters are the personal ones.
        return "；".join(dict.fromkeys(masked for _, masked in inside))


def _overlaps(
    spans: Sequence[Span], by_block: Mapping[int, Sequence[tuple[Span, str]]]
) -> list[tuple[Span, str]]:
    return [
        (hidden, masked)
        for span in spans
        for hidden, masked in by_block.get(span.block, ())
        if hidden.start < span.end and span.start < hidden.end
    ]


def _with_masks(value: str, span: Span, inside: Sequence[tuple[Span, str]]) -> str:
    shown, at = "", 0
    for hidden, masked in sorted(inside, key=lambda pair: (pair[0].start, -pair[0].end)):
        start, end = max(hidden.start - span.start, 0), min(hidden.end - span.start, len(value))
        if start >= at:
            shown += value[at:start] + masked
        at = max(at, end)
    return shown + value[at:]
