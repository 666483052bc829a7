"""Bank holidays as published: typed by year, carried by new contracts, never moving the dates of signed ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.calendar import BusinessDayRule
from app.errors import RuleViolation
from app.services.loans.create_loan import CreateLoan, create_loan
from app.services.loans.read_loans import read_loan
from app.services.products.read_products import read_products
from app.services.settings.edit_holidays import read_holidays, save_holidays
from tests.company import Lender, add_client, new_lender
from tests.known_terms import terms_l1

LAW_2026 = (
    "2026-01-01 2026-02-02 2026-03-16 2026-04-02 2026-04-03 2026-05-01 2026-09-16 2026-11-02 2026-11-16 "
    "2026-12-12 2026-12-25"
).split()


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    lender = new_lender(tmp_path)
    yield lender
    lender.ctx.database.close()


def _demanded(lender: Lender, client: int) -> list[date]:
    """The dates demanded of a loan whose first payment falls on Monday 16 February 2026."""
    terms = terms_l1(
        business_day_rule=BusinessDayRule.FOLLOWING, first_due_on=date(2026, 2, 16), disbursed_on=date(2026, 1, 16)
    )
    product = next(one for one in read_products(lender.ctx) if one.name == "Personal mensual")
    created = create_loan(lender.ctx, CreateLoan(client, product.id, terms, date(2026, 1, 15)))
    return [row.demanded_on for row in read_loan(lender.ctx, created.loan_id).loan.schedule]


def test_a_year_without_a_list_follows_the_law(lender: Lender) -> None:
    """The days of 2026 as lenders' calendars print them."""
    found = read_holidays(lender.ctx, 2026)
    assert ([day.isoformat() for day in found.days], found.is_published) == (LAW_2026, False)


def test_a_typed_list_replaces_the_years_and_an_empty_one_goes_back_to_the_law(lender: Lender) -> None:
    save_holidays(lender.ctx, 2026, [date(2026, 2, 17), date(2026, 2, 16), date(2026, 2, 16)])
    found = read_holidays(lender.ctx, 2026)
    assert (found.days, found.is_published) == ((date(2026, 2, 16), date(2026, 2, 17)), True)
    assert not read_holidays(lender.ctx, 2027).is_published
    save_holidays(lender.ctx, 2026, [])
    assert len(read_holidays(lender.ctx, 2026).days) == len(LAW_2026)


def test_a_new_contract_takes_the_list_and_a_signed_one_keeps_its_dates(lender: Lender) -> None:
    """16 March 2026 is a holiday of the law; with 16 and 17 February published as closed, the 18th is demanded."""
    client = add_client(lender.ctx)
    assert _demanded(lender, client)[:2] == [date(2026, 2, 16), date(2026, 3, 17)]
    save_holidays(lender.ctx, 2026, [date(2026, 2, 16), date(2026, 2, 17)])
    assert _demanded(lender, client)[:2] == [date(2026, 2, 18), date(2026, 3, 16)]
    save_holidays(lender.ctx, 2026, [])
    assert read_loan(lender.ctx, 2).loan.terms.bank_holidays == (date(2026, 2, 16), date(2026, 2, 17))


def test_a_day_of_another_year_is_refused_with_its_date(lender: Lender) -> None:
    with pytest.raises(RuleViolation, match=r"holidays\.other_year") as refused:
        save_holidays(lender.ctx, 2026, [date(2027, 1, 1)])
    assert refused.value.params["day"] == "01/01/2027"
    with pytest.raises(RuleViolation, match=r"holidays\.year"):
        read_holidays(lender.ctx, 26)
    with pytest.raises(RuleViolation, match=r"holidays\.too_many"):
        save_holidays(lender.ctx, 2026, [date(2026, month, day) for month in (1, 3, 5) for day in range(1, 20)])
