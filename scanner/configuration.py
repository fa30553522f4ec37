"""The settings of a run: the command line over scan.toml or [tool.scan] over the defaults."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.errors import ScanError
from scanner.model import NONE, Lang
from scanner.noun import noun
from scanner.settings import CIRCUMSTANCES, LANGS, LEVELS, OCR, Limits, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

# ---------------------------------------------------------------- what may be set, and what is refused


class ValueRefused(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "{name}：不认识“{value}”。可用：{allowed}。",
        "en": "{name}: “{value}” is not known. Allowed: {allowed}.",
    }


class NumberRefused(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "{name}：“{value}”应为大于 0 的数。",
        "en": "{name}: “{value}” must be a number above 0.",
    }


class DateRefused(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "{name}：“{value}”不是日期，应写成 2026-05-06 这样。",
        "en": "{name}: “{value}” is no date; write it like 2026-05-06.",
    }


class TextRefused(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "{name}：应为加引号的文字。",
        "en": "{name}: must be a text in quotes.",
    }


class KeyUnknown(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "设置文件 {where} 里有不认识的键“{name}”。可用：{allowed}。",
        "en": "Unknown key “{name}” in the settings file {where}. Allowed: {allowed}.",
    }


class SettingsFileBroken(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "设置文件读不懂：{where} 第 {line} 行（不是正确的 TOML）。",
        "en": "The settings file cannot be understood: {where}, line {line} (not valid TOML).",
    }


class SettingsFileMissing(ScanError):
    sentences: ClassVar[dict[Lang, str]] = {
        "zh": "打不开设置文件：{where}。",
        "en": "The settings file cannot be opened: {where}.",
    }


OUTPUTS = ("terminal", "json", "jsonl")

# key -> allowed values; of a key without a list the kind says what is meant.
CHOICES: dict[str, tuple[str, ...]] = {
    **{name: allowed for name, allowed in CIRCUMSTANCES.items() if allowed},
    "lang": LANGS,
    "fail_on": LEVELS,
    "format": OUTPUTS,
    "ocr": OCR,
}
DATES = ("publish_date", "today")
NUMBERS = ("timeout", "jobs", "max_memory")
FLAGS = ("allow_gaps",)
TEXTS = ("profile", "standard")
LISTS = ("patterns",)
# `reveal` is missing on purpose: personal values are shown only where someone asks for it on the spot.
FILE_KEYS = (*CHOICES, *DATES, *NUMBERS, *FLAGS, *TEXTS, *LISTS)
OVERRIDE_KEYS = ("profile", *CIRCUMSTANCES, "fail_on", "allow_gaps", "ocr")

Value = str | float | bool | tuple[str, ...]


def checked(key: str, value: object, name: str) -> Value:
    """The value of a key, of the right type. `name` is what the user wrote it as (--level, scan.toml: level)."""
    if key in CHOICES:
        if value not in CHOICES[key]:
            raise ValueRefused(name=name, value=value, allowed="、".join(CHOICES[key]))
        return str(value)
    if key in NUMBERS:
        return _number(value, name)
    if key in FLAGS or key in ("reveal", "entities"):
        if not isinstance(value, bool):
            raise ValueRefused(name=name, value=value, allowed="true、false")
        return value
    if key in LISTS:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, (list, tuple)) or not all(isinstance(one, str) for one in values):
            raise TextRefused(name=name)
        return tuple(values)
    if key in DATES:
        return _date(value, name)
    if not isinstance(value, str):
        raise TextRefused(name=name)
    return value


def _number(value: object, name: str) -> float:
    try:
        number = float(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else 0.0
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise NumberRefused(name=name, value=value)
    return number


def _date(value: object, name: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise DateRefused(name=name, value=value) from None


# ---------------------------------------------------------------- scan.toml and [tool.scan]


class Override(metaclass=noun):
    """Settings for the files below the settings file's folder that one of the globs fits."""

    files: tuple[str, ...]
    values: Mapping[str, Value]


class SettingsFile(metaclass=noun):
    """What a settings file says; `folder` is where it lies, and where its globs and paths begin."""

    path: str = ""
    folder: str = ""
    values: Mapping[str, Value] = NONE
    overrides: tuple[Override, ...] = ()


def settings_file(stated: str = "", *, folder: str = ".") -> SettingsFile:
    """The stated file, otherwise the nearest scan.toml, or pyproject.toml with [tool.scan], from `folder` up.

    An empty one where there is none. Raises a ScanError that names file and key for what is not understood.
    """
    if stated:
        return _read(stated)
    folder = os.path.abspath(folder)
    while True:
        for name in ("scan.toml", "pyproject.toml"):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name == "scan.toml" or _has_table(path)):
                return _read(path)
        parent = os.path.dirname(folder)
        if parent == folder:
            return SettingsFile()
        folder = parent


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"tool.scan" in file.read()
    except OSError:
        return False


def _read(path: str) -> SettingsFile:
    import tomllib

    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFileMissing(where=path) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search("line ([0-9]+)", str(error))
        raise SettingsFileBroken(where=path, line=found[1] if found else text.count("\n") + 1) from error
    own = table.get("tool", {})
    if os.path.basename(path) == "pyproject.toml" or "scan" in own:
        table = own.get("scan", {})
    overrides = table.pop("overrides", [])
    folder = os.path.dirname(os.path.abspath(path))
    values = dict(_values(table, FILE_KEYS, path, ""))
    if "patterns" in values:
        values["patterns"] = tuple(os.path.join(folder, one) for one in _texts(values["patterns"]))
    return SettingsFile(path, folder, values, tuple(_overrides(overrides, path)))


def _values(
    table: Mapping[str, object], keys: Sequence[str], path: str, where: str
) -> Iterator[tuple[str, Value]]:
    for key, value in table.items():
        if key not in keys:
            raise KeyUnknown(where=path, name=where + key, allowed="、".join(keys))
        yield key, checked(key, value, f"{path} {where}{key}")


def _overrides(tables: object, path: str) -> Iterator[Override]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise KeyUnknown(where=path, name="overrides", allowed="[[overrides]]")
    for number, table in enumerate(tables, 1):
        where = f"overrides[{number}]."
        files = checked("patterns", table.pop("files", None), f"{path} {where}files")
        yield Override(_texts(files), dict(_values(table, OVERRIDE_KEYS, path, where)))


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def is_match(path: str, glob: str) -> bool:
    """Whether a path with / fits a glob: * and ? within one folder's name, ** over any number of folders."""
    pattern = ""
    for piece in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", glob):
        pattern += _GLOBS.get(piece) or re.escape(piece)
    return re.fullmatch(pattern, path, re.DOTALL) is not None


_GLOBS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


# ---------------------------------------------------------------- both together


class Configuration:
    """The command line over the overrides over the settings file over the defaults."""

    def __init__(self, options: Mapping[str, Value], file: SettingsFile, *, today: str, lang: Lang) -> None:
        self._options = options
        self._file = file
        self._defaults: dict[str, Value] = {"today": today, "lang": lang}
        self._made: dict[tuple[int, ...], Settings] = {}

    def value(self, key: str) -> Value | None:
        """The value that holds for the whole run, or None where nobody stated one."""
        for values in (self._options, self._file.values, self._defaults):
            if key in values:
                return values[key]
        return None

    @property
    def lang(self) -> Lang:
        """The language of this run."""
        return "en" if self.value("lang") == "en" else "zh"

    @property
    def format(self) -> str:
        """The output format of this run."""
        return str(self.value("format") or "terminal")

    @property
    def jobs(self) -> int:
        """How many worker processes; 0 where nobody stated it."""
        stated = self.value("jobs")
        return max(1, int(stated)) if isinstance(stated, float) else 0

    @property
    def patterns(self) -> tuple[str, ...]:
        """Folders of further rules: those of the settings file, then those of the command line."""
        return (*_texts(self._file.values.get("patterns", ())), *_texts(self._options.get("patterns", ())))

    def stated(self, key: str) -> Iterator[tuple[str, str]]:
        """(where, value) wherever a text option is stated."""
        if key in self._options:
            yield f"--{key}", str(self._options[key])
        if key in self._file.values:
            yield f"{self._file.path} {key}", str(self._file.values[key])
        for number, override in enumerate(self._file.overrides, 1):
            if key in override.values:
                yield f"{self._file.path} overrides[{number}].{key}", str(override.values[key])

    def settings(self, path: str) -> Settings:
        """The settings of one file. Files with the same overrides share one object."""
        fitting: tuple[int, ...] = ()
        if self._file.overrides:
            below = os.path.relpath(os.path.abspath(path), self._file.folder).replace(os.sep, "/")
            fitting = tuple(
                number
                for number, override in enumerate(self._file.overrides)
                if any(is_match(below, glob) for glob in override.files)
            )
        if fitting not in self._made:
            self._made[fitting] = self._settings(fitting)
        return self._made[fitting]

    def _settings(self, fitting: tuple[int, ...]) -> Settings:
        values = {**self._defaults, **self._file.values}
        for number in fitting:
            values.update(self._file.overrides[number].values)
        values.update(self._options)
        own: dict[str, Any] = {name: values[name] for name in _OWN if name in values}
        own["stated"] = {name: str(values[name]) for name in CIRCUMSTANCES if name in values}
        if "ocr" in values or "timeout" in values:
            stated = values.get("timeout")
            seconds = float(stated) if isinstance(stated, (int, float)) else _USUAL_SECONDS
            own["limits"] = Limits(
                ocr=str(values.get("ocr", "auto")), ocr_pages=max(1, int(seconds / _OCR_SECONDS))
            )
        if "max_memory" in own:
            own["max_memory"] = int(own["max_memory"])
        return Settings(**own)


_USUAL_SECONDS = 120.0  # `Settings.timeout` where nobody states it
_OCR_SECONDS = 3.0  # of a file's time that one picture may take
_OWN = ("today", "lang", "fail_on", "profile", "reveal", "entities", "allow_gaps", "timeout", "max_memory")
