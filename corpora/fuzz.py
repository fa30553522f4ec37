"""Broken files for every reader: `python -m corpora.fuzz --reader docx --minutes 20 --seed 1`.

Every case follows from reader, seed and number; `--from 812 --cases 1` repeats one. What goes wrong
(`fuzzing_judging`) is printed once for each place, and its files are written to `--out`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from corpora.fuzzing_judging import Judge
from corpora.fuzzing_seeds import READERS, seeds_of

_MOST_KEPT = 3  # files of one fault
_AT_ONCE = 500  # cases that are given to the process together


class Run:
    """Cases of one reader, one after the other, until a number or a time is reached."""

    def __init__(self, reader: str, seed: int, out: Path | None = None, **options: Any) -> None:
        """`options` are those of a `Judge`."""
        self.reader = reader
        self.seed = seed
        self.cases = 0
        self.seconds = 0.0  # of CPU time that the reader took
        self.faults: Counter[tuple[str, str]] = Counter()
        self._out = out
        self._options = options

    def go(self, numbers: Iterator[int], minutes: float) -> None:
        """Judge these cases, as many as there are within the time."""
        judge, maker = (Judge(self.reader, self.seed, **self._options) for _ in range(2))
        try:
            while some := list(islice(numbers, _AT_ONCE)):
                for number, found in zip(some, judge.outcomes(some), strict=True):
                    if minutes and self.seconds >= 60 * minutes:
                        return
                    if found is None:
                        continue
                    self.cases += 1
                    self.seconds += found.seconds
                    if found.fault:
                        self._tell(maker, number, (found.fault, found.where))
        finally:
            judge.close()
            maker.close()

    def _tell(self, maker: Judge, number: int, fault: tuple[str, str]) -> None:
        self.faults[fault] += 1
        if self.faults[fault] > _MOST_KEPT:
            return
        print(f"{self.reader} --seed {self.seed} --from {number}: {' '.join(fault)}", flush=True)
        made = maker.made(number) if self._out is not None else None
        if self._out is not None and made is not None:
            self._out.mkdir(parents=True, exist_ok=True)
            (self._out / f"{self.reader}-{self.seed}-{number}-{Path(made[0]).name}").write_bytes(made[1])

    def line(self) -> str:
        """The run in one line."""
        told = "; ".join(f"{' '.join(fault)} ×{times}" for fault, times in self.faults.most_common())
        return (
            f"{self.reader}: {self.cases} cases, {self.seconds / 60:.1f} minutes, crashes: {told or 'none'}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Fuzz the readers asked for; 1 where something went wrong."""
    parser = argparse.ArgumentParser(prog="python -m corpora.fuzz", description=__doc__)
    parser.add_argument("--reader", action="append", choices=[*READERS], help="all where none is named")
    parser.add_argument("--minutes", type=float, default=0.0, help="CPU time of the reader")
    parser.add_argument("--cases", type=int, default=0)
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where files go that something went wrong with")
    parser.add_argument("--also", default="", help="a folder of further files to begin with")
    parser.add_argument(
        "--whole", type=int, default=1, help="every n-th case goes the whole road, not its reader alone"
    )
    parser.add_argument(
        "--strict", action="store_true", help="tell of numbers that are in the file and in no text"
    )
    chosen = parser.parse_args(arguments)
    if not (chosen.minutes or chosen.cases):
        parser.error("--minutes or --cases")
    is_clean = True
    for reader in chosen.reader or READERS:
        seeds_of(reader, chosen.also)  # before processes part from this one
        run = Run(reader, chosen.seed, chosen.out, also=chosen.also, whole=chosen.whole, strict=chosen.strict)
        last = chosen.first + chosen.cases
        run.go(iter(range(chosen.first, last)) if chosen.cases else count(chosen.first), chosen.minutes)
        print(run.line(), flush=True)
        is_clean = is_clean and not run.faults
    return 0 if is_clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
