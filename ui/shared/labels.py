"""The Spanish labels of values that several screens show; those that documents share are of ``app.value_texts``."""

from __future__ import annotations

from app.domain.users.roles import Role
from app.value_texts import (
    BUSINESS_DAY_RULES,
    CHANNELS,
    COMPONENTS,
    DAY_COUNTS,
    EFFECTS,
    EXCESSES,
    FEE_MODES,
    FREQUENCIES,
    LOAN_STATUSES,
    METHODS,
    MOVEMENT_STATUSES,
    ROLES,
    SEXES,
)

__all__ = [
    "AGEING_BANDS",
    "BUSINESS_DAY_RULES",
    "CHANNELS",
    "COMPONENTS",
    "DAY_COUNTS",
    "EFFECTS",
    "EXCESSES",
    "FEE_MODES",
    "FREQUENCIES",
    "LOAN_FIGURES",
    "LOAN_STATUSES",
    "METHODS",
    "MOVEMENT_STATUSES",
    "ROLES",
    "SEXES",
    "STATES",
    "role_text",
]

AGEING_BANDS = {
    "current": "Al corriente",
    "1-30": "1 a 30 días",
    "31-60": "31 a 60 días",
    "61-90": "61 a 90 días",
    "91-120": "91 a 120 días",
    "120+": "Más de 120 días",
}
LOAN_FIGURES = {
    "total": "Exigible",
    "accrued_interest": "Interés por vencer",
    "accrued_vat": "IVA por vencer",
    "outstanding_principal": "Saldo de capital",
    "payoff": "Para liquidar",
    "advance": "Adelantos guardados",
    "next_due_amount": "Próximo pago",
    "days_past_due": "Días de atraso",
}
STATES = {
    "AS": "Aguascalientes",
    "BC": "Baja California",
    "BS": "Baja California Sur",
    "CC": "Campeche",
    "CS": "Chiapas",
    "CH": "Chihuahua",
    "DF": "Ciudad de México",
    "CL": "Coahuila",
    "CM": "Colima",
    "DG": "Durango",
    "MC": "Estado de México",
    "GT": "Guanajuato",
    "GR": "Guerrero",
    "HG": "Hidalgo",
    "JC": "Jalisco",
    "MN": "Michoacán",
    "MS": "Morelos",
    "NT": "Nayarit",
    "NL": "Nuevo León",
    "OC": "Oaxaca",
    "PL": "Puebla",
    "QT": "Querétaro",
    "QR": "Quintana Roo",
    "SP": "San Luis Potosí",
    "SL": "Sinaloa",
    "SR": "Sonora",
    "TC": "Tabasco",
    "TS": "Tamaulipas",
    "TL": "Tlaxcala",
    "VZ": "Veracruz",
    "YN": "Yucatán",
    "ZS": "Zacatecas",
    "NE": "Nacido en el extranjero",
}


def role_text(role: Role) -> str:
    """A role's name: its own, or that of the preset one."""
    return role.name or ROLES[role.key]
