"""The rules of the house: direction of imports, sizes, light starts, invented data only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted([*ROOT.glob("scanner/**/*.py"), *ROOT.glob("reports/**/*.py")])

# A module may import from its own floor's package and from every floor below. First match counts.
FLOORS = (
    ("scanner.noun", 0),
    ("scanner.kept", 0),
    ("scanner.modules", 0),
    ("scanner.regexes", 0),
    ("scanner.runs", 0),
    ("scanner.needs", 0),
    ("scanner.model", 1),
    ("scanner.characters", 2),
    ("scanner.errors", 2),
    ("scanner.settings", 2),
    ("scanner.values", 3),
    ("scanner.money", 3),
    ("scanner.calendar", 3),
    ("scanner.capitals", 3),
    ("scanner.masking", 3),
    ("scanner.parts", 3),
    ("scanner.signature", 4),
    ("scanner.anatomy", 4),
    ("scanner.cue_index", 4),
    ("scanner.learned", 4),
    ("scanner.search.matching", 5),
    ("scanner.search.layers", 5),
    ("scanner.search.codes", 5),
    ("scanner.search.kinds", 5),
    ("scanner.search.subject", 5),
    ("scanner.search.overlaps", 5),
    ("scanner.search.standards", 5),
    ("scanner.search.conditions", 5),
    ("scanner.search.people", 5),
    ("scanner.search.persons", 5),
    ("scanner.search.roles", 5),
    ("scanner.search.attributes", 5),
    ("scanner.search.times", 5),
    ("scanner.search.claims", 5),
    ("scanner.search.numbers", 5),
    ("scanner.search.masks", 5),
    ("scanner.search.consistency", 5),
    ("scanner.search.elements", 5),
    ("scanner.search.names", 5),
    ("scanner.rulefile", 6),
    ("scanner.rulebook", 6),
    ("scanner.extract", 7),
    ("scanner.normalize", 7),
    ("scanner.recognize", 7),
    ("scanner.search", 7),
    ("scanner.verdict", 7),
    ("scanner.road", 8),
    ("scanner.repair", 9),
    ("scanner.archive", 9),
    ("reports", 9),
    ("scanner", 10),
)
STAGES = ("scanner.extract", "scanner.normalize", "scanner.recognize", "scanner.search", "scanner.verdict")
HEAVY = (
    "lxml",
    "pypdfium2",
    "pikepdf",
    "pdfplumber",
    "python_calamine",
    "docx",
    "spacy",
    "pycrfsuite",
    "rich",
    "rapidfuzz",
    "regex",
    "zipfile",
    "tomllib",
)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor(module: str) -> int:
    return next(height for name, height in FLOORS if module == name or module.startswith(f"{name}."))


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name for name in names if name.split(".")[0] in ("scanner", "reports", "patterns", "corpora")}


@pytest.mark.parametrize("path", CODE, ids=module_name)
def test_imports_go_one_way(path: Path) -> None:
    module = module_name(path)
    for name in imported(ast.parse(path.read_text("utf-8"))):
        assert not name.startswith("corpora"), f"{module} imports {name}"
        if module in ("scanner", "scanner.cli", "scanner.__main__") or module.startswith("scanner.commands"):
            continue
        assert floor(name) <= floor(module), f"{module} imports {name}, which lies above it"


@pytest.mark.parametrize("path", CODE, ids=module_name)
def test_stages_do_not_import_one_another(path: Path) -> None:
    module = module_name(path)
    own = next((stage for stage in STAGES if module == stage or module.startswith(f"{stage}.")), None)
    if own is None:
        return
    for name in imported(ast.parse(path.read_text("utf-8"))):
        other = next((stage for stage in STAGES if name == stage or name.startswith(f"{stage}.")), own)
        assert other == own, f"{module} imports {name}"


@pytest.mark.parametrize("path", CODE, ids=module_name)
def test_sizes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400, f"{path} has more than 400 lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= 40, f"{path}:{node.lineno} {node.name} has {size} lines"


@pytest.mark.parametrize("path", CODE, ids=module_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{path} has no docstring"
    assert path.stem not in ("utils", "helpers", "manager", "common", "base")


def test_only_the_command_line_prints() -> None:
    for path in CODE:
        if module_name(path) == "scanner.cli":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_print = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            )
            assert not is_print, f"{path}:{node.lineno} prints"


def test_no_broad_except() -> None:
    allowed = {"scanner.archive.workers"}  # a bug in one file becomes that file's record
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or (
                    isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
                )
                assert not broad or module_name(path) in allowed, f"{path}:{node.lineno}"


@pytest.mark.parametrize(
    "statement", ["import scanner", "import scanner.cli", "import scanner.road", "import scanner.rulebook"]
)
def test_imports_stay_light(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint(' '.join(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert not loaded & set(HEAVY), f"{statement} loads {sorted(loaded & set(HEAVY))}"


def test_help_stays_light() -> None:
    code = (
        "import sys, scanner.cli\n"
        "try:\n    scanner.cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('\\nLOADED', ' '.join(sorted({m.split('.')[0] for m in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.rsplit("LOADED", 1)[1].split())
    assert not loaded & set(HEAVY)


# ---------------------------------------------------------------- invented data only

TEXTS = [
    path
    for path in sorted(ROOT.rglob("*"))
    if path.is_file()
    and path.suffix in (".py", ".toml", ".txt", ".md", ".html", ".json", ".csv", ".yaml")
    and not {".git", ".venv", "dist", "build", "out"} & set(path.relative_to(ROOT).parts)
    and "cache" not in path.as_posix()
]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# Check examples that are printed with GB 11643.
PRINTED = {"11010519491231002X", "440524188001010014"}


def is_valid_identity(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    month, day = int(number[10:12]), int(number[12:14])
    return "10X98765432"[total % 11] == number[17] and 1 <= month <= 12 and 1 <= day <= 31


def test_identity_numbers_are_invented() -> None:
    """Valid numbers carry a county code ending in 999, which no county has."""
    for path in TEXTS:
        for found in re.finditer(
            r"(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9])", path.read_text("utf-8", "replace")
        ):
            number = found[0].upper()
            if is_valid_identity(number) and number not in PRINTED:
                fake = number[3:6] in ("999", "000") or number.startswith(("932000", "990999"))
                assert fake, f"{path}: an identity number that could be a person's"


def test_mobile_numbers_are_invented() -> None:
    """Mobile numbers have four zeros in the middle: 1XX 0000 NNNN."""
    pattern = re.compile(r"(?<![0-9.])1[3-9][0-9]{9}(?![0-9])")
    for path in TEXTS:
        for found in pattern.finditer(path.read_text("utf-8", "replace")):
            assert "0000" in found[0], f"{path}: {found[0][:3]}…: a mobile number that could be somebody's"


def test_the_project_speaks_of_itself_alone() -> None:
    words = re.compile(
        r"/work/|HOUSE\.md|CONTRACT\.md|farm-(?!subsidy)|/\.library|helper agent|subagent|shared/reference",
        re.I,
    )
    for path in TEXTS:
        if path == Path(__file__).resolve():
            continue
        found = words.search(path.read_text("utf-8", "replace"))
        assert found is None, f"{path}: {found[0] if found else ''}"
