"""Terms to JSON and back: how they are stored with the loan, and how the command line receives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.terms import (
    CustomRow,
    FeeMode,
    FirstPeriod,
    Grace,
    InstallmentFee,
    LoanTerms,
    OpeningFee,
    RoundHow,
)
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.products.methods import Method
from app.domain.rates import DayCount
from app.errors import RuleViolation

_Choice = TypeVar("_Choice", bound=StrEnum)
_DEFAULT_VAT = Decimal("0.16")
_REQUIRED = (
    "principal",
    "annual_rate",
    "method",
    "frequency",
    "installments",
    "disbursed_on",
    "first_due_on",
    "day_count",
)


def terms_from_json(data: object) -> LoanTerms:
    """The terms of a JSON object: amounts and rates as strings, dates ISO.

    Raises RuleViolation ``terms.unknown_key`` (names them), ``terms.missing_key`` and the terms' own.
    """
    keys = _object(data, set(_READERS), "terms")
    missing = [key for key in _REQUIRED if key not in keys]
    if missing:
        raise RuleViolation("terms.missing_key", keys=", ".join(missing))
    values = {_FIELD_OF.get(key, key): _READERS[key](value, key) for key, value in keys.items()}
    values.setdefault("vat_rate", Decimal(0))
    return LoanTerms(**values)  # type: ignore[arg-type]  # each reader gives its field's type


def terms_to_json(terms: LoanTerms) -> dict[str, object]:
    """The same terms; ``terms_from_json`` gives them back equal."""
    fee = terms.opening_fee
    order = terms.allocation_order
    return {
        **{key: str(getattr(terms, key)) for key in _PLAIN},
        **{key: getattr(terms, key) for key in _NUMBERS},
        "disbursed_on": terms.disbursed_on.isoformat(),
        "first_due_on": terms.first_due_on.isoformat(),
        "capitalise_grace_interest": terms.capitalise_grace_interest,
        "allocation_order": order if isinstance(order, str) else [component.value for component in order],
        "opening_fee": None if fee is None else _opening_fee_json(fee),
        "fees": [_installment_fee_json(one) for one in terms.installment_fees],
        "custom_rows": [
            {"due_on": row.due_on.isoformat(), "principal": str(row.principal)} for row in terms.custom_rows
        ],
    }


_PLAIN = (
    "principal", "annual_rate", "vat_rate", "method", "frequency", "day_count", "first_period", "business_day_rule",
    "round_installment_to", "round_installment_how", "grace", "residual_value", "cat_convention", "late_annual_rate",
    "late_base", "vat_share", "arrears_tolerance",
)  # fmt: skip
_NUMBERS = ("installments", "grace_periods", "late_day_base", "late_grace_days")


def _opening_fee_json(fee: OpeningFee) -> dict[str, object]:
    value = {"amount": str(fee.amount)} if fee.rate is None else {"rate": str(fee.rate)}
    return {**value, "vat_rate": str(fee.vat_rate), "how": fee.how.value}


def _installment_fee_json(fee: InstallmentFee) -> dict[str, object]:
    value = {"amount": str(fee.amount)} if fee.rate is None else {"rate": str(fee.rate)}
    return {
        "name": fee.name,
        **value,
        "of": fee.of,
        "vat_rate": str(fee.vat_rate),
        "is_obligatory": fee.is_obligatory,
    }


def _object(data: object, allowed: set[str], name: str) -> Mapping[str, object]:
    if not isinstance(data, Mapping):
        raise RuleViolation("terms.not_an_object", key=name)
    unknown = sorted(str(key) for key in data if key not in allowed)
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(unknown))
    return data


def _decimal(value: object, key: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=value)
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=value) from error
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=str(value)[:40])
    return number


def _money(value: object, key: str) -> Money:
    number = _decimal(value, key)
    if number != number.quantize(Decimal("0.01")):
        raise RuleViolation("terms.too_many_decimals", field=key, key=key, value=value)
    return Money.of(number)


def _integer(value: object, key: str) -> int:
    number = _decimal(value, key)
    if number != number.to_integral_value():
        raise RuleViolation("terms.not_an_integer", field=key, key=key, value=value)
    return int(number)


def _date(value: object, key: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise RuleViolation("terms.not_a_date", field=key, key=key, value=value) from error


def _flag(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise RuleViolation("terms.not_a_flag", field=key, key=key, value=value)
    return value


def _choice(kind: type[_Choice]) -> Callable[[object, str], _Choice]:
    def read(value: object, key: str) -> _Choice:
        try:
            return kind(str(value))
        except ValueError as error:
            choices = ", ".join(kind)
            raise RuleViolation("terms.not_a_choice", field=key, key=key, value=value, choices=choices) from error

    return read


def _one_of(*choices: str) -> Callable[[object, str], str]:
    def read(value: object, key: str) -> str:
        if value not in choices:
            joined = ", ".join(choices)
            raise RuleViolation("terms.not_a_choice", field=key, key=key, value=value, choices=joined)
        return str(value)

    return read


def _order(value: object, key: str) -> str | tuple[Component, ...]:
    if isinstance(value, list):
        return tuple(_choice(Component)(one, key) for one in value)
    return _one_of("by_installment", "by_component")(value, key)


def _rate_or_amount(data: Mapping[str, object]) -> tuple[Decimal | None, Money | None]:
    if ("rate" in data) == ("amount" in data):
        raise RuleViolation("terms.rate_or_amount")
    if "rate" in data:
        return _decimal(data["rate"], "rate"), None
    return None, _money(data["amount"], "amount")


def _opening_fee(value: object, key: str) -> OpeningFee | None:
    if value is None:
        return None
    data = _object(value, {"rate", "amount", "vat_rate", "how"}, key)
    rate, amount = _rate_or_amount(data)
    vat_rate = _decimal(data.get("vat_rate", _DEFAULT_VAT), "vat_rate")
    return OpeningFee(rate, amount, vat_rate, _choice(FeeMode)(data.get("how", "deducted"), "how"))


def _list(value: object, key: str) -> list[object]:
    if not isinstance(value, list):
        raise RuleViolation("terms.not_a_list", key=key)
    return value


def _fees(value: object, key: str) -> tuple[InstallmentFee, ...]:
    fees = []
    for one in _list(value, key):
        data = _object(one, {"name", "rate", "amount", "of", "vat_rate", "is_obligatory"}, key)
        rate, amount = _rate_or_amount(data)
        of = _one_of("principal", "balance")(data.get("of", "principal"), "of")
        vat_rate = _decimal(data.get("vat_rate", _DEFAULT_VAT), "vat_rate")
        is_obligatory = _flag(data.get("is_obligatory", True), "is_obligatory")
        fees.append(InstallmentFee(str(data.get("name", "")), amount, rate, of, vat_rate, is_obligatory))
    return tuple(fees)


def _custom_rows(value: object, key: str) -> tuple[CustomRow, ...]:
    rows = [_object(one, {"due_on", "principal"}, key) for one in _list(value, key)]
    return tuple(
        CustomRow(_date(row.get("due_on"), "due_on"), _money(row.get("principal"), "principal")) for row in rows
    )


_FIELD_OF = {"fees": "installment_fees"}
_READERS: dict[str, Callable[[object, str], object]] = {
    "principal": _money,
    "annual_rate": _decimal,
    "vat_rate": _decimal,
    "method": _choice(Method),
    "frequency": _choice(Frequency),
    "installments": _integer,
    "disbursed_on": _date,
    "first_due_on": _date,
    "day_count": _choice(DayCount),
    "first_period": _choice(FirstPeriod),
    "business_day_rule": _choice(BusinessDayRule),
    "round_installment_to": _money,
    "round_installment_how": _choice(RoundHow),
    "grace": _choice(Grace),
    "grace_periods": _integer,
    "capitalise_grace_interest": _flag,
    "opening_fee": _opening_fee,
    "fees": _fees,
    "residual_value": _money,
    "custom_rows": _custom_rows,
    "cat_convention": _one_of("periodic", "act/365", "act/360"),
    "late_annual_rate": _decimal,
    "late_day_base": _integer,
    "late_grace_days": _integer,
    "late_base": _one_of("principal", "installment"),
    "allocation_order": _order,
    "vat_share": _one_of("first", "proportional"),
    "arrears_tolerance": _money,
}
