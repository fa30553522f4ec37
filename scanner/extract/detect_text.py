"""Which kind of text a file holds: a web page, Markdown, a list, plain text."""

from __future__ import annotations

import re

from scanner.extract.encoding import decoded, is_wide
from scanner.regexes import compiled

_CONTROLS_TOLERATED = 0.01  # share of control characters above which it is no text
_HEAD = 8192  # bytes of a text that are looked at
_TAG = compiled(
    "<(?:!doctype html|html|head|body|meta|title|style|script|table|tbody|tr|td|div|section|article|p|span"
    "|br|ul|ol|li|h[1-6]|a|center|font|img)(?=[\\s/>])",
    re.IGNORECASE,
)
_HTML_START = compiled(
    "(?:<!--[^>]{0,500}-->|<\\?xml[^>]{0,200}\\?>|<!doctype html|\\s)*+<(?:!doctype|[a-z])", re.IGNORECASE
)
# Signs that no text holds; tabs, line ends, the end-of-file sign and escape are none of them.
_CONTROL = compiled("[\\x00-\\x08\\x0b\\x0e-\\x19\\x1c-\\x1f]")
_RULE_LINE = compiled("[|:\\- \\t]+")


def text_kind(promised: str, data: bytes) -> str:
    """html, md, csv or txt; mht and xml, which are not read; unknown where it is no text at all.

    `promised` is what the extension says: it decides between Markdown, lists and plain text.
    """
    head = _head(data)
    controls = len(_CONTROL.findall(head))
    if controls > _CONTROLS_TOLERATED * len(head):
        return "unknown"
    if head.lstrip()[:13].lower() == "mime-version:":
        return "mht"
    if promised in ("md", "csv"):
        return promised
    if _is_html(head, promised):
        return "html"
    if head.lstrip().startswith("<?xml"):
        return "xml"
    if _is_markdown(head):
        return "md"
    return "csv" if _is_delimited(head, promised) else "txt"


def _head(data: bytes) -> str:
    """The beginning as text; ASCII signs are what is asked for, so other bytes may stand for themselves."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or is_wide(data):
        return decoded(data[: 2 * _HEAD]).text
    head = data[:_HEAD].decode("latin-1")
    return head.removeprefix("ï»¿")


def _is_html(head: str, promised: str) -> bool:
    tags = len(_TAG.findall(head))
    if promised == "html":
        return tags > 0
    return tags > 0 and (bool(_HTML_START.match(head)) or (promised != "txt" and tags >= 3))


def _is_markdown(head: str) -> bool:
    """Front matter, or a pipe table's line of dashes under its head."""
    lines = head.splitlines()
    if lines[0].rstrip() == "---" and any(line.rstrip() in ("---", "...") for line in lines[1:]):
        return True
    return any("|" in line and "--" in line and _RULE_LINE.fullmatch(line) for line in lines[1:60])


def _is_delimited(head: str, promised: str) -> bool:
    """Three lines or more that all have the same number of one delimiter."""
    lines = [line for line in head.split("\n")[:-1] or [head] if line.strip()][:20]
    if len(lines) < 3:
        return False
    for delimiter in "\t,;":
        counts = {line.count(delimiter) for line in lines if '"' not in line}
        if len(counts) == 1 and min(counts) >= (2 if promised == "txt" and delimiter != "\t" else 1):
            return True
    return False
