"""What the wording of a text says about its type, by weights learned from notices.

The cues of the profiles say why a text is of a type; where they leave it open, this decides between
them. Only the runs of characters of the first pages count, digits folded.
"""

from __future__ import annotations

from scanner.anatomy import Anatomy
from scanner.learned import weights
from scanner.model import NormalizedText
from scanner.regexes import compiled

MODEL = "types"
CHARS = 3_000
FULL = 500  # features from which on the wording counts fully; a few lines say little
_DIGITS = compiled("[0-9]+")
_SPACES = compiled(r"\s+")


def features(text: NormalizedText, anatomy: Anatomy) -> set[str]:
    """The runs of two and three characters of the text, and of its title once more."""
    lines = [line.text for line in anatomy.lines if not line.is_chrome and line.attachment == 0]
    body = "".join(lines)[:CHARS]
    for table in text.document.tables[:5]:
        body += "|" + "|".join("".join(path) for path in table.head)
    return _runs(body, "b") | (_runs(anatomy.title.text, "t") if anatomy.title else set())


def _runs(text: str, mark: str) -> set[str]:
    plain = _SPACES.sub("", _DIGITS.sub("0", text))
    return {mark + plain[at : at + size] for size in (2, 3) for at in range(len(plain) - size + 1)}


def wording_scores(text: NormalizedText, anatomy: Anatomy) -> dict[str, float]:
    """Type → how much the wording speaks for it; above 0 where more speaks for it than against."""
    model = weights(MODEL)
    found = features(text, anatomy)
    share = min(1.0, len(found) / FULL)
    return {
        name: share * score for name, score in zip(model.answers, model.scores(found), strict=True)
    }
