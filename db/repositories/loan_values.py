"""The columns of loans, events and snapshots, for the repository and for the fast filling alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.loans.events import Assignee, LoanEvent
from app.domain.loans.loan import Loan
from app.domain.loans.state import InstallmentState, LoanState
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms_json import terms_from_json, terms_to_json
from app.domain.money import ZERO, Money
from app.domain.payments.components import Component
from app.ports.recorded import NewEvent

ROW_FIELDS = (
    "n",
    "due_on",
    "demanded_on",
    "opening",
    "principal",
    "interest",
    "vat",
    "fees",
    "fees_vat",
    "closing",
)
SCHEDULE_COLUMNS = (
    "n",
    "due_on",
    "demanded_on",
    "opening",
    "principal",
    "interest",
    "vat",
    "fees",
    "fees_vat",
    "total",
    "closing",
)
_IN_SCHEDULE = ("interest", "vat", "fees", "fees_vat", "principal")
_PAID_COLUMNS = tuple((f"paid_{component.value}", component.value) for component in Component)


def loan_values(loan: Loan) -> dict[str, object]:
    """The columns of a loan as contracted; version, author and instant are the caller's."""
    given = loan.disbursement
    return {
        "folio": loan.folio,
        "client_id": loan.client_id,
        "product_id": loan.product_id,
        "status": loan.status.value,
        "principal": loan.terms.principal,
        "installments": len(loan.schedule),
        "cat": loan.cat,
        "signed_on": loan.signed_on,
        "terms": json.dumps(terms_to_json(loan.terms), ensure_ascii=False, separators=(",", ":")),
        "disbursed_on": given and given.on,
        "disbursement_channel": given and given.channel.value,
        "disbursement_reference": given and given.reference,
        "net_amount": given and given.net_amount,
    }


def schedule_values(loan_id: int, rows: tuple[ScheduleRow, ...]) -> list[dict[str, object]]:
    """The columns of the contracted schedule."""
    return [{"loan_id": loan_id} | {name: getattr(row, name) for name in SCHEDULE_COLUMNS} for row in rows]


def event_values(new: NewEvent) -> dict[str, object]:
    """The columns of an event, without the id of what it reverses."""
    event = new.event
    return {
        "loan_id": new.loan_id,
        "seq": event.seq,
        "kind": event.kind.value,
        "value_on": event.value_on,
        "amount": event.amount,
        "excess": event.excess and event.excess.value,
        "effect": event.effect and event.effect.value,
        "request_id": new.request_id,
        "recorded_at": new.recorded_at,
        "recorded_by": new.recorded_by,
        "channel": new.channel and new.channel.value,
        "reference": new.reference,
        "receipt": new.receipt,
        "reason": new.reason,
        "details": details_text(event),
    }


def details_text(event: LoanEvent) -> str:
    """What only some kinds of event have, as JSON; empty when there is nothing."""
    details: dict[str, object] = {}
    if event.principal is not None:
        details["principal"] = str(event.principal)
    if event.vat_rate is not None:
        details["vat_rate"] = str(event.vat_rate)
    if event.component is not None:
        details["component"] = event.component.value
    if event.due_on is not None:
        details["due_on"] = event.due_on.isoformat()
    if event.terms is not None:
        details["terms"] = terms_to_json(event.terms)
    if not event.is_capitalised:
        details["is_capitalised"] = False
    if event.assignee is not None:
        details["assignee"] = event.assignee.value
    return json.dumps(details, ensure_ascii=False, separators=(",", ":")) if details else ""


def details_from(text: str) -> dict[str, Any]:
    """The fields of an event that ``details_text`` wrote."""
    if not text:
        return {}
    stored = json.loads(text)
    readers: dict[str, Callable[[Any], object]] = {
        "principal": Money.of,
        "vat_rate": Decimal,
        "component": Component,
        "due_on": date.fromisoformat,
        "terms": terms_from_json,
        "is_capitalised": bool,
        "assignee": Assignee,
    }
    return {name: readers[name](value) for name, value in stored.items()}


def installment_values(loan_id: int, state: LoanState) -> list[dict[str, object]]:
    """The installments in force, in order, with what is paid of each and what remains after the advance kept."""
    advance = state.advance.centavos
    rows = []
    for installment in state.installments:
        unpaid = _unpaid_centavos(installment)
        covered = min(unpaid, advance)
        advance -= covered
        row, paid = installment.row, installment.paid
        values: dict[str, object] = {"loan_id": loan_id}
        for name in SCHEDULE_COLUMNS:
            values[name] = getattr(row, name)
        for column, component in _PAID_COLUMNS:
            values[column] = getattr(paid, component)
        values["is_paid"] = installment.is_paid
        values["unpaid"] = Money(unpaid - covered)
        rows.append(values)
    return rows


def snapshot_values(state: LoanState, installments: list[dict[str, object]]) -> dict[str, object]:
    """A loan's totals; the next payment is the first of the installments' values that nothing covers yet."""
    first = next((row for row in installments if row["unpaid"]), None)
    if state.is_settled:
        first = None
    return {
        "as_of": state.as_of,
        "days_past_due": state.days_past_due,
        "stage": state.stage,
        "outstanding_principal": state.outstanding_principal,
        "advance": state.advance,
        "oldest_unpaid_on": state.oldest_unpaid_on,
        "next_due_on": first and first["demanded_on"],
        "next_due_amount": first["unpaid"] if first else ZERO,
        # A loan paid off before its first due date has no installments left.
        "last_due_on": max((installment.row.demanded_on for installment in state.installments), default=state.as_of),
        "is_settled": state.is_settled,
    }


def _unpaid_centavos(installment: InstallmentState) -> int:
    left = installment.outstanding
    return sum(max(0, getattr(left, name).centavos) for name in _IN_SCHEDULE)
