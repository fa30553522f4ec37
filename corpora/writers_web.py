"""A draft as the html that a county's content system serves, and as a markdown page of a content repository."""

from __future__ import annotations

from html import escape
from random import Random

from corpora.draft import Draft, Grid, Layer, Line

_CHROME = ("索引号", "发布机构", "来源", "发布日期", "点击数")


def _table(grid: Grid, rng: Random) -> str:
    covered = {
        (r, c)
        for r0, c0, r1, c1 in grid.merges
        for r in range(r0, r1 + 1)
        for c in range(c0, c1 + 1)
        if (r, c) != (r0, c0)
    }
    spans = {(m[0], m[1]): m for m in grid.merges}
    office = rng.random() < 0.5  # pasted from a word processor
    out = [
        '<table border="1" cellspacing="0" cellpadding="0">' if office else '<table class="tb">',
        "<tbody>",
    ]
    for r, row in enumerate(grid.rows):
        cells = []
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            size = ""
            if span := spans.get((r, c)):
                size = f' rowspan="{span[2] - r + 1}" colspan="{span[3] - c + 1}"'
            tag = "th" if r < grid.head and not office else "td"
            inside = escape(text) or "&nbsp;"
            cells.append(
                f'<{tag}{size}>{f"""<p class="MsoNormal"><span>{inside}</span></p>""" if office else inside}</{tag}>'
            )
        out.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*out, "</tbody></table>"])


def _hidden(layer: Layer, rng: Random) -> str:
    text = escape(layer.text)
    if layer.kind == "markup-comment":
        return f"<!-- {layer.text} -->"
    if layer.kind == "attribute":
        return rng.choice(
            (
                '<img src="../images/fj.gif" alt="{}">',
                '<span title="{}"></span>',
                '<a href="#" data-info="{}"></a>',
            )
        ).format(text)
    return rng.choice(
        ('<p style="display:none">{}</p>', "<div hidden>{}</div>", '<span style="display: none;">{}</span>')
    ).format(text)


def _paragraph(line: Line, rng: Random) -> str:
    text = escape(line.text).replace("  ", "&nbsp;&nbsp;")
    if line.role == "title":
        return f'<p style="text-align:center"><strong>{text}</strong></p>'
    if line.role == "heading":
        return f"<p><strong>{text}</strong></p>"
    if line.role == "sign":
        return f'<p style="text-align:right">{text}</p>'
    lead = rng.choice(("", "&emsp;&emsp;", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;"))
    if len(text) > 30 and rng.random() < 0.2 and "&" not in text:
        half = len(text) // 2
        text = f'<span style="font-family:仿宋">{text[:half]}</span><span>{text[half:]}</span>'
    return f"<p>{lead}{text}</p>"


def html_bytes(draft: Draft, rng: Random) -> bytes:
    """The draft as a web page with the lines that every page of the site shows around the text."""
    name = "".join(part.text for part in draft.parts if isinstance(part, Line) and part.role == "title")
    hidden = [_hidden(layer, rng) for layer in draft.layers]
    body = []
    for part in draft.parts:
        body.append(_table(part, rng) if isinstance(part, Grid) else _paragraph(part, rng))
        if hidden and rng.random() < 0.3:
            body.append(hidden.pop())
    chrome = [
        f"<li><span>{key}：</span>{escape(draft.chrome[key])}</li>" for key in _CHROME if key in draft.chrome
    ]
    charset = rng.choice(("utf-8", "utf-8", "gb2312"))
    page = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{escape(name)}</title>
<style>.tb td {{border:1px solid #ccc}}</style>
<script>var _hits = 0; function show() {{ return "12345678"; }}</script>
</head>
<body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 公示公告</div>
<div class="article">
<ul class="meta">{"".join(chrome)}</ul>
<div class="TRS_Editor">
{chr(10).join([*body, *hidden])}
</div>
</div>
<div class="foot"><p>主办：人民政府办公室　网站标识码：4109990001　<a href="javascript:window.print()">打印</a></p></div>
</body>
</html>
"""
    return page.encode("utf-8" if charset == "utf-8" else "gb18030")


def _pipe_table(grid: Grid) -> list[str]:
    """Pipe tables have no merged cells: what a merge covers is repeated, as exporters do."""
    rows = [list(row) for row in grid.rows]
    for r0, c0, r1, c1 in grid.merges:
        for r in range(r0, r1 + 1):
            for c in range(c0, c1 + 1):
                rows[r][c] = rows[r0][c0]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:], ""]


def md_bytes(draft: Draft, rng: Random) -> bytes:
    """The draft as markdown with front matter; the title stands there, as a heading, or both."""
    name = "".join(part.text for part in draft.parts if isinstance(part, Line) and part.role == "title")
    where = rng.choice(("head", "both", "heading"))
    head = [f"title: {name}"] if name and where != "heading" else []
    head += [f"remark: {layer.text}" for layer in draft.layers if layer.kind == "front-matter"]
    out = ["---", *head, "layout: notice", "---", ""]
    if name and where != "head":
        out += [f"# {name}", ""]
    for part in draft.parts:
        if isinstance(part, Grid):
            out += _pipe_table(part)
        elif part.role == "heading":
            out += [f"## {part.text}", ""]
        elif part.role != "title":
            out += [part.text.replace("____", "\\_\\_\\_\\_"), ""]
    out += [f"<!-- {layer.text} -->" for layer in draft.layers if layer.kind == "markup-comment"]
    return ("\n".join(out).rstrip("\n") + "\n").encode()
