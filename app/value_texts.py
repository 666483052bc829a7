"""The Spanish of values that windows, documents and the audit trail show."""

from __future__ import annotations

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
BUSINESS_DAY_RULES = {
    "none": "Se exige ese mismo día",
    "following": "Se exige el siguiente día hábil",
    "preceding": "Se exige el día hábil anterior",
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
EVENT_KINDS = {
    "disbursement": "Entrega del dinero",
    "payment": "Pago",
    "charge": "Gasto de cobranza",
    "waiver": "Condonación",
    "reversal": "Reverso",
    "reschedule": "Cambio de fechas",
    "restructure": "Reestructura",
    "acceleration": "Vencimiento anticipado",
    "write_off": "Castigo",
    "assignment": "Cesión",
}
BACKUP_KINDS = {
    "daily": "Diario, solo",
    "close": "Cierre del día",
    "manual": "A mano",
    "upgrade": "Antes de actualizar",
    "restore": "Antes de restaurar",
}
