"""The command ``verify``: replays every loan and compares what is kept, the ledger and the audit trail with it."""

from __future__ import annotations

import argparse

from app.cli.streams import Streams, write_json

NAME = "verify"
HELP = "verifica los libros: repite cada crédito y compara saldos, contabilidad y bitácora"
EXIT_DIFFERENCES = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from app.cli.company_session import add_company_arguments, add_unattended_argument  # noqa: PLC0415  other commands start without it

    add_company_arguments(parser)
    add_unattended_argument(parser)


def run(args: argparse.Namespace, streams: Streams) -> int:
    """Print the counts and every difference as one JSON line; exit 1 when there is one."""
    from app.accounting_texts import difference_text  # noqa: PLC0415
    from app.cli.company_session import progress_to, signed_in  # noqa: PLC0415
    from app.services.audit.verify_books import verify_books  # noqa: PLC0415

    with signed_in(args, streams) as ctx:
        found = verify_books(ctx, progress_to(streams))
    differences = [difference_text(one) for one in found.differences]
    answer = {"loans": found.loans, "entries": found.entries, "audit": found.audit, "differences": differences}
    write_json(answer, streams)
    return EXIT_DIFFERENCES if differences else 0
