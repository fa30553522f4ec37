"""Marks inside a line of Markdown: what is cut out of its text, what of it is seen only by a machine."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from scanner.extract.html.attributes import notables
from scanner.extract.html.tags import plain_pieces
from scanner.model import Block, Place, SourceMap
from scanner.regexes import compiled

# What stands for something else than itself. A link's address has no white space or brackets in it.
_MARK = compiled(
    "\\\\[!-/:-@\\[-`{-~]"
    "|(?P<shown>!?\\[)(?=[^\\[\\]]{0,300}\\]\\()"
    '|\\]\\((?P<link>[^\\s()<>]{0,2000})(?:[ \\t]+"(?P<title>[^"]{0,300})")?\\)'
    "|<(?P<auto>(?:https?://|mailto:|tel:)[^\\s<>]{1,2000}|[^\\s<>@]{1,64}@[^\\s<>@]{1,255})>"
    "|(?P<tag></?[a-zA-Z][^<>]{0,2000}>)"
    "|(?P<run>\\*+|~+|`+|_+)"
)
_LONGEST = 3  # longer runs are blanks to fill in or masked characters
_SPACE_OR_SIGN = compiled("[\\s!-/:-@\\[-^`{-~\u2010-\u2027\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]|$")
_MAY_MARK = compiled("[\\\\\\[\\]<*~`_&]")
_TELLING = compiled("(?:mailto|tel|sms):|[?#].*(?:[0-9]{6}|%[eE][0-9]%|[\\u3400-\\u9fff@])", re.IGNORECASE)
_DEFINITION = compiled(
    "\\[(?P<label>[^\\[\\]^][^\\[\\]]{0,300})\\]:[ \\t]+(?P<link>\\S{1,2000})"
    "(?:[ \\t]+[\"'(](?P<title>[^\n]{1,1000})[\"')])?[ \\t]*$"
)
_LONG = compiled("[0-9](?:[ -]?[0-9]){5}|[@\\u3400-\\u9fff]")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_NOT_DRAWN = frozenset("script style template noscript title datalist".split())
_BULLETS = compiled("[*+-][ \\t]")


class Inline:
    """Cuts marks and comments out of the lines of one file."""

    def __init__(self, text: str, line_starts: Sequence[int]) -> None:
        self._line_starts = line_starts
        self._comments: list[tuple[int, int]] = []
        at = text.find("<!--")
        while at >= 0:
            end = text.find("-->", at + 4)
            end = end + 3 if end >= 0 else len(text)
            self._comments.append((at, end))
            at = text.find("<!--", end)
        self._starts = [start for start, _ in self._comments]
        self._text = text
        self._closed = ""  # the name of the hidden element that is open
        self._depth = 0

    def is_inside_comment(self, at: int) -> bool:
        """Whether a character of the file lies in a comment."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._comments[index][1]

    def cut(self, text: str, start: int) -> tuple[str, SourceMap, list[Block]]:
        """The text as drawn, the way back, and blocks for what is not drawn; `start` is its offset."""
        defined = _DEFINITION.match(text)
        if defined is not None:
            return "", SourceMap(((0, start, 0),)), self._defined(defined, start)
        if not self._comments and not self._closed and not _MAY_MARK.search(text):
            return text, SourceMap(((0, start, len(text)),)), []
        pieces: list[tuple[str, int, int]] = []  # drawn, offset in the file, length there
        unseen: list[Block] = []
        for first, last, is_comment in self._stretches(start, start + len(text)):
            part = text[first - start : last - start]
            if is_comment:
                self._note(part, first, "markup-comment", "markup-comment", unseen)
            else:
                self._cut_marks(part, first, pieces, unseen)
        said, source = _joined(pieces, start)
        return said, source, unseen

    def _stretches(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        found: list[tuple[int, int, bool]] = []
        at = start
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._comments) and self._comments[index][0] < end:
            first, last = self._comments[index]
            first, last = max(first, start), min(last, end)
            if first < last:
                found += [(at, first, False), (first, last, True)]
                at = last
            index += 1
        return [*found, (at, end, False)]

    def _cut_marks(
        self, text: str, start: int, pieces: list[tuple[str, int, int]], unseen: list[Block]
    ) -> None:
        bullet = _BULLETS.match(text)
        marks = list(_MARK.finditer(text, bullet.end() if bullet else 0))
        paired = _paired(marks, text)
        at = 0
        for mark in marks:
            if mark["run"] and mark.start() not in paired:
                continue
            if self._closed and not mark["tag"]:
                continue
            self._plain(text[at : mark.start()], start + at, pieces, unseen)
            at = mark.end()
            if mark[0][0] == "\\":
                pieces.append((mark[0][1], start + mark.start() + 1, 1))
            elif mark["auto"]:
                pieces.append((mark["auto"], start + mark.start("auto"), len(mark["auto"])))
            elif mark["link"] or mark["title"]:
                self._note_link(mark, start, unseen)
            elif mark["tag"]:
                self._note_tag(mark["tag"], start + mark.start("tag"), unseen)
                self._take_tag(mark["tag"], start + mark.end())
                if mark["tag"][1:3].lower() == "br":
                    pieces.append(("\n", start + mark.start(), len(mark[0])))
        self._plain(text[at:], start + at, pieces, unseen)

    def _plain(self, text: str, start: int, pieces: list[tuple[str, int, int]], unseen: list[Block]) -> None:
        if self._closed:
            self._note(text, start, "hidden-element", "body", unseen)
        elif "&" in text:
            pieces += [(drawn, source, length) for drawn, _, source, length in plain_pieces(text, start, 0)]
        elif text:
            pieces.append((text, start, len(text)))

    def _note_link(self, mark: re.Match[str], start: int, unseen: list[Block]) -> None:
        """The address of a link where it tells something, and the words that show when one points at it."""
        if _TELLING.search(mark["link"]):
            self._note(mark["link"], start + mark.start("link"), "link-target", "link-target", unseen)
        if mark["title"]:
            self._note(mark["title"], start + mark.start("title"), "attribute", "attribute", unseen, "title")

    def _defined(self, defined: re.Match[str], start: int) -> list[Block]:
        """A definition of a link (CommonMark 4.7) draws nothing; one that leads nowhere is a remark."""
        unseen: list[Block] = []
        if _TELLING.search(defined["link"]) or _LONG.search(defined["link"]):
            self._note(defined["link"], start + defined.start("link"), "link-target", "link-target", unseen)
        for name in ("label", "title"):
            if defined[name] and (name == "title" or _LONG.search(defined[name])):
                layer = "markup-comment"
                self._note(defined[name], start + defined.start(name), layer, layer, unseen)
        return unseen

    def _take_tag(self, tag: str, end: int) -> None:
        """Begin or end an element that is not drawn; one that nothing closes is none."""
        name = tag.strip("</>").split(None, 1)[0].rstrip("/").lower() if tag.strip("</> ") else ""
        if self._closed:
            if name == self._closed:
                self._depth += -1 if tag[1] == "/" else 1
                self._closed = self._closed if self._depth else ""
            return
        if tag[1] == "/" or tag.endswith("/>") or name in _VOID:
            return
        hides = name in _NOT_DRAWN or any(one.hides for one in notables(tag, tag.lower(), ""))
        if hides and self._text.find("</" + name, end) >= 0:
            self._closed, self._depth = name, 1

    def _note_tag(self, tag: str, start: int, unseen: list[Block]) -> None:
        for notable in notables(tag, tag.lower(), ""):
            for layer, name, first, last in notable.values:
                self._note(tag[first:last], start + first, layer, layer, unseen, name)

    def _note(
        self, text: str, start: int, layer: str, part: str, unseen: list[Block], name: str = ""
    ) -> None:
        if layer == "markup-comment":
            start, text = (start + 4, text[4:]) if text.startswith("<!--") else (start, text)
            text = text.removesuffix("-->")
        stripped = text.strip()
        if stripped:
            start += text.find(stripped[0])
            place = Place(part, (bisect_right(self._line_starts, start),), "line", name)
            source = SourceMap(((0, start, len(stripped)),))
            unseen.append(Block(stripped, place, layer, False, source=source))


def _paired(marks: Sequence[re.Match[str]], text: str) -> set[int]:
    """Offsets of the emphasis marks that open and close something (CommonMark 6.2, flanking).

    The stars of 张** and 138****5678 do neither and stay.
    """
    paired: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for mark in marks:
        run = mark["run"]
        if not run or len(run) > _LONGEST or run == "~":
            continue
        before, after = text[max(mark.start() - 1, 0) : mark.start()], text[mark.end() : mark.end() + 1]
        opens, closes = _flanks(before, after), _flanks(after, before)
        if run[0] == "`":
            opens = closes = True
        elif run[0] == "_":  # not inside a word
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        if closes and waiting.get(run):
            paired.update((waiting[run].pop(), mark.start()))
        elif opens:
            waiting.setdefault(run, []).append(mark.start())
    return paired


def _flanks(outside: str, inside: str) -> bool:
    """Whether a mark between these two characters may stand before (or behind) the text inside."""
    if not inside or inside.isspace():
        return False
    return not _SPACE_OR_SIGN.match(inside) or bool(_SPACE_OR_SIGN.match(outside))


def _joined(pieces: list[tuple[str, int, int]], start: int) -> tuple[str, SourceMap]:
    """The text of the pieces without white space at its ends, and its way back."""
    text = "".join(piece[0] for piece in pieces)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    found: list[tuple[int, int, int]] = []
    at = 0
    for drawn, source, length in pieces:
        begin, end = max(at, first), min(at + len(drawn), last)
        if begin < end and len(drawn) == length:
            found.append((begin - first, source + begin - at, end - begin))
        elif begin < end:
            found.append((begin - first, source, length))
            if end == last:
                found.append((end - first, source + length, 0))
        at += len(drawn)
    return text[first:last], SourceMap(tuple(found) or ((0, start, 0),))
