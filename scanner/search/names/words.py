"""The words that names are recognised by, as `patterns/names/` lists them; read once, when first asked for."""

from __future__ import annotations

import os
from functools import cache

from scanner.noun import noun

_PATTERNS = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))), "patterns"
)
FOLDER = os.path.join(_PATTERNS, "names")
MODELS = os.path.join(_PATTERNS, "models")


class Surnames(metaclass=noun):
    """Surnames of one character, most frequent first, rare ones, and those of two characters."""

    single: str
    rare: str
    compound: tuple[str, ...]


def listed(name: str) -> dict[str, str]:
    """The groups of a list of patterns/names/: each line is the group's word and its text; # begins a remark."""
    return listed_in("names", name)


@cache
def listed_in(folder: str, name: str) -> dict[str, str]:
    """As `listed`, of another folder of patterns/."""
    found: dict[str, str] = {}
    with open(os.path.join(_PATTERNS, folder, f"{name}.txt"), encoding="utf-8") as file:
        for line in file:
            group, _, text = line.strip().partition(" ")
            if group and group != "#":
                found[group] = f"{found[group]} {text}" if group in found else text
    return found


@cache
def surnames() -> Surnames:
    """The surnames that are known."""
    found = listed("surnames")
    return Surnames(found["single"], found["rare"], tuple(found["compound"].split()))
