"""The portfolio's totals and shares, against figures worked out apart from this program."""

from __future__ import annotations

from decimal import Decimal

from app.domain.money import ZERO, Money, total
from app.reports.portfolio import BANDS, summarise
from tests.app.reports.portfolio_lines import golden_lines, portfolio_line


def test_the_published_example_of_portfolio_at_risk_comes_out() -> None:
    """Definition sheet: 40,750.50; PAR1 70.55 %, PAR30 42.94 %, PAR60 = PAR90 = 29.45 %."""
    summary = summarise(golden_lines())
    assert summary.total_outstanding == Money.of("40750.50")
    assert (summary.par1, summary.par30) == (Decimal("0.7055"), Decimal("0.4294"))
    assert (summary.par60, summary.par90) == (Decimal("0.2945"), Decimal("0.2945"))


def test_a_second_published_example_comes_out() -> None:
    """10,000 at 0 days, 5,000 at 15, 5,000 at 45, 2,000 at 95: PAR1 54.55 %, PAR30 31.82 %, PAR90 9.09 %."""
    lines = [
        portfolio_line(n, *pair) for n, pair in enumerate((("10000", 0), ("5000", 15), ("5000", 45), ("2000", 95)))
    ]
    summary = summarise(lines)
    assert (summary.par1, summary.par30, summary.par90) == (Decimal("0.5455"), Decimal("0.3182"), Decimal("0.0909"))


def test_thirty_days_are_not_more_than_thirty() -> None:
    assert summarise([portfolio_line(1, "3250.50", 30)]).par30 == Decimal("0.0000")
    assert summarise([portfolio_line(1, "3250.50", 31)]).par30 == Decimal("1.0000")


def test_without_balance_a_share_is_unknown_and_not_zero() -> None:
    empty = summarise([])
    assert (empty.par1, empty.par30, empty.par60, empty.par90) == (None, None, None, None)
    assert (empty.total_outstanding, empty.loans, empty.overdue) == (ZERO, 0, ZERO)
    assert summarise([portfolio_line(1, "0", 40)]).par30 is None


def test_every_band_appears_in_order_and_they_add_up_to_the_whole() -> None:
    summary = summarise(golden_lines())
    assert tuple(band.band for band in summary.bands) == BANDS
    assert [band.loans for band in summary.bands] == [2, 2, 1, 0, 1, 0]
    assert [str(band.outstanding) for band in summary.bands] == [
        "12000.00",
        "11250.50",
        "5500.00",
        "0.00",
        "12000.00",
        "0.00",
    ]
    assert total(band.outstanding for band in summary.bands) == summary.total_outstanding
    assert total(band.overdue for band in summary.bands) == summary.overdue == Money.of("4000.40")
    assert sum(band.loans for band in summary.bands) == summary.loans
