"""The characters that stand in and between the digits of a number."""

from __future__ import annotations

# What stands for a hidden digit: stars, crosses, dots, blocks, circles, lines to write on, question marks.
MASKS = "*＊∗﹡✱✳×✕✖╳✗✘•·●⚫■█▇▉▓▒░□○◯◎☆★◆◇▲△※_…#?？"
CROSSES = "×✕✖╳✗✘"  # what stands for the check character X as well
# Strokes between groups of digits; 一 is what a dash becomes after OCR.
DASHES = "-—－–‐‑‒―−⁃﹣﹘一"
SOFT = "·•_…×"  # alone between two digits these separate or multiply; they hide nothing
FILL = "_…·•#×?？ "  # at an end these may follow a whole number as well as hide digits
BULLETS = "●⚫■□○◯◎☆★◆◇▲△※"  # in front of a whole number these open an entry of a list
# Letters that a scan, or a hurried typist, leaves for a digit.
LOOK_ALIKES = {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "i": "1", "S": "5", "s": "5"} | {
    "B": "8",
    "Z": "2",
    "z": "2",
    "b": "6",
    "g": "9",
    "q": "9",
}
