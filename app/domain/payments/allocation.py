"""The order in which a payment is applied, to the centavo; the order is data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.money import ZERO, Money, round_half_up
from app.domain.payments.components import Component

BY_INSTALLMENT = "by_installment"
BY_COMPONENT = "by_component"
PROPORTIONAL = "proportional"

STANDARD_ORDER = (
    Component.CHARGES_VAT,
    Component.CHARGES,
    Component.LATE_VAT,
    Component.LATE_INTEREST,
    Component.VAT,
    Component.INTEREST,
    Component.FEES_VAT,
    Component.FEES,
    Component.PRINCIPAL,
)
"""LOAN_MATHS: charges first, then late interest, interest, fees and principal, each VAT before its base."""
VAT_OF = {
    Component.CHARGES: Component.CHARGES_VAT,
    Component.LATE_INTEREST: Component.LATE_VAT,
    Component.INTEREST: Component.VAT,
    Component.FEES: Component.FEES_VAT,
}
_BASE_OF = {vat: base for base, vat in VAT_OF.items()}
_CHARGES = frozenset({Component.CHARGES, Component.CHARGES_VAT})


@dataclass(frozen=True)
class Due:
    """An unpaid part: ``installment`` 0 for charges, which belong to none."""

    installment: int
    component: Component
    amount: Money


@dataclass(frozen=True)
class AllocationLine:
    """What a payment gave to one component of one installment."""

    installment: int
    component: Component
    amount: Money


def allocate(
    amount: Money, dues: Iterable[Due], order: str | Sequence[Component] = BY_INSTALLMENT, vat_share: str = "first"
) -> tuple[tuple[AllocationLine, ...], Money]:
    """The lines, and what is left over. No centavo vanishes: the lines and the rest add up to ``amount``."""
    lines: list[AllocationLine] = []
    left = amount
    for group in _groups(list(dues), order, vat_share == PROPORTIONAL):
        if left == ZERO:
            break
        paid = _pay_group(group, left)
        lines.extend(paid)
        left -= Money(sum(line.amount.centavos for line in paid))
    assert Money(sum(line.amount.centavos for line in lines)) + left == amount
    return tuple(lines), left


def _groups(dues: list[Due], order: str | Sequence[Component], is_proportional: bool) -> list[list[Due]]:
    """Dues in the order they are paid; with the proportional share a base and its VAT are one group."""
    by_installment = order == BY_INSTALLMENT
    components = STANDARD_ORDER if isinstance(order, str) else (*order, *STANDARD_ORDER)
    rank = {component: place for place, component in reversed(list(enumerate(components)))}

    def key(due: Due) -> tuple[int, int, int]:
        if by_installment:
            first = 0 if due.component in _CHARGES else 1
            return first, due.installment, rank[due.component]
        return rank[due.component], due.installment, 0

    groups: dict[tuple[int, Component], list[Due]] = {}
    for due in sorted((due for due in dues if due.amount > ZERO), key=key):
        base = _BASE_OF.get(due.component, due.component) if is_proportional else due.component
        groups.setdefault((due.installment, base), []).append(due)
    return list(groups.values())


def _pay_group(group: list[Due], left: Money) -> list[AllocationLine]:
    whole = sum(due.amount.centavos for due in group)
    paid = min(whole, left.centavos)
    lines = []
    given = 0
    ordered = sorted(group, key=lambda due: due.component in _BASE_OF)
    for place, due in enumerate(ordered):
        is_last = place == len(ordered) - 1
        share = paid - given if is_last else round_half_up(Fraction(paid * due.amount.centavos, whole))
        given += share
        if share:
            lines.append(AllocationLine(due.installment, due.component, Money(share)))
    return lines
