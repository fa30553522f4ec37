"""Every place of a web page where text can lie: an invented number in each, found, with its layer and whether it is seen."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from scanner.road import load_rules, scan
from scanner.settings import Settings

NUMBER = "410999199103070019"
HIDDEN, ATTRIBUTE, LINK, FILE = "hidden-element", "attribute", "link-target", "embedded-file"
ENCODED = base64.b64encode(f"身份证号码：{NUMBER}".encode()).decode()
GBK = base64.b64encode(f"身份证号码：{NUMBER}".encode("gbk")).decode()
MAP = base64.b64encode(f'{{"sourcesContent":["// 身份证号码：{NUMBER}"]}}'.encode()).decode()

PLACES = {
    "comment": ("<!-- {} -->", "markup-comment"),
    "conditional comment": ("<!--[if IE]><p>{}</p><![endif]-->", "markup-comment"),
    "display none": ('<p style="display:none">{}</p>', HIDDEN),
    "visibility": ('<p style="visibility:hidden">{}</p>', HIDDEN),
    "hidden": ("<p hidden>{}</p>", HIDDEN),
    "class": ('<style>.zz{{display:none}}</style><p class="zz">{}</p>', HIDDEN),
    "id": ('<style>#qq{{visibility:hidden}}</style><p id="qq">{}</p>', HIDDEN),
    "no size": ('<p style="font-size:0">{}</p>', HIDDEN),
    "white on white": ('<p style="color:#fff;background:white">{}</p>', HIDDEN),
    "transparent": ('<p style="color: transparent">{}</p>', HIDDEN),
    "off the page": ('<p style="position:absolute;left:-9999px">{}</p>', HIDDEN),
    "opacity": ('<p style="opacity:0">{}</p>', HIDDEN),
    "clipped": ('<p style="position:absolute;clip:rect(0,0,0,0)">{}</p>', HIDDEN),
    "no height": ('<div style="height:0;overflow:hidden">{}</div>', HIDDEN),
    "template": ("<template><p>{}</p></template>", HIDDEN),
    "noscript": ("<noscript>{}</noscript>", HIDDEN),
    "srcdoc": ('<iframe srcdoc="&lt;p&gt;{}&lt;/p&gt;"></iframe>', ATTRIBUTE),
    "hidden input": ('<input type="hidden" name="a" value="{}">', ATTRIBUTE),
    "placeholder": ('<input placeholder="{}">', ATTRIBUTE),
    "option": ('<select><option value="{}">a</option></select>', ATTRIBUTE),
    "data attribute": ('<p data-id="{}">a</p>', ATTRIBUTE),
    "handler": ("<a onclick=\"show('{}')\">a</a>", ATTRIBUTE),
    "alt": ('<img src="a.png" alt="{}">', ATTRIBUTE),
    "title": ('<p title="{}">a</p>', ATTRIBUTE),
    "element id": ('<tr id="row-{}"></tr>', ATTRIBUTE),
    "description": ('<meta name="description" content="{}">', ATTRIBUTE),
    "open graph": ('<meta property="og:title" content="{}">', ATTRIBUTE),
    "json-ld": ('<script type="application/ld+json">{{"id":"{}"}}</script>', HIDDEN),
    "state": ('<script>window.__STATE__={{"id":"{}"}}</script>', HIDDEN),
    "style content": ('<style>p:before{{content:"{}"}}</style>', HIDDEN),
    "style comment": ("<style>/* {} */</style>", HIDDEN),
    "style address": ('<p style="background:url(/a/{}.png)">a</p>', ATTRIBUTE),
    "query": ('<a href="/show?idcard={}">a</a>', LINK),
    "file name": ('<a href="/files/{}.pdf">a</a>', LINK),
    "picture's name": ('<img src="/up/{}.jpg">', LINK),
    "form": ('<form action="/s?id={}"></form>', LINK),
    "refresh": ('<meta http-equiv="refresh" content="0;url=/a?id={}">', LINK),
    "percent signs": ('<a href="/s?q=' + "".join(f"%{ord(digit):02X}" for digit in NUMBER) + '">a</a>', LINK),
    "percent signs in the name": ('<a href="/s?name=' + quote("张建国") + '&id={}">a</a>', LINK),
    "data in base64": (f'<a href="data:text/plain;base64,{ENCODED}">a</a>', FILE),
    "data in csv": ('<a href="data:text/csv,{}">a</a>', FILE),
    "data in base64 of an element": (f'<p data-rows="{ENCODED}">a</p>', HIDDEN),
    "base64 in a script": (f'<script>var rows = "{ENCODED}";</script>', HIDDEN),
    "base64 in GBK": (f'<p data-rows="{GBK}">a</p>', HIDDEN),
    "state of a form": (f'<input type="hidden" name="__VIEWSTATE" value="{ENCODED}">', HIDDEN),
    "source map": (f"<script>a()\n//# sourceMappingURL=data:application/json;base64,{MAP}\n</script>", FILE),
    "colours of a class": ("<style>.zz{{color:#FFF;background:#ffffff}}</style><p class=zz>{}</p>", HIDDEN),
    "no size by a class": ("<style>.zz{{font-size:0}}</style><span class=zz>{}</span>", HIDDEN),
    "off the page by a class": (
        "<style>.zz{{position:absolute;left:-9999px}}</style><p class=zz>{}</p>",
        HIDDEN,
    ),
    "visibility by a class": (
        "<style>/* a */ .b, .zz {{ visibility : hidden }}</style><p class=zz>{}</p>",
        HIDDEN,
    ),
    "class of an element": ("<style>p.zz{{display:none !important}}</style><p class=zz>{}</p>", HIDDEN),
    "no height by a class": ("<style>.zz{{height:0;overflow:hidden}}</style><div class=zz>{}</div>", HIDDEN),
    "no width": ('<div style="width:0;overflow:hidden">{}</div>', HIDDEN),
    "above the page": ('<p style="position:absolute;top:-9999px">{}</p>', HIDDEN),
    "shrunk": ('<p style="transform:scale(0)">{}</p>', HIDDEN),
    "black on black": ('<span style="color:rgb(0,0,0);background-color:#000">{}</span>', HIDDEN),
    "blacked out": ('<span style="background:black;mso-highlight:black">{}</span>', HIDDEN),
    "list of proposals": ("<input list=a><datalist id=a><option>{}</option></datalist>", HIDDEN),
    "page without frames": ("<noframes>{}</noframes>", HIDDEN),
    "page without inner frames": ('<iframe src="a.html">{}</iframe>', HIDDEN),
    "svg description": ("<svg><desc>{}</desc></svg>", HIDDEN),
    "svg metadata": ("<svg><metadata><x>{}</x></metadata></svg>", HIDDEN),
    "raw section": ("<svg><![CDATA[{}]]></svg>", "markup-comment"),
    "code of the server": ("<?php $id = '{}'; ?>", "markup-comment"),
    "microdata": ('<meta itemprop="telephone" content="{}">', ATTRIBUTE),
    "svg title": ("<svg><title>{}</title></svg>", ATTRIBUTE),
    "svg text": ("<svg><text>{}</text></svg>", "body"),
    "hardly opaque": ('<p style="opacity:.01">{}</p>', HIDDEN),
    "filter": ('<p style="filter:opacity(0)">{}</p>', HIDDEN),
    "letters without fill": ('<p style="-webkit-text-fill-color:transparent">{}</p>', HIDDEN),
    "colour seen through": ('<p style="color:#00000000">{}</p>', HIDDEN),
    "collapsed": ('<p style="visibility:collapse">{}</p>', HIDDEN),
    "less than a pixel": ('<p style="font-size:0.5px">{}</p>', HIDDEN),
    "font without size": ('<p style="font:0/0 a">{}</p>', HIDDEN),
    "moved off the page": ('<p style="transform:translateX(-9999px)">{}</p>', HIDDEN),
    "off the page in letters": ('<p style="position:absolute;left:-999em">{}</p>', HIDDEN),
    "cut to nothing": ('<p style="clip-path:circle(0)">{}</p>', HIDDEN),
    "class for screens": ('<style>@media screen{{.zz{{display:none}}}}</style><p class="zz">{}</p>', HIDDEN),
    "dialogue": ("<dialog><p>{}</p></dialog>", HIDDEN),
    "open dialogue": ("<dialog open><p>{}</p></dialog>", "body"),
    "popover": ("<div popover>{}</div>", HIDDEN),
    "page without plug-ins": ("<noembed>{}</noembed>", HIDDEN),
    "svg not displayed": ('<svg><g display="none"><text>{}</text></g></svg>', HIDDEN),
    "svg over its outlines": ('<svg><path d="M0 0"/><text fill="transparent">{}</text></svg>', "body"),
    "query of a frame": ('<iframe src="/show?idcard={}"></iframe>', LINK),
    "sum of pieces": (
        "<script>var t=" + "+".join(f'"{NUMBER[at : at + 6]}"' for at in (0, 6, 12)) + "</script>",
        HIDDEN,
    ),
    "codes of characters": (
        "<script>document.write(String.fromCharCode("
        + ",".join(str(ord(sign)) for sign in NUMBER)
        + "))</script>",
        HIDDEN,
    ),
    "percent signs in a script": (
        '<script>unescape("' + "".join(f"%{ord(sign):02X}" for sign in NUMBER) + '")</script>',
        HIDDEN,
    ),
    "escapes in a script": (
        '<script>var t="' + "".join(f"\\x{ord(sign):02X}" for sign in NUMBER) + '"</script>',
        HIDDEN,
    ),
    "pieces in a list": ("<script>['" + NUMBER[:6] + "','" + NUMBER[6:] + "'].join('')</script>", HIDDEN),
    "pieces in a handler": (f"<p onclick=\"f('{NUMBER[:9]}'+'{NUMBER[9:]}')\">a</p>", HIDDEN),
    "escapes in a handler": (
        "<p onclick=\"f('" + "".join(f"\\x{ord(sign):02x}" for sign in NUMBER) + "')\">a</p>",
        HIDDEN,
    ),
    "escapes in a style": (
        "<style>p:before{{content:'" + "".join(f"\\{ord(sign):x} " for sign in NUMBER) + "'}}</style>",
        HIDDEN,
    ),
    "drawing in a style": (
        "<style>.a{{background:url('data:image/svg+xml,<svg><text>{}</text></svg>')}}</style>",
        FILE,
    ),
    "name of an attribute": ("<p data-{}>a</p>", ATTRIBUTE),
    "second attribute of one name": ("<p title=a title={}>x</p>", ATTRIBUTE),
    "textarea": ("<textarea>{}</textarea>", "body"),
    "details": ("<details><summary>x</summary>{}</details>", "body"),
    "caption": ("<table><caption>{}</caption><tr><td>a</td></tr></table>", "body"),
    "entities": ("<p>" + "".join(f"&#{ord(digit)};" for digit in NUMBER) + "</p>", "body"),
    "full width": ("<p>" + "".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER) + "</p>", "body"),
    "soft hyphens": ("<p>" + "&shy;".join(NUMBER) + "</p>", "body"),
    "spaces that do not break": (f"<p>{NUMBER[:6]}&nbsp;{NUMBER[6:14]}&nbsp;{NUMBER[14:]}</p>", "body"),
    "kept from readers aloud": ("<p aria-hidden=true>{}</p>", "body"),
    "struck out": ("<p><del>{}</del></p>", "body"),
    "value of a button": ('<button value="{}">a</button>', ATTRIBUTE),
    "keywords": ('<meta name="keywords" content="{}">', ATTRIBUTE),
    "name for saving": ('<a href="a" download="{}.xlsx">a</a>', ATTRIBUTE),
    "summary of a table": ('<table summary="{}"><tr><td>a</table>', ATTRIBUTE),
    "template of a script": ('<script type="text/template"><p>{}</p></script>', HIDDEN),
    "reading beside characters": ("<p><ruby>{}<rt>号</rt></ruby></p>", "body"),
    "zero-width spaces": ("<p>" + "&#8203;".join(NUMBER) + "</p>", "body"),
    "places for a break": ("<p>" + "<wbr>".join(NUMBER) + "</p>", "body"),
    "two tags": (f"<p><b>{NUMBER[:9]}</b><i>{NUMBER[9:]}</i></p>", "body"),
    "a line break": (f"<p>{NUMBER[:9]}<br>{NUMBER[9:]}</p>", "body"),
}


@pytest.mark.parametrize("place", PLACES)
def test_found_in_its_layer(place: str) -> None:
    source, layer = PLACES[place]
    page = f"<html><head></head><body><h1>柳溪县公示</h1>{source.format(NUMBER)}</body></html>"
    report = scan("a.html", page.encode(), load_rules(), Settings(today="2026-11-22", reveal=True))
    found = [one for one in report.findings if one.rule == "personal/resident-id"]
    assert {(one.layer, one.visible) for one in found} == {(layer, layer == "body")}
    assert {"".join(one.value.split()) for one in found if layer != "body"} <= {NUMBER}


@pytest.mark.parametrize(
    "source",
    [
        '<td style="color:#fff;background:#c00">{}</td>',  # a head of a table
        '<link rel=stylesheet href=a.css><p style="color:white">{}</p>',  # on a dark ground, as far as is known
        '<div style="height:0">{}</div>',  # flows over
        '<p style="line-height:0.9">{}</p>',
        '<p style="opacity:0.6">{}</p>',
        '<p style="font-size:0.8em">{}</p>',
        '<p style="font:12px a">{}</p>',
        '<p style="color:#000">{}</p>',
        '<p style="transform:translateX(-50%)">{}</p>',
        "<style>@media screen and (max-width:600px){{.zz{{display:none}}}}</style><p class=zz>{}</p>",
        '<p style="border-color:transparent">{}</p>',
        "<style>@media print{{.zz{{display:none}}}}</style><p class=zz>{}</p>",
        "<style>.menu .zz{{display:none}}</style><p class=zz>{}</p>",
        "<style>div.zz{{display:none}}</style><p class=zz>{}</p>",
        "<link rel=stylesheet href=a.css><style>.zz{{color:#fff}}</style><p class=zz>{}</p>",
        "<style>.zz{{color:#fff;background:#1f3864}}</style><p class=zz>{}</p>",
        '<div style="background:#000"><font color=white>{}</font></div>',
    ],
)
def test_seen(source: str) -> None:
    page = f"<html><body><h1>柳溪县公示</h1><table><tr>{source.format(NUMBER)}</tr></table></body></html>"
    report = scan("a.html", page.encode(), load_rules(), Settings(today="2026-11-22"))
    assert [one.visible for one in report.findings if one.rule == "personal/resident-id"] == [True]


def test_a_percent_sign_knows_its_place() -> None:
    address = "/s?name=" + quote("张建国") + f"&id={NUMBER}"
    page = f'<html><body><h1>柳溪县公示</h1><a href="{address}">a</a></body></html>'
    report = scan("a.html", page.encode(), load_rules(), Settings(today="2026-11-22"))
    (found,) = [one for one in report.findings if one.rule == "personal/resident-id"]
    source = found.spans[0].source
    assert source is not None
    assert page[source.start : source.end] == NUMBER


@pytest.mark.parametrize(
    "address",
    [
        "data:font/woff2;base64,d09GMgABAAAAA410999199103070019",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:text/plain;base64,@@@",
        "data:",
        "data:,",
    ],
)
def test_addresses_that_hold_nothing_to_read(address: str) -> None:
    page = f'<html><body><h1>柳溪县公示</h1><p>正文</p><a href="{address}">a</a></body></html>'
    report = scan("a.html", page.encode(), load_rules(), Settings(today="2026-11-22"))
    assert report.gaps == ()
