"""Odd ways to write a number: the sign in the text that one may be there, and who reads it, loaded when the sign is seen."""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText
    from scanner.search.numbers.policy import Reading
    from scanner.search.numbers.surroundings import Heads

# In the text: eleven places, five of them Chinese numerals; two in a row or one beside a digit is where they begin.
_NUMERALS = "〇零○◯一壹幺弌二贰两弍貳三叁弎叄參四肆五伍六陆陸七柒八捌九玖"
_IN_NUMERALS = compiled(f"[{_NUMERALS}](?:[ -]?[{_NUMERALS}0-9]){{4}}")
# In the outline, which has 0 for every digit: two points with the groups of long numbers, or a digit at a time.
POINTS = compiled("[.](?:0000[.]000|00000000[.]000|0[.]0[.]0[.]0[.]0[.]0[.]0[.]0[.]0)")
EXPONENTS = ("e+00", "0e00")
THOUSANDS = ",000,000,000,000"
LETTER_PAIRS = ("0o", "o0")  # a letter that looks like a digit beside a digit
# Pieces of one width, of which the first and the last may be shorter.
NARROW = (
    "0\n00000\n",
    "0\n0000\n",
    "0\n000\n000\n",
    "0\n00\n00\n00\n00\n",
    "\n0\n0\n0\n0\n0\n0\n0\n0\n",
    "\t0\t0\t0\t0\t0\t0\t0\t0\t",
    "0\t0000\t0000\t0000\t",
)


def odd_readings(text: NormalizedText, heads: Heads, outline: str, today: str) -> list[Reading]:
    """The numbers that are no run of digits, one way of writing after the other."""
    found: list[Reading] = []
    if _IN_NUMERALS.search(text.text) is not None:
        from scanner.search.numbers.numerals import numeral_readings

        found += numeral_readings(text, heads, today)
    if POINTS.search(outline) is not None:
        from scanner.search.numbers.pointed import pointed_readings

        found += pointed_readings(text, heads, outline, today)
    if THOUSANDS in outline or any(sign in outline for sign in EXPONENTS):
        from scanner.search.numbers.sheets import comma_readings, powered_readings

        found += comma_readings(text, heads, outline, today)
        found += powered_readings(text, heads, outline, today)
    if any(pair in outline for pair in LETTER_PAIRS):
        from scanner.search.numbers.confusions import confused_readings

        found += confused_readings(text, heads, outline, today)
    if any(pieces in outline for pieces in NARROW):
        from scanner.search.numbers.breaks import narrow_readings

        found += narrow_readings(text, heads, outline, today)
    return found
