"""Places and layers in words a clerk finds in the file."""

from __future__ import annotations

from reports.labels import FRAME, word
from reports.place_labels import LAYERS, PARTS
from scanner.model import Lang, Place


def place_words(place: Place | None, lang: Lang) -> str:
    """Where something is: 附件2 表1 第14行 第4列, Sheet“发放表”!D7, 批注3（作者：…）. None is the whole document."""
    if place is None:
        return word(FRAME, "whole-document", lang)
    own = _FORMS.get(place.form, _paragraph)(place, lang)
    part = "" if place.form in ("note", "named") else word(PARTS, place.part, lang)
    attachment = f"{'附件' if lang == 'zh' else 'attachment '}{place.attachment}" if place.attachment else ""
    said = [piece for piece in (_inside(place, lang), attachment, part, own) if piece]
    return (" " if lang == "zh" else ", ").join(said) or word(FRAME, "whole-document", lang)


def _inside(place: Place, lang: Lang) -> str:
    """嵌入的文件“a.xlsx”里 for what stands in a file within the file."""
    if not place.inside:
        return ""
    said = word(PARTS, "embedded", lang)
    return f"{said}“{place.inside}”里" if lang == "zh" else f"in the {said} “{place.inside}”"


def layer_words(layer: str, lang: Lang) -> str:
    """The name of a layer."""
    return word(LAYERS, layer, lang)


def column_letters(column: int) -> str:
    """The letters of a spreadsheet column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _numbered(units: tuple[tuple[str, str], ...], steps: tuple[int, ...], lang: Lang) -> str:
    """第2页 第14行; a unit that starts with a word keeps it before the number (表1)."""
    said = []
    for (chinese, english), step in zip(units, steps, strict=False):
        if lang == "en":
            said.append(f"{english} {step}")
        else:
            said.append(f"表{step}" if chinese == "表" else f"第{step}{chinese}")
    return (" " if lang == "zh" else ", ").join(said)


_ROW_COLUMN = (("行", "row"), ("列", "column"))
_CELL = (("表", "table"), *_ROW_COLUMN)


def _paragraph(place: Place, lang: Lang) -> str:
    return _numbered((("段", "paragraph"),), place.steps, lang)


def _cell(place: Place, lang: Lang) -> str:
    """A table inside a cell has three steps more for each depth."""
    inside = " 内 " if lang == "zh" else ", inside it "
    steps = place.steps
    return inside.join(_numbered(_CELL, steps[at : at + 3], lang) for at in range(0, len(steps), 3))


def _line(place: Place, lang: Lang) -> str:
    return _numbered((("行", "line"), ("字", "character")), place.steps, lang)


def _page(place: Place, lang: Lang) -> str:
    return _numbered((("页", "page"),), place.steps, lang)


def _page_line(place: Place, lang: Lang) -> str:
    joined = _numbered((("页", "page"), ("行", "line")), place.steps, lang)
    return joined.replace(" ", "") if lang == "zh" else joined


def _page_cell(place: Place, lang: Lang) -> str:
    return _numbered((("页", "page"), *_CELL), place.steps, lang)


def _slide(place: Place, lang: Lang) -> str:
    slide, rest = place.steps[:1], place.steps[1:]
    units = _CELL if place.form == "slide-cell" else (("段", "paragraph"),)
    if lang == "en":
        said = [_numbered((("", "slide"),), slide, lang), _numbered(units, rest, lang)]
        return ", ".join(filter(None, said))
    said = [f"第{step}张幻灯片" for step in slide]
    return " ".join(filter(None, (*said, _numbered(units, rest, lang))))


def _csv_cell(place: Place, lang: Lang) -> str:
    return _numbered(_ROW_COLUMN, place.steps, lang)


def _sheet(place: Place, lang: Lang) -> str:
    name = f"Sheet“{place.name}”" if lang == "zh" else f"sheet “{place.name}”"
    if len(place.steps) == 2:
        row, column = place.steps
        return f"{name}!{column_letters(column)}{row}"
    return f"{name} {_numbered(_ROW_COLUMN, place.steps, lang)}".rstrip()


def _note(place: Place, lang: Lang) -> str:
    part = word(PARTS, place.part, lang)
    number = "".join(str(step) for step in place.steps[:1])
    said = f"{part}{number}" if lang == "zh" else f"{part} {number}".rstrip()
    if not place.name:
        return said
    return f"{said}（作者：{place.name}）" if lang == "zh" else f"{said} (author: {place.name})"


def _named(place: Place, lang: Lang) -> str:
    part = word(PARTS, place.part, lang)
    name = f"“{place.name}”" if place.name else ""
    said = f"{part}{name}" if lang == "zh" else f"{part} {name}".rstrip()
    numbers = _numbered((("行", "line"),), place.steps, lang)
    return " ".join(piece for piece in (said, numbers) if piece)


_FORMS = {
    "paragraph": _paragraph,
    "cell": _cell,
    "line": _line,
    "page": _page,
    "page-line": _page_line,
    "page-cell": _page_cell,
    "csv-cell": _csv_cell,
    "slide": _slide,
    "slide-cell": _slide,
    "sheet": _sheet,
    "note": _note,
    "named": _named,
}
