"""One other recogniser in its own process: a line of JSON with texts comes in, a line with finds and seconds goes out.

Imports nothing of this project, so that it runs in an environment that holds only the tools.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from time import process_time
from typing import Any

Found = tuple[str, int, int]
TAGS = {"nr": "person", "nrfg": "person", "nrt": "person", "nt": "organisation", "ns": "address"}
SPACY = {"PER": "person", "MASKED": "masked", "ORG": "organisation", "ADDR": "address"}
JIAGU = {"PER": "person", "ORG": "organisation", "LOC": "address"}


def _tokens(pairs: Iterable[tuple[str, str]]) -> Iterator[Found]:
    at = 0
    for word, tag in pairs:
        if tag in TAGS:
            yield TAGS[tag], at, at + len(word)
        at += len(word)


def jieba_reader() -> Callable[[str], list[Found]]:
    """jieba.posseg: its word classes for names of persons, bodies and places."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda text: list(_tokens((one.word, one.flag) for one in jieba.posseg.cut(text)))


def rjieba_reader() -> Callable[[str], list[Found]]:
    """The same dictionary and model in Rust."""
    import rjieba

    return lambda text: list(_tokens(rjieba.tag(text)))


def jiagu_reader() -> Callable[[str], list[Found]]:
    """jiagu's recogniser of names, a network with its weights in the package; it reads line by line."""
    import jiagu

    jiagu.init()

    def read(text: str) -> list[Found]:
        found, at = [], 0
        for line in text.split("\n"):
            found += list(_tagged(jiagu.ner(list(line)), at) if line.strip() else [])
            at += len(line) + 1
        return found

    return read


def _tagged(tags: list[str], start: int) -> Iterator[Found]:
    begin, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and not tag.startswith("I-"):
            yield kind, start + begin, start + at
            kind = ""
        if tag.startswith("B-") and tag[2:] in JIAGU:
            begin, kind = at, JIAGU[tag[2:]]


def spacy_reader(path: str) -> Callable[[str], list[Found]]:
    """spaCy's own recogniser, trained small on the same texts; it is given a few lines at a time."""
    import spacy

    nlp = spacy.load(path)

    def read(text: str) -> list[Found]:
        found, at = [], 0
        lines = [line + "\n" for line in text.split("\n")]
        for doc in nlp.pipe(lines):
            found += [(SPACY[ent.label_], at + ent.start_char, at + ent.end_char) for ent in doc.ents]
            at += len(doc.text)
        return found

    return read


def main() -> None:
    """Answer until the input ends."""
    tool, *rest = sys.argv[1:]
    try:
        read: Any = {
            "jieba": jieba_reader,
            "rjieba": rjieba_reader,
            "jiagu": jiagu_reader,
            "spacy": spacy_reader,
        }[tool](*rest)
    except (ImportError, OSError, AttributeError, ValueError) as error:
        print(json.dumps({"absent": f"{tool}: {type(error).__name__}"}), flush=True)
        return
    print(json.dumps({"absent": ""}), flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        before = process_time()
        found = [read(text) for text in texts]
        print(json.dumps({"found": found, "seconds": process_time() - before}), flush=True)


if __name__ == "__main__":
    main()
