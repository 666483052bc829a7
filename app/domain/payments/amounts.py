"""Amounts by component: what is due, paid or outstanding, and its total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.money import Money
from app.domain.payments.components import (
    AT_CHARGES,
    AT_CHARGES_VAT,
    AT_FEES,
    AT_FEES_VAT,
    AT_INTEREST,
    AT_LATE,
    AT_LATE_VAT,
    AT_PRINCIPAL,
    AT_VAT,
    COMPONENTS,
    NO_CENTAVOS,
    PLACES,
    Component,
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """One amount per component; ``centavos`` in the order of ``COMPONENTS``."""

    centavos: tuple[int, ...] = NO_CENTAVOS

    @classmethod
    def from_centavos(cls, centavos: Mapping[Component, int]) -> Amounts:
        """From a mapping that leaves out the zeros."""
        return cls(tuple(centavos.get(component, 0) for component in COMPONENTS))

    def of(self, component: Component) -> Money:
        """The amount of a component."""
        return Money(self.centavos[PLACES[component]])

    @property
    def charges(self) -> Money:
        return Money(self.centavos[AT_CHARGES])

    @property
    def charges_vat(self) -> Money:
        return Money(self.centavos[AT_CHARGES_VAT])

    @property
    def late_interest(self) -> Money:
        return Money(self.centavos[AT_LATE])

    @property
    def late_vat(self) -> Money:
        return Money(self.centavos[AT_LATE_VAT])

    @property
    def interest(self) -> Money:
        return Money(self.centavos[AT_INTEREST])

    @property
    def vat(self) -> Money:
        return Money(self.centavos[AT_VAT])

    @property
    def fees(self) -> Money:
        return Money(self.centavos[AT_FEES])

    @property
    def fees_vat(self) -> Money:
        return Money(self.centavos[AT_FEES_VAT])

    @property
    def principal(self) -> Money:
        return Money(self.centavos[AT_PRINCIPAL])

    @property
    def total(self) -> Money:
        return Money(sum(self.centavos))
