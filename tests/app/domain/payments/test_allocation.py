"""The order in which a payment is applied, and that no centavo vanishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import ZERO, Money, total
from app.domain.payments.allocation import BY_COMPONENT, BY_INSTALLMENT, AllocationLine, Due, allocate
from app.domain.payments.components import Component

DUES = st.lists(
    st.builds(Due, st.integers(1, 4), st.sampled_from(list(Component)), st.builds(Money, st.integers(0, 10**6))),
    max_size=12,
    unique_by=lambda due: (due.installment, due.component),
)
ORDERS = st.sampled_from([BY_INSTALLMENT, BY_COMPONENT]) | st.permutations(list(Component)).map(tuple)
SHARES = st.sampled_from(["first", "proportional"])


def _due(installment: int, component: Component, amount: str) -> Due:
    return Due(installment, component, Money.parse(amount))


def _told(lines: tuple[AllocationLine, ...]) -> list[tuple[int, str, str]]:
    return [(line.installment, line.component.value, str(line.amount)) for line in lines]


TWO = [
    _due(1, Component.PRINCIPAL, "100.00"),
    _due(2, Component.INTEREST, "20.00"),
    _due(1, Component.INTEREST, "10.00"),
    _due(2, Component.PRINCIPAL, "90.00"),
    _due(1, Component.VAT, "1.60"),
    _due(2, Component.VAT, "3.20"),
    _due(0, Component.CHARGES, "5.00"),
    _due(1, Component.LATE_INTEREST, "2.00"),
]


def test_by_installment_the_oldest_is_paid_whole_before_the_next() -> None:
    lines, left = allocate(Money.parse("130.00"), TWO)
    assert _told(lines) == [
        (0, "charges", "5.00"),
        (1, "late_interest", "2.00"),
        (1, "vat", "1.60"),
        (1, "interest", "10.00"),
        (1, "principal", "100.00"),
        (2, "vat", "3.20"),
        (2, "interest", "8.20"),
    ]
    assert left == ZERO


def test_by_component_each_is_paid_across_installments_before_the_next() -> None:
    lines, left = allocate(Money.parse("60.00"), TWO, BY_COMPONENT)
    assert _told(lines) == [
        (0, "charges", "5.00"),
        (1, "late_interest", "2.00"),
        (1, "vat", "1.60"),
        (2, "vat", "3.20"),
        (1, "interest", "10.00"),
        (2, "interest", "20.00"),
        (1, "principal", "18.20"),
    ]
    assert left == ZERO


def test_components_a_contract_does_not_name_come_after_those_it_names() -> None:
    lines, _ = allocate(Money.parse("110.00"), TWO, (Component.PRINCIPAL,))
    assert _told(lines) == [(1, "principal", "100.00"), (2, "principal", "10.00")]
    lines, _ = allocate(Money.parse("192.00"), TWO, (Component.PRINCIPAL,))
    assert _told(lines)[2:] == [(0, "charges", "2.00")]


def test_what_is_left_over_is_told() -> None:
    lines, left = allocate(Money.parse("250.00"), TWO)
    assert (str(total(line.amount for line in lines)), str(left)) == ("231.80", "18.20")


@pytest.mark.parametrize(
    ("amount", "interest", "vat"),
    [("0.01", "0.01", None), ("0.58", "0.50", "0.08"), ("5.80", "5.00", "0.80"), ("11.60", "10.00", "1.60")],
)
def test_a_proportional_payment_carries_its_own_vat(amount: str, interest: str, vat: str | None) -> None:
    dues = [_due(1, Component.VAT, "1.60"), _due(1, Component.INTEREST, "10.00")]
    given_ = {
        line.component: str(line.amount)
        for line in allocate(Money.parse(amount), dues, "by_installment", "proportional")[0]
    }
    assert (given_.get(Component.INTEREST), given_.get(Component.VAT)) == (interest, vat)


@given(st.integers(1, 10**7), DUES, ORDERS, SHARES)
def test_the_parts_add_up_to_the_payment(
    centavos: int, dues: list[Due], order: str | tuple[Component, ...], share: str
) -> None:
    lines, left = allocate(Money(centavos), dues, order, share)
    assert total(line.amount for line in lines) + left == Money(centavos)
    asked = {(due.installment, due.component): due.amount for due in dues}
    for line in lines:
        assert ZERO < line.amount <= asked[line.installment, line.component]
    assert left == ZERO or total(line.amount for line in lines) == total(due.amount for due in dues)


@given(st.integers(1, 10**7), DUES, ORDERS, SHARES, st.randoms(use_true_random=False))
def test_the_order_in_which_dues_are_given_changes_nothing(
    centavos: int, dues: list[Due], order: str | tuple[Component, ...], share: str, random: st.DataObject
) -> None:
    shuffled = list(dues)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert allocate(Money(centavos), shuffled, order, share) == allocate(Money(centavos), dues, order, share)
