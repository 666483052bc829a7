"""Spanish wordings that several documents share: dates, rates, addresses, and the names of what the program counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.domain.calendar import Frequency
from app.domain.clients.client import Address
from app.domain.loans.loan import Channel
from app.domain.loans.methods import Method
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.rates import DayCount

NO_BREAK = "\u00a0"
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
STATES = {
    "AS": "Aguascalientes", "BC": "Baja California", "BS": "Baja California Sur", "CC": "Campeche", "CL": "Coahuila",
    "CM": "Colima", "CS": "Chiapas", "CH": "Chihuahua", "DF": "Ciudad de México", "DG": "Durango",
    "GT": "Guanajuato", "GR": "Guerrero", "HG": "Hidalgo", "JC": "Jalisco", "MC": "Estado de México",
    "MN": "Michoacán", "MS": "Morelos", "NT": "Nayarit", "NL": "Nuevo León", "OC": "Oaxaca", "PL": "Puebla",
    "QT": "Querétaro", "QR": "Quintana Roo", "SP": "San Luis Potosí", "SL": "Sinaloa", "SR": "Sonora",
    "TC": "Tabasco", "TS": "Tamaulipas", "TL": "Tlaxcala", "VZ": "Veracruz", "YN": "Yucatán", "ZS": "Zacatecas",
    "NE": "Nacido en el extranjero",
}  # fmt: skip
"""RENAPO's two letters."""
FREQUENCIES = {
    Frequency.MONTHLY: ("mensual", "mensuales"),
    Frequency.WEEKLY: ("semanal", "semanales"),
    Frequency.FOURTEEN_DAY: ("catorcenal", "catorcenales"),
    Frequency.SEMIMONTHLY: ("quincenal", "quincenales"),
    Frequency.BIMONTHLY: ("bimestral", "bimestrales"),
    Frequency.QUARTERLY: ("trimestral", "trimestrales"),
    Frequency.SEMIANNUAL: ("semestral", "semestrales"),
    Frequency.ANNUAL: ("anual", "anuales"),
}
"""One and several payments of each frequency."""
METHODS = {
    Method.LEVEL: "Pago nivelado de capital e intereses, más IVA",
    Method.LEVEL_WITH_VAT: "Pago fijo con IVA incluido",
    Method.EQUAL_PRINCIPAL: "Capital fijo, pagos decrecientes",
    Method.FLAT: "Interés sobre el importe inicial (tasa global)",
    Method.INTEREST_ONLY: "Sólo intereses, capital al final",
    Method.BULLET: "Un solo pago al vencimiento",
    Method.CUSTOM: "Calendario a la medida",
}
DAY_COUNTS = {
    DayCount.THIRTY_360: "30/360",
    DayCount.PERIODIC: "Periodos iguales",
    DayCount.ACTUAL_360: "Días reales / 360",
    DayCount.ACTUAL_365: "Días reales / 365",
    DayCount.ACTUAL_ACTUAL: "Días reales / días del año",
}
COMPONENTS = {
    Component.CHARGES: "Gastos de cobranza",
    Component.CHARGES_VAT: "IVA de gastos de cobranza",
    Component.LATE_INTEREST: "Moratorios",
    Component.LATE_VAT: "IVA de moratorios",
    Component.INTEREST: "Intereses",
    Component.VAT: "IVA de intereses",
    Component.FEES: "Comisiones",
    Component.FEES_VAT: "IVA de comisiones",
    Component.PRINCIPAL: "Capital",
}
CHANNELS = {
    Channel.CASH: "Efectivo",
    Channel.TRANSFER: "Transferencia",
    Channel.CARD: "Tarjeta",
    Channel.CHEQUE: "Cheque",
    Channel.DEPOSIT: "Depósito bancario",
}


def date_in_words(day: date) -> str:
    """15 de enero de 2026."""
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


def short_date(day: date) -> str:
    """15/01/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def percent(rate: Decimal) -> str:
    """A fraction as a percentage of at least two decimals: 0.36 is ``36.00 %``, 0.12345 is ``12.345 %``.

    The space is one where a line does not break, as in telephone numbers.
    """
    exact = rate * 100
    text = f"{exact:f}"
    decimals = len(text.partition(".")[2].rstrip("0"))
    return f"{exact:,.{max(decimals, 2)}f}{NO_BREAK}%"


def cat_text(cat: Decimal) -> str:
    """The CAT with its one decimal and no sign: ``72.9``."""
    return f"{cat:,.1f}"


def pesos(amount: Money) -> str:
    """``1,875.45``: a figure for a column whose heading says that it is money."""
    return f"{amount.to_decimal():,.2f}"


def joined(parts: Sequence[str], last: str = "y") -> str:
    """``a, b y c``."""
    kept = [part for part in parts if part]
    if len(kept) < 2:
        return "".join(kept)
    return f"{', '.join(kept[:-1])} {last} {kept[-1]}"


def phone(number: str) -> str:
    """Ten digits as 55 1234 5678 (Mexico's long area codes read 442 555 0110); anything else as it is."""
    digits = number.strip()
    if len(digits) != 10 or not digits.isdecimal():
        return digits
    if digits[:2] in ("55", "56", "33", "81"):
        groups = (digits[:2], digits[2:6], digits[6:])
    else:
        groups = (digits[:3], digits[3:6], digits[6:])
    return NO_BREAK.join(groups)


def address_line(address: Address) -> str:
    """The address on one line, without the parts that are empty."""
    interior = address.interior_number.strip()
    if interior and " " not in interior:
        interior = f"Int. {interior}"
    neighborhood, code = address.neighborhood.strip(), address.postal_code.strip()
    city, municipality = address.city.strip(), address.municipality.strip()
    parts = (
        " ".join(part.strip() for part in (address.street, address.exterior_number) if part.strip()),
        interior,
        f"Col. {neighborhood}" if neighborhood else "",
        f"C.P. {code}" if code else "",
        city if city.casefold() != municipality.casefold() else "",
        municipality,
        STATES.get(address.state.strip(), address.state.strip()),
    )
    return ", ".join(part for part in parts if part)


def ordinal(number: int) -> str:
    """A clause's number: PRIMERA … DÉCIMA PRIMERA … NONAGÉSIMA NOVENA."""
    tens, unit = divmod(number, 10)
    return " ".join(part for part in (_TENTHS[tens], _FIRSTS[unit]) if part)


_FIRSTS = ("", "PRIMERA", "SEGUNDA", "TERCERA", "CUARTA", "QUINTA", "SEXTA", "SÉPTIMA", "OCTAVA", "NOVENA")
_TENTHS = (
    "", "DÉCIMA", "VIGÉSIMA", "TRIGÉSIMA", "CUADRAGÉSIMA", "QUINCUAGÉSIMA", "SEXAGÉSIMA", "SEPTUAGÉSIMA",
    "OCTOGÉSIMA", "NONAGÉSIMA",
)  # fmt: skip
