"""Composes the program and starts it: a window without arguments, a command with them."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.cli.command_line import run_command
from app.cli.streams import Streams
from app.ports.clock import SystemClock
from app.ports.company_files import CompanyFiles
from db.temporary_files import private_temporary_folder


def read_password() -> str | None:
    """The password of the environment, or typed at the terminal without echo; never an argument."""
    from_environment = os.environ.get("ACREDITA_PASSWORD")
    if from_environment or not sys.stdin.isatty():
        return from_environment
    return getpass.getpass("Contraseña: ")


def company_files() -> CompanyFiles:
    """The encrypted files of this PC; loaded when something opens one, for most commands do not."""
    from db.company_files import LocalCompanyFiles  # noqa: PLC0415  0.6 s to load

    return LocalCompanyFiles()


def has_display() -> bool:
    """Whether Qt can open a window: on Linux it needs a display, or a platform chosen by name."""
    chosen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return not sys.platform.startswith("linux") or chosen


def main(arguments: list[str]) -> int:
    """Exit code of the window or of the command."""
    clock = SystemClock()
    opens_window = not arguments or (arguments[0] == "--db" and len(arguments) == 2)
    if opens_window:
        if not has_display():
            sys.stderr.write("Error: no hay pantalla donde abrir la ventana. Use una orden; vea la ayuda con --help.\n")
            return 2
        from ui.application import start  # noqa: PLC0415  a command needs no Qt and starts without it

        return start(company_files(), clock, Path(arguments[1]) if arguments else None)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may be cp1252
    code = os.environ.get("ACREDITA_CODE", "")
    streams = Streams(sys.stdin, sys.stdout, sys.stderr, company_files, clock, read_password, code)
    return run_command(arguments, streams)


if __name__ == "__main__":
    with private_temporary_folder():
        sys.exit(main(sys.argv[1:]))
