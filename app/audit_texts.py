"""The Spanish of the audit trail, shared by its window and its workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app import value_texts
from app.domain.audit.entry import Action, AuditEntry
from app.domain.audit.plain_values import Plain

ACTIONS: Mapping[Action, str] = {
    Action.COMPANY_CREATED: "Creó la empresa",
    Action.COMPANY_CHANGED: "Cambió los datos de la empresa",
    Action.HOLIDAYS_CHANGED: "Cambió los días inhábiles",
    Action.CLIENT_ADDED: "Dio de alta a un cliente",
    Action.CLIENT_CHANGED: "Cambió los datos de un cliente",
    Action.CLIENT_VIEWED: "Consultó el expediente de un cliente",
    Action.PRODUCT_ADDED: "Agregó un producto",
    Action.PRODUCT_CHANGED: "Cambió un producto",
    Action.LOAN_CREATED: "Capturó un crédito",
    Action.LOAN_CANCELLED: "Canceló un crédito",
    Action.LOAN_DISBURSED: "Registró la entrega del dinero",
    Action.PAYMENT_RECORDED: "Registró un pago",
    Action.PAYMENT_REVERSED: "Reversó un pago",
    Action.AMOUNTS_WAIVED: "Condonó parte de lo que se debe",
    Action.REMINDER_ATTENDED: "Atendió un aviso",
    Action.STATEMENT_IMPORTED: "Importó un archivo del banco",
    Action.DEPOSIT_MATCHED: "Aplicó un depósito del banco",
    Action.DEPOSIT_LEFT: "Dejó o retomó un depósito del banco",
    Action.DOCUMENT_ISSUED: "Emitió un documento",
    Action.PORTFOLIO_EXPORTED: "Exportó la cartera",
    Action.AUDIT_EXPORTED: "Exportó la bitácora",
    Action.BOOKS_VERIFIED: "Verificó los libros",
    Action.DAY_CLOSED: "Hizo el cierre del día",
    Action.MONTH_CLOSED: "Cerró un mes",
    Action.MONTH_REOPENED: "Reabrió un mes",
    Action.ACCOUNT_ADDED: "Agregó una cuenta contable",
    Action.ACCOUNT_CHANGED: "Cambió una cuenta contable",
    Action.CONCEPT_MAPPED: "Cambió la cuenta de un concepto",
    Action.BACKUP_MADE: "Hizo un respaldo",
    Action.BACKUP_TRIED: "Probó restaurar un respaldo",
    Action.BACKUP_RESTORED: "Restauró un respaldo",
    Action.BACKUP_PLACE_ADDED: "Agregó un lugar de respaldo",
    Action.BACKUP_PLACE_REMOVED: "Quitó un lugar de respaldo",
    Action.KEYS_ROTATED: "Cambió la llave de la empresa",
    Action.RECOVERY_KEY_ISSUED: "Imprimió otra clave de recuperación",
    Action.USER_ADDED: "Dio de alta a un usuario",
    Action.USER_CHANGED: "Cambió a un usuario",
    Action.USER_DISMISSED: "Dio de baja a un usuario",
    Action.PASSWORD_RESET: "Dio contraseña nueva a un usuario",
    Action.PASSWORD_CHANGED: "Cambió su contraseña",
    Action.SECOND_FACTOR_SET: "Puso el código del teléfono",
    Action.SECOND_FACTOR_REMOVED: "Quitó el código del teléfono",
    Action.PC_TRUSTED: "Permitió que esta PC entre sola",
    Action.PC_FORGOTTEN: "Quitó el permiso de que esta PC entre sola",
    Action.SIGNED_IN_UNATTENDED: "La PC entró sola (tarea programada)",
    Action.ROLE_ADDED: "Agregó un puesto",
    Action.ROLE_CHANGED: "Cambió un puesto",
    Action.BRANCH_ADDED: "Agregó una sucursal",
    Action.BRANCH_CHANGED: "Cambió una sucursal",
    Action.SIGNED_IN: "Entró al programa",
    Action.SIGN_IN_FAILED: "Intento fallido de entrar",
    Action.ACCESS_RECOVERED: "Entró con la clave impresa",
    Action.REFUSED: "Se le negó",
}
PERMISSIONS: Mapping[str, str] = {
    "portfolio.view": "Ver la cartera",
    "portfolio.export": "Exportar la cartera a Excel",
    "clients.view": "Ver clientes",
    "clients.edit": "Registrar y cambiar clientes",
    "loans.view": "Ver créditos",
    "loans.create": "Capturar créditos y cancelar los que no se han entregado",
    "loans.disburse": "Registrar la entrega del dinero",
    "documents.issue": "Ver e imprimir documentos y recibos",
    "payments.record": "Registrar pagos en ventanilla",
    "payments.reverse": "Reversar pagos",
    "loans.waive": "Condonar intereses, comisiones y gastos",
    "reminders.attend": "Atender avisos de pago",
    "bank.import": "Importar archivos del banco",
    "bank.reconcile": "Aplicar depósitos del banco",
    "products.view": "Ver productos",
    "products.edit": "Agregar y cambiar productos",
    "audit.view": "Ver la bitácora",
    "audit.export": "Exportar la bitácora a Excel",
    "books.verify": "Verificar los libros",
    "users.view": "Ver los usuarios y los puestos",
    "users.edit": "Dar de alta, cambiar y dar de baja usuarios",
    "roles.edit": "Cambiar puestos, permisos y límites",
    "settings.edit": "Cambiar los datos de la empresa",
    "ledger.view": "Ver la contabilidad",
    "chart.edit": "Cambiar el catálogo de cuentas y la guía contable",
    "day.close": "Hacer el cierre del día",
    "months.close": "Cerrar un mes",
    "months.reopen": "Reabrir un mes cerrado",
    "backups.make": "Hacer respaldos",
    "backups.edit": "Elegir dónde se guardan los respaldos",
    "backups.restore": "Restaurar un respaldo",
    "keys.rotate": "Cambiar la llave de la empresa y la clave impresa",
    "clock.confirm": "Autorizar que se trabaje con el reloj atrasado",
}
"""Each permission as the manual's table names it."""
FIELDS: Mapping[str, str] = {
    "given_names": "Nombres",
    "first_surname": "Primer apellido",
    "second_surname": "Segundo apellido",
    "birth_on": "Fecha de nacimiento",
    "sex": "Sexo",
    "birth_state": "Entidad de nacimiento",
    "curp": "CURP",
    "rfc": "RFC",
    "street": "Calle",
    "exterior_number": "Número exterior",
    "interior_number": "Número interior",
    "neighborhood": "Colonia",
    "municipality": "Municipio",
    "city": "Ciudad",
    "state": "Estado",
    "postal_code": "Código postal",
    "mobile_phone": "Celular",
    "home_phone": "Teléfono de casa",
    "email": "Correo",
    "clabe": "CLABE",
    "occupation": "Ocupación",
    "employer": "Empleador",
    "monthly_income": "Ingreso mensual",
    "notes": "Notas",
    "legal_name": "Razón social",
    "trade_name": "Nombre comercial",
    "phones": "Teléfonos",
    "website": "Página de internet",
    "holder": "Titular de la UNE",
    "address": "Domicilio",
    "phone": "Teléfono",
    "hours": "Horario",
    "reca_number": "Número RECA",
    "sipres_number": "Clave SIPRES",
    "is_demo": "Es de demostración",
    "users": "Usuarios",
    "days": "Días",
    "id": "Número interno",
    "name": "Nombre",
    "method": "Forma de pago",
    "frequency": "Frecuencia",
    "day_count": "Días del año",
    "business_day_rule": "Pago en día inhábil",
    "annual_rate": "Tasa anual",
    "late_annual_rate": "Tasa moratoria",
    "vat_rate": "IVA",
    "opening_fee_rate": "Comisión por apertura",
    "amount_min": "Importe mínimo",
    "amount_max": "Importe máximo",
    "amount_default": "Importe propuesto",
    "installments_min": "Pagos mínimos",
    "installments_max": "Pagos máximos",
    "installments_default": "Pagos propuestos",
    "is_active": "Activo",
    "version": "Versión",
    "client_id": "Cliente",
    "product": "Producto",
    "terms": "Condiciones",
    "status": "Estado",
    "on": "Fecha",
    "channel": "Medio",
    "reference": "Referencia",
    "net_amount": "Importe entregado",
    "seq": "Movimiento",
    "kind": "Clase",
    "value_on": "Fecha valor",
    "amount": "Importe",
    "excess": "Excedente",
    "effect": "Efecto",
    "reverses_seq": "Reversa al movimiento",
    "principal": "Capital",
    "component": "Concepto",
    "due_on": "Vence el",
    "is_capitalised": "Se capitaliza",
    "assignee": "Cesionario",
    "receipt": "Recibo",
    "receipts": "Recibos",
    "event": "Evento",
    "reason": "Motivo",
    "file": "Archivo",
    "account": "Cuenta",
    "movements": "Movimientos",
    "sha256": "Huella del archivo",
    "document": "Documento",
    "loans": "Créditos",
    "entries": "Registros",
    "differences": "Diferencias",
    "permission": "Permiso",
    "permissions": "Permisos",
    "limits": "Límites",
    "code": "Motivo de la negativa",
    "username": "Usuario",
    "full_name": "Nombre completo",
    "role": "Puesto",
    "key": "Clave",
    "branch_id": "Sucursal",
    "branch": "Sucursal",
    "sees_all_branches": "Ve todas las sucursales",
    "must_change_password": "Debe cambiar su contraseña",
    "has_totp": "Código del teléfono",
    "folder": "Carpeta",
    "audit_number": "Registros de la bitácora",
    "day": "Día",
    "month": "Mes",
    "is_finished": "Quedó completo",
    "is_debit": "Naturaleza deudora",
    "sat_code": "Código agrupador",
    "concept": "Concepto",
    "loan_amount": "Límite de importe de crédito",
    "reversal_amount": "Límite de importe a reversar",
    "waiver_amount": "Límite de importe a condonar",
    "amounts": "Importes",
    "note": "Nota",
    "idle_minutes": "Minutos sin uso para bloquear",
    "late_interest": "Interés moratorio",
    "backdating_days": "Límite de días hacia atrás",
}
"""The last part of a value's name in the trail."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_VALUES: Mapping[str, str] = {
    code: text
    for texts in (
        value_texts.FREQUENCIES,
        value_texts.METHODS,
        value_texts.DAY_COUNTS,
        value_texts.BUSINESS_DAY_RULES,
        value_texts.CHANNELS,
        value_texts.COMPONENTS,
        value_texts.EXCESSES,
        value_texts.EFFECTS,
        value_texts.EVENT_KINDS,
        value_texts.LOAN_STATUSES,
        value_texts.MOVEMENT_STATUSES,
        value_texts.BACKUP_KINDS,
        value_texts.ROLES,
        value_texts.SEXES,
    )
    for code, text in texts.items()
}
"""Codes are English words that nobody types; a word that means two things reads the same in both lists."""
_GROUPS: Mapping[str, str] = {"address": "domicilio", "une": "UNE", "role": "puesto", "limits": "límites"}


def field_text(name: str) -> str:
    """The label of a value's name: ``une.phone`` is "Teléfono (UNE)"."""
    *groups, last = name.split(".")
    label = FIELDS[last]
    return f"{label} ({_GROUPS[groups[-1]]})" if groups else label


def value_text(value: Plain) -> str:
    """A value as people read it; nothing is left out or shortened."""
    if value is None or value == "":
        return "(vacío)"
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, list):
        return ", ".join(value_text(item) for item in value) or "(ninguno)"
    if isinstance(value, dict):
        return "; ".join(f"{FIELDS.get(name) or _word(name)}: {value_text(item)}" for name, item in value.items())
    return _word(value) if isinstance(value, str) else str(value)


def _word(value: str) -> str:
    """A permission, a value of a list or a day in the reader's words; any other text as it was typed."""
    if _ISO_DAY.fullmatch(value):
        return f"{value[8:10]}/{value[5:7]}/{value[:4]}"
    return PERMISSIONS.get(value) or _VALUES.get(value, value)


def change_lines(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Label, before and after of each value that the entry tells; empty text where there was no value to tell."""
    names = list(dict.fromkeys([*entry.before, *entry.after]))
    return [
        (
            field_text(name),
            value_text(entry.before[name]) if name in entry.before else "",
            value_text(entry.after[name]) if name in entry.after else "",
        )
        for name in names
    ]


def summary_text(entry: AuditEntry) -> str:
    """Everything that differs, in one line."""
    parts = []
    for label, before, after in change_lines(entry):
        parts.append(f"{label}: {before} → {after}" if before and after else f"{label}: {before or after}")
    return " · ".join(parts)


def subject_text(entry: AuditEntry) -> str:
    """What it was done to, as people know it."""
    if entry.action is Action.REFUSED:
        return PERMISSIONS.get(entry.subject.label, entry.subject.label)
    return _word(entry.subject.label) if entry.subject.kind in ("day", "role", "concept") else entry.subject.label
