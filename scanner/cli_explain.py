"""`scan explain --finding FILE…`: why each number-like piece of a file was reported, or was not."""

from __future__ import annotations

import os
from collections.abc import Iterator

from scanner.cli_scan import configuration
from scanner.errors import ScanError
from scanner.model import Considered, Gap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from scanner.cli_options import CommandLine
    from scanner.cli_screen import Screen
    from scanner.configuration import Configuration
    from scanner.model import Lang, Rulebook

NOT_DONE = 2


class FileWanted(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "要说明哪个文件？用法：scan explain --finding 文件，例如 scan explain --finding draft.docx。",
        "en": "Which file? Usage: scan explain --finding FILE, for example scan explain --finding draft.docx.",
    }


def explain_findings(line: CommandLine, screen: Screen, lang: Lang) -> int:
    """Write what was considered in each file; 0, or 2 where a file could not be read."""
    from reports.considered import at_place, considered_line, considered_lines
    from scanner.road import load_rules

    if not line.operands:
        raise FileWanted()
    configured = configuration(line, lang)
    rulebook, lang = load_rules(configured.patterns), configured.lang
    worst, before = 0, "" if len(line.operands) == 1 or configured.format == "jsonl" else "["
    is_text = configured.format == "terminal"
    if not is_text:
        screen.write_data()
    for number, told in enumerate(_considered(line, configured, rulebook)):
        worst = max(worst, NOT_DONE if any(gap.what == "file" and not gap.place for gap in told.gaps) else 0)
        told = at_place(told, line.text("at"), lang) if line.text("at") else told
        if is_text:
            screen.write([*([[]] if number else []), *considered_lines(told, rulebook, lang, screen.width())])
            continue
        said = considered_line(told, rulebook, lang)
        screen.write(before + (said.rstrip("\n") if before else said))
        before = ",\n" if before else ""
    if before:
        screen.write("]\n")
    return worst


def _considered(line: CommandLine, configured: Configuration, rulebook: Rulebook) -> Iterator[Considered]:
    from scanner.road import considered

    for path in line.operands:
        settings = configured.settings(path)
        try:
            with open(path, "rb") as opened:
                data = opened.read(settings.limits.file_bytes + 1)
        except OSError as error:
            reason = "no-permission" if isinstance(error, PermissionError) else "cannot-open"
            reason = "not-a-file" if os.path.isdir(path) else reason
            yield Considered(path, "unknown", (), (Gap("file", reason, None, type(error).__name__),))
            continue
        yield considered(path, data, rulebook, settings)
