"""Columns and lines of the lists of the books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.accounting_texts import ACCOUNT_KINDS, CONCEPTS
from app.domain.accounting.accounts import ANY_PRODUCT
from app.domain.accounting.concepts import Concept
from app.domain.accounting.periods import month_of, next_month
from app.domain.money import Money
from app.services.accounting.edit_chart import Chart
from app.services.accounting.read_books import Periods
from ui.shared.formats import date_text, money_text
from ui.shared.rows_model import Column

MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def _money(title: str, value: Callable[[Any], Money], width: int = 140) -> Column:
    def text(line: Any) -> str:
        amount = value(line)
        return money_text(amount) if amount else ""

    return Column(title, value, text, is_number=True, width=width)


BALANCE_COLUMNS = (
    Column("Cuenta", lambda line: line.code, width=90),
    Column("Nombre", lambda line: line.name, width=270),
    Column("Tipo", lambda line: ACCOUNT_KINDS[line.kind], width=80),
    _money("Saldo inicial", lambda line: line.opening if line.is_debit else -line.opening),
    _money("Cargos", lambda line: line.debits),
    _money("Abonos", lambda line: line.credits),
    _money("Saldo final", lambda line: line.closing if line.is_debit else -line.closing),
)
JOURNAL_COLUMNS = (
    Column("Póliza", lambda line: line.entry_id, is_number=True, width=70),
    Column("Registro", lambda line: line.posted_on, lambda line: date_text(line.posted_on), width=95),
    Column("Fecha valor", lambda line: line.value_on, lambda line: date_text(line.value_on), width=95),
    Column("De", lambda line: line.loan_folio or "Cierre del día", width=120),
    Column("Cuenta", lambda line: line.account, lambda line: f"{line.account}  {line.account_name}", width=330),
    _money("Cargo", lambda line: line.debit),
    _money("Abono", lambda line: line.credit),
)
CHART_COLUMNS = (
    Column("Cuenta", lambda account: account.code, width=100),
    Column("Nombre", lambda account: account.name, width=380),
    Column("Tipo", lambda account: ACCOUNT_KINDS[account.kind], width=90),
    Column("Naturaleza", lambda account: "Deudora" if account.is_debit else "Acreedora", width=100),
    Column("Código SAT", lambda account: account.sat_code, width=100),
    Column(
        "En uso",
        lambda account: "Sí" if account.is_active else "De baja",
        width=80,
        tone=lambda account: "" if account.is_active else "muted",
    ),
)
CLOSE_COLUMNS = (
    Column("Día", lambda close: close.day, lambda close: date_text(close.day), width=120),
    Column("Créditos", lambda close: close.loans, lambda close: f"{close.loans:,}", is_number=True, width=100),
    Column(
        "Cambiaron de etapa", lambda close: close.moved, lambda close: f"{close.moved:,}", is_number=True, width=150
    ),
    Column(
        "Terminó",
        lambda close: close.finished_at,
        lambda close: _moment(close.finished_at) if close.finished_at else "A medias: repita el cierre (F9)",
        width=240,
        tone=lambda close: "" if close.finished_at else "danger",
    ),
)
MONTH_COLUMNS = (
    Column("Mes", lambda line: line.month, lambda line: line.text, width=200),
    Column(
        "Estado",
        lambda line: line.is_closed,
        lambda line: "Cerrado" if line.is_closed else "Abierto",
        width=140,
        tone=lambda line: "muted" if line.is_closed else "good",
    ),
)


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{date_text(local.date())} {local:%H:%M}"


@dataclass(frozen=True)
class GuideLine:
    """Where a concept of a product goes; product 0 is any without a line of its own."""

    concept: Concept
    product_id: int
    product: str
    code: str


def guide_lines(chart: Chart) -> tuple[GuideLine, ...]:
    """Every concept for all products, then the products that differ."""
    names = {product.id: product.name for product in chart.products}
    order = list(Concept)
    mappings = sorted(chart.mappings, key=lambda one: (order.index(one.concept), one.product_id))
    return tuple(
        GuideLine(
            one.concept,
            one.product_id,
            "Todos" if one.product_id == ANY_PRODUCT else names.get(one.product_id, ""),
            one.code,
        )
        for one in mappings
    )


def guide_columns(name_of: Callable[[str], str]) -> tuple[Column, ...]:
    """``name_of``: an account's name by its code."""
    return (
        Column("Concepto", lambda line: CONCEPTS[line.concept], width=280),
        Column("Producto", lambda line: line.product, width=180),
        Column("Cuenta", lambda line: line.code, lambda line: f"{line.code}  {name_of(line.code)}", width=380),
    )


@dataclass(frozen=True)
class MonthLine:
    """A month of the books."""

    month: date
    is_closed: bool

    @property
    def text(self) -> str:
        return f"{MONTHS[self.month.month - 1].capitalize()} de {self.month.year}"


def month_lines(periods: Periods) -> tuple[MonthLine, ...]:
    """From the present one back to the first with entries or closed."""
    month = month_of(periods.business_on)
    known = [*periods.closed_months, *([periods.first_month] if periods.first_month else []), month]
    first, lines = min(known), []
    while first <= month:
        lines.append(MonthLine(first, first in periods.closed_months))
        first = next_month(first)
    return tuple(reversed(lines))
