"""The chart of accounts that a company begins with: a small SOFOM E.N.R.'s, with the tax office's grouping codes."""

from __future__ import annotations

from app.domain.accounting.accounts import Account, AccountKind
from app.domain.accounting.concepts import Concept

_A, _L, _E, _I, _X, _M = (
    AccountKind.ASSET,
    AccountKind.LIABILITY,
    AccountKind.EQUITY,
    AccountKind.INCOME,
    AccountKind.EXPENSE,
    AccountKind.MEMO,
)

STARTING_CHART: tuple[Account, ...] = (
    Account("1101", "Caja", _A, True, "101.01"),
    Account("1102", "Bancos", _A, True, "102.01"),
    Account("1201", "IVA acreditable", _A, True, "118.01"),
    Account("1205", "Deudores diversos", _A, True, "107.05"),
    Account("1301", "Cartera vigente: capital", _A, True, "105.01"),
    Account("1302", "Cartera vigente: intereses devengados", _A, True, "105.01"),
    Account("1303", "IVA por cobrar de intereses", _A, True, "105.01"),
    Account("1311", "Cartera vencida: capital", _A, True, "105.01"),
    Account("1312", "Cartera vencida: intereses", _A, True, "105.01"),
    Account("1390", "Estimación preventiva para riesgos crediticios", _A, False, "108.01"),
    Account("1501", "Bienes adjudicados", _A, True, "184.01"),
    Account("1601", "Mobiliario y equipo", _A, True, "155.01"),
    Account("2101", "Préstamos bancarios y de otros fondeadores", _L, False, "202.01"),
    Account("2103", "Depósitos por identificar", _L, False, "205.06"),
    Account("2104", "Anticipos de clientes", _L, False, "206.01"),
    Account("2105", "Garantía líquida de clientes", _L, False, "205.06"),
    Account("2151", "IVA trasladado cobrado", _L, False, "208.01"),
    Account("2152", "IVA trasladado no cobrado", _L, False, "209.01"),
    Account("2160", "Impuestos por pagar", _L, False, "213.01"),
    Account("2201", "Comisiones por apertura por devengar", _L, False, "206.01"),
    Account("3101", "Capital social", _E, False, "301.01"),
    Account("3201", "Reservas de capital", _E, False, "303.01"),
    Account("3301", "Resultados de ejercicios anteriores", _E, False, "304.01"),
    Account("4101", "Intereses ordinarios", _I, False, "401.01"),
    Account("4102", "Intereses moratorios", _I, False, "401.01"),
    Account("4103", "Comisiones y gastos de cobranza", _I, False, "401.01"),
    Account("4104", "Comisión por apertura", _I, False, "401.01"),
    Account("4105", "Recuperación de cartera castigada", _I, False, "403.01"),
    Account("5101", "Gastos por intereses", _X, True, "701.04"),
    Account("5201", "Estimaciones de cartera", _X, True, "601.72"),
    Account("6101", "Gastos de administración", _X, True, "601.84"),
    Account("7101", "Intereses devengados no reconocidos", _M, True),
    Account("7102", "Moratorios devengados no cobrados", _M, True),
    Account("7105", "Cartera castigada", _M, True),
    Account("7199", "Cuentas de orden, contracuenta", _M, False),
)
STARTING_CODES: dict[Concept, str] = {
    Concept.CASH: "1101",
    Concept.BANKS: "1102",
    Concept.LOANS_PRINCIPAL: "1301",
    Concept.LOANS_OVERDUE: "1311",
    Concept.INTEREST_RECEIVABLE: "1302",
    Concept.INTEREST_OVERDUE: "1312",
    Concept.VAT_RECEIVABLE: "1303",
    Concept.CLIENT_ADVANCES: "2104",
    Concept.VAT_COLLECTED: "2151",
    Concept.VAT_PENDING: "2152",
    Concept.DEFERRED_FEES: "2201",
    Concept.INTEREST_INCOME: "4101",
    Concept.LATE_INTEREST_INCOME: "4102",
    Concept.FEE_INCOME: "4103",
    Concept.OPENING_FEE_INCOME: "4104",
    Concept.MEMO_INTEREST: "7101",
    Concept.MEMO_LATE: "7102",
    Concept.MEMO_CONTRA: "7199",
}
