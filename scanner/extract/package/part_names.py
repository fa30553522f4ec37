"""Names of parts of a package as they may be shown."""

from __future__ import annotations


def shown_name(part: str) -> str:
    """The name of a part as it may be shown: names that somebody gave lose all but folder and ending."""
    folder, _, file = part.rpartition("/")
    if not _is_plain(folder):
        return "…"
    ending = file.rpartition(".")[2]
    return part if _is_plain(file) else f"{folder}/*.{ending}" if _is_plain(ending) else f"{folder}/*"


def short_name(part: str) -> str:
    """The file of a part without its folder, as it may be shown."""
    return shown_name(part).rpartition("/")[2]


def _is_plain(name: str) -> bool:
    return name.isascii() and sum(map(str.isdigit, name)) < 6
