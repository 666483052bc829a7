"""The terms of a loan: every setting of its schedule and of its life, checked as they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from app.domain.calendar import YEAR_MAX, YEAR_MIN, BusinessDayRule, Frequency, adjust, check_first_due
from app.domain.loans.methods import Method
from app.domain.money import ZERO, Money, share_of
from app.domain.payments.allocation import BY_COMPONENT, BY_INSTALLMENT, Ranking, ranking_of
from app.domain.payments.components import Component
from app.domain.rates import DayCount
from app.errors import RuleViolation

INSTALLMENTS_MAX = 1200
RATE_MAX = Decimal(100)
PRINCIPAL_MAX = Money.of(10**11)
RATE_DECIMALS_MAX = 12
FEES_MAX = 20
LATE_GRACE_DAYS_MAX = 365
CENTAVO = Money(1)
CAT_CONVENTIONS = ("periodic", "act/365", "act/360")
LATE_BASES = ("principal", "installment")
VAT_SHARES = ("first", "proportional")
VAT_BASES = ("interest", "rent")
HOLIDAYS_MAX = 1500


class FeeMode(StrEnum):
    """Where the opening fee is taken from."""

    DEDUCTED = "deducted"
    FINANCED = "financed"
    PAID = "paid"


class FirstPeriod(StrEnum):
    """How the first period's interest is counted under 30/360."""

    REGULAR = "regular"
    BY_DAYS = "by_days"


class Grace(StrEnum):
    """What does not fall due during the first periods."""

    NONE = "none"
    PRINCIPAL = "principal"
    FULL = "full"


class RoundHow(StrEnum):
    """To which multiple the level payment is rounded."""

    NEAREST = "nearest"
    UP = "up"


@dataclass(frozen=True)
class OpeningFee:
    """Comisión por apertura: a fraction of the principal or a fixed amount, with its VAT."""

    rate: Decimal | None
    amount: Money | None
    vat_rate: Decimal
    how: FeeMode

    def fee(self, principal: Money) -> Money:
        """The fee on the principal applied for, without VAT."""
        return principal.times(self.rate) if self.rate is not None else (self.amount or ZERO)

    def vat(self, principal: Money) -> Money:
        """The fee's VAT."""
        return self.fee(principal).times(self.vat_rate)


@dataclass(frozen=True)
class InstallmentFee:
    """A fee of each installment: fixed, or a fraction of the principal or of the balance, with its own VAT."""

    name: str
    amount: Money | None
    rate: Decimal | None
    of: str
    vat_rate: Decimal
    is_obligatory: bool = True

    def fee(self, principal: Money, balance: Money) -> Money:
        """The fee of an installment whose opening balance is ``balance``."""
        return Money(self.centavos(principal.centavos, balance.centavos))

    def centavos(self, principal: int, balance: int) -> int:
        """The same in centavos."""
        if self.rate is None:
            return 0 if self.amount is None else self.amount.centavos
        return share_of(balance if self.of == "balance" else principal, self.rate.as_integer_ratio())


@dataclass(frozen=True)
class CustomRow:
    """A line of a custom schedule."""

    due_on: date
    principal: Money


@dataclass(frozen=True)
class LoanTerms:
    """Every setting of LOAN_MATHS. Rates are yearly fractions. RuleViolation names the term that makes no sense.

    ``late_replaces_ordinary`` changes nothing here: ordinary interest falls due as scheduled, on scheduled balances,
    so an overdue part never bears it beside the late interest. It is kept for products of daily balances.
    ``vat_base``: ``rent`` charges VAT on principal and interest together (leasing). ``bank_holidays``: the days that
    the CNBV's lists gave when the contract was signed; a year none of them is in follows the law's own rules.
    """

    principal: Money
    annual_rate: Decimal
    vat_rate: Decimal
    method: Method
    frequency: Frequency
    installments: int
    disbursed_on: date
    first_due_on: date
    day_count: DayCount
    first_period: FirstPeriod = FirstPeriod.REGULAR
    business_day_rule: BusinessDayRule = BusinessDayRule.NONE
    round_installment_to: Money = CENTAVO
    round_installment_how: RoundHow = RoundHow.NEAREST
    grace: Grace = Grace.NONE
    grace_periods: int = 0
    capitalise_grace_interest: bool = False
    opening_fee: OpeningFee | None = None
    installment_fees: tuple[InstallmentFee, ...] = ()
    residual_value: Money = ZERO
    custom_rows: tuple[CustomRow, ...] = ()
    cat_convention: str = "periodic"
    late_annual_rate: Decimal = Decimal(0)
    late_day_base: int = 360
    late_grace_days: int = 0
    late_base: str = "principal"
    late_replaces_ordinary: bool = False
    allocation_order: str | tuple[Component, ...] = BY_INSTALLMENT
    vat_share: str = "first"
    arrears_tolerance: Money = ZERO
    vat_base: str = "interest"
    bank_holidays: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        _check_amounts(self)
        _check_dates(self)
        _check_plan(self)
        _check_life(self)

    @property
    def financed_principal(self) -> Money:
        """What is repaid: the principal, with the opening fee and its VAT when financed."""
        fee = self.opening_fee
        if fee is None or fee.how is not FeeMode.FINANCED:
            return self.principal
        return self.principal + fee.fee(self.principal) + fee.vat(self.principal)

    def vat_of(self, interest: Money) -> Money:
        """The VAT of an amount of interest."""
        return Money(share_of(interest.centavos, self.vat_ratio))

    @cached_property
    def rate_ratio(self) -> tuple[int, int]:
        """The annual rate in whole numbers, as the engine multiplies by it."""
        return self.annual_rate.as_integer_ratio()

    @cached_property
    def vat_ratio(self) -> tuple[int, int]:
        """The VAT's rate in whole numbers."""
        return self.vat_rate.as_integer_ratio()

    @cached_property
    def late_ratio(self) -> tuple[int, int]:
        """The late rate of one day in whole numbers."""
        numerator, denominator = self.late_annual_rate.as_integer_ratio()
        return numerator, denominator * self.late_day_base

    @cached_property
    def has_vat_on_rent(self) -> bool:
        return self.vat_base == "rent"

    @cached_property
    def includes_vat(self) -> bool:
        """Whether the level payment includes the VAT on interest."""
        return self.method is Method.LEVEL_WITH_VAT and not self.has_vat_on_rent

    @cached_property
    def ranking(self) -> Ranking:
        """The order in which a payment is applied."""
        return ranking_of(self.allocation_order, self.vat_share)

    @cached_property
    def _holidays_by_year(self) -> dict[int, frozenset[date]]:
        years = {day.year for day in self.bank_holidays}
        return {year: frozenset(day for day in self.bank_holidays if day.year == year) for year in years}

    def demanded_on(self, due_on: date) -> date:
        """The day on which a payment due on ``due_on`` is demanded, by the business-day rule."""
        if self.business_day_rule is BusinessDayRule.NONE:
            return due_on
        return adjust(due_on, self.business_day_rule, self._holidays_by_year)


def _check_amounts(terms: LoanTerms) -> None:
    if not terms.principal > ZERO:
        raise RuleViolation("terms.principal_not_positive", field="principal")
    if terms.principal > PRINCIPAL_MAX:
        raise RuleViolation("terms.principal_too_large", field="principal", most=PRINCIPAL_MAX.formatted())
    for field in ("annual_rate", "vat_rate", "late_annual_rate"):
        _check_rate(getattr(terms, field), field)
    if terms.vat_rate > 1:
        raise RuleViolation("terms.vat_rate", field="vat_rate")
    if not CENTAVO <= terms.round_installment_to <= terms.principal:
        raise RuleViolation("terms.rounding", field="round_installment_to")
    if not ZERO <= terms.residual_value < terms.principal:
        raise RuleViolation("terms.residual", field="residual_value")
    if not ZERO <= terms.arrears_tolerance < terms.principal:
        raise RuleViolation("terms.arrears_tolerance", field="arrears_tolerance")
    _check_opening_fee(terms)
    _check_installment_fees(terms)


def _check_rate(rate: Decimal, field: str) -> None:
    if not rate.is_finite() or rate < 0:
        raise RuleViolation("terms.rate_negative", field=field)
    if rate > RATE_MAX:
        raise RuleViolation("terms.rate_too_high", field=field)
    if -int(rate.as_tuple().exponent) > RATE_DECIMALS_MAX:  # an exact engine carries every digit it is given
        raise RuleViolation("terms.rate_decimals", field=field, most=RATE_DECIMALS_MAX)


def _check_opening_fee(terms: LoanTerms) -> None:
    fee = terms.opening_fee
    if fee is None:
        return
    _check_rate_or_amount(fee.rate, fee.amount, "opening_fee")
    _check_fee_vat(fee.vat_rate, "opening_fee")
    if fee.fee(terms.principal) + fee.vat(terms.principal) >= terms.principal:
        raise RuleViolation("terms.opening_fee", field="opening_fee")


def _check_installment_fees(terms: LoanTerms) -> None:
    if len(terms.installment_fees) > FEES_MAX:
        raise RuleViolation("terms.fees_too_many", field="installment_fees", most=FEES_MAX)
    for fee in terms.installment_fees:
        _check_rate_or_amount(fee.rate, fee.amount, "installment_fees")
        _check_fee_vat(fee.vat_rate, "installment_fees")
        if fee.of not in ("principal", "balance"):
            raise RuleViolation("terms.fee_of", field="installment_fees", value=fee.of)
        if fee.fee(terms.principal, terms.principal) > terms.principal:
            raise RuleViolation("terms.installment_fee", field="installment_fees", name=fee.name)


def _check_rate_or_amount(rate: Decimal | None, amount: Money | None, field: str) -> None:
    if (rate is None) == (amount is None):
        raise RuleViolation("terms.rate_or_amount", field=field)
    if rate is not None:
        _check_rate(rate, field)
    if amount is not None and amount < ZERO:
        raise RuleViolation("terms.fee_negative", field=field)


def _check_fee_vat(vat_rate: Decimal, field: str) -> None:
    _check_rate(vat_rate, field)
    if vat_rate > 1:
        raise RuleViolation("terms.vat_rate", field=field)


def _check_dates(terms: LoanTerms) -> None:
    for field in ("disbursed_on", "first_due_on"):
        if not YEAR_MIN <= getattr(terms, field).year <= YEAR_MAX:
            raise RuleViolation("terms.date_range", field=field, least=YEAR_MIN, most=YEAR_MAX)
    if terms.first_due_on <= terms.disbursed_on:
        raise RuleViolation(
            "terms.first_due_before_disbursement",
            field="first_due_on",
            disbursed_on=terms.disbursed_on.strftime("%d/%m/%Y"),
        )
    if terms.method not in (Method.BULLET, Method.CUSTOM):
        check_first_due(terms.frequency, terms.first_due_on)


def _check_plan(terms: LoanTerms) -> None:
    if terms.installments < 1:
        raise RuleViolation("terms.installments_not_positive", field="installments")
    if terms.installments > INSTALLMENTS_MAX:
        raise RuleViolation("terms.installments_too_many", field="installments", most=INSTALLMENTS_MAX)
    if terms.method is Method.BULLET and terms.installments != 1:
        raise RuleViolation("terms.bullet_one_installment", field="installments")
    if terms.method is Method.CUSTOM:
        _check_custom(terms)
    elif terms.custom_rows:
        raise RuleViolation("terms.custom_rows_unused", field="custom_rows")
    if not 0 <= terms.grace_periods < terms.installments:
        raise RuleViolation("terms.grace_too_long", field="grace_periods")
    if (terms.grace is Grace.NONE) != (terms.grace_periods == 0):
        raise RuleViolation("terms.grace_incomplete", field="grace_periods")
    if terms.first_period is FirstPeriod.BY_DAYS and terms.day_count is DayCount.PERIODIC:
        raise RuleViolation("terms.first_period", field="first_period")


def _check_life(terms: LoanTerms) -> None:
    for field, choices in (
        ("cat_convention", CAT_CONVENTIONS),
        ("late_base", LATE_BASES),
        ("vat_share", VAT_SHARES),
        ("vat_base", VAT_BASES),
    ):
        if getattr(terms, field) not in choices:
            raise RuleViolation("terms.not_an_option", field=field, choices=", ".join(choices))
    if terms.late_day_base not in (360, 365):
        raise RuleViolation("terms.late_day_base", field="late_day_base")
    if not 0 <= terms.late_grace_days <= LATE_GRACE_DAYS_MAX:
        raise RuleViolation("terms.late_grace", field="late_grace_days", most=LATE_GRACE_DAYS_MAX)
    if len(terms.bank_holidays) > HOLIDAYS_MAX:
        raise RuleViolation("terms.holidays_too_many", field="bank_holidays", most=HOLIDAYS_MAX)
    order = terms.allocation_order
    if isinstance(order, str):
        if order not in (BY_INSTALLMENT, BY_COMPONENT):
            named = f"{BY_INSTALLMENT}, {BY_COMPONENT}"
            raise RuleViolation("terms.not_an_option", field="allocation_order", choices=named)
    elif not order or len(set(order)) != len(order):
        raise RuleViolation("terms.allocation_order", field="allocation_order")


def _check_custom(terms: LoanTerms) -> None:
    rows = terms.custom_rows
    if len(rows) != terms.installments:
        raise RuleViolation("terms.custom_rows_count", field="custom_rows", count=len(rows))
    if terms.grace is not Grace.NONE:
        raise RuleViolation("terms.custom_grace", field="grace")
    if rows[0].due_on != terms.first_due_on:
        raise RuleViolation("terms.custom_first_due", field="first_due_on", first=f"{rows[0].due_on:%d/%m/%Y}")
    days = [terms.disbursed_on, *(row.due_on for row in rows)]
    if any(after <= before for before, after in pairwise(days)):
        raise RuleViolation("terms.custom_rows_order", field="custom_rows")
    if days[-1].year > YEAR_MAX:
        raise RuleViolation("terms.date_range", field="custom_rows", least=YEAR_MIN, most=YEAR_MAX)
    planned = Money(sum(row.principal.centavos for row in rows))
    wanted = terms.financed_principal - terms.residual_value
    if any(row.principal < ZERO for row in rows) or planned != wanted:
        raise RuleViolation(
            "terms.custom_rows_sum", field="custom_rows", planned=planned.formatted(), wanted=wanted.formatted()
        )
