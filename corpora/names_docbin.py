"""Training and gold data as spaCy's DocBin, so that others train, evaluate (`spacy evaluate`) and look (displaCy) with it.

    python -m corpora.names_docbin --out FOLDER      train.spacy and gold.spacy, a token a character
    python -m corpora.names_docbin --evaluate        spaCy's scorer over the scanner's own pipeline

Gold is every fourth notice, as read from its file and drawn with other names than train.spacy; what counts neither way is left out of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.name_texts import Marked


def doc_of(nlp: Any, text: str, marks: Iterable[Marked]) -> Any:
    """A doc with the marks as entities; overlapping and optional ones are left out."""
    from scanner.spacy_names import LABELS

    doc = nlp.tokenizer(text)
    spans, at = [], 0
    for mark in sorted(marks, key=lambda one: one.start):
        if not mark.optional and mark.start >= at:
            spans.append(doc.char_span(mark.start, mark.end, label=LABELS[mark.kind]))
            at = mark.end
    doc.ents = [span for span in spans if span is not None]
    doc.spans["names"] = list(doc.ents)
    return doc


def training_docs(nlp: Any, draws: int = 1, shaped: int = 500) -> Iterator[Any]:
    """What the model learns from."""
    from corpora.train_names import training_texts

    for text in training_texts(draws, shaped):
        yield doc_of(nlp, text.text, text.marks)


def gold_docs(nlp: Any) -> Iterator[Any]:
    """What measures."""
    from corpora.names_score import held_notices

    for one in held_notices():
        yield doc_of(nlp, one.text.text, one.marks)


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    chosen = parser.parse_args(arguments)
    from spacy.tokens import DocBin
    from spacy.training import Example

    from scanner.spacy_names import notice_pipeline

    nlp = notice_pipeline()
    if chosen.out:
        chosen.out.mkdir(parents=True, exist_ok=True)
        for name, docs in (("train", training_docs(nlp)), ("gold", gold_docs(nlp))):
            DocBin(docs=docs, store_user_data=False).to_disk(chosen.out / f"{name}.spacy")
    if chosen.evaluate:
        from spacy.scorer import get_ner_prf

        examples = [Example(nlp(doc.text), doc) for doc in gold_docs(nlp)]
        print(json.dumps(get_ner_prf(examples), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
