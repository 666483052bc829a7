"""The closed lists of data and conditions that the legal texts may name, worked out from a loan."""

from __future__ import annotations

from app.documents.amount_in_words import amount_in_words, number_in_words
from app.documents.loan_figures import LoanDocumentsData
from app.documents.spanish_text import (
    FREQUENCIES,
    address_line,
    cat_text,
    date_in_words,
    joined,
    percent,
    phone,
)
from app.domain.calendar import BusinessDayRule
from app.domain.loans.methods import Method
from app.domain.loans.terms import FeeMode, FirstPeriod, Grace, InstallmentFee, LoanTerms
from app.domain.payments.allocation import BY_COMPONENT, PROPORTIONAL, STANDARD_ORDER, VAT_OF
from app.domain.payments.components import Component
from app.domain.rates import DayCount

NOT_GIVEN = "no proporcionado"
_CHARGES = (Component.CHARGES, Component.CHARGES_VAT)
_VATS = frozenset(VAT_OF.values())
_IN_SENTENCE = {
    Component.CHARGES: "gastos y costas",
    Component.CHARGES_VAT: "IVA de gastos y costas",
    Component.LATE_INTEREST: "intereses moratorios",
    Component.LATE_VAT: "IVA de intereses moratorios",
    Component.INTEREST: "intereses ordinarios",
    Component.VAT: "IVA de intereses ordinarios",
    Component.FEES: "comisiones",
    Component.FEES_VAT: "IVA de comisiones",
    Component.PRINCIPAL: "capital",
}
_FEE_MODES = {
    FeeMode.DEDUCTED: "Se descuenta del importe del Crédito en la fecha de la disposición.",
    FeeMode.FINANCED: "Se financia con el Crédito y se paga junto con el capital.",
    FeeMode.PAID: "Se paga por separado, a más tardar en la fecha de la disposición.",
}


def contract_conditions(data: LoanDocumentsData) -> dict[str, bool]:
    """Which variants of the contract's clauses this loan has."""
    terms = data.terms
    return {
        "reca": bool(data.company.reca_number.strip()),
        "fee_financed": _fee_mode(terms) is FeeMode.FINANCED,
        "fee_deducted": _fee_mode(terms) is FeeMode.DEDUCTED,
        "fee_paid": _fee_mode(terms) is FeeMode.PAID,
        "fee": _fee_mode(terms) is not None,
        "no_fees": _fee_mode(terms) is None,
        "installment_fees": bool(terms.installment_fees),
        "flat": terms.method is Method.FLAT,
        "day_count_30": terms.day_count is DayCount.THIRTY_360,
        "day_count_periods": terms.day_count is DayCount.PERIODIC,
        "day_count_real": terms.day_count.is_by_days,
        "first_period_by_days": terms.first_period is FirstPeriod.BY_DAYS and not terms.day_count.is_by_days,
        "grace_principal": terms.grace is Grace.PRINCIPAL,
        "grace_deferred": terms.grace is Grace.FULL and not terms.capitalise_grace_interest,
        "grace_capitalised": terms.grace is Grace.FULL and terms.capitalise_grace_interest,
        "late": terms.late_annual_rate > 0,
        "late_on_principal": terms.late_annual_rate > 0 and terms.late_base == "principal",
        "late_on_installment": terms.late_annual_rate > 0 and terms.late_base != "principal",
        "late_grace": terms.late_grace_days > 0,
        "vat": terms.vat_rate > 0,
        "following": terms.business_day_rule is BusinessDayRule.FOLLOWING,
        "preceding": terms.business_day_rule is BusinessDayRule.PRECEDING,
        "no_day_rule": terms.business_day_rule is BusinessDayRule.NONE,
        "order_installment": not _is_by_component(terms),
        "order_component": _is_by_component(terms),
        "vat_first": terms.vat_rate > 0 and terms.vat_share != PROPORTIONAL and isinstance(terms.allocation_order, str),
        "vat_proportional": terms.vat_share == PROPORTIONAL,
    }


def contract_facts(data: LoanDocumentsData) -> dict[str, str]:
    """Every datum of the contract, in words a person reads; none is empty where the contract needs it."""
    return {**_parties(data), **_amounts(data), **_cost(data), **_payments(data)}


def privacy_facts(data: LoanDocumentsData) -> dict[str, str]:
    """The data of the privacy notice."""
    company = data.company
    une = company.une
    place = une.address.strip() or address_line(company.address)
    website = company.website.strip()
    return {
        "company_name": company.legal_name,
        "trade_name": company.trade_name,
        "company_address": address_line(company.address),
        "arco_contact": f"{place}, o al correo electrónico {une.email}, con atención a {une.holder}, "
        f"teléfono {phone(une.phone)}",
        "website_text": f" y en {website}" if website else "",
        "printed_on": date_in_words(data.printed_on),
    }


def une_contact(data: LoanDocumentsData) -> str:
    """Where the UNE is found, without the parts the lender has not given."""
    une = data.company.une
    return joined(
        [
            f"domicilio en {une.address.strip() or address_line(data.company.address)}",
            f"teléfono {phone(une.phone)}",
            f"correo electrónico {une.email}",
            f"horario de atención de {une.hours.strip()}" if une.hours.strip() else "",
        ]
    )


def client_keys(data: LoanDocumentsData) -> str:
    """The client's CURP and RFC, those that are on file."""
    client = data.client.data
    return joined([f"CURP {client.curp}" if client.curp else "", f"RFC {client.rfc}" if client.rfc else ""])


def allocation_order(terms: LoanTerms) -> str:
    """The components in the order in which the program applies a payment to them."""
    named = terms.allocation_order if isinstance(terms.allocation_order, tuple) else ()
    order = tuple(dict.fromkeys((*named, *STANDARD_ORDER)))
    if not _is_by_component(terms):
        order = tuple(component for component in order if component not in _CHARGES)
    if terms.vat_share == PROPORTIONAL:
        order = tuple(component for component in order if component not in _VATS)
    kept = [component for component in order if _can_be_owed(terms, component)]
    suffix = " con su IVA" if terms.vat_share == PROPORTIONAL and terms.vat_rate > 0 else ""
    names = [_IN_SENTENCE[component] + (suffix if component in VAT_OF else "") for component in kept]
    return joined([f"({place}) {name}" for place, name in enumerate(names, start=1)])


def _can_be_owed(terms: LoanTerms, component: Component) -> bool:
    if component in (Component.LATE_INTEREST, Component.LATE_VAT):
        return terms.late_annual_rate > 0 and (component is Component.LATE_INTEREST or terms.vat_rate > 0)
    if component in (Component.FEES, Component.FEES_VAT):
        has_vat = any(fee.vat_rate > 0 for fee in terms.installment_fees)
        return bool(terms.installment_fees) and (component is Component.FEES or has_vat)
    return component is not Component.VAT or terms.vat_rate > 0


def _is_by_component(terms: LoanTerms) -> bool:
    return terms.allocation_order == BY_COMPONENT or isinstance(terms.allocation_order, tuple)


def _fee_mode(terms: LoanTerms) -> FeeMode | None:
    fee = terms.opening_fee
    return fee.how if fee is not None and fee.fee(terms.principal) else None


def _parties(data: LoanDocumentsData) -> dict[str, str]:
    company, client = data.company, data.client.data
    return {
        "company_name": company.legal_name,
        "company_rfc": company.rfc,
        "company_address": address_line(company.address),
        "reca_number": company.reca_number.strip(),
        "client_name": client.full_name,
        "client_birth_on": date_in_words(client.birth_on),
        "client_keys": client_keys(data) or f"CURP {NOT_GIVEN}",
        "client_address": address_line(client.address) or NOT_GIVEN,
        "client_email_text": f", además, al correo electrónico {client.email} y" if client.email else "",
        "statement_text": f"También se enviará, si lo solicita, al correo electrónico {client.email}."
        if client.email
        else "También se enviará, si lo solicita, al correo electrónico que señale.",
        "une_holder": company.une.holder,
        "une_contact": f"con {une_contact(data)}",
        "folio": data.loan.folio,
        "signed_on": date_in_words(data.loan.signed_on),
    }


def _amounts(data: LoanDocumentsData) -> dict[str, str]:
    terms = data.terms
    amounts = {
        "principal": terms.principal,
        "financed_principal": terms.financed_principal,
        "net_amount": data.net_amount,
        "total_to_pay": data.totals.total,
    }
    if terms.opening_fee is not None:
        amounts["fee_amount"] = terms.opening_fee.fee(terms.principal)
    facts = {name: amount.formatted() for name, amount in amounts.items()}
    facts |= {f"{name}_words": amount_in_words(amount) for name, amount in amounts.items()}
    return {"fee_amount": "", "fee_amount_words": "", **facts}


def _cost(data: LoanDocumentsData) -> dict[str, str]:
    terms, fee = data.terms, data.terms.opening_fee
    fee_vat = fee.vat(terms.principal) if fee is not None else None
    whole_year = {DayCount.ACTUAL_365: "365", DayCount.ACTUAL_ACTUAL: "365, o 366 en año bisiesto,"}
    is_flat = terms.method is Method.FLAT
    base = "el importe inicial del capital" if is_flat else "el Saldo Insoluto al inicio del periodo"
    return {
        "annual_rate": percent(terms.annual_rate),
        "late_annual_rate": percent(terms.late_annual_rate),
        "vat_rate": percent(terms.vat_rate),
        "vat_on_late": " y moratorios" if terms.late_annual_rate > 0 else "",
        "interest_base": base,
        "periods_per_year": str(terms.frequency.periods_per_year),
        "year_days": whole_year.get(terms.day_count, "360"),
        "grace_periods": str(terms.grace_periods),
        "late_day_base": str(terms.late_day_base),
        "late_grace_days": str(terms.late_grace_days),
        "fee_description": f"del {percent(fee.rate)} del importe del Crédito"
        if fee is not None and fee.rate is not None
        else "por un importe fijo",
        "fee_vat_text": f", más {fee_vat.formatted()} de IVA" if fee_vat else ", que no causa IVA",
        "fee_mode_text": _FEE_MODES[fee.how] if fee is not None else "",
        "installment_fees_text": joined([_installment_fee(item) for item in terms.installment_fees]),
        "cat": cat_text(data.loan.cat),
    }


def _installment_fee(fee: InstallmentFee) -> str:
    if fee.rate is None:
        how = fee.amount.formatted() if fee.amount is not None else "$0.00"
    else:
        how = f"{percent(fee.rate)} del {'Saldo Insoluto' if fee.of == 'balance' else 'importe del Crédito'}"
    vat = f" más IVA del {percent(fee.vat_rate)}" if fee.vat_rate > 0 else ", sin IVA"
    return f"{fee.name}, {how}{vat} por pago"


def _payments(data: LoanDocumentsData) -> dict[str, str]:
    rows = data.loan.schedule
    paid = [row for row in rows if row.total]
    first, last = (paid or rows)[0], rows[-1]
    one, several = FREQUENCIES[data.terms.frequency]
    words = number_in_words(len(rows)).lower()
    is_single = len(rows) == 1 or data.terms.method is Method.CUSTOM
    named = "" if is_single else f" {one if len(rows) == 1 else several}"
    return {
        "allocation_order": allocation_order(data.terms),
        "payments_text": "un solo pago" if len(rows) == 1 else f"{len(rows)} ({words}) pagos{named}",
        "first_payment": first.total.formatted(),
        "last_payment": last.total.formatted(),
        "first_due_on": date_in_words(first.due_on),
        "last_due_on": date_in_words(last.due_on),
        "disbursed_on": date_in_words(data.terms.disbursed_on),
    }
