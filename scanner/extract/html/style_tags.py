"""What the tags of a page say of its style sheets and colours, and what follows from it for its elements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanner.extract.html.attributes import attributes_of
from scanner.extract.html.tags import tags
from scanner.extract.html.values import BLACK, WHITE, attribute_colour, may_meet
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.html.attributes import Notable
    from scanner.extract.html.styled import Sheets, Styled

WORD = compiled("[-_a-zA-Z0-9\\u0080-\U0010ffff]++")
_COLOUR = compiled(
    "(?<![-a-z])(background|bgcolor|color|text)(?:-color)? *[:=] *[\"']? *(#[0-9a-f]{3,8}|(?:rgb|hsl)a?\\([^()]{3,60}\\)|[a-z0-9]{3,20})"
)
# What puts one thing over or under another that is not around it.
_LOOSE = compiled(
    "position\\s*:\\s*(?:abs|rel|fix|stic)|transform|translate|grid|box-shadow|z-index|content\\s*:|inset"
    "|margin[-a-z]*\\s*:[^;\"']{0,40}?-[0-9.]",
    re.IGNORECASE,
)
_UNREAD = frozenset(("noscript", "template"))
_OWN = frozenset(("style", "script", "!--", "!", "?"))


class StyleTags:
    """Gathers them, one distinct run of tags after the other."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._sheets: list[str] = []  # runs with style sheets, or links to such
        self._coloured: list[str] = []  # runs in small letters
        self._hides = self._is_contextual = False
        self.is_cut = False  # whether the page says more of its looks than was read

    def note(self, run: str, lowered: str, found: Sequence[Notable]) -> None:
        """Take a run."""
        self._runs.append(run)
        if "<style" in lowered or "stylesheet" in lowered:
            self._sheets.append(run)
        elif "color" in lowered or "background" in lowered:
            self._coloured.append(lowered)
        for one in found:
            self._hides = self._hides or one.hides
            self._is_contextual = self._is_contextual or one.is_contextual

    def styled(self, parts: Sequence[str]) -> Styled | None:
        """Where the elements of a page of these parts are hidden; None where each element says so itself."""
        if not (self._sheets or self._coloured or self._is_contextual):
            return None
        letters: set[str] = set()
        grounds: set[str] = set()
        for lowered in (*self._coloured, *map(_bare, self._sheets)):
            for name, value in _COLOUR.findall(lowered):
                (grounds if name[0] == "b" else letters).add(value)
        shown = [BLACK, *map(attribute_colour, letters)]
        behind = [WHITE, *map(attribute_colour, grounds)]
        if not self._sheets and not self._is_contextual and not may_meet(shown, behind):
            return None
        from scanner.extract.html.styled import is_needed, styled

        sheets = self._read()
        self.is_cut = sheets.is_cut
        if not (self._is_contextual or is_needed(sheets.rules, shown, behind, hides=self._hides)):
            return None
        is_loose = any(_LOOSE.search(run) for run in self._runs if "style" in run or "STYLE" in run)
        found = styled(parts, tags, sheets.rules, is_open=sheets.is_open, is_loose=is_loose)
        self.is_cut = self.is_cut or found.is_cut
        return found

    def _read(self) -> Sheets:
        from scanner.extract.html.styled import Sheets

        sheets = Sheets(self._words() if self._sheets else frozenset())
        for run in self._sheets:
            unread = ""
            for name, start, end in tags(run):
                if name in _UNREAD or name[1:] in _UNREAD:
                    unread = name if name[0] != "/" else ""
                elif name == "style" and not unread:
                    inside = run.find(">", start) + 1
                    known = attributes_of(run[start:inside])
                    if known.get("type", "").lower() in ("", "text/css"):
                        sheets.add(run[inside : run.rfind("<", inside, end)], known.get("media", ""))
                elif name == "link":
                    known = attributes_of(run[start:end])
                    relation = known.get("rel", "").lower().split()
                    if "stylesheet" in relation and "alternate" not in relation:
                        sheets.add_address(known.get("href", ""), known.get("media", ""))
        return sheets

    def _words(self) -> frozenset[str]:
        """The words of all tags, in small letters."""
        sheets = {*self._sheets}
        found: set[str] = set()
        for run in self._runs:
            found.update(WORD.findall(_bare(run) if run in sheets else run.lower()))
        return frozenset(found)


def _bare(run: str) -> str:
    """A run without style sheets, scripts and comments, in small letters."""
    return "".join(run[start:end] for name, start, end in tags(run) if name not in _OWN).lower()
