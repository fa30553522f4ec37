"""`scan rules`, `scan explain`, `scan doctor`: the rule book, and what works on this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from reports.labels import FRAME, word
from reports.layout import Line, cells, cleaned, padded
from reports.pen import HEADING, QUIET, Pen
from reports.rule_pages import (
    book_lines,
    confidence,
    element_lines,
    profile_lines,
    rule_lines,
)
from reports.sentences import Sentences
from reports.standard_pages import standard_lines
from scanner.cli_scan import configuration
from scanner.errors import ScanError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from scanner.cli_options import CommandLine
    from scanner.cli_screen import Screen
    from scanner.model import Lang, Rulebook

NOT_DONE = 2
# package to import -> what it is for (zh, en)
CORE: Mapping[str, tuple[str, str]] = {
    "regex": ("规则里的模式", "patterns of rules"),
    "rapidfuzz": ("标签比对", "matching labels"),
    "rich": ("彩色输出", "output in colour"),
    "docx": ("Word 批注和副本", "comments and copies of Word files"),
    "pdfplumber": ("PDF 表格线", "ruled tables of PDF files"),
    "pypdfium2": ("PDF 文字", "text of PDF files"),
    "lxml": ("Word、Excel 内容", "contents of Word and Excel files"),
    "python_calamine": ("表格单元格", "cells of spreadsheets"),
    "spacy": ("人名识别", "names of persons"),
}
# extra -> packages, what it adds (zh, en)
EXTRAS: Mapping[str, tuple[tuple[str, ...], tuple[str, str]]] = {
    "ocr": (
        ("rapidocr", "onnxruntime", "PIL"),
        ("识别扫描件和图片中的文字", "reads the words of scans and pictures"),
    ),
    "qr": (
        ("zxingcpp", "PIL"),
        ("识读图片上的二维码、条形码", "reads QR codes and bar codes on pictures"),
    ),
}
PROGRAMS: Mapping[str, tuple[str, str]] = {
    "soffice": ("把 doc、wps、ofd 另存成能检查的格式", "saves doc, wps and the like as formats that can be read"),
    "pre-commit": ("提交前自动检查", "checks before each commit"),
    "git": ("提交前自动检查", "checks before each commit"),
}  # fmt: skip


class IdUnknown(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "没有编号“{name}”。全部编号见 scan rules。",
        "en": "There is no id “{name}”. See scan rules for all ids.",
    }


class IdMistyped(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "没有编号“{name}”。是不是 {near}？",
        "en": "There is no id “{name}”. Did you mean {near}?",
    }


class IdWanted(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "要说明哪一条？用法：scan explain 编号，例如 scan explain personal/resident-id。",
        "en": "Which one? Usage: scan explain ID, for example scan explain personal/resident-id.",
    }


class OnlyWithFinding(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "选项 {name} 在这里要和 --finding 文件 一起用。",
        "en": "Option {name} goes with --finding FILE here.",
    }


class OperandUnknown(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "这个命令后面不跟“{name}”。同名的文件请写成 ./{command}。",
        "en": "This command takes no “{name}”. A file of that name is ./{command}.",
    }


def rules(line: CommandLine, screen: Screen, lang: Lang) -> int:
    """List the rule book."""
    _refuse_operands(line)
    configured = configuration(line, lang)
    book = _book(configured.patterns)
    if configured.format == "terminal":
        screen.write(list(book_lines(book, Pen(Sentences(book, configured.lang), screen.width()))))
        return 0
    from reports.as_json import dumped

    listed = [
        {
            "id": rule.id,
            "level": rule.level,
            "title": rule.wording[configured.lang].title,
            "confidence": confidence(rule.law),
        }
        for rule in book.rules.values()
    ]
    screen.write_data()
    if configured.format == "jsonl":
        screen.write("".join(dumped(rule) + "\n" for rule in listed))
    else:
        screen.write(dumped(listed) + "\n")
    return 0


def explain(line: CommandLine, screen: Screen, lang: Lang) -> int:
    """Say all about rules, elements, notice types or standards, or with --finding about a file's numbers."""
    if "finding" in line.options:
        from scanner.cli_explain import explain_findings

        return explain_findings(line, screen, lang)
    for option in ("at", "format", "reveal"):
        if option in line.options:
            raise OnlyWithFinding(name=f"--{option}")
    if not line.operands:
        raise IdWanted()
    configured = configuration(line, lang)
    book = _book(configured.patterns)
    pen = Pen(Sentences(book, configured.lang), screen.width())
    for number, name in enumerate(line.operands):
        if number:
            screen.write("\n")
        screen.write(list(_page(name, book, pen)))
    return 0


def _page(name: str, book: Rulebook, pen: Pen) -> Iterator[Line]:
    """An element may be named without its family: fund-source for element/fund-source."""
    if name in book.profiles:
        return profile_lines(book.profiles[name], pen)
    if name in book.standards:
        return standard_lines(book.standards[name], pen)
    for rule in (name, f"element/{name}"):
        if rule in book.rules:
            return _rule_page(rule, book, pen)
    raise _unknown(name, book)


def _rule_page(rule: str, book: Rulebook, pen: Pen) -> Iterator[Line]:
    yield from rule_lines(book.rules[rule], pen)
    yield from element_lines(rule.removeprefix("element/"), book, pen)


def _unknown(name: str, book: Rulebook) -> ScanError:
    from difflib import get_close_matches

    known = {id.rsplit("/", 1)[-1]: id for id in (*book.profiles, *book.standards, *book.rules)}
    near = dict.fromkeys(known.get(id, id) for id in get_close_matches(name, [*book.rules, *known], 3))
    return IdMistyped(name=cleaned(name), near="、".join(near)) if near else IdUnknown(name=cleaned(name))


def _book(patterns: tuple[str, ...]) -> Rulebook:
    from scanner.rulebook import load

    return load(patterns)


def _refuse_operands(line: CommandLine) -> None:
    if line.operands:
        raise OperandUnknown(name=cleaned(line.operands[0]), command=line.command)


# ---------------------------------------------------------------- doctor


def doctor(line: CommandLine, screen: Screen, lang: Lang) -> int:
    """Say what can be read here and what is missing; 0 when every package of this program is there."""
    _refuse_operands(line)
    lang = "en" if line.options.get("lang", lang) == "en" else "zh"
    missing = {name for name in CORE if not _is_importable(name)}
    screen.write(
        [
            *_formats(missing, lang),
            [],
            *_packages(missing, lang),
            [],
            *_extras(lang),
            [],
            *_surroundings(lang),
        ]
    )
    return NOT_DONE if missing else 0


def _is_importable(name: str) -> bool:
    from importlib import import_module

    try:
        import_module(name)
    except ImportError:
        return False
    return True


def _formats(missing: set[str], lang: Lang) -> Iterator[Line]:
    from scanner.extract import formats

    yield [(word(FRAME, "doctor-formats", lang), HEADING)]
    column = max(cells(info.title[lang]) for info in formats())
    for info in formats():
        wanted = [name for name in info.packages if name in missing]
        extensions = " ".join(info.extensions)
        yield from _checked(
            padded(info.title[lang], column) + f"  {extensions}", not wanted, ", ".join(wanted), lang
        )


def _packages(missing: set[str], lang: Lang) -> Iterator[Line]:
    yield [(word(FRAME, "doctor-packages", lang), HEADING)]
    column = max(cells(name) for name in CORE)
    for name, purpose in CORE.items():
        said = f"{padded(name, column)}  {_version(name):<10}  {purpose[0 if lang == 'zh' else 1]}"
        yield from _checked(said, name not in missing, name, lang)


def _extras(lang: Lang) -> Iterator[Line]:
    """What can be installed besides, and the command that does."""
    from importlib.util import find_spec

    yield [(word(FRAME, "doctor-extras", lang), HEADING)]
    for name, (packages, purpose) in EXTRAS.items():
        said = f"{name}  {purpose[0 if lang == 'zh' else 1]}"
        if all(find_spec(package) is not None for package in packages):
            yield [("  ✔ ", "green"), (said, "")]
        else:
            wanted = word(FRAME, "doctor-missing", lang).format(name=f'"notice-scan[{name}]"')
            yield [("  - ", QUIET), (said, ""), (f"  {wanted}", QUIET)]


def _checked(said: str, is_there: bool, missing: str, lang: Lang) -> Iterator[Line]:
    if is_there:
        yield [("  ✔ ", "green"), (said.rstrip(), "")]
    else:
        wanted = word(FRAME, "doctor-missing", lang).format(name=missing)
        yield [("  ✘ ", "bold red"), (said.rstrip(), ""), (f"  {wanted}", "bold red")]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    distribution = {"docx": "python-docx", "python_calamine": "python-calamine"}.get(name, name)
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "?"


def _surroundings(lang: Lang) -> Iterator[Line]:
    from shutil import which

    from scanner import __version__

    yield [(word(FRAME, "doctor-surroundings", lang), HEADING)]
    encoding = getattr(sys.stdout, "encoding", "") or "?"
    python = ".".join(str(number) for number in sys.version_info[:3])
    for name, value in (
        ("notice-scan", __version__),
        ("Python", f"{python} ({sys.platform})"),
        (word(FRAME, "doctor-encoding", lang), encoding),
    ):
        yield [(f"    {name}  {value}", "")]
    for program, purpose in PROGRAMS.items():
        said = f"{program}  {purpose[0 if lang == 'zh' else 1]}"
        if which(program):
            yield [("  ✔ ", "green"), (said, "")]
        else:
            absent = word(FRAME, "doctor-absent", lang)
            yield [("  - ", QUIET), (f"{said}{absent}", QUIET)]
    yield from _unpackers(lang)
    if not _has_memory_limit():
        yield [("  - ", QUIET), (word(FRAME, "doctor-no-memory-limit", lang), QUIET)]


def _unpackers(lang: Lang) -> Iterator[Line]:
    """What unpacks 7z and rar here."""
    from scanner.extract.container.libraries import has_py7zr, libarchive

    absent = word(FRAME, "doctor-absent", lang)
    for name, purpose, is_there in (
        ("libarchive", ("解 7z、rar 压缩包", "unpacks 7z and rar archives"), libarchive() is not None),
        (
            "py7zr",
            ("解 7z 压缩包（notice-scan[archives]）", "unpacks 7z (notice-scan[archives])"),
            has_py7zr(),
        ),
    ):
        said = f"{name}  {purpose[0 if lang == 'zh' else 1]}"
        yield [("  ✔ ", "green"), (said, "")] if is_there else [("  - ", QUIET), (said + absent, QUIET)]


def _has_memory_limit() -> bool:
    from scanner.archive import memory

    return memory.IS_HELD or memory.is_watchable()
