"""The client's file: capture of a new one, or changes to one on file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.clients.client import Address, ClientData, Sex
from app.domain.identity import clabe, curp, rfc
from app.domain.money import ZERO
from app.errors import ConfirmationNeeded, RuleViolation
from app.services.clients.read_clients import ClientFile
from app.services.clients.save_client import SaveClient, save_client
from ui.shared.fields import ChoiceField, DateField, Field, MoneyField, TextField
from ui.shared.formats import date_text, money_text
from ui.shared.labels import LOAN_STATUSES, SEXES, STATES
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.table_view import TableView

_LOAN_COLUMNS = (
    Column("Folio", lambda line: line.folio, width=110),
    Column("Producto", lambda line: line.product_name, width=170),
    Column("Estado", lambda line: LOAN_STATUSES[line.status.value], width=110),
    Column("Monto", lambda line: line.principal, lambda line: money_text(line.principal), is_number=True),
    Column(
        "Saldo",
        lambda line: line.outstanding_principal,
        lambda line: money_text(line.outstanding_principal),
        is_number=True,
    ),
    Column("Próximo pago", lambda line: line.next_due_on, lambda line: date_text(line.next_due_on)),
)


class ClientDialog(SessionForm):
    """``result_value`` is the ClientSaved."""

    def __init__(self, parent: QWidget | None, session: Session, file: ClientFile | None) -> None:
        title = "Nuevo cliente" if file is None else f"{file.client.number}  {file.client.data.full_name}"
        super().__init__(parent, session, title, self.tr("Los campos con * son necesarios; CURP o RFC, al menos uno."))
        self.file = file
        self._add_person(session)
        self._add_place()
        self._add_money()
        if file is not None:
            self._show(file)
        for name, check in (("curp", curp.validate), ("rfc", rfc.validate), ("clabe", clabe.validate)):
            self.fields[name].left.connect(partial(self._check_number, name, check))
        if not session.may("clients.edit"):
            for field in self.fields.values():
                field.setEnabled(False)
            self.primary.hide()
        self.finish_layout(880, 570)
        self.fields["given_names"].editor.setFocus()

    def _add_person(self, session: Session) -> None:
        today = session.ctx.clock.business_on()
        states = list(STATES.items())
        sexes = [(Sex(value), label) for value, label in SEXES.items()]
        birth: list[Field] = [
            DateField("birth_on", self.tr("Fecha de nacimiento"), today, is_required=True),
            ChoiceField("sex", self.tr("Sexo"), sexes, is_required=True),
            ChoiceField("birth_state", self.tr("Estado donde nació"), states, is_required=True),
        ]
        birth[1].set_value(None)
        birth[2].set_value(None)
        self.add_section(
            self.tr("Persona"),
            [
                [
                    TextField("given_names", self.tr("Nombres"), is_required=True, length=80),
                    TextField("first_surname", self.tr("Primer apellido"), is_required=True, length=60),
                    TextField("second_surname", self.tr("Segundo apellido"), length=60),
                ],
                birth,
                [
                    TextField("curp", self.tr("CURP"), is_upper=True, length=22),
                    TextField("rfc", self.tr("RFC"), is_upper=True, length=16),
                ],
            ],
        )

    def _add_place(self) -> None:
        states = [(code, name) for code, name in STATES.items() if code != "NE"]
        self.add_section(
            self.tr("Domicilio"),
            [
                [
                    TextField("street", self.tr("Calle"), is_required=True),
                    TextField("exterior_number", self.tr("Número exterior"), length=20),
                    TextField("interior_number", self.tr("Número interior"), length=20),
                ],
                [
                    TextField("postal_code", self.tr("Código postal"), is_required=True, length=5),
                    TextField("neighborhood", self.tr("Colonia")),
                    TextField("municipality", self.tr("Municipio o alcaldía")),
                    ChoiceField("state", self.tr("Estado"), states),
                ],
            ],
        )
        self.fields["state"].set_value(None)
        self.add_section(
            self.tr("Contacto"),
            [
                [
                    TextField("mobile_phone", self.tr("Teléfono celular"), is_required=True, length=18),
                    TextField("home_phone", self.tr("Otro teléfono"), length=18),
                    TextField("email", self.tr("Correo electrónico")),
                ]
            ],
        )

    def _add_money(self) -> None:
        self.add_section(
            self.tr("Trabajo y cuenta"),
            [
                [
                    TextField("occupation", self.tr("Ocupación")),
                    TextField("employer", self.tr("Dónde trabaja")),
                ],
                [
                    MoneyField("monthly_income", self.tr("Ingreso mensual")),
                    TextField("clabe", self.tr("CLABE"), length=24),
                ],
            ],
        )

    def _show(self, file: ClientFile) -> None:
        data = file.client.data
        plain = (
            "given_names", "first_surname", "second_surname", "birth_on", "sex", "birth_state", "curp", "rfc",
            "mobile_phone", "home_phone", "email", "clabe", "occupation", "employer",
        )  # fmt: skip
        for name in plain:
            self.fields[name].set_value(getattr(data, name))
        for name in ("street", "exterior_number", "interior_number", "neighborhood", "municipality", "state"):
            self.fields[name].set_value(getattr(data.address, name))
        self.fields["postal_code"].set_value(data.address.postal_code)
        self.fields["monthly_income"].set_value(data.monthly_income or None)
        heading = PlainLabel(self.tr("Créditos"))
        heading.setObjectName("section")
        self.body_layout.addWidget(heading)
        loans = TableView(self.tr("Créditos del cliente"), _LOAN_COLUMNS)
        loans.set_lines(file.loans)
        loans.setFixedHeight(44 + 30 * max(1, min(len(file.loans), 4)))
        loans.opened.connect(self._open_loan)
        self.body_layout.addWidget(loans)

    def _open_loan(self, line: Any) -> None:
        self.session.requests.open_loan.emit(line.id)
        self.reject()

    def _check_number(self, name: str, check: Callable[[str], str]) -> None:
        """Say beside the field what is wrong as soon as it is left."""
        field = self.fields[name]
        if not field.text().strip() or field.confirmed_code():
            return
        try:
            check(field.text())
        except RuleViolation as error:
            field.show_error(error, can_confirm=isinstance(error, ConfirmationNeeded))

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        address = Address(
            street=values["street"],
            exterior_number=values["exterior_number"],
            interior_number=values["interior_number"],
            neighborhood=values["neighborhood"],
            municipality=values["municipality"],
            city=values["municipality"],
            state=values["state"] or "",
            postal_code=values["postal_code"],
        )
        plain = (
            "given_names", "first_surname", "second_surname", "birth_on", "sex", "birth_state", "curp", "rfc",
            "mobile_phone", "home_phone", "email", "clabe", "occupation", "employer",
        )  # fmt: skip
        data = ClientData(
            **{name: values[name] for name in plain}, address=address, monthly_income=values["monthly_income"] or ZERO
        )
        client = self.file.client if self.file else None
        command = SaveClient(data, client.id if client else None, client.version if client else 0, confirmed)
        return partial(save_client, self.ctx, command)
