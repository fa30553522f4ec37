"""What stands in the slots of a written notice: places, people, offices' numbers, drawn from a seed.

`{villager#2}` is one value wherever it stands in one notice, `{villager#2~}` the same name masked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from corpora.invented import bank_card, credit_code, landline, mobile, resident_id
from corpora.places import COMPANIES, GIVEN, HAMLETS, REGIONS, SCHOOLS, SURNAMES, TOWNS, Region

PEOPLE = ("person", "official", "contact", "villager", "student", "child", "boss", "author")


def _masked(value: str, keep: tuple[int, int]) -> str:
    head, tail = keep
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


@dataclass
class Slots:
    """The values of one notice. The same seed, slot and number give the same value."""

    rng: Random
    region: Region = field(init=False)
    year: str = "2023"
    _drawn: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.region = self.rng.choice(REGIONS)

    def value(self, slot: str) -> str:
        """The value of a slot as it is written between braces; ValueError for a slot that does not exist."""
        name, _, number = slot.rstrip("~").partition("#")
        name, _, word = name.partition(":")
        key = f"{name}:{word}#{number}"
        if key not in self._drawn:
            self._drawn[key] = self._fresh(name, word)
        drawn = self._drawn[key]
        return self._hidden(drawn, key) if slot.endswith("~") else drawn

    def _hidden(self, name: str, key: str) -> str:
        """A name as lists mask it: 王某某, 王*, 王**, 王*梅; always the same way in one notice."""
        ways = self._drawn.setdefault("mask", self.rng.choice(("某", "*", "*", "middle", "＊")))
        if ways == "某":
            return name[0] + "某" * (len(name) - 1)
        if ways == "middle" and len(name) > 2:
            return name[0] + "*" * (len(name) - 2) + name[-1]
        return name[0] + ("＊" if ways == "＊" else "*") * (len(name) - 1)

    def _fresh(self, name: str, word: str) -> str:
        for _ in range(60):
            value = self._draw(name, word)
            if value not in self._taken:
                break
        self._taken.add(value)
        return value

    def _draw(self, name: str, word: str) -> str:
        rng, region = self.rng, self.region
        if name in PEOPLE:
            return self._person()
        if name in ("province", "city", "county"):
            return str(getattr(region, name)) if name not in self._taken_kinds() else _other(rng, name)
        if name == "docno":
            return f"{region.county[0]}{word}{rng.choice(('〔{}〕', '〔{}〕', '[{}]', '（{}）'))}{rng.randint(1, 180)}号".format(
                self.year
            )
        makers = {
            "town": lambda: rng.choice(region.towns or TOWNS),
            "village": lambda: rng.choice(region.villages or HAMLETS),
            "school": lambda: rng.choice((region.county[:2], rng.choice(TOWNS))) + rng.choice(SCHOOLS),
            "company": lambda: self._company(),
            "landline": lambda: landline(rng),
            "mobile": lambda: mobile(rng),
            "id": lambda: resident_id(rng),
            "card": lambda: bank_card(rng),
            "mailbox": lambda: "cunwu2021@163.com",
            "office-email": lambda: (
                f"{rng.choice(('xczx', 'nyj', 'mzj', 'jdjb'))}{rng.randint(1, 999)}@example.com"
            ),
            "uscc": lambda: credit_code(rng),
            "idmask": lambda: _masked(resident_id(rng), (6, 4)),
            "mobilemask": lambda: _masked(mobile(rng), (3, 4)),
            "cardmask": lambda: _masked(bank_card(rng), (6, 4)),
        }
        if name not in makers:
            raise ValueError(f"no such slot: {name}")
        return makers[name]()

    def _taken_kinds(self) -> set[str]:
        return {key.partition(":")[0] for key in self._drawn}

    def _person(self) -> str:
        rng = self.rng
        if self.region.names and rng.random() < 0.5:
            return rng.choice(self.region.names)
        return rng.choice(SURNAMES) + rng.choice(GIVEN)

    def _company(self) -> str:
        head, trade, form = (self.rng.choice(part) for part in COMPANIES)
        where = self.rng.choice((self.region.county[:2], self.region.county, self.region.city, ""))
        return f"{where}{head}{trade}{form}"


def _other(rng: Random, name: str) -> str:
    return str(getattr(rng.choice(REGIONS), name))
