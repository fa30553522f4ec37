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
# The first element, behind what may stand before it; [1] is the declaration.
_ROOT = compiled(
    "(<\\?xml[^>]{0,200}\\?>)?+(?:\\s|<\\?[^>]{0,500}\\?>|<!--[^>]{0,2000}-->|<![A-Za-z][^>]{0,500}>)*+"
    "<(?:[A-Za-z0-9_.-]{1,40}:)?([A-Za-z][A-Za-z0-9_.-]{0,80})(?=[\\s/>])"
)
_PAGE_ROOTS = frozenset(
    "html head body meta title div table p span section article h1 h2 h3 ul ol br font".split()
)
_FLAT = (
    "schemas-microsoft-com:office:spreadsheet",
    "office/word/2003/wordml",
    "office/2006/xmlPackage",
    "opendocument:xmlns",
)
# A message begins with header fields, two of these at least (RFC 5322, 3.6).
_FIELDS = frozenset(
    """
    from to cc subject date received return-path message-id mime-version content-type delivered-to reply-to
    sender x-mailer x-priority x-originating-ip x-sender x-from thread-topic content-transfer-encoding
    """.split()
)
_FIELD_NAME = compiled("[!-9;-~]{1,70}")
_MOST_FIELDS = 200
_LINE_END = compiled("\\r\\n?|\\n")  # of bytes that stand for themselves: 0x85 is part of a character
# Signs that no text holds; tabs, line ends, the end-of-file sign and escape are none of them.
_CONTROL = compiled("[\\x00-\\x08\\x0b\\x0e-\\x19\\x1c-\\x1f]")
_RULE_LINE = compiled("[|:\\- \\t]+")


def text_kind(promised: str, data: bytes) -> str:
    """html, xml, md, csv, txt, eml or mht; unknown where it is no text at all.

    `promised` is what the extension says: it decides between Markdown, lists and plain text.
    """
    head = _head(data)
    words, encoded, _ = head.partition("\n=ybegin ")  # files that a message holds so are no words
    controls = len(_CONTROL.findall(words))
    is_mail = ":" in head[:200] and (is_message(head) or is_mailbox(head))
    if controls > _CONTROLS_TOLERATED * len(words) or (encoded and not is_mail and _CONTROL.search(head)):
        return "unknown"
    if is_mail:
        return "mht" if _is_web_archive(head) else "eml"
    if promised in ("md", "csv"):
        return promised
    if _is_xml(head):
        return "xml"
    if _is_html(head, promised):
        return "html"
    if _is_markdown(head):
        return "md"
    return "csv" if _is_delimited(head, promised) else "txt"


def is_message(head: str) -> bool:
    """Whether a text begins with the header of a message."""
    known: set[str] = set()
    for line in _LINE_END.split(head.lstrip(), _MOST_FIELDS)[:_MOST_FIELDS]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        name, colon, _ = line.partition(":")
        if not colon or not _FIELD_NAME.fullmatch(name):
            return False
        if name.lower() in _FIELDS:
            known.add(name.lower())
    return len(known) >= 2


def is_mailbox(head: str) -> bool:
    """Whether a text begins as a mailbox does: a line ``From `` before a message (RFC 4155)."""
    return head.startswith("From ") and is_message(head.partition("\n")[2])


def _is_web_archive(head: str) -> bool:
    """Whether a message is a saved page: written by a browser or office program to nobody."""
    top = head.lower().replace("\r", "").partition("\n\n")[0]
    return "multipart/related" in top and "\nto:" not in "\n" + top and "\nreceived:" not in "\n" + top


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


def _is_xml(head: str) -> bool:
    """Whether the root element is one of XML that is no web page: it is declared so, or of a known vocabulary."""
    found = _ROOT.match(head.lstrip())
    if found is None:
        return head.lstrip().startswith("<?xml") and ("<!ENTITY" in head or not _TAG.search(head))
    if found[2].lower() in _PAGE_ROOTS:
        return False
    is_flat = any(sign in head for sign in _FLAT) and found[2] in (
        "Workbook",
        "wordDocument",
        "package",
        "document",
    )
    return bool(found[1]) or is_flat


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
