"""Runs one command without a window: help in Spanish, exit 0, 2 with a line on what to mend, or 3 for a bug."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from app.cli import COMMANDS
from app.cli.streams import Streams, silence_output
from app.crash_report import mark_of, scrubbed
from app.errors import Cancelled, UserError
from app.messages import text_of

EXIT_OK = 0
EXIT_MEND = 2
EXIT_BUG = 3

_ARGPARSE_SENTENCES = (
    (r"the following arguments are required: (.+)", "falta escribir: {0}"),
    (r"unrecognized arguments: (.+)", "no se reconoce: {0}"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", "{0}: {1} no es una opción; elija entre {2}"),
    (r"argument (.+): expected one argument", "{0} lleva un valor"),
    (r"argument (.+): invalid .* value: (.+)", "{0}: {1} no es un valor válido"),
    (r"argument (.+): not allowed with argument (.+)", "{0} no se combina con {1}"),
)


class UsageError(Exception):
    """What was typed is not a valid command."""


class SpanishParser(argparse.ArgumentParser):
    """argparse with its words in Spanish, raising instead of leaving the process."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # argparse's own signature, passed through
        self._positionals.title = "argumentos"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "uso: ", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, spanish in _ARGPARSE_SENTENCES:
            match = re.fullmatch(pattern, message)
            if match:
                raise UsageError(spanish.format(*match.groups()))
        raise UsageError("la orden no está bien escrita")


def run_command(arguments: Sequence[str], streams: Streams) -> int:
    """Run the command of ``arguments`` (without the program's name) and give its exit code."""
    parser, commands = _build_parser()
    try:
        args = parser.parse_args(arguments)
        code = int(commands[args.command].run(args, streams))
        return code
    except SystemExit as finished:  # argparse printed the help
        return int(finished.code or EXIT_OK)
    except UsageError as error:
        _complain(streams, f"{error}. Vea la ayuda con --help.")
    except UserError as error:
        _complain(streams, text_of(error))
    except BrokenPipeError:  # whoever read the output went away (``| head``): end without a word
        silence_output(streams)
        return EXIT_OK
    except (Cancelled, KeyboardInterrupt):
        streams.stderr.write("Se canceló. Lo que ya se había confirmado está guardado; lo demás no.\n")
    except Exception as bug:  # noqa: BLE001  the last resort: no traceback, whose values may be somebody's
        report = scrubbed(type(bug), bug.__traceback__)
        told = f"el programa tuvo un error interno (folio {mark_of(report)}). Lo que ya se había confirmado está "
        _complain(streams, told + "guardado; lo demás no. Envíe esto a soporte: no contiene datos de clientes.")
        streams.stderr.write(f"{report}\n")
        return EXIT_BUG
    return EXIT_MEND


def _complain(streams: Streams, text: str) -> None:
    """One line, whatever was typed: what cannot be written in UTF-8 is shown escaped."""
    line = " ".join(text.split()).encode("utf-8", "backslashreplace").decode("utf-8")
    streams.stderr.write(f"Error: {line}\n")


def _build_parser() -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    parser = SpanishParser(
        prog="acredita",
        description="Acredita: administración de cartera. Sin argumentos abre la ventana; "
        "con una orden trabaja sin ella.",
    )
    choices = parser.add_subparsers(dest="command", required=True, metavar="ORDEN", title="órdenes")
    commands = {}
    for command in COMMANDS:
        sub = choices.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.configure(sub)
        commands[command.NAME] = command
    return parser, commands
