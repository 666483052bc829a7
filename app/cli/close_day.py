"""The command ``close-day``: the daily close, from a terminal or the system's scheduler."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.streams import Streams, write_json
from app.messages import text_of

NAME = "close-day"
HELP = "hace el cierre del día: devenga intereses, mueve etapas y actualiza saldos; sigue donde se quedó"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from app.cli.company_session import add_company_arguments, add_unattended_argument  # noqa: PLC0415  other commands start without it

    add_company_arguments(parser)
    add_unattended_argument(parser)
    parser.add_argument("--on", metavar="AAAA-MM-DD", help="hasta qué día se cierra; si falta, hoy")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """Print what was closed, as one JSON line."""
    from app.cli.company_session import day_of, progress_to, signed_in  # noqa: PLC0415
    from app.services.accounting.close_day import close_day  # noqa: PLC0415
    from app.services.backups.make_backup import back_up_after_close  # noqa: PLC0415

    day = day_of(args.on) if args.on else None
    with signed_in(args, streams) as ctx:
        closed = close_day(ctx, day, progress_to(streams))
        backup = back_up_after_close(ctx, progress_to(streams)) if ctx.user.may("backups.make") else None
    days = [one.isoformat() for one in closed.days]
    backups = [str(Path(made.folder) / made.file_name) for made in backup.made] if backup else []
    write_json({"days": days, "loans": closed.loans, "moved": closed.moved, "backups": backups}, streams)
    for folder, problem in backup.refused if backup else ():
        streams.stderr.write(f"{folder}: {text_of(problem)}\n")
    return 0
