"""The demonstration lender's bank file: deposits that pay what the loans owe these days, told in a bank's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.catalogs import demo_people as catalog
from app.domain.clients.names import search_key
from app.domain.money import ZERO, Money
from app.ports.queries import PortfolioLine

DEPOSITS_MAX = 40


@dataclass(frozen=True)
class BankLine:
    """A row of the bank's file; ``amount`` is a credit when positive."""

    on: date
    description: str
    reference: str
    amount: Money


def invented_deposits(random: Random, lines: Sequence[PortfolioLine], business_on: date) -> list[BankLine]:
    """Deposits of the last days, oldest first, with a few that belong to nobody and the bank's own charges."""
    paying = [line for line in lines if line.next_due_on is not None and _pays_these_days(line, business_on)]
    random.shuffle(paying)
    deposits = [_deposit(random, line, business_on) for line in paying[:DEPOSITS_MAX]]
    deposits += _strangers(random, business_on)
    fee = Money.of(350)
    deposits.append(BankLine(business_on - timedelta(days=1), catalog.BANK_FEE, "", -fee))
    deposits.append(BankLine(business_on - timedelta(days=1), catalog.BANK_FEE_VAT, "", Money.of(-56)))
    return sorted(deposits, key=lambda line: (line.on, line.description))


def _pays_these_days(line: PortfolioLine, business_on: date) -> bool:
    assert line.next_due_on is not None
    return -1 <= (business_on - line.next_due_on).days <= 30 and line.next_due_amount > ZERO


def _deposit(random: Random, line: PortfolioLine, business_on: date) -> BankLine:
    name = search_key(line.client_name).upper()
    bank = random.choice(catalog.OTHER_BANKS)
    on = business_on - timedelta(days=random.randint(0, 3))
    amount = line.next_due_amount
    kind = random.random()
    if kind < 0.35:
        text = catalog.DEPOSIT_WITH_FOLIO.format(bank=bank, folio=line.folio.replace("-", ""), name=name[:24])
    elif kind < 0.70:
        text = catalog.DEPOSIT_WITH_NAME.format(bank=bank, name=_as_banks_print(random, name))
    elif kind < 0.85:
        text = catalog.DEPOSIT_WITH_NAME.format(bank=bank, name=_as_banks_print(random, name))
        amount = Money(-(-amount.centavos // 10_00) * 10_00)
    else:
        text = catalog.DEPOSIT_IN_CASH.format(digits=random.randint(1000, 9999))
    return BankLine(on, text, f"{random.randint(10**6, 10**7 - 1)}", amount)


def _as_banks_print(random: Random, name: str) -> str:
    words = name.split()
    if random.random() < 0.5:
        words = words[-2:] + words[:-2]
    return " ".join(words)[:28]


def _strangers(random: Random, business_on: date) -> list[BankLine]:
    amounts = (Money.of("1250.00"), Money.of("3480.50"), Money.of("900.00"))
    names = ("GRUPO FERRETERO DEL BAJIO", "TRASPASO ENTRE CUENTAS", "DEPOSITO SALVO BUEN COBRO")
    lines = []
    for amount, name in zip(amounts, names, strict=True):
        text = catalog.DEPOSIT_FROM_OTHER.format(bank=random.choice(catalog.OTHER_BANKS), name=name)
        lines.append(BankLine(business_on - timedelta(days=2), text, f"{random.randint(10**6, 10**7 - 1)}", amount))
    return lines
