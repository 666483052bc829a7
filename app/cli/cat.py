"""The command ``cat``: the CAT of flows in JSON."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.cli.json_lists import answer_each
from app.cli.streams import STANDARD_INPUT, Streams, read_json, write_json
from app.domain.loans.cat import Flow, cat_of_flows
from app.domain.loans.json_values import date_of, money_of
from app.errors import RuleViolation

NAME = "cat"
HELP = "calcula el CAT de unos flujos: lo que se recibe y lo que se paga"
_YEARS_MAX = 200
_FLOWS_MAX = 10_000
_TIME = re.compile(r"[0-9]{1,9}(/[0-9]{1,9}|\.[0-9]{1,20})?")


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("flows", metavar="FLOWS.json", help=f"entregas y pagos; {STANDARD_INPUT} lee la entrada")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """One result, or an array for an array."""
    write_json(answer_each(read_json(args.flows, streams), _cat), streams)
    return 0


def _cat(data: object) -> dict[str, object]:
    if not isinstance(data, Mapping):
        raise RuleViolation("terms.not_an_object", key="FLOWS")
    _refuse_unknown(data, ("disbursements", "payments"))
    disbursements, payments = (_list(data, key) for key in ("disbursements", "payments"))
    start = min((date_of(flow["on"], "on") for flow in disbursements if "on" in flow), default=None)
    received = [_flow(one, start) for one in disbursements]
    paid = [_flow(one, start) for one in payments]
    first = min((flow.t for flow in received), default=Fraction(0))
    return {"cat": str(cat_of_flows(_since(first, received), _since(first, paid)))}


def _since(first: Fraction, flows: Iterable[Flow]) -> list[Flow]:
    return [Flow(flow.t - first, flow.amount) for flow in flows]


def _refuse_unknown(data: Mapping[str, object], known: tuple[str, ...]) -> None:
    unknown = sorted(str(key)[:40] for key in data if key not in known)
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(unknown[:10]))


def _list(data: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    flows = data.get(key)
    if not isinstance(flows, list):
        raise RuleViolation("terms.not_a_list", key=key)
    if len(flows) > _FLOWS_MAX:
        raise RuleViolation("cat.too_many_flows", most=f"{_FLOWS_MAX:,}")
    for flow in flows:
        if not isinstance(flow, Mapping) or "amount" not in flow or ("t" in flow) == ("on" in flow):
            raise RuleViolation("cat.flow_incomplete", key=key)
        _refuse_unknown(flow, ("t", "on", "amount"))
    return flows


def _flow(data: Mapping[str, object], start: date | None) -> Flow:
    amount = money_of(data["amount"], "amount")
    if "t" in data:
        return Flow(_time(data["t"]), amount)
    if start is None:
        raise RuleViolation("cat.no_start")
    return Flow(Fraction((date_of(data["on"], "on") - start).days, 365), amount)


def _time(value: object) -> Fraction:
    text = str(value).replace(" ", "") if isinstance(value, str | int | Decimal) else ""
    if not _TIME.fullmatch(text):
        raise RuleViolation("cat.flow_time", value=str(value)[:40])
    try:
        t = Fraction(text)
    except ZeroDivisionError as error:
        raise RuleViolation("cat.flow_time", value=text) from error
    if t > _YEARS_MAX:
        raise RuleViolation("cat.flow_time", value=text)
    return t
