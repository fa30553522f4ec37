"""Whether anybody sees letters and paragraphs of RTF: their colour on its ground, their size, where they stand.

RTF 1.9.1, "Character Formatting Properties", "Paragraph Formatting Properties", "Positioned Objects and Frames".
"""

from __future__ import annotations

from scanner.extract.rtf.group import USUAL_SIZE
from scanner.extract.unseen import NARROWEST, are_piled, is_beside_page, is_near, layer_of_paragraph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.extract.rtf.group import Group
    from scanner.extract.rtf.shapes import Page
    from scanner.extract.run_story import RunStory

# What a paragraph says of its lines and its frame, all in twips; of its ground the number of a colour, or how dense a pattern is;
# and how deep in tables it stands.
SETTING = frozenset(
    "li fi qc qr ql qj sl slmult absw posx posy posnegx posnegy phpg phmrg pvpg pvmrg cbpat shading itap".split()
)
_FRAMES = frozenset(("posx", "posy", "posnegx", "posnegy"))
GROUNDS = frozenset(("chcbpat", "cb", "highlight", "chshdng"))
_EDGES = frozenset(("embo", "impr", "outl", "shad"))  # letters with edges of their own
# What is said of letters: also how many of them replace one of Unicode.
LOOKS = GROUNDS | _EDGES | frozenset("v deleted revised plain uc fs cf expnd expndtw charscalex".split())
_TINY = 4  # half-points
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_TWIPS, _QUARTERS = 20, 4  # of a point
_WHOLE = 100  # per cent
_WIDE = 3000.0  # twips of a frame that states no width


def set_look(group: Group, word: str, number: int | None) -> None:
    """Take one of `LOOKS` into a group."""
    is_on = number != 0
    if word == "fs":
        group.size, group.is_sized = (number if number is not None else USUAL_SIZE), True
    elif word == "cf":
        group.color = number or 0
    elif word == "plain":
        group.plain()
    elif word == "uc":
        group.uc = max(number, 0) if number is not None else 1
    elif word == "v":
        group.hidden = is_on
    elif word == "deleted":
        group.deleted = is_on
    elif word == "revised":
        group.inserted = is_on
    elif word in GROUNDS:
        group.shaded, group.is_marked = bool(number), word == "highlight"
        group.ground = (number or 0) if word != "chshdng" else 0
    elif word in _EDGES:
        group.shaded = is_on
    elif word == "charscalex":
        group.scale = number or 0
    else:
        group.spacing = (number or 0) / (_TWIPS if word == "expndtw" else _QUARTERS)


def is_unseen(group: Group, text: str, colors: Sequence[Sequence[int]]) -> bool:
    """Whether letters in the look of a group cannot be seen."""
    size = group.size if group.is_sized else group.style[2]
    if size <= _TINY:
        return True
    number = group.style[1] if group.color is None else group.color
    behind = group.ground or group.setting.get("cbpat", 0)
    if not (number or behind or group.spacing) and group.scale == _WHOLE:
        return False
    if 0 < group.scale <= NARROWEST:
        return True
    if group.spacing < 0 and are_piled(text, size / 2, group.spacing):
        return True
    ground = _color(behind, colors)
    color = _color(number, colors)
    if ground is not None:  # automatic letters show on any ground, not on what is marked with black
        return is_near(color or _BLACK, ground) if color or group.is_marked else False
    return color is not None and is_near(color, _WHITE) and not has_ground(group)


def style_of(group: Group) -> tuple[bool, int, int, bool]:
    """What a group of the table of styles says: hidden, colour, size, whether there is a ground."""
    return bool(group.hidden), group.color or 0, group.size, has_ground(group)


def has_ground(group: Group) -> bool:
    """Whether letters of a group stand on a ground of some colour, or may: that of a box, a pattern, a table within a table."""
    if group.shaded or group.style[3] or group.is_backed:
        return True
    about = group.setting
    return about.get("cbpat", 0) > 0 or about.get("shading", 0) > 0 or about.get("itap", 0) > 1


def _color(number: int, colors: Sequence[Sequence[int]]) -> tuple[int, int, int] | None:
    """A colour of the table; None for the automatic one."""
    if not 0 < number < len(colors):
        return None
    red, green, blue = colors[number]
    return red, green, blue


def unseen_paragraph(words: Mapping[str, int], story: RunStory, page: Page) -> str:
    """The layer that hides the open paragraph of a story, which says these words; "" where none does."""
    high = words.get("sl", 0)
    left = words.get("li", 0)
    if high >= 0 and left >= 0 and _FRAMES.isdisjoint(words):
        return ""
    layer = layer_of_paragraph(
        story.letters if left < 0 else 0, line=max(-high / _TWIPS, 0.0), left=left / _TWIPS
    )
    return layer or ("off-page" if _is_off_page(words, page) else "")


def _is_off_page(words: Mapping[str, int], page: Page) -> bool:
    """Whether a paragraph stands in a frame beside its page; its width and height may be those of its words."""
    wide = (abs(words.get("absw", 0)) or _WIDE) / _TWIPS
    ways = (("x", "phpg", wide, page.paper[0]), ("y", "pvpg", wide, page.paper[1]))
    for way, by_page, size, length in ways:
        begin = words.get(f"pos{way}", words.get(f"posneg{way}"))
        if begin is None or (way == "y" and not ("pvpg" in words or "pvmrg" in words)):
            continue
        if is_beside_page("page" if by_page in words else "margin", begin / _TWIPS, size, length):
            return True
    return False
