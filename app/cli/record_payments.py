"""The command ``record-payments``: payments of a JSON list, each in a transaction of its own, never twice."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from app.cli.streams import Streams, read_json, write_json
from app.context import Context
from app.errors import RuleViolation
from app.messages import text_of

NAME = "record-payments"
HELP = "registra los pagos de un archivo JSON, cada uno por separado; repetir la orden no registra nada dos veces"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from app.cli.company_session import add_company_arguments  # noqa: PLC0415  other commands start without it

    parser.add_argument("payments", metavar="PAGOS.json", help="lista de pagos, o - para leerla de la entrada")
    add_company_arguments(parser)


def run(args: argparse.Namespace, streams: Streams) -> int:
    """One JSON line per payment, written when it is on the disk: recorded, already, or refused with the reason."""
    from app.cli.company_session import signed_in  # noqa: PLC0415
    from app.domain.loans.json_values import list_of  # noqa: PLC0415

    payments = list_of(read_json(args.payments, streams), "payments")
    with signed_in(args, streams) as ctx:
        for place, payment in enumerate(payments):
            write_json(_answer(ctx, payment, f"payments[{place}]"), streams)
    return 0


def _answer(ctx: Context, data: object, key: str) -> dict[str, object]:
    from app.domain.loans.requested_payment import requested_payment  # noqa: PLC0415
    from app.services.payments.record_requested import record_requested  # noqa: PLC0415

    try:
        payment = requested_payment(data, key)
    except RuleViolation as fault:
        request_id = data.get("request_id") if isinstance(data, Mapping) else None
        return {"request_id": request_id, "receipt": "", "status": "refused", "why": text_of(fault)}
    result = record_requested(ctx, payment)
    why = "" if result.refusal is None else text_of(result.refusal)
    return {"request_id": payment.request_id, "receipt": result.receipt, "status": result.status.value, "why": why}
