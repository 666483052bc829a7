"""Terms to JSON and back: how they are stored with the loan, and how the command line receives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from app.domain.calendar import BusinessDayRule, Frequency
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
    one_of,
)
from app.domain.loans.methods import Method
from app.domain.loans.terms import (
    CAT_CONVENTIONS,
    LATE_BASES,
    VAT_BASES,
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
from app.domain.rates import DayCount
from app.errors import RuleViolation

_DEFAULT_VAT = Decimal("0.16")
_ALWAYS = ("principal", "annual_rate", "vat_rate", "method", "disbursed_on", "day_count")
_SERIES = ("frequency", "installments", "first_due_on")


def terms_from_json(data: object) -> LoanTerms:
    """The terms of a JSON object: amounts and rates as strings, dates ISO.

    A single payment needs neither ``frequency`` nor ``installments``; a custom table needs neither of these nor
    ``first_due_on``: its rows say them. Raises RuleViolation ``terms.unknown_key`` (names them),
    ``terms.missing_key`` and the terms' own.
    """
    given = object_of(data, set(_READERS), "terms")
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
        "bank_holidays": [day.isoformat() for day in terms.bank_holidays],
    }


_PLAIN = (
    "principal", "annual_rate", "vat_rate", "method", "frequency", "day_count", "first_period", "business_day_rule",
    "round_installment_to", "round_installment_how", "grace", "residual_value", "cat_convention", "late_annual_rate",
    "late_base", "vat_share", "arrears_tolerance", "vat_base",
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


def _order(value: object, key: str) -> str | tuple[Component, ...]:
    if isinstance(value, list):
        return tuple(choice_of(Component)(one, key) for one in value)
    return one_of(BY_INSTALLMENT, BY_COMPONENT)(value, key)


def _rate_or_amount(data: Mapping[str, object], key: str) -> tuple[Decimal | None, Money | None]:
    if ("rate" in data) == ("amount" in data):
        raise RuleViolation("terms.rate_or_amount", field=key)
    if "rate" in data:
        return decimal_of(data["rate"], f"{key}.rate"), None
    return None, money_of(data["amount"], f"{key}.amount")


def _opening_fee(value: object, key: str) -> OpeningFee | None:
    if value is None:
        return None
    data = object_of(value, {"rate", "amount", "vat_rate", "how"}, key)
    rate, amount = _rate_or_amount(data, key)
    vat_rate = decimal_of(data.get("vat_rate", _DEFAULT_VAT), f"{key}.vat_rate")
    return OpeningFee(rate, amount, vat_rate, choice_of(FeeMode)(data.get("how", "deducted"), f"{key}.how"))


def _fees(value: object, key: str) -> tuple[InstallmentFee, ...]:
    fees = []
    for one in list_of(value, key):
        data = object_of(one, {"name", "rate", "amount", "of", "vat_rate", "is_obligatory"}, key)
        rate, amount = _rate_or_amount(data, key)
        of = one_of("principal", "balance")(data.get("of", "principal"), f"{key}.of")
        vat_rate = decimal_of(data.get("vat_rate", _DEFAULT_VAT), f"{key}.vat_rate")
        is_obligatory = flag_of(data.get("is_obligatory", True), f"{key}.is_obligatory")
        fees.append(
            InstallmentFee(name_of(data.get("name", ""), f"{key}.name"), amount, rate, of, vat_rate, is_obligatory)
        )
    return tuple(fees)


def _custom_rows(value: object, key: str) -> tuple[CustomRow, ...]:
    rows = [object_of(one, {"due_on", "principal"}, key) for one in list_of(value, key)]
    return tuple(
        CustomRow(date_of(row.get("due_on"), f"{key}.due_on"), money_of(row.get("principal"), f"{key}.principal"))
        for row in rows
    )


def _days(value: object, key: str) -> tuple[date, ...]:
    return tuple(sorted({date_of(one, key) for one in list_of(value, key)}))


_FIELD_OF = {"fees": "installment_fees"}
_READERS: dict[str, Callable[[object, str], object]] = {
    "principal": money_of,
    "annual_rate": decimal_of,
    "vat_rate": decimal_of,
    "method": choice_of(Method),
    "frequency": choice_of(Frequency),
    "installments": integer_of,
    "disbursed_on": date_of,
    "first_due_on": date_of,
    "day_count": choice_of(DayCount),
    "first_period": choice_of(FirstPeriod),
    "business_day_rule": choice_of(BusinessDayRule),
    "round_installment_to": money_of,
    "round_installment_how": choice_of(RoundHow),
    "grace": choice_of(Grace),
    "grace_periods": integer_of,
    "capitalise_grace_interest": flag_of,
    "opening_fee": _opening_fee,
    "fees": _fees,
    "residual_value": money_of,
    "custom_rows": _custom_rows,
    "cat_convention": one_of(*CAT_CONVENTIONS),
    "late_annual_rate": decimal_of,
    "late_day_base": integer_of,
    "late_grace_days": integer_of,
    "late_base": one_of(*LATE_BASES),
    "late_replaces_ordinary": flag_of,
    "allocation_order": _order,
    "vat_share": one_of(*VAT_SHARES),
    "arrears_tolerance": money_of,
    "vat_base": one_of(*VAT_BASES),
    "bank_holidays": _days,
}
