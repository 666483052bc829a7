"""The fields of the company's data, shared by the first run and the settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.clients.client import Address
from app.domain.settings.company import Company, Une
from ui.shared.fields import ChoiceField, Field, IntegerField, TextField
from ui.shared.labels import STATES


def _tr(text: str) -> str:
    return QCoreApplication.translate("company_fields", text)


def company_sections() -> list[tuple[str, list[list[Field]]]]:
    """Titles and rows of fields."""
    states = [(code, name) for code, name in STATES.items() if code != "NE"]
    return [
        (
            _tr("La empresa"),
            [
                [TextField("legal_name", _tr("Razón social"), is_required=True, length=150)],
                [
                    TextField("trade_name", _tr("Nombre comercial"), is_required=True, length=80),
                    TextField("rfc", _tr("RFC"), is_required=True, is_upper=True, length=15),
                ],
            ],
        ),
        (
            _tr("Domicilio y contacto"),
            [
                [TextField("street", _tr("Calle"), is_required=True)],
                [
                    TextField("exterior_number", _tr("Número")),
                    TextField("interior_number", _tr("Interior")),
                    TextField("neighborhood", _tr("Colonia")),
                ],
                [
                    TextField("postal_code", _tr("Código postal"), is_required=True, length=5),
                    TextField("municipality", _tr("Municipio o alcaldía"), is_required=True),
                    ChoiceField("state", _tr("Estado"), states, is_required=True),
                ],
                [
                    TextField("phones", _tr("Teléfonos"), is_required=True),
                    TextField("email", _tr("Correo")),
                    TextField("website", _tr("Página de internet")),
                ],
            ],
        ),
        (
            _tr("Unidad Especializada de Atención a Usuarios (UNE)"),
            [
                [
                    TextField("une_holder", _tr("Titular"), is_required=True),
                    TextField("une_phone", _tr("Teléfono de la UNE"), is_required=True),
                ],
                [
                    TextField("une_email", _tr("Correo de la UNE"), is_required=True),
                    TextField("une_hours", _tr("Horario de atención")),
                ],
                [TextField("une_address", _tr("Domicilio de la UNE (si es otro)"))],
                [
                    TextField("reca_number", _tr("Registro RECA del contrato"), length=40),
                    TextField("sipres_number", _tr("Registro SIPRES"), length=40),
                ],
            ],
        ),
        (
            _tr("Seguridad"),
            [[IntegerField("idle_minutes", _tr("Minutos sin uso para bloquear la ventana"), is_required=True)]],
        ),
    ]


def company_of(values: dict[str, Any], *, is_demo: bool = False) -> Company:
    """The company that the fields tell."""
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
    own_address = " ".join(part for part in (address.street, address.exterior_number, address.neighborhood) if part)
    return Company(
        legal_name=values["legal_name"],
        trade_name=values["trade_name"],
        rfc=values["rfc"],
        address=address,
        phones=values["phones"],
        email=values["email"],
        website=values["website"],
        une=Une(
            holder=values["une_holder"],
            address=values["une_address"] or f"{own_address}, {address.postal_code} {address.municipality}",
            phone=values["une_phone"],
            email=values["une_email"],
            hours=values["une_hours"],
        ),
        reca_number=values["reca_number"],
        sipres_number=values["sipres_number"],
        is_demo=is_demo,
        idle_minutes=values["idle_minutes"],
    )


def values_of(company: Company) -> dict[str, Any]:
    """The fields' values of a company."""
    address, une = company.address, company.une
    own = ("legal_name", "trade_name", "rfc", "phones", "email", "website")
    kept = ("reca_number", "sipres_number", "idle_minutes")
    placed = ("street", "exterior_number", "interior_number", "neighborhood", "municipality", "state", "postal_code")
    return {
        **{name: getattr(company, name) for name in (*own, *kept)},
        **{name: getattr(address, name) for name in placed},
        **{f"une_{name}": getattr(une, name) for name in ("holder", "address", "phone", "email", "hours")},
    }
