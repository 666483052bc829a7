"""Saying which column is what in a file that no layout recognises; remembered by its headings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.bank.mapping import ColumnMapping
from app.errors import RuleViolation
from app.services.bank.preview_statement import UnknownLayout, preview_statement
from ui.shared.fields import ChoiceField, Field
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.table_view import TableView
from ui.shared.window_size import open_at

_PARTS = ("date", "description", "reference", "credit", "debit", "amount", "sign", "balance")


def _cell(number: int, row: tuple[str, ...]) -> str:
    return row[number] if number < len(row) else ""


class MapColumnsDialog(SessionForm):
    """``result_value`` is the StatementPreview that the mapping gives."""

    def __init__(self, parent: QWidget | None, session: Session, unknown: UnknownLayout) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Reconocer las columnas"),
            self.tr(
                "«{}» no es de un banco conocido. Diga qué trae cada columna; se recordará para la próxima."
            ).format(unknown.path.name),
            self.tr("Ver movimientos"),
        )
        self.unknown = unknown
        tables = [
            (place, self.tr("{}, encabezados en la fila {}").format(table.sheet.name, table.header_row + 1))
            for place, table in enumerate(unknown.tables)
        ]
        self.add_section("", [[ChoiceField("table", self.tr("Tabla del archivo"), tables)]])
        titles = {
            "date": self.tr("Fecha"),
            "description": self.tr("Concepto"),
            "reference": self.tr("Referencia"),
            "credit": self.tr("Depósitos (abonos)"),
            "debit": self.tr("Retiros (cargos)"),
            "amount": self.tr("Importe con signo"),
            "sign": self.tr("Columna del signo + / -"),
            "balance": self.tr("Saldo"),
        }
        choices: list[Field] = [ChoiceField(part, titles[part], [(None, "-")]) for part in _PARTS]
        self.add_section(self.tr("Columnas"), [choices[:4], choices[4:]])
        self.holder = TableView(self.tr("Primeras filas"), ())
        self.holder.setMinimumHeight(190)
        self.body_layout.addWidget(self.holder, 1)
        self.fields["table"].edited.connect(self._take_table)
        self._take_table()
        open_at(self, 1040, 640)

    def _take_table(self) -> None:
        place = self.fields["table"].value() or 0
        table, guess = self.unknown.tables[place], self.unknown.guesses[place]
        columns = [
            (number, heading or self.tr("Columna {}").format(number + 1))
            for number, heading in enumerate(table.headings)
        ]
        for part in _PARTS:
            field = self.fields[part]
            assert isinstance(field, ChoiceField)
            field.set_choices([(None, "-"), *columns])
            field.set_value(getattr(guess, part) if guess is not None else None)
        fresh = TableView(
            self.tr("Primeras filas"),
            [Column(title, partial(_cell, number), width=130) for number, title in columns],
        )
        fresh.setSortingEnabled(False)
        fresh.setMinimumHeight(190)
        fresh.set_lines(table.sample)
        self.body_layout.replaceWidget(self.holder, fresh)
        self.holder.hide()
        self.holder.deleteLater()
        self.holder = fresh

    def unsaved(self) -> list[str]:
        return []

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        if values["date"] is None or values["description"] is None:
            raise RuleViolation("typed.required", field="date" if values["date"] is None else "description")
        if values["credit"] is None and values["amount"] is None:
            raise RuleViolation("bank.amount_column", field="credit")
        table = self.unknown.tables[values["table"] or 0]
        mapping = ColumnMapping(
            sheet_name=table.sheet.name, header_row=table.header_row, **{part: values[part] for part in _PARTS}
        )
        return partial(preview_statement, self.ctx, self.unknown.path, mapping)
