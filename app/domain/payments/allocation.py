"""The order in which a payment is applied, to the centavo; the order is data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.domain.money import Money
from app.domain.payments.components import AT_CHARGES, AT_CHARGES_VAT, COMPONENTS, PLACES, Component

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
_BASE_PLACE = [
    PLACES[{vat: base for base, vat in VAT_OF.items()}.get(component, component)] for component in COMPONENTS
]


class Part(NamedTuple):
    """Centavos of one component (by its place) of what ``holder`` names: an installment, or a charge.

    Charges sort before every installment: their holders are below zero, the oldest the lowest.
    """

    holder: int
    place: int
    centavos: int


@dataclass(frozen=True)
class Due:
    """An unpaid part: ``installment`` 0 for charges, which belong to none."""

    installment: int
    component: Component
    amount: Money


@dataclass(frozen=True)
class AllocationLine:
    """What a payment gave to one component of one installment; 0 for charges."""

    installment: int
    component: Component
    amount: Money


class Ranking(NamedTuple):
    """An order as numbers: the rank of each component by its place."""

    ranks: tuple[int, ...]
    is_by_installment: bool
    is_proportional: bool


@lru_cache(maxsize=64)
def ranking_of(order: str | tuple[Component, ...], vat_share: str) -> Ranking:
    """``by_installment``, ``by_component``, or a list of components; those it leaves out follow in standard order."""
    components = STANDARD_ORDER if isinstance(order, str) else (*order, *STANDARD_ORDER)
    rank = {component: place for place, component in reversed(list(enumerate(components)))}
    ranks = tuple(rank[component] for component in COMPONENTS)
    return Ranking(ranks, order == BY_INSTALLMENT, vat_share == PROPORTIONAL)


def allocate(
    amount: Money, dues: Iterable[Due], order: str | Sequence[Component] = BY_INSTALLMENT, vat_share: str = "first"
) -> tuple[tuple[AllocationLine, ...], Money]:
    """The lines, and what is left over. No centavo vanishes: the lines and the rest add up to ``amount``."""
    parts = [
        Part(due.installment, PLACES[due.component], due.amount.centavos) for due in dues if due.amount.centavos > 0
    ]
    ranking = ranking_of(order if isinstance(order, str) else tuple(order), vat_share)
    given, left = allocate_parts(amount.centavos, parts, ranking)
    lines = tuple(AllocationLine(part.holder, COMPONENTS[part.place], Money(part.centavos)) for part in given)
    return lines, Money(left)


def allocate_parts(
    amount: int, parts: list[Part], ranking: Ranking, *, is_in_order: bool = False
) -> tuple[list[Part], int]:
    """The same in centavos: what each part receives in the order it is paid, and what is left over.

    ``is_in_order``: the parts come holder by holder, of each in the standard order, as ``by_installment`` pays them.
    """
    ordered = parts if is_in_order and ranking.is_by_installment else _ordered(parts, ranking)
    left = amount - sum(part.centavos for part in parts)
    if left >= 0:
        given = ordered if not ranking.is_proportional else _base_first(ordered)
    else:
        given, left = (_paid_by_groups if ranking.is_proportional else _paid_in_turn)(amount, ordered), 0
    assert sum(part.centavos for part in given) + left == amount
    return given, left


def _ordered(parts: list[Part], ranking: Ranking) -> list[Part]:
    ranks = ranking.ranks
    if not ranking.is_by_installment:
        return sorted(parts, key=lambda part: (ranks[part.place], part.holder))
    return sorted(parts, key=lambda part: (part.place not in _CHARGES, part.holder, ranks[part.place]))


_CHARGES = (AT_CHARGES, AT_CHARGES_VAT)


def _paid_in_turn(amount: int, ordered: list[Part]) -> list[Part]:
    given = []
    for part in ordered:
        if part.centavos >= amount:
            if amount:
                given.append(part._replace(centavos=amount))
            break
        given.append(part)
        amount -= part.centavos
    return given


def _paid_by_groups(amount: int, ordered: list[Part]) -> list[Part]:
    """A base and its VAT are paid together, each its share; the base's is rounded and the VAT takes what is left."""
    given: list[Part] = []
    for group in _groups(ordered):
        if not amount:
            break
        whole = sum(part.centavos for part in group)
        paid = min(whole, amount)
        amount -= paid
        base, *vat = group
        share = (2 * paid * base.centavos + whole) // (2 * whole) if vat else paid
        given.extend(
            part._replace(centavos=centavos)
            for part, centavos in zip(group, (share, paid - share), strict=False)
            if centavos
        )
    return given


def _groups(ordered: list[Part]) -> list[list[Part]]:
    groups: dict[tuple[int, int], list[Part]] = {}
    for part in ordered:
        groups.setdefault((part.holder, _BASE_PLACE[part.place]), []).append(part)
    return [sorted(group, key=lambda part: _BASE_PLACE[part.place] != part.place) for group in groups.values()]


def _base_first(ordered: list[Part]) -> list[Part]:
    return [part for group in _groups(ordered) for part in group]
