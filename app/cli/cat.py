"""The command ``cat``: the CAT of flows in JSON."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.cli.streams import STANDARD_INPUT, Streams, read_json, write_json
from app.domain.loans.cat import Flow, cat_of_flows
from app.domain.money import Money
from app.errors import RuleViolation

NAME = "cat"
HELP = "calcula el CAT de unos flujos"
_YEARS_MAX = 200


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("flows", metavar="FLOWS.json", help=f"entregas y pagos; {STANDARD_INPUT} lee la entrada")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """One result, or an array for an array."""
    data = read_json(args.flows, streams)
    write_json([_cat(one) for one in data] if isinstance(data, list) else _cat(data), streams)
    return 0


def _cat(data: object) -> dict[str, str]:
    if not isinstance(data, Mapping):
        raise RuleViolation("terms.not_an_object", key="FLOWS")
    unknown = sorted(str(key) for key in data if key not in ("disbursements", "payments"))
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(unknown))
    start = _first_date(data.get("disbursements"))
    disbursements = [_flow(one, start) for one in _list(data, "disbursements")]
    payments = [_flow(one, start) for one in _list(data, "payments")]
    first = min((flow.t for flow in disbursements), default=Fraction(0))
    shifted = [[Flow(flow.t - first, flow.amount) for flow in flows] for flows in (disbursements, payments)]
    return {"cat": str(cat_of_flows(*shifted))}


def _list(data: Mapping[str, object], key: str) -> list[object]:
    flows = data.get(key)
    if not isinstance(flows, list):
        raise RuleViolation("terms.not_a_list", key=key)
    return flows


def _first_date(flows: object) -> date | None:
    days = (
        [_day(one["on"]) for one in flows if isinstance(one, Mapping) and "on" in one]
        if isinstance(flows, list)
        else []
    )
    return min(days, default=None)


def _flow(data: object, start: date | None) -> Flow:
    if not isinstance(data, Mapping) or "amount" not in data or ("t" in data) == ("on" in data):
        raise RuleViolation("cat.flow_incomplete")
    unknown = sorted(str(key) for key in data if key not in ("t", "on", "amount"))
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(unknown))
    return Flow(_time(data, start), _amount(data["amount"]))


def _time(data: Mapping[str, object], start: date | None) -> Fraction:
    if "on" in data:
        day = _day(data["on"])
        return Fraction((day - (start or day)).days, 365)
    try:
        t = Fraction(str(data["t"]).replace(" ", ""))
    except (ValueError, ZeroDivisionError) as error:
        raise RuleViolation("cat.flow_time", value=data["t"]) from error
    if not 0 <= t <= _YEARS_MAX:
        raise RuleViolation("cat.flow_time", value=data["t"])
    return t


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise RuleViolation("terms.not_a_date", key="on", value=value) from error


def _amount(value: object) -> Money:
    try:
        return Money.of(Decimal(str(value)))
    except (ArithmeticError, ValueError) as error:
        raise RuleViolation("terms.not_a_number", key="amount", value=value) from error
