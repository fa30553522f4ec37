"""The command `scan`: arguments, files, exit code. Nothing but this and its `cli_` modules prints."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner.cli_options import CommandLine
    from scanner.cli_screen import Screen
    from scanner.model import Lang

    Command = Callable[[CommandLine, Screen, Lang], int]

_NEW_OBJECTS = 100_000  # after which circles are looked for; ten notices make as many
NOT_DONE = 2  # exit codes: 0 nothing found, 1 findings, 2 not done or not complete


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code. A bug in the check of a single file raises."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:
        # The only command that a shell prompt or a script may call a hundred times.
        from scanner import __version__

        sys.stdout.write(f"notice-scan {__version__}\n")
        return 0
    from scanner.regexes import keep

    try:
        code = _run(given)
        keep()
        return code
    except BrokenPipeError:
        # The reader of our output is gone (`scan … | head`); nothing is left to be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE


def _run(given: Sequence[str]) -> int:
    from scanner.cli_options import command_line, stated_lang
    from scanner.cli_screen import Screen
    from scanner.errors import ScanError

    screen = Screen()
    lang = stated_lang(given, os.environ)
    try:
        return _dispatched(command_line(given), screen, lang)
    except ScanError as error:
        screen.complain(error.sentence(lang))
        return error.exit_code
    except KeyboardInterrupt:
        screen.complain("已中断，没有检查完。" if lang == "zh" else "Interrupted; the check is not complete.")
        return NOT_DONE


def _dispatched(line: CommandLine, screen: Screen, lang: Lang) -> int:
    if "version" in line.options:
        from scanner import __version__

        screen.write(f"notice-scan {__version__}\n")
        return 0
    if "help" in line.options:
        from scanner.cli_options import help_lines

        screen.write("\n".join(help_lines(lang, screen.width())) + "\n")
        return 0
    if line.command == "scan":
        if "scanner.modules" in sys.modules:
            from scanner.modules import load_usual

            load_usual()
        from scanner.cli_scan import configuration, run_scan

        return run_scan(line, configuration(line, lang), screen)
    from scanner.commands import doctor, explain, rules

    run: Command = {"rules": rules, "explain": explain, "doctor": doctor}[line.command]
    return run(line, screen, lang)


def run() -> None:
    """`main`, then the end of the process with its exit code.

    A process that checks one notice lives for a tenth of a second: it need not look for circles of
    objects while it begins, nor take everything down before it goes. Where threads or further processes
    were at work they are waited for as usual.
    """
    import gc

    gc.set_threshold(_NEW_OBJECTS)
    if sys.argv[1:] == ["--version"]:
        code = main()
    else:
        from scanner.modules import use

        kept = use()
        code = main()
        kept.keep()
    if "threading" in sys.modules:
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = NOT_DONE
    os._exit(code)


if __name__ == "__main__":
    run()
