"""Words of an OpenDocument text that an edge cuts off: that of the page, of a row of an exact height, of a box that does not grow.

A table may lie beside its page, or its last columns may, where it does not keep to the margins (ODF 1.3 part 3, 20.138 table:align).
A row with style:row-height shows nothing of what does not fit in (17.17), nor does a text box without fo:min-height (19.236).
"""

from __future__ import annotations

from scanner.extract.odf.covers import PARAGRAPHS, POINTS, cut_texts, leaves_of
from scanner.extract.odf.styles import DRAW, FO, STYLE, SVG, TABLE, TEXT, length
from scanner.extract.unseen import LEAST_LEADING, SEEN, WIDEST_PAGE, cells_off_page
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.odf.styles import OdfStyles

    Holder = tuple[_Element, float]  # what holds paragraphs, and how high it is in points

_CUT, _BESIDE = "\ue002", "\ue003"  # names of styles; no style that a program writes is called so
_FRAME = "Frame"  # the style of all text frames of Writer
_ROOMY = 20.0  # points of a line; what has room for all of its lines at that height is not looked at
_SINGLE = 100.0  # per cent
_USUAL_MARGIN = 56.7  # points: 2 cm
_MOST_COLUMNS = 1_000
_EXACT = b":row-height="  # not that of rows that grow, which is min-row-height
_FIXED = compiled_bytes(rb"<draw:text-box(?![^>]*(?:min-height|chain-next-name))")


def mark_cut_off(body: _Element, styles: OdfStyles, written: bytes, *parts: _Element | None) -> None:
    """Mark the words below `body`, which was `written` so, that an edge cuts off; `parts` say how wide the margins are."""
    cells = list(_cells(body, styles)) if _EXACT in written else []
    boxes = list(_boxes(body, styles)) if b"<draw:text-box" in written and _FIXED.search(written) else []
    for element, high in [*cells, *boxes]:
        paragraphs = list(element.iterchildren(*PARAGRAPHS))
        if 1 < len(paragraphs) > high / _ROOMY:
            _mark_lines(paragraphs, high, styles)
    is_table = b"<table:table" in written
    wide = {name for name in styles.names("table") if _is_wide(name, styles)} if is_table else set()
    for table in body.iter(f"{TABLE}table") if wide else ():
        name = table.get(f"{TABLE}style-name") or ""
        if name in wide:
            _mark_columns(table, name, styles, parts)


def _mark_lines(paragraphs: list[_Element], high: float, styles: OdfStyles) -> None:
    top = 0.0
    for paragraph in paragraphs:
        leaves = leaves_of(paragraph, styles)
        least = _least(paragraph, min((size for _, size in leaves), default=0.0), styles)
        if least and top + SEEN * least >= high:
            _hide(leaves, _CUT, "invisible-text", styles)
        top += least


def _least(paragraph: _Element, size: float, styles: OdfStyles) -> float:
    """How high each line of a paragraph is at least, in points; 0 where that is not known."""
    said = styles.says(paragraph.get(f"{TEXT}style-name") or "", f"{FO}line-height")
    if said.endswith("%"):
        return size * LEAST_LEADING if said[:-1].isdecimal() and float(said[:-1]) >= _SINGLE else 0.0
    return length(said) * POINTS or size * LEAST_LEADING


def _hide(
    leaves: list[tuple[tuple[_Element, bool, str], float]], name: str, layer: str, styles: OdfStyles
) -> None:
    texts = [leaf for leaf, _ in leaves]
    if any(text.strip() for _, _, text in texts):
        cut_texts(texts, dict.fromkeys(range(sum(len(text) for _, _, text in texts)), name))
        styles.put_in(name, layer)


def _cells(body: _Element, styles: OdfStyles) -> Iterator[Holder]:
    """The cells of rows of an exact height; those that go over several rows, or are written upright, are left out."""
    known: dict[str, float] = {}
    upright: dict[str, bool] = {}
    for row in body.iter(f"{TABLE}table-row"):
        name = row.get(f"{TABLE}style-name") or ""
        if name not in known:
            grows = styles.says(name, f"{STYLE}use-optimal-row-height") == "true"
            known[name] = 0.0 if grows else length(styles.says(name, f"{STYLE}row-height")) * POINTS
        for cell in row.iterchildren(f"{TABLE}table-cell") if known[name] else ():
            style = cell.get(f"{TABLE}style-name") or ""
            if style not in upright:
                mode = styles.says(style, f"{STYLE}writing-mode")
                turned = styles.says(style, f"{STYLE}direction") == "ttb" or styles.says(
                    style, f"{STYLE}rotation-angle"
                ) not in ("", "0")
                upright[style] = turned or mode.startswith(("tb", "bt"))
            if not upright[style] and cell.get(f"{TABLE}number-rows-spanned") in (None, "1"):
                yield cell, known[name]


def _boxes(body: _Element, styles: OdfStyles) -> Iterator[Holder]:
    """The text boxes that do not grow and whose words begin at their top."""
    for box in body.iter(f"{DRAW}text-box"):
        frame = box.getparent()
        high = length(frame.get(f"{SVG}height")) * POINTS if frame is not None else 0.0
        if frame is None or not high or box.get(f"{FO}min-height") or box.get(f"{DRAW}chain-next-name"):
            continue
        name = frame.get(f"{DRAW}style-name") or ""
        aligned = styles.says(name, f"{DRAW}textarea-vertical-align")
        grows = styles.says(name, f"{FO}min-height") or styles.says(name, f"{DRAW}auto-grow-height") == "true"
        is_turned = styles.says(name, f"{STYLE}writing-mode").startswith("tb") or frame.get(
            f"{DRAW}transform"
        )
        is_frame = styles.is_based_on(name, _FRAME)  # what is none is a drawn shape: its words go on below it
        if is_frame and aligned in ("", "top") and not grows and not is_turned:
            yield box, high


def _is_wide(name: str, styles: OdfStyles) -> bool:
    """Whether a table of this style may reach beyond its page."""
    wide = length(styles.says(name, f"{STYLE}width")) * POINTS
    if not wide or styles.says(name, f"{TABLE}align") not in ("", "left"):
        return False
    left = length(styles.says(name, f"{FO}margin-left")) * POINTS
    return left < 0 or left + wide + _USUAL_MARGIN > (styles.largest_page[0] * POINTS or WIDEST_PAGE)


def _mark_columns(table: _Element, name: str, styles: OdfStyles, parts: tuple[_Element | None, ...]) -> None:
    """Mark the cells of a table that lie beside the page."""
    left = length(styles.says(name, f"{FO}margin-left")) * POINTS
    page = styles.largest_page[0] * POINTS or WIDEST_PAGE
    edges = [left]
    for column in table.iter(f"{TABLE}table-column"):
        times = column.get(f"{TABLE}number-columns-repeated") or "1"
        own = styles.says(column.get(f"{TABLE}style-name") or "", f"{STYLE}column-width")
        for _ in range(min(int(times) if times.isdecimal() else 1, _MOST_COLUMNS)):
            edges.append(edges[-1] + length(own) * POINTS)
    beside = cells_off_page(edges, _least_margin(parts), page) if len(edges) > 1 else frozenset()
    for row in table.iter(f"{TABLE}table-row") if beside else ():
        at = 0
        for cell in row:
            if at in beside:
                for paragraph in cell.iter(*PARAGRAPHS):
                    _hide(leaves_of(paragraph, styles), _BESIDE, "off-page", styles)
            times = cell.get(f"{TABLE}number-columns-repeated") or "1"
            at += min(int(times) if times.isdecimal() else 1, _MOST_COLUMNS)


def _least_margin(parts: tuple[_Element | None, ...]) -> float:
    pages = (
        page for part in parts if part is not None for page in part.iter(f"{STYLE}page-layout-properties")
    )
    return min((length(page.get(f"{FO}margin-left")) * POINTS for page in pages), default=_USUAL_MARGIN)
