"""Other recognisers beside this one on the held notices, in one run: F1 by kind and characters a second.

    python -m corpora.names_peers --setup FOLDER                    an environment with the tools (pip)
    python -m corpora.names_peers --train FOLDER/spacy-names        spaCy's own recogniser on the same texts (minutes)
    python -m corpora.names_peers --python FOLDER/bin/python --spacy FOLDER/spacy-names

jieba.posseg and rjieba are taggers of words: nr, nt and ns count as person, organisation and place. jiagu has a network
for names with its weights in the package. LAC itself cannot be had: its engine is gone. No tool here knows masked
names or addresses to the door as a kind of their own, so persons are what compares.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from pathlib import Path
from time import process_time
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.name_gold import Gold
from corpora.names_score import Found, Scores, found_by_scanner, held_notices, scores

WORKER = Path(__file__).resolve().parent / "names_peers_worker.py"
PACKAGES = ("jieba", "rjieba", "jiagu", "setuptools", "spacy")
TOOLS = ("jieba", "rjieba", "jiagu", "spacy")
KINDS = ("person", "organisation", "address")
SPACY_SECONDS = 200  # of training
WIDTH, DEPTH, ROWS = 96, 4, (5000, 2500)


def answers(tool: str, python: str, texts: list[str], *more: str) -> tuple[list[list[Found]], float, str]:
    """What a tool finds in texts, its CPU seconds, and a sentence where it cannot be had."""
    process = subprocess.Popen(
        [python, str(WORKER), tool, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    out, _ = process.communicate(json.dumps(texts) + "\n")
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    if len(lines) < 2:
        return [], 0.0, lines[0]["absent"] if lines else f"{tool}: no answer"
    return (
        [[(kind, start, end) for kind, start, end in found] for found in lines[1]["found"]],
        lines[1]["seconds"],
        "",
    )


def row(result: Scores, seconds: float, characters: int) -> dict[str, Any]:
    """F1 by kind, false persons in policy prose, speed."""
    found: dict[str, Any] = {kind: result.row(kind) for kind in KINDS}
    per = 10_000 / max(result.policy_characters, 1)
    return found | {
        "false persons per 10,000": round(result.policy_persons * per, 1),
        "characters a second": round(characters / max(seconds, 1e-9)),
    }


def compared(notices: list[Gold], python: str, spacy: str) -> dict[str, Any]:
    """The table."""
    texts = [one.text.text for one in notices]
    characters = sum(map(len, texts))
    before = process_time()
    ours = {one.name: found_by_scanner(one) for one in notices}
    table: dict[str, Any] = {
        "notice-scan": row(
            scores(notices, lambda one: ours[one.name], KINDS), process_time() - before, characters
        )
    }
    for tool in TOOLS:
        interpreter = sys.executable if tool == "spacy" else python
        found, seconds, absent = answers(tool, interpreter, texts, *((spacy,) if tool == "spacy" else ()))
        if absent:
            table[tool] = absent
            continue
        by_name = dict(zip((one.name for one in notices), found, strict=True))
        table[tool] = row(
            scores(notices, lambda one, by_name=by_name: by_name[one.name], KINDS), seconds, characters
        )  # type: ignore[misc]
    return table


def train_spacy(target: Path, seconds: float = SPACY_SECONDS) -> dict[str, float]:
    """spaCy's recogniser over characters (width 96, depth 4) learned from lines of the same texts."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed, minibatch

    from corpora.names_docbin import doc_of
    from corpora.train_names import training_texts

    fix_random_seed(1)
    nlp = spacy.blank("zh")
    size = {
        "width": WIDTH,
        "depth": DEPTH,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": False,
        "pretrained_vectors": None,
    }
    nlp.add_pipe("ner", config={"model": {"tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", **size}}})
    examples = []
    for text in training_texts(1, 1500):
        for line, marks in _lines(text):
            gold = doc_of(nlp, line, marks)
            examples.append(Example(nlp.make_doc(line), gold))
    nlp.initialize(lambda: examples[:2000])
    before, steps = process_time(), 0
    while process_time() - before < seconds:
        for batch in minibatch(examples, 128):
            nlp.update(batch, drop=0.1)
            steps += 1
            if process_time() - before >= seconds:
                break
    nlp.to_disk(target)
    return {"lines": len(examples), "steps": steps, "seconds": round(process_time() - before)}


def _lines(text: Any) -> Any:
    """The lines of a text with their marks."""
    from dataclasses import replace

    at = 0
    for line in text.text.split("\n"):
        marks = [
            replace(m, start=m.start - at, end=m.end - at)
            for m in text.marks
            if at <= m.start and m.end <= at + len(line)
        ]
        if line.strip():
            yield line, marks
        at += len(line) + 1


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--setup", type=Path)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--spacy", default="")
    chosen = parser.parse_args(arguments)
    if chosen.setup:
        venv.create(chosen.setup, with_pip=True)
        subprocess.run(
            [str(chosen.setup / "bin" / "python"), "-m", "pip", "install", "-q", *PACKAGES], check=True
        )
    elif chosen.train:
        print(train_spacy(chosen.train))
    else:
        for tool, figures in compared(held_notices(), chosen.python, chosen.spacy).items():
            print(f"{tool:12}", json.dumps(figures, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
