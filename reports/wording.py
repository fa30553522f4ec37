"""The sentences for facts, gaps, layers and statuses, in both languages. Data only.

Every `Fact(name, …)` of the scanner and every gap's `what` and `reason` has its line here; {fields} are
the fact's values. A test holds that.
"""

from __future__ import annotations

from reports.wording_numbers import NUMBERS
from reports.wording_sums import SUMS
from reports.wording_times import TIMES

FACTS: dict[str, tuple[str, str]] = {
    # name: (zh, en)
    # the verdict
    "because-errors": (
        "有 {count} 处错误，改正后才能发布。",
        "Errors that must be put right first: {count}.",
    ),
    "because-warnings": ("有 {count} 处警告，请逐处核对。", "Warnings to be looked at one by one: {count}."),
    "because-gaps": (
        "有 {count} 处没有检查到，不能算通过。",
        "Parts that were not looked at, so that it cannot pass: {count}.",
    ),
    "because-unknown-profile": (
        "没有认出是哪一类公示，要素没有核对。可用 --profile 指定。",
        "The type of notice was not recognised, so elements were not judged; --profile states it.",
    ),
    "because-members": (
        "里面有 {count} 个文件不能直接发布，见各文件的结果。",
        "{count} of the files in it must not be published as they are; see their results.",
    ),
    "because-nothing": (
        "全文都检查了，没有必须改的问题。",
        "Everything was looked at; nothing must be put right.",
    ),
    # the type of notice
    "profile-stated": ("由您指定", "stated by you"),
    "no-clear-profile": ("没有足够明确的特征", "no clear enough signs"),
    "is-container": (
        "这是压缩包本身，里面的文件逐个另列",
        "this is the archive itself; the files in it are listed one by one",
    ),
    "cue-title": ("标题有“{word}”", "the title has “{word}”"),
    "cue-head": ("开头有“{word}”", "the beginning has “{word}”"),
    "cue-body": ("正文有“{word}”", "the text has “{word}”"),
    "cue-header": ("表头有“{word}”", "a table head has “{word}”"),
    "cue-publisher": ("发布单位有“{word}”", "the publisher has “{word}”"),
    "cue-tail": ("文末有“{word}”", "the end has “{word}”"),
    "learned-whole": ("整体写法像这一类", "written like this type as a whole"),
    "learned-runs": ("用词像这一类：{words}", "worded like this type: {words}"),
    # elements
    "element-missing": ("全文没有找到", "not found anywhere"),
    "element-incomplete": ("有，但不完整", "there, but incomplete"),
    "element-placeholder": ("只有占位符，没有填写", "only a placeholder, not filled in"),
    "element-conflicting": ("前后写法不一致", "stated in different ways"),
    "asked-by": ("要求见：{law}", "asked for by: {law}"),
    "called-for-must": ("这类公示必须写", "required in a notice of this type"),
    "called-for-should": ("这类公示一般要写", "expected in a notice of this type"),
    "row-lacks": ("第{row}行没有填", "row {row} lacks it"),
    "row-placeholder": ("第{row}行只是占位，没有填写", "row {row} has a placeholder only"),
    "value-does-not-fit": ("写的内容不像这一项", "what stands there does not look like it"),
    "label-without-value": ("有“{label}”，后面没有内容", "“{label}” is there with nothing after it"),
    "values-differ": ("“{label}”在文中有不同的写法", "“{label}” is stated differently in places"),
    **NUMBERS,
    **SUMS,
    **TIMES,
    # marks (kind lexicon)
    "mark-words": ("写有“{mark}”", "it says “{mark}”"),
    "mark-in-head": ("位于文件开头", "it stands at the head of the document"),
    "mark-in-title": ("位于标题", "it stands in the title"),
    # layers (kind hidden)
    "hidden-pieces": ("共 {count} 处", "{count} in all"),
    "hidden-named": ("其中有：{names}", "among them: {names}"),
    "mark-in-foot": ("位于文件末尾", "it stands at the foot of the document"),
}

GAP_WHAT: dict[str, tuple[str, str]] = {
    "file": ("整个文件", "the whole file"),
    "page": ("一页", "a page"),
    "file-type": ("文件类型", "the file's type"),
    "sheet": ("一张工作表", "a sheet"),
    "part": ("文件的一部分", "a part of the file"),
    "picture": ("一幅图片", "a picture"),
    "rule": ("一条规则", "a rule"),
}

GAP_REASONS: dict[str, tuple[str, str]] = {
    # reason: (what happened and what to do, zh; en)
    "encrypted": (
        "文件有密码，未能打开。请去掉密码后再检查。",
        "The file has a password. Remove it and check again.",
    ),
    "damaged": (
        "文件已损坏，读不出来。请用 WPS 或 Word 重新保存后再检查。",
        "The file is damaged. Save it again and check again.",
    ),
    "empty": ("文件是空的（0 字节或没有任何内容）。", "The file is empty."),
    "unknown-format": ("不认识这种文件格式，没有检查。", "Unknown file format, not checked."),
    "too-large": (
        "文件太大，没有检查。请拆成几个文件后再检查。",
        "The file is too large and was not checked. Split it and check the pieces.",
    ),
    "not-yet-read": (
        "目前还读不了这种文件，没有检查。文档请另存为 docx，表格请另存为 xlsx，演示文稿请转成 PDF。",
        "This kind of file cannot be read yet and was not checked. "
        "Save documents as docx, tables as xlsx, turn slides into PDF.",
    ),
    "picture-file": (
        "图上的文字没有检查。请安装 notice-scan[ocr] 后再检查（已装仍有此提示的，是没有识别出文字），或者人工核对。",
        "The text on the picture was not checked. Install notice-scan[ocr] (where it is there, nothing could be read) or look at it.",
    ),
    "misnamed": (
        "扩展名与实际内容不符，已按实际内容检查。请核对是不是拿错了文件，并用正确的格式另存。",
        "The extension does not fit the content, by which it was checked. "
        "Make sure it is the right file and save it in the right format.",
    ),
    "undecodable": (
        "有些字符无法识别（乱码），可能漏查。请用记事本打开，另存为 UTF-8 编码后再检查。",
        "Some characters could not be decoded; something may be missed. Save the file as UTF-8.",
    ),
    "not-read": (
        "这一部分的内容（嵌入的文件、图片、图形或缓存数据）没有检查。请打开文件人工核对，不需要的请删除。",
        "This part (an embedded file, picture, drawing or cached data) was not checked. "
        "Open the file and look at it, or delete it.",
    ),
    "too-many-parts": (
        "文件里的部件太多，后面的没有检查。请删去不需要的内容后再检查。",
        "The file has too many parts; those that follow were not checked. Delete what is not needed.",
    ),
    "too-many-cells": (
        "表格太大，后面的单元格没有检查。请拆成几个文件后再检查。",
        "The table is too large; the cells that follow were not checked. Split the file.",
    ),
    "too-many-scans": (
        "图片页太多，后面的没有识别。请拆成几个文件后再检查。",
        "Too many pages are pictures; those that follow were not read. Split the file.",
    ),
    "ocr-failed": (
        "图上的文字识别到一半失败了（多为内存不足），没有检查。请加大 --max-memory，或者人工核对。",
        "Reading the picture failed half-way, mostly for lack of memory. Give more by --max-memory, or look at it.",
    ),
    "too-many-pixels": (
        "图片太大，没有识别。请缩小后再检查。",
        "The picture is too large and was not read. Make it smaller.",
    ),
    "no-text-layer": (
        "这一页只有图片（多为扫描件），没有可以读取的文字，没有检查。"
        "请安装 notice-scan[ocr] 后再检查（已装仍有此提示的，是没有识别出文字），或者检查扫描前的原始文档。",
        "This page is only a picture (a scan, mostly) without text that can be read; it was not checked. "
        "Install notice-scan[ocr] (where it is there, nothing could be read), or check the document it was made from.",
    ),
    "untrusted-text": (
        "这一页的文字编码有问题，读出来的多是乱码，可能漏查。请用原始文档重新导出 PDF 后再检查。",
        "The text of this page is mostly garbled, so something may be missed. "
        "Export the PDF again from the document it was made from.",
    ),
    "no-ocr": (
        "这一页有较大的图片，图上的文字没有检查。请看一看图上有没有表格、证件或者签名。",
        "This page has a large picture; the text on it was not checked. "
        "See whether it shows a table, a card or a signature.",
    ),
    "picture-text": (
        "图上的文字没有检查。请安装 notice-scan[ocr] 后再检查，或者看一看图上有没有表格、证件、签名。",
        "The text on it was not checked. Install notice-scan[ocr], or see whether it shows a table, a card or a signature.",
    ),
    "too-deep": (
        "内容嵌套得太深（超过 256 层），没有检查。请用 WPS 或 Word 重新保存后再检查。",
        "Its content is nested too deeply (more than 256 levels) and was not checked. Save it again.",
    ),
    "nested-too-deep": (
        "文件里嵌文件的层数太多，最里面的没有检查。请把嵌入的文件取出来单独检查。",
        "Files lie within files too many levels deep; the innermost were not checked. Take them out and check them.",
    ),
    "packing-unknown": (
        "压缩包里的这个文件用了少见的压缩方法，没有检查。请先解压再检查。",
        "This file of the archive is packed in an unusual way and was not checked. Unpack it first.",
    ),
    "contains-itself": (
        "这个压缩包里又装着它自己，没有再往里检查。请重新打包。",
        "This archive contains itself; it was not followed any further. Pack the files again.",
    ),
    "too-many-members": (
        "压缩包里的文件太多，后面的没有检查。请先解压，再检查文件夹。",
        "The archive holds too many files; those that follow were not checked. Unpack it and check the folder.",
    ),
    "no-unpacker": (
        "这台电脑没有解这种压缩包的程序库，没有检查。请先解压再检查；7z 也可以装 notice-scan[archives]。",
        "Nothing on this computer unpacks this kind of archive; it was not checked. "
        "Unpack it first, or install notice-scan[archives] for 7z.",
    ),
    "version-history": (
        "这是版本库（.git、.svn），里面有文件的全部历史稿，没有检查。不要把它一起发布，请删掉后重新打包。",
        "This is a version history (.git, .svn) with every former state of the files; it was not checked. "
        "Do not publish it: remove it and pack again.",
    ),
    "entities": (
        "内容里用了办公软件不会写的实体定义，没有检查。请用 WPS 或 Word 重新保存后再检查。",
        "It declares entities, which office programs do not write; it was not checked. Save it again.",
    ),
    "ragged-table": (
        "表格各行的列对不齐，各格的文字都检查了，但没有按列检查。请人工核对。",
        "The rows of this table do not line up; every cell was checked, but not by column. Look at it.",
    ),
    "font-missing": (
        "这一页用的字体没有嵌入文件，这台电脑也没有相应的中文字体，有些文字读不出来。请安装中文字体后再检查。",
        "This page uses a font that is neither in the file nor on this computer; some text was not read. "
        "Install Chinese fonts (Noto CJK) and check again.",
    ),
    "too-much-drawn": (
        "这一页的图形太多，没有检查有没有被遮住、看不见的文字。请人工核对。",
        "Too much is drawn on this page; it was not checked for covered or invisible text. Look at it.",
    ),
    "too-many-shapes": (
        "浮在文字上面的图形太多，后面的没有逐个核对是否遮住文字。请打开文件人工核对。",
        "Too many shapes lie over the text; it was not looked at one by one what those that follow cover. Look at the file.",
    ),
    "too-many-styles": (
        "网页的样式规则太多，后面的没有逐条核对，可能有写着却看不见的文字没有标为隐藏；文字本身都检查了。请在浏览器里对照核对。",
        "The page has too many rules of style; they were not all tried, so words that nobody sees may not be told as hidden. "
        "Every word was checked. Look at the page in a browser.",
    ),
    "too-many-forms": (
        "文件里的图形对象一层套一层，展开后数量太多，没有画出来，其中的文字没有检查。请人工核对，或者重新导出文件。",
        "Drawings in this file hold one another so often that they were not drawn, and what they say was not checked. "
        "Look at it, or export the file again.",
    ),
    "too-many-pages": (
        "页数太多，后面的页没有检查。请拆成几个文件后再检查。",
        "There are too many pages; those that follow were not checked. Split the file.",
    ),
    "no-permission": (
        "没有权限打开，没有检查。请换有权限的账号，或者另存一份再检查。",
        "There is no permission to open it; it was not checked.",
    ),
    "cannot-open": ("打不开，没有检查。", "It could not be opened and was not checked."),
    "not-a-file": (
        "这不是普通文件（是管道、设备之类），没有检查。",
        "This is no ordinary file (a pipe, a device …) and was not checked.",
    ),
    "broken-link": (
        "这个链接指向的文件不存在，没有检查。",
        "The link leads to no file; nothing was checked.",
    ),
    "crashed": (
        "检查这个文件时程序异常退出，没有检查完。请人工核对，或者另存后再检查。",
        "The process died at this file, which was not checked. Check it by hand or save it again.",
    ),
    "pattern-timeout": (
        "这条规则的模式太慢，没有查完。请改写规则文件里的 pattern。",
        "The pattern of this rule is too slow and was stopped. Rewrite the pattern in its file.",
    ),
    "timeout": (
        "检查这个文件超过了规定时间，已中止。可用 --timeout 放宽，或者拆成几个文件。",
        "Checking this file took too long and was stopped. Allow more with --timeout, or split it.",
    ),
    "out-of-memory": (
        "检查这个文件超过了规定内存，已中止。可用 --max-memory 放宽，或者拆成几个文件。",
        "Checking this file took too much memory. Allow more with --max-memory, or split it.",
    ),
    "internal-error": (
        "程序出错，这个文件没有检查完。请单独检查它，并把错误信息报告给开发者。",
        "A bug: this file was not checked. Check it alone and report the error.",
    ),
}
