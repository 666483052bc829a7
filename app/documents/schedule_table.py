"""The amortization table as a PDF table: every column, totals, and the notes that explain it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer, Table

from app.documents.amounts_table import Heading, amounts_table
from app.documents.page_design import TEXT_WIDTH
from app.documents.page_parts import text
from app.documents.spanish_text import DAY_COUNTS, FREQUENCIES, METHODS, percent, pesos, short_date
from app.domain.calendar import BusinessDayRule
from app.domain.loans.table import Schedule, ScheduleRow, ScheduleTotals
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money

_DAY_RULES = {
    BusinessDayRule.NONE: "Las fechas no se recorren cuando caen en día inhábil.",
    BusinessDayRule.FOLLOWING: "Si la fecha es inhábil, se paga el día hábil siguiente sin cargo adicional.",
    BusinessDayRule.PRECEDING: "Si la fecha es inhábil, se paga a más tardar el día hábil anterior.",
}


@dataclass(frozen=True)
class _Column:
    title: str
    value: Callable[[ScheduleRow], str]
    sum_of: Callable[[ScheduleTotals], Money] | None = None
    is_amount: bool = True


def schedule_flowables(schedule: Schedule, terms: LoanTerms) -> list[Flowable]:
    """The table, over as many pages as it needs with its heading on each, and the notes."""
    notes = [text(note, "note") for note in schedule_notes(terms)]
    return [_table(schedule), Spacer(1, 8), *notes]


def schedule_notes(terms: LoanTerms) -> tuple[str, ...]:
    """How the table was worked out."""
    vat = f"IVA sobre intereses: {percent(terms.vat_rate)}." if terms.vat_rate > 0 else "Intereses sin IVA."
    return (
        f"Importes en pesos (M.N.). {METHODS[terms.method]}. Frecuencia {FREQUENCIES[terms.frequency][0]}.",
        f"Tasa anual fija {percent(terms.annual_rate)}, base de cálculo: {DAY_COUNTS[terms.day_count].lower()}. {vat}",
        f"{_DAY_RULES[terms.business_day_rule]} El último pago ajusta los centavos de redondeo.",
    )


def _columns(schedule: Schedule) -> tuple[_Column, ...]:
    totals = schedule.totals
    rows = schedule.rows
    columns = [
        _Column("N.º", lambda row: str(row.n), is_amount=False),
        _Column("Fecha límite de pago", lambda row: short_date(row.due_on), is_amount=False),
    ]
    if any(row.demanded_on != row.due_on for row in rows):
        columns.append(_Column("Se exige el", lambda row: short_date(row.demanded_on), is_amount=False))
    columns += [
        _Column("Saldo inicial", lambda row: pesos(row.opening)),
        _Column("Capital", lambda row: pesos(row.principal), lambda sums: sums.principal),
        _Column("Intereses", lambda row: pesos(row.interest), lambda sums: sums.interest),
        _Column("IVA de intereses", lambda row: pesos(row.vat), lambda sums: sums.vat),
    ]
    if totals.fees:
        columns.append(_Column("Comisiones", lambda row: pesos(row.fees), lambda sums: sums.fees))
    if totals.fees_vat:
        columns.append(_Column("IVA de comisiones", lambda row: pesos(row.fees_vat), lambda sums: sums.fees_vat))
    columns += [
        _Column("Pago total", lambda row: pesos(row.total), lambda sums: sums.total),
        _Column("Saldo final", lambda row: pesos(row.closing)),
    ]
    return tuple(columns)


def _table(schedule: Schedule) -> Table:
    columns = _columns(schedule)
    body = [[column.value(row) for column in columns] for row in schedule.rows]
    sums = [pesos(column.sum_of(schedule.totals)) if column.sum_of else "" for column in columns]
    sums[1] = "Total"
    return amounts_table([Heading(one.title, one.is_amount) for one in columns], body, sums, TEXT_WIDTH)
