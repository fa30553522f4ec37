"""A notice before it has a file format: its parts in reading order, its hidden layers, its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["title", "heading", "body", "caption", "sign", "mark", "attachment"]


@dataclass
class Line:
    """One paragraph. `role` says how it looks, never what it means."""

    text: str
    role: Role = "body"


@dataclass
class Grid:
    """One table. `merges` are (first row, first column, last row, last column), counted from 0."""

    rows: list[list[str]]
    head: int = 1
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    ruled: bool = True


@dataclass
class Layer:
    """Text that the reader of the page does not see, or sees outside the body.

    `kind`: comment, deletion, insertion, hidden-text, property, header, footer, footnote, textbox,
    markup-comment, attribute, hidden-element, front-matter, hidden-sheet.
    """

    kind: str
    text: str


@dataclass
class Draft:
    """A notice with everything that its answer states."""

    profile: str
    parts: list[Line | Grid] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    chrome: dict[str, str] = field(default_factory=dict)  # what a web page shows around the text
    elements: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def line(self, text: str, role: Role = "body") -> None:
        """Append a paragraph."""
        self.parts.append(Line(text, role))

    def holds(self, element: str, *values: str, status: str = "present") -> None:
        """State in the answer what stands for an element; any one of `values` is right."""
        self.elements[element] = {"status": status, "value": values[0] if values else ""}
        if len(values) > 1:
            self.elements[element]["values"] = list(dict.fromkeys(values))

    def lacks(self, *elements: str) -> None:
        """State that these elements stand nowhere."""
        for element in elements:
            self.elements[element] = {"status": "missing", "value": ""}

    def leaks(self, rule: str, text: str, *, visible: bool = True, optional: bool = False) -> None:
        """State a value that must be found; an optional one may be reported or not."""
        found: dict[str, Any] = {"rule": rule, "text": text, "visible": visible}
        if optional:
            found["optional"] = True
        self.findings.append(found)

    def answer(self, format: str) -> dict[str, Any]:
        """The answer as its JSON file holds it."""
        return {
            "profile": self.profile,
            "format": format,
            "elements": dict(sorted(self.elements.items())),
            "findings": sorted(
                self.findings, key=lambda found: (found["rule"], found["text"], found["visible"])
            ),
            "notes": self.notes,
        }
