"""The Spanish of the books: concepts, tables, and what a verification found; for windows and commands alike."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.accounting.accounts import AccountKind
from app.domain.accounting.concepts import Concept
from app.domain.audit.verification import Difference
from app.messages import sentence

CONCEPTS: Mapping[Concept, str] = {
    Concept.CASH: "Efectivo",
    Concept.BANKS: "Bancos",
    Concept.LOANS_PRINCIPAL: "Capital vigente",
    Concept.LOANS_OVERDUE: "Capital vencido (etapa 3)",
    Concept.INTEREST_RECEIVABLE: "Intereses por cobrar",
    Concept.INTEREST_OVERDUE: "Intereses por cobrar vencidos",
    Concept.VAT_RECEIVABLE: "IVA por cobrar",
    Concept.CLIENT_ADVANCES: "Anticipos de clientes",
    Concept.VAT_COLLECTED: "IVA cobrado",
    Concept.VAT_PENDING: "IVA no cobrado",
    Concept.DEFERRED_FEES: "Comisiones por devengar",
    Concept.INTEREST_INCOME: "Ingreso por intereses",
    Concept.LATE_INTEREST_INCOME: "Ingreso por moratorios",
    Concept.FEE_INCOME: "Ingreso por comisiones y gastos",
    Concept.OPENING_FEE_INCOME: "Ingreso por comisión de apertura",
    Concept.MEMO_INTEREST: "Orden: intereses no reconocidos",
    Concept.MEMO_LATE: "Orden: moratorios no cobrados",
    Concept.MEMO_CONTRA: "Orden: contracuenta",
}
ACCOUNT_KINDS: Mapping[AccountKind, str] = {
    AccountKind.ASSET: "Activo",
    AccountKind.LIABILITY: "Pasivo",
    AccountKind.EQUITY: "Capital",
    AccountKind.INCOME: "Ingreso",
    AccountKind.EXPENSE: "Gasto",
    AccountKind.MEMO: "Orden",
}
TABLES: Mapping[str, str] = {
    "company": "empresa",
    "folio_series": "folios",
    "bank_holidays": "días inhábiles",
    "roles": "puestos",
    "branches": "sucursales",
    "users": "usuarios",
    "products": "productos",
    "clients": "clientes",
    "loans": "créditos",
    "loan_events": "movimientos de créditos",
    "journal_entries": "pólizas",
    "bank_accounts": "cuentas de banco",
    "bank_imports": "archivos del banco",
    "bank_movements": "movimientos del banco",
    "bank_movement_events": "depósitos aplicados",
    "bank_mappings": "columnas aprendidas del banco",
    "known_payers": "pagadores conocidos",
    "accounts": "cuentas contables",
    "account_mappings": "guía contable",
    "closed_months": "meses cerrados",
    "daily_closes": "cierres diarios",
    "backup_places": "lugares de respaldo",
    "backups": "respaldos hechos",
    "reminders": "avisos por hacer",
    "audit_keys": "llaves retiradas de la bitácora",
}


def difference_text(difference: Difference) -> str:
    """What was found, in a sentence."""
    params = dict(difference.params)
    if "table" in params:
        params["table"] = TABLES[str(params["table"])]
    if "concept" in params:
        params["concept"] = CONCEPTS[Concept(str(params["concept"]))]
    return sentence(difference.code, **params)
