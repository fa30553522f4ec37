"""Web pages in which nothing is hidden, for a browser to print: charts as SVG, maps, forms, columns, bands."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from corpora.ordinary_office import HEADS, PROSE, VILLAGES

DARK = ("#1f3864", "#c00000", "#000", "#2e7d32", "linear-gradient(90deg,#1a237e,#3949ab)", "rgba(0,0,0,.8)")
SHEET = """
@page { size: %(size)s; margin: 18mm }
body { font: %(font)spt/1.7 'Noto Serif CJK SC', serif; print-color-adjust: exact; %(ground)s }
h1 { color: #e60012; text-align: center; border-bottom: 3px solid #e60012 }
.band { background: %(dark)s; color: #fff; padding: 8px 14px; border-radius: 8px; box-shadow: 0 2px 6px #888 }
table { border-collapse: collapse; width: 100%%; font-size: 9pt } td, th { border: 1px solid #999; padding: 3px }
thead th { background: %(dark)s; color: #fff } tbody tr:nth-child(even) { background: #e8eef7 }
.columns { columns: 3; column-rule: 1px solid #999 } s, del { color: #555 } mark { background: yellow }
.small { font-size: 6pt; color: #777 } .tag { background: #06c; color: #fff; border-radius: 9px; padding: 0 8px }
.marked { position: relative } .marked::after { content: "公示"; position: absolute; left: 40%%; top: 20%%;
  font-size: 50pt; color: rgba(200, 0, 0, .12); transform: rotate(-20deg) }
.film { position: relative } .film::after { content: ""; position: absolute; inset: 0; background: rgba(255,200,0,.3) }
.seal { position: absolute; right: 40px; width: 110px; height: 110px; border: 4px solid rgba(220,20,20,.7);
  border-radius: 50%%; color: rgba(220,20,20,.8); font-size: 44pt; text-align: center; margin-top: -90px }
.across { position: relative } .across::before { content: ""; position: absolute; left: 0; right: 0; top: 50%%;
  border-top: 1px solid #c00 } .cut { width: 12em; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
.turned { writing-mode: vertical-rl; height: 9em; border: 1px solid #c00 } .outline { -webkit-text-stroke: 1px #c00;
  color: #fff; font-size: 26pt } .lit { text-shadow: 2px 2px 3px #999; font-size: 20pt }
.clipped { background: linear-gradient(90deg, #c00, #00c); background-clip: text; color: transparent; font-size: 22pt }
"""


def page(seed: int) -> str:
    """One web page of several printed pages."""
    rng = Random(seed)
    look = SHEET % {
        "size": rng.choice(("A4", "A4 landscape", "A3")),
        "font": rng.choice(("10.5", "12", "14")),
        "ground": rng.choice(("", "background: #fdf6e3", "background: linear-gradient(#fff, #eef)")),
        "dark": rng.choice(DARK),
    }
    parts = "".join(rng.choice(PARTS)(rng) for _ in range(rng.randint(16, 40)))
    return (
        f'<!doctype html><meta charset="utf-8"><title>公示</title><style>{look}</style><h1>公示</h1>{parts}'
    )


def _prose(rng: Random) -> str:
    words = "".join(rng.choice(PROSE) for _ in range(rng.randint(3, 12)))
    odd = "<s>原标准80元</s> <u>请注意</u> <mark>七天</mark> <span class=tag>在建</span> <sup>1</sup>"
    return f'<p class="{rng.choice(("", "columns", "marked", "across"))}">{words} {odd}</p>'


def _odd(rng: Random) -> str:
    name = rng.choice(("small", "film", "turned", "outline", "lit", "clipped", "cut", "band"))
    return f'<p class="{name}">{rng.choice(PROSE)[:22]}</p>'


def _table(rng: Random) -> str:
    head = "".join(f"<th>{word}</th>" for word in HEADS)
    rows = "".join(
        f"<tr><td>{at}<td>青岭镇<td>{rng.choice(VILLAGES)}<td>道路硬化<td>新建道路{rng.randint(9, 999)}米"
        f"<td>{rng.random() * 100:.2f}<td></tr>"
        for at in range(1, rng.randint(6, 40))
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _form(rng: Random) -> str:
    return (
        f'<form>村名 <input value="{rng.choice(VILLAGES)}"> 类别 <select><option>道路<option>水利</select> '
        f"<label><input type=checkbox checked>已完工</label> <textarea rows=2 cols=40>{rng.choice(PROSE)}</textarea>"
        "<progress value=40 max=100></progress> <button>提交意见</button></form>"
    )


def _signed(rng: Random) -> str:
    return '<p style="text-align:right">某县财政局<br>2024年5月6日</p><div class=seal>★</div>'


def _bars(rng: Random) -> str:
    """Bars, lying or standing, with figures in them or beside them and lines of a grid over all."""
    found = ""
    for at, name in enumerate(VILLAGES):
        size, y = rng.randint(10, 300), 22 * at
        inside = size > 60
        found += (
            f'<rect x="60" y="{y}" width="{size}" height="16" fill="hsl({40 * at},70%,35%)"/>'
            f'<text x="{55 + size if inside else 64 + size}" y="{y + 12}" font-size="10" '
            f'text-anchor="{"end" if inside else "start"}" fill="{"#fff" if inside else "#333"}">{size}</text>'
            f'<text x="56" y="{y + 12}" font-size="10" text-anchor="end">{name[:3]}</text>'
        )
    lines = "".join(f'<path d="M{60 + 60 * at} 0V180" stroke="#999" stroke-width=".5"/>' for at in range(6))
    return f'<svg width="460" height="190">{found}{lines}</svg>'


def _pie(rng: Random) -> str:
    found, begin = "", 0.0
    for at, name in enumerate(VILLAGES[:6]):
        end = begin + math.tau / 6
        x0, y0, x1, y1 = (100 + 90 * turn(angle) for angle in (begin, end) for turn in (math.cos, math.sin))
        middle = (begin + end) / 2
        x, y = 100 + 60 * math.cos(middle), 100 + 60 * math.sin(middle)
        found += f'<path d="M100 100L{x0} {y0}A90 90 0 0 1 {x1} {y1}Z" fill="hsl({60 * at},60%,35%)" stroke="#fff"/>'
        found += f'<text x="{x}" y="{y}" font-size="10" fill="#fff" text-anchor="middle">{name[:3]}</text>'
        begin = end
    return f'<svg width="200" height="200">{found}</svg>'


def _lines(rng: Random) -> str:
    """A curve through its own labels, an area half transparent over the words of the axis."""
    points = [(40 + 50 * at, rng.randint(20, 140)) for at in range(8)]
    way = " ".join(f"{x},{y}" for x, y in points)
    labels = "".join(f'<text x="{x - 8}" y="{y + 4}" font-size="10">{y}.5</text>' for x, y in points)
    line = f'<polyline points="{way}" fill="none" stroke="#06c" stroke-width="2"/>'
    area = f'<polygon points="{way} 390,150 40,150" fill="#06c" opacity="{rng.choice((0.2, 0.4))}"/>'
    parts = [labels, line, area]
    rng.shuffle(parts)
    return f'<svg width="440" height="160">{"".join(parts)}</svg>'


def _map(rng: Random) -> str:
    """Fields of colour, then names with a rim of light, then roads and rivers across them."""
    fields = "".join(
        f'<polygon points="{x},{y} {x + 110},{y + 6} {x + 105},{y + 90} {x - 4},{y + 84}" '
        f'fill="hsl({rng.randint(0, 360)},50%,85%)" stroke="#999"/>'
        for x in range(10, 440, 110)
        for y in range(10, 260, 88)
    )
    names = "".join(
        f'<text x="{x + 25}" y="{y + 45}" font-size="{rng.choice((9, 11, 14))}" stroke="#fff" stroke-width="3" '
        f'paint-order="stroke">{rng.choice(VILLAGES)}</text>'
        for x in range(10, 440, 110)
        for y in range(10, 260, 88)
    )
    roads = "".join(
        f'<path d="M0 {rng.randint(0, 270)}Q200 {rng.randint(0, 270)} 460 {rng.randint(0, 270)}" fill="none" '
        f'stroke="{rng.choice(("#c60", "#36c", "#000"))}" stroke-width="{rng.choice((0.5, 1, 2))}"/>'
        for _ in range(7)
    )
    return f'<svg width="460" height="280">{fields}{names}{roads}</svg>'


PARTS: tuple[Callable[[Random], str], ...] = (
    *(_prose, _prose, _prose, _odd, _table, _form, _signed, _bars, _pie, _lines, _map),
)
