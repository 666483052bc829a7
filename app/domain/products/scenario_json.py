"""A life from JSON: the agreement of any product type, what happened, and the days whose state is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.loans.events import LoanEvent
from app.domain.loans.events_json import days_from_json, events_from_json
from app.domain.loans.json_values import object_of
from app.domain.products import PRODUCT_TYPES
from app.domain.products.installment_loan import INSTALLMENT_LOAN
from app.domain.products.product_type import Agreement, ProductType
from app.errors import RuleViolation

PRODUCT_TYPE = "product_type"


@dataclass(frozen=True)
class Scenario:
    """A life to replay; ``days`` in the order asked for."""

    agreement: Agreement
    events: tuple[LoanEvent, ...]
    days: tuple[date, ...]


def scenario_from_json(data: object) -> Scenario:
    """The scenario of a JSON object with ``terms``, ``events`` and ``as_of``.

    Raises RuleViolation ``terms.unknown_key`` and what the terms, an event's values and the agreement's check raise;
    ``event.not_of_product`` for an event that the product type does not know.
    """
    given = object_of(data, {"terms", "events", "as_of"}, "scenario")
    missing = [key for key in ("terms", "as_of") if key not in given]
    if missing:
        raise RuleViolation("terms.missing_key", keys=", ".join(missing))
    agreement = agreement_from_json(given["terms"])
    events = events_from_json(given.get("events", []), agreement.rules)
    kinds = _type_of(given["terms"]).events
    for event in events:
        if event.kind not in kinds:
            raise RuleViolation("event.not_of_product", field="type", seq=event.seq, kind=event.kind.value)
    agreement.check(events)
    return Scenario(agreement, events, days_from_json(given["as_of"]))


def agreement_from_json(data: object) -> Agreement:
    """The agreement of its terms; ``product_type`` says of which kind, a loan in installments unless it is there."""
    of_type = _type_of(data)
    if isinstance(data, Mapping):
        data = {key: value for key, value in data.items() if key != PRODUCT_TYPE}
    return of_type.agreement_of(object_of(data, set(data) if isinstance(data, Mapping) else set(), "terms"))


def _type_of(data: object) -> ProductType:
    code = data.get(PRODUCT_TYPE, INSTALLMENT_LOAN.code) if isinstance(data, Mapping) else INSTALLMENT_LOAN.code
    for of_type in PRODUCT_TYPES:
        if of_type.code == code:
            return of_type
    choices = ", ".join(of_type.code for of_type in PRODUCT_TYPES)
    raise RuleViolation("terms.not_a_choice", field=PRODUCT_TYPE, key=PRODUCT_TYPE, value=str(code), choices=choices)
