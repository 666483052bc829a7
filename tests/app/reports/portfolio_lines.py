"""Portfolio lines for tests: the published indicators' example, and any other made from a balance and its days."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.money import ZERO, Money
from app.ports.queries import PortfolioLine

BUSINESS_ON = date(2026, 11, 23)
# Balance and days past due of the definition sheet's example (C6 is restructured, which PAR does not look at).
GOLDEN = (("10000", 0), ("8000", 12), ("5500", 31), ("3250.50", 30), ("12000", 95), ("2000", 0))


def band_of(days: int) -> str:
    limits = ((0, "current"), (30, "1-30"), (60, "31-60"), (90, "61-90"), (120, "91-120"))
    return next((band for limit, band in limits if days <= limit), "120+")


def portfolio_line(place: int, outstanding: str, days: int, client_name: str = "Ana Peña Ñúñez") -> PortfolioLine:
    balance = Money.of(outstanding)
    return PortfolioLine(
        loan_id=place,
        folio=f"CRE-{place:06d}",
        client_name=client_name,
        product_name="Personal mensual",
        disbursed_on=date(2026, 1, 15),
        principal=balance + Money.of(1000),
        outstanding_principal=balance,
        next_due_on=BUSINESS_ON + timedelta(days=7),
        next_due_amount=Money.of("1875.45"),
        overdue=Money.of("1000.10") if days else ZERO,
        days_past_due=days,
        ageing_band=band_of(days),
        last_due_on=date(2027, 1, 15),
        phone="4425550110",
    )


def golden_lines() -> tuple[PortfolioLine, ...]:
    return tuple(portfolio_line(place, balance, days) for place, (balance, days) in enumerate(GOLDEN, start=1))
