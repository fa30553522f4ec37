"""What the model looks at: for every character of a strip the characters, words and cells about it.

Training and tagging read the same features from here. A character is folded first: digits are one sign, letters
another. Words before and behind come from `patterns/names/context.txt`, surnames from `surnames.txt`.
"""

from __future__ import annotations

from functools import cache

from scanner.regexes import compiled
from scanner.search.names.words import listed, surnames

FREQUENT = 120  # surnames that nine of ten people have
LONGEST_WORD = 8
_CELL = compiled(r"[^\s,，、;；。|｜│:：()（）/／]+")
_LINE = compiled(r"[^\n]+")
_DIGIT, _LETTER, _BLANK = "0", "a", "_"
_NEAR_LINE = 14  # characters; shorter lines are cells, labels or names


@cache
def _signs() -> dict[int, str]:
    """Characters that count as one sign."""
    found = {ord(char): _DIGIT for char in "0123456789"}
    found |= dict.fromkeys((*range(65, 91), *range(97, 123)), _LETTER)
    found |= {ord(char): _BLANK for char in " \u3000\u00a0"}
    found |= {
        ord("\t"): "|",
        ord("｜"): "|",
        ord("│"): "|",
        ord(":"): "：",
        ord("("): "（",
        ord(")"): "）",
        ord(","): "，",
        ord(";"): "；",
    }
    return found


@cache
def _classes() -> dict[str, str]:
    """The class of each character that may be a surname: 1 frequent, 2 known, 3 rare."""
    known = surnames()
    found = dict.fromkeys(known.rare, "3")
    found |= dict.fromkeys(known.single, "2")
    found |= dict.fromkeys(known.single[:FREQUENT], "1")
    return found


@cache
def _given() -> dict[str, str]:
    """The class of each character that given names are made of: 1 usual, 2 known, 3 rare."""
    groups = listed("given")
    return {
        char: sign for sign, name in (("3", "rare"), ("2", "known"), ("1", "usual")) for char in groups[name]
    }


@cache
def _kinds() -> dict[str, str]:
    """The group of each context word, by its first letter; a word of two groups has both."""
    found: dict[str, str] = {}
    for group, text in listed("context").items():
        for word in text.split():
            if group[0] not in found.get(word, ""):
                found[word] = found.get(word, "") + group[0]
    return found


@cache
def _firsts() -> dict[str, tuple[int, ...]]:
    """For each first character the lengths of the context words that begin with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in _kinds():
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _words(text: str) -> tuple[list[str], list[str]]:
    """At each place the groups of the longest context word that ends right before it, and that begins at it."""
    size = len(text)
    ends, begins = [""] * (size + 1), [""] * (size + 1)
    longest = [0] * (size + 1)
    kinds, firsts = _kinds(), _firsts()
    for at, char in enumerate(text):
        lengths = firsts.get(char)
        if lengths is None:
            continue
        for length in lengths:
            kind = kinds.get(text[at : at + length])
            if kind is not None and at + length <= size:
                kind += "2" if length > 1 else "1"
                if not begins[at]:
                    begins[at] = kind
                if length > longest[at + length]:
                    longest[at + length] = length
                    ends[at + length] = kind
    return ends, begins


def _types(text: str) -> str:
    """A letter for the type of each character: digit, letter, blank, Han, bar, line end, other."""
    return "".join(
        [
            char if char in "0a_|\n，、。：；（）·*" else "H" if char > "\u2e7f" and char.isalpha() else "."
            for char in text
        ]
    )


def _cells(text: str) -> tuple[list[str], list[str]]:
    """For each character its cell's length and its place in it (long ones: prose), and the look of its line."""
    cells, lines = ["-"] * len(text), ["-"] * len(text)
    for cell in _CELL.finditer(text):
        start, end = cell.span()
        length = end - start
        if length <= 6:
            for at in range(start, end):
                cells[at] = f"{length}{at - start}"
        else:
            for at in range(start, end):
                cells[at] = f"+{min(at - start, 4)}{min(end - at, 5)}"
    for line in _LINE.finditer(text):
        start, end = line.span()
        look = ("s" if end - start <= _NEAR_LINE else "l") + (
            "."
            if "。" in line[0] or "，" in line[0]
            else "|"
            if "|" in line[0]
            else "："
            if "：" in line[0]
            else "、"
            if "、" in line[0]
            else "-"
        )
        lines[start:end] = [look] * (end - start)
    return cells, lines


def features(strip: str) -> list[list[str]]:
    """The features of every character of a strip of one or more lines."""
    text = strip.translate(_signs())
    classes = _classes()
    ends, begins = _words(text)
    begins += ["", "", ""]
    cells, lines = _cells(text)
    runs = [*_runs(text), "0"]
    c = "\n\n\n" + text + "\n\n\n"
    t = "^^^" + _types(text) + "$$$"
    n = "000" + "".join([classes.get(char, "0") for char in text]) + "000"
    compound = _compound()
    given = _given()
    g = "000" + "".join([given.get(char, "0") for char in text]) + "000"
    found = []
    for at in range(len(text)):
        one = _about(at + 3, c, t, n)
        one += (
            "o" + cells[at] + n[at + 3],
            "p" + lines[at] + cells[at],
            "q" + ends[at] + n[at + 3],
            "r" + begins[at + 1],
            "s" + begins[at + 2],
            "t" + begins[at + 3] + n[at + 3],
            "u" + (ends[at - 1] if at else ""),
            "v" + (ends[at - 2] if at > 1 else ""),
            "y" + runs[at] + n[at + 3],
            "z" + runs[at] + runs[at + 1],
            "A" + n[at + 3] + g[at + 4 : at + 6],
            "B" + n[at + 2] + g[at + 3 : at + 5],
            "C" + n[at + 1] + g[at + 2 : at + 4],
        )
        if text[at : at + 2] in compound:
            one.append("x0")
        elif text[at - 1 : at + 1] in compound:
            one.append("x1")
        found.append(one)
    return found


@cache
def _sounds() -> frozenset[str]:
    return frozenset(listed("sounds")["sounds"] + "·")


def _runs(text: str) -> list[str]:
    """For each character the length of the run of sounds of minority names that it stands in, and its place in it."""
    known, found = _sounds(), ["0"] * len(text)
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] in known:
            end += 1
        if end - at > 1:
            found[at:end] = [f"{min(end - at, 7)}{min(place, 4)}" for place in range(end - at)]
        at = max(end, at + 1)
    return found


def _about(i: int, c: str, t: str, n: str) -> list[str]:
    """The characters about one, alone and together, their types, and which of them are surnames."""
    return [
        "a" + c[i - 2],
        "b" + c[i - 1],
        "c" + c[i],
        "d" + c[i + 1],
        "e" + c[i + 2],
        "f" + c[i - 2 : i],
        "g" + c[i - 1 : i + 1],
        "h" + c[i : i + 2],
        "i" + c[i + 1 : i + 3],
        "j" + c[i - 1] + c[i + 1],
        "k" + c[i - 1 : i + 2],
        "l" + c[i : i + 3],
        "m" + t[i - 2 : i + 3],
        "n" + n[i - 2 : i + 2],
        "w" + c[i + 1 : i + 4] if t[i] == "H" else "w",
    ]


@cache
def _compound() -> frozenset[str]:
    return frozenset(surnames().compound)
