"""The parts of which a debt is made and a payment is applied to."""

from __future__ import annotations

from enum import StrEnum


class Component(StrEnum):
    """A part of an installment's debt; ``*_vat`` is the VAT of the one named before it."""

    CHARGES = "charges"
    CHARGES_VAT = "charges_vat"
    LATE_INTEREST = "late_interest"
    LATE_VAT = "late_vat"
    INTEREST = "interest"
    VAT = "vat"
    FEES = "fees"
    FEES_VAT = "fees_vat"
    PRINCIPAL = "principal"
