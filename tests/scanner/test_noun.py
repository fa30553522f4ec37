"""Nouns behave like frozen dataclasses."""

from __future__ import annotations

import pickle

import pytest

from scanner.model import Box, Place, Span
from scanner.noun import replace


def test_defaults_equality_and_hash() -> None:
    assert Place("body", (1,)) == Place("body", (1,), "paragraph", "", 0, None)
    assert hash(Place("body")) == hash(Place("body"))
    assert Place("body") != Place("header")
    assert Place("body") != Box(1, 2, 3, 4)


def test_frozen_and_without_further_fields() -> None:
    place = Place("body")
    with pytest.raises(AttributeError):
        place.part = "header"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        place.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]


def test_pickle_and_repr() -> None:
    span = Span(1, 2, 3, Place("body", (1, 2)))
    assert pickle.loads(pickle.dumps(span)) == span
    assert repr(Place("x")).startswith("Place(part='x', steps=()")


def test_replace() -> None:
    assert replace(Place("body", (1,)), steps=(2,)) == Place("body", (2,))
    with pytest.raises(TypeError, match="colour"):
        replace(Place("body"), colour="red")
