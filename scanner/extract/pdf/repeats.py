"""Pages that are another page once more: a file of a few kilobytes may name one page thousands of times.

Each costs as much as the first and says nothing else (ISO 32000-1, 7.7.3: a page is what its dictionary names).
"""

from __future__ import annotations

from io import BytesIO

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pikepdf

_FEWEST = 20  # pages of a file that is looked at
_LEAST = 400  # bytes that a page of its own takes, however it is packed


def repeated_pages(data: bytes, count: int) -> frozenset[int]:
    """The indexes, from 0, of pages that name what a page before them names; of a file whose pages take few bytes.

    Nothing where the tree of pages does not have just `count` leaves: then others may count them otherwise.
    """
    if count < _FEWEST or len(data) > count * _LEAST:
        return frozenset()
    import pikepdf

    from scanner.extract.pdf.objects import BROKEN

    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            return _repeated(pdf.Root["/Pages"], count)
    except BROKEN:
        return frozenset()


def _repeated(root: pikepdf.Object, count: int) -> frozenset[int]:
    from pikepdf import Array, Dictionary

    pending, said = [root], dict[tuple[int, int], bytes]()
    met: set[bytes] = set()
    found: list[int] = []
    number = 0
    for _ in range(4 * count):
        if not pending:
            break
        node = pending.pop()
        if not isinstance(node, Dictionary):
            return frozenset()
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            if len(kids) + len(pending) + number > 2 * count:
                return frozenset()
            pending += reversed(list(kids))
            continue
        key = node.objgen
        if key not in said or key == (0, 0):
            said[key] = node.unparse(resolved=True)
        if said[key] in met:
            found.append(number)
        met.add(said[key])
        number += 1
    return frozenset(found) if number == count and not pending else frozenset()
