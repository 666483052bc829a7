"""The command ``replay``: the states of a loan on given days, from its terms and what happened, in JSON."""

from __future__ import annotations

import argparse

from app.cli.explained_figures import FIGURES, explained
from app.cli.json_lists import answer_each
from app.cli.simulate import row_columns, row_json
from app.cli.streams import STANDARD_INPUT, Streams, read_json, write_json
from app.domain.loans.state import EventAllocation, LoanState
from app.domain.loans.table import Schedule
from app.domain.payments.components import Component
from app.domain.products.scenario_json import Scenario, scenario_from_json

NAME = "replay"
HELP = "calcula el estado de un crédito en los días que se pidan, con todos sus movimientos"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "scenario", metavar="ESCENARIO.json", help=f"condiciones, movimientos y días; {STANDARD_INPUT} lee la entrada"
    )
    parser.add_argument(
        "--explain",
        choices=FIGURES,
        metavar="CIFRA",
        help="agrega los renglones que forman una cifra: " + ", ".join(FIGURES),
    )


def run(args: argparse.Namespace, streams: Streams) -> int:
    """One result, or an array of results for an array of scenarios."""
    data = read_json(args.scenario, streams)

    def answer(one: object) -> dict[str, object]:
        scenario = scenario_from_json(one)
        result = replay(scenario)
        if args.explain:
            result["explanations"] = [explained(scenario, day, args.explain) for day in scenario.days]
        return result

    write_json(answer_each(data, answer), streams)
    return 0


def replay(scenario: Scenario) -> dict[str, object]:
    """States in the order asked for; where each payment in force went; the schedule in force on the last day.

    A payment of a later day than any asked for is applied too, and its lines are given.
    """
    agreement, events = scenario.agreement, scenario.events
    states = {day: agreement.state_on(events, day) for day in set(scenario.days)}
    last = states[max(scenario.days)]
    end = max((event.value_on for event in events), default=last.as_of)
    whole = last if end <= last.as_of else agreement.state_on(events, end)
    columns = row_columns(Schedule(last.rows))
    return {
        "states": [_state(states[day]) for day in scenario.days],
        "allocations": [_allocation(one) for one in sorted(whole.allocations, key=lambda one: one.seq)],
        "rows": [row_json(row, columns) for row in last.rows],
    }


def _state(state: LoanState) -> dict[str, object]:
    due = {component.value: str(state.due.of(component)) for component in Component}
    return {
        "as_of": state.as_of.isoformat(),
        "days_past_due": state.days_past_due,
        "stage": state.stage,
        "outstanding_principal": str(state.outstanding_principal),
        "due": {**due, "total": str(state.due.total)},
        "accrued_interest": str(state.accrued_interest),
        "accrued_vat": str(state.accrued_vat),
        "payoff": str(state.payoff),
        "advance": str(state.advance),
        "next_due_on": state.next_due_on.isoformat() if state.next_due_on else None,
        "next_due_amount": str(state.next_due_amount),
    }


def _allocation(one: EventAllocation) -> dict[str, object]:
    """The lines are of what was due on the payment's day; with the excess they add up to the payment."""
    return {
        "seq": one.seq,
        "lines": [
            {"installment": line.installment, "component": line.component.value, "amount": str(line.amount)}
            for line in one.lines
        ],
        "excess": {"kind": one.excess_kind.value if one.excess_kind else None, "amount": str(one.excess_amount)},
    }
