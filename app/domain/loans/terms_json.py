"""Terms to JSON and back: how they are stored with the loan, and how the command line receives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.terms import (
    CAT_CONVENTIONS,
    INSTALLMENTS_MAX,
    LATE_BASES,
    VAT_SHARES,
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
from app.domain.payments.allocation import BY_COMPONENT, BY_INSTALLMENT
from app.domain.payments.components import Component
from app.domain.products.methods import Method
from app.domain.rates import DayCount
from app.errors import RuleViolation

_Choice = TypeVar("_Choice", bound=StrEnum)
_DEFAULT_VAT = Decimal("0.16")
_ALWAYS = ("principal", "annual_rate", "vat_rate", "method", "disbursed_on", "day_count")
_SERIES = ("frequency", "installments", "first_due_on")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS_MAX = 40
_WHOLE_DIGITS_MAX = 16
_SHOWN_MAX = 40
_NAME_LENGTH_MAX = 80


def terms_from_json(data: object) -> LoanTerms:
    """The terms of a JSON object: amounts and rates as strings, dates ISO.

    A single payment needs neither ``frequency`` nor ``installments``; a custom table needs neither of these nor
    ``first_due_on``: its rows say them. Raises RuleViolation ``terms.unknown_key`` (names them),
    ``terms.missing_key`` and the terms' own.
    """
    given = _object(data, set(_READERS), "terms")
    values = {_FIELD_OF.get(key, key): _READERS[key](value, key) for key, value in given.items()}
    method, rows = values.get("method"), values.get("custom_rows")
    if method in (Method.BULLET, Method.CUSTOM):
        values.setdefault("frequency", Frequency.MONTHLY)
        values.setdefault("installments", 1)
    if method is Method.CUSTOM and isinstance(rows, tuple) and rows:
        values["installments"] = values["installments"] if "installments" in given else len(rows)
        values.setdefault("first_due_on", rows[0].due_on)
    missing = [key for key in (*_ALWAYS, *_SERIES) if key not in values]
    if missing:
        raise RuleViolation("terms.missing_key", keys=", ".join(missing))
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
        "late_replaces_ordinary": terms.late_replaces_ordinary,
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
    unknown = sorted(_shown(key) for key in data if key not in allowed)
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(unknown[:10]))
    return data


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX]}…"


def decimal_of(value: object, key: str) -> Decimal:
    """A JSON number or its text, exact. A float is refused: it is not the number that was written.

    Raises RuleViolation ``terms.not_a_number`` or ``terms.number_too_large``.
    """
    if isinstance(value, str) and not (len(value) <= _DIGITS_MAX and _NUMBER.fullmatch(value.strip())):
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    if isinstance(value, int) and abs(value) > 10**_DIGITS_MAX:
        raise RuleViolation("terms.number_too_large", field=key, key=key)
    number = Decimal(value)
    if not number.is_finite():
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    if number and (number.adjusted() >= _WHOLE_DIGITS_MAX or len(number.as_tuple().digits) > _DIGITS_MAX):
        raise RuleViolation("terms.number_too_large", field=key, key=key)
    if -int(number.as_tuple().exponent) > _DIGITS_MAX:
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    return number


def money_of(value: object, key: str) -> Money:
    """An amount in pesos with two decimals at most. Raises ``terms.too_many_decimals`` and what a number does."""
    number = decimal_of(value, key)
    centavos = number.scaleb(2)
    if centavos != centavos.to_integral_value():
        raise RuleViolation("terms.too_many_decimals", field=key, key=key, value=_shown(value))
    return Money(int(centavos))


def _integer(value: object, key: str) -> int:
    number = decimal_of(value, key)
    if number != number.to_integral_value():
        raise RuleViolation("terms.not_an_integer", field=key, key=key, value=_shown(value))
    return int(number)


def date_of(value: object, key: str) -> date:
    """An ISO date, ``2026-01-31``. Raises RuleViolation ``terms.not_a_date``."""
    try:
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError as error:
        raise RuleViolation("terms.not_a_date", field=key, key=key, value=_shown(value)) from error


def _flag(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise RuleViolation("terms.not_a_flag", field=key, key=key, value=_shown(value))
    return value


def _choice(kind: type[_Choice]) -> Callable[[object, str], _Choice]:
    def read(value: object, key: str) -> _Choice:
        try:
            return kind(str(value))
        except ValueError as error:
            choices = ", ".join(kind)
            raise RuleViolation(
                "terms.not_a_choice", field=key, key=key, value=_shown(value), choices=choices
            ) from error

    return read


def _one_of(*choices: str) -> Callable[[object, str], str]:
    def read(value: object, key: str) -> str:
        if value not in choices:
            joined = ", ".join(choices)
            raise RuleViolation("terms.not_a_choice", field=key, key=key, value=_shown(value), choices=joined)
        return str(value)

    return read


def _order(value: object, key: str) -> str | tuple[Component, ...]:
    if isinstance(value, list):
        return tuple(_choice(Component)(one, key) for one in value)
    return _one_of(BY_INSTALLMENT, BY_COMPONENT)(value, key)


def _rate_or_amount(data: Mapping[str, object], key: str) -> tuple[Decimal | None, Money | None]:
    if ("rate" in data) == ("amount" in data):
        raise RuleViolation("terms.rate_or_amount", field=key)
    if "rate" in data:
        return decimal_of(data["rate"], f"{key}.rate"), None
    return None, money_of(data["amount"], f"{key}.amount")


def _opening_fee(value: object, key: str) -> OpeningFee | None:
    if value is None:
        return None
    data = _object(value, {"rate", "amount", "vat_rate", "how"}, key)
    rate, amount = _rate_or_amount(data, key)
    vat_rate = decimal_of(data.get("vat_rate", _DEFAULT_VAT), f"{key}.vat_rate")
    return OpeningFee(rate, amount, vat_rate, _choice(FeeMode)(data.get("how", "deducted"), f"{key}.how"))


def _name(value: object, key: str) -> str:
    if not isinstance(value, str) or len(value) > _NAME_LENGTH_MAX:
        raise RuleViolation("terms.not_a_name", field=key, key=key, most=_NAME_LENGTH_MAX)
    return value


def _list(value: object, key: str) -> list[object]:
    if not isinstance(value, list):
        raise RuleViolation("terms.not_a_list", field=key, key=key)
    if len(value) > INSTALLMENTS_MAX:
        raise RuleViolation("terms.installments_too_many", field=key, most=INSTALLMENTS_MAX)
    return value


def _fees(value: object, key: str) -> tuple[InstallmentFee, ...]:
    fees = []
    for one in _list(value, key):
        data = _object(one, {"name", "rate", "amount", "of", "vat_rate", "is_obligatory"}, key)
        rate, amount = _rate_or_amount(data, key)
        of = _one_of("principal", "balance")(data.get("of", "principal"), f"{key}.of")
        vat_rate = decimal_of(data.get("vat_rate", _DEFAULT_VAT), f"{key}.vat_rate")
        is_obligatory = _flag(data.get("is_obligatory", True), f"{key}.is_obligatory")
        fees.append(
            InstallmentFee(_name(data.get("name", ""), f"{key}.name"), amount, rate, of, vat_rate, is_obligatory)
        )
    return tuple(fees)


def _custom_rows(value: object, key: str) -> tuple[CustomRow, ...]:
    rows = [_object(one, {"due_on", "principal"}, key) for one in _list(value, key)]
    return tuple(
        CustomRow(date_of(row.get("due_on"), f"{key}.due_on"), money_of(row.get("principal"), f"{key}.principal"))
        for row in rows
    )


_FIELD_OF = {"fees": "installment_fees"}
_READERS: dict[str, Callable[[object, str], object]] = {
    "principal": money_of,
    "annual_rate": decimal_of,
    "vat_rate": decimal_of,
    "method": _choice(Method),
    "frequency": _choice(Frequency),
    "installments": _integer,
    "disbursed_on": date_of,
    "first_due_on": date_of,
    "day_count": _choice(DayCount),
    "first_period": _choice(FirstPeriod),
    "business_day_rule": _choice(BusinessDayRule),
    "round_installment_to": money_of,
    "round_installment_how": _choice(RoundHow),
    "grace": _choice(Grace),
    "grace_periods": _integer,
    "capitalise_grace_interest": _flag,
    "opening_fee": _opening_fee,
    "fees": _fees,
    "residual_value": money_of,
    "custom_rows": _custom_rows,
    "cat_convention": _one_of(*CAT_CONVENTIONS),
    "late_annual_rate": decimal_of,
    "late_day_base": _integer,
    "late_grace_days": _integer,
    "late_base": _one_of(*LATE_BASES),
    "late_replaces_ordinary": _flag,
    "allocation_order": _order,
    "vat_share": _one_of(*VAT_SHARES),
    "arrears_tolerance": money_of,
}
