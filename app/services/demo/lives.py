"""Invented loans with their whole lives: punctual, late and lost ones, in believable shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry, difference, lines_of
from app.domain.accounting.loan_balances import wanted_balances
from app.domain.calendar import Frequency
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.loan import Channel, Disbursement, Loan, LoanStatus
from app.domain.loans.schedule import disbursed_amount
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import FeeMode, LoanTerms, OpeningFee
from app.domain.money import ZERO, Money, total
from app.domain.payments.amounts import Amounts
from app.domain.payments.components import Component
from app.domain.products.product import Product
from app.ports.recorded import NewEvent
from app.ports.storage import BulkLoan
from app.services.loans.simulate_loan import simulate_loan
from app.services.payments.posting import cash_flows

_HISTORY_DAYS = 730
_NOT_DISBURSED_SHARE = 0.008
DEPOSIT_DAYS = 4
"""Installments due in the last days whose deposit is in the bank's file and not recorded yet."""


_STOPPED_DAYS = 140
_COMES_BACK_CHANCE = 0.9
"""Most of those who stopped long ago were brought back; the others are the lost part of the portfolio."""


@dataclass(frozen=True)
class Habit:
    """How somebody pays: the chance of paying late, the longest delay, and the chance of stopping at each due date."""

    late_chance: float
    delay_days_max: int
    stop_chance: float


_HABITS = (
    (0.62, Habit(0.06, 4, 0.0)),
    (0.22, Habit(0.35, 18, 0.012)),
    (0.11, Habit(0.60, 45, 0.06)),
    (0.05, Habit(0.50, 20, 0.12)),
)


@dataclass
class Counters:
    """Folios given so far; the database takes them over."""

    loans: int = 0
    receipts: int = 0


@dataclass(frozen=True)
class Setting:
    """What every invented loan shares."""

    products: tuple[Product, ...]
    business_on: date
    user_id: int
    codes: Mapping[int, Mapping[Concept, str]]


def invented_loans(random: Random, setting: Setting, client_ids: list[int], count: int) -> Iterator[BulkLoan]:
    """``count`` loans, oldest first, so that folios rise with the date."""
    counters = Counters()
    days = sorted(random.randint(1, _HISTORY_DAYS) for _ in range(count))
    for place, age in enumerate(reversed(days)):
        client_id = client_ids[place] if place < len(client_ids) else random.choice(client_ids)
        signed_on = setting.business_on - timedelta(days=age)
        yield _invented_loan(random, setting, counters, client_id, signed_on)


def _invented_loan(random: Random, setting: Setting, counters: Counters, client_id: int, signed_on: date) -> BulkLoan:
    product = random.choice(setting.products)
    terms = _invented_terms(random, product, signed_on)
    simulation = simulate_loan(terms)
    counters.loans += 1
    is_recent = (setting.business_on - signed_on).days <= 20
    is_disbursed = not (is_recent and random.random() < _NOT_DISBURSED_SHARE * 25)
    reference = f"{random.randint(10**6, 10**7 - 1)}"
    net = disbursed_amount(terms)
    loan = Loan(
        id=0,
        folio=f"CRE-{counters.loans:06d}",
        client_id=client_id,
        product_id=product.id,
        terms=terms,
        schedule=simulation.schedule.rows,
        cat=simulation.cat,
        status=LoanStatus.ACTIVE if is_disbursed else LoanStatus.APPROVED,
        signed_on=signed_on,
        disbursement=Disbursement(signed_on, Channel.TRANSFER, reference, net) if is_disbursed else None,
        version=1,
    )
    if not is_disbursed:
        return BulkLoan(loan, (), state_on(terms, (), setting.business_on))
    return _with_life(random, setting, counters, loan, net)


def _invented_terms(random: Random, product: Product, signed_on: date) -> LoanTerms:
    step = 500_00
    low, high = product.amount_min.centavos // step, product.amount_max.centavos // step
    principal = Money(min(int(random.triangular(low, high, product.amount_default.centavos // step)), high) * step)
    choices = [n for n in (6, 8, 10, 12, 13, 16, 18, 20, 24, 26, 36) if product.installments_min <= n]
    installments = random.choice([n for n in choices if n <= product.installments_max])
    return LoanTerms(
        principal=max(principal, product.amount_min),
        annual_rate=product.annual_rate,
        vat_rate=product.vat_rate,
        method=product.method,
        frequency=product.frequency,
        installments=installments,
        disbursed_on=signed_on,
        first_due_on=first_due_after(product.frequency, signed_on),
        day_count=product.day_count,
        opening_fee=OpeningFee(
            rate=product.opening_fee_rate, amount=None, vat_rate=Decimal("0.16"), how=FeeMode.DEDUCTED
        ),
        late_annual_rate=product.late_annual_rate,
    )


def first_due_after(frequency: Frequency, signed_on: date) -> date:
    """One whole period later; semimonthly on the next 15th or month's end at least ten days off."""
    if frequency is Frequency.WEEKLY:
        return signed_on + timedelta(days=7)
    if frequency is Frequency.FOURTEEN_DAY:
        return signed_on + timedelta(days=14)
    if frequency is Frequency.SEMIMONTHLY:
        day = signed_on + timedelta(days=10)
        while day.day != 15 and (day + timedelta(days=1)).day != 1:
            day += timedelta(days=1)
        return day
    year, month = signed_on.year + signed_on.month // 12, signed_on.month % 12 + 1
    return date(year, month, min(signed_on.day, 28))


def _with_life(random: Random, setting: Setting, counters: Counters, loan: Loan, net: Money) -> BulkLoan:
    habit = random.choices([habit for _, habit in _HABITS], [weight for weight, _ in _HABITS])[0]
    first = LoanEvent(seq=1, kind=EventKind.DISBURSEMENT, value_on=loan.terms.disbursed_on, amount=net)
    assert loan.disbursement is not None
    news = [_new_event(setting, first, Channel.TRANSFER, loan.disbursement.reference, "")]
    events = [first]
    for row, paid_on in _paying_days(random, loan.schedule, habit, setting.business_on):
        amount = _amount_paid(loan.terms, events, row, paid_on)
        if amount == ZERO:
            continue
        event = LoanEvent(seq=len(events) + 1, kind=EventKind.PAYMENT, value_on=paid_on, amount=amount)
        events.append(event)
        counters.receipts += 1
        channel = random.choice((Channel.CASH, Channel.CASH, Channel.TRANSFER))
        reference = "" if channel.is_cash else f"{random.randint(10**6, 10**7 - 1)}"
        news.append(_new_event(setting, event, channel, reference, f"REC-{counters.receipts:06d}"))
    state = state_on(loan.terms, events, setting.business_on)
    entries = _entries(loan, news, state, setting.codes[loan.product_id])
    status = LoanStatus.SETTLED if state.is_settled else LoanStatus.ACTIVE
    return BulkLoan(replace(loan, status=status), tuple(zip(news, entries, strict=True)), state)


def _paying_days(
    random: Random, rows: tuple[ScheduleRow, ...], habit: Habit, business_on: date
) -> Iterator[tuple[ScheduleRow, date]]:
    last_paid_on = date.min
    for row in rows:
        if row.due_on > business_on:
            return
        delay = random.randint(1, habit.delay_days_max) if random.random() < habit.late_chance else 0
        if random.random() < habit.stop_chance:
            is_old = (business_on - row.due_on).days > _STOPPED_DAYS
            if not (is_old and random.random() < _COMES_BACK_CHANCE):
                return
            delay = random.randint(30, _STOPPED_DAYS)
        paid_on = max(row.due_on + timedelta(days=delay), last_paid_on)
        waits_in_the_bank = (business_on - row.due_on).days < DEPOSIT_DAYS and random.random() < 0.7
        if paid_on > business_on or waits_in_the_bank:
            return
        last_paid_on = paid_on
        yield row, paid_on


def _amount_paid(terms: LoanTerms, events: list[LoanEvent], row: ScheduleRow, paid_on: date) -> Money:
    is_next_in_turn = len(events) == row.n and events[-1].value_on < row.due_on
    if paid_on == row.due_on and is_next_in_turn:
        return row.total
    return state_on(terms, events, paid_on).due.total


def _new_event(setting: Setting, event: LoanEvent, channel: Channel, reference: str, receipt: str) -> NewEvent:
    recorded_at = datetime.combine(event.value_on, time(17, (event.seq * 7) % 60), UTC)
    return NewEvent(
        loan_id=0,
        event=event,
        request_id="",
        recorded_at=recorded_at,
        recorded_by=setting.user_id,
        channel=channel,
        reference=reference,
        receipt=receipt,
    )


def _entries(loan: Loan, news: list[NewEvent], state: LoanState, codes: Mapping[Concept, str]) -> list[JournalEntry]:
    """Each event's entry, as if nothing accrued: the first daily close brings the loans to what has.

    With no reversal, back-dating or advance, an allocation never changes later.
    """
    assert state.advance == ZERO
    posted: dict[Concept, Money] = {}
    entries = []
    for done, new in enumerate(news, start=1):
        known = {event.event.seq for event in news[:done]}
        allocations = tuple(one for one in state.allocations if one.seq in known)
        repaid = total(
            line.amount for one in allocations for line in one.all_lines if line.component is Component.PRINCIPAL
        )
        then = replace(
            state,
            as_of=new.event.value_on,
            days_past_due=0,
            stage=1,
            allocations=allocations,
            outstanding_principal=loan.terms.principal - repaid,
            due=Amounts(),
            accrued_interest=ZERO,
            accrued_vat=ZERO,
            is_settled=repaid == loan.terms.principal,
        )
        wanted = wanted_balances(loan.terms, then, then, cash_flows(news[:done]))
        lines = lines_of(difference(wanted, posted), codes)
        entries.append(JournalEntry(new.event.value_on, new.event.value_on, lines))
        posted = wanted
    return entries
