"""Reading all places of a file against the bare sweep of the same bytes, in turns, every format in one run.

The files are an ordinary notice and a long list, of pptx also a deck as people make them. Old and open formats are converted from docx, xlsx and pptx by
LibreOffice, where it is there; without it they are not measured.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from corpora import bench_files
from corpora.bench_deck import deck_of
from corpora.bench_sweeps import SWEEPS
from corpora.hostile_sheets import ofd_of, pptx_of
from corpora.measuring import Figure, interleaved, steady_seconds

ROUNDS = 5
MOST = 1.5  # times the bare sweep
MOST_PDF = 0.6  # times pdfplumber's text
ROWS = 2_000  # of the long list
DECK = 240  # lines of a deck with layouts, boxes, tables, pictures
_FROM = {
    "odt": "docx",
    "doc": "docx",
    "rtf": "docx",
    "ods": "xlsx",
    "xls": "xlsx",
    "odp": "pptx",
    "ppt": "pptx",
}


def places() -> Iterator[Figure]:
    """A figure for each format and size."""
    from scanner.extract import extract
    from scanner.settings import Limits

    warnings.filterwarnings("ignore")
    for format, sweep in SWEEPS.items():
        for size in ("notice", "long list", *(("deck",) if format == "pptx" else ())):
            data = _file(format, size)
            if data is None:
                continue
            works = {
                "reader": partial(extract, f"a.{format}", data, Limits(ocr="never")),
                "sweep": partial(sweep, data),
            }
            for work in works.values():
                work()
            found = interleaved({key: partial(steady_seconds, work) for key, work in works.items()}, ROUNDS)
            name = f"places: {format}, {size}, {len(data) / 1024:.0f} kB: / " + (
                "pdfplumber text" if format == "pdf" else "bare sweep"
            )
            yield Figure(name, found["reader"] / found["sweep"], "×", MOST_PDF if format == "pdf" else MOST)
            yield Figure(f"places: {format}, {size}", found["reader"] * 1000, "ms")


@cache
def _file(format: str, size: str) -> bytes | None:
    if format in _FROM:
        source = _file(_FROM[format], size)
        return converted(source, _FROM[format], format) if source else None
    if size == "deck":
        return deck_of([f"{n} 柳林村 第{n % 97}组 补贴1500元" for n in range(DECK)])
    if format in ("ofd", "pptx"):
        lines = [
            f"{n}　柳林村　第{n % 97}组　补贴1500元" for n in range(ROWS if size == "long list" else 100)
        ]
        return (ofd_of if format == "ofd" else pptx_of)(lines)
    if size == "notice":
        return bench_files.notice(format)
    if format == "pdf":
        return bench_files.thick_pdf(30)
    return bench_files.long_list(format, ROWS)


def converted(data: bytes, source: str, target: str) -> bytes | None:
    """The file as LibreOffice saves it in another format; None without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{source}")
        path.write_bytes(data)
        command = [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            target,
        ]
        subprocess.run(
            [*command, "--outdir", folder, str(path)], capture_output=True, timeout=300, check=False
        )
        made = path.with_suffix(f".{target}")
        return made.read_bytes() if made.exists() else None
