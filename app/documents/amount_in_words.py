"""Amounts of money written in words as Mexican contracts and receipts want them.

>>> amount_in_words(Money.of("21000.50"))
'VEINTIÚN MIL PESOS 50/100 M.N.'
"""

from __future__ import annotations

from app.domain.money import ZERO, Money

_SMALL = (
    "CERO UN DOS TRES CUATRO CINCO SEIS SIETE OCHO NUEVE DIEZ ONCE DOCE TRECE CATORCE QUINCE DIECISÉIS DIECISIETE "
    "DIECIOCHO DIECINUEVE VEINTE VEINTIÚN VEINTIDÓS VEINTITRÉS VEINTICUATRO VEINTICINCO VEINTISÉIS VEINTISIETE "
    "VEINTIOCHO VEINTINUEVE"
).split()
_TENS = ("", "", "", "TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA")
_HUNDREDS = (
    "", "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS", "QUINIENTOS", "SEISCIENTOS", "SETECIENTOS",
    "OCHOCIENTOS", "NOVECIENTOS",
)  # fmt: skip
_MILLION = 10**6


def amount_in_words(amount: Money) -> str:
    """Upper case, with the centavos as a fraction and "M.N." (moneda nacional). ValueError when negative."""
    if amount < ZERO:
        raise ValueError("an amount in words is never negative")
    pesos, centavos = divmod(amount.centavos, 100)
    unit = "PESO" if pesos == 1 else "PESOS"
    # "Millón" and "billón" are nouns: UN MILLÓN DE PESOS, but UN MILLÓN UN PESOS.
    link = " DE" if pesos and pesos % _MILLION == 0 else ""
    return f"{number_in_words(pesos)}{link} {unit} {centavos:02d}/100 M.N."


def number_in_words(number: int) -> str:
    """A whole number before a masculine noun: 21 is VEINTIÚN. Long scale, as Spanish counts: 10¹² is UN BILLÓN."""
    if number == 0:
        return _SMALL[0]
    billions, rest = divmod(number, _MILLION**2)
    millions, units = divmod(rest, _MILLION)
    parts = [
        f"{_below_million(billions)} {'BILLÓN' if billions == 1 else 'BILLONES'}" if billions else "",
        f"{_below_million(millions)} {'MILLÓN' if millions == 1 else 'MILLONES'}" if millions else "",
        _below_million(units),
    ]
    return " ".join(part for part in parts if part)


def _below_million(number: int) -> str:
    thousands, units = divmod(number, 1000)
    # Legal papers write UN MIL, which leaves no room to add a word before it.
    parts = [f"{_below_thousand(thousands)} MIL" if thousands else "", _below_thousand(units)]
    return " ".join(part for part in parts if part)


def _below_thousand(number: int) -> str:
    if number == 100:
        return "CIEN"
    hundreds, rest = divmod(number, 100)
    return " ".join(part for part in (_HUNDREDS[hundreds], _below_hundred(rest)) if part)


def _below_hundred(number: int) -> str:
    if number == 0:
        return ""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens]} Y {_SMALL[unit]}" if unit else _TENS[tens]
