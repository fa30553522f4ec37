"""Character classes for patterns.

`HAN` stands for one 汉字: any letter that is not ASCII. It is written without a range because compiling a
range of 27,000 characters takes `re` about a millisecond each time it occurs, and a start needs a hundred
patterns. Rule files write it as \\p{Han}.
"""

from __future__ import annotations

HAN = r"[^\W\da-zA-Z_]"


def plain(pattern: str) -> str:
    """A pattern of a rule file as `re` understands it."""
    return pattern.replace(r"\p{Han}", HAN)
