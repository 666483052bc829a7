"""A lender whose loans live through random events, recorded one by one as the windows record them.

``python -m tests.scenarios.random_events 100000`` plays so many in a new company and says whether the books agree;
``test_ledger_adds_up`` plays fewer.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from app.context import Context
from app.domain.loans.events import Excess, PrepaymentEffect
from app.domain.loans.loan import Channel, LoanStatus
from app.domain.loans.methods import Method
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money, total
from app.domain.payments.components import Component
from app.errors import UserError
from app.services.accounting.close_day import close_day
from app.services.audit.verify_books import verify_books
from app.services.loans.waive_amounts import WAIVABLE, WaiveAmounts, waive_amounts
from app.services.payments.record_payment import RecordPayment, record_payment
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from tests.company import Lender, add_client, add_loan, disburse, new_lender
from tests.known_terms import terms_l1

FIRST_DAY = date(2026, 1, 15)
DAYS_AWAY = (date(2025, 3, 1) - FIRST_DAY).days
_METHODS = (Method.LEVEL, Method.LEVEL_WITH_VAT, Method.EQUAL_PRINCIPAL, Method.FLAT)


@dataclass
class Life:
    """A loan and what may be undone of it."""

    loan_id: int
    disbursed_on: date
    payments: list[int] = field(default_factory=list)


def random_terms(chance: random.Random) -> LoanTerms:
    """Of the usual kinds; begun within the last ten months, so that some are late and some far ahead."""
    terms = terms_l1()
    disbursed_on = FIRST_DAY + timedelta(days=chance.randint(DAYS_AWAY, 0))
    return replace(
        terms,
        principal=Money(chance.randint(300_000, 6_000_000)),
        annual_rate=Decimal(chance.randint(20, 120)) / 100,
        method=chance.choice(_METHODS),
        installments=chance.randint(4, 30),
        disbursed_on=disbursed_on,
        first_due_on=disbursed_on + timedelta(days=chance.randint(20, 31)),
        late_annual_rate=Decimal(chance.choice((0, 60, 144))) / 100,
    )


class Player:
    """Plays events on a lender's loans; ``done`` counts those that were recorded."""

    def __init__(self, lender: Lender, loans: int, seed: int) -> None:
        self.lender, self.chance = lender, random.Random(seed)
        self.day = FIRST_DAY
        self.ctx: Context = lender.on(FIRST_DAY)
        self.client_id = add_client(self.ctx)
        self.done: dict[str, int] = {}
        self.lives = [self._new_life() for _ in range(loans)]

    def play(self, events: int, days: int) -> None:
        """So many events spread over days some days apart, each of which is closed."""
        for place in range(days):
            wanted = events * (place + 1) // days
            while sum(self.done.values()) < wanted:
                self._one()
            close_day(self.ctx)
            self.day += timedelta(days=self.chance.randint(1, 4))
            self.ctx = self.lender.on(self.day)
        close_day(self.ctx)

    def _one(self) -> None:
        place = self.chance.randrange(len(self.lives))
        life = self.lives[place]
        kind = self.chance.choices(("payment", "reversal", "waiver"), (88, 8, 4))[0]
        try:
            if kind == "payment":
                self._pay(life)
            elif kind == "reversal":
                if not life.payments:
                    return
                reverse_payment(self.ctx, ReversePayment(life.payments.pop(), "Cheque devuelto", uuid4().hex))
            else:
                self._waive(life)
        except UserError as refused:
            if refused.code == "payment.loan_not_active":
                self.lives[place] = self._new_life()
            return
        self.done[kind] = self.done.get(kind, 0) + 1

    def _pay(self, life: Life) -> None:
        today = self._state(life)
        base = today.due.total if today.due.total > ZERO and self.chance.random() < 0.3 else Money(150_000)
        excess = self.chance.choice((Excess.ADVANCE, Excess.PREPAYMENT))
        effect = self.chance.choice(tuple(PrepaymentEffect)) if excess is Excess.PREPAYMENT else None
        back = self.chance.choice((0, 0, 0, 1, 3, 20))
        command = RecordPayment(
            life.loan_id,
            Money(self.chance.randint(1, max(2, base.centavos))),
            max(self.day - timedelta(days=back), life.disbursed_on),
            self.chance.choice((Channel.CASH, Channel.TRANSFER)),
            "SPEI 1",
            uuid4().hex,
            excess,
            effect,
            confirmed=frozenset({"payment.looks_repeated"}),
        )
        life.payments.append(record_payment(self.ctx, command).event_id)

    def _waive(self, life: Life) -> None:
        due = self._state(life).due
        owed = {component: getattr(due, component.value) for component in WAIVABLE}
        amounts: dict[Component, Money] = {
            one: Money(self.chance.randint(1, of.centavos)) for one, of in owed.items() if of > ZERO
        }
        waive_amounts(self.ctx, WaiveAmounts(life.loan_id, amounts, "Convenio con el cliente", uuid4().hex))

    def _state(self, life: Life) -> LoanState:
        return state_of(self.ctx, life.loan_id)

    def _new_life(self) -> Life:
        terms = random_terms(self.chance)
        loan_id = add_loan(self.ctx, self.client_id, terms)
        disburse(self.ctx, loan_id, terms.disbursed_on)
        self.done["disbursement"] = self.done.get("disbursement", 0) + 1
        return Life(loan_id, terms.disbursed_on)


def state_of(ctx: Context, loan_id: int) -> LoanState:
    """By the engine, from the events on file."""
    with ctx.database.reading() as uow:
        loan = uow.loans.get(loan_id)
        events = [stored.new.event for stored in uow.loans.events(loan_id)]
    return state_on(loan.terms, events, ctx.clock.business_on())


@dataclass(frozen=True)
class Sums:
    """The ledger's side and the loans' side of the same things."""

    principal: tuple[Money, Money]
    advances: tuple[Money, Money]
    money: tuple[Money, Money]
    debits: Money
    credits: Money
    events: int


def sums_of(ctx: Context, loan_ids: list[int]) -> Sums:
    """Principal, advances and money in and out: by the ledger's accounts, and added up over the loans."""
    states = [state_of(ctx, loan_id) for loan_id in loan_ids]
    with ctx.database.reading() as uow:
        totals = uow.queries.ledger_totals()
        balances = {line.code: line.closing for line in uow.queries.trial_balance(date.min, ctx.clock.business_on())}
        codes = uow.chart.codes(0)
        flows = ZERO
        for loan_id in loan_ids:
            loan = uow.loans.get(loan_id)
            assert loan.disbursement is not None
            flows -= loan.disbursement.net_amount
            stored = uow.loans.events(loan_id)
            undone = {one.new.event.reverses_seq for one in stored}
            flows += total(
                one.new.event.amount
                for one in stored
                if one.new.event.kind.value == "payment" and one.new.event.seq not in undone
            )

    def ledger(*names: str) -> Money:
        return total(balances.get(code, ZERO) for concept, code in codes.items() if concept.value in names)

    return Sums(
        principal=(ledger("loans_principal", "loans_overdue"), total(one.outstanding_principal for one in states)),
        advances=(ZERO - ledger("client_advances"), total(one.advance for one in states)),
        money=(ledger("cash", "banks"), flows),
        debits=totals.debits,
        credits=totals.credits,
        events=totals.events,
    )


def loan_ids_of(ctx: Context) -> list[int]:
    """Every loan whose money was handed over."""
    with ctx.database.reading() as uow:
        lines = uow.queries.loans("", ctx.clock.business_on(), limit=1_000_000)
        return [line.id for line in lines if line.status is not LoanStatus.APPROVED]


def main(events: int) -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        lender = new_lender(Path(folder))
        player = Player(lender, max(20, events // 60), seed=events)
        player.play(events, days=30)
        played = time.monotonic() - began
        sums = sums_of(player.ctx, loan_ids_of(player.ctx))
        found = verify_books(player.ctx)
        lender.ctx.database.close()
    answer = {
        "events": sums.events,
        "kinds": player.done,
        "loans": found.loans,
        "entries": found.entries,
        "differences": len(found.differences),
        "principal": [str(one) for one in sums.principal],
        "advances": [str(one) for one in sums.advances],
        "money": [str(one) for one in sums.money],
        "debits": str(sums.debits),
        "credits": str(sums.credits),
        "seconds_to_play": round(played),
        "seconds_in_all": round(time.monotonic() - began),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
