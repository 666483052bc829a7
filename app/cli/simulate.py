"""The command ``simulate``: a loan's table, totals and CAT from its terms in JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.json_lists import answer_each
from app.cli.streams import STANDARD_INPUT, Streams, read_json, write_json
from app.domain.loans.table import Schedule, ScheduleRow
from app.domain.loans.terms_json import terms_from_json
from app.errors import RuleViolation
from app.services.loans.simulate_loan import Simulation, simulate_loan

NAME = "simulate"
HELP = "calcula la tabla de amortización, los totales y el CAT de un crédito"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("terms", metavar="TERMS.json", help=f"condiciones del crédito; {STANDARD_INPUT} lee la entrada")
    parser.add_argument("--xlsx", type=Path, metavar="ARCHIVO", help="escribe la tabla en Excel")
    parser.add_argument("--pdf", type=Path, metavar="ARCHIVO", help="escribe la tabla en PDF")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """One result, or an array of results for an array of terms."""
    data = read_json(args.terms, streams)
    if isinstance(data, list) and (args.xlsx or args.pdf):
        raise RuleViolation("cli.one_table")
    for option, path in (("xlsx", args.xlsx), ("pdf", args.pdf)):
        if path is not None and not path.name:
            raise RuleViolation("cli.file_name_missing", option=f"--{option}", suffix=f".{option}")

    def answer(one: object) -> dict[str, object]:
        simulation = simulate_loan(terms_from_json(one))
        if args.xlsx:
            from app.documents.schedule_workbook import write_schedule_workbook  # noqa: PLC0415  0.6 s to load

            write_schedule_workbook(args.xlsx, simulation.schedule, simulation.terms, simulation.cat)
        if args.pdf:
            from app.documents.schedule_pdf import write_schedule_pdf  # noqa: PLC0415  0.3 s to load

            write_schedule_pdf(args.pdf, simulation.schedule, simulation.terms, simulation.cat)
        return result(simulation)

    write_json(answer_each(data, answer), streams)
    return 0


def result(simulation: Simulation) -> dict[str, object]:
    """The table as plain JSON; ``fees_vat`` appears only where some fee carries VAT.

    ``due_on`` is the day on which payment is demanded: the business-day rule, if any, has moved it already.
    """
    totals = simulation.schedule.totals
    columns = row_columns(simulation.schedule)
    summed = [column for column in columns if column not in ("opening", "closing")]
    return {
        "rows": [row_json(row, columns) for row in simulation.schedule.rows],
        "totals": {column: str(getattr(totals, column)) for column in summed},
        "cat": str(simulation.cat),
        "net_amount": str(simulation.net_amount),
        "total_payable": str(simulation.total_payable),
        "effective_annual_rate": None if simulation.effective_rate is None else str(simulation.effective_rate),
    }


def row_columns(schedule: Schedule) -> list[str]:
    """The amounts of each row, in order."""
    fees_vat = ["fees_vat"] if schedule.totals.fees_vat else []
    return ["opening", "principal", "interest", "vat", "fees", *fees_vat, "total", "closing"]


def row_json(row: ScheduleRow, columns: list[str]) -> dict[str, object]:
    """A row of a table; ``due_on`` is the day on which payment is demanded."""
    amounts = {column: str(getattr(row, column)) for column in columns}
    return {"n": row.n, "due_on": row.demanded_on.isoformat(), **amounts}
