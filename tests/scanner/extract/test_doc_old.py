"""Word 6 and 95 after fast saves: what was written last stands behind the rest."""

from __future__ import annotations

import struct

import pytest
from hidden_files import ole

from scanner.extract import extract
from scanner.settings import Limits

NUMBER = "410999198503121239"


@pytest.mark.parametrize(("magic", "codec", "flags"), [(0xA5DC, "gbk", 0x04), (0xA699, "utf-16-le", 0x1004)])
def test_fast_saves_of_word_95(magic: int, codec: str, flags: int) -> None:
    """What was written last lies behind everything else and is told at its place; what it replaced is left over."""
    old, new, tail = "发放名单。\r", f"张三，{NUMBER}。\r", "李四和王五，经办人张建国，完。\r"
    main = bytearray(0x300)
    bounds, pieces = [0], []
    for text in (old, tail, new):
        pieces.append((len(main), len(text.encode("gbk")) if codec == "gbk" else len(text)))
        main += text.encode(codec)
        if text == tail:
            end = len(main)
    order = [pieces[0], pieces[2]]
    for _, count in order:
        bounds.append(bounds[-1] + count)
    table = struct.pack("<3I", *bounds) + b"".join(struct.pack("<HIH", 0, place, 0) for place, _ in order)
    clx = b"\1\2\0ab" + b"\2" + struct.pack("<I", len(table)) + table
    struct.pack_into("<HH", main, 0, magic, 104)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<II", main, 0x18, 0x300, end)
    struct.pack_into("<II", main, 0x160, len(main), len(clx))
    found = extract("a.doc", ole({"WordDocument": bytes(main) + clx}), Limits())
    layers = {block.text: block.layer for block in found.blocks}
    assert list(layers)[:2] == ["发放名单。", f"张三，{NUMBER}。"]
    assert layers.get(tail.strip(), "leftover") == "leftover"
    assert any("张建国" in text and layer == "leftover" for text, layer in layers.items())
