"""What happened in a loan's life, and the days whose state is asked for, from JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from app.domain.loans.events import Assignee, EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.json_values import (
    choice_of,
    date_of,
    decimal_of,
    flag_of,
    integer_of,
    list_of,
    money_of,
    name_of,
    object_of,
)
from app.domain.loans.methods import Method
from app.domain.loans.terms import LoanTerms
from app.domain.loans.terms_json import terms_from_json, terms_to_json
from app.domain.money import ZERO
from app.domain.payments.components import Component
from app.errors import RuleViolation

CHARGE_VAT_RATE = Decimal("0.16")
"""The general rate of the VAT law, which collection work bears unless the event says another."""
_READERS: dict[str, tuple[str, Callable[[object, str], object]]] = {
    "seq": ("seq", integer_of),
    "value_date": ("value_on", date_of),
    "amount": ("amount", money_of),
    "excess": ("excess", choice_of(Excess)),
    "effect": ("effect", choice_of(PrepaymentEffect)),
    "vat_rate": ("vat_rate", decimal_of),
    "component": ("component", choice_of(Component)),
    "of": ("reverses_seq", integer_of),
    "first_due_on": ("due_on", date_of),
    "capitalise": ("is_capitalised", flag_of),
    "to": ("assignee", choice_of(Assignee)),
    "reason": ("", name_of),
    "authorised_by": ("", name_of),
}
_NEEDED: dict[EventKind, tuple[str, ...]] = {
    EventKind.DISBURSEMENT: ("amount",),
    EventKind.PAYMENT: ("amount",),
    EventKind.CHARGE: ("amount",),
    EventKind.WAIVER: ("component", "amount"),
    EventKind.REVERSAL: ("of",),
    EventKind.RESCHEDULE: ("first_due_on",),
    EventKind.RESTRUCTURE: ("terms",),
    EventKind.ACCELERATION: (),
    EventKind.WRITE_OFF: (),
    EventKind.ASSIGNMENT: ("to",),
}
_ALLOWED: dict[EventKind, tuple[str, ...]] = {
    EventKind.PAYMENT: ("excess", "effect"),
    EventKind.CHARGE: ("vat_rate",),
    EventKind.RESTRUCTURE: ("capitalise",),
    EventKind.ASSIGNMENT: ("amount",),
}
_ALWAYS = ("seq", "type", "value_date", "reason", "authorised_by")


def events_from_json(data: object, terms: LoanTerms) -> tuple[LoanEvent, ...]:
    """The events of a JSON list; an error's key names the place, ``events[0].amount``."""
    return tuple(_event(one, f"events[{place}]", place + 1, terms) for place, one in enumerate(list_of(data, "events")))


def days_from_json(data: object) -> tuple[date, ...]:
    """One ISO date, or a list of them."""
    if isinstance(data, str):
        return (date_of(data, "as_of"),)
    days = tuple(date_of(one, f"as_of[{place}]") for place, one in enumerate(list_of(data, "as_of")))
    if not days:
        raise RuleViolation("terms.missing_key", keys="as_of")
    return days


def _event(data: object, key: str, place: int, terms: LoanTerms) -> LoanEvent:
    if not isinstance(data, Mapping):
        raise RuleViolation("terms.not_an_object", key=key)
    kind = choice_of(EventKind)(data.get("type"), f"{key}.type")
    needed = ("value_date", *_NEEDED[kind])
    allowed = {*_ALWAYS, *needed, *_ALLOWED.get(kind, ())}
    unknown = [f"{key}.{name}" for name in data if name not in allowed]
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(sorted(unknown)))
    missing = [f"{key}.{name}" for name in needed if data.get(name) is None]
    if missing:
        raise RuleViolation("terms.missing_key", keys=", ".join(missing))
    values: dict[str, object] = {"seq": place, "amount": ZERO}
    for name, value in data.items():
        if name in _READERS:
            field, read = _READERS[name]
            if value is not None and field:
                values[field] = read(value, f"{key}.{name}")
    if kind is EventKind.DISBURSEMENT:
        values["principal"] = values["amount"]
    if kind is EventKind.CHARGE:
        values.setdefault("vat_rate", CHARGE_VAT_RATE)
    if kind is EventKind.RESTRUCTURE:
        values["terms"] = _new_terms(terms, data["terms"], values["value_on"], f"{key}.terms")
    return LoanEvent(kind=kind, **values)  # type: ignore[arg-type]  # each reader gives its field's type


_OF_THE_CONTRACT = ("principal", "disbursed_on", "opening_fee", "custom_rows")
"""What a restructure does not say: it repays what is owed from its own day, without an opening fee."""


def _new_terms(terms: LoanTerms, data: object, value_on: object, key: str) -> LoanTerms:
    """The agreement in force with the changes given; ``first_due_on`` must be among them."""
    whole = terms_to_json(terms)
    changes = object_of(data, set(whole) - set(_OF_THE_CONTRACT), key)
    if "first_due_on" not in changes:
        raise RuleViolation("terms.missing_key", keys=f"{key}.first_due_on")
    assert isinstance(value_on, date)
    whole |= {"opening_fee": None, "custom_rows": [], "disbursed_on": value_on.isoformat(), **changes}
    if whole["method"] == Method.CUSTOM:
        raise RuleViolation("restructure.custom", field="method")
    return terms_from_json(whole)
