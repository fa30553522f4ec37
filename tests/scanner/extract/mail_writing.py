"""Writes files into texts as yEnc and BinHex do, for the tests of messages."""

from __future__ import annotations

import struct

SIGNS = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"
NOTICE = b"(This file must be converted with BinHex 4.0)\r\n\r\n:"


def yencoded(data: bytes, name: str = "a.txt", part: tuple[int, int] = (0, 0)) -> bytes:
    """Lines of yEnc; `part` is the number of this part and of all."""
    made = bytearray()
    for byte in data:
        raised = (byte + 42) % 256
        made += bytes((0x3D, (raised + 64) % 256)) if raised in (0, 10, 13, 0x3D) else bytes((raised,))
    numbered = f"part={part[0]} total={part[1]} " if part[0] else ""
    head = f"=ybegin {numbered}line=128 size={len(data)} name={name}\r\n"
    head += "=ypart begin=1 end=2\r\n" if part[0] else ""
    lines = [bytes(made[at : at + 128]) for at in range(0, len(made), 128)]
    return head.encode() + b"\r\n".join(lines) + f"\r\n=yend size={len(data)}\r\n".encode()


def binhexed(data: bytes, resource: bytes = b"", name: bytes = b"a.txt") -> bytes:
    """A file and its resource fork as BinHex 4.0; sums are left at nought."""
    head = bytes((len(name),)) + name + b"\0TEXTttxt\0\0" + struct.pack(">II", len(data), len(resource))
    raw = head + b"\0\0" + data + b"\0\0" + resource + b"\0\0"
    packed = bytearray()
    at = 0
    while at < len(raw):
        count = 1
        while count < 255 and raw[at : at + 1] == raw[at + count : at + count + 1]:
            count += 1
        packed += b"\x90\0" if raw[at] == 0x90 else raw[at : at + 1]
        if count > 3 and raw[at] != 0x90:
            packed += bytes((0x90, count))
            at += count
        else:
            at += 1
    bits = "".join(f"{byte:08b}" for byte in packed)
    bits += "0" * (-len(bits) % 6)
    signs = "".join(SIGNS[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))
    lines = [signs[at : at + 64] for at in range(0, len(signs), 64)]
    return NOTICE + "\r\n".join(lines).encode() + b":\r\n"
