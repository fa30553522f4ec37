"""Colours of a presentation: what a slide is painted with, and which letters have that colour.

Source: ECMA-376-1, 19.3.1.1 and 19.3.1.3 (background), 19.3.1.6 (clrMap), 20.1.6.2 (clrScheme), 20.1.2.3 (colours), 20.1.8 (fills).
A colour that is not told for certain (pictures, gradients of several colours, changed ones) is "", and nothing is judged by it.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.extract.pptx.grounds import FIRST_FILL, background_of, mapping_of
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.pptx.grounds import Ground, Grounds

NO_FILL = "none"  # in the place of a colour: nothing is painted
_USUAL = {"lt1": "FFFFFF", "dk1": "000000"}
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_WINDOW = {"window": "FFFFFF", "windowText": "000000"}
_FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "noFill"))
_PRESET = dict(
    pair.split("=")
    for pair in (
        "white=FFFFFF black=000000 snow=FFFAFA ivory=FFFFF0 ghostWhite=F8F8FF floralWhite=FFFAF0 mintCream=F5FFFA azure=F0FFFF"
        " whiteSmoke=F5F5F5 aliceBlue=F0F8FF seaShell=FFF5EE honeydew=F0FFF0 red=FF0000 blue=0000FF green=008000 yellow=FFFF00"
    ).split()
)
_CHANGES = frozenset(("tint", "shade", "satMod", "hueMod", "gamma", "invGamma", "inv", "comp", "gray"))
_WHOLE = 100_000  # thousandths of a per cent
_NEAR = 16  # of 255: more is told apart by the eye
_GONE, _DENSE = 0.1, 0.9  # of opacity


class Colours:
    """The colours of one slide with the layout, master and theme that stand behind it."""

    def __init__(self, grounds: Grounds, slide: str, root: _Element) -> None:
        self.behind: list[Ground]  # layout and master, whose shapes lie below those of the slide
        self.behind, theme = grounds.behind(slide)
        self._map = dict(_USUAL_MAP)
        for ground in self.behind[::-1]:
            self._map.update(ground.mapping)
        self._map.update(mapping_of(root))
        self._theme = grounds.scheme(theme)
        # of slides with the same one all colours but the ground are the same
        self.key = id(self._theme), tuple(sorted(self._map.items()))
        self._known: dict[str, str] = {}
        stated = (background_of(root), *(ground.background for ground in self.behind))
        background = next((found for found in stated if found is not None), None)
        self.ground = "FFFFFF" if background is None else self._background(background)

    @property
    def is_first_plain(self) -> bool:
        """Whether the first fill of the theme is the plain colour that a shape asks for (20.1.4.1.13, fillStyleLst)."""
        fill = self._theme.get(FIRST_FILL)
        colour = next(iter(fill), None) if fill is not None and local(fill) == "solidFill" else None
        return colour is not None and colour.get("val") == "phClr" and not len(colour)

    def of_fill(self, properties: _Element | None) -> str | None:
        """The colour that properties fill with, `NO_FILL` or "" where it is not told; None where they do not say."""
        for child in properties if properties is not None else ():
            name = local(child)
            if name in _FILLS:
                is_veil = any(len(colour) and _GONE < _opacity(colour) < _DENSE for colour in child)
                return "" if is_veil else self.fill(child, name)
        return None

    def fill(self, element: _Element, name: str) -> str:
        """The colour of a fill of this name, `NO_FILL` where it lets all light through; "" where it is not told."""
        if name == "solidFill":
            return self.stated(element)
        if name == "noFill":
            return NO_FILL
        if name == "gradFill":
            return self._same([self.stated(stop) for stop in named(element, "gs")])
        if name == "pattFill":
            return self._same([self.stated(colour) for colour in element])
        return ""

    def scheme(self, name: str) -> str:
        """The colour that a slide calls so (tx1, bg1, accent1 …)."""
        own = self._map.get(name, name)
        if own not in self._known:
            entry = self._theme.get(own)
            self._known[own] = _USUAL.get(own, "")  # also what a theme that asks for itself is given
            if entry is not None:
                self._known[own] = self.stated(entry)
        return self._known[own]

    def stated(self, holder: _Element) -> str:
        """The colour within an element, as six digits, or `NO_FILL` where it can be seen through."""
        colour = next(iter(holder), None)
        if colour is None:
            return ""
        name, value = local(colour), colour.get("val") or ""
        if len(colour) and _opacity(colour) <= _GONE:
            return NO_FILL
        if name == "srgbClr":
            found = value.upper()
        elif name == "sysClr":
            found = (colour.get("lastClr") or _WINDOW.get(value, "")).upper()
        elif name == "schemeClr":
            found = self.scheme(value)
        elif name == "scrgbClr":
            found = "".join(_byte(_part(colour.get(side))) for side in "rgb")
        else:
            found = _PRESET.get(value, "") if name == "prstClr" else ""
        return _changed(found, colour) if len(colour) else found

    def _background(self, ground: _Element) -> str:
        for child in ground:
            if local(child) == "bgRef":
                is_plain = (child.get("idx") or "") in (
                    "0",
                    "1001",
                )  # the first fill of a theme is a plain one
                return self.stated(child) if is_plain else ""
            found = self.of_fill(child) or ""
            return "FFFFFF" if found == NO_FILL else found
        return ""

    def _same(self, colours: list[str]) -> str:
        """The one colour that several are to the eye; "" where they are not."""
        first = colours[0] if colours else ""
        return first if all(found == first or is_near(found, first) for found in colours) else ""


def _changed(colour: str, element: _Element) -> str:
    """A colour made lighter or darker as its element says (20.1.2.3.20, lumMod, and 20.1.2.3.21, lumOff)."""
    by, more = 1.0, 0.0
    for change in element:
        name = local(change)
        if name in _CHANGES:
            return ""
        if name == "lumMod":
            by *= _part(change.get("val"))
            more *= _part(change.get("val"))
        elif name == "lumOff":
            more += _part(change.get("val"))
    if (by, more) == (1.0, 0.0) or not _is_colour(colour):
        return colour
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, light, full = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return "".join(
        f"{round(255 * one):02X}" for one in hls_to_rgb(hue, min(max(light * by + more, 0.0), 1.0), full)
    )


def _opacity(colour: _Element) -> float:
    """How much of 1 a colour hides (20.1.2.3.1, alpha)."""
    found = 1.0
    for change in colour:
        name = local(change)
        if name == "alpha":
            found = _part(change.get("val"))
        elif name == "alphaMod":
            found *= _part(change.get("val"))
        elif name == "alphaOff":
            found += _part(change.get("val"))
    return found


def _part(said: str | None) -> float:
    """A share of 1, stated in thousandths of a per cent or, in strict files, in per cent (22.9.2.9)."""
    text = said or ""
    number = text.removesuffix("%").removeprefix("-")
    whole, _, rest = number.partition(".")
    if not whole.isdecimal() or not (rest or "0").isdecimal():
        return 1.0
    found = float(f"{whole[:12]}.{rest[:12] or 0}") / (100 if text.endswith("%") else _WHOLE)
    return -found if text.startswith("-") else found


def _byte(linear: float) -> str:
    """Two digits of a share of light (IEC 61966-2-1)."""
    share = min(max(linear, 0.0), 1.0)
    curved = 12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return f"{round(255 * curved):02X}"


def _is_colour(colour: str) -> bool:
    return len(colour) == 6 and set(colour) <= set("0123456789ABCDEF")


@lru_cache(maxsize=4096)
def is_near(colour: str, other: str) -> bool:
    """Whether two colours are one to the eye; False where one is not told."""
    if not _is_colour(colour) or not _is_colour(other):
        return False
    pairs = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    return all(abs(one - two) <= _NEAR for one, two in pairs)
