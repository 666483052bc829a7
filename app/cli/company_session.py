"""What the commands on a company share: which file, which user, and signing in to it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.cli.streams import Streams, required_password
from app.context import Context
from app.errors import RuleViolation
from app.progress import Progress
from app.services.users.sign_in import sign_in, sign_in_unattended

_SHOWN_EACH = 500
_YEAR_MIN, _YEAR_MAX = 1970, 2100


def add_company_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file and which user; the password is never an argument."""
    parser.add_argument("--db", required=True, type=Path, metavar="ARCHIVO", help="archivo de la empresa")
    parser.add_argument("--user", default="admin", metavar="USUARIO", help="usuario que lo hace (admin)")


def add_unattended_argument(parser: argparse.ArgumentParser) -> None:
    """For what the system's scheduler does at its hour."""
    told = "entra con la llave que guardó esta PC (Mi acceso, en el programa), sin contraseña"
    parser.add_argument("--unattended", action="store_true", help=told)


@contextmanager
def signed_in(args: argparse.Namespace, streams: Streams) -> Iterator[Context]:
    """The user's context on the open file, closed at the end. Errors as ``sign_in``."""
    username = args.user.lower()
    if getattr(args, "unattended", False):
        context = sign_in_unattended(streams.files(), streams.clock, args.db, username)
    else:
        password = required_password(streams)
        context = sign_in(streams.files(), streams.clock, args.db, username, password, streams.code)
    try:
        yield context
    finally:
        context.database.close()


def progress_to(streams: Streams) -> Progress:
    """Tells how far it is on standard error, where somebody looks at it."""
    shown = 0

    def progress(done: int, total: int) -> None:
        nonlocal shown
        if streams.stderr.isatty() and (done - shown >= _SHOWN_EACH or done == total):
            shown = done
            streams.stderr.write(f"\r{done:,} de {total:,} " + ("\n" if done == total else ""))
            streams.stderr.flush()

    return progress


def day_of(text: str) -> date:
    """An ISO date. RuleViolation ``cli.not_a_date``, ``cli.day_out_of_range``."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise RuleViolation("cli.not_a_date", text=text) from error
    if not _YEAR_MIN <= day.year <= _YEAR_MAX:
        raise RuleViolation("cli.day_out_of_range", text=text, least=_YEAR_MIN, most=_YEAR_MAX)
    return day
