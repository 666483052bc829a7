"""The command ``seed``: makes the demonstration lender, the same one for the same size and day."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.catalogs.demo_people import DEMO_USERS
from app.cli.streams import Streams, required_password, write_json
from app.errors import RuleViolation

NAME = "seed"
SIZE_NAMES = ("small", "medium", "large")
HELP = "crea la empresa de demostración (small: 500 créditos, medium: 8,000, large: 80,000)"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--size", choices=SIZE_NAMES, default="small", help="cuántos créditos lleva")
    parser.add_argument("--db", required=True, type=Path, metavar="ARCHIVO", help="archivo que se va a crear")
    parser.add_argument("--user", default="admin", metavar="USUARIO", help="usuario con el que se verá (admin)")
    parser.add_argument("--on", metavar="AAAA-MM-DD", help="día de operación de la empresa; si falta, hoy")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """Print what was made, as one JSON line."""
    from app.cli.company_session import day_of  # noqa: PLC0415
    from app.services.demo.create_demo import SIZES, CreateDemo, create_demo  # noqa: PLC0415  0.7 s to load

    usernames = [username for username, _, _ in DEMO_USERS]
    if args.user not in usernames:
        raise RuleViolation("cli.not_a_demo_user", user=args.user, choices=", ".join(usernames))
    business_on = day_of(args.on) if args.on else streams.clock.business_on()
    command = CreateDemo(args.db, SIZES[args.size], business_on, required_password(streams))

    def progress(done: int, total: int) -> None:
        streams.stderr.write(f"\r{done:,} de {total:,}")
        streams.stderr.flush()

    made = create_demo(streams.files(), streams.clock, command, progress)
    made.database.close()
    streams.stderr.write("\n")
    summary = {"db": str(args.db), "clients": made.clients, "loans": made.loans, "payments": made.payments}
    write_json({**summary, "statement": str(made.statement_path), "recovery_key": made.recovery_key}, streams)
    return 0
