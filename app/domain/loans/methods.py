"""The methods by which a loan is repaid."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """LOAN_MATHS: which part of an installment is level."""

    LEVEL = "level"
    LEVEL_WITH_VAT = "level_with_vat"
    EQUAL_PRINCIPAL = "equal_principal"
    FLAT = "flat"
    INTEREST_ONLY = "interest_only"
    BULLET = "bullet"
    CUSTOM = "custom"
