"""The year's bank holidays, one date a line, as the CNBV published them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import RuleViolation
from app.services.settings.edit_holidays import HolidayYear, read_holidays, save_holidays
from ui.shared.fields import IntegerField, MultilineField
from ui.shared.formats import date_text, parse_date
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

_AREA_HEIGHT = 300


class HolidaysDialog(SessionForm):
    """Another year is typed and read with Tab or Enter; its dates are proposed from the law until they are saved."""

    def __init__(self, parent: QWidget | None, session: Session, year: int) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Días inhábiles bancarios"),
            self.tr("Los que publica la CNBV. Valen para los créditos nuevos; los ya hechos conservan sus fechas."),
        )
        self._shown_year: int | None = None
        self.add_section(
            self.tr("Año"),
            [
                [
                    IntegerField("year", self.tr("Año"), is_required=True),
                    MultilineField("days", self.tr("Fechas, una por renglón (dd/mm/aaaa)")),
                ]
            ],
        )
        days = self.fields["days"]
        assert isinstance(days, MultilineField)
        days.area.setFixedHeight(_AREA_HEIGHT)
        self.source = PlainLabel()
        self.source.setObjectName("muted")
        self.source.setWordWrap(True)
        self.body_layout.addWidget(self.source)
        self.fields["year"].set_value(year)
        self.fields["year"].left.connect(self._ask)
        self.finish_layout(680, 560)
        self._ask()

    def _ask(self) -> None:
        try:
            year = self.fields["year"].value()
        except RuleViolation:
            return
        if year is None or year == self._shown_year or self.fields["days"].is_modified():
            return
        self.session.tasks.run(self, partial(read_holidays, self.session.ctx, year), self._show, self.show_failure)

    def _show(self, found: HolidayYear) -> None:
        self._shown_year = found.year
        self.fields["days"].set_value("\n".join(date_text(day) for day in found.days))
        published = self.tr("La lista de {} está guardada.")
        by_law = self.tr("De {} no hay lista guardada: estas fechas son las de la ley; revíselas contra la publicada.")
        self.source.setText((published if found.is_published else by_law).format(found.year))

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(save_holidays, self.ctx, values["year"], _dates(values["days"], values["year"]))


def _dates(text: str, year: int) -> list[date]:
    days = []
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            days.append(parse_date(line.strip(), date(year, 1, 1)))
        except RuleViolation as error:
            raise RuleViolation("holidays.not_a_date", field="days", place=place, typed=line.strip()[:20]) from error
    return days
