"""The words of the domain: languages, levels, statuses, layers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    Lang = Literal["zh", "en"]
    Level = Literal["error", "warning", "info"]
    Certainty = Literal["certain", "likely", "suspect"]
    Confidence = Literal["sourced", "secondary", "derived", "unconfirmed"]
    CalledFor = Literal["must", "should", "no"]
    Status = Literal["present", "missing", "incomplete", "placeholder", "conflicting"]
    Ruling = Literal["pass", "review", "block"]
else:  # `typing` is dear to import; only type checkers need the alternatives
    Lang = Level = Certainty = Confidence = CalledFor = Status = Ruling = str

CONFIDENCES = ("sourced", "secondary", "derived", "unconfirmed")
LEVELS: tuple[Level, ...] = ("error", "warning", "info")

# Layers in which a block can lie. What the reader of the printed page does not see is listed apart.
VISIBLE_LAYERS = frozenset(
    {
        *("body", "header", "footer", "footnote", "endnote", "textbox", "insertion", "ocr"),
        "unapplied-redaction",  # 标记了没有应用的涂黑
        "maybe-covered",  # 可能被图形遮住的文字
    }
)
HIDDEN_LAYERS = frozenset(
    {
        "comment",  # 批注
        "deletion",  # 修订：删除
        "hidden-text",  # 隐藏文字
        "hidden-sheet",  # 隐藏工作表
        "hidden-row-or-column",  # 隐藏行、列
        "hidden-slide",  # 隐藏的幻灯片
        "speaker-notes",  # 幻灯片备注
        "invisible-text",  # 白字、极小的字
        "covered-text",  # 被图形、图片、合并单元格遮住的文字
        "off-page",  # 页面以外
        "optional-content",  # PDF 里关闭的图层
        "form-data",  # 表单的默认值、隐藏的域
        "script",  # 脚本、动作
        "leftover",  # 没有用到的残留内容
        "earlier-revision",  # 文件里留着的以前的版本
        "embedded-file",  # 嵌入的文件
        "cache",  # 缓存的数据
        "alternative-text",  # 图片、表格的替代文字
        "image-metadata",  # 图片里的信息
        "template",  # 模板、自动图文集里的文字
        "property",  # 文件属性
        "attribute",  # HTML attributes: alt, title, value, content …
        "hidden-element",  # HTML elements that are not drawn
        "markup-comment",  # <!-- … -->
        "front-matter",  # YAML head of a markdown page
        "link-target",  # address behind a link
    }
)


# The empty mapping that a field has when nothing is said; nobody writes into it.
NONE: Any = {}
