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


COMPONENTS = tuple(Component)
PLACES = {component: place for place, component in enumerate(COMPONENTS)}
"""A component's place in ``COMPONENTS``: the engine keeps nine amounts in a row rather than in a mapping."""

AT_CHARGES, AT_CHARGES_VAT, AT_LATE, AT_LATE_VAT, AT_INTEREST, AT_VAT, AT_FEES, AT_FEES_VAT, AT_PRINCIPAL = range(9)
NO_CENTAVOS = (0,) * len(COMPONENTS)
