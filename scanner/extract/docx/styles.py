"""What the styles of a .docx say about paragraphs and runs: headings, hidden text, automatic numbers."""

from __future__ import annotations

import re

from scanner.errors import Unreadable
from scanner.extract.docx.signs import styles_out_of_sight
from scanner.extract.docx.tags import NUM_PR, OUTLINE, P_PR, R_PR, VAL, VANISH, W, is_on
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package

_DEEPEST = 20  # styles based on one another
_HEADING_NAME = compiled(r"(?:heading|标题) ?[1-9]\Z", re.IGNORECASE)
_TITLE_NAMES = frozenset(("title", "标题", "文档标题", "公文标题"))
_BODY_LEVEL = 9  # outline level of body text (17.3.1.20)


class Styles:
    """The styles part (its bytes are `data`), parsed only when a paragraph or a run asks for a style.

    `has_hidden` says, without parsing, whether any style may hide text. `fault` is the reason why the
    part could not be read, "" while there is none. Without a package there are no styles.
    """

    def __init__(self, package: Package | None, part: str | None) -> None:
        self._package = package
        self.data = b""
        self.fault = ""
        if part is not None and package is not None:
            try:
                self.data = package.read(part)
            except Unreadable as error:
                self.fault = error.reason
        self.has_hidden = b"vanish" in self.data
        self._may_be_out_of_sight: bool | None = None
        self._styles: dict[str, _Element] | None = None
        self._usual: list[_Element] = []
        self.hides_all = False  # the document's defaults or its usual style hide text
        self._roles: dict[str, str] = {}
        if self.has_hidden:
            self._parse()

    @property
    def may_be_out_of_sight(self) -> bool:
        """Whether, without parsing, a style may set lines without height or frames beside the page."""
        if self._may_be_out_of_sight is None:
            self._may_be_out_of_sight = styles_out_of_sight(self.data)
        return self._may_be_out_of_sight

    def role(self, style: str) -> str:
        """ "title", "heading" or "" for paragraphs of this style."""
        if style not in self._roles:
            self._roles[style] = self._role(style)
        return self._roles[style]

    def hides(self, style: str) -> bool | None:
        """Whether the style hides text; None where it does not say."""
        for element in self.chain(style):
            found = element.find(f"{R_PR}/{VANISH}")
            if found is not None:
                return is_on(found.get(VAL))
        return None

    def numbering(self, style: str) -> tuple[str, int] | None:
        """(list, level) of the paragraphs of this style, or None."""
        for element in self.chain(style):
            found = element.find(f"{P_PR}/{NUM_PR}")
            if found is not None:
                return list_level(found)
        return None

    def _role(self, style: str) -> str:
        for element in self.chain(style):
            name = element.find(W + "name")
            text = (name.get(VAL) or "").strip().lower() if name is not None else ""
            if text in _TITLE_NAMES:
                return "title"
            if _HEADING_NAME.match(text):
                return "heading"
            outline = element.find(f"{P_PR}/{OUTLINE}")
            if outline is not None:
                return outline_role(outline)
        return ""

    def chain(self, style: str) -> list[_Element]:
        """The elements of the style and of those it is based on, nearest first."""
        if self._styles is None:
            self._parse()
        found: list[_Element] = []
        while style and len(found) < _DEEPEST and self._styles and style in self._styles:
            found.append(self._styles[style])
            below = found[-1].find(W + "basedOn")
            style = (below.get(VAL) or "") if below is not None else ""
        return found

    def usual(self) -> list[_Element]:
        """What is said of all paragraphs: the style of those that name none, the document's defaults (17.7.5)."""
        if self._styles is None:
            self._parse()
        return self._usual

    def _parse(self) -> None:
        self._styles = {}
        if not self.data or self._package is None:
            return
        try:
            root = self._package.parsed(self.data)
        except Unreadable as error:
            self.fault = error.reason
            return
        for element in root.iterchildren(W + "style"):
            self._styles[element.get(W + "styleId") or ""] = element
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}/{VANISH}")
        usual = root.find(f"{W}style[@{W}default='1'][@{W}type='paragraph']")
        self._usual = self.chain(usual.get(W + "styleId") or "") if usual is not None else []
        defaults = [root.find(f"{W}docDefaults/{W}{name}") for name in ("rPrDefault", "pPrDefault")]
        self._usual += [element for element in defaults if element is not None]
        says = self.hides(usual.get(W + "styleId") or "") if usual is not None else None
        self.hides_all = (default is not None and is_on(default.get(VAL))) if says is None else says


def outline_role(outline: _Element) -> str:
    """The role that an outline level gives: "heading", or "" for body text."""
    level = outline.get(VAL) or ""
    return "heading" if level.isdigit() and int(level) < _BODY_LEVEL else ""


def list_level(properties: _Element) -> tuple[str, int]:
    """(list, level) of a w:numPr; the list "0" means no number (17.9.18)."""
    number, level = properties.find(W + "numId"), properties.find(W + "ilvl")
    depth = (level.get(VAL) or "") if level is not None else ""
    list_id = (number.get(VAL) or "0") if number is not None else ""
    return list_id, min(int(depth), 8) if depth.isdecimal() and depth.isascii() else 0
