"""Changing the company's data; documents already printed keep what they said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.settings.company import Company
from app.services.settings.edit_company import edit_company
from ui.settings.company_fields import company_of, company_sections, values_of
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class CompanyDialog(SessionForm):
    """The same fields as at the first run."""

    def __init__(self, parent: QWidget | None, session: Session, company: Company) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Datos de la empresa"),
            self.tr("Se imprimen en los documentos nuevos; los ya impresos no cambian."),
        )
        self.company = company
        for title, rows in company_sections():
            self.add_section(title, rows)
        for name, value in values_of(company).items():
            self.fields[name].set_value(value)
        self.finish_layout(860, 570)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        company = company_of(values, is_demo=self.company.is_demo)
        return partial(edit_company, self.ctx, company, confirmed)
