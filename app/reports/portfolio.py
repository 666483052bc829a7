"""What the portfolio adds up to: balance, what is overdue, portfolio at risk and the ageing bands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.money import Money, total
from app.ports.queries import PortfolioLine

BANDS = ("current", "1-30", "31-60", "61-90", "91-120", "120+")
"""Ageing bands by days past due, as ``PortfolioLine.ageing_band`` names them; 120 days still belong to 91-120."""
_SHARE = Decimal("0.0001")


@dataclass(frozen=True)
class BandTotal:
    """The loans of an ageing band: how many, their outstanding principal and what of it is overdue."""

    band: str
    loans: int
    outstanding: Money
    overdue: Money


@dataclass(frozen=True)
class PortfolioSummary:
    """The totals. ``par30`` is the share (a fraction of four decimals) of the balance more than 30 days past due.

    A share is ``None`` when there is no balance: "s/d", never 0 %.
    """

    total_outstanding: Money
    loans: int
    overdue: Money
    par1: Decimal | None
    par30: Decimal | None
    par60: Decimal | None
    par90: Decimal | None
    bands: tuple[BandTotal, ...]


def summarise(lines: Iterable[PortfolioLine]) -> PortfolioSummary:
    """The summary of the lines; every band appears, also an empty one."""
    held = tuple(lines)
    return PortfolioSummary(
        total_outstanding=total(line.outstanding_principal for line in held),
        loans=len(held),
        overdue=total(line.overdue for line in held),
        par1=at_risk(held, 0),
        par30=at_risk(held, 30),
        par60=at_risk(held, 60),
        par90=at_risk(held, 90),
        bands=tuple(_band_total(band, held) for band in BANDS),
    )


def at_risk(lines: Iterable[PortfolioLine], days: int) -> Decimal | None:
    """PAR: the whole balance of loans MORE than ``days`` past due over all balance; PAR1 is ``at_risk(lines, 0)``."""
    held = tuple(lines)
    whole = total(line.outstanding_principal for line in held)
    if not whole:
        return None
    late = total(line.outstanding_principal for line in held if line.days_past_due > days)
    return (Decimal(late.centavos) / Decimal(whole.centavos)).quantize(_SHARE, rounding=ROUND_HALF_UP)


def _band_total(band: str, lines: tuple[PortfolioLine, ...]) -> BandTotal:
    inside = tuple(line for line in lines if line.ageing_band == band)
    return BandTotal(
        band=band,
        loans=len(inside),
        outstanding=total(line.outstanding_principal for line in inside),
        overdue=total(line.overdue for line in inside),
    )
