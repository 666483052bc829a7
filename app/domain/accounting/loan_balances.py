"""What a loan's accounts must hold, given its state: the ledger is always brought to these figures.

Because the balances are worked out from the replayed state, an entry posts every consequence of its event: also the
later payments that a reversal or a back-dated payment applies differently, and advances applied since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.accounting.chart import Account
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money, total
from app.domain.payments.allocation import AllocationLine
from app.domain.payments.components import Component

_INCOME: Mapping[Component, Account] = {
    Component.CHARGES: Account.FEE_INCOME,
    Component.CHARGES_VAT: Account.VAT_COLLECTED,
    Component.LATE_INTEREST: Account.LATE_INTEREST_INCOME,
    Component.LATE_VAT: Account.VAT_COLLECTED,
    Component.INTEREST: Account.INTEREST_INCOME,
    Component.VAT: Account.VAT_COLLECTED,
    Component.FEES: Account.FEE_INCOME,
    Component.FEES_VAT: Account.VAT_COLLECTED,
}


@dataclass(frozen=True)
class CashFlow:
    """Money of an event in force: received positive, handed over negative."""

    account: Account
    amount: Money


def wanted_balances(
    terms: LoanTerms,
    *,
    outstanding_principal: Money,
    advance: Money,
    lines: Iterable[AllocationLine],
    flows: Iterable[CashFlow],
) -> dict[Account, Money]:
    """Debits positive; they sum to zero. Interest is recognised when collected until the daily close accrues it.

    ``lines`` are all allocations of the payments in force, ``flows`` the money of the events in force.
    """
    balances: dict[Account, Money] = dict.fromkeys(Account, ZERO)
    for flow in flows:
        balances[flow.account] += flow.amount
    balances[Account.LOANS_PRINCIPAL] += outstanding_principal
    balances[Account.CLIENT_ADVANCES] -= advance
    if terms.opening_fee is not None:
        balances[Account.OPENING_FEE_INCOME] -= terms.opening_fee.fee(terms.principal)
        balances[Account.VAT_COLLECTED] -= terms.opening_fee.vat(terms.principal)
    for line in lines:
        if line.component is not Component.PRINCIPAL:
            balances[_INCOME[line.component]] -= line.amount
    assert total(balances.values()) == ZERO, balances
    return balances
