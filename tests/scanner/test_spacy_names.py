"""The spaCy pipeline finds what the scanner finds, at the characters of the doc."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from scanner.spacy_names import LABELS, PIPES, notice_pipeline

TEXT = "关于张某某的公示\n审核：李　明　制表：欧阳雪\n联 系 人：王建国，云溪县石桥镇人民政府"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return notice_pipeline()


def test_entities_and_their_evidence(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    found = {ent.text: (ent.label_, ent._.evidence) for ent in doc.ents}
    assert found["张某某"][0] == "MASKED"
    assert found["李\u3000明"][0] == "PER"
    assert "sign-off" in found["欧阳雪"][1]
    assert "label" in found["王建国"][1]
    assert found["云溪县石桥镇人民政府"][0] == "ORG"
    assert [span.text for span in doc.spans["names"]] == [ent.text for ent in doc.ents]
    assert {"stated", "model", "names"} <= set(doc.spans)
    assert {ent.label_ for ent in doc.ents} <= set(LABELS.values())


def test_pipes_have_their_names_and_every_character_is_a_token(nlp: spacy.Language) -> None:
    assert tuple(nlp.pipe_names) == PIPES
    doc = nlp(TEXT)
    assert [token.text for token in doc] == list(TEXT)


@given(words=st.text(alphabet="李明王芳张某*：责任人审核 　\n\t，。\u200bＡ１", max_size=80))
def test_offsets_are_those_of_the_doc(words: str) -> None:
    nlp = _shared()
    doc = nlp(words)
    assert doc.text == words
    for ent in doc.ents:
        assert words[ent.start_char : ent.end_char] == ent.text
        assert ent.text.strip()


def test_a_pipeline_goes_to_disk_and_back(nlp: spacy.Language, tmp_path: object) -> None:
    nlp.to_disk(tmp_path)  # type: ignore[arg-type]
    again = spacy.load(tmp_path)  # type: ignore[arg-type]
    assert [ent.text for ent in again(TEXT).ents] == [ent.text for ent in nlp(TEXT).ents]


_made: list[spacy.Language] = []


def _shared() -> spacy.Language:
    if not _made:
        _made.append(notice_pipeline())
    return _made[0]
