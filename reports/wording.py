"""The sentences for facts, gaps, layers and statuses, in both languages. Data only.

Every `Fact(name, …)` of the scanner and every gap's `what` and `reason` has its line here; {fields} are
the fact's values. A test holds that.
"""

from __future__ import annotations

FACTS: dict[str, tuple[str, str]] = {
    # name: (zh, en)
}

GAP_WHAT: dict[str, tuple[str, str]] = {
    "file": ("整个文件", "the whole file"),
    "page": ("一页", "a page"),
    "part": ("文件的一部分", "a part of the file"),
}

GAP_REASONS: dict[str, tuple[str, str]] = {
    # reason: (what happened and what to do, zh; en)
    "encrypted": ("文件有密码，未能打开。请去掉密码后再检查。", "The file has a password. Remove it and check again."),
    "damaged": ("文件已损坏，读不出来。请用 WPS 或 Word 重新保存后再检查。", "The file is damaged. Save it again and check again."),
    "empty": ("文件是空的（0 字节或没有任何内容）。", "The file is empty."),
    "unknown-format": ("不认识这种文件格式，没有检查。", "Unknown file format, not checked."),
}
