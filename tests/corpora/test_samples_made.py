"""The committed samples are what the generator writes now."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpora
from corpora.samples_made import sample_files

SAMPLES = Path(corpora.__file__).parent / "samples"


@pytest.mark.parametrize("name", list(sample_files()))
def test_a_sample_is_fresh(name: str) -> None:
    assert (SAMPLES / name).read_bytes() == sample_files()[name], "run: python -m corpora.make --samples"


def test_no_other_file_lies_there() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(sample_files())
