"""The accounts that money events post to (a small part of a SOFOM's chart)."""

from __future__ import annotations

from enum import StrEnum


class Account(StrEnum):
    """Account codes; debit balances for assets, credit balances for liabilities and income."""

    CASH = "1101"
    BANKS = "1102"
    LOANS_PRINCIPAL = "1301"
    CLIENT_ADVANCES = "2104"
    VAT_COLLECTED = "2151"
    INTEREST_INCOME = "4101"
    LATE_INTEREST_INCOME = "4102"
    FEE_INCOME = "4103"
    OPENING_FEE_INCOME = "4104"
