"""What may be shown of a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.masking import masked, scrubbed


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("personal/resident-id", "410999197903262845", "4109**********2845"),
        ("resident-id", "410999 19790326 2845", "4109**********2845"),
        ("resident-id", "４１０９９９１９７９０３２６２８４５", "4109**********2845"),
        ("personal/resident-id-malformed", "41099919790326284", "4109*********6284"),
        ("resident-id", "410999790326284", "4109********284"),
        ("personal/bank-card", "6228480000000001230", "6228***********1230"),
        ("mobile-phone", "139-0000-1234", "139****1234"),
        ("email", "cunwu2021@163.com", "c***@163.com"),
        ("email", "c@example.com", "***@example.com"),
        ("name", "张三", "张*"),
        ("name", "张", "*"),
        ("unheard-of", "abcdef", "a****f"),
        ("secrecy/internal-mark", "内部资料", "内部资料"),
        ("resident-id", "", ""),
    ],
)
def test_masked(kind: str, value: str, shown: str) -> None:
    assert masked(kind, value) == shown


@given(
    st.sampled_from(["resident-id", "bank-card", "name", "plate", "personal/passport"]),
    st.text("0123456789Xx- 张", max_size=30),
)
def test_never_more_than_half_is_shown(kind: str, value: str) -> None:
    bare = [char for char in value if char not in " -"]
    shown = masked(kind, value)
    assert len(shown) == len(bare)
    assert sum(char != "*" for char in shown) <= len(bare) // 2


def test_scrubbed() -> None:
    assert scrubbed("张三13900001234李四", [(2, 13)]) == "张三***李四"
    assert scrubbed("13900001234", [(0, 11)]) == "***"
    assert scrubbed("abcdef", [(4, 5), (0, 2)]) == "***cd***f"
    assert scrubbed("abcdef", [(1, 4), (2, 3), (3, 5)]) == "a***f"
    assert scrubbed("abc", []) == "abc"
