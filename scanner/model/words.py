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
VISIBLE_LAYERS = frozenset({"body", "header", "footer", "footnote", "endnote", "textbox", "insertion"})
HIDDEN_LAYERS = frozenset(
    {
        "comment",  # 批注
        "deletion",  # 修订：删除
        "hidden-text",  # 隐藏文字
        "hidden-sheet",  # 隐藏工作表
        "hidden-row-or-column",  # 隐藏行、列
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
