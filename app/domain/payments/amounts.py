"""Amounts by component: what is due, paid or outstanding, and its total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.money import ZERO, Money
from app.domain.payments.components import Component


@dataclass(frozen=True)
class Amounts:
    """One amount per component."""

    charges: Money = ZERO
    charges_vat: Money = ZERO
    late_interest: Money = ZERO
    late_vat: Money = ZERO
    interest: Money = ZERO
    vat: Money = ZERO
    fees: Money = ZERO
    fees_vat: Money = ZERO
    principal: Money = ZERO

    @classmethod
    def from_centavos(cls, centavos: Mapping[Component, int]) -> Amounts:
        """From a mapping that leaves out the zeros."""
        return cls(**{component.value: Money(amount) for component, amount in centavos.items() if amount})

    def of(self, component: Component) -> Money:
        """The amount of a component."""
        amount: Money = getattr(self, component.value)
        return amount

    @property
    def total(self) -> Money:
        return Money(sum(self.of(component).centavos for component in Component))
