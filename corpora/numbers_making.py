"""The labelled set: sentences, label lines, tables, bare values, disguises, masks, look-alikes; the same from a seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from corpora.invented import bank_card, mobile
from corpora.numbers_cases import Case, case, mark
from corpora.numbers_disguises import (
    BECOMES,
    DISGUISES,
    as_float,
    as_formula,
    entities,
    rounded,
    scientific,
    small_x,
    tags,
    wide_x,
    with_quote,
)
from corpora.numbers_fixed import hard_cases
from corpora.numbers_negatives import NEGATIVES, filled
from corpora.numbers_values import MAKERS, macau_card, resident_id, resident_id_x
from corpora.numbers_wording import BARE, LABELLED, LABELS, NEIGHBOURS, SENTENCES
from corpora.scenes import GIVEN, SURNAMES, TOWNS, VILLAGES

SEED = 1
EACH = {"sentence": 14, "label": 14, "table": 8}  # cases of every kind
BARE_KINDS = ("resident-id", "mobile-phone", "bank-card", "student-number", "email")
TRIES = 8  # cases of every disguise and kind
NEGATIVE_ROUNDS = 4  # every sentence of a look-alike, that often
MASKS = "****＊××XX●●■_…#"


def person(rng: Random) -> str:
    """An invented person."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def told(rng: Random, sentence: str, value: str, label: str = "") -> str:
    """A sentence with its value, people and places."""
    names = {"{p}": person(rng), "{q}": person(rng), "{t}": rng.choice(TOWNS), "{c}": rng.choice(VILLAGES)}
    text = sentence.replace("{v}", value).replace("{l}", label)
    for name, word in names.items():
        text = text.replace(name, word)
    return text


def table(rng: Random, label: str, values: list[str], format: str) -> str:
    """A list with one column of these values among others."""
    head = list(rng.choice(NEIGHBOURS))
    at = rng.randint(1, len(head))
    rows = [[*head[:at], label, *head[at:]]]
    for number, value in enumerate(values, 1):
        cells = [_cell(rng, name, number) for name in head]
        rows.append([*cells[:at], value, *cells[at:]])
    if format == "md":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:], ""])
    if format == "html":
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
        return f"<table>\n{body}</table>\n"
    return "".join(("," if format == "csv" else "\t").join(row) + "\n" for row in rows)


def _cell(rng: Random, head: str, number: int) -> str:
    if "姓名" in head or head == "申请人":
        return person(rng)
    if head in ("村别", "所在村组"):
        return rng.choice(VILLAGES)
    words = {
        "序号": str(number),
        "性别": rng.choice("男女"),
        "备注": "",
        "与户主关系": "本人",
        "家庭人口": "3",
    }
    return words.get(head, str(rng.randint(1, 30) * 50))


def _of_kind(rng: Random, kind: str, labels: tuple[str, ...], name: str) -> Iterator[Case]:
    """Sentences, label lines, tables, and the bare value where that can be told."""
    make, sentences = MAKERS[kind], SENTENCES[kind]
    for n in range(EACH["sentence"]):
        sentence = sentences[n % len(sentences)]
        value = mark(kind, (macau_card if "澳门" in sentence else make)(rng))
        yield case(f"{name}/sentence-{n}", "sentence", told(rng, sentence, value))
    for n in range(EACH["label"]):
        label, sentence = labels[n % len(labels)], rng.choice(LABELLED)
        value = mark(_standing(kind, label + sentence) + kind, make(rng))
        yield case(f"{name}/label-{n}", "label", told(rng, sentence, value, label))
    for n in range(EACH["table"]):
        values = [mark(kind, make(rng)) for _ in range(rng.randint(2, 4))]
        format = ("txt", "csv", "md", "html")[n % 4]
        values = [value.replace(",", "，") for value in values] if format == "csv" else values
        yield case(f"{name}/table-{n}", "table", table(rng, labels[n % len(labels)], values, format), format)
    for n, sentence in enumerate(BARE if kind in BARE_KINDS else ()):
        value = mark(_standing(kind, sentence) + kind, make(rng))
        yield case(f"{name}/bare-{n}", "bare", told(rng, sentence, value))


def _standing(kind: str, words: str) -> str:
    """A mailbox beside nobody's name may be an office's."""
    return "may " if kind == "email" and "{p}" not in words and "个人" not in words else ""


def _disguised(rng: Random) -> Iterator[Case]:
    for group, (disguise, needs_label, kinds) in DISGUISES.items():
        for kind in kinds:
            told_as = BECOMES.get(group, {}).get(kind, kind)
            is_own = kind in BARE_KINDS and not needs_label
            for n in range(TRIES):
                value = mark(told_as, disguise(rng, MAKERS[kind](rng)))
                name, label = f"{group}/{kind}-{n}", rng.choice(LABELS[kind])
                if n % 3 == 2 and group != "line wrap":
                    yield case(name, group, table(rng, label, [value, value], "txt"))
                elif n % 3 == 1 and is_own:
                    yield case(name, group, told(rng, rng.choice(BARE), value))
                else:
                    yield case(name, group, told(rng, rng.choice(LABELLED), value, label))


def _x(rng: Random) -> Iterator[Case]:
    for group, disguise in (("small x", small_x), ("other x", wide_x)):
        for n in range(TRIES):
            value = mark("resident-id", disguise(rng, resident_id_x(rng)))
            sentence = rng.choice(SENTENCES["resident-id"])
            yield case(f"{group}/{n}", group, told(rng, sentence, value))


def _glued(rng: Random) -> Iterator[Case]:
    """Two numbers with nothing between them."""
    pairs = (("resident-id", "mobile-phone"), ("mobile-phone", "resident-id"), ("resident-id", "bank-card"))
    for n in range(TRIES * 2):
        value = "".join(mark(kind, MAKERS[kind](rng)) for kind in pairs[n % len(pairs)])
        sentence = rng.choice(
            ("{p}{v}", "{p}，身份证号、联系电话：{v}。", "{v}", "户主{p}{v}，已核对", "{p}\t{v}\t柳林村")
        )
        yield case(f"two glued/{n}", "two glued", told(rng, sentence, value))


def _of_spreadsheets(rng: Random) -> Iterator[Case]:
    """Numbers as spreadsheets and their exports leave them, under their heads."""
    lost = "resident-id-malformed|resident-id"
    ways = (
        ("rounded", rounded, lost, resident_id, "身份证号"), ("scientific", scientific, lost, resident_id, "身份证号码"),
        ("float", as_float, "mobile-phone", mobile, "联系电话"), ("float", as_float, "resident-id", resident_id, "身份证号"),
        ("formula", as_formula, "resident-id", resident_id, "身份证号"), ("formula", as_formula, "bank-card", bank_card, "银行卡号"),
        ("quote", with_quote, "resident-id", resident_id, "公民身份号码"), ("quote", with_quote, "bank-card", bank_card, "卡号"),
    )  # fmt: skip
    for group, disguise, kind, make, label in ways:
        for n in range(TRIES // 2):
            values = [_around(disguise, rng, make(rng), kind) for _ in range(2)]
            text = table(rng, label, values, "csv")
            yield case(f"{group}/{kind.split('|')[0]}-{n}", group, text, "csv")


def _around(disguise: object, rng: Random, number: str, kind: str) -> str:
    """The mark around the number itself, what the disguise puts outside of it left outside."""
    hidden = disguise(rng, number)  # type: ignore[operator]
    return hidden.replace(number, mark(kind, number)) if number in hidden else mark(kind, hidden)


def _of_markup(rng: Random) -> Iterator[Case]:
    for group, disguise in (("html entities", entities), ("html elements", tags)):
        for kind in ("resident-id", "bank-card", "mobile-phone"):
            for n in range(TRIES // 2):
                value = mark(kind, disguise(rng, MAKERS[kind](rng)))
                text = told(rng, "<p>{p}，{l}：{v}。</p>", value, LABELS[kind][0])
                yield case(f"{group}/{kind}-{n}", group, f"<html><body>{text}</body></html>", "html")


def _over_cells(rng: Random) -> Iterator[Case]:
    """One number over several cells, as forms with boxes are exported."""
    for n in range(TRIES):
        number = resident_id(rng)
        parts = list(number) if n % 2 else [number[:6], number[6:14], number[14:]]
        between = "," * (len(parts) - 1)
        value = mark("resident-id", ",".join(parts))
        text = f"姓名,身份证号{between},村别\n{person(rng)},{value},柳林村\n"
        yield case(f"over cells/{n}", "over cells", text, "csv")


def _masked(rng: Random) -> Iterator[Case]:
    """Values that their writer has hidden, in part."""
    for kind, shown in (("resident-id", ((6, 4), (3, 4), (2, 3), (14, 0), (10, 4))), ("mobile-phone", ((3, 4),)), ("bank-card", ((6, 4),))):  # fmt: skip
        for n in range(TRIES * 2):
            number, (left, right), star = MAKERS[kind](rng), rng.choice(shown), rng.choice(MASKS)
            hidden = number[:left] + star * (len(number) - left - right) + number[len(number) - right :]
            value, label = f"⟦masked {kind}:{hidden}⟧", rng.choice(LABELS[kind])
            if n % 2:
                yield case(f"masked/{kind}-{n}", "masked", table(rng, label, [value, value], "txt"))
            else:
                yield case(f"masked/{kind}-{n}", "masked", told(rng, rng.choice(LABELLED), value, label))


def _look_alikes(rng: Random) -> Iterator[Case]:
    for group, sentences in NEGATIVES.items():
        for turn in range(NEGATIVE_ROUNDS):
            for n, sentence in enumerate(sentences):
                kept = told(rng, sentence, "{v}")
                text = re.sub(r"\{([^{}]+)\}", lambda found: filled(rng, found[1]), kept)
                yield case(f"{group}/{turn}-{n}", f"no: {group}", text)


def cases(seed: int = SEED) -> list[Case]:
    """The whole set. The same seed gives the same texts."""
    found = hard_cases()
    for kind, labels in LABELS.items():
        found += _of_kind(Random(f"numbers/{seed}/{kind}"), kind, labels, kind)
    makers = (_disguised, _x, _glued, _of_spreadsheets, _of_markup, _over_cells, _masked, _look_alikes)
    for make in makers:
        found += make(Random(f"numbers/{seed}/{make.__name__}"))
    return found
