"""Runs of a .docx that nobody can see for their look: in the colour of the ground, or two points and less.

Whatever is found is marked in the tree as hidden text of the layer "invisible-text"; the readers of
paragraphs and cells take it from there. Source: ECMA-376-1, 17.3.2.6 (color), 17.7.2 (which style goes before which). An automatic colour
shows on every shading (17.3.2.6); what lies in a text box without a plain fill, or in a table that does not say what it
takes of the style that paints its cells, or about where a picture or shape lies behind the text, is not judged, as the
ground is not known there.
"""

from __future__ import annotations

from itertools import islice

from scanner.extract.docx import tags as w
from scanner.extract.docx.run_look import WHITE, Look, fill_of
from scanner.extract.docx.table_styles import CellStyle, TableStyles
from scanner.extract.unseen import is_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

MAYBE = "maybe-covered"  # the layer of what a shape may lie over
LAYER = "layer"  # the attribute of w:vanish that names the layer
_TINY = 4  # half-points
_SHADE, _HIGHLIGHT = (w.W + name for name in ("shd", "highlight"))
_UNNAMED, _DEFAULTS = "\0unnamed", "\0defaults"  # keys that no style has
_PAINTED = (w.TEXT_BOX, w.DRAWING, w.PICT)


# What may be shaded behind a run, and where that is said: among its first children
_SHADED = {w.P: w.P_PR, w.W + "tc": w.W + "tcPr", w.TBL: w.TBL_PR}
_FIRST = 8
_BEHIND = (3, 10)  # paragraphs before and after the one that something behind the text hangs on


def mark_invisible(root: _Element, styles: Styles) -> None:
    """Mark the invisible runs below `root` as hidden."""
    looks: dict[str, Look] = {}
    tables = TableStyles(root, styles)
    backed: set[_Element] | None = None  # paragraphs with something behind their text
    for run in root.iter(w.RUN):
        properties = run.find(w.R_PR)
        cell = next(run.iterancestors(w.TC), None) if tables.is_telling else None
        below = tables.of(cell) if cell is not None else None
        if below is not None and below.is_hidden and not _says_vanish(run, properties, styles):
            hide(run, properties, "hidden-text")
            continue
        look = _look(run, properties, styles, looks, below)
        is_tiny = 0 < look.size <= _TINY or look.gone is True
        is_pressed = look.spacing is not None or look.room > 0
        is_plain = (not look.colour or look.colour == "AUTO") and look.ground != "000000"
        if not is_tiny and is_plain and not is_pressed:
            continue
        text = "".join(map(str, run.itertext(w.T, with_tail=False)))
        if not any(map(str.isalnum, text)):
            continue
        is_gone = is_tiny or (is_pressed and look.are_piled(text))
        is_gone = is_gone or _has_colour_of_ground(run, look, tables)
        if is_gone and not (is_tiny or is_pressed or look.ground):
            backed = _backed(root) if backed is None else backed
            is_gone = not any(above in backed for above in run.iterancestors(w.P))
        if is_gone:
            hide(run, properties, "invisible-text")


def _look(
    run: _Element,
    properties: _Element | None,
    styles: Styles,
    looks: dict[str, Look],
    below: CellStyle | None,
) -> Look:
    """The look of a run; `below` is what the style of its table says, which goes before the document's defaults alone."""
    look = Look(properties)
    named = properties.find(w.R_STYLE) if properties is not None else None
    paragraph = next(run.iterancestors(w.P), None)
    holder = _style_of(paragraph) if paragraph is not None else None
    for style in (named, holder):
        name = (style.get(w.VAL) or "") if style is not None else ""
        if name:
            if name not in looks:
                looks[name] = _style_look(name, styles)
            look = look.over(looks[name])
    if _UNNAMED not in looks:
        looks.update(_usual_looks(styles))
    if holder is None or not holder.get(w.VAL):
        look = look.over(looks[_UNNAMED])
    return (look if below is None else look.over(below.look)).over(looks[_DEFAULTS])


def _style_of(paragraph: _Element) -> _Element | None:
    """What names the style of a paragraph; its properties stand before its runs."""
    about = next((child for child in islice(paragraph, _FIRST) if child.tag == w.P_PR), None)
    return about.find(w.P_STYLE) if about is not None else None


def _usual_looks(styles: Styles) -> dict[str, Look]:
    """What is said of the paragraphs that name no style, and of all."""
    found = {_UNNAMED: Look(None), _DEFAULTS: Look(None)}
    for element in styles.usual():
        name = _UNNAMED if element.tag == w.W + "style" else _DEFAULTS
        found[name] = found[name].over(Look(element.find(w.R_PR)))
    return found


def _says_vanish(run: _Element, properties: _Element | None, styles: Styles) -> bool:
    """Whether a run, or a style that it or its paragraph names, says whether it is hidden."""
    if properties is not None and properties.find(w.VANISH) is not None:
        return True
    named = properties.find(w.R_STYLE) if properties is not None else None
    paragraph = next(run.iterancestors(w.P), None)
    holder = _style_of(paragraph) if paragraph is not None else None
    names = [style.get(w.VAL) or "" for style in (named, holder) if style is not None]
    return any(styles.hides(name) is not None for name in names)


def _style_look(name: str, styles: Styles) -> Look:
    look = Look(None)
    for element in styles.chain(name):
        own = Look(element.find(w.R_PR))
        shade = element.find(f"{w.P_PR}/{_SHADE}")
        if shade is not None and not own.ground:
            own.ground = fill_of(shade)
        look = look.over(own)
    return look


def _has_colour_of_ground(run: _Element, look: Look, tables: TableStyles) -> bool:
    ground = look.ground
    for above in run.iterancestors() if not ground else ():
        if above.tag == w.TEXT_BOX and (ground := _box_ground(above)):
            break
        if above.tag in _PAINTED:
            return False
        telling = _SHADED.get(str(above.tag))
        if not telling or ground:
            continue
        abouts = (child.find(_SHADE) for child in islice(above, _FIRST) if child.tag == telling)
        shade = next((found for found in abouts if found is not None), None)
        ground = fill_of(shade) if shade is not None else ""
        style = tables.of(above) if above.tag == w.TC and not ground else None
        if style is not None and (not style.is_known or (style.ground and shade is not None)):
            return False  # one that says it has none: programs differ
        ground = ground or (style.ground if style is not None else "")
    if not look.colour or look.colour == "AUTO":
        return look.ground == "000000" and _is_highlighted(run)
    return _is_near(look.colour, ground or WHITE)


def _backed(root: _Element) -> set[_Element]:
    """The paragraphs about where a picture or shape lies behind the text (20.4.2.3, behindDoc)."""
    found: set[_Element] = set()
    behind = [anchor for anchor in root.iter(w.WP + "anchor") if anchor.get("behindDoc") in ("1", "true")]
    drawn = (shape for picture in root.iter(w.PICT) for shape in picture)
    behind += [shape for shape in drawn if "z-index:-" in (shape.get("style") or "").replace(" ", "")]
    for anchor in behind:
        paragraph = next(anchor.iterancestors(w.P), None)
        if paragraph is None:
            continue
        found.add(paragraph)
        before, after = _BEHIND
        found.update(islice(paragraph.itersiblings(w.P, preceding=True), before))
        found.update(islice(paragraph.itersiblings(w.P), after))
    return found


def _box_ground(box: _Element) -> str:
    """The plain colour that the shape of a text box is filled with; "" where that is not told."""
    shape = next((above for above in box.iterancestors() if str(above.tag).endswith("}wsp")), None)
    about = (
        next((child for child in shape if str(child.tag).endswith("}spPr")), None)
        if shape is not None
        else None
    )
    fill = about.find(w.A + "solidFill/" + w.A + "srgbClr") if about is not None else None
    return (fill.get("val") or "").upper() if fill is not None and not len(fill) else ""


def _is_highlighted(run: _Element) -> bool:
    return run.find(f"{w.R_PR}/{_HIGHLIGHT}") is not None


def _is_near(colour: str, other: str) -> bool:
    try:
        one, two = ((int(said[:2], 16), int(said[2:4], 16), int(said[4:6], 16)) for said in (colour, other))
    except ValueError:
        return False
    return is_near(one, two)


def hide(run: _Element, properties: _Element | None, layer: str) -> None:
    """Mark a run with these properties as hidden text of a layer."""
    if properties is None:
        properties = run.makeelement(w.R_PR, {}, None)
        run.insert(0, properties)
    if properties.find(w.VANISH) is None:
        properties.append(properties.makeelement(w.VANISH, {LAYER: layer}, None))
