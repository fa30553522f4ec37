"""The same notice as LibreOffice saves it in older and open formats: the same findings, elements and tables, nothing hidden.

Spreadsheets need its Calc too.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from corpora.bench_files import as_office_writes
from corpora.make import built, file_bytes
from scanner.extract import extract
from scanner.road import load_rules, scan
from scanner.settings import Limits, Settings

OFFICE = shutil.which("soffice")
FORMATS = {
    "doc": "docx",
    "rtf": "docx",
    "odt": "docx",
    "xls": "xlsx",
    "ods": "xlsx",
}  # and what they are made of
PROFILES = ("fund-allocation", "annual-plan", "project-before", "project-completion", "beneficiary-list")
SETTINGS = Settings(today="2026-11-22", reveal=True, stated={"channel": "网站"})

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notices of all profiles in every format."""
    folder = tmp_path_factory.mktemp("converted")
    for profile in PROFILES:
        for source in ("docx", "xlsx"):
            draft = built(profile, source, Random(f"converted/{profile}"))
            draft.layers.clear()
            data = file_bytes(draft, source, Random(1))
            path = folder / f"{profile}.{source}"
            path.write_bytes(as_office_writes(data) if source == "docx" else data)
    for format, source in FORMATS.items():
        command = [str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", format, "--outdir", str(folder), *map(str, folder.glob(f"*.{source}"))]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
    return folder


def needs(folder: Path, profile: str, format: str) -> None:
    if not folder.joinpath(f"{profile}.{format}").exists():
        pytest.skip("LibreOffice Calc is not installed")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("profile", PROFILES)
def test_same_report(folder: Path, profile: str, format: str) -> None:
    needs(folder, profile, format)
    first, other = (
        scan(f"notice.{end}", folder.joinpath(f"{profile}.{end}").read_bytes(), load_rules(), SETTINGS)
        for end in (FORMATS[format], format)
    )
    assert other.recognition.id == first.recognition.id
    assert {one.id: one.status for one in other.elements} == {one.id: one.status for one in first.elements}
    found, expected = (
        {
            (finding.rule, "".join(finding.value.split()))
            for finding in report.findings
            if not finding.rule.startswith(("element/", "hidden/metadata"))
        }
        for report in (other, first)
    )
    assert found == expected


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("profile", PROFILES)
def test_same_tables_and_nothing_hidden(folder: Path, profile: str, format: str) -> None:
    """A row of twelve cells has more properties than the page of a .doc holds: they lie elsewhere."""
    needs(folder, profile, format)
    first, other = (
        extract(f"notice.{end}", folder.joinpath(f"{profile}.{end}").read_bytes(), Limits())
        for end in (FORMATS[format], format)
    )
    assert [(table.rows, table.columns, table.head) for table in other.tables] == [
        (table.rows, table.columns, table.head) for table in first.tables
    ]
    assert not other.gaps
    assert {block.layer for block in other.blocks if not block.visible} <= {"property", "attribute"}
