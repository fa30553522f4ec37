"""What the attributes of a tag say that matters: text nobody sees, elements that are not drawn, spans."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanner.extract.html.declarations import inline_style
from scanner.extract.html.looks import Look, look
from scanner.extract.html.tags import attributes, resolved, tags
from scanner.extract.html.values import FAINT, fraction
from scanner.noun import noun
from scanner.regexes import compiled

# Words without which no attribute hides an element, joins cells or addresses a person.
_GATES = (
    "hidden",
    "span=",
    "mailto:",
    "tel:",
    "sms:",
    "data:",
    "refresh",
    "display=",
    "visibility=",
    "popover",
)
# Words without which no style hides an element.
_STYLE_GATE = compiled(
    "none|hidden|collapse|opacity|indent *: *-|indent *: *[0-9]{3}|(?:left|top|right|bottom|inset) *: *-|clip|scale|rotate"
    "|translate|matrix|zoom|filter|size *: *(?:0|\\.|1 *p|1\\.|calc|-)|font *:|mask|transparent|rgba|hsla|rgb\\([^,)]*[ /]|-fill-color"
    "|(?:height|width) *: *[01.]|\\\\|/\\*|&#|calc|var\\(|[\n\t]"
)
_LINK_GATES = (*_GATES, "?", "%e", "script:", "#")
_FRAME_TAGS = ("<iframe", "<frame ", "<embed")
_FRAMES = frozenset(("iframe", "frame", "embed"))
_CLEAR = compiled("color *: *#(?:[0-9a-f]{3}0|[0-9a-f]{6}0[0-9a-f])[;\"' ]")
_NAMES = compiled("[ \\t\\n\\r\\f\"']([a-z_:][-a-z0-9_:.]*+)[ \\t\\n\\r\\f]*+=")
_TOOLTIP = compiled(' (?:title|alt)="([^"]*)"')
_TELLING = compiled("[\\u3400-\\u9fff\\uff10-\\uff19@]|[0-9](?:[ -]?[0-9]){5}|&#|(?:\\\\x[0-9a-fA-F]{2}){4}")
# In the name of a file, an element or a path: as long as an identity number.
_HARD_NUMBER = compiled("(?<![0-9])(?:[0-9]{17}[0-9xX]|[0-9]{15})(?![0-9])")
_LONG_NUMBER = compiled("[0-9]{15}|(?:%3[0-9]){6}", re.IGNORECASE)
# Attributes whose words are for the browser: fonts, classes, addresses of the site itself.
_SILENT = frozenset(
    "style class id face lang src href action width height color bgcolor size xmlns rel type target http-equiv "
    "charset srcset integrity for background codebase classid usemap coords align valign border cellspacing "
    "cellpadding bordercolor nowrap media defer async tabindex maxlength".split()
)
_TOOLTIPS = frozenset(("title", "alt", "aria-label"))  # mostly repeat the text they belong to
_SILENT_OR_TOOLTIP = _SILENT | _TOOLTIPS - {"aria-label"}
_LINKS = frozenset(("href", "src", "action"))
_ADDRESSED = compiled("(?:mailto|tel|sms):", re.IGNORECASE)
_QUERY = compiled("[?#][^?]*?(?:[0-9]{6}|%[eE][0-9]%|[\\u3400-\\u9fff@])")
_SCRIPTED = compiled("javascript:.*?(?:[0-9]{6}|[\\u3400-\\u9fff@])", re.IGNORECASE)
_SITE_META = frozenset("viewport renderer generator robots referrer format-detection theme-color".split())
_FORM_STATE = compiled("__[A-Z]+$")  # ASP.NET: encoded state of the form, no text
# Elements of drawings, which may close themselves (SVG 2).
DRAWN = frozenset(
    "svg g text tspan textpath path rect circle ellipse line polyline polygon use image symbol marker mask pattern clippath "
    "stop lineargradient radialgradient filter foreignobject animate set".split()
)
_DRAWING = ("display", "visibility", "opacity", "font-size")
_OUTER = Look(ground=None)
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534  # of one cell, as the HTML standard has it


class Notable(metaclass=noun):
    """What is worth knowing of the tag that starts at `start` within its run.

    `is_contextual` where what it hides may be seen differently further inside. `values` are (layer, name, start, end) of
    attribute values, offsets within the run.
    """

    start: int
    hides: bool = False
    is_contextual: bool = False
    columns: int = 1
    rows: int = 1
    values: tuple[tuple[str, str, int, int], ...] = ()


def notables(
    run: str, lowered: str, following: str, tokens: Iterable[tuple[str, int, int]] | None = None
) -> tuple[Notable, ...]:
    """The tags of a run whose attributes matter.

    `lowered` is the run in small letters. A tooltip that only repeats the text `following` does not count.
    `tokens` are the run's `tags` where they are known.
    """
    if (
        "=" not in run
        and "hidden" not in lowered
        and "popover" not in lowered
        and not _HARD_NUMBER.search(run)
    ):
        return ()
    named = {*_NAMES.findall(lowered)}
    silent = named <= _SILENT or _is_repetition(named, run, following)
    is_linked = "href" in named or "action" in named or any(tag in lowered for tag in _FRAME_TAGS)
    is_gated = any(map(lowered.__contains__, _LINK_GATES if is_linked else _GATES))
    if not is_gated and "style" in named:
        is_gated = _STYLE_GATE.search(lowered) is not None or _CLEAR.search(lowered) is not None
    if silent and not is_gated and _LONG_NUMBER.search(run) is None:
        return ()
    return _all(run, tokens or tags(run), following.strip())


def attributes_of(source: str) -> dict[str, str]:
    """The attributes of a tag, their values as a browser reads them; of two of one name the first counts."""
    found: dict[str, str] = {}
    for name, first, last in attributes(source):
        found.setdefault(name, resolved(source[first:last]))
    return found


def _is_repetition(named: set[str], run: str, following: str) -> bool:
    if not named <= _SILENT_OR_TOOLTIP:
        return False
    tooltips = _TOOLTIP.findall(run)
    return len(tooltips) == 1 and tooltips[0] in ("", following, following.strip())


def _all(run: str, tokens: Iterable[tuple[str, int, int]], following: str) -> tuple[Notable, ...]:
    found: list[Notable] = []
    for name, start, end in tokens:
        if name[0] in "!?" or end - start < len(name) + 3:
            continue
        tag = run[start : run.find(">", start) + 1] if name in ("script", "style") else run[start:end]
        notable = _notable(name, tag, start, following) if name[0] != "/" else _left_over(tag, start)
        if notable is not None:
            found.append(notable)
    return tuple(found)


def _left_over(tag: str, start: int) -> Notable | None:
    """A number in an end tag, which browsers skip."""
    hard = _HARD_NUMBER.search(tag)
    if hard is None:
        return None
    return Notable(start, values=(("attribute", "/", start + hard.start(), start + hard.end()),))


def _notable(tag: str, source: str, start: int, following: str) -> Notable | None:
    known: _Known = {}
    said = [(name, (source[first:last], first, last)) for name, first, last in attributes(source)]
    for name, found in said:
        known.setdefault(name, found)  # of two of one name the first counts
    values: list[tuple[str, str, int, int]] = []
    for name, (value, first, last) in said:
        layer = _layer(tag, name, value, known)
        if layer and not (name in _TOOLTIPS and value.strip() == following):
            spoken = _spoken_name(tag, name, known)
            values.append((layer, spoken, start + first, start + last))
    if not values and (hard := _HARD_NUMBER.search(source)):  # in the name of an element or attribute
        values.append(("attribute", tag[:20], start + hard.start(), start + hard.end()))
    hides, is_contextual = _hides(tag, known)
    columns = _number(known, "colspan", _MOST_COLUMNS)
    rows = _number(known, "rowspan", _MOST_ROWS)
    if hides or values or columns > 1 or rows > 1:
        return Notable(start, hides, is_contextual, columns, rows, tuple(values))
    return None


_Known = dict[str, tuple[str, int, int]]


def _layer(tag: str, name: str, value: str, known: _Known) -> str:
    """The layer that an attribute's value belongs to, or "" where it does not matter."""
    if name in _LINKS:
        if value[:5].lower() == "data:":
            return "embedded-file"
        telling = _ADDRESSED.match(value) or _SCRIPTED.match(value) or _LONG_NUMBER.search(value)
        is_asked = name != "src" or tag in _FRAMES
        return "link-target" if telling or (is_asked and _QUERY.search(value)) else ""
    if tag == "meta" and name == "content" and known.get("http-equiv", ("", 0, 0))[0].lower() == "refresh":
        return "link-target" if _QUERY.search(value) else ""
    if not value or name in _SILENT:
        return "attribute" if _LONG_NUMBER.search(value) else ""
    if tag == "meta":
        label = _spoken_name(tag, "", known).lower()
        is_said = name == "content" and label and label not in _SITE_META
        return "attribute" if is_said or _LONG_NUMBER.search(value) else ""
    if name == "value" and _FORM_STATE.match(known.get("name", ("", 0, 0))[0]):
        return ""
    return "attribute" if _TELLING.search(value) else ""


def _spoken_name(tag: str, name: str, known: _Known) -> str:
    if tag == "meta":
        return next((known[key][0] for key in ("name", "property", "itemprop") if key in known), name)
    return name


def _hides(tag: str, known: _Known) -> tuple[bool, bool]:
    """Whether the element hides its text, and whether some of it may be seen all the same."""
    if "hidden" in known or "popover" in known or _is_undrawn(tag, known):
        return True, "style" in known and "display" in known["style"][0].lower()
    style = known["style"][0] if "style" in known else ""
    if not style or not (_STYLE_GATE.search(style.lower()) or _CLEAR.search(style.lower() + ";")):
        return False, False
    own = look(tag, inline_style(resolved(style)), _OUTER)
    return own.hides, not own.gone


def _is_undrawn(tag: str, known: _Known) -> bool:
    """Whether the attributes of a drawing show nothing of its text (SVG 2, 14.5).

    Letters without fill are no sign: what is drawn as outlines often has them laid over it, to be marked and copied.
    """
    said = {name: known[name][0].strip().lower() for name in _DRAWING if name in known}
    if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse"):
        return True
    return tag in DRAWN and any(
        (fraction(said.get(name, "1")) or 1.0) < FAINT or said.get(name) == "0"
        for name in ("opacity", "font-size")
    )


def _number(known: _Known, name: str, most: int) -> int:
    value = known[name][0].strip() if name in known else ""
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() and len(value) < 8 else 1
