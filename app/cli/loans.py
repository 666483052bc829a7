"""The command ``loans``: every disbursed loan with what it owes today, one JSON line each."""

from __future__ import annotations

import argparse

from app.cli.streams import Streams, write_json

NAME = "loans"
HELP = "lista los créditos: folio, cliente, saldo de capital y lo exigible hoy"
LINES_AT_A_TIME = 500


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from app.cli.company_session import add_company_arguments  # noqa: PLC0415  other commands start without it

    add_company_arguments(parser)


def run(args: argparse.Namespace, streams: Streams) -> int:
    """By folio, as the loans were made."""
    from app.cli.company_session import signed_in  # noqa: PLC0415
    from app.services.loans.read_balances import read_balances  # noqa: PLC0415

    with signed_in(args, streams) as ctx:
        last = 0
        while lines := read_balances(ctx, last, LINES_AT_A_TIME):
            for line in lines:
                answer = {"folio": line.folio, "client": line.client_name, "status": line.status.value}
                write_json({**answer, "outstanding": str(line.outstanding), "due": str(line.due)}, streams)
            last = lines[-1].loan_id
    return 0
