"""What there is to check: a file, or every file of a container, each with a report of its own."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.archive.failures import failed_report
from scanner.model import Fact, Recognition, Report
from scanner.noun import noun, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document, Rulebook
    from scanner.settings import Settings

# How containers begin, and office files with them.
MAGICS = frozenset((b"PK", b"Ra", b"7z", b"\x1f\x8b", b"BZ", b"\xfd7"))


class Task(metaclass=noun):
    """One file to check. `reason` is set where it is already known that it cannot be opened.

    `data` are its bytes where they were read already, `contents` what was read of a container itself.
    Of a container the first `begin` members were done before.
    """

    path: str
    file: str
    settings: Settings
    reason: str = ""
    detail: str = ""
    data: bytes | None = None
    contents: Document | None = None
    begin: int = 0


def report_of(task: Task, rulebook: Rulebook) -> Report:
    """The report on one file, in this process. A file that cannot be opened is a gap."""
    from scanner.road import report_on, scan

    if task.reason:
        return failed_report(task.file, task.reason, rulebook.version, detail=task.detail)
    if task.contents is not None:
        itself = Recognition("not-a-notice", "certain", (Fact("is-container"),))
        return report_on(task.contents, rulebook, task.settings, itself)
    return scan(task.file, task.data or b"", rulebook, task.settings)


def tasks_within(task: Task) -> Iterator[Task]:
    """The task with its bytes; where they are a container, a task for every file in it and, last, for itself.

    The files of a container are called ``outer.zip!inner.docx``.
    """
    if task.reason:
        yield task
        return
    limits = task.settings.limits
    try:
        with open(task.path, "rb") as opened:
            data = opened.read(limits.file_bytes + 1)
    except PermissionError:
        yield replace(task, reason="no-permission")
        return
    except OSError as error:
        yield replace(task, reason="cannot-open", detail=type(error).__name__)
        return
    if data[:2] not in MAGICS and data[257:262] != b"ustar":
        yield replace(task, data=data)
        return
    from scanner.extract.container.reader import container_of

    container = container_of(task.file, data, limits)
    if container is None:
        yield replace(task, data=data)
        return
    for member in container:
        file = f"{task.file}!{member.name}" if member.name else task.file
        yield replace(task, file=file, data=member.data, reason=member.reason, detail=member.detail)
    yield replace(task, contents=container.contents())


def reports_of(task: Task, rulebook: Rulebook) -> Iterator[Report]:
    """The reports on one file and on the files in it, in this process."""
    return (report_of(inner, rulebook) for inner in tasks_within(task))
