"""What can go wrong for a user: each with its sentence in both languages; all mean exit code 2."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from scanner.model import Lang


class ScanError(Exception):
    """The audit could not be done. `str()` gives the Chinese sentence, `sentence("en")` the English one."""

    exit_code: ClassVar[int] = 2
    sentences: ClassVar[dict[Lang, str]] = {"zh": "无法完成检查。", "en": "The check could not be done."}

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.sentence("zh"))

    def sentence(self, lang: Lang) -> str:
        """The sentence in the user's language, details filled in."""
        return self.sentences[lang].format(**self.details)


class PathMissing(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "找不到文件或文件夹：{path}。请检查路径。",
        "en": "No such file or folder: {path}. Check the path.",
    }


class NothingToRead(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "文件夹里没有可以检查的文件：{path}。",
        "en": "The folder holds no file that can be checked: {path}.",
    }


class RuleFileBroken(ScanError):
    """A rule, profile or standard file that is not understood; `reason` is a sentence in `lang`."""

    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "规则文件有误：{file} 第{line}行：{reason}",
        "en": "Broken rule file: {file}, line {line}: {reason}",
    }


class SettingUnknown(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "设置有误：{where} 的 {name}：不认识“{value}”。可用：{allowed}。",
        "en": "Bad setting: {name} in {where}: “{value}” is not known. Allowed: {allowed}.",
    }


class Unreadable(ScanError):
    """A file that cannot be read at all; readers raise it, `extract` makes a gap of it.

    `reason` is a key of `reports.wording`'s gap reasons: encrypted, damaged, empty, unknown-format,
    too-large …
    """

    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "文件无法读取（{reason}）。",
        "en": "Unreadable file ({reason}).",
    }

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason=reason)
