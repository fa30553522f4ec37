"""How much memory a worker may have: a limit of the system where it holds one, else a look from outside.

Linux refuses what goes beyond the limit (setrlimit(2), RLIMIT_AS), and the file is reported by its own worker. Windows
and macOS hold no such limit for a process; there the parent looks at what the worker uses, and ends it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

IS_HELD = sys.platform == "linux"  # by the system


def limit(megabytes: int) -> None:
    """Limit the address space of this process, where the system holds such a limit.

    What the process has from the one it was forked from comes on top: it may be a large program.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    size = megabytes * 2**20 + _inherited()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def is_watchable() -> bool:
    """Whether `used` can tell anything here."""
    return used(os.getpid()) > 0


def used(process: int) -> int:
    """Bytes of memory that a process has to itself; 0 where that cannot be told.

    On Windows it is what the process has committed, in memory or swapped out (PagefileUsage), elsewhere what is in
    memory.
    """
    try:
        import psutil
    except ImportError:
        return 0
    with suppress(psutil.Error, OSError):
        told = psutil.Process(process).memory_info()
        return int(told.vms if os.name == "nt" else told.rss)
    return 0


def _inherited() -> int:
    """Bytes of address space that the process has already; 0 where the system does not tell (proc(5), statm)."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
