"""The command ``read-statement``: a bank's file as JSON, its doubts as lines on the error stream."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.bank_layouts import LAYOUTS, read_statement
from app.cli.streams import Streams, write_json
from app.domain.bank.statement import Fault, Statement, balance_breaks
from app.domain.money import Money
from app.messages import TEXTS

NAME = "read-statement"
HELP = "lee el archivo de movimientos de un banco y lo muestra en JSON"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="ARCHIVO", type=Path, help="estado de cuenta en Excel, CSV o texto")
    names = ", ".join(layout.NAME for layout in LAYOUTS)
    parser.add_argument("--layout", metavar="FORMATO", help=f"formato del banco ({names}); sin él se reconoce solo")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """The statement, oldest movement first; what could not be read is told and the rest goes on."""
    statement = read_statement(args.file, args.layout)
    for fault in (*statement.faults, *balance_breaks(statement.movements)):
        streams.stderr.write(f"Aviso: {_sentence(fault)}\n")
    write_json(result(statement), streams)
    return 0


def result(statement: Statement) -> dict[str, object]:
    """The statement as plain JSON; what is absent is null."""
    rows = [
        {
            "row": movement.row,
            "date": movement.on.isoformat(),
            "description": movement.description or None,
            "reference": movement.reference or None,
            "credit": _text(movement.credit),
            "debit": _text(movement.debit),
            "balance": _text(movement.balance),
        }
        for movement in statement.movements
    ]
    return {"layout": statement.layout, "account": statement.account or None, "rows": rows}


def _text(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _sentence(fault: Fault) -> str:
    text = TEXTS[fault.code].format(row=fault.row, value=fault.value, **fault.params)
    return " ".join(text.split())
