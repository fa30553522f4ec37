"""What several tests need: to be somebody who may not read everything."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

NOBODY = 65534

# No test is timed, and each run tries the same examples.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture
def common_folder() -> Iterator[Path]:
    """A folder that everybody may look into (pytest's own belong to one user)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
def become_nobody() -> Iterator[Callable[[], None]]:
    """Gives up the right to read everything, where the tests run with it; taken back afterwards."""
    if os.name == "nt":
        pytest.skip("permissions of POSIX systems")
    is_root = os.geteuid() == 0

    def become() -> None:
        if is_root:
            os.seteuid(NOBODY)

    yield become
    if is_root:
        os.seteuid(0)
