"""The command line: its options, their help, and sentences for what is not understood."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from scanner.configuration import CHOICES, LISTS, Value, checked
from scanner.errors import ScanError
from scanner.model import Lang
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

COMMANDS = ("rules", "explain", "doctor")


class OptionUnknown(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "不认识选项 {name}。全部选项见 scan --help。",
        "en": "Unknown option {name}. See scan --help for all options.",
    }


class OptionMistyped(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "不认识选项 {name}。是不是 {near}？",
        "en": "Unknown option {name}. Did you mean {near}?",
    }


class OptionWithoutValue(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "选项 {name} 后面要跟一个值。",
        "en": "Option {name} wants a value after it.",
    }


class OptionWithValue(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "选项 {name} 后面不跟值。",
        "en": "Option {name} takes no value.",
    }


class PathsWanted(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "没有说要检查哪个文件。用法：scan 文件或文件夹……（详见 scan --help）",
        "en": "No file was named. Usage: scan PATH… (see scan --help)",
    }


class Option(metaclass=noun):
    """One option; `value` names what follows it, "" for a flag."""

    flags: tuple[str, ...]
    value: tuple[str, str]  # zh, en
    help: tuple[str, str]
    commands: tuple[str, ...] = ("scan",)

    @property
    def key(self) -> str:
        return self.flags[-1].lstrip("-").replace("-", "_")


_NONE = ("", "")
ALL = ("scan", *COMMANDS)
OPTIONS: tuple[Option, ...] = (
    Option(("-f", "--format"), ("格式", "FORMAT"), ("输出格式", "output format"), ("scan", "rules", "explain")),
    Option(("-o", "--output"), ("文件", "FILE"), ("把报告写进文件", "write the report to a file")),
    Option(("--profile",), ("类型", "ID"), ("指定公示类型（见 scan rules），不再自动识别", "the type of notice (see scan rules)")),
    Option(("--standard",), ("标准", "ID"), ("适用哪一级的标准", "whose standard applies")),
    Option(("--level",), ("层级", "LEVEL"), ("公开层级", "level of the publisher")),
    Option(("--channel",), ("渠道", "CHANNEL"), ("公开渠道", "where it is published")),
    Option(("--audience",), ("对象", "AUDIENCE"), ("公开对象", "who may see it")),
    Option(("--stage",), ("阶段", "STAGE"), ("公示（征求意见）还是公告（公布结果）", "notice for objections, or of a result")),
    Option(("--publish-date",), ("日期", "DATE"), ("发布日期，如 2026-05-06", "date of publication, like 2026-05-06")),
    Option(("--today",), ("日期", "DATE"), ("按哪一天来判断，默认今天", "the day to judge by, today by default")),
    Option(("--lang",), ("语言", "LANG"), ("输出语言，默认随系统", "language, by default that of the system"), ALL),
    Option(("--fail-on",), ("级别", "LEVEL"), ("从哪一级起返回 1，默认 error", "exit 1 from this level on, error by default")),
    Option(("--patterns",), ("文件夹", "DIR"), ("再加一个规则文件夹，可以多次使用", "a folder of further rules, repeatable"), ("scan", "rules", "explain")),
    Option(("--config",), ("文件", "FILE"), ("设置文件，默认向上找 scan.toml 或 pyproject.toml 的 [tool.scan]", "settings file, otherwise the nearest scan.toml or [tool.scan]"), ("scan", "rules", "explain")),
    Option(("--reveal",), _NONE, ("显示个人信息原文（默认遮盖）", "show personal values, masked otherwise"), ("scan", "explain")),
    Option(("--entities",), _NONE, ("JSON 中列出全部人名、机构、地址及其角色", "list every person, organisation and address with its role in JSON"), ("scan",)),
    Option(("--finding",), _NONE, ("用于 scan explain：后面写文件，逐个说明号码为什么报告或不报告", "with scan explain and files: why each number was reported or not"), ("explain",)),
    Option(("--at",), ("位置", "PLACE"), ("用于 --finding：只说明这个位置的，如 第4行", "with --finding: only what stands there, like 'row 4'"), ("explain",)),
    Option(("--ocr",), ("方式", "WHEN"), ("识别图片中的文字：auto、always、never（需安装 notice-scan[ocr]）", "read the words of pictures: auto, always, never (needs notice-scan[ocr])")),
    Option(("--allow-gaps",), _NONE, ("有没检查到的部分时不返回 2", "do not exit 2 for parts that were not looked at")),
    Option(("--jobs",), ("个数", "N"), ("同时用几个进程", "number of worker processes")),
    Option(("--timeout",), ("秒", "S"), ("每个文件最多几秒，默认 120", "seconds a file may take, 120 by default")),
    Option(("--max-memory",), ("MB", "MB"), ("每个进程最多多少 MB 内存，默认 2048", "MB a worker may use, 2048 by default")),
    Option(("-h", "--help"), _NONE, ("显示这份说明", "show this help"), ALL),
    Option(("--version",), _NONE, ("显示版本", "show the version"), ALL),
)  # fmt: skip
_UNCHECKED = ("output", "config", "help", "version", "at")


class CommandLine(metaclass=noun):
    """What was typed: the command ("scan" where none was named), its operands, the stated options."""

    command: str
    operands: tuple[str, ...]
    options: Mapping[str, Value]

    def text(self, key: str) -> str:
        """The value of a text option, "" where it was not stated."""
        value = self.options.get(key, "")
        return value if isinstance(value, str) else ""


def command_line(arguments: Sequence[str]) -> CommandLine:
    """The command line, every value checked. Raises a ScanError with one sentence."""
    command, rest = "scan", list(arguments)
    if rest and rest[0] in COMMANDS:
        command = rest.pop(0)
    after: list[str] = []
    if "--" in rest:
        at = rest.index("--")
        rest, after = rest[:at], rest[at + 1 :]
    known = [option for option in OPTIONS if command in option.commands]
    stated, others = _parsed(known, rest)
    for other in others:
        if other.startswith("-") and other != "-":
            raise _unknown(other, known)
    options = {
        key: value if key in _UNCHECKED or value is True else checked(key, value, _flag(key))
        for key, value in stated.items()
    }
    return CommandLine(command, (*others, *after), options)


def _parsed(known: Sequence[Option], rest: Sequence[str]) -> tuple[dict[str, Value], list[str]]:
    """(stated options, everything else). A value stands behind its option, or joined to it: -fjson, --lang=en."""
    options = {flag: option for option in known for flag in option.flags}
    stated: dict[str, Value] = {}
    others: list[str] = []
    waiting = iter(rest)
    for argument in waiting:
        name, joined, value = _split(argument, options)
        option = options.get(name)
        if option is None:
            others.append(argument)
        elif not option.value[0]:
            if joined:
                raise OptionWithValue(name=name)
            stated[option.key] = True
        else:
            following = value if joined else next(waiting, None)
            if following is None:
                raise OptionWithoutValue(name=name)
            before = stated.get(option.key, ()) if option.key in LISTS else None
            stated[option.key] = (*before, following) if isinstance(before, tuple) else following
    return stated, others


def _split(argument: str, options: Mapping[str, Option]) -> tuple[str, bool, str]:
    """(option, whether a value is joined to it, that value)."""
    if argument.startswith("--"):
        name, equals, value = argument.partition("=")
        return name, bool(equals), value
    if argument[:2] in options and len(argument) > 2:
        return argument[:2], True, argument[2:].removeprefix("=")
    return argument, False, ""


def _flag(key: str) -> str:
    return "--" + key.replace("_", "-")


def _unknown(name: str, known: Sequence[Option]) -> ScanError:
    from difflib import get_close_matches

    name = name.split("=")[0]
    near = get_close_matches(name, [flag for option in known for flag in option.flags], 1)
    return OptionMistyped(name=name, near=near[0]) if near else OptionUnknown(name=name)


def locale_lang(environ: Mapping[str, str]) -> Lang:
    """The language of the system: en for an English locale, otherwise zh."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "en" if environ[name].lower().startswith("en") else "zh"
    if os.name == "nt":
        import ctypes

        asked = getattr(ctypes, "windll", None)
        primary_english = 0x09  # LANG_ENGLISH, the low ten bits of a language id
        if asked and asked.kernel32.GetUserDefaultUILanguage() & 0x3FF == primary_english:
            return "en"
    return "zh"


def stated_lang(arguments: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """The language for sentences about a command line that may not be understood."""
    for at, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or (arguments[at + 1] if at + 1 < len(arguments) else "")
            if value in ("zh", "en"):
                return "en" if value == "en" else "zh"
    return locale_lang(environ)


# ---------------------------------------------------------------- help

_INTRODUCTION = {
    "zh": (
        "检查准备公开的公示、公告：缺什么，什么不能公开，为什么，怎么改。",
        "",
        "用法",
        "  scan 文件或文件夹……    检查，例如 scan draft.docx",
        "  scan rules             列出全部规则、公示类型和标准",
        "  scan explain 编号      说明一条规则、要素、类型或标准",
        "  scan explain --finding 文件……  说明文件里每个号码为什么报告、为什么不报告",
        "  scan doctor            看这台机器上能读哪些格式",
        "",
        "选项",
    ),
    "en": (
        "Checks notices before they are published: what is missing, what must not go out, why, what to do.",
        "",
        "Usage",
        "  scan PATH…             check files or folders: scan draft.docx",
        "  scan rules             list the rules, types of notice and standards",
        "  scan explain ID        a rule, element, type or standard with its law",
        "  scan explain --finding FILE…  why each number of a file was reported or not",
        "  scan doctor            which formats can be read here",
        "",
        "Options",
    ),
}
_EXIT_CODES = {
    "zh": "返回值：0 没有达到 --fail-on 的问题；1 有问题；2 没有检查成，或者没有查全。",
    "en": "Exit code: 0 nothing at or above --fail-on; 1 findings; 2 not done or not complete.",
}


def help_lines(lang: Lang, width: int) -> Iterator[str]:
    """The help text."""
    from reports.layout import cells, padded, plain, wrapped

    which = 0 if lang == "zh" else 1
    yield from _INTRODUCTION[lang]
    heads = [
        "  " + ", ".join(option.flags) + (f" {option.value[which]}" if option.value[which] else "")
        for option in OPTIONS
    ]
    column = max(cells(head) for head in heads) + 2
    for option, head in zip(OPTIONS, heads, strict=True):
        choices = CHOICES.get(option.key)
        colon = "：" if lang == "zh" else ": "
        said = option.help[which] + (colon + "|".join(choices) if choices else "")
        yield plain(wrapped([(padded(head, column) + said, "")], width, hang=column)).rstrip("\n")
    yield ""
    yield plain(wrapped([(_EXIT_CODES[lang], "")], width)).rstrip("\n")
