"""What a bank's file holds, before it is imported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.bank.statement import Fault
from app.domain.money import total
from app.messages import sentence
from app.services.bank.import_statement import ImportStatement, import_statement
from app.services.bank.preview_statement import StatementPreview
from ui.shared.fields import ChoiceField, TextField
from ui.shared.formats import date_text, money_text
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.table_view import TableView
from ui.shared.window_size import open_at

FAULTS_SHOWN_MAX = 6

MOVEMENT_COLUMNS = (
    Column("Fila", lambda line: line.row, is_number=True, width=55),
    Column("Fecha", lambda line: line.on, lambda line: date_text(line.on), width=100),
    Column("Concepto", lambda line: line.description, width=360),
    Column("Referencia", lambda line: line.reference, width=110),
    Column("Depósito", lambda line: line.credit, lambda line: money_text(line.credit), is_number=True, width=110),
    Column("Cargo", lambda line: line.debit, lambda line: money_text(line.debit), is_number=True, width=100),
    Column("Saldo", lambda line: line.balance, lambda line: money_text(line.balance), is_number=True, width=120),
)


def _words(fault: Fault) -> str:
    return sentence(fault.code, row=fault.row, column=fault.column, value=fault.value, **fault.params)


class ImportStatementDialog(SessionForm):
    """``result_value`` is the StatementImported."""

    def __init__(self, parent: QWidget | None, session: Session, preview: StatementPreview) -> None:
        movements = preview.statement.movements
        credits = [movement.credit for movement in movements if movement.credit is not None]
        super().__init__(
            parent,
            session,
            self.tr("Importar estado de cuenta"),
            self.tr("{}: {} movimientos, {} depósitos por {}.").format(
                preview.path.name, len(movements), len(credits), money_text(total(credits))
            ),
            self.tr("Importar"),
        )
        self.preview = preview
        self._add_account(preview)
        self._add_warnings(preview)
        table = TableView(self.tr("Movimientos del archivo"), MOVEMENT_COLUMNS)
        table.set_lines(movements)
        table.setMinimumHeight(200)
        self.body_layout.addWidget(table, 1)
        if not movements:
            self.primary.setEnabled(False)
        open_at(self, 1060, 680)

    def _add_account(self, preview: StatementPreview) -> None:
        new = (None, self.tr("Cuenta nueva"))
        accounts = [(account.id, f"{account.name} ({account.number})") for account in preview.accounts]
        account = ChoiceField("account", self.tr("Cuenta de la financiera"), [*accounts, new])
        name = TextField("account_name", self.tr("Nombre de la cuenta nueva"), length=60)
        number = TextField("account_number", self.tr("Número de la cuenta nueva"), length=30)
        number.set_value(preview.statement.account)
        self.add_section("", [[account, name, number]])
        account.set_value(preview.account.id if preview.account else None)
        if preview.account is None and not preview.statement.account and len(accounts) == 1:
            account.set_value(accounts[0][0])
        account.edited.connect(self._account_chosen)
        self._account_chosen()

    def _account_chosen(self) -> None:
        is_new = self.fields["account"].value() is None
        for name in ("account_name", "account_number"):
            self.fields[name].setEnabled(is_new)

    def _add_warnings(self, preview: StatementPreview) -> None:
        words = []
        if preview.imported_before:
            words.append(self.tr("Este mismo archivo ya se había importado: no se agregará nada."))
        elif preview.known_count:
            words.append(
                self.tr("{} movimientos ya estaban en el sistema y no se repetirán.").format(preview.known_count)
            )
        words += self._fault_words(preview.breaks, self.tr("El saldo no cuadra en {} renglones; revise con el banco:"))
        words += self._fault_words(
            preview.statement.faults, self.tr("{} renglones no se pudieron leer y no se importan:")
        )
        if words:
            warning = PlainLabel("\n".join(words))
            warning.setObjectName("warning")
            warning.setWordWrap(True)
            self.body_layout.addWidget(warning)

    def _fault_words(self, faults: tuple[Fault, ...], heading: str) -> list[str]:
        if not faults:
            return []
        shown = [f"· {_words(fault)}" for fault in faults[:FAULTS_SHOWN_MAX]]
        rest = len(faults) - len(shown)
        return [heading.format(len(faults)), *shown, *([self.tr("… y {} más").format(rest)] if rest else [])]

    def unsaved(self) -> list[str]:
        return []

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        command = ImportStatement(self.preview, values["account"], values["account_name"], values["account_number"])
        return partial(import_statement, self.ctx, command)
