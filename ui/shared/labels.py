"""The Spanish labels of values that several screens show."""

from __future__ import annotations

from app.domain.users.roles import Role

FREQUENCIES = {
    "monthly": "Mensual",
    "weekly": "Semanal",
    "fourteen_day": "Catorcenal",
    "semimonthly": "Quincenal",
    "bimonthly": "Bimestral",
    "quarterly": "Trimestral",
    "semiannual": "Semestral",
    "annual": "Anual",
}
METHODS = {
    "level": "Pago nivelado + IVA",
    "level_with_vat": "Pago fijo con IVA incluido",
    "equal_principal": "Capital constante",
    "flat": "Tasa global (saldo inicial)",
    "interest_only": "Solo intereses",
    "bullet": "Pago único",
    "custom": "A la medida",
}
DAY_COUNTS = {
    "30/360": "30/360 (año comercial)",
    "periodic": "Periodos iguales",
    "actual/360": "Días naturales / 360",
    "actual/365": "Días naturales / 365",
    "actual/actual": "Días naturales / año natural",
}
FEE_MODES = {"deducted": "Se descuenta de la entrega", "financed": "Se suma al crédito", "paid": "La paga aparte"}
CHANNELS = {
    "cash": "Efectivo",
    "transfer": "Transferencia / SPEI",
    "card": "Tarjeta",
    "cheque": "Cheque",
    "deposit": "Depósito bancario",
}
LOAN_STATUSES = {
    "approved": "Por entregar",
    "active": "Activo",
    "settled": "Liquidado",
    "cancelled": "Cancelado",
}
AGEING_BANDS = {
    "current": "Al corriente",
    "1-30": "1 a 30 días",
    "31-60": "31 a 60 días",
    "61-90": "61 a 90 días",
    "91-120": "91 a 120 días",
    "120+": "Más de 120 días",
}
BUSINESS_DAY_RULES = {
    "none": "Se exige ese mismo día",
    "following": "Se exige el siguiente día hábil",
    "preceding": "Se exige el día hábil anterior",
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
COMPONENTS = {
    "charges": "Gastos de cobranza",
    "charges_vat": "IVA de gastos de cobranza",
    "late_interest": "Interés moratorio",
    "late_vat": "IVA de moratorios",
    "interest": "Interés ordinario",
    "vat": "IVA de intereses",
    "fees": "Comisiones",
    "fees_vat": "IVA de comisiones",
    "principal": "Capital",
}
EXCESSES = {"advance": "Adelanto", "prepayment": "Pago anticipado a capital"}
EFFECTS = {"lower_payment": "Bajar los pagos restantes", "shorten_term": "Terminar antes (menos pagos)"}
SEXES = {"woman": "Mujer", "man": "Hombre", "other": "Otro"}
ROLES = {
    "owner": "Dueño",
    "manager": "Gerente",
    "cashier": "Cajero",
    "credit_officer": "Ejecutivo de crédito",
    "collector": "Gestor",
    "accountant": "Contador",
    "compliance_officer": "Oficial de cumplimiento",
}
MOVEMENT_STATUSES = {"pending": "Por aplicar", "matched": "Aplicado", "left": "Se dejó sin aplicar"}
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
