"""Writes scanner/extract/PLACES.md from the tables of the tests: every place of a file, and the test that shows it.

`python tests/scanner/extract/places_page.py` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdf_places
import test_doc
import test_docx_places
import test_flat
import test_html_cuts
import test_html_places
import test_html_styles
import test_hung_on
import test_mail
import test_markdown
import test_msg
import test_odf
import test_ofd
import test_ofd_looks
import test_pdf_names
import test_picture
import test_ppt
import test_pptx
import test_pptx_unseen
import test_rtf
import test_told_places
import test_xls
import test_xls_conditions
import test_xlsb
import test_xlsx_places

from reports.labels import word
from reports.place_labels import LAYERS
from reports.wording import GAP_REASONS
from scanner.model import VISIBLE_LAYERS

PAGE = Path(__file__).parents[3] / "scanner" / "extract" / "PLACES.md"
Row = tuple[str, str, bool]  # place, layer, whether a reader of the page sees it
HEAD = """# 文件里的每个位置 · Every place of a file

文件里数字可能藏身的每个位置：读不读得到，属于哪一层，看文件的人看不看得见，由哪个测试证明。每个位置各放一个虚构号码，由测试自己
按格式规范造出文件。本页由测试里的表生成（`python tests/scanner/extract/places_page.py`），不要手改。

Every place where a number can lie: in which layer it is read, whether a reader of the file sees it, which test shows it. Each place
holds one invented number in a file that the test makes itself. Made from the tables of the tests; not to be edited.
"""


def three(places: dict[str, tuple[object, str, bool]]) -> list[Row]:
    """The rows of a table of (made, layer, visible)."""
    return [(name, layer, visible) for name, (_, layer, visible) in places.items()]


def pdf_rows() -> list[Row]:
    """What is on a page, beside it, and in former states of a PDF."""
    found = [(name, layer, False) for name, (layer, _) in pdf_places.PAINTED.items()]
    found += [(name, layer, visible) for name, (layer, visible, _) in pdf_places.BESIDE.items()]
    found += [(name, layer, False) for name, (layer, _) in pdf_places.FORMER.items()]
    return found + [(name, layer, False) for name, (layer, _) in test_pdf_names.PLACES.items()]


def xls_rows() -> list[Row]:
    """Looks of cells, what conditions paint, what lies over them, records beside them."""
    seen = {**test_xls.LOOKS, **test_xls_conditions.CONDITIONS, **test_xls.COVERS}
    found = [(name, layer, layer == "body") for name, (_, layer) in seen.items()]
    found += [(name, layer, layer == "body") for name, (_, _, layer) in test_xls_conditions.LATER.items()]
    return found + [(name, layer, False) for name, (_, layer) in test_xls.REST.items()]


def tables() -> Iterator[tuple[str, str, list[Row]]]:
    """Title, test module, rows of every format."""
    yield "Word（docx）", "test_docx_places", three(test_docx_places.PLACES)
    yield "Excel（xlsx）", "test_xlsx_places", three(test_xlsx_places.PLACES)
    binary = [(name, layer, layer == "body") for name, (_, _, layer) in test_xlsb.PLACES.items()]
    yield "Excel（xlsb）", "test_xlsb", binary
    yield "PowerPoint（pptx）", "test_pptx", three(test_pptx.PLACES)
    yield "PowerPoint（pptx），在页面上却看不见的字", "test_pptx_unseen", three(test_pptx_unseen.PLACES)
    yield "PDF", "test_pdf_places", pdf_rows()
    html = [(name, layer, layer in VISIBLE_LAYERS) for name, (_, layer) in test_html_places.PLACES.items()]
    yield "网页（html）", "test_html_places", html
    styles = [(name, layer, False) for name, (_, layer) in test_html_styles.HIDDEN.items()]
    styles += [(name, "body", True) for name in test_html_styles.SEEN]
    yield "网页样式（html）", "test_html_styles", styles
    cuts = [(style, "hidden-element", False) for style in test_html_cuts.HIDDEN]
    cuts += [(style, "body", True) for style in test_html_cuts.SEEN]
    yield "网页：裁剪与蒙版 clips and masks", "test_html_cuts", cuts
    markdown = [(name, layer, layer in VISIBLE_LAYERS) for name, (_, layer) in test_markdown.PLACES.items()]
    yield "Markdown", "test_markdown", markdown
    yield "OFD", "test_ofd", three(test_ofd.PLACES)
    yield (
        "OFD：样子、遮盖、页外 looks, covers, beside the pages",
        "test_ofd_looks",
        three(test_ofd_looks.PLACES),
    )
    yield "ODF（odt、ods、odp）", "test_odf", three(test_odf.PLACES)
    yield "RTF", "test_rtf", three(test_rtf.PLACES)
    yield "Word 97–2003、WPS 文字（doc、wps）", "test_doc", three(test_doc.PLACES)
    yield "Excel 97–2003、WPS 表格（xls、et）", "test_xls", xls_rows()
    yield "PowerPoint 97–2003、WPS 演示（ppt、dps）", "test_ppt", three(test_ppt.PLACES)
    yield "XML（Word、Excel 2003，单文件 ODF，其他）", "test_flat", three(test_flat.PLACES)
    yield "邮件、单一文件网页（eml、mht）", "test_mail", three(test_mail.PLACES)
    yield "Outlook 邮件（msg）", "test_msg", three(test_msg.PLACES)
    pictures = [(name, "image-metadata", False) for name in test_picture.PLACES]
    codes = [(name, layer, False) for name, (_, _, layer) in test_picture.CODES.items()]
    yield "图片（jpg、png、gif、tif、webp、heic）", "test_picture", [*pictures, *codes]
    behind = [(f"{name[2:]}-and-an-archive-behind", "embedded-file", False) for name in test_hung_on.COVERS]
    behind += [(f"png-and-{kind}-behind", "embedded-file", False) for kind in test_hung_on.TAILS]
    freed = [(name, "leftover", False) for name in test_hung_on.FREED]
    yield (
        "文件后面的文件，文件里腾出的空处 files behind files, freed parts",
        "test_hung_on",
        [*behind, *freed],
    )


def page() -> str:
    """The page as Markdown."""
    found = list(tables())
    places = sum(len(rows) for _, _, rows in found)
    told, lost = len(test_told_places.TOLD), len(test_told_places.LOST)
    lines = [
        HEAD,
        f"读得到 {places} 处，读不到但会提示 {told} 处，已不在文件里 {lost} 处。"
        f" {places} places read, {told} told as not read, {lost} no longer in the file.\n",
    ]
    for title, module, rows in found:
        lines += [
            f"## {title}\n",
            f"{len(rows)} 处 · `tests/scanner/extract/{module}.py`\n",
            "| 位置 place | 层 layer | 看得见 seen |",
            "|---|---|---|",
        ]
        for name, layer, visible in rows:
            both = f"{word(LAYERS, layer, 'zh')} · {word(LAYERS, layer, 'en')}"
            lines.append(f"| {name} | {both} | {'✔' if visible else ''} |")
        lines.append("")
    return "\n".join([*lines, *_told(), *_lost()])


def _told() -> Iterator[str]:
    yield "## 读不到，会提示 · Not read, and told\n"
    yield "`tests/scanner/extract/test_told_places.py`；压缩包的其他情形见 `test_container.py`，坏文件见各格式的测试。\n"
    yield "| 位置 place | 提示 what is said |"
    yield "|---|---|"
    for name, (_, _, _, reason) in test_told_places.TOLD.items():
        zh, en = GAP_REASONS[reason]
        yield f"| {name} | {zh}<br>{en} |"
    yield ""


def _lost() -> Iterator[str]:
    yield "## 已不在文件里 · No longer in the file\n"
    yield "`tests/scanner/extract/test_told_places.py`\n"
    yield "| 位置 place | 原因 why |"
    yield "|---|---|"
    for name, (_, zh, en) in test_told_places.LOST.items():
        yield f"| {name} | {zh}<br>{en} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
