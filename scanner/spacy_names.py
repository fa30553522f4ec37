"""Recognition of names as a spaCy pipeline, for people who live in spaCy. The road never imports this module.

    import spacy
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "notice_characters.v1"}}})
    nlp.add_pipe("notice_rules")      doc.spans["stated"]: columns, labels, sign-offs, masks, names with a point
    nlp.add_pipe("notice_crf")        doc.spans["model"]: what the character model sees
    nlp.add_pipe("notice_resolve")    doc.ents and doc.spans["names"]: one meaning for every stretch

The entry points `spacy_factories` and `spacy_tokenizers` make these names known wherever the package is installed;
`notice_pipeline()` is the whole of it. The tokenizer makes a token of every character and is linear; that of a blank
"zh" is quadratic in the length of a text. Labels: PER, MASKED, ORG, ADDR; `span._.evidence`, `span._.certainty`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from scanner.model import Block, Blocks, Document, NormalizedText, Place
from scanner.normalize import normalize
from scanner.search.names import Entity, Names, names_of

LABELS = {"person": "PER", "masked": "MASKED", "organisation": "ORG", "address": "ADDR"}
PIPES = ("notice_rules", "notice_crf", "notice_resolve")
_KEY = "notice_names"


class Characters:
    """A tokenizer that makes a token of every character, in linear time."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing is kept."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Characters:
        """Nothing is kept."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Nothing is kept."""

    def from_disk(self, _: Any, **__: Any) -> Characters:
        """Nothing is kept."""
        return self


@registry.tokenizers("notice_characters.v1")  # type: ignore[untyped-decorator]
def make_characters() -> Any:
    """The tokenizer, as a configuration asks for it."""
    return lambda nlp: Characters(nlp.vocab)


def _extend() -> None:
    for name, default in (("evidence", ()), ("certainty", "")):
        if not Span.has_extension(name):
            Span.set_extension(name, default=default)


def _text_of(doc: Doc) -> NormalizedText:
    """The text of a doc as the scanner searches it: every line a block."""
    lines = doc.text.split("\n")
    blocks = tuple(Block(line, Place("body", (number,), "line")) for number, line in enumerate(lines, 1))
    return normalize(Document("doc", "txt", Blocks([blocks])))


def _names(doc: Doc) -> tuple[Names, NormalizedText, list[int]]:
    """The names of a doc, its searched text and where each of its lines begins; made once a doc."""
    found = doc.user_data.get(_KEY)
    if found is None:
        text = _text_of(doc)
        starts, at = [], 0
        for line in text.document.blocks.texts:
            starts.append(at)
            at += len(line) + 1
        found = doc.user_data[_KEY] = (names_of(text), text, starts)
    return found


def _spans(doc: Doc, entities: Iterable[Entity]) -> list[Span]:
    """The entities as spans of the doc, whose tokens are its characters."""
    _, text, starts = _names(doc)
    found = []
    for entity in entities:
        first, last = text.block_at(entity.start), text.block_at(entity.end - 1)
        start = starts[first] + text.raw_index(first, entity.start)
        end = starts[last] + text.raw_index(last, entity.end - 1) + 1
        span = doc.char_span(start, end, label=LABELS[entity.kind], alignment_mode="expand")
        if span is not None:
            span._.evidence, span._.certainty = entity.evidence, entity.certainty
            found.append(span)
    return found


@Language.factory("notice_rules", assigns=["doc.spans"])
def make_rules(nlp: Language, name: str) -> Any:
    """The component of structure and rules."""
    _extend()

    def rules(doc: Doc) -> Doc:
        doc.spans["stated"] = _spans(doc, _names(doc)[0].stated)
        return doc

    return rules


@Language.factory("notice_crf", assigns=["doc.spans"])
def make_crf(nlp: Language, name: str) -> Any:
    """The component of the character model."""
    _extend()

    def crf(doc: Doc) -> Doc:
        doc.spans["model"] = _spans(doc, _names(doc)[0].modelled)
        return doc

    return crf


@Language.factory("notice_resolve", assigns=["doc.spans", "doc.ents"])
def make_resolve(nlp: Language, name: str) -> Any:
    """The component that decides; it ends the chain and forgets what the others shared."""
    _extend()

    def resolve(doc: Doc) -> Doc:
        spans = _spans(doc, _names(doc)[0].entities)
        doc.spans["names"] = spans
        doc.ents = spans
        doc.user_data.pop(_KEY, None)
        return doc

    return resolve


def notice_pipeline() -> Language:
    """A pipeline with the tokenizer and the three components."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "notice_characters.v1"}}})
    for pipe in PIPES:
        nlp.add_pipe(pipe)
    return nlp
