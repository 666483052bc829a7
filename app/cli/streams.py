"""What a command sees of the world: its streams, the company files, the clock, and where a password comes from."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from app.errors import ExternalProblem, RuleViolation
from app.ports.clock import Clock
from app.ports.company_files import OpenCompanyFiles

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Streams:
    """Given to every command; ``read_password`` asks the environment first and then the terminal.

    ``code`` is that of the telephone, of ``ACREDITA_CODE``, for a user who has one.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    files: OpenCompanyFiles
    clock: Clock
    read_password: Callable[[], str | None]
    code: str = ""


def read_json(path_text: str, streams: Streams) -> object:
    """The JSON of a file, or of standard input for ``-``; numbers with a point become Decimal, never float."""
    text = _read_input(streams) if path_text == STANDARD_INPUT else _read_file(Path(path_text))
    try:
        value: object = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise RuleViolation("cli.not_json", line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError) as error:
        raise RuleViolation("cli.not_json", line=1, column=1) from error
    return value


def _read_input(streams: Streams) -> str:
    try:
        return streams.stdin.read().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ExternalProblem("cli.not_text", path=STANDARD_INPUT) from error


def _read_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ExternalProblem("cli.file_missing", path=path) from error
    except UnicodeDecodeError as error:
        raise ExternalProblem("cli.not_text", path=path) from error
    except OSError as error:
        raise ExternalProblem("cli.file_unreadable", path=path) from error


def write_json(value: object, streams: Streams) -> None:
    """One JSON value and a line end. ExternalProblem ``cli.output_failed`` (a full disk)."""
    try:
        json.dump(value, streams.stdout, ensure_ascii=False)
        streams.stdout.write("\n")
        streams.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_output(streams)
        raise ExternalProblem("cli.output_failed") from error


def silence_output(streams: Streams) -> None:
    """What is left to write goes nowhere, so that Python does not complain of it as it ends."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, streams.stdout.fileno())
    os.close(silence)


def required_password(streams: Streams) -> str:
    """The password of ``ACREDITA_PASSWORD`` or of the prompt; RuleViolation ``cli.password_missing``."""
    password = streams.read_password()
    if not password:
        raise RuleViolation("cli.password_missing")
    return password
