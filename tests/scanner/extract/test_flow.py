"""What a bar lies over that is told from a paragraph: where lines stand on other pages or are moved, nothing is said."""

from __future__ import annotations

import pytest

from scanner.extract.flow import FlowParagraph, covered

BAR = (0.0, 14.0, 400.0, 60.0)  # over the lines below the first


def paragraphs(**about: float) -> list[FlowParagraph]:
    """Three lines of a size, of which the second says something more."""
    return [
        FlowParagraph([("公示名单", 12.0)]),
        FlowParagraph([("联系电话", 12.0)], **about),
        FlowParagraph([("谢谢大家", 12.0)]),
    ]


@pytest.mark.parametrize(
    ("about", "hidden"), [({}, {1, 2}), ({"new_page": 1.0}, set()), ({"moves": 1.0}, set())]
)
def test_below_the_anchor(about: dict[str, float], hidden: set[int]) -> None:
    assert set(covered(paragraphs(**about), 0, BAR)) == hidden


@pytest.mark.parametrize(
    ("about", "hidden"), [({}, {0, 1}), ({"new_page": 1.0}, {1}), ({"moves": 1.0}, set())]
)
def test_above_the_anchor(about: dict[str, float], hidden: set[int]) -> None:
    above = (0.0, -60.0, 400.0, -1.0)
    assert set(covered(paragraphs(**about), 2, above)) == hidden


def test_an_anchor_with_a_picture_in_its_line() -> None:
    assert set(covered(paragraphs(moves=1.0), 1, (0.0, -60.0, 400.0, 60.0))) == {0}
