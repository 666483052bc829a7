"""What the program posts, by its meaning; the accountant says to which account of his chart each goes."""

from __future__ import annotations

from enum import StrEnum


class Concept(StrEnum):
    """A meaning of a line; debit balances for what is owned or owed to us, credit balances for the others.

    Stages and recognition: docs/decisions/0008. VAT is owed to the tax office when it is collected (LIVA art. 1-B).
    """

    CASH = "cash"
    BANKS = "banks"
    LOANS_PRINCIPAL = "loans_principal"
    LOANS_OVERDUE = "loans_overdue"  # principal of loans of the third stage
    INTEREST_RECEIVABLE = "interest_receivable"
    INTEREST_OVERDUE = "interest_overdue"
    VAT_RECEIVABLE = "vat_receivable"
    CLIENT_ADVANCES = "client_advances"
    VAT_COLLECTED = "vat_collected"
    VAT_PENDING = "vat_pending"  # of interest accrued, not collected
    DEFERRED_FEES = "deferred_fees"
    INTEREST_INCOME = "interest_income"
    LATE_INTEREST_INCOME = "late_interest_income"
    FEE_INCOME = "fee_income"
    OPENING_FEE_INCOME = "opening_fee_income"
    MEMO_INTEREST = "memo_interest"  # accrued in the third stage, not recognised
    MEMO_LATE = "memo_late"  # late interest accrued, recognised when collected
    MEMO_CONTRA = "memo_contra"
