"""Papers of other programs in which nothing is hidden: of a typesetter (typst), and of a small PDF library (fpdf2).

Both are asked for where they are at hand (`pip install typst fpdf2`). They draw what the others seldom do: letters that are
only an outline, or an outline over or below the letters; pale grey notes; gradients through letters; shadows and halos.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from corpora.ordinary_office import PROSE, VILLAGES

_FONTS = '("Noto Serif CJK SC", "Noto Sans CJK SC", "Libertinus Serif", "DejaVu Sans")'
_PALE = ("eeeeee", "ededed", "e0e0e0", "d9d9d9", "bfbfbf", "eef3ee", "ffeedd")
_LATIN = ("Notice on funds", "First batch, Qingling", "Works of the year", "Open for seven days")
_FACE = ("reportlab", "fonts", "Vera.ttf")


def typeset(folder: Path, wanted: int) -> Iterator[bytes]:
    """Papers of typst, of four pages each; none where it is not there."""
    if find_spec("typst") is None:
        return
    compile: Any = import_module("typst").compile
    for seed in range(max(wanted // 4, 1)):
        yield compile(_source(Random(seed)).encode())


def small(folder: Path, wanted: int) -> Iterator[bytes]:
    """Papers of fpdf2, of four pages each; none where it is not there."""
    if find_spec("fpdf") is None:
        return
    library: Any = import_module("fpdf")
    for seed in range(max(wanted // 4, 1)):
        yield _paper(library, Random(seed))


def _source(rng: Random) -> str:
    """A paper of four pages in typst's words, five parts on each."""
    pages = []
    for _ in range(4):
        parts = [f"#v(1em)\n{part(rng)}\n" for part in rng.sample(_WORDED, 5)]
        pages.append(f"= 公示 {rng.randint(1, 99)}\n" + "\n".join(parts))
    ground = rng.choice(
        ("none", "none", "place(center + horizon, rotate(-40deg, text(60pt, luma(225))[草稿]))")
    )
    return (
        f"#set text(font: {_FONTS}, size: 10.5pt)\n#set page(width: 595pt, height: 842pt, background: {ground})\n"
        + "\n#pagebreak()\n".join(pages)
    )


def _words(rng: Random) -> str:
    return rng.choice((rng.choice(PROSE)[:24], rng.choice(VILLAGES) + f" {rng.randint(100, 99999)}"))


def _prose(rng: Random) -> str:
    return "\n\n".join(rng.choice(PROSE) for _ in range(rng.randint(1, 4)))


def _pale(rng: Random) -> str:
    """Small print and large words in pale colours."""
    size = rng.choice((7, 9, 12, 30))
    return f'#text({size}pt, fill: rgb("{rng.choice(_PALE)}"))[{_words(rng)}]'


def _outlined(rng: Random) -> str:
    """White letters with an outline of any width."""
    wide, size = rng.choice((0.1, 0.3, 0.8)), rng.choice((9, 14, 28))
    fill = rng.choice(("white", "rgb(255, 255, 255, 0)", "luma(240)"))
    return f"#text({size}pt, fill: {fill}, stroke: {wide}pt + {rng.choice(('black', 'navy', 'luma(90)'))})[{_words(rng)}]"


def _flowing(rng: Random) -> str:
    """Letters that a gradient fills."""
    return f"#text({rng.choice((12, 24))}pt, fill: gradient.linear(red, blue))[{_words(rng)}]"


def _boxed(rng: Random) -> str:
    """Words on dark and on pale grounds, in frames with round corners."""
    dark, pale = rng.choice(("navy", "black", "maroon")), rng.choice(_PALE)
    return (
        f"#box(fill: {dark}, inset: 4pt, radius: 3pt, text(white)[{_words(rng)}]) "
        f'#box(fill: rgb("{pale}"), inset: 3pt)[{_words(rng)}] #highlight[{_words(rng)}] #strike[{_words(rng)}]'
    )


def _table(rng: Random) -> str:
    """A table with a dark head and striped rows."""
    cells = "".join(f"[{rng.choice(VILLAGES)}]" for _ in range(4 * rng.randint(2, 6)))
    head = ", ".join(f"text(white)[{name}]" for name in ("序号", "乡镇", "村", "金额"))
    fill = f"(x, y) => if y == 0 {{ {rng.choice(('navy', 'black', 'olive'))} }} else if calc.odd(y) {{ luma(235) }}"
    return f"#table(columns: 4, fill: {fill}, {head}, {cells.replace('][', '], [')})"


def _turned(rng: Random) -> str:
    return f"#rotate({rng.choice((-20, 10, 90))}deg, reflow: true)[{_words(rng)}] #underline[{_words(rng)}]"


def _figures(rng: Random) -> str:
    """A curve and bars with their figures in and beside them."""
    bars = ", ".join(
        f"rect(width: 24pt, height: {rng.randint(16, 60)}pt, fill: {colour}, text(6pt, white)[{rng.randint(10, 99)}])"
        for colour in ("navy", "red", "olive", "black")
    )
    return f"#stack(dir: ltr, spacing: 6pt, {bars}) $ sum_(i=1)^n x_i = {rng.randint(10, 999)} $"


_WORDED: tuple[Callable[[Random], str], ...] = (
    *(_prose, _pale, _pale, _outlined, _outlined, _flowing, _boxed, _table, _turned, _figures),
)


def _paper(library: Any, rng: Random) -> bytes:
    """A paper of four pages of fpdf2."""
    import reportlab

    paper = library.FPDF(format="A4")
    paper.add_font("Face", fname=Path(reportlab.__file__).parent.joinpath(*_FACE[1:]))
    for _ in range(4):
        paper.add_page()
        for part in rng.choices(_PRINTED, k=6):
            with paper.local_context():
                paper.set_font("Face", size=rng.choice((8, 10.5, 14)))
                part(library, paper, rng)
            paper.ln(12)
    return bytes(paper.output())


def _line(paper: Any, words: str) -> None:
    paper.cell(text=words, new_x="LMARGIN", new_y="NEXT")


def _print_prose(library: Any, paper: Any, rng: Random) -> None:
    paper.multi_cell(0, text=" ".join(rng.choice(_LATIN) for _ in range(12)))


def _print_pale(library: Any, paper: Any, rng: Random) -> None:
    colour = rng.choice(_PALE)
    paper.set_text_color(*(int(colour[at : at + 2], 16) for at in (0, 2, 4)))
    paper.set_font("Face", size=rng.choice((7, 12, 30)))
    _line(paper, rng.choice(_LATIN))


def _print_outlined(library: Any, paper: Any, rng: Random) -> None:
    """Letters of which the edge alone is dark; now and then the letters once more, over or below their edge."""
    modes = library.enums.TextMode
    paper.set_text_color(*rng.choice(((255, 255, 255), (238, 238, 238))))
    paper.set_draw_color(*rng.choice(((0, 0, 0), (120, 30, 30))))
    words, (x, y) = rng.choice(_LATIN), (paper.get_x(), paper.get_y() + 6)
    for mode in rng.choice((("STROKE",), ("FILL_STROKE",), ("STROKE", "FILL"), ("FILL", "STROKE"))):
        with paper.local_context(text_mode=modes[mode], line_width=rng.choice((0.05, 0.2, 0.6))):
            paper.text(x, y, words)
    paper.ln(8)


def _print_table(library: Any, paper: Any, rng: Random) -> None:
    style = library.FontFace(color=(255, 255, 255), fill_color=rng.choice(((0, 0, 0), (31, 56, 100))))
    with paper.table(
        headings_style=style, cell_fill_color=235, cell_fill_mode="ROWS", text_align="CENTER"
    ) as table:
        for _ in range(rng.randint(3, 7)):
            row = table.row()
            for _ in range(4):
                row.cell(f"{rng.choice(_LATIN)[:8]} {rng.randint(1, 999)}")


def _print_marked(library: Any, paper: Any, rng: Random) -> None:
    """Words on a ground of their own, under a film of colour, turned, with a link."""
    paper.set_fill_color(*rng.choice(((255, 255, 0), (220, 230, 241))))
    paper.cell(text=rng.choice(_LATIN), fill=True, link="https://example.com/", new_x="LMARGIN", new_y="NEXT")
    x, y = paper.get_x(), paper.get_y()
    _line(paper, rng.choice(_LATIN))
    with paper.local_context(fill_opacity=0.3):
        paper.rect(x, y, 60, 6, style="F")
    with paper.rotation(rng.choice((10, 20)), x + 100, y):
        paper.text(x + 100, y, rng.choice(_LATIN))


_PRINTED = (_print_prose, _print_pale, _print_outlined, _print_table, _print_marked)
