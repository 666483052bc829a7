"""The columns of loans in lists and of an amortization table."""

from __future__ import annotations

from app.domain.loans.table import ScheduleRow
from app.domain.money import Money
from app.ports.queries import LoanLine
from ui.shared.formats import date_text, money_text, phone_text
from ui.shared.labels import LOAN_STATUSES
from ui.shared.rows_model import Column


def days_tone(days: int) -> str:
    """The colour of days past due; the number beside it says the same."""
    return "danger" if days > 30 else "warning" if days > 0 else ""


def money_column(title: str, name: str, width: int = 112) -> Column:
    """A column of an amount."""

    def value(line: object) -> Money | None:
        amount: Money | None = getattr(line, name)
        return amount

    return Column(title, value, lambda line: money_text(value(line)), is_number=True, width=width)


LOAN_COLUMNS = (
    Column("Folio", lambda line: line.folio, width=108),
    Column("Cliente", lambda line: line.client_name, width=190),
    Column("Estado", lambda line: LOAN_STATUSES[line.status.value], width=98),
    Column("Producto", lambda line: line.product_name, width=130),
    money_column("Monto", "principal", 103),
    money_column("Saldo", "outstanding_principal", 108),
    Column("Próximo", lambda line: line.next_due_on, lambda line: date_text(line.next_due_on), width=100),
    money_column("Importe", "next_due_amount", 95),
    Column(
        "Atraso",
        lambda line: line.days_past_due,
        lambda line: f"{line.days_past_due} días" if line.days_past_due else "",
        is_number=True,
        width=75,
        tone=lambda line: days_tone(line.days_past_due),
    ),
)


def _payable(line: LoanLine) -> str:
    return f"{date_text(line.next_due_on)}  {money_text(line.next_due_amount)}" if line.next_due_on else ""


PICK_LOAN_COLUMNS = (
    Column("Folio", lambda line: line.folio, width=110),
    Column("Cliente", lambda line: line.client_name, width=260),
    Column("Teléfono", lambda line: line.client_phone, lambda line: phone_text(line.client_phone), width=115),
    Column("Pago", lambda line: line.next_due_on, _payable, width=190),
    LOAN_COLUMNS[-1],
)

SCHEDULE_COLUMNS: tuple[Column, ...] = (
    Column("Núm.", lambda row: row.n, is_number=True, width=55),
    Column("Fecha límite", lambda row: row.demanded_on, lambda row: date_text(row.demanded_on), width=105),
    money_column("Saldo inicial", "opening"),
    money_column("Capital", "principal", 105),
    money_column("Interés", "interest", 100),
    money_column("IVA", "vat", 90),
    money_column("Pago", "total", 110),
    money_column("Saldo final", "closing"),
)


def fees_column() -> Column:
    """Shown only where there are fees."""

    def fees(row: ScheduleRow) -> Money:
        return row.fees + row.fees_vat

    return Column("Comisiones", fees, lambda row: money_text(fees(row)), is_number=True, width=100)
